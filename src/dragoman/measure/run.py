"""Measuring: gold files in, a table out.  The only module here that reads texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from dragoman.errors import DragomanError, UsageError
from dragoman.measure.gold import GoldDocument, digest_gold, load_gold
from dragoman.measure.score import Score, score_reading
from dragoman.measure.table import ALL, Row, Table
from dragoman.model import Reading


def run_measure(paths: Iterable[Path], readings: Path | None = None) -> Table:
    """The reader, or readings made before, against gold files taken together.

    Args: readings: what `dragoman read` printed for the documents of the gold, a line each, in their order.
    Raises: InputError: a gold file is wrong. UsageError: readings and gold differ in number.
    """
    gold = tuple(document for path in paths for document in load_gold(path))
    read = read_gold(gold) if readings is None else load_readings(readings)
    return measure_readings(gold, read)


def measure_gold(path: Path) -> Table:
    """The reader against one gold file.  Raises: InputError: the file is wrong."""
    return run_measure([path])


def read_gold(gold: Iterable[GoldDocument]) -> list[Reading | None]:
    """What the reader says of each document; None where it has no reader for the language."""
    from dragoman import read  # loads the networks: only where texts are read

    readings: list[Reading | None] = []
    for document in gold:
        try:
            readings.append(read(document.text, document.id, document.published))
        except DragomanError:
            readings.append(None)
    return readings


def load_readings(path: Path) -> list[Reading | None]:
    """Readings as `dragoman read` prints them; None for a line {"error", ...}."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [None if "error" in msgspec.json.decode(line) else msgspec.json.decode(line, type=Reading) for line in lines]


def measure_readings(gold: Sequence[GoldDocument], readings: Sequence[Reading | None]) -> Table:
    """The table of readings, one a document, in the order of the gold.

    Raises: UsageError: there are more or fewer readings than documents.
    """
    if len(gold) != len(readings):
        raise UsageError(f"{len(gold)} documents, {len(readings)} readings; give one reading a document")
    scores = [score_reading(document, reading) for document, reading in zip(gold, readings, strict=True)]
    languages = sorted({document.language for document in gold})
    groups = {
        name: [s for s, d in zip(scores, gold, strict=True) if name in (ALL, d.language)] for name in (*languages, ALL)
    }
    notes = sum((score.notes for score in scores), Counter[str]())
    return Table(
        rows={name: add_rows(group) for name, group in groups.items()},
        notes={name: notes[name] for name in ("documents", "unreadable", "bad spans", "encounters in negatives")},
        misses=tuple(f"{d.id}: {line}" for d, s in zip(gold, scores, strict=True) for line in s.misses),
        digest=digest_gold(tuple(gold)),
    )


def add_rows(scores: Sequence[Score]) -> dict[str, Row]:
    """The counts of several documents together."""
    return {kind: sum((score.rows[kind] for score in scores), Row()) for kind in Score().rows}
