"""A briefing as PDF, set by Typst with the fonts that it carries (Libertinus Serif, SIL Open Font License)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import typst

from dragoman.export.labels import clip, quote, say, say_date
from dragoman.export.values import Briefing, Citation, Line

SIZES = (10.0, 9.5, 9.0, 8.5)  # points; the first that fits is taken, the last whatever happens
MOST_PAGES = 2
SHORT_WORDS = 160  # letters of a source's words; the line above has them in full


def write_pdf(briefing: Briefing) -> bytes:
    """The briefing as PDF, A4; bytes depend on the briefing alone (and the version of Typst)."""
    data = json.dumps(draw_briefing(briefing), ensure_ascii=False, sort_keys=True)
    pages = [b""]
    for size in SIZES:
        pages = compile_pages({"briefing": data, "size": str(size)}, "svg")
        if len(pages) <= MOST_PAGES:
            break
    return compile_pages({"briefing": data, "size": str(size)}, "pdf")[0]


def compile_pages(inputs: dict[str, str], form: Literal["pdf", "svg", "png"]) -> list[bytes]:
    """What Typst makes of the template: pages for "svg" and "png", one file for "pdf"."""
    made: Any = typst.compile(load_template(), format=form, sys_inputs=inputs, ignore_system_fonts=True)
    return made if isinstance(made, list) else [made]


@cache
def load_template() -> bytes:
    """The template of data/briefing.typ."""
    return (files("dragoman.export") / "data" / "briefing.typ").read_bytes()


def draw_briefing(briefing: Briefing) -> dict[str, Any]:
    """The briefing as the template takes it: every text ready to be printed."""
    language = briefing.language
    year, month, day = (int(part) for part in briefing.today.split("-"))
    prepared = say("prepared", language, say_date(briefing.today, language))
    return {
        "title": briefing.title,
        "language": language,
        "day": {"year": year, "month": month, "day": day},
        "about": f"{say('briefing', language)}, {prepared}",
        "none": say("none", language),
        "summary": [draw_line(line, language) for line in briefing.summary],
        "sections": [
            {"heading": section.heading, "lines": [draw_line(line, language) for line in section.lines]}
            for section in briefing.sections
        ],
        "sources_heading": say("sources", language),
        "sources": [draw_source(one, language) for one in briefing.citations],
    }


def draw_line(line: Line, language: str) -> dict[str, Any]:
    """A line for the template."""
    return {
        "text": line.text,
        "quote": quote(clip(line.quote), language) if line.quote else None,
        "note": line.note,
        "citations": list(line.citations),
    }


def draw_source(one: Citation, language: str) -> dict[str, Any]:
    """A source for the template; only addresses of the web become links."""
    return {
        "number": one.number,
        "about": one.about(language),
        "url": one.url,
        "web": bool(one.url and one.url.startswith(("http://", "https://"))),
        "words": quote(clip(one.words, SHORT_WORDS), language),
    }
