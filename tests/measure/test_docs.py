"""What docs/measure.md says of the gold is so."""

import re
from pathlib import Path

import pytest

from dragoman.measure import run_measure
from dragoman.measure.floors import MARGIN
from dragoman.measure.gold import load_gold

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "measure.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", re.findall(r"`((?:tests|scripts|docs)/[\w./]+)`", PAGE))
def test_files_named_are_there(path):
    assert (ROOT / path).exists()


def test_counts_are_those_of_the_gold():
    russian, others = (load_gold(ROOT / "tests" / "measure" / f"{name}.gold.jsonl") for name in ("ru", "kk_en"))
    negatives = sum(document.negative for document in russian)
    assert re.search(rf"\| {len(russian)} texts of our own.* {negatives} of them with nothing", PAGE)
    assert f"| {len(others)} texts;" in PAGE
    assert f"to {MARGIN}\nand one answer under" in PAGE


def test_the_example_in_python_runs():
    table = run_measure([ROOT / "tests" / "measure" / "ru.gold.jsonl"])
    assert table.notes["documents"] == len(load_gold(ROOT / "tests" / "measure" / "ru.gold.jsonl"))
