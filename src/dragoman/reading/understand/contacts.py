"""Sentences that tell of a contact: the trigger, who takes part, whether it took place.

A contact is what one sentence says; `encounters.py` joins the contacts of a text into encounters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from msgspec import structs

from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.understand.circumstances import (
    CALLED_OFF,
    add_circumstances,
    destination,
    destinations,
    in_title,
    named_formats,
    paired_sides,
    phrase_after,
    phrase_place,
    places_in,
    read_mode,
    read_outlook,
)
from dragoman.reading.understand.trees import Clause, load_members
from dragoman.reading.understand.triggers import Contact, Party, Trigger
from dragoman.reading.values import Actor, FormatName, Marked, Name, Sentence, Side, Token
from dragoman.register import load_register
from dragoman.register.leaders import side_of_leader

ONGOING_LIGHT = frozenset({"состояться", "пройти", "проходить", "завершиться", "начаться", "открыться", "быть"})


def find_contacts(marked: Marked, sentence: Sentence) -> list[Contact]:
    """What a sentence tells of contacts, in order of its words."""
    clause = Clause(marked, sentence)
    triggers = list(clause.triggers)
    if any(trigger.mode != "video" and trigger.shape in EVENT_SHAPES for trigger in triggers):
        triggers = [trigger for trigger in triggers if trigger.mode != "video"]  # there it is the medium
    if any(trigger.shape.startswith("credentials") for trigger in triggers):
        triggers = [trigger for trigger in triggers if trigger.shape != "receive.verb"]
    triggers = drop_nested(clause, triggers)
    contacts = [contact for trigger in triggers if (contact := apply_rule(clause, trigger)) is not None]
    named = [contact.trigger for contact in contacts]
    for contact in contacts:
        rivals = [trigger for trigger in named if trigger.index != contact.trigger.index]
        if contact.mode not in ("video", "written"):
            contact.mode = read_mode(clause, contact.trigger, rivals)
        add_circumstances(clause, contact, named)
        drop_bodies(clause, contact)
        add_sides(clause, contact)
    return [part for contact in contacts for part in (*split_partners(clause, contact), *split_ways(clause, contact))]


def drop_nested(clause: Clause, triggers: Sequence[Trigger]) -> list[Trigger]:
    """«сессия | Генеральной Ассамблеи», «раунд | переговоров»: a noun inside the name of another one tells nothing."""
    kept: list[Trigger] = []
    for trigger in triggers:
        at = trigger.first - 1
        while at > clause.first and clause.tokens[at].pos == "ADJ":
            at -= 1
        before = clause.tokens[at] if at >= clause.first else None
        if before is not None and (before.lemma in ("стол", "годовщина") or before.lemma.endswith("летие")):
            continue  # «за стол переговоров», «к 75-летию встречи»
        if trigger.shape == "event.noun" and clause.actor_at(trigger.index) is not None:
            continue  # «докладчик Парламентской ассамблеи»
        outer = [one for one in kept if one.shape == "event.noun" and trigger.shape in EVENT_SHAPES]
        if not any(trigger.first in phrase_after(clause, one) for one in outer):
            kept.append(trigger)
    return kept


def apply_rule(clause: Clause, trigger: Trigger) -> Contact | None:
    """What the rule for a trigger finds; `Contact.rule` is its name."""
    rule = next((rule for shapes, rule in RULES if trigger.shape in shapes), None)
    contact = rule(clause, trigger) if rule is not None else None
    if contact is not None and rule is not None:
        contact.rule = contact.rule or rule.__name__
        contact.offered = contact.offered or is_duty(clause, contact)
        if trigger.shape in ("meet.verb", "meeting.noun") and is_contest(clause, contact):
            return None
    return contact


def is_contest(clause: Clause, contact: Contact) -> bool:
    """«В матче Хорватия встретится с Англией»: states alone, in a sentence or right after one of sport."""
    if any(party.actor.kind != "side" for party in contact.parties):
        return False
    near = [s for s in clause.marked.sentences if 0 <= clause.sentence.index - s.index <= 1]
    words = clause.tokens[near[0].first : clause.last] if near else ()
    return any(lemma in load_sports() for token in words for lemma in token.lemmas)


@cache
def load_sports() -> frozenset[str]:
    """Words of a sporting contest (languages/ru/sports.tsv)."""
    return frozenset(word.form for word in load_words("ru", "sports"))


def is_duty(clause: Clause, contact: Contact) -> bool:
    """«Россия и Китай должны заключить договор», «обязан вести переговоры»: states that ought to, nobody named."""
    sides = all(party.actor.kind in ("side", "group") for party in contact.parties)
    before = clause.tokens[max(clause.first, contact.trigger.first - MAX_DUTY) : contact.trigger.first]
    bound = any(lemma in ("должен", "обязать", "обязанный") for token in before for lemma in token.lemmas)
    return contact.status == "planned" and sides and bound and contact.date is None


MAX_DUTY = 4  # tokens between «должны» and the word of contact


def add_sides(clause: Clause, contact: Contact) -> None:
    """Consultations of unnamed people: «делегации A и B» anywhere in the sentence say whose they are."""
    if contact.family != "consultation" or len(contact.sides_known()) > 1:
        return
    groups = [actor for actor in clause.actors if actor.kind == "group" and len(actor.sides) > 1]
    if groups:
        contact.parties = [party for party in contact.parties if party.actor.all_sides] + [Party(groups[0])]
        contact.definite = False


def drop_bodies(clause: Clause, contact: Contact) -> None:
    """«саммит | ОТГ»: the body that a meeting is named after does not take part by that."""
    name = contact.format
    if name is not None and contact.trigger.shape == "event.noun" and name.rule != "pair":
        inside = {*range(name.first, name.last), *phrase_after(clause, contact.trigger)}
        bodies = {side.first for side in clause.marked.sides if side.form == "organisation" and side.first in inside}
        contact.parties = [p for p in contact.parties if p.actor.kind != "side" or p.actor.first not in bodies]


def is_one_body(clause: Clause, partners: Sequence[Actor]) -> bool:
    """«с премьером Украины A и первым вице-премьером B»: offices after the first without a side are its colleagues."""
    sides = {side.first for side in clause.marked.sides}
    titled = [actor for actor in partners[1:] if any(actor.first == title.first for title in clause.marked.titles)]
    told = [actor for actor in titled if sides & {*range(actor.first, actor.last)}]
    named = all(actor.kind == "person" for actor in partners)
    return named and bool(titled) and len(titled) == len(partners) - 1 and not told


def split_partners(clause: Clause, contact: Contact) -> list[Contact]:
    """«встретился с A, B и C»: one contact with each of them."""
    partners = [actor for actor in contact.partners if actor.kind in ("person", "office")]
    if any(actor.side == "C5" for actor in partners) or is_one_body(clause, partners):
        return [contact]
    others = [party for party in contact.parties if party.actor not in contact.partners]
    if len(partners) < 2 or len(partners) != len(contact.partners) or len(distinct(others)) != 1:
        return [contact]
    roles = {id(party.actor): party.role for party in contact.parties}
    return [
        replace(contact, parties=[*others, Party(actor, roles.get(id(actor)))], partners=[actor]) for actor in partners
    ]


def split_ways(clause: Clause, contact: Contact) -> list[Contact]:
    """«посетил Катар, Иорданию и Египет»: further journeys beside the one to the first place."""
    if contact.family != "visit" or contact.definite:
        return []
    return [replace(contact, place=place) for place in destinations(clause, contact.trigger)[1:]]


# -- rules: a trigger and its clause in, a contact or nothing out -----------------------------------------------------


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


def meet_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Министр встретился с послом», «президенты переговорили по телефону»."""
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    partners = (
        clause.with_preposition(trigger.index, "с", "со")
        or clause.after_preposition(trigger.index, ("Ins",), "с", "со")
        or before_verb(clause, trigger.index)
    )
    if not partners and meets_others(clause, trigger):
        return None
    contact = start_contact(clause, trigger, parties_of(subject, partners))
    contact.partners = partners
    contact.unknown = bool(partners) and not any(is_somebody(actor) for actor in partners)
    if not partners and is_body_list(subject):
        name_body(contact, subject[0])
    elif not partners and len(subject) == 1 and is_high_group(subject[0]) and named_formats(clause, trigger):
        contact.held = True
    return contact


