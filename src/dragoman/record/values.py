"""What the record gives: merged values, each with the reports that support it."""

from __future__ import annotations

import msgspec

from dragoman.model import Encounter, Place, Span, Value


class Report(Value, frozen=True):
    """One report's telling of an encounter.

    `encounter` is the id inside the reading of `document`; `claim` is the same in the record.
    `copy_of` names the earliest report with the same words; None for an independent one.
    """

    source: str
    encounter: str
    document: str
    claim: str
    outlet: str | None = None
    language: str | None = None
    published: str | None = None
    tier: int = 3
    copy_of: str | None = None


class Version(Value, frozen=True):
    """One value of a field and the claims that say so, the best supported first."""

    value: str
    claims: tuple[str, ...]


class Dispute(Value, frozen=True):
    """A field on which the reports disagree."""

    field: str
    versions: tuple[Version, ...]


class Attendance(Value, frozen=True):
    """Who took part, in which office that day, for which side, and which claims say so."""

    person: str | None
    office: str | None
    side: str | None
    role: str | None = None
    key: str | None = None
    claims: tuple[str, ...] = ()


class Subject(Value, frozen=True):
    """The words of a topic in one report, and its theme."""

    words: str
    theme: str | None
    claim: str


class Stage(Value, frozen=True):
    """What a report said of the state of the event on its day: planned, then held."""

    published: str | None
    status: str
    date: str | None
    claim: str


class MergedEncounter(Value, frozen=True):
    """One event as all reports together tell it.

    `id` is the smallest claim id; any claim id of the event finds it too, so links last.
    """

    id: str
    kind: str
    mode: str
    status: str
    date: str | None
    date_basis: str | None
    place: Place | None
    format: str | None
    ordinal: int | None
    participants: tuple[Attendance, ...]
    topics: tuple[Subject, ...]
    background: bool
    part_of: str | None
    sources: int
    reports: tuple[Report, ...]
    disputes: tuple[Dispute, ...] = ()
    history: tuple[Stage, ...] = ()


class Claim(Value, frozen=True):
    """An encounter as one report tells it, with what is needed to compare it with others.

    lo, hi: first and last day that it may have been on (proleptic ordinals); exact: the report states the day.
    published: the day of the report, None if unknown. keys: the persons' keys, in the order of the participants; topic_words: the words of each topic.
    """

    id: str
    document: str
    encounter: Encounter
    lo: int
    hi: int
    exact: bool
    published: int | None
    keys: tuple[str | None, ...]
    topic_words: tuple[str, ...] = ()
    language: str | None = None


class Added(Value, frozen=True):
    """What adding a reading did: "new", "same" (was there already) or "replaced" (an older reading of it)."""

    document: str
    outcome: str


class Listed(Value, frozen=True):
    """A report in a list: everything but its text and findings."""

    id: str
    source: str
    outlet: str | None
    url: str | None
    title: str | None
    language: str | None
    published: str | None
    tier: int


class Hit(Value, frozen=True):
    """A report found by words: where the words stand in it."""

    report: Listed
    spans: tuple[Span, ...]
    excerpt: str
    score: float


class FollowUp(Value, frozen=True):
    """A later sentence that speaks of the same undertaking."""

    document: str
    start: int
    stop: int
    words: str
    state: str


class Undertaking(Value, frozen=True):
    """A commitment with where it stands, its encounter, and what became of it."""

    id: str
    document: str
    encounter: str | None
    sides: tuple[str, ...]
    words: str
    start: int
    stop: int
    due: str | None
    strength: str
    title: str | None
    published: str | None
    state: str = "open"
    evidence: tuple[FollowUp, ...] = ()


class Said(Value, frozen=True):
    """A statement with its report."""

    id: str
    document: str
    speaker: str
    person: str | None
    side: str | None
    form: str
    start: int
    stop: int
    words: str
    published: str | None


class Judgement(Value, frozen=True):
    """What a person decided: kept with who and when; withdrawn, never erased."""

    id: int
    kind: str
    left: str
    right: str | None
    field: str | None
    value: str | None
    reviewer: str
    at: str
    note: str | None = None
    deleted_at: str | None = None
    deleted_by: str | None = None


def to_dict(value: Value) -> dict[str, object]:
    """The public JSON form as a dictionary."""
    built = msgspec.to_builtins(value)
    assert isinstance(built, dict)
    return built
