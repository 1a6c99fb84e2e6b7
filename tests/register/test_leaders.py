"""Leaders are known by surname, initial or full name, and only where the name is clear."""

import pytest

from dragoman.register.leaders import load_leaders, side_of_leader
from dragoman.register.people import find_people


@pytest.mark.parametrize(
    ("name", "side"),
    [("Шавкат Мирзиеев", "UZ"), ("Э. Блинкен", "US"), ("Токаев", "KZ"), ("Пётр Токаев", None), ("Иванов", None)],
)
def test_side_of_leader(name: str, side: str | None) -> None:
    """A given name that speaks against it is another person."""
    assert side_of_leader(name) == side


def test_leaders_are_in_the_register() -> None:
    """The short list says of nobody a side that the tenures do not know."""
    for surname, bearers in load_leaders().items():
        for given, side in bearers:
            sides = {tenure.side for person in find_people(f"{given} {surname}") for tenure in person.tenures}
            assert side in sides, f"{given} {surname}"
