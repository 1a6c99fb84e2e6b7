"""What pages show of many encounters at once: ties, counts by facet, suggestions, saved searches.

Counts over much of the record are kept until the record changes: pages ask for the same ones again and again.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, delete, exists, func, insert, select, text, update

from dragoman.errors import UsageError
from dragoman.model import Place
from dragoman.record.backends import begin_writing
from dragoman.record.merge.names import find_skeleton, fold_name
from dragoman.record.queries import (
    Query,
    find_encounters,
    in_days,
    load_names,
    person_keys,
    select_encounters,
    with_key,
)
from dragoman.record.schema import (
    changes,
    commitment_claims,
    documents,
    encounter_keys,
    encounters,
    figure_claims,
    people,
    rankings,
    searches,
    statement_claims,
    tallies,
)
from dragoman.record.scopes import Scope, count_scope_by, find_scope, in_scope, in_years
from dragoman.record.tallies import COLUMNS, KEYS, PAIRED, read_place
from dragoman.record.values import MergedEncounter, SavedSearch, Suggestion, Tie

T = TypeVar("T")
KEPT_COUNTS = 512  # answers kept for the version of the record that they are of
SPANS = {"year": 4, "month": 7, "day": 10}
LOOKED = 4_000  # encounters that facets are counted of where no counts are kept: the latest
TIED = 20_000  # the same for pairs
SOUNDING = 1_000  # people looked at of those whose names begin alike
OFTEN = 1_000  # people who are looked at for any beginning: who met most often
SUGGESTED = 60
ALIKE = text("""
WITH alike AS (
    SELECT person FROM (
        SELECT person FROM name_words WHERE word >= :begun AND word < :end AND far = :far LIMIT :sounding
    ) AS near
    UNION
    SELECT key FROM (
        SELECT key FROM rankings WHERE facet = 'person' ORDER BY count DESC LIMIT :often
    ) AS met
    WHERE EXISTS (
        SELECT 1 FROM name_words WHERE person = met.key AND word >= :begun AND word < :end AND far = :far
    )
)
SELECT people.id, people.name FROM alike
JOIN people ON people.id = alike.person
LEFT JOIN rankings ON rankings.facet = 'person' AND rankings.key = alike.person
ORDER BY COALESCE(rankings.count, 0) DESC, people.name, people.id LIMIT :most
""")
LAST_SIGN = "\U0010ffff"  # after every word with a beginning
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

    def facets(self, query: Query | None = None, looked: int = LOOKED) -> dict[str, dict[str, int]]:
        """For side, format, kind, mode, status, theme, language and outlet: each value's count, the highest first.

        Of a query by several properties that asks for more than `looked` encounters, the latest so many are counted.
        """
        asked = query or Query()

        def work(connection: Connection) -> dict[str, dict[str, int]]:
            found = count_facets(connection, asked, FACETS, looked)
            return {facet: dict(sorted(c.items(), key=lambda item: (-item[1], item[0]))) for facet, c in found.items()}

        return {facet: dict(counts) for facet, counts in self._once(("facets", asked, looked), work).items()}

    def levels(self, query: Query | None = None) -> dict[str, dict[str, int]]:
        """By kind, then by year: how many encounters of a query there were; those of no known day are left out."""
        asked = query or Query()
        return self._once(("levels", asked), lambda connection: count_levels(connection, asked))

    def places(self, query: Query | None = None) -> list[tuple[Place, int]]:
        """Where the encounters of a query took place, as reported: each place with its count, the highest first."""
        asked = query or Query()
        counts = self._once(("places", asked), lambda connection: count_places(connection, asked))
        return [(read_place(key), count) for key, count in counts]

    def way(self, query: Query, limit: int) -> list[Place]:
        """The places of the latest encounters of a query that people came to, in the order of their days."""
        with self.engine.connect() as connection:
            return [read_place(key) for key in list_way(connection, query, limit)]

    def ties(self, query: Query | None = None, limit: int = 100) -> list[Tie]:
        """Pairs of sides that met in the encounters of a query: how often and when last; the most often first.

        Of a query by several properties that asks for very many encounters, the latest `TIED` are counted.
        """
        asked = query or Query()
        return self._once(("ties", asked, limit), lambda connection: count_pairs(connection, asked, limit))

    def person_ties(self, query: Query | None = None, limit: int = 100) -> list[Tie]:
        """As `ties`, of people, by their keys."""
        asked = query or Query()
        return self._once(("people", asked, limit), lambda connection: count_people(connection, asked, limit))

    def met(self, person: str, limit: int = 12) -> list[tuple[str, str, int]]:
        """Id, name and number of common encounters of those whom a person met, the most often first."""
        keys, count = encounter_keys.alias(), func.count()
        with self.engine.connect() as connection:
            own = person_keys(connection, person)
            lead = with_key("person", own).subquery()
            statement = select(keys.c.value, count).select_from(beside(lead, lead.c.encounter, keys, "person"))
            ranked = statement.group_by(keys.c.value).order_by(count.desc(), keys.c.value)
            found = connection.execute(ranked.limit(limit + len(own) + 1))
            rows = [(key, number) for key, number in found if key is not None and key not in own][:limit]
            names = load_names(connection, [key for key, _count in rows])
        return [(key, names[key], int(number)) for key, number in rows]

    def suggest(self, words: str, limit: int = 10) -> list[Suggestion]:
        """What the beginning of a name may mean: people in any spelling, sides by code or name, formats."""
        if not words.strip():
            return []
        with self.engine.connect() as connection:
            found = [*suggest_formats(connection, words), *suggest_sides(words)]
            return [*found, *suggest_people(connection, words, limit)][:limit]

    def namesakes(self, words: str, limit: int = 10) -> list[Suggestion]:
        """As `suggest`, people alone."""
        with self.engine.connect() as connection:
            return suggest_people(connection, words, limit)

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
        return self.encounters(replace(query, after=max(seq, query.after or 0)))  # type: ignore[attr-defined, no-any-return]


def to_query(saved: SavedSearch) -> Query:
    """The query of a saved search."""
    values = dict(saved.query)
    if "sides" in values:
        values["sides"] = tuple(values["sides"])  # type: ignore[arg-type]
    return Query(**values)  # type: ignore[arg-type]


def count_by(connection: Connection, query: Query, by: str) -> dict[str, int]:
    """How many encounters a query asks for by one property, in the order of its values."""
    scope = find_scope(query)
    kept = count_scope_by(connection, scope, (by,)) if scope is not None and by not in ("month", "day") else None
    if kept is not None:
        return kept[by]
    if by == "year" and scope is not None and scope.name == "all":
        return count_years(connection, scope)
    if by in SPANS:
        return count_days(connection, query, SPANS[by])
    return count_columns(connection, query, None)[by] if by in COLUMNS else count_keys(connection, query, None)[by]


def count_years(connection: Connection, scope: Scope) -> dict[str, int]:
    """All encounters by year, within the bounds of a scope."""
    table = tallies.c
    conditions = [table.scope == "year", table.facet == "all", *in_years(table.value, scope)]
    rows = connection.execute(select(table.value, tallies.c["count"]).where(*conditions).order_by(table.value))
    return {str(year): int(count) for year, count in rows}


def count_facets(
    connection: Connection, query: Query, facets: tuple[str, ...], looked: int | None
) -> dict[str, dict[str, int]]:
    """Counts by several properties: those kept beforehand, else of the latest encounters."""
    scope = find_scope(query)
    kept = count_scope_by(connection, scope, facets) if scope is not None else None
    if kept is not None:
        return kept
    counts = count_columns(connection, query, looked) | count_keys(connection, query, looked)
    return {facet: counts[facet] for facet in facets}


def count_days(connection: Connection, query: Query, cut: int) -> dict[str, int]:
    """By the first `cut` signs of the day, counted by day in the database."""
    selection = select_encounters(connection, query)
    statement = selection.only(selection.day, func.count()).where(selection.day > 0).group_by(selection.day)
    counts: Counter[str] = Counter()
    for day, count in connection.execute(statement):
        counts[date.fromordinal(day).isoformat()[:cut]] += count
    return dict(sorted(counts.items()))


def count_levels(connection: Connection, query: Query) -> dict[str, dict[str, int]]:
    """By kind and year."""
    scope = find_scope(query)
    kept = count_scope_by(connection, scope, ("level",)) if scope is not None else None
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    if kept is not None:
        for level, count in kept["level"].items():
            year, kind = level.split(" ", 1)
            counts[kind][year] += count
    else:
        own = select_some(connection, query, None)
        statement = select(encounters.c.kind, encounters.c.day, func.count()).join(own, own.c.id == encounters.c.id)
        statement = statement.where(encounters.c.day > 0).group_by(encounters.c.kind, encounters.c.day)
        for kind, day, count in connection.execute(statement):
            counts[kind][f"{date.fromordinal(day).year:04}"] += count
    return {kind: dict(sorted(by_year.items())) for kind, by_year in counts.items()}


def count_places(connection: Connection, query: Query) -> list[tuple[str, int]]:
    """The keys of places with their counts, the highest first."""
    scope = find_scope(query)
    kept = count_scope_by(connection, scope, ("place",)) if scope is not None else None
    if kept is not None:
        return sorted(kept["place"].items(), key=lambda item: (-item[1], item[0]))
    keys, count = encounter_keys.alias(), func.count()
    statement = select(keys.c.value, count)
    if only_bounded(query):
        statement = statement.where(keys.c.facet == "place", *in_days(keys.c.day, query))
    else:
        own = select_some(connection, query, None)
        statement = statement.select_from(beside(own, own.c.id, keys, "place"))
    rows = connection.execute(statement.group_by(keys.c.value).order_by(count.desc(), keys.c.value))
    return [(value, int(number)) for value, number in rows if value is not None]


def beside(own: Any, key: Any, keys: Any, facet: str) -> Any:
    """Encounters joined with their values of a facet, or with none.

    An outer join, so that a database begins with the encounters and not with all that have a value of the facet: the
    rows without one are for the caller to leave out.
    """
    return own.outerjoin(keys, (keys.c.encounter == key) & (keys.c.facet == facet))


def only_bounded(query: Query) -> bool:
    """Whether a query asks for a period alone."""
    return replace(query, since=None, until=None, limit=None, offset=0, newest_first=True) == Query()


def list_way(connection: Connection, query: Query, limit: int) -> list[str]:
    """The keys of the places of the latest encounters that people came to, in the order of their days."""
    own, keys = select_some(connection, query, limit), encounter_keys.alias()
    statement = (
        select(keys.c.value, encounters.c.mode, encounters.c.date)
        .select_from(beside(own, own.c.id, keys, "place").join(encounters, encounters.c.id == own.c.id))
        .order_by(own.c.day, own.c.id)
    )
    return [key for key, mode, day in connection.execute(statement) if key and day and mode != "video"]


def select_some(connection: Connection, query: Query, most: int | None) -> Any:
    """A subselect of id and day of what a query asks for; of the latest only, where `most` is given."""
    bounds = {"limit": most, "offset": 0, "newest_first": True}
    return find_encounters(connection, replace(query, **bounds))  # type: ignore[arg-type]


def count_columns(connection: Connection, query: Query, looked: int | None) -> dict[str, dict[str, int]]:
    """By each column that an encounter has one value of; of the latest only, where `looked` is given."""
    columns = [encounters.c[name] for name in COLUMNS]
    statement = select(*columns, func.count()).group_by(*columns)
    own = select_some(connection, query, looked)
    statement = statement.join(own, own.c.id == encounters.c.id)
    found: dict[str, Counter[str]] = {name: Counter() for name in COLUMNS}
    for *values, count in connection.execute(statement):
        for name, value in zip(COLUMNS, values, strict=True):
            if value is not None:
                found[name][value] += count
    return {name: dict(sorted(counts.items())) for name, counts in found.items()}


def count_keys(connection: Connection, query: Query, looked: int | None) -> dict[str, dict[str, int]]:
    """By each facet that an encounter may have several values of; of the latest only, where `looked` is given."""
    keys = encounter_keys.alias()
    own = select_some(connection, query, looked)  # no condition on the facet: it would lead to the wrong index
    statement = select(keys.c.facet, keys.c.value, func.count()).join(own, own.c.id == keys.c.encounter)
    found: dict[str, dict[str, int]] = {name: {} for name in KEYS}
    for facet, value, count in connection.execute(statement.group_by(keys.c.facet, keys.c.value)):
        if facet in found:
            found[facet][value] = count
    return {name: dict(sorted(counts.items())) for name, counts in found.items()}


def count_pairs(connection: Connection, query: Query, limit: int) -> list[Tie]:
    """Pairs of sides that stand in one encounter, with their count and the last day."""
    scope = find_scope(query)
    if scope is None or scope.name not in PAIRED or (scope.is_bounded and scope.name != "all"):
        keys, count = encounter_keys.alias(), func.count()
        own = select_some(connection, query, TIED)
        statement = select(keys.c.value, count, func.max(keys.c.day)).select_from(beside(own, own.c.id, keys, "pair"))
        ranked = statement.group_by(keys.c.value).order_by(count.desc(), keys.c.value).limit(limit + 1)
        found = [(value, number, day) for value, number, day in connection.execute(ranked) if value is not None]
        return [pair_tie(value, number, day) for value, number, day in found[:limit]]
    table, total = tallies.c, func.sum(tallies.c["count"])
    asked = select(table.key, total.label("total")).where(*in_scope(scope), table.facet == "pair")
    top = asked.group_by(table.key).order_by(total.desc(), table.key).limit(limit).subquery()
    rows = connection.execute(select(top.c.key, top.c.total, last_day_of(query, scope, top.c.key)))
    ties = [pair_tie(pair, int(number), day) for pair, number, day in rows]
    return sorted(ties, key=lambda tie: (-tie.count, tie.left, tie.right))


def last_day_of(query: Query, scope: Scope, pair: Any) -> Any:
    """A subselect of the day of the last encounter of a scope that a pair of sides had, by the column of the pair."""
    keys, other = encounter_keys.alias(), encounter_keys.alias()
    inner = select(keys.c.day).where(keys.c.facet == "pair", keys.c.value == pair, *in_days(keys.c.day, query))
    if scope.name in COLUMNS:
        inner = inner.join(encounters, encounters.c.id == keys.c.encounter)
        inner = inner.where(encounters.c[scope.name] == scope.value)
    elif scope.name in KEYS:
        same = (other.c.encounter == keys.c.encounter, other.c.facet == scope.name, other.c.value == scope.value)
        inner = inner.where(exists().where(*same))
    return inner.order_by(keys.c.day.desc()).limit(1).scalar_subquery()


def count_people(connection: Connection, query: Query, limit: int) -> list[Tie]:
    """As `count_pairs`, of people."""
    scope = find_scope(query)
    if scope is not None and scope.name == "all" and not scope.is_bounded:
        table = rankings.c
        ranked = (
            select(table.key, table["count"]).where(table.facet == "duo").order_by(table["count"].desc(), table.key)
        )
        rows = connection.execute(ranked.limit(limit)).all()
        return [pair_tie(key, number, last_met(connection, key)) for key, number in rows]
    left, right, count = encounter_keys.alias(), encounter_keys.alias(), func.count()
    own = select_some(connection, query, TIED)
    later = (right.c.encounter == left.c.encounter) & (right.c.facet == "person") & (right.c.value > left.c.value)
    both = beside(own, own.c.id, left, "person").outerjoin(right, later)
    pair = (left.c.value, right.c.value)
    statement = select(*pair, count, func.max(left.c.day)).select_from(both).where(right.c.value.is_not(None))
    met = connection.execute(statement.group_by(*pair).order_by(count.desc(), *pair).limit(limit))
    return [make_tie(one, other, number, day) for one, other, number, day in met]


def last_met(connection: Connection, duo: str) -> int:
    """The day on which two people met last."""
    left, right = duo.split("|")
    ours, theirs = encounter_keys.alias(), encounter_keys.alias()
    statement = (
        select(ours.c.day)
        .join(theirs, theirs.c.encounter == ours.c.encounter)
        .where(ours.c.facet == "person", ours.c.value == left, theirs.c.facet == "person", theirs.c.value == right)
    )
    return int(connection.execute(statement.order_by(ours.c.day.desc()).limit(1)).scalar() or 0)


def pair_tie(pair: str, count: int, day: int) -> Tie:
    """Two that met, of a key that holds both."""
    left, right = pair.split("|")
    return make_tie(left, right, count, day)


def make_tie(left: str, right: str, count: int, day: int) -> Tie:
    """Two that met, of a row."""
    return Tie(left=left, right=right, count=count, last=date.fromordinal(day).isoformat() if day else None)


def suggest_formats(connection: Connection, words: str) -> list[Suggestion]:
    """The formats of the record whose name begins with some words."""
    begun, table = words.strip().lower(), tallies.c
    kept = select(table.key).where(table.scope == "all", table.value == "", table.facet == "format")
    names = sorted(connection.execute(kept).scalars())
    return [Suggestion(kind="format", key=n, name=n) for n in names if n.lower().startswith(begun)]


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
    """The people one of whose names sounds as if it began with the last of some words; who met most often first."""
    wanted = fold_name(words)
    if not wanted:
        return []
    *before, begun = wanted
    found = rank_people(connection, begun, before, far=False)
    bones = find_skeleton(begun)
    if len(found) < limit and len(bones) > 2:
        near = {key for key, _name in found}
        found += [one for one in rank_people(connection, bones, before, far=True) if one[0] not in near]
    return [Suggestion(kind="person", key=key, name=name) for key, name in found[:limit]]


def rank_people(connection: Connection, begun: str, before: Sequence[str], *, far: bool) -> list[tuple[str, str]]:
    """Key and name of people whose names begin so, who met most often first; the other words must be in the name too.

    Of very many the first `SOUNDING` are looked at, and everyone who is often met.
    """
    given = {"begun": begun, "end": begun + LAST_SIGN, "far": far, "sounding": SOUNDING, "often": OFTEN}
    rows = connection.execute(ALIKE, {**given, "most": SOUNDING if before else SUGGESTED}).all()
    told = [(key, name) for key, name in rows if not before or has_words(name, before)]
    return [(key, name) for key, name in (told or rows)]


def has_words(name: str, wanted: Sequence[str]) -> bool:
    """Whether each of some folded words, or its bones, begins a word of a name."""
    sounds = fold_name(name)
    bones = [find_skeleton(word) for word in sounds]
    return all(
        any(word.startswith(one) for word in sounds) or any(bone.startswith(find_skeleton(one)) for bone in bones)
        for one in wanted
    )
