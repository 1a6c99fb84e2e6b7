"""Readings made by hand of texts of our own: invented people, real states; offsets are computed from the words."""

from __future__ import annotations

import hashlib

from dragoman import model

HOSTILE = '=HYPERLINK("https://example.org";"click") <b>&amp;</b> #let x = 1 *_`$\\'
AMANOV = ("Ерлан Аманов", "министр иностранных дел Казахстана", "KZ")
CARTER = ("Джон Картер", "государственный секретарь США", "US")
CARTER_EN = ("John Carter", "US Secretary of State", "US")
AMANOV_EN = ("Yerlan Amanov", "foreign minister of Kazakhstan", "KZ")
SAIDOV = ("Тимур Саидалиев", "министр иностранных дел Узбекистана", "UZ")
BEKOV = ("Нурлан Бекташев", "министр иностранных дел Кыргызстана", "KG")
AMANOV_KK = ("Ерлан Аманов", "Қазақстан сыртқы істер министрі", "KZ")

CALL_RU = (
    "20 апреля министр иностранных дел Казахстана Ерлан Аманов провёл телефонный разговор с государственным секретарём "
    "США Джоном Картером. Собеседники обсудили вопросы транзита. Стороны договорились открыть торговый дом до конца "
    "2029 года. «Мы ценим это партнёрство», — сказал Ерлан Аманов. Товарооборот превысил 6,2 млн долларов."
)
CALL_EN = (
    "Foreign minister of Kazakhstan Yerlan Amanov spoke by phone with US Secretary of State John Carter on 20 April "
    "2029. They discussed transit."
)
ROUND_RU = (
    "23 апреля по видеосвязи прошла десятая встреча министров «C5+1». В ней участвовали Ерлан Аманов, Джон Картер, "
    "Тимур Саидалиев и Нурлан Бекташев. Обсудили изменение климата. Участники приняли план по климату до 2030 года."
)
VISIT_RU = "В сентябре Джон Картер посетит Астану, где встретится с Ерланом Амановым."
OFF_RU = "Встреча Ерлана Аманова и Тимура Саидалиева в Ташкенте, назначенная на 2 июня, отменена."
VISIT_KK = (
    "2029 жылғы 15 наурызда Қазақстан сыртқы істер министрі Ерлан Аманов Бішкекте Нұрлан Бекташевпен кездесті."
    " Өңірлік ынтымақтастық, әуежай және құрылыс мәселелері талқыланды. «Көрші елмен достық маңызды», — деді Ерлан."
)


def find_span(text: str, words: str) -> dict[str, int]:
    """Where words stand in a text: once, or the test is wrong."""
    assert text.count(words) >= 1, words
    start = text.index(words)
    return {"start": start, "stop": start + len(words)}


def make_document(text: str, source: str, published: str, language: str = "ru", **more: str) -> model.Document:
    """A report; its id is a hash of text and source."""
    key = hashlib.sha256(f"{source}|{text}".encode()).hexdigest()[:32]
    made = {"outlet": "Вестник степи", "title": text.split(".")[0], "url": f"https://example.org/{source}", **more}
    day = model.Published(date=published, basis="given")
    return model.Document(id=key, source=source, language=language, published=day, text=text, **made)  # type: ignore[arg-type]


def make_encounter(
    text: str, people: list[tuple[str, str, str]], topic: tuple[str, str] | None, **slots: object
) -> model.Encounter:
    """The one encounter of a report; its evidence is the first sentence."""
    values: dict[str, object] = {
        "id": "e1",
        "mode": "in_person",
        "status": "happened",
        "place": None,
        "format": None,
        "ordinal": None,
        "background": False,
        "part_of": None,
        "date_basis": "stated",
        **slots,
    }
    seats = tuple(model.Participant(person=name, office=office, side=side) for name, office, side in people)
    topics = (model.Topic(theme=topic[1], **find_span(text, topic[0])),) if topic else ()
    evidence = (model.Span(start=0, stop=text.index(".") + 1),)
    return model.Encounter(participants=seats, topics=topics, evidence=evidence, **values)  # type: ignore[arg-type]


def make_reading(
    document: model.Document, encounter: model.Encounter, people: list[tuple[str, str, str]], **findings: object
) -> model.Reading:
    """A reading with its people and the offices that the text states for them."""
    text = document.text
    known = tuple(
        model.Person(id=f"p{number}", name=name, mentions=(model.Span(start=0, stop=1),))
        for number, (name, _office, _side) in enumerate(people)
    )
    offices = tuple(
        model.Office(person=name, office=office, side=side, **find_span(text, office))
        for name, office, side in people
        if office in text
    )
    return model.Reading(document=document, people=known, offices=offices, encounters=(encounter,), **findings)  # type: ignore[arg-type]


