"""The seed article, a real agency interview that is no part of the project: read completely, where it is present."""

from pathlib import Path

import pytest
from tests.golden import golden
from tests.golden.golden import Golden, load_golden

SEED = Path(__file__).parents[3] / "shared" / "seed" / "seed.txt"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the seed article is not here")


@pytest.fixture(scope="module")
def read() -> Golden:
    return load_golden(SEED, "seed")


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


def test_the_two_quotations_have_their_speakers(read):
    spoken = [(s.speaker, s.side, read.words(s)) for s in read.reading.statements if s.form == "direct"]
    assert [(speaker, side) for speaker, side, _ in spoken] == [("Энтони Блинкен", "US"), ("Мухтар Тлеуберди", "KZ")]
    edges = [(words.split()[0], words.split()[-1]) for _, _, words in spoken]
    assert edges == [("Соединенные", "Токаева"), ("важность", "климата")]


def test_the_answers_are_an_interview(read):
    golden.check_interview(read)


@pytest.mark.parametrize("words", ["договорились поддерживать регулярные контакты", "наметили планы"])
def test_commitments(read, words):
    assert [read.words(c) for c in read.reading.commitments if words in read.words(c)] != []


def test_figures(read):
    golden.check_figures(read)


def test_eleven_people_hold_offices(read):
    golden.check_offices(read)
    assert len(read.expected["offices"]) == 11
