"""Where it was: places of encounters as GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import msgspec

from dragoman.edtf import first_day
from dragoman.model import Place
from dragoman.record.values import MergedEncounter

NO_EVENT = ("cancelled", "denied")


def write_places(encounters: Iterable[MergedEncounter], out: BinaryIO) -> int:
    """Writes a feature a place; how many. A place that the register does not know has no geometry."""
    groups: dict[tuple[str, str], list[MergedEncounter]] = {}
    for one in encounters:
        if one.place and one.status not in NO_EVENT:
            groups.setdefault(place_key(one.place), []).append(one)
    features = [make_feature(group) for _key, group in sorted(groups.items())]
    out.write(msgspec.json.encode({"type": "FeatureCollection", "features": features}) + b"\n")
    return len(features)


def place_key(place: Place) -> tuple[str, str]:
    """What two tellings of one place have in common."""
    return (place.country or "", place.name)


def make_feature(group: Sequence[MergedEncounter]) -> dict[str, Any]:
    """One place and the encounters there."""
    place = group[0].place
    assert place is not None
    days = sorted(day.isoformat() for one in group if (day := first_day(one.date)))
    return {
        "type": "Feature",
        "geometry": None,
        "properties": {
            "name": place.name,
            "country": place.country,
            "encounters": len(group),
            "first": days[0] if days else None,
            "last": days[-1] if days else None,
            "ids": sorted(one.id for one in group),
        },
    }
