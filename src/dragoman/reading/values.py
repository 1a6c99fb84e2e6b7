"""What the stages of reading hand to one another; nothing here leaves the room.

Everything carries `start`/`stop` (code points of the document) and, where it lies on tokens, `first`/`last`
(indexes into `Marked.tokens`, first <= i < last). Tokens and mentions are structs since there are thousands: one is
made ten times faster than a dataclass; `msgspec.structs.replace` changes one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import msgspec

from dragoman.model import Document, Passage


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word, number or sign.

    norm: lower case, ё as е, look-alike letters of the other script mended, NFC: the key of every look-up.
    lemmas: every dictionary form the word may have, likeliest first (never empty; norm itself for non-words).
    pos, case, number, gender, tense, mood: Universal Dependencies values in context, "" where they do not apply.
    space: whether white space stands before it.
    """

    start: int
    stop: int
    text: str
    norm: str
    kind: Literal["word", "latin", "number", "mixed", "sign"]
    space: bool = True
    lemmas: tuple[str, ...] = ()
    pos: str = ""
    case: str = ""
    number: str = ""
    gender: str = ""
    tense: str = ""
    mood: str = ""
    aspect: str = ""
    voice: str = ""
    verb_form: str = ""
    animacy: str = ""

    @property
    def lemma(self) -> str:
        """The likeliest dictionary form."""
        return self.lemmas[0] if self.lemmas else self.norm


