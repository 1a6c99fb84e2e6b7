"""Numbered citations: a report and the exact words in it."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.export.values import Citation
from dragoman.model import Encounter, Reading, Span
from dragoman.record import Record
from dragoman.record.values import Listed, MergedEncounter, Report

MOST_REPORTS = 2  # reports cited for one encounter
LOOKED_AT = 12  # reports of one encounter that are looked at for that


class Citer:
    """Numbers citations in the order in which they are asked for; the same words of a report have one number."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._readings: dict[str, Reading | None] = {}
        self._listed: dict[str, Listed | None] = {}

    def reading(self, document: str) -> Reading | None:
        """The reading of a report; None if it is in the record no more."""
        if document not in self._readings:
            self._readings[document] = self._record.document(document)
        return self._readings[document]

    def fetch(self, documents: Iterable[str]) -> None:
        """Loads the readings of reports that will be asked for, all at once."""
        missing = sorted(set(documents) - self._readings.keys())
        found = self._record.readings(missing) if missing else {}
        self._readings.update((document, found.get(document)) for document in missing)

    def cite(self, document: str, start: int, stop: int) -> int:
        """The number of some words of a report."""
        return self._numbers.setdefault((document, start, stop), len(self._numbers) + 1)

    def cite_encounter(self, encounter: MergedEncounter, language: str) -> tuple[int, ...]:
        """The numbers of the words by which its best reports tell of an encounter.

        Those that tell the same status are better (a plan does not prove that it was held), then those that tell it for
        itself and not in passing, then those in the language, then a ministry's, then the earliest; copies only if
        there is nothing else.
        """
        found = []
        looked = sorted(encounter.reports, key=rank_report)[:LOOKED_AT]
        self.fetch(report.document for report in looked)
        for report in looked:
            told = find_told(self.reading(report.document), report)
            if told is not None and told.evidence:
                span = told.evidence[0]
                rank = (
                    told.status != encounter.status,
                    report.copy_of is not None,
                    told.background,
                    report.language != language,
                )
                found.append((rank, report.document, span.start, span.stop))
        best = sorted(found, key=lambda one: one[0])[:MOST_REPORTS]
        return tuple(dict.fromkeys(self.cite(document, start, stop) for _rank, document, start, stop in best))

    def citations(self) -> tuple[Citation, ...]:
        """All that were asked for, by number."""
        cited = {document for document, _start, _stop in self._numbers}
        self.fetch(cited)
        self._listed.update(self._record.listed_by(cited - self._listed.keys()))
        return tuple(self._make(number, *key) for key, number in self._numbers.items())

    def _make(self, number: int, document: str, start: int, stop: int) -> Citation:
        listed, reading = self._listed[document], self.reading(document)
        assert listed is not None
        assert reading is not None
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
            words=reading.document.text[start:stop],
        )


def rank_report(report: Report) -> tuple[bool, int, str, str]:
    """What puts one report before another: independent ones, then a ministry's, then the earliest."""
    return report.copy_of is not None, report.tier, report.published or "9999", report.claim


def find_told(reading: Reading | None, report: Report) -> Encounter | None:
    """The encounter as a report tells it; None if its reading was replaced since."""
    encounters = reading.encounters if reading is not None else ()
    return next((one for one in encounters if one.id == report.encounter), None)


def find_evidence(reading: Reading | None, report: Report) -> Span | None:
    """Where a report tells of its encounter; None if its reading was replaced since."""
    told = find_told(reading, report)
    return told.evidence[0] if told is not None and told.evidence else None
