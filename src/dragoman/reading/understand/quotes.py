"""Quotations of Russian typography: where each outermost pair of marks opens and closes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MARKS = re.compile('[«»„“”"]')
NESTED = 2  # marks open: the speech and a name inside
SAID = re.compile(r",\s*[-–—]\s|[.!?]?\s*$")  # what follows the end of speech
RESUMED = re.compile(r"[\"»”],?\s*[-–—]\s[^\"«»„“”]{3,90}?[.,:]\s*[-–—]\s")  # the source inside broken speech
OPENING, CLOSING = frozenset("«„"), frozenset("»")
PAIRS = {"«": "»", "„": "“", "“": "”", '"': '"', "”": "”"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Offsets of a quotation with its marks; `inner` is without them."""

    start: int
    stop: int

    @property
    def inner(self) -> tuple[int, int]:
        """Offsets of the words."""
        return self.start + 1, self.stop - 1


@lru_cache(4)
def find_quotes(text: str) -> tuple[Quote, ...]:
    """Outermost quotations in order; marks that never close inside their line open nothing."""
    found: list[Quote] = []
    start = 0
    for line in text.split("\n"):
        found.extend(line_quotes(line, start))
        start += len(line) + 1
    return tuple(found)


def line_quotes(line: str, offset: int) -> list[Quote]:
    """Quotations of one line; `offset` is where the line starts in the document."""
    line = line.replace("''", '" ').replace("``", '" ')
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for match in MARKS.finditer(line):
        at, sign = match.start(), match.group()
        if is_opening(line, at, stack):
            stack.append((sign, at))
        elif stack:
            partner = 0 if closes_all(line, at, stack) else find_partner(sign, stack)
            pairs.append((stack[partner][1], at + 1))
            del stack[partner:]
        elif (opened := resumed_at(line, at)) is not None:
            pairs.append((opened, at + 1))
    outer: list[Quote] = []
    for start, stop in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if not outer or start + offset >= outer[-1].stop:
            outer.append(Quote(start + offset, stop + offset))
    return outer


def resumed_at(line: str, at: int) -> int | None:
    """Where speech goes on that a lone mark closes: «"...", - сказал он. - Мы готовы"», None where it does not."""
    resumed = [match.end() - 1 for match in RESUMED.finditer(line, 0, at)]
    return resumed[-1] if resumed and not MARKS.search(line, resumed[-1], at) else None


def is_opening(line: str, at: int, stack: list[tuple[str, int]]) -> bool:
    """Whether a mark opens a quotation where it stands."""
    sign = line[at]
    if sign in OPENING or sign in CLOSING:
        return sign in OPENING
    before = line[at - 1] if at else " "
    after = line[at + 1] if at + 1 < len(line) else " "
    loose = before.isspace() or before in '([—–-«„"'
    if sign == "“" and any(mark == "„" for mark, _ in stack):
        return False
    return loose and not after.isspace() and after not in ".,;:!?)"


def closes_all(line: str, at: int, stack: list[tuple[str, int]]) -> bool:
    """Whether one straight mark closes an inner name and the speech around it: «"... акции "Луча", - сказал он»."""
    if line[at] != '"' or len(stack) < NESTED or any(mark != '"' for mark, _ in stack):
        return False
    return SAID.match(line, at + 1) is not None


def find_partner(sign: str, stack: list[tuple[str, int]]) -> int:
    """The index of the open mark that a closing one closes: its own pair, else the latest."""
    for index in range(len(stack) - 1, -1, -1):
        mark = stack[index][0]
        if PAIRS[mark] == sign or (sign in "“”" and mark in "„“") or (sign == "»" and mark == "«"):
            return index
    return len(stack) - 1
