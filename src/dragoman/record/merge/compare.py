"""How likely two claims tell of one event: reasons against first, then a weighted sum of reasons for.

The weights and limits were set on the project's own example reports (tests/record) and on reason, not learnt.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dragoman.edtf import LEAP_YEAR, first_day, last_day
from dragoman.model import Participant
from dragoman.record.merge.levels import find_levels
from dragoman.record.merge.names import fold_name, is_one_person, name_key
from dragoman.record.merge.places import is_country
from dragoman.record.merge.windows import EXACT_DAYS, REACHES, list_sides
from dragoman.record.values import Claim
from dragoman.register.formats import find_format
from dragoman.register.tables import on_forget

SAME = 0.5  # score from which two claims are taken for one event
DATES, PARTIES, KIND, DETAILS = 0.4, 0.35, 0.1, 0.15  # weights, together 1
VAGUE_DATES = 0.45  # dates that agree no better than this need a detail that agrees too: place, format, number
FRESH_DAYS = 2  # an event without a day lies no further back than this from its report, as a rule
STALE_DAYS = 8  # two tellings without days whose reports are so far apart are of two events
PASSING_DAYS = 60  # «earlier they met»: told in passing, the event is as a rule no older
MOVED_DAYS = 14  # one number of a series held twice, further apart: one of the numbers is wrong
BILATERAL = 2
FEWEST_FACTS = 2
SMALL_FACT = 3  # digits of a figure that many reports may share by chance
FAMILIES = {
    "summit": "summit",
    "ministerial": "ministerial",
    "consultation": "consultation",
    "call": "call",
    "meeting": "meeting",
    "visit": "visit",
    "signing": "meeting",
    "letter": "letter",
    "other": "any",
}
NEAR_KINDS = frozenset(
    {
        frozenset(pair)
        for pair in (
            ("meeting", "summit"),
            ("meeting", "ministerial"),
            ("meeting", "consultation"),
            ("ministerial", "consultation"),
            ("call", "meeting"),
        )
    }
)
LARGE_KINDS = frozenset({"summit", "ministerial"})
SAME_WORDS = 0.6  # share of the words of two names of formats that makes them one
WAYS = {"phone": "remote", "video": "remote", "in_person": "present", "written": "written"}
PLANNED = frozenset({"planned"})
UNHELD = frozenset({"planned", "postponed", "cancelled"})  # a numbered meeting told so may be held on another day yet
SAME_DAY = 0.8  # agreement of days from which two names in two languages may be of one format
MOST_SIDES = 0.75  # share of the sides that both name, likewise
NO_PARTY_ROLES = frozenset({"host", "mediator"})


@dataclass(slots=True)
class Profile:
    """A claim with what comparing needs, worked out once."""

    claim: Claim
    sides: frozenset[str] = frozenset()
    parties: int = 0  # sides that are more than host or mediator
    seats: dict[str, list[tuple[Participant, str | None]]] = field(default_factory=dict)
    people: tuple[tuple[Participant, str | None], ...] = ()
    levels: dict[str, frozenset[str]] = field(default_factory=dict)
    way: str | None = None

    @classmethod
    def of(cls, claim: Claim) -> Profile:
        """The profile of a claim."""
        encounter = claim.encounter
        seats: dict[str, list[tuple[Participant, str | None]]] = defaultdict(list)
        for participant, key in zip(encounter.participants, claim.keys, strict=True):
            if participant.side:
                seats[participant.side].append((participant, key))
        levels = {side: frozenset().union(*(find_levels(p.office) for p, _k in held)) for side, held in seats.items()}
        sides = list_sides(encounter)
        lesser = {p.side for p in encounter.participants if p.role in NO_PARTY_ROLES}
        way = "remote" if encounter.kind == "call" and encounter.mode == "unknown" else WAYS.get(encounter.mode)
        return cls(
            claim=claim,
            sides=sides,
            parties=len(sides - lesser) if len(sides - lesser) >= BILATERAL else len(sides),
            seats=dict(seats),
            people=tuple((p, k) for p, k in zip(encounter.participants, claim.keys, strict=True) if p.person),
            levels=levels,
            way=way,
        )


def compare_claims(left: Profile, right: Profile) -> float:
    """0..1: how likely two claims tell of one event; 0 where something speaks against it."""
    if is_apart(left, right):
        return 0.0
    parties = compare_parties(left, right)
    if parties == 0.0:
        return 0.0
    kind = 1.0 if left.claim.encounter.kind == right.claim.encounter.kind else 0.5
    dates, details = compare_dates(left, right), compare_details(left, right)
    if dates == 0.0 or (dates < VAGUE_DATES and details <= 0.5):
        return 0.0
    return round(DATES * dates + PARTIES * parties + KIND * kind + DETAILS * details, 6)


# -- against --------------------------------------------------------------------------------------------------------


def is_apart(left: Profile, right: Profile) -> bool:
    """Whether report, kind, way, format, number, place, level or time say that these are two events."""
    if left.claim.document == right.claim.document:
        return True
    ours, theirs = left.claim.encounter, right.claim.encounter
    if ours.format and theirs.format and is_other_format(ours.format, theirs.format) and not is_translated(left, right):
        return True
    if ours.ordinal and theirs.ordinal and ours.ordinal != theirs.ordinal:
        return True
    if left.way and right.way and left.way != right.way:
        return True
    kinds = {FAMILIES[ours.kind], FAMILIES[theirs.kind]}
    if not (len(kinds) == 1 or "any" in kinds or frozenset(kinds) in NEAR_KINDS):
        return True
    return is_other_level(left, right) or not is_in_time(left.claim, right.claim) or is_elsewhere(left, right)


@lru_cache(maxsize=20_000)
def is_other_format(left: str, right: str) -> bool:
    """Whether two names are of two formats; names that no register knows may differ by a word."""
    if left == right:
        return False
    if find_format(left) and find_format(right):
        return True
    ours, theirs = set(fold_name(left)), set(fold_name(right))
    return len(ours & theirs) < SAME_WORDS * max(len(ours), len(theirs), 1)


on_forget(is_other_format.cache_clear)


def is_translated(left: Profile, right: Profile) -> bool:
    """Whether two names in two languages may be of one format that no register knows.

    Nothing is translated: day, sides and place must be the same, and nobody's level other.
    """
    ours, theirs = left.claim, right.claim
    names = ours.encounter.format, theirs.encounter.format
    if not ours.language or not theirs.language or ours.language == theirs.language:
        return False
    if any(find_format(name or "") for name in names) or not is_one_spot(ours, theirs):
        return False
    shared = len(left.sides & right.sides)
    if shared < BILATERAL or shared < MOST_SIDES * len(left.sides | right.sides):
        return False
    levels = [
        left.levels[side] & right.levels[side] for side in left.levels if left.levels[side] and right.levels.get(side)
    ]
    return all(levels) and compare_dates(left, right) >= SAME_DAY


def is_one_spot(left: Claim, right: Claim) -> bool:
    """Whether two claims name one place, or one its country only."""
    if not left.spot or not right.spot:
        return False
    return left.spot == right.spot or (
        left.country is not None and left.country == right.country and (is_country(left.spot) or is_country(right.spot))
    )


def is_same_format(left: Profile, right: Profile) -> bool:
    """Whether both name a format, and the same."""
    ours, theirs = left.claim.encounter.format, right.claim.encounter.format
    return bool(ours and theirs) and not is_other_format(ours or "", theirs or "")


def is_numbered(left: Claim, right: Claim) -> bool:
    """Whether both tell of the same meeting of a numbered series."""
    ours, theirs = left.encounter, right.encounter
    return bool(ours.format and ours.format == theirs.format and ours.ordinal and ours.ordinal == theirs.ordinal)


def is_other_level(left: Profile, right: Profile) -> bool:
    """Whether every side that both name an office for sent people of another level: ministers, then deputies."""
    known = [side for side, ours in left.levels.items() if ours and right.levels.get(side)]
    other = [side for side in known if left.levels[side].isdisjoint(right.levels[side])]
    if not other:
        return False
    told = [side for side in known if not is_same_holder(left, right, side)]
    return bool(told) and set(told) <= set(other) and (len(told) > 1 or left.parties <= BILATERAL)


def is_same_holder(left: Profile, right: Profile, side: str) -> bool:
    """Whether somebody of one side is named by both, whatever the office is called."""
    ours = [seat for seat in left.seats.get(side, ()) if seat[0].person]
    theirs = [seat for seat in right.seats.get(side, ()) if seat[0].person]
    return any(is_same(a, b) for a in ours for b in theirs)


def is_elsewhere(left: Profile, right: Profile) -> bool:
    """Whether the places lie in two countries, and nothing as strong says that it is one event all the same."""
    ours, theirs = left.claim.country, right.claim.country
    if not ours or not theirs or ours == theirs or "remote" in (left.way, right.way):
        return False
    if is_numbered(left.claim, right.claim):
        return False
    same_day = (
        left.claim.exact and right.claim.exact and (left.claim.lo, left.claim.hi) == (right.claim.lo, right.claim.hi)
    )
    return not (same_day and count_people(left, right) > 1)


def is_in_time(left: Claim, right: Claim) -> bool:
    """Whether the days allow one event: windows that meet, and no plan made after what it plans.

    A numbered meeting may be planned, put off and held on days far apart, as long as they were told in that order.
    """
    numbered = is_numbered(left, right)
    open_ = UNHELD if numbered else PLANNED
    for plan, held in ((left, right), (right, left)):
        if plan.encounter.status not in open_ or held.encounter.status in open_:
            continue
        in_order = plan.published is None or held.published is None or plan.published <= held.published
        if plan.encounter.status == "planned":
            if held.exact and plan.published is not None and plan.published > held.hi:
                return False
            if numbered:
                return in_order
        elif in_order:
            return True
    if numbered:
        gap = max(left.lo, right.lo) - min(left.hi, right.hi)
        unheld = left.encounter.status in UNHELD and right.encounter.status in UNHELD
        return unheld or not (left.exact and right.exact and gap > MOVED_DAYS)
    slack = 1 if left.exact and right.exact else 0
    if left.lo > right.hi + slack or right.lo > left.hi + slack:
        return False
    return fits_year(left, right)


def fits_year(left: Claim, right: Claim) -> bool:
    """Whether a date without a year («XXXX-11-03», in a report of unknown day) can be the other's in some year."""
    ours, theirs = left.encounter.date or "", right.encounter.date or ""
    for bare, dated, told, other in ((ours, theirs, left, right), (theirs, ours, right, left)):
        if "XXXX-" not in bare:
            continue
        if not dated:
            if told.published is None and other.hi - other.lo <= REACHES[0] and not _meets_window(bare, other):
                return False
            continue
        years = _years(dated)
        if not any(_touch(bare.replace("XXXX", str(year)), dated.replace("XXXX", str(LEAP_YEAR))) for year in years):
            return False
    return True


