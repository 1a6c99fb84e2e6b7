"""Which reports tell of one event: pairs of tellings that are one, and look-alikes that are not."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from tests.record.made import report, told

from dragoman.model import Reading, to_json
from dragoman.record import Record

IVANOV = "RU: Пётр Иванов, министр иностранных дел России"
BEKOV = "KZ: Асан Беков, министр иностранных дел Казахстана"
BEKOV_KK = "KZ: Асан Беков, Қазақстан Сыртқы істер министрі"
BEKOV_EN = "KZ: Assan Bekov, Foreign Minister of Kazakhstan"
IVANOV_EN = "RU: Pyotr Ivanov, Foreign Minister of Russia"
MOSSER = "US: William Mosser, Ambassador of the United States"
MOSSER_RU = "US: Уильям Моссер, посол США"
CHIEF = "KZ: Ерлан Сапаров, президент Казахстана"
CHIEF_EN = "KZ: Yerlan Saparov, President of Kazakhstan"
SIX = ("KZ", "KG", "TJ", "TM", "UZ", "US")

ONE = {
    "two languages, one day": (
        report("a", told(IVANOV, BEKOV, date="2023-05-12"), day="2023-05-12"),
        report("b", told(BEKOV_EN, IVANOV_EN, date="2023-05-12"), day="2023-05-13", language="en"),
    ),
    "three languages, the day known from the report alone": (
        report("a", told(IVANOV, BEKOV), day="2023-05-12"),
        report("b", told(BEKOV_KK, "RU: Пётр Иванов"), day="2023-05-13", language="kk"),
        report("c", told(BEKOV_EN, IVANOV_EN), day="2023-05-13", language="en"),
    ),
    "a day without its year in a report of unknown day": (
        report("a", told(IVANOV, BEKOV, date="2023-05-12"), day="2023-05-12"),
        report("b", told(BEKOV, IVANOV, date="XXXX-05-12")),
    ),
    "sounds that two scripts blur": (
        report("a", told(CHIEF, MOSSER_RU, date="2021-10-05"), day="2021-10-06"),
        report("b", told(CHIEF_EN, MOSSER, date="2021-10-05"), day="2021-10-19", language="en"),
    ),
    "a part of the participants": (
        report("a", told(*SIX, kind="ministerial", format="C5+1", date="2023-02-28"), day="2023-02-28"),
        report("b", told("KZ", "US", kind="ministerial", format="C5+1", date="2023-02-28"), day="2023-03-01"),
    ),
    "the five of Central Asia at once": (
        report("a", told(*SIX, kind="summit", date="2023-09-19"), day="2023-09-19"),
        report("b", told("C5", "US", kind="summit", date="2023-09-19"), day="2023-09-20"),
    ),
    "planned, then held": (
        report("a", told(IVANOV, BEKOV, status="planned", date="2023-05-12"), day="2023-05-02"),
        report("b", told(IVANOV, BEKOV, date="2023-05-12"), day="2023-05-12"),
    ),
    "planned for a month, then held": (
        report(
            "a",
            told("KG", "TJ", kind="consultation", format="Граница", status="planned", date="2023-10"),
            day="2023-09-02",
        ),
        report(
            "b", told("KG", "TJ", kind="consultation", format="Граница", date="2023-10-12/2023-10-18"), day="2023-10-19"
        ),
    ),
    "a numbered meeting moved to another day": (
        report(
            "a", told(format="Форум", ordinal=4, kind="summit", status="planned", date="2023-06-01"), day="2023-04-01"
        ),
        report("b", told("KZ", "CN", format="Форум", ordinal=4, kind="summit", date="2023-08-20"), day="2023-08-20"),
    ),
    "planned in a country, held in a town of it": (
        report(
            "a", told(format="OTS", kind="summit", status="planned", date="2024", place="Кыргызстан"), day="2023-11-03"
        ),
        report(
            "b",
            told("KG", "KZ", "TR", "UZ", format="OTS", kind="summit", date="2024-11-06", place="Бишкек"),
            day="2024-11-06",
        ),
    ),
    "a month told in passing": (
        report("a", told(IVANOV, BEKOV, date="2023-05-12", place="Астана"), day="2023-05-12"),
        report("b", told(IVANOV, BEKOV, date="2023-05", place="Астана", background=True), day="2023-06-20"),
    ),
    "a call whose day differs by the time zone": (
        report("a", told(BEKOV, "US: Джон Рид, госсекретарь США", kind="call", date="2022-01-06"), day="2022-01-06"),
        report("b", told(BEKOV, "US: Джон Рид, госсекретарь США", kind="call", date="2022-01-07"), day="2022-01-07"),
    ),
    "no day at all, but the figures of one story": (
        report("a", told("US", "KZ", kind="other", date="2021-10-18"), day="2021-10-18", figures=(2_400_000, 5_000)),
        report("b", told("US", "KZ", kind="other"), language="en", figures=(5_000, 2_400_000, 30)),
    ),
    "a visit known by its traveller and by its host": (
        report(
            "a",
            told(CHIEF, kind="visit", date="2024-03-04/2024-03-05", place="Братислава", country="SK"),
            day="2024-03-05",
        ),
        report("b", told(CHIEF, "SK", kind="visit", date="2024-03-04/2024-03-05"), day="2024-03-05"),
    ),
}
ONE |= {
    "a minister who is a deputy prime minister too": (
        report("a", told("KZ: Асан Беков, министр иностранных дел", "UZ"), day="2023-05-12"),
        report(
            "b", told("KZ: Асан Беков, заместитель премьер-министра – министр иностранных дел", "UZ"), day="2023-05-12"
        ),
    ),
    "two offices of one unnamed holder": (
        report("a", told("KZ:, министр иностранных дел", "UZ", date="2023-05-12"), day="2023-05-12"),
        report("b", told("KZ:, вице-премьер и министр иностранных дел", "UZ", date="2023-05-12"), day="2023-05-12"),
    ),
    "a format that no register knows, under a longer name": (
        report("a", told("KZ", "IS", "MT", format="Диалог северных портов", date="2023-05-12"), day="2023-05-12"),
        report("b", told("KZ", "MT", format="Диалог портов", date="2023-05-12"), day="2023-05-13"),
    ),
    "ministers of many, two of them named": (
        report("a", told(*SIX, kind="ministerial", date="2023-05-12"), day="2023-05-12"),
        report("b", told("KZ", "US", kind="ministerial", date="2023-05-12"), day="2023-05-12"),
    ),
    "the capital under its name of that time": (
        report("a", told("KZ", "KG", date="2021-05-12", place="Нур-Султан"), day="2021-05-12"),
        report("b", told("KZ", "KG", date="2021-05-12", place="Астана"), day="2023-05-12"),
    ),
}
ONE |= {
    "a numbered meeting planned, put off and held on another day": (
        report("a", told("KZ", "CN", format="Форум", ordinal=4, status="planned", date="2023-03-10"), day="2023-02-01"),
        report(
            "b", told("KZ", "CN", format="Форум", ordinal=4, status="postponed", date="2023-03-10"), day="2023-03-08"
        ),
        report("c", told("KZ", "CN", format="Форум", ordinal=4, status="planned", date="2023-05-20"), day="2023-04-12"),
        report("d", told("KZ", "CN", format="Форум", ordinal=4, date="2023-06-15"), day="2023-06-15"),
    ),
    "a numbered meeting called off and held half a year on": (
        report(
            "a", told("KZ", "CN", format="Форум", ordinal=4, status="cancelled", date="2023-03-10"), day="2023-03-08"
        ),
        report("b", told("KZ", "CN", format="Форум", ordinal=4, date="2023-09-15"), day="2023-09-16"),
    ),
    "a format that no register knows, in two languages": (
        report(
            "a",
            told("KZ", "IS", "MT", format="Диалог северных портов", date="2023-05-12", place="Астана"),
            day="2023-05-12",
        ),
        report(
            "b",
            told("KZ", "IS", "MT", format="Northern Harbours Talks", date="2023-05-12", place="Astana"),
            day="2023-05-13",
            language="en",
        ),
        report(
            "c",
            told("KZ", "IS", "MT", format="Солтүстік айлақтар кездесуі", place="Астана"),
            day="2023-05-12",
            language="kk",
        ),
    ),
}
OTHER = {
    "the same ministers a week on": (
        report("a", told(IVANOV, BEKOV, date="2023-05-12"), day="2023-05-12"),
        report("b", told(IVANOV, BEKOV, date="2023-05-19"), day="2023-05-19"),
    ),
    "the same ministers ten days on, days from the reports": (
        report("a", told(IVANOV, BEKOV), day="2023-05-12"),
        report("b", told(IVANOV, BEKOV), day="2023-05-22"),
    ),
    "round 5 and round 6": (
        report(
            "a", told("KZ", "EU", kind="consultation", format="Диалог", ordinal=5, date="2023-05"), day="2023-05-20"
        ),
        report(
            "b", told("KZ", "EU", kind="consultation", format="Диалог", ordinal=6, date="2023-05"), day="2023-05-30"
        ),
    ),
    "another year's meeting of the five and one": (
        report("a", told(*SIX, kind="ministerial", format="C5+1", date="2022-09-22"), day="2022-09-22"),
        report("b", told(*SIX, kind="ministerial", format="C5+1", date="2023-09-22"), day="2023-09-22"),
    ),
    "a call and a meeting in person": (
        report("a", told(IVANOV, BEKOV, kind="call", date="2023-05-12"), day="2023-05-12"),
        report("b", told(IVANOV, BEKOV, date="2023-05-12"), day="2023-05-12"),
    ),
    "two on the margins of a meeting of many": (
        report("a", told(*SIX, kind="summit", date="2023-09-19"), day="2023-09-19"),
        report("b", told("KZ", "US", kind="meeting", date="2023-09-19"), day="2023-09-19"),
    ),
    "two, and the same two with a third": (
        report("a", told("KZ", "UZ", date="2023-08-04", place="Ашхабад"), day="2023-08-04"),
        report("b", told("KZ", "UZ", "TM", date="2023-08-04", place="Ашхабад"), day="2023-08-04"),
    ),
    "the leaders and the ministers of the same sides": (
        report("a", told(CHIEF, "RU: Лев Громов, президент России", date="2023-05-12"), day="2023-05-12"),
        report("b", told(BEKOV, IVANOV, date="2023-05-12"), day="2023-05-12"),
    ),
    "another guest of the same host on one day": (
        report("a", told(CHIEF, MOSSER_RU, date="2021-10-05"), day="2021-10-05"),
        report("b", told(CHIEF, "US: Анна Келли, посол США", date="2021-10-05"), day="2021-10-05"),
    ),
    "brothers of one surname and initial": (
        report("a", told(CHIEF, "AE: Касим Рашидов, министр энергетики", date="2021-10-05"), day="2021-10-05"),
        report("b", told(CHIEF, "AE: Камал Рашидов, министр торговли", date="2021-10-05"), day="2021-10-05"),
    ),
    "two countries on neighbouring days": (
        report("a", told(IVANOV, BEKOV, date="2023-05-12", place="Москва"), day="2023-05-12"),
        report("b", told(IVANOV, BEKOV, date="2023-05-13", place="Астана"), day="2023-05-13"),
    ),
    "a numbered meeting held, and the next number put off": (
        report("a", told("KZ", "CN", format="Форум", ordinal=4, date="2023-03-10"), day="2023-03-10"),
        report(
            "b", told("KZ", "CN", format="Форум", ordinal=5, status="postponed", date="2023-03-10"), day="2023-03-09"
        ),
    ),
    "a numbered meeting held, and the same number put off afterwards": (
        report("a", told("KZ", "CN", format="Форум", ordinal=4, date="2023-03-10"), day="2023-03-10"),
        report(
            "b", told("KZ", "CN", format="Форум", ordinal=4, status="postponed", date="2023-06-10"), day="2023-06-01"
        ),
    ),
    "two formats that no register knows, in two languages and two towns": (
        report(
            "a", told("KZ", "IS", "MT", format="Диалог портов", date="2023-05-12", place="Астана"), day="2023-05-12"
        ),
        report(
            "b",
            told("KZ", "IS", "MT", format="Hospital Board", date="2023-05-12", place="Valletta"),
            day="2023-05-12",
            language="en",
        ),
    ),
    "two formats in two languages, ministers and their deputies": (
        report(
            "a",
            told("KZ:, министр иностранных дел", "MT", format="Диалог портов", date="2023-05-12", place="Астана"),
            day="2023-05-12",
        ),
        report(
            "b",
            told("KZ:, Deputy Foreign Minister", "MT", format="Harbour Talks", date="2023-05-12", place="Astana"),
            day="2023-05-12",
            language="en",
        ),
    ),
    "two formats that no register knows, in one language": (
        report("a", told("KZ", "MT", format="Диалог портов", date="2023-05-12", place="Астана"), day="2023-05-12"),
        report(
            "b", told("KZ", "MT", format="Комиссия по больницам", date="2023-05-12", place="Астана"), day="2023-05-12"
        ),
    ),
    "two formats in two languages a day apart": (
        report("a", told("KZ", "MT", format="Диалог портов", date="2023-05-12", place="Астана"), day="2023-05-12"),
        report(
            "b",
            told("KZ", "MT", format="Harbour Talks", date="2023-05-13", place="Astana"),
            day="2023-05-13",
            language="en",
        ),
    ),
    "held, and the next one planned": (
        report(
            "a",
            told("KG", "TJ", kind="consultation", format="Граница", date="2023-10-12", place="Бустон", country="TJ"),
            day="2023-10-13",
        ),
        report(
            "b",
            told("KG", "TJ", kind="consultation", format="Граница", status="planned", place="Кыргызстан"),
            day="2023-10-13",
        ),
    ),
    "a plan made after a meeting is not of that meeting": (
        report("a", told(IVANOV, BEKOV, date="2023-05-12"), day="2023-05-12"),
        report("b", told(IVANOV, BEKOV, status="planned"), day="2023-05-14"),
    ),
    "a day of another month, both without a year": (
        report("a", told("KG", "TJ", kind="consultation", format="Граница", date="XXXX-09-11")),
        report("b", told("KG", "TJ", kind="consultation", format="Граница", date="XXXX-10-03")),
    ),
    "one side alone, and one of its many meetings that day": (
        report("a", told(CHIEF, kind="meeting", date="2021-10-05"), day="2021-10-05"),
        report("b", told(CHIEF, "US: Анна Келли, посол США", date="2021-10-05"), day="2021-10-05"),
    ),
}


def count_events(tmp_path: Path, readings: tuple[Reading, ...]) -> int:
    with Record.open(tmp_path / "record.db") as record:
        record.add_all(readings)
        return record.count()


@pytest.mark.parametrize("readings", ONE.values(), ids=ONE.keys())
def test_one_event_is_one_encounter(readings: tuple[Reading, ...], tmp_path: Path) -> None:
    assert count_events(tmp_path, readings) == 1


@pytest.mark.parametrize("name", [name for name in ONE if len(ONE[name]) > 2 or "numbered" in name])
def test_reports_may_come_in_any_order(name: str, tmp_path: Path) -> None:
    """Whichever report came first, what was planned, put off and held is one encounter with one history."""
    found = set()
    for place, order in enumerate(permutations(ONE[name])):
        with Record.open(tmp_path / f"{place}.db") as record:
            for reading in order:
                record.add(reading)
            found.add(to_json(record.encounters()[0]))
            assert record.count() == 1
    assert len(found) == 1


def test_what_was_put_off_has_a_history_and_the_day_that_was_told_last(tmp_path: Path) -> None:
    """Before it is held the last day told counts, then the day that it was held on."""
    planned, put_off, again, held = ONE["a numbered meeting planned, put off and held on another day"]
    with Record.open(tmp_path / "record.db") as record:
        record.add_all([planned, put_off, again])
        (one,) = record.encounters()
        assert (one.status, one.date) == ("planned", "2023-05-20")
        record.add(held)
        (one,) = record.encounters()
        assert (one.status, one.date) == ("happened", "2023-06-15")
        assert [stage.status for stage in one.history] == ["planned", "postponed", "planned", "happened"]


def test_the_five_are_nobody_besides_each_of_them(tmp_path: Path) -> None:
    """«The US and Central Asia» beside a report that names the six: six take part, not seven."""
    whole = report("a", told(*SIX, kind="summit", format="C5+1", date="2023-09-19"), day="2023-09-19")
    short = report("b", told("C5", "US", kind="summit", format="C5+1", date="2023-09-19"), day="2023-09-20")
    with Record.open(tmp_path / "record.db") as record:
        record.add_all([short])
        assert {one.side for one in record.encounters()[0].participants} == {"C5", "US"}
        record.add(whole)
        assert sorted(one.side or "" for one in record.encounters()[0].participants) == sorted(SIX)


@pytest.mark.parametrize("readings", OTHER.values(), ids=OTHER.keys())
def test_look_alikes_stay_apart(readings: tuple[Reading, ...], tmp_path: Path) -> None:
    assert count_events(tmp_path, readings) == 2
