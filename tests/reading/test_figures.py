"""Figures: values, units and comparators drawn in texts."""

from __future__ import annotations

import pytest
from tests.reading.drawn import mark_text, read_cases

from dragoman.reading.mark.numbers import to_number
from dragoman.reading.understand.figures import find_figures


@pytest.mark.parametrize(("text", "drawn"), read_cases("ru", "figures"))
def test_figures_are_those_drawn(text: str, drawn: list[tuple[str, str]]) -> None:
    """Value, unit and comparator of every figure are found, its span holds the words, and nothing else is found."""
    figures = find_figures(mark_text(text))
    assert [f"{item.value:.15g} {item.unit} {item.comparator or ''}".strip() for item in figures] == [
        d for _, d in drawn
    ]
    assert all(words in text[item.start : item.stop] for item, (words, _) in zip(figures, drawn, strict=True))


def test_money_is_inherited() -> None:
    """A sum without money has the money told before in its sentence."""
    figures = find_figures(mark_text("Долг составил 890 миллионов долларов, из которых 500 миллионов — проценты."))
    assert [(item.value, item.unit) for item in figures] == [(890e6, "USD"), (500e6, "USD")]


def test_repeats_count_once() -> None:
    """A number told again is one figure."""
    assert len(find_figures(mark_text("Дали 5 млн евро. Потом дали 5 млн евро."))) == 1


@pytest.mark.parametrize(
    ("words", "value"), [("6,2", 6.2), ("1.300.000", 1300000.0), ("1.300,5", 1300.5), ("23", 23.0)]
)
def test_digits_are_read(words: str, value: float) -> None:
    """Commas and points are decimal or thousands."""
    assert to_number(words) == value


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Объем торговли между странами составил 5 млн долларов.", "Объем торговли"),
        ("Страны выделили 3 млн евро на строительство школ.", "строительство школ"),
        ("Фонд получил 35 процентов акций завода.", "акции завода"),
        ("В страну прибыли около 20 тысяч чешских учёных.", "чешские учёные"),
        ("Страна получила 7 млн евро.", None),
        ("Стороны отметили 30-летие со дня подписания договора.", "подписание договора"),
        ("В этом году исполнилось 10 лет с начала работы моста.", "начало работы моста"),
    ],
)
def test_what_a_figure_is_about(text: str, about: str | None) -> None:
    """The genitive after the unit, the counted noun, the subject before or the purpose after; else nothing."""
    assert [item.about for item in find_figures(mark_text(text))] == [about]


@pytest.mark.parametrize(
    "text",
    [
        "В апреле новому руководителю Кубы исполнилось 58 лет.",
        "Дубов, которому в мае исполнилось 58 лет, родился в Лиме.",
        "Послу Чили 58 лет.",
        "Новому премьеру всего 39 лет.",
        "В мае 58 лет исполнилось главе правительства.",
    ],
)
def test_ages_are_no_figures(text: str) -> None:
    """How old somebody is counts nothing."""
    assert find_figures(mark_text(text)) == ()


def test_things_that_turn_so_many_years() -> None:
    """«Организации исполняется 15 лет», «отношениям двух стран исполнилось 30 лет» are anniversaries."""
    text = "В этом году организации исполняется 15 лет. Дипломатическим отношениям двух стран исполнилось 30 лет."
    assert [item.value for item in find_figures(mark_text(text))] == [15, 30]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Завод получил два миллиона 13 тысяч тонн стали и 423 тысячи 107 полевых телефонов.", [2013000, 423107]),
        ("Пошлину снизят с 40 до 10 процентов.", [40, 10]),
        ("Квоту увеличат с 4 до 6 тысяч человек.", [4000, 6000]),
        ("Прошло очередное, двадцать четвертое, заседание комиссии.", [24]),
        ("Форум проводится в пятый раз.", [5]),
        ("Просят допросить более сотни свидетелей.", [100]),
        ("Договор вступит в силу через 150 дней с даты подписания.", [150]),
        ("Порт получил 595 боевых и вспомогательных кораблей.", [595]),
        ("Число совместных предприятий достигло 48.", [48]),
        ("Пройдено девять десятых пути.", []),
        ("Квота на 2026/27 учебный год растёт.", []),
    ],
)
def test_numbers_in_several_words(text: str, values: list[float]) -> None:
    """Numbers that go on after a multiple, ranges of change, ordinals set off, terms; no fractions, no years."""
    assert [item.value for item in find_figures(mark_text(text))] == values
