"""A briefing for a pair of sides, a person or a format: a value first, then Markdown, DOCX or PDF.

    subject = Subject(kind="pair", keys=("KZ", "US"))
    briefing = build_briefing(record, subject, date.today(), language="ru")
    render_markdown(briefing), render_docx(briefing), render_pdf(briefing)     each -> bytes

Every line holds numbers of `Briefing.citations`; a citation is a report and the exact words in it
(`text[start:stop]` of the reading `record.document(citation.document)`). A line without numbers is computed.
The value may be changed before it is rendered: all parts are frozen, `msgspec.structs.replace` makes others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal

import msgspec

from dragoman.edtf import first_day, last_day
from dragoman.errors import UsageError
from dragoman.export.citations import Citation, Citer
from dragoman.export.labels import (
    check_language,
    clip,
    name_encounter,
    name_milestone,
    name_participants,
    quote,
    say,
    say_date,
    side_name,
)
from dragoman.model import Value
from dragoman.record import Query, Record
from dragoman.record.merge.names import name_key
from dragoman.record.values import MergedEncounter, Milestone, Said, Undertaking
from dragoman.register.people import find_people

SubjectKind = Literal["pair", "person", "format"]
SectionKind = Literal["contacts", "standing", "agreed", "positions", "people", "dates"]
SCANNED = 200  # encounters looked at for people and statements
AHEAD = timedelta(days=366)  # how far upcoming dates are looked for
MOST_OFFICES = 3  # of one person
SHORT = 120  # letters of a topic
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
PER_SPEAKER = 2  # statements of one speaker, so that one interview does not fill the page
OPEN_STATES = ("open", "late")


class Subject(Value, frozen=True):
    """Whom or what a briefing is about, in which period (EDTF bounds).

    keys: two or more codes of sides for a pair; one id or name of a person; one code of a format.
    """

    kind: SubjectKind
    keys: tuple[str, ...]
    since: str | None = None
    until: str | None = None


class Limits(Value, frozen=True):
    """How many lines each section takes: what fits on two pages."""

    contacts: int = 6
    agreed: int = 5
    standing: int = 5
    positions: int = 5
    people: int = 8
    dates: int = 6


class Line(Value, frozen=True):
    """One line: words of ours, exact words of a report if any, a remark, numbers of citations.

    key: the id of the encounter, commitment, statement or person that it is about. date: EDTF.
    """

    text: str
    quote: str | None = None
    note: str | None = None
    citations: tuple[int, ...] = ()
    key: str | None = None
    date: str | None = None


class Section(Value, frozen=True):
    """A heading and its lines; none where the record holds nothing."""

    kind: SectionKind
    heading: str
    lines: tuple[Line, ...]


class Briefing(Value, frozen=True):
    """All of a briefing. `citations` stand in the order of their numbers, from 1."""

    subject: Subject
    language: str
    today: str
    title: str
    summary: tuple[Line, ...]
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]


class Matter(Value, frozen=True):
    """A subject made ready to ask the record with.

    people: record ids of a person. until: the day of the briefing where the subject has none.
    """

    subject: Subject
    query: Query
    people: tuple[str, ...]
    language: str
    today: date
    encounters: tuple[MergedEncounter, ...]

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides of a pair."""
        return self.subject.keys if self.subject.kind == "pair" else ()

    @property
    def format(self) -> str | None:
        """The format, if it is about one."""
        return self.subject.keys[0] if self.subject.kind == "format" else None


def build_briefing(
    record: Record, subject: Subject, today: date, language: str = "en", limits: Limits | None = None
) -> Briefing:
    """The briefing of a subject as of a day.

    Raises: UsageError: the subject has not as many keys as its kind needs, or no headings are in the language.
    """
    limits = limits or Limits()
    matter = open_matter(record, subject, today, check_language(language))
    citer = Citer(record)
    parts: dict[SectionKind, list[Line]] = {
        "contacts": list_contacts(matter, citer, limits.contacts),
        "standing": list_standing(record, matter, citer, limits.standing),
        "agreed": list_agreed(record, matter, citer, limits.agreed),
        "positions": list_positions(record, matter, citer, limits.positions),
        "people": list_people(record, matter, citer, limits.people),
        "dates": list_dates(record, matter, citer, limits.dates),
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
    """The briefing with its citations numbered as a reader meets them, and none that no line holds."""
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
        sides=subject.keys if subject.kind == "pair" else (),
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
        encounters=tuple(record.encounters(replace(query, limit=SCANNED))),
    )


