"""Word lists of a language as phrases that are found by any of their forms."""

from __future__ import annotations

from functools import cache

from dragoman.reading.languages.lexicon import Phrases, Word, load_words
from dragoman.reading.mark.forms import load_forms


@cache
def load_phrases(name: str, language: str = "ru") -> Phrases[Word]:
    """The phrases of languages/<language>/<name>.tsv; the value of each is its line.

    Raises: LexiconError: a line of the list is wrong.
    """
    phrases: Phrases[Word] = Phrases(load_forms().lemmatise)
    phrases.extend((word.form, word) for word in load_words(language, name))
    return phrases
