"""Statements, commitments and figures as the desk prints them, each with a link to its exact words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from dragoman.desk.entries import make_title
from dragoman.desk.marks import say_figure
from dragoman.desk.names import name_person
from dragoman.desk.web import Desk, link, path_link
from dragoman.model import Reading
from dragoman.record.values import FollowUp, Said, Undertaking

MOST_CITED = 4  # reports named for the same words


@dataclass(frozen=True, slots=True)
class Cited:
    """A report that holds the words, opened at them."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Who said what, where."""

    anchor: str
    text: str
    form: str
    language: str | None
    speaker: str
    person_href: str
    side: str | None
    date: str | None
    theme: str | None
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """What was promised, by when, where it stands and the later words that say so."""

    anchor: str
    text: str
    language: str | None
    sides: tuple[str, ...]
    due: str | None
    status: str
    strength: str
    encounter_href: str
    encounter_title: str
    sources: tuple[Cited, ...]
    follow_up: tuple[dict[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its words."""

    value: float
    unit: str
    comparator: str | None
    about: str | None
    text: str
    sources: tuple[Cited, ...]
    shown: str = ""


def words_link(document: str, start: int, stop: int) -> str:
    """The report opened at exact words of it."""
    return link(path_link("reports", document), at=f"{start}-{stop}") + "#w-at"


def join_words(words: str) -> str:
    """The words on one line."""
    return " ".join(words.split())


def name_sources(desk: Desk, documents: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """Outlet (or file) and language of reports."""
    found = desk.record.listed_by(documents)
    return {key: (listed.outlet or listed.source, listed.language) for key, listed in found.items()}


def statement_rows(desk: Desk, items: Sequence[Said], language: str) -> list[StatementRow]:
    """Statements ready to print."""
    sources = name_sources(desk, (item.document for item in items))
    rows = [
        StatementRow(
            anchor=f"said-{item.id}",
            text=join_words(item.words),
            form=item.form,
            language=sources.get(item.document, ("", None))[1],
            speaker=name_person(item.person, item.speaker, language) or "",
            person_href=path_link("people", item.person) if item.person else "",
            side=item.side,
            date=item.published,
            theme=getattr(item, "theme", None),
            sources=(cite_words(item, sources),),
        )
        for item in items
    ]
    return join_rows(rows, lambda row: (row.text, row.speaker))


def commitment_rows(
    desk: Desk, items: Sequence[Undertaking], language: str, own: str | None = None
) -> list[CommitmentRow]:
    """Commitments ready to print; `own` is the encounter whose page they stand on: it is not named again."""
    sources = name_sources(desk, (item.document for item in items))
    titles = name_encounters(
        desk, {item.encounter for item in items if item.encounter and item.encounter != own}, language
    )
    rows = [
        CommitmentRow(
            anchor=f"promise-{item.id}",
            text=join_words(item.words),
            language=sources.get(item.document, ("", None))[1],
            sides=item.sides,
            due=item.due,
            status=item.state,
            strength=item.strength,
            encounter_href=path_link("encounters", item.encounter) if item.encounter in titles else "",
            encounter_title=titles.get(item.encounter or "", ""),
            sources=(cite_words(item, sources),),
            follow_up=tuple(make_follow(follow) for follow in item.evidence),
        )
        for item in items
    ]
    return join_rows(rows, lambda row: (row.text, row.sides, row.due, row.encounter_href))


Row = TypeVar("Row", bound="StatementRow | CommitmentRow | FigureRow")


def join_rows(rows: Iterable[Row], find_key: Callable[[Row], object]) -> list[Row]:
    """The rows with those of equal keys made one that names all their reports."""
    joined: dict[object, Row] = {}
    for row in rows:
        key = find_key(row)
        if key in joined:
            cited = (*joined[key].sources, *row.sources)[:MOST_CITED]
            joined[key] = replace(joined[key], sources=cited)
        else:
            joined[key] = row
    return list(joined.values())


def cite_words(item: Said | Undertaking, sources: Mapping[str, tuple[str, str | None]]) -> Cited:
    """The report of a statement or commitment."""
    return Cited(sources.get(item.document, ("", None))[0], words_link(item.document, item.start, item.stop))


def name_encounters(desk: Desk, keys: Iterable[str], language: str) -> dict[str, str]:
    """Titles of encounters by id."""
    return {key: make_title(one, language) for key, one in desk.record.encounters_by(keys).items()}


def make_follow(follow: FollowUp) -> dict[str, str]:
    """A later sentence on a commitment."""
    return {
        "href": words_link(follow.document, follow.start, follow.stop),
        "words": join_words(follow.words),
        "state": follow.state,
    }


def figure_rows(document: str, reading: Reading, language: str) -> list[FigureRow]:
    """The figures of a report, in the order of its text."""
    text, name = reading.document.text, reading.document.outlet or reading.document.source
    return [
        FigureRow(
            value=figure.value,
            unit=figure.unit,
            comparator=figure.comparator,
            shown=say_figure(figure, language),
            about=figure.about,
            text=join_words(text[figure.start : figure.stop]),
            sources=(Cited(name, words_link(document, figure.start, figure.stop)),),
        )
        for figure in reading.figures
    ]
