"""Marks every word with its forms in context and finds names: the networks and the dictionary together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, cast

import numpy as np

from dragoman.reading.mark.forms import Parse, WordForms, load_forms
from dragoman.reading.mark.network import MAX_ROWS, Floats, Ints, PathFinder, load_network, load_types
from dragoman.reading.text.tokens import mend_word
from dragoman.reading.values import Sentence, Token, Tree

NameKind = Literal["person", "place", "organisation"]
KINDS: dict[str, NameKind] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
FEATURES = ("Case", "Number", "Gender", "Tense", "Mood", "Aspect", "Voice", "VerbForm", "Animacy")
POS_FITS, POS_ALIKE = 4.0, 3.0
CASE_WEIGHT, NUMBER_WEIGHT, GENDER_WEIGHT, VERB_FORM_WEIGHT = 2.0, 1.5, 1.0, 2.0
TENSE_WEIGHT, MOOD_WEIGHT, ASPECT_WEIGHT = 1.0, 1.0, 0.5
ALIKE = {
    frozenset({"NOUN", "PROPN"}),
    frozenset({"ADJ", "DET"}),
    frozenset({"AUX", "VERB"}),
    frozenset({"ADJ", "VERB"}),
    frozenset({"DET", "PRON"}),
    frozenset({"ADV", "PART"}),
    frozenset({"CCONJ", "PART"}),
    frozenset({"SCONJ", "PRON"}),
    frozenset({"NUM", "ADJ"}),
}
READINGS_KEPT = 49_152  # word types with their tag whose lemmas are kept: some 15 MB when full
TaggedName = tuple[NameKind, int, int]
Values = tuple[str, str, str, str, str, str, str, str, str, str]  # part of speech, then FEATURES in their order
ARRIVED: Values = ("VERB", "", "Plur", "", "Past", "Ind", "Perf", "Act", "Fin", "")
NO_VALUES: Values = ("", "", "", "", "", "", "", "", "", "")


class Tagger:
    """The networks of one language behind one call."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._types = load_types(language)
        self._names = load_network(language, "ner")
        self._morph = load_network(language, "morph")
        self._forms = load_forms()
        self._paths = PathFinder(self._names.arrays["moves"], self._names.tags.index("O"))
        self._features = [tag_features(tag) for tag in self._morph.tags]
        self._readings: dict[tuple[str, int], tuple[tuple[str, ...], Values]] = {}

    def tag(
        self, tokens: Sequence[Token], sentences: Sequence[Sentence]
    ) -> tuple[tuple[Token, ...], tuple[TaggedName, ...]]:
        """Tokens with lemmas and forms in context, and the names: (kind, first, last), token indexes, in order.

        Tokens outside every sentence come back with the dictionary's lemmas alone.
        """
        tags = np.full(len(tokens), -1, np.intp)
        names: list[TaggedName] = []
        for group in group_sentences(sentences, MAX_ROWS):
            words = [token.text for item in group for token in tokens[item.first : item.last]]
            indexes = np.concatenate([np.arange(item.first, item.last) for item in group])
            rows, numbers = self._lay_out_stops(group, words)
            tags[indexes] = self._morph.score(numbers).argmax(axis=1)[rows]
            found = self._paths.decode(self._names.score(numbers), numbers == 0)
            labels = [self._names.tags[tag] for tag in found[rows].tolist()]
            opened = {item.first for item in group}
            for span in find_spans(group, labels):
                if span[1] not in opened or self._may_open(tokens, tags, span):
                    names.append(span)
        marked = mend_arrivals(tuple(map(self._mark, tokens, tags.tolist())))
        return marked, tuple(sorted(names, key=lambda item: item[1]))

    def _may_open(self, tokens: Sequence[Token], tags: Ints, span: TaggedName) -> bool:
        """Whether a name may open a sentence: of one word only as a proper noun; «Американцы», «Комиссия» may not."""
        kind, first, last = span
        if kind == "person" or last - first > 1:
            return True
        return self._features[int(tags[first])][0] in ("PROPN", "X") or tokens[first].text[1:2].isupper()

    def _lay_out_stops(self, group: Sequence[Sentence], words: list[str]) -> tuple[Ints, Ints]:
        """As `lay_out`, the full stops of «г.» and «А.» on rows of their own: so the networks have learnt them."""
        stopped = [at for at, word in enumerate(words) if word[-1] == "." and word[0] != "."]
        for at in stopped:
            words[at] = words[at].rstrip(".")
        rows, laid = lay_out(group, self._types.encode(words))
        if not stopped:
            return rows, laid
        places = rows[stopped]
        rows = rows + np.searchsorted(places, rows)
        return rows, np.insert(laid, places + 1, self._types.encode(["."])[0])

    def parse(self, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> dict[int, Tree]:
        """Dependency trees by `Sentence.index`; slow beside `tag`, so give it the sentences that matter."""
        trees: dict[int, Tree] = {}
        network = load_network(self.language, "syntax")
        for group in group_sentences(sentences, MAX_ROWS):
            words = [token.text for item in group for token in tokens[item.first : item.last]]
            rows, numbers = lay_out(group, self._types.encode(words))
            state = network.run(numbers)[rows] * network.arrays["scale"] + network.arrays["shift"]
            start = 0
            for item in group:
                size = item.last - item.first
                heads, rels = attach_words(state[start : start + size], network.arrays)
                trees[item.index] = make_tree(item.first, heads, [network.tags[rel] for rel in rels])
                start += size
        return trees

    def _mark(self, token: Token, tag: int) -> Token:
        key = (token.text if token.kind == "word" else token.norm, tag)
        reading = self._readings.get(key)
        if reading is None:
            if len(self._readings) > READINGS_KEPT:
                self._readings.clear()
            reading = self._readings[key] = read_word(token, self._features[tag] if tag >= 0 else None, self._forms)
        lemmas, values = reading
        return Token(token.start, token.stop, token.text, token.norm, token.kind, token.space, lemmas, *values)


@cache
def load_tagger(language: str) -> Tagger:
    """The tagger of a language, once a process.  Raises: LanguageError: there is no network for it."""
    return Tagger(language)


def mend_arrivals(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """«наблюдатели прибыли в Донецк»: the verb, where the network takes it for the noun «прибыль»."""
    mended = list(tokens)
    for at, token in enumerate(tokens[:-2]):
        towards = tokens[at + 1].norm in ("в", "во", "на", "из") and tokens[at + 2].text[:1].isupper()
        if token.norm == "прибыли" and token.pos == "NOUN" and towards:
            place = (token.start, token.stop, token.text, token.norm, token.kind, token.space)
            mended[at] = Token(*place, ("прибыть",), *ARRIVED)
    return tuple(mended)


def tag_features(tag: str) -> Values:
    """«NOUN|Animacy=Anim|Case=Ins» -> part of speech and FEATURES in their order, "" where the tag has none."""
    pos, *pairs = tag.split("|")
    values = dict(pair.split("=") for pair in pairs)
    return cast(Values, (pos, *(values.get(name, "") for name in FEATURES)))


def read_word(token: Token, features: Values | None, forms: WordForms) -> tuple[tuple[str, ...], Values]:
    """Lemmas and values of a token: the dictionary's parses in the order in which they fit the network's tag."""
    values = features or NO_VALUES
    if token.kind not in ("word", "mixed"):
        return (token.norm,), values
    word = mend_word(token.text)
    lemmas = forms.lemmatise(word)
    if len(lemmas) == 1 or features is None:
        return lemmas, values
    ranked = sorted(forms.parse(word), key=lambda parse: -fit_parse(parse, features))
    return tuple(dict.fromkeys(parse.lemma for parse in ranked)), values


def fit_parse(parse: Parse, features: Values) -> float:
    """How well a dictionary parse fits the tag of the network; higher is better."""
    pos, case, number, gender, tense, mood, aspect, _voice, verb_form, _animacy = features
    fit = parse.score
    if parse.pos == pos:
        fit += POS_FITS
    elif frozenset({parse.pos, pos}) in ALIKE:
        fit += POS_ALIKE
    for weight, told, value in (
        (CASE_WEIGHT, case, parse.case),
        (NUMBER_WEIGHT, number, parse.number),
        (GENDER_WEIGHT, gender, parse.gender),
        (TENSE_WEIGHT, tense, parse.tense),
        (MOOD_WEIGHT, mood, parse.mood),
        (ASPECT_WEIGHT, aspect, parse.aspect),
        (VERB_FORM_WEIGHT, verb_form, parse.verb_form),
    ):
        if told and told == value:
            fit += weight
    return fit


def group_sentences(sentences: Sequence[Sentence], most: int) -> Iterator[list[Sentence]]:
    """Sentences in groups of at most `most` tokens (a longer sentence stands alone); empty ones are left out."""
    group: list[Sentence] = []
    size = 0
    for sentence in sentences:
        length = sentence.last - sentence.first
        if length <= 0:
            continue
        if group and size + length > most:
            yield group
            group, size = [], 0
        group.append(sentence)
        size += length
    if group:
        yield group


def lay_out(group: Sequence[Sentence], numbers: Sequence[int]) -> tuple[Ints, Ints]:
    """Puts the words of sentences behind one another with an empty row before, between and after.

    Returns: rows: where each word stands; numbers: the word at each row, 0 for empty ones.
    """
    lengths = np.array([item.last - item.first for item in group])
    total = int(lengths.sum())
    rows = np.arange(total) + np.repeat(np.arange(1, len(group) + 1), lengths)
    laid = np.zeros(total + len(group) + 1, np.intp)
    laid[rows] = numbers
    return rows, laid


def find_spans(group: Sequence[Sentence], labels: Sequence[str]) -> Iterator[TaggedName]:
    """Names from the tags of words; a name may begin with an inner tag where none of its kind is open.

    Such tags are what the network gives to a name that opens a text.
    """
    position = 0
    for sentence in group:
        kind, first = "", 0
        for index in range(sentence.first, sentence.last):
            label = labels[position]
            position += 1
            part, _, found = label.partition("-")
            if kind and (part == "B" or found != kind):
                yield KINDS[kind], first, index
                kind = ""
            if found and not kind:
                kind, first = found, index
        if kind:
            yield KINDS[kind], first, sentence.last


def attach_words(state: Floats, arrays: dict[str, Floats]) -> tuple[Ints, Ints]:
    """The head (0 is the root, words count from 1) and the relation of each word of a sentence."""
    rooted = np.concatenate([arrays["head_root"][None], state])
    head = np.maximum(rooted @ arrays["head_head"] + arrays["head_head_bias"], 0)
    tail = np.maximum(rooted @ arrays["head_tail"] + arrays["head_tail_bias"], 0)
    scores = (head @ arrays["head_kernel"] @ tail.T)[1:]  # (words, root and words)
    heads = scores.argmax(axis=1)
    other = np.concatenate([arrays["rel_root"][None], state])[heads]
    head = np.maximum(other @ arrays["rel_head"] + arrays["rel_head_bias"], 0)
    tail = np.maximum(state @ arrays["rel_tail"] + arrays["rel_tail_bias"], 0)
    width = tail.shape[1]
    mixed = (head @ arrays["rel_kernel"]).reshape(len(state), -1, width)  # (words, relations, width)
    rels = np.einsum("wrk,wk->wr", mixed, tail).argmax(axis=1)
    return heads, rels


def make_tree(first: int, heads: Ints, rels: Sequence[str]) -> Tree:
    """A tree in document indexes."""
    absolute = tuple(-1 if head == 0 else first + int(head) - 1 for head in heads)
    children: list[list[int]] = [[] for _ in absolute]
    for index, head in enumerate(absolute):
        if head >= 0:
            children[head - first].append(first + index)
    return Tree(first, absolute, tuple(rels), tuple(tuple(items) for items in children))
