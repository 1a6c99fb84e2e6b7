"""The pages of a side, a pair, a person and a format, and the lists that lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk import filters
from dragoman.desk.entries import make_entries
from dragoman.desk.language import choose_language, name_side, say_date, translate
from dragoman.desk.names import name_person
from dragoman.desk.rows import commitment_rows, statement_rows, words_link
from dragoman.desk.timeline import draw_histogram
from dragoman.desk.web import Desk, NotFound, desk_of, link, path_link, say_count
from dragoman.desk.words import say_word
from dragoman.export.labels import kind_of, name_office, speaks
from dragoman.record import Query
from dragoman.record.values import MergedEncounter, Said, Spell

SHOWN = 15  # encounters on the page of a party; the timeline has the rest
ROWS = 8  # statements and commitments
RANKED = 12
MEETINGS = 12  # columns of the agenda
LISTED = 300
MOST_TOLD = 3  # reports of an encounter whose statements are shown


@dataclass(frozen=True, slots=True)
class Panel:
    """A short list beside the page; kind "rank" draws a bar for each count, "list" does not."""

    title: str
    items: Sequence[Mapping[str, object]]
    kind: str = "rank"


def show_side(request: Request) -> Response:
    """A state or body: its contacts, partners, formats, words and promises."""
    desk, language = desk_of(request), choose_language(request)
    code = filters.check_sides([request.path_params["code"]])[0]
    query = Query(sides=(code,))
    facets = desk.record.facets(query)
    partners = {side: count for side, count in facets.get("side", {}).items() if side != code}
    return party_page(
        request,
        query,
        above=translate(language, "Side"),
        heading=name_side(code, language),
        under=code,
        tools=[
            {"href": link("/briefing", side=code), "name": translate(language, "Briefing")},
            {"href": link("/compare", of=code), "name": translate(language, "Compare")},
            {"href": link("/map", side=code), "name": translate(language, "Map")},
        ],
        table=make_levels(desk, query, facets, language),
        statements=statement_rows(desk, desk.record.statements(side=code, limit=ROWS), language),
        more_statements=link("/statements", side=code),
        panels=[
            Panel(
                translate(language, "Partners"),
                rank(partners, lambda side: name_side(side, language), lambda side: pair_link(code, side)),
            ),
            *make_panels(facets, query, language),
        ],
    )


def show_pair(request: Request) -> Response:
    """Two sides (or a few): contacts a year and level, the last one, what is open, who said what, anniversaries."""
    desk, language = desk_of(request), choose_language(request)
    sides = filters.check_sides(filters.split_pair(request.path_params["pair"]))
    if len(sides) < 2:
        raise NotFound("a pair has two sides, such as KZ-US", request.url.path)
    if "-".join(sorted(sides)) != request.path_params["pair"]:
        return RedirectResponse(pair_link(*sides), 307)
    query = Query(sides=sides)
    facets = desk.record.facets(query)
    return party_page(
        request,
        query,
        above=translate(language, "Pair"),
        heading=" – ".join(name_side(side, language) for side in sides),
        under="",
        tools=[
            {"href": link("/briefing", side=sides), "name": translate(language, "Briefing")},
            {"href": link("/compare", of="-".join(sides)), "name": translate(language, "Compare")},
            *({"href": path_link("sides", side), "name": name_side(side, language)} for side in sides),
        ],
        table=make_levels(desk, query, facets, language),
        statements=statement_rows(desk, find_positions(desk, query), language),
        more_statements="",
        panels=[*make_panels(facets, query, language), find_milestones(desk, query, language)],
    )


def find_positions(desk: Desk, query: Query) -> list[Said]:
    """What the sides said in the reports of their latest encounters, by theme, the latest first."""
    latest = desk.record.encounters(replace(query, limit=RANKED))
    documents = {report.document for one in latest for report in one.reports[:MOST_TOLD]}
    found = desk.record.positions(documents_of=documents)
    own = [said for said in found if said.side in query.sides]
    newest = sorted(own, key=lambda said: said.published or "", reverse=True)[: 2 * ROWS]
    return sorted(newest, key=lambda said: said.theme or "~")


def find_milestones(desk: Desk, query: Query, language: str) -> Panel:
    """The anniversaries of this year and the next."""
    year = desk.today().year
    found = [
        one
        for number in (year, year + 1)
        for one in desk.record.milestones(number, sides=query.sides, format=query.format)
    ]
    items = [
        {
            "name": f"{one.title}",
            "href": words_link(one.document, one.start, one.stop)
            if one.document and one.start is not None and one.stop is not None
            else "",
            "note": say_date(one.date, language),
        }
        for one in found[:RANKED]
    ]
    return Panel(translate(language, "Anniversaries"), items, "list")


def show_person(request: Request) -> Response:
    """A person: offices over time, spellings of the name, whom they met, what they said."""
    desk, language = desk_of(request), choose_language(request)
    key = request.path_params["key"]
    names = order_names(desk.record.person_names(key), language)
    if not names:
        return find_person(desk, key, request.url.path)
    query = Query(person=key)
    facets = desk.record.facets(query)
    return party_page(
        request,
        query,
        above=translate(language, "Person"),
        heading=names[0],
        under=", ".join(names[1:]),
        tools=[
            {"href": link("/briefing", person=key), "name": translate(language, "Briefing")},
            {"href": link("/search", words=names[0]), "name": translate(language, "Reports that name this person")},
            {"href": link("/map", person=key), "name": translate(language, "Map")},
        ],
        table=None,
        statements=statement_rows(desk, desk.record.statements(person=key, limit=ROWS), language),
        more_statements=link("/statements", person=key),
        person=key,
        namesakes=find_namesakes(desk, key, names),
        panels=[
            Panel(translate(language, "Offices over time"), list_offices(desk, key, language), "list"),
            Panel(translate(language, "Met"), list_met(desk, key, language)),
            *make_panels(facets, query, language),
        ],
    )


def order_names(names: Sequence[str], language: str) -> list[str]:
    """The spellings of a name, those in the letters of the language first."""
    return sorted(names, key=lambda name: name.isascii() != (language == "en"))


def find_person(desk: Desk, name: str, where: str) -> Response:
    """Leads from a name in any spelling to the page of the one who took part under it.  Raises: NotFound."""
    for encounter in desk.record.encounters(Query(person=name, limit=1)):
        wanted = desk.record.suggest(name, 5)
        keys = [one.key for one in wanted if one.kind == "person"]
        for who in encounter.participants:
            if who.key and (who.key in keys or (who.person or "").casefold() == name.casefold()):
                return RedirectResponse(path_link("people", who.key), 307)
    raise NotFound(f"nobody of the name {name!r} is in the record", where)


def find_namesakes(desk: Desk, key: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """Key and name of others who may be the same person: those whom the surname suggests."""
    surnames = dict.fromkeys(name.split()[-1] for name in names[:3] if name.split())
    found = {one.key: one.name for word in surnames for one in desk.record.namesakes(word, RANKED)}
    return [(other, name) for other, name in found.items() if other != key]


def list_offices(desk: Desk, key: str, language: str) -> list[dict[str, object]]:
    """Each office once, whatever the language of reports, with the days of the first and last, the latest first."""
    offices: dict[tuple[str, str], list[Spell]] = {}
    for spell in desk.record.spells(key):
        kind = kind_of(spell.office)
        offices.setdefault((kind or spell.office.lower(), spell.side or ""), []).append(spell)
    items: list[dict[str, object]] = []
    for spells in offices.values():
        days = sorted(day for spell in spells for day in (spell.first, spell.last) if day)
        period = say_date(days[0] if days[:1] == days[-1:] else f"{days[0]}/{days[-1]}", language) if days else ""
        latest = max(spells, key=lambda spell: (spell.last or "", spell.count))
        href = words_link(latest.document, latest.start, latest.stop)
        items.append({"name": say_office(spells, key, language), "href": href, "note": period, "day": days[-1:]})
    return sorted(items, key=lambda item: item["day"], reverse=True)[:RANKED]  # type: ignore[arg-type, return-value]


def say_office(spells: Sequence[Spell], key: str, language: str) -> str:
    """How an office is called: in the words of reports in the language that are the most frequent, else translated."""
    ranked = sorted(spells, key=lambda spell: (-spell.count, spell.office))
    own = next((spell for spell in ranked if speaks(spell.office, language)), None)
    if own is not None:
        return own.office
    first = ranked[0]
    return name_office(first.office, first.side, language, key, first.last) or first.office


def list_met(desk: Desk, key: str, language: str) -> list[dict[str, object]]:
    """The people met most often."""
    return [
        {"name": name_person(other, name, language) or name, "count": count, "href": path_link("people", other)}
        for other, name, count in desk.record.met(key, RANKED)
    ]


def show_format(request: Request) -> Response:
    """A format of dialogue: members, numbered meetings, how often, the agenda meeting by meeting."""
    desk, language = desk_of(request), choose_language(request)
    code = request.path_params["code"]
    query = Query(format=code)
    series = desk.record.series(code)
    facets = desk.record.facets(query)
    if not series.meetings and not facets.get("format"):
        raise NotFound(f"there is no format {code!r} in the record", request.url.path)
    numbers = []
    if series.interval_days:
        numbers.append((translate(language, "Days between meetings"), str(series.interval_days)))
    if series.next_expected:
        numbers.append((translate(language, "Next expected"), say_date(series.next_expected, language)))
    if series.missing:
        numbers.append((translate(language, "Numbers never reported"), ", ".join(map(str, series.missing[:20]))))
    members = [{"name": name_side(side, language), "href": path_link("sides", side)} for side in series.members]
    return party_page(
        request,
        query,
        above=translate(language, "Format"),
        heading=code,
        under="",
        tools=[
            {"href": link("/briefing", format=code), "name": translate(language, "Briefing")},
            {"href": link("/compare", of=code), "name": translate(language, "Compare")},
        ],
        numbers=numbers,
        table=make_agenda(series.meetings, language),
        statements=[],
        more_statements="",
        panels=[
            Panel(translate(language, "Members"), members, "list"),
            *make_panels(facets, query, language),
            find_milestones(desk, query, language),
        ],
    )


def make_agenda(meetings: Sequence[MergedEncounter], language: str) -> dict[str, object] | None:
    """Which themes came and went: a row a theme, a column for each of the latest meetings."""
    latest = [one for one in meetings if one.topics][-MEETINGS:]
    themes: dict[str, list[bool]] = {}
    for place, meeting in enumerate(latest):
        for topic in meeting.topics:
            if topic.theme:
                themes.setdefault(topic.theme, [False] * len(latest))[place] = True
    if not themes:
        return None
    head = [{"name": say_meeting(one, language), "href": path_link("encounters", one.id)} for one in latest]
    rows = [
        [{"name": say_word(theme, language), "href": link("/", theme=theme)}, *("●" if told else "" for told in cells)]
        for theme, cells in sorted(themes.items(), key=lambda item: (-sum(item[1]), item[0]))
    ]
    return {"title": translate(language, "Agenda by meeting"), "head": ["", *head], "rows": rows}


def say_meeting(meeting: MergedEncounter, language: str) -> str:
    """«№ 10, April 2021» for the head of a column."""
    day = say_date((meeting.date or "")[:7], language)
    return f"№ {meeting.ordinal}, {day}" if meeting.ordinal else day


def make_levels(
    desk: Desk, query: Query, facets: Mapping[str, Mapping[str, int]], language: str
) -> dict[str, object] | None:
    """Contacts a year and kind, the latest year first."""
    kinds = [kind for kind in filters.CHOICES["kind"] if facets.get("kind", {}).get(kind)]
    counts = desk.record.levels(query)
    years = sorted({year for by_year in counts.values() for year in by_year}, reverse=True)[:RANKED]
    if len(years) < 2 or not kinds:
        return None
    given = filters.query_parameters(query)
    rows = [
        [
            year,
            *(
                {"name": counts[kind][year], "href": link("/", **given, kind=kind, since=year, until=year)}
                if counts.get(kind, {}).get(year)
                else ""
                for kind in kinds
            ),
        ]
        for year in years
    ]
    head = [translate(language, "Year"), *(say_word(kind, language) for kind in kinds)]
    return {"title": translate(language, "Contacts a year and kind"), "head": head, "rows": rows}


def party_page(request: Request, query: Query, *, numbers: Sequence[tuple[str, str]] = (), **values: Any) -> Response:
    """What the pages of all parties share: how much and how lately, the chart, what is open, the latest encounters."""
    desk, language = desk_of(request), choose_language(request)
    count = desk.count(query)
    is_alone = len(query.sides) < 2 and (values["statements"] or numbers)
    if not count and not is_alone:
        raise NotFound("the record holds nothing of this", request.url.path)
    days = desk.record.days_since(query, desk.today())
    shown = [(translate(language, "Encounters"), say_count(count))]
    if days is not None:
        shown.append((translate(language, "Days since the last"), str(days)))
    promises = desk.record.ledger(
        sides=query.sides, person=query.person, format=query.format, today=desk.today(), limit=ROWS
    )
    given = filters.query_parameters(query)
    return desk.page(
        request,
        "party.html",
        numbers=[*shown, *numbers],
        chart=draw_histogram(desk, query, "/", language),
        commitments=commitment_rows(desk, promises, language),
        more_commitments=link("/commitments", **given) if len(promises) == ROWS else "",
        all_href=link("/", **given),
        entries=make_entries(desk.record.encounters(replace(query, limit=SHOWN)), language),
        older=link("/", **given, page=1) if count > SHOWN else "",
        feed=link("/feed.atom", **given),
        **{"person": "", "namesakes": [], **values},
    )


def make_panels(facets: Mapping[str, Mapping[str, int]], query: Query, language: str) -> list[Panel]:
    """Formats, themes and outlets of a party, the most frequent first."""
    given = filters.query_parameters(query)
    panels = []
    if query.format is None:
        formats = rank(facets.get("format", {}), str, lambda code: path_link("formats", code))
        panels.append(Panel(translate(language, "Formats"), formats))
    for name, title in (("theme", translate(language, "Themes")), ("outlet", translate(language, "Outlets"))):
        items = rank(
            facets.get(name, {}),
            lambda value: say_word(value, language) if name == "theme" else value,  # noqa: B023
            lambda value: link("/", **given, **{name: value}),  # noqa: B023
        )
        panels.append(Panel(title, items))
    return panels


def rank(counts: Mapping[str, int], say: Any, lead: Any) -> list[dict[str, object]]:
    """The largest counts as items of a panel."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:RANKED]
    return [{"name": say(key), "count": count, "href": lead(key)} for key, count in ordered]


