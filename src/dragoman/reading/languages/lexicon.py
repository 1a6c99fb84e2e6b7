"""Words of a language as data: tab-separated files, one line a word, each with an example that a test runs.

Columns: form, lemma, class, strength, example, source. `form` is what stands in texts, in its dictionary form, words
separated by one blank; `lemma` is the canonical name it stands for (or empty); `class` is what it is; `strength` is
strong or weak (weak words decide nothing alone); `example` is a sentence of ours in which the form is found;
`source` says where the fact comes from. Lines that start with `#` are comments.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, Generic, TypeVar, cast

import msgspec

from dragoman.errors import LexiconError
from dragoman.reading.recent import Recent
from dragoman.reading.values import Token

DIGIT, ROMAN = "<digit>", "<roman>"  # keys of tokens that begin with a digit, with a letter of Roman numbers
ROMAN_LETTERS = frozenset("IVXLХ")  # the last is Cyrillic
BEGINNINGS_KEPT = 16_384  # word types of late with the lists that have them, and as many of before: 7 MB when full
COLUMNS = ("form", "lemma", "class", "strength", "example", "source")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Word:
    """A line of a word list."""

    form: str
    lemma: str
    kind: str
    strong: bool
    example: str
    source: str


@cache
def load_words(language: str, name: str) -> tuple[Word, ...]:
    """The lines of languages/<language>/<name>.tsv in the order of the file.

    Raises: LexiconError: a line has not the six columns, or a strength other than strong and weak.
    """
    where = f"languages/{language}/{name}.tsv"
    text = (files("dragoman.reading.languages") / language / f"{name}.tsv").read_text(encoding="utf-8")
    words = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#") or line.startswith("form\t"):
            continue
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or cells[3] not in ("strong", "weak"):
            raise LexiconError(
                f"{len(cells)} columns, strength {cells[3:4]}; give {', '.join(COLUMNS)}", f"{where}:{number}"
            )
        words.append(Word(cells[0], cells[1], cells[2], cells[3] == "strong", cells[4], cells[5]))
    return tuple(words)


class Match(msgspec.Struct, Generic[V], frozen=True, gc=False):
    """A phrase found: token indexes and the value that the phrase stands for."""

    first: int
    last: int
    value: V


class Beginnings:
    """Which lists of phrases have one that begins with a key: one look at each word answers for all lists.

    The answer for the last document is kept, since it is asked about list by list and sentence by sentence.
    """

    def __init__(self) -> None:
        self._lists: dict[str, tuple[int, ...]] = {}  # key -> numbers of lists
        self._last: tuple[tuple[Token, ...], dict[int, list[int]]] = ((), {})
        self._types: Recent[str, tuple[tuple[str, ...], tuple[int, ...]]] = Recent(BEGINNINGS_KEPT)
        self._count = 0

    def new_number(self) -> int:
        """A number for one more list."""
        self._count += 1
        return self._count

    def add(self, key: str, number: int) -> None:
        """Says that a list has a phrase that begins with a key."""
        begun = self._lists.get(key, ())
        if number not in begun:
            self._lists[key] = (*begun, number)
            self._last = ((), {})
            self._types = Recent(BEGINNINGS_KEPT)

    def find(self, tokens: tuple[Token, ...], number: int, first: int = 0, last: int | None = None) -> list[int]:
        """Where phrases of a list may begin among the tokens first..last of a document, in order."""
        known, found = self._last
        if known is not tokens:
            found = self._find_all(tokens)
            self._last = (tokens, found)
        starts = found.get(number)
        if starts is None or starts[-1] < first:
            return []
        stop = len(tokens) if last is None else last
        if first <= starts[0]:
            return starts if starts[-1] < stop else starts[: bisect_left(starts, stop)]
        low = bisect_left(starts, first)
        return starts[low : bisect_left(starts, stop, low)]

    def _find_all(self, tokens: tuple[Token, ...]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        known = self._types.get
        for at, token in enumerate(tokens):
            kept = known(token.text)
            numbers = kept[1] if kept is not None and kept[0] is token.lemmas else self._numbers_of(token)
            if numbers:
                for number in numbers:
                    found[number].append(at)
        return found

    def _numbers_of(self, token: Token) -> tuple[int, ...]:
        """The lists that a token begins phrases of, which hang on its text and on which lemmas it has."""
        text, norm, lemmas, lists = token.text, token.norm, token.lemmas, self._lists
        kept = self._types.get(text)  # of before they are not recalled: most are found anew as fast
        if kept is not None and (kept[0] == lemmas or sorted(kept[0]) == sorted(lemmas)):
            return kept[1]
        digit, roman = norm[:1].isdigit(), text[:1] in ROMAN_LETTERS
        if norm not in lists and lists.keys().isdisjoint(lemmas) and not digit and not roman:
            return self._types.keep(text, (lemmas, ()))[1]
        keys = [norm, *lemmas, *((DIGIT,) if digit else ()), *((ROMAN,) if roman else ())]
        numbers = dict.fromkeys([number for key in keys for number in lists.get(key, ())])
        return self._types.keep(text, (lemmas, tuple(numbers)))[1]


BEGINNINGS = Beginnings()


NOTHING_FOUND: Iterator[Any] = iter(())


class Keys:
    """Norms and lemmas, DIGIT and ROMAN, that are looked for in documents as the beginnings of phrases are."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._number = BEGINNINGS.new_number()
        for key in keys:
            BEGINNINGS.add(key, self._number)

    def find(self, tokens: tuple[Token, ...], first: int = 0, last: int | None = None) -> list[int]:
        """Where a token among first..last has one of the keys, in order."""
        return BEGINNINGS.find(tokens, self._number, first, last)


