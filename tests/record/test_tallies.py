"""Counts kept beforehand are those that going through the encounters gives, whatever was added, judged or replaced."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.record.made import report, told

from dragoman.record import Query, Record
from dragoman.record.queries import find_encounters
from dragoman.record.scopes import find_scope
from dragoman.record.tallies import place_key
from dragoman.record.values import MergedEncounter
from dragoman.record.views import FACETS, PAIRED, count_columns, count_keys

SCOPED = [
    Query(),
    Query(sides=("KZ",)),
    Query(sides=("us", "KZ")),
    Query(format="C5+1"),
    Query(kind="meeting"),
    Query(mode="phone"),
    Query(status="planned"),
    Query(theme="water"),
    Query(outlet="Вести"),
    Query(language="kk"),
    Query(since="2023"),
    Query(until="2023"),
    Query(since="2023-01", until="2023-12-31"),
]


@pytest.fixture
def counted(record: Record) -> Record:
    """Events of several kinds and years, some merged, one rejected, one report replaced by a later reading."""
    record.add_all(
        [
            report(
                "a",
                told("KZ: Асан Тлеубеков", "US: Джон Блинкерт", date="2023-05-12", place="Астана", country="KZ"),
                day="2023-05-12",
                text="О поставках воды.",
                topic="поставках воды",
            ),
            report("b", told("KZ: Асан Тлеубеков", "US", date="2023-05-12"), day="2023-05-13", outlet="Хабар"),
            report(
                "c",
                told("KZ", "US", "UZ", "KG", kind="summit", format="C5+1", ordinal=3, date="2022-09"),
                day="2022-09-20",
            ),
            report(
                "d", told("KZ", "UZ", kind="call", date="2023-11-01"), day="2023-11-01", language="kk", outlet="Жаршы"
            ),
            report("e", told("RU", "CN", status="planned", date="2024-02"), day="2023-12-20"),
            report("f", told("RU", "US", date="2024-03-03"), day="2024-03-04"),
        ]
    )
    record.add(report("f2", told("RU", "US", "KZ", date="2024-03-03"), day="2024-03-05"))
    record.judge("reject", record.encounters(Query(kind="call"))[0].id, reviewer="ada")
    return record


@pytest.mark.parametrize("query", SCOPED)
def test_counts_kept_are_those_counted(counted: Record, query: Query) -> None:
    """Number, facets, years, levels and places of a scope are those of its encounters one by one."""
    assert find_scope(query) is not None
    found = counted.encounters(query)
    assert counted.count(query) == len(found)
    with counted.engine.connect() as connection:
        direct = count_columns(connection, query, None) | count_keys(connection, query, None)
        days = dict(connection.execute(find_encounters(connection, query).select()).all())
    facets = counted.facets(query)
    assert {name: dict(sorted(facets[name].items())) for name in FACETS} == {name: direct[name] for name in FACETS}
    assert sum(counted.histogram(query, "year").values()) == sum(day > 0 for day in days.values())
    levels = Counter(one.kind for one in found if days[one.id] > 0)
    assert {kind: sum(years.values()) for kind, years in counted.levels(query).items()} == levels
    places = Counter(key for one in found if (key := place_key(one.place)))
    assert {place_key(place): count for place, count in counted.places(query)} == places


@pytest.mark.parametrize("query", SCOPED)
def test_ties_kept_are_those_counted(counted: Record, query: Query) -> None:
    """Pairs and people who met: as often, and last on the day, as the encounters say."""
    found = counted.encounters(query)
    pairs = Counter(pair for one in found for pair in pairs_of(one))
    assert {(tie.left, tie.right): tie.count for tie in counted.ties(query)} == pairs
    for tie in counted.ties(query):
        days = [one.date for one in found if (tie.left, tie.right) in pairs_of(one)]
        assert tie.last is not None
        assert max(days)[:7] == tie.last[:7]
    if find_scope(query).name in PAIRED:
        assert [(t.left, t.right, t.count) for t in counted.ties(query)] == sorted(
            ((left, right, count) for (left, right), count in pairs.items()), key=lambda t: (-t[2], t[:2])
        )


def pairs_of(one: MergedEncounter) -> set[tuple[str, str]]:
    """The pairs of sides of an encounter."""
    sides = sorted({who.side for who in one.participants if who.side})
    return {(left, right) for left in sides for right in sides if left < right}


def test_people_are_ranked_by_their_encounters(counted: Record) -> None:
    """Who met whom and how often is kept too."""
    (tie,) = counted.person_ties()
    assert {tie.left, tie.right} == {key for key, _name, _count in counted.people()}
    assert tie.last == "2023-05-12"
    (key,) = [key for key, name, _count in counted.people() if "Тлеубеков" in name]
    ((_other, name, count),) = counted.met(key)
    assert (name, count) == ("Джон Блинкерт", 1)


def test_nothing_is_kept_of_what_is_gone(counted: Record) -> None:
    """Where every encounter is rejected no count is left, and withdrawing brings all back."""
    before = counted.facets()
    made = [counted.judge("reject", one.id, reviewer="ada") for one in counted.encounters()]
    assert counted.count() == 0
    assert not any(counted.facets().values())
    assert counted.people() == counted.ties() == []
    for judgement in made:
        counted.withdraw(judgement.id, "ada")
    assert counted.facets() == before


@pytest.mark.parametrize(
    "query",
    [
        Query(sides=("KZ",), kind="meeting"),
        Query(since="2023-02"),
        Query(until="2023-06"),
        Query(person="Тлеубеков"),
        Query(words="вода"),
        Query(sides=("KZ", "US", "UZ")),
        Query(after=1),
    ],
)
def test_other_queries_are_counted_one_by_one(counted: Record, query: Query) -> None:
    """What no count is kept of is counted, of the latest only where that is asked."""
    assert find_scope(query) is None
    assert counted.count(query) == len(counted.encounters(query)) >= 1
    assert counted.count(query, 1) == 1
    kinds = counted.facets(query, looked=1)["kind"]
    assert kinds == {counted.encounters(query)[0].kind: 1}


def test_bounds_within_a_side_count_its_years(counted: Record) -> None:
    """A side over whole years is counted from its years."""
    query = Query(sides=("KZ",), since="2023", until="2024")
    assert find_scope(query) is not None
    assert counted.count(query) == len(counted.encounters(query)) == 2
    assert counted.histogram(query, "year") == {"2023": 1, "2024": 1}
    assert counted.facets(query)["side"] == {"KZ": 2, "US": 2, "RU": 1}
