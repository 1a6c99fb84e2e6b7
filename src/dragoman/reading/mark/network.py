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
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import InputError, LanguageError
from dragoman.reading.text.tokens import mend_word

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
Weights = dict[str, NDArray[Any]]

KNOWN_TYPES = 100_000  # word types with number, row and shape: 150 bytes each, so 15 MB when full
KEPT_TYPES = 24_576  # word types with their layer 1: 3 KB each and network; the trees keep half: 190 MB at most
SETS = (("ner", "morph"), ("syntax",))  # networks that read the same words
MAX_ROWS = 4_096  # tokens that go through a network at once: bounds the memory of long texts
WIDTH = 256  # channels of layer 1
TILE = 4  # rows that layers 2 and 3 make at once
VECTOR = 300
SPREAD = np.array(  # of F(4, 3): six rows -> what the six kernels multiply
    (
        (4, 0, -5, 0, 1, 0),
        (0, -4, -4, 1, 1, 0),
        (0, 4, -4, -1, 1, 0),
        (0, -2, -1, 2, 1, 0),
        (0, 2, -1, -2, 1, 0),
        (0, 4, 0, -5, 0, 1),
    ),
    np.float32,
)
GATHER = np.array(  # of F(4, 3): six products -> four rows
    ((1, 1, 1, 1, 1, 0), (0, 1, -1, 2, -2, 0), (0, 1, 1, 4, 4, 0), (0, 1, -1, 8, -8, 1)), np.float32
)
SIDES = np.array(((0,), (1,)))
STEPS = np.array(((1,), (-1,)))  # of the two sides of a piece, each towards its middle
ALL = slice(None)
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
    rf"(?P<RU>[а-яё])|(?P<EN>[a-z])|(?P<NUM>[+-]?\d)|(?P<PUNCT>[{re.escape(PUNCTUATION)}])", re.IGNORECASE
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
        self._rows: NDArray[np.uint8] = np.asarray(np.load(folder / "vectors.npy", mmap_mode="r"))
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
        vectors: Floats = self._codes.take(places, axis=0).reshape(len(rows), VECTOR)
        return vectors


class WordTypes:
    """Numbers for word types, shared by the networks, with the row and the shape of each; 0 is the row between texts.

    Words of one row and shape have one number: those without a vector, and spellings with and without ё.
    When all numbers are taken, all are given anew.
    """

    def __init__(self, vectors: WordVectors) -> None:
        self.vectors = vectors
        self.rows: Ints = np.zeros(KNOWN_TYPES, np.intp)
        self.shapes: Ints = np.zeros(KNOWN_TYPES, np.intp)
        self.age = 0  # grows when numbers are given anew
        self._numbers: dict[str, int] = {"": 0}
        self._seen: dict[int, int] = {}  # row and shape in one -> number

    def encode(self, words: Sequence[str]) -> list[int]:
        """Numbers of words; the empty word is the row between texts."""
        numbers = self._numbers
        found = list(map(numbers.get, words))
        if None in found:
            self._number(set(words).difference(numbers), set(words))
            found = list(map(numbers.get, words))
        return cast(list[int], found)

    def _number(self, fresh: set[str], words: set[str]) -> None:
        """Gives numbers to words that have none.  Args: words: those that must have one afterwards."""
        if len(self._numbers) + len(fresh) > KNOWN_TYPES:
            if len(words) >= KNOWN_TYPES:
                raise InputError(f"{len(words)} different words in one sentence; give a text with full stops")
            self._numbers.clear()
            self._seen.clear()
            self._numbers[""] = 0
            self.age += 1
            fresh = words - {""}
        ordered = sorted(fresh)
        mended = [mend_word(word) for word in ordered]
        for word, spelled, row in zip(ordered, mended, self.vectors.locate(mended).tolist(), strict=True):
            shape = word_shape(spelled)
            number = self._seen.setdefault(row * len(SHAPES) + shape, len(self._seen) + 1)
            self.rows[number], self.shapes[number] = row, shape
            self._numbers[word] = number


