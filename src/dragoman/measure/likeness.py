"""When a finding counts as what was marked: texts by words, names by surname, days as EDTF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

from dragoman.measure.gold import GoldEncounter, GoldOffice, GoldParticipant, GoldStatement
from dragoman.model import Encounter, Participant

G = TypeVar("G")
F = TypeVar("F")
WORD = re.compile(r"\w+")
STEM = 5  # letters of a word that its endings leave alone
LONG_NAME = 9  # letters from which two slips in a surname are forgiven, below one
SAME_STATEMENT, SAME_COMMITMENT, SAME_STEM, TOUCH, HALF = 0.6, 0.5, 0.5, 0.5, 0.5


def list_words(text: str | None) -> list[str]:
    """Lower-case words, ё as е."""
    return WORD.findall((text or "").lower().replace("ё", "е"))


def compare_bags(left: Sequence[str], right: Sequence[str]) -> float:
    """F1 of two bags of words, 0..1."""
    common = (Counter(left) & Counter(right)).total()
    return 2 * common / (len(left) + len(right)) if common else 0.0


def compare_words(left: str | None, right: str | None) -> float:
    """F1 of the words of two texts, 0..1."""
    return compare_bags(list_words(left), list_words(right))


def compare_stems(left: str | None, right: str | None) -> float:
    """As `compare_words`, by the beginnings of words: forgives endings."""
    return compare_bags([w[:STEM] for w in list_words(left)], [w[:STEM] for w in list_words(right)])


def is_same_name(left: str | None, right: str | None) -> bool:
    """One surname, a slip or two forgiven; first names must not contradict, an initial is enough."""
    ours, theirs = list_words(left), list_words(right)
    if not ours or not theirs:
        return False
    forgiven = 2 if min(len(ours[-1]), len(theirs[-1])) >= LONG_NAME else 1
    if Levenshtein.distance(ours[-1], theirs[-1]) > forgiven:
        return compare_stems(left, right) >= 0.99  # the same words in another order
    return len(ours) == 1 or len(theirs) == 1 or ours[0][0] == theirs[0][0]


def is_clash(gold: str | None, found: str | None) -> bool:
    """Two stated days that cannot be one: a part of the first days differs and neither is open."""
    if not gold or not found:
        return False
    parts = zip(gold.split("/")[0].split("-"), found.split("/")[0].split("-"), strict=False)
    return any("X" not in ours and "X" not in theirs and ours != theirs for ours, theirs in parts)


def is_same_participant(gold: GoldParticipant, found: Participant) -> bool:
    """The same person where the gold names one, else the same side."""
    if gold.person:
        return is_same_name(gold.person, found.person)
    return bool(gold.side) and gold.side == found.side


def compare_parties(gold: GoldEncounter, found: Encounter) -> float:
    """0..1 by how far the same people or the same sides took part."""
    hits = sum(any(is_same_participant(g, f) for f in found.participants) for g in gold.participants)
    ours, theirs = ({p.side for p in those} - {None} for those in (gold.participants, found.participants))
    by_sides = len(ours & theirs) / max(1, len(ours | theirs))
    return max(by_sides, 2 * hits / max(1, len(gold.participants) + len(found.participants)))


def compare_evidence(gold: Sequence[str], found: Sequence[str]) -> float:
    """The largest share of the words of the shorter evidence that the other has too."""
    bags = [(set(list_words(g)), set(list_words(f))) for g in gold for f in found]
    return max((len(g & f) / max(1, min(len(g), len(f))) for g, f in bags), default=0.0)


def is_same_format(gold: GoldEncounter, found: Encounter) -> bool:
    """Both say a format, and by half of its words the same."""
    return bool(gold.format) and compare_stems(gold.format, found.format) >= SAME_STEM


def compare_encounters(gold: GoldEncounter, found: Encounter, evidence: Sequence[str]) -> float:
    """How alike; 0 unless the evidence touches, half of the parties agree and the days do not clash.

    Args: evidence: the words that the finding points to.
    """
    if all(is_clash(date, found.date) for date in gold.accepts("date")):
        return 0.0
    touch = compare_evidence(gold.evidence, evidence)
    parties = compare_parties(gold, found)
    if touch < TOUCH or (parties < HALF and gold.participants and not is_same_format(gold, found)):
        return 0.0
    return touch + parties + float(found.kind in gold.accepts("kind"))


def compare_statements(gold: GoldStatement, speaker: str, words: str) -> float:
    """How alike the words are; 0 where they differ by much or another one says them."""
    alike = compare_words(gold.text, words)
    by_same = is_same_name(gold.speaker, speaker) or compare_stems(gold.speaker, speaker) >= SAME_STEM
    return alike if alike >= SAME_STATEMENT and by_same else 0.0


def compare_offices(gold: GoldOffice, person: str, office: str, side: str | None) -> float:
    """How alike two offices of one person for one side are; 0 where they differ by more than half."""
    alike = compare_stems(gold.office, office)
    return alike if is_same_name(gold.person, person) and gold.side == side and alike >= SAME_STEM else 0.0


def pair_off(
    gold: Sequence[G], found: Sequence[F], likeness: Callable[[G, F], float]
) -> tuple[list[tuple[G, F]], list[G], list[F]]:
    """Pairs one to one, the most alike first, and what is left over of both; the earlier of equals goes first."""
    values = {(i, j): likeness(g, f) for i, g in enumerate(gold) for j, f in enumerate(found)}
    ours, theirs = dict(enumerate(gold)), dict(enumerate(found))
    pairs = []
    for i, j in sorted((key for key in values if values[key] > 0), key=lambda key: (-values[key], *key)):
        if i in ours and j in theirs:
            pairs.append((ours.pop(i), theirs.pop(j)))
    return pairs, list(ours.values()), list(theirs.values())