def find_keys(record: Record, person: str) -> tuple[str, ...]:
    """The record's ids of a person given by id or by name; none if no report names them."""
    if record.person_names(person):
        return (person,)
    keys = {found.id for found in find_people(person)} | {name_key(person)}
    return tuple(sorted(key for key in keys if record.person_names(key)))


def name_subject(record: Record, matter: Matter) -> str:
    """The title: the sides, the fullest name of the person, or the format."""
    if matter.subject.kind == "pair":
        return " – ".join(side_name(side, matter.language) for side in matter.subject.keys)
    if matter.people:
        return best_name(record.person_names(matter.people[0]), matter.language)
    return matter.subject.keys[0]


def sum_contacts(record: Record, matter: Matter) -> tuple[Line, ...]:
    """How many contacts there were, and how long ago the last one was."""
    lines = [Line(text=say("counted", matter.language, record.count(matter.query)))]
    days = record.days_since(matter.query, matter.today)
    if days is not None:
        lines.append(Line(text=say("days_since", matter.language, days)))
    return tuple(lines)


# -- sections -------------------------------------------------------------------------------------------------------


def list_contacts(matter: Matter, citer: Citer, limit: int) -> list[Line]:
    """The last encounters, the latest first."""
    return [draw_encounter(one, matter.language, citer) for one in matter.encounters[:limit]]


def draw_encounter(encounter: MergedEncounter, language: str, citer: Citer) -> Line:
    """An encounter in a line, with the words of its best reports."""
    spot = encounter.place.name if encounter.place else ""
    way = say(encounter.mode, language) if encounter.mode == "video" else ""
    head = ", ".join(part for part in (say_date(encounter.date, language), spot, way) if part)
    title = name_encounter(encounter, language)
    people = name_participants([one for one in encounter.participants if one.person], language)
    text = f"{head} · {title}" if head else title
    topics = ", ".join(quote(clip(topic.words, SHORT), language) for topic in encounter.topics[:2])
    return Line(
        text=f"{text}. {people}" if people else text,
        note=topics or None,
        citations=citer.cite_encounter(encounter),
        key=encounter.id,
        date=encounter.date,
    )


def find_undertakings(record: Record, matter: Matter) -> list[Undertaking]:
    """What was promised in the matter and its period, the latest first, equal words once."""
    found = record.ledger(sides=matter.sides, person=matter.query.person, format=matter.format, today=matter.today)
    ordered = sorted(found, key=lambda item: (item.published or "", item.id), reverse=True)
    kept = {item.words.casefold(): item for item in ordered if is_within(item.published, matter)}
    return sorted(kept.values(), key=lambda item: (item.published or "", item.id), reverse=True)


def is_within(published: str | None, matter: Matter) -> bool:
    """Whether a report of that day lies in the period; one without a day only if there are no bounds."""
    day = first_day(published)
    since, until = first_day(matter.query.since), last_day(matter.query.until)
    if day is None:
        return matter.subject.since is None and matter.subject.until is None
    return (since is None or day >= since) and (until is None or day <= until)


def list_agreed(record: Record, matter: Matter, citer: Citer, limit: int) -> list[Line]:
    """What was agreed and is settled one way or the other, with the sentence that says so."""
    settled = [item for item in find_undertakings(record, matter) if item.state not in OPEN_STATES]
    return [draw_undertaking(item, matter.language, citer) for item in settled[:limit]]


def list_standing(record: Record, matter: Matter, citer: Citer, limit: int) -> list[Line]:
    """What was agreed and is still open, what is late first, then by due date."""
    waiting = [item for item in find_undertakings(record, matter) if item.state in OPEN_STATES]
    waiting.sort(key=lambda item: (item.state != "late", item.due is None, item.due or ""))
    return [draw_undertaking(item, matter.language, citer) for item in waiting[:limit]]


