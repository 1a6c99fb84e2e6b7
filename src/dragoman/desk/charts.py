"""Charts as inline SVG, made on the server: bars over time, and who met whom.

No style attribute and no script: the strict content policy forbids both; colours come from the style sheet by class.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

BAR_GAP = 0.25  # of a bar's room
CHART_WIDTH, CHART_HEIGHT = 960, 120
FEWEST = 36  # bars that fill the width: fewer keep their size
FOOT = 18  # room for the labels
STEPS = 160  # of the layout: more does not move 60 nodes any further
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
    parts.extend(_draw_bar(bar, place * room, room, top) for place, bar in enumerate(bars))
    parts.append(Markup("</svg>"))
    return Markup("").join(parts)


def _draw_bar(bar: Bar, left: float, room: float, top: int) -> Markup:
    height = (CHART_HEIGHT - 16) * bar.count / top
    shape = Markup(
        '<rect class="room" x="{left}" y="0" width="{room}" height="{all}"></rect>'
        '<rect class="bar{chosen}" x="{x}" y="{y}" width="{width}" height="{height}" rx="1.5"></rect>'
        "<title>{name}: {count}</title>"
    ).format(
        left=_round(left),
        room=_round(room),
        all=CHART_HEIGHT,
        chosen=" chosen" if bar.chosen else "",
        x=_round(left + room * BAR_GAP / 2),
        y=_round(CHART_HEIGHT - height),
        width=_round(room * (1 - BAR_GAP)),
        height=_round(height),
        name=bar.name,
        count=bar.count,
    )
    if bar.href:
        shape = Markup('<a href="{}" aria-label="{}: {}">{}</a>').format(bar.href, bar.name, bar.count, shape)
    if bar.label:
        label = Markup('<text x="{}" y="{}">{}</text>').format(_round(left), CHART_HEIGHT + FOOT - 4, bar.label)
        return shape + label
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
        width, height, title, Markup("").join(lines), Markup("").join(dots)
    )


def _draw_edge(edge: Edge, places: dict[str, tuple[float, float]], heaviest: int) -> Markup:
    (left, top), (right, bottom) = places[edge.left], places[edge.right]
    name = f"{edge.left_name or edge.left} – {edge.right_name or edge.right}: {edge.weight}"
    return Markup(
        '<a href="{}" data-ends="{}|{}" aria-label="{}"><line class="edge" x1="{}" y1="{}" x2="{}" y2="{}" '
        'stroke-width="{}"></line><title>{}</title></a>'
    ).format(
        edge.href,
        edge.left,
        edge.right,
        name,
        *(_round(value) for value in (left, top, right, bottom)),
        _round(1 + (EDGE_WIDEST - 1) * edge.weight / heaviest),
        name,
    )


def _draw_node(node: Node, place: tuple[float, float], most: int) -> Markup:
    radius = 7 + 17 * math.sqrt(node.weight / most)
    return Markup(
        '<a href="{}" data-node="{}"><circle class="node" cx="{}" cy="{}" r="{}"></circle>'
        '<text x="{}" y="{}">{}</text><title>{}: {}</title></a>'
    ).format(
        node.href,
        node.key,
        _round(place[0]),
        _round(place[1]),
        _round(radius),
        _round(place[0]),
        _round(place[1] + radius + 14),
        node.name,
        node.name,
        node.weight,
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
        move = (apart / distance[:, :, None] * force[:, :, None]).sum(axis=1) - spots * 0.3
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
