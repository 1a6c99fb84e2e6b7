"""Counts kept beforehand: of encounters by two properties at once, of people and of two people who met.

A page that counts over the whole record, over a side or a kind reads some dozens of rows here instead of going through
every encounter. `tallies` holds, for each value of a scope (`SCOPES`), how many of its encounters have each value of
another property; every adding and dropping of an encounter changes them in the same transaction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from dragoman.model import Place, from_json
from dragoman.record.merge.names import find_skeleton, fold_name
from dragoman.record.schema import (
    encounter_bodies,
    encounter_keys,
    encounters,
    name_words,
    people,
    rankings,
    tallies,
)
from dragoman.record.values import MergedEncounter

COLUMNS = ("format", "kind", "mode", "status")
KEYS = ("side", "theme", "outlet", "language")
SCOPES = ("all", "year", "pair", *COLUMNS, *KEYS)
PAIRED = frozenset({"all", "year", "format", "kind", "status", "theme"})  # scopes whose pairs of sides are counted
MOST_PEOPLE = 24  # people of an encounter above which it is no contact of any two of them
LONGEST_VALUE = 128
LONGEST_WORD = 64
CHUNK = 500
PORTION = 5_000
Cell = tuple[str, str, str, str]


class Tally:
    """Changes of the counts that wait to be written; what is taken away and given back cancels out."""

    def __init__(self) -> None:
        self.gained: Counter[tuple[str, ...]] = Counter()
        self.lost: Counter[tuple[str, ...]] = Counter()

    def add(self, row: Mapping[str, Any], keys: Iterable[tuple[str, str]], sign: int = 1) -> None:
        """Counts an encounter, or with sign -1 takes it away.

        Args: row: its day and the columns of `COLUMNS`. keys: its facets and values.
        """
        counts, keys = self.gained if sign > 0 else self.lost, list(keys)
        counts.update(list_cells(row, keys))  # `Counter.update` counts some times faster than a loop
        counts.update(list_ranks(value for facet, value in keys if facet == "person"))

    def write(self, connection: Connection) -> None:
        """Writes what changed."""
        self.gained.subtract(self.lost)
        changes = [(key, count) for key, count in self.gained.items() if count]
        for table in (tallies, rankings):
            width = len(table.primary_key.columns)
            write_counts(connection, table, {key: count for key, count in changes if len(key) == width})
        self.gained.clear()
        self.lost.clear()


def list_cells(row: Mapping[str, Any], keys: Iterable[tuple[str, str]]) -> Iterator[Cell]:
    """Every count of two properties that an encounter is a part of."""
    keys = list(keys)
    scopes = [("all", ""), *((name, row[name]) for name in COLUMNS if row[name] is not None)]
    scopes += [key for key in keys if key[0] in KEYS]
    more = [key for key in keys if key[0] == "place"]
    pairs = [key for key in keys if key[0] == "pair"]
    if row["day"] > 0:
        year = f"{date.fromordinal(row['day']).year:04}"
        scopes.append(("year", year))
        more.append(("level", f"{year} {row['kind']}"))
    for scope in (*scopes, *pairs):
        for key in (*scopes, *more):
            yield (*scope, *key)
        if scope[0] in PAIRED:
            for pair in pairs:
                yield (*scope, *pair)


def list_ranks(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The people of an encounter and, where it is a contact of any two of them, each two."""
    everyone = sorted(set(keys))
    for person in everyone:
        yield "person", person
    if len(everyone) <= MOST_PEOPLE:
        for left, right in combinations(everyone, 2):
            yield "duo", f"{left}|{right}"


def write_counts(connection: Connection, table: Any, changes: Mapping[tuple[str, ...], int]) -> None:
    """Adds to counts; those that come to nothing are dropped."""
    if not changes:
        return
    names = [column.name for column in table.primary_key.columns]
    rows = [(*key, count) for key, count in sorted(changes.items())]
    gone = [key for key, count in changes.items() if count < 0]
    into = f"INSERT INTO {table.name} ({', '.join(names)}, count)"
    clash = f"ON CONFLICT ({', '.join(names)}) DO UPDATE SET count = {table.name}.count + excluded.count"
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" for _name in (*names, "count"))
        connection.exec_driver_sql(f"{into} VALUES ({marks}) {clash}", rows)
        where = " AND ".join(f"{name} = ?" for name in names)
        if gone:
            connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE {where} AND count = 0", gone)
        return
    lists = ", ".join(["%s::text[]"] * len(names))
    columns = tuple(list(column) for column in zip(*rows, strict=True))
    connection.exec_driver_sql(f"{into} SELECT * FROM unnest({lists}, %s::int[]) {clash}", columns)
    if gone:
        match = " AND ".join(f"{table.name}.{name} = gone.{name}" for name in names)
        connection.exec_driver_sql(
            f"DELETE FROM {table.name} USING unnest({lists}) AS gone({', '.join(names)}) WHERE {match} AND count = 0",
            tuple(list(column) for column in zip(*gone, strict=True)),
        )


