"""The series of meetings that a session belongs to where the register has no format of that name: commissions of two
states, groups, political consultations; its name is what the text calls it, in the nominative."""

from __future__ import annotations

from dragoman.reading.mark.forms import nominative_phrase
from dragoman.reading.understand.trees import Clause
from dragoman.reading.understand.triggers import Trigger
from dragoman.reading.values import Token

SITTINGS = frozenset({"заседание", "сессия", "раунд", "тур", "встреча"})
BODIES = frozenset({"комиссия", "межправкомиссия", "подкомиссия", "комитет", "подкомитет"})
GROUPS = frozenset({"группа", "совет", "диалог"})
OF_GROUPS = frozenset(
    {"рабочий", "совместный", "технический", "экспертный", "контактный", "деловой", "смешанный", "стратегический"}
)
OF_TALKS = frozenset({"политический", "межмидовский", "консульский", "межмид"})
MAX_NAME = 16  # tokens


def series_name(clause: Clause, trigger: Trigger) -> str:
    """«заседание | Межправительственной комиссии по торговле», «раунд | политических консультаций»; "" where none is.

    The name is in the nominative, with what it deals with («по ...») and without the states that stand after it.
    """
    if trigger.shape == "talks.noun":
        return consultations(clause, trigger)
    if trigger.word.form not in SITTINGS or not trigger.shape.endswith(".noun"):
        return ""
    head = head_after(clause, trigger.last)
    if head < 0:
        return ""
    stop = head + 1
    if clause.tokens[head].lemma in BODIES | GROUPS:
        stop = subject_after(clause, genitives_after(clause, stop))
    return nominative_phrase(clause.tokens[trigger.last : stop])


def consultations(clause: Clause, trigger: Trigger) -> str:
    """«провели | политические консультации»: the talks that ministries hold in turn."""
    first = trigger.first
    if first == trigger.index and first > clause.first:
        first -= is_of_talks(clause.tokens[first - 1])
    named = clause.tokens[trigger.index].lemma == "консультация" and is_of_talks(clause.tokens[first])
    return nominative_phrase(clause.tokens[first : trigger.last]) if named else ""


def head_after(clause: Clause, at: int) -> int:
    """The genitive noun right after «заседание», adjectives between, that a series is named after; -1 where none is."""
    adjectives: set[str] = set()
    for index in range(at, min(clause.last, at + MAX_NAME)):
        token = clause.tokens[index]
        if token.lemma in BODIES and token.case in ("Gen", ""):
            return index
        if token.lemma in GROUPS and adjectives & OF_GROUPS:
            return index
        if token.lemma == "консультация" and adjectives & OF_TALKS:
            return index
        if token.pos != "ADJ" and token.text not in ("-", "–") and not token.text[:1].isupper():
            break
        adjectives.add(token.lemma.split("-")[-1])
    return -1


def is_of_talks(token: Token) -> bool:
    """Whether an adjective says what consultations are: «политические»."""
    return token.pos == "ADJ" and token.lemma.split("-")[-1] in OF_TALKS


def genitives_after(clause: Clause, at: int) -> int:
    """«группы | стратегического планирования»: where the genitives end that belong to the name; states do not."""
    states = {index for side in clause.marked.sides for index in range(side.first, side.last)}
    stop = at
    for index in range(at, min(clause.last, at + 3)):
        token = clause.tokens[index]
        if index in states or token.case != "Gen" or token.pos not in ("ADJ", "NOUN"):
            break
        if token.pos == "NOUN":
            stop = index + 1
    return stop


def subject_after(clause: Clause, at: int) -> int:
    """«комиссии | по торговле и науке»: where the words end that say what a body deals with."""
    if at >= clause.last or clause.tokens[at].norm != "по":
        return at
    stop = at
    for index in range(at + 1, min(clause.last, at + MAX_NAME)):
        token = clause.tokens[index]
        if token.pos == "NOUN" and token.case in ("Dat", "Gen"):
            stop = index + 1
        elif token.norm == ",":
            if not adjective_follows(clause, index):
                break
        elif token.norm not in ("и", "-") and not (token.pos == "ADJ" and token.case in ("Dat", "Gen")):
            break
    return stop


def adjective_follows(clause: Clause, at: int) -> bool:
    """«по экономическому, | промышленному и научному сотрудничеству»: the list of adjectives goes on."""
    return at + 1 < clause.last and clause.tokens[at + 1].pos == "ADJ" and clause.tokens[at + 1].case == "Dat"
