"""A large made record in minutes: the rows that adding would leave, written without looking for what tells of what.

    python benchmarks/fill.py /tmp/bench/filled.db --encounters 200000          about 1,030,000 reports
    python benchmarks/fill.py postgresql://me@127.0.0.1/big --copy /tmp/bench/filled.db
    python benchmarks/fill.py /tmp/bench/small.db --encounters 2000 --check     beside the same reports added one by one

The reports are those of benchmarks/record.py, with offices, with two hundred thousand passers-by, and
with `--words` more words each. What tells of the same event is known there, so that nothing is compared:
ties lead from the first telling of an event to each other one, with a full score. All other rows are what
`dragoman add` writes for the same reports, by the same functions.
"""

from __future__ import annotations

import argparse
import gc
import random
import sqlite3
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import accumulate, combinations, islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Engine, Table, func, select, text
from sqlalchemy.schema import CreateIndex, DropIndex

from dragoman.model import Office, Person, Reading, from_json, to_json
from dragoman.record import Record, schema
from dragoman.record.backends import open_engine
from dragoman.record.claims import claim_parties
from dragoman.record.copies import COPY_SHARE, compare_shingles, find_shingles
from dragoman.record.events import find_place_in_time, list_keys, make_reports, make_row
from dragoman.record.follow import find_stems
from dragoman.record.merge.disputes import Told
from dragoman.record.merge.summary import merge_claims
from dragoman.record.merge.windows import find_reach
from dragoman.record.tallies import Tally, list_words
from dragoman.record.terms import index_text
from dragoman.record.transfer import settle_numbers
from dragoman.record.values import Claim
from dragoman.record.writing import Prepared, insert_rows, make_document, name_rank, now, prepare_reading
from record import ENDS, SYLLABLES, make_readings

BATCH = 4_000  # reports a portion
CLAIMS_AN_EVENT = 5.3  # of benchmarks/record.py
RECALLED = 0.04  # share of all events after which none is recalled: they are recalled for 300 of 10,950 days
UNKEYED = "document_terms"
Row = dict[str, Any]


class Sink:
    """Where rows go, in portions: SQLite by many values a statement, PostgreSQL by COPY."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.is_sqlite = connection.dialect.name == "sqlite"
        self.waiting: dict[str, list[Row]] = defaultdict(list)

    def put(self, table: Table, rows: Iterable[Row]) -> None:
        """Takes rows of a table."""
        self.waiting[table.name] += rows

    def flush(self) -> None:
        """Writes what waits, every table after those that it points to."""
        for table in schema.metadata.sorted_tables:
            rows = self.waiting.pop(table.name, [])
            if self.is_sqlite:
                insert_rows(self.connection, table, rows)
            elif rows:
                self.copy(table.name, list(rows[0]), (tuple(row.values()) for row in rows))
        self._put_terms(self.waiting.pop(UNKEYED, []))

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Writes rows by COPY."""
        names = ", ".join(f'"{name}"' for name in columns)
        with self.connection.connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as into:
            for row in rows:
                into.write_row(row)

    def _put_terms(self, rows: list[Row]) -> None:
        if not rows:
            return
        if self.is_sqlite:
            self.connection.exec_driver_sql(
                "INSERT INTO document_terms (rowid, terms) VALUES (?, ?)", [(row["seq"], row["terms"]) for row in rows]
            )
        else:
            self.copy(UNKEYED, ("seq", "terms"), ((row["seq"], to_vector(row["terms"])) for row in rows))


def to_vector(terms: str) -> str:
    """Terms as PostgreSQL reads a tsvector."""
    quoted = (term.replace("\\", "\\\\").replace("'", "''") for term in dict.fromkeys(terms.split()))
    return " ".join(f"'{term}'" for term in quoted)


