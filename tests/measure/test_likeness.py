"""When a finding counts as what was marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.measure.gold import GoldEncounter, GoldParticipant
from dragoman.measure.likeness import (
    compare_encounters,
    compare_stems,
    compare_words,
    is_clash,
    is_same_name,
    pair_off,
)
from dragoman.model import Encounter, Participant

WORDS = st.lists(st.sampled_from(["встреча", "встречи", "посол", "в", "ёлка"]), max_size=6).map(" ".join)


@given(WORDS, WORDS)
def test_likeness_of_words_is_symmetric_and_bounded(left, right):
    assert compare_words(left, right) == compare_words(right, left)
    assert 0 <= compare_words(left, right) <= 1
    assert compare_words(left, left) == (1 if left else 0)


def test_stems_forgive_endings_and_words_do_not():
    assert compare_stems("десятый саммит", "десятого саммита") == 1
    assert compare_words("десятый саммит", "десятого саммита") == 0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Арман Жолдыбеков", "А. Жолдыбеков", True),
        ("Арман Жолдыбеков", "Жолдыбеков", True),
        ("Арман Жолдыбеков", "Нурлан Жолдыбеков", False),
        ("Мамыркулов", "Мамиркулов", True),  # a slip
        ("Озолс", "Орел", False),  # two slips in a short name
        ("Сейдахметова", "Сейтахметов", True),  # two slips in a long one
        ("Пак Джи Хо", "Хо Джи Пак", True),  # the same words
        ("", "Озолс", False),
        (None, None, False),
    ],
)
def test_names(left, right, same):
    assert is_same_name(left, right) is same


@pytest.mark.parametrize(
    ("gold", "found", "clash"),
    [
        ("2025-03-12", "2025-03-13", True),
        ("2025-03-12", "2025-03", False),
        ("XXXX-03-12", "2025-03-12", False),
        ("2025-03-12/2025-03-14", "2025-03-12", False),
        (None, "2025", False),
    ],
)
def test_days_clash_where_a_stated_part_differs(gold, found, clash):
    assert is_clash(gold, found) is clash


def make_pair(**changes):
    """A marked call and a finding of it, the finding changed."""
    gold = GoldEncounter(
        kind="call", mode="phone", status="happened", date="2025-03-12", evidence=("Жолдыбеков позвонил Мамыркулову",),
        participants=(GoldParticipant(person="Жолдыбеков", side="KZ"), GoldParticipant(person="Мамыркулов", side="KG")),
    )  # fmt: skip
    found = {
        "id": "e1", "kind": "call", "mode": "phone", "status": "happened", "date": None, "place": None, "format": None,
        "ordinal": None, "topics": (), "evidence": (), "background": False, "part_of": None,
        "participants": (Participant(person="А. Жолдыбеков", office=None, side="KZ"),
                         Participant(person="Мамыркулов", office=None, side="KG")),
    }  # fmt: skip
    return gold, Encounter(**{**found, **changes})


def test_an_encounter_is_found_by_words_parties_and_kind():
    assert compare_encounters(*make_pair(), ["Жолдыбеков позвонил Мамыркулову"]) == 3
    assert compare_encounters(*make_pair(kind="meeting"), ["Жолдыбеков позвонил Мамыркулову"]) == 2


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        ({"date": "2025-03-11"}, "Жолдыбеков позвонил Мамыркулову"),  # another day
        ({}, "Министр вернулся домой вечером"),  # other words
        ({"participants": (Participant(person=None, office=None, side="FR"),)}, "Жолдыбеков позвонил Мамыркулову"),
    ],
)
def test_an_encounter_is_another_one(changes, evidence):
    assert compare_encounters(*make_pair(**changes), [evidence]) == 0


@given(st.lists(st.integers(0, 4), max_size=6), st.lists(st.integers(0, 4), max_size=6))
def test_pairs_are_one_to_one_and_nothing_is_lost(gold, found):
    pairs, missed, false = pair_off(gold, found, lambda g, f: float(g == f))
    assert sorted([g for g, _ in pairs] + missed) == sorted(gold)
    assert sorted([f for _, f in pairs] + false) == sorted(found)
    assert not set(missed) & set(false)


def test_the_most_alike_are_paired_first():
    pairs, missed, false = pair_off([1, 2], [2, 3], lambda g, f: 1 / (1 + abs(g - f)))
    assert (pairs, missed, false) == ([(2, 2), (1, 3)], [], [])
