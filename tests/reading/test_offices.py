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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Чили и Перу договорились о мосте. Его обсуждали вице-премьеры двух стран Хуан Сото и Луис Рамос.",
            {"Хуан Сото": [("вице-премьер", "CL")], "Луис Рамос": [("вице-премьер", "PE")]},
        ),
        (
            "В Ереване прошли переговоры Армении и Узбекистана. Главы внешнеполитических ведомств двух государств "
            "Шерзод Каримбаев и Арам Гукасян довольны.",
            {
                "Шерзод Каримбаев": [("Глава внешнеполитического ведомства", "UZ")],
                "Арам Гукасян": [("Глава внешнеполитического ведомства", "AM")],
            },
        ),
        (
            "Чилийскую группу возглавлял посол Хуан Сото, "
            "перуанскую – заместитель председателя «Перугеокарты» Луис Рамос.",
            {"Луис Рамос": [("заместитель председателя «Перугеокарты»", "PE")]},
        ),
        (
            "Сопредседателями были с чилийской стороны – министр торговли Хуан Сото, "
            "с перуанской – замминистра Луис Рамос.",
            {"Хуан Сото": [("министр торговли", "CL")], "Луис Рамос": [("замминистра", "PE")]},
        ),
        (
            "Чили на форуме представит комиссар по вопросам мира Хуан Сото, Перу — советник президента Луис Рамос.",
            {"Хуан Сото": [("комиссар по вопросам мира", "CL")], "Луис Рамос": [("советник президента", "PE")]},
        ),
        (
            "ЛИМА, 3 мая - Вести. Визит президента Чили отложен по просьбе чилийской стороны, "
            "сказал представитель МИД республики Луис Рамос.",
            {"Луис Рамос": [("представитель МИД республики", "PE")]},
        ),
        (
            "Чили и Перу спорят о воде. ООН пытается помочь, и её спецпосланник по Чили Арво Тамм едет в Лиму.",
            {"Арво Тамм": [("спецпосланник по Чили", "UN")]},
        ),
    ],
)
def test_side_is_told_by_the_construction(text: str, wanted: dict[str, list[tuple[str, str]]]) -> None:
    """Two states shared by two holders, elided halves, «с чьей стороны», the dateline's republic, possessives."""
    found = offices(text)
    assert {person: found.get(person) for person in wanted} == wanted


@pytest.mark.parametrize(
    "roll",
    [
        "вновь назначенных послов – Султаната Оман Хуана Сото, Королевства Дания Арво Тамма (с резиденцией в Риме)",
        "послов, аккредитованных в стране: Султаната Оман – Хуана Сото, Королевства Дания – господина Арво Тамма",
        "послов – Султаната Оман (Хуан Сото), Королевства Дания (Арво Тамм) и Перу",
    ],
)
def test_ambassadors_in_a_roll_serve_the_state_before_or_after_their_name(roll: str) -> None:
    found = offices(f"Президент принял верительные грамоты {roll}.")
    assert found == {
        "Хуан Сото": [("посол Султаната Оман", "OM")],
        "Арво Тамм": [("посол Королевства Дания", "DK")],
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Выступил Е.П. Министр культуры Чили г-н Хуан Сото.", [("Министр культуры Чили", "CL")]),
        ("Хуан Сото, назначенный вчера министром культуры Чили, прибыл.", [("министр культуры Чили", "CL")]),
        (
            "Прошла встреча с вице-премьером, министром культуры Катара шейхом Хуаном Сото.",
            [("вице-премьер, министр культуры Катара", "QA")],
        ),
        ("Прибыл еврокомиссар по энергетике Хуан Сото. Чили ждёт.", [("еврокомиссар по энергетике", "EU")]),
        ("Прибыл премьер-министр АР Хуан Сото. Азербайджан ждёт.", [("премьер-министр АР", "AZ")]),
        (
            "Прибыл директор департамента Службы внешних связей (СВС) по Азии Хуан Сото. Чили ждёт.",
            [("директор департамента Службы внешних связей (СВС) по Азии", "CL")],
        ),
        ("Прибыл посол Аргентинской Республики в Чили Хуан Сото.", [("посол Аргентинской Республики в Чили", "AR")]),
        (
            "Прибыл министр по европейским делам Австрийской Республики Хуан Сото.",
            [("министр по европейским делам Австрийской Республики", "AT")],
        ),
        ("Он прибыл в Чили и принят премьер-министром этой страны Хуаном Сото.", [("премьер-министр Чили", "CL")]),
        ("В зале ОБСЕ выступил генеральный секретарь Организации Хуан Сото.", [("генеральный секретарь ОБСЕ", "OSCE")]),
        (
            "Об этом сказали в управлении печати МИД Чили. Начальник управления Хуан Сото рад.",
            [("Начальник управления печати МИД Чили", "CL")],
        ),
        (
            "Государственный таможенный комитет Чили открыл пост. Председатель комитета Хуан Сото рад.",
            [("Председатель Государственного таможенного комитета Чили", "CL")],
        ),
        (
            "Чилийский МИД молчит, но официальный представитель ведомства Хуан Сото ответил.",
            [("официальный представитель МИД", "CL")],
        ),
        (
            "Посол Перу прибыл в Сантьяго. Там его принял вице-премьер Хуан Сото.",
            [("вице-премьер", "CL")],
        ),
        (
            "Перу рад. Будет представлено Чили, чей президент Хуан Сото доволен.",
            [("президент", "CL")],
        ),
        ("Перу рад. От Чили приедет министр культуры Хуан Сото.", [("министр культуры", "CL")]),
        ("Ответила пресс-секретарь чилийского Минэнерго Хуан Сото.", [("пресс-секретарь чилийского Минэнерго", "CL")]),
        (
            "Прибыл руководитель группы дружбы Чили-Перу Хуан Сото. Сенат Чили рад.",
            [("руководитель группы дружбы Чили-Перу", "CL")],
        ),
    ],
)
def test_titles_of_many_shapes_reach_their_name(text: str, wanted: list[tuple[str, str]]) -> None:
    """Excellencies, «г-н», participles, ranks between, abbreviations in brackets and in place of a state's name."""
    assert offices(text) == {"Хуан Сото": wanted}


def test_initial_and_full_name_of_a_woman_are_one() -> None:
    """«М. Залар» is the «Марьяна Залар» named before, though such a surname may be a man's."""
    text = "Государственный секретарь МИД Словении Марьяна Залар прибыла в Лиму. М. Залар подчеркнула важность встречи."
    assert [person.name for person in read_text(text).people] == ["Марьяна Залар"]
