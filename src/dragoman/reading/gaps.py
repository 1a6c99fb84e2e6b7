"""What the reader saw and did not understand."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import Encounter, Gap, Office
from dragoman.reading.values import Marked


def find_gaps(marked: Marked, offices: Sequence[Office], encounters: Sequence[Encounter]) -> tuple[Gap, ...]:
    """People without an office and sentences with a word of contact that gave no encounter, in order."""
    held = {office.person for office in offices}
    gaps = [
        Gap(
            kind="person_without_office", start=somebody.names[0].start, stop=somebody.names[0].stop, note=somebody.name
        )
        for somebody in marked.people
        if somebody.names and somebody.name not in held
    ]
    told = {(span.start, span.stop) for encounter in encounters for span in encounter.evidence}
    gaps += [
        Gap(kind="trigger_without_finding", start=sentence.start, stop=sentence.stop)
        for sentence in marked.sentences
        if sentence.index in marked.trees and (sentence.start, sentence.stop) not in told
    ]
    return tuple(sorted(gaps, key=lambda gap: (gap.start, gap.kind)))
