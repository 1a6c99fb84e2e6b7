"""What a report is found by: dictionary forms of its words, and the sounds of its names in any script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman.reading.mark.forms import load_forms
from dragoman.record.merge.names import find_skeleton, fold_name

WORD = re.compile(r"[^\W_]+(?:[-+’'][^\W_]+)*")
CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]", re.IGNORECASE)
KAZAKH = re.compile(r"[әғқңөұүһі]")
NAME_SIGN = "_"  # before the sound of a name, so that it never meets a word
ENGLISH_ENDINGS = ("ing", "ed", "es", "s", "ly")
# Plural, possession, case and person, longest first. Source: any school grammar of Kazakh; stems keep 3 letters.
KAZAKH_ENDINGS = re.compile(
    r"(?:лар|лер|дар|дер|тар|тер)?(?:ындағы|індегі|ндағы|ндегі|дағы|дегі|тағы|тегі|ымыз|іміз|ыңыз|іңіз|ның|нің|дың|дің|тың|тің|ына|іне|нда|нде|нан|нен|дан|ден|тан|тен|"
    r"мен|бен|пен|ға|ге|қа|ке|на|не|ны|ні|ды|ді|ты|ті|да|де|та|те|ын|ін|сы|сі|ы|і)?$"
)
SHORTEST_STEM = 3


@lru_cache(maxsize=60_000)
def find_terms(word: str) -> frozenset[str]:
    """The terms of a word as written: every dictionary form that it may have, and for a name its sounds."""
    low = fold_term(word)
    terms = {low}
    if CYRILLIC.search(word):
        if not KAZAKH.search(low):
            terms.update(fold_term(lemma) for lemma in load_forms().lemmatise(low))
        terms.add(cut_kazakh(low))
    else:
        terms.add(cut_english(low))
    if word[0].isupper():
        terms.update(NAME_SIGN + find_skeleton(sound) for sound in name_forms(word))
    return frozenset(term for term in terms if term)


@lru_cache(maxsize=30_000)
def find_stem(word: str) -> str:
    """One form for all forms of a word: the likeliest dictionary form in Russian, else the word without its ending."""
    low = fold_term(word)
    if not CYRILLIC.search(low):
        return cut_english(low)
    if KAZAKH.search(low):
        return cut_kazakh(low)
    return fold_term(next(iter(load_forms().lemmatise(low)), low))


def fold_term(word: str) -> str:
    """A word as the index has it: lower case, е for ё."""
    return word.lower().replace("ё", "е")


def name_forms(word: str) -> Iterator[str]:
    """The sounds of a name: as written, and of its dictionary forms («Блинкеном» is Блинкен)."""
    yield from fold_name(word)
    if CYRILLIC.search(word) and not KAZAKH.search(word.lower()):
        for lemma in load_forms().lemmatise(word):
            yield from fold_name(lemma)


def cut_kazakh(word: str) -> str:
    """A Kazakh word without its endings; never shorter than three letters."""
    found = KAZAKH_ENDINGS.search(word, SHORTEST_STEM)
    return word[: found.start()] if found else word


def cut_english(word: str) -> str:
    """An English word without its ending."""
    for ending in ENGLISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def split_words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, with their place."""
    return WORD.finditer(text)


def index_text(text: str) -> str:
    """All terms of a text, in its order, as the full-text index takes them."""
    return " ".join(" ".join(sorted(find_terms(match[0]))) for match in split_words(text))


def query_terms(words: str) -> tuple[frozenset[str], ...]:
    """The terms of each word of a query. A capital makes a name of it too, as does a Latin letter."""
    found = []
    for match in split_words(words):
        word = match[0]
        terms = find_terms(word)
        if not CYRILLIC.search(word):
            terms |= find_terms(word[0].upper() + word[1:])
        found.append(terms)
    return tuple(found)


def find_matches(text: str, query: tuple[frozenset[str], ...]) -> Iterator[tuple[int, int]]:
    """Where words of a query stand in a text, in whatever form."""
    wanted = frozenset().union(*query)
    for match in split_words(text):
        if find_terms(match[0]) & wanted:
            yield match.start(), match.end()
