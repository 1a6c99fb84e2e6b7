"""One reading against the marks of its report: counts of right, missed and false answers by kind of finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from dragoman.measure.gold import GoldDocument, GoldEncounter, GoldFigure, Mark
from dragoman.measure.likeness import (
    SAME_COMMITMENT,
    SAME_STEM,
    compare_encounters,
    compare_offices,
    compare_statements,
    compare_stems,
    compare_words,
    is_same_name,
    is_same_participant,
    list_words,
    pair_off,
)
from dragoman.measure.table import Row
from dragoman.model import Document, Encounter, Figure, Reading

G = TypeVar("G", bound=Mark)
F = TypeVar("F")
SLOTS = ("kind", "mode", "status", "date", "place", "format", "ordinal")
ALWAYS = frozenset({"kind", "mode", "status"})
KINDS = ("encounters", "participants", "statements", "direct quotes", "commitments", "figures", "offices",
         "boilerplate words", *SLOTS)  # fmt: skip
SHOWN = 220  # characters of a missed or false answer


@dataclass(slots=True)
class Score:
    """What one document adds: counts by kind, notes, lines of misses, and the events found (event, encounter's id)."""

    rows: dict[str, Row] = field(default_factory=lambda: dict.fromkeys(KINDS, Row()))
    notes: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    events: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, right: int = 0, missed: int = 0, false: int = 0) -> None:
        """Adds counts to a kind."""
        self.rows[kind] += Row(right, missed, false)


def score_reading(gold: GoldDocument, reading: Reading | None) -> Score:
    """The score of one reading; None, a report that could not be read, misses everything."""
    score = Score()
    score.notes["documents"] += 1
    if reading is None:
        score.notes["unreadable"] += 1
        reading = Reading(document=Document(id="", source="", language=None, title=None, published=None, text=""))
    score.notes["bad spans"] += count_bad_spans(reading)
    score.notes["encounters in negatives"] += len(reading.encounters) if gold.negative else 0
    score_encounters(score, gold, reading)
    if not gold.negative:
        score_statements(score, gold, reading)
        score_commitments(score, gold, reading)
        score_figures(score, gold, reading)
        score_offices(score, gold, reading)
    score_furniture(score, gold, reading)
    return score


def count_bad_spans(reading: Reading) -> int:
    """Spans anywhere in a reading that do not lie in its text."""
    parts = msgspec.to_builtins(reading)
    return _count_bad({name: part for name, part in parts.items() if name != "document"}, len(reading.document.text))


def _count_bad(node: Any, length: int) -> int:
    if isinstance(node, list | tuple):
        return sum(_count_bad(item, length) for item in node)
    if not isinstance(node, dict):
        return 0
    start, stop = node.get("start"), node.get("stop")
    bad = start is not None and "stop" in node and not 0 <= start < (stop or 0) <= length
    return int(bad) + sum(_count_bad(item, length) for item in node.values())


def count_pairs(
    score: Score, kind: str, gold: Sequence[G], found: Sequence[F], likeness: Callable[[G, F], float]
) -> list[tuple[G, F]]:
    """Pairs off, adds the counts to a kind and tells the misses; the pairs come back."""
    pairs, missed, false = pair_off(gold, found, likeness)
    asked = [item for item in missed if not item.optional]
    score.add(kind, sum(not item.optional for item, _ in pairs), len(asked), len(false))
    score.misses += [f"missed {kind}: {show_value(item)}" for item in asked]
    score.misses += [f"false {kind}: {show_value(item)}" for item in false]
    return pairs


def show_value(value: object) -> str:
    """A value as one short line."""
    return msgspec.json.encode(value).decode()[:SHOWN]