def draw_undertaking(item: Undertaking, language: str, citer: Citer) -> Line:
    """A commitment in a line: day and sides, its words, where it stands."""
    sides = ", ".join(side_name(side, language) for side in item.sides)
    due = say("due", language, say_date(item.due, language)) if item.due else ""
    state = [part for part in (item.title, due, say(item.strength, language), say(item.state, language)) if part]
    numbers = [citer.cite(item.document, item.start, item.stop)]
    numbers += [citer.cite(one.document, one.start, one.stop) for one in item.evidence[:2]]
    return Line(
        text=": ".join(part for part in (say_date(item.published, language), sides) if part),
        quote=item.words,
        note="; ".join(state),
        citations=tuple(dict.fromkeys(numbers)),
        key=item.id,
        date=item.published,
    )


def list_positions(record: Record, matter: Matter, citer: Citer, limit: int) -> list[Line]:
    """Statements, the latest first: all of a person's; of a pair or format those in reports of their contacts."""
    if matter.subject.kind == "person":
        since, until = matter.query.since, matter.query.until
        found: Iterable[Said] = record.positions(person=matter.subject.keys[0], since=since, until=until)
        most = limit
    else:
        found = statements_told(record, matter)
        most = PER_SPEAKER
    return [draw_statement(said, matter.language, citer) for said in pick_statements(found, limit, most)]


def statements_told(record: Record, matter: Matter) -> Iterable[Said]:
    """What speakers of the sides (of a format: anybody) said in the reports of the encounters."""
    documents = dict.fromkeys(report.document for one in matter.encounters for report in one.reports)
    for document in documents:
        for said in record.statements(document=document):
            if not matter.sides or said.side in matter.sides:
                yield said


def pick_statements(found: Iterable[Said], limit: int, most: int) -> list[Said]:
    """The latest, equal words once, direct speech before indirect of one day, at most so many of one speaker."""
    ordered = sorted(found, key=lambda said: (said.published or "", said.form != "indirect", said.id), reverse=True)
    kept: dict[str, Said] = {}
    count: dict[str, int] = {}
    for said in ordered:
        speaker = said.person or said.speaker
        if len(kept) < limit and said.words.casefold() not in kept and count.get(speaker, 0) < most:
            kept[said.words.casefold()] = said
            count[speaker] = count.get(speaker, 0) + 1
    return list(kept.values())


def draw_statement(said: Said, language: str, citer: Citer) -> Line:
    """A statement in a line: who and when, the words, how it was said and on what."""
    side = side_name(said.side, language)
    who = f"{said.speaker} ({side})" if side and side != said.speaker else said.speaker
    note = "; ".join(part for part in (say(said.form, language), say(said.theme, language)) if part)
    return Line(
        text=", ".join(part for part in (who, say_date(said.published, language)) if part),
        quote=said.words,
        note=note,
        citations=(citer.cite(said.document, said.start, said.stop),),
        key=said.id,
        date=said.published,
    )


def list_people(record: Record, matter: Matter, citer: Citer, limit: int) -> list[Line]:
    """Who took part most often, with the offices that reports give them, by date."""
    met: dict[str, list[MergedEncounter]] = {key: [] for key in matter.people}
    for encounter in matter.encounters:
        for seat in encounter.participants:
            if seat.key and (not matter.sides or seat.side in matter.sides):
                met.setdefault(seat.key, []).append(encounter)
    keys = sorted(met, key=lambda key: (key not in matter.people, -len(met[key]), key))
    lines = (draw_person(record, key, met[key], matter.language, citer) for key in keys[:limit])
    return [line for line in lines if line is not None]


def draw_person(record: Record, key: str, met: Sequence[MergedEncounter], language: str, citer: Citer) -> Line | None:
    """A person and their offices, the latest first, each with the days of the first and last report that says so.

    Where no report states an office by itself, it is the one of the last encounter.
    """
    name = best_name(record.person_names(key), language)
    offices: dict[tuple[str, str | None], list[dict[str, Any]]] = {}
    for row in record.offices(key):
        offices.setdefault((row["office"].casefold(), row["side"]), []).append(row)
    ranked = sorted(offices.values(), key=lambda rows: rows[-1]["published"] or "", reverse=True)[:MOST_OFFICES]
    if ranked:
        held = "; ".join(f"{rows[0]['office']} ({say_period(rows, language)})" for rows in ranked)
        numbers = tuple(citer.cite(rows[-1]["document"], rows[-1]["start"], rows[-1]["stop"]) for rows in ranked)
        return Line(text=f"{name} — {held}", citations=numbers, key=key)
    seats = [(one, seat) for one in met for seat in one.participants if seat.key == key and (seat.office or seat.side)]
    if not seats:
        return None
    encounter, seat = seats[0]
    when = ", ".join(part for part in (side_name(seat.side, language), say_date(encounter.date, language)) if part)
    held = f"{seat.office} ({when})" if seat.office else when
    return Line(text=f"{name or seat.person} — {held}", citations=citer.cite_encounter(encounter), key=key)


