"""Commitments: words, strength, sides and due dates of what states undertake, and what is none."""

from __future__ import annotations

import pytest
from tests.reading.drawn import read_cases

from dragoman.model import Commitment, Reading
from dragoman.reading.reader import read_text

MEETING = "Министр обороны Чили Хуан Сото встретился в Лиме с министром обороны Перу Луисом Рамосом. "


def told(text: str) -> tuple[Reading, tuple[Commitment, ...]]:
    """The reading of a text and its commitments."""
    reading = read_text(text)
    return reading, reading.commitments


@pytest.mark.parametrize(("text", "drawn"), read_cases("ru", "commitments"))
def test_commitments_are_those_drawn(text: str, drawn: list[tuple[str, str]]) -> None:
    """The words of each commitment and how firm it is are found, and nothing else."""
    found = told(text)[1]
    assert [(text[item.start : item.stop], item.strength) for item in found] == drawn


def test_sides_are_those_of_the_encounter() -> None:
    """«Стороны» are those who met; the commitment is tied to their encounter."""
    reading, found = told(MEETING + "Стороны договорились открыть новый пункт на границе.")
    assert [(set(item.sides), item.encounter) for item in found] == [({"CL", "PE"}, reading.encounters[0].id)]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Стороны договорились открыть пункт до 1 марта 2030 года.", "2030-03-01"),
        ("Решено провести следующий раунд в 2031 году.", "2031"),
        ("Стороны подписали 4 мая 2019 года меморандум о торговле.", None),
    ],
)
def test_due_is_no_day_of_signing(words: str, due: str | None) -> None:
    """A day after «до» or of what is still to be done is due; the day of signing is not."""
    assert [item.due for item in told(MEETING + words)[1]] == [due]


def test_two_commitments_of_one_sentence() -> None:
    """Each verb of undertaking has its own words, up to the next one."""
    text = MEETING + "Стороны подписали меморандум о торговле, договорились открыть консульства."
    assert [text[item.start : item.stop] for item in told(text)[1]] == [
        "Стороны подписали меморандум о торговле",
        "договорились открыть консульства",
    ]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Стороны договорились до конца года открыть пункт.", "2025"),
        ("Стороны договорились открыть пункт к концу месяца.", "2025-03"),
        ("Стороны договорились открыть пункт до 1 февраля.", "2026-02-01"),
    ],
)
def test_due_by_the_day_of_the_report(words: str, due: str) -> None:
    """The end of the year is that of the report's year, and a day without year is still to come."""
    assert [item.due for item in read_text(MEETING + words, published="2025-03-14").commitments] == [due]


def test_we_of_a_quotation_binds_the_side_of_who_speaks() -> None:
    text = MEETING + "«Мы готовы поставить Чили десять вагонов», – сказал Луис Рамос."
    (found,) = told(text)[1]
    assert (found.sides, found.strength) == (("PE",), "soft")


def test_countries_that_sign_are_those_that_met_and_no_bank() -> None:
    text = MEETING + "Накануне Луис Рамос принял в Лиме вице-президента Всемирного банка Анну Вебер. "
    (found,) = told(text + "В июле страны подписали соглашение о торговле.")[1]
    assert set(found.sides) == {"CL", "PE"}


VISIT = (
    "Министр иностранных дел Эстонии Март Тамм прибыл в Вильнюс, где встретился с премьер-министром Литвы "
    "Йонасом Кайрисом.\n\n"
)


