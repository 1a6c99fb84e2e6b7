"""The marks of a report as its reading: what a reader without faults would say.

Merging, desk and exports can be measured on it apart from the reading; the example readings are made with it.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

import msgspec

from dragoman.errors import InputError
from dragoman.measure.gold import GoldDocument, GoldEncounter
from dragoman.model import Reading

RULE = "marked"  # a person found it
Json = dict[str, Any]


def build_reading(gold: GoldDocument) -> Reading:
    """A marked report as its reading; every span holds the words of its mark.

    Raises: InputError: words of a mark do not stand in the text, or a value is none of the reading's.
    """
    people = list_people(gold)
    ids = {person["name"]: person["id"] for person in people}
    first = next((f"e{n}" for n, e in enumerate(gold.encounters, 1) if not e.background), None)
    parts = {
        "document": describe_document(gold),
        "people": people,
        "offices": [
            {**spread(gold, o.evidence), "person": o.person, "office": o.office, "side": o.side} for o in gold.offices
        ],
        "encounters": [build_encounter(gold, mark, f"e{n}") for n, mark in enumerate(gold.encounters, 1)],
        "commitments": [
            {**spread(gold, c.text), "sides": c.sides, "due": c.due, "strength": c.strength, "encounter": first}
            for c in gold.commitments
        ],
        "statements": [
            {
                **spread(gold, s.text), "speaker": s.speaker, "side": s.side, "form": s.form,
                "person": ids.get(s.speaker or ""),
            }
            for s in gold.statements
        ],
        "figures": [
            {**spread(gold, f.evidence), "value": f.value, "unit": f.unit, "comparator": f.comparator}
            for f in gold.figures
        ],
        "passages": list_passages(gold),
    }  # fmt: skip
    try:
        return msgspec.convert(parts, Reading)
    except msgspec.ValidationError as error:
        raise InputError(f"a mark that no reading can hold: {error}", gold.id) from error


def describe_document(gold: GoldDocument) -> Json:
    """The document of a marked report; its id is a hash of its content."""
    parts = (gold.outlet, gold.url, gold.published, gold.text)
    return {
        "id": hashlib.sha256("\0".join(part or "" for part in parts).encode()).hexdigest()[:16],
        "source": gold.id,
        "language": gold.language,
        "title": gold.text.split("\n")[0],
        "published": {"date": gold.published, "basis": "given"} if gold.published else None,
        "text": gold.text,
        "outlet": gold.outlet,
        "url": gold.url,
    }


def spread(gold: GoldDocument, words: str) -> Json:
    """Where words stand first, as fields of a finding.  Raises: InputError: they do not stand in the text."""
    start = gold.text.find(words)
    if start < 0 or not words:
        raise InputError(f"{words!r} does not stand in the text; mark exact words", gold.id)
    return {"start": start, "stop": start + len(words), "rule": RULE}


def find_mentions(text: str, name: str) -> list[Json]:
    """Every place where a person is named, in full or by the surname, with the endings of the language."""
    *given, surname = name.split()
    before = "".join(rf"(?:{re.escape(part)}\w*\s+)?" for part in given)
    stem = surname[:-1] if surname[-1] in "аяйь" else surname  # Russian surnames lose these letters in other cases
    found = re.finditer(rf"{before}\b{re.escape(stem)}\w*", text)
    return [{"start": match.start(), "stop": match.end()} for match in found]


def list_people(gold: GoldDocument) -> list[Json]:
    """Everybody whom the marks name, offices first."""
    named = [o.person for o in gold.offices] + [p.person for e in gold.encounters for p in e.participants if p.person]
    return [
        {"id": f"p{number}", "name": name, "mentions": find_mentions(gold.text, name)}
        for number, name in enumerate(dict.fromkeys(named))
    ]


def build_encounter(gold: GoldDocument, mark: GoldEncounter, key: str) -> Json:
    """One encounter of the marks; a participant's span is that of the office, where one is marked."""
    said = {office.person: spread(gold, office.evidence) for office in gold.offices}
    return {
        **{slot: getattr(mark, slot) for slot in ("kind", "mode", "status", "date", "format", "ordinal", "background")},
        "id": key,
        "rule": RULE,
        "part_of": None,
        "date_basis": "stated" if mark.date else None,
        "place": {"name": mark.place, "country": mark.country} if mark.place else None,
        "participants": [
            {"person": p.person, "office": p.office, "side": p.side, **said.get(p.person or "", {})}
            for p in mark.participants
        ],
        "topics": [spread(gold, words) for words in mark.topics],
        "evidence": [spread(gold, words) for words in mark.evidence],
    }


def list_passages(gold: GoldDocument) -> list[Json]:
    """The title, the paragraphs after it, and the furniture."""
    passages = []
    for number, match in enumerate(re.finditer(r"\S[^\n]*", gold.text)):
        furniture = any(match[0] in words for words in gold.boilerplate)
        kind = "boilerplate" if furniture else "body" if number else "title"
        passages.append({"kind": kind, "start": match.start(), "stop": match.end(), "rule": RULE})
    return passages