def best_name(names: Sequence[str], language: str) -> str:
    """The fullest spelling in the script of the language, else the fullest; "" of none."""
    fitting = [name for name in names if bool(CYRILLIC.search(name)) == (language != "en")]
    return next(iter([*fitting, *names]), "")


def say_period(rows: Sequence[dict[str, Any]], language: str) -> str:
    """The side, and the days of the first and last report that say so."""
    days = [row["published"] for row in rows if row["published"]]
    bounds = [say_date(day, language) for day in dict.fromkeys((days[0], days[-1]))] if days else []
    return ", ".join(part for part in (side_name(rows[0]["side"], language), " – ".join(bounds)) if part)


def list_dates(record: Record, matter: Matter, citer: Citer, limit: int) -> list[Line]:
    """What is to come within a year: planned encounters, due dates, anniversaries, the next meeting of the series."""
    lines = [
        *planned_lines(record, matter, citer),
        *due_lines(record, matter, citer),
        *milestone_lines(record, matter, citer),
        *expected_lines(record, matter),
    ]
    return sorted(lines, key=lambda line: (line.date or "9999", line.text))[:limit]


def planned_lines(record: Record, matter: Matter, citer: Citer) -> list[Line]:
    """Planned encounters of the matter from the day on."""
    query = replace(matter.query, status="planned", since=matter.today.isoformat(), until=None)
    lines = (draw_encounter(one, matter.language, citer) for one in record.encounters(query))
    planned = say("planned", matter.language)
    return [msgspec.structs.replace(line, note="; ".join(filter(None, (planned, line.note)))) for line in lines]


def due_lines(record: Record, matter: Matter, citer: Citer) -> list[Line]:
    """Commitments that fall due from the day on."""
    lines = []
    for item in find_undertakings(record, matter):
        if is_ahead(item.due, matter.today):
            sides = ", ".join(side_name(side, matter.language) for side in item.sides)
            text = f"{say_date(item.due, matter.language)}: {sides}"
            line = draw_undertaking(msgspec.structs.replace(item, due=None), matter.language, citer)
            lines.append(msgspec.structs.replace(line, text=text, date=item.due))
    return lines


def milestone_lines(record: Record, matter: Matter, citer: Citer) -> list[Line]:
    """Anniversaries of the pair or format."""
    if matter.subject.kind == "person":
        return []
    years = (matter.today.year, matter.today.year + 1)
    found = [item for year in years for item in record.milestones(year, sides=matter.sides, format=matter.format)]
    ahead = (item for item in found if is_ahead(item.date, matter.today) and set(matter.sides) <= set(item.sides))
    return [draw_milestone(item, matter.language, citer) for item in ahead]


def draw_milestone(item: Milestone, language: str, citer: Citer) -> Line:
    """An anniversary in a line, cited where a report tells of it."""
    told = item.document is not None and item.start is not None and item.stop is not None
    return Line(
        text=f"{say_date(item.date, language)}: {name_milestone(item, language)}",
        note="; ".join((say("years_of", language, item.years), say(f"basis_{item.basis}", language))),
        citations=(citer.cite(item.document, item.start, item.stop),) if told else (),  # type: ignore[arg-type]
        date=item.date,
    )


def expected_lines(record: Record, matter: Matter) -> list[Line]:
    """When the next meeting of the format is due by its usual interval; none where one is planned."""
    if not matter.format:
        return []
    series = record.series(matter.format)
    expected = series.next_expected
    if not is_ahead(expected, matter.today) or expected in {one.date for one in series.meetings}:
        return []
    text = f"{say_date(expected, matter.language)}: {say('expected', matter.language)}"
    return [Line(text=text, note=say("basis_computed", matter.language), date=expected)]


def is_ahead(value: str | None, today: date) -> bool:
    """Whether a date lies between the day and a year later."""
    first, last = first_day(value), last_day(value)
    return first is not None and last is not None and last >= today and first <= today + AHEAD


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
]
