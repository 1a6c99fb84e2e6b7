"""A reading as rows: each finding a claim whose id is a hash of its document and content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import is_
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from dragoman.edtf import first_day, last_day
from dragoman.model import (
    Commitment,
    Document,
    Encounter,
    Office,
    Participant,
    Reading,
    Statement,
    Topic,
    from_json,
    to_json,
)
from dragoman.record.follow import find_cues, find_stems
from dragoman.record.merge.names import find_skeleton, fold_name, name_key
from dragoman.record.merge.places import find_country, fold_place
from dragoman.record.merge.windows import find_window, index_keys, probe_keys
from dragoman.record.milestones import find_milestones
from dragoman.record.schema import NEVER
from dragoman.record.themes import find_theme
from dragoman.record.values import Claim
from dragoman.register.formats import find_format
from dragoman.register.people import find_people, link_person
from dragoman.register.tables import on_forget

Sided = TypeVar("Sided", Office, Participant, Statement)
MOST_FACTS = 12
DAY_DIGITS, HASH_DIGITS = 5, 15  # of a report's id, hexadecimal
LOCAL_FIELDS = ("id", "rule", "confidence", "part_of", "encounter", "person")  # say how, not what


def document_key(document: Document) -> str:
    """The record's id of a report: its outlet, address, day and words; the same content is one report.

    The day leads: reports of a time lie together in every index, so that adding to a large record touches few pages.
    """
    told, digest = _hash_document(document)
    day = first_day(told)
    return f"{day.toordinal() if day else 0:0{DAY_DIGITS}x}{digest[:HASH_DIGITS]}"


def older_key(document: Document) -> str:
    """The id under which records kept a report before its day led it; those that are there keep it."""
    return _hash_document(document)[1][:16]


def _hash_document(document: Document) -> tuple[str, str]:
    day = document.published.date if document.published and document.published.basis != "inferred" else None
    parts = (document.outlet or "", document.url or "", day or "", document.text)
    return day or "", hashlib.sha256("\0".join(parts).encode()).hexdigest()


def claim_key(document: str, kind: str, content: dict[str, Any], number: int) -> str:
    """The id of a claim, led by the day of its report; `number` tells equal ones of a report apart."""
    told = {name: value for name, value in content.items() if name not in LOCAL_FIELDS}
    data = json.dumps([document, kind, number, told], ensure_ascii=False, sort_keys=True)
    return document[:DAY_DIGITS] + hashlib.sha256(data.encode()).hexdigest()[:19]


@dataclass(slots=True)
class Rows:
    """The rows of one reading, ready to be stored."""

    document: str
    claims: list[Claim] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)  # name -> person
    offices: list[dict[str, Any]] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)
    commitments: list[dict[str, Any]] = field(default_factory=list)
    cues: list[dict[str, Any]] = field(default_factory=list)
    milestones: list[dict[str, Any]] = field(default_factory=list)


class Keys:
    """Gives ids to the findings of one report and keys to its people."""

    def __init__(self, document: str, day: str | None) -> None:
        self.document = document
        self.day = day
        self.people: dict[str, str] = {}
        self._seen: dict[str, int] = {}

    def claim(self, kind: str, value: msgspec.Struct | dict[str, Any]) -> str:
        """The id of a finding."""
        content = msgspec.to_builtins(value)
        first = claim_key(self.document, kind, content, 0)
        number = self._seen.get(first, 0)
        self._seen[first] = number + 1
        return first if number == 0 else claim_key(self.document, kind, content, number)

    def person(self, name: str, side: str | None, office: str | None = None) -> str:
        """The register's id of a person, or the key of a candidate; one a name in a report."""
        known = self.people.get(name)
        if known is None or (known.startswith("~") and side):
            linked = link_person(name, side=side, office=office, day=self.day) if is_registered(name) else None
            known = linked or known or name_key(name)
            self.people[name] = known
        return known


@lru_cache(maxsize=100_000)
def is_registered(name: str) -> bool:
    """Whether anybody in the register may bear a name."""
    return bool(find_people(name))


