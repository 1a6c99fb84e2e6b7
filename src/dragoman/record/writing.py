"""Readings into rows of the database, many at once: few statements a batch, whatever its size."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection, Table, delete, insert, select, update

from dragoman.model import Reading, to_json
from dragoman.record import schema
from dragoman.record.claims import Rows, make_rows, older_key, report_day
from dragoman.record.copies import find_shingles, store_shingles
from dragoman.record.follow import drop_follow_ups, link_follow_ups, sum_outcomes
from dragoman.record.outlets import find_tier
from dragoman.record.search import store_terms
from dragoman.record.tallies import Tally, count_dropped, store_words
from dragoman.record.terms import index_text
from dragoman.record.values import Added

CHUNK = 500  # ids a statement: SQLite allows 32,766 variables, other databases fewer
T = TypeVar("T")


@dataclass(slots=True)
class Prepared:
    """A reading worked out before any lock is taken."""

    reading: Reading
    rows: Rows
    body: bytes
    digest: str


def prepare_reading(reading: Reading, key: str | None = None) -> Prepared:
    """A reading with its rows, its public form and the hash of what it says.

    Args: key: the id of its report where the record has one already.
    """
    return Prepared(reading, make_rows(reading, key), to_json(reading), find_digest(reading))


def keep_keys(connection: Connection, prepared: Iterable[Prepared]) -> list[Prepared]:
    """Readings under the ids that the record has: a report kept before days led the ids keeps its own."""
    items = list(prepared)
    older = [older_key(item.reading.document) for item in items]
    table = schema.documents
    held: set[str] = set()
    for part in chunks(sorted(set(older))):
        held |= set(connection.execute(select(table.c.id).where(table.c.id.in_(part))).scalars())
    return [prepare_reading(item.reading, key) if key in held else item for item, key in zip(items, older, strict=True)]


def find_digest(reading: Reading) -> str:
    """A hash of what a reading says: where the file lay does not count, so that a copy of it changes nothing."""
    document = replace(reading.document, id="", source="")
    return hashlib.sha256(to_json(replace(reading, document=document))).hexdigest()


def now() -> str:
    """This moment, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def note_changes(connection: Connection, notes: Sequence[tuple[str, str]]) -> list[int]:
    """Writes down what happened (what, key); the number of each, in order."""
    if not notes:
        return []
    at = now()
    statement = insert(schema.changes).returning(schema.changes.c.seq, sort_by_parameter_order=True)
    return list(connection.execute(statement, [{"at": at, "what": what, "key": key} for what, key in notes]).scalars())


def sort_outcomes(
    connection: Connection, prepared: Iterable[Prepared]
) -> tuple[list[Added], dict[str, Prepared], set[str]]:
    """What each reading is, the readings to store by document, and the documents whose readings they replace."""
    prepared = keep_keys(connection, prepared)
    table = schema.readings
    digests: dict[str, str] = {}
    for part in chunks(sorted({item.rows.document for item in prepared})):
        rows = connection.execute(select(table.c.document, table.c.digest).where(table.c.document.in_(part)))
        digests.update((document, digest) for document, digest in rows)
    stored = set(digests)
    results, fresh = [], {}
    for item in prepared:
        document = item.rows.document
        known = digests.get(document)
        outcome = "new" if known is None else "same" if known == item.digest else "replaced"
        digests[document] = item.digest
        if outcome != "same":
            fresh[document] = item
        results.append(Added(document=document, outcome=outcome))
    return results, fresh, stored & set(fresh)


def store_documents(connection: Connection, fresh: Iterable[Prepared], changes: dict[str, int]) -> None:
    """Writes the rows of new reports, what they are found by, and their likeness to others."""
    fresh = list(fresh)
    if not fresh:
        return
    at = now()
    statement = insert(schema.documents).returning(schema.documents.c.seq, sort_by_parameter_order=True)
    rows = [make_document(item, at, changes[item.rows.document]) for item in fresh]
    numbers = list(connection.execute(statement, rows).scalars())
    store_terms(
        connection, [(seq, index_text(item.reading.document.text)) for seq, item in zip(numbers, fresh, strict=True)]
    )
    store_shingles(connection, {item.rows.document: find_shingles(item.reading) for item in fresh})


def make_document(item: Prepared, at: str, change: int) -> dict[str, Any]:
    """The row of a report."""
    document = item.reading.document
    return {
        "id": item.rows.document,
        "source": document.source or document.id,
        "outlet": document.outlet,
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "published": document.published.date if document.published else None,
        "day": report_day(document),
        "tier": find_tier(document),
        "words": len(document.text.split()),
        "added": at,
        "change": change,
    }


def drop_claims(connection: Connection, documents: Iterable[str]) -> set[str]:
    """Removes the claims of reports; gives the claims of other reports that shared an event with them."""
    wanted = sorted(documents)
    claims, ties = schema.encounter_claims, schema.ties
    own: set[str] = set()
    tied: set[str] = set()
    homes: set[str] = set()
    promised: set[str] = set()
    people: set[str] = set()
    for part in chunks(wanted):
        gone = select(claims.c.id).where(claims.c.document.in_(part))
        tied |= set(connection.execute(select(ties.c.left).where(ties.c.right.in_(gone))).scalars())
        tied |= set(connection.execute(select(ties.c.right).where(ties.c.left.in_(gone))).scalars())
        for claim, home in connection.execute(
            select(claims.c.id, claims.c.encounter).where(claims.c.document.in_(part))
        ):
            own.add(claim)
            homes.add(home)
        names = schema.person_claims
        people |= set(connection.execute(select(names.c.person).where(names.c.document.in_(part))).scalars())
        promised |= drop_follow_ups(connection, part)
    for part in chunks(sorted(homes - {None})):
        tied |= set(connection.execute(select(claims.c.id).where(claims.c.encounter.in_(part))).scalars())
    for table in CLAIMS:
        for part in chunks(wanted):
            connection.execute(delete(table).where(table.c.document.in_(part)))
    drop_encounters(connection, homes - {None}).write(connection)
    sum_outcomes(connection, promised)
    name_people(connection, people)
    return tied - own


