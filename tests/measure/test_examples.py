"""The bundled examples: what their README promises."""

import importlib.util
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from dragoman.examples import example_paths, load_examples
from dragoman.measure.gold import load_gold
from dragoman.measure.run import load_readings, measure_readings

ROOT = Path(__file__).parents[2]
MARKED = ROOT / "tests" / "measure" / "kk_en.gold.jsonl"
EXAMPLES = load_examples()


def test_there_are_enough_and_each_has_its_own_id_and_address():
    assert len(EXAMPLES) >= 40
    assert len({example.id for example in EXAMPLES}) == len({example.url for example in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_an_example_says_what_it_is(example):
    assert re.match(r"Public facts in our own words|Invented event, invented people", example.note)
    assert re.fullmatch(r"https://[a-z-]+\.example/\S+", example.url)
    assert example.outlet
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", example.published)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.note.startswith("Public")], ids=lambda e: e.id)
def test_a_report_of_public_facts_quotes_nobody(example):
    quoted = re.findall(r"«([^»]*)»", example.text)
    assert [words for words in quoted if len(re.findall(r"\w+", words)) > 5 or words.rstrip()[-1:] in ".!?"] == []
    assert re.search(r"\b(заявил|сказал|подчеркнул|отметил|по словам)", example.text.lower()) is None


def test_the_examples_have_what_real_pages_have():
    texts = "\n".join(example.text for example in EXAMPLES)
    wanted = ("Сейчас читают", "None", "Поделиться", "Напомним", "– «Полдень».", "Читайте также", "Просмотров")
    assert [words for words in wanted if texts.count(words) < 2] == []
    assert sum(example.text.count("\n– ") > 2 for example in EXAMPLES) >= 2, "interviews"


def test_copies_are_copies():
    bodies = Counter(paragraph for e in EXAMPLES for paragraph in set(e.text.split("\n\n")) if len(paragraph) > 150)
    assert sum(count > 1 for count in bodies.values()) >= 3


def test_no_language_without_examples():
    with pytest.raises(FileNotFoundError):
        load_examples("de")


def test_the_paths_lead_to_reports_and_readings():
    reports, readings = example_paths()
    assert [json.loads(line)["id"] for line in reports.read_text(encoding="utf-8").splitlines()] == [
        e.id for e in EXAMPLES
    ]
    assert Counter(reading.document.language for reading in load_readings(readings)) == {"kk": 5, "en": 6}


def test_the_readings_are_what_the_marks_give():
    path = ROOT / "scripts" / "build_readings.py"
    spec = importlib.util.spec_from_file_location("build_readings", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.build_lines() == example_paths()[1].read_bytes(), "run scripts/build_readings.py"


def test_the_readings_score_full_marks():
    table = measure_readings(load_gold(MARKED), load_readings(example_paths()[1]))
    assert {kind: row.f1 for kind, row in table.rows["all"].items() if row.f1 not in (0, 1)} == {}
    assert table.notes["bad spans"] == 0
    assert table.row("encounters").right == 13


def test_the_readings_keep_the_contract():
    schema = ROOT.parent / "shared" / "contract" / "reading.schema.json"
    if not schema.is_file():
        pytest.skip("the contract is not here")
    import jsonschema

    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    lines = example_paths()[1].read_text(encoding="utf-8").splitlines()
    assert [error.message for line in lines for error in validator.iter_errors(json.loads(line))] == []
