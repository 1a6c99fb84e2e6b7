"""What the record is asked: encounters by any of their slots, reports, what was said, promised and counted."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, func, select

from dragoman.edtf import first_day, last_day
from dragoman.errors import UsageError
from dragoman.model import Reading, Span, from_json
from dragoman.record.merge.names import name_key
from dragoman.record.schema import (
    commitment_claims,
    documents,
    encounter_claims,
    encounter_people,
    encounter_sides,
    encounter_themes,
    encounters,
    figure_claims,
    office_claims,
    people,
    person_claims,
    readings,
    statement_claims,
)
from dragoman.record.search import cut_excerpt, find_documents
from dragoman.record.terms import query_terms
from dragoman.record.values import Hit, Listed, MergedEncounter, Said, Undertaking
from dragoman.register.people import find_people

MOST_HITS = 10_000  # reports that a search by words looks at


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
        """The encounters that a query asks for, in the order of their days."""
        return list(self.iterate(query or Query()))

    def iterate(self, query: Query) -> Iterator[MergedEncounter]:
        """As `encounters`, one at a time."""
        with self.engine.connect() as connection:
            statement = self._order(self._narrow(connection, select(encounters.c.body), query), query)
            for body in connection.execution_options(yield_per=500).execute(statement).scalars():
                yield from_json(body, MergedEncounter)

    def count(self, query: Query | None = None) -> int:
        """How many encounters a query asks for."""
        with self.engine.connect() as connection:
            statement = self._narrow(connection, select(func.count()).select_from(encounters), query or Query())
            return int(connection.execute(statement).scalar_one())

    def histogram(self, query: Query | None = None, by: str = "year") -> dict[str, int]:
        """How many encounters a query asks for by "year", "month", "kind", "status" or "format"; in order.

        Raises: UsageError: by is none of these.
        """
        cuts = {"year": 4, "month": 7}
        if by not in (*cuts, "kind", "status", "format", "mode"):
            raise UsageError(f"cannot count by {by!r}; give year, month, kind, mode, status or format")
        column = func.substr(encounters.c.date, 1, cuts[by]) if by in cuts else encounters.c[by]
        statement = select(column.label("key"), func.count()).select_from(encounters)
        with self.engine.connect() as connection:
            rows = connection.execute(self._narrow(connection, statement, query or Query()).group_by(column))
            return dict(sorted((key, count) for key, count in rows if key))

    def encounter(self, key: str) -> MergedEncounter | None:
        """An encounter by its id or by the id of any of its claims; None if there is none."""
        with self.engine.connect() as connection:
            home = connection.execute(select(encounter_claims.c.encounter).where(encounter_claims.c.id == key)).scalar()
            body = connection.execute(select(encounters.c.body).where(encounters.c.id == (home or key))).scalar()
        return from_json(body, MergedEncounter) if body else None

    def encounters_of(self, document: str) -> list[MergedEncounter]:
        """The encounters that a report tells of, in the order of its text."""
        claims = encounter_claims
        statement = (
            select(encounters.c.body)
            .join(claims, claims.c.encounter == encounters.c.id)
            .where(claims.c.document == document)
            .order_by(claims.c.start, claims.c.id)
        )
        with self.engine.connect() as connection:
            bodies = dict.fromkeys(connection.execute(statement).scalars())
        return [from_json(body, MergedEncounter) for body in bodies]

    def neighbours(self, encounter: MergedEncounter) -> tuple[MergedEncounter | None, MergedEncounter | None]:
        """The meetings of the same format (or of the same two sides) before and after one."""
        sides = tuple(sorted({p.side for p in encounter.participants if p.side}))
        if encounter.format:
            query = Query(format=encounter.format, newest_first=False)
        elif len(sides) == 2:
            query = Query(sides=sides, newest_first=False)
        else:
            return None, None
        series = [one for one in self.encounters(query) if len({p.side for p in one.participants}) <= 2 or one.format]
        place = next((i for i, one in enumerate(series) if one.id == encounter.id), None)
        if place is None:
            return None, None
        return (
            series[place - 1] if place > 0 else None,
            series[place + 1] if place + 1 < len(series) else None,
        )

    def _narrow(self, connection: Connection, statement: Select[Any], query: Query) -> Select[Any]:
        conditions = [
            encounters.c[name] == value
            for name in ("format", "kind", "mode", "status", "background", "disputed")
            if (value := getattr(query, name)) is not None
        ]
        for side in query.sides:
            table = encounter_sides
            conditions.append(encounters.c.id.in_(select(table.c.encounter).where(table.c.side == side)))
        if query.person:
            table = encounter_people
            keys = self._person_keys(connection, query.person)
            conditions.append(encounters.c.id.in_(select(table.c.encounter).where(table.c.person.in_(keys))))
        if query.theme:
            table = encounter_themes
            conditions.append(encounters.c.id.in_(select(table.c.encounter).where(table.c.theme == query.theme)))
        if query.since:
            conditions.append(encounters.c.day >= bound_day(query.since, first_day))
        if query.until:
            conditions.append(encounters.c.day <= bound_day(query.until, last_day))
        if query.after is not None:
            conditions.append(encounters.c.seq > query.after)
        conditions += self._by_report(connection, query)
        return statement.where(and_(*conditions)) if conditions else statement

    def _by_report(self, connection: Connection, query: Query) -> list[Any]:
        """Conditions that some report of the encounter must meet."""
        wanted = [
            documents.c[name] == value
            for name in ("language", "outlet")
            if (value := getattr(query, name)) is not None
        ]
        if query.words:
            found = [seq for seq, _rank in find_documents(connection, query_terms(query.words), MOST_HITS)]
            wanted.append(documents.c.seq.in_(found))
        if not wanted:
            return []
        claims = encounter_claims
        told = select(claims.c.encounter).join(documents, documents.c.id == claims.c.document).where(and_(*wanted))
        return [encounters.c.id.in_(told)]

    @staticmethod
    def _order(statement: Select[Any], query: Query) -> Select[Any]:
        day = encounters.c.day
        order = day.desc().nulls_last() if query.newest_first else day.asc().nulls_last()
        statement = statement.order_by(order, encounters.c.id)
        if query.limit is not None:
            statement = statement.limit(query.limit)
        return statement.offset(query.offset) if query.offset else statement

    # -- reports ------------------------------------------------------------------------------------------------

    def documents(self, limit: int | None = None, offset: int = 0) -> list[Listed]:
        """The reports, the latest first."""
        statement = select(documents).order_by(documents.c.day.desc().nulls_last(), documents.c.id)
        with self.engine.connect() as connection:
            return [make_listed(row) for row in connection.execute(statement.limit(limit).offset(offset))]

    def document(self, key: str) -> Reading | None:
        """The reading of a report, by the record's id of it; None if there is none."""
        with self.engine.connect() as connection:
            body = connection.execute(select(readings.c.body).where(readings.c.document == key)).scalar()
        return from_json(zlib.decompress(body), Reading) if body is not None else None

    def listed(self, key: str) -> Listed | None:
        """What is listed of a report; None if there is none."""
        with self.engine.connect() as connection:
            row = connection.execute(select(documents).where(documents.c.id == key)).one_or_none()
        return make_listed(row) if row is not None else None

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        """The reports that hold every word in some form, the best first; names in any spelling and script."""
        query = query_terms(words)
        with self.engine.connect() as connection:
            hits = []
            for seq, rank in find_documents(connection, query, limit):
                row = connection.execute(select(documents).where(documents.c.seq == seq)).one()
                body = connection.execute(select(readings.c.body).where(readings.c.document == row.id)).scalar_one()
                spans, excerpt = cut_excerpt(from_json(zlib.decompress(body), Reading).document.text, query)
                hits.append(
                    Hit(
                        report=make_listed(row),
                        spans=tuple(Span(start=start, stop=stop) for start, stop in spans),
                        excerpt=excerpt,
                        score=-rank,
                    )
                )
        return hits

    # -- people -------------------------------------------------------------------------------------------------

    def people(self, limit: int = 500) -> list[tuple[str, str, int]]:
        """Id, name and number of encounters of everyone who took part in one, the most often first."""
        count = func.count()
        statement = (
            select(people.c.id, people.c.name, count)
            .join(encounter_people, encounter_people.c.person == people.c.id)
            .group_by(people.c.id, people.c.name)
            .order_by(count.desc(), people.c.name)
            .limit(limit)
        )
        with self.engine.connect() as connection:
            return [(key, name, number) for key, name, number in connection.execute(statement)]

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

    @staticmethod
    def _person_keys(connection: Connection, person: str) -> list[str]:
        known = connection.execute(select(people.c.id).where(people.c.id == person)).scalar()
        if known:
            return [known]
        return sorted({found.id for found in find_people(person)} | {name_key(person)})

    # -- what was said, promised, counted -----------------------------------------------------------------------

    def statements(
        self,
        *,
        person: str | None = None,
        side: str | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> list[Said]:
        """Statements with their report, by its day."""
        table = statement_claims
        statement = select(table, documents.c.published).join(documents, documents.c.id == table.c.document)
        for name, value in (("person", person), ("side", side), ("document", document)):
            if value is not None:
                statement = statement.where(table.c[name] == value)
        statement = statement.order_by(documents.c.day.desc().nulls_last(), table.c.document, table.c.start, table.c.id)
        with self.engine.connect() as connection:
            return [Said(**row) for row in connection.execute(statement.limit(limit)).mappings()]

    def commitments(
        self,
        *,
        side: str | None = None,
        document: str | None = None,
        encounter: str | None = None,
        limit: int | None = None,
    ) -> list[Undertaking]:
        """Commitments with their report and encounter, the soonest due first."""
        table, claims = commitment_claims, encounter_claims
        statement = (
            select(table, documents.c.published, claims.c.encounter)
            .join(documents, documents.c.id == table.c.document)
            .outerjoin(claims, claims.c.id == table.c.claim)
        )
        if document is not None:
            statement = statement.where(table.c.document == document)
        if encounter is not None:
            statement = statement.where(claims.c.encounter == encounter)
        if side is not None:
            statement = statement.where(("|" + table.c.sides + "|").contains(f"|{side}|", autoescape=True))
        statement = statement.order_by(table.c.due_day.nulls_last(), documents.c.day, table.c.document, table.c.start)
        with self.engine.connect() as connection:
            return [make_undertaking(row) for row in connection.execute(statement.limit(limit)).mappings()]

    def figures(self, document: str) -> list[dict[str, Any]]:
        """The figures of a report."""
        table = figure_claims
        statement = select(table).where(table.c.document == document).order_by(table.c.start, table.c.id)
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(statement).mappings()]

    def totals(self) -> dict[str, int]:
        """How much the record holds."""
        tables = {
            "reports": documents,
            "encounters": encounters,
            "people": people,
            "statements": statement_claims,
            "commitments": commitment_claims,
            "figures": figure_claims,
        }
        with self.engine.connect() as connection:
            return {
                name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
                for name, table in tables.items()
            }


def bound_day(value: str, edge: Any) -> int:
    """The ordinal of an EDTF bound.  Raises: UsageError: it has no known year."""
    day: date | None = edge(value)
    if day is None:
        raise UsageError(f"{value!r} is no date; give a year, month or day such as 2023-09")
    return day.toordinal()


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


def make_undertaking(row: Any) -> Undertaking:
    """A commitment of its row."""
    return Undertaking(
        id=row["id"],
        document=row["document"],
        encounter=row["encounter"],
        sides=tuple(side for side in row["sides"].split("|") if side),
        words=row["words"],
        start=row["start"],
        stop=row["stop"],
        due=row["due"],
        strength=row["strength"],
        title=row["title"],
        published=row["published"],
    )
