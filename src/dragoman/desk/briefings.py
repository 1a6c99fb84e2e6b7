"""The briefing: two pages on a side, a pair, a person or a format, less what is left out by hand, as a file."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import filters
from dragoman.desk.feeds import attach
from dragoman.desk.language import choose_language
from dragoman.desk.rows import words_link
from dragoman.desk.web import Desk, desk_of, link, path_link
from dragoman.errors import UsageError
from dragoman.export import briefing as briefings
from dragoman.export.briefing import Briefing, Line, Subject

FORMS = {
    "md": ("text/markdown", briefings.render_markdown),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", briefings.render_docx),
    "pdf": ("application/pdf", briefings.render_pdf),
}
MAX_LEFT_OUT = 200


def show_briefing(request: Request) -> Response:
    """The form; with a subject the briefing, each line of which can be left out; with `as` its file."""
    desk, language, given = desk_of(request), choose_language(request), request.query_params
    subject = read_subject(request)
    as_form = given.get("as")
    if subject is None:
        return desk.page(request, "briefing.html", **empty_values(request))
    whole = briefings.build_briefing(desk.record, subject, desk.today(), language)
    chosen = leave_out(whole, read_left_out(request))
    if as_form is not None:
        return render_file(chosen, as_form)
    return desk.page(request, "briefing.html", **(empty_values(request) | draw_briefing(request, desk, whole, chosen)))


def empty_values(request: Request) -> dict[str, Any]:
    """What the form shows."""
    given = request.query_params
    sides = [*given.getlist("side"), *filters.split_pair(given.get("pair", ""))]
    return {
        "pair": "-".join(sides)[:100],
        **{name: filters.read_value(given, name) or "" for name in ("person", "format", "since", "until")},
        "heading": "",
    }


def read_subject(request: Request) -> Subject | None:
    """Whom or what the address asks a briefing on; None for nobody.

    Raises: UsageError: a side that is no code, a date that is none, more than one kind of subject.
    """
    given = request.query_params
    sides = filters.check_sides([*given.getlist("side"), *filters.split_pair(given.get("pair", ""))])
    person, format = filters.read_value(given, "person"), filters.read_value(given, "format")
    since, until = filters.read_bound(given, "since"), filters.read_bound(given, "until")
    if sum(bool(one) for one in (sides, person, format)) > 1:
        raise UsageError("a briefing is on a side, a pair, a person or a format; give one of them", "briefing")
    if sides:
        return Subject(kind="pair" if len(sides) > 1 else "side", keys=sides, since=since, until=until)
    if person:
        return Subject(kind="person", keys=(person,), since=since, until=until)
    return Subject(kind="format", keys=(format,), since=since, until=until) if format else None


def read_left_out(request: Request) -> frozenset[str]:
    """The lines left out: «section.number»."""
    return frozenset(request.query_params.getlist("without")[:MAX_LEFT_OUT])


def leave_out(briefing: Briefing, without: frozenset[str]) -> Briefing:
    """The briefing without some lines, its citations numbered anew."""
    sections = tuple(
        msgspec.structs.replace(
            part, lines=tuple(line for n, line in enumerate(part.lines, 1) if f"{part.kind}.{n}" not in without)
        )
        for part in briefing.sections
    )
    return briefings.renumber(msgspec.structs.replace(briefing, sections=sections))


def render_file(briefing: Briefing, form: str) -> Response:
    """The briefing as a file.  Raises: UsageError: a form that is none."""
    if form not in FORMS:
        raise UsageError(f"{form!r} is no form of a briefing; give one of {', '.join(FORMS)}", "as")
    kind, render = FORMS[form]
    name = "-".join(key for key in briefing.subject.keys if key.isascii() and key.isalnum()) or "briefing"
    return attach(render(briefing), kind, f"briefing-{name}.{form}")


def draw_briefing(request: Request, desk: Desk, whole: Briefing, chosen: Briefing) -> dict[str, Any]:
    """The values of the page: every line with a box to leave it out, and the files of what is chosen."""
    without = read_left_out(request)
    given = [(name, value) for name, value in request.query_params.multi_items() if name not in ("as", "without")]
    kept: dict[str, object] = {}
    for name, value in given:
        kept[name] = (*kept.get(name, ()), value)  # type: ignore[misc]
    files = [
        {"name": form.upper(), "href": link("/briefing", **{**kept, "without": sorted(without), "as": form})}
        for form in ("docx", "pdf", "md")
    ]
    sources = {one.number: one for one in whole.citations}
    chapters = [
        {
            "heading": part.heading,
            "lines": [
                draw_line(line, f"{part.kind}.{number}", without, sources, part.kind)
                for number, line in enumerate(part.lines, 1)
            ],
        }
        for part in whole.sections
        if part.lines
    ]
    return {
        "heading": whole.title,
        "summary": [line.text for line in whole.summary],
        "chapters": chapters,
        "given": given,
        "files": files,
        "citations": [
            {
                "number": one.number,
                "href": words_link(one.document, one.start, one.stop),
                "name": one.about(whole.language),
            }
            for one in whole.citations
        ],
        "left_out": sum(len(part.lines) for part in whole.sections) - sum(len(part.lines) for part in chosen.sections),
    }


def draw_line(line: Line, key: str, without: frozenset[str], sources: dict[int, Any], kind: str) -> dict[str, Any]:
    """A line with the addresses of its citations and of what it is about."""
    rooms = {"contacts": "encounters", "people": "people"}
    return {
        "key": key,
        "out": key in without,
        "text": line.text,
        "quote": line.quote,
        "note": line.note,
        "href": path_link(rooms[kind], line.key) if line.key and kind in rooms else "",
        "citations": [
            {"number": n, "href": words_link(sources[n].document, sources[n].start, sources[n].stop)}
            for n in line.citations
            if n in sources
        ],
    }
