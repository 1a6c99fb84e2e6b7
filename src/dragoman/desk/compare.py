"""Up to five pairs, sides or formats beside one another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import filters
from dragoman.desk.language import choose_language, name_side, say_date, translate
from dragoman.desk.timeline import count_periods, draw_counts
from dragoman.desk.web import Desk, desk_of, link, path_link, say_count
from dragoman.desk.words import say_word
from dragoman.errors import UsageError
from dragoman.record import Query

MOST = 5
MOST_THEMES = 3
MOST_OPEN = 100  # commitments counted


@dataclass(frozen=True, slots=True)
class Column:
    """One of those compared."""

    name: str
    href: str
    query: Query


def show_compare(request: Request) -> Response:
    """The columns that `of` asks for, a row for each thing compared."""
    desk, language, given = desk_of(request), choose_language(request), request.query_params
    asked = split_asked(",".join(given.getlist("of")))
    since, until = filters.read_bound(given, "since"), filters.read_bound(given, "until")
    formats = set(desk.record.facets(Query()).get("format", {}))
    columns = [make_column(name, formats, since, until, language) for name in asked]
    periods = count_periods(desk, [column.query for column in columns])
    top = max((count for counts in periods for count in counts.values()), default=0)
    return desk.page(
        request,
        "compare.html",
        given=", ".join(asked),
        since=since or "",
        until=until or "",
        columns=columns,
        charts=[draw_counts(c.query, counts, "/", language, top) for c, counts in zip(columns, periods, strict=True)],
        rows=make_rows(desk, columns, language),
    )


def split_asked(words: str) -> list[str]:
    """The names asked for.  Raises: UsageError: more than five, or a name that is too long."""
    names = list(dict.fromkeys(part.strip() for part in words.split(",") if part.strip()))
    if len(names) > MOST:
        raise UsageError(f"{len(names)} columns; give {MOST} at most", "of")
    if any(len(name) > 60 or "\0" in name for name in names):
        raise UsageError("a name is longer than 60 characters; give a pair such as KZ-US or a format", "of")
    return names


def make_column(name: str, formats: set[str], since: str | None, until: str | None, language: str) -> Column:
    """A format if the record has one of the name, else sides."""
    if name in formats:
        query, title, href = Query(format=name), name, path_link("formats", name)
    else:
        sides = tuple(sorted(filters.check_sides(filters.split_pair(name))))
        if not sides:
            raise UsageError(f"{name!r} is no pair and no format; give one such as KZ-US or C5+1", "of")
        query = Query(sides=sides)
        title = " – ".join(name_side(side, language) for side in sides)
        href = path_link("sides", sides[0]) if len(sides) == 1 else path_link("pairs", "-".join(sides))
    query = replace(query, since=since, until=until)
    return Column(title, href, query)


def make_rows(desk: Desk, columns: list[Column], language: str) -> list[tuple[str, list[object]]]:
    """What is compared: how many, of which kind, how lately, what is open, on which themes."""
    if not columns:
        return []
    facets = [desk.record.facets(column.query) for column in columns]
    counts = [say_count(desk.count(column.query)) for column in columns]
    rows: list[tuple[str, list[object]]] = [
        (
            translate(language, "Encounters"),
            [
                {"name": count, "href": link("/", **filters.query_parameters(column.query))}
                for count, column in zip(counts, columns, strict=True)
            ],
        )
    ]
    kinds = [kind for kind in filters.CHOICES["kind"] if any(f.get("kind", {}).get(kind) for f in facets)]
    rows += [(say_word(kind, language), [f.get("kind", {}).get(kind, 0) for f in facets]) for kind in kinds]
    days = [desk.record.days_since(column.query, desk.today()) for column in columns]
    latest = ["" if day is None else (desk.today() - timedelta(day)).isoformat() for day in days]
    rows.append((translate(language, "Latest"), [say_date(day, language) for day in latest]))
    rows.append((translate(language, "Days since the last"), ["" if day is None else day for day in days]))
    rows.append((translate(language, "Open commitments"), [count_open(desk, column.query) for column in columns]))
    themes = [sorted(f.get("theme", {}).items(), key=lambda i: (-i[1], i[0]))[:MOST_THEMES] for f in facets]
    rows.append((translate(language, "Themes"), [", ".join(say_word(t, language) for t, _n in own) for own in themes]))
    return rows


def count_open(desk: Desk, query: Query) -> str:
    """How many commitments are open or late; «100+» above a hundred."""
    found = desk.record.count_undertakings(
        sides=query.sides, format=query.format, states=("open", "late"), today=desk.today(), most=MOST_OPEN + 1
    )
    return str(found) if found <= MOST_OPEN else f"{MOST_OPEN}+"
