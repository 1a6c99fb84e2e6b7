"""The record in forms for other programs: Atom and calendar feeds of any query, downloads of one encounter."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import filters
from dragoman.desk.encounters import find_encounter
from dragoman.desk.language import choose_language
from dragoman.desk.web import desk_of
from dragoman.record import Query

MOST = 100  # entries of a feed: the latest


def show_atom(request: Request) -> Response:
    """The latest encounters that the address asks for, as an Atom feed."""
    return atom_feed(request, filters.parse_query(request.query_params))


def atom_feed(request: Request, query: Query) -> Response:
    """The latest encounters of a query as an Atom feed whose entries lead to their reports."""
    from dragoman.export.feed import write_feed

    desk, out = desk_of(request), BytesIO()
    write_feed(desk.record, replace(query, limit=MOST), out, desk.today(), choose_language(request))
    return Response(out.getvalue(), media_type="application/atom+xml")


def show_calendar(request: Request) -> Response:
    """Encounters, due dates and anniversaries that the address asks for, as a calendar."""
    return calendar_feed(request, replace(filters.parse_query(request.query_params), limit=MOST * 5))


def calendar_feed(request: Request, query: Query) -> Response:
    """A query as a calendar."""
    from dragoman.export.calendar import write_calendar

    desk, out = desk_of(request), BytesIO()
    write_calendar(desk.record, query, out, desk.today(), choose_language(request))
    return Response(out.getvalue(), media_type="text/calendar")


def download_calendar(request: Request) -> Response:
    """One encounter as a calendar entry."""
    from dragoman.export.calendar import write_encounters

    desk, out = desk_of(request), BytesIO()
    encounter = find_encounter(desk, request.path_params["key"])
    write_encounters([encounter], out, desk.today(), choose_language(request))
    return attach(out.getvalue(), "text/calendar", f"{encounter.id}.ics")


def download_events(request: Request) -> Response:
    """One encounter as event data: PLOVER modes and CAMEO codes, a row for each pair of sides."""
    from dragoman.export.eventdata import pair_events

    encounter = find_encounter(desk_of(request), request.path_params["key"])
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in pair_events([encounter])]
    return attach("".join(lines).encode(), "application/x-ndjson", f"{encounter.id}.events.jsonl")


def attach(body: bytes, kind: str, name: str) -> Response:
    """A file to keep."""
    return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})
