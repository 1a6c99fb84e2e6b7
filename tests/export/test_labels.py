"""Words of documents in three languages."""

from __future__ import annotations

from typing import get_args

import pytest

from dragoman.errors import LexiconError
from dragoman.export import labels
from dragoman.export.labels import clip, load_words, printable, read_lines, say, say_date, side_name
from dragoman.export.values import SectionKind
from dragoman.model import EncounterKind, Mode, StatementForm, Status, Strength
from dragoman.reading.languages import lexicon
from dragoman.register.people import load_people


def test_every_value_of_the_model_has_words() -> None:
    """Kinds, modes, statuses, forms and sections are named in every language."""
    values = [
        value
        for kind in (EncounterKind, Mode, Status, StatementForm, Strength, SectionKind)
        for value in get_args(kind)
    ]
    for words in load_words().values():
        assert [
            value for value in (*values, "open", "done", "late", "dropped", "contradicted") if not words.get(value)
        ] == []


def test_common_offices_of_the_register_have_words() -> None:
    """Nearly every tenure of the register can be told in every language."""
    kinds = [tenure.kind for person in load_people().by_id.values() for tenure in person.tenures]
    for words in load_words().values():
        assert sum(kind in words for kind in kinds) > 0.95 * len(kinds) > 0


def test_themes_have_words() -> None:
    """Every theme of the scheme is named in every language."""
    themes = {word.lemma for word in lexicon.load_words("ru", "themes")}
    for words in load_words().values():
        assert themes - set(words) == set()


def test_words_are_sorted_and_alike_in_gaps() -> None:
    """Keys stand once and in order; what is filled in is the same in each language."""
    keys = [cells[0] for cells in read_lines("words.tsv", 4)]
    assert keys == sorted(set(keys))
    for cells in read_lines("words.tsv", 4):
        assert len({cell.count("{0}") for cell in cells[1:]}) == 1, cells


def test_wrong_line_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line with a column too few is named by file and number."""
    with pytest.raises(LexiconError, match=r"export/data/words\.tsv:3"):
        read_lines("words.tsv", 3)


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        ("2029-04-23", "en", "23 April 2029"),
        ("2029-04-23", "ru", "23 апреля 2029 г."),
        ("2029-04-23", "kk", "2029 ж. 23 сәуір"),
        ("2029-04", "en", "April 2029"),
        ("2029", "ru", "2029"),
        ("2029-04-23/2029-04-24", "en", "23 April 2029 – 24 April 2029"),
        ("2029~", "en", "≈ 2029"),
        ("XXXX-04-23", "en", "XXXX-04-23"),
        (None, "en", ""),
    ],
)
def test_dates_in_words(value: str | None, language: str, words: str) -> None:
    """A date is told with the precision it has."""
    assert say_date(value, language).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("KG", "ru", "Кыргызстан"),
        ("US", "kk", "АҚШ"),
        ("SCO", "ru", "ШОС"),
        ("OTS", "en", "OTS"),
        ("??", "en", "??"),
        (None, "en", ""),
    ],
)
def test_sides_have_names(code: str | None, language: str, name: str) -> None:
    """States and bodies by their names in official use; an unknown code stays a code."""
    assert side_name(code, language) == name


def test_unknown_key_is_shown_with_blanks() -> None:
    """A theme without words is still readable."""
    assert say("space_law", "ru") == "space law"


def test_clip_cuts_at_a_blank() -> None:
    """What is cut says so; what is short stays."""
    assert clip("один два три", 9) == "один два …"
    assert clip("один\n два", 9) == "один два"
    assert clip("д" * 20, 9) == "д" * 9 + " …"


def test_printable_drops_what_xml_forbids() -> None:
    """Control signs go, tabs and line ends stay."""
    assert printable("a\x00b\x1f\tc\nd\ud800\ufffe") == "ab\tc\nd"
    assert labels.LANGUAGES == ("en", "ru", "kk")
