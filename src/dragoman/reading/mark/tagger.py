"""Marks every word with its forms in context and finds names: the networks and the dictionary together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Literal, cast

import numpy as np
from rumorph import Analysis

from dragoman.reading.mark.forms import base_case, fold, load_forms
from dragoman.reading.mark.network import (
    MAX_ROWS,
    TILE,
    Floats,
    Ints,
    PathFinder,
    Weights,
    WordTypes,
    load_network,
    load_types,
)
from dragoman.reading.recent import Recent
from dragoman.reading.text.tokens import mend_word
from dragoman.reading.values import Sentence, Token, Tree

NameKind = Literal["person", "place", "organisation"]
KINDS: dict[str, NameKind] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
FEATURES = ("Case", "Number", "Gender", "Tense", "Mood", "Aspect", "Voice", "VerbForm", "Animacy")
POS_FITS, POS_ALIKE = 4.0, 3.0
CASE_WEIGHT, NUMBER_WEIGHT, GENDER_WEIGHT, VERB_FORM_WEIGHT = 2.0, 1.5, 1.0, 2.0
TENSE_WEIGHT, MOOD_WEIGHT, ASPECT_WEIGHT = 1.0, 1.0, 0.5
ALIKE = {
    pair
    for one, other in (
        ("NOUN", "PROPN"),
        ("ADJ", "DET"),
        ("AUX", "VERB"),
        ("ADJ", "VERB"),
        ("DET", "PRON"),
        ("ADV", "PART"),
        ("CCONJ", "PART"),
        ("SCONJ", "PRON"),
        ("NUM", "ADJ"),
    )
    for pair in ((one, other), (other, one))
}
LEMMAS_KEPT = 28_672  # word types of late with their lemmas, and as many of before: some 16 MB when full
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
        self._features.append(NO_VALUES)  # of -1, the tag of what stands in no sentence
        # the lemmas of words; by their tag, where there are several
        self._lemmas: Recent[str, tuple[str, ...] | dict[int, tuple[str, ...]]] = Recent(LEMMAS_KEPT)

    def tag(
        self, tokens: Sequence[Token], sentences: Sequence[Sentence]
    ) -> tuple[tuple[Token, ...], tuple[TaggedName, ...]]:
        """Tokens with lemmas and forms in context, and the names: (kind, first, last), token indexes, in order.

        Tokens outside every sentence come back with the dictionary's lemmas alone.
        """
        tags = np.full(len(tokens), -1, np.intp)
        names: list[TaggedName] = []
        for group in group_sentences(sentences, MAX_ROWS):
            indexes = np.concatenate([np.arange(item.first, item.last) for item in group])
            rows, numbers = lay_out(*spell_rows(tokens, group), self._types)
            places = self._morph.first.find(numbers)
            tags[indexes] = self._morph.score(numbers, places, rows).argmax(axis=1)
            found = self._paths.decode(self._names.score(numbers, places), numbers == 0)[rows]
            named = np.flatnonzero(found != self._paths.outside)
            labels = [self._names.tags[tag] for tag in found[named].tolist()]
            opened = {item.first for item in group}
            for span in find_spans(indexes[named].tolist(), labels, opened):
                if span[1] not in opened or self._may_open(tokens, tags, span):
                    names.append(span)
        return self._mark(tokens, tags.tolist()), tuple(sorted(names, key=lambda item: item[1]))

    def _may_open(self, tokens: Sequence[Token], tags: Ints, span: TaggedName) -> bool:
        """Whether a name may open a sentence: of one word only as a proper noun; «Американцы», «Комиссия» may not."""
        kind, first, last = span
        if kind == "person" or last - first > 1:
            return True
        return self._features[int(tags[first])][0] in ("PROPN", "X") or tokens[first].text[1:2].isupper()

    def parse(self, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> dict[int, Tree]:
        """Dependency trees by `Sentence.index`; slow beside `tag`, so give it the sentences that matter."""
        trees: dict[int, Tree] = {}
        network = load_network(self.language, "syntax")
        for group in group_sentences(sentences, MAX_ROWS):
            words = [word for item in group for word in ("", *[token.text for token in tokens[item.first : item.last]])]
            rows, numbers = lay_out([*words, ""], (), self._types)
            state = network.run(numbers)[rows] * network.arrays["scale"] + network.arrays["shift"]
            sizes = [item.last - item.first for item in group]
            attached = attach_words(state, sizes, network.arrays)
            for item, (heads, rels) in zip(group, attached, strict=True):
                trees[item.index] = make_tree(item.first, heads, [network.tags[rel] for rel in rels])
        return trees

    def _mark(self, tokens: Sequence[Token], tags: Sequence[int]) -> tuple[Token, ...]:
        """Tokens with lemmas and forms, from their tags."""
        known, features = self._lemmas.get, self._features
        marked: list[Token] = []
        ends: list[int] = []
        for at, (token, tag) in enumerate(zip(tokens, tags, strict=True)):
            text, norm = token.text, token.norm
            kept = known(text)
            lemmas = (kept.get(tag) if isinstance(kept, dict) else kept) or self._read(token, tag)
            pos, case, number, gender, tense, mood, aspect, voice, form, life = features[tag]
            token = Token(  # by position and without stars: made in half the time
                token.start,
                token.stop,
                text,
                norm,
                token.kind,
                token.space,
                lemmas,
                pos,
                case,
                number,
                gender,
                tense,
                mood,
                aspect,
                voice,
                form,
                life,
            )
            marked.append(token)
            if norm[-2:] in ENDINGS:
                ends.append(at)
        mend_arrivals(marked, ends)
        mend_verbs(marked, ends)
        return tuple(marked)

    def _read(self, token: Token, tag: int) -> tuple[str, ...]:
        """Lemmas of a word that is not known of late, or not with this tag."""
        word = token.text
        kept = self._lemmas.get(word) or self._lemmas.recall(word)
        if kept is None:
            plain = token.kind not in ("word", "mixed")
            lemmas = (token.norm,) if plain else self._forms.find_lemmas(mend_word(word))
            kept = self._lemmas.keep(word, lemmas if len(lemmas) == 1 else {-1: lemmas})
        if not isinstance(kept, dict):
            return kept
        if tag not in kept:
            kept[tag] = rank_lemmas(self._forms.readings(mend_word(word)), self._features[tag])
        return kept[tag]


@cache
def load_tagger(language: str) -> Tagger:
    """The tagger of a language, once a process.  Raises: LanguageError: there is no network for it."""
    return Tagger(language)


def mend_arrivals(tokens: list[Token], ends: Sequence[int]) -> None:
    """«наблюдатели прибыли в Донецк»: the verb, where the network takes it for the noun «прибыль».

    Args: ends: the tokens that end as one of ENDINGS.
    """
    for at in ends:
        if tokens[at].norm != "прибыли" or tokens[at].pos != "NOUN":
            continue
        towards, place = tokens[at + 1 : at + 2], tokens[at + 2 : at + 3]
        if towards and place and towards[0].norm in ("в", "во", "на", "из") and place[0].text[:1].isupper():
            token = tokens[at]
            seat = (token.start, token.stop, token.text, token.norm, token.kind, token.space)
            tokens[at] = Token(*seat, ("прибыть",), *ARRIVED)


def mend_verbs(tokens: list[Token], ends: Sequence[int]) -> None:
    """«увидится», «скрепили» taken for nouns or participles: verbs by their endings, as the dictionary reads them.

    Args: ends: the tokens that end as one of ENDINGS.
    """
    for at in ends:
        token = tokens[at]
        if is_mistaken(token):
            verb = next((one for one in load_forms().parse(token.text) if one.pos == "VERB" and one.known), None)
            if verb is not None:
                seat = (token.start, token.stop, token.text, token.norm, token.kind, token.space, (verb.lemma,))
                voice = "Act" if token.norm.endswith(("ли", "ла", "л")) else "Mid"
                forms = ("VERB", "", verb.number, verb.gender, verb.tense, "Ind", verb.aspect, voice, "Fin", "")
                tokens[at] = Token(*seat, *forms)


def is_mistaken(token: Token) -> bool:
    """Whether a word with the ending of a finite verb is tagged as a noun, a participle or of another time."""
    if token.pos == "VERB" and token.verb_form == "Part":
        return token.norm.endswith(("ли", *REFLEXIVE))
    if token.tense == "Past" and token.norm.endswith(PRESENT):
        return True  # «созвонятся»
    if token.pos not in NOMINAL or not token.text[:1].islower():
        return False
    if token.norm.endswith(SINGULAR + PLURAL):  # «беседовала», «скрепили»; «школа» is a noun to the dictionary too
        return all(one.pos == "VERB" for one in load_forms().parse(token.text) if one.known)
    return token.norm.endswith(REFLEXIVE)


NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "X"})
ENDINGS = frozenset({"ся", "сь", "ли", "ла", "ал", "ил", "ел", "ял"})
SINGULAR = ("ала", "ила", "ела", "яла", "ал", "ил", "ел", "ял")
PLURAL = ("али", "или", "ели", "яли")
PRESENT = ("ится", "ется", "утся", "ятся", "атся")
REFLEXIVE = (*PRESENT, "лся", "лась", "лись")


def tag_features(tag: str) -> Values:
    """«NOUN|Animacy=Anim|Case=Ins» -> part of speech and FEATURES in their order, "" where the tag has none."""
    pos, *pairs = tag.split("|")
    values = dict(pair.split("=") for pair in pairs)
    return cast(Values, (pos, *(values.get(name, "") for name in FEATURES)))


def rank_lemmas(readings: Sequence[Analysis], features: Values) -> tuple[str, ...]:
    """Dictionary forms in the order in which the readings of a word fit the network's tag."""
    ranked = sorted(readings, key=lambda reading: -fit_reading(reading, features))
    return tuple(dict.fromkeys([fold(reading.lemma) for reading in ranked]))


