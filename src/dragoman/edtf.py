"""The little of EDTF (ISO 8601-2) that the rooms count with: days, months, years, ranges, years not known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

PATTERN = re.compile(r"(\d{4}|XXXX|-)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?([~?%]?)")
LEAP_YEAR = 2000  # stands in where no year is known, so that 29 February can be shown


@dataclass(frozen=True, slots=True)
class Day:
    """A date with the precision it was said with."""

    year: int | None
    month: int | None
    day: int | None
    approximate: bool = False

    def as_date(self) -> date:
        """The first day that it may be.  Raises: ValueError: there is no such day."""
        year, month, day = (1 if part is None else part for part in (self.year or LEAP_YEAR, self.month, self.day))
        return date(year, month, day)


def parse_date(value: str) -> Day | None:
    """A single EDTF date; None for what is none (ranges have two: split them before)."""
    found = PATTERN.fullmatch(value)
    if found is None:
        return None
    day = Day(_number(found[1]), _number(found[2]), _number(found[3]), bool(found[4]))
    try:
        day.as_date()
    except ValueError:
        return None
    return day


def _number(digits: str | None) -> int | None:
    return int(digits) if digits and digits.isdigit() else None


@lru_cache(maxsize=20_000)
def first_day(value: str | None) -> date | None:
    """The first day of a date or range with a known year; None otherwise."""
    day = parse_date((value or "").split("/")[0])
    return day.as_date() if day is not None and day.year else None


@lru_cache(maxsize=20_000)
def last_day(value: str | None) -> date | None:
    """The last day of a date or range with a known year; None otherwise."""
    day = parse_date((value or "").split("/")[-1])
    if day is None or not day.year:
        return None
    if day.month is None:
        return date(day.year, 12, 31)
    if day.day is None:
        return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
    return day.as_date()


def is_bound(value: str) -> bool:
    """Whether it may bound a period in an address: a year, a month or a day with a known year."""
    day = parse_date(value)
    return day is not None and day.year is not None and not day.approximate
