"""What was promised and said over time: the ledger of undertakings with their state, and positions by theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Select, exists, func, select

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
    tallies,
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
        wanted = Wanted(
            sides=tuple(dict.fromkeys(side.upper() for side in sides)),
            person=person,
            format=format,
            state=state,
            theme=theme,
            due_before=due_before,
            due_after=due_after,
            since=since,
            document=document,
            documents_of=tuple(sorted(set(documents_of))) if documents_of is not None else None,
            encounter=encounter,
        )
        table, claims = commitment_claims, encounter_claims
        with self.engine.connect() as connection:
            order = ("day", "id") if newest_first else ("due_day", "day", "id")
            found = select_undertakings(connection, wanted, day, order, limit, offset).subquery()
            statement = (
                select(table, documents.c.published, claims.c.encounter)
                .join(found, found.c.id == table.c.id)
                .join(documents, documents.c.id == table.c.document)
                .outerjoin(claims, claims.c.id == table.c.claim)
                .order_by(*in_order(table, order))
            )
            rows = connection.execute(statement).mappings().all()
            told = load_evidence(connection, [row["id"] for row in rows])
        return [make_undertaking(row, told.get(row["id"], ()), day) for row in rows]

    def count_undertakings(
        self,
        *,
        sides: tuple[str, ...] = (),
        format: str | None = None,
        states: Iterable[str] = STATES,
        today: date | None = None,
        most: int = 1_000,
    ) -> int:
        """How many undertakings are in some states on a day; of each state not more than `most` are counted."""
        day = (today or date.today()).toordinal()
        total = 0
        with self.engine.connect() as connection:
            for state in states:
                wanted = Wanted(sides=tuple(side.upper() for side in sides), format=format, state=state)
                found = select_undertakings(connection, wanted, day, (), most, 0).subquery()
                total += int(connection.execute(select(func.count()).select_from(found)).scalar_one())
        return total

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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which undertakings are asked for: the arguments of `Ledger.ledger`."""

    sides: tuple[str, ...] = ()
    person: str | None = None
    format: str | None = None
    state: str | None = None
    theme: str | None = None
    due_before: str | None = None
    due_after: str | None = None
    since: str | None = None
    document: str | None = None
    documents_of: tuple[str, ...] | None = None
    encounter: str | None = None


def select_undertakings(
    connection: Connection, wanted: Wanted, day: int, order: tuple[str, ...], limit: int | None, offset: int
) -> Select[Any]:
    """A select of the ids of what is asked for, the first so many in an order.

    Where a side is asked for, its rows lead, in the order of their index; the undertakings themselves are joined only
    for what is not told beside the side.
    """
    table, lead = commitment_claims, commitment_sides.alias() if wanted.sides else commitment_claims
    key = lead.c.commitment if wanted.sides else lead.c.id
    conditions = list(in_time(lead, wanted))
    if wanted.sides:
        first, *others = rank_sides(connection, wanted.sides)
        conditions.append(lead.c.side == first)
        for side in others:
            own = commitment_sides.alias()
            conditions.append(exists().where(own.c.side == side, own.c.commitment == key))
    if wanted.state is not None:
        conditions.append(in_state(lead, wanted.state, day))
    more = list(by_made(connection, wanted))
    source: Any = lead.join(table, table.c.id == key) if wanted.sides and more else lead
    columns = {"id": key, "day": lead.c.day, "due_day": lead.c.due_day}
    ranked = [columns[name].desc() if is_latest(name, order) else columns[name] for name in order]
    statement = select(key.label("id")).select_from(source).where(*conditions, *more).order_by(*ranked)
    return statement.limit(limit).offset(offset or None)


def in_order(table: Any, order: tuple[str, ...]) -> list[Any]:
    """The columns of an order."""
    return [table.c[name].desc() if is_latest(name, order) else table.c[name] for name in order]


def is_latest(name: str, order: tuple[str, ...]) -> bool:
    """Whether a column of an order counts down: the day where it comes first."""
    return name == "day" and order[0] == "day"


def rank_sides(connection: Connection, sides: tuple[str, ...]) -> list[str]:
    """Sides, those of the fewest encounters first."""
    if len(sides) == 1:
        return list(sides)
    rows = select(tallies.c.key, tallies.c["count"]).where(
        tallies.c.scope == "all", tallies.c.value == "", tallies.c.facet == "side", tallies.c.key.in_(sides)
    )
    counts = {side: int(count) for side, count in connection.execute(rows)}
    return sorted(sides, key=lambda side: (counts.get(side, 0), side))


def by_made(connection: Connection, wanted: Wanted) -> Iterator[Any]:
    """Conditions on the undertaking itself and on the encounter that it was made at."""
    table, claims, keys = commitment_claims, encounter_claims, encounter_keys
    if wanted.theme is not None:
        yield table.c.theme == wanted.theme
    if wanted.document is not None:
        yield table.c.document == wanted.document
    if wanted.documents_of is not None:
        yield table.c.document.in_(wanted.documents_of)
    if wanted.encounter is not None:
        yield table.c.claim.in_(select(claims.c.id).where(claims.c.encounter == wanted.encounter))
    if wanted.person is not None:
        met = select(keys.c.encounter).where(
            keys.c.facet == "person", keys.c.value.in_(person_keys(connection, wanted.person))
        )
        yield table.c.claim.in_(select(claims.c.id).where(claims.c.encounter.in_(met)))
    if wanted.format is not None:
        held = select(encounters.c.id).where(encounters.c.format == wanted.format)
        yield table.c.claim.in_(select(claims.c.id).where(claims.c.encounter.in_(held)))


def in_time(table: Any, wanted: Wanted) -> Iterator[Any]:
    """Conditions on when it is due and when it was reported.  Raises: UsageError: a bound is no date."""
    if wanted.due_before is not None:
        yield table.c.due_day <= bound_day(wanted.due_before, last_day)
    if wanted.due_after is not None:
        yield table.c.due_day >= bound_day(wanted.due_after, first_day)
        yield table.c.due_day < NEVER
    if wanted.since is not None:
        yield table.c.day >= bound_day(wanted.since, first_day)


def in_state(table: Any, state: str, today: int) -> Any:
    """The condition that an undertaking is in a state on a day."""
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
