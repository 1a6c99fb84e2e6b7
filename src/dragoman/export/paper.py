"""A briefing as PDF, set by Typst with the fonts that it carries (Libertinus Serif, SIL Open Font License)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import typst

from dragoman.export.labels import clip, quote, say, say_date
from dragoman.export.values import Briefing, Citation, Line

# Points of type, letters of a quotation, letters of a source's words: the first that fits is taken, else the last.
FITS = ((10.0, 320, 160), (9.5, 320, 140), (9.0, 260, 100), (9.0, 200, 70), (8.5, 160, 50), (8.0, 120, 40))
MOST_PAGES = 2


def write_pdf(briefing: Briefing) -> bytes:
    """The briefing as PDF, A4; bytes depend on the briefing alone (and the version of Typst)."""
    for size, quoted, cited in FITS:
        drawn = draw_briefing(briefing, quoted, cited)
        inputs = {"briefing": json.dumps(drawn, ensure_ascii=False, sort_keys=True), "size": str(size)}
        if len(compile_pages(inputs, "svg")) <= MOST_PAGES:
            break
    return compile_pages(inputs, "pdf")[0]


def compile_pages(inputs: dict[str, str], form: Literal["pdf", "svg", "png"]) -> list[bytes]:
    """What Typst makes of the template: pages for "svg" and "png", one file for "pdf"."""
    made: Any = typst.compile(load_template(), format=form, sys_inputs=inputs, ignore_system_fonts=True)
    return made if isinstance(made, list) else [made]


@cache
def load_template() -> bytes:
    """The template of data/briefing.typ."""
    return (files("dragoman.export") / "data" / "briefing.typ").read_bytes()


def draw_briefing(briefing: Briefing, quoted: int, cited: int) -> dict[str, Any]:
    """The briefing as the template takes it; quotations and the words of sources have so many letters at most."""
    language = briefing.language
    year, month, day = (int(part) for part in briefing.today.split("-"))
    prepared = say("prepared", language, say_date(briefing.today, language))
    return {
        "title": briefing.title,
        "language": language,
        "day": {"year": year, "month": month, "day": day},
        "about": f"{say('briefing', language)}, {prepared}",
        "none": say("none", language),
        "summary": [draw_line(line, language, quoted) for line in briefing.summary],
        "sections": [
            {"heading": section.heading, "lines": [draw_line(line, language, quoted) for line in section.lines]}
            for section in briefing.sections
        ],
        "sources_heading": say("sources", language),
        "sources": [draw_source(one, language, cited) for one in briefing.citations],
    }


def draw_line(line: Line, language: str, most: int) -> dict[str, Any]:
    """A line for the template."""
    return {
        "text": line.text,
        "quote": quote(clip(line.quote, most), language) if line.quote else None,
        "note": line.note,
        "citations": list(line.citations),
    }


def draw_source(one: Citation, language: str, most: int) -> dict[str, Any]:
    """A source for the template; only addresses of the web become links."""
    return {
        "number": one.number,
        "about": one.about(language),
        "url": one.url,
        "web": bool(one.url and one.url.startswith(("http://", "https://"))),
        "words": quote(clip(one.words, most), language),
    }
