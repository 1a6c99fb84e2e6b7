"""The record as JSON under /api: the queries of the pages, in pages of items, with entity tags and one error shape."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from inspect import iscoroutinefunction
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from dragoman.desk import adding, filters, ledger, review, searching
from dragoman.desk.access import demand_role
from dragoman.desk.accounts import Role
from dragoman.desk.encounters import find_encounter
from dragoman.desk.language import choose_language
from dragoman.desk.openapi import (
    BOUND,
    DUE,
    ENCOUNTER_FILTERS,
    LIMIT,
    NAME,
    PAGE,
    SIDE,
    STATE,
    WORDS,
    Operation,
    Parameter,
    describe_api,
)  # fmt: skip
from dragoman.desk.sources import find_reading
from dragoman.desk.web import Desk, NotFound, desk_of, link
from dragoman.errors import ConflictError, InputError, UsageError
from dragoman.intake.files import Report
from dragoman.register.people import tenures_of

Answer = Callable[[Request], "Response | Awaitable[Response]"]
DEFAULT_LIMIT, MAX_LIMIT = 50, 200
MAX_JSON_BYTES = 1_000_000
PERIODS = ("year", "month", "day", "kind", "mode", "status", "format", "side", "theme", "outlet", "language")
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Found:
    """A page of items: one more than asked for says that there is a next page."""

    items: list[Any]
    total: int | None = None


class NewJudgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a client sends to judge."""

    kind: str
    left: str
    right: str | None = None
    field: str | None = None
    value: str | None = None
    note: str | None = None


class NewReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a client sends to add a report."""

    text: str
    source: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


# -- answers --------------------------------------------------------------------------------------------------------


def read_limit(request: Request) -> int:
    """How many items a page has.  Raises: UsageError: no number from 1 to 200."""
    value = request.query_params.get("limit", str(DEFAULT_LIMIT))
    if not (value.isascii() and value.isdigit() and len(value) < 5 and 1 <= int(value) <= MAX_LIMIT):
        raise UsageError(f"{value[:40]!r} is no limit; give a number from 1 to {MAX_LIMIT}", "limit")
    return int(value)


def cut_page(request: Request, items: list[Any]) -> Found:
    """A page out of a list that is whole."""
    limit, page = read_limit(request), filters.read_page(request.query_params)
    return Found(items[(page - 1) * limit : page * limit + 1], len(items))


def offset_of(request: Request) -> int:
    """The number of items on the pages before."""
    return (filters.read_page(request.query_params) - 1) * read_limit(request)


def list_encounters(request: Request) -> Found:
    """The encounters asked for, the latest first."""
    desk, query = desk_of(request), filters.parse_query(request.query_params)
    found = desk.record.encounters(replace(query, limit=read_limit(request) + 1, offset=offset_of(request)))
    return Found(found, desk.keep(("count", query), lambda: desk.record.count(query)))


def show_encounter(request: Request) -> Any:
    """One encounter."""
    return find_encounter(desk_of(request), request.path_params["key"])


def list_reports(request: Request) -> Found:
    """The reports, the latest first."""
    record = desk_of(request).record
    return Found(record.documents(limit=read_limit(request) + 1, offset=offset_of(request)), record.totals()["reports"])


def show_report(request: Request) -> Any:
    """The reading of a report: the public form `dragoman.reading/1`."""
    return find_reading(desk_of(request), request.path_params["key"])


def list_people(request: Request) -> Found:
    """Those who took part, the most often first."""
    most = offset_of(request) + read_limit(request) + 1
    people = desk_of(request).record.people(most)[offset_of(request) :]
    return Found([{"key": key, "name": name, "encounters": count} for key, name, count in people])


def show_person(request: Request) -> Any:
    """Names and offices of a person."""
    record, key = desk_of(request).record, request.path_params["key"]
    names = record.person_names(key)
    if not names:
        raise NotFound(f"nobody of the key {key!r} is in the record", f"people/{key}")
    return {"key": key, "names": names, "offices": record.offices(key)}


def list_formats(request: Request) -> Found:
    """The formats, the most frequent first."""
    return cut_page(request, desk_of(request).record.formats())


def show_format(request: Request) -> Any:
    """A format over time; its meetings by id."""
    code = request.path_params["code"]
    series = desk_of(request).record.series(code)
    if not series.meetings:
        raise NotFound(f"there is no format {code!r} in the record", f"formats/{code}")
    built = msgspec.to_builtins(series)
    return {**built, "meetings": [{"id": m.id, "ordinal": m.ordinal, "date": m.date} for m in series.meetings]}


def list_commitments(request: Request) -> Found:
    """Commitments with where they stand."""
    desk, query = desk_of(request), filters.parse_query(request.query_params)
    return Found(
        desk.record.ledger(
            sides=query.sides, person=query.person, format=query.format, state=ledger.read_state(request),
            theme=query.theme, due_before=filters.read_bound(request.query_params, "due"), today=desk.today(),
            limit=read_limit(request) + 1, offset=offset_of(request),
        )
    )  # fmt: skip


def list_statements(request: Request) -> Found:
    """Who said what, the latest first."""
    query = filters.parse_query(request.query_params)
    found = desk_of(request).record.positions(
        side=query.sides[0] if query.sides else None, person=query.person, theme=query.theme, since=query.since,
        until=query.until, limit=offset_of(request) + read_limit(request) + 1,
    )  # fmt: skip
    return Found(found[offset_of(request) :])


def list_hits(request: Request) -> Found:
    """The reports that hold the words in any form."""
    words = filters.read_value(request.query_params, "words")
    if words is None:
        raise UsageError("no words to search for; give words=", "words")
    return cut_page(request, desk_of(request).record.search(words, MAX_LIMIT))


def list_suggestions(request: Request) -> Found:
    """People, sides and formats that a beginning may mean."""
    words = filters.read_value(request.query_params, "words") or ""
    found = searching.find_suggestions(desk_of(request), words, choose_language(request)) if words else []
    return cut_page(request, found)


def list_ties(request: Request) -> Found:
    """Who met whom how often; `of=people` for people."""
    desk, query = desk_of(request), filters.parse_query(request.query_params)
    of = filters.read_value(request.query_params, "of") or "sides"
    if of not in OF.choices:
        raise UsageError(f"{of!r} is nothing that meets; give one of {', '.join(OF.choices)}", "of")
    people = of == "people"
    most = offset_of(request) + read_limit(request) + 1
    found = desk.record.person_ties(query, most) if people else desk.record.ties(query, most)
    return Found(found[offset_of(request) :])


def show_facets(request: Request) -> Any:
    """How many of the encounters asked for have each value of each filter."""
    return desk_of(request).record.facets(filters.parse_query(request.query_params))


def show_histogram(request: Request) -> Any:
    """How many encounters there are by year, month or any filter."""
    by = filters.read_value(request.query_params, "by") or "year"
    return desk_of(request).record.histogram(filters.parse_query(request.query_params), by)


def show_chart(request: Request) -> Any:
    """The histogram as a Vega-Lite specification with its data in it."""
    by = filters.read_value(request.query_params, "by") or "month"
    counts = desk_of(request).record.histogram(filters.parse_query(request.query_params), by)
    is_time = by in ("year", "month", "day")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": f"Encounters by {by}",
        "data": {"values": [{"key": key, "encounters": count} for key, count in counts.items()]},
        "mark": "bar",
        "encoding": {
            "x": {"field": "key", "type": "temporal" if is_time else "nominal", "title": by},
            "y": {"field": "encounters", "type": "quantitative"},
        },
    }


def list_judgements(request: Request) -> Found:
    """What people decided, withdrawn judgements too, the latest first."""
    return cut_page(request, desk_of(request).record.judgements()[::-1])


def list_changes(request: Request) -> Found:
    """What happened to the record, oldest first; `since` is the number of the last change seen."""
    since = request.query_params.get("since", "0")
    if not (since.isascii() and since.isdigit() and len(since) < 16):
        raise UsageError(f"{since[:40]!r} is no number of a change", "since")
    return Found(list(desk_of(request).record.changes(int(since), read_limit(request) + 1)))


def show_totals(request: Request) -> Any:
    """How much the record holds."""
    desk = desk_of(request)
    return desk.keep(("totals",), desk.record.totals)


def show_watch(request: Request) -> Found:
    """The watch lists."""
    return cut_page(request, desk_of(request).record.saved_searches())


def add_judgement(request: Request, sent: NewJudgement) -> Any:
    """Keeps a judgement."""
    user = demand_role(request, "reviewer")
    if sent.kind not in review.KINDS:
        raise UsageError(f"{sent.kind!r} is no judgement; give one of {', '.join(review.KINDS)}", "kind")
    for text in (sent.left, sent.right, sent.value, sent.note, sent.field):
        if text is not None and (len(text) > 500 or "\0" in text):
            raise UsageError("a value is longer than 500 characters or holds a zero byte", "judgements")
    check_judged(desk_of(request), sent)
    if sent.kind == "value":
        review.check_value(sent.field, sent.value)
    return desk_of(request).record.judge(
        sent.kind, sent.left, sent.right, field=sent.field, value=sent.value, reviewer=user.name, note=sent.note
    )


def check_judged(desk: Desk, sent: NewJudgement) -> None:
    """Refuses a judgement on what the record does not hold.  Raises: NotFound: a claim or person that there is not."""
    for key in (sent.left, sent.right):
        known = desk.record.person_names if sent.kind == "person" else desk.record.encounter
        if key is not None and not known(key) and not (key == sent.right and tenures_of(key)):
            raise NotFound(f"{key!r} is not in the record", "judgements")


def withdraw_judgement(request: Request) -> Any:
    """Withdraws a judgement; it stays in the history."""
    user, number = demand_role(request, "reviewer"), request.path_params["number"]
    record = desk_of(request).record
    known = next((one for one in record.judgements() if one.id == number), None)
    if known is None:
        raise NotFound(f"there is no judgement {number}", f"judgements/{number}")
    if known.deleted_at is not None:
        raise ConflictError(f"judgement {number} is withdrawn already", f"judgements/{number}")
    return record.withdraw(number, user.name)


def add_report(request: Request, sent: NewReport) -> Any:
    """Reads a report and adds it; the same content again changes nothing."""
    desk = desk_of(request)
    if desk.reader is None:
        raise UsageError("this desk only shows the record; add reports with `dragoman add`", "reports")
    if not sent.text.strip() or len(sent.text) > adding.MAX_TEXT:
        raise InputError(f"the text has {len(sent.text)} characters; give 1 to {adding.MAX_TEXT}", "reports")
    published = adding.check_day(sent.published or "")
    report = Report(sent.source or sent.url or "api", sent.text, published, outlet=sent.outlet, url=sent.url)
    return desk.record.add(adding.read_report(desk.reader, report))


# -- HTTP -----------------------------------------------------------------------------------------------------------


def answer_value(request: Request, value: Any, status: int = 200) -> Response:
    """JSON of a value, or of a page of items with the address of the next."""
    if isinstance(value, Found):
        limit = read_limit(request)
        given = {name: request.query_params.getlist(name) for name in request.query_params}
        page = filters.read_page(request.query_params)
        more = len(value.items) > limit and page < filters.MAX_PAGE
        following = link(request.url.path, **{**given, "page": page + 1}) if more else None
        value = {"items": value.items[:limit], "total": value.total, "next": following}
    return Response(msgspec.json.encode(value), status, media_type=JSON)


def answer_get(work: Callable[[Request], Any]) -> Callable[[Request], Response]:
    """An endpoint that reads: its entity tag is the record's version, so nothing is computed twice for a client."""

    def answer(request: Request) -> Response:
        demand_role(request, "reader")
        tag = make_tag(request)
        if tag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers={"etag": tag})
        response = answer_value(request, work(request))
        response.headers.update({"etag": tag, "cache-control": "private, no-cache", "vary": "Accept-Language, Cookie"})
        return response

    return answer


