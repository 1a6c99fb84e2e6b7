"""Rules for journeys told by other words than «визит» and «прибыть»: who is back, who was there, who is expected."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from dragoman.reading.understand.circumstances import distance, in_title, place_country, place_pointed, places_in
from dragoman.reading.understand.parties import (
    actors_above,
    is_guest,
    nominatives_after,
    objects_of,
    parties_of,
    received_contact,
    start_contact,
)
from dragoman.reading.understand.trees import Clause
from dragoman.reading.understand.triggers import Contact, Trigger
from dragoman.reading.values import Actor, Name, Side

TRAVELLING = frozenset({"head_of_state", "head_of_government", "royal", "foreign_minister", "minister", "deputy"})
TRAVELLING |= {"speaker", "head", "envoy", "delegate"}
MAX_FROM = 4  # tokens between «вернулся» and «из Минска»
MAX_STAY = 8  # tokens between «был» and «в последний раз», and to the place


def place_after(clause: Clause, trigger: Trigger, prepositions: tuple[str, ...], reach: int) -> Name | Side | None:
    """The place nearest to a trigger that stands after one of some prepositions, in nobody's title."""
    fitting = []
    for item in places_in(clause):
        before = clause.tokens[item.first - 1].norm if item.first > clause.first else ""
        if before in prepositions and distance(trigger, item.first) <= reach and not in_title(clause, item):
            fitting.append(item)
    return min(fitting, key=lambda item: distance(trigger, item.first), default=None)


