"""Answers to track 3 of factRuEval-2016: who holds which position where, and who met whom.

A fact of ours names a person as the text does, the position without the body that it belongs to, and that body (or the
state) as the text writes it: the benchmark compares words, and accepts any mention of the thing meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.errors import InputError
from dragoman.model import Document, Encounter
from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.mark.complements import Scanner
from dragoman.reading.reader import mark_document
from dragoman.reading.resolve.holders import link_holders
from dragoman.reading.text.cleaning import clean_text
from dragoman.reading.understand.encounters import find_encounters
from dragoman.reading.values import Marked, OfficeTitle, Somebody

MEETING_KINDS = frozenset({"meeting", "summit", "ministerial", "consultation", "visit"})
INITIAL_LETTERS = 2  # «А.», «Дж.»: shorter parts of a name are left out
SEPARATORS = ("«", "»", "“", "”", "„", '"')


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the benchmark: its type and arguments, names and values in order."""

    kind: str
    arguments: tuple[tuple[str, str], ...]

    def to_block(self) -> str:
        """The fact as the answer file states it: no second colon in a line, since the official script stops there."""
        lines = [f"{name} : {value.lower().replace(':', ' ')}" for name, value in self.arguments]
        return "\n".join([self.kind, *lines])


def write_answers(folder: Path, output: Path) -> int:
    """Reads every book_N.txt of a folder and writes book_N.task3 for each into another.

    Returns: how many documents were read.  Raises: InputError: the folder holds no such file.
    """
    paths = sorted(folder.glob("book_*.txt"))
    if not paths:
        raise InputError("no book_N.txt here; give the folder of a set of factRuEval-2016", str(folder))
    output.mkdir(parents=True, exist_ok=True)
    for path in paths:
        facts = find_facts(path.read_text(encoding="utf-8-sig", errors="replace"))
        answer = "\n\n".join(fact.to_block() for fact in facts)
        (output / f"{path.stem}.task3").write_text(answer + "\n" if answer else "", encoding="utf-8")
    return len(paths)


def find_facts(text: str) -> tuple[Fact, ...]:
    """The occupations and meetings of a text, each once, in order."""
    marked = mark_document(Document(id="", source="", language="ru", title=None, published=None, text=clean_text(text)))
    found = [*find_occupations(marked), *find_meetings(marked, find_encounters(marked))]
    return tuple(dict.fromkeys(found))


def find_occupations(marked: Marked) -> Iterator[Fact]:
    """One fact for each position that a person holds somewhere: titles stated of the same body count once."""
    scanner = Scanner(marked)
    linked = {marked.titles[holding.title].start for holding in link_holders(marked)}
    for somebody in marked.people:
        told: set[tuple[str, str]] = set()
        titles = sorted(somebody.titles, key=lambda title: (title.start not in linked, title.start))
        for title in titles:
            position, place = split_title(scanner, title)
            place = place or place_of_side(marked, title.side or somebody.side, title)
            if not place:
                continue
            key = (fold_place(marked, place, title), position_key(scanner, title))
            if any(key[0] == where and (key[1] == what or title.start not in linked) for where, what in told):
                continue
            told.add(key)
            yield Fact("occupation", (("who", name_of(marked, somebody)), ("position", position), ("where", place)))


def fold_place(marked: Marked, place: str, title: OfficeTitle) -> str:
    """What two namings of one body share: the side that the title serves, else the words."""
    return title.side if title.side and title.rank in ("head_of_state", "head_of_government") else place.lower()


def position_key(scanner: Scanner, title: OfficeTitle) -> str:
    """The head of a title, or the rank where many heads mean one office."""
    if title.rank in ("head_of_state", "head_of_government", "foreign_minister"):
        return title.rank
    match = next((found for at in range(title.first, title.last) if (found := scanner.head_at(at, title.last))), None)
    return match.value.form if match else title.nominative


def name_of(marked: Marked, somebody: Somebody) -> str:
    """The fullest name without initials, as the text writes it."""
    longest = max(somebody.names, key=lambda name: (len(full_parts(name.nominative)), -name.start))
    return " ".join(full_parts(longest.nominative)) or somebody.surname


