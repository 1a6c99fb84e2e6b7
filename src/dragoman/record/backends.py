"""The two databases, SQLite by path and PostgreSQL by URL: opened, locked for writing, brought up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from dragoman.errors import StoreError
from dragoman.record.schema import metadata

BUSY_MS = 30_000
READ_ONLY = "mode=ro&immutable=1"  # of the address of a file that may not be written
CACHE_KIB = 65_536  # pages that one SQLite connection holds: indexes of a large record fit
MAP_BYTES = 1 << 28
LOG_PAGES = 16_384  # of the write-ahead log before it is put into the file: pages that many batches change go once
WRITER = 7_361_452  # the advisory lock that writers of a PostgreSQL record take one after another


def open_engine(db: str) -> Engine:
    """An engine for a path (SQLite) or an address such as postgresql://user@host/name.

    Raises: StoreError: the address is of no database that is supported, or its driver is not installed.
    """
    if "://" not in db:
        db = f"sqlite:///{find_file(db)}"
    try:
        url = make_url(db)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise StoreError(f"{url.get_backend_name()} is not supported; give a path or postgresql://", db)
        engine = create_engine(url)
    except ModuleNotFoundError as error:
        raise StoreError("PostgreSQL needs its driver; install dragoman[postgres]", db) from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError("is no address of a database; give a path or postgresql://user@host/name", db) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", set_reading if READ_ONLY in db else set_pragmas)
        event.listen(engine, "begin", begin_sqlite)
    return engine


def find_file(path: str) -> str:
    """The path of a record's file as SQLite takes it; one that may not be written is opened to read only.

    Raises: StoreError: its folder is not there, or it is the database of another program.
    """
    file = Path(path)
    if path == ":memory:" or not file.exists():
        if path != ":memory:" and not file.absolute().parent.is_dir():
            raise StoreError("its folder is not there; make it first", path)
        return path
    refuse_strange(file)
    if os.access(file, os.W_OK):
        return path
    return f"file:{quote(str(file.absolute()))}?{READ_ONLY}&uri=true"


def refuse_strange(file: Path) -> None:
    """Raises: StoreError: the file is no SQLite database, or another program's. It is not written to."""
    if not file.is_file():
        raise StoreError("is no file; give the path of a record", str(file))
    if file.stat().st_size == 0:
        return
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        raise StoreError(f"cannot be opened: {error}; give a database of Dragoman", str(file)) from error
    refuse_names(names, str(file))


def refuse_names(names: Collection[str], where: str) -> None:
    """Raises: StoreError: a database with tables, but not those of a record."""
    if names and not {"alembic_version", "documents"} <= set(names):
        raise StoreError("is the database of another program; give one of Dragoman, or a new name", where)


def is_current(connection: Connection) -> bool:
    """Whether the tables are those of this program; nothing is written to find out.

    Raises: StoreError: there are tables, but of another program.
    """
    refuse_names(inspect(connection).get_table_names(), str(connection.engine.url))
    _config, script = load_script()
    return find_revision(connection) == script.get_current_head()


def set_pragmas(connection: Any, _record: object) -> None:
    """What SQLite is told on every connection: readers do not wait for the writer, rows go with their report."""
    connection.isolation_level = None  # BEGIN is ours: see begin_sqlite
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"cache_size=-{CACHE_KIB}",
        f"mmap_size={MAP_BYTES}",
        f"wal_autocheckpoint={LOG_PAGES}",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def set_reading(connection: Any, _record: object) -> None:
    """What SQLite is told where nothing can be written."""
    connection.isolation_level = None
    connection.execute("PRAGMA temp_store=MEMORY")


def begin_sqlite(connection: Connection) -> None:
    """Begins a transaction; a writer takes its lock at once, so that it waits instead of failing half-way."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def begin_writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: one at a time, whole or not at all."""
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER})
        yield connection


def load_script() -> tuple[Config, ScriptDirectory]:
    """Alembic's configuration and the revisions that this program knows."""
    config = Config()
    config.set_main_option("script_location", "dragoman.record:migrations")
    return config, ScriptDirectory.from_config(config)


def find_revision(connection: Connection) -> str | None:
    """The version of the tables of a database; None where there are none."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate_tables(connection: Connection, target: str = "head") -> str | None:
    """Brings the tables to a version and gives the one that they had, None for an empty database.

    Raises: StoreError: the database is of a version that this program does not know.
    """
    config, script = load_script()
    current = find_revision(connection)
    if current == script.get_current_head():
        return current
    if current is not None and current not in {revision.revision for revision in script.walk_revisions()}:
        raise StoreError(
            f"is of version {current}, newer than this program; update dragoman", str(connection.engine.url)
        )
    with EnvironmentContext(config, script, fn=lambda rev, _: script._upgrade_revs(target, rev)) as environment:
        environment.configure(connection=connection, target_metadata=metadata)
        environment.run_migrations()
    return current
