"""How near to the source an outlet is: 1 a ministry or body itself, 2 a state or news agency, 3 the press."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dragoman.model import Document

PRESS = 3


@cache
def load_outlets() -> tuple[tuple[str, int], ...]:
    """Words of names and addresses -> tier (data/outlets.tsv), in the order in which they are tried."""
    text = (files("dragoman.record") / "data" / "outlets.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:] if line)
    return tuple((words, int(tier)) for words, tier, _note in rows)


def find_tier(document: Document) -> int:
    """The tier of the outlet of a report; the press where nothing tells."""
    named = f"{document.outlet or ''} {document.url or ''}".lower()
    return next((tier for words, tier in load_outlets() if words in named), PRESS)
