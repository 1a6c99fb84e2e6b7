"""Anniversaries: computed from the day of the beginning (data/relations.tsv, the register), and as told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Engine, select

from dragoman.edtf import first_day, parse_date
from dragoman.model import Reading
from dragoman.record.follow import SENTENCE, list_sides
from dragoman.record.merge.names import fold_name
from dragoman.record.merge.places import load_countries
from dragoman.record.schema import milestone_claims
from dragoman.record.terms import find_terms, split_words
from dragoman.record.values import Milestone
from dragoman.register.formats import load_formats, members_on

ROUND = 5  # years: an anniversary that is marked is one of these


@cache
def load_jubilees(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Pattern of words that tell an anniversary, and of what: relations or a format (data/jubilees.tsv)."""
    rows = _read_rows("jubilees.tsv")
    return tuple((re.compile(row[1], re.IGNORECASE), row[2]) for row in rows if row[0] == language)


@cache
def load_relations() -> dict[tuple[str, str], str]:
    """Two sides, in order -> the day of their diplomatic relations (data/relations.tsv)."""
    return {(min(row[0], row[1]), max(row[0], row[1])): row[2] for row in _read_rows("relations.tsv")}


def _read_rows(name: str) -> list[list[str]]:
    text = (files("dragoman.record") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line]


def find_milestones(reading: Reading) -> Iterator[dict[str, Any]]:
    """The anniversaries that a report tells of: rows without id and document."""
    document = reading.document
    published = first_day(document.published.date) if document.published else None
    for match in SENTENCE.finditer(document.text):
        for pattern, subject in load_jubilees(document.language or ""):
            found = pattern.search(match[0])
            if found is None:
                continue
            year = find_year(match[0]) or (published.year if published else None)
            if year is None:
                continue
            format = next((one.format for one in reading.encounters if one.format), None)
            start = match.start() + found.start()
            yield {
                "title": found[0],
                "years": int(found["years"]),
                "sides": "|".join(sentence_sides(match[0]) or list_sides(reading)),
                "format": format if subject == "format" else None,
                "year": year,
                "date": str(year),
                "start": start,
                "stop": start + len(found[0]),
            }
            break


def find_year(sentence: str) -> int | None:
    """The one year that a sentence names; None if none or several."""
    years = set(re.findall(r"\b(?:19|20)\d\d\b", sentence))
    return int(years.pop()) if len(years) == 1 else None


def sentence_sides(sentence: str) -> list[str]:
    """The states that a sentence names, in some form."""
    countries = load_countries()
    found = set()
    for match in split_words(sentence):
        if match[0][0].isupper():
            for term in find_terms(match[0]):
                code = countries.get(" ".join(fold_name(term.removeprefix("_"))))
                if code:
                    found.add(code)
    return sorted(found)


def compute_anniversaries(
    starts: Iterable[tuple[str, tuple[str, ...], str | None, str]], year: int
) -> Iterator[Milestone]:
    """The round anniversaries of a year.

    Args: starts: title, sides, format, and the EDTF day of the beginning.
    """
    for title, sides, format, since in starts:
        day = parse_date(since)
        if day is None or day.year is None:
            continue
        years = year - day.year
        if years > 0 and years % ROUND == 0:
            date = since.replace(str(day.year), str(year), 1)
            yield Milestone(title=title, date=date, years=years, sides=sides, format=format, basis="computed")


def list_beginnings() -> Iterator[tuple[str, tuple[str, ...], str | None, str]]:
    """What is known to have begun on a day: relations of two sides, formats of the register."""
    for pair, since in sorted(load_relations().items()):
        yield "diplomatic relations", pair, None, since
    yield from format_beginnings()


def format_beginnings() -> Iterator[tuple[str, tuple[str, ...], str | None, str]]:
    """The formats of the register whose founding is known."""
    for code, known in sorted(load_formats().items()):
        if known.founded and not known.ended:
            yield code, members_on(code, known.founded), code, known.founded


class Milestones:
    """The part of the record that knows anniversaries."""

    engine: Engine

    def milestones(self, year: int, sides: tuple[str, ...] = (), format: str | None = None) -> list[Milestone]:
        """The anniversaries of a year, computed and as told, by date; those of all the sides and of the format."""
        found = [*compute_anniversaries(list_beginnings(), year), *self._told(year)]
        wanted = [one for one in found if set(sides) <= set(one.sides) and format in (None, one.format)]
        return sorted(wanted, key=lambda one: (one.date, one.title, one.sides, one.document or "", one.start or 0))

    def _told(self, year: int) -> Iterator[Milestone]:
        table = milestone_claims
        with self.engine.connect() as connection:
            rows = connection.execute(select(table).where(table.c.year == year)).mappings().all()
        for row in rows:
            yield Milestone(
                title=row["title"],
                date=row["date"],
                years=row["years"],
                sides=tuple(side for side in row["sides"].split("|") if side),
                format=row["format"],
                basis="told",
                document=row["document"],
                start=row["start"],
                stop=row["stop"],
            )
