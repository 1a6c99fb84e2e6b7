"""A record of invented people: fifteen events, three or more reports an event, in three languages.

The states are real, the people and their words are not. Spans are computed from the texts.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dragoman import model

OUTLETS = ("Вестник степи", "Orda Daily", "Меридиан")
WORDS = {
    "Вестник степи": (
        ". По сведениям пресс-службы, подробно обсуждались ", "сказал",
        "Напомним, такие встречи проходят с 2025 года по очереди в столицах сторон.",
    ),
    "Orda Daily": (
        ". Как стало известно нашему корреспонденту, беседа длилась больше часа, и речь шла про ", "заявил журналистам",
        "Ранее сообщалось, что диалог начат четыре года назад и ни разу не прерывался.",
    ),
    "Меридиан": (
        ". На повестке дня, согласованной накануне помощниками, стояли ", "подчеркнул после переговоров",
        "Справочно: прошлый раз стороны виделись весной, тогда же условились о новой дате.",
    ),
}  # fmt: skip
HOSTILE = '<script>alert("x")</script>'
MONTHS = tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split())  # noqa: SIM905


@dataclass(frozen=True)
class Person:
    name: str
    office: str
    side: str


AMANOV = Person("Ерлан Аманов", "министр иностранных дел Казахстана", "KZ")
WHITFIELD = Person("Джон Уитфилд", "государственный секретарь США", "US")
SAIDOV = Person("Тимур Саидалиев", "министр иностранных дел Узбекистана", "UZ")
BEKOV = Person("Нурлан Бекташев", "министр иностранных дел Кыргызстана", "KG")
RAHIMI = Person("Фаррух Рахмонзода", "министр иностранных дел Таджикистана", "TJ")
ORAZOV = Person("Сердар Оразгулыев", "министр иностранных дел Туркменистана", "TM")
LINDNER = Person("Клара Линдхольм", "верховный представитель ЕС", "EU")
KARAHAN = Person("Мехмет Караханлы", "министр иностранных дел Турции", "TR")
FIVE = (AMANOV, SAIDOV, BEKOV, RAHIMI, ORAZOV)


@dataclass(frozen=True)
class Event:
    kind: str
    mode: str
    date: str
    people: tuple[Person, ...]
    verb: str
    place: tuple[str, str] | None = None
    format: str | None = None
    ordinal: int | None = None
    status: str = "happened"
    topic: str = "вопросы торговли и транзита"
    theme: str = "trade"
    due: str | None = None


EVENTS = (
    Event("call", "phone", "2029-04-21", (AMANOV, WHITFIELD), "провели телефонный разговор"),
    Event(
        "ministerial",
        "video",
        "2029-04-23",
        (*FIVE, WHITFIELD),
        "собрались на видеовстречу",
        None,
        "C5+1",
        10,
        topic="вопросы изменения климата",
        theme="climate",
        due="2030",
    ),
    Event("meeting", "in_person", "2029-06-02", (AMANOV, SAIDOV), "встретились", ("Ташкент", "UZ"), due="2029-12"),
    Event("visit", "in_person", "2029-06-15", (KARAHAN, AMANOV), "провели переговоры", ("Астана", "KZ")),
    Event(
        "consultation",
        "in_person",
        "2029-07-09",
        (AMANOV, LINDNER),
        "провели консультации",
        ("Брюссель", "BE"),
        "EU-CA",
        4,
        topic="верховенство права",
        theme="human_rights",
    ),
    Event(
        "meeting",
        "in_person",
        "2029-09-20",
        (AMANOV, WHITFIELD),
        "встретились",
        ("Нью-Йорк", "US"),
        topic="проекты в энергетике",
        theme="energy",
        due="2030-06-01",
    ),
    Event(
        "ministerial",
        "in_person",
        "2029-09-22",
        (*FIVE, WHITFIELD),
        "собрались",
        ("Нью-Йорк", "US"),
        "C5+1",
        11,
        topic="безопасность границ",
        theme="security",
    ),
    Event(
        "summit", "in_person", "2029-11-12", (AMANOV, KARAHAN, SAIDOV, BEKOV), "собрались", ("Стамбул", "TR"), "OTS", 8
    ),
    Event("letter", "written", "2029-12-16", (WHITFIELD, AMANOV), "обменялись посланиями"),
    Event(
        "call",
        "phone",
        "2030-01-06",
        (AMANOV, WHITFIELD),
        "провели телефонный разговор",
        topic="положение в регионе",
        theme="security",
    ),
    Event("call", "phone", "2030-02-11", (SAIDOV, WHITFIELD), "провели телефонный разговор"),
    Event(
        "meeting",
        "in_person",
        "2030-03-01",
        (AMANOV, BEKOV),
        "встретились",
        ("Бишкек", "KG"),
        topic="водные ресурсы",
        theme="water",
        due="2030-09",
    ),
    Event(
        "ministerial",
        "video",
        "2030-04-18",
        (*FIVE, WHITFIELD),
        "собрались на видеовстречу",
        None,
        "C5+1",
        12,
        topic="вопросы изменения климата",
        theme="climate",
    ),
    Event("meeting", "in_person", "2030-05", (KARAHAN, ORAZOV), "встретились", ("Ашхабад", "TM")),
    Event(
        "ministerial",
        "in_person",
        "2030-10-05",
        (*FIVE, LINDNER),
        "соберутся",
        ("Самарканд", "UZ"),
        "EU-CA",
        5,
        status="planned",
    ),
)


class Writer:
    """Collects a text and remembers where words stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def put(self, words: str) -> model.Span:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return model.Span(start=start, stop=self.length)

    @property
    def text(self) -> str:
        return "".join(self.parts)