def pair_link(*sides: str) -> str:
    """The page of a pair, whatever the order of its sides."""
    return path_link("pairs", "-".join(sorted(sides)))


# -- lists ----------------------------------------------------------------------------------------------------------


def list_sides(request: Request) -> Response:
    """All sides, the most frequent first."""
    desk, language = desk_of(request), choose_language(request)
    counts = desk.record.facets(Query()).get("side", {})
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:LISTED]
    items = [
        {"name": name_side(code, language), "note": code, "count": count, "href": path_link("sides", code)}
        for code, count in ordered
    ]
    return desk.page(
        request,
        "list.html",
        heading=translate(language, "Sides"),
        under=translate(language, "States and bodies by the number of their encounters."),
        tabs=[],
        form=None,
        items=items,
        older="",
    )


def list_formats(request: Request) -> Response:
    """All formats with their first and last meeting."""
    desk, language = desk_of(request), choose_language(request)
    items = [
        {
            "name": one.format,
            "note": " – ".join(
                dict.fromkeys(say_date((day or "")[:7], language) for day in (one.first, one.last) if day)
            ),
            "count": one.count,
            "href": path_link("formats", one.format),
        }
        for one in desk.keep(("formats",), desk.record.formats)[:LISTED]
    ]
    return desk.page(
        request,
        "list.html",
        heading=translate(language, "Formats"),
        under=translate(language, "Named formats of dialogue by the number of their meetings."),
        tabs=[],
        form=None,
        items=items,
        older="",
    )


def list_people(request: Request) -> Response:
    """Everybody who took part in something, the most frequent first; found by name in any spelling."""
    desk, language = desk_of(request), choose_language(request)
    name = filters.read_value(request.query_params, "name")
    if name:
        found = [one for one in desk.record.suggest(name, 60) if one.kind == "person"]
        items: list[dict[str, object]] = [
            {"name": one.name, "note": "", "count": None, "href": path_link("people", one.key)} for one in found
        ]
    else:
        people = desk.keep(("people",), lambda: desk.record.people(LISTED))
        items = [
            {"name": person, "note": "", "count": count, "href": path_link("people", key)}
            for key, person, count in people
        ]
    return desk.page(
        request,
        "list.html",
        heading=translate(language, "People"),
        under=translate(language, "Those who took part in encounters, the most often first."),
        tabs=[],
        form={
            "action": "/people",
            "label": translate(language, "Name in any spelling"),
            "name": "name",
            "value": name or "",
        },
        items=items,
        older="",
    )
