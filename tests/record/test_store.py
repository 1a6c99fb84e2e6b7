"""The store: whole adds, versions of the tables, errors that say what to do."""

from __future__ import annotations

import importlib
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from msgspec.structs import replace
from sqlalchemy import Engine, insert, text
from tests.record.made import report, told
from tests.record.test_order import dump

from dragoman.errors import StoreError
from dragoman.model import Reading, to_json
from dragoman.record import Record, store
from dragoman.record.backends import begin_writing, find_revision, load_script, migrate_tables, open_engine
from dragoman.record.claims import document_key
from dragoman.record.search import store_terms
from dragoman.record.terms import index_text
from dragoman.record.transfer import copy_record
from dragoman.record.writing import find_digest

FIRST = importlib.import_module("dragoman.record.migrations.versions.r0001_first")


def some_reports() -> list[Reading]:
    promise = ("Стороны договорились открыть пункт пропуска Кордай", ("KZ", "KG"), "2023-06")
    return [
        report("a", told("KZ", "KG", date="2023-05-12"), day="2023-05-12", promises=[promise]),
        report("b", told("KZ", "KG"), day="2023-05-13", said=[("Асан Беков", "KZ", "Мы откроем границу")]),
        report("c", told("KZ", "KG"), day="2023-07-01", text="Пункт пропуска Кордай открыт."),
    ]


def fill_first_version(engine: Engine, readings: list[Reading]) -> None:
    """A database as the first version left it: reports, readings, the index of words."""
    with begin_writing(engine) as connection:
        migrate_tables(connection, "r0001")
        for seq, reading in enumerate(readings, 1):
            document, key, body = reading.document, document_key(reading.document), to_json(reading)
            connection.execute(
                insert(FIRST.metadata.tables["documents"]).values(
                    seq=seq, id=key, source=document.source, outlet=document.outlet, language=document.language,
                    published=document.published.date if document.published else None,
                    tier=3, words=len(document.text.split()), added="2023-01-01",
                )
            )  # fmt: skip
            connection.execute(
                insert(FIRST.metadata.tables["readings"]).values(
                    document=key, digest=find_digest(reading), body=zlib.compress(body)
                )
            )
            store_terms(connection, [(seq, index_text(document.text))])


def test_a_record_of_the_first_version_comes_up_whole(make_record: Callable[[], Record]) -> None:
    """Opening brings the tables up and computes everything from the readings: nothing differs from a fresh record."""
    fresh, old = make_record(), make_record()
    fresh.add_all(some_reports())
    with old.engine.begin() as connection:
        wipe(connection.engine)
    fill_first_version(old.engine, some_reports())
    with Record.open(old.engine.url.render_as_string(hide_password=False)) as record:
        with record.engine.connect() as connection:
            assert find_revision(connection) == load_script()[1].get_current_head()
        risen, whole = dump(record), dump(fresh)
        for name in whole.keys() - {"documents"}:
            assert risen[name] == whole[name], name
        assert [one.id for one in record.encounters()] == [one.id for one in fresh.encounters()]
        assert record.search("пунктом пропуска")


def wipe(engine: Engine) -> None:
    """Drops every table."""
    from dragoman.record.schema import metadata

    with engine.begin() as connection:
        connection.execute(text("DROP TABLE document_terms"))
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))


