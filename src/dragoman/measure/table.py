"""The result of a measurement: counts by language and kind of finding, and how they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

import msgspec

ALL = "all"


class Row(msgspec.Struct, frozen=True):
    """Right, missed and false answers of one kind."""

    right: int = 0
    missed: int = 0
    false: int = 0

    def __add__(self, other: Row) -> Row:
        return Row(self.right + other.right, self.missed + other.missed, self.false + other.false)

    @property
    def precision(self) -> float:
        """The share of the answers that are right; 0 where there are none."""
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        """The share of what was asked for that was found; 0 where nothing was."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Table(msgspec.Struct, frozen=True):
    """What a measurement found.

    rows: language («all» for all together) -> kind of finding -> counts.
    notes: documents, unreadable, bad spans, encounters in negatives.
    misses: a line for each missed or false answer, with the document's id.
    digest: of the gold that it was measured on.
    """

    rows: Mapping[str, Mapping[str, Row]]
    notes: Mapping[str, int]
    misses: tuple[str, ...] = ()
    digest: str = ""

    def row(self, kind: str, language: str = ALL) -> Row:
        """The counts of a kind of finding; zeros where nothing was measured."""
        return self.rows.get(language, {}).get(kind, Row())


def format_table(table: Table, misses: bool = False) -> str:
    """The table as text: languages, kinds, P, R, F1 and counts, then the notes; the misses first where asked for."""
    lines = [*table.misses, ""] if misses and table.misses else []
    several = len(table.rows) > 2
    for language, rows in table.rows.items():
        if language == ALL and not several:
            continue
        lines.append(f"{language:<19}    P     R    F1   right missed false")
        for kind, row in rows.items():
            shares = " ".join(f"{share:.3f}" for share in (row.precision, row.recall, row.f1))
            lines.append(f"{kind:<19} {shares} {row.right:6d} {row.missed:6d} {row.false:5d}")
    lines.append(", ".join(f"{name}: {count}" for name, count in table.notes.items()))
    return "\n".join(lines)


def print_table(table: Table, file: IO[str] | None = None, misses: bool = False) -> None:
    """Prints `format_table` to a stream (standard output)."""
    print(format_table(table, misses), file=file)
