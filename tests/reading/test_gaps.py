"""Gaps: what was seen and not understood is said."""

from __future__ import annotations

import pytest

from dragoman.reading.reader import read_text


def gaps(text: str) -> list[tuple[str, str]]:
    """Kind and words of each gap."""
    return [(gap.kind, text[gap.start : gap.stop]) for gap in read_text(text).gaps]


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("На встречу в Лиме приехал Иван Дубов.", ("person_without_office", "Иван Дубов")),
        (
            "Встреча была. «Мы давно ждали этого договора о мире». Шёл дождь.",
            ("quotation_without_speaker", "Мы давно ждали этого договора о мире"),
        ),
        ("После встречи театр и музей договорились о гастролях.", ("undertaking_without_sides", "договорились")),
        ("Президент Италии прибыл на встречу с послом.", ("office_without_holder", "Президент Италии")),
    ],
)
def test_gap_is_told(text: str, gap: tuple[str, str]) -> None:
    """Each thing not understood gives a gap of its kind with its words."""
    assert gap in gaps(text)


def test_understood_text_has_no_gap() -> None:
    """A report that is understood in full says so."""
    text = "Министр обороны Чили Хуан Сото встретился 5 мая 2020 года в Лиме с министром обороны Перу Луисом Рамосом."
    assert gaps(text) == []
