"""iCalendar: what is written parses back to the same events."""

from __future__ import annotations

import io
from datetime import date, timedelta

import msgspec
import pytest
from icalendar import Calendar, Event

from dragoman.export import write_export
from dragoman.export.calendar import list_due, make_due, make_encounter, make_milestone
from dragoman.record import Query, Record
from dragoman.record.values import MergedEncounter, Milestone, Undertaking


def read_events(record: Record, today: date, what: str = "calendar", language: str = "en") -> dict[str, Event]:
    """Summary -> event, parsed back."""
    out = io.BytesIO()
    count = write_export(record, what, "ics", Query(), out, today, language)
    calendar = Calendar.from_ical(out.getvalue())
    assert not calendar.errors
    events = calendar.walk("VEVENT")
    assert len(events) == count
    return {str(event["summary"]): event for event in events}


def test_statuses_follow_the_record(record: Record, today: date) -> None:
    """Held is confirmed, planned is tentative, called off is cancelled."""
    events = read_events(record, today, "encounters")
    found = {summary: str(event["status"]) for summary, event in events.items()}
    assert found["Call — Kazakhstan, United States"] == "CONFIRMED"
    assert found["Visit — United States, Kazakhstan"] == "TENTATIVE"
    assert found["Meeting — Kazakhstan, Uzbekistan"] == "CANCELLED"


def test_days_are_whole_and_their_end_is_exclusive(record: Record, today: date) -> None:
    """A day ends on the next one; a month known as such covers all its days."""
    events = read_events(record, today, "encounters")
    call, visit = events["Call — Kazakhstan, United States"], events["Visit — United States, Kazakhstan"]
    assert (call.decoded("dtstart"), call.decoded("dtend")) == (date(2029, 4, 20), date(2029, 4, 21))
    assert (visit.decoded("dtstart"), visit.decoded("dtend")) == (date(2029, 9, 1), date(2029, 10, 1))


def test_uids_are_unique_and_last(record: Record, today: date) -> None:
    """The same events have the same UIDs on another day and in another language."""
    first = [str(event["uid"]) for event in read_events(record, today).values()]
    later = read_events(record, today + timedelta(days=5), language="ru").values()
    assert len(set(first)) == len(first)
    assert [str(event["uid"]) for event in later] == first


def test_due_dates_are_in_the_calendar(record: Record, today: date) -> None:
    """A commitment stands on the last day by which it is due, with its words."""
    (due,) = [event for summary, event in read_events(record, today).items() if "торговый дом" in summary]
    assert due.decoded("dtstart") == date(2029, 12, 31)
    assert "«" not in str(due["summary"])
    assert "договорились открыть торговый дом" in str(due["description"])


def test_signs_of_the_form_survive(today: date) -> None:
    """Commas, semicolons, backslashes and line ends come back as they were; no line is longer than 75 octets."""
    item = Undertaking(
        id="u1",
        document="d",
        encounter=None,
        sides=(),
        words="а; б, в\\n г\nEND:VEVENT " + "ұзақ " * 40,
        start=0,
        stop=1,
        due="2029",
        strength="firm",
        title=None,
        published=None,
    )
    event = make_due(item, today, "kk")
    assert event is not None
    data = event.to_ical()
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    again = Event.from_ical(data)
    assert item.words in str(again["description"])
    assert again.decoded("dtstart") == date(2029, 12, 31)


def make_bare(when: str | None) -> MergedEncounter:
    """An encounter with little but a date."""
    return MergedEncounter(
        id="x",
        kind="meeting",
        mode="unknown",
        status="happened",
        date=when,
        date_basis=None,
        place=None,
        format=None,
        ordinal=None,
        participants=(),
        topics=(),
        background=False,
        part_of=None,
        sources=1,
        reports=(),
    )


@pytest.mark.parametrize("when", [None, "2029", "XXXX-04-23", "2029-01/2029-06"])
def test_vague_dates_are_left_out(today: date, when: str | None) -> None:
    """What is known to no better than two months would fill the calendar."""
    assert make_encounter(make_bare(when), today, "en") is None


def test_anniversary_says_how_it_is_known(today: date) -> None:
    """An anniversary tells whether it is computed."""
    item = Milestone(
        title="diplomatic relations", date="2029-12-16", years=30, sides=("KZ", "US"), format=None, basis="computed"
    )
    event = make_milestone(item, today, "en")
    assert event is not None
    assert str(event["summary"]) == "Kazakhstan – United States: diplomatic relations"
    assert str(event["description"]) == "years: 30, computed"
    assert str(event["uid"]).startswith("anniversary-2029-12-16-KZ-US@")


def test_told_anniversary_is_quoted(today: date) -> None:
    """An anniversary that a report tells is in its words; only the year is known, so it is in no calendar."""
    item = Milestone(title="30-летие", date="2029-12", years=30, sides=("KZ", "US"), format=None, basis="told")
    event = make_milestone(item, today, "ru")
    assert event is not None
    assert str(event["summary"]) == "«30-летие»"
    assert make_milestone(msgspec.structs.replace(item, date="2029"), today, "ru") is None


def test_limited_calendar_looks_ahead(record: Record, today: date) -> None:
    """With a limit the due dates are those from the day on, not the oldest."""
    days = [item.due for item in list_due(record, Query(limit=1), today)]
    assert days == ["2029-12-31"]
    assert [item.due for item in list_due(record, Query(limit=5), date(2030, 2, 1))] == ["2030"]
    assert [item.due for item in list_due(record, Query(), date(2030, 2, 1))] == ["2029-12-31", "2030"]
