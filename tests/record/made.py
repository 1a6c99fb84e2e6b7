"""Readings made of a few words, for tests of the record: the people are invented, the offices are real kinds."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import (
    Commitment,
    Document,
    Encounter,
    Figure,
    Participant,
    Person,
    Place,
    Published,
    Reading,
    Span,
    Statement,
    Topic,
)

TOLD = "Событие {number} отчёта {name}."


def seat(words: str) -> Participant:
    """A participant of "side", "side: name" or "side: name, office"."""
    side, _colon, rest = words.partition(":")
    name, _comma, office = rest.strip().partition(", ")
    return Participant(person=name or None, office=office or None, side=side.strip() or None)


def told(
    *seats: str,
    kind: str = "meeting",
    mode: str = "in_person",
    status: str = "happened",
    date: str | None = None,
    place: str | None = None,
    country: str | None = None,
    format: str | None = None,
    ordinal: int | None = None,
    background: bool = False,
) -> Encounter:
    """An encounter as a report tells it; its evidence is set by `report`."""
    return Encounter(
        id="",
        kind=kind,
        mode="phone" if kind == "call" and mode == "in_person" else mode,
        status=status,
        date=date,
        place=Place(name=place, country=country) if place else None,
        format=format,
        ordinal=ordinal,
        participants=tuple(seat(words) for words in seats),
        topics=(),
        evidence=(),
        background=background,
        part_of=None,
    )


def report(
    name: str,
    *encounters: Encounter,
    day: str | None = None,
    language: str = "ru",
    outlet: str | None = "Вести",
    text: str = "",
    promises: Sequence[tuple[str, tuple[str, ...], str | None]] = (),
    said: Sequence[tuple[str, str, str]] = (),
    figures: Sequence[float] = (),
    topic: str | None = None,
) -> Reading:
    """A reading of a report that tells of some encounters, one sentence each, after its own text.

    Args: promises: words, sides, due. said: speaker, side, words. topic: words of the text that the encounters are on.
    """
    sentences = [TOLD.format(number=i, name=name) for i in range(len(encounters))]
    extra = [words for words, _sides, _due in promises] + [words for _speaker, _side, words in said]
    whole = "\n".join([text or f"Отчёт {name}.", *sentences, *extra])

    def span(words: str) -> Span:
        start = whole.index(words)
        return Span(start=start, stop=start + len(words))

    kept = []
    for i, (encounter, sentence) in enumerate(zip(encounters, sentences, strict=True)):
        where = span(sentence)
        subjects = (Topic(start=span(topic).start, stop=span(topic).stop),) if topic else ()
        kept.append(rebuilt(encounter, id=f"e{i}", evidence=(where,), topics=subjects))
    people = {p.person: None for e in encounters for p in e.participants if p.person}
    return Reading(
        document=Document(
            id=name,
            source=name,
            language=language,
            title=None,
            published=Published(date=day, basis="given") if day else None,
            text=whole,
            outlet=outlet,
            url=None,
        ),
        people=tuple(Person(id=f"p{i}", name=person, mentions=()) for i, person in enumerate(people)),
        encounters=tuple(kept),
        commitments=tuple(
            Commitment(
                sides=sides,
                start=span(words).start,
                stop=span(words).stop,
                due=due,
                strength="firm",
                encounter="e0" if encounters else None,
            )
            for words, sides, due in promises
        ),
        statements=tuple(
            Statement(speaker=speaker, side=side, form="indirect", start=span(words).start, stop=span(words).stop)
            for speaker, side, words in said
        ),
        figures=tuple(Figure(value=value, unit="млн", comparator=None, start=0, stop=5) for value in figures),
    )


def rebuilt(encounter: Encounter, **changes: object) -> Encounter:
    """A copy with some fields changed."""
    from msgspec.structs import replace

    return replace(encounter, **changes)