def full_parts(name: str) -> list[str]:
    """The parts of a name that are no initials."""
    return [part for part in name.split() if not (part.endswith(".") and len(part) <= INITIAL_LETTERS + 1)]


@cache
def policy_phrases() -> frozenset[str]:
    """Fields of policy among the bodies («иностранное дело»): they belong to the position."""
    return frozenset(
        word.form for word in load_words("ru", "bodies") if word.form.split()[-1] in ("дело", "сношение", "связь")
    )


def split_title(scanner: Scanner, title: OfficeTitle) -> tuple[str, str]:
    """The words of a position and those of the body or state that it belongs to, "" where the title names none."""
    tokens = scanner.marked.tokens
    first = skip_adjective(scanner, title)
    head = next((found for at in range(first, title.last) if (found := scanner.head_at(at, title.last))), None)
    if head is None:
        return words_of(scanner.marked, title.first, title.last), ""
    last = head.last
    while last < title.last and not begins_place(scanner, last, title.last):
        last += 1
    stop = end_of_place(scanner, last, title.last)
    position = words_of(scanner.marked, first, last)
    if last >= title.last and first > title.first:
        return position, words_of(scanner.marked, title.first, first)
    if last < title.last and tokens[last].norm in ("в", "на", "при", "из", "по"):
        last, stop = last + 1, title.last
    return position, words_of(scanner.marked, last, stop)


def skip_adjective(scanner: Scanner, title: OfficeTitle) -> int:
    """The token after «российский» where a title starts with it."""
    side = scanner.sides.get(title.first)
    return side.last if side is not None and side.form == "adjective" and side.last < title.last else title.first


def begins_place(scanner: Scanner, at: int, stop: int) -> bool:
    """Whether a body, a state or a place starts at a token, its adjectives included."""
    while at < stop and scanner.tokens[at].pos == "ADJ" and at not in scanner.others and at not in scanner.sides:
        if scanner.bodies.match(scanner.tokens, at, stop) is not None:
            break
        at += 1
    if at >= stop:
        return False
    if at in scanner.others or at in scanner.sides or scanner.tokens[at].text in SEPARATORS:
        return True
    match = scanner.bodies.match(scanner.tokens, at, stop)
    return match is not None and not is_policy(scanner, match.first, match.last)


def is_policy(scanner: Scanner, first: int, last: int) -> bool:
    """«иностранных дел»."""
    return any(lemma in ("дело", "сношение", "связь") for lemma in scanner.tokens[last - 1].lemmas) and last - first > 1


def end_of_place(scanner: Scanner, first: int, last: int) -> int:
    """Where the body ends: before «в России» of an ambassador."""
    if first in scanner.sides:
        side = scanner.sides[first]
        following = side.last
        if following < last and scanner.tokens[following].norm in ("в", "во", "на", "при"):
            return following
    return last


def words_of(marked: Marked, first: int, last: int) -> str:
    """The words of tokens as the text writes them, outer quotation marks left out."""
    if first >= last:
        return ""
    words = marked.text[marked.tokens[first].start : marked.tokens[last - 1].stop]
    return " ".join(words.split()).strip('«»“”„" ') if words.count("«") == words.count("»") else words.strip()


def place_of_side(marked: Marked, code: str | None, title: OfficeTitle) -> str:
    """A mention of a state in the text: its name before its adjective, the nearest to a title."""
    sides = [side for side in marked.sides if side.code == code]
    if code is None or not sides:
        return ""
    best = min(sides, key=lambda side: (side.form not in ("name", "organisation"), abs(side.start - title.start)))
    return words_of(marked, best.first, best.last)


def find_meetings(marked: Marked, encounters: tuple[Encounter, ...]) -> Iterator[Fact]:
    """Meetings in person of two or more named people."""
    for encounter in encounters:
        named = [one.person for one in encounter.participants if one.person]
        if encounter.kind in MEETING_KINDS and encounter.mode != "phone" and len(named) > 1:
            yield Fact("meeting", tuple(("participant", " ".join(full_parts(name))) for name in named))
