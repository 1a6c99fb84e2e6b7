"""Answers to track 3 of factRuEval-2016: who holds which position where, and who met whom.

A fact of ours names a person as the text does, the position without the body that it belongs to, and that body (or the
state) as the text writes it: the benchmark compares words, and accepts any mention of the thing meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from dragoman.errors import InputError
from dragoman.model import Document, Encounter
from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.mark.complements import Scanner
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.mark.offices import load_roles
from dragoman.reading.reader import mark_document
from dragoman.reading.resolve.holders import link_holders
from dragoman.reading.text.cleaning import clean_text
from dragoman.reading.understand.encounters import find_encounters
from dragoman.reading.values import Marked, OfficeTitle, Somebody, Token
from dragoman.register import load_register

MEETING_KINDS = frozenset({"meeting", "summit", "ministerial", "consultation", "visit"})
HELD = frozenset({"happened", "planned"})
INITIAL_LETTERS = 2  # «А.», «Дж.»: shorter parts of a name are left out
QUOTES = frozenset('«„“"')
NO_QUOTES = {ord(sign): None for sign in '«»„“”"'}
BRACKETS = re.compile(r"\s*\([^)]*\)")
POLICY = frozenset({"дело", "сношение", "связь"})  # «иностранных дел»: no body, though its head is a minister
LEADERS = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
STATE_RANKS = LEADERS | {"minister", "deputy", "ambassador", "speaker", "envoy"}
BARE_PLACES = frozenset({"государства", "страны", "республики", "державы", "края", "области", "региона", "нации"})
ORDINALS = frozenset({"первый", "второй", "третий"})
METAPHORS = frozenset({"король", "королева", "диктатор", "император"})
PRAISE_TOKENS = 3  # one or two adjectives mostly belong to the name: «японского МИДа»
MAX_FIELD_TOKENS = 12
UNHELD = frozenset({"colleague", "royal"})


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
        told: list[tuple[str, str, str]] = []
        titles = [title for title in somebody.titles if head_form(scanner, title) not in load_unheld()]
        for title in sorted(titles, key=lambda title: (title.start not in linked, title.start)):
            position, place, stated = place_title(scanner, somebody, title)
            key = (place_key(title, somebody, place), position_key(scanner, title), place.lower())
            if not place or any(is_told(key, other, stated and title.start in linked) for other in told):
                continue
            told.append(key)
            yield Fact("occupation", (("who", name_of(somebody)), ("position", position), ("where", place)))


@cache
def load_unheld() -> frozenset[str]:
    """Heads of titles that are no post at any body: «кандидат», «владелец», «коллега»."""
    listed = (files("dragoman.measure") / "unposted.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(
        (*listed, *(word.form for word in load_words("ru", "offices") if word.kind.split(":")[0] in UNHELD))
    )


def is_told(key: tuple[str, str, str], other: tuple[str, str, str], stated: bool) -> bool:
    """Whether a position repeats another one of the same person: same head, and same body where both are stated."""
    same_place = key[0] == other[0] or key[2] in other[2] or other[2] in key[2]
    return (same_place or not stated) and (key[1] == other[1] or not stated)


def place_title(scanner: Scanner, somebody: Somebody, title: OfficeTitle) -> tuple[str, str, bool]:
    """The position and the body of a title, and whether the title states the body; «глава государства» does not."""
    marked = scanner.marked
    position, place = split_title(scanner, title)
    if place and (is_bare(place) or not is_telling(scanner, place)):
        place = ""
    if place:
        return position, place, True
    adjective = next((at for at in range(title.first, title.last) if at in scanner.sides), None)
    stated = adjective is not None
    local = scanner.tokens[title.first - 1] if title.first else None
    if title.rank == "official" and local is not None and is_local(local, title):
        return position, local.text, True
    if title.rank in STATE_RANKS and head_form(scanner, title) not in METAPHORS:
        place = place_of_side(marked, title.side or somebody.side, title)
    elif stated and title.rank == "official":
        place = place_of_side(marked, title.side, title)
    else:
        place = place_after(scanner, title) or place_of_neighbour(scanner, somebody, title)
        stated = bool(place)
    return position, place, stated


def is_local(token: Token, title: OfficeTitle) -> bool:
    """«подмосковного | губернатора»: the adjective of a place before a title, in its case."""
    return token.pos == "ADJ" and token.case == title.case and token.lemma.endswith(("ский", "цкий"))


def is_bare(place: str) -> bool:
    """«государства», «нашей страны»: words that name no body."""
    return place.split()[-1].lower() in BARE_PLACES and len(place.split()) < 3


def is_telling(scanner: Scanner, place: str) -> bool:
    """Whether the words of a body name one: by a capital letter, or as a body that a state has once."""
    if any(letter.isupper() for letter in place):
        return True
    forms = load_forms()
    lemmas = [forms.lemmatise(word) for word in place.lower().split()]
    return any(lemma in single_bodies() for choices in lemmas for lemma in choices)


@cache
def single_bodies() -> frozenset[str]:
    """Bodies of one word that are named without a capital: «парламент», «правительство»."""
    kinds = (
        "speaker",
        "head_of_government",
        "minister",
        "foreign_minister",
        "military",
        "party",
        "official",
        "delegate",
    )
    return frozenset(word.form for word in load_words("ru", "bodies") if word.kind in kinds)


def place_after(scanner: Scanner, title: OfficeTitle) -> str:
    """The body after «от», «из», «в» or a field behind a title: «директор по развитию «Степи» в Алматы»."""
    tokens = scanner.tokens
    for at in range(title.last, min(title.last + MAX_FIELD_TOKENS, len(tokens))):
        other = scanner.others.get(at)
        if other is not None and other.kind == "organisation":
            return words_of(scanner.marked, other.first, other.last)
        if (
            at in scanner.people
            or tokens[at].pos not in ("ADP", "NOUN", "ADJ", "CCONJ")
            or tokens[title.last].pos != "ADP"
        ):
            return ""
    return ""


def place_of_neighbour(scanner: Scanner, somebody: Somebody, title: OfficeTitle) -> str:
    """The body of the title right before one without any («представитель войск полковник»), or of the same head."""
    for other in somebody.titles:
        if other.last == title.first or (other is not title and head_form(scanner, other) == head_form(scanner, title)):
            place = split_title(scanner, other)[1]
            if place:
                return place
    return ""


def place_key(title: OfficeTitle, somebody: Somebody, place: str) -> str:
    """What two namings of one body share: the state of a leader, else the words."""
    side = title.side or somebody.side
    return f"{title.rank} {side}" if side and title.rank in LEADERS else place.lower()


def position_key(scanner: Scanner, title: OfficeTitle) -> str:
    """The head of a title, or the rank where many heads mean one office."""
    if title.rank in LEADERS:
        return title.rank
    return head_form(scanner, title)


def head_form(scanner: Scanner, title: OfficeTitle) -> str:
    """The dictionary form of a title's head."""
    match = next((found for at in range(title.first, title.last) if (found := scanner.head_at(at, title.last))), None)
    return match.value.form if match else title.nominative