def say_day(date: str) -> str:
    parts = date.split("-")
    day = f"{int(parts[2])} " if len(parts) == 3 else ""
    return f"{day}{MONTHS[int(parts[1]) - 1]} {parts[0]} года"


def write_report(event: Event, number: int, outlet: str) -> model.Reading:
    """One outlet's report of an event, with every finding that it holds."""
    writer = Writer()
    title = writer.put(f"{event.people[0].name}: {event.topic} обсуждены")
    writer.put("\n\n")
    dateline = writer.put("АСТАНА. АГЕНТСТВО")
    writer.put(" – ")
    evidence_start = writer.length
    named, offices, participants, mentions = [], [], [], {}
    for place, person in enumerate(event.people):
        writer.put("" if place == 0 else ", ")
        start = writer.length
        office = writer.put(person.office)
        writer.put(" ")
        name = writer.put(person.name)
        key = f"p{place + 1}"
        mentions[key] = (name,)
        named.append(model.Person(id=key, name=person.name, mentions=(name,)))
        offices.append(
            model.Office(
                person=person.name,
                office=person.office,
                side=person.side,
                start=office.start,
                stop=name.stop,
                rule="before",
            )
        )
        participants.append(
            model.Participant(person=person.name, office=person.office, side=person.side, start=start, stop=name.stop)
        )
    writer.put(" ")
    day_words = writer.put(say_day(event.date))
    place_span = None
    place = ("Анкара", "TR") if event.format == "OTS" and outlet == "Меридиан" else event.place  # they disagree
    if place:
        writer.put(" в городе ")
        place_span = writer.put(place[0])
    if event.format:
        writer.put(f" в {event.ordinal}-й раз в формате {event.format}")
    writer.put(f" {event.verb}")
    evidence = model.Span(start=evidence_start, stop=writer.length)
    writer.put(WORDS[outlet][0])
    topic = writer.put(event.topic)
    writer.put(".\n\n")
    writer.put("«")
    words = writer.put(f"Мы видим, что {event.topic} важны для обеих сторон, и сделаем больше, чем обещали")
    writer.put(f"», – {WORDS[outlet][1]} {event.people[0].name}. ")
    indirect = writer.put("Он отметил, что встречи станут регулярными")
    writer.put(". ")
    promise = writer.put(f"Стороны договорились подготовить план работы, {event.topic} войдут в него первыми")
    writer.put(". Товарооборот вырос до ")
    figure = writer.put(f"более {number + 2} млрд долларов")
    writer.put(".\n\n")
    background = writer.put(WORDS[outlet][2])
    writer.put("\n")
    furniture = writer.put("Подписывайтесь на наш канал")
    text = writer.text
    content = f"{outlet}|{text}"
    encounter = model.Encounter(
        id="e1",
        kind=event.kind,
        mode=event.mode,
        status=event.status,
        date=event.date,
        place=None if place is None else model.Place(name=place[0], country=place[1]),
        format=event.format,
        ordinal=event.ordinal,
        participants=tuple(participants),
        topics=(model.Topic(start=topic.start, stop=topic.stop, theme=event.theme),),
        evidence=(evidence,),
        background=False,
        part_of=None,
        date_basis="stated",
        date_span=day_words,
        place_span=place_span,
        rule="meet",
        confidence=0.9,
    )
    sides = tuple(dict.fromkeys(person.side for person in event.people))
    first = event.people[0]
    return model.Reading(
        document=model.Document(
            id=hashlib.sha256(content.encode()).hexdigest()[:16],
            source=f"example-{number}",
            language="ru",
            title=text[title.start : title.stop],
            published=model.Published(date=event.date, basis="given"),
            text=text,
            outlet=outlet,
            url=f"https://news.example/{number}/{outlet.replace(' ', '-')}",
        ),
        people=tuple(named),
        offices=tuple(offices),
        encounters=(encounter,),
        commitments=(
            model.Commitment(
                sides=sides, start=promise.start, stop=promise.stop, due=event.due, strength="firm", encounter="e1"
            ),
        ),
        statements=(
            model.Statement(
                speaker=first.name, person="p1", side=first.side, form="direct", start=words.start, stop=words.stop
            ),
            model.Statement(
                speaker=first.name,
                person="p1",
                side=first.side,
                form="indirect",
                start=indirect.start,
                stop=indirect.stop,
            ),
        ),
        figures=(
            model.Figure(
                value=(number + 2) * 1e9,
                unit="USD",
                comparator=">",
                start=figure.start,
                stop=figure.stop,
                about="товарооборот",
            ),
        ),
        passages=(
            model.Passage(kind="title", start=title.start, stop=title.stop),
            model.Passage(kind="dateline", start=dateline.start, stop=dateline.stop),
            model.Passage(kind="background", start=background.start, stop=background.stop),
            model.Passage(kind="boilerplate", start=furniture.start, stop=furniture.stop),
        ),
        gaps=(model.Gap(kind="trigger", start=background.start, stop=background.stop, note="a series, no encounter"),),
    )


