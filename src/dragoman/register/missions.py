"""American chiefs of mission, principal officers and trips, from the CC0 registers of the Office of the Historian.

The tables are as old as their source: an office without an end there is one that the source has not seen ended.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.register.people import fit_names
from dragoman.register.periods import Period, measure_period, to_days
from dragoman.register.spelling import find_skeleton, fold_name
from dragoman.register.tables import read_table, remember

HEADS_OF_MISSION = ("ambassador-e-p", "envoy-extraordinary-minister-plenipotentiary", "charge-daffaires-ad-interim",
                    "charge-daffaires", "minister-resident")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mission:
    """Who headed a mission of the US to a country or body, or held an office of the Department (country US)."""

    person: str
    name: str
    role: str
    country: str
    since: str
    until: str
    source: str

    @property
    def period(self) -> Period:
        """When it ran, as days."""
        return measure_period(self.since, self.until, self.source)


@dataclass(frozen=True, slots=True)
class Travel:
    """A trip of a president or secretary to a country (kind trip), or a visit of a leader from there (kind visit)."""

    kind: str
    role: str
    name: str
    country: str
    since: str
    until: str
    place: str
    remark: str
    source: str

    @property
    def period(self) -> Period:
        """When it was, as days."""
        return measure_period(self.since, self.until or self.since, self.source)


@remember
def load_missions() -> dict[str, tuple[Mission, ...]]:
    """Country -> who headed the mission there, by time; under US the officers of the Department."""
    found: dict[str, list[Mission]] = {}
    for row in read_table("us_missions"):
        told = (row[name] for name in ("person", "name", "role", "country", "since", "until", "source_id"))
        found.setdefault(row["country"], []).append(Mission(*told))
    return {country: tuple(sorted(items, key=lambda one: one.since)) for country, items in found.items()}


@remember
def load_travels() -> dict[str, tuple[Travel, ...]]:
    """Country -> trips there and visits from there, by day."""
    columns = ("kind", "role", "name", "country", "since", "until", "place", "remark", "source_id")
    found: dict[str, list[Travel]] = {}
    for row in read_table("us_travels"):
        found.setdefault(row["country"], []).append(Travel(*(row[column] for column in columns)))
    return {country: tuple(items) for country, items in found.items()}


def head_of_mission(country: str, day: str) -> Mission | None:
    """Who headed the mission of the US to a country or body on a day (EDTF); of several the one begun last."""
    days = to_days(day)
    running = [
        one
        for one in load_missions().get(country, ())
        if days and one.role in HEADS_OF_MISSION and one.period.may_meet(days)
    ]
    return max(running, key=lambda one: one.since) if running else None


def find_mission(name: str, *, country: str | None = None, day: str | None = None) -> Mission | None:
    """The one office of an American diplomat whom a name in Latin letters means; None where several may be meant.

    Args: country: where the mission was. day: EDTF; without it the last office counts.
    """
    words, days = fold_name(name), to_days(day)
    if not words:
        return None
    fitting = [
        one
        for known in ([country] if country else load_missions())
        for one in load_missions().get(known, ())
        if find_skeleton(fold_name(one.name)[-1]) == find_skeleton(words[-1]) and fit_names(words, fold_name(one.name))
    ]
    fitting = [one for one in fitting if days is None or one.period.may_meet(days)]
    return max(fitting, key=lambda one: one.since) if len({one.person for one in fitting}) == 1 else None


def travels_in(country: str, since: str, until: str) -> tuple[Travel, ...]:
    """Trips to and visits from a country that touched the time between two EDTF bounds, by day."""
    first, last = to_days(since), to_days(until)
    if first is None or last is None:
        return ()
    return tuple(one for one in load_travels().get(country, ()) if one.period.may_meet((first[0], last[1])))
