"""What the record is asked: encounters by any of their slots, reports, what was said, promised and counted."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase
from typing import Any

from sqlalchemy import Connection, Engine, Integer, Select, case, column, exists, false, func, select, tuple_

from dragoman.edtf import first_day, last_day
from dragoman.errors import UsageError
from dragoman.model import Reading, Span, from_json
from dragoman.record.judgements import load_aliases
from dragoman.record.merge.names import fold_name, name_key
from dragoman.record.schema import (
    documents,
    encounter_bodies,
    encounter_claims,
    encounter_keys,
    encounters,
    figure_claims,
    office_claims,
    people,
    person_claims,
    rankings,
    readings,
    tallies,
)
from dragoman.record.scopes import Scope, count_scope, find_scope
from dragoman.record.search import cut_excerpt, find_documents, match_documents
from dragoman.record.terms import query_terms
from dragoman.record.values import Hit, Listed, MergedEncounter, Spell
from dragoman.register.people import find_people

RANKED = 3
DAMPING = 50  # words
MOST_HITS = 3_000  # reports that a query by words looks at: the latest
NEAR = 20  # encounters looked at for the meeting before or after
EVERY = 1 << 40
CHUNK = 500
RANGED = ("format", "kind", "status")  # columns with an index that is in the order of the days
COLUMNS = ("format", "kind", "mode", "status", "background", "disputed")


@dataclass(frozen=True, slots=True)
class Query:
    """Which encounters are wanted; every field narrows, None leaves open.

    sides: all of them took part. person: id or name in any spelling. since, until: EDTF bounds of the event.
    words: in some form in a report of it. language, outlet: of some report of it. after: `encounters.seq` above it.
    """

    sides: tuple[str, ...] = ()
    person: str | None = None
    format: str | None = None
    kind: str | None = None
    mode: str | None = None
    status: str | None = None
    theme: str | None = None
    language: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    words: str | None = None
    after: int | None = None
    background: bool | None = None
    disputed: bool | None = None
    newest_first: bool = True
    limit: int | None = None
    offset: int = 0


class Queries:
    """The reading part of the record."""

    engine: Engine

    # -- encounters ---------------------------------------------------------------------------------------------

    def encounters(self, query: Query | None = None) -> list[MergedEncounter]:
        """The encounters that a query asks for, in the order of their days.

        Those of which no day is known come last when the newest are first, first otherwise.
        """
        return list(self.iterate(query or Query()))

    def iterate(self, query: Query) -> Iterator[MergedEncounter]:
        """As `encounters`, one at a time."""
        with self.engine.connect() as connection:
            found = find_encounters(connection, query)
            bodies = encounter_bodies
            order = (found.c.day.desc(), found.c.id.desc()) if query.newest_first else (found.c.day, found.c.id)
            statement = select(bodies.c.body).join(found, found.c.id == bodies.c.id).order_by(*order)
            for body in connection.execution_options(yield_per=500).execute(statement).scalars():
                yield from_json(body, MergedEncounter)

    def count(self, query: Query | None = None, most: int | None = None) -> int:
        """How many encounters a query asks for, its limit and offset aside.

        Args: most: where no count is kept beforehand, more than so many are not counted.
        """
        asked = query or Query()
        with self.engine.connect() as connection:
            scope = find_scope(asked)
            if scope is not None:
                return count_scope(connection, scope)
            selection = select_encounters(connection, asked)
            if most is None:
                return int(connection.execute(selection.only(func.count())).scalar_one())
            some = selection.only(selection.key).limit(most).subquery()
            return int(connection.execute(select(func.count()).select_from(some)).scalar_one())

    def encounter(self, key: str) -> MergedEncounter | None:
        """An encounter by its id or by the id of any of its claims, rejected ones too; None if there is none."""
        with self.engine.connect() as connection:
            home = connection.execute(select(encounter_claims.c.encounter).where(encounter_claims.c.id == key)).scalar()
            bodies = encounter_bodies
            body = connection.execute(select(bodies.c.body).where(bodies.c.id == (home or key))).scalar()
        return from_json(body, MergedEncounter) if body else None

    def encounters_by(self, keys: Iterable[str]) -> dict[str, MergedEncounter]:
        """Several encounters by their ids; ids of claims, and those that there are not, are left out."""
        bodies = encounter_bodies
        with self.engine.connect() as connection:
            rows = load_by(connection, select(bodies.c.id, bodies.c.body), bodies.c.id, keys)
        return {row.id: from_json(row.body, MergedEncounter) for row in rows}

    def encounters_of(self, document: str) -> list[MergedEncounter]:
        """The encounters that a report tells of, in the order of its text."""
        claims, bodies = encounter_claims, encounter_bodies
        statement = (
            select(bodies.c.body)
            .join(claims, claims.c.encounter == bodies.c.id)
            .where(claims.c.document == document, bodies.c.hidden.is_(False))
            .order_by(claims.c.start, claims.c.id)
        )
        with self.engine.connect() as connection:
            found = dict.fromkeys(connection.execute(statement).scalars())
        return [from_json(body, MergedEncounter) for body in found]

    def neighbours(self, encounter: MergedEncounter) -> tuple[MergedEncounter | None, MergedEncounter | None]:
        """The meetings of the same format (or of the same two sides alone) before and after one."""
        sides = tuple(sorted({p.side for p in encounter.participants if p.side}))
        if not encounter.format and len(sides) != 2:
            return None, None
        query = Query(format=encounter.format) if encounter.format else Query(sides=sides)
        with self.engine.connect() as connection:
            table = encounters
            day = connection.execute(select(table.c.day).where(table.c.id == encounter.id)).scalar()
            if day is None:
                return None, None
            place = (day, encounter.id)
            selection = select_encounters(connection, query)
            return (
                self._nearest(connection, selection, place, encounter, before=True),
                self._nearest(connection, selection, place, encounter, before=False),
            )

    @staticmethod
    def _nearest(
        connection: Connection,
        selection: Selection,
        place: tuple[int, str],
        encounter: MergedEncounter,
        *,
        before: bool,
    ) -> MergedEncounter | None:
        day, key = selection.day, selection.key
        beyond = tuple_(day, key) < place if before else tuple_(day, key) > place
        order = (day.desc(), key.desc()) if before else (day, key)
        statement = selection.only(key).where(beyond, day > 0).order_by(*order).limit(NEAR)
        keys = list(connection.execute(statement).scalars())
        for found in keys:
            body = connection.execute(
                select(encounter_bodies.c.body).where(encounter_bodies.c.id == found)
            ).scalar_one()
            one = from_json(body, MergedEncounter)
            if encounter.format or len({p.side for p in one.participants if p.side}) == 2:
                return one
        return None

    # -- reports ------------------------------------------------------------------------------------------------

    def documents(self, limit: int | None = None, offset: int = 0) -> list[Listed]:
        """The reports, the latest first."""
        statement = select(documents).order_by(documents.c.day.desc(), documents.c.id.desc())
        with self.engine.connect() as connection:
            return [make_listed(row) for row in connection.execute(statement.limit(limit).offset(offset))]

    def document(self, key: str) -> Reading | None:
        """The reading of a report, by the record's id of it; None if there is none."""
        with self.engine.connect() as connection:
            body = connection.execute(select(readings.c.body).where(readings.c.document == key)).scalar()
        return from_json(zlib.decompress(body), Reading) if body is not None else None

    def readings(self, keys: Iterable[str]) -> dict[str, Reading]:
        """The readings of several reports, by the record's ids of them; those that there are not are left out."""
        with self.engine.connect() as connection:
            rows = load_by(connection, select(readings.c.document, readings.c.body), readings.c.document, keys)
        return {row.document: from_json(zlib.decompress(row.body), Reading) for row in rows}

    def listed_by(self, keys: Iterable[str]) -> dict[str, Listed]:
        """What is listed of several reports, by their ids; those that there are not are left out."""
        with self.engine.connect() as connection:
            return {row.id: make_listed(row) for row in load_by(connection, select(documents), documents.c.id, keys)}

    def listed(self, key: str) -> Listed | None:
        """What is listed of a report; None if there is none."""
        with self.engine.connect() as connection:
            row = connection.execute(select(documents).where(documents.c.id == key)).one_or_none()
        return make_listed(row) if row is not None else None

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        """The reports that hold every word in some form, the best first; names in any spelling and script.

        Of very many the latest are looked at: RANKED times as many as are asked for.
        """
        query = query_terms(words)
        with self.engine.connect() as connection:
            numbers = find_documents(connection, query, RANKED * limit)
            rows = connection.execute(
                select(documents, readings.c.body)
                .join(readings, readings.c.document == documents.c.id)
                .where(documents.c.seq.in_(numbers))
            ).all()
        hits = [make_hit(row, query) for row in rows]
        order = {row.id: row.day for row in rows}
        return sorted(hits, key=lambda hit: (-hit.score, -order[hit.report.id], hit.report.id))[:limit]

    # -- people -------------------------------------------------------------------------------------------------

    def people(self, limit: int = 500) -> list[tuple[str, str, int]]:
        """Id, name and number of encounters of everyone who took part in one, the most often first."""
        table = rankings.c
        totals = select(table.key, table["count"]).where(table.facet == "person")
        totals = totals.order_by(table["count"].desc(), table.key).limit(limit)
        with self.engine.connect() as connection:
            counts = {row[0]: int(row[1]) for row in connection.execute(totals)}
            names = load_names(connection, counts)
        return sorted(((key, names[key], number) for key, number in counts.items()), key=lambda row: (-row[2], row[1]))

    def names_of(self, keys: Iterable[str]) -> dict[str, str]:
        """The name to show of each of some people; the key itself of one whom no report names."""
        with self.engine.connect() as connection:
            return load_names(connection, keys)

    def person_names(self, key: str) -> list[str]:
        """The spellings of a person in the reports; empty if nobody is of that id."""
        statement = select(person_claims.c.name).where(person_claims.c.person == key).distinct()
        with self.engine.connect() as connection:
            names = list(connection.execute(statement.order_by(person_claims.c.name)).scalars())
        return sorted(names, key=lambda name: (-len(name), name))

    def offices(self, person: str) -> list[dict[str, Any]]:
        """The offices that reports give to a person, with the words that say so, by the day of the report."""
        statement = (
            select(office_claims, documents.c.published)
            .join(documents, documents.c.id == office_claims.c.document)
            .where(office_claims.c.person == person)
            .order_by(documents.c.day, office_claims.c.id)
        )
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(statement).mappings()]

    def spells(self, person: str, limit: int = 40) -> list[Spell]:
        """Each office that reports give to a person: how often, the days of the first and last, the last words.

        The latest first; as reported, so that one office has a spell for each way to say it.
        """
        table, count, last = office_claims.c, func.count(), func.max(office_claims.c.day)
        first = func.min(case((table.day > 0, table.day)))
        statement = select(table.office, table.side, count, first, last).where(table.person == person)
        statement = statement.group_by(table.office, table.side).order_by(last.desc(), table.office).limit(limit)
        with self.engine.connect() as connection:
            rows = connection.execute(statement).all()
            return [find_spell(connection, person, *row) for row in rows]

    def offices_in(self, keys: Iterable[str], names: Iterable[str]) -> list[dict[str, Any]]:
        """The offices that some reports give to the bearers of some names, by the day of the report."""
        table, wanted = office_claims, sorted(set(names))
        statement = select(table, documents.c.published, documents.c.language, documents.c.day.label("reported"))
        statement = statement.join(documents, documents.c.id == table.c.document).where(table.c.name.in_(wanted))
        with self.engine.connect() as connection:
            rows = [dict(row._mapping) for row in load_by(connection, statement, table.c.document, keys)]
        return sorted(rows, key=lambda row: (row["published"] or "", row["document"], row["start"]))

    def figures(self, document: str) -> list[dict[str, Any]]:
        """The figures of a report."""
        table = figure_claims
        statement = select(table).where(table.c.document == document).order_by(table.c.start, table.c.id)
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(statement).mappings()]


