"""Watch lists: queries kept under a name, each with what is new, an Atom feed and a calendar."""

from __future__ import annotations

import re
from dataclasses import replace

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk import filters
from dragoman.desk.access import demand_role
from dragoman.desk.entries import make_entries
from dragoman.desk.feeds import MOST, atom_feed, calendar_feed
from dragoman.desk.forms import Form
from dragoman.desk.language import choose_language
from dragoman.desk.timeline import make_chips
from dragoman.desk.web import Desk, NotFound, desk_of, link, path_link
from dragoman.errors import UsageError
from dragoman.record.values import SavedSearch
from dragoman.record.views import to_query

NAME = re.compile(r"[\w .+-]{1,60}")
SHOWN = 5  # new encounters of each list


def show_watch(request: Request) -> Response:
    """The lists with what is new in each, and a form for another."""
    demand_role(request, "reader")
    desk, language = desk_of(request), choose_language(request)
    lists = []
    for saved in desk.record.saved_searches():
        query = to_query(saved)
        new = desk.record.new_since(query, saved.seq)
        given = filters.query_parameters(query)
        lists.append(
            {
                "name": saved.name,
                "href": link("/", **given),
                "chips": make_chips("/", given, language),
                "new": len(new),
                "entries": make_entries(new[:SHOWN], language),
                "atom": path_link("watch", saved.name, "feed.atom"),
                "calendar": path_link("watch", saved.name, "feed.ics"),
            }
        )
    return desk.page(request, "watch.html", lists=lists, given=given_filters(request), name="")


def given_filters(request: Request) -> str:
    """The filters of the page that the reader came from, as an address."""
    given = filters.query_parameters(filters.parse_query(request.query_params))
    return link("", **given).lstrip("?")


def save_list(request: Request, form: Form) -> Response:
    """Keeps a query under a name; the same name again replaces it, and counts from now."""
    name = form.read("name")
    if form.read("what") == "delete":
        return drop_list(desk_of(request), name)
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name of a list; give up to 60 letters, digits, blanks or . + -", "name")
    query = filters.parse_query(QueryParams(form.read("filters", 2000)))
    desk_of(request).record.save_search(name, query)
    return RedirectResponse("/watch", 303)


def drop_list(desk: Desk, name: str) -> Response:
    """Forgets a list.  Raises: NotFound: there is none of that name."""
    if not desk.record.drop_search(name):
        raise NotFound(f"there is no watch list {name!r}", "watch")
    return RedirectResponse("/watch", 303)


def find_list(desk: Desk, name: str) -> SavedSearch:
    """A list by its name.  Raises: NotFound: there is none."""
    for saved in desk.record.saved_searches():
        if saved.name == name:
            return saved
    raise NotFound(f"there is no watch list {name!r}", "watch")


def show_list_atom(request: Request) -> Response:
    """A list as an Atom feed."""
    return atom_feed(request, to_query(find_list(desk_of(request), request.path_params["name"])))


def show_list_calendar(request: Request) -> Response:
    """A list as a calendar."""
    query = to_query(find_list(desk_of(request), request.path_params["name"]))
    return calendar_feed(request, replace(query, limit=MOST * 5))
