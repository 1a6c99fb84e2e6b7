"""Offices and sides that a text leaves unsaid and the register knows for the day of the report."""

from __future__ import annotations

import pytest

from dragoman.model import Document, Published
from dragoman.reading.reader import mark_document
from dragoman.reading.understand.appointments import find_offices
from dragoman.reading.values import Marked


def read_marked(text: str, day: str | None) -> Marked:
    """A Russian report of a day."""
    published = Published(date=day, basis="given") if day else None
    return mark_document(Document(id="case", source="case", language="ru", title=None, published=published, text=text))


def tell_offices(text: str, day: str | None) -> list[tuple[str, str, str | None]]:
    """Who holds which office of which side."""
    return [(one.person, one.office, one.side) for one in find_offices(read_marked(text, day))]


@pytest.mark.parametrize(
    ("text", "day", "offices"),
    [
        (
            "О соглашении сообщил Михаил Касьянов. По словам премьера, работа завершена.",
            "2002-03-22",
            [("Михаил Касьянов", "премьер", "RU")],
        ),
        (
            "Янукович беседовал с гостями. Премьер-министр Украины уехал раньше.",
            "2011-04-28",
            [],
        ),
        (
            "В Минск прибыл Сергей Лавров. Министр пробудет там два дня.",
            "2010-05-04",
            [("Сергей Лавров", "Министр", "RU")],
        ),
        ("О соглашении сообщил Михаил Касьянов. По словам премьера, работа завершена.", "2015-03-22", []),
    ],
)
def test_bare_title_goes_to_its_holder(text: str, day: str, offices: list[tuple[str, str, str]]) -> None:
    """«Премьер» is the person of the text who was premier on that day, and nobody who held another office then."""
    assert tell_offices(text, day) == offices


def test_two_presidents_share_no_title() -> None:
    """«Оба президента» is the office of neither alone."""
    text = "Владимир Путин и Джордж Буш беседовали в Минске. Оба президента довольны."
    assert tell_offices(text, "2001-07-07") == []


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Дипломат Иван Дубов, посол Чили, уехал. Дипломат ждал.", [("Иван Дубов", "посол Чили", "CL")]),
        ("В Минск прибыли два эмиссара Каддафи.", []),
        ("Переговоры вели с представителями Каддафи.", []),
        ('О сделке рассказал глава "Волгонефти" Иван Дубов, прибывший из Чили.', []),
        ("«Мы готовы», – заявил министр ИТАР-ТАСС в Чили. Там был Иван Дубов.", []),
        ("Министр Чили Иван Дубов уехал. Министр примет решение позже.", [("Иван Дубов", "Министр Чили", "CL")]),
    ],
)
def test_words_beside_names_that_are_no_office(text: str, offices: list[tuple[str, str, str]]) -> None:
    """Trades, people served, heads of companies, agencies and verbs give nobody an office of state."""
    assert tell_offices(text, None) == offices


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Италия ждёт гостей. Италия готова, рада Италия. В Рим прибудет Сергей Дубов, министр связи. Россия ждёт.",
            {"Сергей Дубов": "RU"},
        ),
        (
            "Израиль ждёт. В Рамалле были спикер палестинского парламента Ахмед Дубов, министр культуры Саиб Смит.",
            {"Ахмед Дубов": "PS", "Саиб Смит": "PS"},
        ),
        ("Чили рада. Говорил пресс-секретарь Обамы Джон Смит. Барак Обама уехал.", {"Джон Смит": "US"}),
    ],
)
def test_side_of_a_title_that_says_none(text: str, sides: dict[str, str]) -> None:
    """A given name, the list and whom somebody serves tell the side where the title does not."""
    people = {somebody.name: somebody.side for somebody in read_marked(text, "2010-05-04").people}
    assert {name: people[name] for name in sides} == sides


def test_another_was_in_office() -> None:
    """An office goes to nobody of the text where the register names its one holder, and he is not there."""
    text = "Путин встретится с президентом Франции. Затем он осмотрит музей Иммануила Канта."
    assert ("Иммануил Кант", "президент Франции", "FR") not in tell_offices(text, "2005-07-02")


def test_given_name_and_patronymic_mean_the_person_named_before() -> None:
    """«Сергей Анатольевич» is the Sergei of the text, whose fuller name keeps the surname."""
    text = "Замминистра финансов Сергей Дубов выступил. Сергей Анатольевич доволен."
    assert [somebody.name for somebody in read_marked(text, None).people] == ["Сергей Дубов"]


@pytest.mark.parametrize(
    "text",
    [
        "Санкции ввели против членов близкого круга президента Владимира Путина.",
        "Говорят об избрании президента Чечни, и Путин доволен.",
    ],
)
def test_words_that_hold_the_name_of_an_office_are_none(text: str) -> None:
    """Who is near a president, or what presides over a land that is no state, gives the president nothing."""
    assert {office for _person, office, _side in tell_offices(text, "2014-07-20")} <= {"президент"}
