"""From a report's text to every form: the rooms fit together."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

import dragoman
from dragoman.errors import UsageError
from dragoman.export import FORMS, write_export
from dragoman.record import Query, Record

REPORT = (
    "3 мая министр иностранных дел Казахстана Ерлан Аманов встретился в Ташкенте с министром иностранных дел "
    "Узбекистана Тимуром Саидалиевым. Стороны договорились до конца 2032 года открыть два пункта пропуска на границе. "
    "Товарооборот двух стран превысил 5 млрд долларов.\n\n"
    "«Мы довольны ходом переговоров», — сказал Ерлан Аманов."
)
TODAY = date(2031, 6, 1)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of one report, read from its text."""
    with Record.open(tmp_path_factory.mktemp("whole") / "record.db") as record:
        record.add(dragoman.read(REPORT, "own", "2031-05-04"))
        yield record


@pytest.mark.parametrize(("what", "form"), [(what, form) for what in FORMS for form in FORMS[what]])
def test_every_form_is_written_of_a_read_report(read: Record, what: str, form: str) -> None:
    """No form fails on what the reader finds."""
    out = io.BytesIO()
    write_export(read, what, form, Query(sides=("KZ", "UZ")), out, TODAY, "ru")
    assert out.getvalue()


def test_meeting_reaches_the_calendar(read: Record) -> None:
    """The meeting of the report is in the calendar, between the two sides."""
    out = io.BytesIO()
    assert write_export(read, "encounters", "ics", Query(), out, TODAY, "ru") == 1
    (event,) = Calendar.from_ical(out.getvalue()).walk("VEVENT")
    assert {"Казахстан", "Узбекистан"} <= set(str(event["summary"]).replace(",", "").split())
    assert event.decoded("dtstart") == date(2031, 5, 3)


def test_briefing_quotes_the_report(read: Record) -> None:
    """The quotation and the commitment of the report are in the briefing of the pair, word for word."""
    out = io.BytesIO()
    write_export(read, "briefing", "md", Query(sides=("KZ", "UZ")), out, TODAY, "ru")
    text = out.getvalue().decode()
    assert "Мы довольны ходом переговоров" in text
    assert "два пункта пропуска" in text


def test_lines_lead_back_to_the_reading(read: Record) -> None:
    """The id of the encounter in a line is that in the reading of its report."""
    out = io.BytesIO()
    write_export(read, "encounters", "jsonl", Query(), out, TODAY)
    (report,) = json.loads(out.getvalue())["reports"]
    reading = read.document(report["document"])
    assert reading is not None
    assert report["encounter"] in {encounter.id for encounter in reading.encounters}


def test_empty_record_gives_empty_exports(tmp_path: Path) -> None:
    """A record without reports is written in every form too."""
    with Record.open(tmp_path / "empty.db") as record:
        for what, forms in FORMS.items():
            for form in forms:
                if what == "briefing":  # about what the record knows nothing of there is none
                    with pytest.raises(UsageError, match="knows nothing"):
                        write_export(record, what, form, Query(format="C5+1"), io.BytesIO(), TODAY)
                    continue
                count = write_export(record, what, form, Query(), io.BytesIO(), TODAY)
                assert count == 0 or what == "calendar", (what, form)
