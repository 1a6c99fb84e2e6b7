"""What is kept of late: never wrong, never more than twice its size, and what is asked for again stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.recent import Recent


def look_up(recent: Recent[int, str], key: int) -> str | None:
    """As readers do: of late, else before, else made and kept."""
    return recent.get(key) or recent.recall(key)


@given(st.integers(1, 6), st.lists(st.integers(0, 20)))
def test_answers_are_right_and_few(size: int, keys: list[int]) -> None:
    recent: Recent[int, str] = Recent(size)
    for key in keys:
        found = look_up(recent, key)
        assert found in (None, f"v{key}")
        if found is None:
            assert recent.keep(key, f"v{key}") == f"v{key}"
        assert recent[key] == f"v{key}"
        assert len(recent) <= size


@given(st.integers(1, 6), st.lists(st.integers(0, 20)))
def test_what_was_asked_for_of_late_is_known(size: int, keys: list[int]) -> None:
    recent: Recent[int, str] = Recent(size)
    for key in keys:
        if look_up(recent, key) is None:
            recent.keep(key, f"v{key}")
    late = list(dict.fromkeys(reversed(keys)))[:size]
    assert all(look_up(recent, key) == f"v{key}" for key in late[:1])
    assert sum(key in recent or recent.recall(key) is not None for key in late) == len(late)


def test_what_nobody_asks_for_is_dropped() -> None:
    recent: Recent[int, str] = Recent(2)
    for key in range(7):
        recent.keep(key, str(key))
        assert look_up(recent, 0) == "0"
    assert [key for key in range(1, 7) if look_up(recent, key)] in ([5, 6], [6], [4, 5, 6])
