"""A reading that was changed by hand is taken where it is sound, and refused with its fault where it is not."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.readings import is_edtf, read_ready
from dragoman.model import Reading

GOOD: dict[str, Any] = {
    "schema": "dragoman.reading/1",
    "document": {
        "id": "1",
        "source": "s",
        "language": "ru",
        "title": None,
        "published": {"date": "2024-05-03", "basis": "given"},
        "text": "Аманов принял Караханлы.",
    },
    "encounters": [
        {
            "id": "e1",
            "kind": "meeting",
            "mode": "in_person",
            "status": "happened",
            "date": "2024-05-02/2024-05-03",
            "place": None,
            "format": None,
            "ordinal": None,
            "participants": [{"person": "Аманов", "office": None, "side": "KZ", "start": 0, "stop": 6}],
            "topics": [],
            "evidence": [{"start": 0, "stop": 24}],
            "background": False,
            "part_of": None,
        }
    ],
    "figures": [{"value": 5.0, "unit": "USD", "comparator": None, "start": 0, "stop": 6}],
    "commitments": [
        {"sides": [], "start": 0, "stop": 6, "due": "2025", "strength": "firm", "encounter": None, "document": None}
    ],
}
Change = Callable[[dict[str, Any]], Any]


def test_sound_reading_is_taken() -> None:
    """What is sound comes back as that reading."""
    assert isinstance(read_ready(GOOD), Reading)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda item: item.update(schema="dragoman.reading/2"), "dragoman.reading/2"),
        (lambda item: item.pop("document"), "document"),
        (lambda item: item["document"].update(text=""), "of 0"),
        (lambda item: item["document"].update(published={"date": "вчера", "basis": "given"}), "вчера"),
        (lambda item: item["encounters"][0].update(kind="party"), "party"),
        (lambda item: item["encounters"][0].update(evidence=[]), "no evidence"),
        (lambda item: item["encounters"][0].update(date="2024-13-01"), "2024-13-01"),
        (lambda item: item["encounters"][0].update(ordinal=2**63), "ordinal"),
        (lambda item: item["encounters"][0].update(ordinal=-1), "ordinal"),
        (lambda item: item["encounters"][0].update(format="a\0"), "sign that no text has"),
        (lambda item: item["encounters"][0].update(format="\ud800"), "sign that no text has"),
        (lambda item: item["encounters"][0]["evidence"][0].update(start=-1), "-1-24"),
        (lambda item: item["encounters"][0]["evidence"][0].update(start=24), "24-24"),
        (lambda item: item["encounters"][0]["participants"][0].update(start=None), "None-6"),
        (lambda item: item["encounters"][0]["participants"][0].update(stop=None), "0-None"),
        (lambda item: item["figures"][0].update(value=float("inf")), "number"),
        (lambda item: item["commitments"][0].update(due="никогда"), "никогда"),
    ],
)
def test_fault_is_told(change: Change, told: str) -> None:
    """Each fault is refused in words that name it and can be printed."""
    item = deepcopy(GOOD)
    change(item)
    fault = read_ready(item)
    assert isinstance(fault, str)
    assert told in fault
    assert fault.encode()


@given(st.dates(), st.sampled_from(["", "~", "?", "%"]))
def test_days_of_the_calendar_are_dates(day: Any, doubt: str) -> None:
    """Every day, and every interval that begins or ends with it, is a date."""
    value = day.isoformat() + doubt
    assert all(map(is_edtf, (value, f"{value}/..", f"../{value}", f"{value}/", f"{value}/{value}")))


@pytest.mark.parametrize("value", ["", "/", "../..", "2024-02-30", "1/2/3", "2024/2025/2026", "03.05.2024"])
def test_what_is_no_date_is_none(value: str) -> None:
    """Intervals without an end, and days that no calendar has, are no dates."""
    assert not is_edtf(value)


@pytest.mark.parametrize("value", ["2024", "2024-05", "2024-21", "XXXX-05-03", "2024-05-XX", "2024~/2025"])
def test_partial_dates_are_dates(value: str) -> None:
    """Years, months, seasons and unspecified digits are dates."""
    assert is_edtf(value)
