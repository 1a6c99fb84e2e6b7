"""Named formats of dialogue, with the number of the meeting where it is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dragoman.reading.languages.lexicon import Phrases
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.values import FormatName, Sentence, Token

ORDINAL = re.compile(r"(\d{1,3})-(?:й|я|е|го|ая|ый|ой|ю)$")


@cache
def format_phrases(language: str) -> Phrases[str]:
    """The forms of register/data/formats.tsv of a language."""
    phrases: Phrases[str] = Phrases(load_forms().lemmatise)
    text = (files("dragoman.register") / "data" / "formats.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        lang, form, canonical = line.split("\t")
        if lang == language:
            phrases.add(form, canonical)
    return phrases


def find_formats(
    tokens: Sequence[Token], sentences: Sequence[Sentence], language: str = "ru"
) -> tuple[FormatName, ...]:
    """The formats that sentences name, in order; «10-я» in the same sentence is the number of the meeting."""
    found = []
    for sentence in sentences:
        for match in format_phrases(language).find(tokens, sentence.first, sentence.last):
            words = tokens[sentence.first : sentence.last]
            ordinal = next((int(m[1]) for word in words if (m := ORDINAL.match(word.norm))), None)
            first, last = tokens[match.first], tokens[match.last - 1]
            found.append(
                FormatName(first.start, last.stop, match.first, match.last, "register", match.value, ordinal, True)
            )
    return tuple(found)
