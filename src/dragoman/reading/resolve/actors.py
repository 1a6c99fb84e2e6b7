"""Noun phrases that stand for somebody able to act, and whom they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

from msgspec.structs import replace

from dragoman.reading.languages.lexicon import Keys, Match, Phrases, Word, load_words
from dragoman.reading.mark.forms import load_forms, nominative_phrase
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.mark.sides import CENTRAL_ASIA
from dragoman.reading.resolve.bearers import (
    MEMBER_NOUNS,
    STATE_CODE,
    UNIQUE,
    first_pair,
    is_state_code,
    latest_pair,
    sentence_of,
)
from dragoman.reading.resolve.holders import Holding, Layout, link_holders
from dragoman.reading.resolve.natives import find_natives, resolve_diplomat, resolve_native
from dragoman.reading.values import Actor, Marked, Name, OfficeTitle, Sentence, Side, Somebody, Token

PLACING = frozenset(
    {"в", "во", "на", "из", "до", "по", "через", "для", "под", "над", "за", "вокруг", "из-за", "о", "об"}
)
LEADER_RANKS = frozenset({"head_of_state", "head_of_government", "head", "royal"})
PRONOUNS = {"он": ("Sing", "Masc"), "она": ("Sing", "Fem"), "они": ("Plur", "")}
LATTER = {"тот": "Masc", "та": "Fem"}
FIRST_PERSON = {"я": "Nom", "мне": "Dat", "мной": "Ins", "мною": "Ins", "меня": "Acc"}
NOMINAL = ("NOUN", "PROPN", "ADJ", "DET", "NUM")
MAX_AGENT_GAP_TOKENS = 6  # «министерство экологии, геологии и природных ресурсов РК»
MAX_GROUP_SENTENCES = 8  # how far back the people of «стороны» may have been named


@dataclass(frozen=True, slots=True)
class Kind:
    """What a word of actors.tsv does: group, agent or colleague; rank: which people a group means."""

    name: str
    rank: str = "any"


@cache
def load_kinds() -> Phrases[tuple[Kind, ...]]:
    """The words of actors.tsv; «сторона» is both an agent and, in the plural, a group."""
    gathered: dict[str, list[Kind]] = {}
    for word in load_words("ru", "actors"):
        name, _colon, rank = word.kind.partition(":")
        gathered.setdefault(word.form, []).append(Kind(name, rank or "any"))
    kinds: Phrases[tuple[Kind, ...]] = Phrases(load_forms().lemmatise)
    kinds.extend((form, tuple(items)) for form, items in gathered.items())
    return kinds


def find_actors(marked: Marked) -> tuple[Actor, ...]:
    """The phrases of a document that stand for somebody able to act, in order, without overlap.

    Args: marked: with names, sides, titles and people. Returns: persons with the titles beside them, offices, sides,
        groups and pronouns; `person` and `people` are indexes into `marked.people` where the text tells whom they mean.
    """
    holdings = link_holders(marked)
    drafts = [*find_persons(marked, holdings), *find_office_actors(marked, holdings)]
    drafts = join_neighbours(marked, drop_overlaps(drafts))
    taken = {at for actor in drafts for at in range(actor.first, actor.last)}
    agents = drop_overlaps(find_agents(marked, taken))
    taken |= {at for actor in agents for at in range(actor.first, actor.last)}
    others = [
        *find_sides(marked, taken),
        *find_bodies_meant(marked, taken),
        *find_groups(marked, taken),
        *find_pronouns(marked, taken),
        *find_guests(marked, taken),
        *find_armed(marked, taken),
        *find_natives(marked, taken),
    ]
    actors = drop_overlaps([*drafts, *agents, *others])
    return tuple(resolve_references(marked, actors))


def drop_overlaps(actors: Iterable[Actor]) -> list[Actor]:
    """Actors in order; of two that overlap the longer one, then the earlier."""
    kept: list[Actor] = []
    covered: set[int] = set()
    for actor in sorted(actors, key=lambda one: (one.first - one.last, one.first)):
        own = range(actor.first, actor.last)
        if covered.isdisjoint(own):
            covered.update(own)
            kept.append(actor)
    return sorted(kept, key=lambda one: one.start)


def join_neighbours(marked: Marked, actors: Sequence[Actor]) -> list[Actor]:
    """«посла США | Уильяма Мозера»: an office and the name right after it that no title claims are one."""
    joined: list[Actor] = []
    for actor in actors:
        before = joined[-1] if joined else None
        if before is not None and is_holder(marked, before, actor):
            one = replace(actor, office=before.office, side=before.side, rank=before.rank, case=before.case)
            joined[-1] = span_actor(marked, before.first, actor.last, one)
            somebody = marked.people[actor.person or 0]
            somebody.office, somebody.side, somebody.rank = before.office, before.side, before.rank
        elif len(joined) > 1 and is_servant(marked, joined[-2], joined[-1], actor):
            served, office = joined.pop(), joined.pop()
            somebody = marked.people[actor.person or 0]
            somebody.side, somebody.rank = served.side, office.rank
            one = replace(actor, side=served.side, rank=office.rank)
            joined.append(span_actor(marked, office.first, actor.last, one))
        else:
            joined.append(actor)
    return joined


def is_servant(marked: Marked, office: Actor, served: Actor, person: Actor) -> bool:
    """«советник | чилийского президента | генерал X»: an office, whom it serves, and who holds it, side by side."""
    beside = office.last == served.first and served.last == person.first
    if not beside or person.kind != "person" or person.person is None or office.case != person.case:
        return False
    told = any(title.side for title in marked.people[person.person].titles)
    free = office.kind == "office" and office.person is None and office.side is None
    return free and not told and served.kind == "office" and served.case == "Gen" and served.side is not None


def is_holder(marked: Marked, office: Actor, person: Actor) -> bool:
    """Whether a name right after an office may be its holder: nothing between, nothing known to the contrary."""
    if office.kind != "office" or person.kind != "person" or person.person is None or office.last != person.first:
        return False
    somebody = marked.people[person.person]
    agree = not person.case or person.case == office.case or {person.case, office.case} <= {"Gen", "Acc"}
    return office.person is None and not somebody.office and somebody.side in (None, office.side) and agree


def span_actor(marked: Marked, first: int, last: int, actor: Actor) -> Actor:
    """An actor moved to the tokens first..last."""
    tokens = marked.tokens
    return replace(actor, first=first, last=last, start=tokens[first].start, stop=tokens[last - 1].stop)


def blank_actor(kind: str, rule: str) -> Actor:
    """An actor without place."""
    return Actor(start=0, stop=0, first=0, last=0, rule=rule, kind=kind)  # type: ignore[arg-type]


# -- persons and offices -------------------------------------------------------------------------------------------


def find_persons(marked: Marked, holdings: Sequence[Holding]) -> list[Actor]:
    """One actor for each name of a person, with the titles right beside it."""
    layout = Layout(marked)
    held: dict[int, list[Holding]] = {}
    for holding in holdings:
        held.setdefault(holding.name, []).append(holding)
    where = {id(name): index for index, name in enumerate(marked.names)}
    actors = []
    for somebody in marked.people:
        for name in somebody.names:
            index = where.get(id(name), -1)
            if index not in layout.inside and not is_relational(marked, name):
                actors.append(person_actor(marked, somebody, name, held.get(index, [])))
    return actors


def is_relational(marked: Marked, name: Name) -> bool:
    """«Алатауского | диалога»: an adjective of a place that passes for a surname before a common noun."""
    if name.last - name.first != 1 or name.last >= len(marked.tokens):
        return False
    word, after = marked.tokens[name.first].norm, marked.tokens[name.last]
    bent = word.endswith(("ского", "скому", "ском", "ская", "ской", "скую"))
    return bent and after.pos == "NOUN" and after.text.islower() and after.case not in ("Nom", "")


def person_actor(marked: Marked, somebody: Somebody, name: Name, holdings: Sequence[Holding]) -> Actor:
    """The actor of one name; its span takes in chained titles before and an apposition after."""
    titles = [marked.titles[holding.title] for holding in holdings if holding.rule != "verb"]
    first, last = name.first, name.last
    for title in sorted(titles, key=lambda one: -one.first):
        if title.last in (first, first - 1) and title.last <= first:
            first = title.first
    for title in sorted(titles, key=lambda one: one.first):
        if title.first == last + 1:
            last = title.last
    beside = [title for title in titles if first <= title.first < last and not title.plural]
    ahead = [title.case for title in titles if title.first < name.first and title.case]
    case = next(iter(sorted(ahead, key=lambda one: one == "Nom")), "") or name.case or marked.tokens[name.first].case
    case = case or (titles[0].case if titles else "")
    actor = replace(
        blank_actor("person", "name"),
        person=somebody.index,
        office=", ".join(title.nominative for title in beside if title.rank != "colleague") or somebody.office,
        side=next((title.side for title in beside if title.side), None) or somebody.side,
        rank=next((title.rank for title in beside if title.rank != "colleague"), somebody.rank),
        case=case,
    )
    return span_actor(marked, first, last, actor)


def find_office_actors(marked: Marked, holdings: Sequence[Holding]) -> list[Actor]:
    """Offices without a name beside them; plural ones are groups."""
    beside = {holding.title for holding in holdings if holding.rule != "verb"}
    owner = {title.start: somebody for somebody in marked.people for title in somebody.titles}
    actors = []
    for index, title in enumerate(marked.titles):
        if index in beside or is_adverb(marked, title):
            continue
        somebody = owner.get(title.start)
        actors.append(office_actor(marked, without_adverb(marked, title), somebody))
    return actors


def without_adverb(marked: Marked, title: OfficeTitle) -> OfficeTitle:
    """«Лично | премьеры виделись в мае»: a title without the adverb that passes for its first word."""
    if marked.tokens[title.first].pos != "ADV" or title.last - title.first == 1:
        return title
    return without_first(marked, title)


def without_first(marked: Marked, title: OfficeTitle) -> OfficeTitle:
    """A title without its first word."""
    first, office = title.first + 1, title.nominative.partition(" ")[2]
    return replace(title, first=first, start=marked.tokens[first].start, nominative=office or title.nominative)


def is_adverb(marked: Marked, title: OfficeTitle) -> bool:
    """«во | главе с»: no office."""
    before = marked.tokens[title.first - 1].norm if title.first else ""
    return before == "во" and marked.tokens[title.first].norm == "главе" and title.last == title.first + 1


def is_counted(marked: Marked, title: OfficeTitle) -> bool:
    """«оба | президента», «двух министров»: several people, though the noun may be singular."""
    lemma = marked.tokens[title.first - 1].lemma if title.first else ""
    return lemma in ("оба", "два", "три", "четыре", "пять")


def is_closed(marked: Marked, title: OfficeTitle) -> bool:
    """«главами агентств», «министрами культуры»: people of bodies of their own, no name for those spoken of before."""
    words = marked.tokens[title.first + 1 : title.last]
    sides = {at for side in marked.sides for at in range(side.first, side.last)}
    return any(
        token.pos in ("NOUN", "PROPN") and token.lemma not in OPEN_BODIES and title.first + 1 + at not in sides
        for at, token in enumerate(words)
    )


OPEN_BODIES = frozenset(
    {"государство", "правительство", "мид", "министерство", "дело", "ведомство", "страна", "делегация", "республика"}
)


def sides_after(marked: Marked, title: OfficeTitle) -> tuple[str, ...]:
    """«председатели | палат парламента Чили», «представители | чилийских и перуанских служб»: whose they are.

    The first side in the genitives after a title; with an adjective of a side, those joined to it by «и».
    """
    sides = {side.first: side for side in marked.sides}
    sent = title.rank == "colleague" and marked.tokens[min(title.last, len(marked.tokens) - 1)].norm == "из"
    first = title.last + sent  # «с коллегами | из Чили и Перу»
    for at in range(first, min(len(marked.tokens), first + MAX_AGENT_GAP_TOKENS)):
        if at in sides:
            joined = listed_sides(marked, sides[at], sides, len(marked.tokens))[0]
            several = sent or sides[at].form == "adjective"
            return tuple(dict.fromkeys(joined)) if several else (sides[at].code,)
        if marked.tokens[at].case != "Gen":
            break
    return ()


def office_actor(marked: Marked, title: OfficeTitle, somebody: Somebody | None) -> Actor:
    """The actor of a title alone."""
    plural = title.plural or is_counted(marked, title)
    several = sides_after(marked, title) if plural and title.side is None else ()
    before, first = sides_before(marked, title) if title.plural else ((), title.first)
    if len(before) > 1:  # «узбекский и таджикский | лидеры»
        bare = without_first(marked, title)
        actor = replace(blank_actor("group", "title"), sides=before, case=title.case, number="Plur")
        rank = "unnamed" if is_closed(marked, bare) else title.rank
        office = None if title.rank == "colleague" else bare.nominative
        return span_actor(marked, first, title.last, replace(actor, rank=rank, office=office))
    region = region_after(marked, title) if title.plural and title.side is not None else None
    if region is not None:  # «лидеры ЕС | и пяти стран Центральной Азии»
        actor = replace(blank_actor("group", "title"), sides=(title.side or "", region.code), number="Plur")
        own = next((side.last - side.first for side in marked.sides if side.last == title.last), 0)
        bare_words = title.nominative.split()
        office = " ".join(bare_words[: len(bare_words) - own] or bare_words)
        actor = replace(actor, rank=title.rank, office=office, case=title.case)
        return span_actor(marked, title.first, region.last, actor)
    actor = replace(
        blank_actor("group" if plural else "office", "title"),
        person=None if plural or somebody is None else somebody.index,
        office=None if title.rank == "colleague" else title.nominative,
        side=title.side or (somebody.side if somebody else None) or next(iter(several), None),
        sides=several if len(several) > 1 else (),
        rank=rank_in_text(marked, title, plural),
        case="Nom" if plural and not title.plural and title.case == "Gen" else title.case,
        number="Plur" if plural else "Sing",
    )
    if actor.rank == "armed":  # «представители ливийских повстанцев»: of the land, not of its state
        actor = replace(actor, side=None, sides=())
    return span_actor(marked, title.first, title.last, actor)


def rank_in_text(marked: Marked, title: OfficeTitle, plural: bool) -> str:
    """The rank of a title; "armed" for people of no state, "unnamed" for those of bodies of their own."""
    if plural and is_of_armed(marked, title):
        return "armed"
    return "unnamed" if plural and is_closed(marked, title) else title.rank


def sides_before(marked: Marked, title: OfficeTitle) -> tuple[tuple[str, ...], int]:
    """«узбекский и таджикский | лидеры»: the states of the adjectives joined before a title, and where they begin."""
    at = title.first + 1
    if at >= title.last:
        return (), title.first
    ends = {side.last: side for side in marked.sides if side.form == "adjective"}
    if at not in ends:
        return (), title.first
    codes = [ends[at].code]
    at = ends[at].first
    while at > 1 and marked.tokens[at - 1].norm in ("и", ",") and at - 1 in ends:
        before = ends[at - 1]
        at = before.first
        codes.insert(0, before.code)
    return tuple(dict.fromkeys(codes)), at


def region_after(marked: Marked, title: OfficeTitle) -> Side | None:
    """The states of a region, counted, that share the officials of another side: «лидеры ЕС | и пяти стран региона»."""
    at = title.last
    if (
        at + 2 >= len(marked.tokens)
        or marked.tokens[at].norm != "и"
        or marked.tokens[at + 1].norm not in COUNTED_STATES
    ):
        return None
    return next((side for side in marked.sides if side.first == at + 2 and len(side.code) == STATE_CODE), None)


COUNTED_STATES = frozenset({"пяти", "всех"})


# -- sides ---------------------------------------------------------------------------------------------------------


def find_agents(marked: Marked, taken: set[int]) -> list[Actor]:
    """«российская сторона», «МИД РК», «правительство Испании»: bodies that act for the side beside them."""
    sides = {side.first: side for side in marked.sides}
    ends = {side.last: side for side in marked.sides}
    actors = []
    for sentence in marked.sentences:
        for match in load_kinds().find(marked.tokens, sentence.first, sentence.last):
            if match.first in taken or not any(kind.name == "agent" for kind in match.value):
                continue
            actor = agent_actor(marked, sentence, match.first, match.last, sides, ends)
            if actor is not None:
                actors.append(actor)
    return actors


def agent_actor(
    marked: Marked, sentence: Sentence, first: int, last: int, sides: dict[int, Side], ends: dict[int, Side]
) -> Actor | None:
    """A body with its side, None where no side stands by it."""
    head = marked.tokens[first]
    before = ends.get(first)
    if before is None and marked.tokens[first - 1].lemma in KINDS_OF_DELEGATION:
        before = ends.get(first - 1)  # «латвийская парламентская делегация»
    if before is not None and before.form == "adjective":
        return side_actor(marked, before.first, last, before.code, head, "agent")
    at = last
    while at < min(sentence.last, last + MAX_AGENT_GAP_TOKENS):
        side = sides.get(at)
        if side is not None:
            codes, stop = listed_sides(marked, side, sides, sentence.last)
            if len(codes) > 1 and head.number == "Plur":
                group = replace(blank_actor("group", "agent"), sides=codes, case=head.case, number="Plur")
                return span_actor(marked, first, stop, group)
            return side_actor(marked, first, side.last, side.code, head, "agent")
        token = marked.tokens[at]
        if token.case != "Gen" and token.norm not in (",", "и"):
            return None
        at += 1
    return None


KINDS_OF_DELEGATION = frozenset({"парламентский", "правительственный", "официальный", "экономический", "военный"})


def listed_sides(marked: Marked, side: Side, sides: dict[int, Side], stop: int) -> tuple[tuple[str, ...], int]:
    """«Узбекистана, Латвии и Литвы»: the codes of sides joined by commas and «и», and where the list ends."""
    codes, last = [side.code], side.last
    while last + 1 < stop and marked.tokens[last].norm in (",", "и") and last + 1 in sides:
        following = sides[last + 1]
        codes.append(following.code)
        last = following.last
    return tuple(codes), last


def side_actor(marked: Marked, first: int, last: int, code: str, head: Token, rule: str) -> Actor:
    """A side that acts; the case is that of the head word."""
    actor = replace(blank_actor("side", rule), side=code, sides=(code,), case=head.case, number=head.number or "Sing")
    return span_actor(marked, first, last, actor)


def find_sides(marked: Marked, taken: set[int]) -> list[Actor]:
    """Names of states, capitals, seats and bodies outside of other actors, those that only say where aside."""
    actors = []
    for side in marked.sides:
        if side.form in ("adjective", "city") or side.first in taken:
            continue
        before = marked.tokens[side.first - 1].norm if side.first else ""
        if before in PLACING:
            continue
        token = marked.tokens[side.first]
        actor = side_actor(marked, side.first, side.last, side.code, token, side.form)
        actor = replace(actor, case=side.case or token.case)
        actors.append(replace(actor, kind="group", number="Plur") if side.form in ("group", "demonym") else actor)
    return actors


def find_bodies_meant(marked: Marked, taken: set[int]) -> list[Actor]:
    """«альянс», «картель»: the body of that kind that the text names."""
    actors = []
    for at in body_keys().find(marked.tokens):
        token = marked.tokens[at]
        codes = BODIES_MEANT.get(token.lemma)
        if codes is None or at in taken or token.number == "Plur":
            continue
        named = [side for side in marked.sides if side.code in codes]
        if named and all(not side.first <= at < side.last for side in named):
            actors.append(side_actor(marked, at, at + 1, named[0].code, token, "body"))
    return actors


@cache
def body_keys() -> Keys:
    """Where `find_bodies_meant` looks."""
    return Keys(BODIES_MEANT)


BODIES_MEANT = {"альянс": ("NATO",), "картель": ("OPEC",), "содружество": ("CIS",), "евросоюз": ("EU",)}


# -- groups and pronouns -------------------------------------------------------------------------------------------


def find_groups(marked: Marked, taken: set[int]) -> list[Actor]:
    """«стороны», «собеседники», «оба лидера»; colleagues in the singular are offices."""
    actors = []
    held = {title.start for somebody in marked.people for title in somebody.titles}
    borne = {title.first for title in marked.titles if title.start in held}  # «лидеры Чили и Перу А. Б. и В. Г.»
    for sentence in marked.sentences:
        for match in load_kinds().find(marked.tokens, sentence.first, sentence.last):
            kinds = {kind.name: kind for kind in match.value}
            token = marked.tokens[match.first]
            if match.first in taken or token.pos not in NOMINAL or match.first in borne:
                continue
            if "group" in kinds and token.number == "Plur":
                last = genitive_after(marked, match.last, sentence.last)
                codes, end = sides_of_group(marked, match.last, sentence.last)
                rank = "unnamed" if is_of_others(marked, match.last) else kinds["group"].rank
                actor = replace(blank_actor("group", "group"), rank=rank, case=token.case, number="Plur")
                if len(codes) > 1 and len(kinds) == 1:
                    actor, last = replace(actor, sides=codes), end
                actors.append(span_actor(marked, match.first, last, actor))
    return actors


def sides_of_group(marked: Marked, at: int, stop: int) -> tuple[tuple[str, ...], int]:
    """«лидеры | ЕС и пяти стран Центральной Азии»: the sides listed right after a group, and where the list ends."""
    sides = {side.first: side for side in marked.sides if side.form in ("name", "organisation", "group")}
    return listed_sides(marked, sides[at], sides, stop) if at in sides else ((), at)


def is_of_others(marked: Marked, at: int) -> bool:
    """«лидеры | арабских государств»: a kind of people, not those spoken of before."""
    words = marked.tokens[at : at + 2]
    return len(words) == 2 and words[0].pos == "ADJ" and words[0].case == "Gen" and words[1].pos == "NOUN"


def genitive_after(marked: Marked, last: int, stop: int) -> int:
    """«участники | переговоров»: one genitive noun belongs to the group."""
    if last < stop and marked.tokens[last].pos == "NOUN" and marked.tokens[last].case == "Gen":
        return last + 1
    return last


def find_pronouns(marked: Marked, taken: set[int]) -> list[Actor]:
    """он, она, они in any case, possessives aside; я where the sentence tells of a contact."""
    actors = []
    telling: frozenset[int] | None = None
    for sentence in marked.sentences:
        for at, token in enumerate(marked.words(sentence), sentence.first):
            if token.norm in LATTER and at not in taken and is_latter(marked, sentence, at):
                actor = replace(blank_actor("pronoun", token.norm), case="Nom", number="Sing")
                actors.append(span_actor(marked, at, at + 1, actor))
                continue
            if token.pos != "PRON" or at in taken:
                continue
            if token.norm in FIRST_PERSON:
                telling = tellings(marked) if telling is None else telling
                if sentence.index in telling:
                    actor = replace(blank_actor("pronoun", "я"), case=FIRST_PERSON[token.norm])
                    actors.append(span_actor(marked, at, at + 1, actor))
                continue
            lemma = next((lemma for lemma in token.lemmas if lemma in PRONOUNS), None)
            if lemma is None or not is_personal(marked, at):
                continue
            form = "она" if token.norm in ("она", "ее", "ей", "ею", "нее", "ней", "нею") else lemma
            form = (
                "они"
                if token.norm in ("они", "их", "им", "ими", "них", "ним", "ними") and token.number == "Plur"
                else form
            )
            actor = replace(blank_actor("pronoun", form), case=token.case, number=PRONOUNS[form][0])
            actors.append(span_actor(marked, at, at + 1, actor))
    return actors


def is_latter(marked: Marked, sentence: Sentence, at: int) -> bool:
    """«беседа с X: | та | пообещала приехать»: the one named last, before its verb at the start of a clause."""
    opening = at > sentence.first and marked.tokens[at - 1].norm in (":", ",", ";", "–", "—", "-", "но", "а", "и")
    return opening and at + 1 < sentence.last and marked.tokens[at + 1].verb_form == "Fin"


def find_guests(marked: Marked, taken: set[int]) -> list[Actor]:
    """«гость», «высокий гость», «финского гостя»: the one who came, as a pronoun that the text around explains."""
    sides = {side.last: side for side in marked.sides if side.form == "adjective"}
    actors = []
    for at in guest_keys().find(marked.tokens):
        token = marked.tokens[at]
        if token.lemma not in GUESTS or token.pos != "NOUN" or at in taken:
            continue
        side = sides.get(at)
        if token.number == "Plur":
            if side is not None:  # «монгольских гостей принял министр»
                actor = replace(blank_actor("group", "title"), rank="unnamed", side=side.code, case=token.case)
                actors.append(span_actor(marked, side.first, at + 1, replace(actor, number="Plur")))
            continue
        first = side.first if side is not None else at
        actor = replace(blank_actor("pronoun", "гость"), case=token.case, side=side.code if side is not None else None)
        actors.append(span_actor(marked, first, at + 1, actor))
    return actors


def find_armed(marked: Marked, taken: set[int]) -> list[Actor]:
    """«руководство правящей хунты», «делегация движения ХАМАС», «талибы»: people who act for no state."""
    actors = []
    for at in armed_keys().find(marked.tokens):
        token = marked.tokens[at]
        first = at
        while first > 0 and at - first < MAX_ARMED_WORDS and marked.tokens[first].lemma not in ARMED_HEADS:
            first -= 1
        head = marked.tokens[first]
        led = head.lemma in ARMED_HEADS and taken.isdisjoint(range(first, at + 1))
        led = led and all(word.case in ("Gen", "") or word.pos == "PROPN" for word in marked.tokens[first + 1 : at])
        if not led and (token.number != "Plur" or at in taken or token.pos != "NOUN"):
            continue
        first = first if led else at
        words = marked.tokens[first : at + 1]
        actor = replace(blank_actor("group", "armed"), rank="armed", case=words[0].case, number="Plur")
        actors.append(span_actor(marked, first, at + 1, replace(actor, office=nominative_phrase(words))))
    return actors


@cache
def armed_keys() -> Keys:
    """Where `find_armed` looks."""
    return Keys(ARMED)


ARMED = frozenset({"повстанец", "мятежник", "хунта", "хусит", "талиб", "талибан", "хамас", "хезболла"})
ARMED_HEADS = frozenset({"делегация", "руководство", "командование", "переговорщик", "эмиссар", "посланник"})
MAX_ARMED_WORDS = 3  # «руководство | правящей хунты», «делегация движения ХАМАС»


def is_of_armed(marked: Marked, title: OfficeTitle) -> bool:
    """«лидеры хуситов»: an office of people who act for no state."""
    return any(token.lemma in ARMED for token in marked.tokens[title.first : title.last])


@cache
def guest_keys() -> Keys:
    """Where `find_guests` looks."""
    return Keys(GUESTS)


GUESTS = frozenset({"гость", "гостья"})
MAX_GUEST_SENTENCES = 6  # how far back the guest may have been named


def resolve_guest(marked: Marked, done: Sequence[Actor], actor: Actor) -> Actor:
    """The official of the side told, else the one who travels or is received in the sentences before."""
    here = sentence_of(marked.sentences, actor.start)
    near = [a for a in done if here - sentence_of(marked.sentences, a.start) <= MAX_GUEST_SENTENCES and a.side]
    named = [one for one in near if one.kind in ("person", "office") and one.rank not in ("spokesperson", "business")]
    if actor.side is not None:
        chosen = next((one for one in reversed(named) if one.side == actor.side), None)
    else:
        coming = [one for one in named if is_coming(marked, one, JOURNEYS)]
        chosen = next(iter(coming[::-1] or [one for one in named[::-1] if is_coming(marked, one, RECEPTIONS)]), None)
    return actor if chosen is None else stand_for(actor, chosen)


JOURNEYS = frozenset({"arrive.verb", "visit.verb", "visit.noun", "await.verb"})
RECEPTIONS = frozenset({"receive.verb"})


def is_coming(marked: Marked, actor: Actor, shapes: frozenset[str]) -> bool:
    """Whether somebody is told to travel («X прибыл», «визит X», «ждут X») or to be received («принял X»)."""
    sentence = marked.sentences[sentence_of(marked.sentences, actor.start)]
    for match in load_phrases("contacts").find(marked.tokens, sentence.first, sentence.last):
        shape = match.value.kind
        if shape not in shapes:
            continue
        if shape in ("arrive.verb", "visit.verb") and actor.case == "Nom":
            return True
        if shape == "visit.noun" and (actor.case == "Nom" or 0 <= actor.first - match.last <= 1):
            return True
        if shape in ("receive.verb", "await.verb") and actor.case in ("Acc", "Gen"):
            return True
    return False


def is_personal(marked: Marked, at: int) -> bool:
    """«его» before a noun is a possessive."""
    token = marked.tokens[at]
    if token.norm not in ("его", "ее", "их"):
        return True
    following = marked.tokens[at + 1] if at + 1 < len(marked.tokens) else None
    return following is None or following.pos not in ("NOUN", "ADJ", "PROPN")


# -- whom they mean ------------------------------------------------------------------------------------------------


def resolve_references(marked: Marked, actors: Sequence[Actor]) -> list[Actor]:
    """Actors with colleagues, groups and pronouns resolved, in text order."""
    done: list[Actor] = []
    telling = tellings(marked)
    for actor in actors:
        if actor.rule == "native":
            native = resolve_native(marked, done, actor)
            done += [native] if native is not None else []
            continue
        if actor.rank == "colleague":
            actor = resolve_colleague(marked, done, actor, next_model(marked, actors, actor))
        if actor.kind == "office":
            actor = resolve_diplomat(marked, done, prefer_subject(marked, done, name_colleague(marked, actor)))
            actor = bare_envoy(done, prefer_unnamed(marked, done, actor))
        if actor.rule == "гость":
            actor = resolve_guest(marked, done, actor)
        elif actor.rule == "я":
            actor = resolve_speaker(marked, actors, actor)
        elif actor.rule in LATTER:
            actor = resolve_latter(marked, done, actor)
        elif actor.kind == "pronoun":
            actor = resolve_pronoun(marked, done, actor, telling)
        elif actor.kind == "group":
            actor = resolve_group(marked, actors, actor, telling)
        done.append(actor)
    return done


def bare_envoy(done: Sequence[Actor], actor: Actor) -> Actor:
    """«вручил ноту послу Чили. | Посла | вызвали в министерство»: the envoy told of before, though not by name."""
    if actor.rank != "ambassador" or actor.side or actor.person is not None:
        return actor
    model = next((one for one in reversed(done) if one.rank == "ambassador" and one.side), None)
    return actor if model is None else replace(actor, side=model.side, office=model.office, person=model.person)


def next_model(marked: Marked, actors: Sequence[Actor], actor: Actor) -> Actor | None:
    """«своему турецкому коллеге передал | министр X»: the official of another side named after, in the sentence."""
    sentence = marked.sentences[sentence_of(marked.sentences, actor.start)]
    after = [one for one in actors if actor.stop <= one.start < sentence.stop and one.kind == "person"]
    return next((one for one in after if one.office and one.rank != "colleague" and one.side != actor.side), None)


def name_colleague(marked: Marked, actor: Actor) -> Actor:
    """«министры A и B» after «своему коллеге из B X»: the office of a side whose holder the text calls a colleague."""
    if actor.person is not None or actor.rank not in UNIQUE or not actor.side:
        return actor
    found = [one for one in marked.people if one.side == actor.side and one.rank == actor.rank]
    told = len(found) == 1 and bool(found[0].titles) and all(title.rank == "colleague" for title in found[0].titles)
    return replace(actor, person=found[0].index) if told else actor


def resolve_colleague(marked: Marked, done: Sequence[Actor], actor: Actor, after: Actor | None) -> Actor:
    """«турецкий коллега»: the office of the one spoken of before, else right after, for the other side."""
    peer = known_peer(marked, done, actor)
    if peer is not None:
        return replace(actor, office=peer.office, rank=peer.rank, person=peer.person)
    model = next((one for one in reversed(done) if one.office and one.side != actor.side), None) or after
    if actor.kind == "group" or model is None:
        return replace(actor, rank="other" if actor.kind != "group" else "any")
    holders = [one for one in marked.people if one.side == actor.side and one.rank == model.rank and actor.side]
    person = actor.person if actor.person is not None else (holders[0].index if len(holders) == 1 else None)
    office = marked.people[person].office if person is not None else None
    if person is not None and marked.people[person].rank in ("", "colleague"):
        marked.people[person].rank = model.rank
    return replace(actor, office=office or bare_office(marked, model), rank=model.rank, person=person)


def known_peer(marked: Marked, done: Sequence[Actor], actor: Actor) -> Actor | None:
    """«с азербайджанским коллегой»: the official of that side named before, a peer of another who was named."""
    if actor.kind == "group" or actor.person is not None or not actor.side:
        return None
    named = [one for one in done if one.kind == "person" and one.side and one.rank]
    classes = {peer_class(one.rank) for one in named if one.side != actor.side}
    found = [one for one in named if one.side == actor.side and peer_class(one.rank) in classes]
    return found[-1] if len({one.person for one in found}) == 1 else None


def peer_class(rank: str) -> str:
    """Leaders of state and of government are peers, so are ministers."""
    return "leader" if rank in LEADER_RANKS else "minister" if rank in ("minister", "foreign_minister") else rank


def prefer_subject(marked: Marked, done: Sequence[Actor], actor: Actor) -> Actor:
    """«Министр встретился»: of two ministers spoken of before, the one that the report has been following."""
    bare = actor.last - actor.first == 1 and actor.case == "Nom" and actor.person is not None
    if not bare or actor.person is None:
        return actor
    here = sentence_of(marked.sentences, actor.start)
    rank = marked.people[actor.person].rank
    for one in reversed(done):
        if here - sentence_of(marked.sentences, one.start) > MAX_SUBJECT_SENTENCES:
            break
        if one.kind == "person" and one.person is not None and marked.people[one.person].rank == rank:
            if one.person == actor.person and one.case != "Nom":
                continue
            if one.case == "Nom" and is_called(marked, actor, one.person):
                return replace(actor, person=one.person, office=one.office, side=one.side)
    return actor


def prefer_unnamed(marked: Marked, done: Sequence[Actor], actor: Actor) -> Actor:
    """«Президент Перу проведёт встречи. … Глава государства примет А. Б.»: the unnamed office the report is about.

    Only for an office of no told side that stands in the nominative, where the last subject of its rank is unnamed.
    """
    words = marked.tokens[actor.first : actor.last]
    told = any(actor.first <= side.first < actor.last for side in marked.sides)
    if told or actor.case != "Nom" or actor.rank not in UNIQUE or len(words) > MAX_PLAIN_TITLE:
        return actor
    here = sentence_of(marked.sentences, actor.start)
    subjects = [
        one for one in done if one.kind in ("person", "office") and one.case == "Nom" and one.rank == actor.rank
    ]
    near = [one for one in subjects if 0 < here - sentence_of(marked.sentences, one.start) <= MAX_SUBJECT_SENTENCES]
    last = near[-1] if near else None
    if last is None or last.kind != "office" or last.person is not None or not last.side:
        return actor
    return replace(actor, person=None, office=last.office, side=last.side)


MAX_PLAIN_TITLE = 2  # tokens of «глава государства»


def is_called(marked: Marked, actor: Actor, person: int) -> bool:
    """Whether an office is called as the text calls somebody's: «госсекретарь» is no «министр»."""
    word = marked.tokens[actor.first].lemma
    titles = marked.people[person].titles
    return not titles or any(word in title.nominative.lower() for title in titles)


