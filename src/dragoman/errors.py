"""One tree of errors; every message says what happened, where, and what to do.

DragomanError
├── InputError      a document that cannot be read
├── LexiconError    a data file of a language or of the register that is wrong
├── LanguageError   a text in a language that is not supported
├── StoreError      a database that cannot be opened, is newer than the program, or is damaged
├── ConflictError   two claims or judgements that cannot both hold
└── UsageError      an argument that has no meaning
"""

from __future__ import annotations


class DragomanError(Exception):
    """An expected failure.

    Args:
        what: what happened, with the value in it, and what to do about it.
        where: file, address, table or document that it happened in; "" if there is none.
    """

    status = 500

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


class InputError(DragomanError):
    """A document that cannot be read."""

    status = 422


class LexiconError(DragomanError):
    """A line of a data file that is wrong: `where` is file:line."""


class LanguageError(DragomanError):
    """A text in a language that is not supported."""

    status = 422


class StoreError(DragomanError):
    """A database that cannot be opened, is of another version, or is damaged."""


class ConflictError(DragomanError):
    """Two things that cannot both hold."""

    status = 409


class UsageError(DragomanError):
    """An argument that has no meaning here."""

    status = 400
