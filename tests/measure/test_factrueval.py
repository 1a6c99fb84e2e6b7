"""Answers for factRuEval: facts of small texts, the form of the files, and the score where the set is present."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.measure.factrueval import Fact, find_facts, write_answers

SHARED = Path(__file__).parents[3] / "shared"
DEVSET = SHARED / "data" / "factRuEval-2016" / "devset"
SCORER = SHARED / "score" / "factrueval" / "factrueval.py"
FLOOR = 0.75  # F1 of occupations on the development set


def occupations(text: str) -> list[tuple[str, ...]]:
    """Who, position and where of each occupation."""
    return [tuple(value for _, value in fact.arguments) for fact in find_facts(text) if fact.kind == "occupation"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Президент Италии Марио Бьянки прибыл.", [("Марио Бьянки", "Президент", "Италии")]),
        ("Министр обороны Италии Марио Бьянки прибыл.", [("Марио Бьянки", "Министр обороны", "Италии")]),
        ("Директор завода «Луч» Иван Дубов уехал.", [("Иван Дубов", "Директор", "завода Луч")]),
        ("Нынешний президент Италии М. Бьянки прибыл.", [("Бьянки", "президент", "Италии")]),
        ("Владелец завода «Луч» Иван Дубов уехал.", []),
        ("Журналист Иван Дубов уехал.", []),
    ],
)
def test_positions_stand_apart_from_bodies(text: str, facts: list[tuple[str, ...]]) -> None:
    """The position is without the body, the body without quotation marks; posts at no body are none."""
    assert occupations(text) == facts


def test_one_fact_for_one_post() -> None:
    """A post told twice is one fact."""
    assert len(occupations("Президент Италии Марио Бьянки прибыл. Итальянский президент выступил.")) == 1


def test_block_has_no_second_colon() -> None:
    """The official script stops at a second colon in a line."""
    assert Fact("occupation", (("where", "Клуб: Луч"),)).to_block() == "occupation\nwhere : клуб  луч"


def test_answers_are_written_for_every_text(tmp_path: Path) -> None:
    """A file for each book, empty where nothing is told."""
    (tmp_path / "book_1.txt").write_text("Президент Италии Марио Бьянки прибыл.", encoding="utf-8")
    (tmp_path / "book_2.txt").write_text("Шёл дождь.", encoding="utf-8")
    assert write_answers(tmp_path, tmp_path / "out") == 2
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()}
    assert written == {
        "book_1.task3": "occupation\nwho : марио бьянки\nposition : президент\nwhere : италии\n",
        "book_2.task3": "",
    }


def test_a_folder_without_books_is_an_error(tmp_path: Path) -> None:
    """The error names the folder."""
    with pytest.raises(InputError) as caught:
        write_answers(tmp_path, tmp_path / "out")
    assert str(tmp_path) in str(caught.value)


@pytest.mark.skipif(not DEVSET.is_dir() or not SCORER.is_file(), reason="the benchmark is not here")
def test_score_of_the_development_set(tmp_path: Path) -> None:
    """Occupations of the development set reach the floor by the public scorer."""
    write_answers(DEVSET, tmp_path)
    command = [sys.executable, str(SCORER), str(DEVSET), str(tmp_path), "--types", "occupation", "--positions", "none"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    row = next(line for line in shown.splitlines() if line.startswith("occupation"))
    assert float(row.split()[3]) >= FLOOR
