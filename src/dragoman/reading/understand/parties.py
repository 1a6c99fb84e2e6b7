"""Who takes part: the people and sides around a word of contact, and a contact made of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import structs

from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.understand.circumstances import paired_sides, phrase_after, read_mode, read_outlook
from dragoman.reading.understand.trees import Clause
from dragoman.reading.understand.triggers import Contact, Party, Trigger
from dragoman.reading.values import Actor, Marked, Side, Token
from dragoman.register import load_register
from dragoman.register.leaders import side_of_leader

ONGOING_LIGHT = frozenset(
    {"состояться", "пройти", "проходить", "завершиться", "начаться", "открыться", "быть", "открываться", "начинаться"}
    | {"завершаться", "закончиться", "заканчиваться", "стартовать", "продолжиться", "продолжаться", "возобновиться"}
    | {"идти"}
)


def start_contact(clause: Clause, trigger: Trigger, parties: Sequence[Party]) -> Contact:
    """A contact with status, mode and background read off the trigger's surroundings."""
    outlook = read_outlook(clause, trigger)
    passage = clause.marked.passages[clause.sentence.passage]
    return Contact(
        sentence=clause.sentence,
        trigger=trigger,
        family=trigger.family,
        mode=read_mode(clause, trigger),
        status=outlook.status,
        parties=unique_parties(clause, parties),
        background=passage.kind == "background",
        past=outlook.past,
        recent=outlook.recent,
        coming=outlook.coming,
        offered=outlook.offered,
        generic=outlook.generic,
        weak=outlook.weak,
        title=passage.kind == "title",
    )


def received_contact(clause: Clause, trigger: Trigger, guests: Sequence[Actor], hosts: Sequence[Actor]) -> Contact:
    """A contact of guests with those who receive them."""
    return start_contact(clause, trigger, [*parties_of(guests, []), *(Party(host, "host") for host in hosts)])


def agents_of(clause: Clause, verb: int) -> list[Actor]:
    """By whom: the instrumental of a passive."""
    for child in clause.below(verb):
        actor = clause.actor_at(child)
        if actor is not None and not clause.preposition(child) and actor.case == "Ins":
            return clause.listed(actor)
    after = next((a for a in clause.actors if verb < a.first <= verb + MAX_AGENT_GAP and a.case == "Ins"), None)
    if after is None or clause.preposition(after.first) or any(map(clause.is_finite, range(verb + 1, after.first))):
        return []  # «была принята в МИД и встретилась | с министром»
    return clause.listed(after)


MAX_AGENT_GAP = 6  # tokens between a passive and its agent

MAX_OBJECT_GAP = 10  # «принимает | в Белом доме своего французского коллегу»


def objects_of(clause: Clause, trigger: Trigger) -> list[Actor]:
    """Whom: the people who are the object of a verb, «его» right before it among them."""
    at = trigger.index - 1
    at -= at > clause.first and clause.tokens[at].norm == "не"  # «его | не принял»
    before = clause.actor_at(at) if at >= clause.first else None
    if before is not None and before.kind == "pronoun" and before.person is not None and before.case in ("Acc", "Gen"):
        return [before]
    after = clause.actor_at(trigger.last) if trigger.last < clause.last else None
    if after is not None and after.kind == "pronoun" and after.person is not None and after.case in ("Acc", "Gen"):
        owned = clause.tokens[after.last] if after.last < clause.last else None
        if owned is None or owned.pos not in ("NOUN", "PROPN", "ADJ"):
            return [after]  # «принял | его | в четверг», not «принял его коллегу»
    related = object_related(clause, trigger)
    if related:
        return related
    for child in clause.below(trigger.index):
        if clause.rel(child) in ("obj", "nsubj:pass", "iobj"):
            found = [actor for actor in clause.named_by(child) if is_guest(actor)]
            if found:
                return found
    for index in range(trigger.index + 1, min(clause.last, trigger.index + MAX_OBJECT_GAP)):
        actor = clause.actor_at(index)
        if actor is not None:
            if is_guest(actor) and actor.case in ("Acc", "Gen"):
                return clause.listed(actor)
            break
        token = clause.tokens[index]
        if token.verb_form == "Part" and token.case in ("Acc", "Gen"):  # «принял | прибывшего в страну министра»
            return [one for one in clause.described(index) if is_guest(one)]
        thing = token.pos == "NOUN" and token.case == "Acc" and clause.tokens[index - 1].pos != "ADP"
        joint = token.norm == "и" and clause.tokens[index - 1].pos == "ADJ"  # «чрезвычайного и полномочного посла»
        kept = joint or token.lemma == "себя"  # «принял | у себя в кабинете послов»
        if thing or (token.pos not in ("ADV", "ADP", "NOUN", "PROPN", "ADJ", "NUM", "DET") and not kept):
            break  # «принять | приглашение своего коллеги»
    return object_first(clause, trigger) if trigger.shape == "receive.verb" else []