def meets_others(clause: Clause, trigger: Trigger) -> bool:
    """«встретились | с солдатами»: with people who stand for no side; not «с глазу на глаз», «друг с другом»."""
    for child in clause.below(trigger.index):
        token = clause.tokens[child]
        noun = token.pos == "NOUN" and token.case == "Ins" and token.number == "Plur"
        if noun and clause.preposition(child) in ("с", "со") and clause.actor_at(child) is None:
            return clause.rel(child).startswith(("obl", "iobj"))
    return False


def ring_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Премьер позвонил президенту»."""
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    partners = dative_near(clause, trigger.index)
    if not partners:
        return None
    contact = start_contact(clause, trigger, parties_of(subject, partners))
    contact.partners = partners
    return contact


def discuss_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Стороны обсудили торговлю»: tells more of a contact, or is one where two sides are named."""
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    partners = clause.with_preposition(trigger.index, "с", "со") or clause.after_preposition(
        trigger.index, ("Ins",), "с", "со"
    )
    contact = start_contact(clause, trigger, parties_of(subject, partners))
    if contact.mode == "phone":
        contact.family = "call"
    loose = ("group", "pronoun") if is_done(clause, trigger) else ("group", "pronoun", "side")
    contact.definite = not partners and all(party.actor.kind in loose for party in contact.parties)
    return contact


def is_done(clause: Clause, trigger: Trigger) -> bool:
    """«обсудили»: done once, not «обсуждают» or «перестали обсуждать», which states may do without meeting."""
    token = clause.tokens[trigger.index]
    return token.aspect == "Perf" and token.tense == "Past"


def receive_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Президент принял посла», «посол был принят президентом»: the object must be a person, not a decision."""
    if clause.tokens[trigger.index].voice == "Pass":
        if clause.tokens[trigger.index].gender == "Neut":
            return None  # «решение принято»
        guests = clause.subject(trigger.index)
        hosts = agents_of(clause, trigger.index)
    else:
        guests = objects_of(clause, trigger)
        subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
        hosts = [actor for actor in subject if actor not in guests and actor.case in ("Nom", "")]
    guests = [actor for actor in guests if is_guest(actor) or actor.kind in ("pronoun", "group")]
    if not guests or not hosts:
        return None
    contact = start_contact(clause, trigger, [Party(a, "host") for a in hosts] + [Party(a) for a in guests])
    contact.partners = guests
    leaders = [actor for actor in guests if actor.rank in LEADING]
    if len({actor.side for actor in leaders}) > 2:  # leaders of several states come to one gathering
        contact.partners, contact.family, contact.definite, contact.attending = [], "event", True, True
    return contact


def agents_of(clause: Clause, verb: int) -> list[Actor]:
    """By whom: the instrumental of a passive."""
    for child in clause.below(verb):
        actor = clause.actor_at(child)
        if actor is not None and not clause.preposition(child) and actor.case == "Ins":
            return clause.listed(actor)
    after = next((a for a in clause.actors if verb < a.first <= verb + MAX_AGENT_GAP and a.case == "Ins"), None)
    return clause.listed(after) if after is not None else []


MAX_AGENT_GAP = 6  # tokens between a passive and its agent
MAX_OBJECT_GAP = 10  # «принимает | в Белом доме своего французского коллегу»


def objects_of(clause: Clause, trigger: Trigger) -> list[Actor]:
    """Whom: the people who are the object of a verb, «его» right before it among them."""
    before = clause.actor_at(trigger.index - 1) if trigger.index > clause.first else None
    if before is not None and before.kind == "pronoun" and before.person is not None and before.case in ("Acc", "Gen"):
        return [before]
    for child in clause.below(trigger.index):
        if clause.rel(child) in ("obj", "nsubj:pass", "iobj"):
            found = [actor for actor in clause.named_by(child) if is_guest(actor)]
            if found:
                return found
    for index in range(trigger.index + 1, min(clause.last, trigger.index + MAX_OBJECT_GAP)):
        actor = clause.actor_at(index)
        if actor is not None:
            fits = is_guest(actor) and actor.case in ("Acc", "Gen")
            return clause.listed(actor) if fits else []
        token = clause.tokens[index]
        thing = token.pos == "NOUN" and token.case == "Acc" and clause.tokens[index - 1].pos != "ADP"
        if thing or token.pos not in ("ADV", "ADP", "NOUN", "PROPN", "ADJ", "NUM", "DET"):
            break  # «принять | приглашение своего коллеги»
    return []


def is_guest(actor: Actor) -> bool:
    """Whether somebody can be received: people, and delegations."""
    return actor.kind in ("person", "office") or (actor.kind == "side" and actor.rule == "agent")


def summon_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Посла вызвали в МИД», «МИД Литвы вызвал посла»: an ambassador called in by the ministry."""
    if trigger.word.form == "пригласить" and clause.tokens[trigger.index].voice != "Pass":
        return invite_verb(clause, trigger)
    guests = [actor for actor in clause.actors if actor.rank in ("ambassador", "envoy", "delegate")][:1]
    bodies = [token for token in clause.tokens[clause.first : clause.last] if is_ministry(token)]
    if not guests or not bodies:
        return None
    hosts = [a for a in clause.actors if a.kind == "side" and a.side != guests[0].side and a.rule == "agent"]
    contact = start_contact(clause, trigger, parties_of(guests, hosts[:1] or accreditors(clause, guests[0])))
    contact.offered = False
    return contact


