"""Example readings in Kazakh and English from what people marked: tests/measure/kk_en.gold.jsonl -> examples.

python scripts/build_readings.py
"""

from __future__ import annotations

from pathlib import Path

from dragoman.measure.gold import load_gold
from dragoman.measure.perfect import build_reading
from dragoman.measure.score import count_bad_spans
from dragoman.model import to_json

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "measure" / "kk_en.gold.jsonl"
READINGS = ROOT / "src" / "dragoman" / "examples" / "kk_en.readings.jsonl"


def build_lines() -> bytes:
    """All readings, one a line.  Raises: ValueError: a span that holds nothing, or a person named nowhere."""
    readings = [build_reading(gold) for gold in load_gold(GOLD)]
    for reading in readings:
        if count_bad_spans(reading) or not all(person.mentions for person in reading.people):
            raise ValueError(f"{reading.document.source}: a span that holds nothing")
    return b"".join(to_json(reading) + b"\n" for reading in readings)


if __name__ == "__main__":
    READINGS.write_bytes(build_lines())
