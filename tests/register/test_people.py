"""People are found in every spelling and linked by side, office and day, and only where one person is meant."""

from __future__ import annotations

import time

import pytest

from dragoman.register.people import (
    find_people,
    get_person,
    holder_of,
    link_person,
    load_people,
    office_on,
    tenures_of,
)


@pytest.mark.parametrize(
    "name",
    [
        "Мухтар Тлеуберди",
        "Мұхтар Тілеуберді",
        "Mukhtar Tleuberdi",
        "Mukhtar Tileuberdi",
        "Tileuberdi M.",
        "М. Тлеуберди",
    ],
)
def test_spellings_of_one_name(name: str) -> None:
    """One person in whatever script and order."""
    assert [person.id for person in find_people(name)] == ["mukhtar-tileuberdi"]


@pytest.mark.parametrize(
    ("kind", "side", "day", "person"),
    [
        ("foreign_minister", "KZ", "2021-04-23", "mukhtar-tileuberdi"),
        ("foreign_minister", "KZ", "2023-04-23", "murat-nurtleu"),
        ("foreign_minister", "KZ", "2019-09-18", None),  # the day of the handover: either may be meant
        ("foreign_minister", "KZ", "2019", None),
        ("head_of_state", "RU", "2010-01", "dmitry-medvedev"),
        ("state_secretary", "US", "2022-01-06", "antony-blinken"),
        ("foreign_minister", "KZ", "1890-01-01", None),
        ("foreign_minister", "KZ", "XXXX-04-23", None),
    ],
)
def test_holder_of_an_office(kind: str, side: str, day: str, person: str | None) -> None:
    """The date tells who is meant; where it cannot, nobody."""
    assert holder_of(kind, side, day) == person


@pytest.mark.parametrize(
    ("name", "side", "office", "day", "person"),
    [
        ("", "KZ", "министр иностранных дел Казахстана", "2021-04-23", "mukhtar-tileuberdi"),
        ("", "KZ", "министр иностранных дел Казахстана", None, None),
        ("Касым-Жомарт Кемелевич Токаев", None, None, None, "kassym-jomart-tokayev"),
        ("Қасым-Жомарт Тоқаев", "KZ", "Президент", "2023", "kassym-jomart-tokayev"),
        ("Джордж Буш", "US", "президент США", "1991-07", "george-h-w-bush"),
        ("Джордж Буш", "US", "президент США", "2003-05", "george-w-bush"),
        ("Джордж Буш", "US", "президент США", None, None),
        ("Жапаров", "KG", "президент", "2022-02", "sadyr-japarov"),
        ("Жапаров", "KG", "председатель кабинета министров", "2022-02", "akylbek-japarov"),
        ("Жапаров", "KG", None, "2022-02", None),
        ("Мурадов", "TM", None, "2020", None),
        ("Пётр Путин", "RU", None, None, None),
        ("Лавров", "KZ", None, None, None),
        ("Путин", "RU", "президент", "1995", None),
        ("Xi Jinping", "CN", "President", "2023", "xi-jinping"),
    ],
)
def test_link_person(name: str, side: str | None, office: str | None, day: str | None, person: str | None) -> None:
    """A link needs a name that fits, a side that fits, and one person left."""
    assert link_person(name, side=side, office=office, day=day) == person


def test_office_on_a_day() -> None:
    """Tokayev headed the government, the ministry and the state, each in its time."""
    kinds = [
        office_on("kassym-jomart-tokayev", day) for day in ("2001-01-01", "2005-01-01", "2024-01-01", "2012-01-01")
    ]
    assert [tenure and tenure.kind for tenure in kinds][:3] == [
        "head_of_government",
        "foreign_minister",
        "head_of_state",
    ]
    assert office_on("nobody", "2001-01-01") is None


def test_people_have_names_and_sources() -> None:
    """A known person answers in every language; whoever is unknown has no offices."""
    person = get_person("mukhtar-tileuberdi")
    assert person is not None
    assert [person.name_in(code) for code in ("ru", "kk", "en")] == [
        "Мухтар Тлеуберди", "Мұхтар Тілеуберді", "Mukhtar Tileuberdi",
    ]  # fmt: skip
    assert all(tenure.source for tenure in person.tenures)
    assert tenures_of("nobody") == ()


def test_links_are_quick_once_made() -> None:
    """A link asked for again takes less than 20 millionths of a second of work."""
    names = [person.names[0] for person in list(load_people().by_id.values())[:500]]
    asked = [(name, "президент", "2015-03-04") for name in names]
    taken = []
    for _round in range(4):
        start = time.process_time()
        for name, office, day in asked:
            link_person(name, office=office, day=day)
        taken.append((time.process_time() - start) / len(asked))
    assert min(taken) < 20e-6


def test_everyone_links_to_themselves() -> None:
    """Each name of each person, with a side and office held and its first day, leads to that person."""
    astray = [
        (name, tenure.side, tenure.kind)
        for person in load_people().by_id.values()
        for tenure in person.tenures[:1]
        for name in person.names
        if link_person(name, side=tenure.side, office=tenure.kind, day=tenure.since.strip("~")) != person.id
    ]
    assert astray == []
