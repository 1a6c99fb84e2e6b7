"""Which office words mean: data/office_words.tsv sorts «глава МИД» and "foreign minister" under one kind."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dragoman.register.tables import on_forget, read_table, remember

KAZAKH = re.compile("[әғқңөұүһі]")
CYRILLIC = re.compile("[а-яё]")
# Kinds that words alone cannot tell apart, and the kinds that they may stand for.
WIDER = {
    "leader": ("head_of_state", "head_of_government", "supreme_leader", "head_of_organisation"),
    "state_secretary": ("state_secretary", "foreign_minister"),
    "head_of_state": ("head_of_state", "supreme_leader", "head_of_commission", "head_of_council"),
    "minister": ("minister", "finance_minister", "defence_minister", "treasury_secretary", "foreign_minister"),
    "envoy": ("special_representative", "ambassador"),
    "chair": ("chair_in_office", "head_of_organisation", "head_of_commission", "speaker", "head_of_council"),
}
SECRETARY_IS_MINISTER = ("US", "VA", "PH")  # where the secretary of state is the foreign minister


@remember
def load_kinds() -> dict[str, bool]:
    """Kind of office -> whether one holds it at a time for a side."""
    return {row["kind"]: row["holders"] == "one" for row in read_table("kinds")}


@remember
def load_patterns() -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
    """Language -> (pattern, kind), in the order in which they are tried."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for row in read_table("office_words"):
        found.setdefault(row["language"], []).append((make_pattern(row["form"]), row["kind"]))
    return {language: tuple(patterns) for language, patterns in found.items()}


def make_pattern(form: str) -> re.Pattern[str]:
    """A form as a pattern: whole words, `*` ends a stem, `…` leaves out any words, `^` begins the office."""
    start = r"^" if form.startswith("^") else r"(?<!\w)"
    body = re.escape(form.lstrip("^")).replace(r"\*", r"\w*").replace("…", r"\b.*\b").replace(r"\ ", r"\s+")
    return re.compile(start + body + r"(?!\w)")


@lru_cache(maxsize=50_000)
def parse_office(words: str, language: str | None = None) -> str | None:
    """The kind of an office from its words, nominative or not; None where the lists do not know it.

    Args: language: ru, kk or en; None goes by the letters.
    """
    text = unicodedata.normalize("NFC", words).lower().replace("ё", "е").replace("–", "-").replace("‑", "-")
    for code in (language,) if language else guess_languages(text):
        for pattern, kind in load_patterns().get(code, ()):
            if pattern.search(text):
                return kind
    return None


def guess_languages(text: str) -> tuple[str, ...]:
    """The languages that words in small letters may be of, the likeliest first."""
    if KAZAKH.search(text):
        return ("kk", "ru")
    return ("ru", "kk") if CYRILLIC.search(text) else ("en",)


def widen_kind(kind: str, side: str | None = None) -> tuple[str, ...]:
    """The kinds of office that a kind of words may stand for, of a side."""
    if kind == "state_secretary" and side:
        return ("foreign_minister",) if side in SECRETARY_IS_MINISTER else ("state_secretary",)
    return WIDER.get(kind, (kind,))


on_forget(parse_office.cache_clear)
