"""A record into another database, whole: every row of every table, numbers and times kept."""

from __future__ import annotations

import zlib
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select, text

from dragoman.errors import StoreError
from dragoman.model import Reading, from_json
from dragoman.record.backends import begin_writing
from dragoman.record.schema import documents, metadata, readings
from dragoman.record.search import store_terms
from dragoman.record.store import Record
from dragoman.record.terms import index_text

ROWS = 2_000  # rows a statement


def copy_record(source: str | Path, target: str | Path) -> dict[str, int]:
    """Copies a record into an empty one, in one transaction; gives the rows copied of each table.

    Raises: StoreError: there is no record at the source, or the target holds reports already.
    """
    if "://" not in str(source) and not Path(source).exists():
        raise StoreError("there is no record to copy", str(source))
    with Record.open(source) as old, Record.open(target) as new:
        if new.totals()["reports"]:
            raise StoreError("holds reports already; give an empty database", str(target))
        with old.engine.connect() as reader, begin_writing(new.engine) as writer:
            copied = {table.name: copy_table(reader, writer, table) for table in metadata.sorted_tables}
            copied["document_terms"] = copy_terms(reader, writer)
            if writer.dialect.name == "postgresql":
                settle_numbers(writer)
    return copied


def copy_table(reader: Connection, writer: Connection, table: Table) -> int:
    """Copies the rows of a table, in portions."""
    count = 0
    rows = reader.execution_options(yield_per=ROWS).execute(select(table).order_by(*table.primary_key.columns))
    for part in rows.mappings().partitions(ROWS):
        writer.execute(insert(table), [dict(row) for row in part])
        count += len(part)
    return count


def copy_terms(reader: Connection, writer: Connection) -> int:
    """Indexes the words of the reports anew: the index of one database is of no use to the other."""
    count = 0
    statement = select(documents.c.seq, readings.c.body).join(readings, readings.c.document == documents.c.id)
    rows = reader.execution_options(yield_per=ROWS).execute(statement.order_by(documents.c.seq))
    for part in rows.partitions(ROWS):
        texts = ((seq, from_json(zlib.decompress(body), Reading).document.text) for seq, body in part)
        store_terms(writer, [(seq, index_text(words)) for seq, words in texts])
        count += len(part)
    return count


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
