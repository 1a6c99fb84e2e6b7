"""A record copied into another database is whole: words, indexes, links."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect
from tests.record.made import report, told
from tests.record.test_store import new_database

from dragoman.record import Record
from dragoman.record.transfer import copy_record


def test_signs_in_words_are_copied(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """An apostrophe or a backslash in a word neither breaks the copy nor hides the report."""
    said = "Посол О'Брайен, O'Brien и C:\\путь\\к\\файлу."
    with Record.open(tmp_path / "0.db") as source:
        source.add(report("a", told("KZ", "US", date="2023-05-12"), day="2023-05-12", text=said))
    address = new_database(request)
    copy_record(tmp_path / "0.db", address)
    with Record.open(address) as target:
        assert [len(target.search(words)) for words in ("O'Brien", "О'Брайен", "файл")] == [1, 1, 1]


def test_a_copy_has_every_index_and_link_again(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """What is taken off while rows are written is put back, by the same names."""
    Record.open(tmp_path / "0.db").close()
    for address in (str(tmp_path / "1.db"), new_database(request)):
        with Record.open(address) as fresh:
            before = list_made(fresh)
        copy_record(tmp_path / "0.db", address)
        with Record.open(address) as target:
            assert list_made(target) == before


def list_made(record: Record) -> list[tuple[str, set[str], set[str]]]:
    """Each table with its indexes and the columns that point elsewhere."""
    found = inspect(record.engine)
    return [
        (
            table,
            {str(index["name"]) for index in found.get_indexes(table)},
            {f"{link['constrained_columns']} {link['options']}" for link in found.get_foreign_keys(table)},
        )
        for table in sorted(found.get_table_names())
    ]
