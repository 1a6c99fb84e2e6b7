"""The desk as a web application: every address and who answers it, the safety around it, the server."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dragoman.desk import (
    adding,
    api,
    briefings,
    compare,
    encounters,
    feeds,
    gold,
    ledger,
    network,
    parties,
    places,
    review,
    searching,
    sessions,
    sources,
    timeline,
    watch,
)
from dragoman.desk.access import Gate
from dragoman.desk.accounts import Accounts
from dragoman.desk.answers import answer_error
from dragoman.desk.forms import take_form
from dragoman.desk.security import LOCAL_HOSTS, Guard, TooLarge, is_loopback
from dragoman.desk.web import Desk, Reader, keep_preference
from dragoman.errors import DragomanError, UsageError
from dragoman.record import Record
from dragoman.settings import Settings

MIN_GZIP_BYTES = 1000
YEAR_SECONDS = 31_536_000


def make_app(
    record: Record,
    reader: Reader | None = None,
    settings: Settings | None = None,
    *,
    accounts: Accounts | None = None,
    hosts: Iterable[str] = LOCAL_HOSTS,
    today: Callable[[], date] = date.today,
) -> Starlette:
    """The desk over a record.

    Args: reader: as `dragoman.read`, reads what is added; None: the desk only shows. accounts: who may enter; None:
    whoever reaches it, which only this machine may. hosts: names in the Host header that are answered.
    """
    app = Starlette(
        routes=make_routes(),
        middleware=[
            Middleware(Guard, hosts=hosts),
            Middleware(GZipMiddleware, minimum_size=MIN_GZIP_BYTES),
            Middleware(Gate, accounts=accounts),
        ],
        exception_handlers={
            DragomanError: answer_error,
            HTTPException: answer_error,
            TooLarge: answer_error,
            Exception: answer_error,
        },
    )
    app.state.jobs = adding.Jobs()
    app.state.desk = Desk(record, reader, settings or Settings(), accounts=accounts, today=today)
    return app


def make_routes() -> Sequence[BaseRoute]:
    """Every address of the desk."""
    return [
        Route("/", timeline.show_timeline),
        Route("/feed.atom", feeds.show_atom),
        Route("/feed.ics", feeds.show_calendar),
        Route("/encounters/{key}", encounters.show_encounter),
        Route("/encounters/{key}/event.ics", feeds.download_calendar),
        Route("/encounters/{key}/events.jsonl", feeds.download_events),
        Route("/reports/{key}", sources.show_source),
        Route("/sides", parties.list_sides),
        Route("/sides/{code}", parties.show_side),
        Route("/pairs/{pair}", parties.show_pair),
        Route("/people", parties.list_people),
        Route("/people/{key:path}", parties.show_person),
        Route("/formats", parties.list_formats),
        Route("/formats/{code:path}", parties.show_format),
        Route("/commitments", ledger.show_ledger),
        Route("/statements", ledger.show_statements),
        Route("/network", network.show_network),
        Route("/map", places.show_map),
        Route("/search", searching.show_search),
        Route("/compare", compare.show_compare),
        Route("/briefing", briefings.show_briefing),
        Route("/watch", watch.show_watch),
        Route("/watch", take_form("reviewer", watch.save_list), methods=["POST"]),
        Route("/watch/{name}/feed.atom", watch.show_list_atom),
        Route("/watch/{name}/feed.ics", watch.show_list_calendar),
        Route("/review", review.show_review),
        Route("/review/gold.jsonl", gold.export_gold),
        Route("/judge", take_form("reviewer", review.judge), methods=["POST"]),
        Route("/split", take_form("reviewer", review.split_report), methods=["POST"]),
        Route("/undo", take_form("reviewer", review.undo), methods=["POST"]),
        Route("/add", adding.show_add),
        Route("/add", take_form("reviewer", adding.take_reports), methods=["POST"]),
        Route("/add/{key}", adding.show_job),
        Route("/login", sessions.show_login),
        Route("/login", sessions.log_in, methods=["POST"]),
        Route("/logout", take_form("reader", sessions.log_out), methods=["POST"]),
        Route("/accounts", sessions.show_accounts),
        Route("/accounts", take_form("admin", sessions.change_account), methods=["POST"]),
        *api.make_routes(),
        Route("/preferences", keep_preference),
        Mount("/static", Files(directory=static_folder())),
    ]


def static_folder() -> Path:
    """The folder of style sheet, script and icon."""
    with as_file(files("dragoman.desk") / "static") as folder:
        return folder


class Files(StaticFiles):
    """Static files; one asked for by its content's hash may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        kept = f"public, max-age={YEAR_SECONDS}, immutable" if b"v=" in scope.get("query_string", b"") else "no-cache"
        response.headers["cache-control"] = kept
        return response


def check_address(host: str, accounts: Accounts | None) -> None:
    """Refuses to open a desk without accounts to other machines.

    Raises: UsageError: the address can be reached from elsewhere, and there are no accounts.
    """
    if is_loopback(host) or (accounts is not None and accounts.users()):
        return
    raise UsageError(
        f"{host!r} can be reached from other machines: make an account first (dragoman account add NAME --role admin)",
        "desk --host",
    )


def serve(
    record: Record,
    host: str = "127.0.0.1",
    port: int = 8010,
    *,
    reader: Reader | None = None,
    settings: Settings | None = None,
    accounts: Accounts | None = None,
    hosts: Iterable[str] = (),
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serves the desk until it is stopped.

    Args: hosts: further names under which it is reached. ready: called with the address before it starts.
    Raises: UsageError: an address that others can reach, without accounts; one that cannot be listened on.
    """
    import uvicorn

    check_address(host, accounts)
    names = {*LOCAL_HOSTS, *hosts, host, f"[{host}]"}
    app = make_app(record, reader, settings, accounts=accounts, hosts=names)
    with open_socket(host, port) as listener:
        if ready is not None:
            ready(f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/")
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, access_log=False))
        server.run(sockets=[listener])


def open_socket(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.  Raises: UsageError: the address or port cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host.strip("[]"), port), family=family, backlog=256)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{host}:{port} cannot be listened on: {reason}; choose another --port", "desk") from error
    listener.setblocking(False)
    return listener
