"""Who met whom as GraphML: sides and persons as nodes, the encounters that join two of them as edges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import BinaryIO
from xml.etree import ElementTree

from dragoman.edtf import first_day
from dragoman.export.labels import known_name, list_sides, printable, side_name
from dragoman.record.values import MergedEncounter

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
# key, for what, name, type
KEYS = (
    ("kind", "node", "kind", "string"),
    ("name", "node", "label", "string"),
    ("side", "node", "side", "string"),
    ("met", "node", "encounters", "int"),
    ("weight", "edge", "weight", "int"),
    ("share", "edge", "share", "double"),
    ("first", "edge", "first", "string"),
    ("last", "edge", "last", "string"),
)


@dataclass(slots=True)
class Tie:
    """What joins two nodes: number of encounters, the same divided by their pairs, first and last day."""

    weight: int = 0
    share: float = 0.0
    days: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Network:
    """Nodes by id (kind, name, side, encounters) and ties by pair of ids."""

    nodes: dict[str, list[str | int]] = field(default_factory=dict)
    ties: dict[tuple[str, str], Tie] = field(default_factory=dict)

    def meet(self, members: dict[str, tuple[str, str, str]], day: str | None) -> None:
        """Adds one encounter of members: id -> (kind, name, side)."""
        for key, (kind, name, side) in members.items():
            node = self.nodes.setdefault(key, [kind, name, side, 0])
            node[1] = max(str(node[1]), name, key=lambda text: (len(text), text))
            node[3] = int(node[3]) + 1
        pairs = list(combinations(sorted(members), 2))
        for pair in pairs:
            tie = self.ties.setdefault(pair, Tie())
            tie.weight += 1
            tie.share += 1 / len(pairs)
            tie.days = [min([*tie.days, day]), max([*tie.days, day])] if day else tie.days


def write_graph(encounters: Iterable[MergedEncounter], out: BinaryIO, language: str) -> int:
    """Writes the network of encounters that happened; how many nodes and edges."""
    network = build_network(encounters, language)
    root = ElementTree.Element("graphml", {"xmlns": GRAPHML})
    for key, scope, name, kind in KEYS:
        ElementTree.SubElement(root, "key", {"id": key, "for": scope, "attr.name": name, "attr.type": kind})
    graph = ElementTree.SubElement(root, "graph", {"id": "contacts", "edgedefault": "undirected"})
    for key, values in sorted(network.nodes.items()):
        add_data(ElementTree.SubElement(graph, "node", {"id": printable(key)}), ("kind", "name", "side", "met"), values)
    for number, ((left, right), tie) in enumerate(sorted(network.ties.items()), 1):
        edge = ElementTree.SubElement(
            graph, "edge", {"id": f"e{number}", "source": printable(left), "target": printable(right)}
        )
        days = tie.days or ["", ""]
        add_data(edge, ("weight", "share", "first", "last"), [tie.weight, round(tie.share, 6), days[0], days[-1]])
    ElementTree.indent(root)
    out.write(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return len(network.nodes) + len(network.ties)


def add_data(parent: ElementTree.Element, keys: Iterable[str], values: Iterable[str | int | float]) -> None:
    """Values of a node or edge; empty ones are left out."""
    for key, value in zip(keys, values, strict=True):
        if value != "":
            ElementTree.SubElement(parent, "data", {"key": key}).text = printable(str(value))


def build_network(encounters: Iterable[MergedEncounter], language: str) -> Network:
    """Sides met sides, persons met persons; an encounter of one side alone still counts for its node."""
    network = Network()
    for one in encounters:
        if one.status != "happened":
            continue
        first = first_day(one.date)
        day = first.isoformat() if first else None
        network.meet({f"side:{side}": ("side", side_name(side, language), side) for side in list_sides(one)}, day)
        people = {
            f"person:{seat.key}": ("person", known_name(seat.key, language) or seat.person, seat.side or "")
            for seat in one.participants
            if seat.key and seat.person
        }
        network.meet(people, day)
    return network