def score_encounters(score: Score, gold: GoldDocument, reading: Reading) -> None:
    """Encounters, their slots and participants; those of encounters missed or false count as missed or false."""
    text = reading.document.text

    def compare(ours: GoldEncounter, theirs: Encounter) -> float:
        return compare_encounters(ours, theirs, [text[span.start : span.stop] for span in theirs.evidence])

    pairs = count_pairs(score, "encounters", gold.encounters, reading.encounters, compare)
    for ours, theirs in pairs:
        if not ours.optional:
            score_slots(score, ours, theirs)
            count_pairs(
                score, "participants", ours.participants, theirs.participants,
                lambda g, f: float(is_same_participant(g, f)),
            )  # fmt: skip
    paired = {id(ours) for ours, _ in pairs}, {id(theirs) for _, theirs in pairs}
    missed = [ours for ours in gold.encounters if id(ours) not in paired[0] and not ours.optional]
    false = [theirs for theirs in reading.encounters if id(theirs) not in paired[1]]
    score.add("participants", 0, sum(len(e.participants) for e in missed), sum(len(e.participants) for e in false))
    score.events += [(ours.event, theirs.id) for ours, theirs in pairs if ours.event]


def score_slots(score: Score, gold: GoldEncounter, found: Encounter) -> None:
    """The slots of an encounter found; a slot that neither side fills is not counted."""
    for slot in SLOTS:
        value = found.place.name if slot == "place" and found.place else getattr(found, slot)
        if slot not in ALWAYS and not value and not any(gold.accepts(slot)):
            continue
        right = is_right(gold, slot, value)
        score.add(slot, int(right), int(not right and bool(getattr(gold, slot))), int(not right and bool(value)))
        if not right:
            score.misses.append(f"wrong {slot}: {value} for {getattr(gold, slot)}: {gold.evidence[0][:SHOWN]}")


def is_right(gold: GoldEncounter, slot: str, value: Any) -> bool:
    """Whether a value is one of those that count; places and formats by half of their words."""
    accepted = gold.accepts(slot)
    if slot == "date":
        return any((day or "") == (value or "") for day in accepted)
    if slot not in ("place", "format"):
        return value in accepted
    if not value:
        return not all(accepted)
    return any(one and compare_stems(str(one), str(value)) >= SAME_STEM for one in accepted)


def score_statements(score: Score, gold: GoldDocument, reading: Reading) -> None:
    """Statements, and the direct ones of them again by themselves."""
    text = reading.document.text
    pairs = count_pairs(
        score, "statements", gold.statements, reading.statements,
        lambda g, f: compare_statements(g, f.speaker, text[f.start : f.stop]),
    )  # fmt: skip
    right = sum(g.form == "direct" and not g.optional for g, _ in pairs)
    wanted = sum(g.form == "direct" and not g.optional for g in gold.statements)
    paired = sum(f.form == "direct" for _, f in pairs)
    found = sum(f.form == "direct" for f in reading.statements)
    score.add("direct quotes", right, wanted - right, found - paired)


def score_commitments(score: Score, gold: GoldDocument, reading: Reading) -> None:
    """Commitments by their words."""
    text = reading.document.text

    def compare(ours: str, theirs: str) -> float:
        alike = compare_words(ours, theirs)
        return alike if alike >= SAME_COMMITMENT else 0.0

    count_pairs(
        score, "commitments", gold.commitments, reading.commitments,
        lambda g, f: compare(g.text, text[f.start : f.stop]),
    )  # fmt: skip


def score_figures(score: Score, gold: GoldDocument, reading: Reading) -> None:
    """Figures: one value, and a word in common where it stands."""
    text = reading.document.text

    def compare(ours: GoldFigure, theirs: Figure) -> float:
        near = abs(ours.value - theirs.value) <= 1e-6 * abs(ours.value)
        return float(near and compare_words(ours.evidence, text[theirs.start : theirs.stop]) > 0)

    count_pairs(score, "figures", gold.figures, reading.figures, compare)


def score_offices(score: Score, gold: GoldDocument, reading: Reading) -> None:
    """Offices of the people that the gold lists; those of others are not punished."""
    known = [o for o in reading.offices if any(is_same_name(g.person, o.person) for g in gold.offices)]
    count_pairs(score, "offices", gold.offices, known, lambda g, f: compare_offices(g, f.person, f.office, f.side))


def score_furniture(score: Score, gold: GoldDocument, reading: Reading) -> None:
    """The words of what is no part of the report."""
    text = reading.document.text
    parts = [text[p.start : p.stop] for p in reading.passages if p.kind == "boilerplate"]
    found, wanted = Counter(list_words(" ".join(parts))), Counter(list_words(" ".join(gold.boilerplate)))
    common = (found & wanted).total()
    score.add("boilerplate words", common, wanted.total() - common, found.total() - common)
