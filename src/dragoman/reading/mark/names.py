"""Names of people, places and organisations in the nominative, from the spans that the network finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.reading.mark.declension import choose_reading
from dragoman.reading.mark.forms import nominative_phrase
from dragoman.reading.mark.tagger import TaggedName
from dragoman.reading.values import Name, Token
from dragoman.register import load_register

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
CASE_WEIGHT = 2.0  # what the network's case of a word counts for beside the endings
TOGETHER = {"с": "Ins", "со": "Ins", "к": "Dat", "между": "Ins", "у": "Gen", "от": "Gen", "о": "Loc", "об": "Loc"}


def find_names(
    tokens: Sequence[Token], spans: Sequence[TaggedName], language: str = "ru"
) -> tuple[Name, ...]:
    """The names of a document in order.

    Args: tokens: with forms in context. spans: kind, first and last token of each name (`Tagger.tag`).
    """
    support = {
        tokens[last - 1].norm: 1.0
        for kind, first, last in spans
        if kind == "person" and tokens[last - 1].case == "Nom" and last - first > 1
    }
    return tuple(make_name(tokens, kind, first, last, support, language) for kind, first, last in spans)


def make_name(
    tokens: Sequence[Token], kind: str, first: int, last: int, support: Mapping[str, float], language: str
) -> Name:
    """One name in the nominative."""
    words = tokens[first:last]
    if kind == "person":
        before = tokens[first - 1].norm if first else ""
        cases = {case: CASE_WEIGHT * sum(word.case == case for word in words) / len(words) for case in CASES}
        if before in TOGETHER:
            cases[TOGETHER[before]] = cases.get(TOGETHER[before], 0.0) + CASE_WEIGHT
        genders = {gender: sum(word.gender == gender for word in words) / len(words) for gender in ("Masc", "Fem")}
        reading = choose_reading([word.text for word in words], cases, genders, support)
        return Name(
            words[0].start, words[-1].stop, first, last, "network", "person", " ".join(reading.words),
            reading.words[-1], reading.case, reading.gender,
        )
    nominative = nominative_phrase(words)
    case = next((word.case for word in words if word.case), "")
    side = load_register().country_of_place(nominative, language)
    return Name(words[0].start, words[-1].stop, first, last, "network", kind, nominative, "", case, "", side)  # type: ignore[arg-type]
