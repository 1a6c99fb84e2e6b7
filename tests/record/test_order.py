"""The record does not depend on the order or the portions in which reports came, nor on the database."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import MetaData, create_engine, select, text
from tests.record.made import report, told

from dragoman.model import Encounter, Reading, to_json
from dragoman.record import Record
from dragoman.record.schema import KEPT, metadata

SEATS = (
    "RU: Пётр Иванов, министр иностранных дел",
    "RU: Лев Громов, президент",
    "KZ: Асан Беков, министр иностранных дел",
    "KZ: Assan Bekov",
    "KZ",
    "US: Джон Рид, госсекретарь",
    "US",
    "UZ: Тимур Алимов, министр иностранных дел",
    "KG",
)
DAYS = ("2023-05-10", "2023-05-11", "2023-05-14", "2023-05-18")
LOCAL = {"documents": {"seq", "added", "change"}, "encounters": {"seq"}}  # columns that tell when something came


@st.composite
def drawn_encounters(draw: st.DrawFn) -> Encounter:
    """Encounters that are often each other's look-alikes."""
    seats = draw(st.lists(st.sampled_from(SEATS), max_size=4, unique_by=lambda words: words))
    format, ordinal = draw(st.sampled_from([(None, None), (None, None), ("C5+1", None), ("C5+1", 3), ("C5+1", 4)]))
    return told(
        *seats,
        kind=draw(st.sampled_from(["meeting", "ministerial", "call", "visit"])),
        status=draw(st.sampled_from(["happened", "happened", "planned", "postponed", "cancelled"])),
        date=draw(st.sampled_from([None, *DAYS, "2023-05", "XXXX-05-11", "2023-05-10/2023-05-12"])),
        place=draw(st.sampled_from([None, "Астана", "Astana", "Ташкент"])),
        format=format,
        ordinal=ordinal,
        background=draw(st.booleans()),
    )


@st.composite
def drawn_reports(draw: st.DrawFn) -> list[Reading]:
    """A few reports, some of them copies of one another."""
    texts = ["", " ".join(f"слово{i}" for i in range(120))]
    found = []
    for i in range(draw(st.integers(1, 6))):
        encounters = draw(st.lists(drawn_encounters(), min_size=1, max_size=2))
        day = draw(st.sampled_from([None, *DAYS]))
        outlet = draw(st.sampled_from(["Вести", "gov.kz", None]))
        promises = [("Стороны договорились открыть пункт пропуска Кордай", ("KZ", "KG"), "2023-06")] if i % 2 else []
        words = draw(st.sampled_from([*texts, "Пункт пропуска Кордай открыт на границе."]))
        found.append(report(f"d{i}", *encounters, day=day, outlet=outlet, text=words, promises=promises))
    return found


def dump(record: Record) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that follows from the reports, but for when they came."""
    found = {}
    with record.engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name in KEPT - {"documents", "readings"}:
                continue
            columns = [column for column in table.c if column.name not in LOCAL.get(table.name, set())]
            rows = connection.execute(select(*columns)).all()
            found[table.name] = sorted(tuple(map(_plain, row)) for row in rows)
    return found


def _plain(value: Any) -> str:
    return repr(zlib.decompress(value) if isinstance(value, bytes) else value)


@cache
def empty_database() -> bytes:
    """An empty record: bringing its tables up takes longer than filling it."""
    with TemporaryDirectory() as folder:
        Record.open(Path(folder) / "empty.db").close()
        return (Path(folder) / "empty.db").read_bytes()


def open_empty(path: Path) -> Record:
    """A new record at a path."""
    path.write_bytes(empty_database())
    return Record.open(path)


def fill(record: Record, portions: Sequence[Sequence[Reading]]) -> dict[str, list[tuple[Any, ...]]]:
    for portion in portions:
        record.add_all(portion)
    return dump(record)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(reports=drawn_reports(), random=st.randoms(use_true_random=False))
def test_any_order_gives_the_same_record(reports: list[Reading], random: Any) -> None:
    """One by one in any order is as all at once, in every row of every computed table."""
    shuffled = list(reports)
    random.shuffle(shuffled)
    numbers = count()
    with TemporaryDirectory() as folder:

        def made(portions: Sequence[Sequence[Reading]]) -> dict[str, list[tuple[Any, ...]]]:
            with open_empty(Path(folder) / f"{next(numbers)}.db") as record:
                return fill(record, portions)

        whole = made([reports])
        assert made([[one] for one in shuffled]) == whole
        assert made([shuffled[:2], shuffled[2:]]) == whole


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(reports=drawn_reports())
def test_refreshing_and_adding_again_change_nothing(reports: list[Reading]) -> None:
    with TemporaryDirectory() as folder, open_empty(Path(folder) / "0.db") as record:
        whole = fill(record, [reports])
        version = record.version()
        assert {added.outcome for added in record.add_all(reports)} == {"same"}
        assert record.version() == version
        record.rebuild_all()
        assert dump(record) == whole
        record.refresh()
        assert dump(record) == whole


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports=drawn_reports())
def test_both_databases_hold_the_same(reports: list[Reading], postgres: str) -> None:
    """SQLite and PostgreSQL give the same rows and the same answers."""
    admin = create_engine(
        postgres.replace("postgresql", "postgresql+psycopg") + "/postgres", isolation_level="AUTOCOMMIT"
    )
    name = f"same_{os.urandom(6).hex()}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    with (
        TemporaryDirectory() as folder,
        open_empty(Path(folder) / "0.db") as small,
        Record.open(f"{postgres}/{name}") as large,
    ):
        assert fill(small, [reports]) == fill(large, [[one] for one in reports])
        assert [to_json(one) for one in small.encounters()] == [to_json(one) for one in large.encounters()]
        assert small.facets() == large.facets()
        assert small.ties() == large.ties()
        found = [{hit.report.id for hit in record.search("пункты пропуска")} for record in (small, large)]
        assert found[0] == found[1]


def test_the_tables_are_those_of_the_schema(make_record: Callable[[], Record]) -> None:
    """What the revisions make is what the program's tables say, in both databases."""
    record = make_record()
    found = MetaData()
    found.reflect(record.engine)
    for table in metadata.sorted_tables:
        made = found.tables[table.name]
        assert {c.name: c.nullable for c in made.c} == {c.name: c.nullable for c in table.c}, table.name
        assert {i.name for i in table.indexes} == {i.name for i in made.indexes}, table.name