def name_of(somebody: Somebody) -> str:
    """The fullest name without initials."""
    longest = max(somebody.names, key=lambda name: (len(full_parts(name.nominative)), -name.start))
    return " ".join(full_parts(longest.nominative)) or somebody.surname


def full_parts(name: str) -> list[str]:
    """The parts of a name that are no initials."""
    return [part for part in name.split() if not (part.endswith(".") and len(part) <= INITIAL_LETTERS + 1)]


def split_title(scanner: Scanner, title: OfficeTitle) -> tuple[str, str]:
    """The words of a position and those of the body or state that it belongs to, "" where the title names none."""
    marked = scanner.marked
    first = skip_words(scanner, title)
    head = next((found for at in range(first, title.last) if (found := scanner.head_at(at, title.last))), None)
    if head is None:
        return words_of(marked, title.first, title.last), ""
    last = head.last
    while (nested := scanner.head_at(last, title.last)) is not None:
        head, last = nested, nested.last
    fields = head.value.grammar in ("policy", "aide", "post", "state")
    while last < title.last and not begins_place(scanner, last, title.last, fields):
        last += 1
    closing = last - 1 if scanner.tokens[last - 1].pos == "ADP" else last  # «наблюдатель от | ОБСЕ»
    position = words_of(marked, first, closing)
    if last >= title.last:
        return position, ""
    stop = end_of_place(scanner, last, title.last)
    last = skip_praise(scanner, last, stop)
    return position, words_of(marked, last, stop)


