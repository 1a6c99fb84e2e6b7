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
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.resolve.bearers import first_pair
from dragoman.reading.understand.circumstances import (
    CALLED_OFF,
    SCHEDULES,
    add_circumstances,
    destination,
    destinations,
    has_date,
    in_title,
    is_compared,
    named_formats,
    phrase_after,
    phrase_place,
    place_country,
    place_pointed,
    places_in,
    read_mode,
)
from dragoman.reading.understand.gatherings import (
    EVENT_SHAPES,
    LIGHT,
    attend_verb,
    body_noun,
    event_noun,
    gather_body,
    gather_verb,
    has_pointer,
    hold_verb,
    is_body_group,
    is_body_list,
    is_carried,
    is_headed,
    is_high_group,
    is_scheduled,
    name_body,
)
from dragoman.reading.understand.journeys import (
    await_verb,
    escort_verb,
    escorted,
    hosts_called_on,
    invitation_noun,
    occasion_words,
    return_words,
    stay_verb,
)
from dragoman.reading.understand.papers import credentials_words, letter_noun, send_verb, sign_verb, signing_noun
from dragoman.reading.understand.parties import (
    MAX_AGENT_GAP,
    ONGOING_LIGHT,
    actors_above,
    after_words,
    agents_of,
    before_verb,
    company_after,
    compound_sides,
    dative_near,
    distinct,
    is_guest,
    is_somebody,
    is_untitled,
    mediators_of,
    named_after_dash,
    nominatives_after,
    objects_of,
    parties_between,
    parties_of,
    partners_of_noun,
    received_contact,
    side_actor,
    speaker_outside,
    start_contact,
)
from dragoman.reading.understand.series import series_name
from dragoman.reading.understand.trees import Clause, load_members
from dragoman.reading.understand.triggers import LEADERS, Contact, Party, Trigger, is_regional
from dragoman.reading.values import Actor, Marked, Name, Sentence, Side, Token


def find_contacts(marked: Marked, sentence: Sentence) -> list[Contact]:
    """What a sentence tells of contacts, in order of its words."""
    clause = Clause(marked, sentence)
    triggers = list(clause.triggers)
    if any(trigger.mode != "video" and trigger.shape in EVENT_SHAPES for trigger in triggers):
        triggers = [trigger for trigger in triggers if trigger.mode != "video"]  # there it is the medium
    if any(trigger.shape.startswith("credentials") for trigger in triggers):
        triggers = [trigger for trigger in triggers if trigger.shape != "receive.verb"]
    triggers = drop_included(clause, drop_nested(clause, triggers))
    contacts = [contact for trigger in triggers if (contact := apply_rule(clause, trigger)) is not None]
    if any(contact.trigger.shape in ("summon.verb", "receive.verb") for contact in contacts):
        contacts = [contact for contact in contacts if contact.family != "letter"]  # «вызвал посла и вручил ноту»
    contacts = drop_agreements(clause, contacts)
    contacts = call_off(contacts)
    send_on(contacts)
    speak_for_side(clause, contacts)
    share_outlook(clause, contacts)
    named = [contact.trigger for contact in contacts]
    for contact in contacts:
        rivals = [trigger for trigger in named if trigger.index != contact.trigger.index]
        if contact.mode not in ("video", "written"):
            contact.mode = read_mode(clause, contact.trigger, rivals)
        add_circumstances(clause, contact, named)
        contact.series = series_name(clause, contact.trigger)
        drop_bodies(clause, contact)
        add_sides(clause, contact)
    return [
        part
        for contact in contacts
        for part in (*split_partners(clause, contact), *split_ways(clause, contact), *split_gaps(clause, contact))
    ]


def call_off(contacts: Sequence[Contact]) -> list[Contact]:
    """«X, которого ждали в Вене, от поездки отказался»: the journey awaited is the one called off."""
    awaited = [contact for contact in contacts if contact.trigger.shape == "await.verb"]
    off = [one for one in contacts if one.family == "visit" and one.status in CALLED_OFF and one not in awaited]
    same = awaited and off and distinct(awaited[0].parties) == distinct(off[0].parties)
    if not same:
        return list(contacts)
    awaited[0].status = off[0].status
    return [contact for contact in contacts if contact is not off[0]]


def send_on(contacts: Sequence[Contact]) -> None:
    """«министра примет премьер, а в среду | он отправится в Вену»: the guest travels on, where nobody else is meant."""
    received = [contact for contact in contacts if contact.trigger.shape == "receive.verb" and contact.partners]
    for contact in contacts if received else ():
        hosts = {party.actor.person for party in received[0].parties if party.role == "host"}
        told_first = received[0].partners[0].first < received[0].trigger.first  # «министра примет X, а он ...»
        bare = [
            party
            for party in contact.parties
            if party.actor.kind == "pronoun"
            and (not is_somebody(party.actor) or (told_first and party.actor.person in hosts))
        ]
        single = bare and bare[0].actor.number != "Plur" and len(received[0].partners) == 1
        if contact.family == "visit" and single and len(contact.parties) == 1:
            contact.parties = parties_of(received[0].partners, [])


def share_outlook(clause: Clause, contacts: Sequence[Contact]) -> None:
    """«запланированы переговоры с X, | встречи с Y и Z»: a list of contacts that one word plans or calls off."""
    for left, right in pairwise(contacts):
        nouns = left.trigger.shape.endswith(".noun") and right.trigger.shape.endswith(".noun")
        between = range(left.trigger.last, right.trigger.first)
        if not nouns or left.weak or right.status != "happened" or left.status == "happened" or not between:
            continue
        at = right.trigger.first - 1
        while at > left.trigger.last and clause.tokens[at].pos in ("ADJ", "DET"):
            at -= 1
        same = clause.tokens[left.trigger.index].case == clause.tokens[right.trigger.index].case
        joined = clause.tokens[at].norm in (",", "и") and same
        if joined and not any(clause.is_finite(i) or clause.tokens[i].norm == ";" for i in between):
            right.status = left.status


def speak_for_side(clause: Clause, contacts: Sequence[Contact]) -> None:
    """«с узбекской стороны переговоры проведёт министр X»: whose official he is that the title does not say."""
    told = {title.start for title in clause.marked.titles if title.side}
    for side in clause.marked.sides:
        at = side.last
        framed = clause.first < side.first < clause.last - 1 and clause.tokens[side.first - 1].norm in ("с", "со", "от")
        if side.form != "adjective" or not framed or clause.tokens[at].norm != "стороны":
            continue
        after = [
            actor for actor in clause.actors if actor.first > at and actor.case == "Nom" and actor.person is not None
        ]
        for actor in after[:1]:
            somebody = clause.marked.people[actor.person or 0]
            if actor.kind != "person" or any(title.start in told for title in somebody.titles):
                continue
            somebody.side = side.code
            for contact in contacts:
                for party in contact.parties:
                    if party.actor.person == actor.person:
                        party.actor = structs.replace(party.actor, side=side.code)


def drop_agreements(clause: Clause, contacts: Sequence[Contact]) -> list[Contact]:
    """«условились увидеться в мае»: the meeting agreed on is what is told, between those who agreed."""
    kept = list(contacts)
    for agreed in contacts:
        after = agreed.trigger.last
        later = [c for c in contacts if after <= c.trigger.first and c.trigger.shape.endswith(".verb")]
        later = [
            one for one in later if one.trigger.first <= after + 2 or is_agreed_on(clause, agreed.trigger, one.trigger)
        ]
        if agreed.trigger.shape == "agree.verb" and later and clause.tokens[later[0].trigger.index].verb_form == "Inf":
            kept.remove(agreed)
            if len(distinct(later[0].parties)) < len(distinct(agreed.parties)):
                later[0].parties, later[0].definite = list(agreed.parties), False
    return kept


def is_chair(clause: Clause, actor: Actor) -> bool:
    """«сопредседателями | заседания | были A и B»: who chaired it, as the predicate of a sentence."""
    token = clause.tokens[actor.first]
    return actor.person is None and token.norm in ("сопредседателями", "сопредседателем")


