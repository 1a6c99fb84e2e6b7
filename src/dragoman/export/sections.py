"""The sections of a briefing: contacts, commitments, positions, dates; each a list of cited lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import msgspec

from dragoman.edtf import first_day, last_day
from dragoman.export.citations import Citer
from dragoman.export.labels import (
    clip,
    name_encounter,
    name_milestone,
    name_participants,
    name_place,
    quote,
    say,
    say_date,
    side_name,
)
from dragoman.export.values import Line, Matter
from dragoman.model import Reading
from dragoman.record import Record
from dragoman.record.ledger import STATES
from dragoman.record.values import MergedEncounter, Milestone, Said, Undertaking

AHEAD = timedelta(days=366)  # how far upcoming dates are looked for
MOST_NAMES = 6  # persons named of one encounter
MOST_DOCUMENTS = 100  # reports looked at for statements
MOST_UNDERTAKINGS = 200  # commitments of a state, or statements of a person, that are looked at: the latest
MOST_PLANNED = 30  # encounters to come
MOST_LOOSE = 30  # reports whose loose commitments are looked at
PER_SPEAKER = 2  # statements of one speaker, so that one interview does not fill the page
SHORT = 120  # letters of a topic
OPEN_STATES = ("open", "late")


def list_contacts(matter: Matter, citer: Citer, limit: int) -> list[Line]:
    """The last encounters, the latest first."""
    return [draw_encounter(one, matter.language, citer) for one in matter.encounters[:limit]]


def draw_encounter(encounter: MergedEncounter, language: str, citer: Citer) -> Line:
    """An encounter in a line, with the words of its best reports."""
    way = say(encounter.mode, language) if encounter.mode == "video" else ""
    head = ", ".join(part for part in (say_when(encounter, language), name_place(encounter, language), way) if part)
    title = name_encounter(encounter, language)
    named = [one for one in encounter.participants if one.person]
    people = name_participants(named, language, MOST_NAMES, encounter.date)
    text = f"{head} · {title}" if head else title
    topics = ", ".join(quote(clip(topic.words, SHORT), language) for topic in encounter.topics[:2])
    return Line(
        text=f"{text}. {people}" if people else text,
        note=topics or None,
        citations=citer.cite_encounter(encounter, language),
        key=encounter.id,
        date=encounter.date,
    )


def say_when(encounter: MergedEncounter, language: str) -> str:
    """The date in words; where none is told, the day of the first report."""
    days = [report.published for report in encounter.reports if report.published]
    if encounter.date or not days:
        return say_date(encounter.date, language)
    return say("reported", language, say_date(min(days), language))


def find_undertakings(record: Record, matter: Matter, citer: Citer) -> list[Undertaking]:
    """What was promised in the matter and its period, the latest first, equal words once.

    Of each state the latest `MOST_UNDERTAKINGS` are looked at.
    """
    asked = {"sides": matter.sides, "person": matter.query.person, "format": matter.format, "today": matter.today}
    found = [
        item
        for state in STATES
        for item in record.ledger(**asked, state=state, newest_first=True, limit=MOST_UNDERTAKINGS)  # type: ignore[arg-type]
    ]
    if not matter.sides:
        found += find_loose(record, matter, citer)
    ordered = sorted(found, key=lambda item: (item.published or "", item.id), reverse=True)
    kept = {item.words.casefold(): item for item in ordered if matter.covers(item.published)}
    return sorted(kept.values(), key=lambda item: (item.published or "", item.id), reverse=True)


def find_loose(record: Record, matter: Matter, citer: Citer) -> list[Undertaking]:
    """Commitments that no report ties to an encounter, of the reports that are about one of the matter."""
    reports = {report.document: report for one in matter.encounters for report in one.reports if not report.copy_of}
    looked = dict(list(reports.items())[:MOST_LOOSE])
    loose = [item for item in record.ledger(documents_of=looked, today=matter.today) if item.encounter is None]
    citer.fetch(item.document for item in loose)
    return [item for item in loose if find_main(citer.reading(item.document)) == looked[item.document].encounter]


def find_main(reading: Reading | None) -> str | None:
    """The encounter that a report is about: its first one that is not told in passing."""
    return next((one.id for one in reading.encounters if not one.background), None) if reading is not None else None


def list_agreed(found: Sequence[Undertaking], matter: Matter, citer: Citer, limit: int) -> list[Line]:
    """What was agreed and is settled one way or the other, with the sentence that says so."""
    settled = [item for item in found if item.state not in OPEN_STATES]
    return [draw_undertaking(item, matter.language, citer) for item in settled[:limit]]


def list_standing(found: Sequence[Undertaking], matter: Matter, citer: Citer, limit: int) -> list[Line]:
    """What was agreed and is still open, what is late first, then by due date."""
    waiting = [item for item in found if item.state in OPEN_STATES]
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
        found: Iterable[Said] = record.positions(
            person=matter.subject.keys[0], since=since, until=until, limit=MOST_UNDERTAKINGS
        )
        most = limit
    else:
        found = statements_told(record, matter)
        most = PER_SPEAKER
    return [draw_statement(said, matter.language, citer) for said in pick_statements(found, limit, most)]


def statements_told(record: Record, matter: Matter) -> Iterable[Said]:
    """What speakers of the sides (of a format: anybody) said in the reports of the encounters."""
    reports = (report for one in matter.encounters for report in one.reports if not report.copy_of)
    wanted = list(dict.fromkeys(report.document for report in reports))[:MOST_DOCUMENTS]
    for said in record.positions(documents_of=wanted):
        if matter.covers(said.published) and (not matter.sides or said.side in matter.sides):
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


def list_dates(record: Record, found: Sequence[Undertaking], matter: Matter, citer: Citer, limit: int) -> list[Line]:
    """What is to come within a year: planned encounters, due dates, anniversaries, the next meeting of the series."""
    lines = [
        *planned_lines(record, matter, citer),
        *due_lines(found, matter, citer),
        *milestone_lines(record, matter, citer),
        *expected_lines(record, matter),
    ]
    return sorted(lines, key=lambda line: (line.date or "9999", line.text))[:limit]


def planned_lines(record: Record, matter: Matter, citer: Citer) -> list[Line]:
    """Planned encounters of the matter from the day on."""
    query = replace(
        matter.query,
        status="planned",
        since=matter.today.isoformat(),
        until=None,
        newest_first=False,
        limit=MOST_PLANNED,
    )
    lines = (draw_encounter(one, matter.language, citer) for one in record.encounters(query))
    planned = say("planned", matter.language)
    return [msgspec.structs.replace(line, note="; ".join(filter(None, (planned, line.note)))) for line in lines]


def due_lines(found: Sequence[Undertaking], matter: Matter, citer: Citer) -> list[Line]:
    """Commitments that fall due from the day on."""
    lines = []
    for item in found:
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
