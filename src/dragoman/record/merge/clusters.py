"""Claims into events: the strongest ties first, never against a reason. The result does not depend on any order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dragoman.record.merge.compare import is_apart, is_in_time, is_other_person, list_sides
from dragoman.record.values import Claim

Pair = tuple[str, str]


def cluster_claims(
    claims: Mapping[str, Claim],
    ties: Iterable[tuple[str, str, float]],
    same: Collection[Pair] = (),
    different: Collection[Pair] = (),
) -> list[tuple[str, ...]]:
    """The events of a set of claims, each as its claims' ids in order; every claim is in exactly one.

    Args: ties: pairs with their score. same, different: pairs that people judged; they win over the machine.
    """
    homes = {claim: {claim} for claim in claims}
    apart = {frozenset(pair) for pair in different}
    for left, right in sorted(same):
        join(homes, left, right)
    for left, right, _score in sorted(ties, key=lambda tie: (-tie[2], tie[0], tie[1])):
        ours, theirs = homes[left], homes[right]
        if ours is not theirs and not has_conflict(claims, ours, theirs, apart):
            join(homes, left, right)
    return sorted({tuple(sorted(home)) for home in homes.values()})


def join(homes: dict[str, set[str]], left: str, right: str) -> None:
    """Puts the events of two claims together."""
    ours, theirs = homes[left], homes[right]
    if ours is theirs:
        return
    ours |= theirs
    for claim in theirs:
        homes[claim] = ours


def has_conflict(claims: Mapping[str, Claim], ours: set[str], theirs: set[str], apart: set[frozenset[str]]) -> bool:
    """Whether any claim of one event cannot be of the other."""
    return any(
        frozenset((left, right)) in apart or is_conflict(claims[left], claims[right])
        for left in ours
        for right in theirs
    )


def is_conflict(left: Claim, right: Claim) -> bool:
    """Whether something speaks against two claims telling of one event, however alike a third is to both."""
    if left.document == right.document or is_apart(left.encounter, right.encounter) or not is_in_time(left, right):
        return True
    if left.encounter.format and left.encounter.format == right.encounter.format:
        return False
    shared = list_sides(left.encounter) & list_sides(right.encounter)
    return any(is_other_person(left, right, side) for side in shared)
