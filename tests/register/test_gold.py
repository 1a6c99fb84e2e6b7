"""Links measured on the shared gold: heads of state and foreign ministers, by name, and without it by the day.

Run `python tests/register/test_gold.py` to see the figures; skipped where the gold is not beside the checkout.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dragoman.register.offices import parse_office, widen_kind
from dragoman.register.people import holder_of, link_person, tenures_of
from dragoman.register.periods import to_days

GOLD = Path(__file__).parents[3] / "shared" / "gold"
KINDS = ("head_of_state", "foreign_minister", "state_secretary", "head_of_government", "leader")


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody with an office whom a report of the gold names; day: of the event or report, if either is told."""

    name: str
    office: str
    kind: str
    side: str
    day: str | None


def read_told() -> Iterator[Told]:
    """Participants and office holders of the gold whose office is one of KINDS."""
    for path in sorted(GOLD.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            published = document.get("published")
            for encounter in document.get("encounters", ()):
                day = encounter.get("date") or published
                yield from keep_told(
                    encounter["participants"], document["language"], day if to_days(day) else published
                )
            yield from keep_told(document.get("offices", ()), document["language"], published)


def keep_told(items: list[dict[str, Any]], language: str, day: str | None) -> Iterator[Told]:
    """Those with a name, a side and an office of KINDS."""
    for item in items:
        kind = parse_office(item["office"], language) if item.get("office") else None
        if item.get("person") and item.get("side") and kind in KINDS:
            yield Told(item["person"], item["office"], kind or "", item["side"], day)


def is_right(told: Told, person: str | None) -> bool:
    """Whether the person held such an office for the side; on the day, where one is told."""
    days = to_days(told.day)
    kinds = widen_kind(told.kind, told.side)
    return any(
        one.kind in kinds and one.side == told.side and (days is None or one.period().may_meet(days))
        for one in tenures_of(person or "")
    )


def measure_links() -> dict[str, tuple[int, int]]:
    """What was asked -> (right, all): links by name; and by side, office and day alone, where these tell one person."""
    told = list(read_told())
    linked = [link_person(one.name, side=one.side, office=one.office, day=one.day) for one in told]
    by_name = [is_right(one, person) for one, person in zip(told, linked, strict=True)]
    nameless = [
        (holder, person)
        for one, person in zip(told, linked, strict=True)
        if one.day and one.kind != "leader" and (holder := holder_of(one.kind, one.side, one.day))
    ]
    return {
        "by name": (sum(by_name), len(by_name)),
        "by day alone": (sum(holder == person for holder, person in nameless), len(nameless)),
    }


@pytest.mark.skipif(not GOLD.is_dir(), reason="the shared gold is not here")
def test_heads_and_ministers_are_linked_right() -> None:
    """The bar: every one; ministers of other departments called "глава" something are not asked for."""
    wrong = [
        (one.name, one.office, one.day)
        for one in read_told()
        if one.kind != "leader"
        and not is_right(one, link_person(one.name, side=one.side, office=one.office, day=one.day))
    ]
    assert wrong == []


@pytest.mark.skipif(not GOLD.is_dir(), reason="the shared gold is not here")
def test_day_and_name_agree() -> None:
    """Side, office and day alone lead to the same person as the name does."""
    right, asked = measure_links()["by day alone"]
    assert asked > 30
    assert right == asked


if __name__ == "__main__":
    for question, (right, asked) in measure_links().items():
        print(f"{question}: {right} of {asked}")
