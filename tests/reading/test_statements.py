"""Statements: drawn words, speakers, quotation marks and themes."""

from __future__ import annotations

import pytest
from tests.reading.drawn import add_person, mark_text, read_cases

from dragoman.reading.reader import read_text
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
        ('"Мы купим акции "Луча", - сказал он.', ['Мы купим акции "Луча']),
        ('Завод "Луч", - это он купил "Маяк".', ["Луч", "Маяк"]),
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


def speech(text: str) -> list[tuple[str, str, str | None]]:
    """Words, speaker and side of each statement of a whole reading."""
    return [(text[item.start : item.stop], item.speaker, item.side) for item in read_text(text).statements]


OPENING = "Посол Чили Хуан Сото встретился в Лиме с министром обороны Перу Луисом Рамосом. "


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Посол заявил, что договор готов.", ("договор готов", "Хуан Сото", "CL")),
        ("«Мы довольны ходом переговоров», – сообщил источник.", ("Мы довольны ходом переговоров", "источник", None)),
        ("В МИД Чили пояснили, что договор готов.", ("договор готов", "МИД Чили", "CL")),
        ("В Кремле заявили, что договор готов.", ("договор готов", "Кремль", "RU")),
        ("Согласно заявлению МИД Чили, договор готов.", ("договор готов", "МИД Чили", "CL")),
        ("Один из послов в Лиме сказал, что договор готов.", ("договор готов", "один из послов в Лиме", None)),
        ("Руководство движения «Луч» сообщило, что мост нужен.", ("мост нужен", "руководство движения «Луч»", None)),
        ("Глава дипмиссии отметил, что договор готов.", ("договор готов", "Хуан Сото", "CL")),
        (
            "Сото сказал:\nМы готовы к работе и ждём партнёров.",
            ("Мы готовы к работе и ждём партнёров", "Хуан Сото", "CL"),
        ),
    ],
)
def test_speakers_by_role_and_body(words: str, told: tuple[str, str, str | None]) -> None:
    """Roles, unnamed sources, bodies and the line after a colon have their speakers."""
    assert speech(OPENING + words) == [told]


def test_a_press_service_that_gives_out_news_says_nothing() -> None:
    """«..., сообщили в министерстве» is where the news is from, no statement."""
    assert speech(OPENING + "Следующая встреча пройдёт осенью, сообщили в министерстве.") == []


INTERVIEW = (
    "Посол Чили в Казахстане Хуан Сото рассказал изданию о торговле.\n\n– Как идут переговоры?\n\n"
    "– Мы довольны ими.\n\n– Когда вы едете в Лиму?\n\n– В мае. Там меня ждут друзья."
)


def test_answers_name_who_gives_them() -> None:
    """Every answer of an interview bears the name of who is interviewed, a question none."""
    spoken = [(item.kind, item.speaker) for item in read_text(INTERVIEW).passages if item.kind != "body"]
    assert spoken == [("question", None), ("answer", "Хуан Сото")] * 2


def test_a_bare_minister_is_who_was_named_last() -> None:
    """«Министр» is the foreign minister named before, not that of defence who comes later; «его коллега» the other."""
    text = (
        "Глава МИД Чили Хуан Сото прибыл в Лиму. «Мы готовы к долгому разговору», – сказал министр. "
        "Министр обороны Перу Луис Рамос промолчал."
    )
    assert speech(text) == [("Мы готовы к долгому разговору", "Хуан Сото", "CL")]
    meeting = "Министр обороны Чили Хуан Сото встретился в Лиме с министром обороны Перу Луисом Рамосом. "
    told = speech(meeting + "Сото отметил, что договор готов. Его коллега подтвердил, что мост открыт.")
    assert told == [("договор готов", "Хуан Сото", "CL"), ("мост открыт", "Луис Рамос", "PE")]


def test_a_calling_names_who_speaks() -> None:
    """«Заявила певица» is the singer named before, whoever spoke last; an attitude in passing is no statement."""
    text = OPENING + "Певица Анна Дубова ждала у моста. «Мы долго ждали этого дня», – заявила певица."
    assert speech(text) == [("Мы долго ждали этого дня", "Анна Дубова", None)]
    assert speech(OPENING + "Чили закрыла порт, опасаясь, что шторм дойдёт до берега.") == []


