"""When and between whom a claim may have been: what it is looked up by among a million others."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from dragoman.edtf import first_day, last_day
from dragoman.model import Encounter

BEFORE_REPORT = 14  # days that an undated «they met» may lie before its report
BACKGROUND = 730  # days that an undated background event may lie before its report
AHEAD = 200  # days that an undated plan may lie after its report
MANY_SIDES = 8  # more sides than these are looked up in neighbouring pairs only: pairs grow with the square
EVER = (date(1900, 1, 1).toordinal(), date(2200, 1, 1).toordinal())


def find_window(encounter: Encounter, published: int | None) -> tuple[int, int, bool]:
    """First and last day that an encounter may have been on, and whether its report states the very day or days.

    Args: published: ordinal of the day of the report, None if not known.
    """
    stated = with_year(encounter.date, published)
    first, last = first_day(stated), last_day(stated)
    if first is not None and last is not None and first <= last:
        return first.toordinal(), last.toordinal(), (last - first).days <= 14
    if published is None:
        return (*EVER, False)
    if encounter.status == "happened":
        return published - (BACKGROUND if encounter.background else BEFORE_REPORT), published, False
    if encounter.status == "planned":
        return published, published + AHEAD, False
    return published - AHEAD, published + AHEAD, False


def with_year(value: str | None, published: int | None) -> str | None:
    """A date whose year is not told («XXXX-04-23») in the year that lies nearest to the day of the report."""
    if value is None or published is None or not value.startswith("XXXX-"):
        return value
    near = []
    for year in range(date.fromordinal(published).year - 1, date.fromordinal(published).year + 2):
        dated = value.replace("XXXX", str(year))
        day = first_day(dated)
        if day is not None:
            near.append((abs(day.toordinal() - published), dated))
    return min(near)[1] if near else value


def find_parties(encounter: Encounter, surnames: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that a claim shares with other tellings of its event.

    Args: surnames: keys of the surnames of those who took part; they serve where fewer than two sides are known.
    """
    sides = sorted({participant.side for participant in encounter.participants if participant.side})
    keys = [f"@{encounter.format}"] if encounter.format else []
    if len(sides) > MANY_SIDES:
        keys += [f"{left}|{right}" for left, right in zip(sides, sides[1:], strict=False)]
    else:
        keys += [f"{left}|{right}" for left, right in combinations(sides, 2)]
    if len(sides) < 2:
        keys += [f"{side}|" for side in sides] + sorted(f"~{name}" for name in set(surnames))
    return tuple(dict.fromkeys(keys)) or ("?",)
