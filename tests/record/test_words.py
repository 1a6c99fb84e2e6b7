"""Whatever is typed into the search is a question: signs find nothing, words find their report, on both databases."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.record.made import report, told

from dragoman.record import Query, Record
from dragoman.record.terms import split_words


@pytest.fixture
def full(record: Record) -> Record:
    """One report."""
    encounter = told("KZ", "UZ", date="2023-05-12")
    record.add(report("one", encounter, day="2023-05-12", text="Стороны обсудили воду и дороги."))
    return record


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30) | st.text("аб*\"'()+-^:&|!\\NEAROD ", max_size=30))
def test_whatever_is_typed_is_a_question_and_not_an_error(full: Record, words: str) -> None:
    """A search never fails, and what holds no word finds nothing."""
    found = full.search(words), full.encounters(Query(words=words))
    if words and not list(split_words(words)):
        assert found == ([], [])


@pytest.mark.parametrize("words", ["***", '"', "' OR '", "NEAR(", "-", "(", "§ 5 *", "^а"])
def test_signs_alone_find_nothing(full: Record, words: str) -> None:
    assert full.search(words) == []
    assert full.count(Query(words=words)) == 0
    assert full.histogram(Query(words=words), "year") == {}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=40))
def test_a_report_is_found_by_each_of_its_words(full: Record, words: str) -> None:
    """On both databases alike, whatever signs the words are made of."""
    reading = report("own", text=words + " .", day="2020-01-01")
    key = full.add(reading).document
    for match in split_words(words):
        assert key in {hit.report.id for hit in full.search(match[0], limit=5_000)}, match[0]