on_forget(is_registered.cache_clear)


def make_rows(reading: Reading, key: str | None = None) -> Rows:
    """All rows of a reading; codes of sides and countries are in capitals, however they are written in it.

    Args: key: the id of its report where the record has one already.
    """
    reading = raise_sides(reading)
    document = reading.document
    rows = Rows(key or document_key(document))
    published = first_day(document.published.date) if document.published else None
    keys = Keys(rows.document, published.isoformat() if published else None)
    stated = {office.person: office for office in reading.offices}
    for encounter in reading.encounters:
        for participant in encounter.participants:
            if participant.person:
                keys.person(participant.person, participant.side, participant.office)
    for person in reading.people:
        office = stated.get(person.name)
        keys.person(person.name, office.side if office else None, office.office if office else None)
    homes = {}
    facts = list_facts(reading, keys)
    for encounter in reading.encounters:
        claim = make_claim(encounter, document, keys, published, facts)
        homes[encounter.id] = claim.id
        rows.claims.append(claim)
        rows.bodies[claim.id] = to_json(claim).decode()
    make_office_rows(reading, rows, keys)
    make_statement_rows(reading, rows, keys)
    make_figure_rows(reading, rows, keys)
    rows.commitments = [make_commitment(item, reading, keys, homes) for item in reading.commitments]
    rows.cues = [{"id": keys.claim("cue", cue), "document": rows.document, **cue} for cue in find_cues(reading)]
    rows.milestones = [
        {"id": keys.claim("milestone", told), "document": rows.document, **told} for told in find_milestones(reading)
    ]
    rows.people = keys.people
    return rows


def raise_sides(reading: Reading) -> Reading:
    """A reading with every code of a side or country in capitals, as queries and the register have them."""
    return replace(
        reading,
        offices=tuple(raise_side(office) for office in reading.offices),
        encounters=tuple(raise_parties(encounter) for encounter in reading.encounters),
        commitments=tuple(
            replace(item, sides=tuple(side.upper() for side in item.sides))
            if any(side != side.upper() for side in item.sides)
            else item
            for item in reading.commitments
        ),
        statements=tuple(raise_side(statement) for statement in reading.statements),
    )


def raise_side(value: Sided) -> Sided:
    """A value with the code of its side in capitals."""
    return value if value.side is None or value.side == value.side.upper() else replace(value, side=value.side.upper())


def raise_parties(encounter: Encounter) -> Encounter:
    """An encounter with the codes of its participants and of the country of its place in capitals."""
    participants = tuple(raise_side(participant) for participant in encounter.participants)
    place = encounter.place
    if place is not None and place.country and place.country != place.country.upper():
        place = replace(place, country=place.country.upper())
    if place is encounter.place and all(map(is_, participants, encounter.participants)):
        return encounter
    return replace(encounter, participants=participants, place=place)


def make_claim(
    encounter: Encounter, document: Document, keys: Keys, published: date | None, facts: tuple[str, ...]
) -> Claim:
    """An encounter of a report with what it is compared by."""
    day = published.toordinal() if published else None
    lo, hi, exact = find_window(encounter, day)
    known = find_format(encounter.format) if encounter.format else None
    encounter = replace(
        encounter,
        format=known or encounter.format,
        topics=tuple(with_theme(topic, document) for topic in encounter.topics),
    )
    return Claim(
        id=keys.claim("encounter", encounter),
        document=keys.document,
        encounter=encounter,
        lo=lo,
        hi=hi,
        exact=exact,
        published=day,
        keys=tuple(keys.person(p.person, p.side, p.office) if p.person else None for p in encounter.participants),
        topic_words=tuple(document.text[topic.start : topic.stop] for topic in encounter.topics),
        language=document.language,
        spot=fold_place(encounter.place.name) if encounter.place else "",
        country=find_country(encounter.place),
        facts=facts,
    )


