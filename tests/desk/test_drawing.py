"""Marks in text: whatever overlaps, the HTML is well-formed and holds every letter once."""

import html
import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from dragoman.desk.drawing import Mark, cut_marks, draw_excerpt, draw_text
from dragoman.model import Span

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


@st.composite
def marked(draw):
    text = draw(TEXT)
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = draw(st.lists(bounds, max_size=8))
    return text, [Mark(f"m{n}", "encounter", min(s), max(s), "<t>", "#x") for n, s in enumerate(spans) if s[0] != s[1]]


@given(marked())
def test_marked_text_is_well_formed_and_whole(case):
    text, marks = case
    drawn = draw_text(text, 0, len(text), marks)
    ElementTree.fromstring(f"<p>{drawn}</p>")
    bare = re.sub(r'<a class="ref".*?</a>', "", drawn)
    assert html.unescape(re.sub(r"<[^>]*>", "", bare)) == text


@given(marked())
def test_pieces_of_marks_nest(case):
    _text, marks = case
    pieces = cut_marks(marks)
    for left in pieces:
        for right in pieces:
            apart = left.stop <= right.start or right.stop <= left.start
            within = left.start <= right.start and right.stop <= left.stop
            assert apart or within or (right.start <= left.start and left.stop <= right.stop)


@given(marked())
def test_every_mark_opens_once_and_ends_once(case):
    _text, marks = case
    pieces = cut_marks(marks)
    for mark in marks:
        own = [piece for piece in pieces if piece.key == mark.key]
        assert sum(piece.first for piece in own) == 1
        assert sum(piece.last for piece in own) == 1
        assert sum(piece.stop - piece.start for piece in own) == mark.stop - mark.start


@given(marked(), st.integers(0, 30))
def test_an_excerpt_holds_the_words_that_it_is_of(case, margin):
    text, marks = case
    spans = [Span(start=mark.start, stop=mark.stop) for mark in marks]
    drawn = html.unescape(
        re.sub(r"<[^>]*>", "", re.sub(r'<a class="ref".*?</a>', "", draw_excerpt(text, spans, [], margin)))
    )
    for span in spans:
        assert text[span.start : span.stop] in drawn
