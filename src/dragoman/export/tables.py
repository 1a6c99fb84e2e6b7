"""Tables as JSON lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import msgspec

from dragoman.errors import UsageError
from dragoman.export.rows import Row, Table

BOM = b"\xef\xbb\xbf"  # by it Excel knows UTF-8
JOINT = "|"  # between the values of a list in CSV
FORMULA = re.compile(r"'*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]")  # what a spreadsheet takes for a formula
GROUP_ROWS = 10_000  # rows of a Parquet row group


def write_jsonl(rows: Iterable[Row], out: BinaryIO) -> int:
    """Rows as JSON lines; how many."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        out.write(msgspec.json.encode(row) + b"\n")
    return count


def write_csv(table: Table, rows: Iterable[Row], out: BinaryIO, bom: bool = False) -> int:
    """Rows as CSV (RFC 4180, UTF-8, header line), with a byte order mark for Excel if asked; how many."""
    names = [field.name for field in table.fields]
    texts = {field.name for field in table.fields if field.kind in ("text", "list", "edtf")}
    out.write(BOM if bom else b"")
    out.write(csv_line(names))
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        out.write(csv_line([draw_cell(row[name], name in texts) for name in names]))
    return count


def csv_line(cells: list[str]) -> bytes:
    """One line of CSV."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")


def draw_cell(value: Any, is_text: bool) -> str:
    """A value as a cell: nothing for None, lists joined, texts that look like formulas disarmed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = JOINT.join(str(item).replace(JOINT, "/") for item in value)
    return disarm(str(value)) if is_text else str(value)


def disarm(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before what begins like a formula; `rearm` takes it away."""
    return f"'{text}" if FORMULA.match(text) else text


def rearm(text: str) -> str:
    """The text that `disarm` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def write_parquet(table: Table, rows: Iterable[Row], out: BinaryIO) -> int:
    """Rows as Parquet (Zstandard, one row group a ten thousand rows); how many.

    Raises: UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow  # type: ignore[import-untyped]
        import pyarrow.parquet  # type: ignore[import-untyped]
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed; pip install 'dragoman[parquet]', or give --format csv"
        ) from error
    kinds = {
        "text": pyarrow.string(),
        "edtf": pyarrow.string(),
        "list": pyarrow.list_(pyarrow.string()),
        "day": pyarrow.date32(),
        "whole": pyarrow.int64(),
        "real": pyarrow.float64(),
        "truth": pyarrow.bool_(),
    }
    schema = pyarrow.schema(
        [pyarrow.field(f.name, kinds[f.kind], metadata={"description": f.about}) for f in table.fields],
        metadata={"table": table.name, "description": table.about},
    )
    count = 0
    with pyarrow.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in cut_groups(rows):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count


def cut_groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in groups, so that only one is held."""
    waiting = iter(rows)
    while group := list(islice(waiting, GROUP_ROWS)):
        yield group
