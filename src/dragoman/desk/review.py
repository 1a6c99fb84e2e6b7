"""Review: what is doubtful and matters comes first; every answer is a judgement that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk import filters
from dragoman.desk.access import demand_role
from dragoman.desk.drawing import Mark, draw_excerpt
from dragoman.desk.encounters import FIELDS
from dragoman.desk.entries import Entry, list_sides, make_entry
from dragoman.desk.forms import Form, go_back
from dragoman.desk.language import choose_language, translate
from dragoman.desk.web import Desk, desk_of, link, path_link
from dragoman.desk.words import say_word
from dragoman.edtf import first_day, parse_date
from dragoman.errors import UsageError
from dragoman.model import Encounter, Reading, Span
from dragoman.record import Query
from dragoman.record.values import Judgement, MergedEncounter, Report

SCANNED = 400  # the latest encounters that the queue is made of
SHOWN = 20
DONE = 15  # latest judgements shown
NEAR_DAYS = 3  # two encounters of the same sides this close may be one
SURE = 0.75  # a reader's confidence below it is doubt
WEIGHTS = {"summit": 5, "ministerial": 4, "visit": 3, "consultation": 3, "signing": 3, "call": 2, "meeting": 2}
KINDS = ("confirm", "reject", "same", "different", "value", "person")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two encounters beside one another."""

    entry: Entry
    claim: str
    excerpt: Markup


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide: an encounter, or a pair that may be one; `reason` says why it is asked."""

    reason: str
    score: float
    entry: Entry
    claim: str
    excerpt: Markup
    other: Side | None = None
    disputes: tuple[tuple[str, tuple[str, ...]], ...] = ()


def show_review(request: Request) -> Response:
    """The queue and the latest judgements."""
    demand_role(request, "reader")
    desk, language = desk_of(request), choose_language(request)
    judgements = desk.keep(("judgements",), desk.record.judgements)
    items = desk.keep(("queue", language), lambda: make_queue(desk, judgements, language))
    last = request.query_params.get("last", "")
    standing = {item.id for item in judgements if item.deleted_at is None}
    return desk.page(
        request,
        "review.html",
        items=items,
        last=last if last.isascii() and last.isdigit() and len(last) < 12 and int(last) in standing else "",
        done=[say_judgement(item, language) for item in judgements[: -DONE - 1 : -1]],
        fields=FIELDS,
    )


def make_queue(desk: Desk, judgements: list[Judgement], language: str) -> list[Item]:
    """The items by importance times doubt, the greatest first."""
    latest = desk.record.encounters(Query(limit=SCANNED))
    judged = find_judged(judgements)
    ranked = sorted(
        (*rank_doubts(latest, language), *rank_pairs(latest, language)), key=lambda item: (-item[0], item[2].id)
    )
    items: list[Item] = []
    for score, reason, encounter, other in ranked:
        item = make_item(desk, score, reason, encounter, other, judged, language)
        if item is not None:
            items.append(item)
        if len(items) == SHOWN:
            break
    return items


Ranked = tuple[float, str, MergedEncounter, MergedEncounter | None]


def rank_doubts(encounters: Iterable[MergedEncounter], language: str) -> Iterator[Ranked]:
    """Encounters that nobody confirmed, with why they are doubtful."""
    for one in encounters:
        if one.review is not None:
            continue
        doubt, reason = 0.2, "told by one report alone"
        if one.disputes:
            doubt, reason = 0.8, "reports disagree"
        elif len(list_sides(one)) < 2:
            doubt, reason = 0.7, "fewer than two sides are known"
        elif one.date is None:
            doubt, reason = 0.6, "no day is known"
        elif one.sources > 1:
            continue
        yield doubt * weigh(one), translate(language, reason), one, None


def weigh(encounter: MergedEncounter) -> float:
    """How much an encounter matters: by level, number of sides and of reports."""
    level = WEIGHTS.get(encounter.kind, 1)
    return level + min(len(list_sides(encounter)), 6) / 2 + min(encounter.sources, 6) / 3


def rank_pairs(encounters: list[MergedEncounter], language: str) -> Iterator[Ranked]:
    """Two encounters of the same sides within a few days of one another."""
    groups: dict[tuple[str, ...], list[tuple[int, MergedEncounter]]] = {}
    for one in encounters:
        day, sides = first_day(one.date), tuple(sorted(list_sides(one)))
        if day is not None and len(sides) > 1:
            groups.setdefault(sides, []).append((day.toordinal(), one))
    reason = translate(language, "the same sides within %(days)s days") % {"days": NEAR_DAYS}
    for group in groups.values():
        group.sort(key=lambda item: (item[0], item[1].id))
        for (left_day, left), (right_day, right) in pairwise(group):
            if right_day - left_day <= NEAR_DAYS:
                yield 0.9 * max(weigh(left), weigh(right)), reason, left, right


def find_judged(judgements: Iterable[Judgement]) -> set[tuple[str, ...]]:
    """What stands judged: single anchors confirmed, rejected or corrected, and pairs of anchors."""
    found: set[tuple[str, ...]] = set()
    for item in judgements:
        if item.deleted_at is None:
            found.add((item.left, item.right) if item.right else (item.left,))
    return found


def make_item(
    desk: Desk, score: float, reason: str, encounter: MergedEncounter, other: MergedEncounter | None,
    judged: set[tuple[str, ...]], language: str,
) -> Item | None:  # fmt: skip
    """An item with its words; None where it is judged already or its words are gone."""
    told, more = find_told(desk, encounter), find_told(desk, other) if other else None
    if told is None or (other is not None and more is None):
        return None
    anchors = tuple(sorted(make_anchor(*one) for one in (told, more) if one is not None))
    if anchors in judged:
        return None
    side = None
    if other is not None and more is not None:
        side = Side(make_entry(other, language), more[0].claim, draw_evidence(*more[1:], "b"))
    return Item(
        reason=reason,
        score=score,
        entry=make_entry(encounter, language),
        claim=told[0].claim,
        excerpt=draw_evidence(*told[1:], "a"),
        other=side,
        disputes=tuple((one.field, tuple(version.value for version in one.versions)) for one in encounter.disputes),
    )


def find_told(desk: Desk, encounter: MergedEncounter) -> tuple[Report, Reading, Encounter] | None:
    """The first report of an encounter whose reading tells it."""
    for report in encounter.reports[:3]:
        reading = desk.record.document(report.document)
        for local in reading.encounters if reading else ():
            if reading is not None and local.id == report.encounter and local.evidence:
                return report, reading, local
    return None


def make_anchor(report: Report, _reading: Reading, local: Encounter) -> str:
    """The words that a judgement of this telling is tied to."""
    span = local.evidence[0]
    return f"{report.document}:{span.start}-{span.stop}"


def draw_evidence(reading: Reading, local: Encounter, prefix: str) -> Markup:
    """The evidence of a telling with its participants marked."""
    spans = list(local.evidence)
    marks = [Mark(f"{prefix}e", "encounter", span.start, span.stop, first=False) for span in spans]
    for who in local.participants:
        if who.start is not None and who.stop is not None:
            title = " · ".join(part for part in (who.person, who.office, who.side) if part)
            marks.append(Mark(f"{prefix}p", "office", who.start, who.stop, title, first=False))
    return draw_excerpt(reading.document.text, [Span(start=s.start, stop=s.stop) for s in spans], marks)


def say_judgement(item: Judgement, language: str) -> dict[str, Any]:
    """A judgement for the table: what it is about leads to the words."""
    document, _colon, at = item.left.rpartition(":")
    what = say_word(item.kind, language)
    if item.field:
        what += f": {say_word(item.field, language)} = {item.value}"
    href = link(path_link("reports", document), at=at) + "#w-at" if document else path_link("people", item.left)
    return {
        "id": item.id, "day": item.at[:16].replace("T", " "), "who": item.reviewer, "answer": what,
        "target": document[:8] or item.left, "href": href, "withdrawn": item.deleted_at is not None, "note": item.note,
    }  # fmt: skip


# -- answers --------------------------------------------------------------------------------------------------------


def judge(request: Request, form: Form) -> Response:
    """Keeps a judgement and goes on with the queue."""
    desk, kind = desk_of(request), form.read("kind")
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is no judgement; give one of {', '.join(KINDS)}", "kind")
    field, value = form.read("field") or None, form.read("value") or None
    if kind == "value":
        check_value(field, value)
    made = desk.record.judge(
        kind, form.read("left"), form.read("right") or None, field=field if kind == "value" else None,
        value=value if kind == "value" else None, reviewer=form.user.name, note=form.read("note") or None,
    )  # fmt: skip
    if form.read("back", 2000) in ("", "/review"):
        return RedirectResponse(link("/review", last=made.id), 303)
    return go_back(form, "/review")


def check_value(field: str | None, value: str | None) -> None:
    """Raises: UsageError: the value is none that the field can have."""
    if field not in FIELDS or not value:
        raise UsageError(f"give one of {', '.join(FIELDS)} and its right value", "field")
    allowed = filters.CHOICES.get(field)
    if allowed is not None and value not in allowed:
        raise UsageError(f"{value!r} is no {field}; give one of {', '.join(allowed)}", "value")
    if field == "date" and not all(parse_date(part) for part in value.split("/", 1)):
        raise UsageError(f"{value!r} is no date; give it as 2021-04-23, 2021-04 or 2021", "value")
    if field == "ordinal" and not (value.isascii() and value.isdigit() and len(value) < 5):
        raise UsageError(f"{value!r} is no number of a meeting; give one such as 10", "value")


def split_report(request: Request, form: Form) -> Response:
    """Parts one report's telling from all others of its encounter."""
    desk, claim = desk_of(request), form.read("left")
    encounter = desk.record.encounter(claim)
    others = [report.claim for report in encounter.reports if report.claim != claim] if encounter else []
    if not others:
        raise UsageError("there is nothing to part: the encounter has one report", "left")
    for other in others:
        desk.record.judge("different", claim, other, reviewer=form.user.name, note="parted")
    return RedirectResponse(path_link("encounters", claim), 303)


def undo(request: Request, form: Form) -> Response:
    """Withdraws a judgement."""
    number = form.read("judgement")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        raise UsageError(f"{number!r} is no judgement", "judgement")
    desk_of(request).record.withdraw(int(number), form.user.name)
    return go_back(form, "/review")
