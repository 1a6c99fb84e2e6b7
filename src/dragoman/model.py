"""The values that walk through the house: frozen, compared by content, the public form of a reading.

The shape is that of `dragoman.reading/1` (see docs/reading.md). Offsets are code points of `Document.text`;
dates are EDTF (ISO 8601-2); sides are ISO 3166-1 alpha-2 codes or an organisation's usual acronym.
"""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import msgspec

T = TypeVar("T")
Language = Literal["ru", "kk", "en"]
EncounterKind = Literal[
    "summit", "ministerial", "consultation", "call", "meeting", "visit", "signing", "letter", "other"
]
Mode = Literal["in_person", "phone", "video", "written", "unknown"]
Status = Literal["happened", "planned", "postponed", "cancelled", "denied"]
DateBasis = Literal["stated", "relative", "report"]
PublishedBasis = Literal["given", "metadata", "dateline", "inferred"]
Role = Literal["principal", "host", "mediator", "sender", "addressee"]
StatementForm = Literal["direct", "indirect", "interview"]
Strength = Literal["firm", "soft"]
Comparator = Literal[">", "<", "~"]
PassageKind = Literal["title", "dateline", "body", "background", "question", "answer", "boilerplate"]


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen value; `rename`s and defaults are those of the public form."""


class Span(Value, frozen=True):
    """Where words stand: `document.text[start:stop]` is the words, always."""

    start: int
    stop: int


class Published(Value, frozen=True):
    """The day of a report, EDTF, and how it is known."""

    date: str | None
    basis: PublishedBasis


class Document(Value, frozen=True):
    """One report as it came in.

    `id` is a hash of outlet, url, published and text: the same content gives the same id.
    """

    id: str
    source: str
    language: Language | None
    title: str | None
    published: Published | None
    text: str
    outlet: str | None = None
    url: str | None = None


class Person(Value, frozen=True):
    """A person of one reading; `name` is the fullest nominative form that the text gives."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    known: str | None = None


class Office(Value, frozen=True):
    """An office that the text gives to a person, as stated, nominative; `rule` says how it was found."""

    person: str
    office: str
    side: str | None
    start: int
    stop: int
    rule: str = ""


class Place(Value, frozen=True):
    """A place in the nominative and its country (ISO 3166-1 alpha-2) where known."""

    name: str
    country: str | None = None


class Participant(Value, frozen=True):
    """Who took part, in which office, for which side; the span is where the text says so."""

    person: str | None
    office: str | None
    side: str | None
    role: Role | None = None
    start: int | None = None
    stop: int | None = None
    known: str | None = None


class Topic(Value, frozen=True):
    """The exact words of a topic and its theme in the stable scheme (docs/themes.md)."""

    start: int
    stop: int
    theme: str | None = None


class Encounter(Value, frozen=True):
    """One contact of two or more sides, or a multilateral event, as one report tells it."""

    id: str
    kind: EncounterKind
    mode: Mode
    status: Status
    date: str | None
    place: Place | None
    format: str | None
    ordinal: int | None
    participants: tuple[Participant, ...]
    topics: tuple[Topic, ...]
    evidence: tuple[Span, ...]
    background: bool
    part_of: str | None
    date_basis: DateBasis | None = None
    date_span: Span | None = None
    place_span: Span | None = None
    rule: str = ""
    confidence: float = 1.0


class Commitment(Value, frozen=True):
    """Something that sides agreed, promised, adopted, signed or will do: the exact words."""

    sides: tuple[str, ...]
    start: int
    stop: int
    due: str | None
    strength: Strength
    encounter: str | None
    document: str | None = None
    rule: str = ""


class Statement(Value, frozen=True):
    """Who said what; the span is the words said, without quotation marks."""

    speaker: str
    side: str | None
    form: StatementForm
    start: int
    stop: int
    person: str | None = None
    rule: str = ""


class Figure(Value, frozen=True):
    """A number with its unit and what it is about."""

    value: float
    unit: str
    comparator: Comparator | None
    start: int
    stop: int
    about: str | None = None
    rule: str = ""


class Passage(Value, frozen=True):
    """A stretch of the text and what it is for; `speaker` is who answers in an interview."""

    kind: PassageKind
    start: int
    stop: int
    rule: str = ""
    speaker: str | None = None


class Gap(Value, frozen=True):
    """Something the reader saw and did not understand: a name without office, a trigger without finding."""

    kind: str
    start: int
    stop: int
    note: str = ""


class Reading(Value, frozen=True):
    """What one document says: the public form, `dragoman.reading/1`."""

    document: Document
    people: tuple[Person, ...] = ()
    offices: tuple[Office, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    passages: tuple[Passage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    schema: str = "dragoman.reading/1"


class Tenure(Value, frozen=True):
    """A person in an office from .. to (EDTF bounds, "" = open or unknown), with its source."""

    person: str
    office: str
    side: str
    since: str
    until: str
    source: str


def to_json(value: Any) -> bytes:
    """JSON of any value above, UTF-8, keys in the order of the fields."""
    return msgspec.json.encode(value)


def from_json(data: bytes | str, kind: type[T]) -> T:
    """The value of `kind` that JSON says.  Raises: msgspec.ValidationError."""
    return msgspec.json.decode(data, type=kind)
