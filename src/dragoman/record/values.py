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


class Support(Value, frozen=True):
    """The claims that say the value which a merged field was given."""

    field: str
    claims: tuple[str, ...]


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
    support: tuple[Support, ...] = ()
    review: str | None = None  # "confirmed" or "rejected" by a person; rejected ones are hidden from queries


class Claim(Value, frozen=True):
    """An encounter as one report tells it, with what is needed to compare it with others.

    lo, hi: first and last day that it may have been on (proleptic ordinals); exact: the report states the day.
    published: the day of the report, None if unknown. keys: the persons' keys, in the order of the participants.
    topic_words: the words of each topic. spot, country: the place, folded, and the country that it lies in.
    facts: the figures of the report: two reports of one story share them, in whatever language.
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
    spot: str = ""
    country: str | None = None
    facts: tuple[str, ...] = ()


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
    """A later sentence that speaks of the same undertaking; `state` is what it says became of it."""

    document: str
    start: int
    stop: int
    words: str
    state: str
    published: str | None = None


class Undertaking(Value, frozen=True):
    """A commitment with where it stands, its encounter, and what became of it.

    state: open, done, late (due passed without a report), dropped or contradicted; evidence: the sentences that say so.
    """

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
    theme: str | None = None


class Said(Value, frozen=True):
    """A statement with its report and its theme (docs/themes.md)."""

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
    theme: str | None = None


class Series(Value, frozen=True):
    """A format over time.

    members: codes of the sides. meetings: those held or planned, by date. missing: ordinals below the highest one
    that no report tells of. interval_days: median between meetings held; next_expected: EDTF month, from the last one.
    """

    format: str
    members: tuple[str, ...]
    meetings: tuple[MergedEncounter, ...]
    missing: tuple[int, ...]
    interval_days: int | None
    next_expected: str | None


class FormatCount(Value, frozen=True):
    """A format, how many encounters it has, and the dates of the first and the last."""

    format: str
    count: int
    first: str | None
    last: str | None


class Milestone(Value, frozen=True):
    """An anniversary of relations or of a format.

    date: EDTF, of the anniversary. basis: "computed" from the day of the beginning, or "told" by the words
    `start`..`stop` of a report.
    """

    title: str
    date: str
    years: int
    sides: tuple[str, ...]
    format: str | None
    basis: str
    document: str | None = None
    start: int | None = None
    stop: int | None = None


class Tie(Value, frozen=True):
    """Two sides, or two people, that met: how often, and the date of the last time."""

    left: str
    right: str
    count: int
    last: str | None


class Suggestion(Value, frozen=True):
    """What a beginning of words may mean: a person, side or format, its key in a query, and a name to show."""

    kind: str
    key: str
    name: str


class Spell(Value, frozen=True):
    """An office as reports give it to a person: how often, the days of the first and the last, the last one's words."""

    office: str
    side: str | None
    count: int
    first: str | None
    last: str | None
    document: str
    start: int
    stop: int


class SavedSearch(Value, frozen=True):
    """A query under a name; `seq` is the record's version when it was saved or last looked at."""

    name: str
    query: dict[str, object]
    seq: int
    at: str


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
