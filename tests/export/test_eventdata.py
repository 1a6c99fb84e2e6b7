"""Event data: one event with all its participants; pairs only as a view."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from dragoman.export.eventdata import (
    actor_code,
    code_event,
    list_events,
    load_alpha3,
    load_contexts,
    make_event,
    pair_events,
)
from dragoman.model import Place
from dragoman.record import Query, Record
from dragoman.record.values import Attendance, MergedEncounter

from .test_calendar import make_bare

SHARED = Path(__file__).parents[3] / "shared" / "data" / "PLOVER" / "CAMEO2PLOVER-2021.txt"


def make_meeting(*sides: str, role: str | None = None, country: str | None = None, **slots: object) -> MergedEncounter:
    """A meeting of sides; the first has the role."""
    seats = tuple(
        Attendance(person=None, office=None, side=side, role=role if place == 0 else None)
        for place, side in enumerate(sides)
    )
    place = Place(name="x", country=country) if country else None
    changes = {"participants": seats, "place": place, "mode": "in_person", **slots}
    return msgspec.structs.replace(make_bare("2029-04-23"), **changes)


CASES = [
    (make_meeting("KZ", "US", mode="phone", kind="call"), ("CONSULT", "phone", "041")),
    (make_meeting("KZ", "US", mode="video"), ("CONSULT", "", "040")),
    (make_meeting("KZ", "US", mode="written", kind="letter"), ("CONSULT", "", "040")),
    (make_meeting("KZ", "US", country="KZ"), ("CONSULT", "visit", "042")),
    (make_meeting("KZ", "US", country="AT"), ("CONSULT", "third-party", "044")),
    (make_meeting("KZ", "US"), ("CONSULT", "", "040")),
    (make_meeting("KZ", "US", kind="visit"), ("CONSULT", "visit", "042")),
    (make_meeting("QA", "AF", "US", role="mediator"), ("CONSULT", "", "045")),
    (make_meeting("KZ", "US", kind="signing"), ("SUPPORT", "", "057")),
    (make_meeting("KZ", "US", kind="call", status="planned"), ("AGREE", "", "036")),
    (make_meeting("KZ", "US", status="postponed"), ("AGREE", "", "036")),
]


@pytest.mark.parametrize(("encounter", "codes"), CASES)
def test_codes_follow_status_kind_way_and_place(encounter: MergedEncounter, codes: tuple[str, str, str]) -> None:
    """Each kind of contact has its type, mode and code."""
    code = code_event(encounter)
    assert (code.plover, code.mode, code.cameo) == codes


@pytest.mark.skipif(not SHARED.exists(), reason="the table of codes is not here")
@pytest.mark.parametrize("codes", sorted({codes for _encounter, codes in CASES}))
def test_codes_agree_with_the_published_table(codes: tuple[str, str, str]) -> None:
    """CAMEO and PLOVER codes belong together in the table of their authors."""
    plover, mode, cameo = codes
    assert re.search(rf"^{cameo}: {plover},\s*{mode}\s*,", SHARED.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.skipif(not SHARED.exists(), reason="the table of codes is not here")
def test_contexts_are_of_the_published_table() -> None:
    """No context is invented."""
    assert set(load_contexts().values()) <= set(re.findall(r"[a-z_]+", SHARED.read_text(encoding="utf-8")))


def test_one_event_has_all_participants(record: Record) -> None:
    """A meeting of four is one event with four participants and its contexts."""
    (event,) = [one for one in list_events(record.iterate(Query())) if one["format"] == "C5+1"]
    assert [seat["actor"] for seat in event["participants"]] == ["KAZGOV", "USAGOV", "UZBGOV", "KGZGOV"]
    assert event["ordinal"] == 10
    assert event["contexts"][0] == "diplomatic"


def test_cancelled_is_no_event(record: Record) -> None:
    """What was called off is in neither view."""
    statuses = {one["status"] for one in list_events(record.iterate(Query()))}
    assert statuses == {"happened", "planned"}
    assert {one["status"] for one in pair_events(record.iterate(Query()))} <= statuses


def test_pairs_are_derived_and_say_so() -> None:
    """Three sides make three pairs of one event; guests of a host did not visit each other."""
    meeting = make_meeting("KZ", "US", "UZ", country="KZ")
    pairs = list(pair_events([meeting]))
    found = {(one["source"], one["target"]): one["cameo"] for one in pairs}
    assert found == {("USAGOV", "UZBGOV"): "044", ("USAGOV", "KAZGOV"): "042", ("UZBGOV", "KAZGOV"): "042"}
    assert {one["derived_from"] for one in pairs} == {meeting.id}
    assert {one["parties"] for one in pairs} == {3}


def test_host_is_named() -> None:
    """The side at whose place it was has the role of host."""
    roles = [seat["role"] for seat in make_event(make_meeting("US", "KZ", country="KZ"))["participants"]]
    assert roles == [None, "host"]


@pytest.mark.parametrize(
    ("side", "code"),
    [
        ("KZ", "KAZGOV"),
        ("DE", "DEUGOV"),
        ("MM", "MMRGOV"),
        ("CD", "CODGOV"),
        ("EU", "IGOEU"),
        ("OTS", "IGOOTS"),
        (None, None),
    ],
)
def test_actors_have_codes(side: str | None, code: str | None) -> None:
    """States have ISO letters in use, organisations their acronym."""
    assert actor_code(side) == code


def test_alpha3_is_one_to_one() -> None:
    """No two states share letters."""
    codes = list(load_alpha3().values())
    assert len(codes) == len(set(codes)) > 200
