"""The theme of a statement or commitment, in the languages that have a list of words for themes."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dragoman.reading.understand import themes


@cache
def has_themes(language: str) -> bool:
    """Whether a language has a list of words that tell themes."""
    return (files("dragoman.reading") / "languages" / language / "themes.tsv").is_file()


def find_theme(words: str, language: str | None) -> str | None:
    """The theme of some words (docs/themes.md); None if no word tells one or the language has no list."""
    if language is None or not has_themes(language):
        return None
    return themes.find_theme(words, language)
