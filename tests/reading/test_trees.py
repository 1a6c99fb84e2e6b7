"""Trees of the network are no proof of trees: some go round, and a reading must end all the same."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dragoman.model import Document
from dragoman.reading.reader import mark_document, understand_document
from dragoman.reading.understand.circumstances import head_of, is_of_other_noun
from dragoman.reading.understand.trees import Clause
from dragoman.reading.values import Marked, Tree

TEXT = "Министр, который прибыл 5 мая 2021 года в Астану, встретился с послом Ерланом Сатпаевым."


def go_round(tree: Tree) -> Tree:
    """The tree with each word hanging on the next and the last on the first."""
    size = len(tree.heads)
    heads = tuple(tree.first + (at + 1) % size for at in range(size))
    children = tuple((tree.first + (at - 1) % size,) for at in range(size))
    return Tree(tree.first, heads, tuple("amod" for _ in heads), children)


@pytest.fixture
def marked() -> Marked:
    """A marked text whose only tree goes round."""
    found = mark_document(Document(id="t", source="", language="ru", title=None, published=None, text=TEXT))
    assert list(found.trees) == [0]
    found.trees = {0: go_round(found.trees[0])}
    return found


def test_a_round_tree_ends(marked: Marked) -> None:
    reading = understand_document(marked)
    assert [one.name for one in reading.people] == ["Ерлан Сатпаев"]


def test_climbs_of_a_round_tree_end(marked: Marked) -> None:
    clause = Clause(marked, marked.sentences[0])
    pronoun = next(at for at, token in enumerate(marked.tokens) if token.norm == "который")
    assert [actor.last <= pronoun for actor in clause.antecedent(pronoun)] == [True]
    (date,) = marked.dates
    trigger = next(one for one in clause.triggers if one.family == "meeting")
    assert head_of(clause, date) == date.last
    assert not is_of_other_noun(clause, trigger, date)


def test_governors_are_the_heads_above(marked: Marked) -> None:
    clause = Clause(marked, marked.sentences[0])
    above = list(clause.governors(0, 5))
    assert above == [1, 2, 3, 4, 5]
    assert all(clause.head(low) == high for low, high in pairwise(above))
