"""Heads of state, of government and foreign ministers whose side reports often leave out: data/leaders.tsv."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_leaders() -> dict[str, tuple[tuple[str, str], ...]]:
    """Folded surname -> (folded given name, side) of each leader that bears it."""
    text = (files("dragoman.register") / "data" / "leaders.tsv").read_text(encoding="utf-8")
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line in text.splitlines()[1:]:
        person, side = line.split("\t")
        given, _blank, surname = fold(person).partition(" ")
        found[surname] = (*found.get(surname, ()), (given, side))
    return found


def fold(name: str) -> str:
    """Lower case, ё as е."""
    return name.lower().replace("ё", "е")


def side_of_leader(name: str) -> str | None:
    """The side of a leader; None if the name is not known, or bearers of different sides fit it."""
    given, _blank, surname = fold(name).rpartition(" ")
    sides = {
        side
        for first, side in load_leaders().get(surname, ())
        if not given or first == given or (given.endswith(".") and first.startswith(given[:-1]))
    }
    return sides.pop() if len(sides) == 1 else None
