"""Passages -> sentences: ends are judged at marks and line breaks, by what stands left and right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.model import Passage
from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.text.tokens import abbreviations
from dragoman.reading.values import Sentence, Token

LANGUAGES = ("ru", "kk", "en")
ENDS = frozenset(".!?…")
CLOSERS = frozenset("»\"”’“)]'")
OPENERS = frozenset("«„\"“'([")
DASHES = frozenset("-–—−―")
PRODUCTS = frozenset("·⋅•*")  # between the units of a product: «кВт·ч»
MAX_SENTENCE = 600  # tokens: what is longer is no sentence, and trees take time by the square of it
MAX_ENUMERATOR = 2  # digits: «1.» and «12.» at the start of a line number its items


def split_sentences(
    text: str, tokens: Sequence[Token], passages: Sequence[Passage], language: str | None = None
) -> tuple[Sentence, ...]:
    """Sentences in order; none crosses a passage or a line break, every token of a passage lies in one.

    `first` and `last` are indexes into `tokens`; `paragraph` counts the lines that have words, from 0.
    """
    starts = [token.start for token in tokens]
    sentences: list[Sentence] = []
    paragraph = -1
    for number, passage in enumerate(passages):
        first, last = bisect_left(starts, passage.start), bisect_left(starts, passage.stop)
        fresh = "\n" in text[tokens[first - 1].stop : passage.start] if 0 < first < len(tokens) else True
        for lower, upper, opens in split_lines(text, tokens, first, last, fresh):
            paragraph += opens
            for begin, end in split_line(tokens, lower, upper):
                sentences.append(
                    Sentence(
                        len(sentences), tokens[begin].start, tokens[end - 1].stop, begin, end, number, max(paragraph, 0)
                    )
                )
    return tuple(sentences)


def split_lines(
    text: str, tokens: Sequence[Token], first: int, last: int, fresh: bool
) -> Iterator[tuple[int, int, bool]]:
    """Token ranges of the lines in a passage, and whether each begins a line of the text."""
    begin = first
    for index in range(first + 1, last):
        token = tokens[index]
        if token.space and "\n" in text[tokens[index - 1].stop : token.start]:
            yield begin, index, fresh or begin > first
            begin = index
    if begin < last:
        yield begin, last, fresh or begin > first


def split_line(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Token ranges of the sentences in a line."""
    begin = index = first
    while index < last:
        token = tokens[index]
        if index - begin >= MAX_SENTENCE:
            yield begin, index
            begin = index
        if token.text[-1] not in ENDS:
            index += 1
            continue
        after = skip_closers(tokens, index + 1, last)
        if after < last and is_end(tokens, begin, index, after, last):
            yield begin, after
            begin = after
        index = max(after, index + 1)
    if begin < last:
        yield begin, last


def skip_closers(tokens: Sequence[Token], index: int, last: int) -> int:
    """The first token after further marks, closing quotation marks and brackets that touch the end."""
    while index < last:
        token = tokens[index]
        closing = token.text in CLOSERS or token.text[0] in ENDS
        if token.space or not closing or token.kind != "sign":
            break
        index += 1
    return index


def is_end(tokens: Sequence[Token], begin: int, index: int, after: int, last: int) -> bool:
    """Whether the sentence that begins at `begin` ends with the mark at `index`; `after` is what would start anew."""
    left, right = tokens[index], tokens[after]
    head = first_word(tokens, after, last)
    if head is None:
        return False
    closed = after > index + 1 and any(tokens[each].text in CLOSERS for each in range(index + 1, after))
    if right.text in DASHES and right.space:
        return ends_before_dash(tokens, after, last, closed)
    if not closed and len(left.text) > 1 and left.kind != "sign":
        hours = left.norm == "ч." and index > begin and tokens[index - 1].text in PRODUCTS  # «3 млрд кВт·ч. Далее»
        return (hours and not starts_lower(head)) or ends_after_abbreviation(left, right, head)
    if left.text == "." and not closed and is_enumerator(tokens, begin, index):
        return False
    if starts_lower(head):
        return False
    if not right.space:
        return ends_without_blank(tokens, index, right, closed)
    return True


def ends_before_dash(tokens: Sequence[Token], after: int, last: int, closed: bool) -> bool:
    """A dash after the mark: «Кто там?» — спросил он; a new turn of speech begins with a capital letter."""
    following = first_word(tokens, after + 1, last)
    return following is not None and not closed and not starts_lower(following)


def ends_after_abbreviation(left: Token, right: Token, head: Token) -> bool:
    """Initials end nothing; «г.», «млн.» and the like end a sentence before a word that else has no capital."""
    key = left.norm.replace(" ", "")
    strong = abbreviations().get(key)
    if strong is None:
        return not is_initial(left) and left.text[-1] in ENDS and not starts_lower(head) and ":" not in left.text
    if starts_lower(head) or head.kind == "number":
        return False
    if key in amounts() and right is head and head.kind == "word" and head.text[1:].islower():
        return True  # «... составила 2 млн. Деньги ушли на школы»
    if head.norm in starters():
        return not strong
    return not strong and right.text in OPENERS and right.text not in "(["


def is_initial(token: Token) -> bool:
    """Whether a token is an initial with its full stop."""
    return len(token.text) <= 3 and token.text[-1] == "." and token.text[0].isupper()


def is_enumerator(tokens: Sequence[Token], begin: int, index: int) -> bool:
    """Whether the sentence so far is only the number of an item: «1.», «12.»."""
    return index == begin + 1 and tokens[begin].kind == "number" and len(tokens[begin].text) <= MAX_ENUMERATOR


def ends_without_blank(tokens: Sequence[Token], index: int, right: Token, closed: bool) -> bool:
    """«подробности?Можете»: a forgotten blank between words of one script; not «Today.kz» or «Node.js»."""
    left = tokens[index - 1] if index else None
    if left is None or (right.kind == "sign" and right.text not in OPENERS | DASHES):
        return False
    if right.text in OPENERS or closed:
        return right.text not in DASHES
    if left.kind == "latin" and right.kind == "latin" and tokens[index].text == ".":
        return len(right.text) > 1 and left.text.islower() and right.text[1:].islower() and right.text[0].isupper()
    return left.kind == "word" or right.kind == "word"


def first_word(tokens: Sequence[Token], index: int, last: int) -> Token | None:
    """The first token from `index` on that is no sign; None if only signs follow."""
    for each in range(index, last):
        if tokens[each].kind != "sign":
            return tokens[each]
    return None


def starts_lower(token: Token) -> bool:
    """Whether a token begins with a small letter."""
    return token.text[0].islower()


@cache
def amounts() -> frozenset[str]:
    """Abbreviations of amounts (norms): a word with a capital after one starts a sentence, a name of money has none."""
    return frozenset(
        word.form for language in LANGUAGES for word in load_words(language, "starters") if word.kind == "amount"
    )


@cache
def starters() -> frozenset[str]:
    """Words (norms) that have a capital letter at the start of a sentence only."""
    return frozenset(word.form.replace("ё", "е") for language in LANGUAGES for word in load_words(language, "starters"))