def _meets_window(bare: str, other: Claim) -> bool:
    """Whether a date without a year lies, in some year, among the days of a narrow window."""
    for year in range(date.fromordinal(other.lo).year - 1, date.fromordinal(other.hi).year + 2):
        first, last = (find(bare.replace("XXXX", str(year))) for find in (first_day, last_day))
        if first and last and first.toordinal() <= other.hi + 1 and other.lo - 1 <= last.toordinal():
            return True
    return False


def _years(dated: str) -> range:
    first = first_day(dated.replace("XXXX", str(LEAP_YEAR)))
    return range(first.year - 1, first.year + 2) if first else range(0)


def _touch(left: str, right: str) -> bool:
    a, b, c, d = first_day(left), last_day(left), first_day(right), last_day(right)
    if a is None or b is None or c is None or d is None:
        return True
    return (a - d).days <= 1 and (c - b).days <= 1


# -- for ------------------------------------------------------------------------------------------------------------


def compare_dates(ours_told: Profile, theirs_told: Profile) -> float:
    """0..1 by how well the days agree; a call may bear two days in two time zones, a meeting in person may not."""
    left, right = ours_told.claim, theirs_told.claim
    if left.exact and right.exact:
        overlap = min(left.hi, right.hi) - max(left.lo, right.lo)
        if overlap < 0:
            return 0.5 if "remote" in (ours_told.way, theirs_told.way) else 0.4
        return 1.0 if (left.lo, left.hi) == (right.lo, right.hi) else 0.8
    ours, theirs = left.encounter.date, right.encounter.date
    if ours and theirs:
        return compare_vague(left, right)
    if left.published is None or right.published is None:
        return compare_undatable(left, right)
    if left.exact or right.exact:
        known, other = (left, right) if left.exact else (right, left)
        return compare_known(known, other)
    return compare_undated(left, right)


