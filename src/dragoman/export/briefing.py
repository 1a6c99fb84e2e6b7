"""A briefing for a side, a pair of sides, a person or a format: a value first, then Markdown, DOCX or PDF.

    subject = Subject(kind="pair", keys=("KZ", "US"))
    briefing = build_briefing(record, subject, date.today(), language="ru")
    render_markdown(briefing), render_docx(briefing), render_pdf(briefing)     each -> bytes

Every line holds numbers of `Briefing.citations`; a citation is a report and the exact words in it
(`text[start:stop]` of the reading `record.document(citation.document)`). A line without numbers is computed.
The value may be changed before it is rendered: all parts are frozen, `msgspec.structs.replace` makes others.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec

from dragoman.errors import UsageError
from dragoman.export.citations import Citer
from dragoman.export.labels import check_language, known_name, say, side_name
from dragoman.export.profiles import best_name, list_people
from dragoman.export.sections import (
    find_undertakings,
    list_agreed,
    list_contacts,
    list_dates,
    list_positions,
    list_standing,
)
from dragoman.export.values import Briefing, Citation, Limits, Line, Matter, Section, SectionKind, Subject
from dragoman.record import Query, Record
from dragoman.record.merge.names import name_key
from dragoman.record.values import MergedEncounter
from dragoman.register.people import find_people

FIRST_YEAR = "0001"  # since which everything with a known day is
SCANNED = 200  # encounters looked at for people and statements

__all__ = [
    "Briefing",
    "Citation",
    "Limits",
    "Line",
    "Section",
    "Subject",
    "build_briefing",
    "render_docx",
    "render_markdown",
    "render_pdf",
    "renumber",
]


def build_briefing(
    record: Record, subject: Subject, today: date, language: str = "en", limits: Limits | None = None
) -> Briefing:
    """The briefing of a subject as of a day.

    Raises: UsageError: the subject has not as many keys as its kind needs, no headings are in the language, or the
    record knows nothing of the subject.
    """
    limits = limits or Limits()
    matter = open_matter(record, subject, today, check_language(language))
    demand_known(record, matter)
    citer = Citer(record)
    undertakings = find_undertakings(record, matter, citer)
    parts: dict[SectionKind, list[Line]] = {
        "contacts": list_contacts(matter, citer, limits.contacts),
        "standing": list_standing(undertakings, matter, citer, limits.standing),
        "agreed": list_agreed(undertakings, matter, citer, limits.agreed),
        "positions": list_positions(record, matter, citer, limits.positions),
        "people": list_people(record, matter, citer, limits.people),
        "dates": list_dates(record, undertakings, matter, citer, limits.dates),
    }
    briefing = Briefing(
        subject=subject,
        language=language,
        today=today.isoformat(),
        title=name_subject(record, matter),
        summary=sum_contacts(record, matter),
        sections=tuple(
            Section(kind=kind, heading=say(kind, language), lines=tuple(lines)) for kind, lines in parts.items()
        ),
        citations=citer.citations(),
    )
    return renumber(briefing)


def renumber(briefing: Briefing) -> Briefing:
    """The briefing with its citations numbered as a reader meets them, and none that no line holds.

    For a briefing from which lines were taken or in which they were moved.
    """
    used = dict.fromkeys(old for part in briefing.sections for line in part.lines for old in line.citations)
    numbers = {old: new for new, old in enumerate(used, 1)}
    sections = tuple(
        msgspec.structs.replace(
            part,
            lines=tuple(
                msgspec.structs.replace(line, citations=tuple(sorted(numbers[old] for old in line.citations)))
                for line in part.lines
            ),
        )
        for part in briefing.sections
    )
    known = {one.number: one for one in briefing.citations}
    citations = tuple(msgspec.structs.replace(known[old], number=new) for old, new in numbers.items())
    return msgspec.structs.replace(briefing, sections=sections, citations=citations)


def open_matter(record: Record, subject: Subject, today: date, language: str) -> Matter:
    """The subject with its query and latest encounters.  Raises: UsageError: too few or too many keys."""
    if not subject.keys or (subject.kind == "pair") != (len(subject.keys) > 1):
        need = "two sides" if subject.kind == "pair" else f"one {subject.kind}"
        raise UsageError(f"a briefing for a {subject.kind} about {subject.keys!r}; give {need}")
    query = Query(
        sides=subject.keys if subject.kind in ("side", "pair") else (),
        person=subject.keys[0] if subject.kind == "person" else None,
        format=subject.keys[0] if subject.kind == "format" else None,
        status="happened",
        since=subject.since,
        until=subject.until or today.isoformat(),
    )
    return Matter(
        subject=subject,
        query=query,
        people=find_keys(record, subject.keys[0]) if subject.kind == "person" else (),
        language=language,
        today=today,
        encounters=latest_encounters(record, query, subject),
    )


def demand_known(record: Record, matter: Matter) -> None:
    """Raises: UsageError: no report tells anything of the subject, at any time."""
    if matter.encounters or matter.people or record.count(replace(matter.query, status=None, since=None, until=None)):
        return
    sides = matter.sides
    if sides and (record.ledger(sides=sides, limit=1) or (not sides[1:] and record.positions(side=sides[0], limit=1))):
        return
    names = "-".join(matter.subject.keys)
    raise UsageError(f"the record knows nothing of the {matter.subject.kind} {names!r}; look under the desk's search")


def latest_encounters(record: Record, query: Query, subject: Subject) -> tuple[MergedEncounter, ...]:
    """The encounters of a query up to its day, the latest first; without bounds those of no known day come last."""
    found = record.encounters(replace(query, limit=SCANNED))
    if len(found) < SCANNED and not is_bounded(subject):
        dated = record.count(replace(query, since=FIRST_YEAR, until=None))
        found += record.encounters(replace(query, until=None, offset=dated, limit=SCANNED - len(found)))
    return tuple(found)


def count_contacts(record: Record, matter: Matter) -> int:
    """How many encounters there were up to the day, with those of no known day where no bounds are given."""
    count = record.count(matter.query)
    if is_bounded(matter.subject):
        return count
    every = replace(matter.query, until=None)
    return count + record.count(every) - record.count(replace(every, since=FIRST_YEAR))


def is_bounded(subject: Subject) -> bool:
    """Whether a period is asked for."""
    return subject.since is not None or subject.until is not None


def find_keys(record: Record, person: str) -> tuple[str, ...]:
    """The record's ids of a person given by id or by name; none if no report names them."""
    if record.person_names(person):
        return (person,)
    keys = {found.id for found in find_people(person)} | {name_key(person)}
    return tuple(sorted(key for key in keys if record.person_names(key)))


