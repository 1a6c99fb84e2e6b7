from datetime import date

import pytest
from starlette.testclient import TestClient

from dragoman.desk.app import make_app
from dragoman.record import Record

from .reports import write_all, write_hostile

TODAY = date(2030, 6, 1)


@pytest.fixture(scope="session")
def shown(tmp_path_factory):
    """The example record, which no test may change."""
    with Record.open(tmp_path_factory.mktemp("desk") / "shown.db") as record:
        record.add_all(write_all())
        record.add(write_hostile())
        yield record


@pytest.fixture(scope="session")
def client(shown):
    """A browser that keeps no cookies between tests would be slower: tests that set any make their own."""
    return TestClient(make_app(shown, today=lambda: TODAY), base_url="http://127.0.0.1")


@pytest.fixture
def record(tmp_path):
    """A small record that a test may change."""
    with Record.open(tmp_path / "own.db") as record:
        record.add_all(write_all()[:9])
        yield record


@pytest.fixture
def own(record):
    """A browser over the small record."""
    return TestClient(make_app(record, today=lambda: TODAY), base_url="http://127.0.0.1")