def compare_undatable(left: Claim, right: Claim) -> float:
    """Where one report at least has no day: by a day without its year, if there is one; else little is known."""
    if is_numbered(left, right):
        return 0.7
    for bare, other in ((left, right), (right, left)):
        day = first_day((bare.encounter.date or "").replace("XXXX", str(LEAP_YEAR)))
        if "XXXX-" not in (bare.encounter.date or "") or other.published is None or day is None:
            continue
        ahead = (day.timetuple().tm_yday - date.fromordinal(other.published).timetuple().tm_yday) % 365
        if other.encounter.status == "planned":
            return max(0.0, 0.75 - ahead / 250)
        return max(0.0, 0.75 - (365 - ahead if ahead else 0) / 60)
    return 0.3


def compare_vague(left: Claim, right: Claim) -> float:
    """Two dates of which one at least is no day: a month, a year, a day without its year."""
    for claim in (left, right):
        if "XXXX-" in (claim.encounter.date or "") and claim.published is None:
            return 0.8 if _span(claim.encounter.date) <= EXACT_DAYS else 0.5
    widest = max(left.hi - left.lo, right.hi - right.lo)
    return 0.7 if widest <= 31 else 0.4


def _span(value: str | None) -> int:
    dated = (value or "").replace("XXXX", str(LEAP_YEAR))
    first, last = first_day(dated), last_day(dated)
    return (last - first).days if first and last else EXACT_DAYS + 1


