"""Where it was: places of encounters as GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import msgspec

from dragoman.edtf import first_day
from dragoman.export.labels import locate
from dragoman.model import Place
from dragoman.record.values import MergedEncounter

NO_EVENT = ("cancelled", "denied")


def write_places(encounters: Iterable[MergedEncounter], out: BinaryIO, language: str) -> int:
    """Writes a feature a place; how many. A place that the register does not know has no geometry."""
    groups: dict[tuple[str, str], list[MergedEncounter]] = {}
    for one in encounters:
        if one.place and one.status not in NO_EVENT:
            groups.setdefault(place_key(one.place), []).append(one)
    features = [make_feature(group, language) for _key, group in sorted(groups.items())]
    out.write(msgspec.json.encode({"type": "FeatureCollection", "features": features}) + b"\n")
    return len(features)


def place_key(place: Place) -> tuple[str, str]:
    """What all names of one place have in common: the register's id, else country and name as told."""
    known = locate(place)
    return (known.country, known.id) if known else (place.country or "", place.name)


def make_feature(group: Sequence[MergedEncounter], language: str) -> dict[str, Any]:
    """One place and the encounters there."""
    told = group[0].place
    assert told is not None
    known = locate(told)
    days = sorted(day.isoformat() for one in group if (day := first_day(one.date)))
    return {
        "type": "Feature",
        "geometry": draw_point(known.lat, known.lon) if known else None,
        "properties": {
            "name": known.name_in(language) if known else told.name,
            "country": known.country if known else told.country,
            "encounters": len(group),
            "first": days[0] if days else None,
            "last": days[-1] if days else None,
            "ids": sorted(one.id for one in group),
        },
    }


def draw_point(lat: float | None, lon: float | None) -> dict[str, Any] | None:
    """A point, longitude first; None without degrees, as a country has none."""
    return {"type": "Point", "coordinates": [lon, lat]} if lat is not None and lon is not None else None
