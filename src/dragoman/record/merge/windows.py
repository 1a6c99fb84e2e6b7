"""When and between whom a claim may have been: what it is looked up by among a million others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, pairwise

from dragoman.edtf import LEAP_YEAR, first_day, last_day
from dragoman.model import Encounter

BEFORE_REPORT = 14  # days that an undated «they met» may lie before its report
BACKGROUND = 730  # days that an undated background event may lie before its report
AHEAD = 400  # days that an undated plan may lie after its report: «next year»
EXACT_DAYS = 14  # a stated range no longer than this is a visit or a session, not «in spring»
MANY_SIDES = 8  # more sides than these are looked up in neighbouring pairs only: pairs grow with the square
EVER = (date(1900, 1, 1).toordinal(), date(2200, 1, 1).toordinal())
REACHES = (BEFORE_REPORT + 2, AHEAD, BACKGROUND + 2, EVER[1] - EVER[0])  # widest window of each class, days
LONGEST_KEY = 60
ANY_YEAR = "*"  # ends the keys of tellings whose day has no year: their windows are days of one leap year
YEAR = (date(LEAP_YEAR, 1, 1).toordinal(), date(LEAP_YEAR, 12, 31).toordinal())
LONGEST_SEASON = 32  # days of a month, and one
FIVE = ("KG", "KZ", "TJ", "TM", "UZ")  # meant by the collective side C5


def find_window(encounter: Encounter, published: int | None) -> tuple[int, int, bool]:
    """First and last day that an encounter may have been on, and whether its report states the very day or days.

    Args: published: ordinal of the day of the report, None if not known.
    """
    stated = with_year(encounter.date, published)
    first, last = first_day(stated), last_day(stated)
    if first is not None and last is not None and first <= last:
        return first.toordinal(), last.toordinal(), (last - first).days <= EXACT_DAYS
    if published is None:
        return (*EVER, False)
    if encounter.status == "happened":
        return published - (BACKGROUND if encounter.background else BEFORE_REPORT), published, False
    if encounter.status == "planned":
        return published, published + AHEAD, False
    return published - AHEAD // 2, published + AHEAD // 2, False


def find_season(encounter: Encounter, published: int | None) -> tuple[int, int] | None:
    """The days, in a leap year, of an encounter whose day has no year in a report of unknown day; None for others."""
    if published is not None or "XXXX-" not in (encounter.date or ""):
        return None
    dated = (encounter.date or "").replace("XXXX", str(LEAP_YEAR))
    first, last = first_day(dated), last_day(dated)
    if first is None or last is None or not 0 <= (last - first).days < LONGEST_SEASON:
        return None
    return first.toordinal(), last.toordinal()


def to_seasons(lo: int, hi: int) -> list[tuple[int, int]]:
    """Some days of any year as days of a leap year; in two parts where they are of two years."""
    if hi - lo >= REACHES[0] + LONGEST_SEASON:
        return [YEAR]
    first, last = (_in_leap_year(date.fromordinal(day)) for day in (lo, hi))
    return [(first, last)] if first <= last else [(first, YEAR[1]), (YEAR[0], last)]


def _in_leap_year(day: date) -> int:
    return day.replace(year=LEAP_YEAR).toordinal()


def find_reach(lo: int, hi: int) -> int:
    """The class of the width of a window: narrow ones are looked up in a narrow stretch of the index."""
    return next(reach for reach, width in enumerate(REACHES) if hi - lo <= width)


def with_year(value: str | None, published: int | None) -> str | None:
    """A date whose year is not told («XXXX-04-23») in the year that lies nearest to the day of the report."""
    if value is None or published is None or "XXXX-" not in value:
        return value
    near = []
    for year in range(date.fromordinal(published).year - 1, date.fromordinal(published).year + 2):
        dated = value.replace("XXXX", str(year))
        day = first_day(dated)
        if day is not None:
            near.append((abs(day.toordinal() - published), dated))
    return min(near)[1] if near else value


def list_sides(encounter: Encounter) -> frozenset[str]:
    """The sides that took part; the five of Central Asia one by one."""
    sides = {participant.side for participant in encounter.participants if participant.side}
    return frozenset(sides - {"C5"} | set(FIVE)) if "C5" in sides else frozenset(sides)


def index_keys(encounter: Encounter, surnames: Iterable[str], place: str, country: str | None) -> tuple[str, ...]:
    """The keys that a claim is filed under.

    Args: surnames: folded, of those who took part. place: folded. They serve where fewer than two sides are known:
    "1~" files a telling with one side or none, "2~" one with more.
    """
    return tuple(dict.fromkeys(_file(encounter, surnames, place, country))) or ("?",)


def is_numbered_key(key: str) -> bool:
    """Whether a key is of a numbered meeting, which may have been moved to any other day."""
    return key.startswith("@") and "#" in key


def probe_keys(encounter: Encounter, surnames: Iterable[str], place: str, country: str | None) -> tuple[str, ...]:
    """The keys that other tellings of a claim's event may be filed under."""
    keys = list(_file(encounter, surnames, place, country))
    one_sided = any(key.startswith("1~") for key in keys)
    for key in list(keys):
        if key.startswith("2~"):
            keys.remove(key)
        if key[:2] in ("1~", "2~"):
            keys += [f"1~{key[2:]}", f"2~{key[2:]}"] if one_sided else [f"1~{key[2:]}"]
    return tuple(dict.fromkeys(keys)) or ("?",)


def _file(encounter: Encounter, surnames: Iterable[str], place: str, country: str | None) -> Iterator[str]:
    sides = sorted(list_sides(encounter))
    if encounter.format:
        name = encounter.format[: LONGEST_KEY - 8].replace("#", " ")
        yield f"@{name}"
        if encounter.ordinal:
            yield f"@{name}#{encounter.ordinal}"
    if len(sides) > MANY_SIDES:
        yield from (f"{left}|{right}" for left, right in pairwise(sides))
    else:
        yield from (f"{left}|{right}" for left, right in combinations(sides, 2))
    class_ = "1~" if len(sides) < 2 else "2~"
    yield from (class_ + name[: LONGEST_KEY - 2] for name in sorted(set(surnames)))
    if len(sides) < 2:
        if sides and country and country != sides[0]:
            yield "|".join(sorted((sides[0], country)))
        elif sides and not list(surnames):
            yield f"{sides[0]}|"
    if place and (len(sides) < 2 or len(sides) > 3):
        yield f"#{place[: LONGEST_KEY - 1]}"