def fit_reading(reading: Analysis, features: Values) -> float:
    """How well a reading of the dictionary fits the tag of the network; higher is better."""
    pos, case, number, gender, tense, mood, aspect, _voice, verb_form, _animacy = features
    told = reading.feats.get
    fit = reading.prob
    if reading.pos == pos:
        fit += POS_FITS
    elif (reading.pos, pos) in ALIKE:
        fit += POS_ALIKE
    if case and base_case(told("Case", "")) == case:
        fit += CASE_WEIGHT
    if number and told("Number") == number:
        fit += NUMBER_WEIGHT
    if gender and told("Gender") == gender:
        fit += GENDER_WEIGHT
    if tense and told("Tense") == tense:
        fit += TENSE_WEIGHT
    if mood and told("Mood") == mood:
        fit += MOOD_WEIGHT
    if aspect and told("Aspect") == aspect:
        fit += ASPECT_WEIGHT
    if verb_form and told("VerbForm") == verb_form:
        fit += VERB_FORM_WEIGHT
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


def spell_rows(tokens: Sequence[Token], group: Sequence[Sentence]) -> tuple[list[str], list[int]]:
    """The words of sentences behind one another with an empty one before, between and after.

    Full stops of «г.» and «А.» stand on rows of their own, since the networks have learnt them so.
    Returns: the words, and which of them are such full stops.
    """
    words = [""]
    for item in group:
        words += [token.text for token in tokens[item.first : item.last]]
        words.append("")
    stopped = [at for at, word in enumerate(words) if word[-1:] == "." and word[0] != "."]
    if not stopped:
        return words, stopped
    spelled: list[str] = []
    done = 0
    for at in stopped:
        spelled += words[done:at]
        spelled += (words[at].rstrip("."), ".")
        done = at + 1
    return spelled + words[done:], [at + count for count, at in enumerate(stopped, 1)]


