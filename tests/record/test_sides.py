"""Codes of sides: capitals in the record, whatever a reading or a question writes."""

from __future__ import annotations

from collections.abc import Callable

from tests.record.made import rebuilt, report, told
from tests.record.test_order import dump

from dragoman.model import Reading
from dragoman.record import Query, Record


def make_reading(kz: str, kg: str) -> Reading:
    """A report with two codes in an encounter, a promise, a statement and a place."""
    encounter = told(f"{kz}: Асан Беков, министр", kg, date="2023-05-12", place="Ош", country=kg)
    promise = ("Стороны решили открыть пункт пропуска Кордай", (kz, kg), "2023-06")
    said = [("Асан Беков", kz, "Мы откроем границу")]
    return report("a", encounter, day="2023-05-12", promises=[promise], said=said)


def test_codes_in_small_letters_make_the_same_rows(record: Record, make_record: Callable[[], Record]) -> None:
    """Only the reading itself is kept as it came."""
    other = make_record()
    record.add(make_reading("kz", "kg"))
    other.add(make_reading("KZ", "KG"))
    small, large = dump(record), dump(other)
    assert {name for name in small if small[name] != large[name]} <= {"readings", "documents", "changes"}
    assert {p.side for p in record.encounters()[0].participants} == {"KG", "KZ"}


def test_small_letters_join_the_event_of_others_and_are_asked_for_in_any_case(record: Record) -> None:
    record.add(make_reading("kz", "kg"))
    other = make_reading("KZ", "KG")
    record.add(rebuilt(other, document=rebuilt(other.document, outlet="Другая")))
    assert record.count() == 1
    assert record.count(Query(sides=("kz", "KG"))) == record.count(Query(sides=("KZ", "kg"))) == 1
    assert len(record.ledger(sides=("kz",))) == len(record.positions(side="kz")) == 2
