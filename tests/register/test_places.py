"""Places are one place under all their names, and have the name of the day."""

from __future__ import annotations

import pytest

from dragoman.register.places import capital_of, find_place, load_places, name_on, same_place

COUNTRIES = ("KZ", "KG", "TJ", "TM", "UZ", "RU", "CN", "US", "TR", "AZ", "AM", "GE", "IR", "AF", "PK", "IN", "JP", "KR")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Нур-Султан", "Астана", True),
        ("Нұр-Сұлтан", "Astana", True),
        ("Алма-Ата", "Алматы", True),
        ("Фрунзе", "Бішкек", True),
        ("Киргизия", "Кыргызстан", True),
        ("Киргизия", "Қырғызстан", True),
        ("Алматы", "Астана", False),
        ("Xi'an", "Сиань", True),
        ("Xi’an", "Xi'an", True),
        ("деревня Ивановка", "деревня Ивановка", True),
        ("деревня Ивановка", "Астана", False),
    ],
)
def test_same_place(left: str, right: str, same: bool) -> None:
    """Language and time do not matter; what is unknown is only like itself."""
    assert same_place(left, right) is same


@pytest.mark.parametrize(
    ("place", "day", "language", "name"),
    [
        ("astana", "2021-04-23", "ru", "Нур-Султан"),
        ("Астана", "2021-04-23", "kk", "Нұр-Сұлтан"),
        ("Нур-Султан", "2023-02-28", "en", "Astana"),
        ("Астана", "1995", "ru", "Акмола"),
        ("Алматы", "1992-06-01", "ru", "Алма-Ата"),
        ("Париж", "1992-06-01", "en", "Paris"),
        ("Северная Македония", "2010", "ru", "Македония"),
        ("Париж", "XXXX-06-01", "en", None),
        ("Тридевятое царство", "2020", "ru", None),
    ],
)
def test_name_on(place: str, day: str, language: str, name: str | None) -> None:
    """The name of the day, whichever name the place is asked by."""
    assert name_on(place, day, language) == name


def test_capitals() -> None:
    """Capitals move; every state of the region and its partners has one, with degrees."""
    assert capital_of("KZ", "1995").id == "almaty"  # type: ignore[union-attr]
    assert capital_of("KZ", "2005").id == "astana"  # type: ignore[union-attr]
    for country in COUNTRIES:
        capital = capital_of(country)
        assert capital is not None
        assert capital.lat is not None
        assert find_place(capital.name_in("ru")) == capital


def test_places_lie_where_they_should() -> None:
    """A slip of a sign or of columns would put a city into another part of the world."""
    asia = [place for place in load_places().values() if place.country in ("KZ", "KG", "TJ", "TM", "UZ")]
    assert len(asia) > 30
    assert all(35 < (place.lat or 0) < 56 and 46 < (place.lon or 0) < 88 for place in asia)


def test_find_country() -> None:
    """A country is a place without degrees; an unknown name is none."""
    place = find_place("Казахстан")
    assert place is not None
    assert (place.id, place.kind, place.lat) == ("KZ", "country", None)
    assert find_place("KZ") == place
    assert find_place("Атлантида") is None