def is_agreed_on(clause: Clause, agreed: Trigger, later: Trigger) -> bool:
    """«договорился | с коллегой X | увидеться в мае»: an infinitive behind whom it was agreed with."""
    between = range(agreed.last, later.first)
    apart = any(clause.tokens[at].norm in (",", ";") or clause.is_finite(at) for at in between)
    return len(between) <= MAX_AGREED and not apart


MAX_AGREED = 10  # tokens of «с иранским коллегой X» between an agreement and its infinitive


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
        if before is not None and before.lemma in HEADS_OF_EVENTS and trigger.shape.endswith(".noun"):
            continue  # «с хозяином саммита, президентом X»
        if before is not None and before.lemma in SCHEDULES and trigger.shape.endswith(".noun"):
            continue  # «подписали план консультаций»
        if is_compared(clause, trigger) or is_matter_of(clause, trigger):
            continue
        holder = clause.actor_at(trigger.index)
        if trigger.shape == "event.noun" and holder is not None and not is_chair(clause, holder):
            continue  # «докладчик Парламентской ассамблеи»
        outer = [one for one in kept if one.shape == "event.noun" and trigger.shape in EVENT_SHAPES]
        if not any(trigger.first in phrase_after(clause, one) for one in outer):
            kept.append(trigger)
    return kept


HEADS_OF_EVENTS = frozenset({"хозяин", "хозяйка", "организатор", "инициатор", "ведущий", "модератор"})


def drop_included(clause: Clause, triggers: Sequence[Trigger]) -> list[Trigger]:
    """«отменил поездку в Азию, | включая остановки в Малайзии»: a leg that belongs to the journey told before it."""
    legs = [
        right
        for left, right in pairwise(triggers)
        if left.shape == "visit.noun" and clause.tokens[right.first - 1].norm == "включая"
    ]
    return [trigger for trigger in triggers if trigger not in legs]


def is_matter_of(clause: Clause, trigger: Trigger) -> bool:
    """«обсудил ход | переговоров о вступлении», «рассказал об итогах»: talks that others are told about."""
    at = trigger.first - 1
    if at <= clause.first or not trigger.shape.endswith(".noun") or clause.tokens[trigger.index].case != "Gen":
        return False
    while at > clause.first and clause.tokens[at].pos == "ADJ" and clause.tokens[at].case == "Gen":
        at -= 1
    word = clause.tokens[at]
    if word.lemma not in MATTERS or word.case != "Acc" or clause.tokens[at - 1].pos == "ADP":
        return False
    return any(one.shape == "discuss.verb" for one in clause.triggers)


MATTERS = frozenset(
    {"ход", "процесс", "перспектива", "прогресс", "подготовка", "вопрос", "тема", "динамика", "состояние"}
)


def apply_rule(clause: Clause, trigger: Trigger) -> Contact | None:
    """What the rule for a trigger finds; `Contact.rule` is its name."""
    shape = trigger.shape
    rule = next((rule for shapes, rule in RULES if shape in shapes), None)
    contact = rule(clause, trigger) if rule is not None else None
    if contact is not None and rule is not None:
        contact.rule = contact.rule or rule.__name__
        contact.offered = contact.offered or is_duty(clause, contact)
        if trigger.shape in ("meet.verb", "meeting.noun") and is_contest(clause, contact):
            return None
    return contact


def is_contest(clause: Clause, contact: Contact) -> bool:
    """«В матче Хорватия встретится с Англией», «россиянин X – с чехом Y»: in a sentence or right after one of sport."""
    if any(party.actor.kind != "side" and not is_untitled(clause.marked, party.actor) for party in contact.parties):
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
    placed = contact.family == "visit" or any(venue_word(clause, item) for item in places_in(clause))
    return contact.status == "planned" and sides and bound and not (placed and has_date(clause))


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
        behind = phrase_after(clause, contact.trigger)
        own = [p for p in contact.parties if p.actor.kind == "group" and p.actor.first in behind and name.known]
        contact.parties = [p for p in contact.parties if p not in own or p.actor.side not in (None, name.canonical)]


def is_one_body(clause: Clause, partners: Sequence[Actor]) -> bool:
    """«с премьером Украины A и первым вице-премьером B»: offices after the first without a side are its colleagues."""
    if len({actor.rank for actor in partners} & HEADING) > 1:
        return False  # «с премьер-министром A и председателем парламента B»
    sides = {side.first for side in clause.marked.sides}
    titled = [actor for actor in partners[1:] if any(actor.first == title.first for title in clause.marked.titles)]
    told = [actor for actor in titled if sides & {*range(actor.first, actor.last)}]
    named = all(actor.kind == "person" for actor in partners)
    return named and bool(titled) and len(titled) == len(partners) - 1 and not told


HEADING = frozenset({*LEADERS, "speaker", "foreign_minister"})  # the heads of bodies of their own


def is_one_group(clause: Clause, partners: Sequence[Actor]) -> bool:
    """«с главами МИД пяти стран региона: A, B, C, D и E»: many holders of one title are met in one sitting."""
    starts = [
        {title.start for title in clause.marked.people[number].titles if title.plural}
        for actor in partners
        for number in actor.holders
    ]
    return len(starts) == len(partners) >= ONE_SITTING and bool(set.intersection(*starts))


ONE_SITTING = 3  # names after one plural title


def split_partners(clause: Clause, contact: Contact) -> list[Contact]:
    """«встретился с A, B и C»: one contact with each of them."""
    several = contact.trigger.shape.endswith(".noun") and is_many(clause, contact.trigger.index)
    kinds = ("person", "office", "group") if several else ("person", "office")
    partners = [actor for actor in contact.partners if actor.kind in kinds]
    sitting = (
        contact.mode != "phone"
        and contact.family != "call"
        and not (several and contact.trigger.shape == "meeting.noun")
    )
    if sitting and len(partners) >= ONE_SITTING and all(actor.kind == "office" for actor in partners):
        return [contact]  # «с президентами A, B и C», not «встречи с президентами A, B и C»
    together = is_one_body(clause, partners) and not several  # «провёл встречи с президентом A и министром B»
    if any(actor.side == "C5" for actor in partners) or together or is_one_group(clause, partners):
        return [contact]
    apart = colleagues_apart(contact)
    if apart:
        return [replace(contact, parties=parties, partners=[]) for parties in apart]
    others = [party for party in contact.parties if party.actor not in contact.partners]
    alone = not others and contact.trigger.shape.endswith(".noun")  # «беседы прошли также с A и B»
    if len(partners) < 2 or len(partners) != len(contact.partners) or (len(distinct(others)) != 1 and not alone):
        return [contact]
    roles = {id(party.actor): party.role for party in contact.parties}
    partners = of_one_state(partners)
    return [
        replace(contact, parties=[*others, Party(actor, roles.get(id(actor)))], partners=[actor]) for actor in partners
    ]


def of_one_state(partners: Sequence[Actor]) -> list[Actor]:
    """«с главой МИД Чили X и | губернатором штата»: an office without a side is of the state told before it."""
    told: list[Actor] = []
    for actor in partners:
        bare = told and actor.kind == "office" and not actor.all_sides and not actor.holders
        told.append(structs.replace(actor, side=told[-1].side) if bare else actor)
    return told


def colleagues_apart(contact: Contact) -> list[list[Party]]:
    """«встречи с коллегами из A и B»: several meetings, each with one of them."""
    partners = contact.partners
    if len(partners) != 1 or partners[0].kind != "group" or len(partners[0].sides) < PAIR or partners[0].people:
        return []
    others = [party for party in contact.parties if party.actor is not partners[0]]
    if len(distinct(others)) != 1 or partners[0].rank not in COLLEAGUES:
        return []
    group = partners[0]
    each = [structs.replace(group, kind="office", side=side, sides=(side,), number="Sing") for side in group.sides]
    return [[*others, Party(actor)] for actor in each]


