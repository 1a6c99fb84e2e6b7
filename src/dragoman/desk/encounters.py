"""The page of one encounter: who, when, where, what was said, agreed and counted, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk.drawing import Mark, anchor_marks, draw_excerpt
from dragoman.desk.entries import list_sides, make_entry, person_href
from dragoman.desk.language import choose_language, say_date
from dragoman.desk.marks import draw_slots
from dragoman.desk.names import name_office, name_person
from dragoman.desk.rows import (
    FigureRow,
    StatementRow,
    commitment_rows,
    figure_rows,
    join_rows,
    statement_rows,
)
from dragoman.desk.web import Desk, NotFound, desk_of, path_link
from dragoman.desk.words import say_word
from dragoman.model import Encounter, Reading, Span
from dragoman.record.values import Attendance, Judgement, MergedEncounter, Report, Said

FIELDS = ("kind", "mode", "status", "date", "place", "format", "ordinal")  # what a person may set
MOST_SOURCES = 12  # printed whole on the page; the rest are counted


@dataclass(frozen=True, slots=True)
class Source:
    """One report's telling: the stretch of its text with the words marked."""

    anchor: str
    href: str
    outlet: str
    published: str | None
    language: str | None
    title: str | None
    copy: bool
    claim: str
    excerpt: Markup


@dataclass(frozen=True, slots=True)
class Told:
    """A report of the encounter with its reading and the encounter as it tells it."""

    number: int
    report: Report
    reading: Reading
    encounter: Encounter
    people: dict[int, int]  # index of a participant as told -> number of the merged one


@dataclass(frozen=True, slots=True)
class Person:
    """A participant on the page: `reported` as a report names it, `words_href` leads to the words there."""

    key: str
    name: str | None
    side: str | None
    office: str | None
    reported: str
    role: str | None
    href: str
    words_href: str


def show_encounter(request: Request) -> Response:
    """One encounter; the id of any of its claims leads here."""
    desk, language = desk_of(request), choose_language(request)
    encounter = find_encounter(desk, request.path_params["key"])
    if encounter.id != request.path_params["key"]:
        return RedirectResponse(path_link("encounters", encounter.id), 307)
    told = find_told(desk, encounter)
    entry = make_entry(encounter, language)
    people = make_people(encounter, told, language)
    previous, following = desk.record.neighbours(encounter)
    return desk.page(
        request,
        "encounter.html",
        entry=entry,
        participants=people,
        date_href=find_slot(told, "date"),
        place_href=find_slot(told, "place"),
        topics=make_topics(encounter, told),
        previous=make_entry(previous, language) if previous else None,
        following=make_entry(following, language) if following else None,
        pair_links=make_pairs(list_sides(encounter)),
        statements=find_statements(desk, encounter, told, language),
        commitments=commitment_rows(desk, desk.record.commitments(encounter=encounter.id), language, own=encounter.id),
        figures=find_figures(told, language),
        disagreements=make_disagreements(encounter, language),
        stages=encounter.history if len({(stage.status, stage.date) for stage in encounter.history}) > 1 else (),
        judgements=find_judgements(desk, told),
        claim=encounter.reports[0].claim,
        can_split=len(encounter.reports) > 1,
        fields=FIELDS,
        sources=[make_source(source) for source in told],
        more_sources=max(0, len(encounter.reports) - len(told)),
        parts_of=find_whole(desk, encounter, language),
    )


def find_encounter(desk: Desk, key: str) -> MergedEncounter:
    """The encounter of an id.  Raises: NotFound: there is none."""
    encounter = desk.record.encounter(key)
    if encounter is None:
        raise NotFound(f"there is no encounter {key!r} in the record", f"encounters/{key}")
    return encounter