def name_subject(record: Record, matter: Matter) -> str:
    """The title: the sides, the name of the person, or the format."""
    if matter.sides:
        return " – ".join(side_name(side, matter.language) for side in matter.subject.keys)
    if matter.people:
        key = matter.people[0]
        return known_name(key, matter.language) or best_name(record.person_names(key), matter.language)
    return matter.subject.keys[0]


def sum_contacts(record: Record, matter: Matter) -> tuple[Line, ...]:
    """How many contacts there were, and how long ago the last one was."""
    lines = [Line(text=say("counted", matter.language, count_contacts(record, matter)))]
    days = record.days_since(matter.query, matter.today)
    if days is not None:
        lines.append(Line(text=say("days_since", matter.language, days)))
    return tuple(lines)


def render_markdown(briefing: Briefing) -> bytes:
    """The briefing as Markdown (CommonMark with numbered sources), UTF-8."""
    from dragoman.export.markdown import write_markdown

    return write_markdown(briefing)


def render_docx(briefing: Briefing) -> bytes:
    """The briefing as a Word document; the same briefing gives the same bytes."""
    from dragoman.export.word import write_docx

    return write_docx(briefing)


def render_pdf(briefing: Briefing) -> bytes:
    """The briefing as PDF with embedded fonts, two pages where it fits; the same briefing gives the same bytes."""
    from dragoman.export.paper import write_pdf

    return write_pdf(briefing)
