"""Readings of the reports that people marked in Kazakh and English: tests/measure/kk_en.gold.jsonl -> examples.

    python scripts/build_readings.py

The marks give words; each is found in the text and every span of the result is checked. The record and the desk can
show these languages with them, and the reader is measured on the same marks.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import msgspec

from dragoman.measure.gold import GoldDocument, GoldEncounter, load_gold
from dragoman.model import (
    Commitment,
    Document,
    Encounter,
    Figure,
    Office,
    Participant,
    Passage,
    Person,
    Place,
    Published,
    Reading,
    Span,
    Statement,
    Topic,
    to_json,
)

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "measure" / "kk_en.gold.jsonl"
READINGS = ROOT / "src" / "dragoman" / "examples" / "kk_en.readings.jsonl"
RULE = "marked"  # a person found it


def find_span(text: str, words: str) -> Span:
    """Where words stand first.  Raises: ValueError: they do not."""
    start = text.index(words)
    return Span(start=start, stop=start + len(words))


def find_mentions(text: str, name: str) -> tuple[Span, ...]:
    """Every place where a person is named, in full or by the surname, with the endings of the language."""
    *given, surname = name.split()
    before = "".join(rf"(?:{re.escape(part)}\s+)?" for part in given)
    return tuple(Span(start=m.start(), stop=m.end()) for m in re.finditer(rf"{before}\b{re.escape(surname)}\w*", text))


def list_people(gold: GoldDocument) -> tuple[Person, ...]:
    """Everybody whom the marks name, in the order of the text."""
    named = [o.person for o in gold.offices] + [p.person for e in gold.encounters for p in e.participants if p.person]
    return tuple(
        Person(id=f"p{number}", name=name, mentions=find_mentions(gold.text, name))
        for number, name in enumerate(dict.fromkeys(named))
    )


def build_encounter(gold: GoldDocument, mark: GoldEncounter, number: int) -> Encounter:
    """One encounter of the marks, with a span for everybody named."""
    said = {office.person: find_span(gold.text, office.evidence) for office in gold.offices}
    participants = tuple(
        Participant(
            person=p.person, office=p.office, side=p.side,
            start=said[p.person].start if p.person in said else None,
            stop=said[p.person].stop if p.person in said else None,
        )
        for p in mark.participants
    )  # fmt: skip
    return Encounter(
        id=f"e{number}", kind=mark.kind, mode=mark.mode, status=mark.status, date=mark.date, rule=RULE,
        date_basis="stated" if mark.date else None,
        place=Place(name=mark.place, country=mark.country) if mark.place else None,
        format=mark.format, ordinal=mark.ordinal, participants=participants, background=mark.background, part_of=None,
        topics=tuple(Topic(start=s.start, stop=s.stop) for s in (find_span(gold.text, t) for t in mark.topics)),
        evidence=tuple(find_span(gold.text, words) for words in mark.evidence),
    )  # type: ignore[arg-type]  # fmt: skip


def list_passages(gold: GoldDocument) -> tuple[Passage, ...]:
    """The title, the paragraphs after it, and the furniture."""
    passages = []
    for number, match in enumerate(re.finditer(r"\S[^\n]*", gold.text)):
        furniture = any(match[0] in words for words in gold.boilerplate)
        kind = "title" if number == 0 else "boilerplate" if furniture else "body"
        passages.append(Passage(kind=kind, start=match.start(), stop=match.end(), rule=RULE))  # type: ignore[arg-type]
    return tuple(passages)


def build_reading(gold: GoldDocument) -> Reading:
    """The marks of a report as its reading."""
    text, people = gold.text, list_people(gold)
    ids = {person.name: person.id for person in people}
    digest = hashlib.sha256("\0".join((gold.id, gold.published or "", text)).encode()).hexdigest()[:16]
    first = next((f"e{n}" for n, e in enumerate(gold.encounters, 1) if not e.background), None)

    def spread(words: str) -> dict[str, int]:
        span = find_span(text, words)
        return {"start": span.start, "stop": span.stop}

    return Reading(
        document=Document(
            id=digest, source=gold.id, language=gold.language, title=text.split("\n")[0],  # type: ignore[arg-type]
            published=Published(date=gold.published, basis="given"), text=text, outlet=gold.outlet, url=gold.url,
        ),
        people=people,
        offices=tuple(Office(person=o.person, office=o.office, side=o.side, rule=RULE, **spread(o.evidence))
                      for o in gold.offices),
        encounters=tuple(build_encounter(gold, mark, number) for number, mark in enumerate(gold.encounters, 1)),
        commitments=tuple(Commitment(sides=c.sides, due=c.due, strength=c.strength, encounter=first,  # type: ignore[arg-type]
                                     document=None, rule=RULE, **spread(c.text)) for c in gold.commitments),
        statements=tuple(Statement(speaker=s.speaker or "", side=s.side, form=s.form, person=ids.get(s.speaker or ""),  # type: ignore[arg-type]
                                   rule=RULE, **spread(s.text)) for s in gold.statements),
        figures=tuple(Figure(value=f.value, unit=f.unit, comparator=f.comparator, rule=RULE,  # type: ignore[arg-type]
                             **spread(f.evidence)) for f in gold.figures),
        passages=list_passages(gold),
    )  # fmt: skip


def check_spans(reading: Reading) -> None:
    """Raises: ValueError: a span lies outside of the text or holds nothing."""
    from dragoman.measure.score import count_bad_spans

    if count_bad_spans(reading) or not all(person.mentions for person in reading.people):
        raise ValueError(f"{reading.document.source}: a span that holds nothing")


def build_lines() -> bytes:
    """All readings, one a line."""
    readings = [build_reading(gold) for gold in load_gold(GOLD)]
    for reading in readings:
        check_spans(reading)
    return b"".join(to_json(msgspec.convert(msgspec.to_builtins(r), Reading)) + b"\n" for r in readings)


if __name__ == "__main__":
    READINGS.write_bytes(build_lines())
