"""Example reports that the project wrote itself: what `make demo` and the tutorial read (see README.md beside this)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

FOLDER = files("dragoman.examples")


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One report; `note` says what in it is public fact and what is invented."""

    id: str
    url: str
    outlet: str
    published: str
    note: str
    text: str


@cache
def load_examples(language: str = "ru") -> tuple[Example, ...]:
    """The reports of examples/<language>.jsonl in the order of the file.

    Raises: FileNotFoundError: there are no example reports in this language.
    """
    lines = (FOLDER / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(msgspec.json.decode(line, type=Example) for line in lines if line.strip())


def example_paths() -> tuple[Path, ...]:
    """The files to hand to `dragoman add`: reports in Russian, then ready readings in Kazakh and English."""
    return tuple(Path(str(FOLDER / name)) for name in ("ru.jsonl", "kk_en.readings.jsonl") if (FOLDER / name).is_file())
