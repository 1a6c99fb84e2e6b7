"""The merged value of an event: each field from the best supported claims, the others kept as a dispute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dragoman.edtf import first_day, last_day
from dragoman.model import Participant, Place
from dragoman.record.merge.compare import UNHELD, is_same
from dragoman.record.merge.disputes import Told, find_disputes
from dragoman.record.merge.places import is_country
from dragoman.record.merge.windows import FIVE, with_year
from dragoman.record.values import (
    Attendance,
    Claim,
    Dispute,
    MergedEncounter,
    Report,
    Stage,
    Subject,
    Support,
    Version,
)

TIER_WEIGHTS = {1: 3.0, 2: 2.0, 3: 1.0}  # a ministry's word, a state agency's, the press's
COPY_WEIGHT = 0.01  # a copy only breaks a tie
BACKGROUND_WEIGHT = 0.5  # told in passing, mostly from memory
VAGUE = {"kind": ("other", "meeting"), "mode": ("unknown",)}  # values that any other makes more exact
STATUS_ORDER = ("planned", "postponed", "cancelled", "denied", "happened")  # on one day, the later wins


def merge_claims(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    fixed: Mapping[str, str],
    review: str | None = None,
    figures: Sequence[Told] = (),
    quotes: Sequence[Told] = (),
) -> MergedEncounter:
    """The event that claims tell of together.

    Args: claims: at least one. reports: by claim id. fixed: field -> value set by a person.
    review: "confirmed" or "rejected" by one. figures, quotes: of the reports, where there are several.
    """
    claims = sorted(claims, key=lambda claim: claim.id)
    weights = {claim.id: weigh_claim(claim, reports[claim.id]) for claim in claims}
    fields = {name: choose(name, claims, weights, read) for name, read in READERS.items()}
    status, history = follow_status(claims)
    values = {name: versions[0].value if versions else None for name, versions in fields.items()}
    values["status"] = status
    values.update(fixed)
    day = next((c for c in claims if c.encounter.date and say_date(c) == values["date"]), None)
    spot = [c.encounter.place for c in claims if c.encounter.place and c.spot == values["place"]]
    place = max(spot, key=lambda place: (place.country is not None, -len(place.name), place.name)) if spot else None
    if "place" in fixed:
        place = Place(name=fixed["place"])
    return MergedEncounter(
        id=claims[0].id,
        kind=values["kind"] or "other",
        mode=values["mode"] or "unknown",
        status=values["status"] or status,
        date=values["date"],
        date_basis=day.encounter.date_basis if day else None,
        place=place,
        format=values["format"],
        ordinal=int(values["ordinal"]) if values["ordinal"] else None,
        participants=join_participants(claims, weights),
        topics=list_topics(claims),
        background=all(claim.encounter.background for claim in claims),
        part_of=None,
        sources=len({reports[claim.id].copy_of or claim.document for claim in claims}),
        reports=tuple(reports[claim.id] for claim in sorted(claims, key=lambda c: (c.published or 0, c.id))),
        disputes=tuple(
            Dispute(field=name, versions=versions)
            for name, versions in fields.items()
            if name not in fixed and name in DISPUTED and len(versions) > 1
        )
        + find_disputes(claims, weights, figures, quotes),
        history=history,
        support=tuple(Support(field=name, claims=v[0].claims) for name, v in fields.items() if v and name not in fixed),
        review=review,
    )


def weigh_claim(claim: Claim, report: Report) -> float:
    """How much a claim's word counts: by the tier of its outlet; little for copies."""
    weight = TIER_WEIGHTS.get(report.tier, 1.0) * (COPY_WEIGHT if report.copy_of else 1.0)
    return weight * (BACKGROUND_WEIGHT if claim.encounter.background else 1.0)


def say_date(claim: Claim) -> str | None:
    """The date of a claim, with the year of its report where it leaves the year out."""
    return with_year(claim.encounter.date, claim.published)


READERS: dict[str, Callable[[Claim], str | None]] = {
    "kind": lambda claim: claim.encounter.kind,
    "mode": lambda claim: claim.encounter.mode,
    "date": say_date,
    "place": lambda claim: claim.spot or None,
    "format": lambda claim: claim.encounter.format,
    "ordinal": lambda claim: str(claim.encounter.ordinal) if claim.encounter.ordinal is not None else None,
}
DISPUTED = frozenset({"date", "place", "ordinal", "mode"})


def choose(
    name: str, claims: Sequence[Claim], weights: Mapping[str, float], read: Callable[[Claim], str | None]
) -> tuple[Version, ...]:
    """The values that claims give to a field, best supported first; vaguer tellings support the exact one."""
    support: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        value = read(claim)
        if value:
            support[value].append(claim.id)
    vague = [value for value in VAGUE.get(name, ()) if value in support and len(support) > 1]
    if name == "date":
        vague = [value for value in support if any(is_within(other, value) for other in support if other != value)]
    if name == "place":  # a town makes its country more exact
        vague = [value for value in support if is_country(value) and has_town(claims, value)]
    if name in ("date", "mode", "kind", "place"):
        for value in vague:
            if len(support) > 1:
                del support[value]
    if name == "date":
        support = without_plans(support, claims)
    ranked = sorted(support, key=lambda value: (-sum(weights[claim] for claim in support[value]), value))
    return tuple(Version(value=value, claims=tuple(support[value])) for value in ranked)


