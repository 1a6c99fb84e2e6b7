"""American missions and travels of the CC0 registers."""

from __future__ import annotations

import pytest

from dragoman.register.missions import find_mission, head_of_mission, load_missions, load_travels, travels_in
from dragoman.register.people import holder_of, link_person

TITLES = {
    "President": "head_of_state",
    "King": "head_of_state",
    "Emir": "head_of_state",
    "Prime Minister": "head_of_government",
    "Chancellor": "head_of_government",
    "Foreign Minister": "foreign_minister",
}


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


def test_visitors_are_who_the_tenures_say() -> None:
    """An independent register of visits to the US agrees with the tenures on who led a state on the day.

    Spain's heads of government bear the title President. What is left are former leaders and slips of the source.
    """
    asked, right = 0, 0
    for country, travels in load_travels().items():
        for travel in travels:
            title = next((title for title in TITLES if travel.name.startswith(title + " ")), None)
            if travel.kind != "visit" or title is None or country == "ES":
                continue
            kind, name = TITLES[title], travel.name.removeprefix(title)
            holder = holder_of(kind, country, travel.since)
            asked += holder is not None
            right += holder is not None and link_person(name, side=country, office=kind, day=travel.since) == holder
    assert asked > 1500
    assert right / asked > 0.96
