"""Tables: every form gives the same rows back."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.export import FORMS, write_export
from dragoman.export.rows import TABLES
from dragoman.export.tables import FORMULA, disarm, draw_cell, rearm
from dragoman.model import from_json
from dragoman.record import Query, Record
from dragoman.record.values import MergedEncounter

from .reports import HOSTILE


def export(record: Record, what: str, form: str, today: date, **filters: object) -> bytes:
    """What an export writes."""
    out = io.BytesIO()
    write_export(record, what, form, Query(**filters), out, today)  # type: ignore[arg-type]
    return out.getvalue()


def test_encounter_lines_are_the_public_form(record: Record, today: date) -> None:
    """Each line is a merged encounter as the record gives it, with the reports that support it."""
    lines = export(record, "encounters", "jsonl", today).splitlines()
    assert [from_json(line, MergedEncounter) for line in lines] == record.encounters()
    told = {(report["source"], report["encounter"]) for line in lines for report in json.loads(line)["reports"]}
    assert ("call-ru", "e1") in told
    assert ("call-en", "e1") in told


@pytest.mark.parametrize("name", sorted(TABLES))
def test_rows_have_the_columns_of_the_codebook(record: Record, today: date, name: str) -> None:
    """Every row has exactly the columns defined, in their order, and no table is empty."""
    rows = list(TABLES[name].rows(record, Query(), today))
    assert rows
    assert {tuple(row) for row in rows} == {tuple(field.name for field in TABLES[name].fields)}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_csv_gives_the_rows_back(record: Record, today: date, name: str) -> None:
    """Read as CSV and rearmed, the cells are those of the rows; none is a formula."""
    table = TABLES[name]
    header, *lines = csv.reader(io.StringIO(export(record, name, "csv", today).decode(), newline=""))
    rows = list(table.rows(record, Query(), today))
    texts = [field.kind in ("text", "list", "edtf") for field in table.fields]
    wanted = [[rearm(draw_cell(value, True)) for value in row.values()] for row in rows]
    assert header == [field.name for field in table.fields]
    assert [[rearm(cell) if text else cell for cell, text in zip(line, texts, strict=True)] for line in lines] == wanted
    assert not any(
        cell[:1] in "=+-@\t\r" for line in lines for cell, text in zip(line, texts, strict=True) if text and cell
    )


def test_hostile_title_is_disarmed(record: Record, today: date) -> None:
    """A title that is a formula comes with an apostrophe before it."""
    cells = [
        cell for line in csv.reader(io.StringIO(export(record, "reports", "csv", today).decode())) for cell in line
    ]
    assert f"'{HOSTILE}" in cells
    assert HOSTILE not in cells


@given(st.text())
def test_rearm_undoes_disarm(text: str) -> None:
    """What was disarmed comes back as it was, and is no formula before that."""
    assert rearm(disarm(text)) == text
    assert disarm(text)[:1] not in tuple("=+-@\t\r")
    assert not FORMULA.match(disarm(text)) or disarm(text).startswith("'")


def test_excel_form_has_a_byte_order_mark(record: Record, today: date) -> None:
    """The Excel form is the CSV form after a byte order mark."""
    assert export(record, "figures", "excel", today) == b"\xef\xbb\xbf" + export(record, "figures", "csv", today)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_parquet_gives_the_rows_back(record: Record, today: date, name: str) -> None:
    """Read as Parquet, the rows are the same, types and meanings included."""
    found = pyarrow.parquet.read_table(io.BytesIO(export(record, name, "parquet", today)))
    assert found.to_pylist() == list(TABLES[name].rows(record, Query(), today))
    assert [field.metadata[b"description"].decode() for field in found.schema] == [f.about for f in TABLES[name].fields]


def test_missing_parquet_says_what_to_install(record: Record, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow the error names the extra."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"dragoman\[parquet\]"):
        export(record, "figures", "parquet", today)


@pytest.mark.parametrize("name", ["evidence", "statements", "commitments", "figures", "offices"])
def test_words_stand_at_their_offsets(record: Record, today: date, name: str) -> None:
    """The words of a row are the text of its report from start to stop."""
    for row in TABLES[name].rows(record, Query(), today):
        reading = record.document(row["document"])
        assert reading is not None
        assert reading.document.text[row["start"] : row["stop"]] == row["words"]


def test_filters_narrow_the_reports(record: Record, today: date) -> None:
    """With a side asked for, only reports of its encounters and its own statements are exported."""
    sources = {
        json.loads(line)["source"] for line in export(record, "reports", "jsonl", today, sides=("UZ",)).splitlines()
    }
    assert sources == {"round-ru", "off-ru"}
    assert export(record, "statements", "jsonl", today, sides=("US",)) == b""
    assert len(export(record, "statements", "jsonl", today, sides=("KG",)).splitlines()) == 0
    assert len(export(record, "statements", "jsonl", today, sides=("KZ",)).splitlines()) == 2


@pytest.mark.parametrize(("what", "form"), [(what, form) for what in FORMS for form in FORMS[what]])
def test_same_input_same_bytes(record: Record, today: date, what: str, form: str) -> None:
    """Every form of everything is written twice alike, and is not empty."""
    filters = {"sides": ("KZ", "US")} if what == "briefing" else {}
    first = export(record, what, form, today, **filters)
    assert first == export(record, what, form, today, **filters)
    assert first


def test_file_is_written_whole_or_not_at_all(record: Record, today: date, tmp_path: Path) -> None:
    """A folder gets a file of the right name; a failed export leaves nothing behind."""
    assert write_export(record, "encounters", "excel", Query(), tmp_path, today) == record.count()
    assert [path.name for path in tmp_path.iterdir()] == ["encounters.csv"]
    with pytest.raises(UsageError):
        write_export(record, "briefing", "md", Query(), tmp_path / "briefing.md", today)
    with pytest.raises(UsageError, match="no folder"):
        write_export(record, "figures", "csv", Query(), tmp_path / "none" / "figures.csv", today)
    assert [path.name for path in tmp_path.iterdir()] == ["encounters.csv"]


@pytest.mark.parametrize(
    ("what", "form", "language", "says"),
    [
        ("meetings", "csv", "en", "cannot export 'meetings'; give one of encounters"),
        ("figures", "ics", "en", "cannot export figures as 'ics'; give --format jsonl or csv"),
        ("figures", "csv", "de", "no headings in 'de'; give one of en, ru, kk"),
    ],
)
def test_wrong_request_says_what_there_is(
    record: Record, today: date, what: str, form: str, language: str, says: str
) -> None:
    """The error lists what can be asked for."""
    with pytest.raises(UsageError, match=says):
        write_export(record, what, form, Query(), io.BytesIO(), today, language)
