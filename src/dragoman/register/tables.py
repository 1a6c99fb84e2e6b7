"""Tables of the register: the shipped register/data/*.tsv, and a user's own folder whose lines add or override."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from dragoman.errors import LexiconError, UsageError

T = TypeVar("T")
VARIABLE = "DRAGOMAN_REGISTER"  # environment: a folder of tables of the user's own
_forget: list[Callable[[], None]] = []
_extra: list[Path] = []


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its cells by column, and where it stands (file:line)."""

    cells: dict[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def remember(load: Callable[[], T]) -> Callable[[], T]:
    """A loader that loads once, until `forget_tables`."""
    kept = cache(load)
    _forget.append(kept.cache_clear)
    return kept


def on_forget(clear: Callable[[], None]) -> None:
    """Has `clear` called when the tables are to be read again."""
    _forget.append(clear)


def forget_tables() -> None:
    """Everything loaded so far is read again when next asked for."""
    for clear in _forget:
        clear()


def load_register_extra(path: str | Path | None) -> None:
    """A folder of tables named as the shipped ones, whose lines add to them or override; None: shipped ones only.

    Raises: UsageError: there is no such folder.
    """
    if path is not None and not Path(path).is_dir():
        raise UsageError(f"no folder {path}; give one that holds tenures.tsv or other tables of the register")
    _extra[:] = [] if path is None else [Path(path)]
    forget_tables()


def extra_folders() -> tuple[Path, ...]:
    """Folders of the user's own tables: those given to `load_register_extra`, else DRAGOMAN_REGISTER's."""
    if _extra:
        return tuple(_extra)
    told = os.environ.get(VARIABLE)
    return tuple(Path(part) for part in told.split(os.pathsep) if part) if told else ()


def read_table(name: str) -> Iterator[Row]:
    """The lines of a table, shipped ones first, then the user's: a later line with the same key wins.

    Raises: LexiconError: a line has another number of cells than the head of its table.
    """
    text = (files("dragoman.register") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    yield from parse_table(text, f"register/data/{name}.tsv")
    for folder in extra_folders():
        path = folder / f"{name}.tsv"
        if path.is_file():
            yield from parse_table(path.read_text(encoding="utf-8"), str(path))


def parse_table(text: str, where: str) -> Iterator[Row]:
    """The lines of a tab-separated text under its head; blank ones and those that begin with # are passed over."""
    head: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if head is None:
            head = cells
        elif len(cells) != len(head):
            raise LexiconError(f"{len(cells)} cells, {len(head)} columns; separate cells by tabs", f"{where}:{number}")
        else:
            yield Row(dict(zip(head, cells, strict=True)), f"{where}:{number}")