def compare_known(known: Claim, other: Claim) -> float:
    """A telling with the day against one that only its report dates, or a rough date."""
    if other.encounter.date:
        return 0.7 if other.hi - other.lo <= 31 else 0.4
    assert other.published is not None
    if other.encounter.status != "happened":
        return max(0.3, 0.75 - abs(known.lo - other.published) / 150)
    distance = other.published - known.hi
    if other.encounter.background:
        return max(0.3, 0.75 - distance / 100) if distance <= PASSING_DAYS else 0.2
    return 0.9 if distance <= FRESH_DAYS else max(0.2, 0.9 - 0.12 * (distance - FRESH_DAYS))


def compare_undated(left: Claim, right: Claim) -> float:
    """Two tellings without a day, by the days of their reports."""
    assert left.published is not None
    assert right.published is not None
    distance = abs(left.published - right.published)
    ours, theirs = left.encounter, right.encounter
    if ours.date or theirs.date:
        return 0.5 if max(left.hi - left.lo, right.hi - right.lo) <= 31 else 0.3
    if ours.background != theirs.background:
        later = left if left.published >= right.published else right
        return (0.75 - distance / 100 if distance <= PASSING_DAYS else 0.2) if later.encounter.background else 0.2
    if ours.status != theirs.status or ours.status != "happened" or ours.background:
        return max(0.3, 0.75 - distance / 100)
    return 0.8 - 0.1 * distance if distance < STALE_DAYS else 0.0


def compare_parties(left: Profile, right: Profile) -> float:
    """0..1 by how far the same people and sides took part; 0 where they cannot have."""
    if is_same_format(left, right):
        shared = left.sides & right.sides
        return max(0.8, len(shared) / len(left.sides | right.sides) if shared else 0.0)
    small, large = sorted((left.parties, right.parties))
    if small == BILATERAL and large > BILATERAL and not is_large_kind(left, right):
        return 0.0
    shared = left.sides & right.sides
    if any(is_other_person(left, right, side) for side in shared):
        return 0.0
    people = count_people(left, right)
    named = min(len(left.people), len(right.people))
    by_people = people / named if named else 0.0
    if small < BILATERAL:
        return compare_partial(left, right, people, by_people)
    by_sides = len(shared) / len(left.sides | right.sides)
    covered = len(shared) / min(len(left.sides), len(right.sides))
    value = max(by_sides, 0.9 * by_people if people > 1 else 0.0, 0.8 * covered)
    return value if value >= 0.5 else 0.0