def make_readings() -> list[model.Reading]:
    """Six reports of five events: a call told twice, a C5+1, a planned visit, a cancelled meeting, one in Kazakh."""
    return [call_ru(), call_en(), round_ru(), visit_ru(), off_ru(), visit_kk()]


def call_ru() -> model.Reading:
    """The call as a Russian report tells it, with a commitment, a statement and a figure."""
    text, people = CALL_RU, [AMANOV, CARTER]
    document = make_document(text, "call-ru", "2029-04-21")
    encounter = make_encounter(
        text, people, ("вопросы транзита", "transport"), kind="call", mode="phone", date="2029-04-20"
    )
    span = find_span(text, "договорились открыть торговый дом до конца 2029 года")
    said = find_span(text, "Мы ценим это партнёрство")
    promise = model.Commitment(sides=("KZ", "US"), due="2029-12-31", strength="firm", encounter="e1", **span)
    statement = model.Statement(speaker="Ерлан Аманов", side="KZ", form="direct", person="p0", **said)
    figure = model.Figure(
        value=6.2e6, unit="USD", comparator=">", about="товарооборот", **find_span(text, "6,2 млн долларов")
    )
    return make_reading(document, encounter, people, commitments=(promise,), statements=(statement,), figures=(figure,))


def call_en() -> model.Reading:
    """The same call in English, with a hostile title."""
    people = [AMANOV_EN, CARTER_EN]
    document = make_document(CALL_EN, "call-en", "2029-04-20", "en", title=HOSTILE, outlet="Orda Daily")
    encounter = make_encounter(CALL_EN, people, ("transit", "transport"), kind="call", mode="phone", date="2029-04-20")
    return make_reading(document, encounter, people)


def round_ru() -> model.Reading:
    """A round of a format of many sides, with a commitment."""
    people = [AMANOV, CARTER, SAIDOV, BEKOV]
    document = make_document(ROUND_RU, "round-ru", "2029-04-23")
    slots = {"kind": "ministerial", "mode": "video", "date": "2029-04-23", "format": "C5+1", "ordinal": 10}
    encounter = make_encounter(ROUND_RU, people, ("изменение климата", "climate"), **slots)
    span = find_span(ROUND_RU, "приняли план по климату до 2030 года")
    promise = model.Commitment(sides=("KZ", "KG", "UZ", "US"), due="2030", strength="firm", encounter="e1", **span)
    return make_reading(document, encounter, people, commitments=(promise,))


def visit_ru() -> model.Reading:
    """A visit that is planned, known to the month."""
    people = [CARTER, AMANOV]
    document = make_document(VISIT_RU, "visit-ru", "2029-05-30")
    slots = {"kind": "visit", "date": "2029-09", "status": "planned", "place": model.Place(name="Астана", country="KZ")}
    return make_reading(document, make_encounter(VISIT_RU, people, None, **slots), people)


def off_ru() -> model.Reading:
    """A meeting that was called off."""
    people = [AMANOV, SAIDOV]
    document = make_document(OFF_RU, "off-ru", "2029-05-31")
    slots = {
        "kind": "meeting",
        "date": "2029-06-02",
        "status": "cancelled",
        "place": model.Place(name="Ташкент", country="UZ"),
    }
    return make_reading(document, make_encounter(OFF_RU, people, None, **slots), people)


def visit_kk() -> model.Reading:
    """A meeting told in Kazakh."""
    text, people = VISIT_KK, [AMANOV_KK, ("Нұрлан Бекташев", "Қырғызстан сыртқы істер министрі", "KG")]
    document = make_document(text, "visit-kk", "2029-03-15", "kk", outlet="Жетісу хабары")
    slots = {"kind": "meeting", "date": "2029-03-15", "place": model.Place(name="Бішкек", country="KG")}
    said = find_span(text, "Көрші елмен достық маңызды")
    statement = model.Statement(speaker="Ерлан Аманов", side="KZ", form="direct", person="p0", **said)
    encounter = make_encounter(text, people, ("Өңірлік ынтымақтастық", "cooperation"), **slots)
    return make_reading(document, encounter, people, statements=(statement,))
