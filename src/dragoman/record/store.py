"""The record: readings go in, merged encounters come out.

    with Record.open("dragoman.db") as record:
        record.add(reading)
        for encounter in record.encounters(): ...

One `Record` may be used from several threads. Every `add` is one transaction: an interrupted run leaves whole
reports only, and adding them again changes nothing.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, select, update
from sqlalchemy.exc import DatabaseError, OperationalError

from dragoman.edtf import first_day
from dragoman.errors import StoreError
from dragoman.model import Reading, to_json
from dragoman.record import schema
from dragoman.record.claims import Rows, claim_parties, document_key, make_rows, read_claim
from dragoman.record.copies import find_shingles, group_copies, store_shingles
from dragoman.record.judgements import Judgements, judged_neighbours
from dragoman.record.merge.clusters import cluster_claims
from dragoman.record.merge.compare import SAME, compare_claims
from dragoman.record.merge.summary import merge_claims
from dragoman.record.merge.windows import AHEAD, BACKGROUND, EVER
from dragoman.record.outlets import find_tier
from dragoman.record.queries import Queries
from dragoman.record.search import store_terms
from dragoman.record.values import Added, Claim, MergedEncounter, Report

WIDEST = BACKGROUND + AHEAD  # days of the widest bounded window
CHUNK = 500  # ids a statement: SQLite allows 32,766 variables, other databases fewer
BUSY_MS = 30_000


class Record(Queries, Judgements):
    """A record in a database; made by `Record.open`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, db: str | Path) -> Self:
        """The record at a path (SQLite) or SQLAlchemy address; made there if there is none.

        Raises: StoreError: it is no database, is of a newer version, or cannot be written.
        """
        address = str(db) if "://" in str(db) else f"sqlite:///{db}"
        engine = create_engine(address)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", set_pragmas)
        try:
            migrate(engine)
        except (DatabaseError, OperationalError) as error:
            engine.dispose()
            raise StoreError(f"cannot be opened: {error.orig}; give a database of Dragoman", str(db)) from error
        return cls(engine)

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # -- adding -------------------------------------------------------------------------------------------------

    def add(self, reading: Reading) -> Added:
        """Stores a reading and brings the merged encounters up to date; the same reading twice changes nothing."""
        return self.add_all([reading])[0]

    def add_all(self, readings: Iterable[Reading]) -> list[Added]:
        """Stores several readings in one transaction."""
        prepared = [(reading, to_json(reading), make_rows(reading)) for reading in readings]
        with self.engine.begin() as connection:
            results, touched, old = [], [], set()
            for reading, body, rows in prepared:
                outcome = store_document(connection, reading, body, rows)
                if outcome == "replaced":
                    old |= drop_claims(connection, rows.document)
                if outcome != "same":
                    store_claims(connection, reading, body, rows)
                    touched += [claim.id for claim in rows.claims]
                    note_change(connection, outcome, rows.document)
                results.append(Added(document=rows.document, outcome=outcome))
            if touched or old:
                rebuild(connection, [*touched, *sorted(old)])
        return results

    def knows(self, reading: Reading) -> bool:
        """Whether this very reading is in the record."""
        with self.engine.connect() as connection:
            found = connection.execute(
                select(schema.readings.c.digest).where(schema.readings.c.document == document_key(reading.document))
            ).scalar()
        return found == find_digest(to_json(reading))

    def version(self) -> int:
        """A number that grows with every change."""
        with self.engine.connect() as connection:
            return connection.execute(select(func.coalesce(func.max(schema.changes.c.seq), 0))).scalar_one()

    def rebuild_all(self) -> None:
        """Computes every merged encounter anew from claims and judgements."""
        with self.engine.begin() as connection:
            ids = list(connection.execute(select(schema.encounter_claims.c.id)).scalars())
            rebuild(connection, ids)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction."""
        with self.engine.begin() as connection:
            yield connection


def set_pragmas(connection: Any, _record: object) -> None:
    """What SQLite is told on every connection: readers do not wait for the writer, rows go with their report."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def migrate(engine: Engine) -> None:
    """Brings the tables to this version.  Raises: StoreError: the database is of a newer one."""
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "dragoman.record:migrations")
    script = ScriptDirectory.from_config(config)
    head = script.get_current_head()
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        current = context.get_current_revision()
        if current == head:
            return
        if current is not None and current not in {revision.revision for revision in script.walk_revisions()}:
            raise StoreError(f"is of version {current}, newer than this program; update dragoman", str(engine.url))
        from alembic.runtime.environment import EnvironmentContext

        with EnvironmentContext(config, script, fn=lambda rev, _: script._upgrade_revs("head", rev)) as environment:
            environment.configure(connection=connection, target_metadata=schema.metadata)
            environment.run_migrations()