def lay_out(words: Sequence[str], aside: Sequence[int], types: WordTypes) -> tuple[Ints, Ints]:
    """The words as numbers, the rows filled up so that TILE divides those between the first and the last.

    Args: words: "" for empty rows. aside: which of them are no tokens of the text.
    Returns: rows: where each token stands; numbers: the word at each row, 0 for empty ones.
    """
    numbers = np.zeros(len(words) + (2 - len(words)) % TILE, np.intp)
    numbers[: len(words)] = types.encode(words)
    stands = numbers > 0
    stands[list(aside)] = False
    return np.flatnonzero(stands), numbers


def find_spans(places: Sequence[int], labels: Sequence[str], opened: Collection[int]) -> Iterator[TaggedName]:
    """Names from the tags of words; a name may begin with an inner tag where none of its kind is open.

    Such tags are what the network gives to a name that opens a text.
    Args: places, labels: of the words that have another tag than «O». opened: first tokens of sentences.
    """
    kind, first, stop = "", 0, 0
    for index, label in zip(places, labels, strict=True):
        part, _, found = label.partition("-")
        if kind and (index > stop or index in opened or part == "B" or found != kind):
            yield KINDS[kind], first, stop
            kind = ""
        if found and not kind:
            kind, first = found, index
        stop = index + 1
    if kind:
        yield KINDS[kind], first, stop