def skip_praise(scanner: Scanner, first: int, last: int) -> int:
    """«молодого крайне правого | Национального фронта»: a row of adjectives before the name of a body is left out."""
    at = first
    while at < last and at not in scanner.others and scanner.tokens[at].pos in ("ADJ", "ADV"):
        at += 1
    other = scanner.others.get(at)
    told = other is not None and other.kind == "organisation" and at - first >= PRAISE_TOKENS
    return at if told else first


def skip_words(scanner: Scanner, title: OfficeTitle) -> int:
    """The first token of the position itself: after «нынешний», «бывший» and adjectives of states."""
    at = title.first
    while at < title.last:
        side = scanner.sides.get(at)
        if side is not None and side.form == "adjective" and side.last < title.last:
            at = side.last
            continue
        role = load_roles().match(scanner.tokens, at, title.last)
        ordinal = role is not None and role.value.form in ORDINALS and title.rank in LEADERS
        if role is None or (role.value.kind not in ("now", "former", "elect") and not ordinal):
            break
        at = role.last
    return at


def begins_place(scanner: Scanner, at: int, stop: int, fields: bool) -> bool:
    """Whether a body, a state or a place starts at a token.

    Args: fields: whether plain nouns belong to the position («министр торговли»); else any noun names the body.
    """
    if scanner.tokens[at].norm in ("по", "и", "в", "на", "при"):
        return False
    if at in scanner.others or at in scanner.sides or scanner.tokens[at].text in QUOTES:
        return not after_field(scanner, at)
    if fields:
        return is_body(scanner, at, stop) and not after_field(scanner, at)
    return True


def after_field(scanner: Scanner, at: int) -> bool:
    """«министр по делам | разведки»: a noun that goes on with the field."""
    words = [scanner.tokens[index].norm for index in range(max(0, at - 3), at)]
    return "делам" in words or "вопросам" in words


def is_body(scanner: Scanner, at: int, stop: int) -> bool:
    """Whether a body of bodies.tsv starts at a token, adjectives before it included; «иностранных дел» is none."""
    start = at
    while at < stop and scanner.tokens[at].pos == "ADJ" and scanner.bodies.match(scanner.tokens, at, stop) is None:
        at += 1
    match = scanner.bodies.match(scanner.tokens, at, stop)
    if match is None or any(index in scanner.sides for index in range(start, at)):
        return match is not None
    return not POLICY & set(scanner.tokens[match.last - 1].lemmas)


def end_of_place(scanner: Scanner, first: int, last: int) -> int:
    """Where the body ends: before «в России» of an ambassador."""
    side = scanner.sides.get(first)
    if side is not None and side.last < last and scanner.tokens[side.last].norm in ("в", "во", "на", "при", "по"):
        return side.last
    return last


def words_of(marked: Marked, first: int, last: int) -> str:
    """The words of tokens as the text writes them, quotation marks and Latin brackets left out."""
    if first >= last:
        return ""
    words = marked.text[marked.tokens[first].start : marked.tokens[last - 1].stop]
    return " ".join(BRACKETS.sub("", words).translate(NO_QUOTES).split())


def place_of_side(marked: Marked, code: str | None, title: OfficeTitle) -> str:
    """The name of a state as the text gives it, the nearest to a title; else any other mention of it."""
    sides = [side for side in marked.sides if side.code == code and side.form in ("name", "organisation", "adjective")]
    if code is None or not sides:
        return ""
    best = min(sides, key=lambda side: (side.form == "adjective", abs(side.start - title.start)))
    return words_of(marked, best.first, best.last) if best.form != "adjective" else name_like(code, best.nominative)


def name_like(code: str, adjective: str) -> str:
    """The name of a state that is most like an adjective: «британский» gives «Британия»."""
    names = [name.form for name in load_register().side_names("ru") if name.code == code and name.kind == "name"]
    return max(names, key=lambda name: common_start(name.lower(), adjective), default=adjective)


def common_start(left: str, right: str) -> int:
    """How many letters two words share from the start."""
    return next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def find_meetings(marked: Marked, encounters: tuple[Encounter, ...]) -> Iterator[Fact]:
    """Meetings in person of two or more named people."""
    for encounter in encounters:
        named = [one.person for one in encounter.participants if one.person]
        held = encounter.kind in MEETING_KINDS and encounter.mode != "phone" and encounter.status in HELD
        if held and len(named) > 1:
            yield Fact("meeting", tuple(("participant", " ".join(full_parts(name))) for name in named))