MAX_SUBJECT_SENTENCES = 3  # how far back the report's subject may have been named


def bare_office(marked: Marked, model: Actor) -> str | None:
    """The office of an actor without the words of its side."""
    if model.office is None:
        return None
    for title in marked.titles:
        if title.nominative in model.office:
            inside = [side for side in marked.sides if title.first <= side.first < title.last]
            words = title.nominative
            for side in inside:
                words = words.replace(marked.text[side.start : side.stop], "")
            return " ".join(words.split()) or model.office
    return model.office


def resolve_pronoun(marked: Marked, done: Sequence[Actor], actor: Actor, telling: frozenset[int]) -> Actor:
    """The latest subject (then anybody) of fitting number and gender, two sentences back at most."""
    here = sentence_of(marked.sentences, actor.start)
    if actor.number == "Plur":
        return resolve_group(marked, done, replace(actor, rank="any"), telling)
    gender = PRONOUNS[actor.rule][1]
    near = [one for one in done if here - sentence_of(marked.sentences, one.start) <= 2 and one.person is not None]
    acting = {one.person for one in near if is_subject_of(marked, one, actor)}
    fitting = [one for one in near if fits_gender(marked, one, gender) and not is_beside(marked, one, actor)]
    fitting = [one for one in fitting if one.person not in acting]
    if not fitting:
        return actor
    last = max(sentence_of(marked.sentences, one.start) for one in fitting)
    recent = [one for one in fitting if sentence_of(marked.sentences, one.start) == last]
    subjects = [one for one in recent if one.case == "Nom"]
    return stand_for(actor, (subjects or recent)[0 if last < here else -1])