def find_told(desk: Desk, encounter: MergedEncounter) -> list[Told]:
    """The first reports of an encounter with their readings, independent ones before copies."""
    ordered = sorted(encounter.reports, key=lambda report: report.copy_of is not None)
    found = []
    readings = desk.record.readings(report.document for report in ordered[:MOST_SOURCES])
    for number, report in enumerate(ordered[:MOST_SOURCES], 1):
        reading = readings.get(report.document)
        local = next((e for e in reading.encounters if e.id == report.encounter), None) if reading else None
        if reading is not None and local is not None:
            people = join_people(encounter, reading, local, report.claim)
            found.append(Told(number, report, reading, local, people))
    return found


def make_people(encounter: MergedEncounter, told: list[Told], language: str) -> list[Person]:
    """The participants, each with a link to the first words that name them."""
    first: dict[int, int] = {}
    for source in told:
        for number in source.people.values():
            first.setdefault(number, source.number)
    return [
        Person(
            key=f"p{number}",
            name=name_person(who.key, who.person, language),
            side=who.side,
            office=name_office(who, language, encounter.date),
            reported=" · ".join(part for part in (who.person, who.office) if part),
            role=who.role,
            href=person_href(who),
            words_href=f"#w-p{number}-{first[number]}" if number in first else "",
        )
        for number, who in enumerate(encounter.participants, 1)
    ]


def join_people(merged: MergedEncounter, reading: Reading, told: Encounter, claim: str) -> dict[int, int]:
    """Index of a participant as told -> number (from 1) of the merged one: the likest name first, then the side."""
    pairs = sorted(
        (-score, number, index)
        for number, who in enumerate(merged.participants, 1)
        if claim in who.claims
        for index, one in enumerate(told.participants)
        if (score := compare_people(who, one.person, one.side))
    )
    joined: dict[int, int] = {}
    for _score, number, index in pairs:
        if index not in joined and number not in joined.values():
            joined[index] = number
    return joined


def compare_people(who: Attendance, name: str | None, side: str | None) -> int:
    """How surely a participant as told is the merged one: 3 by surname, 2 or 1 by side, 0 for not at all."""
    if who.person and name and fold_surname(who.person) == fold_surname(name):
        return 3
    if who.side is None or who.side != side:
        return 0
    return 2 if bool(who.person) == bool(name) else 1


def fold_surname(name: str) -> str:
    """The first letters of the last word of a name: enough inside one encounter."""
    return name.lower().split()[-1][:5] if name.split() else ""


def make_source(told: Told) -> Source:
    """The excerpt of a report with everything that the encounter rests on marked in it."""
    document = told.reading.document
    marks = list(draw_told(told))
    spans = [Span(start=mark.start, stop=mark.stop) for mark in marks]
    return Source(
        anchor=f"source-{told.number}",
        href=f"{path_link('reports', told.report.document)}#w-e{told.reading.encounters.index(told.encounter) + 1}",
        outlet=document.outlet or told.report.source,
        published=document.published.date if document.published else None,
        language=document.language,
        title=document.title,
        copy=told.report.copy_of is not None,
        claim=told.report.claim,
        excerpt=draw_excerpt(document.text, spans, anchor_marks(marks)),
    )


def draw_told(told: Told) -> Iterator[Mark]:
    """The marks of an encounter in one report: its evidence, day, place, participants and topics."""
    number, encounter = told.number, told.encounter
    for span in encounter.evidence:
        yield Mark(f"e-{number}", "encounter", span.start, span.stop)
    yield from draw_slots(encounter, f"e-{number}")
    for index, who in enumerate(encounter.participants):
        if who.start is not None and who.stop is not None:
            title = " · ".join(part for part in (who.person, who.office, who.side) if part)
            key = f"p{told.people[index]}-{number}" if index in told.people else f"x{index}-{number}"
            yield Mark(key, "office", who.start, who.stop, title)
    for place, topic in enumerate(encounter.topics, 1):
        yield Mark(f"t{place}-{number}", "topic", topic.start, topic.stop)


