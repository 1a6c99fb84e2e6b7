"""Formats know their names in three languages, their members over time and their meetings."""

from __future__ import annotations

import pytest

from dragoman.register.formats import find_format, fold_format, known_meetings, load_formats, members_on
from dragoman.register.tables import read_table


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("C5+1", "ru", "C5+1"),
        ("С5+1", "ru", "C5+1"),  # the Cyrillic letter
        ("«Центральная Азия + Япония»", "ru", "CA+JP"),
        ("Центральная Азия – Китай", "ru", "CA+CN"),
        ("Тюркский совет", "ru", "OTS"),
        ("Түркі кеңесі", "kk", "OTS"),
        ("Organization of Turkic States", "en", "OTS"),
        ("нормандская четверка", "ru", "NORMANDY"),
        ("OTS", None, "OTS"),
        ("Organization of Turkic States", "ru", None),
        ("клуб друзей", None, None),
    ],
)
def test_find_format(name: str, language: str | None, code: str | None) -> None:
    """Dashes, quotation marks, capitals and ё do not matter; the language does where it is told."""
    assert find_format(name, language) == code


@pytest.mark.parametrize(
    ("code", "day", "sides"),
    [
        ("OTS", "2018-01-01", {"AZ", "KZ", "KG", "TR"}),
        ("OTS", "2023-11-03", {"AZ", "KZ", "KG", "TR", "UZ"}),
        ("SCO", "2017-06-08", {"CN", "KZ", "KG", "RU", "TJ", "UZ"}),
        ("SCO", "2017-06-10", {"CN", "KZ", "KG", "RU", "TJ", "UZ", "IN", "PK"}),
        ("G8", "2013", {"FR", "DE", "IT", "JP", "GB", "US", "CA", "RU"}),
        ("G8", "2015", set()),
        ("CSTO", "2010", {"AM", "BY", "KZ", "KG", "RU", "TJ", "UZ"}),
        ("CSTO", "2014", {"AM", "BY", "KZ", "KG", "RU", "TJ"}),
        ("nothing", "2014", set()),
        ("OTS", "XXXX-11-03", set()),
    ],
)
def test_members_on(code: str, day: str, sides: set[str]) -> None:
    """Members are those of the day; a year counts only who belonged all through it."""
    assert set(members_on(code, day)) == sides


def test_observers_are_no_members() -> None:
    """Standing is asked for."""
    assert "HU" in members_on("OTS", "2023", "observer")
    assert "HU" not in members_on("OTS", "2023")


def test_known_meetings() -> None:
    """Meetings come by day, with their number, and by level where it is asked for."""
    summits = known_meetings("OTS", "heads")
    assert [one.ordinal for one in summits] == list(range(1, len(summits) + 1))
    assert [one.date for one in summits] == sorted(one.date for one in summits)
    assert {one.level for one in known_meetings("OTS")} > {"heads"}
    assert known_meetings("nothing") == ()


def test_every_format_is_found_by_each_of_its_names() -> None:
    """No name of a format leads to another one."""
    for code, known in load_formats().items():
        for language, names in known.names.items():
            assert [name for name in names if find_format(name, language) != code] == []
        assert known.source
        assert known.name_in("ru") == known.names["ru"][0]


def test_folding_is_stable() -> None:
    """A folded name folds to itself."""
    for known in load_formats().values():
        for names in known.names.values():
            for name in names:
                assert fold_format(fold_format(name)) == fold_format(name)


def test_formats_found_in_texts_are_known() -> None:
    """What the reading finds by formats.tsv is a format of the register, under a name of that format."""
    for row in read_table("formats"):
        assert row["canonical"] in load_formats()
        assert find_format(row["form"]) == row["canonical"]
