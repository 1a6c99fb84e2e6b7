"""Judged reports as gold for `dragoman measure`: corrections made, rejected encounters left out, the rest optional."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk.access import demand_role
from dragoman.desk.web import desk_of
from dragoman.model import Encounter, Reading
from dragoman.record.values import Judgement

KINDS = ("confirm", "reject", "value")


def export_gold(request: Request) -> Response:
    """One judged report a line.

    What a person confirmed or corrected must be found, what was rejected must not; what nobody judged is optional:
    neither asked for nor punished.
    """
    demand_role(request, "reader")
    record = desk_of(request).record
    by_document: dict[str, list[Judgement]] = {}
    for item in record.judgements():
        if item.deleted_at is None and item.kind in KINDS:
            by_document.setdefault(item.left.rpartition(":")[0], []).append(item)
    lines = []
    for document, judgements in sorted(by_document.items()):
        reading = record.document(document)
        if reading is not None:
            lines.append(json.dumps(make_gold(reading, judgements), ensure_ascii=False))
    body = "".join(line + "\n" for line in lines).encode()
    headers = {"content-disposition": 'attachment; filename="gold.jsonl"'}
    return Response(body, media_type="application/x-ndjson", headers=headers)


def make_gold(reading: Reading, judgements: Iterable[Judgement]) -> dict[str, Any]:
    """A report with its encounters as people judged them."""
    document = reading.document
    judged: dict[str, list[Judgement]] = {}
    for item in judgements:
        encounter = find_judged(reading, item)
        if encounter is not None:
            judged.setdefault(encounter.id, []).append(item)
    found = []
    for encounter in reading.encounters:
        own = judged.get(encounter.id, [])
        if not any(item.kind == "reject" for item in own):
            found.append(draw_encounter(reading, encounter, own))
    return {
        "id": document.id,
        "language": document.language,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published.date if document.published else None,
        "text": document.text,
        "negative": False,
        "encounters": found,
    }


def find_judged(reading: Reading, item: Judgement) -> Encounter | None:
    """The encounter that stands on the words of a judgement."""
    start, _dash, stop = item.left.rpartition(":")[2].partition("-")
    for encounter in reading.encounters:
        if encounter.evidence and encounter.evidence[0].start < int(stop) and encounter.evidence[0].stop > int(start):
            return encounter
    return None


def draw_encounter(reading: Reading, encounter: Encounter, judgements: Iterable[Judgement]) -> dict[str, Any]:
    """An encounter in the form of the gold, with the fields that people set; a later one wins."""
    text = reading.document.text
    judgements = list(judgements)
    values: dict[str, Any] = {
        "kind": encounter.kind,
        "mode": encounter.mode,
        "status": encounter.status,
        "date": encounter.date,
        "place": encounter.place.name if encounter.place else None,
        "country": encounter.place.country if encounter.place else None,
        "format": encounter.format,
        "ordinal": encounter.ordinal,
    }
    for item in judgements:
        if item.kind == "value" and item.field and item.value:
            values[item.field] = int(item.value) if item.field == "ordinal" else item.value
            if item.field == "place":
                values["country"] = None
    return {
        **values,
        "participants": [{"person": p.person, "office": p.office, "side": p.side} for p in encounter.participants],
        "topics": [text[topic.start : topic.stop] for topic in encounter.topics],
        "evidence": [text[span.start : span.stop] for span in encounter.evidence],
        "background": encounter.background,
        "optional": not judgements,
    }
