"""Inference of the small convolutional networks that mark Russian text: three of them over one set of word vectors.

Each network reads word vectors (300 numbers, product-quantised, and 30 for the word's shape) through three
convolutions of width three. What makes it fast, docs/decisions/0003-network.md: layer 1 is linear in the word, so its
three products are kept per word type; texts lie behind one another with one empty row between them instead of in padded
batches; the norms are folded into the weights; Viterbi runs only where «O» is not already certain.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a matrix of 500 x 256 gains nothing from a second thread

import hashlib
import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import InputError, LanguageError
from dragoman.reading.text.tokens import mend_word

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

KNOWN_TYPES = 100_000  # word types with number, row and shape: 150 bytes each, so 15 MB when full
KEPT_TYPES = 24_576  # word types with their layer 1: 3 KB each and network; the trees keep half: 190 MB at most
MAX_ROWS = 4_096  # tokens that go through a network at once: bounds the memory of long texts
WIDTH = 256  # channels of layer 1
TILE = 4  # rows that layers 2 and 3 make at once
VECTOR = 300
PUNCTUATION = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"
OUTLINES = ("X", "x", "XX", "xx", "Xx", "Xx-Xx", "OTHER")
SHAPES = {
    name: number
    for number, name in enumerate(
        ["<pad>"]
        + [f"{script}_{outline}" for script in ("RU", "EN") for outline in OUTLINES]
        + [f"PUNCT_{sign}" for sign in PUNCTUATION]
        + ["PUNCT_OTHER", "NUM", "OTHER"]
    )
}
SCRIPT = re.compile(
    rf"(?P<RU>[а-яё]+)|(?P<EN>[a-z]+)|(?P<NUM>[+-]?\d+)|(?P<PUNCT>[{re.escape(PUNCTUATION)}]+)", re.IGNORECASE
)


def hash_word(word: str) -> int:
    """The key under which the vector of a word is found: 64 bits of BLAKE2b."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def word_shape(word: str) -> int:
    """The number of a word's shape: its script and how its letters are written."""
    match = SCRIPT.match(word)
    script = match.lastgroup if match else None
    if script in ("RU", "EN"):
        return SHAPES[f"{script}_{word_outline(word)}"]
    if script == "PUNCT":
        return SHAPES.get(f"PUNCT_{word}", SHAPES["PUNCT_OTHER"])
    return SHAPES["NUM"] if script == "NUM" else SHAPES["OTHER"]


def word_outline(word: str) -> str:
    """How the letters are written: x, X, xx, XX, Xx, Xx-Xx or OTHER."""
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and is_title(left) and is_title(right) else "OTHER"


def is_title(word: str) -> bool:
    """«Слово»: a capital, then small letters."""
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


class WordVectors:
    """Vectors of 250,000 words, read from disk where they are needed.

    The words themselves are not kept: a row is found by the hash of its word.
    """

    def __init__(self, folder: Path) -> None:
        self._keys: NDArray[np.uint64] = np.load(folder / "words.npy")
        self._rows: NDArray[np.uint8] = np.load(folder / "vectors.npy", mmap_mode="r")
        codes: Floats = np.load(folder / "codes.npy")  # (parts, centroids, numbers a part)
        self._codes = codes.reshape(-1, codes.shape[2])
        self._parts = np.arange(len(codes), dtype=np.intp) * codes.shape[1]  # where the centroids of a part begin
        self._unknown = max(int(self.find_rows(["<unk>"])[0]), 0)

    def find_rows(self, words: Sequence[str]) -> Ints:
        """Rows of words in lower case, -1 where there is no vector. Two words in 10^13 are confused."""
        hashes = np.array([hash_word(word) for word in words], np.uint64)
        rows = np.minimum(np.searchsorted(self._keys, hashes), len(self._keys) - 1)
        found: Ints = np.where(self._keys[rows] == hashes, rows, -1)
        return found

    def locate(self, words: Sequence[str]) -> Ints:
        """Rows of words as they stand in the text: without ё where that has none, else the row of unknown words."""
        lower = [word.lower() for word in words]
        rows = self.find_rows(lower)
        for index in np.flatnonzero(rows < 0):
            if "ё" in lower[index]:
                rows[index] = self.find_rows([lower[index].replace("ё", "е")])[0]
        rows[rows < 0] = self._unknown
        return rows

    def take(self, rows: Ints) -> Floats:
        """The vectors of rows: (rows, 300), float32."""
        places = self._rows[rows] + self._parts  # (rows, parts)
        vectors: Floats = np.take(self._codes, places, axis=0).reshape(len(rows), VECTOR)
        return vectors


