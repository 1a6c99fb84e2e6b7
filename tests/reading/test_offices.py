"""Offices: who holds what, for which side, in what words; and what is no office."""

from __future__ import annotations

import pytest
from tests.reading.drawn import read_cases

from dragoman.reading.reader import read_text


def offices(text: str) -> dict[str, list[tuple[str, str | None]]]:
    """Offices and sides by person."""
    found: dict[str, list[tuple[str, str | None]]] = {}
    for office in read_text(text).offices:
        found.setdefault(office.person, []).append((office.office, office.side))
    return found


@pytest.mark.parametrize(("text", "drawn"), read_cases("ru", "offices"))
def test_offices_are_those_drawn(text: str, drawn: list[tuple[str, str]]) -> None:
    """Words in the nominative, side and holder of each office are found; private posts and hopes are none."""
    found = [
        (text[item.start : item.stop], f"{item.office} | {item.side} | {item.person}")
        for item in read_text(text).offices
    ]
    assert found == drawn


def test_one_title_for_several_states() -> None:
    """A plural title with two states and two names gives each his own."""
    assert offices("Гостей приняли министры финансов Чили и Перу Хуан Сото и Луис Рамос.") == {
        "Хуан Сото": [("министр финансов Чили", "CL")],
        "Луис Рамос": [("министр финансов Перу", "PE")],
    }


def test_generic_titles_yield_to_proper_ones() -> None:
    """«Глава государства» and «итальянский лидер» are the president named elsewhere."""
    text = (
        "Президент Италии Марио Бьянки прибыл в Лиму. Глава государства выступил в парламенте. "
        "Итальянский лидер провёл встречу с послами."
    )
    assert offices(text) == {"Марио Бьянки": [("Президент Италии", "IT")]}


def test_a_colleague_holds_the_same_office() -> None:
    """«Своего французского коллегу» is the minister of France."""
    text = "Министр обороны Италии Марио Бьянки принял своего французского коллегу Жана Дюпона."
    assert offices(text)["Жан Дюпон"] == [("Министр обороны Франции", "FR")]


def test_reign_names_an_office() -> None:
    """«Президентство Байдена» says what he was; the side is the register's."""
    assert offices("Встреча прошла в дни президентства Джо Байдена. США помогут.")["Джо Байден"] == [
        ("президент США", "US")
    ]


def test_leader_of_a_delegation_has_its_side() -> None:
    """«Делегация парламента Греции во главе с вице-спикером»: he is of Greece, whatever country the text is about."""
    text = (
        "Спикер Сената Узбекистана Малика Юсупова приняла в Ташкенте делегацию парламента Греции "
        "во главе с вице-спикером Никосом Андреу."
    )
    assert offices(text)["Никос Андреу"] == [("вице-спикер", "GR")]


@pytest.mark.parametrize(
    "text",
    [
        "Ранее она была послом Чили. Анна Дубова ушла со сцены.",
        "Резиденция президента Чили | Серро-Кастильо закрыта.",
        "Указом президента Анна Дубова назначена директором театра.",
    ],
)
def test_no_office_of_somebody_else(text: str) -> None:
    """What was held before, is nobody's, or another's gives the person named no office of a state."""
    assert "Анна Дубова" not in offices(text)


def test_aides_and_chains() -> None:
    """Two titles before one name are both his, the first even without a comma."""
    text = "Глава представительства Чили в регионе советник-посланник Хуан Сото выступил в Лиме."
    assert offices(text)["Хуан Сото"][0][1] == "CL"


def test_a_headline_gives_no_office_to_the_name_below() -> None:
    """A title that ends a headline is not that of who is named first in the text; one that has its line is."""
    assert offices("Певец вышел к министру спорта Чили\n\nЛуис Рамос спел для гостей.") == {}
    assert offices("Министр спорта Чили\nЛуис Рамос.") == {"Луис Рамос": [("Министр спорта Чили", "CL")]}