COLLEAGUES = frozenset({"colleague", "any", "foreign_minister", "minister", "ambassador", "other"})
PAIR = 2


def split_ways(clause: Clause, contact: Contact) -> list[Contact]:
    """«посетил Катар, Иорданию и Египет»: further journeys beside the one to the first place."""
    if contact.family != "visit" or contact.definite:
        return []
    return [replace(contact, place=place) for place in destinations(clause, contact.trigger)[1:]]


def split_gaps(clause: Clause, contact: Contact) -> list[Contact]:
    """«в Кабуле встретился с A, | а в Исламабаде – с B»: a second contact whose word is left out for a dash."""
    here = [party for party in contact.parties if clause.first <= party.actor.first < clause.last]
    partners = [party for party in here if clause.preposition(party.actor.first) in ("с", "со")]
    others = [party for party in contact.parties if party not in partners]
    if contact.family not in FAMILIES_OF_TALKS or not partners or contact.trigger.last > partners[-1].actor.first:
        return []
    start = partners[-1].actor.last
    for actor in clause.actors:
        words = clause.tokens[start : actor.first]
        gap = len(words) >= MIN_GAP and words[0].norm == "," and words[-1].norm in ("с", "со")
        if actor.first < start or not gap or words[-2].text not in ("-", "–", "—") or len(words) > MAX_GAP:
            continue
        inside = [item for item in places_in(clause) if start <= item.first < actor.first and item.case == "Loc"]
        apart = replace(contact, parties=[*others, Party(actor)], partners=[actor])
        apart.place = inside[0] if inside else contact.place
        return [apart]
    return []


FAMILIES_OF_TALKS = frozenset({"meeting", "consultation", "call"})
MIN_GAP, MAX_GAP = 3, 8  # tokens of «, а в Исламабаде – с» between two partners


def meet_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Министр встретился с послом», «президенты переговорили по телефону»."""
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    partners = (
        (dative_near(clause, trigger.index) if trigger.word.form == "пожать руку" else [])
        or named_after_dash(clause, trigger.last)
        or partners_of_verb(clause, trigger)
        or before_verb(clause, trigger.index)
    )
    if not partners and meets_others(clause, trigger):
        return None
    if {actor.person for actor in partners if actor.kind == "pronoun"} & ({actor.person for actor in subject} - {None}):
        subject = nominatives_after(clause, trigger)  # «прибыл в Вену, где с ним встретился | президент X»
    subject = other_subject(clause, trigger, subject, partners)
    if trigger.word.form == "говорить" and not partners and not any(is_of_both(actor) for actor in subject):
        return None
    if not partners and read_mode(clause, trigger) == "phone" and clause.tokens[trigger.index].tense == "Past":
        subject = peers_of_text(clause, subject)
    ours = any(
        token.norm == "мы" for token in clause.tokens[max(clause.first, trigger.first - MAX_DUTY) : trigger.first]
    )
    if partners and clause.is_quoted(trigger.index) and (ours or not subject):
        subject = first_person(clause, trigger)  # ««Мы дважды связывались с X», – сообщил Y»
    contact = start_contact(clause, trigger, parties_of(subject, partners))
    contact.partners = partners
    contact.unknown = bool(partners) and not any(is_somebody(actor) for actor in partners)
    if not partners and is_body_list(subject):
        name_body(contact, subject[0])
    elif not partners and len(subject) == 1 and is_high_group(subject[0]) and named_formats(clause, trigger):
        contact.held = True
    return contact


def peers_of_text(clause: Clause, subject: Sequence[Actor]) -> list[Actor]:
    """«президенты разговаривали по телефону»: bare leaders who speak by phone are those of the text's two states."""
    bare = len(subject) == 1 and subject[0].kind == "group" and not is_somebody(subject[0])
    pair = first_pair(clause.marked, subject[0].start) if bare and subject[0].rank in HEADING else ()
    if len(pair) < PAIR:
        return list(subject)
    ranks = (subject[0].rank, "colleague")  # «его украинский коллега X» is a president as well
    people = clause.marked.people
    holders = [[n for n, one in enumerate(people) if one.side == side and one.rank in ranks] for side in pair]
    named = tuple(numbers[0] for numbers in holders if len(numbers) == 1)
    return [structs.replace(subject[0], sides=pair, people=named)]


