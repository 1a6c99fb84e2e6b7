"""A record into another database, whole: every row of every table, numbers and times kept."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from dragoman.errors import StoreError
from dragoman.model import Reading, from_json
from dragoman.record.backends import begin_writing
from dragoman.record.schema import documents, metadata, readings
from dragoman.record.search import store_terms
from dragoman.record.store import Record
from dragoman.record.terms import index_text

ROWS = 5_000  # rows a portion
TERMS = "document_terms"
Rows = Sequence[Sequence[Any]]
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
    "postgresql": """SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()
        AND indexname NOT IN (SELECT conname FROM pg_constraint) ORDER BY indexname""",
}
LINKS = """SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conname"""


def copy_record(source: str | Path, target: str | Path) -> dict[str, int]:
    """Copies a record into an empty one, in one transaction; gives the rows copied of each table.

    Indexes and links between tables are taken off and made again when all rows are there, which takes a fraction of
    the time. Raises: StoreError: there is no record at the source, or the target holds reports already.
    """
    if "://" not in str(source) and not Path(source).exists():
        raise StoreError("there is no record to copy", str(source))
    with Record.open(source) as old, Record.open(target) as new:
        if new.totals()["reports"]:
            raise StoreError("holds reports already; give an empty database", str(target))
        with old.engine.connect() as reader, begin_writing(new.engine) as writer:
            put_back = take_off(writer)
            copied = {table.name: copy_table(reader, writer, table) for table in metadata.sorted_tables}
            copied[TERMS] = copy_terms(reader, writer)
            run_all(writer, put_back)
            if writer.dialect.name == "postgresql":
                settle_numbers(writer)
                writer.execute(text("ANALYZE"))
    return copied


def take_off(writer: Connection) -> list[str]:
    """Takes indexes and links off an empty database; gives the statements that put them back."""
    indexes = writer.exec_driver_sql(INDEXES[writer.dialect.name]).all()
    links = writer.exec_driver_sql(LINKS).all() if writer.dialect.name == "postgresql" else []
    run_all(writer, (f"ALTER TABLE {table} DROP CONSTRAINT {name}" for table, name, _link in links))
    run_all(writer, (f'DROP INDEX "{name}"' for name, _index in indexes))
    return [
        *(index for _name, index in indexes),
        *(f"ALTER TABLE {table} ADD CONSTRAINT {name} {link}" for table, name, link in links),
    ]


def run_all(writer: Connection, statements: Iterable[str]) -> None:
    """Executes statements as they are."""
    for statement in statements:
        writer.exec_driver_sql(statement)


def copy_table(reader: Connection, writer: Connection, table: Table) -> int:
    """Copies the rows of a table, in portions."""
    rows = reader.execution_options(yield_per=ROWS).execute(select(table))
    return write_rows(writer, table.name, table.columns.keys(), rows.partitions(ROWS))


def copy_terms(reader: Connection, writer: Connection) -> int:
    """Indexes the words of the reports anew: the index of one database is of no use to the other."""
    statement = select(documents.c.seq, readings.c.body).join(readings, readings.c.document == documents.c.id)
    rows = reader.execution_options(yield_per=ROWS).execute(statement)
    portions = ([(seq, read_terms(body)) for seq, body in part] for part in rows.partitions(ROWS))
    if writer.dialect.name == "postgresql":
        vectors = ([(seq, to_vector(terms)) for seq, terms in part] for part in portions)
        return write_rows(writer, TERMS, ("seq", "terms"), vectors)
    count = 0
    for part in portions:
        store_terms(writer, part)
        count += len(part)
    return count


def read_terms(body: bytes) -> str:
    """The terms of the report of a stored reading."""
    return index_text(from_json(zlib.decompress(body), Reading).document.text)


def to_vector(terms: str) -> str:
    """Terms as PostgreSQL reads a tsvector."""
    quoted = (term.replace("\\", "\\\\").replace("'", "''") for term in dict.fromkeys(terms.split()))
    return " ".join(f"'{term}'" for term in quoted)


def write_rows(writer: Connection, table: str, columns: Sequence[str], portions: Iterable[Rows]) -> int:
    """Writes rows as fast as the database takes them; gives their number."""
    names = ", ".join(f'"{name}"' for name in columns)
    count = 0
    write = copy_in(writer, f"COPY {table} ({names}) FROM STDIN")
    if writer.dialect.name == "sqlite":
        marks = ", ".join("?" for _name in columns)
        write = insert_in(writer, f"INSERT INTO {table} ({names}) VALUES ({marks})")
    for part in portions:
        write(part)
        count += len(part)
    return count


def insert_in(writer: Connection, statement: str) -> Callable[[Rows], None]:
    """Writes portions of rows by one statement with many values each."""

    def write(rows: Rows) -> None:
        writer.exec_driver_sql(statement, [tuple(row) for row in rows])

    return write


def copy_in(writer: Connection, statement: str) -> Callable[[Rows], None]:
    """Writes portions of rows by PostgreSQL's COPY."""

    def write(rows: Rows) -> None:
        driver: Any = writer.connection
        with driver.cursor() as cursor, cursor.copy(statement) as into:
            for row in rows:
                into.write_row(row)

    return write


def settle_numbers(writer: Connection) -> None:
    """Lets PostgreSQL's counters go on after the numbers that were copied."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None:
            continue
        highest = writer.execute(select(func.max(column))).scalar()
        if highest:
            writer.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)"),
                {"table": table.name, "column": column.name, "highest": highest},
            )
