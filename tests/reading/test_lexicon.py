"""Word lists are well made: columns, NFC, one script a word, no word twice, in order; examples hold their words."""

from __future__ import annotations

import csv
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import LexiconError
from dragoman.reading.languages.lexicon import COLUMNS, Phrases, Word, load_words
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.mark.network import verify_weights, weights_folder
from dragoman.reading.text.tokens import split_tokens

LANGUAGES = Path(str(files("dragoman.reading.languages")))
REGISTER = Path(str(files("dragoman.register"))) / "data"
LISTS = sorted((path.parent.name, path.stem) for path in LANGUAGES.glob("*/*.tsv"))
TABLES = sorted(path.name for path in REGISTER.glob("*.tsv"))

MIXED_SCRIPTS = {"газета.ru", "акиpress"}  # names that are written in two scripts for good
UNSORTED = {  # lists whose order says something else than the alphabet
    "appointments": "by class",
    "days": "by class and step",
    "months": "by number",
    "numerals": "by class and value",
}


def folded(words: str) -> str:
    """Lower case, ё as е, single blanks."""
    return " ".join(words.lower().replace("ё", "е").split())


@cache
def phrase_of(form: str) -> Phrases[str]:
    """The form as a phrase that is found in any of its cases."""
    phrases: Phrases[str] = Phrases(load_forms().lemmatise)
    phrases.add(form, form)
    return phrases


def is_hit(word: Word) -> bool:
    """Whether the example holds the word: as it is written (an ending as an ending), or its words in other forms."""
    form, example = folded(word.form), folded(word.example.replace(",", ""))
    if form.startswith("-"):
        return any(part.strip('.,:;!?»«"()').endswith(form[1:]) for part in example.split())
    if form.replace(",", "") in example:
        return True
    lemmatise = load_forms().lemmatise
    tokens = [msgspec.structs.replace(token, lemmas=lemmatise(token.text)) for token in split_tokens(word.example)]
    found = [next(phrase_of(part).find(tokens), None) for part in word.form.split()]  # Russian order is free
    return None not in found


def mixes_scripts(words: str) -> bool:
    """Whether one of the words has Latin and Cyrillic letters."""
    for part in words.replace("-", " ").split():
        names = {unicodedata.name(letter, "").split()[0] for letter in part if letter.isalpha()}
        if {"LATIN", "CYRILLIC"} <= names:
            return True
    return False


@pytest.mark.parametrize(("language", "name"), LISTS)
def test_list_is_well_made(language: str, name: str) -> None:
    text = (LANGUAGES / language / f"{name}.tsv").read_text(encoding="utf-8")
    words = load_words(language, name)
    assert words
    assert unicodedata.is_normalized("NFC", text)
    assert [word.form for word in words if word.form != word.form.strip() or not word.form] == []
    assert [word.form for word in words if mixes_scripts(word.form) and folded(word.form) not in MIXED_SCRIPTS] == []
    twice = Counter((folded(word.form), word.kind) for word in words)
    assert [key for key, count in twice.items() if count > 1] == []


@pytest.mark.parametrize(("language", "name"), [item for item in LISTS if item[1] not in UNSORTED])
def test_list_is_in_order(language: str, name: str) -> None:
    forms = [word.form.lower() for word in load_words(language, name)]
    wrong = [(a, b) for a, b in pairwise(forms) if a > b and folded(a) > folded(b)]  # ё after е or as е
    assert wrong == []


@pytest.mark.parametrize(("language", "name"), LISTS)
def test_every_example_holds_its_word(language: str, name: str) -> None:
    words = load_words(language, name)
    assert [(word.form, word.example) for word in words if word.example and not is_hit(word)] == []
    assert [word.form for word in load_words(language, name) if not word.example] == []


@pytest.mark.parametrize("name", TABLES)
def test_register_table_is_well_made(name: str) -> None:
    text = (REGISTER / name).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [row for row, count in Counter(map(tuple, rows)).items() if count > 1] == []


def test_wrong_line_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "wrong.tsv").write_text("\t".join(COLUMNS) + "\nмай\t05\tmonth\tsolid\tВ мае.\town\n", "utf-8")
    monkeypatch.setattr("dragoman.reading.languages.lexicon.files", lambda _package: tmp_path)
    with pytest.raises(LexiconError, match=r"languages/ru/wrong\.tsv:2"):
        load_words("ru", "wrong")


def test_card_of_russian_tells_what_is_read_and_under_which_licence() -> None:
    card = tomllib.loads((LANGUAGES / "ru" / "card.toml").read_text(encoding="utf-8"))
    assert card["language"] == "ru"
    assert date.fromisoformat(card["checked"])
    assert all(card[part]["licence"] and card[part]["source"] for part in ("words", "dictionary", "weights"))
    size = sum(path.stat().st_size for path in weights_folder("ru").iterdir())
    assert size <= card["weights"]["megabytes_at_most"] * 1e6
    assert (weights_folder("ru") / "NOTICE.md").read_text(encoding="utf-8")


def test_weights_are_those_of_their_checksums() -> None:
    assert verify_weights("ru") == []
