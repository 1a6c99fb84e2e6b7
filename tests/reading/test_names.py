"""Names of people: the nominative from any case, initials, lists, lone surnames."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.drawn import read_cases

from dragoman.model import Document
from dragoman.reading.mark.declension import choose_reading
from dragoman.reading.mark.names import find_surname, stem_name
from dragoman.reading.reader import mark_document
from dragoman.reading.values import Marked

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


@cache
def read_marked(text: str) -> Marked:
    """A Russian text with everything that stands before the findings."""
    return mark_document(Document(id="case", source="case", language="ru", title=None, published=None, text=text))


@pytest.mark.parametrize(("text", "drawn"), read_cases("ru", "names"))
def test_people_are_those_drawn(text: str, drawn: list[tuple[str, str]]) -> None:
    """Every person is found with a clean nominative, and nobody else."""
    marked = read_marked(text)
    found = [(text[name.start : name.stop], name.nominative) for name in marked.names if name.kind == "person"]
    assert found == drawn


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Министр Ерлан Сатпаев прибыл. Е. Сатпаев выступил. Сатпаева ждали.", ["Ерлан Сатпаев"]),
        ("Сатпаевым Ерланом Маратулы подписан договор. Сатпаев уехал.", ["Сатпаев Ерлан Маратулы"]),
        ("Анна Дубова и Иван Дубов прибыли. Е. Рощин уехал.", ["Анна Дубова", "Иван Дубов", "Е. Рощин"]),
    ],
)
def test_one_person_for_many_names(text: str, people: list[str]) -> None:
    """Initials and lone surnames join the full name; different given names do not."""
    assert [somebody.name for somebody in read_marked(text).people] == people


@pytest.mark.parametrize(
    ("words", "surname"),
    [
        (("Ерлан", "Сатпаев"), "Сатпаев"),
        (("Сатпаев", "Ерлан", "Маратулы"), "Сатпаев"),
        (("Иван", "Иванович", "Дубов"), "Дубов"),
        (("Касымбек", "Касенулы"), "Касенулы"),
    ],
)
def test_surname_of_a_name(words: tuple[str, ...], surname: str) -> None:
    """A patronymic that closes a full name is not the surname."""
    assert find_surname(words) == surname


@settings(deadline=None)
@given(st.sampled_from(["Дубов", "Сатпаев", "Курбанов", "Рахимов"]), st.sampled_from(["", "а", "у", "ым", "е"]))
def test_stem_forgets_the_case(surname: str, ending: str) -> None:
    """Every case of a surname has the stem of its nominative."""
    assert stem_name((surname + ending).lower()) == stem_name(surname.lower())


@settings(deadline=None)
@given(st.text(alphabet="абвгдеиклмнорстуыья-. ", min_size=1, max_size=24), st.sampled_from(CASES))
def test_reading_keeps_the_number_of_words(text: str, case: str) -> None:
    """Whatever the letters, a name comes out with as many words as went in."""
    words = [word.title() for word in text.split()] or ["А"]
    assert len(choose_reading(words, {case: 2.0}, {}).words) == len(words)
