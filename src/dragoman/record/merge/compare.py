"""How likely two claims tell of one event: reasons against first, then a weighted sum of reasons for.

The weights and limits were set on the project's own example reports (tests/measure) and on reason, not learnt.
"""

from __future__ import annotations

import re

from dragoman.model import Encounter, Participant
from dragoman.record.merge.names import is_same_person
from dragoman.record.values import Claim

SAME = 0.5  # score from which two claims are taken for one event
DATES, PARTIES, KIND, DETAILS = 0.4, 0.35, 0.1, 0.15  # weights, together 1
UNDATED_APART = 6  # days between the reports of two undated tellings from which they are of two events
FEW_SIDES, CROWD = 2, 4  # a bilateral is not a telling of a crowd's meeting
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
LEVELS = (  # words of offices in the three languages, the first that fits gives the level
    ("deputy", r"\bзаместител|\bзамминистр|\bзамглав|\bdeputy\b|\bvice[- ]minister|\bunder[- ]?secretary|\bassistant secretary|орынбасар"),
    ("minister", r"министр(?!.{0,3}президент)|\bглав\w* мид\b|госсекретар|государственн\w+ секретар|\bforeign (minister|secretary)|secretary of state|\bminister\b|министрі|\bсім басшысы"),
    ("leader", r"президент|премьер|\bглав\w* (государства|правительства|республики)|\bлидер|канцлер|король|эмир|председатель (кнр|совета министров)|president|prime minister|chancellor|\bking\b|мемлекет басшысы"),
)  # fmt: skip
PATTERNS = tuple((level, re.compile(pattern, re.IGNORECASE)) for level, pattern in LEVELS)
PRIME_MINISTER = re.compile(r"премьер|prime minister", re.IGNORECASE)


def compare_claims(left: Claim, right: Claim) -> float:
    """0..1: how likely two claims tell of one event; 0 where something speaks against it."""
    if left.document == right.document or is_apart(left.encounter, right.encounter) or not is_in_time(left, right):
        return 0.0
    parties = compare_parties(left, right)
    if parties == 0.0:
        return 0.0
    kind = 1.0 if left.encounter.kind == right.encounter.kind else 0.5
    dates = compare_dates(left, right)
    details = compare_details(left.encounter, right.encounter)
    return round(DATES * dates + PARTIES * parties + KIND * kind + DETAILS * details, 6)


def is_apart(left: Encounter, right: Encounter) -> bool:
    """Whether kind, way, format or number say that these are two events."""
    if left.format and right.format and left.format != right.format:
        return True
    if left.ordinal and right.ordinal and left.ordinal != right.ordinal:
        return True
    if is_remote(left) is not None and is_remote(right) is not None and is_remote(left) != is_remote(right):
        return True
    kinds = {FAMILIES[left.kind], FAMILIES[right.kind]}
    return not (len(kinds) == 1 or "any" in kinds or frozenset(kinds) in NEAR_KINDS)


def is_remote(encounter: Encounter) -> str | None:
    """How they met; None where nothing says so."""
    if encounter.kind == "call" and encounter.mode == "unknown":
        return "remote"
    return {"phone": "remote", "video": "remote", "in_person": "present", "written": "written"}.get(encounter.mode)


def is_in_time(left: Claim, right: Claim) -> bool:
    """Whether the days allow one event: windows that meet, and no plan made after what it plans."""
    for plan, held in ((left, right), (right, left)):
        if plan.encounter.status == "planned" and held.encounter.status != "planned":
            if held.exact and plan.published is not None and plan.published > held.hi:
                return False
            if is_moved(plan, held):
                return True
    slack = 1 if left.exact and right.exact else 0
    return left.lo <= right.hi + slack and right.lo <= left.hi + slack


def is_moved(plan: Claim, held: Claim) -> bool:
    """A planned meeting of a numbered series that was held on another day than planned, or called off."""
    ours, theirs = plan.encounter, held.encounter
    numbered = bool(ours.format and ours.format == theirs.format and ours.ordinal and ours.ordinal == theirs.ordinal)
    return numbered and (plan.published is None or held.published is None or plan.published <= held.published)