def resolve_latter(marked: Marked, done: Sequence[Actor], actor: Actor) -> Actor:
    """«тот», «та»: the person named last in the sentence, who is not its subject."""
    here = sentence_of(marked.sentences, actor.start)
    near = [one for one in done if sentence_of(marked.sentences, one.start) == here and one.case != "Nom"]
    fitting = [one for one in near if fits_gender(marked, one, LATTER[actor.rule])]
    return stand_for(actor, fitting[-1]) if fitting else actor


def stand_for(actor: Actor, chosen: Actor) -> Actor:
    """An actor that is the one chosen, told by another word."""
    return replace(actor, person=chosen.person, office=chosen.office, side=chosen.side, rank=chosen.rank)


def is_subject_of(marked: Marked, one: Actor, pronoun: Actor) -> bool:
    """«Премьер | позвонил | ему», «встретился с ним»: the subject of the same clause, who would be «себе», «собой»."""
    if one.case != "Nom" or pronoun.case == "Nom" or not one.last <= pronoun.first <= one.last + MAX_CLAUSE:
        return False
    between = marked.tokens[one.last : pronoun.first]
    verbs = [token for token in between if token.pos == "VERB" and token.verb_form == "Fin"]
    return len(verbs) == 1 and not any(token.kind == "sign" or token.lemma in CLAUSE_WORDS for token in between)


