"""What a careful reader marked in a report: a line of a gold file (docs/measure.md says how the marks are made).

A value marked `optional` is neither asked for nor punished; the `alt` values of an encounter count as right too.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import InputError


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What every mark has."""

    optional: bool = False


class GoldParticipant(Mark, frozen=True):
    """Who took part."""

    person: str | None = None
    office: str | None = None
    side: str | None = None


class GoldEncounter(Mark, frozen=True):
    """One encounter; `evidence` are the words that tell of it, `event` is one name for all reports of it."""

    kind: str
    mode: str
    status: str
    evidence: tuple[str, ...]
    participants: tuple[GoldParticipant, ...] = ()
    date: str | None = None
    place: str | None = None
    country: str | None = None
    format: str | None = None
    ordinal: int | None = None
    topics: tuple[str, ...] = ()
    background: bool = False
    event: str | None = None
    alt: dict[str, Any] | None = None

    def accepts(self, slot: str) -> tuple[Any, ...]:
        """Every value of a slot that counts as right, the marked one first."""
        more = (self.alt or {}).get(slot, [])
        return (getattr(self, slot), *(more if isinstance(more, list) else [more]))


class GoldCommitment(Mark, frozen=True):
    """Exact words of what sides undertook."""

    sides: tuple[str, ...]
    text: str
    due: str | None = None
    strength: str = "firm"


class GoldStatement(Mark, frozen=True):
    """Exact words said, without quotation marks."""

    speaker: str | None
    form: str
    text: str
    side: str | None = None


class GoldFigure(Mark, frozen=True):
    """A number and the words that give it."""

    value: float
    unit: str
    evidence: str
    comparator: str | None = None


class GoldOffice(Mark, frozen=True):
    """An office that a person holds by the text."""

    person: str
    office: str
    side: str | None = None
    evidence: str = ""


class GoldDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its marks; a negative has nothing diplomatic in it."""

    id: str
    language: str
    text: str
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    note: str = ""
    negative: bool = False
    encounters: tuple[GoldEncounter, ...] = ()
    commitments: tuple[GoldCommitment, ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    figures: tuple[GoldFigure, ...] = ()
    offices: tuple[GoldOffice, ...] = ()
    boilerplate: tuple[str, ...] = ()


def load_gold(path: Path) -> tuple[GoldDocument, ...]:
    """The documents of a gold file in its order.

    Raises: InputError: the file cannot be opened, or a line is no marked document.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"no gold file: {error.strerror}; give a .jsonl file of marked reports", str(path)) from error
    documents = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            documents.append(msgspec.json.decode(line, type=GoldDocument))
        except msgspec.DecodeError as error:
            raise InputError(f"no marked report: {error}", f"{path}:{number}") from error
    return tuple(documents)


def digest_gold(documents: tuple[GoldDocument, ...]) -> str:
    """A hash of the texts and marks: another corpus gives another one."""
    return hashlib.sha256(msgspec.json.encode(documents, order="sorted")).hexdigest()[:16]