class Filler:
    """Reports into rows; the tellings of an event wait until no report can recall it any more."""

    def __init__(self, sink: Sink, truth: Mapping[tuple[str, str], int], horizon: int) -> None:
        self.sink, self.truth, self.horizon = sink, truth, horizon
        self.events: dict[int, list[tuple[Claim, str]]] = {}
        self.reports: dict[str, Row] = {}
        self.shingles: dict[str, tuple[int, ...]] = {}
        self.figures: dict[str, list[Told]] = {}
        self.names: dict[str, str] = {}
        self.seen: set[str] = set()
        self.tally = Tally()
        self.repeated: set[tuple[str, str]] = set()
        self.at = now()

    def add(self, readings: Iterable[Reading]) -> None:
        """Takes a portion of reports and writes their rows and those of the events that are told to the end."""
        latest = 0
        for reading in readings:
            item = prepare_reading(reading)
            if item.rows.document in self.seen:
                continue  # the same words in the same outlet: added once
            self.seen.add(item.rows.document)
            self.put_report(item)
            for claim in item.rows.claims:
                event = self.truth[reading.document.id, claim.encounter.id]
                self.events.setdefault(event, []).append((claim, item.rows.bodies[claim.id]))
                latest = max(latest, event)
        self.close([event for event in self.events if event < latest - self.horizon])

    def put_report(self, item: Prepared) -> None:
        """The rows of a report and its findings, but for its encounters."""
        sink, rows, number = self.sink, item.rows, len(self.seen)
        row = {"seq": number, **make_document(item, self.at, number)}
        self.reports[rows.document] = row
        self.shingles[rows.document] = find_shingles(item.reading)
        self.figures[rows.document] = tell_figures(rows.figures)
        sink.put(schema.changes, [{"seq": number, "at": self.at, "what": "new", "key": rows.document}])
        sink.put(schema.documents, [row])
        body = zlib.compress(item.body, 6)
        sink.put(schema.readings, [{"document": rows.document, "digest": item.digest, "body": body}])
        sink.waiting[UNKEYED].append({"seq": number, "terms": index_text(item.reading.document.text)})
        sink.put(schema.shingles, ({"hash": h, "document": rows.document} for h in self.shingles[rows.document]))
        for table, found in (
            (schema.office_claims, rows.offices),
            (schema.statement_claims, rows.statements),
            (schema.figure_claims, rows.figures),
            (schema.commitment_claims, rows.commitments),
            (schema.milestone_claims, rows.milestones),
            (schema.cues, rows.cues),
        ):
            sink.put(table, found)
        for made in rows.commitments:
            sides = set(made["sides"].split("|")) - {""}
            sink.put(schema.commitment_sides, ({"side": side, "commitment": made["id"]} for side in sides))
            stems = made["stems"].split()
            sink.put(schema.commitment_stems, ({"stem": stem, "commitment": made["id"]} for stem in stems))
        for cue in rows.cues:
            stems = find_stems(cue["words"])
            sink.put(schema.cue_stems, ({"stem": stem, "cue": cue["id"]} for stem in stems))
        for name, person in rows.people.items():
            sink.put(schema.person_claims, [{"document": rows.document, "name": name, "person": person}])
            self.names[person] = max(self.names.get(person, ""), name, key=name_rank)

    def close(self, events: Iterable[int]) -> None:
        """Writes the encounters of events and forgets their reports."""
        for event in sorted(events):
            self.put_event(self.events.pop(event))
        needed = {claim.document for told in self.events.values() for claim, _body in told}
        for held in (self.reports, self.shingles, self.figures):
            for key in held.keys() - needed:
                del held[key]
        self.sink.flush()

    def put_event(self, told: list[tuple[Claim, str]]) -> None:
        """The rows of an event and of its tellings."""
        claims = [claim for claim, _body in told]
        own = sorted({claim.document for claim in claims})
        documents = {key: SimpleNamespace(**self.reports[key]) for key in own}
        copies = self.put_copies(own)
        figures = [one for claim in claims for one in self.figures[claim.document]] if len(claims) > 1 else ()
        merged = merge_claims(claims, make_reports(claims, documents, copies), {}, None, figures)
        day = find_place_in_time(merged, claims)
        sink = self.sink
        row, keys = make_row(merged, day, min(row.change for row in documents.values())), list_keys(merged)
        self.tally.add(row, keys)
        sink.put(schema.encounters, [row])
        sink.put(schema.encounter_bodies, [{"id": merged.id, "hidden": False, "body": to_json(merged).decode()}])
        found = ({"facet": f, "value": v, "day": day, "encounter": merged.id} for f, v in keys)
        sink.put(schema.encounter_keys, found)
        sink.put(schema.encounter_claims, (make_claim_row(claim, body, merged.id) for claim, body in told))
        sink.put(schema.claim_parties, (row for claim in claims for row in make_parties(claim)))
        first, *others = sorted(claim.id for claim in claims)
        sink.put(schema.ties, ({"left": first, "right": other, "score": 1.0} for other in others))

    def put_copies(self, documents: list[str]) -> dict[str, set[str]]:
        """Writes which of an event's reports repeat one another; gives it both ways."""
        found: dict[str, set[str]] = defaultdict(set)
        for left, right in combinations(documents, 2):
            share = compare_shingles(self.shingles[left], self.shingles[right])
            if share >= COPY_SHARE:
                found[left].add(right)
                found[right].add(left)
                if (left, right) not in self.repeated:  # two reports may tell of two events both
                    self.sink.put(schema.copies, [{"left": left, "right": right, "share": share}])
                self.repeated.add((left, right))
        return found

    def finish(self) -> None:
        """Writes all that still waits."""
        self.close(list(self.events))
        rows = ({"id": key, "name": name, "known": not key.startswith("~")} for key, name in self.names.items())
        self.sink.put(schema.people, rows)
        for key, name in self.names.items():
            words = ({"word": word, "far": far, "person": key} for word, far in list_words(name))
            self.sink.put(schema.name_words, words)
        self.sink.flush()
        self.tally.write(self.sink.connection)


