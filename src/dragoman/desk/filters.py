"""Filters that live in the address: parameters in, a `Query` out, and what the page shows of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from starlette.datastructures import QueryParams

from dragoman.edtf import is_bound
from dragoman.errors import UsageError
from dragoman.model import EncounterKind, Mode, Status
from dragoman.record import Query

PLAIN = ("person", "format", "kind", "mode", "status", "theme", "language", "outlet", "words")
BOUNDS = ("since", "until")
NAMES = ("side", "pair", *PLAIN, *BOUNDS)
LABELS = {
    "side": "Side",
    "pair": "Pair",
    "person": "Person",
    "format": "Format",
    "kind": "Kind",
    "mode": "How held",
    "status": "Status",
    "theme": "Theme",
    "language": "Language",
    "outlet": "Outlet",
    "words": "Words",
    "since": "From",
    "until": "Until",
    "state": "Status",
    "due": "Due until",
    "of": "Circles",
    "new": "New since your last visit",
}
CHOICES = {"kind": get_args(EncounterKind), "mode": get_args(Mode), "status": get_args(Status)}
MAX_VALUE = 200  # characters of one filter
MAX_SIDES = 8
MAX_PAGE = 10_000
SIDE = re.compile(r"[A-Za-z][A-Za-z0-9]{1,11}")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter with how many encounters it leaves; 0 says nothing of how many."""

    value: str
    name: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """A filter as a list of choices."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    name: str
    value: str
    href: str


def parse_query(given: QueryParams) -> Query:
    """The query that an address asks.

    Raises: UsageError: a bound that is no date, a side that is no code, a value that is too long.
    """
    plain = {name: value for name in PLAIN if (value := read_value(given, name))}
    for name, values in CHOICES.items():
        if plain.get(name) and plain[name] not in values:
            raise UsageError(f"{name} {plain[name]!r} is none; give one of {', '.join(values)}")
    sides = [*given.getlist("side"), *split_pair(given.get("pair", ""))]
    return replace(
        Query(**plain),  # type: ignore[arg-type]
        sides=check_sides(sides),
        since=read_bound(given, "since"),
        until=read_bound(given, "until"),
    )


def read_value(given: Mapping[str, str], name: str) -> str | None:
    """One parameter, trimmed; None for an empty one.  Raises: UsageError: it is too long or holds a NUL."""
    value = (given.get(name) or "").strip()
    if len(value) > MAX_VALUE or "\0" in value:
        raise UsageError(f"{name} is longer than {MAX_VALUE} characters or holds a zero byte; shorten it", name)
    return value or None


def read_bound(given: Mapping[str, str], name: str) -> str | None:
    """A date that bounds a period.  Raises: UsageError: it is none."""
    value = read_value(given, name)
    if value is not None and not is_bound(value):
        raise UsageError(f"{value!r} is no date; give a year, month or day such as 2023-09", name)
    return value


def read_page(given: Mapping[str, str], name: str = "page") -> int:
    """The number of a page, from 1.  Raises: UsageError: it is no number or too large."""
    value = given.get(name) or "1"
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= MAX_PAGE):
        raise UsageError(f"{value[:40]!r} is no page; give a number from 1 to {MAX_PAGE}", name)
    return int(value)


def split_pair(pair: str) -> list[str]:
    """The codes of «KZ-US»; a code alone is itself."""
    return [code.strip() for code in re.split(r"[-–,\s]+", pair.strip()) if code.strip()]


def check_sides(sides: Iterable[str]) -> tuple[str, ...]:
    """Codes in capitals, each once.  Raises: UsageError: a word that is no code, or too many."""
    codes = tuple(dict.fromkeys(side.strip().upper() for side in sides if side.strip()))
    for code in codes:
        if not SIDE.fullmatch(code):
            raise UsageError(f"{code[:40]!r} is no side; give a code such as KZ, US or EU", "side")
    if len(codes) > MAX_SIDES:
        raise UsageError(f"{len(codes)} sides; give {MAX_SIDES} at most", "side")
    return codes


def query_parameters(query: Query) -> dict[str, object]:
    """The parameters that ask for a query: `parse_query` reads them back."""
    given: dict[str, object] = {"side": query.sides}
    given.update({name: getattr(query, name) for name in (*PLAIN, *BOUNDS)})
    return {name: value for name, value in given.items() if value}
