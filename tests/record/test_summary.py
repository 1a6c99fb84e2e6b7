"""A merged value shows what supports it, and what the reports disagree on is kept, the better source first."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.record.made import report, told

from dragoman.model import Figure, Reading, Statement
from dragoman.record import Record
from dragoman.record.values import MergedEncounter

MINISTRY, AGENCY, PRESS = "mfa.gov.kz", "ТАСС", "Вести"


def merged(record: Record, *readings: Reading) -> MergedEncounter:
    record.add_all(readings)
    (found,) = record.encounters()
    return found


def versions(encounter: MergedEncounter, field: str) -> list[str]:
    return [v.value for one in encounter.disputes if one.field == field for v in one.versions]


def outlets(encounter: MergedEncounter, claims: tuple[str, ...]) -> set[str | None]:
    return {one.outlet for one in encounter.reports if one.claim in claims}


def test_every_value_shows_the_reports_that_say_it(record: Record) -> None:
    found = merged(
        record,
        report("a", told("KZ", "RU", date="2023-05-12", place="Астана"), day="2023-05-12", outlet=PRESS),
        report("b", told("KZ", "RU"), day="2023-05-13", outlet=AGENCY),
    )
    support = {one.field: outlets(found, one.claims) for one in found.support}
    assert support["date"] == {PRESS}
    assert support["place"] == {PRESS}
    assert support["kind"] == {PRESS, AGENCY}
    assert found.sources == 2
    assert found.disputes == ()


def test_a_disputed_day_is_kept_and_the_ministry_is_believed(record: Record) -> None:
    found = merged(
        record,
        report("a", told("KZ", "US", kind="call", date="2022-01-07"), day="2022-01-07", outlet=PRESS),
        report("b", told("KZ", "US", kind="call", date="2022-01-06"), day="2022-01-07", outlet=MINISTRY),
    )
    assert found.date == "2022-01-06"
    assert versions(found, "date") == ["2022-01-06", "2022-01-07"]


def test_places_are_disputed_but_a_town_makes_its_country_exact(record: Record) -> None:
    same = {"format": "Форум", "ordinal": 3, "kind": "summit", "date": "2023-05-12"}
    found = merged(
        record,
        report("a", told("KZ", "KG", "UZ", place="Казахстан", **same), day="2023-05-12"),  # type: ignore[arg-type]
        report("b", told("KZ", "KG", "UZ", place="Астана", **same), day="2023-05-12"),  # type: ignore[arg-type]
        report("c", told("KZ", "KG", "UZ", place="Алматы", **same), day="2023-05-12", outlet=MINISTRY),  # type: ignore[arg-type]
    )
    assert found.place is not None
    assert found.place.name == "Алматы"
    assert len(versions(found, "place")) == 2


def test_who_came_is_disputed(record: Record) -> None:
    same = {"format": "Форум", "ordinal": 3, "kind": "ministerial", "date": "2023-05-12"}
    found = merged(
        record,
        report("a", told("KZ: Асан Беков", "KG", **same), day="2023-05-12"),  # type: ignore[arg-type]
        report("b", told("KZ: Ерлан Сапаров", "KG", **same), day="2023-05-12", outlet=MINISTRY),  # type: ignore[arg-type]
    )
    assert versions(found, "participants") == ["Ерлан Сапаров", "Асан Беков"]


def test_figures_and_wording_are_disputed(record: Record) -> None:
    """Two values of one thing, and a quotation put otherwise; figures of other units are no dispute."""
    words = ("Мы построим мост через реку до конца года", "До конца года мы построим большой мост через реку")
    readings = []
    for name, number, quote in (("a", 12.0, words[0]), ("b", 12.5, words[1])):
        made = report(name, told("KZ", "KG", date="2023-05-12"), day="2023-05-12", text=f"{number} млн\n{quote}")
        start = made.document.text.index(quote)
        readings.append(
            replace(
                made,
                figures=(Figure(value=number, unit="USD", comparator=None, start=0, stop=8),),
                statements=(
                    Statement(speaker="Беков", side="KZ", form="direct", start=start, stop=start + len(quote)),
                ),
            )
        )
    found = merged(record, *readings)
    assert sorted(versions(found, "figure")) == ["12.0 млн", "12.5 млн"]
    assert sorted(versions(found, "wording")) == sorted(words)


def test_planned_then_held_has_a_history(record: Record) -> None:
    found = merged(
        record,
        report("a", told("KZ", "RU", status="planned", date="2023-05-12"), day="2023-05-02"),
        report("b", told("KZ", "RU", date="2023-05-12"), day="2023-05-12"),
    )
    assert found.status == "happened"
    assert [(stage.published, stage.status) for stage in found.history] == [
        ("2023-05-02", "planned"),
        ("2023-05-12", "happened"),
    ]


def test_copies_of_one_item_are_one_source(record: Record) -> None:
    """The same words in three outlets count once; the earliest of the best tier is the original."""
    words = " ".join(f"слово{i}" for i in range(150))
    found = merged(
        record,
        report("a", told("KZ", "RU", date="2023-05-12"), day="2023-05-12", text=words, outlet=AGENCY),
        report("b", told("KZ", "RU", date="2023-05-12"), day="2023-05-12", text=words + " конец", outlet=PRESS),
        report("c", told("KZ", "RU", date="2023-05-12"), day="2023-05-13", text=words, outlet="Курьер"),
        report("d", told("KZ", "RU", date="2023-05-12"), day="2023-05-13", text="Свои слова.", outlet="Голос"),
    )
    assert (len(found.reports), found.sources) == (4, 2)
    originals = {one.outlet for one in found.reports if one.copy_of is None}
    assert originals == {AGENCY, "Голос"}


def test_the_fullest_name_and_a_known_office_are_shown(record: Record) -> None:
    found = merged(
        record,
        report("a", told("KZ: Беков", "RU", date="2023-05-12"), day="2023-05-12"),
        report("b", told("KZ: Асан Беков, министр", "RU: Пётр Иванов", date="2023-05-12"), day="2023-05-12"),
    )
    assert [(p.person, p.office, p.side) for p in found.participants if p.side == "KZ"] == [
        ("Асан Беков", "министр", "KZ")
    ]
    assert len(found.participants) == 2


@pytest.mark.parametrize("which", [0, 1])
def test_any_claim_finds_its_encounter(record: Record, which: int) -> None:
    found = merged(
        record,
        report("a", told("KZ", "RU", date="2023-05-12"), day="2023-05-12"),
        report("b", told("KZ", "RU"), day="2023-05-13"),
    )
    assert record.encounter(found.reports[which].claim) == found
    assert record.encounter("nothing") is None