class FirstLayer:
    """Layer 1 of networks that read the same words; it is linear in the word.

    Its three products, for the word before, the word and the word after, are kept for the word types met most; those of
    several networks lie side by side, so that a word is looked for and made once.
    """

    def __init__(self, types: WordTypes, weights: Sequence[Weights], kept: int) -> None:
        """Args: weights: of the networks, in their order. kept: word types whose layer 1 is kept."""
        self._types = types
        self._kept = kept
        self._step = 3 * len(weights)  # rows of the table that a word takes
        kernels = [each["kernel1"] for each in weights]
        self._kernel: Floats = np.concatenate([each[:VECTOR] for each in kernels], axis=1)
        shapes = [each["shapes"] @ each["kernel1"][VECTOR:] for each in weights]
        self._shapes: Floats = np.concatenate(shapes, axis=1)
        self._products: Floats = np.empty((kept, self._step * WIDTH), np.float32)  # pages are taken as they are written
        self._products[0] = 0
        self._table = self._products.reshape(-1, WIDTH)
        self._free: Ints = np.zeros(0, np.intp)
        self._forget()

    def find(self, numbers: Ints) -> Ints:
        """Where layer 1 of each word begins in the table; it is made for the word types that it is not kept for."""
        if self._age != self._types.age:
            self._forget()
        places = self._places[numbers]
        missing = numbers[places < 0]
        if len(missing):
            self._make(np.array(sorted(set(missing.tolist())), np.intp), places)
            places = self._places[numbers]
        self._uses[places] += 1
        return places * self._step

    def add(self, places: Ints, network: int, bias: Floats) -> Floats:
        """Layer 1 of each word between its neighbours, the first and the last row undefined.

        Args: places: as `find` gives them. network: which of the networks.
        """
        table, places = self._table, places + 3 * network
        state: Floats = np.empty((len(places), WIDTH), np.float32)
        inner = state[1:-1]
        table.take(places[:-2], axis=0, out=inner, mode="clip")
        inner += table.take(places[1:-1] + 1, axis=0, mode="clip")
        inner += table.take(places[2:] + 2, axis=0, mode="clip")
        inner += bias
        np.maximum(inner, 0, out=inner)
        return state

    def _make(self, fresh: Ints, used: Ints) -> None:
        """Layer 1 of word types.  Args: used: places that must stay."""
        if len(fresh) > len(self._free):
            self._drop_rare(used, max(self._kept // 8, len(fresh)))
        places, self._free = self._free[: len(fresh)], self._free[len(fresh) :]
        product = self._types.vectors.take(self._types.rows[fresh]) @ self._kernel
        product += self._shapes[self._types.shapes[fresh]]
        self._products[places] = product
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


class Network:
    """One network: word numbers in, hidden states or scores out."""

    def __init__(self, weights: Weights, first: FirstLayer, order: int = 0, exact: bool = False) -> None:
        """Args: first: layer 1, which it may share with others. order: which of them it is there.

        exact: sums as the network has learnt them, for answers that hang on the last digits.
        """
        self.arrays = weights
        self.tags: list[str] = [str(tag) for tag in weights["tags"]]
        self.first = first
        self._order = order
        self._convolve = convolve_plainly if exact else convolve_rows
        self.kernels: dict[int, Floats] = {layer: weights[f"kernel{layer}"] for layer in (2, 3)}
        head = weights.get("head", np.zeros((0, 0), np.float32))
        bias = weights.get("head_bias", np.zeros(head.shape[1], np.float32))
        self._head: Floats = np.concatenate((head, bias[None]))
        if not exact:
            self.kernels = {layer: transform_kernel(kernel) for layer, kernel in self.kernels.items()}

    def run(self, numbers: Ints, places: Ints | None = None) -> Floats:
        """Hidden states after layer 3, before its norm: (rows, 64), float32.

        Args: numbers: word numbers, 0 between texts and at both ends. places: what `first.find` gives for them, where
            that was asked already (then TILE must divide the rows between the first and the last).
        """
        size = len(numbers)
        if (size - 2) % TILE:
            return self.run(np.pad(numbers, (0, (2 - size) % TILE)))[:size]
        places = self.first.find(numbers) if places is None else places
        state = self.first.add(places, self._order, self.arrays["bias1"])
        gaps = np.flatnonzero(numbers == 0)
        for layer in (2, 3):
            state[gaps] = self.arrays[f"pad{layer - 1}"]
            state = self._convolve(state, self.kernels[layer], self.arrays[f"bias{layer}"])
        state[0] = state[-1] = 0
        return state

    def score(self, numbers: Ints, places: Ints | None = None, rows: Ints | slice = ALL) -> Floats:
        """Scores of tags: (rows, tags), float32.  Args: as `run` has them; rows: those that are asked for."""
        state = self.run(numbers, places)[rows]
        ended: Floats = np.ones((len(state), len(self._head)), np.float32)  # the last number takes the bias
        ended[:, :-1] = state
        scores: Floats = ended @ self._head
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

    Winograd's F(4, 3): six products for four rows where twelve would be due. What is multiplied and what is added up
    are themselves products of small matrices, tile by tile: four times faster than as many sums of rows.
    Args: state: (4 n + 2, channels in). kernels: as `transform_kernel` has them.
    """
    spread = SPREAD @ tile_rows(state)  # (n, 6, channels in)
    products = spread.swapaxes(0, 1) @ kernels  # (6, n, channels out)
    products[1] += bias  # which all four rows take once
    out: Floats = np.empty((len(state), kernels.shape[2]), np.float32)
    inner = out[1:-1]
    np.matmul(GATHER, products.swapaxes(0, 1), out=inner.reshape(-1, TILE, kernels.shape[2]))
    np.maximum(inner, 0, out=inner)
    return out


def tile_rows(state: Floats) -> Floats:
    """Six rows in turn, a step of four rows from tile to tile; a view: (n, 6, channels)."""
    row, column = state.strides
    shape = ((len(state) - 2) // TILE, TILE + 2, state.shape[1])
    return np.lib.stride_tricks.as_strided(state, shape, (TILE * row, row, column), writeable=False)


class PathFinder:
    """Viterbi over tags where the tag «O» is certain for most words.

    A name is a run of words outside «O». What a run can be worth at most is the sum over its words of the best score
    above «O» with the best move to that tag from another name's, corrected for the moves from «O» and back to it; where
    no run through a word can be worth more than nothing, «O» is certain.
    Texts are cut there, and the short pieces that remain are decoded all at once: the answer is Viterbi's own.
    """

    def __init__(self, moves: Floats, outside: int) -> None:
        self.moves = moves  # (from, to)
        self.outside = outside
        self._arrivals = np.stack((moves.T, moves))  # (side, to, from): from the start on, and from the end back
        self._steps = np.stack((moves, moves.T), axis=1)[:, :, None, :]  # (from, side, 1, to)
        self._others = np.array([tag for tag in range(len(moves)) if tag != outside])
        base = moves[outside, outside]
        inner = moves[np.ix_(self._others, self._others)] - base
        self._into: Floats = inner.max(axis=0)  # the best move to each tag
        self._enter = float((moves[outside, self._others] - base - self._into).max())  # what a run's first move changes
        self._open = float(-self._into.min())  # where no move leads to it
        self._leave = float((moves[self._others, outside] - base).max())

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
        worth = ((scores[:, self._others] + self._into).max(axis=1) - scores[:, self.outside]).astype(np.float64)
        worth[gaps] = -1000.0  # no run goes through a gap
        edges = np.concatenate(([True], gaps, [True]))
        first = np.where(edges[:-2], self._open, self._enter)
        last = np.where(edges[2:], 0.0, self._leave)
        total = np.concatenate(([0.0], np.cumsum(worth)))
        until = total[1:] - np.minimum.accumulate(total[:-1] - first)  # the best run that ends here
        since = np.maximum.accumulate((total[1:] + last)[::-1])[::-1] - total[:-1]  # the best run that starts here
        found: NDArray[np.bool_] = until + since - worth < 0
        return found | gaps

    def _decode_pieces(self, scores: Floats, gaps: NDArray[np.bool_], starts: Ints, stops: Ints, tags: Ints) -> None:
        """Viterbi from both ends of each piece, which meet in its middle: half the steps.

        Args: starts, stops: of the pieces, longest first. tags: filled in.
        """
        lengths, last = stops - starts, len(scores)
        before = (starts > 0) & ~gaps[np.maximum(starts - 1, 0)]
        after = (stops < last) & ~gaps[np.minimum(stops, last - 1)]
        ends = np.stack((starts, stops - 1))  # of the two sides; each goes as far as half a piece
        halves = (lengths + 1) // 2
        steps = np.arange(int(halves[0]))
        rows = ends + steps[:, None, None] * STEPS  # (steps, sides, pieces)
        told = scores.take(rows, axis=0, mode="clip")  # beyond the middle of a short piece unused
        inside = steps[:, None] < halves
        counts = inside.sum(axis=1).tolist()  # pieces that go beyond each step
        best = told[0]  # (sides, pieces, tags)
        best[0] += np.where(before[:, None], self.moves[self.outside], 0)
        best[1] += np.where(after[:, None], self.moves[:, self.outside], 0)
        history = [best]
        arrived = best.copy()  # what the best paths to the middle are worth
        for step in range(1, len(steps)):
            count = counts[step]
            best = np.maximum.reduce(best[:, :count].transpose(2, 0, 1)[..., None] + self._steps)
            best += told[step, :, :count]
            arrived[:, :count] = best
            history.append(best)
        tag = self._meet(arrived, scores[ends[0] + halves - 1], lengths % 2 == 1)
        chosen = np.empty(rows.shape, np.intp)
        for step in range(len(steps) - 1, -1, -1):
            count = counts[step]
            chosen[step] = tag
            if step:
                tag[:, :count] = (history[step - 1][:, :count] + self._arrivals[SIDES, tag[:, :count]]).argmax(axis=2)
        for side in (0, 1):
            tags[rows[:, side][inside]] = chosen[:, side][inside]

    def _meet(self, arrived: Floats, middle: Floats, shared: NDArray[np.bool_]) -> Ints:
        """The tags at which the two sides of each piece meet: (sides, pieces).

        Args: middle: scores of the last row of the first side. shared: whether it is that of the second side too.
        """
        left, right = arrived
        one = (left + right - middle).argmax(axis=1)
        two = (left[:, :, None] + self.moves + right[:, None, :]).reshape(len(left), -1).argmax(axis=1)
        return np.where(shared, one, np.stack(np.divmod(two, len(self.moves))))


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
def load_weights(language: str, name: str) -> Weights:
    """The weights of one network (ner, morph, syntax), once a process."""
    with np.load(weights_folder(language) / f"{name}.npz") as arrays:
        return {name: arrays[name] for name in arrays.files}


@cache
def load_first(language: str, names: tuple[str, ...]) -> FirstLayer:
    """Layer 1 of the networks of one set, once a process."""
    kept = KEPT_TYPES // 2 if "syntax" in names else KEPT_TYPES
    return FirstLayer(load_types(language), [load_weights(language, name) for name in names], kept)


@cache
def load_network(language: str, name: str) -> Network:
    """One network (ner, morph, syntax), once a process."""
    names = next(names for names in SETS if name in names)
    first = load_first(language, names)
    return Network(load_weights(language, name), first, names.index(name), exact=name == "syntax")