GUESTS = (
    "Министр иностранных дел Эстонии Март Тамм прибыл в Вильнюс, где встретился с премьер-министром Литвы "
    "Йонасом Кайрисом.\n\n"
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Источник в аппарате правительства сказал Восток-Ньюс, что визит отложен до весны.",
            [("визит отложен до весны", "источник в аппарате правительства")],
        ),
        (
            "Источник, близкий к делегации, утверждает, что визит отложен.",
            [("визит отложен", "источник, близкий к делегации")],
        ),
        ("О сроках Тамм говорить не стал, уточнив лишь, что визит отложен.", [("визит отложен", "Март Тамм")]),
        ("Главы МИД Эстонии и Литвы заявили, что спор улажен.", [("спор улажен", "главы МИД Эстонии и Литвы")]),
        ("Стороны отметили, что торговля растёт.", []),
        ("Тамм уверял, будто мост готов.", [("мост готов", "Март Тамм")]),
        ("Сроки, скорее всего, объявит посол: мост готов не весь.", []),
        ("«Все живы, всё завтра», — бросил репортёрам Тамм.", [("Все живы, всё завтра", "Март Тамм")]),
        ("«Мы довольны», — признался эстонский дипломат.", [("Мы довольны", "Март Тамм")]),
        (
            "Новые сроки, заверили в посольстве Эстонии, согласуют до конца марта.",
            [("Новые сроки, заверили в посольстве Эстонии, согласуют до конца марта", "посольство Эстонии")],
        ),
        (
            "Мост, по словам Тамма, откроют в мае; паром отменят.",
            [("Мост, по словам Тамма, откроют в мае", "Март Тамм")],
        ),
        ("Как ожидается, мост откроют в мае.", []),
        ("Мост откроют в мае — об этом Тамм сказал на брифинге.", [("Мост откроют в мае", "Март Тамм")]),
        ("О том, что мост откроют в мае, Тамм рассказал журналистам.", [("мост откроют в мае", "Март Тамм")]),
        ("Визит открыл Тамм, напомнивший, что договору десять лет.", [("договору десять лет", "Март Тамм")]),
        (
            "Тамм отметил, что мост нужен обеим странам, и выразил соболезнования.",
            [("мост нужен обеим странам", "Март Тамм")],
        ),
        ("Тамм выразил обеспокоенность закрытием порта.", [("обеспокоенность закрытием порта", "Март Тамм")]),
        ("«Причины простые», — пояснил он.", [("Причины простые", "Март Тамм")]),
        ("В посольстве Эстонии нам сказали, что мост готов.", [("мост готов", "посольство Эстонии")]),
        ("В совместном коммюнике говорится, что мост готов.", [("мост готов", "совместное коммюнике")]),
        ("По данным источников в Таллине, мост готов.", [("мост готов", "источники в Таллине")]),
        ("По данным эстонского ведомства, мост готов.", [("мост готов", "эстонское ведомство")]),
        ("В пресс-релизе министерства сказано, что мост готов.", [("мост готов", "министерство")]),
        ("Тамм предложил открыть новый мост в Нарве.", [("открыть новый мост в Нарве", "Март Тамм")]),
        (
            "По словам члена делегации, советника министра Юхана Сепа, мост готов.",
            [("мост готов", "Юхан Сеп")],
        ),
    ],
)
def test_ways_of_telling(words: str, told: list[tuple[str, str]]) -> None:
    """Sources with their houses, joint speakers, inserted and trailing sources, papers, and what is nobody's words."""
    assert [(text, speaker) for text, speaker, _ in speech(GUESTS + words)] == told


def test_a_headline_quotes() -> None:
    """«Имя: «...»» over a report is a quotation of its own, unless the report has it again."""
    text = "Март Тамм: «Мост нужен обеим странам»\n\n" + GUESTS
    assert speech(text)[0][:2] == ("Мост нужен обеим странам", "Март Тамм")
    assert len(speech(text + "«Мост нужен обеим странам», — сказал Тамм.")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Тамм сообщил,",
        "По словам Тамма,",
        "«Мост готов», —",
        "Источник, , сказал, что",
        "Тамм договорился с",
        "В заявлении,",
    ],
)
def test_texts_that_break_off(words: str) -> None:
    """A text that ends after a comma, a dash or a verb of speech is read all the same."""
    assert speech(GUESTS + words) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("«Мост нужен обеим странам», – сказал, открывая переговоры, Тамм.", ("Мост нужен обеим странам", "Март Тамм")),
        ("«Мост нужен обеим странам», – такое мнение высказал Тамм.", ("Мост нужен обеим странам", "Март Тамм")),
        ("«Мост нужен обеим странам», – приводит его слова пресс-служба.", ("Мост нужен обеим странам", "Март Тамм")),
        ("В распространённом МИД Литвы заявлении говорится, что мост готов.", ("мост готов", "МИД Литвы")),
        ("МИД Литвы выступил с заявлением, в котором говорится, что мост готов.", ("мост готов", "МИД Литвы")),
        ("Источник в министерстве, впрочем, уточнил, что мост готов.", ("мост готов", "источник в министерстве")),
        (
            "«Мост готов», — сообщил представитель литовской делегации.",
            ("Мост готов", "представитель литовской делегации"),
        ),
    ],
)
def test_turns_around_the_source(words: str, told: tuple[str, str]) -> None:
    """Insertions between the verb and who speaks, papers with their issuers, bodies that are nobody named."""
    assert [item[:2] for item in speech(GUESTS + words)] == [told]


