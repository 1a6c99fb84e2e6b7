"""What the register knows of the people of a text on the day of the report: their sides, and offices left unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dragoman.reading.values import Marked, OfficeTitle, Somebody
from dragoman.register.offices import parse_office, widen_kind
from dragoman.register.people import KnownTenure, find_people, holder_of, link_person, tenures_of
from dragoman.register.periods import to_days

MAX_NEAR = 400  # code points between a name and a bare title that several known people may hold
SINGLE = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
KINDS = {  # rank of a title -> kinds of the register that it may mean; others go by the words alone
    "head_of_state": frozenset({"head_of_state", "supreme_leader", "military_leader"}),
    "head_of_government": frozenset({"head_of_government"}),
    "foreign_minister": frozenset({"foreign_minister"}),
    "minister": frozenset({"defence_minister", "finance_minister", "foreign_minister", "minister"}),
}
WORDY = frozenset({"head", "official", "deputy", "speaker", "minister"})
VAGUE = frozenset({"leader", "chair", "envoy", "minister", "official", "aide", "deputy_minister"})


def day_of(marked: Marked) -> str | None:
    """The day of the report, None where it is not known."""
    published = marked.document.published
    return published.date if published else None


@lru_cache(maxsize=20_000)
def find_tenures(name: str, side: str | None, day: str | None) -> tuple[KnownTenure, ...]:
    """What somebody in the register held on a day; without a day, everything that the bearer of a full name held."""
    days = to_days(day) if day else None
    if days is None and " " not in name:
        return ()
    person = link_person(name, side=side, day=day)
    if person is None:
        return ()
    return tuple(one for one in tenures_of(person) if days is None or one.period().may_meet(days))


def side_then(marked: Marked, somebody: Somebody) -> str | None:
    """The one side that somebody served on the day of the report, as far as the register knows."""
    sides = {one.side for one in find_tenures(somebody.name, None, day_of(marked)) if one.side}
    return sides.pop() if len(sides) == 1 else None


def may_hold(marked: Marked, somebody: Somebody, title: OfficeTitle) -> bool:
    """Whether the register allows that somebody held an office: False where he is known to have held another."""
    day = day_of(marked)
    holder = find_holder(title.nominative, title.side, day) if title.side and day else None
    if holder is not None:
        return any(one.id == holder for one in find_people(somebody.name))
    held = find_tenures(somebody.name, None, day)
    if not any(one.kind in SINGLE for one in held):
        return True
    return any(fits_tenure(one, title) for one in held)


@lru_cache(maxsize=5_000)
def find_holder(office: str, side: str, day: str) -> str | None:
    """The id of the one person of the register who held an office of state on a day."""
    kind = parse_office(office, "ru")
    return holder_of(kind, side, day) if kind in SINGLE else None


def fits_tenure(tenure: KnownTenure, title: OfficeTitle) -> bool:
    """Whether a bare title may mean an office of the register: «премьер», «глава МИД», «лидер Чили»."""
    kind = parse_office(title.nominative, "ru")
    if kind is None or (title.side is not None and title.side != tenure.side):
        return False
    if title.rank == "minister" and kind == "minister":
        return title.nominative.lower() == "министр" and tenure.kind in KINDS["minister"]
    if kind == "leader" and title.rank == "head_of_state" and tenure.kind == "head_of_government":
        return True  # «лидер Германии»
    if title.side is None and any(word[:1].isupper() for word in title.nominative.split()[1:]):
        return False  # «президент Чечни»: of a land that is no side
    if title.rank in KINDS and tenure.kind not in KINDS[title.rank]:
        return False
    if title.rank not in KINDS and kind in SINGLE:
        return False  # «член круга президента»
    if title.rank not in KINDS and (title.rank not in WORDY or kind in VAGUE):
        return False
    return tenure.kind in widen_kind(kind, tenure.side)


def find_known(marked: Marked, people: Sequence[Somebody], title: OfficeTitle) -> Somebody | None:
    """The person of the text who held the office of a bare title on the day of the report, as the register knows.

    Of several («президент» where two presidents are named) the one named last right before the title is meant.
    """
    day = day_of(marked)
    if day is None or (title.rule == "parallel" and title.rank not in SINGLE):
        return None
    fitting = [
        somebody
        for somebody in people
        if somebody.side in (None, title.side) or title.side is None
        if any(fits_tenure(one, title) for one in find_tenures(somebody.name, None, day))
    ]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    before = [
        (name.start, somebody.index) for somebody in fitting for name in somebody.names if name.start < title.start
    ]
    if not before or title.start - max(before)[0] > MAX_NEAR:
        return None
    return people[max(before)[1]]