def load_by(connection: Connection, statement: Select[Any], column: Any, keys: Iterable[str]) -> list[Any]:
    """The rows of a statement whose column is one of some keys."""
    wanted = sorted(set(keys))
    parts = (wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK))
    return [row for part in parts for row in connection.execute(statement.where(column.in_(part)))]


def bound_day(value: str, edge: Any) -> int:
    """The ordinal of an EDTF bound.  Raises: UsageError: it has no known year."""
    day: date | None = edge(value)
    if day is None:
        raise UsageError(f"{value!r} is no date; give a year, month or day such as 2023-09")
    return day.toordinal()


def find_spell(
    connection: Connection, person: str, office: str, side: str | None, count: int, first: int | None, last: int
) -> Spell:
    """An office with the words of the last report that gives it."""
    table = office_claims.c
    same = table.side.is_(None) if side is None else table.side == side
    statement = select(table.document, table.start, table.stop).where(
        table.person == person, table.office == office, same, table.day == last
    )
    row = connection.execute(statement.order_by(table.id).limit(1)).one()
    return Spell(
        office=office,
        side=side,
        count=int(count),
        first=name_day(first),
        last=name_day(last),
        document=row.document,
        start=row.start,
        stop=row.stop,
    )


def name_day(ordinal: int | None) -> str | None:
    """EDTF of an ordinal; None for none and for the unknown day."""
    return date.fromordinal(ordinal).isoformat() if ordinal else None