def make_tag(request: Request) -> str:
    """The entity tag of an address: another for each version of the record, language, day and address."""
    desk: Desk = desk_of(request)
    parts = (desk.record.version(), choose_language(request), desk.today(), request.url.path, request.url.query)
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"'


def answer_post(
    kind: type[Any], role: Role, work: Callable[[Request, Any], Any]
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that takes JSON: only with its own content type, which no form of another site can send."""

    async def answer(request: Request) -> Response:
        demand_role(request, role)
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != JSON:
            raise WrongType("send the body as application/json", request.url.path)
        body = await request.body()
        if len(body) > MAX_JSON_BYTES:
            raise InputError(f"the body has {len(body)} bytes; send {MAX_JSON_BYTES} at most", request.url.path)
        try:
            sent = msgspec.json.decode(body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"the body is not what it must be: {error}", request.url.path) from error
        return answer_value(request, await run_in_threadpool(work, request, sent), 201)

    return answer


class WrongType(UsageError):
    """A body of another content type than is taken."""

    status = 415


def answer_delete(work: Callable[[Request], Any]) -> Callable[[Request], Response]:
    """An endpoint that withdraws."""
    return lambda request: answer_value(request, work(request))


def show_openapi(request: Request) -> Response:
    """The description of all this."""
    return answer_value(request, describe_api(OPERATIONS))


BODIES: dict[str, type[Any]] = {"NewJudgement": NewJudgement, "NewReport": NewReport}
FILTERS = ENCOUNTER_FILTERS
BY = Parameter("by", "what to count by", "month", choices=PERIODS)
OF = Parameter("of", "who met whom", "people", choices=("sides", "people"))
SEEN = Parameter("since", "number of the last change seen", "0", pattern="^[0-9]{1,15}$")
FOUND = (*FILTERS, PAGE, LIMIT)
PROMISED = (SIDE, NAME, STATE, DUE, PAGE, LIMIT)
SOUGHT = (replace(WORDS, required=True), PAGE, LIMIT)
OPERATIONS = (
    Operation("/encounters", "list_encounters", "Encounters by date, filtered", "MergedEncounter", FOUND),
    Operation("/encounters/{key}", "show_encounter", "One encounter", "MergedEncounter", paged=False),
    Operation("/reports", "list_reports", "Reports, the latest first", "Listed", (PAGE, LIMIT)),
    Operation("/reports/{key}", "show_report", "The reading of a report", "Reading", paged=False),
    Operation("/people", "list_people", "People by encounters", "PersonCount", (PAGE, LIMIT)),
    Operation("/people/{key}", "show_person", "Names and offices of a person", "PersonShown", paged=False),
    Operation("/formats", "list_formats", "Formats by meetings", "FormatCount", (PAGE, LIMIT)),
    Operation("/formats/{code}", "show_format", "A format over time", "FormatShown", paged=False),
    Operation("/commitments", "list_commitments", "The ledger of commitments", "Undertaking", PROMISED),
    Operation("/statements", "list_statements", "Who said what", "Said", (SIDE, NAME, *BOUND, PAGE, LIMIT)),
    Operation("/search", "list_hits", "Reports by words in any form", "Hit", SOUGHT),
    Operation("/suggest", "list_suggestions", "People, sides, formats by beginning", "Suggested", (WORDS, PAGE, LIMIT)),
    Operation("/ties", "list_ties", "Who met whom", "Tie", (OF, *FILTERS, PAGE, LIMIT)),
    Operation("/facets", "show_facets", "Counts by every filter", "Facets", FILTERS, paged=False),
    Operation("/histogram", "show_histogram", "Counts over time or by a filter", "Counts", (BY, *FILTERS), paged=False),
    Operation("/charts/histogram", "show_chart", "The histogram in Vega-Lite", "Chart", (BY, *FILTERS), paged=False),
    Operation("/judgements", "list_judgements", "What people decided", "Judgement", (PAGE, LIMIT)),
    Operation("/changes", "list_changes", "What happened to the record", "Change", (SEEN, LIMIT)),
    Operation("/watch", "show_watch", "Watch lists", "SavedSearch", (PAGE, LIMIT)),
    Operation("/totals", "show_totals", "How much the record holds", "Counts", paged=False),
    Operation("/judgements", "add_judgement", "Judge", "Judgement", method="post", body="NewJudgement", paged=False),
    Operation("/reports", "add_report", "Read and add a report", "Added", method="post", body="NewReport", paged=False),
    Operation(
        "/judgements/{number}", "withdraw_judgement", "Withdraw a judgement", "Judgement", method="delete", paged=False
    ),
)  # fmt: skip


def make_routes() -> Iterable[Route]:
    """The routes of all operations, and the description."""
    yield Route("/api", show_openapi)
    yield Route("/api/openapi.json", show_openapi)
    for route in dict.fromkeys(operation.route for operation in OPERATIONS):
        methods = {one.method.upper(): make_answer(one) for one in OPERATIONS if one.route == route}
        yield Route("/api" + route, ByMethod(methods))


def make_answer(operation: Operation) -> Answer:
    """The endpoint of an operation."""
    work = globals()[operation.name]
    if operation.method == "get":
        return answer_get(work)
    return answer_post(BODIES[operation.body], "reviewer", work) if operation.body else answer_delete(work)


class ByMethod:
    """What answers at one address, by method: a refusal names all that are taken, as the description does."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request.  Raises: HTTPException: its method is not taken."""
        request = Request(scope, receive, send)
        answer = self.answers.get("GET" if request.method == "HEAD" else request.method)
        if answer is None:
            raise HTTPException(405, headers={"Allow": ", ".join(self.answers)})
        if iscoroutinefunction(answer):
            response: Response = await answer(request)
        else:
            response = await run_in_threadpool(answer, request)  # type: ignore[arg-type]
        await response(scope, receive, send)
