"""An agency's interview of our own, with everything that the seed article has: read completely."""

import pytest
from tests.golden import golden
from tests.golden.golden import HERE, Golden, load_golden


@pytest.fixture(scope="module")
def read() -> Golden:
    return load_golden(HERE / "interview.txt", "interview")


def test_passages(read):
    golden.check_passages(read)


@pytest.mark.parametrize("name", ["call", "meeting"])
def test_an_encounter_is_found_once(read, name):
    golden.check_encounter(read, name)


@pytest.mark.parametrize("name", ["call", "meeting"])
def test_participants(read, name):
    golden.check_participants(read, name)


def test_no_day_is_made_up(read):
    golden.check_undated(read, "call")


def test_quotations(read):
    golden.check_quotations(read)


def test_commitments(read):
    golden.check_commitments(read)


def test_figures(read):
    golden.check_figures(read)


def test_offices(read):
    golden.check_offices(read)