def test_a_newer_database_is_refused(make_record: Callable[[], Record]) -> None:
    record = make_record()
    with record.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
    with pytest.raises(StoreError, match="r9999, newer than this program; update dragoman"):
        Record.open(record.engine.url.render_as_string(hide_password=False))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://localhost/x", "mysql is not supported|is no address"),
        ("nowhere://", "is no address|not supported"),
        ("/nonexistent/folder/record.db", "make it first"),
    ],
)
def test_what_cannot_be_opened_is_said(address: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        Record.open(address)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("Заметки, а не база данных. " * 100)
    with pytest.raises(StoreError, match="give a database of Dragoman"):
        Record.open(path)


def test_postgresql_is_reached_by_its_plain_address() -> None:
    engine = open_engine("postgresql://reader@localhost/record")
    assert engine.dialect.driver == "psycopg"


def test_an_interrupted_add_leaves_nothing_and_can_be_repeated(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = some_reports()
    record.add(first)
    before, version = dump(record), record.version()

    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "rebuild", stop)
    with pytest.raises(KeyboardInterrupt):
        record.add_all(others)
    assert dump(record) == before
    assert record.version() == version
    monkeypatch.undo()
    assert {added.outcome for added in record.add_all(others)} == {"new"}
    assert record.count() == 2


def test_outcomes_are_new_same_and_replaced(record: Record) -> None:
    first = some_reports()[0]
    other = replace(first, encounters=())
    assert [record.add(one).outcome for one in (first, first, other, first)] == ["new", "same", "replaced", "replaced"]
    assert [added.outcome for added in record.add_all([other, other, first])] == ["replaced", "same", "replaced"]
    assert record.knows(first)
    assert not record.knows(other)


def test_several_threads_add_at_once(record: Record) -> None:
    """Writers wait for one another; readers see whole adds only."""
    reports = [
        report(f"d{i}", told("KZ", "RU", date=f"2023-05-{i + 1:02}"), day=f"2023-05-{i + 1:02}") for i in range(12)
    ]
    threads = [threading.Thread(target=record.add, args=(one,)) for one in reports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert record.totals()["reports"] == 12
    assert record.count() == 12
    assert record.version() == 12


@pytest.mark.parametrize("kinds", [("sqlite", "sqlite"), ("sqlite", "postgres"), ("postgres", "sqlite")])
def test_a_copy_loses_nothing(kinds: tuple[str, str], request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Rows, numbers, judgements and searches are in the copy, and both go on alike."""
    from dragoman.record import Query
    from dragoman.record.schema import metadata

    addresses = [
        str(tmp_path / f"{i}.db") if kind == "sqlite" else new_database(request) for i, kind in enumerate(kinds)
    ]
    with Record.open(addresses[0]) as source:
        source.add_all(some_reports())
        source.judge("confirm", source.encounters()[0].id, reviewer="Айгуль")
        source.save_search("граница", Query(sides=("KZ",)))
    copied = copy_record(*addresses)
    with Record.open(addresses[0]) as source, Record.open(addresses[1]) as target:
        assert dump(source) == dump(target)
        for record in (source, target):
            with record.engine.connect() as connection:
                for table in metadata.sorted_tables:
                    assert copied[table.name] == len(connection.execute(table.select()).all()), table.name
        assert source.judgements() == target.judgements()
        assert source.saved_searches() == target.saved_searches()
        assert source.version() == target.version()
        assert len(source.search("Кордая")) == len(target.search("Кордая")) == 2
        later = report("d", told("KZ", "KG", date="2024-05-12"), day="2024-05-12")
        assert source.add(later) == target.add(later)
        assert dump(source) == dump(target)
    with pytest.raises(StoreError, match="holds reports already"):
        copy_record(*addresses)


def new_database(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of the server."""
    import os

    server = request.getfixturevalue("postgres")
    admin = open_engine(f"{server}/postgres").execution_options(isolation_level="AUTOCOMMIT")
    name = f"copy_{os.urandom(6).hex()}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return f"{server}/{name}"


def test_a_copy_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no record to copy"):
        copy_record(tmp_path / "none.db", tmp_path / "new.db")


@pytest.mark.parametrize("version", ["r0002", "r0003"])
def test_a_record_of_a_later_version_comes_up_whole(make_record: Callable[[], Record], version: str) -> None:
    """The revisions that bring counts make those that adding would have made, and merge nothing again."""
    record = make_record()
    record.add_all(some_reports())
    whole, before = dump(record), record.version()
    with begin_writing(record.engine) as connection:
        with Operations.context(MigrationContext.configure(connection)):
            importlib.import_module("dragoman.record.migrations.versions.r0004_due").downgrade()
            if version == "r0002":
                importlib.import_module("dragoman.record.migrations.versions.r0003_tallies").downgrade()
                connection.execute(text("DELETE FROM encounter_keys WHERE facet = 'place'"))
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    with Record.open(record.engine.url.render_as_string(hide_password=False)) as risen:
        assert dump(risen) == whole
        assert risen.version() == before
