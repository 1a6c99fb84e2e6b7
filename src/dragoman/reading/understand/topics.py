"""What was talked about: the exact words after «обсудили», «по вопросам», «посвящена», «затронули»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.model import Topic
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.understand.themes import find_theme
from dragoman.reading.values import Marked, Sentence, Token

STOPS = frozenset({".", ";", "!", "?", "»", "«", ":", "—", "–"})
BREAKS = frozenset({"что", "который", "чтобы", "когда", "где", "сообщать", "передавать", "отмечать", "сообщить"})
OPENING, CLOSING = frozenset('«"“„'), frozenset('»"”“')
MAX_QUOTED = 5  # tokens from one quotation mark to the other
MIN_LETTERS = 6


def find_topics(marked: Marked, sentence: Sentence) -> tuple[Topic, ...]:
    """The topics that a sentence names, in order: lists are split at commas and «и» before a new noun phrase."""
    found: list[Topic] = []
    last = sentence.first
    for match in load_phrases("topics").find(marked.tokens, sentence.first, sentence.last):
        if match.first < last:
            continue
        before = passive_subject(marked, sentence, match.first) if match.value.kind == "before" else (0, 0)
        if before[0] < before[1] and not is_circumstance(marked, before[0]):
            pieces = list(split_list(marked, *before))
        else:  # «обсудили торговлю», «обсуждались торговля и вода», «на встрече обсуждалась торговля»
            stop = clause_end(marked, sentence, match.last)
            first = skip_circumstances(marked, match.last, stop)
            pieces = list(split_list(marked, first, stop))
            last = stop
        for first, stop in pieces:
            topic = to_topic(marked, first, stop)
            if topic is not None:
                found.append(topic)
    return tuple(dict.fromkeys(found))


def skip_circumstances(marked: Marked, first: int, stop: int) -> int:
    """«обсудили | в ходе встречи с послом | торговлю»: where the object begins; `stop` where there is none."""
    if first >= stop or not (is_circumstance(marked, first) or is_actor(marked, first)):
        return first
    for index in range(first + 1, stop):
        token, before = marked.tokens[index], marked.tokens[index - 1]
        likely = token.case == "Acc" or (token.case == "Nom" and token.animacy != "Anim")  # one form for both
        nominal = token.pos in ("NOUN", "ADJ", "DET", "NUM", "PROPN") and likely
        if nominal and before.pos not in ("ADP", "ADJ", "DET") and not is_actor(marked, index):
            return index
    return stop


def is_circumstance(marked: Marked, at: int) -> bool:
    """Whether a preposition opens a where, when or with whom; «о» and mostly «по» open a topic."""
    token, following = marked.tokens[at], marked.tokens[min(at + 1, len(marked.tokens) - 1)]
    if token.norm == "по":
        return following.lemma in ("телефон", "видеосвязь", "итог", "результат", "инициатива", "просьба", "прибытие")
    return token.pos == "ADP" and token.norm not in ("о", "об", "обо", "про")


def is_actor(marked: Marked, index: int) -> bool:
    """Whether a token is part of somebody named."""
    return any(actor.first <= index < actor.last and actor.kind != "side" for actor in marked.actors)


def clause_end(marked: Marked, sentence: Sentence, first: int) -> int:
    """Where the object of a verb of talking ends: the clause's end, a quotation, the next finite verb's clause."""
    tokens = marked.tokens
    index = first
    while index < sentence.last:
        token = tokens[index]
        close = short_quotation(tokens, index, sentence.last)
        if close:
            index = close
            continue
        if token.norm in STOPS:
            break
        if token.norm == "," and index + 1 < sentence.last and opens_clause(tokens, index + 1, sentence.last):
            break
        if token.pos == "VERB" and token.verb_form == "Fin" and index > first:
            break
        index += 1
    while index > first and (
        tokens[index - 1].norm in (",", "и", "а", "также") or tokens[index - 1].pos in ("CCONJ", "ADP")
    ):
        index -= 1
    return index


def short_quotation(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token after «зелёную» in «зелёную» энергетику: a word or two in quotation marks; 0 where there is none."""
    if tokens[first].text not in OPENING:
        return 0
    for at in range(first + 2, min(first + MAX_QUOTED, last)):
        if tokens[at].text in CLOSING:
            return at + 1
    return 0


def opens_clause(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """Whether a new clause opens after a comma."""
    token = tokens[index]
    if token.lemma in BREAKS or token.pos in ("SCONJ",):
        return True
    if token.pos == "ADP" and index + 1 < last and tokens[index + 1].lemma in BREAKS:
        return True
    return token.pos == "VERB" and token.verb_form in ("Fin", "Part", "Conv")


def passive_subject(marked: Marked, sentence: Sentence, verb: int) -> tuple[int, int]:
    """«X, Y обсуждались»: the words before the verb back to the clause's start."""
    tokens = marked.tokens
    index = verb
    while index > sentence.first and tokens[index - 1].norm not in STOPS and tokens[index - 1].verb_form != "Fin":
        index -= 1
    return index, verb


def split_list(marked: Marked, first: int, stop: int) -> Iterator[tuple[int, int]]:
    """Parts of a list: cut at a comma, or at «и», «а также», before an accusative or nominative noun phrase."""
    tokens = marked.tokens
    start = first
    for index in range(first, stop):
        if tokens[index].norm != ",":
            continue
        nxt = index + 1
        while nxt < stop and (tokens[nxt].norm in ("а", "также", "и", "в", "частности") or tokens[nxt].text in OPENING):
            nxt += 1
        if nxt < stop and tokens[nxt].pos in ("NOUN", "ADJ", "ADP", "PROPN") and tokens[nxt].verb_form == "":
            if start < index:
                yield start, index
            start = nxt - (tokens[nxt - 1].text in OPENING)
    if start < stop:
        yield start, stop


def to_topic(marked: Marked, first: int, stop: int) -> Topic | None:
    """A topic without leading particles; None if too little is left."""
    tokens = marked.tokens
    while first < stop and (tokens[first].pos in ("CCONJ", "PART", "ADV") or tokens[first].kind == "sign"):
        if short_quotation(tokens, first, stop):
            break
        first += 1
    while stop > first and (tokens[stop - 1].kind == "sign" and tokens[stop - 1].norm not in ("»", '"', "”", ")")):
        stop -= 1
    if first >= stop or sum(len(token.norm) for token in tokens[first:stop]) < MIN_LETTERS:
        return None
    start, end = tokens[first].start, tokens[stop - 1].stop
    return Topic(start=start, stop=end, theme=find_theme(marked.text[start:end]))
