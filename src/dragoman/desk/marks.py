"""Findings of a reading as marks in its text, and as the list beside it: each mark leads to its value and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.desk.drawing import Mark
from dragoman.desk.language import name_side, say_date, say_number
from dragoman.desk.words import say_word
from dragoman.model import Encounter, Figure, Reading, Span

LAYERS = (
    ("encounter", "Encounters"),
    ("office", "Offices"),
    ("person", "People"),
    ("topic", "Topics"),
    ("statement", "Statements"),
    ("commitment", "Commitments"),
    ("figure", "Figures"),
    ("gap", "Not understood"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A value in the list beside a report; `spans` are its words."""

    key: str
    kind: str
    text: str
    spans: tuple[Span, ...]
    notes: tuple[str, ...] = ()
    rule: str = ""
    href: str = ""
    extra: tuple[Mark, ...] = field(default=())


def find_findings(
    reading: Reading, language: str, titles: dict[str, tuple[str, str]], people: dict[str, str]
) -> list[Finding]:
    """All findings of a report in the order of LAYERS.

    Args: titles: id of an encounter in the reading -> title and address of the merged one.
    people: name of a person in the reading -> address of the person's page.
    """
    return [
        *_encounters(reading, language, titles),
        *_offices(reading, language, people),
        *_people(reading, people),
        *_topics(reading, language),
        *_statements(reading, language),
        *_commitments(reading, language),
        *_figures(reading, language),
        *_gaps(reading, language),
    ]


def _words(reading: Reading, start: int, stop: int) -> str:
    return " ".join(reading.document.text[start:stop].split())


def _encounters(reading: Reading, language: str, titles: dict[str, tuple[str, str]]) -> Iterator[Finding]:
    for number, encounter in enumerate(reading.encounters, 1):
        title, href = titles.get(encounter.id, (say_word(encounter.kind, language), ""))
        notes = [say_date(encounter.date, language), encounter.place.name if encounter.place else ""]
        if encounter.status != "happened":
            notes.append(say_word(encounter.status, language))
        key = f"e{number}"
        yield Finding(
            key, "encounter", title, encounter.evidence, tuple(n for n in notes if n), encounter.rule, href,
            tuple(draw_slots(encounter, key)),
        )  # fmt: skip


def draw_slots(encounter: Encounter, key: str) -> Iterator[Mark]:
    """Marks for the day and the place of an encounter."""
    for kind, span in (("date", encounter.date_span), ("place", encounter.place_span)):
        if span is not None:
            yield Mark(f"{key}{kind}", kind, span.start, span.stop)


def _offices(reading: Reading, language: str, people: dict[str, str]) -> Iterator[Finding]:
    for number, office in enumerate(reading.offices, 1):
        side = name_side(office.side, language)
        spans = (Span(start=office.start, stop=office.stop),)
        yield Finding(
            f"o{number}", "office", office.person, spans, tuple(n for n in (office.office, side) if n),
            office.rule, people.get(office.person, ""),
        )  # fmt: skip


def _people(reading: Reading, people: dict[str, str]) -> Iterator[Finding]:
    for number, person in enumerate(reading.people, 1):
        yield Finding(f"p{number}", "person", person.name, person.mentions, href=people.get(person.name, ""))


def _topics(reading: Reading, language: str) -> Iterator[Finding]:
    topics = dict.fromkeys(topic for encounter in reading.encounters for topic in encounter.topics)
    for number, topic in enumerate(topics, 1):
        words = _words(reading, topic.start, topic.stop)
        notes = (say_word(topic.theme, language),) if topic.theme else ()
        yield Finding(f"t{number}", "topic", words, (Span(start=topic.start, stop=topic.stop),), notes)


def _statements(reading: Reading, language: str) -> Iterator[Finding]:
    for number, statement in enumerate(reading.statements, 1):
        words = _words(reading, statement.start, statement.stop)
        notes = (statement.speaker, say_word(statement.form, language))
        spans = (Span(start=statement.start, stop=statement.stop),)
        yield Finding(f"s{number}", "statement", words, spans, notes, statement.rule)


def _commitments(reading: Reading, language: str) -> Iterator[Finding]:
    for number, commitment in enumerate(reading.commitments, 1):
        words = _words(reading, commitment.start, commitment.stop)
        notes = (
            ", ".join(commitment.sides),
            say_date(commitment.due, language),
            say_word(commitment.strength, language),
        )
        spans = (Span(start=commitment.start, stop=commitment.stop),)
        yield Finding(f"c{number}", "commitment", words, spans, tuple(n for n in notes if n), commitment.rule)


def _figures(reading: Reading, language: str) -> Iterator[Finding]:
    for number, figure in enumerate(reading.figures, 1):
        spans = (Span(start=figure.start, stop=figure.stop),)
        notes = (figure.about,) if figure.about else ()
        yield Finding(f"f{number}", "figure", say_figure(figure, language), spans, notes, figure.rule)


def say_figure(figure: Figure, language: str) -> str:
    """«> 6,200,000 USD»; an ordinal as «№ 2»."""
    if figure.unit == "ordinal":
        return f"№ {say_number(figure.value, language)}"
    return " ".join(part for part in (figure.comparator, say_number(figure.value, language), figure.unit) if part)


def _gaps(reading: Reading, language: str) -> Iterator[Finding]:
    for number, gap in enumerate(reading.gaps, 1):
        words = _words(reading, gap.start, gap.stop)
        notes = tuple(part for part in (say_word(gap.kind, language), gap.note) if part)
        yield Finding(f"g{number}", "gap", words, (Span(start=gap.start, stop=gap.stop),), notes)


def draw_findings(findings: Sequence[Finding]) -> list[Mark]:
    """The marks of the findings: the number behind the words leads to the value; people get no number."""
    marks = []
    for finding in findings:
        href = "" if finding.kind == "person" else f"#v-{finding.key}"
        title = " · ".join((finding.text, *finding.notes))[:300]
        marks += [Mark(finding.key, finding.kind, s.start, s.stop, title, href) for s in finding.spans]
        marks += finding.extra
    return marks