def write_all() -> list[model.Reading]:
    """Forty-five reports of fifteen events."""
    return [write_report(event, number, outlet) for number, event in enumerate(EVENTS) for outlet in OUTLETS]


def write_hostile() -> model.Reading:
    """A report that tries to break out of the page: in its text, names, outlet, title and address."""
    writer = Writer()
    name = writer.put(f"{HOSTILE}Злодеев")
    writer.put(' встретился в <img src=x onerror="y"> с ')
    other = writer.put('О\'Коннор "&amp;" <b>')
    text = writer.text
    span = model.Span(start=0, stop=len(text))
    return model.Reading(
        document=model.Document(
            id="hostile00000001",
            source=f"{HOSTILE}.txt",
            language="en",
            title=f"{HOSTILE} title",
            published=model.Published(date="2029-05-05", basis="given"),
            text=text,
            outlet=f"{HOSTILE} outlet",
            url="javascript:alert(1)",
        ),
        people=(
            model.Person(id="p1", name=text[name.start : name.stop], mentions=(name,)),
            model.Person(id="p2", name=text[other.start : other.stop], mentions=(other,)),
        ),
        offices=(
            model.Office(
                person=text[name.start : name.stop],
                office=f"{HOSTILE} office",
                side="KZ",
                start=name.start,
                stop=name.stop,
            ),
        ),
        encounters=(
            model.Encounter(
                id="e1",
                kind="meeting",
                mode="in_person",
                status="happened",
                date="2029-05-05",
                place=model.Place(name=f"{HOSTILE} city"),
                format=f"{HOSTILE} format",
                ordinal=None,
                participants=(
                    model.Participant(
                        person=text[name.start : name.stop],
                        office=f"{HOSTILE} office",
                        side="KZ",
                        start=name.start,
                        stop=name.stop,
                    ),
                    model.Participant(
                        person=text[other.start : other.stop],
                        office=None,
                        side="US",
                        start=other.start,
                        stop=other.stop,
                    ),
                ),
                topics=(model.Topic(start=0, stop=len(text), theme="trade"),),
                evidence=(span,),
                background=False,
                part_of=None,
            ),
        ),
        commitments=(
            model.Commitment(sides=("KZ", "US"), start=0, stop=len(text), due=None, strength="soft", encounter="e1"),
        ),
        statements=(model.Statement(speaker=f"{HOSTILE} speaker", side=None, form="direct", start=0, stop=len(text)),),
        figures=(model.Figure(value=5, unit=f"{HOSTILE} units", comparator=None, start=0, stop=len(text)),),
        gaps=(model.Gap(kind=f"{HOSTILE}", start=0, stop=len(text), note=f"{HOSTILE} note"),),
    )
