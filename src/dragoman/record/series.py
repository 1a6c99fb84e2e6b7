"""Formats over time: meetings in order, numbers that no report tells of, the usual interval, what is next."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from sqlalchemy import Engine, func, select

from dragoman.edtf import first_day
from dragoman.record.queries import Queries, Query, select_encounters
from dragoman.record.schema import encounters
from dragoman.record.values import FormatCount, MergedEncounter, Series
from dragoman.register.formats import find_format, members_on

HELD = ("happened",)
UNCERTAIN = ("planned", "postponed")


class SeriesQueries(Queries):
    """The part of the record that knows formats."""

    engine: Engine

    def series(self, format: str) -> Series:
        """A format over time; one that no report tells of has no meetings."""
        meetings = tuple(self.encounters(Query(format=format, newest_first=False)))
        dated = sorted(meetings, key=lambda one: (first_day(one.date) is None, one.date or "", one.id))
        held = held_days(dated)
        interval = find_interval(held)
        return Series(
            format=format,
            members=known_members(format, dated) or told_members(dated),
            meetings=tuple(dated),
            missing=find_missing(dated),
            interval_days=interval,
            next_expected=find_next(dated, held, interval),
        )

    def formats(self) -> list[FormatCount]:
        """The formats that reports tell of, the most frequent first, with the first and last date."""
        table = encounters
        count = func.count()
        statement = (
            select(table.c.format, count, func.min(table.c.day), func.max(table.c.day))
            .where(table.c.format.is_not(None))
            .group_by(table.c.format)
            .order_by(count.desc(), table.c.format)
        )
        with self.engine.connect() as connection:
            rows = connection.execute(statement).all()
        return [FormatCount(format=f, count=n, first=to_day(first), last=to_day(last)) for f, n, first, last in rows]

    def days_since(self, query: Query, today: date) -> int | None:
        """Days from the last encounter of a query that happened, up to a day; None if there was none."""
        with self.engine.connect() as connection:
            selection = select_encounters(connection, with_status(query))
            days = selection.only(selection.day).where(selection.day > 0, selection.day <= today.toordinal())
            last = connection.execute(days.order_by(selection.day.desc()).limit(1)).scalar()
        return None if last is None else today.toordinal() - int(last)

    def upcoming(self, today: date, limit: int = 20) -> list[MergedEncounter]:
        """The encounters planned for a day or later, the soonest first; those without a date are left out."""
        query = Query(status="planned", since=today.isoformat(), newest_first=False, limit=limit)
        return [one for one in self.encounters(query) if one.date]


def with_status(query: Query) -> Query:
    """The query, of what happened."""
    from dataclasses import replace

    return replace(query, status="happened")


def to_day(ordinal: int | None) -> str | None:
    """EDTF of an ordinal; None for none."""
    return date.fromordinal(ordinal).isoformat() if ordinal else None


def held_days(meetings: list[MergedEncounter]) -> list[date]:
    """The first days of the meetings that were held, each once, in order."""
    days = (first_day(one.date) for one in meetings if one.status == "happened" and is_dayed(one.date))
    return sorted({day for day in days if day is not None})


def is_dayed(value: str | None) -> bool:
    """Whether a date tells the month at least."""
    return value is not None and len(value.split("/")[0]) >= len("2021-04")


def find_interval(days: list[date]) -> int | None:
    """The median number of days between meetings; None for fewer than two."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return round(median(gaps)) if gaps else None


def find_next(meetings: list[MergedEncounter], held: list[date], interval: int | None) -> str | None:
    """When the next meeting is expected: the date of one that is planned, else a month by the usual interval."""
    last = held[-1] if held else None
    planned = [one.date for one in meetings if one.status == "planned" and one.date]
    ahead = sorted(value for value in planned if last is None or (first_day(value) or last) > last)
    if ahead:
        return ahead[0]
    if last is None or interval is None:
        return None
    return (last + timedelta(days=interval)).isoformat()[:7]


def find_missing(meetings: list[MergedEncounter]) -> tuple[int, ...]:
    """The numbers below the highest one that no meeting bears."""
    told = {one.ordinal for one in meetings if one.ordinal}
    return tuple(number for number in range(1, max(told, default=0)) if number not in told)


def told_members(meetings: list[MergedEncounter]) -> tuple[str, ...]:
    """The sides that took part in any of the meetings."""
    return tuple(sorted({p.side for one in meetings for p in one.participants if p.side}))


def known_members(format: str, meetings: list[MergedEncounter]) -> tuple[str, ...]:
    """The members of a format at its last dated meeting, by the register; empty if it is not known there."""
    code = find_format(format)
    days = [day for one in meetings if (day := first_day(one.date))]
    return members_on(code, max(days, default=date.today()).isoformat()) if code else ()
