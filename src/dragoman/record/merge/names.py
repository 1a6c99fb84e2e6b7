"""Whether two names may be one person's: `register.spelling` knows spellings; here sounds that scripts blur."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from dragoman.register.spelling import (
    find_initial,
    find_skeleton,
    fold_name,
    is_like,
    is_same_person,
    name_key,
)

__all__ = ["find_initial", "find_skeleton", "fold_name", "is_like", "is_one_person", "is_same_person", "name_key"]

CYRILLIC = re.compile(r"[\u0400-\u04ff]")
VOWELS = re.compile(r"[aeiouy]+")
SIBILANTS = re.compile(r"[sczjx]+|t(?=[scz])|d(?=[zj])")
SHORT_BONES = 2  # consonants below which the last vowel must agree too
LONG_BONES = 4  # consonants from which one slip is forgiven
GIVEN_SLIPS = 0.7  # likeness of two given names in one script, written out, of one person: Наталья, Наталия


@lru_cache(maxsize=200_000)
def is_one_person(left: str, right: str) -> bool:
    """Whether two names may be one person's, in one script or in two.

    In one script two given names written out must be alike: brothers share a surname and often an initial.
    In two, sounds that the scripts blur count as one: Moser is «Мозер», William «Уильям», Zhang «Чжан».
    """
    across = bool(CYRILLIC.search(left)) != bool(CYRILLIC.search(right))
    if is_same_person(left, right):
        return across or fits_given(fold_name(left), fold_name(right))
    return across and sounds_same(fold_name(left), fold_name(right))


def fits_given(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the given names of one surname can be one, in one script: initials fit, written out they are alike."""
    if len(ours) < 2 or len(theirs) < 2 or len(ours[0]) < 3 or len(theirs[0]) < 3:
        return True
    left, right = ours[0], theirs[0]
    if left.startswith(right) or right.startswith(left) or sorted(ours) == sorted(theirs):
        return True
    return bool(Levenshtein.normalized_similarity(left, right) >= GIVEN_SLIPS)


def sounds_same(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether surname and given name sound alike in two scripts."""
    if not ours or not theirs or not sounds_like(ours[-1], theirs[-1]):
        return False
    if len(ours) == 1 or len(theirs) == 1:
        return True
    left, right = blur_word(ours[0]), blur_word(theirs[0])
    return VOWELS.sub("a", left)[:1] == VOWELS.sub("a", right)[:1]


def sounds_like(left: str, right: str) -> bool:
    """Whether two folded words sound alike in two scripts; short ones with their vowels."""
    left, right = blur_word(left), blur_word(right)
    ours, theirs = VOWELS.sub("", left), VOWELS.sub("", right)
    if ours != theirs:
        return min(len(ours), len(theirs)) >= LONG_BONES and Levenshtein.distance(ours, theirs, score_cutoff=1) <= 1
    return len(ours) >= SHORT_BONES or last_vowel(left) == last_vowel(right)


def last_vowel(word: str) -> str:
    """The last vowel of a word, i and y one; "" if it has none: «Сяо» and Xiao, «И» and Yi agree."""
    return next((sign for sign in reversed(word.replace("y", "i")) if sign in "aeiou"), "")


@lru_cache(maxsize=100_000)
def blur_word(word: str) -> str:
    """A folded word with the sounds that scripts blur made one: sibilants, g and h, w and u before a vowel."""
    word = re.sub(r"^ks", "s", word)
    word = re.sub(r"^u(?=[aeiouy])", "v", word)
    word = SIBILANTS.sub("s", word).replace("g", "h").removesuffix("h")
    return re.sub(r"(.)\1+", r"\1", word)
