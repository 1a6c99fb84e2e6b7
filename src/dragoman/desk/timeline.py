"""The timeline: encounters by date with their histogram, filters that combine, what is new and what is expected."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import filters
from dragoman.desk.charts import Bar, draw_bars
from dragoman.desk.entries import make_entries
from dragoman.desk.filters import Chip, Field, Option
from dragoman.desk.language import choose_language, name_side, say_date, translate
from dragoman.desk.web import MOST_COUNTED, YEAR_SECONDS, Desk, desk_of, is_more, link
from dragoman.desk.words import say_word
from dragoman.record import Query
from dragoman.record.values import MergedEncounter

PAGE = 40  # entries
MOST_FRESH = 1_000  # new encounters that are counted
VISIT_COOKIE = "dragoman_visit"
VISIT_SECONDS = 1800  # without a page before the next one begins a new visit
MONTHS_SHOWN = 36  # a longer time is drawn by year
MOST_OPTIONS = 60
SPOKEN = ("kind", "mode", "status", "theme", "language", "state")  # filters whose values have names
CHOSEN = ("side", "format", "kind", "status", "mode", "theme", "language", "outlet")


def show_timeline(request: Request) -> Response:
    """The encounters that the address asks for."""
    desk, language = desk_of(request), choose_language(request)
    query, page = filters.parse_query(request.query_params), filters.read_page(request.query_params)
    seen, cookie = find_visit(request, desk)
    new_only = "new" in request.query_params and seen is not None
    asked = replace(query, after=seen) if new_only else query
    found = desk.record.encounters(replace(asked, limit=PAGE + 1, offset=(page - 1) * PAGE))
    kept, total = filters.query_parameters(query), desk.count(asked)
    given = kept | ({"new": 1} if new_only else {})
    plain = not given and page == 1
    response = desk.page(
        request,
        "timeline.html",
        query=query,
        pair="",
        total=min(total, MOST_COUNTED) if is_more(total) else total,
        more=is_more(total),
        fresh=desk.record.count(replace(query, after=seen), MOST_FRESH) if seen is not None and not new_only else 0,
        fresh_href=link("/", **given, new=1),
        fields=make_fields(desk, query, language),
        chips=make_chips("/", given, language),
        chart=draw_histogram(desk, asked, "/", language),
        upcoming=make_entries(find_upcoming(desk), language) if plain else [],
        entries=make_entries(found[:PAGE], language),
        newer=link("/", **given) if page > 1 else "",
        older=link("/", **given, page=page + 1) if len(found) > PAGE else "",
        elsewhere=[
            (translate(language, "Keep as watch list"), link("/watch", **kept)),
            (translate(language, "Map"), link("/map", **kept)),
            (translate(language, "Network"), link("/network", **kept)),
            ("Vega-Lite", link("/api/charts/histogram", **kept)),
        ],
        feeds=link("/feed.atom", **kept),
        calendar=link("/feed.ics", **kept),
    )
    response.set_cookie(VISIT_COOKIE, cookie, max_age=YEAR_SECONDS, samesite="lax", httponly=True)
    return response


def find_upcoming(desk: Desk, limit: int = 5) -> list[MergedEncounter]:
    """The planned encounters from today on, the next first."""
    return desk.record.upcoming(desk.today(), limit)


def find_visit(request: Request, desk: Desk) -> tuple[int | None, str]:
    """The record's version at the reader's last visit (None: never here), and the cookie to keep."""
    version = desk.record.version()
    now = int(time.time())
    parts = request.cookies.get(VISIT_COOKIE, "").split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 12 for part in parts):
        return None, f"{version}.{version}.{now}"
    base, latest, at = (int(part) for part in parts)
    if now - at > VISIT_SECONDS:
        base = latest
    return base, f"{base}.{version}.{now}"


def make_chips(where: str, given: Mapping[str, object], language: str) -> list[Chip]:
    """The filters that are on, each with the address that leaves it out."""
    chips = []
    for name, value in given.items():
        if name == "side" and isinstance(value, tuple):
            for side in value:
                rest = {**given, "side": tuple(other for other in value if other != side)}
                chips.append(Chip(translate(language, "Side"), name_side(side, language), link(where, **rest)))
            continue
        rest = {other: kept for other, kept in given.items() if other != name}
        label = translate(language, filters.LABELS[name])
        chips.append(Chip(label, say_value(name, str(value), language), link(where, **rest)))
    return chips


def say_value(name: str, value: str, language: str) -> str:
    """The value of a filter in words."""
    if name in (*filters.BOUNDS, "due"):
        return say_date(value, language)
    return say_word(value, language) if name in SPOKEN else value


def make_fields(desk: Desk, query: Query, language: str, names: tuple[str, ...] = CHOSEN) -> list[Field]:
    """The filters as lists of choices, with how many encounters each leaves; the chosen one is always among them."""
    facets = desk.count_choices(query)
    fields = []
    for name in names:
        chosen = (query.sides[0] if len(query.sides) == 1 else "") if name == "side" else getattr(query, name) or ""
        counts = dict(facets.get(name, {}))
        if chosen:
            counts.setdefault(chosen, 0)
        most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_OPTIONS]
        options = [Option(value, name_option(name, value, language), count) for value, count in most]
        if options:
            fields.append(Field(name, filters.LABELS[name], tuple(options), chosen))
    return fields


def all_fields(desk: Desk, query: Query, language: str, names: tuple[str, ...]) -> list[Field]:
    """The filters as lists of all choices that the record holds, without counts: they are computed once for all."""
    facets = desk.count_choices(Query())
    fields = []
    for name in names:
        chosen = (query.sides[0] if len(query.sides) == 1 else "") if name == "side" else getattr(query, name) or ""
        values = dict.fromkeys(([chosen] if chosen else []) + list(facets.get(name, {}))[:MOST_OPTIONS])
        options = tuple(Option(value, name_option(name, value, language)) for value in values)
        if options:
            fields.append(Field(name, filters.LABELS[name], options, chosen))
    return fields


def name_option(name: str, value: str, language: str) -> str:
    """A choice in words."""
    if name == "side":
        return name_side(value, language)
    return say_word(value, language) if name not in ("format", "outlet") else value


def draw_histogram(desk: Desk, query: Query, where: str, language: str) -> object:
    """Encounters over time as bars: by month for up to three years, by year for more; each bar narrows the period."""
    return draw_counts(query, count_periods(desk, [query])[0], where, language)


def draw_counts(query: Query, counts: Mapping[str, int], where: str, language: str, top: int = 0) -> object:
    """Counts by period as bars; `top` is the count of a full bar where several charts stand together."""
    given = filters.query_parameters(query)
    bars = [make_bar(key, count, where, given, language) for key, count in counts.items()]
    return draw_bars(bars, translate(language, "Encounters over time"), top)


def count_periods(desk: Desk, queries: Sequence[Query]) -> list[dict[str, int]]:
    """Encounters by year or month, over the same periods for all queries; empty where no day is known."""
    by_year = [desk.record.histogram(query, "year") for query in queries]
    known = [int(year) for counts in by_year for year in counts if year.isdigit()]
    if not known:
        return [{} for _query in queries]
    years = range(min(known), max(known) + 1)
    if len(years) * 12 > MONTHS_SHOWN:
        return [{str(year): counts.get(str(year), 0) for year in years} for counts in by_year]
    by_month = [desk.record.histogram(query, "month") for query in queries]
    used = {month for counts in by_month for month, count in counts.items() if count and len(month) == len("2029-04")}
    spans = [f"{year:04}-{month:02}" for year in years for month in range(1, 13)]
    spans = [month for month in spans if used and min(used) <= month <= max(used)]
    return [{month: counts.get(month, 0) for month in spans} for counts in by_month]


def make_bar(key: str, count: int, where: str, given: Mapping[str, object], language: str) -> Bar:
    """The bar of a year or month; a label on years and on each January."""
    label = key[:4] if len(key) == 4 or key.endswith("-01") else ""
    href = link(where, **{**given, "since": key, "until": key}) if count else ""
    chosen = given.get("since") == key and given.get("until") == key
    return Bar(name=say_date(key, language), count=count, href=href, label=label, chosen=chosen)
