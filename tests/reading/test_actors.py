"""Whom a noun phrase means: «стороны» of a visit, of a meeting between two of one land, states in brackets."""

from __future__ import annotations

import pytest

from dragoman.model import Document
from dragoman.reading.reader import mark_document
from dragoman.reading.values import Actor, Marked


def read_marked(text: str) -> Marked:
    """A Russian text with everything that stands before the findings."""
    return mark_document(Document(id="case", source="case", language="ru", title=None, published=None, text=text))


def find_group(marked: Marked) -> Actor:
    """The last group of a text."""
    return next(actor for actor in reversed(marked.actors) if actor.kind == "group")


@pytest.mark.parametrize(
    ("text", "people", "sides"),
    [
        (
            "Министр иностранных дел Чили Хуан Сото заявил, что в ходе визита в Перу стороны обсудят торговлю.",
            {"Хуан Сото"},
            {"CL", "PE"},
        ),
        (
            "Прошла встреча между лидером Чили Хуаном Сото и министром Чили Луисом Диасом, на ней стороны спорили.",
            {"Хуан Сото", "Луис Диас"},
            {"CL"},
        ),
        (
            "Президент Чили Хуан Сото встретился с президентом Перу Луисом Рамосом. Стороны обсудили торговлю.",
            {"Хуан Сото", "Луис Рамос"},
            {"CL", "PE"},
        ),
    ],
)
def test_the_sides_of_a_contact(text: str, people: set[str], sides: set[str]) -> None:
    """«Стороны» are the traveller and the state that receives, or the two who are said to meet."""
    marked = read_marked(text)
    group = find_group(marked)
    assert {marked.people[number].name for number in group.holders} == people
    assert set(group.all_sides) == sides


def test_state_in_brackets_is_the_side() -> None:
    """«Сопредседатели группы А. Б. (Чили) и В. Г. (Перу)»: each serves the state in brackets."""
    text = "Сопредседатели Минской группы ОБСЕ Томас Вернер (США) и Пьер Дюпон (Франция) посетили Баку."
    people = {somebody.name: somebody.side for somebody in read_marked(text).people}
    assert people == {"Томас Вернер": "US", "Пьер Дюпон": "FR"}
