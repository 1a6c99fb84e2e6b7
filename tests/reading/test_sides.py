"""Sides, compound adjectives and formats of a sentence, and the topics of its verbs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.model import Document
from dragoman.reading.mark.sides import compound_parts
from dragoman.reading.reader import mark_document
from dragoman.reading.values import Marked
from dragoman.register import load_register


def mark(text: str) -> Marked:
    """A Russian text with every mark."""
    return mark_document(Document(id="case", source="case", language="ru", title=None, published=None, text=text))


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Прошли российско-казахстанские переговоры.", ["RU", "KZ"]),
        ("Прошли японо-китайские переговоры.", ["JP", "CN"]),
        ("Прошли франко-германские консультации.", ["FR", "DE"]),
        ("Прошли кыргызско-узбекско-таджикские консультации.", ["KG", "UZ", "TJ"]),
        ("Прошли северо-западные учения.", []),
    ],
)
def test_compound_adjectives_name_each_side(words: str, codes: list[str]) -> None:
    """Each part of a compound adjective is a side, in order; other compounds are none."""
    assert [side.code for side in mark(words).sides if side.form == "adjective"] == codes


@given(st.sampled_from(sorted(compound_parts("ru"))))
def test_first_parts_stand_for_known_sides(part: str) -> None:
    """What stands before a hyphen stands for a side of the register."""
    assert compound_parts("ru")[part] in {name.code for name in load_register().side_names("ru")}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Состоялась встреча в формате С5+1.", "C5+1"),
        ("Прошло заседание «Центральная Азия – Европейский союз».", "EU-CA"),
        ("Переговоры ведутся в нормандском формате.", "NORMANDY"),
        ("Астанинский процесс продолжился.", "ASTANA"),
    ],
)
def test_formats_by_their_names(words: str, code: str) -> None:
    """A format is known by any of its names, whichever dash it is written with."""
    assert [item.canonical for item in mark(words).formats] == [code]


def test_a_common_word_is_no_format() -> None:
    """«семёрка» without a capital is a card or a bus."""
    assert mark("На столе лежала семёрка.").formats == ()


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("обсудили в ходе беседы торговлю и транзит.", ["торговлю и транзит"]),
        ("обсудили вопросы транзита, а также поставки зерна.", ["вопросы транзита", "поставки зерна"]),
        ("обсудили по телефону поставки зерна.", ["поставки зерна"]),
        ("обсудили торговлю, «зелёную» энергетику и транзит.", ["торговлю", "«зелёную» энергетику и транзит"]),
        ("расстались поздно. Особое внимание уделено транзиту зерна.", ["транзиту зерна"]),
    ],
)
def test_topics_leave_circumstances_out(words: str, topics: list[str]) -> None:
    """The object of a verb of talking, without where, when and by what."""
    text = f"Министр иностранных дел Чили Пабло Рохас встретился с послом Италии Марио Кастелли. Стороны {words}"
    reading = dragoman.read(text)
    assert [text[topic.start : topic.stop] for topic in reading.encounters[0].topics] == topics
