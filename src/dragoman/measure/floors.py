"""Floors: what a measurement must reach.  They rise with the reader and never sink unless a person says so."""

from __future__ import annotations

import math
from pathlib import Path

import msgspec

from dragoman.measure.table import Row, Table

MARGIN = 0.02  # how far under what was measured a floor is set, one answer more forgiven
FIGURES = ("precision", "recall", "f1")


class Floor(msgspec.Struct, frozen=True):
    """What one kind of finding must reach in one language; 0 asks for nothing."""

    precision: float = 0.0
    recall: float = 0.0
    f1: float = 0.0


class Floors(msgspec.Struct, frozen=True):
    """What a measurement on one gold must reach.

    floors: language -> kind -> floor.  limits: note -> the most that it may count.
    digest: of the gold that they were set on; "" holds for any.
    """

    gold: str
    floors: dict[str, dict[str, Floor]]
    limits: dict[str, int] = {}
    digest: str = ""


class Breach(msgspec.Struct, frozen=True):
    """A floor that was not reached, or a limit that was passed."""

    where: str
    wanted: str
    found: str

    def __str__(self) -> str:
        return f"{self.where}: {self.found}, wanted {self.wanted}"


def load_floors(path: Path) -> dict[str, Floors]:
    """The floors of each gold by its short name.  Raises: msgspec.ValidationError: the file is wrong."""
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Floors])


def save_floors(floors: dict[str, Floors], path: Path) -> None:
    """Writes floors as indented JSON."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(floors), indent=2) + b"\n")


def check_floors(table: Table, floors: Floors) -> list[Breach]:
    """Every breach, none where all floors hold; another gold than the floors were set on is a breach too."""
    breaches = []
    if floors.digest and floors.digest != table.digest:
        breaches.append(Breach("digest", floors.digest, table.digest))
    for note, most in floors.limits.items():
        if table.notes.get(note, 0) > most:
            breaches.append(Breach(note, f"at most {most}", str(table.notes[note])))
    for language, kinds in floors.floors.items():
        for kind, floor in kinds.items():
            row = table.row(kind, language)
            for figure in FIGURES:
                wanted, found = getattr(floor, figure), getattr(row, figure)
                if found < wanted:
                    breaches.append(Breach(f"{language} {kind} {figure}", f"{wanted:.3f}", f"{found:.3f}"))
    return breaches


def raise_floors(floors: Floors, table: Table, lower: bool = False) -> Floors:
    """Floors a little under what a table holds; an old floor that is higher stays, unless `lower`.

    Kinds that the table does not count are left out.
    """
    raised: dict[str, dict[str, Floor]] = {}
    for language, rows in table.rows.items():
        old = {} if lower else floors.floors.get(language, {})
        raised[language] = {
            kind: Floor(
                *(max(_below(getattr(row, name), row), getattr(old.get(kind, Floor()), name)) for name in FIGURES)
            )
            for kind, row in rows.items()
            if row.right + row.missed + row.false
        }
    return msgspec.structs.replace(floors, floors=raised, digest=table.digest)


def _below(value: float, row: Row) -> float:
    """A margin and one answer under a value, rounded down to hundredths: few answers swing more than many."""
    slack = MARGIN + 1 / (row.right + row.missed + row.false)
    return max(0.0, math.floor(round((value - slack) * 100, 6)) / 100)