def now() -> str:
    """This moment, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def note_change(connection: Connection, what: str, key: str) -> int:
    """Writes down that something changed; its number."""
    result = connection.execute(insert(schema.changes).values(at=now(), what=what, key=key))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def find_digest(body: bytes) -> str:
    """A hash of a reading's public form."""
    return hashlib.sha256(body).hexdigest()


def store_document(connection: Connection, reading: Reading, body: bytes, rows: Rows) -> str:
    """Writes the report's row; "new", "same" or "replaced"."""
    digest = find_digest(body)
    known = connection.execute(
        select(schema.readings.c.digest).where(schema.readings.c.document == rows.document)
    ).scalar()
    if known is not None:
        return "same" if known == digest else "replaced"
    document = reading.document
    day = first_day(document.published.date) if document.published else None
    connection.execute(
        insert(schema.documents).values(
            id=rows.document,
            source=document.source or document.id,
            outlet=document.outlet,
            url=document.url,
            title=document.title,
            language=document.language,
            published=document.published.date if document.published else None,
            day=day.toordinal() if day else None,
            tier=find_tier(document),
            words=len(document.text.split()),
            added=now(),
        )
    )
    store_terms(connection, rows.document, document.text)
    store_shingles(connection, rows.document, find_shingles(reading))
    return "new"


def drop_claims(connection: Connection, document: str) -> set[str]:
    """Removes the claims of a report; gives the claims of other reports that were tied to them."""
    gone = select(schema.encounter_claims.c.id).where(schema.encounter_claims.c.document == document)
    ties = schema.ties
    tied = set(connection.execute(select(ties.c.left).where(ties.c.right.in_(gone))).scalars())
    tied |= set(connection.execute(select(ties.c.right).where(ties.c.left.in_(gone))).scalars())
    own = set(connection.execute(gone).scalars())
    homes = set(
        connection.execute(
            select(schema.encounter_claims.c.encounter).where(schema.encounter_claims.c.document == document)
        ).scalars()
    )
    for table in (
        schema.encounter_claims,
        schema.office_claims,
        schema.statement_claims,
        schema.figure_claims,
        schema.commitment_claims,
        schema.person_claims,
        schema.readings,
    ):
        connection.execute(delete(table).where(table.c.document == document))
    drop_encounters(connection, homes)
    return tied - own


def store_claims(connection: Connection, reading: Reading, body: bytes, rows: Rows) -> None:
    """Writes the reading and all its findings, and ties its encounters to those that they may be."""
    connection.execute(
        insert(schema.readings).values(document=rows.document, digest=find_digest(body), body=zlib.compress(body, 6))
    )
    for table, values in (
        (schema.office_claims, rows.offices),
        (schema.statement_claims, rows.statements),
        (schema.figure_claims, rows.figures),
        (schema.commitment_claims, rows.commitments),
    ):
        if values:
            connection.execute(insert(table), values)
    store_people(connection, reading, rows)
    for claim in rows.claims:
        store_claim(connection, claim, rows.bodies[claim.id])


def store_people(connection: Connection, reading: Reading, rows: Rows) -> None:
    """Writes who is named in the report, and makes candidates of those who are in no register."""
    if not rows.people:
        return
    known = set(
        connection.execute(select(schema.people.c.id).where(schema.people.c.id.in_(set(rows.people.values())))).scalars()
    )
    fresh: dict[str, str] = {}
    for name, person in rows.people.items():
        if person not in known and len(name) > len(fresh.get(person, "")):
            fresh[person] = name
    if fresh:
        connection.execute(
            insert(schema.people),
            [{"id": person, "name": name, "known": not person.startswith("~")} for person, name in fresh.items()],
        )
    connection.execute(
        insert(schema.person_claims),
        [{"document": rows.document, "name": name, "person": person} for name, person in rows.people.items()],
    )


