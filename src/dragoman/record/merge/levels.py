"""How high an office is: leader, minister, deputy or envoy, by its words (data/levels.tsv, tried in their order)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

JOINTS = re.compile(r"\s[–—-]\s|[,;(]|\s(?:и|және|and)\s")


@cache
def load_levels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Level and pattern of each line; `*` stands for any ending."""
    text = (files("dragoman.record") / "data" / "levels.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if line]
    return tuple((level, to_pattern(words)) for level, words, _example in rows)


def to_pattern(words: str) -> re.Pattern[str]:
    """Words with `*` for any letters and `~` for the endings of a short participle, as a pattern for a text."""
    pattern = re.escape(words).replace(r"\~", "~").replace("~", "(?:а|о|ы)?")
    pattern = pattern.replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return re.compile(rf"\b{pattern}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def find_levels(office: str | None) -> frozenset[str]:
    """The levels of an office, several where it joins several: deputy prime minister and foreign minister."""
    levels = (find_level(part) for part in JOINTS.split(office or ""))
    return frozenset(level for level in levels if level)


@lru_cache(maxsize=20_000)
def find_level(office: str | None) -> str | None:
    """The level of an office; None where its words do not tell."""
    if not office:
        return None
    return next((level for level, pattern in load_levels() if pattern.search(office)), None)
