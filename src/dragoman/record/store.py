"""The record: readings go in, merged encounters come out.

    with Record.open("dragoman.db") as record:
        record.add(reading)
        for encounter in record.encounters(): ...

One `Record` may be used from several threads. Every `add` is one transaction: an interrupted run leaves whole
reports only, and adding them again changes nothing.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, delete, func, select
from sqlalchemy.exc import DBAPIError

from dragoman.collector import pause_collector
from dragoman.errors import StoreError
from dragoman.model import Reading, from_json
from dragoman.record import schema
from dragoman.record.backends import begin_writing, is_current, migrate_tables, open_engine
from dragoman.record.claims import document_key, older_key
from dragoman.record.copies import find_shingles, store_shingles
from dragoman.record.events import Shelf, rebuild, store_claims
from dragoman.record.judgements import Judgements
from dragoman.record.ledger import Ledger
from dragoman.record.milestones import Milestones
from dragoman.record.series import SeriesQueries
from dragoman.record.tallies import tally_record
from dragoman.record.values import Added
from dragoman.record.views import Views
from dragoman.record.writing import (
    Prepared,
    drop_claims,
    find_digest,
    note_changes,
    prepare_reading,
    sort_outcomes,
    store_documents,
    store_findings,
)

BATCH = 500  # readings a transaction of `add_many`
READ_ANEW = frozenset({"r0001"})  # versions whose findings are computed anew from the readings
TALLIED_ANEW = frozenset({"r0002"})  # versions whose counts are made from the encounters


class Record(SeriesQueries, Views, Ledger, Milestones, Judgements):
    """A record in a database; made by `Record.open`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.shelf = Shelf()
        self._lock = threading.Lock()  # one writer at a time: the shelf is not shared
        Views.__init__(self)

    @classmethod
    def open(cls, db: str | Path) -> Self:
        """The record at a path (SQLite) or an address (postgresql://...); made there if there is none.

        Raises: StoreError: it is no database, is of a newer version, or cannot be written.
        """
        engine = open_engine(str(db))
        try:
            with engine.connect() as connection:
                current = is_current(connection)
            if not current:
                with begin_writing(engine) as connection:
                    before = migrate_tables(connection)
                    if before in READ_ANEW:
                        refresh_record(connection, Shelf())
                    elif before in TALLIED_ANEW:
                        tally_record(connection)
        except StoreError:
            engine.dispose()
            raise
        except DBAPIError as error:
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
        """Stores several readings in one transaction: all or none."""
        with pause_collector():
            return self._add_all([prepare_reading(reading) for reading in readings])

    def _add_all(self, prepared: list[Prepared]) -> list[Added]:
        with self._lock, begin_writing(self.engine) as connection:
            try:
                return store_readings(connection, prepared, self.shelf)
            except BaseException:
                self.shelf = Shelf()  # it may hold claims of the transaction that is undone
                raise

    def add_many(self, readings: Iterable[Reading], batch: int = BATCH) -> Iterator[Added]:
        """Stores any number of readings, `batch` in a transaction; gives what each was as soon as it is kept."""
        waiting = iter(readings)
        while part := list(islice(waiting, batch)):
            yield from self.add_all(part)

    def knows(self, reading: Reading) -> bool:
        """Whether this very reading is in the record."""
        table = schema.readings
        with self.engine.connect() as connection:
            found = connection.execute(
                select(table.c.digest).where(
                    table.c.document.in_([document_key(reading.document), older_key(reading.document)])
                )
            ).scalar()
        return found == find_digest(reading)

    def version(self) -> int:
        """A number that grows with every change."""
        with self.engine.connect() as connection:
            return int(connection.execute(select(func.coalesce(func.max(schema.changes.c.seq), 0))).scalar_one())

    def rebuild_all(self) -> None:
        """Computes every merged encounter anew from claims and judgements."""
        with self._lock, begin_writing(self.engine) as connection:
            rebuild(connection, connection.execute(select(schema.encounter_claims.c.id)).scalars(), self.shelf)

    def refresh(self) -> None:
        """Computes everything anew from the readings, as after a new register or a new version."""
        with self._lock, begin_writing(self.engine) as connection:
            self.shelf = Shelf()
            refresh_record(connection, self.shelf)


def store_readings(connection: Connection, prepared: Iterable[Prepared], shelf: Shelf) -> list[Added]:
    """Writes readings and all that follows from them, in the transaction at hand."""
    results, fresh, replaced = sort_outcomes(connection, prepared)
    if not fresh:
        return results
    shelf.settle(connection)
    items = list(fresh.values())
    notes = [("replaced" if key in replaced else "new", key) for key in fresh]
    changes = dict(zip(fresh, note_changes(connection, notes), strict=True))
    touched = drop_claims(connection, replaced) if replaced else set()
    shelf.drop(touched)
    store_documents(connection, (item for key, item in fresh.items() if key not in replaced), changes)
    store_findings(connection, items)
    store_claims(
        connection, ((claim, item.rows.bodies[claim.id]) for item in items for claim in item.rows.claims), shelf
    )
    touched |= {claim.id for item in items for claim in item.rows.claims}
    rebuild(connection, touched, shelf)
    return results


def refresh_record(connection: Connection, shelf: Shelf) -> None:
    """Computes anew, from the readings, everything that is computed."""
    table = schema.readings
    keys = list(connection.execute(select(table.c.document).order_by(table.c.document)).scalars())
    for name in ("encounters", "encounter_bodies", "tallies", "rankings", "shingles", "copies"):
        connection.execute(delete(schema.metadata.tables[name]))
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        bodies = connection.execute(select(table.c.document, table.c.body).where(table.c.document.in_(part))).all()
        drop_claims(connection, part)
        items = [prepare_reading(from_json(zlib.decompress(body), Reading), key) for key, body in bodies]
        store_shingles(connection, {item.rows.document: find_shingles(item.reading) for item in items})
        store_findings(connection, items)
        store_claims(connection, ((c, item.rows.bodies[c.id]) for item in items for c in item.rows.claims), shelf)
        rebuild(connection, [claim.id for item in items for claim in item.rows.claims], shelf)
    note_changes(connection, [("refreshed", str(len(keys)))])