NOTHING = Token(0, 0, "", "", "sign")  # stands where the text has no token


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence inside one passage."""

    index: int
    start: int
    stop: int
    first: int
    last: int
    passage: int  # index into Marked.passages
    paragraph: int  # number of the line it stands in, from 0


class Mention(msgspec.Struct, frozen=True, gc=False):
    """Words that name something. `rule` says what found it."""

    start: int
    stop: int
    first: int
    last: int
    rule: str = ""


class Name(Mention, frozen=True, gc=False):
    """A name found by the network or by a list; `nominative` is its clean form in the nominative."""

    kind: Literal["person", "place", "organisation"] = "person"
    nominative: str = ""
    surname: str = ""  # persons: the part that stands alone in later sentences
    case: str = ""
    gender: str = ""  # Masc, Fem, ""
    side: str | None = None  # places and organisations: the country or body they stand for, where known


class Side(Mention, frozen=True, gc=False):
    """Words that stand for a state or a body.

    form: name («Казахстан», «РК»), adjective («казахстанский»), demonym, capital («Астана» used for the state
    or the city), seat («Кремль», «Акорда», «Белый дом», «Госдепартамент»), organisation («ЕС», «ОДКБ»),
    group («страны Центральной Азии» -> code "C5").
    """

    code: str = ""
    form: Literal["name", "adjective", "demonym", "capital", "city", "seat", "organisation", "group"] = "name"
    nominative: str = ""
    case: str = ""


class OfficeTitle(Mention, frozen=True, gc=False):
    """The words of an office, without the name: «министром иностранных дел РК».

    nominative: as stated, in the nominative singular where the text has a plural with several holders.
    rank: head_of_state head_of_government foreign_minister minister deputy ambassador envoy spokesperson
    speaker head (of a body) official delegate royal party military business other.
    """

    nominative: str = ""
    side: str | None = None
    also_side: str | None = None
    rank: str = "other"
    plural: bool = False
    case: str = ""
    acting: bool = False
    former: bool = False


class FormatName(Mention, frozen=True, gc=False):
    """A named dialogue format or a multilateral event: canonical «C5+1», «OTS» ...; ordinal where told."""

    canonical: str = ""
    ordinal: int | None = None
    known: bool = True  # in the register; False: a named summit known from the text alone


class Date(Mention, frozen=True, gc=False):
    """A date or range.

    edtf: as the text alone supports: 2021-04-23, 2021-04, 2021, XXXX-04-23, a/b; None for relative words.
    resolved: with the day of the report (and the year from the text) used; None if it cannot be.
    basis: stated, relative, report.
    """

    edtf: str | None = None
    resolved: str | None = None
    basis: Literal["stated", "relative", "report"] = "stated"


class Quantity(Mention, frozen=True, gc=False):
    """A number with unit and comparator, ready to become a Figure."""

    value: float = 0.0
    unit: str = ""
    comparator: Literal[">", "<", "~"] | None = None


class Actor(Mention, frozen=True, gc=False):
    """A noun phrase that stands for somebody able to act: office and name together, or either, or a side.

    kind:
      person   a named person, with or without office («министр иностранных дел РК М. Тлеуберди»)
      office   an office without name («глава МИД Казахстана», «министр», «его коллега»)
      side     a state or body acting («Минск», «Россия», «ЕС», «российская сторона»)
      group    «стороны», «собеседники», «участники», «министры», «президенты» ..., plural without names
      pronoun  он, она, они
    person: index into Marked.people, where known (by co-reference for office and pronoun).
    people: for a group that is resolved, the people meant.
    office: nominative words of the office said here or known from elsewhere in the text; None if none.
    case, number: of the head, in context («встретился с [Ins]», subject [Nom]).
    """

    kind: Literal["person", "office", "side", "group", "pronoun"] = "person"
    person: int | None = None
    people: tuple[int, ...] = ()
    office: str | None = None
    side: str | None = None
    sides: tuple[str, ...] = ()  # for groups and sides
    rank: str = ""
    case: str = ""
    number: str = "Sing"

    @property
    def holders(self) -> tuple[int, ...]:
        """Everybody meant: the person, or the people of a group."""
        return (*(() if self.person is None else (self.person,)), *self.people)

    @property
    def all_sides(self) -> tuple[str, ...]:
        """Every side stood for, its own first, each once."""
        return tuple(dict.fromkeys(side for side in (self.side, *self.sides) if side))


@dataclass(slots=True)
class Somebody:
    """A person of the text after resolution: every mention, best name, offices held."""

    index: int
    name: str  # fullest nominative
    surname: str
    gender: str = ""
    side: str | None = None
    office: str | None = None  # the fullest office that the text states
    rank: str = ""
    names: list[Name] = field(default_factory=list)
    titles: list[OfficeTitle] = field(default_factory=list)
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """The dependency tree of one sentence, Universal Dependencies.

    heads: for each token of the sentence the index into `Marked.tokens` of its head, -1 for a root.
    rels: the relation of each token to its head.
    """

    first: int
    heads: tuple[int, ...]
    rels: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]

    def head(self, index: int) -> int:
        """The head of a token (document index), -1 for a root."""
        return self.heads[index - self.first]

    def rel(self, index: int) -> str:
        """The relation of a token to its head."""
        return self.rels[index - self.first]

    def below(self, index: int) -> tuple[int, ...]:
        """The children of a token, left to right."""
        return self.children[index - self.first]


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a report: «АСТАНА, 3 мая — ТАСС.»: where it was filed, by whom, and the day (EDTF) if told.

    `start`/`stop` cover every line of the text that says so.
    """

    start: int
    stop: int
    place: str | None = None
    agency: str | None = None
    day: str | None = None


@dataclass(slots=True)
class Marked:
    """A document with everything that the stages before `understand` know of it."""

    document: Document
    passages: tuple[Passage, ...] = ()
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    sides: tuple[Side, ...] = ()
    titles: tuple[OfficeTitle, ...] = ()
    formats: tuple[FormatName, ...] = ()
    dates: tuple[Date, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    people: list[Somebody] = field(default_factory=list)
    actors: tuple[Actor, ...] = ()
    trees: dict[int, Tree] = field(default_factory=dict)  # by Sentence.index: the sentences with a word of contact

    @property
    def text(self) -> str:
        """The text that every offset counts in."""
        return self.document.text

    def sentence_before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before another, None before the first."""
        return self.sentences[sentence.index - 1] if sentence.index else None

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]