def is_large_kind(left: Profile, right: Profile) -> bool:
    """Whether both call it by one kind that many take part in, on one day: one of them may leave some out."""
    kind = left.claim.encounter.kind
    same_day = left.claim.exact and right.claim.exact and left.claim.lo == right.claim.lo
    return kind == right.claim.encounter.kind and kind in LARGE_KINDS and same_day


def compare_partial(left: Profile, right: Profile, people: int, by_people: float) -> float:
    """As `compare_parties`, where one telling knows one side or none: somebody or the place must agree too."""
    if people > 1:
        return 0.9 * by_people
    where = bool(left.claim.spot) and left.claim.spot == right.claim.spot
    hosts = {left.claim.country, right.claim.country} - {None}
    if left.sides == right.sides and left.sides:
        return 0.9 if people or where or left.claim.country == right.claim.country else 0.6
    if not left.people and not right.people and not (left.sides and right.sides):
        return 0.6 if where else 0.0
    if people and (where or hosts & (left.sides ^ right.sides)):
        return 0.7
    return 0.0


def is_other_person(left: Profile, right: Profile, side: str) -> bool:
    """Whether for one side different people, or people of different level, are named."""
    ours, theirs = left.seats.get(side, []), right.seats.get(side, [])
    named_ours, named_theirs = [seat for seat in ours if seat[0].person], [seat for seat in theirs if seat[0].person]
    if named_ours and named_theirs:
        return not any(is_same(a, b) for a in named_ours for b in named_theirs)
    levels = left.levels.get(side, frozenset()), right.levels.get(side, frozenset())
    return bool(levels[0]) and bool(levels[1]) and not levels[0] & levels[1]


def is_same(ours: tuple[Participant, str | None], theirs: tuple[Participant, str | None]) -> bool:
    """Whether two participants are one person: by key where both are known or were judged one, else by name."""
    key, other = ours[1], theirs[1]
    if key and other and key[0] != "~" and other[0] != "~":
        return key == other
    name, other_name = ours[0].person or "", theirs[0].person or ""
    if is_one_person(name, other_name):
        return True
    return bool(key) and key == other and not (name_key(name) == key == name_key(other_name))


def count_people(left: Profile, right: Profile) -> int:
    """How many people of one telling are in the other too."""
    return sum(any(is_same(a, b) for b in right.people) for a in left.people)


def count_facts(left: Profile, right: Profile) -> int:
    """How much the two reports share beyond the encounter: figures, large ones twice, and others whom they name.

    A theme that both are on counts too, where the same two people at least took part.
    """
    present = {key for profile in (left, right) for key in profile.claim.keys}
    shared = set(left.claim.facts) & set(right.claim.facts) - {f"={key}" for key in present}
    count = sum(2 if len(fact) > SMALL_FACT and fact[0].isdigit() else 1 for fact in shared)
    themes = list_themes(left.claim) & list_themes(right.claim)
    return count + (FEWEST_FACTS if themes and count_people(left, right) >= BILATERAL else 0)


def list_themes(claim: Claim) -> set[str]:
    """The themes that an encounter was on."""
    return {topic.theme for topic in claim.encounter.topics if topic.theme}


def compare_details(left: Profile, right: Profile) -> float:
    """0..1 by place, format, number, and the figures of the reports: agreement is for, silence is neither."""
    value = 0.5
    if is_same_format(left, right):
        value += 0.4 if is_numbered(left.claim, right.claim) else 0.2
    if left.claim.spot and right.claim.spot:
        if left.claim.spot == right.claim.spot:
            value += 0.3
        elif left.claim.country and left.claim.country == right.claim.country:
            value += 0.1
        else:
            value -= 0.3
    if count_facts(left, right) >= FEWEST_FACTS:
        value += 0.3
    return min(1.0, max(0.0, value))
