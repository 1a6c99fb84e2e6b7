"""Dragoman reads diplomatic news offline into a sourced record.

reading = dragoman.read(text)            # what one report says
with dragoman.open("dragoman.db") as record:
    record.add(reading)                  # what all reports say together
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.model import Reading
    from dragoman.record import Record

__all__ = ["open", "read"]


def read(
    text: str,
    source: str = "",
    published: str | None = None,
    *,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Reading:
    """What a report says: the value that `dragoman read` prints.

    Args: text: the report. source: its id, address or file name. published: its day, EDTF, where known.
    language: ru, kk or en; found where not given.
    Raises: InputError: no text, or a day that is none. LanguageError: no language that can be read.
    """
    from dragoman.errors import InputError
    from dragoman.intake.files import Report, clean_field
    from dragoman.reading.documents import make_document
    from dragoman.reading.reader import read_document  # loads the networks: only where a text is read

    if not isinstance(text, str):
        raise InputError(f"the text is {type(text).__name__}; give a string", source)
    outlet, url = clean_field(outlet or ""), clean_field(url or "")
    report = Report(clean_field(source) or "", text, published, outlet=outlet, url=url)
    return read_document(make_document(report, language=language))


def open(db: str | Path) -> Record:
    """The record at a path (SQLite) or address (postgresql://...); made there if there is none.

    Raises: StoreError: it is no record of Dragoman, is newer than the program, or cannot be written.
    """
    from dragoman.record import Record

    return Record.open(db)