def test_what_is_denied_or_not_said() -> None:
    """«Не сказал, что», «не согласился с тем, что» tell nothing; «не исключил, что» does."""
    assert speech(GUESTS + "Тамм не сказал, что мост готов.") == []
    assert speech(GUESTS + "Тамм не исключил, что мост готов.") == [("мост готов", "Март Тамм", "EE")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Тамм, в свою очередь, предложил открыть мост в мае.", ("открыть мост в мае", "Март Тамм")),
        ("Тамм смотрит на дело иначе: мост, по его словам, не нужен.", ("мост, по его словам, не нужен", "Март Тамм")),
        ("Тамм, выходя из дворца, ограничился одной фразой: мост будет готов.", ("мост будет готов", "Март Тамм")),
        ("Тамм назвал мост «победой разума, который границ не знает».", None),
        ("Спешить в Таллине не хотят: как отметил Тамм, мост ещё строится.", ("мост ещё строится", "Март Тамм")),
        (
            "Подписан договор, исполнение которого, по словам Тамма, начнётся в мае.",
            ("исполнение которого, по словам Тамма, начнётся в мае", "Март Тамм"),
        ),
        (
            "Мост закрыт, сообщает агентство со ссылкой на посла Юхана Сепа. По его словам, работы идут.",
            ("работы идут", "Юхан Сеп"),
        ),
        (
            "По данным источника в правительстве Литвы, мост закрыт.",
            ("мост закрыт", "источник в правительстве Литвы"),
        ),
        (
            "Как заявил «Вестям» сотрудник аппарата премьера, «мост закроют до конца весны».",
            ("мост закроют до конца весны", "сотрудник аппарата премьера"),
        ),
        ("Тамм позвонил послу и, как говорится в сообщении МИД Литвы, «выразил решительный протест».", None),
        ("«Мост мы видели и раньше», — сказал корреспонденту «Вестей» её муж.", ("Мост мы видели и раньше", "ее муж")),
        ("Тамм прибыл в уезд, на территории которого, как полагают, строят мост.", None),
    ],
)
def test_turns_of_the_press(words: str, told: tuple[str, str] | None) -> None:
    """Insertions after who speaks, what stands after a colon, sources with houses and by reference, short scraps."""
    found = [item[:2] for item in speech(GUESTS + words)]
    assert found == [told] if told else all(not text.startswith(("Тамм", "победой")) for text, _ in found)


def test_who_goes_on_speaking() -> None:
    """«добавил дипломат» is who has just spoken; «он» is who acted in the sentence before."""
    source = "Как рассказал источник в МИД Литвы, мост строится. «Спешить нам некуда», — добавил дипломат."
    assert [item[1] for item in speech(GUESTS + source)] == ["источник в МИД Литвы"] * 2
    guest = "«Мост нужен», — сказал Тамм. Кайрис оценил итог иначе. «Мост нам пока не нужен», — заметил он."
    assert [item[1] for item in speech(GUESTS + guest)] == ["Март Тамм", "Йонас Кайрис"]
    other = "Тамм заверил Кайриса, что мост построят. Тот, в свою очередь, пообещал отремонтировать дорогу к мосту."
    assert [item[1] for item in speech(GUESTS + other)] == ["Март Тамм", "Йонас Кайрис"]
    told = "О том, что мост закрыт, сообщил в четверг агентству «Вести» источник в МИД Литвы."
    assert [item[:2] for item in speech(GUESTS + told)] == [("мост закрыт", "источник в МИД Литвы")]
