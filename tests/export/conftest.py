"""One record of invented people for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.record import Record

from .reports import make_readings

TODAY = date(2029, 6, 1)


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The six reports of reports.py, added once; no test changes it."""
    path: Path = tmp_path_factory.mktemp("export") / "record.db"
    with Record.open(path) as opened:
        opened.add_all(make_readings())
        yield opened


@pytest.fixture(scope="session")
def today() -> date:
    """The day of all exports here."""
    return TODAY
