"""What pages show of many encounters at once: ties, counts by facet, suggestions, saved searches.

Counts over much of the record are kept until the record changes: pages ask for the same ones again and again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, func, insert, select, update

from dragoman.errors import UsageError
from dragoman.record.merge.names import find_skeleton, fold_name
from dragoman.record.queries import Query, select_encounters
from dragoman.record.schema import changes, encounter_keys, encounters, people, searches
from dragoman.record.values import MergedEncounter, SavedSearch, Suggestion, Tie

T = TypeVar("T")
KEPT_COUNTS = 512  # answers kept for the version of the record that they are of
SPANS = {"year": 4, "month": 7, "day": 10}
KEYS = ("side", "theme", "outlet", "language")
COLUMNS = ("format", "kind", "mode", "status")
FACETS = ("side", "format", "kind", "mode", "status", "theme", "language", "outlet")
MOST_SIDES = 12  # sides of an encounter from which it ties nobody to anybody: a world summit is no contact of two


class Views:
    """The part of the record that counts."""

    engine: Engine

    def __init__(self) -> None:
        self._counts: dict[Any, Any] = {}
        self._counted: int = -1

    def _once(self, key: Any, work: Callable[[Connection], T]) -> T:
        """The answer to a question, worked out once for a version of the record."""
        with self.engine.connect() as connection:
            version = connection.execute(select(func.max(changes.c.seq))).scalar() or 0
            if version != self._counted or len(self._counts) > KEPT_COUNTS:
                self._counts, self._counted = {}, version
            counts = self._counts
            if key not in counts:
                counts[key] = work(connection)
            found: T = counts[key]
            return found

    def histogram(self, query: Query | None = None, by: str = "year") -> dict[str, int]:
        """How many encounters a query asks for, in the order of the keys.

        Args: by: year, month, day (of the event, else of its first report), kind, mode, status, format, side, theme,
        outlet or language.
        Raises: UsageError: by is none of these.
        """
        if by not in (*SPANS, *COLUMNS, *KEYS):
            raise UsageError(f"cannot count by {by!r}; give one of {', '.join((*SPANS, *COLUMNS, *KEYS))}")
        asked = query or Query()
        return dict(self._once(("histogram", by, asked), lambda connection: count_by(connection, asked, by)))

    def facets(self, query: Query | None = None) -> dict[str, dict[str, int]]:
        """For side, format, kind, mode, status, theme, language and outlet: each value's count, the highest first."""
        asked = query or Query()

        def work(connection: Connection) -> dict[str, dict[str, int]]:
            found = {facet: count_by(connection, asked, facet) for facet in FACETS}
            return {facet: dict(sorted(c.items(), key=lambda item: (-item[1], item[0]))) for facet, c in found.items()}

        return {facet: dict(counts) for facet, counts in self._once(("facets", asked), work).items()}

    def ties(self, query: Query | None = None, limit: int = 100) -> list[Tie]:
        """Pairs of sides that met in the encounters of a query: how often and when last; the most often first."""
        asked = query or Query()
        return self._once(("ties", asked, limit), lambda connection: count_ties(connection, asked, "side", limit))

    def person_ties(self, query: Query | None = None, limit: int = 100) -> list[Tie]:
        """As `ties`, of people, by their keys."""
        asked = query or Query()
        return self._once(("people", asked, limit), lambda connection: count_ties(connection, asked, "person", limit))

    def suggest(self, words: str, limit: int = 10) -> list[Suggestion]:
        """What the beginning of a name may mean: people in any spelling, sides by code or name, formats."""
        if not words.strip():
            return []
        with self.engine.connect() as connection:
            found = [
                *suggest_formats(connection, words),
                *suggest_sides(words),
                *suggest_people(connection, words, limit),
            ]
        return found[:limit]

    # -- saved searches -----------------------------------------------------------------------------------------

    def save_search(self, name: str, query: Query) -> SavedSearch:
        """Keeps a query under a name, as of now; an older one of that name is replaced."""
        if not name.strip():
            raise UsageError("a saved search needs a name")
        body = json.dumps({key: value for key, value in asdict(query).items() if value != getattr(Query(), key)})
        with self.engine.execution_options(writes=True).begin() as connection:
            seq = connection.execute(select(func.max(changes.c.seq))).scalar() or 0
            at = datetime.now(UTC).isoformat(timespec="seconds")
            values = {"query": body, "seq": seq, "at": at}
            done = connection.execute(update(searches).where(searches.c.name == name).values(**values))
            if not done.rowcount:
                connection.execute(insert(searches).values(name=name, **values))
        return SavedSearch(name=name, query=json.loads(body), seq=seq, at=at)

    def saved_searches(self) -> list[SavedSearch]:
        """The saved searches, by name."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(searches).order_by(searches.c.name)).all()
        return [SavedSearch(name=r.name, query=json.loads(r.query), seq=r.seq, at=r.at) for r in rows]

    def new_since(self, query: Query, seq: int) -> list[MergedEncounter]:
        """The encounters of a query that were first reported after change number `seq` of the record."""
        from dataclasses import replace

        return self.encounters(replace(query, after=max(seq, query.after or 0)))  # type: ignore[attr-defined, no-any-return]


def to_query(saved: SavedSearch) -> Query:
    """The query of a saved search."""
    values = dict(saved.query)
    if "sides" in values:
        values["sides"] = tuple(values["sides"])  # type: ignore[arg-type]
    return Query(**values)  # type: ignore[arg-type]


def count_by(connection: Connection, query: Query, by: str) -> dict[str, int]:
    """How many encounters a query asks for by one property, in the order of its values."""
    selection = select_encounters(connection, query)
    if by in SPANS:
        rows = connection.execute(
            selection.only(selection.day, func.count()).where(selection.day > 0).group_by(selection.day)
        )
        counts: Counter[str] = Counter()
        for day, count in rows:
            counts[date.fromordinal(day).isoformat()[: SPANS[by]]] += count
        return dict(sorted(counts.items()))
    if by in KEYS:
        keys = encounter_keys.alias()
        statement = select(keys.c.value, func.count()).where(keys.c.facet == by).group_by(keys.c.value)
        if query != Query():
            own = selection.only(selection.key.label("id")).subquery()
            statement = statement.join(own, own.c.id == keys.c.encounter)
    else:
        column = encounters.c[by]
        statement = select(column, func.count()).where(column.is_not(None)).group_by(column)
        if query != Query():
            statement = statement.where(encounters.c.id.in_(selection.only(selection.key)))
    return dict(sorted((value, count) for value, count in connection.execute(statement)))


def count_ties(connection: Connection, query: Query, facet: str, limit: int) -> list[Tie]:
    """Pairs of values of a facet that stand in one encounter, with their count and the last day."""
    left, right = encounter_keys.alias(), encounter_keys.alias()
    count, last = func.count(), func.max(left.c.day)
    statement = (
        select(left.c.value, right.c.value, count, last)
        .join(right, (right.c.encounter == left.c.encounter) & (right.c.facet == left.c.facet))
        .where(left.c.facet == facet, left.c.value < right.c.value)
        .group_by(left.c.value, right.c.value)
        .order_by(count.desc(), left.c.value, right.c.value)
        .limit(limit)
    )
    if query != Query():
        selection = select_encounters(connection, query)
        statement = statement.where(left.c.encounter.in_(selection.only(selection.key)))
    crowds = encounter_keys.alias()
    crowded = (
        select(crowds.c.encounter)
        .where(crowds.c.facet == facet)
        .group_by(crowds.c.encounter)
        .having(func.count() > MOST_SIDES)
    )
    statement = statement.where(left.c.encounter.not_in(crowded))
    rows = connection.execute(statement)
    return [
        Tie(left=a, right=b, count=n, last=date.fromordinal(day).isoformat() if day else None) for a, b, n, day in rows
    ]


def suggest_formats(connection: Connection, words: str) -> list[Suggestion]:
    """The formats of the record whose name begins with some words."""
    begun = words.strip().lower()
    names = connection.execute(select(encounters.c.format).where(encounters.c.format.is_not(None)).distinct()).scalars()
    return [Suggestion(kind="format", key=n, name=n) for n in sorted(names) if n.lower().startswith(begun)]


def suggest_sides(words: str) -> list[Suggestion]:
    """The sides whose code, or name in any language, begins with some words."""
    from dragoman.register.sides import load_register

    begun = words.strip().lower()
    found: dict[str, str] = {}
    for language in ("ru", "kk", "en"):
        for name in load_register().side_names(language):
            if name.kind in ("name", "organisation") and (
                name.form.lower().startswith(begun) or name.code.lower() == begun
            ):
                found.setdefault(name.code, name.form)
    return [Suggestion(kind="side", key=code, name=form) for code, form in found.items()]


def suggest_people(connection: Connection, words: str, limit: int) -> list[Suggestion]:
    """The people of the record one of whose names sounds as if it began with some words."""
    wanted = fold_name(words)
    if not wanted:
        return []
    bones = find_skeleton(wanted[-1])
    rows = connection.execute(select(people.c.id, people.c.name).order_by(people.c.id)).all()
    near = []
    for key, name in rows:
        spoken = fold_name(name)
        exact = any(word.startswith(wanted[-1]) for word in spoken)
        if exact or any(find_skeleton(word).startswith(bones) for word in spoken if len(bones) > 2):
            near.append((not exact, name, key))
    return [Suggestion(kind="person", key=key, name=name) for _far, name, key in sorted(near)[:limit]]
