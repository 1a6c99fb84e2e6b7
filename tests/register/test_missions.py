"""American missions and travels of the CC0 registers."""

from __future__ import annotations

import pytest

from dragoman.register.missions import find_mission, head_of_mission, load_missions, load_travels, travels_in


@pytest.mark.parametrize(
    ("country", "day", "person"),
    [
        ("KZ", "1993", "courtney-william-harrison"),
        ("KZ", "2016-05-01", "krol-george-albert"),
        ("UZ", "2013-05-01", "krol-george-albert"),
        ("KZ", "1950", None),
        ("XX", "2016", None),
    ],
)
def test_head_of_mission(country: str, day: str, person: str | None) -> None:
    """Who headed the mission on the day."""
    mission = head_of_mission(country, day)
    assert (mission and mission.person) == person


def test_find_mission() -> None:
    """A name is found with or without middle names; the day tells the post."""
    assert find_mission("George Krol", day="2012").country == "UZ"  # type: ignore[union-attr]
    assert find_mission("William H. Moser", country="KZ").person == "moser-william-h"  # type: ignore[union-attr]
    assert find_mission("Nobody Nowhere") is None


def test_travels() -> None:
    """Trips to a country and visits from it, within the time asked for."""
    travels = travels_in("KZ", "2018-01-01", "2018-01-31")
    assert [(one.kind, one.since, one.until) for one in travels] == [("visit", "2018-01-15", "2018-01-17")]
    assert travels_in("KZ", "XXXX", "2018") == ()


def test_tables_are_whole() -> None:
    """Every line has a country, a start that does not follow its end, and an id of its source."""
    rows = [(one.source, one.since, one.until) for items in load_missions().values() for one in items]
    rows += [(one.source, one.since, one.until) for items in load_travels().values() for one in items]
    assert len(rows) > 8000
    assert [row for row in rows if not row[0] or (row[2] and row[1][:4] > row[2][:4])] == []
