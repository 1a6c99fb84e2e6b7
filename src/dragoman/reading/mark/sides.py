"""Words that stand for states and bodies, from the register."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dragoman.reading.languages.lexicon import Phrases
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.values import Side, Token
from dragoman.register import SideName, load_register


@cache
def side_phrases(language: str) -> Phrases[SideName]:
    """The forms of the register as phrases; all others of a phrase are passed over."""
    phrases: Phrases[SideName] = Phrases(load_forms().lemmatise)
    phrases.extend((name.form, name) for name in load_register().side_names(language))
    return phrases


def find_sides(tokens: Sequence[Token], language: str = "ru") -> tuple[Side, ...]:
    """The sides that tokens name, in order; abbreviations and names must be written with a capital."""
    found = []
    for match in side_phrases(language).find(tokens):
        words = tokens[match.first : match.last]
        name = match.value
        if name.kind not in ("adjective", "group") and not words[0].text[:1].isupper():
            continue
        if name.form.isupper() and not words[0].text.isupper():
            continue
        case = next((word.case for word in reversed(words) if word.case), "")
        found.append(
            Side(
                words[0].start,
                words[-1].stop,
                match.first,
                match.last,
                "register",
                code=name.code,
                form=name.kind,  # type: ignore[arg-type]
                nominative=name.form,
                case=case,
            )
        )
    return tuple(found)
