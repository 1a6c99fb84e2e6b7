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

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from dragoman.errors import UsageError
from dragoman.record.backends import begin_writing
from dragoman.record.merge.names import find_skeleton, fold_name
from dragoman.record.queries import Query, select_encounters
from dragoman.record.schema import (
    changes,
    commitment_claims,
    documents,
    encounter_keys,
    encounters,
    figure_claims,
    people,
    searches,
    statement_claims,
)
from dragoman.record.values import MergedEncounter, SavedSearch, Suggestion, Tie

T = TypeVar("T")
KEPT_COUNTS = 512  # answers kept for the version of the record that they are of
SPANS = {"year": 4, "month": 7, "day": 10}
KEYS = ("side", "theme", "outlet", "language")
COLUMNS = ("format", "kind", "mode", "status")
FACETS = ("side", "format", "kind", "mode", "status", "theme", "language", "outlet")


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
            counts = count_columns(connection, asked) | count_keys(connection, asked)
            found = {facet: counts[facet] for facet in FACETS}
            return {facet: dict(sorted(c.items(), key=lambda item: (-item[1], item[0]))) for facet, c in found.items()}

        return {facet: dict(counts) for facet, counts in self._once(("facets", asked), work).items()}

    def ties(self, query: Query | None = None, limit: int = 100) -> list[Tie]:
        """Pairs of sides that met in the encounters of a query: how often and when last; the most often first."""
        asked = query or Query()
        return self._once(("ties", asked, limit), lambda connection: count_pairs(connection, asked, limit))

    def person_ties(self, query: Query | None = None, limit: int = 100) -> list[Tie]:
        """As `ties`, of people, by their keys."""
        asked = query or Query()
        return self._once(("people", asked, limit), lambda connection: count_people(connection, asked, limit))

    def suggest(self, words: str, limit: int = 10) -> list[Suggestion]:
        """What the beginning of a name may mean: people in any spelling, sides by code or name, formats."""
        if not words.strip():
            return []
        with self.engine.connect() as connection:
            found = [*suggest_formats(connection, words), *suggest_sides(words)]
        everyone = self._once("people by sound", spell_people)
        return [*found, *suggest_people(everyone, words, limit)][:limit]

    def totals(self) -> dict[str, int]:
        """How much the record holds."""

        def work(connection: Connection) -> dict[str, int]:
            tables = {
                "reports": documents,
                "encounters": encounters,
                "people": people,
                "statements": statement_claims,
                "commitments": commitment_claims,
                "figures": figure_claims,
            }
            return {
                name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
                for name, table in tables.items()
            }

        return dict(self._once("totals", work))

    # -- saved searches -----------------------------------------------------------------------------------------

    def save_search(self, name: str, query: Query) -> SavedSearch:
        """Keeps a query under a name, as of now; an older one of that name is replaced."""
        if not name.strip():
            raise UsageError("a saved search needs a name")
        body = json.dumps({key: value for key, value in asdict(query).items() if value != getattr(Query(), key)})
        with begin_writing(self.engine) as connection:
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

    def drop_search(self, name: str) -> bool:
        """Forgets a saved search; whether there was one of that name."""
        with begin_writing(self.engine) as connection:
            return bool(connection.execute(delete(searches).where(searches.c.name == name)).rowcount)

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
    if by in SPANS:
        return count_days(connection, query, SPANS[by])
    return count_columns(connection, query)[by] if by in COLUMNS else count_keys(connection, query)[by]


def count_days(connection: Connection, query: Query, cut: int) -> dict[str, int]:
    """By the first `cut` signs of the day, counted by day in the database."""
    selection = select_encounters(connection, query)
    statement = selection.only(selection.day, func.count()).where(selection.day > 0).group_by(selection.day)
    counts: Counter[str] = Counter()
    for day, count in connection.execute(statement):
        counts[date.fromordinal(day).isoformat()[:cut]] += count
    return dict(sorted(counts.items()))


