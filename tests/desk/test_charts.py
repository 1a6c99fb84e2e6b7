"""Charts and the map: one bar a count, no style and no script in them, the same input the same picture."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.desk.charts import Bar, Edge, Node, draw_bars, draw_network, place_nodes
from dragoman.desk.places import HEIGHT, WIDTH, Spot, draw_map, find_spot, join_spots, load_places, project_point
from dragoman.model import Place

KEYS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=8), min_size=2, max_size=12, unique=True)


def test_no_bars_draw_nothing():
    assert draw_bars([], "empty") == ""


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60))
def test_every_count_has_a_bar_inside_the_chart(counts):
    svg = draw_bars([Bar(str(count), count, "/") for count in counts], "counts")
    heights = [float(height) for height in re.findall(r'class="bar" [^>]*height="([\d.]+)"', svg)]
    assert len(heights) == len(counts)
    assert max(heights) <= 120
    assert "style=" not in svg


def test_names_in_charts_are_escaped():
    svg = draw_bars([Bar("<b>", 1, '/?a="')], "<i>")
    assert "<b>" not in svg
    assert "<i>" not in svg
    assert 'href="/?a=&#34;"' in svg


@given(KEYS)
def test_nodes_of_a_network_stand_on_the_paper(keys):
    nodes = [Node(key, key, 1, "/") for key in keys]
    edges = [Edge(keys[0], key, 2, "/") for key in keys[1:]]
    for x, y in place_nodes(nodes, edges, 960, 620).values():
        assert 0 <= x <= 960
        assert 0 <= y <= 620
    assert draw_network(nodes, edges, "network") == draw_network(nodes, edges, "network")


@given(st.floats(-56, 83), st.floats(-180, 180))
def test_every_point_is_on_the_map(latitude, longitude):
    x, y = project_point(latitude, longitude)
    assert 0 <= x <= WIDTH
    assert 0 <= y <= HEIGHT


def test_towns_are_found_in_three_languages():
    spots = [find_spot(Place(name=name, country="KZ")) for name in ("Астана", "Astana", "АСТАНА")]
    assert len({(spot.x, spot.y) for spot in spots}) == 1
    assert all(spot.exact for spot in spots)


def test_an_unknown_town_stands_at_the_capital_and_says_so():
    spot = find_spot(Place(name="Выдуманка", country="KZ"))
    assert not spot.exact
    assert find_spot(Place(name="Выдуманка", country=None)) is None


def test_every_state_has_a_capital():
    assert len(load_places()[1]) > 190


def test_the_map_counts_each_place_once_and_escapes_it():
    spots = join_spots(
        [Spot("<b>", "KZ", 1, 2, True, 1), Spot("<b>", "KZ", 1, 2, True, 1), Spot("x", None, 5, 5, False, 1)]
    )
    assert [spot.count for spot in spots] == [2, 1]
    svg = draw_map(spots, [(spots[0], spots[1])], {}, "en")
    assert "<b>" not in svg
    assert svg.count('class="spot') == 2
    assert svg.count('class="leg"') == 1


def test_labels_of_bars_do_not_run_into_one_another():
    svg = draw_bars([Bar(str(year), 1, "", str(year)) for year in range(1995, 2030)], "years")
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)"', svg)]
    assert len(places) > 5
    assert all(right - left >= 40 for left, right in pairwise(places))
