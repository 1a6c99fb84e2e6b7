"""Encounters as event data: PLOVER types, modes and contexts, CAMEO codes; one event with all its participants.

Pairs of sides are made on request only (`pair_events`): a meeting of six is one event, not fifteen or thirty.
What was cancelled or denied is no event and is left out; what is planned or postponed is an intent to meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

from babel.core import get_global

from dragoman.export.labels import list_sides, read_lines
from dragoman.record.values import MergedEncounter

NO_EVENT = ("cancelled", "denied")
BODIES = ("EU", "UN", "EZ", "QO", "ZZ")  # codes of two letters that are no states
INTENDED = ("planned", "postponed")
# ISO 3166-1 alpha-3 codes that CLDR still maps to a state beside the one in use.
OBSOLETE = ("BUR", "DDR", "FXX", "TMP", "YMD", "ZAR")
VISIT_CODE = "042"


@dataclass(frozen=True, slots=True)
class Code:
    """What kind of event it is: PLOVER type and mode ("" where PLOVER has none for it), CAMEO code, the host if one."""

    plover: str
    mode: str
    cameo: str
    host: str | None = None


def code_event(encounter: MergedEncounter) -> Code:
    """The codes of an encounter: by status, then kind, then way, then where it was."""
    if encounter.status in INTENDED:
        return Code("AGREE", "", "036", find_host(encounter))
    if encounter.kind == "signing":
        return Code("SUPPORT", "", "057", find_host(encounter))
    if any(seat.role == "mediator" for seat in encounter.participants):
        return Code("CONSULT", "", "045")
    if encounter.kind == "call" or encounter.mode == "phone":
        return Code("CONSULT", "phone", "041")
    if encounter.mode in ("video", "written") or encounter.kind == "letter":
        return Code("CONSULT", "", "040")
    return code_place(encounter)


def code_place(encounter: MergedEncounter) -> Code:
    """The codes of people who met in person: at one of them, elsewhere, or nobody says where."""
    host = find_host(encounter)
    if host or encounter.kind == "visit":
        return Code("CONSULT", "visit", VISIT_CODE, host)
    if encounter.place and encounter.place.country:
        return Code("CONSULT", "third-party", "044")
    return Code("CONSULT", "", "040")


def find_host(encounter: MergedEncounter) -> str | None:
    """The side at whose place it was: of the role host, else the participant whose country it was."""
    for seat in encounter.participants:
        if seat.role == "host" and seat.side:
            return seat.side
    country = encounter.place.country if encounter.place else None
    return country if country in list_sides(encounter) else None


def list_events(encounters: Iterable[MergedEncounter]) -> Iterator[dict[str, Any]]:
    """Events in the manner of PLOVER, as JSON objects."""
    return (make_event(one) for one in encounters if one.status not in NO_EVENT)


def make_event(encounter: MergedEncounter) -> dict[str, Any]:
    """One event with N participants."""
    code = code_event(encounter)
    place = encounter.place
    return {
        "id": encounter.id,
        "date": encounter.date,
        "event_type": code.plover,
        "event_mode": code.mode or None,
        "contexts": find_contexts(encounter),
        "cameo": code.cameo,
        "status": encounter.status,
        "kind": encounter.kind,
        "format": encounter.format,
        "ordinal": encounter.ordinal,
        "location": {"name": place.name, "country": alpha3(place.country)} if place else None,
        "participants": [
            {
                "name": seat.person,
                "office": seat.office,
                "country": actor_country(seat.side),
                "actor": actor_code(seat.side),
                "role": "host" if seat.side and seat.side == code.host else seat.role,
            }
            for seat in encounter.participants
        ],
        "sources": encounter.sources,
        "reports": [{"source": report.source, "document": report.document} for report in encounter.reports],
    }


def pair_events(encounters: Iterable[MergedEncounter]) -> Iterator[dict[str, Any]]:
    """The derived view: one object a pair of sides, each with the id of the event that it is a view of."""
    for encounter in encounters:
        if encounter.status in NO_EVENT:
            continue
        event = make_event(encounter)
        for left, right in list_pairs(encounter):
            yield {
                **{
                    name: event[name] for name in ("date", "event_type", "event_mode", "contexts", "status", "location")
                },
                "id": f"{encounter.id}:{left}-{right}",
                "derived_from": encounter.id,
                "cameo": pair_code(encounter, left, right),
                "source": actor_code(left),
                "target": actor_code(right),
                "parties": len(list_sides(encounter)),
            }


def list_pairs(encounter: MergedEncounter) -> list[tuple[str, str]]:
    """Every pair of sides once; who came stands before the host, else in the order of the alphabet."""
    host = code_event(encounter).host
    sides = sorted(list_sides(encounter), key=lambda side: (side == host, side))
    return list(combinations(sides, 2))


def pair_code(encounter: MergedEncounter, left: str, right: str) -> str:
    """The CAMEO code of a pair: two guests of a third met at a third place, they did not visit each other."""
    code = code_event(encounter)
    return "044" if code.cameo == VISIT_CODE and code.host and code.host not in (left, right) else code.cameo


def find_contexts(encounter: MergedEncounter) -> list[str]:
    """PLOVER contexts: always diplomatic, and those of its themes."""
    themes = {topic.theme for topic in encounter.topics if topic.theme}
    return ["diplomatic", *sorted({load_contexts()[t] for t in themes if t in load_contexts()} - {"diplomatic"})]


@cache
def load_contexts() -> dict[str, str]:
    """Theme -> context, from data/contexts.tsv."""
    return {cells[0]: cells[1] for cells in read_lines("contexts.tsv", 2)}


@cache
def load_alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 -> alpha-3, from CLDR."""
    aliases = get_global("territory_aliases")
    return {
        targets[0]: code
        for code, targets in sorted(aliases.items())
        if len(code) == 3 and code.isalpha() and code not in OBSOLETE and len(targets) == 1
        if len(targets[0]) == 2 and targets[0] not in BODIES
    }


def alpha3(country: str | None) -> str | None:
    """The three letters of a state; None for what is none."""
    return load_alpha3().get(country) if country else None


def actor_country(side: str | None) -> str | None:
    """The state of a side, three letters; IGO for an organisation of states."""
    return (alpha3(side) or "IGO") if side else None


def actor_code(side: str | None) -> str | None:
    """A CAMEO actor: a state's government (KAZGOV), an organisation of states (IGO and its acronym: IGOOTS)."""
    if not side:
        return None
    state = alpha3(side)
    return f"{state}GOV" if state else f"IGO{side}"