MAX_CLAUSE = 12  # tokens from a subject over its verb to a pronoun of the same clause
CLAUSE_WORDS = frozenset({"и", "а", "но", "что", "который", "где", "когда", "чтобы"})


def is_beside(marked: Marked, one: Actor, pronoun: Actor) -> bool:
    """«С Кангуром | он побеседовал»: somebody else of the same clause, in another case than the subject."""
    between = marked.tokens[one.last : pronoun.first]
    apart = any(token.norm in (",", ";", ".", "-", "–", "—", ":") or token.pos == "VERB" for token in between)
    return pronoun.case == "Nom" and one.case not in ("Nom", "") and one.last <= pronoun.first and not apart


def resolve_speaker(marked: Marked, actors: Sequence[Actor], actor: Actor) -> Actor:
    """«"Мне позвонил министр X", – заявил Y»: whoever says it; in an interview, whom the report names first."""
    at = sentence_of(marked.sentences, actor.start)
    sentence = marked.sentences[at]
    passage = marked.passages[sentence.passage]
    if is_quoted(marked, actor):
        here = [a for a in actors if sentence.start <= a.start < sentence.stop and a.case == "Nom"]
        outside = [a for a in here if a.person is not None and not is_quoted(marked, a)]
        outside.sort(key=lambda one: (one.start < actor.start, abs(one.start - actor.start)))
    elif passage.kind == "answer":
        outside = [one for one in actors if one.kind == "person" and one.person is not None][:1]
    else:
        return actor
    return stand_for(actor, outside[0]) if outside else actor


