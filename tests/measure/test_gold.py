"""The project's own gold: consistent with itself and with the examples, loaded with errors that help."""

import re
from collections import Counter
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.examples import load_examples
from dragoman.measure.gold import digest_gold, load_gold

OWN = Path(__file__).parent / "ru.gold.jsonl"
GOLD = load_gold(OWN)
EDTF = re.compile(r"(\d{4}|XXXX)(-\d\d){0,2}(/(\d{4}|XXXX)(-\d\d){0,2})?")


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document.id)
def test_every_mark_stands_in_its_text(document):
    encounters = [words for e in document.encounters for words in (*e.evidence, *e.topics)]
    exact = [mark.text for mark in (*document.commitments, *document.statements)]
    told = [mark.evidence for mark in (*document.figures, *document.offices)]
    assert [words for words in (*encounters, *exact, *told, *document.boilerplate) if words not in document.text] == []


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document.id)
def test_dates_are_edtf(document):
    days = [day for e in document.encounters for day in e.accepts("date") if day]
    days += [c.due for c in document.commitments if c.due]
    assert [day for day in (*days, document.published) if not EDTF.fullmatch(day)] == []


def test_every_example_is_marked_in_its_very_words():
    texts = {document.id: document.text for document in GOLD}
    assert {example.id: example.text for example in load_examples()}.items() <= texts.items()


def test_the_gold_is_large_and_has_negatives_and_shared_events():
    events = Counter(e.event for document in GOLD for e in document.encounters)
    assert len(GOLD) >= 90
    assert sum(document.negative for document in GOLD) >= 8
    assert sum(count > 1 for count in events.values()) >= 12, "events told by several reports"


def test_quotations_stand_only_in_invented_reports():
    said = {document.id for document in GOLD if document.statements}
    assert {document.id for document in GOLD if document.note.startswith("Public facts")} & said == set()


def test_a_negative_has_no_encounter_and_no_commitment():
    assert [d.id for d in GOLD if d.negative and (d.encounters or d.commitments)] == []


def test_the_digest_follows_the_content():
    assert digest_gold(GOLD) == digest_gold(load_gold(OWN)) != digest_gold(GOLD[1:])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        ('{"id": "a"}\n', "missing required field `language`"),
        ('{"id": "a", "language": "ru", "text": 5}', "Expected `str`"),
        ("nil", "no marked report"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path, content, words):
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_text("\n" + content, encoding="utf-8")
    with pytest.raises(InputError, match=words) as caught:
        load_gold(path)
    assert str(path) in caught.value.where
    assert content is None or caught.value.where.endswith(":2")
