"""Figures worth recording: numbers with a unit and what they are about."""

from __future__ import annotations

from dragoman.model import Figure
from dragoman.reading.mark.forms import nominative_phrase
from dragoman.reading.values import Marked, Quantity, Sentence

MAX_SUBJECT_TOKENS = 6


def find_figures(marked: Marked) -> tuple[Figure, ...]:
    """The quantities of a document as figures, in order, each once: a number told again adds nothing.

    `about` is the noun phrase that the number counts or measures, nominative, None if none stands beside it.
    """
    sentences = {index: sentence for sentence in marked.sentences for index in range(sentence.first, sentence.last)}
    return tuple(
        Figure(
            value=item.value,
            unit=item.unit,
            comparator=item.comparator,
            start=item.start,
            stop=item.stop,
            about=find_subject(marked, item, sentences[item.first]),
            rule=item.rule,
        )
        for item in drop_repeats(marked.quantities)
    )


def drop_repeats(quantities: tuple[Quantity, ...]) -> list[Quantity]:
    """Quantities without those whose value and unit stood before; the one with a comparator is preferred."""
    kept: dict[tuple[float, str], Quantity] = {}
    for item in quantities:
        known = kept.get((item.value, item.unit))
        if known is None or (known.comparator is None and item.comparator is not None):
            kept[item.value, item.unit] = item
    return sorted(kept.values(), key=lambda item: item.start)


def find_subject(marked: Marked, item: Quantity, sentence: Sentence) -> str | None:
    """The noun phrase in the genitive after the quantity, or the noun right before it («фонд в размере 5 млн»)."""
    tokens = marked.tokens
    last = item.last
    first = last
    for at in range(item.first, item.last):
        if tokens[at].pos == "NOUN" and tokens[at].norm not in ("млн", "млрд", "тыс"):
            first = at
    if item.rule.startswith(("measure", "money")) and first + 1 < last:
        first += 1
    if item.rule in ("counted", "ordinal_noun") and first < last:
        return nominative_phrase(tokens[first:last]) or None
    if item.rule in ("measure", "money", "jubilee") and first < last - 1:
        return nominative_phrase(tokens[first:last]) or None
    before = range(item.first - 1, max(sentence.first, item.first - MAX_SUBJECT_TOKENS) - 1, -1)
    noun = next((at for at in before if tokens[at].pos == "NOUN" and tokens[at].case == "Nom"), None)
    return nominative_phrase(tokens[noun : noun + 1]) or None if noun is not None else None
