"""Opening a record changes nothing that is not one, and asks for no lock that it does not need."""

import os
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.record.made import report, told

from dragoman.edtf import parse_date
from dragoman.errors import StoreError
from dragoman.record import Query, Record
from dragoman.record.backends import READ_ONLY, find_file


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    """A SQLite file with strange tables is not opened, and not one byte of it changes."""
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE x (a)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Record.open(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """A text file says what it is not."""
    path = tmp_path / "notes.db"
    path.write_text("Список встреч за год, набранный от руки. " * 40, encoding="utf-8")
    with pytest.raises(StoreError, match="give a database of Dragoman"):
        Record.open(path)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """The message says what to do."""
    with pytest.raises(StoreError, match="make it first"):
        Record.open(tmp_path / "none" / "record.db")


def test_a_record_is_read_while_another_writes(tmp_path: Path) -> None:
    """Opening and showing wait for no writer."""
    path = tmp_path / "record.db"
    with Record.open(path) as record:
        record.add(report("one", told("KZ", "US", date="2024-05-03")))
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with Record.open(path) as record:
        assert record.count() == 1
    writer.execute("ROLLBACK")
    writer.close()


def test_a_file_that_may_not_be_written_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record without the right to write can be read."""
    path = tmp_path / "record.db"
    with Record.open(path) as record:
        record.add(report("one", told("KZ", "US", date="2024-05-03")))
    sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda file, mode: mode != os.W_OK and allowed(file, mode))
    assert READ_ONLY in find_file(str(path))
    with Record.open(path) as record:
        assert record.count() == 1


def test_a_copy_of_a_file_changes_nothing(tmp_path: Path) -> None:
    """The same report from another place is the same, however often the two are added in turn."""
    first = report("one", told("KZ", "US", date="2024-05-03"))
    second = replace(first, document=replace(first.document, id="b", source="b.txt"))
    with Record.open(tmp_path / "record.db") as record:
        outcomes = [record.add(reading).outcome for reading in (first, second, first, second)]
        assert outcomes == ["new", "same", "same", "same"]
        assert record.version() == 1


@pytest.mark.parametrize("words", ["***", '"', "NEAR(", "a OR", "-", "()", "^x", "{a}"])
def test_signs_of_the_index_find_nothing_and_break_nothing(tmp_path: Path, words: str) -> None:
    """Words that only the full-text index would understand are words like others."""
    with Record.open(tmp_path / "record.db") as record:
        record.add(report("one", told("KZ", "US", date="2024-05-03")))
        assert record.search(words) == []
        assert record.count(Query(words=words)) == 0


@pytest.mark.parametrize("value", ["2024-00", "2024-01-00", "2024-13", "2023-02-29"])
def test_days_that_are_none_are_no_dates(value: str) -> None:
    """A month or day zero is no unknown month or day."""
    assert parse_date(value) is None
