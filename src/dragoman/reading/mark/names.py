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


def find_names(tokens: Sequence[Token], spans: Sequence[TaggedName], language: str = "ru") -> tuple[Name, ...]:
    """The names of a document in order.

    Args: tokens: with forms in context. spans: kind, first and last token of each name (`Tagger.tag`).
    """
    spans = [take_initials(tokens, span) for span in drop_initials(tokens, drop_verbs(tokens, spans))]
    spans += find_initials(tokens, spans)
    spans.sort(key=lambda span: span[1])
    support = {
        tokens[last - 1].norm: 1.0
        for kind, first, last in spans
        if kind == "person" and tokens[last - 1].case == "Nom" and last - first > 1
    }
    return tuple(make_name(tokens, kind, first, last, support, language) for kind, first, last in spans)


def drop_verbs(tokens: Sequence[Token], spans: Sequence[TaggedName]) -> list[TaggedName]:
    """Spans without those of a single verb, which a capital at a sentence's start makes look like a name."""
    return [(kind, first, last) for kind, first, last in spans if last - first > 1 or not is_verb(tokens[first])]


def is_verb(token: Token) -> bool:
    """Whether the network or the dictionary takes a word for a verb: «Приветствуя ...»."""
    return token.pos in ("VERB", "AUX") or any(lemma.endswith(("ть", "ться")) for lemma in token.lemmas)


def drop_initials(tokens: Sequence[Token], spans: Sequence[TaggedName]) -> list[TaggedName]:
    """Spans without those of initials alone («М.» taken for a body before «Тулегенов»)."""
    return [span for span in spans if not all(is_initial(token) for token in tokens[span[1] : span[2]])]


def take_initials(tokens: Sequence[Token], span: TaggedName) -> TaggedName:
    """A person's span with the initials right before it, and without Latin brackets («Джон Смит (John Smith)»)."""
    kind, first, last = span
    if kind != "person":
        return span
    while first > 0 and is_initial(tokens[first - 1]):
        first -= 1
    bracket = next((at for at in range(first + 1, last) if tokens[at].text == "("), None)
    return kind, first, last if bracket is None else bracket


def find_initials(tokens: Sequence[Token], spans: Sequence[TaggedName]) -> list[TaggedName]:
    """People that the network missed: «К. Иванова», one or two initials and a capitalised word."""
    taken = {index for _kind, first, last in spans for index in range(first, last)}
    found: list[TaggedName] = []
    for index in range(1, len(tokens)):
        word, initial = tokens[index], tokens[index - 1]
        if index in taken or not is_initial(initial) or not word.text[:1].isupper() or len(word.text) < 3:
            continue
        first = index - 2 if index > 1 and is_initial(tokens[index - 2]) else index - 1
        found.append(("person", first, index + 1))
    return found


def is_initial(token: Token) -> bool:
    """«К.», «Дж.»: a capital, at most one small letter, and a full stop."""
    text = token.text
    return 2 <= len(text) <= 3 and text.endswith(".") and text[0].isupper() and text[:-1].isalpha()


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
            words[0].start,
            words[-1].stop,
            first,
            last,
            "network",
            "person",
            " ".join(reading.words),
            reading.words[-1],
            reading.case,
            reading.gender,
        )
    nominative = nominative_phrase(words)
    case = next((word.case for word in words if word.case), "")
    side = load_register().country_of_place(nominative, language)
    return Name(words[0].start, words[-1].stop, first, last, "network", kind, nominative, "", case, "", side)  # type: ignore[arg-type]