def enrich_readings(readings: Iterable[Reading], words: int) -> Iterator[Reading]:
    """Readings with offices, now and then somebody more, and words; the same for copies of one text."""
    vocabulary = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in ENDS]
    weights = list(accumulate(1 / (place + 10) for place in range(len(vocabulary))))
    for reading in readings:
        document = reading.document
        dice = random.Random(document.text)
        people = reading.people
        if dice.random() < 0.25:
            people = (*people, Person(id="px", name=name_passer(dice), mentions=()))
        if words:
            more = " ".join(dice.choices(vocabulary, cum_weights=weights, k=words))
            document = replace(document, text=f"{document.text}\n{more}")
        offices = tuple(
            Office(person=who.person, office=who.office, side=who.side, start=0, stop=20)
            for who in reading.encounters[0].participants
            if who.person and who.office and dice.random() < 0.5
        )
        yield replace(reading, document=document, people=people, offices=offices)


def name_passer(dice: random.Random) -> str:
    """One of some eight hundred thousand names that are in no register."""
    given = dice.choice(SYLLABLES) + dice.choice("рнлс")
    return f"{given} {dice.choice(SYLLABLES)}{dice.choice(SYLLABLES)}{dice.choice(ENDS)}".title()


def tell_figures(rows: list[Row]) -> list[Told]:
    """The figures of a report that are the only ones of their unit in it."""
    units: dict[str, list[Told]] = defaultdict(list)
    for row in rows:
        unit = row["unit"].lower()
        units[unit].append(Told(row["document"], unit, row["words"], row["value"]))
    return [own[0] for own in units.values() if len(own) == 1]


def make_claim_row(claim: Claim, body: str, encounter: str) -> Row:
    """The row of a telling."""
    first = claim.encounter.evidence[0]
    return {
        "id": claim.id,
        "document": claim.document,
        "local": claim.encounter.id,
        "start": first.start,
        "stop": first.stop,
        "body": body,
        "encounter": encounter,
    }


def make_parties(claim: Claim) -> Iterator[Row]:
    """What a telling is filed under."""
    reach = find_reach(claim.lo, claim.hi)
    for party in claim_parties(claim):
        yield {"party": party, "reach": reach, "lo": claim.lo, "claim": claim.id, "hi": claim.hi}


