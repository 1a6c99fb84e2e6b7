"""The reader is not worse than its floors: on the own gold everywhere, on a shared one where it is present."""

from pathlib import Path

import pytest

from dragoman import read
from dragoman.measure import check_floors, load_floors, measure_readings, print_table
from dragoman.measure.gold import load_gold
from dragoman.measure.run import read_gold
from dragoman.model import to_json

ROOT = Path(__file__).parents[2]
FLOORS = load_floors(Path(__file__).parent / "floors.json")


@pytest.mark.parametrize("name", FLOORS)
def test_no_floor_is_broken(name):
    path = ROOT / FLOORS[name].gold
    if not path.is_file():
        pytest.skip(f"{name}: this gold is not here")
    gold = load_gold(path)
    table = measure_readings(gold, read_gold(gold))
    print_table(table, misses=True)  # shown where the test fails
    assert [str(breach) for breach in check_floors(table, FLOORS[name])] == []


def test_the_own_gold_has_a_floor_for_every_kind_that_it_marks():
    floors = FLOORS["own"]
    assert {"encounters", "participants", "direct quotes", "commitments", "figures", "offices", "date", "place"} <= set(
        floors.floors["ru"]
    )
    assert floors.digest
    assert floors.limits == {"unreadable": 0, "bad spans": 0, "encounters in negatives": 0}


def test_the_same_text_is_read_the_same_way_twice():
    document = load_gold(ROOT / FLOORS["own"].gold)[0]
    first, second = (to_json(read(document.text, document.id, document.published)) for _ in range(2))
    assert first == second
