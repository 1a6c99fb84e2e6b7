"""The ledger cut by time, and watch lists that are given up; what a page of a meeting reads of its series."""

from __future__ import annotations

import pytest
from sqlalchemy import event
from tests.record.made import report, told

from dragoman.errors import UsageError
from dragoman.record import Query, Record

SIDES = ("KZ", "KG")


def add_promises(record: Record) -> None:
    """One due in 2023, one in 2025, one without a day; reported in that order."""
    for name, day, words, due in (
        ("a", "2023-01-10", "открыть пункт пропуска Кордай", "2023-06"),
        ("b", "2023-02-10", "построить мост через Чу", "2025"),
        ("c", "2023-03-10", "обменять наборы данных о воде", None),
    ):
        record.add(report(name, told(*SIDES, date=day), day=day, promises=[(f"Стороны решили {words}", SIDES, due)]))


@pytest.mark.parametrize(
    ("asked", "dues"),
    [
        ({}, ["2023-06", "2025", None]),
        ({"due_after": "2024"}, ["2025"]),
        ({"due_after": "2023-06-01", "due_before": "2023"}, ["2023-06"]),
        ({"due_after": "2023-06-30"}, ["2023-06", "2025"]),
        ({"due_after": "2023-07"}, ["2025"]),
        ({"since": "2023-02"}, ["2025", None]),
        ({"since": "2023-02-11"}, [None]),
        ({"newest_first": True}, [None, "2025", "2023-06"]),
        ({"newest_first": True, "limit": 1, "offset": 1}, ["2025"]),
    ],
)
def test_the_ledger_is_cut_by_time(record: Record, asked: dict[str, object], dues: list[str | None]) -> None:
    add_promises(record)
    assert [one.due for one in record.ledger(**asked)] == dues  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["due_after", "due_before", "since"])
def test_a_bound_that_is_no_date_is_refused(record: Record, name: str) -> None:
    with pytest.raises(UsageError, match="'soon' is no date"):
        record.ledger(**{name: "soon"})  # type: ignore[arg-type]


def test_a_saved_search_can_be_dropped(record: Record) -> None:
    record.save_search("граница", Query(sides=SIDES))
    record.save_search("вода", Query(theme="water"))
    assert record.drop_search("граница")
    assert not record.drop_search("граница")
    assert [one.name for one in record.saved_searches()] == ["вода"]


def test_neighbours_are_read_and_not_the_series(record: Record) -> None:
    """However long a series is, a page of one meeting reads the one before and the one after."""
    record.add_all(
        report(f"r{n}", told("KZ", "EU", format="Диалог", ordinal=n, date=f"{1980 + n}-05-10"), day=f"{1980 + n}-05-10")
        for n in range(1, 40)
    )
    middle = record.series("Диалог").meetings[20]
    asked: list[str] = []
    event.listen(record.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    before, after = record.neighbours(middle)
    assert (before and before.ordinal, after and after.ordinal) == (20, 22)
    assert sum("encounter_bodies" in statement for statement in asked) == 2
    assert all("LIMIT" in statement for statement in asked if "ORDER BY" in statement)