def compare_dates(left: Claim, right: Claim) -> float:
    """0..1 by how well the days agree."""
    if left.exact and right.exact:
        overlap = min(left.hi, right.hi) - max(left.lo, right.lo)
        return 1.0 if (left.lo, left.hi) == (right.lo, right.hi) else 0.8 if overlap >= 0 else 0.45
    if left.exact or right.exact:
        known, other = (left, right) if left.exact else (right, left)
        if other.encounter.date or other.published is None:
            return 0.7
        return max(0.2, 0.9 - abs(other.published - known.hi) / 20)
    if left.encounter.date and right.encounter.date:
        return 0.7
    if left.published is None or right.published is None:
        return 0.3
    distance = abs(left.published - right.published)
    if left.encounter.background != right.encounter.background and max(left, right, key=_published).encounter.background:
        return max(0.35, 0.75 - distance / 100)
    if left.encounter.status == "planned" != right.encounter.status or left.encounter.status != right.encounter.status:
        return max(0.35, 0.75 - distance / 100)
    return 0.8 - 0.1 * distance if distance < UNDATED_APART else 0.0


def _published(claim: Claim) -> int:
    return claim.published or 0


def compare_parties(left: Claim, right: Claim) -> float:
    """0..1 by how far the same people and sides took part; 0 where they cannot have."""
    ours, theirs = list_sides(left.encounter), list_sides(right.encounter)
    small, large = sorted((len(ours), len(theirs)))
    same_format = bool(left.encounter.format) and left.encounter.format == right.encounter.format
    if small <= FEW_SIDES and large >= CROWD and small and not same_format:
        return 0.0
    shared = ours & theirs
    if any(is_other_person(left, right, side) for side in shared) and not same_format:
        return 0.0
    people = _count_people(left, right)
    named = min(sum(k is not None for k in left.keys), sum(k is not None for k in right.keys))
    by_sides = len(shared) / len(ours | theirs) if ours | theirs else 0.0
    by_people = people / named if named else 0.0
    covered = len(shared) / small if small > 1 else 0.0
    value = max(by_sides, 0.9 * by_people if people > 1 or small < FEW_SIDES else 0.0, 0.8 * covered)
    if same_format:
        return max(value, 0.8)
    return value if value >= 0.5 else 0.0


def is_other_person(left: Claim, right: Claim, side: str) -> bool:
    """Whether for one side different people, or people of different level, are named."""
    ours = [p for p in left.encounter.participants if p.side == side]
    theirs = [p for p in right.encounter.participants if p.side == side]
    named_ours, named_theirs = [p for p in ours if p.person], [p for p in theirs if p.person]
    if named_ours and named_theirs:
        return not any(is_same(a, b, left, right) for a in named_ours for b in named_theirs)
    levels = {find_level(p) for p in ours} - {None}, {find_level(p) for p in theirs} - {None}
    return bool(levels[0]) and bool(levels[1]) and not levels[0] & levels[1]


def is_same(ours: Participant, theirs: Participant, left: Claim, right: Claim) -> bool:
    """Whether two participants are one person: by key where the register knows both, else by name."""
    key, other = _key(ours, left), _key(theirs, right)
    if key and other and not key.startswith("~") and not other.startswith("~"):
        return key == other
    return is_same_person(ours.person or "", theirs.person or "")


def _key(participant: Participant, claim: Claim) -> str | None:
    return claim.keys[claim.encounter.participants.index(participant)]


def find_level(participant: Participant) -> str | None:
    """leader, minister or deputy, by the words of the office; None where they do not tell."""
    office = participant.office or ""
    if PRIME_MINISTER.search(office):
        return "leader"
    return next((level for level, pattern in PATTERNS if pattern.search(office)), None)


def list_sides(encounter: Encounter) -> set[str]:
    """The sides that took part."""
    return {participant.side for participant in encounter.participants if participant.side}


def _count_people(left: Claim, right: Claim) -> int:
    return sum(
        any(b.person and is_same(a, b, left, right) for b in right.encounter.participants)
        for a in left.encounter.participants
        if a.person
    )


def compare_details(left: Encounter, right: Encounter) -> float:
    """0..1 by place, format and number: agreement is for, silence is neither."""
    value = 0.5
    if left.format and left.format == right.format:
        value += 0.3 if left.ordinal is None or left.ordinal != right.ordinal else 0.5
    if left.place and right.place:
        if left.place.name == right.place.name:
            value += 0.3
        elif left.place.country and right.place.country and left.place.country != right.place.country:
            value -= 0.5
    return min(1.0, max(0.0, value))