def make_topics(encounter: MergedEncounter, told: list[Told]) -> list[dict[str, str]]:
    """The words of the agenda with links to them."""
    numbers = {one.report.claim: one for one in told}
    topics = []
    for topic in encounter.topics:
        source = numbers.get(topic.claim)
        href = ""
        if source is not None:
            for place, own in enumerate(source.encounter.topics, 1):
                if source.reading.document.text[own.start : own.stop] == topic.words:
                    href = f"#w-t{place}-{source.number}"
        topics.append({"text": topic.words, "href": href or "#sources"})
    return topics


def make_pairs(sides: tuple[str, ...]) -> list[dict[str, str]]:
    """Links to the pages of the pairs of a bilateral, none for more than two sides."""
    if len(sides) != 2:
        return []
    left, right = sorted(sides)
    return [{"href": path_link("pairs", f"{left}-{right}"), "name": f"{left}–{right}"}]


def is_about(told: Told) -> bool:
    """Whether the encounter is what the report is about: its first one that is not background."""
    first = next((e for e in told.reading.encounters if not e.background), None)
    return first is not None and first.id == told.encounter.id


def find_statements(desk: Desk, encounter: MergedEncounter, told: list[Told], language: str) -> list[StatementRow]:
    """What the participants say in the reports of the encounter; the same words once."""
    keys = {who.key for who in encounter.participants if who.key}
    sources = {source.report.document: source for source in told if not source.encounter.background}
    said_in: dict[str, list[Said]] = {document: [] for document in sources}
    for said in desk.record.positions(documents_of=sources):
        if said.person in keys or (said.person is None and is_about(sources[said.document])):
            said_in[said.document].append(said)
    return statement_rows(desk, [said for found in said_in.values() for said in found], language)


def find_figures(told: list[Told], language: str) -> list[FigureRow]:
    """The figures of the reports that are about the encounter; the same figure once."""
    rows = [row for one in told if is_about(one) for row in figure_rows(one.report.document, one.reading, language)]
    return join_rows(rows, lambda row: (row.value, row.unit, row.comparator))


def make_disagreements(encounter: MergedEncounter, language: str) -> list[dict[str, object]]:
    """The fields on which reports disagree: each version with the reports that give it."""
    reports = {report.claim: report for report in encounter.reports}
    return [
        {
            "field": dispute.field,
            "versions": [
                {
                    "value": say_version(dispute.field, version.value, language),
                    "reports": [
                        {
                            "href": path_link("reports", reports[claim].document),
                            "name": reports[claim].outlet or reports[claim].source,
                        }
                        for claim in version.claims
                        if claim in reports
                    ],
                }
                for version in dispute.versions
            ],
        }
        for dispute in encounter.disputes
    ]


def say_version(field: str, value: str, language: str) -> str:
    """What a report has for a field, in words."""
    if field == "date":
        return say_date(value, language)
    return say_word(value, language) if field in ("kind", "mode", "status") else value


def find_judgements(desk: Desk, told: list[Told]) -> list[Judgement]:
    """What people decided on any telling of the encounter, in order."""
    places = [(one.report.document, one.encounter.evidence[0]) for one in told if one.encounter.evidence]
    judgements = desk.keep(("judgements",), desk.record.judgements)
    return [item for item in judgements if any(is_on(anchor, places) for anchor in (item.left, item.right or ""))]


def is_on(anchor: str, places: list[tuple[str, Span]]) -> bool:
    """Whether a judgement's words ("document:start-stop") meet one of some places."""
    document, _colon, span = anchor.rpartition(":")
    start, _dash, stop = span.partition("-")
    return any(document == own and at.start < int(stop) and at.stop > int(start) for own, at in places)


def find_slot(told: list[Told], slot: str) -> str:
    """Where the first report that says the day or the place says it; "" where none does."""
    spans = {"date": lambda one: one.encounter.date_span, "place": lambda one: one.encounter.place_span}
    return next((f"#w-e-{one.number}{slot}" for one in told if spans[slot](one) is not None), "")


def find_whole(desk: Desk, encounter: MergedEncounter, language: str) -> list[object]:
    """The event that this one is a part of."""
    whole = desk.record.encounter(encounter.part_of) if encounter.part_of else None
    return [make_entry(whole, language)] if whole else []
