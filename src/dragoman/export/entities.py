"""The record as FollowTheMoney entities (JSON lines): people, bodies, posts, events, reports and what joins them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from dragoman.edtf import first_day, parse_date
from dragoman.export.citations import find_evidence
from dragoman.export.eventdata import alpha3, find_host
from dragoman.export.labels import (
    known_name,
    list_sides,
    name_encounter,
    name_participants,
    name_place,
    printable,
    say,
    side_name,
)
from dragoman.model import Reading
from dragoman.record import Query, Record
from dragoman.record.values import MergedEncounter, Report
from dragoman.register.people import tenures_of

Entity = dict[str, Any]
LANGUAGES = {"ru": "rus", "kk": "kaz", "en": "eng"}


def write_entities(record: Record, query: Query, out: BinaryIO, language: str) -> int:
    """Writes the entities of the encounters asked for, each once; how many."""
    count = 0
    for entity in list_entities(record, query, language):
        out.write(msgspec.json.encode(entity) + b"\n")
        count += 1
    return count


def list_entities(record: Record, query: Query, language: str) -> Iterator[Entity]:
    """Events with their reports, then sides, then people with their posts; a post that several held comes again."""
    reports: set[str] = set()
    sides: set[str] = set()
    people: dict[str, set[str]] = {}
    for encounter in record.iterate(query):
        yield make_event(encounter, language)
        for report in encounter.reports:
            reading = record.document(report.document)
            if reading is None:
                continue
            if report.document not in reports:
                reports.add(report.document)
                yield make_article(report, reading)
            yield make_documentation(encounter, report, reading)
        sides.update(list_sides(encounter))
        for seat in encounter.participants:
            if seat.key:
                people.setdefault(seat.key, set()).update({seat.side} if seat.side else ())
    for side in sorted(sides):
        yield make_side(side, language)
    for key in sorted(people):
        yield from make_person(record, key, sorted(people[key]), sides)


def make_id(kind: str, key: str) -> str:
    """A lasting id of an entity."""
    return f"dragoman-{kind}-{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def make_entity(kind: str, schema: str, key: str, **properties: object) -> Entity:
    """An entity; properties are texts or lists of them, empty ones are left out."""
    kept: dict[str, list[str]] = {}
    for name, value in sorted(properties.items()):
        values = value if isinstance(value, list) else [value]
        texts = list(dict.fromkeys(printable(str(one)).strip() for one in values if one))
        if any(texts):
            kept[name] = [text for text in texts if text]
    return {"id": make_id(kind, key), "schema": schema, "properties": kept}


def make_event(encounter: MergedEncounter, language: str) -> Entity:
    """An encounter as an Event; everybody who took part is involved, persons and sides."""
    involved = [make_id("side", side) for side in list_sides(encounter)]
    involved += [make_id("person", seat.key) for seat in encounter.participants if seat.key]
    host = find_host(encounter)
    days = cut_dates(encounter.date)
    return make_entity(
        "event",
        "Event",
        encounter.id,
        name=name_encounter(encounter, language),
        startDate=days[:1] if len(days) > 1 else [],
        endDate=days[1:],
        date=days if len(days) == 1 else [],
        location=name_place(encounter, language),
        country=country_code(encounter.place.country if encounter.place else None),
        involved=involved,
        organizer=make_id("side", host) if host in list_sides(encounter) else None,
        summary=name_participants(encounter.participants, language),
        notes=say(encounter.status, language),
        keywords=[encounter.kind, encounter.status, encounter.format, *(t.theme for t in encounter.topics)],
        recordId=encounter.id,
        proof=[make_id("report", report.document) for report in encounter.reports],
    )


def make_article(report: Report, reading: Reading) -> Entity:
    """A report as an Article, without its text."""
    document = reading.document
    return make_entity(
        "report",
        "Article",
        report.document,
        fileName=report.source,
        title=document.title,
        publisher=document.outlet,
        sourceUrl=document.url if document.url and document.url.startswith(("http://", "https://")) else None,
        publishedAt=cut_dates(report.published),
        language=LANGUAGES.get(document.language or ""),
    )


def make_documentation(encounter: MergedEncounter, report: Report, reading: Reading) -> Entity:
    """That a report tells of an encounter, with its exact words."""
    span = find_evidence(reading, report)
    return make_entity(
        "documentation",
        "Documentation",
        report.claim,
        document=make_id("report", report.document),
        entity=make_id("event", encounter.id),
        role="copy" if report.copy_of else "report",
        date=cut_dates(report.published),
        summary=reading.document.text[span.start : span.stop] if span else None,
        recordId=report.claim,
    )


def make_side(side: str, language: str) -> Entity:
    """A state or an organisation of states as a PublicBody."""
    state = alpha3(side) is not None
    return make_entity(
        "side",
        "PublicBody",
        side,
        name=side_name(side, language),
        abbreviation=None if state else side,
        country=country_code(side),
        classification="state" if state else "organisation of states",
    )


def make_person(record: Record, key: str, own: list[str], sides: set[str]) -> Iterator[Entity]:
    """A person, the posts that reports give them, and the sides that they stood for."""
    offices = record.offices(key)
    identity = make_id("person", key)
    yield make_entity(
        "person",
        "Person",
        key,
        name=[*(known_name(key, lang) for lang in LANGUAGES), *record.person_names(key)],
        position=[row["office"] for row in offices],
        country=[country_code(side) for side in own],
    )
    posts: dict[tuple[str, str | None], list[dict[str, Any]]] = {}
    for row in offices:
        posts.setdefault((row["office"], row["side"]), []).append(row)
    for (office, side), rows in posts.items():
        post = f"{office}|{side or ''}"
        body = make_id("side", side) if side in sides and side else None
        yield make_entity("post", "Position", post, name=office, country=country_code(side), organization=body)
        yield make_entity(
            "occupancy",
            "Occupancy",
            f"{key}|{post}",
            holder=identity,
            post=make_id("post", post),
            date=[day for row in rows for day in cut_dates(row["published"])],
            proof=[make_id("report", row["document"]) for row in rows],
        )
    yield from make_tenures(key, sides)
    for side in own:
        body = make_id("side", side)
        yield make_entity("membership", "Membership", f"{key}|{side}", member=identity, organization=body)


def make_tenures(key: str, sides: set[str]) -> Iterator[Entity]:
    """The offices that the register knows a person by, with their bounds and where they can be checked."""
    for tenure in tenures_of(key):
        post = f"register|{tenure.office}|{tenure.side}"
        body = make_id("side", tenure.side) if tenure.side in sides else None
        country = country_code(tenure.side)
        yield make_entity("post", "Position", post, name=tenure.office, country=country, organization=body)
        yield make_entity(
            "occupancy",
            "Occupancy",
            f"{key}|{post}|{tenure.since}",
            holder=make_id("person", key),
            post=make_id("post", post),
            startDate=cut_dates(tenure.since),
            endDate=cut_dates(tenure.until),
            publisher=tenure.source,
            status=tenure.standing,
        )


def cut_dates(value: str | None) -> list[str]:
    """The one or two dates of an EDTF value that FollowTheMoney can take: a year, month or day with its year."""
    kept = []
    for part in (value or "").split("/"):
        day = parse_date(part)
        if day is not None and first_day(part) is not None:
            kept.append("-".join(f"{number:02}" for number in cut_parts(day.year, day.month, day.day)))
    return kept


def cut_parts(*numbers: int | None) -> Iterator[int]:
    """Numbers up to the first that is not known."""
    for number in numbers:
        if number is None:
            return
        yield number


def country_code(side: str | None) -> str | None:
    """The code that FollowTheMoney has for a state or the EU; None for other sides."""
    return side.lower() if side and (alpha3(side) or side == "EU") else None