def invite_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X пригласил премьера Y посетить Z»: a visit being arranged; guest and host are named and of two sides."""
    hosts = [a for a in clause.subject(trigger.index) or clause.plain_subject(trigger.index) if a.kind == "person"]
    guests = [
        actor for actor in objects_of(clause, trigger) if actor.kind in ("person", "office") and actor not in hosts
    ]
    sides = {actor.side for actor in (*hosts[:1], *guests[:1]) if actor.side}
    if not hosts or not guests or len(sides) < 2 or clause.tokens[trigger.index].tense != "Past":
        return None
    contact = start_contact(clause, trigger, [*(Party(a) for a in guests), Party(hosts[0], "host")])
    contact.family, contact.status, contact.offered, contact.definite = "visit", "planned", False, False
    after = [item for item in places_in(clause) if trigger.last <= item.first and not in_title(clause, item)]
    contact.place = after[0] if after else None
    return contact


def accreditors(clause: Clause, envoy: Actor) -> list[Actor]:
    """«посол США | в России»: the state that calls in the envoy, from any title of the text that says where to."""
    marked = clause.marked
    for title in marked.titles:
        if title.rank not in ("ambassador", "envoy", "delegate"):
            continue
        for side in marked.sides:
            inside = title.first < side.first < title.last and side.code != envoy.side and side.form == "name"
            if inside and title.side == envoy.side and marked.tokens[side.first - 1].norm in ("в", "во", "на", "при"):
                return [side_actor(side)]
    return []


def is_ministry(token: Token) -> bool:
    """Whether a word stands for a foreign ministry."""
    return token.norm in ("мид", "госдепартамент", "госдеп") or token.lemma in ("министерство", "ведомство")


def meeting_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Встреча президента с премьером», «X провёл переговоры с Y», «в ходе беседы с Y X отметил»."""
    owners = clause.genitives(trigger.last - 1) or possessor(clause, trigger) or at_home(clause, trigger)
    owners = owners or travellers_after(clause, trigger)
    between = parties_between(clause, trigger)
    partners = partners_of_noun(clause, trigger)
    given = clause.after_preposition(trigger.last - 1, ("Gen",), "участием") or after_words(
        clause, trigger.last - 1, "с", "участием"
    )
    adjectives = compound_sides(clause, trigger)
    if not partners and not between and not adjectives and len(owners) < 2:
        partners = addressed(clause, trigger)
    parties = parties_of(owners + between, [*partners, *given, *adjectives])
    foreign = [actor for actor in owners if actor.kind == "group" and actor.rank in LEADING and not actor.holders]
    if (len(distinct(parties)) < 2 and not foreign) or (partners and not owners and not between):
        parties = parties_of(actors_above(clause, trigger), [party.actor for party in parties])
    if len(distinct(parties)) == 1:
        parties += [Party(actor, "host") for actor in hosted_at(clause, trigger)]
    parties += [Party(actor, "mediator") for actor in mediators_of(clause)]
    contact = start_contact(clause, trigger, parties)
    contact.unknown = bool(partners) and not any(is_somebody(actor) for actor in partners)
    own = owners or between or partners or given or adjectives
    contact.definite = not own and len(distinct([p for p in parties if p.actor.kind in ("person", "office")])) < 2
    if trigger.family == "consultation" and len(distinct(parties)) < 2:
        contact.parties += [Party(actor) for actor in clause.actors if actor.kind == "group" and len(actor.sides) > 1][
            :1
        ]
        contact.definite = not contact.parties
    contact.attending = not own and is_attended(clause, trigger)
    contact.definite = contact.definite or contact.attending
    contact.held = is_carried(clause, trigger)
    gather_body(clause, contact)
    if contact.definite and trigger.shape == "talks.noun" and is_talking(clause, trigger, parties):
        contact.definite = False
    if clause.tokens[trigger.index].number == "Plur" and trigger.word.form == "встреча" and not between:
        contact.partners = partners
    same = {actor.side for actor in partners if actor.side}
    if len(partners) > 1 and len(same) == 1 and trigger.shape == "talks.noun":
        contact.partners = partners
    return contact


def gather_body(clause: Clause, contact: Contact) -> None:
    """«министры стран ЕС на встрече в Брюсселе решили»: the members of a body, at a meeting of it."""
    trigger = contact.trigger
    at = trigger.first - 1
    while at > clause.first and clause.tokens[at].pos in ("ADJ", "NUM"):
        at -= 1
    light = is_carried(clause, trigger) or trigger.shape.endswith(".verb")
    if not light and (at < clause.first or clause.tokens[at].norm not in ("на", "в")):
        return
    owners = clause.genitives(trigger.last - 1) if trigger.shape.endswith(".noun") else []
    owners = [lead_body(clause, actor) for actor in owners or actors_above(clause, trigger)]
    if trigger.shape == "gather.verb":
        owners = [party.actor for party in contact.parties]
    subject = [actor for actor in owners if is_body_group(actor)]
    if len(subject) != 1 or any(party.actor.kind in ("person", "office") for party in contact.parties):
        return
    group = subject[0]
    contact.parties = [Party(group)]
    contact.level = "ministerial" if "инистр" in (group.office or "") or group.rank == "foreign_minister" else ""
    contact.level = "summit" if group.rank in (*LEADING, "leaders") else contact.level
    code = group.side or ""
    contact.format = FormatName(group.start, group.stop, group.first, group.last, "members", code, None, True)
    contact.family, contact.definite, contact.held, contact.weak = "event", False, True, False


def is_body_group(actor: Actor) -> bool:
    """«министры стран ОПЕК»: unnamed people of the states of an international body."""
    high = actor.rank in (*LEADING, "foreign_minister", "minister", "leaders", "unnamed")
    return actor.kind == "group" and high and not actor.people and actor.side in load_body_codes()


def gather_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«В Астане собрались главы государств ОТГ»: several sides, or the members of a body, come together."""
    if clause.tokens[trigger.index].number != "Plur":
        return None
    if any(clause.tokens[child].verb_form == "Inf" for child in clause.below(trigger.index)):
        return None  # «собираются посетить»
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    subject = [lead_body(clause, actor) for actor in subject]
    contact = start_contact(clause, trigger, parties_of(subject, []))
    if len(subject) == 1 and named_formats(clause, trigger) and is_high_group(subject[0]):
        contact.held = True  # «лидеры стран «Большой двадцатки» соберутся»
        return contact
    people = [actor for actor in subject if actor.kind in ("person", "office", "group", "side")]
    if is_body_list(people):
        name_body(contact, people[0])
        return contact
    if any(is_body_group(actor) for actor in people):
        gather_body(clause, contact)
        return contact
    sides = {side for actor in people for side in actor.all_sides}
    return contact if len(sides) > 1 or any(len(actor.people) > 1 for actor in people) else None


def lead_body(clause: Clause, actor: Actor) -> Actor:
    """«главы государств | и правительств стран ЕС»: the group as that of the body named after it."""
    if actor.kind != "group" or actor.rank not in LEADING or actor.side:
        return actor
    after = next((one for one in clause.actors if 0 <= one.first - actor.last <= 1), None)
    words = {token.norm for token in clause.tokens[actor.last : actor.last + 3]}
    if after is None or after.side not in load_body_codes() or "правительств" not in words:
        return actor
    return structs.replace(actor, side=after.side, people=(), sides=())


def is_high_group(actor: Actor) -> bool:
    """«лидеры», «министры»: unnamed people of rank."""
    return actor.kind == "group" and actor.rank in (*LEADING, "leaders", "foreign_minister", "minister", "unnamed")


def is_body_list(people: Sequence[Actor]) -> bool:
    """«главы государств ОТГ: A, B и C»: named people, all told by the body that their states belong to."""
    named = [actor for actor in people if actor.kind == "person"]
    return len(named) > 1 and len({actor.side for actor in named}) == 1 and named[0].side in load_body_codes()


def name_body(contact: Contact, member: Actor) -> None:
    """Makes a contact of the members of a body a meeting of that body."""
    contact.level = "summit" if member.rank in (*LEADING, "leaders") else "ministerial"
    code = member.side or ""
    contact.format = FormatName(member.start, member.stop, member.first, member.last, "members", code, None, True)
    contact.family, contact.held = "event", True


def hosted_at(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«посол провёл встречу | в МИД Литвы»: the ministry that it is held in, as the other party."""
    for actor in clause.actors:
        if actor.rule == "agent" and 0 < actor.first - trigger.last <= 2 and actor.case == "Loc":
            return [actor]
    return []


def is_talking(clause: Clause, trigger: Trigger, parties: Sequence[Party]) -> bool:
    """«Белград и Приштина начали переговоры»: two states that hold talks, told as done."""
    verb = clause.verb_above(trigger.index)
    if verb < 0 or clause.rel(trigger.index) not in ("obj", "nsubj:pass"):
        return False
    held = clause.tokens[verb].lemma in LIGHT | {"продолжить", "возобновить", "вести"}
    sides = [party for party in parties if party.actor.kind == "side"]
    placed = any(venue_word(clause, item) for item in places_in(clause))
    told = clause.tokens[verb].tense == "Past" or (clause.tokens[verb].tense == "Fut" and placed)
    return held and told and len(distinct(sides)) > 1