class WordTypes:
    """Numbers for word types, shared by the networks, with the row and the shape of each; 0 is the row between texts.

    When all numbers are taken, all are given anew.
    """

    def __init__(self, vectors: WordVectors) -> None:
        self.vectors = vectors
        self.rows: Ints = np.zeros(KNOWN_TYPES, np.intp)
        self.shapes: Ints = np.zeros(KNOWN_TYPES, np.intp)
        self.age = 0  # grows when numbers are given anew
        self._numbers: dict[str, int] = {}

    def encode(self, words: Sequence[str]) -> list[int]:
        """Numbers of words."""
        numbers = self._numbers
        try:
            return [numbers[word] for word in words]
        except KeyError:
            self._number(set(words).difference(numbers))
        if len(numbers) >= KNOWN_TYPES:
            raise InputError(f"{len(set(words))} different words in one sentence; give a text with full stops")
        return [numbers[word] for word in words]

    def _number(self, words: Collection[str]) -> None:
        first = len(self._numbers) + 1
        if first + len(words) > KNOWN_TYPES:
            self._numbers.clear()
            self.age += 1
            first = 1
        fresh = sorted(words)
        mended = [mend_word(word) for word in fresh]
        self.rows[first : first + len(fresh)] = self.vectors.locate(mended)
        self.shapes[first : first + len(fresh)] = [word_shape(word) for word in mended]
        self._numbers.update(zip(fresh, range(first, first + len(fresh)), strict=True))


