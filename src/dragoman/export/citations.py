"""Numbered citations: a report and the exact words in it."""

from __future__ import annotations

from dragoman.export.labels import say_date
from dragoman.model import Span, Value
from dragoman.record import Record
from dragoman.record.values import MergedEncounter, Report

MOST_REPORTS = 2  # reports cited for one encounter


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


class Citer:
    """Numbers citations in the order in which they are asked for; the same words of a report have one number."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._texts: dict[str, str] = {}

    def cite(self, document: str, start: int, stop: int) -> int:
        """The number of some words of a report."""
        return self._numbers.setdefault((document, start, stop), len(self._numbers) + 1)

    def cite_encounter(self, encounter: MergedEncounter) -> tuple[int, ...]:
        """The numbers of the words by which its best independent reports tell of an encounter."""
        found: list[int] = []
        for report in sorted(encounter.reports, key=rank_report)[:MOST_REPORTS]:
            span = find_evidence(self._record, report)
            if span is not None:
                found.append(self.cite(report.document, span.start, span.stop))
        return tuple(dict.fromkeys(found))

    def citations(self) -> tuple[Citation, ...]:
        """All that were asked for, by number."""
        return tuple(self._make(number, *key) for key, number in self._numbers.items())

    def _make(self, number: int, document: str, start: int, stop: int) -> Citation:
        listed = self._record.listed(document)
        assert listed is not None
        return Citation(
            number=number,
            document=document,
            source=listed.source,
            outlet=listed.outlet,
            title=listed.title,
            url=listed.url,
            published=listed.published,
            start=start,
            stop=stop,
            words=self._text(document)[start:stop],
        )

    def _text(self, document: str) -> str:
        if document not in self._texts:
            reading = self._record.document(document)
            self._texts[document] = reading.document.text if reading is not None else ""
        return self._texts[document]


def rank_report(report: Report) -> tuple[bool, int, str, str]:
    """What puts one report before another: independent ones, then a ministry's, then the earliest."""
    return report.copy_of is not None, report.tier, report.published or "9999", report.claim


def find_evidence(record: Record, report: Report) -> Span | None:
    """Where a report tells of its encounter; None if its reading was replaced since."""
    reading = record.document(report.document)
    encounters = reading.encounters if reading is not None else ()
    return next((one.evidence[0] for one in encounters if one.id == report.encounter and one.evidence), None)