def fits_gender(marked: Marked, one: Actor, gender: str) -> bool:
    """Whether a pronoun's gender may stand for a person."""
    if one.person is None:
        return False
    known = marked.people[one.person].gender
    return not known or known == gender


def resolve_group(marked: Marked, actors: Sequence[Actor], actor: Actor, telling: frozenset[int]) -> Actor:
    """The people of the latest sentence before that names two or more who fit; in a title, of the first after."""
    five = of_five(marked, actor)
    if five is not None:
        return five
    if len(actor.sides) == len(BOTH_WORDS) and actor.rank in PEERS and not actor.people:
        return people_of_pair(marked, actors, actor, actor.sides)
    both = resolve_both(marked, actors, actor) if len(actor.sides) < len(BOTH_WORDS) else None
    if both is not None or len(actor.sides) > 1 or actor.rank in ("unnamed", "armed"):
        return both or actor
    here = sentence_of(marked.sentences, actor.start)
    guests = resolve_guests(marked, actors, actor)
    if guests is not None:
        return guests
    before: dict[int, list[Actor]] = {}
    floor = marked.sentences[max(0, here - MAX_GROUP_SENTENCES)].start if here > MAX_GROUP_SENTENCES else 0
    for one in actors:
        if not floor <= one.start < actor.start:
            continue
        listed = one.kind == "group" and len(one.sides) > 1 and actor.rank == "any"  # «ведомства A и B … стороны»
        able = one.kind in ("person", "office", "side") or listed
        if able and fits_group(marked, one, actor) and not is_quoted(marked, one):
            before.setdefault(sentence_of(marked.sentences, one.start), []).append(one)
    near = sorted(before, reverse=True)
    for at in (*(at for at in near if at in telling), *near):
        told = [number for one in before[at] for number in (one.people or (one.person,))]
        people = tuple(dict.fromkeys(number for number in told if number is not None))
        sides = tuple(dict.fromkeys(side for one in before[at] for side in (one.sides or (one.side,)) if side))
        if len(people) >= 2 and (len(sides) >= 2 or not sides):
            return replace(actor, people=people, sides=sides)
        if len(sides) >= 2 and actor.rank == "any" and (people or any(is_state_code(side) for side in sides)):
            return replace(actor, people=people, sides=sides)  # «ООН и ОБСЕ» alone are no parties
        unnamed = [one for one in before[at] if one.kind == "office" and one.person is None]
        if len(sides) == MIN_BEFORE and unnamed and len(unnamed) + len(people) == len(sides):
            return replace(actor, people=people, sides=sides)  # «премьеры A и B … Премьеры виделись»
        if len(people) >= 2 and at == here and at in telling and is_between(marked, before[at]):
            return replace(actor, people=people, sides=sides)  # two of one land: «встреча лидера X с лидером Y»
    return actor


