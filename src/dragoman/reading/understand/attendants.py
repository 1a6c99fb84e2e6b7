"""Who else took part, told without a word of contact: «в состав делегации вошли», «в присутствии», «во главе с»."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from msgspec.structs import replace

from dragoman.reading.languages.lexicon import Keys
from dragoman.reading.understand.parties import DASHES, take_side
from dragoman.reading.values import Actor, Marked, Sentence

How = Literal["member", "leader", "present", "joined", "expected"]
JOINTS = frozenset({",", "и", "а", "также", "да"})
DELEGATIONS = frozenset({"делегация", "миссия", "группа", "команда"})
MAX_HEAD = 6  # tokens from «делегация» over its side to «во главе с»
MAX_ADJECTIVES = 5  # tokens from «японскую» over further adjectives to «делегацию»
MAX_MEMBERS = 9  # tokens from «в состав делегации» over whose it is to its members
STANDING_BY = frozenset(  # words of a phrase: those in its genitive are there
    {
        ("в", "присутствие"),
        ("при", "участие"),
        ("при", "посредничество"),
        ("с", "участие"),
        ("под", "присмотр"),
        ("под", "председательство"),
    }
)
OCCASIONS = frozenset({"встреча", "переговоры", "саммит", "заседание", "церемония", "беседа", "форум", "конференция"})
GATHERED = frozenset({"министр", "участник", "собравшийся", "лидер", "посол", "делегат", "депутат"})


@dataclass(frozen=True, slots=True)
class Attendance:
    """People whom a sentence brings to a contact told in it or before.

    how: member of a delegation that travels, leader of one, or present where others meet. side: that of the
    delegation, None where the words do not tell it. joined: whom the sentence brings to a contact told before;
    expected: to one that is to come.
    """

    sentence: Sentence
    at: int
    actors: tuple[Actor, ...]
    how: How
    side: str | None = None

    @property
    def sides(self) -> set[str]:
        """The sides of the delegation and of its people."""
        return {side for side in (self.side, *(one.side for one in self.actors)) if side is not None}


class Scene:
    """The actors and sides of a document by their first tokens."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.tokens = marked.tokens
        self.actors = {actor.first: actor for actor in marked.actors}
        self.ends = {actor.last: actor for actor in marked.actors}
        self.sides = {side.first: side for side in marked.sides}

    def norm(self, at: int) -> str:
        """The norm of a token, "" outside of the text."""
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    def lemma(self, at: int) -> str:
        """The dictionary form of a token, "" outside of the text."""
        return self.tokens[at].lemma if 0 <= at < len(self.tokens) else ""

    def listed(self, at: int, stop: int, cases: tuple[str, ...]) -> tuple[Actor, ...]:
        """«A, B и C»: the people and offices listed from a token on, in one of some cases."""
        found: list[Actor] = []
        while at < stop:
            actor = self.next_actor(at, stop)
            if actor is None or actor.kind not in ("person", "office", "group", "side"):
                break
            if actor.case and actor.case not in cases:
                break
            found.append(actor)
            at = actor.last
            if self.norm(at) not in JOINTS:
                break
        return tuple(actor for actor in found if actor.kind != "group" or actor.all_sides)

    def next_actor(self, at: int, stop: int) -> Actor | None:
        """The actor that starts at a token or right behind joints, adverbs and «приглашённый гостем»: no other verb."""
        for start in range(at, min(stop, at + MAX_SKIPPED)):
            actor = self.actors.get(start)
            if actor is not None:
                return actor
            token = self.tokens[start]
            sign = token.kind == "sign" and token.norm not in JOINTS
            if sign or token.verb_form in ("Fin", "Inf") or token.lemma == "который":
                return None
        return None


MAX_SKIPPED = 8  # tokens of «, а также приглашённый в качестве гаранта»