CLAIMS = (
    schema.encounter_claims,
    schema.office_claims,
    schema.statement_claims,
    schema.figure_claims,
    schema.commitment_claims,
    schema.milestone_claims,
    schema.person_claims,
    schema.readings,
)


def drop_encounters(connection: Connection, ids: Iterable[str]) -> Tally:
    """Removes merged encounters; their claims stay. Gives what is to be taken from the counts."""
    wanted = sorted(ids)
    gone = count_dropped(connection, wanted)
    for part in chunks(wanted):
        connection.execute(delete(schema.encounters).where(schema.encounters.c.id.in_(part)))
        connection.execute(delete(schema.encounter_bodies).where(schema.encounter_bodies.c.id.in_(part)))
    return gone


def store_findings(connection: Connection, fresh: Iterable[Prepared]) -> None:
    """Writes readings and all their findings but encounters."""
    fresh = list(fresh)
    insert_rows(
        connection,
        schema.readings,
        ({"document": i.rows.document, "digest": i.digest, "body": zlib.compress(i.body, 6)} for i in fresh),
    )
    for table, name in (
        (schema.office_claims, "offices"),
        (schema.statement_claims, "statements"),
        (schema.figure_claims, "figures"),
        (schema.commitment_claims, "commitments"),
        (schema.milestone_claims, "milestones"),
        (schema.cues, "cues"),
    ):
        insert_rows(connection, table, (row for item in fresh for row in getattr(item.rows, name)))
    promised = [row for item in fresh for row in item.rows.commitments]
    told = [row for item in fresh for row in item.rows.cues]
    store_keys(connection, promised, told)
    link_follow_ups(connection, promised, told)
    store_people(connection, fresh)


def store_keys(connection: Connection, promised: list[dict[str, Any]], told: list[dict[str, Any]]) -> None:
    """Writes what commitments and sentences of outcome are found by."""
    from dragoman.record.follow import find_stems

    insert_rows(
        connection,
        schema.commitment_sides,
        (
            {"side": side, "commitment": row["id"], "due_day": row["due_day"], "day": row["day"], "outcome": None}
            for row in promised
            for side in set(row["sides"].split("|")) - {""}
        ),
    )
    insert_rows(
        connection,
        schema.commitment_stems,
        ({"stem": stem, "commitment": row["id"]} for row in promised for stem in row["stems"].split()),
    )
    insert_rows(
        connection,
        schema.cue_stems,
        ({"stem": stem, "cue": row["id"]} for row in told for stem in find_stems(row["words"])),
    )


def store_people(connection: Connection, fresh: Iterable[Prepared]) -> None:
    """Writes who is named in reports, and makes candidates of those who are in no register."""
    claims = [
        {"document": item.rows.document, "name": name, "person": person}
        for item in fresh
        for name, person in item.rows.people.items()
    ]
    insert_rows(connection, schema.person_claims, claims)
    best: dict[str, str] = {}
    for row in claims:
        best[row["person"]] = max(best.get(row["person"], ""), row["name"], key=name_rank)
    table = schema.people
    known: dict[str, str] = {}
    for part in chunks(sorted(best)):
        rows = connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(part)))
        known.update((key, name) for key, name in rows)
    insert_rows(
        connection,
        table,
        ({"id": key, "name": name, "known": not key.startswith("~")} for key, name in best.items() if key not in known),
    )
    renamed = {key: name for key, name in best.items() if key in known and name_rank(name) > name_rank(known[key])}
    for key, name in renamed.items():
        connection.execute(update(table).where(table.c.id == key).values(name=name))
    store_words(connection, renamed | {key: name for key, name in best.items() if key not in known})


def name_rank(name: str) -> tuple[int, int, str]:
    """Which of two spellings is shown: more words, more letters, then any lasting order."""
    return len(name.split()), len(name), name


def name_people(connection: Connection, people: Iterable[str]) -> None:
    """Names people anew after names of theirs are gone; nobody stays whom no report names."""
    table = schema.people
    for key in sorted(people):
        names = set(
            connection.execute(
                select(schema.person_claims.c.name).where(schema.person_claims.c.person == key).distinct()
            ).scalars()
        )
        if names:
            connection.execute(update(table).where(table.c.id == key).values(name=max(names, key=name_rank)))
            store_words(connection, {key: max(names, key=name_rank)})
        else:
            connection.execute(delete(table).where(table.c.id == key))
            connection.execute(delete(schema.name_words).where(schema.name_words.c.person == key))


def insert_rows(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Inserts rows, if there are any; every row has the columns of the first.

    Past SQLAlchemy's handling of values, which costs more than the inserting: ours are plain already.
    """
    values = list(rows)
    if not values:
        return
    columns = list(values[0])
    quote = connection.dialect.identifier_preparer.quote
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    names, marks = ", ".join(map(quote, columns)), ", ".join([mark] * len(columns))
    statement = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"
    connection.exec_driver_sql(statement, [tuple(row[column] for column in columns) for row in values])


def chunks(values: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """A list in parts small enough for one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
