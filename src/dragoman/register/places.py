"""Capitals and cities: country, degrees for the map, and names by language and time («Нур-Султан» is Astana)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.register.periods import Period, measure_period, to_days
from dragoman.register.sides import load_register
from dragoman.register.tables import on_forget, read_table, remember

LANGUAGES = ("ru", "kk", "en")


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """What a place was called from .. to (EDTF), in Russian, Kazakh and English."""

    since: str
    until: str
    names: tuple[str, str, str]
    period: Period


@dataclass(frozen=True, slots=True)
class Place:
    """A place: id, country (ISO 3166-1 alpha-2), kind (capital, city, region, seat, country), degrees, names.

    names: the usual ones now in ru, kk, en. other: further spellings. history: names by time. A country has no degrees.
    capital: since and until when it is its country's capital, None where it never was.
    """

    id: str
    country: str
    kind: str
    lat: float | None
    lon: float | None
    names: tuple[str, str, str]
    other: tuple[str, ...] = ()
    history: tuple[NamedPeriod, ...] = ()
    capital: tuple[str, str] | None = None

    def name_in(self, language: str) -> str:
        """The usual name now in ru, kk or en."""
        return self.names[LANGUAGES.index(language)]


@remember
def load_history() -> dict[str, tuple[NamedPeriod, ...]]:
    """Place or country -> its names by time."""
    found: dict[str, dict[str, NamedPeriod]] = {}
    for row in read_table("place_names"):
        period = measure_period(row["since"], row["until"], row.where)
        named = NamedPeriod(row["since"], row["until"], (row["ru"], row["kk"], row["en"]), period)
        found.setdefault(row["place_id"], {})[row["since"]] = named
    return {place: tuple(items.values()) for place, items in found.items()}


@remember
def load_places() -> dict[str, Place]:
    """Id -> place, shipped and the user's own."""
    history, found = load_history(), {}
    for row in read_table("places"):
        is_capital = row["kind"] == "capital" or row["capital_since"] or row["capital_until"]
        found[row["place_id"]] = Place(
            row["place_id"],
            row["country"],
            row["kind"],
            float(row["lat"]) if row["lat"] else None,
            float(row["lon"]) if row["lon"] else None,
            (row["ru"], row["kk"], row["en"]),
            tuple(name for name in row["other"].split(";") if name),
            history.get(row["place_id"], ()),
            (row["capital_since"], row["capital_until"]) if is_capital else None,
        )
    return found


@remember
def _index_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for place in load_places().values():
        told = (*place.names, *place.other, *(name for one in place.history for name in one.names))
        for name in (*told, place.id):
            found.setdefault(fold_place(name), place.id)
    return found


def fold_place(name: str) -> str:
    """A name of a place as it is compared: small letters, ё as е, one kind of dash and apostrophe."""
    text = name.strip().lower().replace("ё", "е").replace("–", "-").replace("‑", "-").replace("’", "'")
    return text.removeprefix("г. ").removesuffix(" қаласы")


def find_place(name: str) -> Place | None:
    """The place that a name in ru, kk or en stands for, now or once: a city before a country; None if unknown."""
    return _find_place(fold_place(name))


@lru_cache(maxsize=20_000)
def _find_place(folded: str) -> Place | None:
    known = _index_names().get(folded)
    return load_places()[known] if known else find_country(folded)


def find_country(name: str) -> Place | None:
    """The country of a name or code as a place without degrees; None if the register does not know it."""
    code = name.upper() if len(name) == 2 else _country_names().get(fold_place(name))
    names = register_countries().get(code or "")
    if code is None or names is None:
        return None
    return Place(code, code, "country", None, None, names, (), load_history().get(code, ()))


@remember
def register_countries() -> dict[str, tuple[str, str, str]]:
    """Country -> its usual names in ru, kk and en: the project's own before those of CLDR."""
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        for side in load_register().side_names(language):
            if side.kind == "name" and len(side.code) == 2 and side.strong:
                found.setdefault(side.code, {}).setdefault(language, side.form)
    for code, items in load_history().items():
        if code in found:
            found[code].update(zip(LANGUAGES, items[-1].names, strict=True))
    return {code: (names["ru"], names["kk"], names["en"]) for code, names in found.items() if len(names) == 3}


@remember
def _country_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for side in load_register().side_names(language):
            if side.kind == "name" and len(side.code) == 2:
                found.setdefault(fold_place(side.form), side.code)
    for code, items in load_history().items():
        if len(code) == 2:
            found.update({fold_place(name): code for one in items for name in one.names})
    return found


def name_on(place: str, day: str, language: str = "ru") -> str | None:
    """What a place (id or any name of it) was called on a day (EDTF); None where the place or the day is unknown.

    On the day of a renaming the newer name holds.
    """
    known, days = find_place(place), to_days(day)
    if known is None or days is None:
        return None
    fitting = [one for one in known.history if one.period.may_meet(days)]
    names = max(fitting, key=lambda one: one.period.first).names if fitting else known.names
    return names[LANGUAGES.index(language)]


def same_place(left: str, right: str) -> bool:
    """Whether two names mean one place, whatever the language and time: «Нур-Султан» and "Astana"."""
    ours, theirs = find_place(left), find_place(right)
    if ours is None or theirs is None:
        return fold_place(left) == fold_place(right)
    return ours.id == theirs.id


def capital_of(country: str, day: str | None = None) -> Place | None:
    """The capital of a country, on a day (EDTF) where one is given; None where it is unknown."""
    days = to_days(day) if day else None
    for place in load_places().values():
        if place.country != country or place.capital is None:
            continue
        period = measure_period(*place.capital)
        if period.surely_holds(days) if days else not place.capital[1]:
            return place
    return None


on_forget(_find_place.cache_clear)
