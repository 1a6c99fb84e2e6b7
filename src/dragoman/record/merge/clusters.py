"""Claims into events: the strongest ties first, never against a reason. The result does not depend on any order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dragoman.record.merge.compare import Profile, is_apart, is_other_person, is_same_format

Pair = tuple[str, str]


def cluster_claims(
    claims: Mapping[str, Profile],
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


def has_conflict(claims: Mapping[str, Profile], ours: set[str], theirs: set[str], apart: set[frozenset[str]]) -> bool:
    """Whether any claim of one event cannot be of the other."""
    return any(
        frozenset((left, right)) in apart or is_conflict(claims[left], claims[right])
        for left in ours
        for right in theirs
    )


def is_conflict(left: Profile, right: Profile) -> bool:
    """Whether something speaks against two claims telling of one event, however alike a third is to both."""
    if is_apart(left, right):
        return True
    if is_same_format(left, right):
        return False
    return any(is_other_person(left, right, side) for side in left.sides & right.sides)