def of_five(marked: Marked, actor: Actor) -> Actor | None:
    """«главами ведомств | пяти стран»: of Central Asia, where the text tells of it or of all its states."""
    words = {token.lemma for token in marked.tokens[actor.first : actor.last + 2]}
    if "пять" not in words or not words & MEMBER_NOUNS or actor.side or actor.sides:
        return None
    codes = {side.code for side in marked.sides} | {item.canonical for item in marked.formats}
    told = bool(codes & {"C5", "C5+1", "CA5"}) or codes >= CENTRAL_ASIA
    return replace(actor, side="C5", people=(), sides=()) if told else None


def resolve_both(marked: Marked, actors: Sequence[Actor], actor: Actor) -> Actor | None:
    """«главы правительств двух стран»: the two states that the report names first, and their people of that rank."""
    words = [token.lemma for token in marked.tokens[actor.first : actor.last + 2]]
    pairs = set(pairwise(words))
    if pairs & THESE_STATES:
        return replace(actor, people=(), sides=latest_pair(marked, actor.start))
    if not pairs & BOTH_STATES:
        return None
    beside = [side for side in marked.sides if 0 <= side.first - actor.last <= 1 + SECOND_STATE and side.form == "name"]
    named_after = tuple(dict.fromkeys(side.code for side in beside))
    pair = named_after if len(named_after) == len(BOTH_WORDS) else first_pair(marked, actor.start)
    return people_of_pair(marked, actors, actor, pair) if len(pair) == len(BOTH_WORDS) else None