def list_facts(reading: Reading, keys: Keys) -> tuple[str, ...]:
    """What tells the story of a report in any language: figures but small numbers and years, and "=" with people."""
    values = dict.fromkeys(f"{figure.value:g}" for figure in reading.figures)
    figures = [v for v in values if len(v) > 1 and not (len(v) == 4 and v[:2] in ("19", "20"))]
    people = sorted({f"={key}" for key in keys.people.values()})
    return (*figures[:MOST_FACTS], *people[:MOST_FACTS])


def with_theme(topic: Topic, document: Document) -> Topic:
    """A topic with the theme that its words tell where its report gives none."""
    return (
        topic
        if topic.theme
        else replace(topic, theme=find_theme(document.text[topic.start : topic.stop], document.language))
    )


def claim_parties(claim: Claim) -> tuple[str, ...]:
    """What a claim is filed under."""
    return index_keys(claim.encounter, list_surnames(claim), claim.spot, claim.country)


def claim_probes(claim: Claim) -> tuple[str, ...]:
    """What other tellings of the event of a claim may be filed under."""
    return probe_keys(claim.encounter, list_surnames(claim), claim.spot, claim.country)


def list_surnames(claim: Claim) -> list[str]:
    """The folded surnames of those who took part."""
    people: Iterator[Participant] = (p for p in claim.encounter.participants if p.person)
    return [find_skeleton(words[-1]) for p in people if (words := fold_name(p.person or ""))]


def make_office_rows(reading: Reading, rows: Rows, keys: Keys) -> None:
    """Who holds what, as the report says."""
    for office in reading.offices:
        rows.offices.append(
            {
                "id": keys.claim("office", office),
                "document": rows.document,
                "person": keys.person(office.person, office.side, office.office),
                "name": office.person,
                "office": office.office,
                "side": office.side,
                "start": office.start,
                "stop": office.stop,
                "day": report_day(reading.document),
            }
        )


def make_statement_rows(reading: Reading, rows: Rows, keys: Keys) -> None:
    """Who said what; a speaker that is no person of the report has no key."""
    names = {person.name for person in reading.people} | {office.person for office in reading.offices}
    for item in reading.statements:
        is_person = item.person is not None or item.speaker in names
        rows.statements.append(
            {
                "id": keys.claim("statement", item),
                "document": rows.document,
                "person": keys.person(item.speaker, item.side) if is_person else None,
                "speaker": item.speaker,
                "side": item.side,
                "form": item.form,
                "start": item.start,
                "stop": item.stop,
                "words": reading.document.text[item.start : item.stop],
                "theme": find_theme(reading.document.text[item.start : item.stop], reading.document.language),
                "day": report_day(reading.document),
            }
        )


def make_figure_rows(reading: Reading, rows: Rows, keys: Keys) -> None:
    """The figures of a report."""
    for item in reading.figures:
        rows.figures.append(
            {
                "id": keys.claim("figure", item),
                "document": rows.document,
                "value": item.value,
                "unit": item.unit,
                "comparator": item.comparator,
                "about": item.about,
                "start": item.start,
                "stop": item.stop,
                "words": reading.document.text[item.start : item.stop],
            }
        )


def make_commitment(item: Commitment, reading: Reading, keys: Keys, homes: dict[str, str]) -> dict[str, Any]:
    """A commitment, with the lemmas that later reports of it are found by."""
    words = reading.document.text[item.start : item.stop]
    due = last_day(item.due)
    return {
        "id": keys.claim("commitment", item),
        "document": keys.document,
        "claim": homes.get(item.encounter or ""),
        "sides": "|".join(item.sides),
        "due": item.due,
        "due_day": due.toordinal() if due else NEVER,
        "strength": item.strength,
        "title": item.document,
        "start": item.start,
        "stop": item.stop,
        "words": words,
        "stems": " ".join(find_stems(words)),
        "theme": find_theme(words, reading.document.language),
        "day": report_day(reading.document),
        "outcome": None,
    }


def report_day(document: Document) -> int:
    """The day of a report, 0 if unknown."""
    day = first_day(document.published.date) if document.published else None
    return day.toordinal() if day else 0


def read_claim(body: str) -> Claim:
    """A claim from its row."""
    return from_json(body, Claim)