def attach_words(state: Floats, sizes: Sequence[int], arrays: Weights) -> Iterator[tuple[list[int], list[int]]]:
    """The heads (0 is the root, words count from 1) and the relations of the words of each sentence.

    Args: state: the words of all sentences behind one another. sizes: how many words each has.
    """
    rooted = np.concatenate([arrays["head_root"][None], state])
    head = np.maximum(rooted @ arrays["head_head"] + arrays["head_head_bias"], 0) @ arrays["head_kernel"]
    tail = np.maximum(rooted @ arrays["head_tail"] + arrays["head_tail_bias"], 0)
    stops = np.cumsum(sizes).tolist()
    heads: list[list[int]] = []
    rows: list[int] = []  # of the head of each word in `rooted`
    for size, stop in zip(sizes, stops, strict=True):
        first = stop - size
        inner = head[first + 1 : stop + 1]
        scores = np.concatenate([inner @ tail[:1].T, inner @ tail[first + 1 : stop + 1].T], axis=1)
        found = scores.argmax(axis=1).tolist()
        heads.append(found)
        rows += [first + at if at else 0 for at in found]
    other = np.concatenate([arrays["rel_root"][None], state])[rows]
    head = np.maximum(other @ arrays["rel_head"] + arrays["rel_head_bias"], 0)
    tail = np.maximum(state @ arrays["rel_tail"] + arrays["rel_tail_bias"], 0)
    width = tail.shape[1]
    mixed = (head @ arrays["rel_kernel"]).reshape(len(state), -1, width)  # (words, relations, width)
    rels = np.matmul(mixed, tail[:, :, None])[:, :, 0].argmax(axis=1).tolist()
    for found, stop in zip(heads, stops, strict=True):
        yield found, rels[stop - len(found) : stop]


def make_tree(first: int, heads: Sequence[int], rels: Sequence[str]) -> Tree:
    """A tree in document indexes."""
    absolute = tuple([-1 if head == 0 else first + head - 1 for head in heads])
    children: list[list[int]] = [[] for _ in absolute]
    for index, head in enumerate(absolute):
        if head >= 0:
            children[head - first].append(first + index)
    return Tree(first, absolute, tuple(rels), tuple(map(tuple, children)))
