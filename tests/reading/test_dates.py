"""Dates: words drawn in texts, and years told by the report or the text."""

from __future__ import annotations

import pytest
from tests.reading.drawn import mark_text, read_cases


@pytest.mark.parametrize(("text", "drawn"), read_cases("ru", "dates"))
def test_dates_are_those_drawn(text: str, drawn: list[tuple[str, str]]) -> None:
    """Words and EDTF of every date are found, and nothing else."""
    found = [(text[date.start : date.stop], date.edtf or "") for date in mark_text(text).dates]
    assert [(words.lower(), edtf) for words, edtf in found] == [(words.lower(), edtf) for words, edtf in drawn]


@pytest.mark.parametrize(
    ("text", "published", "resolved"),
    [
        ("Совет собрался вчера.", "2021-05-05", "2021-05-04"),
        ("Совет соберется в пятницу.", "2021-05-05", "2021-05-07"),
        ("Совет собрался в минувший вторник.", "2021-05-05", "2021-05-04"),
        ("Совет собрался два дня назад.", "2021-05-05", "2021-05-03"),
        ("Совет собрался 22 июля.", "2001-07-23", "2001-07-22"),
        ("Совет собрался 28 декабря.", "2022-01-03", "2021-12-28"),
        ("Совет собрался в августе прошлого года.", "2021-05-05", "2020-08"),
        ("Совет собрался на прошлой неделе.", "2021-05-05", "2021-04-26/2021-05-02"),
        ("Совет собрался вчера.", None, None),
        ("Совет собрался 22 июля.", None, None),
    ],
)
def test_report_resolves(text: str, published: str | None, resolved: str | None) -> None:
    """The day of the report resolves relative words and missing years; without it nothing is guessed."""
    assert [date.resolved for date in mark_text(text, published).dates] == [resolved]


def test_year_comes_from_the_same_day() -> None:
    """A day told once with its year has that year everywhere in the text, and `edtf` stays as stated."""
    dates = mark_text("Совет собрался 23 апреля 2021 года. Ранее 23 апреля текущего года он беседовал.").dates
    assert [(date.edtf, date.resolved) for date in dates] == [
        ("2021-04-23", "2021-04-23"),
        ("XXXX-04-23", "2021-04-23"),
    ]
