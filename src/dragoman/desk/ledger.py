"""The ledger: what was promised, by when, where it stands and the later words that say so; and who said what."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import filters
from dragoman.desk.filters import Field, Option
from dragoman.desk.language import choose_language
from dragoman.desk.rows import commitment_rows, statement_rows
from dragoman.desk.timeline import all_fields, make_chips
from dragoman.desk.web import desk_of, link
from dragoman.desk.words import say_word
from dragoman.errors import UsageError

PAGE = 40
STATES = ("open", "late", "done", "dropped", "contradicted")


def show_ledger(request: Request) -> Response:
    """Commitments by state, party, theme and due date."""
    desk, language, given = desk_of(request), choose_language(request), request.query_params
    query, page = filters.parse_query(given), filters.read_page(given)
    state, due = read_state(request), filters.read_bound(given, "due")
    items = desk.record.ledger(
        sides=query.sides, person=query.person, format=query.format, state=state, theme=query.theme,
        due_before=due, today=desk.today(), limit=PAGE + 1, offset=(page - 1) * PAGE,
    )  # fmt: skip
    kept = {
        name: value
        for name, value in filters.query_parameters(query).items()
        if name in ("side", "person", "format", "theme")
    }
    kept |= {name: value for name, value in (("state", state), ("due", due)) if value}
    return desk.page(
        request,
        "commitments.html",
        query=query,
        due=due or "",
        pair="",
        fields=[state_field(state, language), *all_fields(desk, query, language, ("side", "format", "theme"))],
        chips=make_chips("/commitments", kept, language),
        items=commitment_rows(desk, items[:PAGE], language),
        newer=link("/commitments", **kept) if page > 1 else "",
        older=link("/commitments", **kept, page=page + 1) if len(items) > PAGE else "",
    )


def read_state(request: Request) -> str | None:
    """The state asked for.  Raises: UsageError: it is none."""
    state = filters.read_value(request.query_params, "state")
    if state is not None and state not in STATES:
        raise UsageError(f"{state!r} is no state; give one of {', '.join(STATES)}", "state")
    return state


def state_field(state: str | None, language: str) -> Field:
    """The filter by state."""
    return Field("state", "Status", tuple(Option(one, say_word(one, language)) for one in STATES), state or "")


def show_statements(request: Request) -> Response:
    """Who said what, by side, person, theme and day."""
    desk, language, given = desk_of(request), choose_language(request), request.query_params
    query = filters.parse_query(given)
    page = filters.read_page(given)
    side = query.sides[0] if query.sides else None
    items = desk.record.positions(
        side=side,
        person=query.person,
        theme=query.theme,
        since=query.since,
        until=query.until,
        limit=PAGE + 1,
        offset=(page - 1) * PAGE,
    )
    wanted = ("side", "person", "theme", "since", "until")
    kept = {name: value for name, value in filters.query_parameters(query).items() if name in wanted}
    return desk.page(
        request,
        "statements.html",
        chips=make_chips("/statements", kept, language),
        items=statement_rows(desk, items[:PAGE], language),
        newer=link("/statements", **kept) if page > 1 else "",
        older=link("/statements", **kept, page=page + 1) if len(items) > PAGE else "",
    )
