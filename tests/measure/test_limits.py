"""How floors are checked, raised and kept."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.measure import Row, Table, check_floors, load_floors, raise_floors, save_floors
from dragoman.measure.floors import MARGIN, Floor, Floors

ROWS = st.builds(Row, st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))


def make_table(row, **notes):
    """A table with one kind, figures, in Russian."""
    return Table(rows={"ru": {"figures": row}}, notes=notes, digest="d1")


def test_a_floor_not_reached_is_told():
    floors = Floors(gold="g", floors={"ru": {"figures": Floor(precision=0.5, recall=0.9, f1=0.5)}})
    breaches = check_floors(make_table(Row(8, 2, 0)), floors)
    assert [str(breach) for breach in breaches] == ["ru figures recall: 0.800, wanted 0.900"]


def test_a_limit_passed_is_told():
    floors = Floors(gold="g", floors={}, limits={"bad spans": 0})
    assert [b.where for b in check_floors(make_table(Row(), **{"bad spans": 1}), floors)] == ["bad spans"]
    assert check_floors(make_table(Row(), **{"bad spans": 0}), floors) == []


def test_another_gold_is_told_and_no_digest_fits_any():
    assert [b.where for b in check_floors(make_table(Row()), Floors(gold="g", floors={}, digest="d0"))] == ["digest"]
    assert check_floors(make_table(Row()), Floors(gold="g", floors={})) == []


def test_a_kind_that_vanishes_is_a_breach():
    floors = raise_floors(Floors(gold="g", floors={}), make_table(Row(9, 1, 1)))
    empty = Table(rows={"ru": {}}, notes={}, digest="d1")
    assert {breach.where for breach in check_floors(empty, floors)} == {
        f"ru figures {f}" for f in ("precision", "recall", "f1")
    }


@given(ROWS)
def test_a_table_keeps_the_floors_set_on_it(row):
    table = make_table(row)
    assert check_floors(table, raise_floors(Floors(gold="g", floors={}), table)) == []


@given(ROWS, ROWS)
def test_raising_never_lowers_unless_told(first, second):
    floors = raise_floors(Floors(gold="g", floors={}), make_table(first))
    kept, lowered = (raise_floors(floors, make_table(second), lower) for lower in (False, True))
    old = floors.floors["ru"].get("figures", Floor())
    new = kept.floors["ru"].get("figures", Floor())
    assert second == Row() or new.f1 >= old.f1
    assert lowered == raise_floors(Floors(gold="g", floors={}), make_table(second))


def test_a_floor_lies_a_margin_and_one_answer_under_what_was_measured():
    floor = raise_floors(Floors(gold="g", floors={}), make_table(Row(90, 10, 0))).floors["ru"]["figures"]
    assert floor == Floor(precision=1 - MARGIN - 0.01, recall=0.87, f1=0.91)


def test_floors_are_kept_as_they_are(tmp_path):
    floors = {"own": Floors(gold="g", floors={"ru": {"figures": Floor(0.1, 0.2, 0.3)}}, limits={"bad spans": 0})}
    save_floors(floors, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == floors


def test_a_wrong_file_of_floors_is_told(tmp_path):
    (tmp_path / "floors.json").write_text('{"own": {"floors": []}}')
    with pytest.raises(msgspec.ValidationError):
        load_floors(tmp_path / "floors.json")