def venue_word(clause: Clause, item: Name | Side) -> bool:
    """Whether a place says where: after «в», in the locative, in nobody's title."""
    before = clause.tokens[item.first - 1].norm if item.first > clause.first else ""
    return before in ("в", "во") and item.case == "Loc" and not in_title(clause, item)


def addressed(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«в телефонном разговоре поздравил президента Y», «в ходе встречи заверил Y»: whom the speaker speaks to."""
    before = clause.tokens[trigger.first - 1].norm if trigger.first > clause.first else ""
    verb = clause.verb_above(trigger.index)
    spoken = trigger.shape == "call.noun" and phrase_place(clause, trigger) == "during"
    if verb < 0 or not (before == "в" or spoken):
        return []
    if clause.tokens[verb].lemma not in load_addressing():
        return []
    for child in clause.below(verb):
        if clause.rel(child) in ("obj", "iobj"):
            found = [actor for actor in clause.named_by(child) if actor.kind in ("person", "office")]
            if found:
                return found
    return []


@cache
def load_addressing() -> frozenset[str]:
    """Verbs whose object is who is spoken to (languages/ru/addressing.tsv)."""
    return frozenset(word.form for word in load_words("ru", "addressing"))


def is_attended(clause: Clause, trigger: Trigger) -> bool:
    """«во встрече приняли участие X и Y»: the subject comes to a meeting whose parties were named before."""
    before = clause.tokens[trigger.first - 1].norm if trigger.first > clause.first else ""
    return before in ("в", "во", "на") and any(one.shape == "attend.verb" for one in clause.triggers)


def at_home(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«у главы Белоруссии состоится встреча»: whose, before the verb that carries the noun."""
    verb = clause.verb_above(trigger.index)
    if verb < 0 or clause.rel(trigger.index) != "nsubj":
        return []
    return clause.with_preposition(verb, "у")


def possessor(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«его встреча с Y»: the latest subject before the sentence of that gender, none of those in the sentence."""
    at = trigger.first - 1
    while at > clause.first and trigger.first - at < MAX_POSSESSOR and clause.tokens[at].pos == "ADJ":
        at -= 1
    before = clause.tokens[at].norm if at >= clause.first else ""
    if before == "их":
        return pair_before(clause, at)
    gender = {"его": "Masc", "ее": "Fem"}.get(before)
    if gender is None:
        return []
    for actor in reversed(clause.actors):
        if actor.last <= trigger.first and actor.kind == "person":
            return [actor]
    here = {actor.person for actor in clause.actors}
    sentences = {s.index: s for s in clause.marked.sentences if 0 < clause.sentence.index - s.index <= 2}
    start = min((s.start for s in sentences.values()), default=clause.sentence.start)
    people = clause.marked.people
    for actor in reversed(clause.marked.actors):
        inside = start <= actor.start < clause.sentence.start and actor.case == "Nom" and actor.kind == "person"
        known = actor.person is not None and actor.person not in here
        if inside and known and people[actor.person or 0].gender in ("", gender):
            return [actor]
    return []


MAX_POSSESSOR = 4  # «их | очередном телефонном разговоре»


def pair_before(clause: Clause, at: int) -> list[Actor]:
    """Whom «их» means: the two people of two sides that one of the sentences just before, or this one, names."""
    marked = clause.marked
    near = [s for s in marked.sentences if 0 <= clause.sentence.index - s.index <= 2]
    for sentence in reversed(near):
        people = [a for a in marked.actors if sentence.first <= a.first < min(sentence.last, at) and a.kind == "person"]
        people = list({actor.person: actor for actor in people}.values())
        if len(people) > 1 and len({actor.side for actor in people if actor.side}) > 1:
            return people
    return []


def parties_between(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«переговоры | между A и B», «переговоры ведутся между A и B»."""
    found = clause.after_preposition(trigger.last - 1, ("Ins",), "между")
    verb = clause.verb_above(trigger.index)
    return found or (clause.with_preposition(verb, "между") if verb >= 0 else [])


def mediators_of(clause: Clause) -> list[Actor]:
    """«при посредничестве Катара»: who brings the parties together."""
    return after_words(clause, clause.first, "при", "посредничестве")


def contact_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Состоялся контакт министров A и B»: one that is held on a day, not «находится в контакте»."""
    verb = clause.verb_above(trigger.index)
    held = verb >= 0 and clause.tokens[verb].lemma in LIGHT | ONGOING_LIGHT
    return meeting_noun(clause, trigger) if held else None


def call_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """As `meeting_noun`, for conversations; a plain «разговор» needs two parties or an earlier contact."""
    return meeting_noun(clause, trigger)


def visit_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Визит премьера в Минск», «X прибыл с визитом в Y», «свой визит к президенту»."""
    travellers = clause.genitives(trigger.last - 1) or travellers_after(clause, trigger)
    if trigger.word.form == "посещение":
        travellers = [actor for actor in agents_of(clause, trigger.index) if is_guest(actor)]
    adjectives = [] if travellers else compound_sides(clause, trigger)
    if not travellers:
        travellers = actors_above(clause, trigger) or adjectives
    hosts = clause.with_preposition(trigger.index, "к", "ко") or clause.after_preposition(
        trigger.last - 1, ("Dat",), "к", "ко"
    )
    verb = clause.verb_above(trigger.index)
    if not hosts and verb >= 0 and clause.tokens[verb].lemma in ("нанести", "наносить"):
        hosts = dative_near(clause, verb)
    hosts = [actor for actor in hosts if actor.kind in ("person", "office")]
    contact = start_contact(clause, trigger, parties_of(travellers, hosts))
    contact.place = destination(clause, trigger)
    contact.definite = not clause.genitives(trigger.last - 1) and not hosts and contact.place is None
    return contact


def travellers_after(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«визит | в Пекин | премьера Пакистана», «встреча | в Вене | послов»: whose, named after the place."""
    for index in range(trigger.last, min(clause.last, trigger.last + MAX_AGENT_GAP)):
        actor = clause.actor_at(index)
        if actor is not None and actor.kind in ("person", "office") and actor.first == index:
            return clause.listed(actor) if actor.case in ("Gen", "Acc", "") else []
        token = clause.tokens[index]
        if (
            token.pos == "VERB"
            or token.norm == ","
            or (token.pos == "ADP" and token.norm not in ("в", "во", "на", "по"))
        ):
            break
    return []


def arrive_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X прибыл в Минск», «X посетил Минск»: somebody goes to another country."""
    travellers = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    place = destination(clause, trigger)
    formats = named_formats(clause, trigger)
    company = after_words(clause, clause.first, "вместе", "с") or after_words(
        clause, trigger.first, "в", "сопровождении"
    )
    if travellers and place is None and not formats and has_pointer(clause):
        contact = start_contact(clause, trigger, parties_of(travellers, []))
        contact.family, contact.definite, contact.attending = "event", True, True
        return contact  # «На неё приехали президенты A и B»
    if not travellers or (place is None and not formats and not company):
        return None
    hosts = [a for a in clause.with_preposition(trigger.index, "к", "ко") if a.kind in ("person", "office")]
    contact = start_contact(clause, trigger, parties_of(travellers, [*company, *hosts]))
    contact.place = place
    contact.definite = place is None and not formats
    if formats:
        contact.family, contact.format = "event", formats[0]
    return contact


def event_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Саммит с участием глав государств», «заседание совета министров иностранных дел»."""
    owners = clause.genitives(trigger.last - 1)
    partners = partners_of_noun(clause, trigger)
    between = parties_between(clause, trigger)
    given = with_participation(clause, trigger) or after_words(clause, trigger.first, "приняли", "участие")
    adjectives = compound_sides(clause, trigger) or states_inside(clause, trigger)
    own = [*partners, *between, *given, *adjectives]
    parties = parties_of(owners, own)
    bodies = [party for party in parties if party.actor.kind == "side" and party.actor.side in load_body_codes()]
    if len(bodies) == len(parties) == 1 and trigger.word.form in MEETINGS_OF_BODIES and speaks_at(clause, trigger):
        parties = parties_of(actors_above(clause, trigger), []) or parties
    attending = participation(clause, trigger) or (
        takes_part(clause, trigger) and phrase_place(clause, trigger) != "before"
    )
    if attending:
        present = participation(clause, trigger) or actors_above(clause, trigger)
        parties = parties_of(present, [party.actor for party in parties])
    elif not parties and comes_misread(clause, trigger):
        parties = parties_of(nominatives_after(clause, trigger), [])
    elif not parties and light_verb(clause, trigger):
        verb = clause.verb_above(trigger.index)
        leader = clause.actor_at(verb + 1) if verb + 1 < clause.last else None
        parties = parties_of(clause.subject(verb) or ([leader] if leader is not None else []), [])
    elif not parties and speaks_at(clause, trigger):
        parties = parties_of(actors_above(clause, trigger), [])
    chairs = after_words(clause, clause.first, "под", "председательством")
    parties += [Party(actor, "host" if len(chairs) == 1 else None) for actor in chairs]
    callers = callers_of(clause, trigger) if not attending else []
    if callers:
        parties = [Party(actor, "host") for actor in callers]
    contact = start_contact(clause, trigger, parties)
    if trigger.family == "other":
        contact.family = "event"
    if callers and contact.status not in CALLED_OFF:
        contact.offered, contact.status = False, "planned"
    contact.definite = not parties or trigger.word.form == "мероприятие"
    contact.held = is_carried(clause, trigger) or is_scheduled(clause, trigger) or bool(attending and parties)
    if not contact.parties:
        gather_body(clause, contact)
    sole = contact.parties[0].actor if len(contact.parties) == 1 else None
    body = sole if sole is not None and sole.kind == "side" and sole.side in load_body_codes() else None
    if body is not None and trigger.family == "summit" and body.first not in phrase_after(clause, trigger):
        contact.format = FormatName(body.start, body.stop, body.first, body.last, "body", body.side or "", None, True)
        contact.held = True
    meant = body_meant(clause, trigger) if contact.format is None else None
    if meant is not None:
        contact.format, contact.definite = meant, False
        contact.parties = contact.parties or [Party(side_actor(body_side(clause, meant)))]
    if phrase_place(clause, trigger) == "margins":
        contact.definite, contact.weak, contact.parties = True, True, []
    return contact


MEETINGS_OF_BODIES = frozenset({"заседание", "сессия", "саммит", "совещание", "конференция"})


def comes_misread(clause: Clause, trigger: Trigger) -> bool:
    """«На саммит прибыли президент X и премьер Y»: «прибыли» passes for the noun «прибыль»."""
    return any(t.norm == "прибыли" and t.pos == "NOUN" for t in clause.tokens[trigger.last : trigger.last + 3])


def is_scheduled(clause: Clause, trigger: Trigger) -> bool:
    """«конференция, намеченная на 18 сентября»: a participle that says that it is to be held."""
    for index in range(trigger.last, min(clause.last, trigger.last + ATTACHED_TOKENS)):
        token = clause.tokens[index]
        if token.verb_form == "Part" and token.lemma in ("наметить", "запланировать", "назначить", "намечать"):
            return True
        if clause.is_finite(index):
            return False
    return False


ATTACHED_TOKENS = 6  # tokens from a noun of event to «намеченная»
BODY_NOUNS = frozenset({"картель", "организация", "альянс", "блок", "объединение", "содружество", "союз"})


def body_meant(clause: Clause, trigger: Trigger) -> FormatName | None:
    """«конференция | картеля», «саммит | организации»: the body that the text named last."""
    at = trigger.last
    if at >= clause.last or clause.tokens[at].lemma not in BODY_NOUNS or clause.tokens[at].case != "Gen":
        return None
    if any(side.first <= at < side.last for side in clause.marked.sides) or clause.genitives(at):
        return None
    if at + 1 < clause.last and clause.tokens[at + 1].case == "Gen" and clause.tokens[at + 1].pos in NOMINALS:
        return None
    start = clause.tokens[at].start
    bodies = [side for side in clause.marked.sides if side.form == "organisation" and side.stop <= start]
    if not bodies:
        return None
    token = clause.tokens[at]
    return FormatName(token.start, token.stop, at, at + 1, "body", bodies[-1].code, None, True)


NOMINALS = ("NOUN", "PROPN", "ADJ")


def body_side(clause: Clause, body: FormatName) -> Side:
    """The words that stand for a body, as its side."""
    return Side(body.start, body.stop, body.first, body.last, "body", code=body.canonical, form="organisation")


def with_participation(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«с участием представителей A, посольства B и C»: all who stand in the genitive after it, up to a verb."""
    first = after_words(clause, trigger.first, "с", "участием")
    if not first:
        return []
    found = list(first)
    for index in range(first[-1].last, clause.last):
        actor = clause.actor_at(index)
        if clause.is_finite(index) and actor is None:
            break
        if clause.tokens[index].norm in (";", "—", "–", "на", "в", "по"):
            break
        if actor is not None and actor.first == index and actor.case in ("Gen", "") and actor not in found:
            found.append(actor)
    return found


def states_inside(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«заседание Совета министров | России и Белоруссии»: two states or more in the name of what meets."""
    phrase = phrase_after(clause, trigger)
    sides = [side for side in clause.marked.sides if side.form == "name" and side.first in phrase]
    joined = [
        (left, right)
        for left, right in pairwise(sides)
        if [token.norm for token in clause.tokens[left.last : right.first]] in (["и"], [","])
    ]
    if not joined or any(in_title(clause, side) for side in sides):
        return []
    return [side_actor(side) for side in sides]


def speaks_at(clause: Clause, trigger: Trigger) -> bool:
    """«X заявил на саммите», «на закрытии саммита»: who speaks at a summit or a meeting of a format is there."""
    if trigger.family != "summit" and not named_formats(clause, trigger):
        return False
    head = clause.head(trigger.index)
    if head >= 0 and clause.tokens[head].pos == "NOUN" and clause.tokens[head].lemma not in SITTING_NOUNS:
        return False
    if head >= 0 and clause.tokens[head].verb_form == "Inf":
        return False
    at = trigger.first - 1
    while at > clause.first and clause.tokens[at].pos in ("ADJ", "NUM", "DET"):
        at -= 1
    word = clause.tokens[at].norm if at >= clause.first else ""
    summing = word in ("итоги", "итогах") and at > clause.first and clause.tokens[at - 1].lemma.startswith("подв")
    return word == "на" or word in SITTING_AT or summing


SITTING_NOUNS = frozenset({"открытие", "закрытие", "день", "ход", "время", "итог", "рамка", "рамки", "поле", "кулуары"})
SITTING_AT = frozenset({"открытии", "закрытии", "ходе", "время", "день", "итогам", "рамках", "полях", "кулуарах"})


def callers_of(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«X объявил о проведении саммита», «пригласил глав государств на саммит»: the leader who calls it."""
    if trigger.family != "summit":
        return []
    for verb in clause.governors(trigger.index, 4):
        if clause.tokens[verb].pos == "VERB":
            calls = clause.tokens[verb].lemma in CALLING and clause.tokens[verb].tense == "Past"
            people = (clause.subject(verb) or clause.plain_subject(verb)) if calls else []
            return [actor for actor in people if actor.kind == "person" and actor.rank in LEADING]
    return []


CALLING = frozenset({"объявить", "пригласить", "созвать"})
LEADING = frozenset({"head_of_state", "head_of_government", "royal"})


def participation(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«участие министра X в круглом столе»: whose taking part a noun tells of."""
    for index in range(trigger.first - 1, max(clause.first, trigger.first - MAX_PARTICIPATION) - 1, -1):
        token = clause.tokens[index]
        if token.lemma in TAKING_PART:
            return [actor for actor in clause.genitives(index) if actor.last <= trigger.first]
        if token.pos == "VERB":
            break
    return []


TAKING_PART = frozenset({"участие", "присутствие", "выступление", "появление", "приезд"})
MAX_PARTICIPATION = 16  # tokens from «участие» over a long title to the noun of the event


def light_verb(clause: Clause, trigger: Trigger) -> bool:
    """Whether the verb above says that the event is held: «провёл», «открыл», «завершил»."""
    verb = clause.verb_above(trigger.index)
    if verb < 0 or clause.tokens[verb].lemma not in LIGHT | LEADING_VERBS:
        return False
    leader = clause.actor_at(verb + 1) if verb + 1 < clause.last else None
    led = leader is not None and leader.kind == "person" and leader.case == "Nom"
    return clause.rel(trigger.index) in ("obj", "nsubj:pass") or (led and clause.rel(trigger.index) == "nsubj")


LEADING_VERBS = frozenset({"вести", "принимать", "закрыть", "открывать", "возглавлять"})


def is_carried(clause: Clause, trigger: Trigger) -> bool:
    """Whether the event is the subject or object of a verb of holding: «завершился саммит», «провести заседание»."""
    verb = clause.verb_above(trigger.index)
    if verb < 0 or clause.rel(trigger.index) not in ("nsubj", "nsubj:pass", "obj"):
        return False
    return clause.tokens[verb].lemma in LIGHT | ONGOING_LIGHT | MEETING_VERBS


LIGHT = frozenset({"провести", "проводить", "открыть", "возглавить", "завершить", "начать"})


def body_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Рабочая группа собралась», «работу завершил совет министров»: a body that meets."""
    before = clause.tokens[clause.first : trigger.first]
    verb = clause.verb_above(trigger.index)
    meets = verb >= 0 and clause.tokens[verb].lemma in MEETING_VERBS and clause.rel(trigger.index) == "nsubj"
    if any(token.lemma in SITTINGS for token in before) or not meets:
        return None
    contact = event_noun(clause, trigger)
    if contact is not None:
        formats = named_formats(clause, trigger)
        contact.parties = [party for party in contact.parties if party.actor.kind != "office"]
        if formats and not contact.parties:
            contact.parties = [Party(body_actor(clause, trigger, formats[0]))]
        contact.definite, contact.held = not contact.parties, True
    return contact


SITTINGS = frozenset({"заседание", "встреча", "саммит", "сессия", "совещание"})
MEETING_VERBS = frozenset({"собраться", "завершить", "начать", "провести", "пройти", "состояться", "заседать"})


def body_actor(clause: Clause, trigger: Trigger, body: FormatName) -> Actor:
    """A council of a body as the one that takes part."""
    words = clause.marked.text[clause.tokens[trigger.first].start : clause.tokens[trigger.last - 1].stop]
    start, stop = clause.tokens[trigger.first].start, body.stop
    code = body.canonical
    return Actor(start, stop, trigger.first, body.last, "council", "office", office=words, side=code, sides=(code,))


def attend_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X принял участие в саммите», «на встрече присутствовал Y», «страну представлял Z»."""
    formats = named_formats(clause, trigger)
    spoken = session_spoken(clause, trigger) if trigger.word.form == "выступить" else None
    formats = formats or ([spoken] if spoken is not None else [])
    people = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    people = people or nominatives_after(clause, trigger)
    events = [t for t in clause.triggers if t.shape in EVENT_SHAPES]
    later = any(token.norm == "также" for token in clause.tokens[trigger.last : trigger.last + 2])
    pointing = (later and trigger.word.strong) or (
        points_to_event(clause) and (trigger.word.strong or has_pointer(clause))
    )
    if trigger.word.form in TWO_HALVES and pointing:
        people = represented(clause, trigger) or people
    if not people or not (formats or events or pointing):
        return None
    contact = start_contact(clause, trigger, parties_of(people, []))
    contact.family = "event"
    contact.format = spoken
    event = min(events, key=lambda t: abs(t.index - trigger.index), default=None)
    contact.event = event.index if event is not None else -1
    if event is not None and event.family in ("summit", "ministerial", "meeting", "consultation", "call"):
        contact.family = event.family
        contact.mode = read_mode(clause, event)
    bare = event is None or event.word.form == "мероприятие"
    also = any(token.norm == "также" for token in clause.tokens[clause.first : clause.last])
    contact.definite = not formats and (bare or also or len(distinct(contact.parties)) < 3)
    return contact


TWO_HALVES = frozenset(
    {"представлять", "делегация возглавить", "делегация возглавлять", "возглавить делегацию", "возглавлять делегацию"}
)


def has_pointer(clause: Clause) -> bool:
    """«в нём», «на ней»: a pronoun for the event named before."""
    pairs = pairwise(token.norm for token in clause.tokens[clause.first : clause.last])
    return any(pair in POINTERS for pair in pairs)


POINTERS = frozenset(
    {("в", "нем"), ("в", "ней"), ("на", "ней"), ("на", "нем"), ("в", "них"), ("на", "нее"), ("на", "него")}
)


def represented(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«США представлял госсекретарь X, Казахстан – министр Y»: the people of every half."""
    return [actor for actor in clause.actors if actor.kind in ("person", "office") and actor.case in ("Nom", "")]


def points_to_event(clause: Clause) -> bool:
    """«В нём приняли участие», «в мероприятии участвовали», «делегации возглавили»: an event named before."""
    words = clause.tokens[clause.first : clause.last]
    return any(
        token.norm in ("нем", "ней", "них") or token.lemma in ("мероприятие", "работа", "делегация") for token in words
    )


def hold_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Его провёл президент», «встречу открыл министр»: who leads an event named before."""
    pointing = [
        i for i in clause.below(trigger.index) if clause.tokens[i].norm in ("его", "ее") and clause.rel(i) == "obj"
    ]
    people = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    people = [actor for actor in people if actor.kind == "person"]
    if not pointing or not people or trigger.word.form.split()[0] not in LIGHT:
        return None
    contact = start_contact(clause, trigger, [Party(actor, "host") for actor in people])
    contact.family, contact.definite = "event", True
    return contact


def sign_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Министры X и Y подписали соглашение», «договор между A и B, заключённый в мае»: two sides sign."""
    if clause.tokens[trigger.index].verb_form == "Part":
        return signed_paper(clause, trigger)
    subject = clause.subject(trigger.index)
    partners = clause.with_preposition(trigger.index, "с", "со")
    contact = start_contact(clause, trigger, parties_of(subject, partners))
    return contact if len({party.actor.side for party in contact.parties} - {None}) > 1 else None


def signatories(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«подписание договора о вступлении в Евросоюз | Кипра и Чехии»: the states and bodies named after a dated noun."""
    if not any(clause.first <= date.first < clause.last for date in clause.marked.dates):
        return []
    stop = next((i for i in range(trigger.last, clause.last) if clause.is_finite(i)), clause.last)
    inside = [side for side in clause.marked.sides if trigger.last <= side.first < stop]
    return [side_actor(side) for side in inside if side.form in ("name", "organisation") and not in_title(clause, side)]


def signed_paper(clause: Clause, trigger: Trigger) -> Contact | None:
    """«договор между A и B, подписанный в мае», «подписанное A и B соглашение»: a paper with two sides and a day."""
    near = range(max(clause.first, trigger.index - MAX_PAPER), min(clause.last, trigger.index + MAX_PAPER))
    if not any(clause.tokens[i].lemma in PAPERS for i in near):
        return None
    paper = min((i for i in near if clause.tokens[i].lemma in PAPERS), key=lambda i: abs(i - trigger.index))
    between = clause.after_preposition(paper, ("Ins",), "между") or between_before(clause, trigger)
    signers = between or [one for one in agents_of(clause, trigger.index) if "Ins" in one.case]
    if signers and not between and signers[0].first - trigger.index > MAX_SIGNER:
        return None
    dated = any(near[0] <= date.first < near[-1] for date in clause.marked.dates)
    sides = {side for actor in signers for side in actor.all_sides}
    return start_contact(clause, trigger, parties_of(signers, [])) if dated and len(sides) > 1 else None


def between_before(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«между Россией и Алжиром | было подписано соглашение»: the parties before the verb."""
    for index in range(trigger.first - 1, max(clause.first, trigger.first - MAX_PAPER) - 1, -1):
        if clause.tokens[index].norm == "между":
            return clause.after_preposition(index - 1, ("Ins",), "между")
    return []


PAPERS = frozenset({"договор", "соглашение", "меморандум", "протокол", "договоренность", "пакт", "конвенция"})
MAX_SIGNER = 3  # tokens between «подписанное» and «Россией и Китаем»
MAX_PAPER = 14  # tokens between a paper and «подписанный»


def signing_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Подписи под документом поставили министры ...»."""
    verb = clause.verb_above(trigger.index)
    subject = clause.subject(verb) if verb >= 0 else []
    if not subject and trigger.word.form == "подписание":
        subject = signatories(clause, trigger)
    contact = start_contact(clause, trigger, parties_of(subject, []))
    return contact if len({party.actor.side for party in contact.parties} - {None}) > 1 else None


def send_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Президент направил телеграмму королю»: sender and addressee."""
    senders = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    receivers = [actor for actor in dative_near(clause, trigger.index) if actor not in senders]
    if trigger.word.form.startswith("ответить"):
        receivers = clause.genitives(trigger.last - 1)
    if not senders:
        return None
    if not receivers:
        receivers = congratulated(clause, senders[0])
    parties = [Party(actor, "sender") for actor in senders] + [Party(actor, "addressee") for actor in receivers]
    contact = start_contact(clause, trigger, parties)
    contact.definite = not receivers
    return contact


def letter_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Послание президента X, направленное президенту Y», «в письме Y X отметил»: whose and to whom."""
    senders = clause.after_preposition(trigger.last - 1, ("Gen",), "от") or clause.genitives(trigger.last - 1)
    verb = clause.verb_above(trigger.index)
    if senders and verb >= 0 and clause.tokens[verb].lemma in ("получить", "получать"):
        return correspondence(clause, trigger, senders, clause.subject(verb) or clause.plain_subject(verb))
    receivers = clause.after_preposition(trigger.last - 1, ("Dat",), "в", "на имя") or next_dative(clause, trigger)
    if not receivers and verb >= 0:
        receivers = dative_near(clause, verb)
    if not senders and verb >= 0:
        senders = clause.subject(verb)
    receivers = [actor for actor in receivers if actor not in senders]
    return correspondence(clause, trigger, senders, receivers)


def correspondence(
    clause: Clause, trigger: Trigger, senders: Sequence[Actor], receivers: Sequence[Actor]
) -> Contact | None:
    """A letter of one side to another; what it offers or hopes for does not make it less written."""
    sides = {actor.side for actor in (*senders, *receivers)} - {None}
    if not senders or not receivers or len(sides) < 2:
        return None
    parties = [Party(actor, "sender") for actor in senders] + [Party(actor, "addressee") for actor in receivers]
    contact = start_contact(clause, trigger, parties)
    contact.offered = contact.offered and contact.status != "happened"
    return contact


def next_dative(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«послание | президенту Y»: the dative right after a noun or after its genitive."""
    for actor in clause.actors:
        if trigger.last <= actor.first <= trigger.last + MAX_AGENT_GAP and actor.case == "Dat":
            return clause.listed(actor)
    return []


def congratulated(clause: Clause, sender: Actor) -> list[Actor]:
    """To whom, where the sentence leaves it out: the person of another side named first in the paragraph."""
    sentences = [s for s in clause.marked.sentences if s.paragraph == clause.sentence.paragraph]
    start = sentences[0].start if sentences else clause.sentence.start
    for actor in clause.marked.actors:
        near = start <= actor.start < clause.sentence.start
        if near and actor.kind == "person" and actor.side and actor.side != sender.side:
            return [actor]
    return []


def agree_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Обама и Гиллард договорились о базе»: two named people of two sides who agree have been in contact."""
    if not is_done(clause, trigger):
        return None
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    partners = clause.with_preposition(trigger.index, "с", "со")
    people = [actor for actor in (*subject, *partners) if actor.kind == "person"]
    if len({actor.side for actor in people if actor.side}) < 2:
        return None
    return start_contact(clause, trigger, parties_of(people, []))


def joint_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«на совместной пресс-конференции с Y»: whoever faces the press together has met."""
    owners = clause.genitives(trigger.last - 1)
    partners = partners_of_noun(clause, trigger) or parties_between(clause, trigger)
    parties = parties_of(owners or actors_above(clause, trigger), partners)
    people = [party for party in parties if party.actor.kind in ("person", "office")]
    if len(people) < 2 and len({party.actor.side for party in parties}) < 2:
        return None
    contact = start_contact(clause, trigger, parties)
    contact.weak = True
    return contact


def honour_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«МИД дал обед в честь посла»: host and guest of honour."""
    guests = [actor for actor in clause.actors if 0 <= actor.first - trigger.last <= 2]
    guests = [other for actor in guests for other in clause.listed(actor) if is_guest(other)]
    hosts = [actor for actor in actors_above(clause, trigger) if actor not in guests]
    if not guests or not hosts:
        return None
    contact = start_contact(clause, trigger, [Party(a, "host") for a in hosts] + [Party(a) for a in guests])
    contact.family = "meeting"
    return contact


def dispatch_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Госдепартамент направит в Минск делегацию»: people of a side whom it sends abroad."""
    senders = [a for a in clause.subject(trigger.index) or clause.plain_subject(trigger.index) if a.side]
    sent = sent_people(clause, trigger)
    if not senders or sent is None:
        return None
    contact = start_contact(clause, trigger, parties_of(sent if isinstance(sent, list) else [senders[0]], []))
    contact.place = way_near(clause, trigger)
    if contact.place is None:
        return None
    if not isinstance(sent, list):
        contact.parties = [Party(envoys_of(clause, senders[0], sent))]
    return contact


def sent_people(clause: Clause, trigger: Trigger) -> list[Actor] | int | None:
    """Whom: named people or officials, else the index of a word like «делегация», «наблюдатели»."""
    for child in clause.below(trigger.index):
        if clause.rel(child) not in ("obj", "nsubj:pass", "nmod"):
            continue
        found = [actor for actor in clause.named_by(child) if actor.kind in ("person", "office")]
        if found:
            return found
        if clause.tokens[child].lemma in load_members() or clause.tokens[child].lemma in SENT:
            return child
    return None


SENT = frozenset({"делегация", "миссия", "наблюдатель", "сотрудник", "посланник", "эмиссар", "спецпосланник"})


def envoys_of(clause: Clause, sender: Actor, noun: int) -> Actor:
    """The unnamed people sent, as an office of the sender's side."""
    token = clause.tokens[noun]
    office = token.lemma
    return Actor(
        token.start, token.stop, noun, noun + 1, "sent", "office", office=office, side=sender.side, rank="delegate"
    )


def way_near(clause: Clause, trigger: Trigger) -> Name | Side | None:
    """Where to, before or after the verb."""
    for item in places_in(clause):
        before = clause.tokens[item.first - 1].norm if item.first > clause.first else ""
        near = abs(item.first - trigger.index) <= MAX_AGENT_GAP
        if before in ("в", "во", "на") and near and not in_title(clause, item) and item.case in ("Acc", ""):
            return item
    return None


def phone_words(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X поздравил Y по телефону»: a verb of saying whose subject and object are officials of two sides."""
    verb = clause.verb_above(trigger.first + 1)
    if verb < 0 or clause.tokens[verb].lemma not in load_addressing():
        return None
    speakers = [actor for actor in clause.subject(verb) or clause.plain_subject(verb) if actor.kind == "person"]
    listeners = [actor for actor in dative_near(clause, verb) if actor not in speakers]
    for child in clause.below(verb):
        if clause.rel(child) == "obj" and not listeners:
            listeners = [actor for actor in clause.named_by(child) if actor.kind in ("person", "office")]
    sides = {actor.side for actor in (*speakers, *listeners) if actor.side}
    return start_contact(clause, trigger, parties_of(speakers, listeners)) if listeners and len(sides) > 1 else None


def session_spoken(clause: Clause, trigger: Trigger) -> FormatName | None:
    """«выступил на Генеральной Ассамблее ООН»: the body before which somebody speaks."""
    for side in clause.marked.sides:
        before = clause.tokens[side.first - 1].norm if side.first > clause.first else ""
        near = 0 < side.first - trigger.last <= 3 and before in ("на", "перед")
        if side.form == "organisation" and near and "ассамбле" in side.nominative.lower():
            return FormatName(side.start, side.stop, side.first, side.last, "body", side.code, None, True)
    return None


def credentials_words(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Послы вручили верительные грамоты президенту»: one record with all ambassadors."""
    people = [actor for actor in clause.actors if actor.kind in ("person", "office")]
    if not any(actor.rank in ACCREDITED for actor in people):
        people = []
    contact = start_contact(clause, trigger, parties_of(people, []))
    first, last = clause.tokens[trigger.first], clause.tokens[trigger.last - 1]
    contact.family = "event"
    contact.format = FormatName(
        first.start, last.stop, trigger.first, trigger.last, "credentials", "credentials", None, False
    )
    contact.definite = not people
    return contact


ACCREDITED = frozenset({"ambassador", "head_of_state", "envoy", "delegate", "royal"})
EVENT_SHAPES = ("event.noun", "meeting.noun", "talks.noun", "call.noun")
RULES: tuple[tuple[tuple[str, ...], Callable[[Clause, Trigger], Contact | None]], ...] = (
    (("meet.verb", "talk.verb"), meet_verb),
    (("gather.verb",), gather_verb),
    (("ring.verb",), ring_verb),
    (("discuss.verb",), discuss_verb),
    (("receive.verb",), receive_verb),
    (("summon.verb",), summon_verb),
    (("meeting.noun", "talks.noun"), meeting_noun),
    (("contact.noun",), contact_noun),
    (("call.noun",), call_noun),
    (("visit.noun",), visit_noun),
    (("visit.verb", "arrive.verb"), arrive_verb),
    (("event.noun",), event_noun),
    (("body.noun",), body_noun),
    (("attend.verb",), attend_verb),
    (("light.verb",), hold_verb),
    (("sign.verb",), sign_verb),
    (("signing.noun",), signing_noun),
    (("send.verb",), send_verb),
    (("agree.verb",), agree_verb),
    (("phone.noun",), phone_words),
    (("joint.noun",), joint_noun),
    (("honour.noun",), honour_noun),
    (("dispatch.verb",), dispatch_verb),
    (("letter.noun",), letter_noun),
    (("credentials.verb", "credentials.noun"), credentials_words),
)


# -- who --------------------------------------------------------------------------------------------------------------


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


COMPANIES = frozenset({"компания", "фирма", "корпорация", "концерн", "бизнес", "предприятие", "банк", "холдинг"})


@cache
def load_body_codes() -> frozenset[str]:
    """The codes of international bodies in the register."""
    return frozenset(name.code for name in load_register().side_names("ru") if name.kind == "organisation")


def company_of(clause: Clause, actor: Actor) -> list[Actor]:
    """«делегация МВФ | во главе с X»: who leads it, for the side of the delegation."""
    if actor.kind not in ("side", "group") or actor.last + 3 >= clause.last:
        return []
    words = [token.norm for token in clause.tokens[actor.last : actor.last + 3]]
    if (words[:2] == ["во", "главе"] and words[2:] in (["с"], ["со"])) or words[:2] == ["под", "руководством"]:
        after = [one for one in clause.actors if 0 <= one.first - actor.last - 2 <= MAX_LEADER_GAP]
        leader = next((one for one in after if one.kind == "person"), None)
        if leader is not None:
            return [structs.replace(leader, side=leader.side or actor.side)]
    return []


MAX_LEADER_GAP = 8  # «во главе с директором-распорядителем фонда X»


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


def partners_of_noun(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«встреча с Y»: from the tree, from the verb that carries the noun, or the words after it."""
    found = clause.with_preposition(trigger.index, "с", "со")
    if not found:
        found = clause.after_preposition(trigger.last - 1, ("Ins",), "с", "со")
    if not found:
        verb = clause.verb_above(trigger.index)
        if verb >= 0 and clause.rel(trigger.index) in ("obj", "nsubj:pass", "nsubj"):
            found = clause.with_preposition(verb, "с", "со")
    return [actor for actor in found if clause.stands_in(actor, "Ins")]


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
    if clause.tokens[verb].lemma in ONGOING_LIGHT and clause.rel(trigger.index) in ("nsubj", "nsubj:pass"):
        return []
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
    return actor.kind not in ("pronoun", "group") or bool(actor.holders or actor.all_sides)


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
    return frozenset(word.form.split()[0] for word in load_words("ru", "contacts") if word.kind in shapes)


def before_verb(clause: Clause, verb: int) -> list[Actor]:
    """«с послом министр встретился накануне»: the partner before the verb."""
    for index in range(verb - 1, clause.first - 1, -1):
        if clause.tokens[index].norm in ("с", "со") and index + 1 < clause.last:
            actor = clause.actor_at(index + 1)
            return clause.listed(actor) if actor is not None and clause.stands_in(actor, "Ins") else []
        if clause.is_finite(index) and clause.actor_at(index) is None:
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
        if all(tokens[index + k].norm == word for k, word in enumerate(words)):
            for place in range(index + len(words), min(clause.last, index + len(words) + 4)):
                actor = clause.actor_at(place)
                if actor is not None:
                    return clause.listed(actor)
    return []


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
