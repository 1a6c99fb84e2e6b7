"""The words that may tell of a contact, and what one sentence tells of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.model import Mode, Role, Status
from dragoman.reading.languages.lexicon import Match, Word
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.values import Actor, Date, FormatName, Marked, Name, Sentence, Side, Token

LEADERS = frozenset({"head_of_state", "head_of_government", "royal"})  # ranks that meet at a summit


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may tell of a contact."""

    index: int  # the token that carries it
    first: int
    last: int
    word: Word

    @property
    def family(self) -> str:
        """What kind of contact: meeting, call, visit, letter, signing, summit, ministerial, consultation, other."""
        return self.word.lemma.split(":")[0]

    @property
    def mode(self) -> str:
        """The medium that the word implies."""
        return self.word.lemma.split(":")[1]

    @property
    def shape(self) -> str:
        """Class of the word: meet.verb, visit.noun ..."""
        return self.word.kind


@dataclass(slots=True)
class Party:
    """Somebody who takes part."""

    actor: Actor
    role: Role | None = None


@dataclass(slots=True)
class Contact:
    """What one sentence tells of one contact."""

    sentence: Sentence
    trigger: Trigger
    family: str
    mode: Mode
    status: Status
    parties: list[Party] = field(default_factory=list)
    date: Date | None = None
    place: Name | Side | None = None
    format: FormatName | None = None
    background: bool = False
    past: bool = False  # «недавняя», «предыдущая»: another, earlier one
    definite: bool = False  # tells more of a contact named before
    offered: bool = False  # wished, offered or possible: no fact
    generic: bool = False  # «регулярно встречаются»
    recent: bool = False  # «недавний»: an earlier one only where the text tells of another
    coming: bool = False  # «следующий»: a later one of the same kind
    weak: bool = False  # «после переговоров», «в ходе встречи»: named as known, its status not asserted
    attending: bool = False  # «во встрече приняли участие X и Y»: brings people to an event named before
    unknown: bool = False  # one side of it is somebody whom the text does not name: «с главами агентств»
    held: bool = False  # the sentence is about its being held: «саммит завершился», «решено провести заседание»
    event: int = -1  # the noun of the event that a verb of attending brings people to
    inner: str = ""  # «заседание саммита»: the noun of event inside its phrase
    level: str = ""  # summit, ministerial or consultation, where the words around say so
    ordinal: int | None = None
    series: str = ""  # «Межправительственная комиссия по торговле»: what meets, where the register knows no format
    partners: list[Actor] = field(default_factory=list)  # those on the side of «с»: one encounter each
    title: bool = False
    rule: str = ""

    def partners_only(self) -> bool:
        """«состоялась встреча с X»: all parties stand after «с», and no verb has another subject."""
        first = self.trigger.last
        return bool(self.parties) and all(first <= party.actor.first for party in self.parties)

    def sides_known(self) -> set[str]:
        """The sides of the parties as far as the actors tell them."""
        return {side for party in self.parties for side in party.actor.all_sides}


def is_regional(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """«визит | в регион», «турне | по странам Кавказа»: a journey to several states, told around."""
    after = [token.norm for token in tokens[trigger.last : trigger.last + MAX_TOUR]]
    tour = any(left == "по" and right in ("странам", "региону", "столицам") for left, right in pairwise(after))
    return after[:2] == ["в", "регион"] or (tour and trigger.shape == "visit.noun")


MAX_TOUR = 16  # «турне | министра иностранных дел Норвегии Эрика Хансена по странам»


def is_noun(token: Token) -> bool:
    """Whether a word is a noun and no verb by its form, whatever the tagger takes it for."""
    kinds = {parse.pos for parse in load_forms().parse(token.text)}
    return token.pos in ("PUNCT", "VERB", "X") and "NOUN" in kinds and "VERB" not in kinds


def find_triggers(marked: Marked, first: int, last: int) -> Iterator[Trigger]:
    """Triggers among tokens first..last; verbs must be verbs in context, nouns nouns."""
    for match in load_phrases("contacts").find(marked.tokens, first, last):
        wanted = ("VERB",) if match.value.kind.endswith(".verb") else ("NOUN", "PROPN")
        carriers = [i for i in range(match.first, match.last) if marked.tokens[i].pos in wanted]
        lone = match.last - match.first == 1 and wanted[0] == "NOUN"
        if not carriers and lone and is_noun(marked.tokens[match.first]):
            carriers = [match.first]  # «Соболезнования», «аудиенцию», taken for a sign or a verb
        if not carriers and "-" in marked.tokens[match.first].norm:
            carriers = [match.first]  # «онлайн-встреча» passes for an adjective
        if not carriers and match.last - match.first > 1:
            carriers = [match.first]
        if match.value.kind == "together.noun":
            carriers = [match.first]
        if match.value.kind == "phone.noun":
            carriers = [match.last - 1]
        needed = NEEDED.get(match.value.form)
        if carriers and needed is not None and not needed(marked, match, first, last):
            continue
        if carriers and is_as_reflexive(marked.tokens[carriers[0]], match.value):
            yield Trigger(carriers[0], match.first, match.last, match.value)


def has_partner(marked: Marked, match: Match[Word], first: int, last: int) -> bool:
    """«говорил с коллегой», «говорили президенты двух стран»: other talk is no contact."""
    token = marked.tokens[match.first]
    if token.number == "Plur" and token.tense == "Past":
        return True
    near = marked.tokens[max(first, match.first - PARTNER_REACH) : min(last, match.last + PARTNER_REACH)]
    return any(one.norm in ("с", "со") for one in near)


PARTNER_REACH = 6  # tokens from «говорил» to its «с»


def has_delegation(marked: Marked, match: Match[Word], first: int, last: int) -> bool:
    """«Делегацию страны возглавил министр»: who heads anything else does not come to a meeting by that."""
    near = marked.tokens[max(first, match.first - DELEGATION_REACH) : min(last, match.last + DELEGATION_REACH)]
    return any(one.lemma in LED_HALVES and one.case in ("Acc", "Nom") for one in near)


LED_HALVES = frozenset({"делегация", "группа", "сторона", "часть"})  # «грузинскую | часть комиссии возглавляет X»
DELEGATION_REACH = 5  # tokens between «делегацию» and «возглавил»
NEEDED = {"говорить": has_partner, "возглавить": has_delegation, "возглавлять": has_delegation}


def is_as_reflexive(token: Token, word: Word) -> bool:
    """Whether a verb is reflexive where the word listed is: «связывают» is no «связываться» of the same lemma."""
    listed = word.form.split()[0].endswith(("ся", "сь"))
    return not listed or not word.kind.endswith(".verb") or token.norm.endswith(("ся", "сь"))