def count_columns(connection: Connection, query: Query) -> dict[str, dict[str, int]]:
    """By each column that an encounter has one value of."""
    columns = [encounters.c[name] for name in COLUMNS]
    statement = select(*columns, func.count()).group_by(*columns)
    if query != Query():
        selection = select_encounters(connection, query)
        statement = statement.where(encounters.c.id.in_(selection.only(selection.key)))
    found: dict[str, Counter[str]] = {name: Counter() for name in COLUMNS}
    for *values, count in connection.execute(statement):
        for name, value in zip(COLUMNS, values, strict=True):
            if value is not None:
                found[name][value] += count
    return {name: dict(sorted(counts.items())) for name, counts in found.items()}


def count_keys(connection: Connection, query: Query) -> dict[str, dict[str, int]]:
    """By each facet that an encounter may have several values of."""
    keys = encounter_keys.alias()
    if query == Query():
        statement = select(keys.c.facet, keys.c.value, func.count()).where(keys.c.facet.in_(KEYS))
    else:  # no condition on the facet: it would lead the database to the wrong index
        selection = select_encounters(connection, query)
        own = selection.only(selection.key.label("id")).subquery()
        statement = select(keys.c.facet, keys.c.value, func.count()).join(own, own.c.id == keys.c.encounter)
    found: dict[str, dict[str, int]] = {name: {} for name in KEYS}
    for facet, value, count in connection.execute(statement.group_by(keys.c.facet, keys.c.value)):
        if facet in found:
            found[facet][value] = count
    return {name: dict(sorted(counts.items())) for name, counts in found.items()}


def count_pairs(connection: Connection, query: Query, limit: int) -> list[Tie]:
    """Pairs of sides that stand in one encounter, with their count and the last day."""
    keys = encounter_keys.alias()
    count = func.count()
    statement = select(keys.c.value, count, func.max(keys.c.day)).where(keys.c.facet == "pair")
    if query != Query():
        selection = select_encounters(connection, query)
        own = selection.only(selection.key.label("id")).subquery()
        statement = statement.join(own, own.c.id == keys.c.encounter)
    rows = connection.execute(statement.group_by(keys.c.value).order_by(count.desc(), keys.c.value).limit(limit))
    return [make_tie(value.split("|")[0], value.split("|")[1], number, day) for value, number, day in rows]


def count_people(connection: Connection, query: Query, limit: int) -> list[Tie]:
    """As `count_pairs`, of people."""
    left, right = encounter_keys.alias(), encounter_keys.alias()
    count = func.count()
    statement = (
        select(left.c.value, right.c.value, count, func.max(left.c.day))
        .join(right, (right.c.encounter == left.c.encounter) & (right.c.facet == left.c.facet))
        .where(left.c.facet == "person", left.c.value < right.c.value)
    )
    if query != Query():
        selection = select_encounters(connection, query)
        statement = statement.where(left.c.encounter.in_(selection.only(selection.key)))
    pair = (left.c.value, right.c.value)
    return [
        make_tie(*row)
        for row in connection.execute(statement.group_by(*pair).order_by(count.desc(), *pair).limit(limit))
    ]


def make_tie(left: str, right: str, count: int, day: int) -> Tie:
    """Two that met, of a row."""
    return Tie(left=left, right=right, count=count, last=date.fromordinal(day).isoformat() if day else None)


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


def spell_people(connection: Connection) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Everyone's key, name, the sounds of the words of the name, and their bones."""
    rows = connection.execute(select(people.c.id, people.c.name).order_by(people.c.id))
    return [(key, name, fold_name(name), tuple(map(find_skeleton, fold_name(name)))) for key, name in rows]


def suggest_people(
    everyone: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]], words: str, limit: int
) -> list[Suggestion]:
    """The people one of whose names sounds as if it began with some words."""
    wanted = fold_name(words)
    if not wanted:
        return []
    begun, bones = wanted[-1], find_skeleton(wanted[-1])
    near = []
    for key, name, sounds, skeletons in everyone:
        if any(word.startswith(begun) for word in sounds):
            near.append((False, name, key))
        elif len(bones) > 2 and any(word.startswith(bones) for word in skeletons):
            near.append((True, name, key))
    return [Suggestion(kind="person", key=key, name=name) for _far, name, key in sorted(near)[:limit]]
