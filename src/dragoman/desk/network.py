"""Who met whom: sides or people as circles, their encounters as lines, drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import filters
from dragoman.desk.charts import Edge, Node, draw_network
from dragoman.desk.filters import Field, Option
from dragoman.desk.language import choose_language, name_side, say_date, translate
from dragoman.desk.names import name_person
from dragoman.desk.parties import pair_link
from dragoman.desk.timeline import all_fields
from dragoman.desk.web import Desk, desk_of, link, path_link
from dragoman.record.values import Tie

MOST_TIES = 90  # more lines are a ball of wool
FILTERS = ("format", "kind", "theme", "status")


def show_network(request: Request) -> Response:
    """The network of a period, narrowed like the timeline; `of=people` draws people."""
    desk, language, given = desk_of(request), choose_language(request), request.query_params
    query, people = filters.parse_query(given), given.get("of") == "people"
    ask = desk.record.person_ties if people else desk.record.ties
    ties = ask(query, MOST_TIES)
    names = name_ends(desk, ties, people, language)
    kept = {k: v for k, v in filters.query_parameters(query).items() if k not in ("side", "person")}
    edges = [
        Edge(t.left, t.right, t.count, edge_link(t.left, t.right, people, kept), names[t.left], names[t.right])
        for t in ties
    ]
    weights: dict[str, int] = {}
    for tie in ties:
        for end in (tie.left, tie.right):
            weights[end] = weights.get(end, 0) + tie.count
    room = "people" if people else "sides"
    nodes = [Node(key, names[key], weight, path_link(room, key)) for key, weight in sorted(weights.items())]
    choice = tuple(Option(value, translate(language, label)) for value, label in (("people", "People"),))
    title = translate(language, "Who met whom")
    return desk.page(
        request,
        "network.html",
        query=query,
        fields=[
            Field("of", "Circles", choice, "people" if people else ""),
            *all_fields(desk, query, language, FILTERS),
        ],
        chart=desk.keep(("network", people, query, language), lambda: draw_network(nodes, edges, title)),
        ties=[
            {"name": f"{edge.left_name} – {edge.right_name}", "count": edge.weight, "href": edge.href, "last": last}
            for edge, last in zip(edges, (say_date(tie.last, language) for tie in ties), strict=True)
        ],
    )


def name_ends(desk: Desk, ties: Sequence[Tie], people: bool, language: str) -> dict[str, str]:
    """What each end of the ties is called."""
    keys = dict.fromkeys(end for tie in ties for end in (tie.left, tie.right))
    if not people:
        return {key: name_side(key, language) for key in keys}
    names = desk.record.names_of(keys)
    return {key: name_person(key, names.get(key), language) or key.lstrip("~") for key in keys}


def edge_link(left: str, right: str, people: bool, kept: dict[str, object]) -> str:
    """Where a line leads: the pair's page, or its encounters under the same filters."""
    if people:
        return link("/", **kept, person=left)
    return link("/", **kept, side=(left, right)) if kept else pair_link(left, right)
