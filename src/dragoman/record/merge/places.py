"""Places across scripts: one form for the spellings of a name, and the country that it lies in."""

from __future__ import annotations

from functools import cache, lru_cache

from dragoman.model import Place
from dragoman.record.merge.names import find_skeleton, fold_name
from dragoman.register.sides import load_register

LANGUAGES = ("ru", "kk", "en")
PLACES = ("name", "capital", "city", "seat")


@lru_cache(maxsize=50_000)
def fold_place(name: str) -> str:
    """One form for the spellings of a place: «Самарканд» and Samarkand; "" for none."""
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


def find_country(place: Place | None) -> str | None:
    """The country of a place: as the report gives it, else by the register."""
    if place is None:
        return None
    return place.country or load_countries().get(" ".join(fold_name(place.name)))


def is_country(place: Place | None) -> bool:
    """Whether a place is a whole country, which any town in it makes more exact."""
    if place is None:
        return False
    names = {" ".join(fold_name(n.form)) for n in _state_names() if n.code == find_country(place)}
    return " ".join(fold_name(place.name)) in names


@cache
def _state_names() -> tuple:  # type: ignore[type-arg]
    return tuple(n for lang in LANGUAGES for n in load_register().side_names(lang) if n.kind == "name")
