"""The map: where encounters took place, and the way of a person or side from one to the next."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import filters
from dragoman.desk.language import choose_language, name_side, translate
from dragoman.desk.timeline import all_fields
from dragoman.desk.web import desk_of, link, static_link
from dragoman.model import Place

WIDTH, HEIGHT = 960, 480
NORTH, SOUTH = 84.0, -57.0  # of the map
WEST = -168.4  # the Bering Strait: the map begins with Alaska and ends with Chukotka
MOST_STOPS = 600  # encounters that a way is drawn of: the latest
MOST_SPOTS = 250  # circles
MOST_NAMED = 14  # places with their name printed
MOST_LEGS = 150
ROOM, SMALLEST = 45, 260  # around the places, and the narrowest part of the map that is shown
FILTERS = ("side", "format", "kind", "theme")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map; exact: the town itself is known, not only its country."""

    name: str
    country: str | None
    x: float
    y: float
    exact: bool
    count: int = 0


def project_point(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point of the Earth stands on the map: equal steps of degrees."""
    x = ((longitude - WEST) % 360) / 360 * WIDTH
    y = (NORTH - latitude) / (NORTH - SOUTH) * HEIGHT
    return x, y


@cache
def load_places() -> tuple[dict[tuple[str, str], tuple[float, float]], dict[str, tuple[float, float]]]:
    """(country, folded name) -> point, and country -> point of its capital (data/places.tsv)."""
    text = (files("dragoman.desk") / "data" / "places.tsv").read_text(encoding="utf-8")
    towns: dict[tuple[str, str], tuple[float, float]] = {}
    capitals: dict[str, tuple[float, float]] = {}
    for line in text.splitlines()[1:]:
        country, latitude, longitude, kind, names = line.split("\t")
        point = project_point(float(latitude), float(longitude))
        if kind == "capital":
            capitals.setdefault(country, point)
        for name in names.split("|"):
            towns.setdefault((country, fold_name(name)), point)
            towns.setdefault(("", fold_name(name)), point)
    return towns, capitals


def fold_name(name: str) -> str:
    """A name for comparing: small letters, ё as е, hyphens as blanks."""
    return name.lower().replace("ё", "е").replace("-", " ").strip()


def find_spot(place: Place) -> Spot | None:
    """Where a place is: the town, else the capital of its country; None if neither is known."""
    towns, capitals = load_places()
    point = towns.get((place.country or "", fold_name(place.name)))
    if point is not None:
        return Spot(place.name, place.country, *point, exact=True)
    point = capitals.get(place.country or "")
    return Spot(place.name, place.country, *point, exact=False) if point else None


def show_map(request: Request) -> Response:
    """Places of the encounters asked for; with one person or side the way between them is drawn."""
    desk, language = desk_of(request), choose_language(request)
    query = filters.parse_query(request.query_params)
    told = desk.record.places(query)
    placed = [replace(spot, count=count) for place, count in told if (spot := find_spot(place))]
    spots = join_spots(placed)
    given = filters.query_parameters(query)
    way = desk.record.way(query, MOST_STOPS) if query.person or len(query.sides) == 1 else []
    legs = find_legs([spot for place in way if (spot := find_spot(place))])
    total, known = desk.record.count(query), sum(count for _place, count in told)
    items = [
        {"name": say_spot(spot, language), "count": spot.count, "href": spot_link(spot, given)} for spot in spots[:60]
    ]
    return desk.page(
        request,
        "map.html",
        query=query,
        fields=all_fields(desk, query, language, FILTERS),
        chart=draw_map(spots, legs, given, language),
        spots=items,
        total=total,
        unknown=known - sum(spot.count for spot in placed),
        nowhere=total - known,
    )


def join_spots(spots: Sequence[Spot]) -> list[Spot]:
    """Each point once, under the name told most often, the most frequent first; at most `MOST_SPOTS`."""
    points: dict[tuple[float, float], list[Spot]] = {}
    for spot in spots:
        points.setdefault((spot.x, spot.y), []).append(spot)
    joined = [
        replace(max(same, key=lambda spot: (spot.count, spot.name)), count=sum(spot.count for spot in same))
        for same in points.values()
    ]
    return sorted(joined, key=lambda spot: (-spot.count, spot.name))[:MOST_SPOTS]


def find_legs(stops: Sequence[Spot]) -> list[tuple[Spot, Spot]]:
    """The way from place to place, each leg once; staying is no leg."""
    legs = [(a, b) for a, b in pairwise(stops) if (a.x, a.y) != (b.x, b.y)]
    return list({(a.x, a.y, b.x, b.y): (a, b) for a, b in legs[-MOST_LEGS:]}.values())


def draw_map(
    spots: Sequence[Spot], legs: Sequence[tuple[Spot, Spot]], given: dict[str, object], language: str
) -> Markup:
    """The map as SVG: land, ways, places."""
    most = max((spot.count for spot in spots), default=1)
    left, top, width = find_frame(spots)
    scale = width / WIDTH
    parts: list[str] = [
        Markup('<svg class="map" viewBox="{:.0f} {:.0f} {:.0f} {:.0f}" role="group" aria-label="{}">').format(
            left, top, width, width * HEIGHT / WIDTH, translate(language, "Map")
        ),
        Markup('<use class="land" href="{}#land"></use>').format(static_link("world.svg")),
        *(draw_leg(left, right) for left, right in legs),
        *(draw_spot(spot, most, scale, given, language) for spot in reversed(spots)),
        *(draw_name(spot, most, scale) for spot in pick_named(spots, scale)),
        Markup("</svg>"),
    ]
    return Markup("".join(parts))


def find_frame(spots: Sequence[Spot]) -> tuple[float, float, float]:
    """Left, top and width of the part of the map that holds all places, with room around them."""
    if not spots:
        return 0, 0, WIDTH
    lefts, tops = [spot.x for spot in spots], [spot.y for spot in spots]
    ratio = WIDTH / HEIGHT
    width = max(max(lefts) - min(lefts), (max(tops) - min(tops)) * ratio, SMALLEST - 2 * ROOM) + 2 * ROOM
    width = min(width, WIDTH)
    left = (min(lefts) + max(lefts) - width) / 2
    top = (min(tops) + max(tops) - width / ratio) / 2
    return min(max(left, 0), WIDTH - width), min(max(top, 0), HEIGHT - width / ratio), width


def find_radius(spot: Spot, most: int, scale: float) -> float:
    """How large a place is drawn: its area goes with the count."""
    return scale * (3 + 9 * math.sqrt(spot.count / most))


def draw_name(spot: Spot, most: int, scale: float) -> str:
    """The name over a place."""
    top = spot.y - find_radius(spot, most, scale) - 3 * scale
    return f'<text x="{spot.x:.1f}" y="{top:.1f}" font-size="{11 * scale:.1f}">{escape(spot.name)}</text>'


def pick_named(spots: Sequence[Spot], scale: float) -> list[Spot]:
    """The most frequent places whose names do not stand on one another."""
    named: list[Spot] = []
    for spot in spots:
        if all(abs(spot.x - other.x) > 75 * scale or abs(spot.y - other.y) > 15 * scale for other in named):
            named.append(spot)
        if len(named) == MOST_NAMED:
            break
    return named


def draw_leg(left: Spot, right: Spot) -> str:
    """A way as a shallow arc."""
    x, y = (left.x + right.x) / 2, (left.y + right.y) / 2 - abs(left.x - right.x) / 6
    return f'<path class="leg" d="M{left.x:.1f},{left.y:.1f}Q{x:.1f},{y:.1f} {right.x:.1f},{right.y:.1f}"></path>'


def draw_spot(spot: Spot, most: int, scale: float, given: dict[str, object], language: str) -> str:
    """A circle for a place; hollow where only the country is known."""
    name = f"{escape(say_spot(spot, language))}: {spot.count}"
    kind = "spot" if spot.exact else "spot vague"
    radius = find_radius(spot, most, scale)
    return (
        f'<a href="{escape(spot_link(spot, given))}" aria-label="{name}">'
        f'<circle class="{kind}" cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="{radius:.1f}"></circle>'
        f"<title>{name}</title></a>"
    )


def say_spot(spot: Spot, language: str) -> str:
    """«Самарканд (Узбекистан)»."""
    country = name_side(spot.country, language)
    return f"{spot.name} ({country})" if country and country != spot.name else spot.name


def spot_link(spot: Spot, given: dict[str, object]) -> str:
    """The encounters there: reports that name the place, under the same filters."""
    return link("/", **{**given, "words": spot.name})