def return_words(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X вернулся из Минска», «после возвращения из Минска X выступил»: an official who has been abroad."""
    if trigger.shape == "return.noun":
        travellers = clause.genitives(trigger.last - 1) or actors_above(clause, trigger)
    else:
        travellers = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    travellers = [actor for actor in travellers if is_traveller(clause, actor)]
    place = place_after(clause, trigger, ("из", "с", "со"), MAX_FROM)
    if not travellers or place is None or place.first < trigger.last:
        return None
    contact = start_contact(clause, trigger, parties_of(travellers, []))
    contact.place, contact.status, contact.offered, contact.weak = place, "happened", False, False
    return contact


def occasion_words(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X был в Минске в последний раз в мае»: an earlier journey of an official, told by «быть» with a place."""
    near = range(max(clause.first, trigger.first - MAX_STAY), min(clause.last, trigger.last + MAX_STAY))
    verb = next((at for at in near if clause.tokens[at].norm in WAS), -1)
    place = place_after(clause, trigger, ("в", "во", "на"), MAX_STAY)
    if verb < 0 or place is None or place.case != "Loc":
        return None
    people = clause.subject(verb) or clause.plain_subject(verb) or [a for a in clause.actors if a.case == "Nom"][:1]
    travellers = [actor for actor in people if is_traveller(clause, actor)]
    if not travellers:
        return None
    contact = start_contact(clause, trigger, parties_of(travellers, []))
    contact.place, contact.past = place, True
    contact.status, contact.offered, contact.generic = "happened", False, False
    return contact


WAS = frozenset({"был", "была", "были"})


def await_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«МИД ждёт в Москве делегацию Чили», «в Минске ждут министра»: guests who are to come."""
    guests = objects_of(clause, trigger)
    if trigger.word.form == "ожидаться":
        guests = clause.subject(trigger.index) or nominatives_after(clause, trigger)
    guests = guests or object_before(clause, trigger)
    hosts = hosts_called_on(clause, trigger) if trigger.word.form == "ждать" else []
    if guests and hosts:  # «вечером министра ждут у президента X и у председателя Y»
        contact = received_contact(clause, trigger, guests, hosts)
        contact.family, contact.status, contact.partners = "meeting", "planned", hosts
        return contact
    token = clause.tokens[trigger.index]
    waits = trigger.word.form == "ждать" and token.number == "Sing" and token.tense != "Past"
    waiting = [one for one in clause.subject(trigger.index) if one.kind in ("person", "office")] if waits else []
    waiting = [one for one in waiting if one not in guests]
    known = [one for one in guests if one.kind in ("person", "office", "pronoun") and one.side]
    if known and waiting and waiting[0].side not in (None, known[0].side):
        contact = received_contact(clause, trigger, known, waiting)
        contact.family, contact.status = "meeting", "planned"
        return contact  # «в Афинах его ждёт премьер X»
    guests = [actor for actor in guests if is_guest(actor) and (actor.all_sides or is_traveller(clause, actor))]
    own = [child for child in clause.below(trigger.index) if not clause.is_parted(child, trigger.index)]
    if any(clause.rel(child) == "nsubj" and clause.named_by(child) == [] for child in own):
        return None  # «министра ожидает насыщенная программа»
    place = place_after(clause, trigger, ("в", "во"), MAX_STAY)
    bare = place is not None and clause.tokens[place.first].norm == place.nominative.lower()  # «в Сочи»
    place = place if place is not None and (place.case == "Loc" or bare) else None
    place = place or place_pointed(clause, trigger) or waiting_city(clause, trigger)
    if not guests or place is None:
        return None
    contact = start_contact(clause, trigger, parties_of(guests, []))
    contact.place, contact.status = place, "planned"
    return contact


def hosts_called_on(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«побывал | у премьера X, а следом у посла Y», «отправился | к королю»: on whom somebody calls."""
    hosts = clause.with_preposition(trigger.index, "к", "ко") or clause.with_preposition(trigger.index, "у")
    hosts = hosts or clause.after_preposition(trigger.last - 1, ("Dat",), "к", "ко")
    hosts = hosts or clause.after_preposition(trigger.last - 1, ("Gen",), "у")
    for actor in clause.actors if hosts else ():
        between = [token.norm for token in clause.tokens[hosts[-1].last : actor.first]]
        if between and between[-1] in ("у", "к", "ко") and set(between) <= CALLING_ON and actor not in hosts:
            hosts = [*hosts, actor]
    found = [actor for actor in hosts if actor.kind in ("person", "office") and actor.first > trigger.index]
    before = [one for one in clause.actors if one.last <= trigger.first and clause.preposition(one.first) == "у"]
    at_home = [one for one in before if one.kind in ("person", "office")] if trigger.word.form in BEING_AT else []
    return found or at_home[-1:]  # «у премьера X накануне | побывал посол Y»


BEING_AT = frozenset({"побывать", "бывать", "гостить", "погостить"})


CALLING_ON = frozenset({",", "и", "а", "у", "к", "ко", "потом", "затем", "следом", "после", "также", "позже"})


def object_before(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«премьера Чили | не случайно ждут в Сочи»: whom an impersonal verb has before it, over adverbs."""
    if clause.tokens[trigger.index].number != "Plur":
        return []
    at = trigger.first - 1
    while at > clause.first and clause.tokens[at].pos in ("ADV", "PART"):
        at -= 1
    actor = clause.actor_at(at)
    return [actor] if actor is not None and actor.case in ("Gen", "Acc") else []


def waiting_city(clause: Clause, trigger: Trigger) -> Side | None:
    """«Душанбе | ждёт премьера»: a capital that waits is where the guest goes."""
    names = [actor for actor in clause.subject(trigger.index) if actor.kind == "side"]
    capitals = [s for s in clause.marked.sides if names and s.first == names[0].first and s.form == "capital"]
    return capitals[0] if capitals else None


def stay_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«министр X находится в Минске», «находящийся в Минске министр X»: an official who is abroad."""
    travellers = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    travellers = [actor for actor in travellers if is_traveller(clause, actor) and actor.kind != "pronoun"]
    travellers = [actor for actor in travellers if not has_left_office(clause, actor)]
    travellers = travellers or delegations(clause, trigger)
    place = place_after(clause, trigger, ("в", "во"), 2)
    place = place if place is not None and place.case == "Loc" else None
    if place is None:
        place = place_pointed(clause, trigger)  # «находится | в нашей стране»
        theirs = {side for actor in travellers for side in actor.all_sides}
        if place is not None and place_country(place) in theirs:
            place = next((s for s in clause.marked.sides if s.form == "name" and s.code not in theirs), None)
    if not travellers or place is None or clause.tokens[trigger.index].verb_form == "Conv":
        return None
    contact = start_contact(clause, trigger, parties_of(travellers, []))
    contact.place = place
    return contact


def has_left_office(clause: Clause, actor: Actor) -> bool:
    """«экс-премьер X, находящийся в Москве»: who lives abroad is on no visit."""
    titles = clause.marked.people[actor.person].titles if actor.person is not None else []
    return any(title.former for title in titles)


def delegations(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«Делегация парламента Чили находится в Минске»: people sent, as the side that sends them."""
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    sent = [actor for actor in subject if actor.kind == "side" and actor.rule == "agent"]
    words = [{token.lemma for token in clause.tokens[actor.first : actor.last]} for actor in sent]
    return [actor for actor, lemmas in zip(sent, words, strict=True) if lemmas & {"делегация", "миссия"}]


def escort_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Президента сопровождают министры X и Y»: they travel too."""
    people = [actor for actor in clause.subject(trigger.index) if actor.kind == "person"]
    if not people or clause.tokens[trigger.index].verb_form == "Part":
        return None
    contact = start_contact(clause, trigger, parties_of(people, []))
    contact.definite, contact.attending = True, True
    return contact


def escorted(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«отправился в Минск | сопровождать президента»: whom a traveller goes with."""
    for other in clause.triggers:
        form = clause.tokens[other.index].verb_form
        if other.shape == "escort.verb" and form in ("Inf", "Conv") and clause.head(other.index) == trigger.index:
            return [actor for actor in objects_of(clause, other) if actor.kind in ("person", "office")]
    return []


def invitation_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X принял приглашение президента Y посетить Минск»: a journey agreed on, or refused; the inviter is told."""
    verb = clause.verb_above(trigger.index)
    if verb < 0 or clause.tokens[verb].lemma not in TAKING | TURNING_DOWN:
        return None
    inviters = [actor for actor in clause.genitives(trigger.last - 1) if actor.kind in ("person", "office")]
    inviters = inviters or named_later(clause, trigger)
    guests = [actor for actor in clause.subject(verb) or clause.plain_subject(verb) if actor not in inviters]
    guests = [actor for actor in guests if actor.kind in ("person", "office", "pronoun")]
    later = [item for item in places_in(clause) if item.first >= trigger.last and not in_title(clause, item)]
    if not guests or not later or guests[0].side == place_country(later[0]):
        return None
    if not inviters:
        return accepted(clause, trigger, verb, guests, later[0])
    if inviters[0].rank == "colleague" or guests[0].side == inviters[0].side:  # «приглашение коллеги X посетить Рим»
        inviters = [structs.replace(inviters[0], side=place_country(later[0]))]
    contact = received_contact(clause, trigger, guests, inviters)
    words = {token.lemma for token in clause.tokens[max(clause.first, verb - MAX_FROM) : verb + 1]}
    refused = bool(words & TURNING_DOWN) or contact.status == "denied"
    contact.place, contact.status = later[0], "denied" if refused else "planned"
    contact.offered = contact.definite = False
    return contact


def accepted(
    clause: Clause, trigger: Trigger, verb: int, guests: Sequence[Actor], place: Name | Side
) -> Contact | None:
    """«X принял приглашение посетить Минск»: a journey agreed on, though the sentence leaves out who invites."""
    taken = clause.tokens[verb].lemma in ("принять", "принимать")
    if not taken or not guests[0].side or not any(one.shape == "visit.verb" for one in clause.triggers):
        return None
    contact = start_contact(clause, trigger, parties_of(guests, []))
    contact.place, contact.status, contact.offered, contact.definite = place, "planned", False, False
    return contact


TAKING = frozenset({"принять", "принимать", "получить"})
TURNING_DOWN = frozenset({"отклонить", "отвергнуть", "отказаться", "отклонять"})


def named_later(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«приглашение | своего коллеги X»: the person right after the noun, over one word or two."""
    near = [actor for actor in clause.actors if 0 <= actor.first - trigger.last <= 2]
    return [actor for actor in near if actor.kind == "person"][:1]


def is_traveller(clause: Clause, actor: Actor) -> bool:
    """Whether somebody travels on business of state: by rank, or named and ranked elsewhere in the text."""
    ranks = {actor.rank, *(clause.marked.people[number].rank for number in actor.holders)}
    return actor.kind in ("person", "office", "pronoun") and bool(ranks & TRAVELLING)
