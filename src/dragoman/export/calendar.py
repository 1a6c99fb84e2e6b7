"""The record as a calendar (iCalendar, RFC 5545): encounters, due dates of commitments, anniversaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import BinaryIO

from icalendar import Calendar, Event

from dragoman.edtf import first_day, last_day
from dragoman.export.labels import (
    name_encounter,
    name_milestone,
    name_participants,
    name_place,
    printable,
    quote,
    say,
    say_date,
    side_name,
)
from dragoman.export.rows import iterate_undertakings
from dragoman.record import Query, Record
from dragoman.record.values import MergedEncounter, Milestone, Undertaking

DOMAIN = "dragoman.invalid"  # UIDs need one; .invalid belongs to nobody (RFC 2606)
STATUSES = {
    "happened": "CONFIRMED",
    "planned": "TENTATIVE",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
    "denied": "CANCELLED",
}
YEARS_AHEAD = 1  # anniversaries of this year and the next
LONGEST = timedelta(days=62)  # an event known to the year only would fill the calendar: it is left out


def write_calendar(record: Record, query: Query, out: BinaryIO, today: date, language: str) -> int:
    """Writes encounters, due dates and anniversaries that a query asks for; how many."""
    return write_events(list_entries(record, query, today, language), out)


def write_encounters(encounters: Iterable[MergedEncounter], out: BinaryIO, today: date, language: str) -> int:
    """Writes encounters alone; how many."""
    made = (make_encounter(one, today, language) for one in encounters)
    return write_events((event for event in made if event is not None), out)


def write_events(events: Iterable[Event], out: BinaryIO) -> int:
    """Writes a calendar of events, one at a time; how many."""
    calendar = Calendar()
    calendar.add("prodid", "-//Dragoman//Record//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    head, end, rest = calendar.to_ical().rpartition(b"END:VCALENDAR")
    out.write(head)
    count = 0
    for count, event in enumerate(events, 1):  # noqa: B007
        out.write(event.to_ical())
    out.write(end + rest)
    return count


def list_entries(record: Record, query: Query, today: date, language: str) -> Iterator[Event]:
    """Encounters, due dates and anniversaries that a query asks for."""
    for encounter in record.iterate(query):
        event = make_encounter(encounter, today, language)
        if event is not None:
            yield event
    for item in list_due(record, query, today):
        event = make_due(item, today, language)
        if event is not None:
            yield event
    for year in range(today.year, today.year + YEARS_AHEAD + 1):
        for milestone in record.milestones(year, sides=query.sides, format=query.format):
            event = make_milestone(milestone, today, language)
            if event is not None and set(query.sides) <= set(milestone.sides):
                yield event


def list_due(record: Record, query: Query, today: date) -> Iterator[Undertaking]:
    """The commitments with a due date, the soonest first; with a limit so many that are due from the day on."""
    due = takewhile(lambda item: item.due is not None, iterate_undertakings(record, query, today))
    if query.limit is None:
        return due
    return islice((item for item in due if (day := last_day(item.due)) is not None and day >= today), query.limit)


def make_event(uid: str, value: str | None, summary: str, today: date) -> Event | None:
    """An event of whole days; None without a date, or with one too vague for a calendar.

    A UID is the same in every export, so a calendar that is imported again is brought up to date.
    """
    first, last = first_day(value), last_day(value)
    if first is None or last is None or last - first >= LONGEST:
        return None
    event = Event()
    event.add("uid", f"{uid}@{DOMAIN}")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", printable(summary))
    event.add("transp", "TRANSPARENT")
    return event


def make_encounter(encounter: MergedEncounter, today: date, language: str) -> Event | None:
    """An encounter; planned ones are tentative, what was called off is cancelled."""
    event = make_event(encounter.id, encounter.date, name_encounter(encounter, language), today)
    if event is None:
        return None
    event.add("status", STATUSES[encounter.status])
    if encounter.place:
        country = side_name(encounter.place.country, language)
        event.add("location", printable(", ".join(part for part in (name_place(encounter, language), country) if part)))
    event.add("description", printable(describe(encounter, language)))
    event.add("categories", [encounter.kind])
    return event


def describe(encounter: MergedEncounter, language: str) -> str:
    """Date as told, status, people, topics and reports of an encounter."""
    topics = "; ".join(quote(topic.words, language) for topic in encounter.topics)
    reports = ", ".join(dict.fromkeys(report.outlet or report.source for report in encounter.reports))
    state = ", ".join((say_date(encounter.date, language), say(encounter.status, language)))
    lines = (
        state,
        name_participants(encounter.participants, language),
        topics,
        f"{say('sources', language)}: {reports}",
    )
    return "\n".join(line for line in lines if line)


def make_due(item: Undertaking, today: date, language: str) -> Event | None:
    """The last day of a commitment; None without one."""
    last = last_day(item.due)
    if last is None:
        return None
    sides = ", ".join(side_name(side, language) for side in item.sides)
    head = say("due", language, sides) if sides else say("due", language, say_date(item.due, language))
    event = make_event(f"due-{item.id}", last.isoformat(), f"{head}: {item.title or item.words}", today)
    if event is not None:
        event.add("description", printable(f"{quote(item.words, language)}\n{say(item.state, language)}"))
        event.add("categories", ["due"])
    return event


def make_milestone(item: Milestone, today: date, language: str) -> Event | None:
    """An anniversary; None where its day is not known."""
    key = "-".join((item.format or "", *item.sides)).strip("-").replace(" ", "_")
    event = make_event(f"anniversary-{item.date}-{key}", item.date, name_milestone(item, language), today)
    if event is not None:
        about = ", ".join((say("years_of", language, item.years), say(f"basis_{item.basis}", language)))
        event.add("description", printable(about))
        event.add("categories", ["anniversary"])
    return event
