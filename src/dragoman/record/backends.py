"""The two databases, SQLite by path and PostgreSQL by URL: opened, locked for writing, brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from dragoman.errors import StoreError
from dragoman.record.schema import metadata

BUSY_MS = 30_000
CACHE_KIB = 65_536  # pages that one SQLite connection holds: indexes of a large record fit
MAP_BYTES = 1 << 28
WRITER = 7_361_452  # the advisory lock that writers of a PostgreSQL record take one after another


def open_engine(db: str) -> Engine:
    """An engine for a path (SQLite) or an address such as postgresql://user@host/name.

    Raises: StoreError: the address is of no database that is supported, or its driver is not installed.
    """
    if "://" not in db:
        db = f"sqlite:///{db}"
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
        event.listen(engine, "connect", set_pragmas)
        event.listen(engine, "begin", begin_sqlite)
    return engine


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
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


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