def make_listed(row: Any) -> Listed:
    """A report of its row."""
    return Listed(
        id=row.id,
        source=row.source,
        outlet=row.outlet,
        url=row.url,
        title=row.title,
        language=row.language,
        published=row.published,
        tier=row.tier,
    )


def make_hit(row: Any, query: tuple[frozenset[str], ...]) -> Hit:
    """A report found, of its row; the score is the share of the words asked for, less in short texts."""
    spans, excerpt = cut_excerpt(from_json(zlib.decompress(row.body), Reading).document.text, query)
    return Hit(
        report=make_listed(row),
        spans=tuple(Span(start=start, stop=stop) for start, stop in spans),
        excerpt=excerpt,
        score=len(spans) / (row.words + DAMPING),
    )


def load_names(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The name to show of each of some people; the key itself where no report names them."""
    found = {key: key for key in keys}
    every = sorted(found)
    for start in range(0, len(every), CHUNK):
        part = every[start : start + CHUNK]
        for key, name in connection.execute(select(people.c.id, people.c.name).where(people.c.id.in_(part))):
            found[key] = name
    return found


# -- selecting encounters -------------------------------------------------------------------------------------------


class Selection:
    """A selection of encounters: the condition, and the columns that hold id and day.

    Where a key leads (a side, person, theme, outlet, language), rows come from the index of keys alone, in the order
    of their days, and the table of encounters is joined only when a condition needs it.
    """

    def __init__(self, lead: tuple[str, list[str]] | None, conditions: list[Any], *, needs_row: bool) -> None:
        keys = encounter_keys
        self.key: Any = keys.c.encounter if lead and not needs_row and len(lead[1]) == 1 else encounters.c.id
        self.day: Any = keys.c.day if lead and len(lead[1]) == 1 else encounters.c.day
        self.conditions = conditions
        source: Any = encounters
        if lead and len(lead[1]) == 1:
            self.conditions = [keys.c.facet == lead[0], keys.c.value == lead[1][0], *conditions]
            source = keys.join(encounters, encounters.c.id == keys.c.encounter) if needs_row else keys
        elif lead:
            self.conditions = [encounters.c.id.in_(with_key(*lead)), *conditions]
        self.source = source

    def only(self, *columns: Any) -> Select[Any]:
        """A select of columns of what is selected."""
        return select(*columns).select_from(self.source).where(*self.conditions)


def with_key(facet: str, values: list[str]) -> Select[Any]:
    """The ids of the encounters that have one of some values of a facet."""
    keys = encounter_keys
    return select(keys.c.encounter).where(keys.c.facet == facet, keys.c.value.in_(values))


def find_encounters(connection: Connection, query: Query) -> Any:
    """A subselect of id and day of what a query asks for, its limit and offset kept."""
    selection = select_encounters(connection, query)
    statement = selection.only(selection.key.label("id"), selection.day.label("day"))
    order = (selection.day.desc(), selection.key.desc()) if query.newest_first else (selection.day, selection.key)
    if query.limit is not None or query.offset:
        statement = statement.order_by(*order).limit(query.limit if query.limit is not None else EVERY)
        statement = statement.offset(query.offset) if query.offset else statement
    return statement.subquery()


def select_encounters(connection: Connection, query: Query, lead: tuple[str, list[str]] | None = None) -> Selection:
    """What a query asks for. The rarest key leads, or the given one; the others are looked up for each row of it."""
    wanted = list_wanted(connection, query)
    columns = [name for name in COLUMNS if getattr(query, name) is not None]
    lead = lead or find_lead(connection, query, wanted, [name for name in columns if name in RANGED])
    single = lead is not None and len(lead[1]) == 1
    needs_row = bool(columns) or query.after is not None
    key = encounter_keys.c.encounter if single and not needs_row else encounters.c.id
    day = encounter_keys.c.day if single else encounters.c.day
    conditions = [encounters.c[name] == getattr(query, name) for name in columns]
    for facet, values in wanted:
        if (facet, values) != lead:
            other = encounter_keys.alias()
            conditions.append(
                exists().where(other.c.encounter == key, other.c.facet == facet, other.c.value.in_(values))
            )
    conditions += in_days(day, query)
    if query.after is not None:
        conditions.append(encounters.c.seq > query.after)
    if query.words:
        conditions.append(key.in_(told_with(connection, query.words)))
    return Selection(lead, conditions, needs_row=needs_row)


def in_days(day: Any, query: Query) -> list[Any]:
    """Conditions that a day lies within the bounds of a query."""
    conditions = [day >= bound_day(query.since, first_day)] if query.since else []
    return [*conditions, day <= bound_day(query.until, last_day), day > 0] if query.until else conditions


def find_lead(
    connection: Connection, query: Query, wanted: list[tuple[str, list[str]]], columns: list[str]
) -> tuple[str, list[str]] | None:
    """The rarest of the keys that a query narrows by; None where a column is rarer still, or there is no key."""
    if not wanted or (len(wanted) == 1 and not columns):
        return wanted[0] if wanted else None
    counts = [(sum(count_value(connection, key[0], value) for value in key[1]), key) for key in wanted]
    fewest, lead = min(counts, key=lambda item: item[0])
    rarest = min((count_value(connection, name, getattr(query, name)) for name in columns), default=None)
    return None if rarest is not None and rarest < fewest else lead


def count_value(connection: Connection, facet: str, value: str) -> int:
    """How many encounters have a value of a facet, from the counts kept beforehand."""
    if facet == "person":
        statement = select(rankings.c["count"]).where(rankings.c.facet == facet, rankings.c.key == value)
    elif facet == "pair":
        return count_scope(connection, Scope("pair", value))
    else:
        table = tallies.c
        statement = select(table["count"]).where(
            table.scope == "all", table.value == "", table.facet == facet, table.key == value
        )
    return int(connection.execute(statement).scalar() or 0)


def told_with(connection: Connection, words: str) -> Select[Any]:
    """The ids of the encounters in reports that hold some words: from the index of words on, step by step."""
    terms = query_terms(words)
    if not terms:
        return select(encounter_claims.c.encounter).where(false())
    found = match_documents(connection, terms, MOST_HITS).columns(column("seq", Integer)).subquery()
    claims = encounter_claims
    return (
        select(claims.c.encounter)
        .select_from(
            found.join(documents, documents.c.seq == found.c.seq).join(claims, claims.c.document == documents.c.id)
        )
        .distinct()
    )


def list_wanted(connection: Connection, query: Query) -> list[tuple[str, list[str]]]:
    """The facets that a query narrows by, each with the values of which one must be there."""
    sides = sorted({side.upper() for side in query.sides})
    wanted = [("pair", ["|".join(sides)])] if len(sides) == 2 else [("side", [side]) for side in sides]
    if query.person:
        wanted.append(("person", person_keys(connection, query.person)))
    wanted += [(name, [getattr(query, name)]) for name in ("theme", "outlet", "language") if getattr(query, name)]
    return wanted


def person_keys(connection: Connection, person: str) -> list[str]:
    """The keys that a person's encounters may have, of an id or a name in any spelling; one that nobody has if none."""
    aliases = load_aliases(connection)
    table = people.c.id
    known = connection.execute(select(table).where(table == person)).scalar()
    keys = {known} if known else {found.id for found in find_people(person)} | bare_keys(connection, person)
    return sorted({aliases.get(key, key) for key in keys}) or [name_key(person)]


def bare_keys(connection: Connection, name: str) -> set[str]:
    """The keys of those who are in no register and may bear a name; of a surname alone, with whatever given name."""
    words = fold_name(name)
    key = name_key(name)
    wanted = {key}
    if len(words) == 1:
        wanted |= {f"~{initial}.{key[1:]}" for initial in ascii_lowercase}
    elif words:
        wanted.add(name_key(words[-1]))
    return set(connection.execute(select(people.c.id).where(people.c.id.in_(wanted))).scalars())
