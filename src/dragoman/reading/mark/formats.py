"""Named formats of dialogue, with the number of the meeting where it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.reading.languages.lexicon import Phrases
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.text.tokens import split_tokens
from dragoman.reading.values import FormatName, Sentence, Token
from dragoman.register.formats import load_formats

ORDINAL = re.compile(r"(\d{1,3})-(?:й|я|е|го|ая|ый|ой|ю)$")
SUM = re.compile(r"\d\+\d$")
DASHES = ("-", "–", "—", "+")


@cache
def format_phrases(language: str) -> Phrases[str]:
    """The names of the register's formats of a language, organisations aside: those are sides first."""
    phrases: Phrases[str] = Phrases(load_forms().lemmatise)
    for known in load_formats().values():
        if known.form != "organisation":
            for name in known.names.get(language, ()):
                phrases.extend((form, known.code) for form in spell_out(name))
    return phrases


def spell_out(name: str) -> Iterator[str]:
    """A name as words and signs apart, with every dash that may stand in it, with and without inner quotes."""
    words = [token.norm for token in split_tokens(name)]
    for marks in (words, [word for word in words if word not in '«»"']):
        if any(word in DASHES for word in marks):
            yield from (" ".join(dash if word in DASHES else word for word in marks) for dash in DASHES)
        else:
            yield " ".join(marks)


def find_formats(
    tokens: Sequence[Token], sentences: Sequence[Sentence], language: str = "ru"
) -> tuple[FormatName, ...]:
    """The formats that sentences name, in order; «10-я» in the same sentence is the number of the meeting.

    A name of one word («Семёрка») must be written with a capital.
    """
    found = []
    for sentence in sentences:
        for match in format_phrases(language).find(tokens, sentence.first, sentence.last):
            first, last = tokens[match.first], tokens[match.last - 1]
            quoted = match.first > 0 and tokens[match.first - 1].text in ("«", '"', "“", "„")
            if match.last - match.first > 1 or quoted or not first.text[:1].islower():
                ordinal = find_ordinal(tokens[sentence.first : sentence.last])
                found.append(
                    FormatName(first.start, last.stop, match.first, match.last, "register", match.value, ordinal, True)
                )
    taken = {at for name in found for at in range(name.first, name.last)}
    added = "+" in "".join([token.norm for token in tokens])
    sums = (name for one in sentences for name in find_sums(tokens, one) if name.first not in taken) if added else ()
    return tuple(sorted((*found, *sums), key=lambda name: name.first))


def find_sums(tokens: Sequence[Token], sentence: Sentence) -> Iterator[FormatName]:
    """«в формате «5+2»», «формат 3+3»: a format named by how many sides come, after the word «формат»."""
    for at in range(sentence.first + 1, sentence.last):
        if not tokens[at].norm[:1].isdigit():
            continue
        joined = SUM.match(tokens[at].norm)
        parts = tokens[at : at + 3]
        whole = [token.norm for token in parts]
        apart = len(whole) > 2 and whole[0].isdigit() and whole[1] == "+" and whole[2].isdigit()
        if not joined and not apart:
            continue
        before = tokens[max(sentence.first, at - 2) : at]
        if any(token.lemma == "формат" for token in before):
            last = at + (1 if joined else 3)
            name = tokens[at].norm if joined else "".join(whole)
            yield FormatName(tokens[at].start, tokens[last - 1].stop, at, last, "sum", name, None, False)


def find_ordinal(words: Sequence[Token]) -> int | None:
    """The number of a meeting in a sentence: «10-я»; None where there is none."""
    return next((int(match[1]) for word in words if (match := ORDINAL.match(word.norm))), None)