def find_attendances(marked: Marked) -> Iterator[Attendance]:
    """The people whom sentences bring to contacts without naming one, in order."""
    scene = Scene(marked)
    for sentence in marked.sentences:
        if marked.passages[sentence.passage].kind in ("question", "boilerplate", "dateline", "title"):
            continue
        for at in rule_keys().find(marked.tokens, sentence.first, sentence.last):
            words = (marked.tokens[at].norm, *marked.tokens[at].lemmas)
            rule = next((RULES[word] for word in words if word in RULES), None)
            found = rule(scene, sentence, at) if rule is not None else None
            if found is not None and found.actors:
                yield found


def delegation_members(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«В состав делегации входят A и B», «В состав чилийской делегации вошли также A и B»."""
    if scene.norm(at - 1) not in ("в", "во"):
        return None
    words = range(at + 1, min(sentence.last, at + MAX_MEMBERS))
    noun = next((i for i in words if scene.lemma(i) in DELEGATIONS), -1)
    verb = next((i for i in words if scene.lemma(i) in ("войти", "входить", "включить", "включать")), -1)
    if noun < 0 or verb < noun:
        return None
    cases = ("Nom",) if scene.lemma(verb) in ("войти", "входить") else ("Nom", "Acc", "Gen")
    side = next((one.code for i in range(at, verb) if (one := scene.sides.get(i)) is not None), None)
    return Attendance(sentence, at, scene.listed(verb + 1, sentence.last, cases), "member", side)


def delegation_leader(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«делегация Чили во главе с A», «МВФ, миссия которого во главе с A»."""
    if scene.norm(at - 1) != "во" or scene.norm(at + 1) not in ("с", "со"):
        return None
    words = range(max(sentence.first, at - 1 - MAX_HEAD), at - 1)
    noun = next((i for i in reversed(words) if scene.lemma(i) in DELEGATIONS), -1)
    if noun < 0:
        return None
    side = side_of_delegation(scene, sentence, noun, at - 1)
    return Attendance(sentence, at, scene.listed(at + 2, sentence.last, ("Ins",))[:1], "leader", side)


def side_of_delegation(scene: Scene, sentence: Sentence, noun: int, stop: int) -> str | None:
    """The side told around «делегация»: after it, as an adjective before it, or before «делегация которого»."""
    told = [one for i in range(noun + 1, stop) if (one := scene.sides.get(i)) is not None]
    told += [
        one for one in scene.marked.sides if sentence.first <= one.first < noun and noun - one.last < MAX_ADJECTIVES
    ]
    bent = [one for one in told if one.first > noun or one.form == "adjective"]
    if bent:
        return bent[0].code
    owner = scene.ends.get(noun - 1) if scene.lemma(noun + 1) == "который" else None
    return owner.side if owner is not None else None


def leading_verb(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«возглавлявшего японскую делегацию начальника отдела A»: a participle with whom it describes right after."""
    token = scene.tokens[at]
    if token.verb_form != "Part" or not token.case:
        return None
    noun = next((i for i in range(at + 1, min(sentence.last, at + MAX_HEAD)) if scene.lemma(i) in DELEGATIONS), -1)
    if noun < 0:
        return None
    start, code = noun + 1, side_of_delegation(scene, sentence, noun, noun + 1)
    after = scene.sides.get(noun + 1)
    if after is not None and after.form != "adjective":
        start, code = after.last, after.code
    return Attendance(sentence, at, scene.listed(start, sentence.last, (token.case, "Acc", "Gen"))[:1], "leader", code)


def leader_by_title(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«рассказал руководитель правительственной делегации Чили A»: a name whose title is to lead a delegation.

    Also «Делегации сторон возглавили A и B», «подписи поставили главы делегаций – A и B».
    """
    if scene.tokens[at].number == "Plur":
        heads = scene.lemma(at - 1) == "глава" and scene.norm(at + 1) in DASHES
        words = range(at + 1, min(sentence.last, at + MAX_HEAD))
        verb = next((i for i in words if scene.lemma(i) in ("возглавить", "возглавлять")), -1)
        start = at + 2 if heads else verb + 1
        found = scene.listed(start, sentence.last, ("Nom",)) if start else ()
        return Attendance(sentence, at, found, "leader") if len(found) > 1 else None
    if scene.tokens[at].case != "Gen":
        return None
    before = (scene.actors.get(first) for first in range(at - 1, max(sentence.first, at - MAX_HEAD) - 1, -1))
    actor = next((one for one in before if one is not None and one.last > at), None)
    leads = actor is not None and scene.lemma(actor.first) in ("глава", "руководитель", "председатель")
    if actor is None or not leads or actor.kind != "person":
        return None
    return Attendance(sentence, at, (actor,), "leader", actor.side)


def standing_for(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«Перу, которое представляет A, согласно»: who sits for a side."""
    owner = scene.ends.get(at - 2)
    if scene.lemma(at - 1) != "который" or scene.norm(at - 2) != "," or owner is None or owner.kind != "side":
        return None
    return Attendance(sentence, at, scene.listed(at + 1, sentence.last, ("Nom",))[:1], "leader", owner.side)


def coming_guest(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«следующая встреча состоится в Лиме, куда ожидается приезд A»: who comes to it."""
    if scene.lemma(at - 1) not in ("ожидаться", "ожидать", "намечен", "запланировать"):
        return None
    return Attendance(sentence, at, scene.listed(at + 1, sentence.last, ("Gen",))[:1], "leader")


def mediator(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«Посредник A заявил»: a named mediator sits with those who talk."""
    actor = scene.actors.get(at)
    return None if actor is None or actor.kind != "person" else Attendance(sentence, at, (actor,), "present")


def standing_by(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«в присутствии A», «при посредничестве A», «A, под председательством которого проходила встреча»."""
    if (scene.norm(at - 1), scene.lemma(at)) not in STANDING_BY:
        return expected_part(scene, sentence, at) if scene.lemma(at) == "участие" else None
    if scene.lemma(at + 1) == "который":
        owner = scene.ends.get(at - 2) if scene.norm(at - 2) == "," else None
        return None if owner is None else Attendance(sentence, at, (owner,), "present")
    if scene.norm(at - 1) == "с":
        return None  # told as a part of the event
    return Attendance(sentence, at, scene.listed(at + 1, sentence.last, ("Gen",)), "present")


def expected_part(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«Своё участие в саммите подтвердили A и B», «ожидается участие A и B»: who is to come."""
    if scene.lemma(at - 1) in ("ожидаться", "ожидать", "планироваться"):
        return Attendance(sentence, at, scene.listed(at + 1, sentence.last, ("Gen",)), "expected")
    words = range(at + 1, min(sentence.last, at + MAX_HEAD))
    verb = next((i for i in words if scene.lemma(i) in ("подтвердить", "подтверждать")), -1)
    found = scene.listed(verb + 1, sentence.last, ("Nom",)) if verb > 0 else ()
    return Attendance(sentence, at, found, "expected")


def joining_verb(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«К встрече присоединились послы A и B», «встреча с X, к которой присоединился A»."""
    before = range(max(sentence.first, at - MAX_HEAD), at)
    to = next((i for i in before if scene.norm(i) in ("к", "ко")), -1)
    after = next((i for i in range(at, min(sentence.last, at + 3)) if scene.norm(i) in ("к", "ко")), -1)
    told = any(scene.lemma(i) in OCCASIONS or scene.lemma(i) == "который" for i in (to + 1, to + 2, after + 1))
    if (to < 0 and after < 0) or not told:
        return None
    how: How = "present" if scene.lemma(to + 1) == "который" else "joined"
    return Attendance(sentence, at, scene.listed(at + 1, sentence.last, ("Nom",)), how)


def signing_too(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«Свои подписи под документом поставили и A, а также B»: those who sign what others were told to sign."""
    if scene.lemma(at - 1) != "свой":
        return None
    words = range(at + 1, min(sentence.last, at + MAX_HEAD))
    verb = next((i for i in words if scene.lemma(i) in ("поставить", "ставить")), -1)
    if verb < 0:
        return None
    return Attendance(sentence, at, scene.listed(verb + 1, sentence.last, ("Nom",)), "joined")


def taking_part(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«Участвовал в заседании и A», «Присутствовали на переговорах также A и B»: a verb that opens the sentence."""
    if at - sentence.first > 1:
        return None
    if scene.norm(at + 1) not in ("в", "во", "на") or not (
        scene.lemma(at + 2) in OCCASIONS or scene.norm(at + 2) in ("нем", "ней", "них")
    ):
        return None
    return Attendance(sentence, at, scene.listed(at + 3, sentence.last, ("Nom",)), "joined")


def roll_after(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«а также представители стран-наблюдателей: A и B»: people told one by one after a colon."""
    colon = next((i for i in range(at + 1, min(sentence.last, at + MAX_HEAD)) if scene.norm(i) == ":"), -1)
    if colon < 0 or scene.tokens[at].case != "Nom" or scene.tokens[at].number != "Plur":
        return None
    return Attendance(sentence, at, scene.listed(colon + 1, sentence.last, ("Nom",)), "present")


def host_of(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«хозяин встречи, президент A»: who receives those who meet."""
    if scene.tokens[at].case != "Nom" or scene.lemma(at + 1) not in OCCASIONS:
        return None
    start = at + 2 + (scene.norm(at + 2) in (",", "-", "–", "—"))
    return Attendance(sentence, at, scene.listed(start, sentence.last, ("Nom",)), "present")


def speaker_before(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«Перед министрами по видеосвязи выступил A»: who speaks to those who sit."""
    if scene.lemma(at + 1) not in GATHERED or scene.tokens[at + 1].number != "Plur":
        return None
    words = range(at + 2, min(sentence.last, at + 2 + MAX_HEAD))
    verb = next((i for i in words if scene.lemma(i) in ("выступить", "выступать")), -1)
    if verb < 0:
        return None
    return Attendance(sentence, at, scene.listed(verb + 1, sentence.last, ("Nom",)), "present")


def other_half(scene: Scene, sentence: Sentence, at: int) -> Attendance | None:
    """«С чилийской стороны участвовали A и B, | с перуанской – C»: those of the second side."""
    if scene.norm(at - 2) not in ("с", "со"):
        return None
    for first in range(at + 1, sentence.last - 2):
        side = scene.sides.get(first + 1)
        if scene.norm(first) not in ("с", "со") or side is None or side.form != "adjective":
            continue
        start = side.last + (scene.norm(side.last) == "стороны")
        if scene.norm(start) in ("-", "–", "—"):
            found = scene.listed(start + 1, sentence.last, ("Nom",))
            people = tuple(take_side(scene.marked, one, side.code) for one in found)
            return Attendance(sentence, first, people, "present", side.code)
    return None


Rule = Callable[[Scene, Sentence, int], Attendance | None]
RULES: dict[str, Rule] = {
    "состав": delegation_members,
    "глава": delegation_leader,
    "делегация": leader_by_title,
    "возглавлять": leading_verb,
    "возглавить": leading_verb,
    "представлять": standing_for,
    "приезд": coming_guest,
    "прибытие": coming_guest,
    "присутствие": standing_by,
    "участие": standing_by,
    "посредничество": standing_by,
    "присмотр": standing_by,
    "председательство": standing_by,
    "присоединиться": joining_verb,
    "присоединяться": joining_verb,
    "подключиться": joining_verb,
    "хозяин": host_of,
    "хозяйка": host_of,
    "посредник": mediator,
    "подпись": signing_too,
    "участвовать": taking_part,
    "присутствовать": taking_part,
    "представитель": roll_after,
    "наблюдатель": roll_after,
    "гость": roll_after,
    "перед": speaker_before,
    "сторона": other_half,
}


@cache
def rule_keys() -> Keys:
    """The words that the rules look for."""
    return Keys(RULES)


def of_side(actors: Sequence[Actor], side: str | None) -> list[Actor]:
    """Actors with the side of the delegation that they belong to, where their own is not told."""
    return [replace(one, side=one.side or side) for one in actors]
