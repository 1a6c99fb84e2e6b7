"""The networks: what is kept changes no answer, names may open a text, full stops of initials are words to them."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.errors import LanguageError
from dragoman.reading.mark import network
from dragoman.reading.mark.network import (
    FirstLayer,
    Network,
    PathFinder,
    WordTypes,
    load_network,
    load_types,
    load_weights,
    weights_folder,
)
from dragoman.reading.mark.tagger import attach_words, lay_out, load_tagger, spell_rows
from dragoman.reading.text.passages import split_passages
from dragoman.reading.text.sentences import split_sentences
from dragoman.reading.text.tokens import split_tokens
from dragoman.reading.values import Sentence

TEXT = "Министр Ерлан Сабитов встретился в Риме с послом Италии. Г. Кастелли прибыл из Вены."


def find_names(text: str) -> list[tuple[str, str]]:
    """Kind and words of the names of a text."""
    tokens = split_tokens(text)
    sentences = split_sentences(text, tokens, split_passages(text, "ru"), "ru")
    _tokens, names = load_tagger("ru").tag(tokens, sentences)
    return [(kind, text[tokens[first].start : tokens[last - 1].stop]) for kind, first, last in names]


@pytest.mark.parametrize("name", ["ner", "morph", "syntax"])
def test_small_table_gives_the_same_states(name: str) -> None:
    """Layer 1 that is dropped and made anew is the layer 1 that was kept."""
    words = [token.text for token in split_tokens(TEXT)]
    others = [chr(1072 + at % 32) * (1 + at // 32) for at in range(40)]
    types = load_types("ru")
    wanted = load_network("ru", name).run(np.array([0, *types.encode(words), 0]))
    weights = load_weights("ru", name)
    small = Network(weights, FirstLayer(types, [weights], kept=64))
    for batch in (words, others, words, others[::-1], words):
        found = small.run(np.array([0, *types.encode(batch), 0]))
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("tiles", [1, 2, 7])
def test_six_products_are_the_convolution(tiles: int) -> None:
    rng = np.random.default_rng(tiles)
    state = rng.normal(size=(tiles * network.TILE + 2, 5)).astype(np.float32)
    kernel, bias = rng.normal(size=(5, 9)).astype(np.float32), rng.normal(size=3).astype(np.float32)
    plain = network.convolve_plainly(state, kernel, bias)
    found = network.convolve_rows(state, network.transform_kernel(kernel), bias)
    np.testing.assert_allclose(found[1:-1], plain[1:-1], rtol=1e-4, atol=1e-4)


def test_numbers_given_anew_give_the_same_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "KNOWN_TYPES", 32)
    types = WordTypes(load_types("ru").vectors)
    weights = load_weights("ru", "ner")
    fresh = Network(weights, FirstLayer(types, [weights], kept=64))
    words = [token.text for token in split_tokens(TEXT)]
    first = fresh.score(np.array([0, *types.encode(words), 0]))
    fresh.score(np.array([0, *types.encode([f"слово{at}" for at in range(25)]), 0]))
    assert types.age == 1
    numbers = types.encode([*words[:4], "слово24", *[f"новое{at}" for at in range(12)]])
    assert types.age == 2  # words that had numbers and words that had none have some now
    assert len(set(numbers[:4])) == 4
    assert set(numbers[4:]) == {numbers[4]}  # words without a vector and of one shape are one to the networks
    again = fresh.score(np.array([0, *types.encode(words), 0]))
    np.testing.assert_allclose(first, again, rtol=1e-5, atol=1e-5)


def test_networks_that_share_layer_1_do_not_see_one_another() -> None:
    types = load_types("ru")
    numbers = np.array([0, *types.encode([token.text for token in split_tokens(TEXT)]), 0])
    weights = {name: load_weights("ru", name) for name in ("ner", "morph")}
    shared = FirstLayer(types, list(weights.values()), kept=64)
    for order, (_name, each) in enumerate(weights.items()):
        alone = Network(each, FirstLayer(types, [each], kept=64)).score(numbers)
        np.testing.assert_allclose(Network(each, shared, order).score(numbers), alone, rtol=1e-4, atol=1e-4)


def test_a_full_stop_of_initials_stands_on_its_own() -> None:
    tokens = split_tokens("В 2021 г. Г. Кастелли прибыл. ...")
    group = [Sentence(0, 0, 0, 0, len(tokens), 0, 0)]
    words, aside = spell_rows(tokens, group)
    assert words == ["", "В", "2021", "г", ".", "Г", ".", "Кастелли", "прибыл", ".", "...", ""]
    assert aside == [4, 6]
    rows, numbers = lay_out(words, aside, load_types("ru"))
    assert rows.tolist() == [1, 2, 3, 5, 7, 8, 9, 10]
    assert (len(numbers) - 2) % network.TILE == 0
    assert numbers[[0, *range(len(words) - 1, len(numbers))]].max() == 0


def test_trees_of_a_text_are_those_of_its_sentences() -> None:
    rng = np.random.default_rng(3)
    arrays = load_network("ru", "syntax").arrays
    sizes = [5, 1, 9]
    state = rng.normal(size=(sum(sizes), len(arrays["scale"]))).astype(np.float32)
    together = list(attach_words(state, sizes, arrays))
    alone = [next(attach_words(part, [len(part)], arrays)) for part in np.split(state, np.cumsum(sizes)[:-1])]
    assert together == alone
    assert all(0 <= head <= len(heads) for heads, _rels in together for head in heads)


def test_sentences_do_not_see_one_another() -> None:
    """A text gives the tags that its sentences give alone."""
    tagger = load_tagger("ru")
    tokens = split_tokens(TEXT)
    sentences = split_sentences(TEXT, tokens, split_passages(TEXT, "ru"), "ru")
    assert len(sentences) == 2
    together, _names = tagger.tag(tokens, sentences)
    apart = [tagger.tag(tokens, [sentence])[0][sentence.first : sentence.last] for sentence in sentences]
    assert together == apart[0] + apart[1]


def test_names_are_found_with_initials() -> None:
    assert find_names(TEXT) == [
        ("person", "Ерлан Сабитов"),
        ("place", "Риме"),
        ("place", "Италии"),
        ("person", "Г. Кастелли"),
        ("place", "Вены"),
    ]


def test_name_may_open_a_text_and_a_common_noun_may_not() -> None:
    assert ("place", "Москва") in find_names("Москва ответит на ноту.")
    assert ("place", "Американцы") not in find_names("Американцы смогут приехать позже.")


def test_decoding_is_viterbi() -> None:
    """Cutting at certain «O» gives the path that a plain search gives."""
    rng = np.random.default_rng(7)
    moves = rng.normal(size=(5, 5)).astype(np.float32)
    for _ in range(40):
        scores = rng.normal(scale=3, size=(12, 5)).astype(np.float32)
        scores[:, 4] += rng.choice([0, 6], size=12)
        gaps = np.zeros(12, np.bool_)
        gaps[[0, 11]] = True
        found = PathFinder(moves, 4).decode(scores, gaps)[1:-1]
        assert worth_of(found, scores[1:-1], moves) == pytest.approx(best_worth(scores[1:-1], moves), abs=1e-3)


def worth_of(path: np.ndarray, scores: np.ndarray, moves: np.ndarray) -> float:
    """What a path is worth."""
    return float(scores[np.arange(len(path)), path].sum() + moves[path[:-1], path[1:]].sum())


def best_worth(scores: np.ndarray, moves: np.ndarray) -> float:
    """What the best path is worth."""
    best = scores[0]
    for row in scores[1:]:
        best = (best[:, None] + moves).max(axis=0) + row
    return float(best.max())


def test_language_without_weights_is_named() -> None:
    with pytest.raises(LanguageError, match="'xx'"):
        weights_folder("xx")
