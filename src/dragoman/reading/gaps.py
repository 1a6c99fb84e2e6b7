"""What the reader saw and did not understand: said openly, so that a person can look there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dragoman.model import Commitment, Encounter, Gap, Office, Statement
from dragoman.reading.understand.commitments import find_triggers, is_undertaking
from dragoman.reading.understand.quotes import find_quotes
from dragoman.reading.values import Marked, Sentence, Token

MIN_QUOTED_WORDS = 5  # a shorter quotation with a verb is rather a title or a scrap
SILENT = frozenset({"title", "dateline", "boilerplate", "question"})
PLAIN = frozenset({"agree", "sign", "adopt"})  # words that hardly mean anything else
YEARS = range(1000, 2200)
UNIQUE = frozenset({"head_of_state", "head_of_government", "foreign_minister"})


def find_gaps(
    marked: Marked,
    offices: Sequence[Office],
    encounters: Sequence[Encounter],
    statements: Sequence[Statement] = (),
    commitments: Sequence[Commitment] = (),
) -> tuple[Gap, ...]:
    """What was seen and gave no finding, in order of the text.

    person_without_office: somebody is named, and no office is told of him. trigger_without_finding: a word of contact
    gave no encounter. quotation_without_speaker: words that somebody said, and nobody is known to have said them.
    undertaking_without_sides: a word of undertaking, and nobody known who undertakes. office_without_holder: an office
    that one person holds, and nobody named in the text is known to hold it. number_without_unit: a number that is no
    date, no quantity and no name. date_unresolved: words for a day that no day is known for.
    """
    held = {office.person for office in offices}
    gaps = [
        Gap(
            kind="person_without_office", start=somebody.names[0].start, stop=somebody.names[0].stop, note=somebody.name
        )
        for somebody in marked.people
        if somebody.names and somebody.name not in held
    ]
    gaps += find_untold(marked, encounters)
    gaps += find_unspoken(marked, statements)
    gaps += find_unowned(marked, commitments)
    gaps += find_unheld(marked)
    gaps += find_bare_numbers(marked)
    gaps += [
        Gap(kind="date_unresolved", start=date.start, stop=date.stop)
        for date in marked.dates
        if date.edtf is None and date.resolved is None and speaks(marked, date.start)
    ]
    return tuple(sorted(gaps, key=lambda gap: (gap.start, gap.kind)))


def speaks(marked: Marked, start: int) -> bool:
    """Whether an offset lies in a passage that tells something."""
    return not any(passage.start <= start < passage.stop and passage.kind in SILENT for passage in marked.passages)


def find_untold(marked: Marked, encounters: Sequence[Encounter]) -> Iterator[Gap]:
    """Sentences with a word of contact that are evidence of no encounter."""
    told = {(span.start, span.stop) for encounter in encounters for span in encounter.evidence}
    for sentence in marked.sentences:
        if sentence.index in marked.trees and (sentence.start, sentence.stop) not in told:
            yield Gap(kind="trigger_without_finding", start=sentence.start, stop=sentence.stop)


def find_unspoken(marked: Marked, statements: Sequence[Statement]) -> Iterator[Gap]:
    """Quotations of a clause that no statement covers."""
    starts = [token.start for token in marked.tokens]
    for quote in find_quotes(marked.text):
        start, stop = quote.inner
        inside = marked.tokens[bisect_left(starts, start) : bisect_left(starts, stop)]
        words = [token for token in inside if token.kind != "sign"]
        clause = any(token.pos in ("VERB", "AUX") and token.verb_form == "Fin" for token in words)
        covered = any(statement.start < stop and start < statement.stop for statement in statements)
        if clause and len(words) >= MIN_QUOTED_WORDS and not covered and speaks(marked, start):
            yield Gap(kind="quotation_without_speaker", start=start, stop=stop)


def find_unowned(marked: Marked, commitments: Sequence[Commitment]) -> Iterator[Gap]:
    """Sentences with a word of undertaking that gave no commitment."""
    for sentence in marked.sentences:
        if not speaks(marked, sentence.start) or is_told(sentence, commitments):
            continue
        told = (one for one in find_triggers(marked, sentence) if one.kind in PLAIN)
        trigger = next((one for one in told if is_undertaking(marked, sentence, one)), None)
        if trigger is not None:
            start, stop = marked.tokens[trigger.first].start, marked.tokens[trigger.last - 1].stop
            yield Gap(kind="undertaking_without_sides", start=start, stop=stop, note=trigger.form)


def is_told(sentence: Sentence, commitments: Sequence[Commitment]) -> bool:
    """Whether a commitment lies in a sentence."""
    return any(one.start < sentence.stop and sentence.start < one.stop for one in commitments)


def find_unheld(marked: Marked) -> Iterator[Gap]:
    """Offices that one person holds at a time, told of a side, without anybody named who holds them."""
    held = {title.start for somebody in marked.people for title in somebody.titles}
    sides = {(somebody.side, title.rank) for somebody in marked.people for title in somebody.titles}
    for title in marked.titles:
        known = title.start in held or (title.side, title.rank) in sides
        if title.rank in UNIQUE and title.side and not title.plural and not known and speaks(marked, title.start):
            yield Gap(kind="office_without_holder", start=title.start, stop=title.stop, note=title.nominative)


def find_bare_numbers(marked: Marked) -> Iterator[Gap]:
    """Numbers in figures that are part of no date, quantity, format, name or title."""
    spans = (*marked.dates, *marked.quantities, *marked.formats, *marked.names, *marked.titles, *marked.sides)
    taken = {at for span in spans for at in range(span.first, span.last)}
    for at, token in enumerate(marked.tokens):
        if (
            token.kind == "number"
            and at not in taken
            and not is_label(marked.tokens, at)
            and speaks(marked, token.start)
        ):
            yield Gap(kind="number_without_unit", start=token.start, stop=token.stop)


def is_label(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number names something («№ 5», «резолюция 1325», «Ту-154») or is a year."""
    before = tokens[at - 1] if at else None
    if tokens[at].text.isdecimal() and len(tokens[at].text) == 4 and int(tokens[at].text) in YEARS:
        return True
    if before is None:
        return False
    return before.norm in ("№", "n", "-", "/", ":") or (before.pos in ("NOUN", "PROPN") and before.kind != "number")
