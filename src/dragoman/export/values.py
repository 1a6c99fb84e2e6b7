"""What a briefing is made of: frozen values."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dragoman.edtf import first_day, last_day
from dragoman.export.labels import say_date
from dragoman.model import Value
from dragoman.record import Query
from dragoman.record.values import MergedEncounter

SubjectKind = Literal["side", "pair", "person", "format"]
SectionKind = Literal["contacts", "standing", "agreed", "positions", "people", "dates"]


class Subject(Value, frozen=True):
    """Whom or what a briefing is about, in which period (EDTF bounds).

    keys: one code of a side; two or more for a pair; one id or name of a person; one code of a format.
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


class Citation(Value, frozen=True):
    """Words of a report: `record.document(document).document.text[start:stop]` is `words`, always."""

    number: int
    document: str
    source: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    start: int
    stop: int
    words: str

    def about(self, language: str) -> str:
        """Outlet, title and day of the report, as a list of sources has them."""
        parts = (self.outlet or (None if self.title or self.url else self.source), self.title)
        return ", ".join(part for part in (*parts, say_date(self.published, language)) if part)


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
        """The side, or the sides of a pair."""
        return self.subject.keys if self.subject.kind in ("side", "pair") else ()

    @property
    def format(self) -> str | None:
        """The format, if it is about one."""
        return self.subject.keys[0] if self.subject.kind == "format" else None

    def covers(self, published: str | None) -> bool:
        """Whether a report of that day lies in the period; one without a day only if no period is asked for."""
        day = first_day(published)
        since, until = first_day(self.query.since), last_day(self.query.until)
        if day is None:
            return self.subject.since is None and self.subject.until is None
        return (since is None or day >= since) and (until is None or day <= until)
