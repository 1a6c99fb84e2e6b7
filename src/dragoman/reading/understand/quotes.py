"""Quotations of Russian typography: where each outermost pair of marks opens and closes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MARKS = re.compile('[«»„“”"]')
NESTED = 2  # marks open: the speech and a name inside
SAID = re.compile(r",\s*[-–—]\s|[.!?]?\s*$")  # what follows the end of speech
RESUMED = re.compile(r"[\"»”],?\s*[-–—]\s[^\"«»„“”]{3,90}?[.,:]\s*[-–—]\s")  # the source inside broken speech
TOLD = re.compile(r"[\"»”]?[,!?]\s+[-–—]\s+(?=[а-яё])")  # the end of speech before its source
MAX_LINES = 4  # that speech goes on over
OPENING, CLOSING = frozenset("«„"), frozenset("»")
PAIRS = {"«": "»", "„": "“", "“": "”", '"': '"', "”": "”"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Offsets of a quotation with its marks; `inner` is without them; `bare`: its opening mark was lost."""

    start: int
    stop: int
    bare: bool = False

    @property
    def inner(self) -> tuple[int, int]:
        """Offsets of the words."""
        return self.start + (not self.bare), self.stop - 1


@dataclass(frozen=True, slots=True)
class Line:
    """The quotations of one line; where a mark opens that its line never closes, and one closes that none opened."""

    quotes: tuple[Quote, ...]
    opened: int | None = None
    closed: int | None = None


@lru_cache(4)
def find_quotes(text: str) -> tuple[Quote, ...]:
    """Outermost quotations in order, those that go on over several lines included."""
    lines: list[Line] = []
    start = 0
    for words in text.split("\n"):
        if words.strip():
            lines.append(line_quotes(words, start))
        start += len(words) + 1
    found: list[Quote] = []
    reached = 0
    for number, line in enumerate(lines):
        found.extend(quote for quote in line.quotes if quote.start >= reached)
        long = None
        if line.opened is not None:
            if line.opened >= reached:
                long = long_quote(line.opened, lines[number + 1 : number + 1 + MAX_LINES])
            long = long or unclosed_quote(text, line.opened)
        if long is None and line.closed is not None and line.closed >= reached and not line.quotes:
            long = unopened_quote(text, line.closed)
        if long is not None:
            found = [quote for quote in found if quote.stop <= long.start or quote.start >= long.stop] + [long]
            reached = long.stop
    return tuple(sorted(found, key=lambda quote: quote.start))


def long_quote(opened: int, following: list[Line]) -> Quote | None:
    """Speech of several lines: a mark opens before them, and nothing else opens before it closes."""
    for line in following:
        if line.closed is not None:
            return Quote(opened, line.closed + 1)
        if line.opened is not None:
            return None
    return None


def unclosed_quote(text: str, opened: int) -> Quote | None:
    """Speech whose closing mark was lost: «"Мы готовы, — сказал посол.» at the start of a line."""
    line_start = text.rfind("\n", 0, opened) + 1
    line_stop = text.find("\n", opened)
    source = TOLD.search(text, opened, line_stop if line_stop >= 0 else len(text))
    before = text[line_start:opened].rstrip()
    if source is None or (before and before[-1] not in '.!?:»"'):
        return None
    return Quote(opened, source.start() + 1)


def unopened_quote(text: str, closed: int) -> Quote | None:
    """Speech whose opening mark was lost: «Мы готовы», — сказал посол» with nothing open in its line."""
    start = text.rfind("\n", 0, closed) + 1
    while start < closed and text[start].isspace():
        start += 1
    return Quote(start, closed + 1, bare=True) if TOLD.match(text, closed + 1) else None


def line_quotes(line: str, offset: int) -> Line:
    """Quotations of one line; `offset` is where the line starts in the document."""
    line = line.replace("''", '" ').replace("``", '" ')
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    lone: list[int] = []
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
        elif line[:at].strip():
            lone.append(at + offset)
    outer: list[Quote] = []
    for start, stop in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if not outer or start + offset >= outer[-1].stop:
            outer.append(Quote(start + offset, stop + offset))
    opened_at = stack[0][1] + offset if stack else None
    return Line(tuple(outer), opened_at, lone[0] if lone else None)


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
