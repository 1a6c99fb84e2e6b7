"""GraphML, GeoJSON and Atom: well-formed, complete, and true to the record."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from xml.etree import ElementTree

import msgspec
import networkx
import pytest

from dragoman.export.graph import build_network
from dragoman.export.labels import name_place
from dragoman.export.places import write_places
from dragoman.model import Place
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
    """Every place of an encounter that is or may be is a point, longitude first, with what was there."""
    found = json.loads(export(record, "encounters", "geojson", today))
    assert set(found) == {"type", "features"}
    features = {feature["properties"]["name"]: feature for feature in found["features"]}
    assert set(features) == {"Astana", "Bishkek"}
    assert features["Astana"]["geometry"]["type"] == "Point"
    assert features["Astana"]["geometry"]["coordinates"] == pytest.approx([71.4, 51.1], abs=0.2)
    properties = features["Bishkek"]["properties"]
    assert (properties["country"], properties["encounters"], properties["first"]) == ("KG", 1, "2029-03-15")


def test_names_of_one_place_are_one_feature() -> None:
    """«Нур-Султан» and "Astana" are one point; a place that nobody knows has none, nor one in another country."""
    told = [("Нур-Султан", "KZ"), ("Astana", "KZ"), ("Астана", None), ("Село Безымянное", "KZ"), ("Астана", "US")]
    meetings = [
        msgspec.structs.replace(make_meeting("KZ", "US", id=str(number)), place=Place(name=name, country=country))
        for number, (name, country) in enumerate(told)
    ]
    out = io.BytesIO()
    assert write_places(meetings, out, "ru") == 3
    features = {tuple(one["properties"]["ids"]): one for one in json.loads(out.getvalue())["features"]}
    assert features["0", "1", "2"]["properties"]["name"] == "Астана"
    assert features["0", "1", "2"]["geometry"] is not None
    assert features[("3",)]["geometry"] is None
    assert features[("4",)]["geometry"] is None


def test_places_are_named_as_on_their_day() -> None:
    """A meeting of 2020 was in Nur-Sultan, one of 2024 in Astana, whatever the language of the report."""
    meeting = msgspec.structs.replace(make_meeting("KZ", "US"), place=Place(name="Астана", country="KZ"))
    names = [name_place(msgspec.structs.replace(meeting, date=day), "en") for day in ("2020-05-01", "2024-05-01", None)]
    assert names == ["Nur-Sultan", "Astana", "Astana"]


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
