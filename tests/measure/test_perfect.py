"""Marks as readings: full marks for the marks themselves, exact words everywhere."""

from pathlib import Path

import msgspec
import pytest

from dragoman.errors import InputError
from dragoman.measure import measure_readings
from dragoman.measure.gold import load_gold
from dragoman.measure.perfect import build_reading, find_mentions

GOLD = load_gold(Path(__file__).parent / "ru.gold.jsonl")


def test_the_marks_score_full_marks():
    table = measure_readings(GOLD, [build_reading(gold) for gold in GOLD])
    assert {kind: row for kind, row in table.rows["all"].items() if row.missed + row.false} == {}
    assert table.notes["bad spans"] == 0


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Арман Жолдыбеков ушёл. Жолдыбекова ждали.", "Арман Жолдыбеков", ["Арман Жолдыбеков", "Жолдыбекова"]),
        ("Встреча с Азизом Турдикуловым", "Азиз Турдикулов", ["Азизом Турдикуловым"]),
        ("Айгуль Токтосуновой", "Айгуль Токтосунова", ["Айгуль Токтосуновой"]),
        ("Тоқаевпен кездесті", "Қасым-Жомарт Тоқаев", ["Тоқаевпен"]),
        ("nobody", "Joe Biden", []),
    ],
)
def test_a_person_is_found_in_full_and_by_surname_in_any_case(text, name, words):
    assert [text[m["start"] : m["stop"]] for m in find_mentions(text, name)] == words


def test_a_mark_without_its_words_is_told():
    mark = msgspec.structs.replace(GOLD[0].figures[0], evidence="не здесь")
    with pytest.raises(InputError, match="не здесь"):
        build_reading(msgspec.structs.replace(GOLD[0], figures=(mark,)))


def test_a_value_that_no_reading_holds_is_told():
    mark = msgspec.structs.replace(GOLD[0].encounters[0], kind="party")
    with pytest.raises(InputError, match="party"):
        build_reading(msgspec.structs.replace(GOLD[0], encounters=(mark,)))
