"""Periods between two EDTF bounds, as days: what surely lay in them, and what may have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.edtf import first_day, last_day
from dragoman.errors import LexiconError

EVER = 10_000_000  # an ordinal of a day after every other


@dataclass(frozen=True, slots=True)
class Period:
    """May have run from `first` to `last`, and surely ran from `begun` to `ended` (ordinals of days)."""

    first: int
    begun: int
    ended: int
    last: int

    def may_meet(self, days: tuple[int, int]) -> bool:
        """Whether some of these days may lie in it."""
        return self.first <= days[1] and days[0] <= self.last

    def surely_holds(self, days: tuple[int, int]) -> bool:
        """Whether all of these days surely lie in it."""
        return self.begun <= days[0] and days[1] <= self.ended


@lru_cache(maxsize=20_000)
def to_days(day: str | None) -> tuple[int, int] | None:
    """The first and last day that an EDTF date or range may mean; None where it has no year."""
    first, last = first_day(day), last_day(day)
    return (first.toordinal(), last.toordinal()) if first and last else None


@lru_cache(maxsize=20_000)
def measure_period(since: str, until: str, where: str = "") -> Period:
    """A period of two EDTF bounds, "" being open.  Raises: LexiconError: a bound is no EDTF date."""
    first, begun = _read_bound(since, where) if since else (0, 0)
    ended, last = _read_bound(until, where) if until else (EVER, EVER)
    return Period(first, begun, max(ended, begun), last)


def _read_bound(value: str, where: str) -> tuple[int, int]:
    days = to_days(value)
    if days is None:
        raise LexiconError(f"{value!r} is no EDTF date with a year; write 2021, 2021-04 or 2021-04-23", where)
    return days
