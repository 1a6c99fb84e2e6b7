"""The theme of a topic: one of a small stable scheme, by the words it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.reading.mark.forms import load_forms
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.text.tokens import split_tokens
from dragoman.reading.values import Token

STRONG_WEIGHT, WEAK_WEIGHT = 2, 1


def find_theme(words: str | Sequence[Token], language: str = "ru") -> str | None:
    """The theme of some words, None if no word tells one; of equal themes the one named first.

    Args: words: a text, or tokens with or without lemmas.
    """
    tokens = list(split_tokens(words)) if isinstance(words, str) else list(words)
    weights: Counter[str] = Counter()
    for match in load_phrases("themes", language).find([with_lemmas(token) for token in tokens]):
        weights[match.value.lemma] += STRONG_WEIGHT if match.value.strong else WEAK_WEIGHT
    return weights.most_common(1)[0][0] if weights else None


def with_lemmas(token: Token) -> Token:
    """The token with the dictionary forms of its norm where it has none."""
    if token.lemmas or token.kind != "word":
        return token
    return Token(token.start, token.stop, token.text, token.norm, token.kind, lemmas=load_forms().lemmatise(token.norm))
