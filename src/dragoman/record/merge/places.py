"""Places across scripts: one form for the spellings of a name, and the country that it lies in."""

from __future__ import annotations

from functools import cache, lru_cache

from dragoman.model import Place
from dragoman.record.merge.names import find_skeleton, fold_name
from dragoman.register.places import find_place
from dragoman.register.sides import load_register
from dragoman.register.tables import on_forget

LANGUAGES = ("ru", "kk", "en")
PLACES = ("name", "capital", "city", "seat")


@lru_cache(maxsize=50_000)
def fold_place(name: str) -> str:
    """One form for the spellings of a place: the register's id, else its bones: «Самарканд» is Samarkand."""
    known = find_place(name)
    if known is not None:
        return known.id
    return " ".join(find_skeleton(word) for word in fold_name(name)) or name.lower()


@cache
def load_countries() -> dict[str, str | None]:
    """Folded name of a state, capital, city or seat in any language -> its country; None where several fit."""
    found: dict[str, str | None] = {}
    for language in LANGUAGES:
        for name in load_register().side_names(language):
            if name.kind not in PLACES:
                continue
            key = " ".join(fold_name(name.form))
            if found.setdefault(key, name.code) != name.code:
                found[key] = None
    return found


@lru_cache(maxsize=50_000)
def country_of(name: str) -> str | None:
    """The country that a place lies in, by the register."""
    known = find_place(name)
    return known.country if known is not None else load_countries().get(" ".join(fold_name(name)))


on_forget(fold_place.cache_clear)
on_forget(load_countries.cache_clear)
on_forget(country_of.cache_clear)


def is_country(spot: str) -> bool:
    """Whether a folded place is a whole country."""
    return len(spot) == 2 and spot.isupper()


def find_country(place: Place | None) -> str | None:
    """The country of a place: as the report gives it, else by the register."""
    return None if place is None else place.country or country_of(place.name)
