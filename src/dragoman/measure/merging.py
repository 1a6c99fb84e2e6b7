"""How well reports of one event are put together: pairs of tellings, as the marks and as a record have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from dragoman.measure.gold import GoldDocument
from dragoman.measure.table import Row
from dragoman.record import Query, Record

Telling = tuple[str, str]  # document, encounter's id in its reading


def list_tellings(gold: Iterable[GoldDocument]) -> dict[Telling, str]:
    """The event of each marked encounter, for readings made of the marks (perfect.py)."""
    return {(d.id, f"e{n}"): mark.event for d in gold for n, mark in enumerate(d.encounters, 1) if mark.event}


def list_homes(record: Record) -> dict[Telling, str]:
    """The merged encounter that each telling is part of."""
    return {(report.source, report.encounter): one.id for one in record.iterate(Query()) for report in one.reports}


def count_merging(events: Mapping[Telling, str], homes: Mapping[Telling, str]) -> Row:
    """Pairs of tellings put together rightly, left apart, and put together wrongly."""
    told: Sequence[Telling] = sorted(events)
    right = missed = false = 0
    for left, right_hand in combinations(told, 2):
        same = events[left] == events[right_hand]
        together = left in homes and homes[left] == homes.get(right_hand)
        right += same and together
        missed += same and not together
        false += together and not same
    return Row(right, missed, false)


def list_errors(events: Mapping[Telling, str], homes: Mapping[Telling, str]) -> list[str]:
    """A line for each pair wrongly apart or together."""
    lines = []
    for left, other in combinations(sorted(events), 2):
        same, together = events[left] == events[other], left in homes and homes[left] == homes.get(other)
        if same != together:
            lines.append(f"{'apart' if same else 'together'}: {left} {events[left]}, {other} {events[other]}")
    return lines
