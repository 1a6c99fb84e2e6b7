"""Names on factRuEval-2016 (development set), ours beside slovnet's own, and how far the tags of the networks agree.

    python benchmarks/ner.py [--data DIR] [--agree]

A gold name is the stretch of an object's name spans: name, surname, patronymic and nickname of a Person; loc_name of a
Location or LocOrg; org_name, org_descr and the rest of an Org. A found name is right if its kind is that of a gold name
with which it shares a word of a name span; what the gold calls a place and an organisation at once may be either. The
same rule judges both readers, on the same texts in the same run. --agree compares tags with slovnet's on slovnet's own
tokens and sentences: the only tags that may differ are those of names that open a text.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from dragoman.reading.mark.network import load_network, load_types
from dragoman.reading.mark.tagger import load_tagger
from dragoman.reading.text.cleaning import clean_text
from dragoman.reading.text.passages import split_passages
from dragoman.reading.text.sentences import split_sentences
from dragoman.reading.text.tokens import split_tokens

DATA = Path(__file__).parents[2] / "shared/data/factRuEval-2016/devset"
PARTS = {"name", "surname", "patronymic", "nickname", "loc_name", "org_name"}
KINDS = {"Person": {"PER"}, "Location": {"LOC"}, "LocOrg": {"LOC", "ORG"}, "Org": {"ORG"}}
OURS = {"person": "PER", "place": "LOC", "organisation": "ORG"}
Found = list[tuple[str, int, int]]
Gold = list[tuple[set[str], list[tuple[int, int]]]]


def load_gold(path: Path) -> Gold:
    """Kinds and name spans of the objects of one document."""
    spans: dict[str, tuple[str, int, int]] = {}
    for line in path.with_suffix(".spans").read_text(encoding="utf-8").splitlines():
        if line.strip():
            number, kind, start, length, *_rest = line.split()
            spans[number] = (kind, int(start), int(start) + int(length))
    gold: Gold = []
    for line in path.with_suffix(".objects").read_text(encoding="utf-8").splitlines():
        cells = line.split("#")[0].split()
        if len(cells) > 2 and cells[1] in KINDS:
            named = [spans[number] for number in cells[2:] if number in spans]
            places = [(start, stop) for kind, start, stop in named if kind in PARTS]
            if places:
                gold.append((KINDS[cells[1]], places))
    return gold


def find_ours(text: str) -> Found:
    """Names that our tagger finds."""
    assert clean_text(text) == text, "offsets of the gold count in the text as it is"
    tokens = split_tokens(text)
    sentences = split_sentences(text, tokens, split_passages(text, "ru"), "ru")
    _marked, names = load_tagger("ru").tag(tokens, sentences)
    return [(OURS[kind], tokens[first].start, tokens[last - 1].stop) for kind, first, last in names]


def load_slovnet() -> Callable[[str], Found]:
    """Names that natasha's NER, which is slovnet's, finds.  Raises: ImportError: natasha is not installed."""
    import natasha

    segmenter, tagger = natasha.Segmenter(), natasha.NewsNERTagger(natasha.NewsEmbedding())

    def find(text: str) -> Found:
        doc = natasha.Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return [(span.type, span.start, span.stop) for span in doc.spans]

    return find


def meets(name: tuple[str, int, int], kinds: set[str], places: list[tuple[int, int]]) -> bool:
    """Whether a found name is a gold one."""
    kind, start, stop = name
    return kind in kinds and any(start < last and first < stop for first, last in places)


def score(texts: dict[str, tuple[str, Gold]], find: Callable[[str], Found]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each kind."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text, gold in texts.values():
        found = find(text)
        for name in found:
            counts[name[0]]["found"] += 1
            counts[name[0]]["right"] += any(meets(name, kinds, places) for kinds, places in gold)
        for kinds, places in gold:
            for kind in kinds if len(kinds) == 1 else {"LOC"}:
                counts[kind]["gold"] += 1
                counts[kind]["met"] += any(meets(name, kinds, places) for name in found)
    values = {}
    for kind, count in counts.items():
        precision, recall = count["right"] / max(count["found"], 1), count["met"] / max(count["gold"], 1)
        values[kind] = (precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))
    return values


def agree(texts: list[str]) -> None:
    """Share of words whose tag is slovnet's."""
    import natasha

    segmenter, vectors = natasha.Segmenter(), natasha.NewsEmbedding()
    morph, syntax = natasha.NewsMorphTagger(vectors), natasha.NewsSyntaxParser(vectors)
    types, network, tagger = load_types("ru"), load_network("ru", "morph"), load_tagger("ru")
    same, total, heads, rels = 0, 0, 0, 0
    for text in texts:
        doc = natasha.Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        doc.parse_syntax(syntax)
        for sent in doc.sents:
            words = [token.text for token in sent.tokens]
            numbers = np.array([0, *types.encode(words), 0])
            tags = [network.tags[tag] for tag in network.score(numbers).argmax(axis=1)[1:-1]]
            total += len(words)
            same += sum(tag_of(token) == tag for token, tag in zip(sent.tokens, tags, strict=True))
            tokens = split_words(words)
            tree = tagger.parse(tokens, [whole_sentence(tokens)])[0]
            for at, token in enumerate(sent.tokens):
                head = int(token.head_id.split("_")[1]) - 1
                heads += tree.head(at) == (head if head >= 0 else -1)
                rels += tree.rel(at) == token.rel
    print(f"same tags of morphology: {same / total:.5f}, heads {heads / total:.5f}, relations {rels / total:.5f}")
    print(f"of {total} words; the tree differs where slovnet decodes one root by force")


def tag_of(token: object) -> str:
    """Slovnet's tag of a token as our networks write it."""
    pos, feats = token.pos, token.feats  # type: ignore[attr-defined]
    return "|".join([pos, *(f"{name}={feats[name]}" for name in sorted(feats))])


def split_words(words: list[str]) -> tuple:  # type: ignore[type-arg]
    """Tokens of words as they are given."""
    from dragoman.reading.values import Token

    return tuple(Token(at, at + 1, word, word.lower(), "word") for at, word in enumerate(words))


def whole_sentence(tokens: tuple) -> object:  # type: ignore[type-arg]
    """One sentence of all tokens."""
    from dragoman.reading.values import Sentence

    return Sentence(0, 0, len(tokens), 0, len(tokens), 0, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--agree", action="store_true", help="compare tags with slovnet's")
    options = parser.parse_args()
    texts = {
        path.stem: (path.read_text(encoding="utf-8"), load_gold(path)) for path in sorted(options.data.glob("*.txt"))
    }
    readers = {"dragoman": find_ours}
    try:
        readers["slovnet"] = load_slovnet()
    except ImportError:
        print("natasha is not installed: ours alone")
    for name, find in readers.items():
        for kind, (precision, recall, f1) in sorted(score(texts, find).items()):
            print(f"{name:9} {kind}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    if options.agree:
        agree([text for text, _gold in texts.values()])


if __name__ == "__main__":
    main()