def count_dropped(connection: Connection, ids: Iterable[str]) -> Tally:
    """The counts that go with some encounters."""
    tally, wanted = Tally(), sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        for row, keys in load_counted(connection, encounters.c.id.in_(wanted[start : start + CHUNK])):
            tally.add(row, keys, -1)
    return tally


def load_counted(connection: Connection, condition: Any) -> Iterator[tuple[Mapping[str, Any], list[tuple[str, str]]]]:
    """Encounters with their keys: what a tally counts."""
    columns = [encounters.c[name] for name in ("id", "day", *COLUMNS)]
    rows = connection.execute(select(*columns).where(condition)).mappings().all()
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    keys = encounter_keys
    for start in range(0, len(rows), CHUNK):
        part = [row["id"] for row in rows[start : start + CHUNK]]
        asked = select(keys.c.encounter, keys.c.facet, keys.c.value).where(keys.c.encounter.in_(part))
        for key, facet, value in connection.execute(asked):
            found[key].append((facet, value))
    for row in rows:
        yield dict(row), found[row["id"]]


def place_key(place: Place | None) -> str | None:
    """A place as encounters are found by it: its country's code, a bar and its name; None for none."""
    return f"{place.country or ''}|{place.name}"[:LONGEST_VALUE] if place is not None else None


def read_place(key: str) -> Place:
    """The place of a key."""
    country, _bar, name = key.partition("|")
    return Place(name=name, country=country or None)


# -- words of names -------------------------------------------------------------------------------------------------


def list_words(name: str) -> set[tuple[str, bool]]:
    """The sounds of the words of a name, and with True their bones: what its beginning is looked up by."""
    sounds = fold_name(name)
    near = {(word[:LONGEST_WORD], False) for word in sounds if word}
    return near | {(bones[:LONGEST_WORD], True) for word in sounds if (bones := find_skeleton(word))}


def store_words(connection: Connection, names: Mapping[str, str]) -> None:
    """Writes what people are looked up by, for new people or new names of theirs.

    Args: names: by the key of the person.
    """
    if not names:
        return
    wanted = sorted(names)
    for start in range(0, len(wanted), CHUNK):
        connection.execute(delete(name_words).where(name_words.c.person.in_(wanted[start : start + CHUNK])))
    rows = [
        {"word": word, "far": far, "person": key}
        for key, name in names.items()
        for word, far in sorted(list_words(name))
    ]
    for start in range(0, len(rows), PORTION):
        connection.execute(insert(name_words), rows[start : start + PORTION])


# -- all at once ----------------------------------------------------------------------------------------------------


def tally_record(connection: Connection) -> None:
    """Makes all counts anew from the encounters, the keys of their places, and the words of all names.

    For a record that was made before there were any: nothing is merged or read anew.
    """
    for table in (tallies, rankings, name_words):
        connection.execute(delete(table))
    connection.execute(delete(encounter_keys).where(encounter_keys.c.facet == "place"))
    tally = Tally()
    ids = list(connection.execute(select(encounters.c.id).order_by(encounters.c.day, encounters.c.id)).scalars())
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        places = dict(load_places(connection, part))
        rows = []
        for row, keys in load_counted(connection, encounters.c.id.in_(part)):
            key = places.get(row["id"])
            if key is not None:
                keys.append(("place", key))
                rows.append({"facet": "place", "value": key, "day": row["day"], "encounter": row["id"]})
            tally.add(row, keys)
        if rows:
            connection.execute(insert(encounter_keys), rows)
    tally.write(connection)
    store_words(connection, {row.id: row.name for row in connection.execute(select(people.c.id, people.c.name))})


def load_places(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Encounters with the keys of their places, those without one left out."""
    bodies = encounter_bodies
    for key, body in connection.execute(select(bodies.c.id, bodies.c.body).where(bodies.c.id.in_(list(ids)))):
        place = place_key(from_json(body, MergedEncounter).place)
        if place is not None:
            yield key, place
