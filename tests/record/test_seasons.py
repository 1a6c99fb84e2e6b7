"""Days without a year, in reports of unknown day: looked up by their place in the year, in any year."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.made import report, told

from dragoman.model import Reading
from dragoman.record import Record
from dragoman.record.claims import make_rows
from dragoman.record.events import find_candidates, make_parties, make_probes
from dragoman.record.merge.compare import Profile, compare_claims
from dragoman.record.merge.windows import YEAR, to_seasons
from dragoman.record.values import Claim

DAYS = st.dates(date(1991, 1, 1), date(2030, 12, 31))


def make_claim(reading: Reading) -> Claim:
    return make_rows(reading).claims[0]


def meets(probing: Claim, filed: Claim) -> bool:
    """Whether one claim finds another by what that one is filed under: the conditions of the statement, in words."""
    return any(
        row["party"] == party
        and row["reach"] == reach
        and least <= row["lo"] <= most
        and row["hi"] >= hi
        and (row["lo"] - season) * 400 % 146_097 <= span
        for row in make_parties(filed)
        for _claim, party, reach, least, most, hi, season, span in make_probes(probing)
    )


@given(day=DAYS, shift=st.integers(-20, 20), lasts=st.integers(0, 3), dated=st.booleans())
def test_whichever_came_first_the_other_is_found(day: date, shift: int, lasts: int, dated: bool) -> None:
    """Two tellings that are one event find each other, in either order, over leap years and New Year's Eve."""
    bare = (day + timedelta(days=shift)).isoformat()[5:]
    first, last = day.isoformat(), (day + timedelta(days=lasts)).isoformat()
    known = make_claim(report("a", told("KZ", "KG", date=f"{first}/{last}" if dated else None), day=last))
    other = make_claim(report("b", told("KZ", "KG", date=f"XXXX-{bare}")))
    if compare_claims(Profile.of(known), Profile.of(other)) > 0:
        assert meets(known, other)
        assert meets(other, known)


@given(day=DAYS, shift=st.integers(30, 300))
def test_other_days_of_the_year_are_not_compared(day: date, shift: int) -> None:
    """What lies in another month is not even looked at: a large record holds thousands of the same sides."""
    bare = (day + timedelta(days=shift)).isoformat()[5:]
    known = make_claim(report("a", told("KZ", "KG", date=day.isoformat()), day=day.isoformat()))
    other = make_claim(report("b", told("KZ", "KG", date=f"XXXX-{bare}")))
    far = abs(shift - 365) > 60
    assert not meets(known, other) or not far
    assert not meets(other, known) or not far


@pytest.mark.parametrize(
    ("first", "last", "seasons"),
    [
        ((2023, 3, 1), (2023, 3, 3), [((2000, 3, 1), (2000, 3, 3))]),
        ((2023, 12, 31), (2024, 1, 2), [((2000, 12, 31), (2000, 12, 31)), ((2000, 1, 1), (2000, 1, 2))]),
    ],
)
def test_days_of_a_leap_year(
    first: tuple[int, int, int], last: tuple[int, int, int], seasons: list[tuple[tuple[int, int, int], ...]]
) -> None:
    asked = to_seasons(date(*first).toordinal(), date(*last).toordinal())
    assert asked == [(date(*a).toordinal(), date(*b).toordinal()) for a, b in seasons]


def test_a_wide_window_is_of_the_whole_year() -> None:
    assert to_seasons(date(2023, 1, 1).toordinal(), date(2023, 6, 1).toordinal()) == [YEAR]


def test_a_report_long_after_is_not_of_that_day(tmp_path: Path) -> None:
    """An undated meeting lies in the fortnight before its report, whatever the year of the bare day."""
    near = report("a", told("KZ", "KG", place="Астана"), day="2023-05-14")
    far = report("b", told("KZ", "KG", place="Астана"), day="2023-06-20")
    bare = report("c", told("KZ", "KG", date="XXXX-05-12", place="Астана"))
    with Record.open(tmp_path / "record.db") as record:
        record.add_all([bare, far])
        assert record.count() == 2
        record.add(near)
        assert sorted(len(one.reports) for one in record.encounters()) == [1, 2]
        with record.engine.begin() as connection:
            pairs = find_candidates(connection, [make_claim(bare)])
    assert len(pairs) == 1
