"""On what the reports of one event disagree beyond its own fields: who came, figures, the wording of a quotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from dragoman.model import Participant
from dragoman.record.merge.compare import is_same
from dragoman.record.values import Claim, Dispute, Version

NEAR_FIGURES = 2.0  # two values of one thing differ by less than this factor; more is another thing
SAME_QUOTE = 60  # likeness, 0..100, from which two quotations of a speaker are the same words
EQUAL_QUOTE = 97  # likeness from which they are equal but for commas


@dataclass(frozen=True, slots=True)
class Told:
    """A figure or quotation of a report: `what` groups those that may be one; `value` is shown."""

    document: str
    what: str
    value: str
    number: float = 0.0


def find_disputes(
    claims: Sequence[Claim], weights: Mapping[str, float], figures: Iterable[Told], quotes: Iterable[Told]
) -> tuple[Dispute, ...]:
    """The disagreements on participants, figures and wording.

    Args: claims: of one event. weights: by claim id. figures, quotes: of their reports.
    """
    homes: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        homes[claim.document].append(claim.id)
    found = [*compare_seats(claims, weights)]
    found += compare_told("figure", figures, is_near_figure, homes, weights)
    found += compare_told("wording", quotes, is_other_wording, homes, weights)
    return tuple(found)


def compare_seats(claims: Sequence[Claim], weights: Mapping[str, float]) -> list[Dispute]:
    """For each side for which reports name different people, one each: who they are."""
    seats: dict[str, list[tuple[Claim, Participant, str | None]]] = defaultdict(list)
    for claim in claims:
        alone: dict[str, list[tuple[Participant, str | None]]] = defaultdict(list)
        for participant, key in zip(claim.encounter.participants, claim.keys, strict=True):
            if participant.side and participant.person:
                alone[participant.side].append((participant, key))
        for side, named in alone.items():
            if len(named) == 1:
                seats[side].append((claim, *named[0]))
    found = []
    for _side, told in sorted(seats.items()):
        groups: list[list[tuple[Claim, Participant, str | None]]] = []
        for seat in sorted(told, key=lambda item: (-weights[item[0].id], item[0].id)):
            home = next((g for g in groups if is_same((g[0][1], g[0][2]), (seat[1], seat[2]))), None)
            if home is None:
                groups.append([seat])
            else:
                home.append(seat)
        if len(groups) > 1:
            found.append(
                make_dispute("participants", {g[0][1].person or "": [s[0].id for s in g] for g in groups}, weights)
            )
    return found


def compare_told(
    field: str,
    told: Iterable[Told],
    differs: Callable[[Told, Told], bool],
    homes: Mapping[str, list[str]],
    weights: Mapping[str, float],
) -> list[Dispute]:
    """The values of different reports that are of one thing and differ."""
    by_what: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_what[one.what].append(one)
    found = []
    for _what, group in sorted(by_what.items()):
        values: dict[str, set[str]] = defaultdict(set)
        for left, right in combinations(group, 2):
            if left.document != right.document and differs(left, right):
                values[left.value].add(left.document)
                values[right.value].add(right.document)
        if len(values) > 1:
            claims = {
                value: sorted(c for document in sorted(d) for c in homes[document]) for value, d in values.items()
            }
            found.append(make_dispute(field, claims, weights))
    return found


def is_near_figure(left: Told, right: Told) -> bool:
    """Whether two figures may be two values of one thing."""
    if left.number == right.number or left.number <= 0 or right.number <= 0:
        return False
    return max(left.number, right.number) / min(left.number, right.number) < NEAR_FIGURES


def is_other_wording(left: Told, right: Told) -> bool:
    """Whether two quotations are the same words put otherwise."""
    return SAME_QUOTE <= fuzz.token_sort_ratio(left.value, right.value) < EQUAL_QUOTE


def make_dispute(field: str, values: Mapping[str, list[str]], weights: Mapping[str, float]) -> Dispute:
    """A dispute with the best supported version first."""
    ranked = sorted(values, key=lambda value: (-sum(weights[c] for c in values[value]), value))
    return Dispute(field=field, versions=tuple(Version(value=v, claims=tuple(values[v])) for v in ranked))
