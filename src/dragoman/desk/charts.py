"""Charts as inline SVG, made on the server: bars over time, and who met whom.

No style attribute and no script: the strict content policy forbids both; colours come from the style sheet by class.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from markupsafe import Markup, escape

BAR_GAP = 0.25  # of a bar's room
CHART_WIDTH, CHART_HEIGHT = 960, 120
LABEL_ROOM = 48  # of a year, on a phone too, where it is printed larger
FEWEST = 3  # bars that fill the width: fewer leave some of it empty
WIDEST = 40.0  # a bar; its room may be wider
FOOT = 18  # room for the labels
STEPS = 90  # of the layout: more hardly moves 60 nodes any further
EDGE_WIDEST = 9.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it counts, how many, where it leads; label "" prints none."""

    name: str
    count: int
    href: str = ""
    label: str = ""
    chosen: bool = False


def draw_bars(bars: Sequence[Bar], title: str, top: int = 0) -> Markup:
    """A bar chart with a link on each bar; empty for no bars. `top`: the count of a full bar, 0: the largest."""
    if not bars:
        return Markup("")
    room = CHART_WIDTH / max(len(bars), FEWEST)
    top = max(top, *(bar.count for bar in bars), 1)
    parts = [
        Markup('<svg class="bars" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
            CHART_WIDTH, CHART_HEIGHT + FOOT, title
        ),
        Markup("<title>{}</title>").format(title),
        Markup('<line class="axis" x1="0" x2="{}" y1="{y}" y2="{y}"></line>').format(CHART_WIDTH, y=CHART_HEIGHT),
    ]
    drawn = [_draw_bar(bar, place * room, room, top) for place, bar in enumerate(thin_labels(bars, room))]
    return Markup("".join((*parts, *drawn, "</svg>")))


def thin_labels(bars: Sequence[Bar], room: float) -> list[Bar]:
    """The bars with only so many labels that none runs into the next."""
    thinned: list[Bar] = []
    free = 0.0  # where the next label may begin
    for place, bar in enumerate(bars):
        if bar.label and place * room < free:
            bar = replace(bar, label="")
        elif bar.label:
            free = place * room + LABEL_ROOM
        thinned.append(bar)
    return thinned


def _draw_bar(bar: Bar, left: float, room: float, top: int) -> str:
    height = (CHART_HEIGHT - 16) * bar.count / top
    name = f"{escape(bar.name)}: {bar.count}"
    width = min(room * (1 - BAR_GAP), WIDEST)
    start = left + (room - width) / 2
    shape = (
        f'<rect class="room" x="{_round(left)}" y="0" width="{_round(room)}" height="{CHART_HEIGHT}"></rect>'
        f'<rect class="bar{" chosen" if bar.chosen else ""}" x="{_round(start)}" '
        f'y="{_round(CHART_HEIGHT - height)}" width="{_round(width)}" height="{_round(height)}" rx="1.5"'
        f"></rect><title>{name}</title>"
    )
    if bar.href:
        shape = f'<a href="{escape(bar.href)}" aria-label="{name}">{shape}</a>'
    if bar.label:
        shape += (
            f'<text x="{_round(left + (room - width) / 2)}" y="{CHART_HEIGHT + FOOT - 4}">{escape(bar.label)}</text>'
        )
    return shape


@dataclass(frozen=True, slots=True)
class Node:
    """A party of the network."""

    key: str
    name: str
    weight: int
    href: str


@dataclass(frozen=True, slots=True)
class Edge:
    """How often two parties met."""

    left: str
    right: str
    weight: int
    href: str
    left_name: str = ""
    right_name: str = ""


def draw_network(nodes: Sequence[Node], edges: Sequence[Edge], title: str) -> Markup:
    """The network as SVG; the same input gives the same picture."""
    if not nodes:
        return Markup("")
    width, height = 960, 620
    places = place_nodes(nodes, edges, width, height)
    heaviest = max((edge.weight for edge in edges), default=1)
    lines = [_draw_edge(edge, places, heaviest) for edge in edges]
    most = max(node.weight for node in nodes) or 1
    dots = [_draw_node(node, places[node.key], most) for node in nodes]
    return Markup('<svg class="network" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>').format(
        width, height, title, Markup("".join(lines)), Markup("".join(dots))
    )


def _draw_edge(edge: Edge, places: dict[str, tuple[float, float]], heaviest: int) -> str:
    (left, top), (right, bottom) = places[edge.left], places[edge.right]
    name = escape(f"{edge.left_name or edge.left} – {edge.right_name or edge.right}: {edge.weight}")
    width = _round(1 + (EDGE_WIDEST - 1) * edge.weight / heaviest)
    return (
        f'<a href="{escape(edge.href)}" data-ends="{escape(edge.left)}|{escape(edge.right)}" aria-label="{name}">'
        f'<line class="edge" x1="{_round(left)}" y1="{_round(top)}" x2="{_round(right)}" y2="{_round(bottom)}" '
        f'stroke-width="{width}"></line><title>{name}</title></a>'
    )


def _draw_node(node: Node, place: tuple[float, float], most: int) -> str:
    radius = 7 + 17 * math.sqrt(node.weight / most)
    x, y, name = _round(place[0]), _round(place[1]), escape(node.name)
    return (
        f'<a href="{escape(node.href)}" data-node="{escape(node.key)}">'
        f'<circle class="node" cx="{x}" cy="{y}" r="{_round(radius)}"></circle>'
        f'<text x="{x}" y="{_round(place[1] + radius + 14)}">{name}</text><title>{name}: {node.weight}</title></a>'
    )


def place_nodes(
    nodes: Sequence[Node], edges: Sequence[Edge], width: float, height: float
) -> dict[str, tuple[float, float]]:
    """Where each node stands: springs along the edges, all pushing one another away, from a circle, no chance in it."""
    count = len(nodes)
    index = {node.key: place for place, node in enumerate(nodes)}
    turn = np.arange(count) * (2 * math.pi / count)
    spots = np.stack([np.cos(turn), np.sin(turn)], axis=1)  # (nodes, 2), a circle of radius 1
    pull = np.zeros((count, count))
    for edge in edges:
        strength = 1 + math.log(edge.weight)
        pull[index[edge.left], index[edge.right]] = pull[index[edge.right], index[edge.left]] = strength
    ideal = 1.4 / math.sqrt(count)
    for step in range(STEPS):
        apart = spots[:, None, :] - spots[None, :, :]  # (nodes, nodes, 2)
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        force = ideal**2 / distance**2 - pull * distance / ideal / 3
        np.fill_diagonal(force, 0)
        move = (apart / distance[:, :, None] * force[:, :, None]).sum(axis=1) - spots * 0.9
        length = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-6)
        spots = spots + move / length * np.minimum(length, 0.1 * (1 - step / STEPS))
    return _fit(nodes, spots, width, height)


def _fit(nodes: Sequence[Node], spots: np.ndarray, width: float, height: float) -> dict[str, tuple[float, float]]:
    """Stretches the picture over the paper, with room for the names at the edges."""
    low, high = spots.min(axis=0), spots.max(axis=0)
    room = np.maximum(high - low, 1e-6)
    margin = np.array([80.0, 50.0])
    paper = np.array([width, height]) - 2 * margin
    scaled = (spots - low) / room * paper + margin if len(nodes) > 1 else np.array([[width / 2, height / 2]])
    return {node.key: (float(x), float(y)) for node, (x, y) in zip(nodes, scaled, strict=True)}


def _round(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