def people_of_pair(marked: Marked, actors: Sequence[Actor], actor: Actor, pair: tuple[str, ...]) -> Actor:
    """A group of officials of two states with the people of that rank whom the text names."""
    named = [one for one in actors if one.person is not None and one.side in pair and fits_group(marked, one, actor)]
    unnamed = any(one.kind == "office" and one.rank == actor.rank and one.side in pair for one in actors)
    others = PEERS  # «президенты двух стран» may be a president and a premier, unless one stands there without a name
    if actor.rank == "foreign_minister" or unnamed:
        others = frozenset()  # never a minister of energy for that of «МИД»
    for ranks in ({actor.rank} & PEERS, others):  # presidents before premiers for «президенты двух стран»
        people = tuple(dict.fromkeys(one.person for one in named if one.person is not None and one.rank in ranks))
        if people and len({marked.people[number].side for number in people}) == len(people):
            return replace(actor, people=whole_pair(marked, actor, people, pair), sides=pair)
    return replace(actor, people=(), sides=pair)


def whole_pair(marked: Marked, actor: Actor, people: tuple[int, ...], pair: tuple[str, ...]) -> tuple[int, ...]:
    """The people of a pair of states, whoever is missing taken from those of that rank whom the text names later."""
    missing = set(pair) - {marked.people[number].side for number in people}
    if len(missing) != 1:
        return people
    later = [at for at, one in enumerate(marked.people) if one.side in missing and one.rank == actor.rank]
    return (*people, *later) if len(later) == 1 else people