def store_claim(connection: Connection, claim: Claim, body: str) -> None:
    """Writes one encounter of a report and its ties."""
    first = claim.encounter.evidence[0]
    connection.execute(
        insert(schema.encounter_claims).values(
            id=claim.id,
            document=claim.document,
            local=claim.encounter.id,
            start=first.start,
            stop=first.stop,
            body=body,
        )
    )
    parties = claim_parties(claim)
    ties = [
        {"left": min(claim.id, other.id), "right": max(claim.id, other.id), "score": score}
        for other in find_candidates(connection, claim, parties)
        if (score := compare_claims(claim, other)) >= SAME
    ]
    connection.execute(
        insert(schema.claim_parties),
        [{"claim": claim.id, "party": party, "lo": claim.lo, "hi": claim.hi} for party in parties],
    )
    if ties:
        connection.execute(insert(schema.ties), ties)


def find_candidates(connection: Connection, claim: Claim, parties: tuple[str, ...]) -> list[Claim]:
    """The claims of other reports that share a party and whose window meets this one's."""
    keys = schema.claim_parties
    meets = (keys.c.hi >= claim.lo - 1) & (
        keys.c.lo.between(claim.lo - WIDEST, claim.hi + 1) | (keys.c.lo == EVER[0])  # the index holds party and lo
    )
    condition = keys.c.party.in_(parties) & meets
    if claim.lo == EVER[0]:
        condition = keys.c.party.in_(parties)
    if claim.encounter.format and claim.encounter.ordinal:  # a numbered meeting may have been moved to another day
        moved = keys.c.lo.between(claim.lo - WIDEST, claim.hi + WIDEST)
        condition = condition | ((keys.c.party == f"@{claim.encounter.format}") & moved)
    ids = select(keys.c.claim).where(condition).distinct()
    claims = schema.encounter_claims
    rows = connection.execute(
        select(claims.c.body).where(claims.c.id.in_(ids), claims.c.document != claim.document).order_by(claims.c.id)
    )
    return [read_claim(body) for body in rows.scalars()]


# -- merging --------------------------------------------------------------------------------------------------------


def rebuild(connection: Connection, claims: Iterable[str]) -> None:
    """Computes anew the encounters of some claims and of all that are tied to them, near or far."""
    waiting = set(claims)
    while waiting:
        start = min(waiting)
        found, ties = find_component(connection, start)
        waiting -= found
        rebuild_component(connection, found, ties)
        waiting.discard(start)


def find_component(connection: Connection, start: str) -> tuple[set[str], list[tuple[str, str, float]]]:
    """All claims that ties and judgements lead to from one, and those ties."""
    found, front = {start}, {start}
    ties: dict[tuple[str, str], float] = {}
    table = schema.ties
    while front:
        reached: set[str] = set()
        for part in chunks(sorted(front)):
            rows = connection.execute(
                select(table.c.left, table.c.right, table.c.score).where(table.c.left.in_(part) | table.c.right.in_(part))
            )
            for left, right, score in rows:
                ties[left, right] = score
                reached |= {left, right}
        reached |= judged_neighbours(connection, front)
        front = reached - found
        found |= front
    return found, [(left, right, score) for (left, right), score in sorted(ties.items())]


def rebuild_component(connection: Connection, ids: set[str], ties: list[tuple[str, str, float]]) -> None:
    """Writes the encounters of a set of claims that no tie leaves."""
    claims, homes = load_claims(connection, ids)
    if not claims:
        return
    same, different, fixed = Judgements.load(connection, claims)
    kept = [(left, right, score) for left, right, score in ties if left in claims and right in claims]
    events = cluster_claims(claims, kept, same, different)
    drop_encounters(connection, homes)
    reports = load_reports(connection, claims.values())
    for event_claims in events:
        values = {field: value for claim in event_claims for field, value in fixed.get(claim, {}).items()}
        store_encounter(connection, merge_claims([claims[c] for c in event_claims], reports, values), claims)


