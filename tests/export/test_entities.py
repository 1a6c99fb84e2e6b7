"""FollowTheMoney entities, proved by the schema's own package."""

from __future__ import annotations

import json
from datetime import date

import pytest
from followthemoney import model
from followthemoney.types import registry

from dragoman.export import entities
from dragoman.export.entities import cut_dates, list_entities, make_tenures
from dragoman.record import Query, Record
from dragoman.register.people import KnownTenure

from .test_tables import export


def test_every_entity_is_valid(record: Record) -> None:
    """The schema accepts every entity, and cleans no value away."""
    for entity in list_entities(record, Query(), "ru"):
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        assert {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()} == {
            name: sorted(values) for name, values in entity["properties"].items()
        }


def test_references_lead_to_entities_of_the_right_kind(record: Record) -> None:
    """Ids are unique, and every reference finds an entity of the schema that the property asks for."""
    entities = list(list_entities(record, Query(), "en"))
    known = {entity["id"]: model.get(entity["schema"]) for entity in entities if entity["schema"] != "Position"}
    assert len({entity["id"] for entity in entities if entity["schema"] != "Position"}) == len(known)
    known |= {entity["id"]: model.get("Position") for entity in entities if entity["schema"] == "Position"}
    for entity in entities:
        schema = model.get(entity["schema"])
        assert schema is not None
        for name, values in entity["properties"].items():
            prop = schema.properties[name]
            if prop.type == registry.entity:
                assert all(known[value].is_a(prop.range) for value in values)


def test_what_is_covered(record: Record, today: date) -> None:
    """People, sides, posts, events and reports are all there, each report once."""
    schemata = [json.loads(line)["schema"] for line in export(record, "encounters", "ftm", today).splitlines()]
    assert set(schemata) == {
        "Article",
        "Documentation",
        "Event",
        "Membership",
        "Occupancy",
        "Person",
        "Position",
        "PublicBody",
    }
    assert schemata.count("Article") == 6
    assert schemata.count("Event") == 5


def test_tenures_of_the_register_have_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenure that the register knows is an Occupancy from .. to, and valid."""
    tenure = KnownTenure(
        person="x",
        office="Minister",
        side="KZ",
        since="2023-04-03~",
        until="2030-05",
        source="own",
        kind="foreign_minister",
    )
    monkeypatch.setattr(entities, "tenures_of", lambda _key: (tenure,))
    post, occupancy = make_tenures("x", {"KZ"})
    for entity in (post, occupancy):
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
    assert occupancy["properties"]["startDate"] == ["2023-04-03"]
    assert occupancy["properties"]["endDate"] == ["2030-05"]
    assert occupancy["properties"]["post"] == [post["id"]]


@pytest.mark.parametrize(
    ("told", "dates"),
    [
        (None, []),
        ("2029", ["2029"]),
        ("2029-04", ["2029-04"]),
        ("2029-04-23", ["2029-04-23"]),
        ("2029-04-23/2029-04-24", ["2029-04-23", "2029-04-24"]),
        ("XXXX-04-23", []),
        ("2029-XX-23", ["2029"]),
    ],
)
def test_dates_keep_their_precision(told: str | None, dates: list[str]) -> None:
    """A date is no more exact than it was told."""
    assert cut_dates(told) == dates
