"""What was promised and said over time: the ledger of undertakings with their state, and positions by theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Select, exists, select

from dragoman.edtf import first_day, last_day
from dragoman.errors import UsageError
from dragoman.record.queries import bound_day, person_keys
from dragoman.record.schema import (
    NEVER,
    commitment_claims,
    commitment_sides,
    cues,
    documents,
    encounter_claims,
    encounter_keys,
    encounters,
    follow_ups,
    statement_claims,
)
from dragoman.record.values import FollowUp, Said, Undertaking

STATES = ("open", "done", "late", "dropped", "contradicted")
SETTLED = frozenset({"done", "dropped", "contradicted"})
CHUNK = 500


class Ledger:
    """The part of the record that follows undertakings and positions."""

    engine: Engine

    def statements(
        self,
        *,
        person: str | None = None,
        side: str | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> list[Said]:
        """Statements with their report, by its day."""
        return self.positions(person=person, side=side, document=document, limit=limit)

    def commitments(
        self,
        *,
        side: str | None = None,
        document: str | None = None,
        encounter: str | None = None,
        limit: int | None = None,
    ) -> list[Undertaking]:
        """Commitments with their report and encounter, the soonest due first."""
        sides = (side,) if side else ()
        return self.ledger(sides=sides, document=document, encounter=encounter, limit=limit)

    def ledger(
        self,
        *,
        sides: tuple[str, ...] = (),
        person: str | None = None,
        format: str | None = None,
        state: str | None = None,
        theme: str | None = None,
        due_before: str | None = None,
        due_after: str | None = None,
        since: str | None = None,
        today: date | None = None,
        document: str | None = None,
        documents_of: Iterable[str] | None = None,
        encounter: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Undertaking]:
        """Undertakings with where they stand on a day, the soonest due first, then by report.

        Args: sides: all of them undertook it. person: took part in the encounter it was made at. today: the real day
        where None. documents_of: reported in these only.
        due_before: EDTF, due on its last day or earlier. due_after: EDTF, due on its first day or later;
        what has no due day is neither. since: EDTF, of the day of the report. newest_first: by the day of the report
        instead, the latest first. state: one of open, done, late, dropped, contradicted; late is what is due before
        today, or was put off, with no report that it was done.
        Raises: UsageError: the state or the bound is none.
        """
        if state is not None and state not in STATES:
            raise UsageError(f"state {state!r} is none; give one of {', '.join(STATES)}")
        day = (today or date.today()).toordinal()
        table, claims = commitment_claims, encounter_claims
        statement = (
            select(table, documents.c.published, claims.c.encounter)
            .join(documents, documents.c.id == table.c.document)
            .outerjoin(claims, claims.c.id == table.c.claim)
        )
        with self.engine.connect() as connection:
            for condition in by_made(connection, sides, person, format):
                statement = statement.where(condition)
            for column, value in (
                (table.c.theme, theme),
                (table.c.document, document),
                (claims.c.encounter, encounter),
            ):
                if value is not None:
                    statement = statement.where(column == value)
            if documents_of is not None:
                statement = statement.where(table.c.document.in_(sorted(set(documents_of))))
            for condition in in_time(due_before, due_after, since):
                statement = statement.where(condition)
            if state is not None:
                statement = statement.where(in_state(state, day))
            order = (table.c.day.desc(), table.c.id) if newest_first else (table.c.due_day, table.c.day, table.c.id)
            statement = statement.order_by(*order)
            rows = connection.execute(statement.limit(limit).offset(offset or None)).mappings().all()
            told = load_evidence(connection, [row["id"] for row in rows])
        return [make_undertaking(row, told.get(row["id"], ()), day) for row in rows]

    def positions(
        self,
        *,
        side: str | None = None,
        person: str | None = None,
        theme: str | None = None,
        since: str | None = None,
        until: str | None = None,
        document: str | None = None,
        documents_of: Iterable[str] | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Said]:
        """Statements by side, person (id or name) and theme, the latest report first, each report's in its order.

        Args: since, until: EDTF bounds of the day of the report. documents_of: of these reports only.
        """
        table = statement_claims
        statement = select(table, documents.c.published).join(documents, documents.c.id == table.c.document)
        with self.engine.connect() as connection:
            if person is not None:
                statement = statement.where(table.c.person.in_(every_key(connection, person)))
            for name, value in (("side", side and side.upper()), ("theme", theme), ("document", document)):
                if value is not None:
                    statement = statement.where(table.c[name] == value)
            if since is not None:
                statement = statement.where(table.c.day >= bound_day(since, first_day))
            if until is not None:
                statement = statement.where(table.c.day <= bound_day(until, last_day), table.c.day > 0)
            if documents_of is not None:
                statement = statement.where(table.c.document.in_(sorted(set(documents_of))))
            statement = statement.order_by(table.c.day.desc(), table.c.document, table.c.start, table.c.id)
            rows = connection.execute(statement.limit(limit).offset(offset or None)).mappings().all()
        return [Said(**{name: row[name] for name in Said.__struct_fields__}) for row in rows]


def every_key(connection: Connection, person: str) -> list[str]:
    """All keys under which reports name a person, those that a judgement made theirs too."""
    from dragoman.record.judgements import load_aliases

    chiefs = set(person_keys(connection, person))
    return sorted(chiefs | {key for key, chief in load_aliases(connection).items() if chief in chiefs})


def by_made(connection: Connection, sides: Iterable[str], person: str | None, format: str | None) -> list[Any]:
    """Conditions on who undertook it and on the encounter that it was made at."""
    table, claims = commitment_claims, encounter_claims
    conditions: list[Any] = []
    for side in sides:
        own = commitment_sides.alias()
        conditions.append(table.c.id.in_(select(own.c.commitment).where(own.c.side == side.upper())))
    if person is not None:
        keys = encounter_keys
        conditions.append(
            exists().where(
                keys.c.encounter == claims.c.encounter,
                keys.c.facet == "person",
                keys.c.value.in_(person_keys(connection, person)),
            )
        )
    if format is not None:
        conditions.append(exists().where(encounters.c.id == claims.c.encounter, encounters.c.format == format))
    return conditions


def in_time(due_before: str | None, due_after: str | None, since: str | None) -> Iterator[Any]:
    """Conditions on when it is due and when it was reported.  Raises: UsageError: a bound is no date."""
    table = commitment_claims
    if due_before is not None:
        yield table.c.due_day <= bound_day(due_before, last_day)
    if due_after is not None:
        yield table.c.due_day >= bound_day(due_after, first_day)
        yield table.c.due_day < NEVER
    if since is not None:
        yield table.c.day >= bound_day(since, first_day)


def in_state(state: str, today: int) -> Any:
    """The condition that an undertaking is in a state on a day."""
    table = commitment_claims
    if state in SETTLED:
        return table.c.outcome == state
    if state == "open":
        return table.c.outcome.is_(None) & (table.c.due_day >= today)
    return (table.c.outcome.is_(None) & (table.c.due_day < today)) | (table.c.outcome == "late")


def find_state(outcome: str | None, due: int, today: int) -> str:
    """Where an undertaking stands: what its follow-ups come to, else whether it is due."""
    if outcome is not None:
        return outcome
    return "late" if due < today else "open"


def load_evidence(connection: Connection, commitments: list[str]) -> Mapping[str, tuple[FollowUp, ...]]:
    """The sentences that tell what became of some commitments, by day."""
    found: dict[str, list[FollowUp]] = defaultdict(list)
    for start in range(0, len(commitments), CHUNK):
        statement: Select[Any] = (
            select(follow_ups.c.commitment, cues, documents.c.published)
            .join(cues, cues.c.id == follow_ups.c.cue)
            .join(documents, documents.c.id == cues.c.document)
            .where(follow_ups.c.commitment.in_(commitments[start : start + CHUNK]))
            .order_by(cues.c.day, cues.c.document, cues.c.start)
        )
        for row in connection.execute(statement):
            found[row.commitment].append(
                FollowUp(
                    document=row.document,
                    start=row.start,
                    stop=row.stop,
                    words=row.words,
                    state=row.state,
                    published=row.published,
                )
            )
    return {key: tuple(rows) for key, rows in found.items()}


def make_undertaking(row: Mapping[Any, Any], evidence: Iterable[FollowUp], today: int) -> Undertaking:
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
        state=find_state(row["outcome"], row["due_day"], today),
        evidence=tuple(evidence),
        theme=row["theme"],
    )
