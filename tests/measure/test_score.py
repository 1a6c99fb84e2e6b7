"""What right, missed and false mean for each kind of finding; agreement with an independent scorer."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import UsageError
from dragoman.measure import measure_readings, run_measure
from dragoman.measure.gold import load_gold
from dragoman.measure.run import load_readings, read_gold
from dragoman.measure.score import KINDS, score_reading
from dragoman.measure.table import Row, Table, format_table, print_table
from dragoman.model import Figure, Span, to_json

OWN = Path(__file__).parent / "ru.gold.jsonl"
SHARED = Path(__file__).parents[3] / "shared"
ONE = next(document for document in load_gold(OWN) if document.id == "river-call-release")


@pytest.fixture(scope="module")
def reading():
    return read_gold([ONE])[0]


def test_a_reading_counts_by_kind(reading):
    score = score_reading(ONE, reading)
    assert score.rows["encounters"] == Row(right=1)
    assert score.rows["direct quotes"] == Row(right=1)
    assert score.events == [("river-call-2025", reading.encounters[0].id)]


def test_an_unreadable_report_misses_everything():
    score = score_reading(ONE, None)
    assert score.rows["participants"] == Row(missed=2)
    assert score.rows["offices"] == Row(missed=2)
    assert score.notes["unreadable"] == 1


def test_what_is_not_marked_is_false(reading):
    extra = Figure(value=7, unit="days", comparator=None, start=0, stop=5)
    score = score_reading(ONE, msgspec.structs.replace(reading, figures=(*reading.figures, extra)))
    assert score.rows["figures"].false == score_reading(ONE, reading).rows["figures"].false + 1
    assert any(line.startswith("false figures") for line in score.misses)


def test_an_optional_mark_is_neither_asked_for_nor_punished(reading):
    marks = tuple(msgspec.structs.replace(mark, optional=True) for mark in ONE.encounters)
    gold = msgspec.structs.replace(ONE, encounters=marks)
    assert score_reading(gold, reading).rows["encounters"] == Row()
    assert score_reading(gold, None).rows["participants"] == Row()


def test_an_alternative_counts_as_right(reading):
    mark = msgspec.structs.replace(ONE.encounters[0], date="2025-03-11", alt={"date": ["2025-03-12"]})
    assert score_reading(msgspec.structs.replace(ONE, encounters=(mark,)), reading).rows["date"] == Row(right=1)


def test_a_wrong_slot_is_missed_and_false(reading):
    found = msgspec.structs.replace(reading.encounters[0], mode="video")
    score = score_reading(ONE, msgspec.structs.replace(reading, encounters=(found,)))
    assert score.rows["mode"] == Row(missed=1, false=1)


@pytest.mark.parametrize("span", [(0, 10_000), (5, 5), (-1, 3)])
def test_a_span_outside_of_the_text_is_bad(reading, span):
    found = msgspec.structs.replace(reading.encounters[0], evidence=(Span(start=span[0], stop=span[1]),))
    assert score_reading(ONE, msgspec.structs.replace(reading, encounters=(found,))).notes["bad spans"] == 1


def test_a_negative_is_asked_for_nothing_but_counts_encounters(reading):
    negative = msgspec.structs.replace(ONE, negative=True, encounters=(), commitments=())
    score = score_reading(negative, reading)
    assert score.notes["encounters in negatives"] == len(reading.encounters) == 1
    assert score.rows["figures"] == score.rows["offices"] == score.rows["statements"] == Row()


def test_readings_and_documents_must_be_as_many():
    with pytest.raises(UsageError, match="1 documents, 0 readings"):
        measure_readings([ONE], [])


def test_languages_are_told_apart_and_together(reading):
    other = msgspec.structs.replace(ONE, language="kk")
    table = measure_readings([ONE, other], [reading, None])
    assert table.row("encounters", "ru") == Row(right=1)
    assert table.row("encounters", "kk") == Row(missed=1)
    assert table.row("encounters") == Row(right=1, missed=1)
    assert table.row("encounters", "en") == Row()
    assert set(table.rows["ru"]) == set(KINDS)


def test_the_table_shows_shares_counts_and_misses(capsys):
    table = Table(rows={"ru": {"figures": Row(3, 1, 0)}, "all": {"figures": Row(3, 1, 0)}},
                  notes={"documents": 2}, misses=("a: missed figures: 5",))  # fmt: skip
    assert "figures             1.000 0.750 0.857      3      1     0" in format_table(table)
    assert "missed figures" not in format_table(table)
    print_table(table, misses=True)
    assert capsys.readouterr().out.startswith("a: missed figures: 5\n")


def test_no_answers_is_no_precision_and_no_division():
    assert (Row().precision, Row().recall, Row().f1, Row(missed=2).f1) == (0, 0, 0, 0)


def test_an_error_line_is_a_report_that_could_not_be_read(tmp_path, reading):
    path = tmp_path / "readings.jsonl"
    path.write_bytes(to_json(reading) + b'\n{"error": "no text", "source": "b", "where": "b"}\n')
    assert load_readings(path) == [reading, None]


@pytest.mark.skipif(not (SHARED / "score" / "score.py").is_file(), reason="the independent scorer is not here")
@pytest.mark.parametrize("gold", [OWN, SHARED / "gold" / "real-ru.jsonl", SHARED / "gold" / "written.jsonl"])
def test_the_independent_scorer_counts_the_same(gold, tmp_path):
    if not gold.is_file():
        pytest.skip("this gold is not here")
    path = tmp_path / "readings.jsonl"
    lines = [to_json(r) if r else b'{"error": "-"}' for r in read_gold(load_gold(gold))]
    path.write_bytes(b"\n".join(lines))
    command = [sys.executable, str(SHARED / "score" / "score.py"), str(gold), str(path), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    ours = run_measure([gold], path)
    counted = {kind: (row["right"], row["missed"], row["false"]) for kind, row in theirs["scores"].items()}
    assert counted == {k: (r.right, r.missed, r.false) for k, r in ours.rows["all"].items() if k in counted}
    assert {k: r for k, r in ours.rows["all"].items() if k not in counted and r != Row()} == {}
    assert theirs["notes"].items() <= ours.notes.items()
