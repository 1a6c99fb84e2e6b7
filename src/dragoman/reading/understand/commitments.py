"""What sides agreed, promised, signed or will do: the exact words."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import Commitment, Encounter
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.understand.trees import Clause
from dragoman.reading.values import Marked, Sentence

SKIPPED = frozenset({"question", "boilerplate", "dateline", "title"})


def find_commitments(marked: Marked, encounters: Sequence[Encounter]) -> tuple[Commitment, ...]:
    """The commitments of a document in order, each tied to the encounter whose evidence is nearest before."""
    found = []
    for sentence in marked.sentences:
        if marked.passages[sentence.passage].kind not in SKIPPED:
            found += commitments_in(marked, sentence, encounters)
    return tuple(found)


def commitments_in(marked: Marked, sentence: Sentence, encounters: Sequence[Encounter]) -> list[Commitment]:
    """Commitments of one sentence: from the word of agreement to the end of its clause."""
    clause = Clause(marked, sentence)
    tokens = marked.tokens
    found = []
    matches = list(load_phrases("commitments").find(tokens, sentence.first, sentence.last))
    for number, match in enumerate(matches):
        carrier = tokens[match.first]
        if carrier.pos not in ("VERB", "ADJ", "NOUN") or (match.first and tokens[match.first - 1].norm == "не"):
            continue
        stop = matches[number + 1].first if number + 1 < len(matches) else sentence.last
        while stop > match.last and (tokens[stop - 1].kind == "sign" or tokens[stop - 1].pos == "CCONJ"):
            stop -= 1
        if stop <= match.last:
            continue
        home = encounter_before(encounters, sentence)
        sides = sides_of(marked, clause, match.first, home)
        if not sides:
            continue
        due = next(
            (d.resolved or d.edtf for d in marked.dates if carrier.start <= d.start < tokens[stop - 1].stop), None
        )
        strength = "soft" if match.value.kind == "soft" else "firm"
        found.append(
            Commitment(
                sides=sides,
                start=carrier.start,
                stop=tokens[stop - 1].stop,
                due=due,
                strength=strength,  # type: ignore[arg-type]
                encounter=home.id if home else None,
                rule=f"commitment:{match.value.form}",
            )
        )
    return found


def sides_of(marked: Marked, clause: Clause, verb: int, home: Encounter | None) -> tuple[str, ...]:
    """Who undertakes: the subject's sides, else those of the encounter."""
    sides: dict[str, None] = {}
    for actor in clause.subject(verb) or clause.plain_subject(verb):
        for side in (*actor.all_sides, *(marked.people[n].side for n in actor.holders)):
            if side:
                sides[side] = None
    if not sides and home is not None:
        sides = {p.side: None for p in home.participants if p.side}
    return tuple(sides)


def encounter_before(encounters: Sequence[Encounter], sentence: Sentence) -> Encounter | None:
    """The encounter told nearest before a sentence, or in it."""
    gaps = [(sentence.start - span.start, e) for e in encounters for span in e.evidence if span.start <= sentence.start]
    return min(gaps, key=lambda gap: gap[0])[1] if gaps else None