def partners_of_verb(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«переговорил с A, а также с B»: all that stand after «с» behind a verb, in order."""
    above = clause.with_preposition(trigger.index, "с", "со")
    after = clause.after_preposition(trigger.index, ("Ins",), "с", "со") or one_of_them(clause, trigger)
    if not above or not after or after[0].first >= above[0].first:
        return above or after
    return [*after, *(actor for actor in above if actor not in after)]


def one_of_them(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«встречался | с кем-то из помощников госсекретаря», «с одним из министров»: somebody of a group."""
    for at in range(trigger.last, min(clause.last - 3, trigger.last + MAX_DUTY)):
        if clause.tokens[at].norm in ("с", "со") and clause.tokens[at + 2].norm == "из":
            return [actor for actor in clause.actors if 0 <= actor.first - at - 3 <= 1][:1]
    return []


def meets_others(clause: Clause, trigger: Trigger) -> bool:
    """«встретились | с солдатами»: with people who stand for no side; not «с глазу на глаз», «друг с другом»."""
    for child in clause.below(trigger.index):
        token = clause.tokens[child]
        noun = token.pos == "NOUN" and token.case == "Ins" and token.number == "Plur"
        if noun and clause.preposition(child) in ("с", "со") and clause.actor_at(child) is None:
            return clause.rel(child).startswith(("obl", "iobj"))
    return False


def ring_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Премьер позвонил президенту», «министр, которому он звонил», «министр звонил в Баку»."""
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    related = next((i for i in range(trigger.first - 1, clause.first, -1) if clause.tokens[i].lemma == "который"), -1)
    whom = clause.antecedent(related) if related >= 0 and clause.tokens[related].case == "Dat" else []
    partners = whom or dative_near(clause, trigger.index) or capitals_rung(clause, trigger)
    if whom:  # «министр, которому | премьер X звонил»
        subject = [actor for actor in clause.actors if related < actor.first < trigger.first and actor.case == "Nom"]
    if clause.tokens[trigger.index].number == "Sing":
        subject = subject[:1]
    subject = [actor for actor in subject if actor not in partners]
    if not partners or not subject:
        return None
    contact = start_contact(clause, trigger, parties_of(subject, partners))
    contact.partners = partners
    return contact


def capitals_rung(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«звонил | в Баку»: the state whose capital somebody rings."""
    for side in clause.marked.sides:
        near = trigger.last < side.first <= trigger.last + MAX_DUTY and side.form == "capital" and side.case == "Acc"
        if near and clause.tokens[side.first - 1].norm in ("в", "во"):
            return [side_actor(side)]
    return []


def discuss_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Стороны обсудили торговлю»: tells more of a contact, or is one where two sides are named."""
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    partners = clause.with_preposition(trigger.index, "с", "со") or clause.after_preposition(
        trigger.index, ("Ins",), "с", "со"
    )
    partners = partners or before_verb(clause, trigger.index)
    subject = other_subject(clause, trigger, subject, partners)
    contact = start_contact(clause, trigger, parties_of(subject, partners))
    if contact.mode == "phone":
        contact.family = "call"
    placed = any(venue_word(clause, item) for item in places_in(clause))
    if len(subject) == 1 and not partners and is_body_group(subject[0]) and placed and is_done(clause, trigger):
        gather_body(clause, contact)  # «министры стран ШОС обсудили в Дели»
        return contact
    loose = ("group", "pronoun") if is_done(clause, trigger) else ("group", "pronoun", "side")
    open_kinds = [one.actor.kind in loose and not tells_states(clause, one.actor) for one in contact.parties]
    contact.definite = not partners and all(open_kinds)
    dated = placed and has_date(clause) and clause.tokens[trigger.index].tense == "Past"
    if dated and any(is_of_both(actor) for actor in subject):
        contact.definite = False  # «в мае президенты двух стран обсуждали это в Вене»
    if contact.family == "call" and any(is_of_both(actor) for actor in subject) and is_done(clause, trigger):
        contact.definite = False  # «обсудили по телефону министры двух стран»
    return contact


def other_subject(clause: Clause, trigger: Trigger, subject: Sequence[Actor], partners: Sequence[Actor]) -> list[Actor]:
    """«X, с которым | премьер Y обсудил рыбу»: who does it, where the tree takes the partner for the subject too."""
    if not partners or not subject or any(actor not in partners for actor in subject):
        return [actor for actor in subject if actor not in partners]
    inside = [one for one in clause.actors if partners[-1].last < one.first < trigger.first and one.case == "Nom"]
    return inside[-1:] or [actor for actor in nominatives_after(clause, trigger) if actor not in partners]


def tells_states(clause: Clause, actor: Actor) -> bool:
    """«казахстанский и узбекский министры»: a group whose own words name its states."""
    inside = {side.code for side in clause.marked.sides if actor.first <= side.first < actor.last}
    return actor.kind == "group" and len(inside) > 1


def is_of_both(actor: Actor) -> bool:
    """«министры двух стран»: a group that names the two sides which it is of."""
    return actor.kind == "group" and len(actor.all_sides) == PAIR and bool(actor.office)


def is_done(clause: Clause, trigger: Trigger) -> bool:
    """«обсудили»: done once, not «обсуждают» or «перестали обсуждать», which states may do without meeting."""
    token = clause.tokens[trigger.index]
    already = clause.tokens[trigger.first - 1].norm == "уже" and trigger.first > clause.first  # «уже обсуждали»
    return token.tense == "Past" and (token.aspect == "Perf" or already)


def receive_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Президент принял посла», «посол был принят президентом»: the object must be a person, not a decision."""
    if clause.tokens[trigger.index].voice == "Pass":
        if clause.tokens[trigger.index].gender == "Neut":
            return None  # «решение принято»
        guests = clause.subject(trigger.index) or received_before(clause, trigger)
        hosts = agents_of(clause, trigger.index) or seats_named(clause)
    else:
        guests = objects_of(clause, trigger)
        subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
        if any(actor.case != "Nom" for actor in guests):  # «принимая министра X, | президент Y сказал»: no list
            guests = [actor for actor in guests if actor.case != "Nom" or actor not in subject]
        hosts = [actor for actor in subject if actor not in guests and actor.case in ("Nom", "")]
        people = {actor.person for actor in guests} - {None}
        if hosts and people & {actor.person for actor in hosts}:  # «успела съездить в Вену, где её принял | канцлер X»
            hosts = [actor for actor in nominatives_after(clause, trigger) if actor.person not in people]
        if guests and not hosts and guests[0].last <= trigger.first:  # «Н. Сатыбекова | принял король X»
            hosts = [actor for actor in nominatives_after(clause, trigger) if actor not in guests]
    guests = [actor for actor in guests if is_guest(actor) or actor.kind in ("pronoun", "group")]
    guests = told_once(clause, guests)
    led = trigger.last < clause.last and clause.tokens[trigger.last].lemma == "делегация"
    if led and not guests:  # «принял делегацию во главе с | министром X»
        guests = [actor for actor in after_words(clause, trigger.last, "во", "главе", "с") if is_guest(actor)]
    if not guests or not hosts:
        return None
    contact = start_contact(clause, trigger, [Party(a, "host") for a in hosts] + [Party(a) for a in guests])
    contact.partners = hosts if len(hosts) > 1 and len(guests) == 1 else guests  # «его примут спикер A и мэр B»
    leaders = [actor for actor in guests if actor.rank in LEADERS]
    many = any(actor.kind == "group" and is_region(actor) for actor in guests)  # «лидеров пяти государств региона»
    if many or len({actor.side for actor in leaders}) > 2:  # leaders of several states come to one gathering
        contact.partners, contact.family, contact.definite, contact.attending = [], "event", True, True
    return contact


def received_before(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«Абдыкеримов, по сообщению печати, | был принят премьером»: who stands before a passive, under no preposition."""
    if clause.tokens[trigger.index].case:
        return []  # «санкции, принятые | Евросоюзом»
    before = [one for one in clause.actors if one.last <= trigger.first and one.kind in ("person", "office")]
    before = [one for one in before if not clause.preposition(one.first) and one.case != "Ins"]
    inside = range(before[0].last, trigger.first) if before else range(0)
    return before[:1] if not any(clause.is_finite(at) and clause.tokens[at].pos == "VERB" for at in inside) else []


def told_once(clause: Clause, actors: Sequence[Actor]) -> list[Actor]:
    """«главу миссии ОБСЕ, | посла X»: two titles of one person, told apart by a comma alone."""
    if len(actors) != PAIR or actors[0].kind != "office" or actors[1].kind != "person":
        return list(actors)
    office, person = actors
    comma = [token.norm for token in clause.tokens[office.last : person.first]] == [","]
    if not comma or person.side not in (None, office.side):
        return list(actors)
    somebody = clause.marked.people[person.person or 0]
    if person.person is not None:
        somebody.side = somebody.side or office.side
    return [structs.replace(person, side=office.side, rank=office.rank)]


def is_region(actor: Actor) -> bool:
    """Whether a group stands for more states than two."""
    return len(actor.all_sides) > PAIR or "C5" in actor.all_sides


def seats_named(clause: Clause) -> list[Actor]:
    """«будет принят | в Кремле», «в МИД Латвии», «в резиденции президента X»: whose seat it is, as the host."""
    for actor in clause.actors:
        before = clause.tokens[max(clause.first, actor.first - 2) : actor.first]
        norms = [token.norm for token in before]
        if actor.rule == "agent" and norms[-1:] == ["в"]:
            return [actor]
        if norms[:1] == ["в"] and before[-1].lemma in SEATS and actor.kind in ("person", "office"):
            return [actor]
    inside = [side for side in clause.marked.sides if clause.first < side.first < clause.last and side.form == "seat"]
    return [side_actor(side) for side in inside if clause.tokens[side.first - 1].norm in ("в", "во")][:1]


SEATS = frozenset({"резиденция", "дворец", "кабинет", "канцелярия", "администрация", "приемная"})


def summon_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Посла вызвали в МИД», «МИД Литвы вызвал посла»: an ambassador called in by the ministry."""
    token = clause.tokens[trigger.index]
    impersonal = token.number == "Plur" and not clause.subject(trigger.index)  # «посла пригласили в МИД»
    if trigger.word.form == "пригласить" and token.voice != "Pass" and not impersonal:
        return invite_verb(clause, trigger)
    guests = [actor for actor in clause.actors if actor.rank in ("ambassador", "envoy", "delegate")][:1]
    if trigger.word.form == "пригласить" and not guests:
        return invited_verb(clause, trigger)
    bodies = [token for token in clause.tokens[clause.first : clause.last] if is_ministry(token)]
    called = clause.with_preposition(trigger.index, "к", "ко") if guests else []
    called = [actor for actor in called if actor.kind in ("person", "office") and actor.side != guests[0].side]
    if called:  # «был вызван к госсекретарю США»
        return start_contact(clause, trigger, parties_of(guests, called))
    own = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    own = [actor for actor in own if guests and actor.kind in ("person", "office") and actor.side != guests[0].side]
    near = [item.norm for item in clause.tokens[trigger.last : min(clause.last, trigger.last + 2)]]
    if own and near == ["к", "себе"]:  # «министр вызвал к себе посла»
        return start_contact(clause, trigger, [*(Party(a, "host") for a in own), *parties_of(guests, [])])
    if not guests or not bodies:
        return None
    hosts = [a for a in clause.actors if a.kind == "side" and a.side != guests[0].side and a.rule == "agent"]
    hosts = hosts[:1] or accreditors(clause, guests[0])
    contact = start_contact(clause, trigger, parties_of(guests, spoken_to_by(clause, trigger, hosts) or hosts))
    contact.offered = False
    return contact


def spoken_to_by(clause: Clause, trigger: Trigger, hosts: Sequence[Actor]) -> list[Actor]:
    """«вызван в МИД Литвы, | где заместитель министра X вручил ему ноту»: who speaks for the ministry."""
    where = next((i for i in range(trigger.last, clause.last) if clause.tokens[i].norm == "где"), -1)
    for actor in clause.actors if where >= 0 and hosts else ():
        named = actor.kind in ("person", "office") and actor.side in (None, hosts[0].side)
        if actor.first > where and actor.case == "Nom" and named:
            return [structs.replace(actor, side=hosts[0].side)]
    return []


def invite_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X пригласил премьера Y посетить Z»: a visit being arranged; guest and host are named and of two sides."""
    hosts = [a for a in clause.subject(trigger.index) or clause.plain_subject(trigger.index) if a.kind != "side"]
    hosts = [actor for actor in hosts if actor.kind == "person" or (actor.kind == "office" and actor.side)]
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


def invited_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Министр Y приглашён в Минск»: a visit being arranged of officials whose side is known."""
    guests = [actor for actor in clause.subject(trigger.index) if actor.all_sides and actor.kind != "side"]
    place = way_near(clause, trigger) or place_to_visit(clause, trigger)
    if not guests or place is None:
        return None
    contact = start_contact(clause, trigger, parties_of(guests, []))
    contact.family, contact.place = "visit", place
    contact.status, contact.offered, contact.definite = "planned", False, False
    return contact


def place_to_visit(clause: Clause, trigger: Trigger) -> Name | Side | None:
    """«приглашён | посетить Сантьяго»: where the visit goes that an invitation is about."""
    for other in clause.triggers:
        if other.shape == "visit.verb" and 0 <= other.first - trigger.last <= MAX_AGENT_GAP:
            return destination(clause, other)
    return None


def refuse_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Перу отказало во въезде министру X»: a journey that a state does not let happen."""
    guests = [actor for actor in dative_near(clause, trigger.index) if actor.kind in ("person", "office")]
    guests = guests or [a for a in clause.actors if a.case == "Dat" and a.kind in ("person", "office")]
    hosts = [actor for actor in clause.subject(trigger.index) if actor.kind == "side"]
    inside = [side for side in clause.marked.sides if hosts and hosts[0].first <= side.first < hosts[0].last]
    place = way_near(clause, trigger) or next(iter(inside), None)
    if not guests or place is None:
        return None
    contact = start_contact(clause, trigger, parties_of(guests, []))
    contact.place, contact.status, contact.offered, contact.definite = place, "denied", False, False
    return contact


def together_words(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X возложил венок вместе с президентом Y»: officials of two sides who do something in one place."""
    verbs = [at for at in range(clause.first, clause.last) if clause.tokens[at].lemma in JOINT_DEEDS]
    partners = [actor for actor in clause.actors if trigger.last - 1 <= actor.first <= trigger.last + 1]
    partners = [other for actor in partners[:1] for other in clause.listed(actor)]
    verb = min(verbs, key=lambda at: abs(at - trigger.first), default=-1)
    if verb < 0 or not clause.is_finite(verb):
        return None
    subject = [actor for actor in clause.subject(verb) or clause.plain_subject(verb) if actor.kind == "person"]
    ranked = all(actor.rank in RANKED for actor in (*subject, *partners))
    sides = {actor.side for actor in (*subject, *partners) if actor.side}
    if not subject or not partners or not ranked or len(sides) < 2:
        return None
    return start_contact(clause, trigger, parties_of(subject, partners))


JOINT_DEEDS = frozenset(
    {"возложить", "открыть", "осмотреть", "заложить", "запустить", "почтить", "наблюдать", "поужинать", "пообедать"}
    | {"позавтракать", "прогуляться", "проехать", "посмотреть", "посадить", "появиться", "выступить"}
)
RANKED = frozenset({*LEADERS, "foreign_minister", "minister", "speaker", "ambassador", "deputy", "head", "colleague"})


def accreditors(clause: Clause, envoy: Actor) -> list[Actor]:
    """«посол США | в России»: the state that calls in the envoy, from any title of the text that says where to."""
    marked = clause.marked
    for title in marked.titles:
        if title.rank not in ("ambassador", "envoy", "delegate"):
            continue
        for side in marked.sides:
            inside = title.first < side.first < title.last and side.code != envoy.side
            inside = inside and side.form in ("name", "capital")  # «посол Чили | в Лиме»
            if inside and title.side == envoy.side and marked.tokens[side.first - 1].norm in ("в", "во", "на", "при"):
                return [side_actor(side)]
    return []


def is_ministry(token: Token) -> bool:
    """Whether a word stands for a foreign ministry."""
    return token.norm in ("мид", "госдепартамент", "госдеп") or token.lemma in ("министерство", "ведомство")


def meeting_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Встреча президента с премьером», «X провёл переговоры с Y», «в ходе беседы с Y X отметил»."""
    between = parties_between(clause, trigger)
    partners = partners_of_noun(clause, trigger) or hosts_of_audience(clause, trigger)
    owners = clause.genitives(trigger.last - 1) or possessor(clause, trigger, partners) or at_home(clause, trigger)
    owners = owners or travellers_after(clause, trigger) or awaited_by(clause, trigger)
    if not partners and not between and meets_others(clause, trigger):
        return None  # «в беседе с журналистами»
    given = clause.after_preposition(trigger.last - 1, ("Gen",), "участием") or after_words(
        clause, trigger.last - 1, "с", "участием"
    )
    adjectives = compound_sides(clause, trigger)
    if not partners and not between and not adjectives and len(owners) < 2:
        partners = addressed(clause, trigger)
    holders = [] if owners or between or partners else holders_after(clause, trigger)
    parties = parties_of(owners + between + holders, [*partners, *given, *adjectives])
    foreign = [actor for actor in owners if actor.kind == "group" and actor.rank in LEADERS and not actor.holders]
    if (len(distinct(parties)) < 2 and not foreign) or (partners and not owners and not between):
        parties = parties_of(actors_above(clause, trigger), [party.actor for party in parties])
    if not parties and phrase_place(clause, trigger) == "during":
        near = [actor for actor in clause.actors if is_of_both(actor) and 0 < trigger.first - actor.last <= MAX_DUTY]
        parties = parties_of(near, [])  # «удалось премьерам двух стран на встрече в Вене»
    if len(distinct(parties)) == 1:
        parties += [Party(actor, "host") for actor in hosted_at(clause, trigger)]
    if len(distinct(parties)) == 1 and partners and clause.is_quoted(trigger.index):
        parties = parties_of(first_person(clause, trigger), [party.actor for party in parties])
    parties += [Party(actor, "mediator") for actor in mediators_of(clause)]
    contact = start_contact(clause, trigger, parties)
    contact.unknown = bool(partners) and not any(is_somebody(actor) for actor in partners)
    own = owners or between or partners or given or adjectives or holders
    contact.definite = not own and len(distinct([p for p in parties if p.actor.kind in ("person", "office")])) < 2
    if trigger.family == "consultation" and len(distinct(parties)) < 2:
        contact.parties += [Party(actor) for actor in clause.actors if actor.kind == "group" and len(actor.sides) > 1][
            :1
        ]
        contact.definite = not contact.parties
    contact.attending = not own and (is_attended(clause, trigger) or is_opened(clause, trigger))
    contact.definite = contact.definite or contact.attending
    contact.held = is_carried(clause, trigger) or is_scheduled(clause, trigger) or is_headed(clause, trigger)
    gather_body(clause, contact)
    if contact.definite and trigger.shape == "talks.noun" and is_talking(clause, trigger, parties):
        contact.definite = False
    several = is_several(clause, trigger, partners) or (len(partners) == 1 and partners[0].kind == "group")
    if several and is_many(clause, trigger.index) and not between:
        contact.partners = partners
    return contact


def hosts_of_audience(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«аудиенция посла | у короля», «дал аудиенцию | послу», «звонок премьера | королю»: the other one."""
    if trigger.word.form == "звонок":
        after = [actor for actor in clause.actors if actor.first >= trigger.last and actor.case == "Dat"]
        return clause.listed(after[0]) if after else capitals_rung(clause, trigger)
    if not trigger.word.form.startswith("аудиенция"):
        return []
    verb = clause.verb_above(trigger.index)
    found = clause.after_preposition(trigger.last - 1, ("Gen",), "у")
    found = found or dative_near(clause, verb if verb >= 0 else trigger.index)
    given = verb >= 0 and clause.tokens[verb].lemma in ("дать", "давать", "предоставить")
    before = [actor for actor in clause.actors if actor.last == verb]
    after = [actor for actor in clause.actors if 0 <= actor.first - trigger.last <= 1 and actor.case == "Nom"]
    return found or (after if given and before else [])  # «там Чхеидзе даст аудиенцию | король Испании»


def is_several(clause: Clause, trigger: Trigger, partners: Sequence[Actor]) -> bool:
    """«провёл встречи с A и B», «переговоры с A и B»: one contact with each, unless all met at once."""
    if not is_many(clause, trigger.index) or len(partners) < 2:
        return False
    before = clause.tokens[max(clause.first, trigger.first - MAX_DUTY) : trigger.first]
    return not any(token.lemma.startswith(AT_ONCE) for token in before)


def is_many(clause: Clause, noun: int) -> bool:
    """Whether a noun is plural; «в программе – | встречи» passes for a genitive of the singular."""
    token, before = clause.tokens[noun], clause.tokens[noun - 1] if noun > clause.first else None
    opening = before is not None and before.text in ("-", "–", "—", ":")
    slip = token.case == "Gen" and opening and any(one.number == "Plur" for one in load_forms().parse(token.text))
    return token.number == "Plur" or slip


AT_ONCE = ("трехсторон", "четырехсторон", "пятисторон", "многосторон", "совместн", "общ")  # «трёхсторонние переговоры»


def first_person(clause: Clause, trigger: Trigger) -> list[Actor]:
    """««На встрече с X мы говорили о мире», – сообщил Y»: the speaker of a quotation that says «мы», «я», «своей»."""
    quoted = [i for i in range(clause.first, clause.last) if clause.is_quoted(i)]
    if not any(clause.tokens[i].lemma in OURSELVES for i in quoted):
        return []
    told = [actor for actor in speaker_outside(clause, trigger) if actor.kind == "person"][:1]
    return told or speaker_next(clause)


def speaker_next(clause: Clause) -> list[Actor]:
    """««Мы созванивались с X». Об этом | Y рассказал в пятницу»: who says it, told by the sentence behind."""
    marked = clause.marked
    following = next((one for one in marked.sentences if one.first == clause.last), None)
    words = [token.norm for token in marked.tokens[clause.last : clause.last + PAIR]]
    if following is None or words not in (["об", "этом"], ["так"]):
        return []
    inside = [one for one in marked.actors if following.first <= one.first < following.last]
    return [one for one in inside if one.kind == "person" and one.case == "Nom"][:1]


OURSELVES = frozenset({"я", "мы", "мой", "наш", "свой"})


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
    settled = placed or has_date(clause)
    told = clause.tokens[verb].tense == "Past" or (clause.tokens[verb].tense == "Fut" and settled)
    return held and told and len(distinct(sides)) > 1


def venue_word(clause: Clause, item: Name | Side) -> bool:
    """Whether a place says where: after «в», in the locative, in nobody's title."""
    before = clause.tokens[item.first - 1].norm if item.first > clause.first else ""
    return before in ("в", "во") and item.case == "Loc" and not in_title(clause, item)


def addressed(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«в телефонном разговоре поздравил президента Y», «в ходе встречи заверил Y»: whom the speaker speaks to."""
    before = clause.tokens[trigger.first - 1].norm if trigger.first > clause.first else ""
    verb = clause.verb_above(trigger.index)
    spoken = phrase_place(clause, trigger) == "during"
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


def holders_after(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«разговор, | который вели министры A и B»: the subject of the relative clause whose object the noun is."""
    stop = phrase_after(clause, trigger).stop
    if stop + 1 >= clause.last or clause.tokens[stop].norm != "," or clause.tokens[stop + 1].lemma != "который":
        return []
    if clause.tokens[stop + 1].case not in ("Acc", "Nom"):
        return []
    verb = next((at for at in range(stop + 2, clause.last) if clause.is_finite(at)), -1)
    if verb < 0 or clause.tokens[verb].lemma not in LIGHT | {"вести", "иметь", "дать"}:
        return []
    subject = clause.subject(verb) or nominatives_after(clause, trigger)
    guests = dative_near(clause, verb) if clause.tokens[verb].lemma == "дать" else []  # «аудиенция, которую дал X Y»
    return [actor for actor in (*subject, *guests) if actor.first > stop]


def is_opened(clause: Clause, trigger: Trigger) -> bool:
    """«Открывая встречу, X отметил», «встречу открыл X»: who leads a meeting named before."""
    verb = clause.verb_above(trigger.index)
    led = verb >= 0 and clause.tokens[verb].lemma in OPENING and clause.rel(trigger.index) == "obj"
    return led and clause.tokens[verb].verb_form in ("Conv", "Fin", "")


OPENING = frozenset({"открыть", "открывать", "закрыть", "закрывать", "вести", "модерировать", "предварять"})


def awaited_by(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«министру предстоит | встреча с X», «утешением ему послужила | беседа с X»: the dative of the verb."""
    verb = clause.verb_above(trigger.index)
    subject = verb >= 0 and clause.rel(trigger.index) in ("nsubj", "nsubj:pass")
    if not subject or clause.tokens[verb].lemma not in BEFALLING:
        return []
    return clause.experiencers(verb)


BEFALLING = frozenset({"предстоять", "послужить", "удаться", "стать", "назначить"})


def at_home(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«у главы Белоруссии состоится встреча»: whose, before the verb that carries the noun."""
    verb = clause.verb_above(trigger.index)
    if verb < 0 or clause.rel(trigger.index) != "nsubj":
        return []
    return clause.with_preposition(verb, "у")


def possessor(clause: Clause, trigger: Trigger, partners: Sequence[Actor] = ()) -> list[Actor]:
    """«его встреча с Y»: the latest subject before the sentence of that gender, none of those in the sentence.

    Args: partners: who meets him; somebody of another side in the sentence is likelier than their colleague.
    """
    at = trigger.first - 1
    while at > clause.first and trigger.first - at < MAX_POSSESSOR and clause.tokens[at].pos == "ADJ":
        at -= 1
    before = clause.tokens[at].norm if at >= clause.first else ""
    if before == "их":
        return pair_before(clause, at)
    gender = {"его": "Masc", "ее": "Fem"}.get(before)
    if gender is None:
        return []
    earlier = [one for one in clause.actors if one.last <= trigger.first and one.kind in ("person", "office")]
    earlier += [one for one in clause.actors if one.last <= trigger.first and one.kind == "pronoun" and one.side]
    theirs = {side for actor in partners for side in actor.all_sides}
    of_other_side = [actor for actor in earlier if actor.side not in theirs] or earlier
    if of_other_side:
        return of_other_side[-1:]
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


def contact_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Состоялся контакт министров A и B»: one that is held on a day, not «находится в контакте»."""
    verb = clause.verb_above(trigger.index)
    held = verb >= 0 and clause.tokens[verb].lemma in LIGHT | ONGOING_LIGHT
    entered = verb >= 0 and clause.tokens[verb].lemma in ENTERING and clause.tokens[verb].tense == "Past"
    held = held or entered  # «вступил в контакт с Y»
    return meeting_noun(clause, trigger) if held else None


ENTERING = frozenset({"вступить", "войти"})


def call_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """As `meeting_noun`, for conversations; a plain «разговор» needs two parties or an earlier contact."""
    return meeting_noun(clause, trigger)


def visit_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Визит премьера в Минск», «X прибыл с визитом в Y», «свой визит к президенту»."""
    travellers = clause.genitives(trigger.last - 1) or travellers_after(clause, trigger) or whose(clause, trigger)
    goals = [destination(clause, one) for one in clause.triggers if one.shape == "visit.verb"]
    travellers = [one for one in travellers if not any(goal and goal.first == one.first for goal in goals)]
    if not travellers and is_of_others(clause, trigger):
        return None
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
    place = destination(clause, trigger) or land_of_inviter(clause, travellers)
    place = None if place is not None and is_viewpoint(clause, trigger, place) else place
    posted = place is None and any(actor.rank == "ambassador" for actor in travellers)  # «посол нанёс визит министру»
    if hosts and (posted or is_courtesy(clause, trigger)):
        return courtesy_call(clause, trigger, travellers, hosts)
    away = [actor for actor in travellers if actor.side is None or actor.side != place_country(place)]
    away = [without_hosts(clause, actor, place_country(place)) for actor in away]
    contact = start_contact(clause, trigger, parties_of(away or travellers, hosts))
    contact.place = place
    around = contact.place is None and is_regional(clause.tokens, trigger)
    contact.definite = not clause.genitives(trigger.last - 1) and not hosts and contact.place is None and not around
    return contact


def without_hosts(clause: Clause, actor: Actor, country: str | None) -> Actor:
    """«главы двух государств обсудили итоги визита | в Ташкент»: of the two the one who is not at home there."""
    others = tuple(side for side in actor.all_sides if side != country)
    if actor.kind != "group" or len(actor.all_sides) != PAIR or len(others) != 1:
        return actor
    people = tuple(number for number in actor.people if clause.marked.people[number].side == others[0])
    return structs.replace(actor, side=others[0], sides=others, people=people)


def is_viewpoint(clause: Clause, trigger: Trigger, place: Name | Side) -> bool:
    """«В Вене | турне комментируют сдержанно»: where people of no name speak of a journey, not where it goes."""
    verb = clause.verb_above(trigger.index)
    if verb < 0 or place.case != "Loc" or place.first >= trigger.first or clause.tokens[verb].number != "Plur":
        return False
    told = any(clause.rel(child) in ("nsubj", "nsubj:pass") for child in clause.below(verb))
    return not told and clause.tokens[verb].verb_form == "Fin" and clause.tokens[trigger.index].case == "Acc"


def land_of_inviter(clause: Clause, guests: Sequence[Actor]) -> Side | None:
    """«по приглашению президента | Чили | X находится с визитом»: where whoever invites is at home."""
    for at in range(clause.first + 1, clause.last):
        if clause.tokens[at].norm != "приглашению" or clause.tokens[at - 1].norm != "по":
            continue
        hosts = [one for one in clause.actors if 0 <= one.first - at - 1 <= 1 and one.side and one.case == "Gen"]
        if hosts and not any(guest.side in (None, hosts[0].side) for guest in guests):
            inside = (one for one in clause.marked.sides if hosts[0].first <= one.first < hosts[0].last)
            return next((one for one in inside if one.code == hosts[0].side), None)
    return None


def is_courtesy(clause: Clause, trigger: Trigger) -> bool:
    """«визит вежливости», «прощальный визит»: a call on somebody of the place, no journey."""
    words = {token.lemma for token in clause.tokens[max(clause.first, trigger.first - 2) : trigger.last + 1]}
    return bool(words & COURTESY_CALLS)


COURTESY_CALLS = frozenset({"вежливость", "прощальный", "протокольный", "ознакомительный"})


def courtesy_call(clause: Clause, trigger: Trigger, guests: Sequence[Actor], hosts: Sequence[Actor]) -> Contact | None:
    """«посол нанёс визит вежливости министру»: a meeting of the two."""
    contact = start_contact(clause, trigger, [*(Party(a, "host") for a in hosts), *(Party(a) for a in guests)])
    contact.family = "meeting"
    return contact if guests else None


def is_of_others(clause: Clause, trigger: Trigger) -> bool:
    """«пребывания | Черноморского флота», «визит | оппозиционеров»: a journey of people who hold no office."""
    for index in range(trigger.last, min(clause.last, trigger.last + 3)):
        token = clause.tokens[index]
        if clause.actor_at(index) is not None or token.case != "Gen" or token.text[:1] in '«"':
            return False
        if token.pos == "NOUN":
            return trigger.word.form != "посещение" and token.lemma not in COURTESIES
    return False


COURTESIES = frozenset({"вежливость", "воля", "дружба", "мир", "день", "год", "раз", "доверие", "прощание"})


def whose(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«премьер X, | чей визит в Лондон завершился», «его визит в Минск»: the traveller of a possessive."""
    at = trigger.first - 1
    if at > clause.first and clause.tokens[at].lemma == "чей" and clause.tokens[at - 1].norm == ",":
        return [actor for actor in clause.actors if actor.last == at - 1]
    return possessor(clause, trigger)


def travellers_after(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«визит | в Пекин | премьера Пакистана», «встреча | в Вене | послов»: whose, named after the place."""
    start = after_manner(clause, trigger.last)
    for index in range(start, min(clause.last, start + MAX_AGENT_GAP)):
        actor = clause.actor_at(index)
        sent = actor is not None and actor.kind == "side" and actor.rule == "agent" and is_sent(clause, actor)
        if actor is not None and (actor.kind in ("person", "office") or sent) and actor.first == index:
            if actor.case not in ("Gen", "Acc", "") and not is_unbending(clause, actor):
                return []
            after = clause.actor_at(actor.last + 1) if actor.last + 1 < clause.last else None
            joined = after is not None and after.case == "Gen" and clause.tokens[actor.last].norm in ("и", ",")
            if actor.case == "Nom" and after is not None and joined:
                return [actor, *clause.listed(after)]
            return clause.listed(actor)
        token = clause.tokens[index]
        if (
            token.pos == "VERB"
            or token.norm == ","
            or (token.pos == "ADP" and token.norm not in ("в", "во", "на", "по"))
        ):
            break
    return []


def is_sent(clause: Clause, actor: Actor) -> bool:
    """«российской военной делегации»: a delegation, as the side that sends it."""
    return any(token.lemma in ("делегация", "миссия") for token in clause.tokens[actor.first : actor.last])


def is_unbending(clause: Clause, actor: Actor) -> bool:
    """«Чхеидзе», «Обама» apart: a lone name whose one form serves for all cases, whatever the tagger takes it for."""
    last = clause.tokens[actor.last - 1].norm
    return (
        actor.kind == "person" and actor.last - actor.first == 1 and last.endswith(("е", "и", "о", "у", "ы", "э", "ю"))
    )


def after_manner(clause: Clause, at: int) -> int:
    """The token after «в формате «с глазу на глаз»», «тет-а-тет», «один на один» right behind a noun of meeting."""
    norms = [token.norm for token in clause.tokens[at : at + MAX_MANNER]]
    for words in MANNERS:
        for place in range(len(norms) - len(words) + 1):
            if tuple(norms[place : place + len(words)]) == words and set(norms[:place]) <= MANNER_FRAME:
                stop = at + place + len(words)
                return stop + (stop < clause.last and clause.tokens[stop].text in CLOSING)
    return at


MANNERS = (("с", "глазу", "на", "глаз"), ("тет-а-тет",), ("один", "на", "один"))
MANNER_FRAME = frozenset({"в", "формате", "режиме", '"', "«", "“", "„"})
CLOSING = frozenset({'"', "»", "”", "“"})
MAX_MANNER = 9  # tokens from a noun of meeting over «в формате» to the end of «с глазу на глаз»


def arrive_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X прибыл в Минск», «X посетил Минск»: somebody goes to another country."""
    travellers = clause.subject(trigger.index) or aboard(clause, trigger) or clause.plain_subject(trigger.index)
    place = destination(clause, trigger) or place_pointed(clause, trigger)
    if place is not None and any(actor.kind == "side" and actor.first == place.first for actor in travellers):
        travellers = nominatives_after(clause, trigger)  # «Бишкек | посетил посланник X»
    if not travellers and trigger.last < clause.last and clause.tokens[trigger.last].norm == ",":
        travellers = nominatives_after(clause, trigger)  # «в Осло побывал, чтобы ..., | директор X»
    formats = named_formats(clause, trigger)
    seat = seat_visited(clause, trigger) if travellers and place is None else None
    if seat is not None and all(one.rank in ("ambassador", "envoy") and one.side != seat.side for one in travellers):
        contact = start_contact(clause, trigger, [Party(seat, "host"), *parties_of(travellers, [])])
        contact.family = "meeting"
        return contact
    company = company_after(clause, trigger.index) or after_words(clause, trigger.first, "в", "сопровождении")
    company = company or escorted(clause, trigger)
    if travellers and place is None and not formats and has_pointer(clause):
        contact = start_contact(clause, trigger, parties_of(travellers, []))
        contact.family, contact.definite, contact.attending = "event", True, True
        return contact  # «На неё приехали президенты A и B»
    hosts = hosts_called_on(clause, trigger)
    if travellers and hosts and place is None and not formats:
        contact = received_contact(clause, trigger, travellers, hosts)
        contact.family, contact.partners = "meeting", hosts
        return contact
    if not travellers or (place is None and not formats and not company):
        return None
    parties = parties_of(travellers, [*company, *hosts])
    contact = start_contact(clause, trigger, parties)
    if trigger.word.form == "покинуть" and contact.status != "happened":
        return None  # who may leave a place tells of no journey to it
    contact.place = place
    joining = (bool(company) and place is None) or is_in_delegation(clause, trigger)
    contact.definite = (place is None and not formats) or joining
    contact.attending = joining and not formats
    events = [one.first for one in clause.triggers if one.shape == "event.noun" and one.first > trigger.first]
    told = any(clause.tokens[at].lemma == "участие" for first in events for at in range(trigger.last, first))
    if formats and not (place is not None and (told or contact.status in CALLED_OFF)):  # «для участия в саммите»
        contact.family, contact.format = "event", formats[0]
    return contact


def seat_visited(clause: Clause, trigger: Trigger) -> Actor | None:
    """«посол побывал | в МИДе Канады», «посетил | канадское ведомство»: the ministry of a state right after a verb."""
    for actor in clause.actors:
        words = clause.tokens[trigger.last : actor.first]
        led = words[-1].norm in ("в", "во") if words else trigger.shape == "visit.verb"
        house = any(is_ministry(token) for token in clause.tokens[actor.first : actor.last])
        if 0 <= actor.first - trigger.last <= MAX_SEAT_GAP and led and house and actor.rule == "agent" and actor.side:
            return actor
    return None


MAX_SEAT_GAP = 4  # «побывала | после этого в | канадском ведомстве»


def is_in_delegation(clause: Clause, trigger: Trigger) -> bool:
    """«в составе делегации | прибудут министры A и B»: they come with somebody named before."""
    words = [token.norm for token in clause.tokens[clause.first : trigger.first]]
    places = [at for at, word in enumerate(words[:-1]) if word in ("составе", "числе")]
    return any(words[at + 1].startswith(("делегаци", "сопровожда", "свит")) for at in places)


def aboard(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«самолёт | президента X | приземлился»: whom a plane, train or column of cars carries."""
    for child in clause.below(trigger.index):
        if clause.rel(child) == "nsubj" and clause.tokens[child].lemma in CARRIERS:
            return clause.genitives(child)
    return []


CARRIERS = frozenset({"самолет", "борт", "лайнер", "авиалайнер", "вертолет", "поезд", "кортеж"})


def agree_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Обама и Гиллард договорились о базе»: two named people of two sides who agree have been in contact."""
    if not is_done(clause, trigger):
        return None
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    partners = clause.with_preposition(trigger.index, "с", "со")
    people = [actor for actor in (*subject, *partners) if actor.kind == "person"]
    if len({actor.side for actor in people if actor.side}) < 2:
        return None
    contact = start_contact(clause, trigger, parties_of(people, []))
    contact.family = "call" if contact.mode == "phone" else contact.family
    return contact


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
    hosts = [actor for actor in actors_above(clause, trigger) if actor not in guests] or state_before(clause, trigger)
    if not guests or not hosts:
        return None
    contact = start_contact(clause, trigger, [Party(a, "host") for a in hosts] + [Party(a) for a in guests])
    contact.family = "meeting"
    return contact


def state_before(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«Комитет обороны КНДР | устроил приём»: the state in the name of a host that is no actor."""
    verb = clause.verb_above(trigger.index)
    subject = next((child for child in clause.below(verb) if clause.rel(child) == "nsubj"), -1) if verb >= 0 else -1
    if subject < 0 or clause.actor_at(subject) is not None:
        return []
    inside = [side for side in clause.marked.sides if subject < side.first < trigger.first and side.form == "name"]
    return [side_actor(side) for side in inside if side.case == "Gen"][-1:]


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


def gather_or_go(clause: Clause, trigger: Trigger) -> Contact | None:
    """«министры собрались в Вене», but «министр собирается в Вену»: who means to go there."""
    contact = gather_verb(clause, trigger)
    going = trigger.word.form == "собираться" and clause.tokens[trigger.index].number == "Sing"
    if contact is not None or not going or way_near(clause, trigger) is None:
        return contact
    contact = arrive_verb(clause, trigger)
    if contact is not None:
        contact.family, contact.mode = "visit", "in_person"
        contact.status = "planned" if contact.status == "happened" else contact.status
    return contact


def phone_words(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X поздравил Y по телефону»: a verb of saying whose subject and object are officials of two sides."""
    verb = clause.verb_above(trigger.first + 1)
    if verb < 0 or clause.tokens[verb].lemma not in load_addressing():
        return None
    speakers = [actor for actor in clause.subject(verb) or clause.plain_subject(verb) if is_caller(actor)]
    listeners = [actor for actor in dative_near(clause, verb) if actor not in speakers]
    for child in clause.below(verb):
        if clause.rel(child) == "obj" and not listeners:
            listeners = [actor for actor in clause.named_by(child) if actor.kind in ("person", "office")]
    sides = {actor.side for actor in (*speakers, *listeners) if actor.side}
    return start_contact(clause, trigger, parties_of(speakers, listeners)) if listeners and len(sides) > 1 else None


def is_caller(actor: Actor) -> bool:
    """Somebody named, or a leader or minister who is not."""
    return actor.kind == "person" or (
        actor.kind == "office" and actor.rank in LEADERS | {"foreign_minister", "minister"}
    )


RULES: tuple[tuple[tuple[str, ...], Callable[[Clause, Trigger], Contact | None]], ...] = (
    (("meet.verb", "talk.verb"), meet_verb),
    (("gather.verb",), gather_or_go),
    (("ring.verb",), ring_verb),
    (("discuss.verb",), discuss_verb),
    (("receive.verb",), receive_verb),
    (("summon.verb",), summon_verb),
    (("meeting.noun", "talks.noun"), meeting_noun),
    (("contact.noun",), contact_noun),
    (("call.noun",), call_noun),
    (("visit.noun",), visit_noun),
    (("visit.verb", "arrive.verb"), arrive_verb),
    (("return.verb", "return.noun"), return_words),
    (("occasion.noun",), occasion_words),
    (("await.verb",), await_verb),
    (("stay.verb",), stay_verb),
    (("escort.verb",), escort_verb),
    (("invitation.noun",), invitation_noun),
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
    (("refuse.verb",), refuse_verb),
    (("together.noun",), together_words),
    (("credentials.verb", "credentials.noun"), credentials_words),
)