def fill_record(db: str, encounters: int, words: int) -> None:
    """Fills a new record, its indexes made at the end."""
    Record.open(db).close()
    engine = open_engine(db)
    begun = time.monotonic()
    truth: dict[tuple[str, str], int] = {}
    with engine.connect() as connection:
        indexes = [index for table in schema.metadata.sorted_tables for index in table.indexes]
        run_all(connection, [DropIndex(index) for index in indexes] + hasten(connection))
        filler = Filler(Sink(connection), truth, round(RECALLED * encounters) + 100)
        readings = enrich_readings(make_readings(round(encounters * CLAIMS_AN_EVENT), truth), words)
        while part := list(islice(readings, BATCH)):
            filler.add(part)
            connection.commit()
            if len(filler.seen) % (25 * BATCH) < BATCH:
                print(f"  {len(filler.seen)} reports, {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        filler.finish()
        if connection.dialect.name == "postgresql":
            settle_numbers(connection)
        connection.commit()
        run_all(connection, [CreateIndex(index) for index in indexes])
    analyse_tables(engine)
    print(f"{len(filler.seen)} reports in {time.monotonic() - begun:.0f} s")


def copy_rows(source: str, target: str) -> None:
    """Copies a record of SQLite into an empty one of PostgreSQL, its indexes made at the end."""
    Record.open(target).close()
    begun, engine = time.monotonic(), open_engine(target)
    with closing(sqlite3.connect(source)) as reader, engine.connect() as connection:
        indexes = [index for table in schema.metadata.sorted_tables for index in table.indexes]
        run_all(connection, [DropIndex(index) for index in indexes] + hasten(connection))
        sink = Sink(connection)
        for table in schema.metadata.sorted_tables:
            names = [column.name for column in table.c]
            quoted = ", ".join(f'"{name}"' for name in names)
            sink.copy(table.name, names, reader.execute(f"SELECT {quoted} FROM {table.name}"))
            connection.commit()
            print(f"  {table.name}, {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        rows = reader.execute("SELECT seq, body FROM documents JOIN readings ON document = id ORDER BY seq")
        texts = ((seq, from_json(zlib.decompress(body), Reading).document.text) for seq, body in rows)
        sink.copy(UNKEYED, ("seq", "terms"), ((seq, to_vector(index_text(words))) for seq, words in texts))
        settle_numbers(connection)
        connection.commit()
        run_all(connection, [CreateIndex(index) for index in indexes])
    analyse_tables(engine)
    print(f"copied in {time.monotonic() - begun:.0f} s")


def analyse_tables(engine: Engine) -> None:
    """Tells the database what it holds."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if connection.dialect.name == "sqlite" else "VACUUM ANALYZE"))
    engine.dispose()


def hasten(connection: Connection) -> list[Any]:
    """What makes writing quick where a failure may lose everything."""
    if connection.dialect.name == "postgresql":
        return [text("SET synchronous_commit = off"), text("SET session_replication_role = replica")]
    connection.rollback()
    cursor = connection.connection.cursor()
    for pragma in ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-1500000"):
        cursor.execute(f"PRAGMA {pragma}")
    return []


def run_all(connection: Connection, statements: Iterable[Any]) -> None:
    """Executes statements and keeps what they did."""
    for statement in statements:
        connection.execute(statement)
    connection.commit()


def count_rows(record: Record) -> dict[str, int]:
    """The rows of every table."""
    with record.engine.connect() as connection:
        tables = schema.metadata.sorted_tables
        return {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}


def check_rows(db: str, encounters: int, words: int) -> None:
    """Prints the rows of each table beside those of a record to which the same reports were added."""
    other = Path(f"{db}-added")
    other.unlink(missing_ok=True)
    with Record.open(other) as added, Record.open(db) as filled:
        readings = enrich_readings(make_readings(round(encounters * CLAIMS_AN_EVENT), {}), words)
        for _one in added.add_many(readings):
            pass
        left, right = count_rows(filled), count_rows(added)
    for name, count in left.items():
        print(f"{name:18} {count:>9} {right[name]:>9}{'' if count == right[name] else '  differs'}")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db", help="a path or an address of PostgreSQL, of no record yet")
    parser.add_argument("--encounters", type=int, default=200_000)
    parser.add_argument("--copy", help="a filled record of SQLite, copied into PostgreSQL")
    parser.add_argument("--words", type=int, default=0, help="more words a report, of a vocabulary of ten thousand")
    parser.add_argument("--check", action="store_true", help="also add the same reports to DB-added and compare")
    given = parser.parse_args()
    gc.disable()
    if given.copy:
        copy_rows(given.copy, given.db)
        return
    fill_record(given.db, given.encounters, given.words)
    if given.check:
        check_rows(given.db, given.encounters, given.words)


if __name__ == "__main__":
    main()
