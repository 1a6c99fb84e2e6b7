"""What people decide wins over the machine, outlives a new reading, and can be withdrawn; nothing is erased."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from tests.record.made import report, told
from tests.record.test_order import dump

from dragoman.errors import ConflictError, UsageError
from dragoman.model import Reading
from dragoman.record import Query, Record

CHIEF = "KZ: Ерлан Сапаров, президент"


def pair() -> tuple[Reading, Reading]:
    """Two tellings that the machine keeps apart: a week lies between them."""
    return (
        report("a", told("KZ", "RU", date="2023-05-12"), day="2023-05-12"),
        report("b", told("KZ", "RU", date="2023-05-19"), day="2023-05-19"),
    )


def claims(record: Record) -> list[str]:
    return sorted(r.claim for one in record.encounters() for r in one.reports)


def test_same_joins_and_withdrawing_parts_again(record: Record) -> None:
    record.add_all(pair())
    before = dump(record)
    judgement = record.judge("same", *claims(record), reviewer="Айгуль")
    assert record.count() == 1
    record.withdraw(judgement.id, "Айгуль")
    assert dump(record) == before
    kept = record.judgements()[0]
    assert kept.deleted_by == "Айгуль"
    assert kept.deleted_at is not None


def test_different_parts_what_the_machine_joined(record: Record) -> None:
    first, second = pair()
    record.add_all([first, report("c", told("KZ", "RU", date="2023-05-12"), day="2023-05-12"), second])
    joined = next(one for one in record.encounters() if len(one.reports) == 2)
    record.judge("different", *(r.claim for r in joined.reports), reviewer="Айгуль")
    assert record.count() == 3


def test_a_judgement_outlives_a_new_reading(record: Record) -> None:
    """The report is read anew and the event told otherwise; the judgement of its words still joins."""
    first, second = pair()
    record.add_all([first, second])
    record.judge("same", *claims(record), reviewer="Айгуль")
    better = replace(second, encounters=(replace(second.encounters[0], kind="summit", confidence=0.5),))
    assert record.add(better).outcome == "replaced"
    assert record.count() == 1
    assert {"meeting", "summit"} == {one.kind for key in ("a", "b") for one in reading_of(record, key).encounters}


def reading_of(record: Record, source: str) -> Reading:
    found = next(one.id for one in record.documents() if one.source == source)
    reading = record.document(found)
    assert reading is not None
    return reading


def test_a_new_reading_replaces_claims_and_going_back_restores(record: Record) -> None:
    first, second = pair()
    record.add_all([first, second])
    before = dump(record)
    record.add(replace(second, encounters=()))
    assert record.count() == 1
    record.add(second)
    assert dump(record) == before


def test_a_value_is_set_and_the_later_one_wins(record: Record) -> None:
    record.add(pair()[0])
    key = claims(record)[0]
    record.judge("value", key, field="place", value="Астана", reviewer="Айгуль")
    record.judge("value", key, field="place", value="Алматы", reviewer="Болат")
    encounter = record.encounter(key)
    assert encounter is not None
    assert encounter.place is not None
    assert encounter.place.name == "Алматы"


def test_a_rejected_encounter_is_hidden_and_kept(record: Record) -> None:
    record.add_all(pair())
    key = claims(record)[0]
    rejected = record.judge("reject", key, reviewer="Айгуль")
    assert record.count() == 1
    assert record.encounters_of(record.encounters()[0].reports[0].document)
    assert sum(record.histogram(by="year").values()) == 1
    hidden = record.encounter(key)
    assert hidden is not None
    assert hidden.review == "rejected"
    record.judge("confirm", key, reviewer="Болат")
    assert record.count() == 2
    confirmed = record.encounter(key)
    assert confirmed is not None
    assert confirmed.review == "confirmed"
    assert rejected.id in {judgement.id for judgement in record.judgements(key)}


def test_one_person_under_two_names(record: Record) -> None:
    """«This person is that one» joins the events of both and the person's encounters; withdrawn, all is as before."""
    record.add_all(
        [
            report("a", told(CHIEF, "US: Анна Келли, посол", date="2023-05-12"), day="2023-05-12"),
            report("b", told(CHIEF, "US: Анна Браун, посол", date="2023-05-12"), day="2023-05-12"),
        ]
    )
    before = dump(record)
    assert record.count() == 2
    keys = {name: key for key, name, _count in record.people()}
    judgement = record.judge("person", keys["Анна Браун"], keys["Анна Келли"], reviewer="Айгуль")
    assert record.count() == 1
    assert record.count(Query(person="Анна Браун")) == 1
    assert record.count(Query(person=keys["Анна Келли"])) == 1
    record.add(report("c", told(CHIEF, "US: Анна Браун, посол", date="2023-05-12"), day="2023-05-13"))
    assert record.count() == 1
    record.withdraw(judgement.id, "Айгуль")
    assert record.count() == 2
    assert set(before["encounter_claims"]) != set()


def test_a_judgement_made_twice_or_against_another_is_refused(record: Record) -> None:
    record.add_all(pair())
    both = claims(record)
    record.judge("same", *both, reviewer="Айгуль")
    with pytest.raises(ConflictError, match="says so already"):
        record.judge("same", *reversed(both), reviewer="Болат")
    with pytest.raises(ConflictError, match="says the opposite"):
        record.judge("different", *both, reviewer="Болат")


@pytest.mark.parametrize(
    ("kind", "left", "right", "field", "words"),
    [
        ("like", "x", None, None, "kind 'like' is none"),
        ("same", "x", None, None, "two different claims"),
        ("same", "x", "y", None, "no claim 'x'"),
        ("value", "x", None, "colour", "field 'colour' cannot be set"),
        ("person", "~x", "~y", None, "no person '~x'"),
    ],
)
def test_a_judgement_without_sense_is_refused(
    make_record: Callable[[], Record], kind: str, left: str, right: str | None, field: str | None, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        make_record().judge(kind, left, right, field=field, value="1", reviewer="Айгуль")