@pytest.mark.parametrize(
    "words",
    [
        "Достигнута договорённость провести в Таллине до конца марта заседание межправкомиссии",
        "Достигнута принципиальная договорённость об упрощении визового режима",
        "Решено, что шестой саммит пройдёт в Тарту в октябре",
        "Принято решение о создании рабочей группы",
        "Условились, что до конца июля эксперты завершат разметку границы",
        "Стороны сошлись на том, что списки пришлют до двадцатого числа",
        "Министры скрепили подписями протокол о границе",
        "Подписан протокол, согласно которому стороны обменяются картами",
        "Стороны подтвердили намерение возобновить переговоры о границе",
        "Правительство Литвы до осени рассмотрит вопрос о прямом рейсе",
        "Премьер Литвы пообещал снять запрет на ввоз рыбы",
        "Доработать текст соглашения премьер Литвы пообещал к 7 мая",
        "Министры утвердят порядок приёма грузов и подпишут декларацию",
        "Таллин и Вильнюс проведут консультации о границе",
        "Соглашение о кредите подписали в четверг министры двух стран",
        "Тамм намерен поднять товарооборот с Литвой до миллиарда евро",
    ],
)
def test_ways_of_undertaking(words: str) -> None:
    """Passives, clauses with «что», adjectives in between and plain futures are undertakings, in one piece."""
    text = VISIT + words + "."
    assert [text[item.start : item.stop] for item in told(text)[1]] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "Решение было принято после разговора глав правительств",
        "Тамм утверждал, что Литва подменила повестку",
        "Тамм проведёт заседание комиссии",
        "Сторонам не удалось договориться о цене",
        "Нужно, чтобы стороны подписали соглашение",
        "Это, несомненно, поможет Литве",
        "«Литва решила отложить ввод пошлин», — сказал Тамм",
        "Тамм проведёт на полях саммита, который откроется в мае на острове Рюген, пять двусторонних встреч",
        "Тамм проведёт консультации с премьер-министром Литвы",
        "Вопрос о выборах намерен поднять Тамм",
        "Литва, по словам Тамма, готова слушать соседей",
        "Мост откроют, когда Литва ратифицирует договор о границе",
        "Среди тех, кого боевики обещают отпустить, двое литовцев",
    ],
)
def test_no_undertaking(words: str) -> None:
    """Decisions without content, claims, sittings, failures, wishes and what others are said to have decided."""
    assert told(VISIT + words + ".")[1] == ()


def test_a_clause_of_time_ends_with_its_comma() -> None:
    """«С тех пор как стороны подписали договор, ...»: what happened since belongs to no undertaking."""
    text = VISIT + "С тех пор как стороны подписали договор о границе, послы дважды встречались."
    assert [text[item.start : item.stop] for item in told(text)[1]] == [
        "С тех пор как стороны подписали договор о границе"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Литва пообещала соседям из Эстонии кредит на закупку судов",
        "Договорённости об открытии моста стороны достигли в мае",
        "Тамм сообщил о предварительной договорённости с Литвой открыть мост",
        "Достигнута также договорённость об открытии моста",
        "Тамм добавил, что Нидерланды выделят Литве кредит на мост",
        "Сторонам удалось пока договориться только о цене моста",
        "Эстония и Литва объявили о начале переговоров о мосте",
        "Эстония сделает всё, чтобы Литва получила мост",
        "Эстония согласилась на размещение штаба в Вильнюсе",
    ],
)
def test_more_ways_of_undertaking(words: str) -> None:
    """Aid that is promised, agreements told by their noun or before their verb, efforts, what both begin."""
    text = VISIT + words + "."
    found = [text[item.start : item.stop] for item in told(text)[1]]
    assert len(found) == 1
    assert words.endswith(found[0])


def test_agreed_on_what_was_told_before() -> None:
    """«Об этом договорились» means the sentence before."""
    text = (
        VISIT + "Эстония и Литва больше не будут спорить о мосте. Об этом договорились главы правительств двух стран."
    )
    assert [text[item.start : item.stop] for item in told(text)[1]] == [
        "Эстония и Литва больше не будут спорить о мосте"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Коммюнике по итогам встречи принято не было",
        "Стороны обменялись мнениями о ходе выполнения соглашений",
        "Эксперты три недели согласовывали текст договора",
        "В порту начнёт работу заседание комиссии",
        "Тамма, как планируется, примет президент Литвы",
        "Необходимо, чтобы Литва и Эстония ратифицировали договор",
        "Аналитики ждут, что Литва снизит пошлины для Эстонии",
        "Литва и Эстония увеличат добычу торфа, считают эксперты",
    ],
)
def test_more_that_is_no_undertaking(words: str) -> None:
    """What was not adopted, opinions, work that goes on, events that begin, conditions."""
    assert told(VISIT + words + ".")[1] == ()


def test_another_deed_ends_an_undertaking() -> None:
    """«утвердили план, осмотрели порт и договорились»: what was done besides belongs to no undertaking."""
    text = VISIT + "Министры Эстонии и Литвы утвердили план работ, осмотрели порт и договорились открыть мост."
    assert [text[item.start : item.stop] for item in told(text)[1]] == [
        "Министры Эстонии и Литвы утвердили план работ",
        "договорились открыть мост",
    ]
