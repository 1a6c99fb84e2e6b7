"""GraphML, GeoJSON and Atom: well-formed, complete, and true to the record."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from xml.etree import ElementTree

import networkx
import pytest

from dragoman.export.graph import build_network
from dragoman.record import Record

from .reports import HOSTILE
from .test_eventdata import make_meeting
from .test_tables import export

ATOM = "{http://www.w3.org/2005/Atom}"


def test_graph_reads_back(record: Record, today: date) -> None:
    """Another program reads nodes, edges and numbers as they are."""
    graph = networkx.read_graphml(io.BytesIO(export(record, "encounters", "graphml", today)))
    edge = graph.edges["side:KZ", "side:US"]
    assert edge["weight"] == 2
    assert edge["share"] == pytest.approx(1 + 1 / 6, abs=1e-5)
    assert (edge["first"], edge["last"]) == ("2029-04-20", "2029-04-23")
    assert graph.nodes["side:KZ"] == {"kind": "side", "label": "Kazakhstan", "side": "KZ", "encounters": 3}


def test_persons_meet_persons(record: Record, today: date) -> None:
    """No edge joins a person and a side, and what is planned or cancelled joins nobody."""
    graph = networkx.read_graphml(io.BytesIO(export(record, "encounters", "graphml", today)))
    assert all(left.split(":")[0] == right.split(":")[0] for left, right in graph.edges)
    assert {data["kind"] for _key, data in graph.nodes(data=True)} == {"side", "person"}


def test_shares_of_an_encounter_sum_to_one() -> None:
    """However many took part, an encounter counts as one."""
    network = build_network([make_meeting("KZ", "US", "UZ", "KG")], "en")
    assert sum(tie.share for tie in network.ties.values()) == pytest.approx(1)


def test_places_are_features(record: Record, today: date) -> None:
    """Every place of an encounter that is or may be is a feature, with what was there."""
    found = json.loads(export(record, "encounters", "geojson", today))
    assert found["type"] == "FeatureCollection"
    properties = {feature["properties"]["name"]: feature["properties"] for feature in found["features"]}
    assert set(properties) == {"Астана", "Бішкек"}
    assert properties["Бішкек"]["encounters"] == 1
    assert (properties["Бішкек"]["first"], properties["Астана"]["last"]) == ("2029-03-15", "2029-09-01")


def test_feed_has_what_atom_demands(record: Record, today: date) -> None:
    """Feed and entries have id, title and time; ids are unique; the feed has an author and the latest time."""
    feed = ElementTree.fromstring(export(record, "encounters", "atom", today))
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == record.count()
    for node in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert [child.text for child in node.findall(f"{ATOM}{name}")][0:1] != [None]
            assert len(node.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", node.findtext(f"{ATOM}updated") or "")
        assert re.fullmatch(r"urn:dragoman:\w+:\w+", node.findtext(f"{ATOM}id") or "")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    assert feed.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") or "" for entry in entries)


def test_entry_links_to_its_reports(record: Record, today: date) -> None:
    """One alternate address, the others related."""
    feed = ElementTree.fromstring(export(record, "encounters", "atom", today))
    (call,) = [
        entry for entry in feed.iter(f"{ATOM}entry") if (entry.findtext(f"{ATOM}title") or "").startswith("Call")
    ]
    links = [(link.get("rel"), link.get("href")) for link in call.findall(f"{ATOM}link")]
    assert links == [("alternate", "https://example.org/call-en"), ("related", "https://example.org/call-ru")]


def test_titles_of_reports_stay_out_of_the_markup(record: Record, today: date) -> None:
    """A hostile title makes no element anywhere."""
    for form in ("atom", "graphml"):
        data = export(record, "encounters", form, today)
        assert b"<b>" not in data
        assert HOSTILE.encode() not in data
