"""Search: reports by words in any form, people, formats and sides in any spelling."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import filters
from dragoman.desk.drawing import Mark, draw_excerpt
from dragoman.desk.language import choose_language
from dragoman.desk.web import Desk, desk_of, link, path_link
from dragoman.model import Reading
from dragoman.record.values import Hit

HITS = 30
SUGGESTED = 8
STRETCHES = 3  # of a report, shown around the first words found


@dataclass(frozen=True, slots=True)
class Found:
    """A report that holds the words."""

    href: str
    title: str
    outlet: str
    date: str | None
    language: str | None
    excerpt: Markup


def show_search(request: Request) -> Response:
    """What the words lead to."""
    desk, language = desk_of(request), choose_language(request)
    words = filters.read_value(request.query_params, "words") or ""
    hits = desk.record.search(words, HITS) if words else []
    readings = desk.record.readings(hit.report.id for hit in hits)
    return desk.page(
        request,
        "search.html",
        words=words,
        suggestions=find_suggestions(desk, words, language) if words else [],
        hits=[make_found(hit, readings.get(hit.report.id)) for hit in hits],
    )


def find_suggestions(desk: Desk, words: str, language: str) -> list[dict[str, str]]:
    """People, sides and formats that the words may mean, each with its page."""
    rooms = {"person": "people", "side": "sides", "format": "formats"}
    return [
        {"kind": one.kind, "key": one.key, "name": one.name, "href": path_link(rooms[one.kind], one.key)}
        for one in desk.record.suggest(words, SUGGESTED)
        if one.kind in rooms
    ]


def make_found(hit: Hit, reading: Reading | None) -> Found:
    """A hit with the words marked in the stretches around them."""
    text = reading.document.text if reading else ""
    spans = hit.spans[:STRETCHES]
    marks = [Mark(f"h{number}", "hit", span.start, span.stop, first=False) for number, span in enumerate(hit.spans)]
    at = f"{spans[0].start}-{spans[0].stop}" if spans else ""
    href = link(path_link("reports", hit.report.id), at=at) + ("#w-at" if at else "")
    return Found(
        href=href,
        title=hit.report.title or hit.report.source,
        outlet=hit.report.outlet or hit.report.source,
        date=hit.report.published,
        language=hit.report.language,
        excerpt=draw_excerpt(text, spans, marks) if spans else Markup("<p>{}</p>").format(hit.excerpt),
    )
