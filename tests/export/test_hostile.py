"""Whatever a report says, no form breaks and none takes it for its own language."""

from __future__ import annotations

import io
import json
from datetime import date
from xml.etree import ElementTree

import docx
import msgspec
import networkx
import pypdf
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Event

from dragoman.export.briefing import Briefing, Line, Section, Subject, render_docx, render_markdown, render_pdf
from dragoman.export.calendar import make_encounter
from dragoman.export.feed import make_entry
from dragoman.export.graph import write_graph
from dragoman.export.labels import printable
from dragoman.export.places import write_places
from dragoman.model import Place
from dragoman.record.values import Attendance, MergedEncounter

from .reports import HOSTILE
from .test_eventdata import make_meeting

TODAY = date(2029, 6, 1)
texts = st.one_of(
    st.text(max_size=60),
    st.sampled_from([HOSTILE, "]]>", "<!--", "#{", "\\end", "&#0;", "%PDF", "{{x}}", "\u202e", "a\u0301"]),
).map(lambda text: f"§{text}")  # a sign before it: no chance name of a country


def make_hostile(text: str) -> MergedEncounter:
    """A meeting in a place of that name, of two persons of that name."""
    seats = tuple(Attendance(person=text, office=text, side=side, key=f"~{text}{side}") for side in ("KZ", "US"))
    return msgspec.structs.replace(
        make_meeting("KZ", "US"), participants=seats, place=Place(name=text), format=text or None
    )


def flatten(text: str) -> str:
    """Text without blanks, as it may be broken anew."""
    return "".join(printable(text).split())


@given(texts)
def test_xml_forms_stay_xml(text: str) -> None:
    """Atom and GraphML parse, and the name comes back."""
    entry = ElementTree.fromstring(ElementTree.tostring(make_entry(make_hostile(text), [], TODAY, "en")))
    assert flatten(text) in flatten("".join(entry.itertext()))
    out = io.BytesIO()
    write_graph([make_hostile(text)], out, "en")
    graph = networkx.read_graphml(io.BytesIO(out.getvalue()))
    assert sum(data.get("kind") == "person" for _key, data in graph.nodes(data=True)) in (0, 2)


@given(texts)
def test_calendar_stays_a_calendar(text: str) -> None:
    """An event parses back to one event, with the place."""
    event = make_encounter(make_hostile(text), TODAY, "en")
    assert event is not None
    again = Event.from_ical(event.to_ical())
    assert flatten(text) in flatten(str(again["location"]))
    assert again.subcomponents == []


@given(texts)
def test_map_stays_json(text: str) -> None:
    """GeoJSON parses, and the name comes back."""
    out = io.BytesIO()
    write_places([make_hostile(text)], out, "en")
    (feature,) = json.loads(out.getvalue())["features"]
    assert feature["properties"]["name"] == text
    assert feature["geometry"] is None


@settings(max_examples=30, deadline=None)
@given(texts)
def test_papers_print_what_is_said(text: str) -> None:
    """Word and PDF open; Word has the words as they are; Markdown has no line that they began."""
    line = Line(text=text, quote=text or None, note=text or None)
    briefing = Briefing(
        subject=Subject(kind="format", keys=("x",)),
        language="en",
        today="2029-06-01",
        title=text,
        summary=(line,),
        sections=(Section(kind="contacts", heading=text, lines=(line,)),),
        citations=(),
    )
    shown = "".join(one.text for one in docx.Document(io.BytesIO(render_docx(briefing))).paragraphs)
    assert flatten(text) in flatten(shown)
    assert len(pypdf.PdfReader(io.BytesIO(render_pdf(briefing))).pages) == 1
    assert len(render_markdown(briefing).decode().split("\n")) == 10
