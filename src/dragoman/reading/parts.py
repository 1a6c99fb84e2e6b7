"""Long texts in parts: the stages look at pairs of mentions, so a part is bounded and a text takes linear time.

A report is read whole up to `MAX_PART`; a longer text is a collection or a dump. Its parts end at line breaks; people
of one name are one person over all parts, events stay apart where parts tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from dragoman.model import Commitment, Encounter, Passage, Person, Reading, Statement, Value

MAX_PART = 60_000  # characters; articles beyond it are rare, and actors of one part are compared in pairs
SLACK = 20_000  # characters before the end of a part in which a line break, else a full stop, is looked for


def cut_text(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the parts: they cover the text, each at most MAX_PART long."""
    start = 0
    while len(text) - start > MAX_PART:
        stop = start + MAX_PART
        for mark in ("\n\n", "\n", ". ", " "):
            found = text.rfind(mark, stop - SLACK, stop)
            if found >= 0:
                stop = found + len(mark)
                break
        yield start, stop
        start = stop
    yield start, len(text)


def clip_passages(passages: Sequence[Passage], start: int, stop: int) -> tuple[Passage, ...]:
    """The passages of a part, their offsets counted from its start."""
    return tuple(
        msgspec.structs.replace(passage, start=max(passage.start, start) - start, stop=min(passage.stop, stop) - start)
        for passage in passages
        if passage.start < stop and start < passage.stop
    )


def join_readings(whole: Reading, parts: Sequence[tuple[int, Reading]]) -> Reading:
    """One reading of the readings of its parts.

    Args: whole: document and passages of the text. parts: the offset of each part and its reading.
    """
    people: dict[str, Person] = {}
    found: dict[str, list[Any]] = {name: [] for name in FINDINGS}
    for start, part in parts:
        names = {}
        for person in part.people:
            known = people.get(person.name)
            number = f"p{len(people)}" if known is None else known.id
            mentions = move_value(person.mentions, start, {}, {})
            people[person.name] = msgspec.structs.replace(
                person, id=number, mentions=(*(known.mentions if known else ()), *mentions)
            )
            names[person.id] = number
        first = len(found["encounters"]) + 1
        events = {event.id: f"e{first + at}" for at, event in enumerate(part.encounters)}
        for name in FINDINGS:
            found[name].extend(move_value(getattr(part, name), start, names, events))
    lists = {name: tuple(values) for name, values in found.items()}
    return msgspec.structs.replace(whole, people=tuple(people.values()), **lists)


FINDINGS = ("offices", "encounters", "commitments", "statements", "figures", "gaps")
NUMBERED = {(Statement, "person"): 0, (Encounter, "id"): 1, (Encounter, "part_of"): 1, (Commitment, "encounter"): 1}


def move_value(value: Any, by: int, people: Mapping[str, str], events: Mapping[str, str]) -> Any:
    """A finding with all offsets moved and with the numbers that people and events have in the whole."""
    if isinstance(value, tuple):
        return tuple(move_value(item, by, people, events) for item in value)
    if not isinstance(value, Value):
        return value
    changes: dict[str, Any] = {}
    for name in value.__struct_fields__:
        old = getattr(value, name)
        if old is None:
            continue
        if name in ("start", "stop"):
            changes[name] = old + by
        elif (type(value), name) in NUMBERED:
            changes[name] = (people, events)[NUMBERED[type(value), name]].get(old, old)
        elif isinstance(old, tuple | Value):
            changes[name] = move_value(old, by, people, events)
    return msgspec.structs.replace(value, **changes)
