"""The gate before the reading: may a report hold a diplomatic event at all; a look at its letters, no tokens.

One pass of an expression for each of two questions: is there a word of contact, is there an official. It works through
some 50 MB of text a second (benchmarks/reading.py); what it lets through is read as always.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from dragoman.reading.languages.lexicon import load_words

MIN_STEM, ENDING = 4, 3  # letters that a stem keeps at least, and that an ending may have
GATED = frozenset({"ru"})  # languages with a list triggers.tsv


def has_trigger(text: str, language: str = "ru") -> bool:
    """Whether a text may tell of a diplomatic contact; a language without a list is let through."""
    if language not in GATED:
        return True
    folded = text.lower().replace("ё", "е")
    strong, weak, official = gate_patterns(language)
    if strong.search(folded):
        return True
    return weak.search(folded) is not None and official.search(folded) is not None


@cache
def gate_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The expressions of strong contacts, weak contacts and officials, each at the beginning of a word."""
    words = load_words(language, "triggers")
    strong = [word.form for word in words if word.kind == "contact" and word.strong]
    weak = [word.form for word in words if word.kind == "contact" and not word.strong]
    official = [word.form for word in words if word.kind == "official"]
    weak.extend(contact_stems(language, stem_pattern(strong + weak)))
    return stem_pattern(strong), stem_pattern(weak), stem_pattern(official)


def contact_stems(language: str, listed: re.Pattern[str]) -> set[str]:
    """Stems of the words of contacts.tsv that no listed stem finds: the longest word of each without its ending."""
    forms = [word.form.replace("ё", "е") for word in load_words(language, "contacts") if word.kind != "light.verb"]
    longest = [max(form.lower().split(), key=len) for form in forms if not listed.search(form.lower())]
    return {word[: max(MIN_STEM, len(word) - ENDING)] for word in longest}


def stem_pattern(stems: Iterable[str]) -> re.Pattern[str]:
    """An expression of words that begin with one of the stems: a tree of letters, four times faster than a choice."""
    tree: dict[str, Any] = {}
    for stem in stems:
        node = tree
        for letter in stem:
            node = node.setdefault(letter, {})
        node[""] = {}
    return re.compile(rf"\b{tree_pattern(tree)}")


def tree_pattern(node: dict[str, Any]) -> str:
    """The expression of a tree of letters; where a stem ends, its longer sisters need not be tried."""
    if "" in node:
        return ""
    choices = [re.escape(letter) + tree_pattern(node[letter]) for letter in sorted(node)]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