SECOND_STATE = 3  # tokens from «двух стран, Чили» over «и» to «Перу»
BOTH_WORDS = ("два", "оба")
BOTH_STATES = frozenset(product(BOTH_WORDS, MEMBER_NOUNS))
THESE_STATES = frozenset(product(("этот",), MEMBER_NOUNS))
PEERS = LEADER_RANKS | {"minister", "foreign_minister"}


def is_between(marked: Marked, actors: Sequence[Actor]) -> bool:
    """Whether «между» stands before two actors of one sentence: they met one another."""
    first = min(one.first for one in actors)
    return any(marked.tokens[at].norm == "между" for at in range(max(0, first - 2), first))


def resolve_guests(marked: Marked, actors: Sequence[Actor], actor: Actor) -> Actor | None:
    """«Министр заявил, что в ходе визита в Чили стороны рассмотрят ...»: the traveller and the state that receives.

    None where the sentence tells of no journey before the group, or of nobody who travels.
    """
    sentence = marked.sentences[sentence_of(marked.sentences, actor.start)]
    host = next(
        (
            side
            for side in marked.sides
            if sentence.first <= side.first < actor.first and is_visited(marked, side) and len(side.code) == STATE_CODE
        ),
        None,
    )
    if host is None or actor.rank != "any":
        return None
    travellers = [
        one
        for one in actors
        if sentence.start <= one.start < actor.start and one.person is not None and one.case == "Nom" and one.side
    ]
    if len({one.person for one in travellers}) != 1 or travellers[0].side == host.code:
        return None
    one = travellers[0]
    return replace(actor, people=(one.person,) if one.person is not None else (), sides=(one.side or "", host.code))


def is_visited(marked: Marked, side: Side) -> bool:
    """«визита в | Чили»: a state that somebody is said to travel to."""
    if (
        side.first < MIN_BEFORE
        or side.form not in ("name", "capital")
        or marked.tokens[side.first - 1].norm not in ("в", "во")
    ):
        return False
    return marked.tokens[side.first - MIN_BEFORE].lemma in ("визит", "поездка", "пребывание")


MIN_BEFORE = 2  # tokens: «визита в»


def tellings(marked: Marked) -> frozenset[int]:
    """The sentences that hold a word of contact: they say who «стороны» are."""
    phrases = load_phrases("contacts")
    spans = ((one.index, one.first, one.last) for one in marked.sentences)
    return frozenset(
        index for index, first, last in spans if any(is_telling(m) for m in phrases.find(marked.tokens, first, last))
    )


def is_telling(match: Match[Word]) -> bool:
    """Whether a word of contact names one: nouns and verbs of meeting, no light verbs."""
    return match.value.kind.split(".")[0] in ("meet", "talk", "meeting", "talks", "call", "ring", "receive", "event")


def is_quoted(marked: Marked, actor: Actor) -> bool:
    """Whether an actor stands inside quotation marks: spoken of, not present."""
    before = marked.tokens[max(0, actor.first - MAX_QUOTED_TOKENS + 1) : actor.first]
    for token in reversed(before):
        if token.kind == "sign":
            if token.text in ("»", "”", "\n"):
                return False
            if token.text in ("«", "“", "„"):
                return True
    return is_straight_quoted(marked, actor)


def is_straight_quoted(marked: Marked, actor: Actor) -> bool:
    """Whether an odd number of straight marks stands before an actor in its sentence, the first one at its start."""
    sentence = marked.sentences[sentence_of(marked.sentences, actor.start)]
    before = [token for token in marked.tokens[sentence.first : actor.first] if token.text == '"']
    return len(before) % 2 == 1 and marked.tokens[sentence.first].text in ('"', "-", "–", "—")


MAX_QUOTED_TOKENS = 25  # how far back an opening mark is looked for


def fits_group(marked: Marked, one: Actor, group: Actor) -> bool:
    """Whether an actor may be one of a group: its rank where the group's word names one."""
    if group.side is not None and one.side not in (None, group.side):
        return False
    if not one.rank and one.person is not None:
        return one.kind == "person"
    if group.rank in ("any", "", "other", "delegate", "official"):
        return one.rank not in ("spokesperson", "business")
    if group.rank in ("leaders", *LEADER_RANKS):
        return one.rank in LEADER_RANKS
    if group.rank in ("minister", "foreign_minister"):
        return one.rank in ("minister", "foreign_minister")
    return one.rank == group.rank