def object_related(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«X, | которого в тот же день принял премьер Y»: whom a relative pronoun before a verb means, as its object."""
    return clause.meant_before(
        trigger.first, MAX_RELATED, lambda one: one.lemma == "который" and one.case in ("Acc", "Gen")
    )


MAX_RELATED = 8  # tokens from «которого» over «в тот же день» to the verb


def object_first(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«чилийского министра | примет премьер X»: an object before a verb whose subject stands right after it."""
    before = clause.actor_at(trigger.index - 1) if trigger.index > clause.first else None
    after = clause.actor_at(trigger.last) if trigger.last < clause.last else None
    if before is None or after is None or before.case not in ("Gen", "Acc") or after.case != "Nom":
        return []
    return [before] if is_guest(before) and not clause.preposition(before.first) else []


def is_guest(actor: Actor) -> bool:
    """Whether somebody can be received: people, and delegations, «афганцев», «министров стран ШОС»."""
    if actor.kind == "group":
        return actor.rule == "native" or (actor.rule == "title" and bool(actor.all_sides))
    return actor.kind in ("person", "office") or (actor.kind == "side" and actor.rule in ("agent", "native"))


def parties_between(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«переговоры | между A и B», «переговоры ведутся между A и B»."""
    found = clause.after_preposition(trigger.last - 1, ("Ins",), "между")
    verb = clause.verb_above(trigger.index)
    found = found or (clause.with_preposition(verb, "между") if verb >= 0 else [])
    return found + second_between(clause, found[0]) if len(found) == 1 else found


def second_between(clause: Clause, first: Actor) -> list[Actor]:
    """«между МИД Казахстана | и МИД Японии», «между министром А. Б. | и заместителем министра США В. Г.»."""
    at = first.last
    if at >= clause.last or clause.tokens[at].norm != "и":
        return []
    after = [actor for actor in clause.actors if at < actor.first <= at + MAX_SECOND_GAP]
    fitting = [a for a in after if a.first == at + 1 or a.case == "Ins" or clause.tokens[a.first].case == "Ins"]
    return clause.listed(fitting[0]) if fitting else []


MAX_SECOND_GAP = 10  # tokens of a long title before the second name


def mediators_of(clause: Clause) -> list[Actor]:
    """«при посредничестве Катара»: who brings the parties together."""
    return after_words(clause, clause.first, "при", "посредничестве")


def parties_of(first: Sequence[Actor], second: Sequence[Actor]) -> list[Party]:
    """Parties in the order given, each once."""
    return [Party(actor) for actor in (*first, *second)]


def unique_parties(clause: Clause, parties: Sequence[Party]) -> list[Party]:
    """Each actor once with those who lead or accompany it, spokespeople left out."""
    seen: set[tuple[int, int, str | None]] = set()
    kept = []
    for party in parties:
        key = (party.actor.start, party.actor.stop, party.actor.side)
        if key not in seen:
            seen.add(key)
            kept.append(party)
            for other in company_of(clause, party.actor):
                if (other.start, other.stop, other.side) not in seen:
                    seen.add((other.start, other.stop, other.side))
                    kept.append(Party(other, party.role))
    return [party for party in kept if not is_absent(clause.marked, party.actor)]


def is_absent(marked: Marked, actor: Actor) -> bool:
    """Whether somebody takes part in no encounter: a spokesperson; a company's head, not that of the World Bank."""
    if actor.rank == "business" and actor.person is not None and side_of_leader(marked.people[actor.person].name):
        return False
    words = {token.lemma for token in marked.tokens[actor.first : actor.last]}
    if actor.kind in ("office", "group") and words & COMPANIES:
        return True  # «представители французских компаний»
    if actor.rank == "business":
        return actor.side not in load_body_codes()
    return actor.rank == "spokesperson"


def is_untitled(marked: Marked, actor: Actor) -> bool:
    """«россиянин X»: a person of whom the text tells no office, and who is no leader that everybody knows."""
    if actor.kind != "person" or actor.person is None:
        return False
    somebody = marked.people[actor.person]
    return not somebody.titles and not somebody.known and side_of_leader(somebody.name) is None


COMPANIES = frozenset({"компания", "фирма", "корпорация", "концерн", "бизнес", "предприятие", "банк", "холдинг"})


@cache
def load_body_codes() -> frozenset[str]:
    """The codes of international bodies in the register."""
    return frozenset(name.code for name in load_register().side_names("ru") if name.kind == "organisation")


def company_of(clause: Clause, actor: Actor) -> list[Actor]:
    """«делегация МВФ | во главе с X»: who leads it, for the side of the delegation."""
    if actor.kind not in ("side", "group") or actor.last + 3 >= clause.last:
        return []
    state = next((one for one in clause.actors if one.first == actor.last and one.kind == "side"), None)
    if state is not None and state.side == actor.side:
        actor = structs.replace(actor, last=state.last)  # «делегация сейма | Латвии | во главе с X»
    reach = range(actor.last, min(clause.last - 1, actor.last + MAX_OWN))
    stop = next((at for at in reach if norms_at(clause, at) == ("во", "главе")), -1)
    if stop > actor.last and all(is_own(token) for token in clause.tokens[actor.last : stop]):
        actor = structs.replace(actor, last=stop)  # «делегация монгольского | аймака Увс | во главе с X»
    words = [token.norm for token in clause.tokens[actor.last : actor.last + 3]]
    led = words[0] == "," and clause.tokens[actor.last + 2].lemma in ("возглавить", "возглавлять")
    if led and clause.tokens[actor.last + 1].lemma == "который":  # «делегация, | которую возглавит министр X»
        after = [one for one in clause.actors if 0 <= one.first - actor.last - 3 <= MAX_LEADER_GAP]
        return [structs.replace(one, side=one.side or actor.side) for one in after[:1] if one.kind == "person"]
    if (words[:2] == ["во", "главе"] and words[2:] in (["с"], ["со"])) or words[:2] == ["под", "руководством"]:
        after = [one for one in clause.actors if 0 <= one.first - actor.last - 2 <= MAX_LEADER_GAP]
        leader = next((one for one in after if one.kind == "person"), None)
        if leader is not None:
            return [structs.replace(leader, side=leader.side or actor.side)]
    return []


def is_own(token: Token) -> bool:
    """A word of whose a delegation is: a genitive, or a name."""
    return token.case in ("Gen", "Acc") or token.pos == "PROPN"


MAX_OWN = 5  # tokens of «монгольского аймака Увс» between a delegation and its leader
MAX_LEADER_GAP = 8  # «во главе с директором-распорядителем фонда X»


def take_side(marked: Marked, actor: Actor, side: str | None) -> Actor:
    """Somebody who came for a side, which no title of his contradicts."""
    told = any(actor.first <= one.first < actor.last for one in marked.sides)
    if told or actor.kind not in ("person", "office"):
        return actor
    if actor.person is not None:
        marked.people[actor.person].side = side
    return structs.replace(actor, side=side)


def distinct(parties: Sequence[Party]) -> set[object]:
    """What tells parties apart: the person, the people of a group, else the sides."""
    keys: set[object] = set()
    for party in parties:
        actor = party.actor
        if actor.holders:
            keys.update(actor.holders)
        elif actor.sides:
            keys.update(actor.sides)
        else:
            keys.add(actor.side or (actor.start, actor.stop))
    return keys


def named_after_dash(clause: Clause, start: int) -> list[Actor]:
    """«с лидерами A и B – | X и Y»: the people whom a dash names after a plural in the instrumental."""
    stop = min(clause.last, start + MAX_DASH)
    at = next((i for i in range(start, stop) if clause.tokens[i].norm in ("с", "со")), -1)
    if at < 0 or at + 1 >= clause.last:
        return []
    heads = [token for token in clause.tokens[at + 1 : at + 3] if token.pos == "NOUN"]
    if not heads or heads[0].number != "Plur" or heads[0].case != "Ins":
        return []
    for index in range(at + 2, stop):
        if clause.is_finite(index) and clause.actor_at(index) is None:
            return []
        if clause.tokens[index].text in DASHES:
            after = clause.actor_at(index + 1) if index + 1 < clause.last else None
            return clause.listed(after) if after is not None and after.kind == "person" else []
    return []


DASHES = frozenset({"-", "–", "—", ":"})
MAX_DASH = 14  # tokens from a word of meeting over «с лидерами двух стран региона» to the dash


def partners_of_noun(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«встреча с Y»: from the tree, from the verb that carries the noun, or the words after it."""
    named = named_after_dash(clause, trigger.last)
    if named:
        return named
    found = instrumentals(clause, clause.with_preposition(trigger.index, "с", "со"))
    start = trigger.last - 1 - (clause.tokens[trigger.last - 1].norm in ("с", "со"))  # «ужин с»
    after = instrumentals(clause, clause.after_preposition(start, ("Ins",), "с", "со"))
    if not found or (after and len(after) > len(found) and after[0].first <= found[0].first):
        found = after
    if not found:
        verb = clause.verb_above(trigger.index)
        if verb >= 0 and clause.rel(trigger.index) in ("obj", "nsubj:pass", "nsubj"):
            found = instrumentals(clause, clause.with_preposition(verb, "с", "со"))
    return found


def instrumentals(clause: Clause, actors: Sequence[Actor]) -> list[Actor]:
    """Those of some actors that may stand in the instrumental."""
    return [actor for actor in actors if clause.stands_in(actor, "Ins")]


def actors_above(clause: Clause, trigger: Trigger) -> list[Actor]:
    """The subject of the verb that carries the noun: «X провёл встречу», «в ходе встречи X отметил»."""
    related = clause.relative_subject(trigger.index)
    if related:
        return related
    verb = clause.verb_above(trigger.index)
    if verb < 0:
        verb = next((i for i in range(trigger.index - 1, clause.first - 1, -1) if clause.tokens[i].pos == "VERB"), -1)
        if verb < 0:
            return []
    fixed = clause.tokens[verb].lemma in ONGOING_LIGHT or clause.tokens[verb].voice == "Pass"  # «встреча намечена»
    if fixed and clause.rel(trigger.index) in ("nsubj", "nsubj:pass"):
        return []
    if clause.tokens[verb].voice == "Pass" and clause.rel(trigger.index) in ("nsubj", "nsubj:pass"):
        return []  # «пообещал, что консультации | будут проведены»
    own = range(trigger.first, trigger.last)
    if clause.is_quoted(verb) and not clause.is_quoted(trigger.index):
        return speaker_outside(clause, trigger)
    for above in (verb, *(index for index in clause.governors(verb) if clause.tokens[index].pos == "VERB")):
        found = [actor for actor in clause.subject(above) or clause.plain_subject(above) if is_somebody(actor)]
        found = [actor for actor in found if not any(actor.first <= index < actor.last for index in own)]
        if found:
            return found
    return []


def speaker_outside(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«"Мы готовы", – заявил министр X на встрече с Y»: the nominative nearest to a trigger, no quoted one."""
    outside = [a for a in clause.actors if a.case == "Nom" and not clause.is_quoted(a.first) and is_somebody(a)]
    before = [actor for actor in outside if actor.last <= trigger.first]
    return clause.listed(before[-1]) if before else outside[:1]


def is_somebody(actor: Actor) -> bool:
    """Whether it is known whom an actor means."""
    return actor.kind not in ("pronoun", "group") or actor.rank == "armed" or bool(actor.holders or actor.all_sides)


def takes_part(clause: Clause, trigger: Trigger) -> bool:
    """Whether the subject above a noun of event attends it: «прибыл на саммит», «провёл заседание»."""
    verb = clause.verb_above(trigger.index)
    if verb < 0:
        return False
    return clause.tokens[verb].lemma in attending_verbs()


@cache
def attending_verbs() -> frozenset[str]:
    """First words of the phrases whose subject is there when it happens."""
    shapes = ("attend.verb", "arrive.verb", "visit.verb", "light.verb", "meet.verb")
    words = (word for word in load_words("ru", "contacts") if word.kind in shapes)
    return frozenset(word.form.split()[0] for word in words if word.form not in EXPECTED_PART)


EXPECTED_PART = frozenset(  # who is to take part: «ожидается участие министров»
    {"ожидаться участие", "планироваться участие", "предполагаться участие", "подтвердить участие"}
)


def before_verb(clause: Clause, verb: int) -> list[Actor]:
    """«с послом министр встретился накануне»: the partner before the verb."""
    for index in range(verb - 1, clause.first - 1, -1):
        if clause.tokens[index].norm in ("с", "со") and index + 1 < clause.last:
            if clause.tokens[index + 1].lemma == "который":
                return [actor for actor in clause.actors if actor.last == index - 1]  # «X, | с которым премьер обсудил»
            actor = clause.actor_at(index + 1)
            return clause.listed(actor) if actor is not None and clause.stands_in(actor, "Ins") else []
        parted = clause.tokens[index].norm in ("а", "но", ";") and index > clause.first
        if parted or (clause.is_finite(index) and clause.actor_at(index) is None):
            break
    return []


def dative_near(clause: Clause, verb: int) -> list[Actor]:
    """Whom: the dative of a verb of sending."""
    for child in clause.below(verb):
        if clause.rel(child) in ("iobj", "obl", "nmod", "obj") and not clause.preposition(child):
            found = [actor for actor in clause.named_by(child) if actor.case in ("Dat", "")]
            if found:
                return found
    for index in range(verb + 1, min(clause.last, verb + 10)):
        actor = clause.actor_at(index)
        if actor is not None and actor.case == "Dat":
            return clause.listed(actor)
    return []


def nominatives_after(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«В саммите примут участие X, Y и Z»: the list after the verb."""
    for index in range(trigger.last, clause.last):
        actor = clause.actor_at(index)
        if actor is not None and actor.case in ("Nom", ""):
            return clause.listed(actor)
    return []


def after_words(clause: Clause, start: int, *words: str) -> list[Actor]:
    """The list of actors right after a sequence of words."""
    tokens = clause.tokens
    for index in range(start, clause.last - len(words)):
        if tokens[index].norm == words[0] and all(tokens[index + k].norm == word for k, word in enumerate(words)):
            for place in range(index + len(words), min(clause.last, index + len(words) + 4)):
                actor = clause.actor_at(place)
                if actor is not None:
                    return clause.listed(actor)
    return []


def company_after(clause: Clause, verb: int) -> list[Actor]:
    """«вместе с X», «совместно с X»: who does it too, where no other finite verb stands nearer."""
    for words in (("вместе", "с"), ("вместе", "со"), ("совместно", "с"), ("наряду", "с")):
        at = next((i for i in range(clause.first, clause.last - 1) if norms_at(clause, i) == words), -1)
        if at < 0:
            continue
        verbs = [i for i in range(clause.first, clause.last) if clause.is_finite(i) and clause.actor_at(i) is None]
        found = after_words(clause, at, *words)
        span = range(at, found[-1].last if found else at)
        gaps = {i: min(abs(i - edge) for edge in (span.start, span.stop)) for i in (*verbs, verb)}
        if found and all(gaps[verb] <= gap for gap in gaps.values()):
            return found
    return []


def norms_at(clause: Clause, at: int) -> tuple[str, str]:
    """The norms of two tokens."""
    return clause.tokens[at].norm, clause.tokens[at + 1].norm


def compound_sides(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«российско-испанские переговоры»: the sides of an adjective before the noun, as acting sides."""
    found = []
    for side in clause.marked.sides:
        near = clause.first <= side.first and trigger.first - 3 <= side.first < trigger.index
        near = near or side.first in phrase_after(clause, trigger)
        if side.form == "adjective" and near and clause.actor_at(side.first) is None:
            found.append(side_actor(side))
    found = found or [side_actor(side) for side in paired_sides(clause, trigger)]
    return found if len(found) > 1 else []


def side_actor(side: Side) -> Actor:
    """A state that acts."""
    return Actor(
        side.start,
        side.stop,
        side.first,
        side.last,
        "adjective",
        kind="side",
        side=side.code,
        sides=(side.code,),
        case=side.case,
    )