class Phrases(Generic[V]):
    """Finds many phrases at once in lemmatised tokens, longest first, by a tree of lemmas.

    A phrase fits where each of its words shares a dictionary form (or the plain form) with the token at its place.
    """

    def __init__(self, lemmatise: Callable[[str], Sequence[str]]) -> None:
        self._lemmatise = lemmatise
        self._root: dict[str, Any] = {}  # key -> next node; "" -> the value of the phrase that ends here
        self._number = BEGINNINGS.new_number()

    def add(self, phrase: str, value: V) -> None:
        """Adds a phrase (words and signs separated by blanks); the first value given for a phrase stays."""
        choices = [dict.fromkeys((*self._lemmatise(word), word)) for word in phrase.lower().replace("ё", "е").split()]
        for path in product(*choices):
            node = self._root
            for key in path:
                node = node.setdefault(key, {})
            node.setdefault("", value)
            BEGINNINGS.add(path[0] if path else "", self._number)

    def extend(self, items: Iterable[tuple[str, V]]) -> None:
        """Adds many phrases."""
        for phrase, value in items:
            self.add(phrase, value)

    def find(self, tokens: Sequence[Token], first: int = 0, last: int | None = None) -> Iterator[Match[V]]:
        """Longest matches from left to right that do not overlap; indexes are those of `tokens`."""
        stop = len(tokens) if last is None else last
        starts = self.find_starts(tokens, first, stop)
        return self._find_from(tokens, starts, first, stop) if starts else NOTHING_FOUND

    def _find_from(self, tokens: Sequence[Token], starts: Sequence[int], index: int, stop: int) -> Iterator[Match[V]]:
        for at in starts:
            if at >= index:
                match = self.match(tokens, at, stop)
                if match is not None:
                    yield match
                    index = match.last

    def find_starts(self, tokens: Sequence[Token], first: int, stop: int) -> Sequence[int]:
        """Where a phrase may begin."""
        if isinstance(tokens, tuple):
            return BEGINNINGS.find(tokens, self._number, first, stop)
        root, strange = self._root, self._root.keys().isdisjoint
        return [at for at in range(first, stop) if tokens[at].norm in root or not strange(tokens[at].lemmas)]

    def match(self, tokens: Sequence[Token], first: int, stop: int) -> Match[V] | None:
        """The longest phrase that starts at `first`."""
        value: V | None = None
        last = 0
        nodes = [self._root]
        index = first
        while nodes and index < stop:
            token = tokens[index]
            norm = token.norm
            index += 1
            following: list[dict[str, Any]] = []
            for node in nodes:
                child = node.get(norm)
                if child is not None:
                    following.append(child)
                for key in token.lemmas:
                    child = node.get(key) if key != norm else None
                    if child is not None:
                        following.append(child)
            nodes = []
            for node in following:
                if "" not in node:
                    nodes.append(node)
                    continue
                if last != index:
                    value, last = node[""], index
                if len(node) > 1:
                    nodes.append(node)
        return Match(first, last, cast(V, value)) if last else None
