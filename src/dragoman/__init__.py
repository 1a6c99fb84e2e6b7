"""Dragoman: reads diplomatic news offline into a sourced record.  `dragoman.read(text)` gives a `Reading`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.model import Reading

__all__ = ["read"]


def read(text: str, source: str = "", published: str | None = None) -> Reading:
    """What a Russian report says.

    Args: text: the report. source: its address or file name. published: its day, EDTF, where known.
    """
    from dragoman.reading.reader import read_text  # loads the networks: only where a text is read

    return read_text(text, source, published)