def has_town(claims: Sequence[Claim], country: str) -> bool:
    """Whether a claim names a town of a country."""
    return any(claim.spot and claim.country == country and not is_country(claim.spot) for claim in claims)


def without_plans(support: dict[str, list[str]], claims: Sequence[Claim]) -> dict[str, list[str]]:
    """Dates of reports that say it was held; those of plans only where no other is told.

    Of plans one of which was put off, the day told last.
    """
    plans = {claim.id: claim for claim in claims if claim.encounter.status in UNHELD}
    held = {value: ids for value, ids in support.items() if not set(ids) <= plans.keys()}
    if held or not any(claim.encounter.status == "postponed" for claim in plans.values()):
        return held or support
    told = {value: max(plans[claim].published or 0 for claim in ids) for value, ids in support.items()}
    return {value: ids for value, ids in support.items() if told[value] == max(told.values())}


def is_within(inner: str, outer: str) -> bool:
    """Whether a date makes another more exact: 2021-04-23 is in 2021-04; of equal dates neither."""
    bounds = first_day(inner), last_day(inner), first_day(outer), last_day(outer)
    a, b, c, d = bounds
    if a is None or b is None or c is None or d is None or (a, b) == (c, d):
        return False
    return c <= a and b <= d


def follow_status(claims: Iterable[Claim]) -> tuple[str, tuple[Stage, ...]]:
    """What the event came to, and what was said of it over time where that changed."""
    ordered = sorted(claims, key=lambda c: (c.published or 0, STATUS_ORDER.index(c.encounter.status), c.id))
    held = any(claim.encounter.status == "happened" for claim in ordered)
    last = "happened" if held else ordered[-1].encounter.status
    stages = tuple(
        Stage(
            published=None if claim.published is None else _day(claim.published),
            status=claim.encounter.status,
            date=say_date(claim),
            claim=claim.id,
        )
        for claim in ordered
    )
    return last, stages if len({stage.status for stage in stages}) > 1 else ()


def _day(ordinal: int) -> str:
    from datetime import date

    return date.fromordinal(ordinal).isoformat()


def join_participants(claims: Sequence[Claim], weights: Mapping[str, float]) -> tuple[Attendance, ...]:
    """Who took part, each person once, with the office and side that the best claims give.

    «The five of Central Asia», unnamed, is nobody besides once each of the five is told of.
    """
    groups: list[list[tuple[Claim, Participant, str | None]]] = []
    ranked = sorted(claims, key=lambda claim: (-weights[claim.id], claim.id))
    seats = [
        (claim, participant, claim.keys[place])
        for claim in ranked
        for place, participant in enumerate(claim.encounter.participants)
    ]
    named = [seat for seat in seats if seat[1].person]
    for seat in named + [seat for seat in seats if not seat[1].person]:
        home = next((group for group in groups if is_one(group, seat)), None)
        if home is None:
            groups.append([seat])
        else:
            home.append(seat)
    joined = [sum_group(group) for group in groups]
    told = {one.side for one in joined}
    return tuple(one for one in joined if one.person or one.side != "C5" or not told.issuperset(FIVE))


def is_one(group: list[tuple[Claim, Participant, str | None]], seat: tuple[Claim, Participant, str | None]) -> bool:
    """Whether a participant is the one that others of a group already tell of."""
    claim, participant, key = seat
    for other_claim, other, other_key in group:
        if participant.person and other.person:
            if is_same((participant, key), (other, other_key)):
                return True
        elif participant.side and participant.side == other.side and other_claim is not claim:
            return True
    return False


def sum_group(group: list[tuple[Claim, Participant, str | None]]) -> Attendance:
    """One participant of what several claims say of them."""
    people = [p.person for _claim, p, _key in group if p.person]
    offices = [p.office for _claim, p, _key in group if p.office]
    keys = sorted({key for _claim, _p, key in group if key}, key=lambda key: (key.startswith("~"), key))
    return Attendance(
        person=max(people, key=lambda name: (len(name.split()), -people.index(name))) if people else None,
        office=offices[0] if offices else None,
        side=next((p.side for _claim, p, _key in group if p.side), None),
        role=next((p.role for _claim, p, _key in group if p.role), None),
        key=keys[0] if keys else None,
        claims=tuple(dict.fromkeys(claim.id for claim, _p, _key in group)),
    )


def list_topics(claims: Sequence[Claim]) -> tuple[Subject, ...]:
    """The topics as the reports put them, equal words once. The words are cut when the claim is stored."""
    seen: dict[str, Subject] = {}
    for claim in claims:
        for topic, words in zip(claim.encounter.topics, claim.topic_words, strict=True):
            seen.setdefault(words.lower(), Subject(words=words, theme=topic.theme, claim=claim.id))
    return tuple(seen.values())