class Network:
    """One network: word numbers in, hidden states or scores out.

    Layer 1 is linear in the word: its three products are kept for the word types that are met most.
    """

    def __init__(self, path: Path, types: WordTypes, exact: bool = False, kept: int | None = None) -> None:
        """Args: exact: sums as the network has learnt them, for answers that hang on the last digits.

        kept: word types whose layer 1 is kept, KEPT_TYPES where not given.
        """
        with np.load(path) as arrays:
            self.arrays: dict[str, NDArray[Any]] = {name: arrays[name] for name in arrays.files}
        self.tags: list[str] = [str(tag) for tag in self.arrays["tags"]]
        self._types = types
        self._age = types.age
        self._convolve = convolve_plainly if exact else convolve_rows
        self.kernels: dict[int, Floats] = {layer: self.arrays[f"kernel{layer}"] for layer in (2, 3)}
        if not exact:
            self.kernels = {layer: transform_kernel(kernel) for layer, kernel in self.kernels.items()}
        self._shapes: Floats = self.arrays["shapes"] @ self.arrays["kernel1"][VECTOR:]
        self._kept = KEPT_TYPES if kept is None else kept
        self._first: Floats = np.empty((self._kept, 3 * WIDTH), np.float32)  # pages are taken as they are written
        self._first[0] = 0
        self._free: Ints = np.zeros(0, np.intp)
        self._forget()

    def run(self, numbers: Ints) -> Floats:
        """Hidden states after layer 3, before its norm: (rows, 64), float32.

        Args: numbers: word numbers, 0 between texts and at both ends.
        """
        size = len(numbers)
        numbers = np.pad(numbers, (0, (2 - size) % TILE))  # tiles of four rows between the first and the last
        state = self._add_first(3 * self._find_places(numbers))
        gaps = np.flatnonzero(numbers == 0)
        for layer in (2, 3):
            state[gaps] = self.arrays[f"pad{layer - 1}"]
            state = self._convolve(state, self.kernels[layer], self.arrays[f"bias{layer}"])
        state[[0, size - 1]] = 0
        return state[:size]

    def _add_first(self, places: Ints) -> Floats:
        """Layer 1 of each word between its neighbours.  Args: places: where the first of the three products lies."""
        table = self._first.reshape(-1, WIDTH)
        state: Floats = np.empty((len(places), WIDTH), np.float32)
        inner = state[1:-1]
        np.take(table, places[:-2], axis=0, out=inner, mode="clip")
        inner += table[places[1:-1] + 1]
        inner += table[places[2:] + 2]
        inner += self.arrays["bias1"]
        np.maximum(inner, 0, out=inner)
        return state

    def _find_places(self, numbers: Ints) -> Ints:
        """Where layer 1 of each word is kept; it is made for the word types that it is not kept for."""
        if self._age != self._types.age:
            self._forget()
        places = self._places[numbers]
        fresh = np.unique(numbers[places < 0])
        if len(fresh):
            self._make_first(fresh, places)
            places = self._places[numbers]
        self._uses[places] += 1
        return places

    def _make_first(self, fresh: Ints, used: Ints) -> None:
        """Layer 1 of word types.  Args: used: places that must stay."""
        if len(fresh) > len(self._free):
            self._drop_rare(used, max(self._kept // 8, len(fresh)))
        places, self._free = self._free[: len(fresh)], self._free[len(fresh) :]
        product = self._types.vectors.take(self._types.rows[fresh]) @ self.arrays["kernel1"][:VECTOR]
        product += self._shapes[self._types.shapes[fresh]]
        self._first[places] = product
        self._places[fresh] = places
        self._holders[places] = fresh

    def _drop_rare(self, used: Ints, count: int) -> None:
        """Frees the places that were used least, and lets old uses count for less."""
        uses = self._uses.copy()
        for stays in (used[used >= 0], self._free, 0):
            uses[stays] = np.iinfo(np.int32).max
        rare = np.argsort(uses, kind="stable")[:count]
        self._places[self._holders[rare]] = -1
        self._free = np.concatenate((self._free, rare))
        self._uses -= self._uses // 8
        self._uses[rare] = 0

    def _forget(self) -> None:
        """Keeps layer 1 of nothing but the row between texts."""
        self._age = self._types.age
        self._places: Ints = np.full(KNOWN_TYPES, -1, np.intp)  # number -> place in the table
        self._places[0] = 0
        self._holders: Ints = np.zeros(self._kept, np.intp)  # place -> number
        self._uses = np.zeros(self._kept, np.int32)
        self._free = np.arange(1, self._kept)

    def score(self, numbers: Ints) -> Floats:
        """Scores of tags: (rows, tags), float32."""
        scores: Floats = self.run(numbers) @ self.arrays["head"]
        scores += self.arrays["head_bias"]
        return scores


def transform_kernel(kernel: Floats) -> Floats:
    """A kernel of width three as the six of Winograd's F(4, 3).

    Args: kernel: (channels in, 3 * channels out).  Returns: (6, channels in, channels out).
    """
    one, two, three = np.split(kernel.astype(np.float64), 3, axis=1)
    outer, middle = one / 24 + three / 6, two / 12
    six = (one / 4, -(one + two + three) / 6, (two - one - three) / 6, outer + middle, outer - middle, three)
    return np.stack(six).astype(np.float32)


def convolve_plainly(state: Floats, kernel: Floats, bias: Floats) -> Floats:
    """What `convolve_rows` gives, as one product whose three thirds are added up shifted."""
    product = state @ kernel  # (rows, 3 * channels out)
    width = product.shape[1] // 3
    out: Floats = np.empty((len(state), width), np.float32)
    inner = out[1:-1]
    np.add(product[:-2, :width], product[1:-1, width : 2 * width], out=inner)
    inner += product[2:, 2 * width :]
    inner += bias
    np.maximum(inner, 0, out=inner)
    return out


def convolve_rows(state: Floats, kernels: Floats, bias: Floats) -> Floats:
    """A convolution of width three and what is above zero of it, without the first and the last row (undefined).

    Winograd's F(4, 3): six products for four rows where twelve would be due.
    Args: state: (4 n + 2, channels in). kernels: as `transform_kernel` has them.
    """
    products = spread_rows(state) @ kernels  # (6, n, channels out)
    near, inner_gap = products[1] + products[2], products[1] - products[2]
    far, outer_gap = products[3] + products[4], products[3] - products[4]
    near += bias
    inner_gap += bias
    out: Floats = np.empty((len(state), kernels.shape[2]), np.float32)
    inner = out[1:-1]
    first, second, third, fourth = inner.reshape(-1, TILE, kernels.shape[2]).swapaxes(0, 1)
    np.add(products[0], near, out=first)
    first += far
    outer_gap *= 2
    np.add(inner_gap, outer_gap, out=second)
    far *= 4
    np.add(near, far, out=third)
    outer_gap *= 4
    np.add(inner_gap, outer_gap, out=fourth)
    fourth += products[5]
    np.maximum(inner, 0, out=inner)
    return out


def spread_rows(state: Floats) -> Floats:
    """The six sums of six rows in turn, a step of four rows from tile to tile, that F(4, 3) multiplies."""
    tiles = (len(state) - 2) // TILE
    rows = [state[first::TILE][:tiles] for first in range(6)]
    spread: Floats = np.empty((6, tiles, state.shape[1]), np.float32)
    for at, first in ((0, 0), (5, 1)):  # 4 a - 5 c + e
        np.multiply(rows[first], 4, out=spread[at])
        spread[at] += rows[first + 4]
        spread[at] -= 5 * rows[first + 2]
    even, odd = rows[4] - 4 * rows[2], rows[3] - 4 * rows[1]
    np.add(even, odd, out=spread[1])
    np.subtract(even, odd, out=spread[2])
    even, odd = rows[4] - rows[2], rows[3] - rows[1]
    odd *= 2
    np.add(even, odd, out=spread[3])
    np.subtract(even, odd, out=spread[4])
    return spread


class PathFinder:
    """Viterbi over tags where the tag «O» is certain for most words.

    A name is a run of words outside «O». What a run can be worth at most is the sum over its words of the best score
    above «O» plus the best inner move; where no run through a word can be worth more than nothing, «O» is certain.
    Texts are cut there, and the short pieces that remain are decoded all at once: the answer is Viterbi's own.
    """

    def __init__(self, moves: Floats, outside: int) -> None:
        self.moves = moves  # (from, to)
        self.outside = outside
        self._others = np.array([tag for tag in range(len(moves)) if tag != outside])
        base = moves[outside, outside]
        self._inner = float((moves[np.ix_(self._others, self._others)] - base).max())
        enter, leave = moves[outside, self._others] - base, moves[self._others, outside] - base
        self._ends = max(0.0, float(enter.max())) + max(0.0, float(leave.max()))

    def decode(self, scores: Floats, gaps: NDArray[np.bool_]) -> Ints:
        """The best tags of each text; gaps are rows between texts."""
        sure = self._find_outside(scores, gaps)
        tags = np.full(len(scores), self.outside, np.intp)
        edges = np.flatnonzero(np.diff(np.concatenate(([True], sure, [True])).astype(np.int8)))
        starts, stops = edges[::2], edges[1::2]
        if not len(starts):
            return tags
        order = np.argsort(starts - stops, kind="stable")  # longest first
        self._decode_pieces(scores, gaps, starts[order], stops[order], tags)
        return tags

    def _find_outside(self, scores: Floats, gaps: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Rows where «O» is certain, gaps among them."""
        worth = (scores[:, self._others].max(axis=1) - scores[:, self.outside] + self._inner).astype(np.float64)
        worth[gaps] = -1000.0  # no run goes through a gap
        total = np.concatenate(([0.0], np.cumsum(worth)))
        until = total[1:] - np.minimum.accumulate(total)[:-1]  # the best run that ends here
        since = np.maximum.accumulate(total[::-1])[::-1][1:] - total[:-1]  # the best run that starts here
        found: NDArray[np.bool_] = until + since - worth - self._inner + self._ends < 0
        return found | gaps

    def _decode_pieces(self, scores: Floats, gaps: NDArray[np.bool_], starts: Ints, stops: Ints, tags: Ints) -> None:
        lengths = stops - starts
        last = len(scores)
        before = (starts > 0) & ~gaps[np.maximum(starts - 1, 0)]
        after = (stops < last) & ~gaps[np.minimum(stops, last - 1)]
        best = scores[starts] + np.where(before[:, None], self.moves[self.outside], 0)  # (pieces, tags)
        steps = range(1, int(lengths[0]))
        counts = np.searchsorted(-lengths, -np.arange(int(lengths[0])), side="left")  # pieces longer than each step
        arrivals = self.moves.T  # (to, from)
        history = []
        for step in steps:
            count = counts[step]
            history.append(best[:count].copy())
            best[:count] = (best[:count, None, :] + arrivals).max(axis=2)
            best[:count] += scores[starts[:count] + step]
        best += np.where(after[:, None], self.moves[:, self.outside], 0)
        tag = best.argmax(axis=1)
        tags[stops - 1] = tag
        for step in reversed(steps):
            count = counts[step]
            tag[:count] = (history[step - 1] + arrivals[tag[:count]]).argmax(axis=1)
            tags[starts[:count] + step - 1] = tag[:count]


def weights_folder(language: str) -> Path:
    """Where the weights of a language lie.  Raises: LanguageError: there are none."""
    folder = Path(str(files("dragoman.reading") / "weights" / language))
    if not (folder / "SHA256SUMS").exists():
        raise LanguageError(f"no network for {language!r}; there is one for ru", str(folder))
    return folder


def verify_weights(language: str) -> list[str]:
    """Names of the weight files whose checksum is not that of SHA256SUMS: empty if all is well."""
    folder = weights_folder(language)
    wrong = []
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        expected, name = line.split()
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            wrong.append(name)
    return wrong


@cache
def load_types(language: str) -> WordTypes:
    """The word vectors and types of a language, once a process."""
    return WordTypes(WordVectors(weights_folder(language)))


@cache
def load_network(language: str, name: str) -> Network:
    """One network (ner, morph, syntax), once a process."""
    path, types = weights_folder(language) / f"{name}.npz", load_types(language)
    return Network(path, types, exact=True, kept=KEPT_TYPES // 2) if name == "syntax" else Network(path, types)
