"""One name in many spellings sounds alike; another name does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.register.spelling import find_sound, fold_name, fold_names, is_patronymic, is_same_person, is_spelling

WORDS = st.text(
    alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіabcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Тлеуберди", "Тілеуберді"),
        ("Тлеуберди", "Tleuberdi"),
        ("Тлеуберди", "Tileuberdi"),
        ("Мирзиёев", "Mirziyoyev"),
        ("Мирзиёев", "Mirziyoev"),
        ("Токаев", "Тоқаев"),
        ("Токаев", "Tokayev"),
        ("Токаев", "Tokaev"),
        ("Жээнбеков", "Jeenbekov"),
        ("Жээнбеков", "Zheenbekov"),
        ("Казакбаев", "Kazakbayev"),
        ("Кошербаев", "Көшербаев"),
        ("Лавров", "Lavrov"),
        ("Мухтар", "Мұхтар"),
        ("Жапаров", "Japarov"),
        ("Нуртлеу", "Нұртілеу"),
    ],
)
def test_spellings_of_one_name(left: str, right: str) -> None:
    """Letters of three alphabets, and the usual ways to put one into another."""
    assert is_spelling(fold_name(left)[0], fold_name(right)[0])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Мередов", "Мурадов"),
        ("Назарбаев", "Назарбаева"),
        ("Иванов", "Иванова"),
        ("Акаев", "Токаев"),
        ("Алиев", "Валиев"),
        ("Саидов", "Садыков"),
    ],
)
def test_other_names(left: str, right: str) -> None:
    """Names of others that differ by little."""
    assert not is_spelling(fold_name(left)[0], fold_name(right)[0])


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_folding_many_is_folding_each(names: list[str]) -> None:
    """Folding at once gives what folding one by one gives."""
    assert fold_names(names) == [fold_name(name) for name in names]


@given(WORDS)
def test_folding_twice_changes_nothing_more(word: str) -> None:
    """The sound of a sound is itself, whatever the letters."""
    for folded in fold_name(word):
        assert find_sound(find_sound(folded)) == find_sound(folded)


@given(WORDS, WORDS)
def test_spelling_looks_both_ways(left: str, right: str) -> None:
    """Whether two words spell one name does not depend on their order."""
    for ours in fold_name(left):
        for theirs in fold_name(right):
            assert is_spelling(ours, theirs) == is_spelling(theirs, ours)


def test_same_person() -> None:
    """An initial agrees with a given name; another given name does not."""
    assert is_same_person("М. Тлеуберди", "Мухтар Тлеуберди")
    assert not is_same_person("Асан Тлеуберди", "Мухтар Тлеуберди")


def test_patronymics() -> None:
    """Patronymics in Russian and Turkic form."""
    words = [fold_name(word)[0] for word in ("Кемелевич", "Викторовна", "Кемелұлы", "Токаев", "Ильхам")]
    assert [is_patronymic(word) for word in words] == [True, True, True, False, False]
