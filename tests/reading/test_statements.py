"""Statements: drawn words, speakers, quotation marks and themes."""

from __future__ import annotations

import pytest
from tests.reading.drawn import add_person, mark_text, read_cases

from dragoman.reading.understand.quotes import find_quotes
from dragoman.reading.understand.statements import find_statements
from dragoman.reading.understand.themes import find_theme


@pytest.mark.parametrize(("text", "drawn"), read_cases("ru", "statements"))
def test_statements_are_those_drawn(text: str, drawn: list[tuple[str, str]]) -> None:
    """Words, form and speaker of every statement are found, and nothing else."""
    marked = mark_text(text)
    if not marked.people:
        add_person(marked, "Иван Дубов", "Иван Дубов", "IT")
    found = find_statements(marked)
    assert [(text[item.start : item.stop], item.form) for item in found] == drawn
    assert {(item.speaker, item.side) for item in found} <= {("Иван Дубов", "IT")}


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Он сказал: «Дом „Луч“ открыт».", ["Дом „Луч“ открыт"]),
        ('Он сказал: "Дом "Луч" открыт".', ['Дом "Луч" открыт']),
        ("Он сказал: “Дом открыт”.", ["Дом открыт"]),
        ("Агентство ”Маяк» и завод «Луч».", ["Маяк", "Луч"]),
        ("Знак « не закрыт.", []),
    ],
)
def test_quotation_marks(text: str, inner: list[str]) -> None:
    """The outermost quotation is found whatever its marks; a lone mark opens nothing."""
    assert [text[slice(*quote.inner)] for quote in find_quotes(text)] == inner


@pytest.mark.parametrize(
    ("words", "theme"), [("расширение торговли", "trade"), ("изменение климата", "climate"), ("погода", None)]
)
def test_theme_by_words(words: str, theme: str | None) -> None:
    """Inflected words tell the theme; words of no theme tell none."""
    assert find_theme(words) == theme