def load_claims(connection: Connection, ids: Iterable[str]) -> tuple[dict[str, Claim], set[str]]:
    """Claims by id, and the encounters that they are in now."""
    table = schema.encounter_claims
    claims, homes = {}, set()
    for part in chunks(sorted(ids)):
        for body, home in connection.execute(select(table.c.body, table.c.encounter).where(table.c.id.in_(part))):
            claim = read_claim(body)
            claims[claim.id] = claim
            if home:
                homes.add(home)
    return claims, homes


def load_reports(connection: Connection, claims: Iterable[Claim]) -> dict[str, Report]:
    """The report of each claim; copies of one item point to the first of them."""
    claims = list(claims)
    table = schema.documents
    found: dict[str, Any] = {}
    for part in chunks(sorted({claim.document for claim in claims})):
        for row in connection.execute(select(table).where(table.c.id.in_(part))):
            found[row.id] = row
    groups = group_copies(connection, found)
    return {claim.id: make_report(claim, found, groups) for claim in claims}


def make_report(claim: Claim, found: Mapping[str, Any], groups: Mapping[str, frozenset[str]]) -> Report:
    """What the record knows of the report that a claim stands in."""
    row = found[claim.document]
    first = min(groups[claim.document], key=lambda key: (found[key].tier, found[key].day or 0, key))
    return Report(
        source=row.source,
        encounter=claim.encounter.id,
        document=claim.document,
        claim=claim.id,
        outlet=row.outlet,
        language=row.language,
        published=row.published,
        tier=row.tier,
        copy_of=None if first == claim.document else first,
    )


def drop_encounters(connection: Connection, ids: Iterable[str]) -> None:
    """Removes merged encounters; their claims stay."""
    for part in chunks(sorted(home for home in ids if home)):
        connection.execute(delete(schema.encounters).where(schema.encounters.c.id.in_(part)))


def store_encounter(connection: Connection, merged: MergedEncounter, claims: Mapping[str, Claim]) -> None:
    """Writes a merged encounter and what it is found by."""
    ids = [report.claim for report in merged.reports]
    first = first_day(merged.date)
    known = [claims[c].published for c in ids if claims[c].published is not None]
    day = first.toordinal() if first else min(known, default=None)
    documents = schema.documents
    rows = connection.execute(
        select(func.min(documents.c.seq)).where(documents.c.id.in_({claims[c].document for c in ids}))
    )
    connection.execute(
        insert(schema.encounters).values(
            id=merged.id,
            kind=merged.kind,
            mode=merged.mode,
            status=merged.status,
            date=merged.date,
            lo=max(claims[c].lo for c in ids),
            hi=min(claims[c].hi for c in ids),
            day=day,
            place=merged.place.name if merged.place else None,
            country=merged.place.country if merged.place else None,
            format=merged.format,
            ordinal=merged.ordinal,
            reports=len(merged.reports),
            sources=merged.sources,
            background=merged.background,
            disputed=bool(merged.disputes),
            seq=rows.scalar_one(),
            body=to_json(merged).decode(),
        )
    )
    store_keys(connection, merged, day)
    connection.execute(
        update(schema.encounter_claims).where(schema.encounter_claims.c.id.in_(ids)).values(encounter=merged.id)
    )


def store_keys(connection: Connection, merged: MergedEncounter, day: int | None) -> None:
    """Writes the sides, people and themes of an encounter."""
    for table, column, values in (
        (schema.encounter_sides, "side", {p.side for p in merged.participants if p.side}),
        (schema.encounter_people, "person", {p.key for p in merged.participants if p.key}),
        (schema.encounter_themes, "theme", {topic.theme for topic in merged.topics if topic.theme}),
    ):
        extra = {} if table is schema.encounter_themes else {"day": day}
        if values:
            connection.execute(
                insert(table), [{"encounter": merged.id, column: value, **extra} for value in sorted(values)]
            )


def chunks(values: list[str]) -> Iterator[list[str]]:
    """A list in parts small enough for one statement."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


