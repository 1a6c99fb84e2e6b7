"""Texts with the answers drawn in them: `[words](label)` is wanted, a line without brackets wants nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from dragoman.model import Document, Published
from dragoman.reading.mark.dates import find_dates
from dragoman.reading.mark.numbers import find_quantities
from dragoman.reading.mark.tagger import load_tagger
from dragoman.reading.text.passages import split_passages
from dragoman.reading.text.sentences import split_sentences
from dragoman.reading.text.tokens import split_tokens
from dragoman.reading.values import Actor, Marked, Somebody

CASES = Path(__file__).parent.parent / "cases"
DRAWN = re.compile(r"\[([^\]]+)\]\(([^)]*)\)")


def read_cases(language: str, stage: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Plain texts of tests/cases/<language>/<stage>.txt with the (words, label) drawn in them."""
    cases = []
    for line in (CASES / language / f"{stage}.txt").read_text(encoding="utf-8").splitlines():
        drawn = line.split("  #")[0].strip()
        if drawn and not drawn.startswith("#"):
            cases.append((DRAWN.sub(r"\1", drawn), DRAWN.findall(drawn)))
    return cases


@cache
def mark_text(text: str, published: str | None = None) -> Marked:
    """A Russian text with tokens, sentences, dates and quantities; `published` is the day of the report."""
    day = Published(date=published, basis="given") if published else None
    marked = Marked(Document(id="case", source="case", language="ru", title=None, published=day, text=text))
    marked.tokens = split_tokens(text)
    marked.passages = split_passages(text, "ru")
    marked.sentences = split_sentences(text, marked.tokens, marked.passages, "ru")
    marked.tokens, _ = load_tagger("ru").tag(marked.tokens, marked.sentences)
    marked.dates = find_dates(marked)
    marked.quantities = find_quantities(marked)
    return marked


def add_person(marked: Marked, words: str, name: str, side: str | None = None, case: str = "Nom") -> None:
    """Makes every place where `words` stand an actor for the person of that name."""
    known = next((item for item in marked.people if item.name == name), None)
    somebody = known or Somebody(len(marked.people), name, name.split()[-1], side=side)
    if known is None:
        marked.people.append(somebody)
    add_actors(marked, words, Actor(0, 0, 0, 0, kind="person", person=somebody.index, side=side, case=case))


def add_actors(marked: Marked, words: str, like: Actor) -> None:
    """Adds actors like one at every place where `words` stand."""
    found = list(marked.actors)
    for match in re.finditer(re.escape(words), marked.text):
        inside = [at for at, token in enumerate(marked.tokens) if match.start() <= token.start < match.end()]
        found.append(
            Actor(
                match.start(), match.end(), inside[0], inside[-1] + 1, kind=like.kind, person=like.person,
                side=like.side, case=like.case,
            )
        )  # fmt: skip
    marked.actors = tuple(sorted(found, key=lambda actor: actor.start))
