"""Draws findings into the text of a report: nested and overlapping spans become well-formed, escaped HTML."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup, escape

from dragoman.model import Passage, Reading, Span

EXCERPT_MARGIN = 90  # code points shown on either side of the evidence: about a line of print


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to draw.

    key: name of the finding, unique in the page ("e1"); the words get the anchor `w-<key>`, or `w-<key>-2` and so on
    for the second place of the same finding. kind: class of the colour. title: what is said on hovering, plain text.
    href: where the small number behind the words leads, "" for none; label: what that number says, the key if "".
    """

    key: str
    kind: str
    start: int
    stop: int
    title: str = ""
    href: str = ""
    label: str = ""
    first: bool = True
    last: bool = True


def cut_marks(marks: Iterable[Mark], breaks: Sequence[int] = ()) -> list[Mark]:
    """The same marks, cut so that any two are apart or one inside the other; none crosses a break.

    Args: breaks: offsets, ascending, that no mark may cross (ends of lines).
    Returns: pieces ordered by start, the longest first; the first and last piece of each mark are marked so.
    """
    waiting = sorted((mark for mark in marks if mark.start < mark.stop), key=_order, reverse=True)
    pieces: list[Mark] = []
    open_stops: list[int] = []
    while waiting:
        mark = waiting.pop()
        while open_stops and open_stops[-1] <= mark.start:
            open_stops.pop()
        limit = min((*open_stops[-1:], _next_break(breaks, mark.start), mark.stop))
        if mark.stop > limit:
            rest = replace(mark, start=limit, first=False)
            mark = replace(mark, stop=limit, last=False)
            _insert(waiting, rest)
        pieces.append(mark)
        open_stops.append(mark.stop)
    return pieces


def _next_break(breaks: Sequence[int], offset: int) -> int:
    place = bisect_right(breaks, offset)
    return breaks[place] if place < len(breaks) else sys.maxsize


def _order(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -mark.stop, mark.key


def _insert(waiting: list[Mark], mark: Mark) -> None:
    """Puts a mark into a list that is sorted backwards."""
    place = len(waiting)
    while place and _order(waiting[place - 1]) < _order(mark):
        place -= 1
    waiting.insert(place, mark)


def draw_text(text: str, start: int, stop: int, marks: Iterable[Mark]) -> Markup:
    """HTML of `text[start:stop]`, escaped, with the marks inside it; nothing that crosses its ends is lost."""
    inside = [
        replace(
            mark,
            start=max(mark.start, start),
            stop=min(mark.stop, stop),
            first=mark.first and mark.start >= start,
            last=mark.last and mark.stop <= stop,
        )
        for mark in marks
        if mark.start < stop and mark.stop > start
    ]
    out: list[str] = []
    open_marks: list[Mark] = []
    position = start
    for mark in cut_marks(inside):
        position = _close(text, out, open_marks, position, mark.start)
        out.append(escape(text[position : mark.start]))
        out.append(_opening(mark))
        open_marks.append(mark)
        position = mark.start
    position = _close(text, out, open_marks, position, stop)
    out.append(escape(text[position:stop]))
    return Markup("".join(out))


def _close(text: str, out: list[str], open_marks: list[Mark], position: int, until: int) -> int:
    """Writes the text and the closing tags of all marks that end at or before `until`."""
    while open_marks and open_marks[-1].stop <= until:
        mark = open_marks.pop()
        out.append(escape(text[position : mark.stop]))
        out.append(_closing(mark))
        position = mark.stop
    return position


def _opening(mark: Mark) -> str:
    anchor = Markup(' id="w-{}"').format(mark.key) if mark.first else ""
    title = Markup(' title="{}"').format(mark.title) if mark.title else ""
    return Markup('<mark class="k-{}" data-key="{}"{}{}>').format(mark.kind, mark.key, anchor, title)


def _closing(mark: Mark) -> str:
    link = (
        Markup('<a class="ref" href="{}">{}</a>').format(mark.href, mark.label or mark.key)
        if mark.href and mark.last
        else ""
    )
    return Markup("</mark>{}").format(link)


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the report, ready to print, with the kind of passage that it stands in, and where it begins."""

    kind: str
    html: Markup
    start: int = 0


def draw_report(reading: Reading, marks: Iterable[Mark]) -> list[Block]:
    """The report line by line; a line that holds several passages is divided between them."""
    text = reading.document.text
    bounds = _bounds(text, reading.passages)
    waiting = cut_marks(anchor_marks(marks), bounds)
    blocks = []
    place = 0
    for start, stop in pairwise(bounds):
        inside = []
        while place < len(waiting) and waiting[place].start < stop:
            inside.append(waiting[place])
            place += 1
        if text[start:stop].strip():
            blocks.append(Block(_kind_at(reading.passages, start), draw_text(text, start, stop, inside), start))
    return blocks


def anchor_marks(marks: Iterable[Mark]) -> list[Mark]:
    """The marks with one anchor a key: the same id may not stand twice in a page."""
    seen: set[str] = set()
    out = []
    for mark in sorted(marks, key=_order):
        out.append(replace(mark, first=mark.key not in seen))
        seen.add(mark.key)
    return out


def _bounds(text: str, passages: Sequence[Passage]) -> list[int]:
    """Offsets at which a line or a passage begins or ends."""
    bounds = {0, len(text)}
    for passage in passages:
        bounds.update((min(passage.start, len(text)), min(passage.stop, len(text))))
    for index, sign in enumerate(text):
        if sign == "\n":
            bounds.update((index, index + 1))
    return sorted(bounds)


def _kind_at(passages: Sequence[Passage], offset: int) -> str:
    inside = [passage for passage in passages if passage.start <= offset < passage.stop]
    return min(inside, key=lambda passage: passage.stop - passage.start).kind if inside else "body"


def draw_excerpt(text: str, spans: Sequence[Span], marks: Sequence[Mark], margin: int = EXCERPT_MARGIN) -> Markup:
    """The stretches around the spans, joined by an ellipsis, with the marks drawn in."""
    windows: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: span.start):
        start, stop = _widen(text, span.start, span.stop, margin)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(windows[-1][1], stop))
        else:
            windows.append((start, stop))
    parts = []
    for start, stop in windows:
        before = "… " if start > 0 and text[start - 1] != "\n" else ""
        after = " …" if stop < len(text) and text[stop] != "\n" else ""
        parts.append(Markup("<p>{}{}{}</p>").format(before, draw_text(text, start, stop, marks), after))
    return Markup("").join(parts)


def _widen(text: str, start: int, stop: int, margin: int) -> tuple[int, int]:
    """Window around a span: whole words, never past the line."""
    left = max(start - margin, text.rfind("\n", 0, start) + 1)
    right_line = text.find("\n", stop)
    right = min(stop + margin, len(text) if right_line < 0 else right_line)
    while left > 0 and left < start and not text[left - 1].isspace():
        left += 1
    while right < len(text) and right > stop and not text[right].isspace():
        right -= 1
    return left, right
