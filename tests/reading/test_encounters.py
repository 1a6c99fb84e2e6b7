"""Encounters: reports of our own with the wanted answers beside them (tests/cases/ru/encounters.txt)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import dragoman
from dragoman.model import Encounter

CASES = Path(__file__).parent.parent / "cases" / "ru" / "encounters.txt"
WANTED = re.compile(r"= (\S+) (\S+) (\S+) (\S+) (.+?) (\S+?)(?:#(\d+))? *([<~]?)\|? *: ?(.*)$")


@dataclass(frozen=True)
class Case:
    """One report with its day and the encounters wanted."""

    text: str
    day: str | None
    wanted: tuple[str, ...]


def read_blocks() -> list[Case]:
    """The blocks of the file of cases."""
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    cases = []
    for block in "\n".join(lines).split("\n\n"):
        rows = block.strip().splitlines()
        if rows:
            text = "\n".join(row for row in rows if row[:2] not in ("@ ", "= ") and row != "=")
            day = next((row[2:] for row in rows if row.startswith("@ ")), None)
            cases.append(Case(text, day, tuple(row for row in rows if row.startswith("= "))))
    return cases


def fits_value(wanted: str, found: str | None) -> bool:
    """«a|b|-»: any of these; «*» anything."""
    return any(choice == "*" or choice == (found or "-") for choice in wanted.split("|"))


def fits_people(wanted: str, encounter: Encounter) -> bool:
    """Each participant wanted, and nobody else; «*EU» is anybody of that side."""
    people = {f"{who.person or '-'}/{who.side or '-'}" for who in encounter.participants}
    names = {who.strip() for who in wanted.split(",") if who.strip()}
    free = {name[1:] for name in names if name.startswith("*")}
    rest = people - names
    return names - people <= {f"*{side}" for side in free} and {who.rpartition("/")[2] for who in rest} == free


def is_wanted(line: str, encounter: Encounter) -> bool:
    """Whether an encounter is the one that a line wants."""
    match = WANTED.match(line)
    assert match, line
    kind, mode, status, date, place, form, ordinal, mark, people = match.groups()
    return (
        fits_value(kind, encounter.kind)
        and fits_value(mode, encounter.mode)
        and fits_value(status, encounter.status)
        and fits_value(date, encounter.date)
        and fits_value(place, encounter.place.name if encounter.place else None)
        and fits_value(form, encounter.format)
        and (ordinal is None or encounter.ordinal == int(ordinal))
        and (mark != "<" or encounter.part_of is not None)
        and (mark != "~" or encounter.background)
        and fits_people(people, encounter)
    )


def describe(encounter: Encounter) -> str:
    """One line that shows an encounter the way the cases write it."""
    people = ", ".join(f"{who.person or '-'}/{who.side or '-'}" for who in encounter.participants)
    place = encounter.place.name if encounter.place else "-"
    number = f"#{encounter.ordinal}" if encounter.ordinal else ""
    mark = ("<" if encounter.part_of else "") + ("~" if encounter.background else "")
    head = f"{encounter.kind} {encounter.mode} {encounter.status} {encounter.date or '-'} {place}"
    return f"= {head} {encounter.format or '-'}{number} {mark}: {people} [{encounter.rule}]"


@pytest.mark.parametrize("case", read_blocks(), ids=lambda case: case.text[:50])
def test_encounters_of_a_report(case: Case) -> None:
    """Each wanted encounter is found, and none beside them."""
    found = list(dragoman.read(case.text, published=case.day).encounters)
    missing = []
    for line in case.wanted:
        hit = next((one for one in found if is_wanted(line, one)), None)
        if hit is None:
            missing.append(line)
        else:
            found.remove(hit)
    assert (missing, [describe(one) for one in found]) == ([], [])
