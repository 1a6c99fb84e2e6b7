"""What can be exported in which form, and the one function that writes it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import UsageError
from dragoman.export import rows, tables
from dragoman.export.labels import check_language
from dragoman.model import to_json
from dragoman.record import Query, Record

TABULAR = ("jsonl", "csv", "excel", "parquet")
PAPERS = ("md", "docx", "pdf")
FORMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(rows.TABLES, TABULAR),
    "encounters": (*TABULAR, "ics", "plover", "cameo", "ftm", "graphml", "geojson", "atom"),
    "dyads": (*TABULAR, "plover"),
    "calendar": ("ics",),
    "briefing": PAPERS,
}
MODE = 0o644  # of files written: for everybody to read
ENDINGS = {"excel": "csv", "plover": "jsonl", "cameo": "csv", "ftm": "jsonl"}  # where a file's ending is not its form


def write_export(
    record: Record, what: str, form: str, query: Query, out: BinaryIO | Path, today: date, language: str = "en"
) -> int:
    """Writes a part of the record in a form; how many items were written.

    Args: what, form: see FORMS. query: which encounters; a briefing takes its subject from it. out: a stream, a file
    (written whole or not at all) or a folder. today: the day from which due dates count. language: of headings.

    Raises: UsageError: there is no such thing or form, or the query names no subject for a briefing.
    """
    check_form(what, form)
    check_language(language)
    if isinstance(out, Path):
        with open_file(out / f"{what}.{ENDINGS.get(form, form)}" if out.is_dir() else out) as stream:
            return write_form(record, what, form, query, stream, today, language)
    return write_form(record, what, form, query, out, today, language)


def check_form(what: str, form: str) -> None:
    """Raises: UsageError: there is nothing of that name to export, or not in that form."""
    if what not in FORMS:
        raise UsageError(f"cannot export {what!r}; give one of {', '.join(FORMS)}")
    if form not in FORMS[what]:
        raise UsageError(f"cannot export {what} as {form!r}; give --format {' or '.join(FORMS[what])}")


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when all is written; nothing is left of a failed one.

    Raises: UsageError: its folder does not exist.
    """
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {str(path.parent)!r} to write in; make it first")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "wb") as stream:
            yield stream
        os.chmod(name, MODE)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def write_form(record: Record, what: str, form: str, query: Query, out: BinaryIO, today: date, language: str) -> int:
    """Hands over to the module of the form."""
    if what == "briefing":
        return write_briefing(record, form, query, out, today, language)
    if what == "calendar":
        from dragoman.export.calendar import write_calendar

        return write_calendar(record, query, out, today, language)
    if what == "encounters" and form == "jsonl":
        return write_encounters(record, query, out)
    if form in TABULAR:
        return write_table(record, rows.TABLES[what], form, query, out, today)
    return write_encounter_form(record, what, form, query, out, today, language)


def write_encounters(record: Record, query: Query, out: BinaryIO) -> int:
    """Merged encounters in their public JSON form, one a line, one at a time in memory."""
    count = 0
    for count, encounter in enumerate(record.iterate(query), 1):  # noqa: B007
        out.write(to_json(encounter) + b"\n")
    return count


def write_table(record: Record, table: rows.Table, form: str, query: Query, out: BinaryIO, today: date) -> int:
    """A table in one of the tabular forms."""
    found = table.rows(record, query, today)
    if form == "jsonl":
        return tables.write_jsonl(found, out)
    if form == "parquet":
        return tables.write_parquet(table, found, out)
    return tables.write_csv(table, found, out, bom=form == "excel")


def write_encounter_form(
    record: Record, what: str, form: str, query: Query, out: BinaryIO, today: date, language: str
) -> int:
    """Encounters in the form of another program; only the module that is needed is loaded."""
    if form == "ics":
        from dragoman.export import calendar

        return calendar.write_encounters(record.iterate(query), out, today, language)
    if form == "plover":
        from dragoman.export.eventdata import list_events, pair_events

        return tables.write_jsonl((pair_events if what == "dyads" else list_events)(record.iterate(query)), out)
    if form == "cameo":
        return write_table(record, rows.TABLES["events"], "csv", query, out, today)
    if form == "ftm":
        from dragoman.export.entities import write_entities

        return write_entities(record, query, out, language)
    if form == "graphml":
        from dragoman.export.graph import write_graph

        return write_graph(record.iterate(query), out, language)
    if form == "geojson":
        from dragoman.export.places import write_places

        return write_places(record.iterate(query), out, language)
    from dragoman.export.feed import write_feed

    return write_feed(record, query, out, today, language)


def write_briefing(record: Record, form: str, query: Query, out: BinaryIO, today: date, language: str) -> int:
    """A briefing about the person, format or sides of a query; how many lines.

    Raises: UsageError: the query names none of them.
    """
    from dragoman.export import briefing

    if query.person:
        subject = briefing.Subject(kind="person", keys=(query.person,), since=query.since, until=query.until)
    elif query.format:
        subject = briefing.Subject(kind="format", keys=(query.format,), since=query.since, until=query.until)
    elif len(query.sides) > 1:
        subject = briefing.Subject(kind="pair", keys=query.sides, since=query.since, until=query.until)
    else:
        raise UsageError("a briefing needs a subject; give a person, a format or two sides")
    made = briefing.build_briefing(record, subject, today, language)
    render = {"md": briefing.render_markdown, "docx": briefing.render_docx, "pdf": briefing.render_pdf}[form]
    out.write(render(made))
    return sum(len(section.lines) for section in made.sections)
