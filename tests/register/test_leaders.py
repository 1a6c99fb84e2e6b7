"""Leaders are known by surname, initial or full name, and only where the name is clear."""

import pytest

from dragoman.register.leaders import side_of_leader


@pytest.mark.parametrize(
    ("name", "side"),
    [("Шавкат Мирзиеев", "UZ"), ("Э. Блинкен", "US"), ("Токаев", "KZ"), ("Пётр Токаев", None), ("Иванов", None)],
)
def test_side_of_leader(name: str, side: str | None) -> None:
    """A given name that speaks against it is another person."""
    assert side_of_leader(name) == side
