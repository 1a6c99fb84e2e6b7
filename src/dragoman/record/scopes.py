"""Which counts kept beforehand answer a query: those of one property, of all encounters, or of whole years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from dragoman.edtf import first_day, last_day
from dragoman.record.schema import tallies
from dragoman.record.tallies import COLUMNS, KEYS

if TYPE_CHECKING:
    from dragoman.record.queries import Query

OPEN = ("person", "words", "after", "background", "disputed")  # what no count is kept of
SINGLE = tuple(name for name in (*COLUMNS, *KEYS) if name != "side")


@dataclass(frozen=True, slots=True)
class Scope:
    """A property that a query asks for, and the years that bound it: "" and "" for no bounds."""

    name: str
    value: str
    first: str = ""
    last: str = ""

    @property
    def is_bounded(self) -> bool:
        """Whether only some years are asked for."""
        return bool(self.first or self.last)


def find_scope(query: Query) -> Scope | None:
    """The scope that is just what a query asks for; None where counts kept beforehand do not answer it."""
    if any(getattr(query, name) is not None for name in OPEN):
        return None
    years = find_years(query.since, query.until)
    given = [(name, value) for name in SINGLE if (value := getattr(query, name)) is not None]
    sides = sorted({side.upper() for side in query.sides})
    if len(sides) == 1:
        given.append(("side", sides[0]))
    elif sides:
        given.append(("pair", "|".join(sides)))
    if years is None or len(given) > 1 or len(sides) > 2:
        return None
    name, value = given[0] if given else ("all", "")
    return Scope(name, value, *years)


def find_years(since: str | None, until: str | None) -> tuple[str, str] | None:
    """First and last year of bounds that are whole years, "" for an open one; None for bounds within a year."""
    first, last = first_day(since), last_day(until)
    if (since and (first is None or (first.month, first.day) != (1, 1))) or (
        until and (last is None or (last.month, last.day) != (12, 31))
    ):
        return None
    return f"{first.year:04}" if first else "", f"{last.year:04}" if last else ""


def in_scope(scope: Scope) -> list[Any]:
    """Conditions on the rows of a scope; the bounds of one of all encounters are years themselves."""
    table = tallies.c
    if scope.name == "all" and scope.is_bounded:
        return [table.scope == "year", *in_years(table.value, scope)]
    return [table.scope == scope.name, table.value == scope.value]


def in_years(column: Any, scope: Scope) -> list[Any]:
    """Conditions that a year, or what begins with one, lies within the bounds of a scope."""
    conditions = [column >= scope.first] if scope.first else []
    return [*conditions, column < f"{int(scope.last) + 1:04}"] if scope.last else conditions


def count_scope(connection: Connection, scope: Scope) -> int:
    """How many encounters a scope has."""
    table = tallies.c
    conditions = in_scope(scope)
    if scope.is_bounded and scope.name != "all":
        conditions += [table.facet == "year", *in_years(table.key, scope)]
    else:
        conditions.append(table.facet == "all")
    return int(connection.execute(select(func.coalesce(func.sum(table["count"]), 0)).where(*conditions)).scalar_one())


def count_scope_by(connection: Connection, scope: Scope, facets: Sequence[str]) -> dict[str, dict[str, int]] | None:
    """How many encounters of a scope have each value of some facets, in the order of the values.

    None where the bounds of the scope leave no count of these.
    """
    table = tallies.c
    conditions = in_scope(scope)
    if scope.is_bounded and scope.name != "all":
        if not set(facets) <= {"year", "level"}:
            return None
        conditions += in_years(table.key, scope)
    statement = select(table.facet, table.key, func.sum(table["count"])).where(*conditions, table.facet.in_(facets))
    found: dict[str, dict[str, int]] = {facet: {} for facet in facets}
    for facet, key, count in connection.execute(statement.group_by(table.facet, table.key)):
        found[facet][key] = int(count)
    return {facet: dict(sorted(counts.items())) for facet, counts in found.items()}
