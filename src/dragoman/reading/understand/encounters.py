"""From what sentences tell to encounters: one event once, with everything that the text says of it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from msgspec import structs

from dragoman.model import DateBasis, Encounter, EncounterKind, Mode, Participant, Place, Span, Status, Topic
from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.mark.sides import CENTRAL_ASIA
from dragoman.reading.resolve.bearers import is_state, is_where
from dragoman.reading.understand.attendants import Attendance, find_attendances, of_side
from dragoman.reading.understand.circumstances import CALLED_OFF, place_country
from dragoman.reading.understand.contacts import find_contacts
from dragoman.reading.understand.parties import is_absent, is_untitled, load_body_codes
from dragoman.reading.understand.topics import find_topics
from dragoman.reading.understand.trees import load_members
from dragoman.reading.understand.triggers import LEADERS, Contact, Party, find_triggers, is_regional
from dragoman.reading.values import Actor, Date, FormatName, Marked, Name, Sentence, Side
from dragoman.register.formats import load_formats
from dragoman.register.leaders import side_of_leader
from dragoman.register.places import find_place

FAMILIES = {  # contacts of one group may be one event told in other words
    "meeting": "talks",
    "consultation": "talks",
    "call": "call",
    "visit": "visit",
    "event": "event",
    "summit": "event",
    "ministerial": "event",
    "other": "event",
    "signing": "signing",
    "letter": "letter",
}
MINISTERS = frozenset({"foreign_minister", "minister"})
STATE_RANKS = (
    LEADERS
    | MINISTERS
    | {"deputy", "ambassador", "envoy", "speaker", "head", "official", "delegate", "spokesperson", "military", "party"}
)
SKIPPED_PASSAGES = frozenset({"question", "boilerplate", "dateline"})
MAX_BACK = 6  # sentences that a definite mention may reach back


@dataclass(slots=True)
class Event:
    """Contacts of a text that are one event."""

    contacts: list[Contact]
    parties: list[Party] = field(default_factory=list)
    extra: list[Sentence] = field(default_factory=list)  # sentences that tell more of it
    part_of: Event | None = None

    @property
    def main(self) -> Contact:
        """The contact that says most: in the body before the title, more parties, earlier."""
        if len(self.contacts) == 1:
            return self.contacts[0]
        return max(self.contacts, key=lambda c: (not c.title, not c.definite, len(c.parties), -c.sentence.start))

    @property
    def family(self) -> str:
        """The group of its contacts; a named format makes an event of a meeting."""
        return FAMILIES[self.main.family]


def find_encounters(marked: Marked) -> tuple[Encounter, ...]:
    """The encounters that a document tells of, in order of their first words.

    Args: marked: with everything before; `marked.trees` for the sentences that hold a trigger.
    """
    contacts = seat_hosts(list(gather_contacts(marked)))
    name_pairs(marked, contacts)
    name_partners(marked, contacts)
    adopt_formats(marked, contacts)
    name_envoys(marked, contacts)
    complete_visits(marked, contacts)
    complete_parties(marked, contacts)
    place_offices(marked, contacts)
    events = join_gatherings(marked, join_contacts(marked, contacts))
    bring_attendants(marked, events)
    join_travellers(marked, events)
    for event in events:
        place_hosts(marked, event)
        place_partners(marked, event)
    events = [event for event in events if is_diplomatic(marked, event, events) and not is_told_as_visit(event, events)]
    events = [event for event in events if not is_inner_move(event, events)]
    settle_talks(events)
    events = join_signings(marked, events)
    attach_sentences(marked, events)
    link_parts(events)
    events.sort(key=lambda event: min(contact.sentence.start for contact in event.contacts))
    numbers = {id(event): f"e{number}" for number, event in enumerate(events, 1)}
    return tuple(to_encounter(marked, event, numbers) for event in events)


def sentences_with_triggers(marked: Marked) -> list[Sentence]:
    """The sentences that may tell of a contact: those that need a tree."""
    return [
        sentence
        for sentence in marked.sentences
        if marked.passages[sentence.passage].kind not in SKIPPED_PASSAGES and may_tell(marked, sentence)
    ]


def may_tell(marked: Marked, sentence: Sentence) -> bool:
    """Whether a sentence has a word of contact; «прошёл», «провёл» alone only beside «его»: who led what was told."""
    for trigger in find_triggers(marked, sentence.first, sentence.last):
        if trigger.shape != "light.verb":
            return True
        if any(token.norm in HELD for token in marked.tokens[sentence.first : sentence.last]):
            return True
    return False


HELD = frozenset({"его", "ее"})  # as `gatherings.hold_verb` needs them


def gather_contacts(marked: Marked) -> Iterator[Contact]:
    """The contacts of the sentences that have a tree, in order, those that are no facts left out."""
    for sentence in marked.sentences:
        if sentence.index not in marked.trees:
            continue
        found = [contact for contact in find_contacts(marked, sentence) if not contact.generic]
        told = [contact for contact in found if not contact.offered]
        known = [keys_of(contact.parties) for contact in told]
        told += [one for one in found if one.offered and is_arranged(marked, one) and keys_of(one.parties) not in known]
        yield from merge_in_sentence(told)


def is_arranged(marked: Marked, contact: Contact) -> bool:
    """«в октябре в Рим может приехать премьер X», «X готов встретиться с Y»: what may be, with its day or people."""
    people = people_in(contact.parties)
    if contact.status != "planned" or contact.definite or contact.title or not people:
        return False
    before = marked.tokens[max(contact.sentence.first, contact.trigger.first - MAX_READY) : contact.trigger.first]
    ready = len(keys_of(contact.parties)) > 1 and any(token.norm in READY for token in before)
    return ready or (contact.date is not None and contact.place is not None)


READY = frozenset({"готов", "готова", "готовы"})
MAX_READY = 3  # tokens from «готов» over «провести» to the word of contact


def seat_hosts(contacts: list[Contact]) -> list[Contact]:
    """«В МИД вызвали посла; беседу с ним провёл X»: who talks with somebody summoned is the one who received him."""
    told: list[Contact] = []  # in the sentence of the summons itself
    for at, contact in enumerate(contacts):
        speakers = [party for party in contact.parties if party.actor.kind == "person"]
        pronouns = [party for party in contact.parties if party.actor.kind == "pronoun"]
        if FAMILIES[contact.family] != "call" or contact.mode == "phone" or not (len(speakers) == len(pronouns) == 1):
            continue
        for before in reversed(contacts[:at]):
            bodies = [party for party in before.parties if party.actor.kind == "side"]
            near = contact.sentence.index - before.sentence.index <= 1
            if before.trigger.shape != "summon.verb" or not near or len(bodies) != 1:
                continue
            if speakers[0].actor.side in (None, bodies[0].actor.side):
                before.parties = [*(p for p in before.parties if p not in bodies), Party(speakers[0].actor, "host")]
                contact.parties, contact.family, contact.mode = list(before.parties), before.family, before.mode
                contact.definite = False
                told += [contact] if contact.sentence is before.sentence else []
            break
    return [contact for contact in contacts if contact not in told]


def name_pairs(marked: Marked, contacts: Sequence[Contact]) -> None:
    """«На встрече министров отмечалось»: a group without sides is the two of that rank whom the text named before."""
    for contact in contacts:
        groups = [party.actor for party in contact.parties if party.actor.kind == "group"]
        whole = len(groups) == len(contact.parties) == 1 and not groups[0].holders and not groups[0].all_sides
        if not whole or FAMILIES[contact.family] != "talks" or contact.offered or not groups[0].rank:
            continue
        peers = LEADERS if groups[0].rank in LEADERS else MINISTERS if groups[0].rank in MINISTERS else frozenset({""})
        before = [a for a in marked.actors if a.stop <= contact.sentence.start and a.kind == "person" and a.holders]
        pair = states_told(marked, contact) if groups[0].rank in LEADERS else ()
        if pair:
            contact.parties = [Party(structs.replace(groups[0], sides=pair))]
            continue
        for ranks in ({groups[0].rank} & peers, peers):
            named = {a.holders[0]: a for a in before if ranks_of(marked, a.holders[0]) & ranks}
            sides = {marked.people[number].side for number in named}
            if len(named) == len(sides) == PAIR and None not in sides:
                contact.parties = [Party(actor) for actor in named.values()]
                contact.definite = False
                break


def states_told(marked: Marked, contact: Contact) -> tuple[str, ...]:
    """«Отношения Боготы и Каракаса испортились; | встреча президентов отменена»: the two states of one sentence."""
    named = [s for s in marked.sides if contact.sentence.start <= s.start < contact.sentence.stop]
    before = [
        s
        for s in named
        if is_state(s) and s.stop <= marked.tokens[contact.trigger.first].start and not is_where(marked, s.first)
    ]
    codes = tuple(dict.fromkeys(side.code for side in before))
    return codes if len(codes) == PAIR else ()


def name_partners(marked: Marked, contacts: Sequence[Contact]) -> None:
    """«обсудил с коллегой из Турции … Разговор с X состоялся»: a bare name alone is the official just left unnamed."""
    for at, contact in enumerate(contacts):
        lone = people_in(contact.parties)
        if len(lone) != 1 or len(contact.parties) != 1 or FAMILIES[contact.family] not in ("talks", "call"):
            continue
        somebody = marked.people[next(iter(lone))]
        if somebody.titles or somebody.side or somebody.known:
            continue
        for before in reversed(contacts[:at]):
            if contact.sentence.index - before.sentence.index > MAX_PARTNER_GAP:
                break
            unnamed = [p for p in before.parties if p.actor.kind == "office" and not p.actor.holders and p.actor.side]
            if len(unnamed) == 1 and unnamed[0].actor.rank in LEADERS | MINISTERS and people_in(before.parties):
                office = unnamed[0].actor
                somebody.side, somebody.office, somebody.rank = office.side, office.office, office.rank
                unnamed[0].actor = structs.replace(
                    contact.parties[0].actor, side=office.side, office=office.office, rank=office.rank
                )
                contact.parties = [*(p for p in before.parties if p is not unnamed[0]), unnamed[0]]
                break


MAX_PARTNER_GAP = 3  # sentences from «с коллегой из Турции» to the colleague's name


def adopt_formats(marked: Marked, contacts: Sequence[Contact]) -> None:
    """«Участники „квартета“ … Об этом X заявил по итогам встречи»: the format just named is the one that met."""
    for contact in contacts:
        if contact.format is None and is_same_format(marked, contact):
            told = [name for name in marked.formats if name.stop <= contact.sentence.start]
            earlier = [
                one.format for one in contacts if one.format is not None and one.sentence.stop <= contact.sentence.start
            ]
            before = sorted((*told, *earlier), key=lambda name: name.start)
            if before:
                contact.format, contact.family, contact.definite = before[-1], "event", False
                levels = [one.level for one in contacts if one.format is not None and one.level]
                contact.level = contact.level or next(iter(levels), "")
        people = people_in(contact.parties)
        lone = len(people) == len(contact.parties) == 1 and contact.definite and contact.weak and not contact.unknown
        spoken = lone and contact.format is None and contact.trigger.shape in ("meeting.noun", "talks.noun")
        if not spoken or not ranks_of(marked, next(iter(people))) & (LEADERS | MINISTERS):
            continue
        first = max(0, contact.sentence.index - 2)
        start = next((s.start for s in marked.sentences if s.index >= first), 0)
        near = [name for name in marked.formats if start <= name.start < contact.sentence.stop]
        known = [name for name in near if name.canonical in load_formats()]
        if len({name.canonical for name in known}) == 1:
            contact.format, contact.family, contact.definite = known[0], "event", False


def is_same_format(marked: Marked, contact: Contact) -> bool:
    """«Прошлая встреча в этом формате прошла в Ташкенте»: of the format named before."""
    words = marked.tokens[contact.trigger.last : contact.trigger.last + 4]
    pointed = [token.norm for token in words[:3]] in (
        ["в", "этом", "формате"],
        ["в", "таком", "формате"],
        ["в", "данном", "формате"],
    )
    return pointed and (contact.date is not None or contact.place is not None)


def ranks_of(marked: Marked, number: int) -> set[str]:
    """The ranks of all offices that the text gives a person."""
    return {marked.people[number].rank, *(title.rank for title in marked.people[number].titles)}


def name_envoys(marked: Marked, contacts: Sequence[Contact]) -> None:
    """«Послы: Бельгии – X … Отдельно бельгийский посол побеседовал»: the one ambassador of that state in the text."""
    for party in (party for contact in contacts for party in contact.parties):
        actor = party.actor
        if actor.kind != "office" or actor.holders or actor.rank not in ("ambassador", "envoy") or not actor.side:
            continue
        named = [one for one in marked.people if one.side == actor.side and one.rank in ("ambassador", "envoy")]
        if len(named) == 1:
            party.actor = structs.replace(actor, person=named[0].index)


def complete_visits(marked: Marked, contacts: Sequence[Contact]) -> None:
    """«Поездка в Аден, намеченная на май, сорвалась»: a journey to a place is that of the traveller told before."""
    for at, contact in enumerate(contacts):
        if contact.family != "visit" or contact.parties or contact.place is None or contact.title:
            continue
        if marked.tokens[max(0, contact.trigger.first - 1)].lemma == "этот":
            continue
        country = place_country(contact.place)
        for visit in reversed(contacts[:at]):
            near = contact.sentence.index - visit.sentence.index <= MAX_BACK
            travellers = [party for party in visit.parties if party.role is None][:1]
            if near and visit.family == "visit" and travellers and country not in sides_in(marked, travellers):
                contact.parties, contact.definite = travellers, False
                break


def complete_parties(marked: Marked, contacts: Sequence[Contact]) -> None:
    """«Запланированы переговоры с президентом»: who travels is the other party, where a visit was told just before."""
    for at, contact in enumerate(contacts):
        sides = sides_in(marked, contact.parties)
        if not contact.parties and is_sitting_there(contact):
            contact.parties = guest_and_host(marked, contacts, contact)
            contact.definite = contact.definite and not contact.parties
            continue
        talks = FAMILIES[contact.family] == "talks" or contact.trigger.shape == "call.noun"
        if talks and not contact.weak:
            settle_hosts(marked, contacts[:at], contact)
            sides = sides_in(marked, contact.parties)
        offices = [p for p in contact.parties if p.actor.kind == "office" and p.actor.all_sides]
        partners = contact.partners_only() or stand_behind_with(marked, contact)
        alone = len(sides) < PAIR or (partners and len(keys_of(contact.parties)) == 1)  # who serves a state and a body
        lone = talks and alone and bool(people_in(contact.parties) or offices)
        told = contact.weak and not contact.partners_only()
        if not lone or contact.attending or told:
            continue
        leading = hero_before(marked, contacts[:at], contact, sides) if partners else []
        leading = leading or traveller_before(marked, contacts[:at], contact, sides)
        leading = leading or speaker_before(marked, contact, sides)
        contact.parties[:0] = leading
        contact.definite = contact.definite and not leading


def settle_hosts(marked: Marked, contacts: Sequence[Contact], contact: Contact) -> None:
    """«прибудет в Армению; в повестке встречи с президентом»: an office of no told side is of the state visited."""
    for visit in reversed(contacts):
        if contact.sentence.index - visit.sentence.index > MAX_HOST_GAP:
            break
        country = place_country(visit.place) if visit.family == "visit" else None
        travellers = {side for party in visit.parties for side in party.actor.all_sides}
        for party in contact.parties if country is not None and country not in travellers else ():
            actor = party.actor
            if actor.kind == "office" and not actor.all_sides and actor.rank in HOSTING:
                party.actor = structs.replace(actor, side=country)
            if actor.kind == "person" and actor.person is not None and not actor.all_sides:
                somebody = marked.people[actor.person]
                if somebody.side is None and somebody.rank in STATE_RANKS and not somebody.known:
                    somebody.side, party.actor = country, structs.replace(actor, side=country)


def place_offices(marked: Marked, contacts: Sequence[Contact]) -> None:
    """«прибудет в Узбекистан … встречи с президентом»: officials of no told side are those of the state visited."""
    travelling = {number for one in contacts if one.family == "visit" for number in people_in(one.parties)}
    for contact in contacts:
        sides = sides_in(marked, contact.parties)
        bare = [party for party in contact.parties if is_sideless(marked, party.actor, sides, travelling)]
        if FAMILIES[contact.family] not in ("talks", "call") or not bare or len(sides) != 1:
            continue
        country = host_state(marked, contacts, contact, sides)
        for party in bare if country is not None else ():
            if party.actor.person is not None:
                marked.people[party.actor.person].side = country
            party.actor = structs.replace(party.actor, side=country)


def is_sideless(marked: Marked, actor: Actor, sides: set[str], travelling: Collection[int] = ()) -> bool:
    """An office of state, or its named holder, whose side the text does not tell: no title of his names one."""
    if actor.kind == "person" and actor.person is not None:
        somebody = marked.people[actor.person]
        told = any(title.side for title in somebody.titles) or somebody.known or actor.person in travelling
        return not told and (somebody.side is None or {somebody.side} == sides) and somebody.rank in HOSTING
    return actor.kind == "office" and not actor.holders and not actor.all_sides and actor.rank in HOSTING


HOSTING = LEADERS | MINISTERS | {"speaker", "deputy"}


def host_state(marked: Marked, contacts: Sequence[Contact], contact: Contact, sides: set[str]) -> str | None:
    """The state in which a meeting takes place: its own place, that of the guest's visit, else the report's scene."""
    country = place_country(contact.place)
    for visit in reversed(contacts):
        if country is not None:
            break
        near = 0 <= contact.sentence.index - visit.sentence.index <= MAX_BACK
        if near and visit.family == "visit" and sides_in(marked, visit.parties[:1]) & sides:
            country = place_country(visit.place)
    if country is None and contact.trigger.shape == "receive.verb":
        country = next((side.code for side in marked.sides if len(side.code) == PAIR), None)
    return country if country is not None and country not in sides else None


PAIR = 2  # sides of a bilateral meeting


def is_sitting_there(contact: Contact) -> bool:
    """«где состоялся раунд консультаций»: talks or a joint session told as held, with nobody named."""
    talks = contact.family == "consultation" or contact.level == "consultation" or contact.trigger.shape == "talks.noun"
    return talks and contact.held and not contact.weak and not contact.past and contact.format is None


def guest_and_host(marked: Marked, contacts: Sequence[Contact], contact: Contact) -> list[Party]:
    """The traveller of a visit told in the same sentence or just before, and the state that it goes to."""
    for visit in reversed(contacts):
        gap = contact.sentence.index - visit.sentence.index
        most = MAX_GUEST_GAP if contact.date is not None and contact.held else MAX_HOST_GAP
        if visit.family != "visit" or not 0 <= gap <= most or visit.status != contact.status:
            continue
        travellers = [party for party in visit.parties if party.role is None][:1]
        country = place_country(visit.place)
        if not travellers or country is None or country in sides_in(marked, travellers) or visit.place is None:
            continue
        return [*travellers, Party(state_of(visit.place, country))]
    return []


MAX_HOST_GAP = 1  # sentences from a visit to talks whose parties are not told
MAX_GUEST_GAP = 3  # and to those that are told with their day


def state_of(place: Name | Side, code: str) -> Actor:
    """The state that a place lies in, as one that takes part."""
    return Actor(place.start, place.stop, place.first, place.last, "host", "side", side=code, sides=(code,))


def stand_behind_with(marked: Marked, contact: Contact) -> bool:
    """«| С министром Y | обсуждалась торговля»: all that a contact names are those with whom it was."""
    before = [marked.tokens[party.actor.first - 1].norm for party in contact.parties if party.actor.first > 0]
    return bool(before) and all(word in ("с", "со") for word in before)


def hero_before(marked: Marked, contacts: Sequence[Contact], contact: Contact, sides: set[str]) -> list[Party]:
    """«X провёл ряд встреч. С министром Y обсуждалась торговля»: whose day a chronicle tells, met most of all."""
    told: dict[int, list[Party]] = {}
    for before in contacts:
        several = before.trigger.shape == "meeting.noun" and len(before.parties) == 1  # «провёл ряд встреч»
        for party in before.parties:
            for number in party.actor.holders:
                told.setdefault(number, []).extend([party] * (HERO_TOLD if several else 1))
    beside = [one for one in contacts if one.sentence is contact.sentence]
    if any(keys_of([party]) & keys_of(contact.parties) for one in beside for party in one.parties):
        return []
    ranked = sorted(told, key=lambda number: -len(told[number]))
    if not ranked or len(told[ranked[0]]) < HERO_TOLD:
        return []
    if len(ranked) > 1 and len(told[ranked[1]]) == len(told[ranked[0]]):
        return []
    somebody = marked.people[ranked[0]]
    near = any(contact.sentence.index - before.sentence.index <= MAX_TRIP for before in contacts)
    return told[ranked[0]][:1] if near and somebody.side and somebody.side not in sides else []


HERO_TOLD = 2  # contacts in which somebody was told before that a chronicle is his


def traveller_before(marked: Marked, contacts: Sequence[Contact], contact: Contact, sides: set[str]) -> list[Party]:
    """The traveller of a visit told just before, if of another side."""
    for visit in reversed(contacts):
        gap = contact.sentence.index - visit.sentence.index
        near = gap <= (MAX_TRIP if contact.status == visit.status == "happened" else MAX_VISIT_GAP)
        off = visit.status in CALLED_OFF and gap != 0
        apart = off or (contact.status, visit.status) == ("happened", "planned")
        if apart or visit.definite:
            continue
        travellers = [party for party in visit.parties if party.role is None]
        travellers = [party for party in travellers if party.actor.kind == "person"][:1] or travellers[:1]
        sent = visit.trigger.shape == "dispatch.verb"  # «направит группу экспертов»: nobody named
        if near and visit.family == "visit" and sides_in(marked, travellers) - sides and not sent:
            return travellers
    return []


def speaker_before(marked: Marked, contact: Contact, sides: set[str]) -> list[Party]:
    """«Состоялась встреча с X»: the official who is the subject of one of the sentences before."""
    nouns = contact.trigger.shape in ("meeting.noun", "talks.noun", "call.noun") and contact.partners_only()
    passive = contact.trigger.shape == "discuss.verb" and marked.tokens[contact.trigger.index].voice == "Pass"
    if not nouns and not passive:
        return []
    starts = {s.index: s.start for s in marked.sentences}
    first = starts.get(max(0, contact.sentence.index - MAX_VISIT_GAP), 0)
    for actor in reversed(marked.actors):
        before = first <= actor.start < contact.sentence.start and actor.kind == "person" and actor.case == "Nom"
        if before and actor.rank in STATE_RANKS - {"spokesperson"} and actor.side and actor.side not in sides:
            return [Party(actor)]
    return []


MAX_TRIP = 8  # sentences from a visit over what its guest does to one more meeting
MAX_VISIT_GAP = 4  # sentences from a visit to a meeting told without the traveller


def merge_in_sentence(contacts: list[Contact]) -> list[Contact]:
    """«X провёл переговоры в ходе встречи с Y»: two triggers of one contact; «обсудили» yields to a named one."""
    kept: list[Contact] = []
    for contact in sorted(contacts, key=lambda c: (c.trigger.shape == "discuss.verb", c.definite, c.trigger.index)):
        twin = next((other for other in kept if is_twin(other, contact)), None)
        if twin is None:
            kept.append(contact)
        else:
            absorb(twin, contact)
    journeys = [keys_of(contact.parties) for contact in kept if contact.family == "visit"]
    return sorted(
        [c for c in kept if FAMILIES[c.family] != "talks" or keys_of(c.parties) not in journeys or is_lone(c)],
        key=lambda c: c.trigger.index,
    )


def is_lone(contact: Contact) -> bool:
    """Whether a contact has one party at most."""
    return len(keys_of(contact.parties)) < 2


def is_twin(left: Contact, right: Contact) -> bool:
    """Whether two contacts of one sentence are one."""
    if right.trigger.shape == "attend.verb" and right.event not in (-1, left.trigger.index):
        return right.format is None and bool(keys_of(left.parties) & keys_of(right.parties))
    if right.trigger.shape == "discuss.verb" and left.family == "visit" and len(keys_of(right.parties)) > 1:
        return False  # «вернулся из Анкары, где обсуждал транзит с X»
    if right.trigger.shape in ("discuss.verb", "attend.verb") and left.trigger.shape != "visit.noun":
        return not right.parties or bool(keys_of(left.parties) & keys_of(right.parties)) or right.definite
    same_group = FAMILIES[left.family] == FAMILIES[right.family]
    if "agree.verb" in (left.trigger.shape, right.trigger.shape) and keys_of(left.parties) == keys_of(right.parties):
        return FAMILIES[left.family] in ("talks", "event") and FAMILIES[right.family] in ("talks", "event")
    if is_met_at(left, right):
        return True
    if left.weak != right.weak and {left.status, right.status} == {"happened", "planned"}:
        return False  # «по итогам консультаций договорились провести раунд в мае»
    apart = right.held and right.definite and (right.date is not None or right.place is not None)
    if apart and not left.definite and (left.status, right.status) == ("happened", "planned"):
        return False  # «позавтракав, объявили о переговорах; первый раунд пройдёт в Осло»
    if same_group and (left.definite or right.definite):
        return True
    if FAMILIES[left.family] == "visit" and same_group:
        return bool(keys_of(left.parties) & keys_of(right.parties)) and not places_clash(left, right)
    return same_group and keys_of(left.parties) == keys_of(right.parties)


def is_met_at(left: Contact, right: Contact) -> bool:
    """«Президенты A, B и C встретились | на неформальном саммите»: the same three or more, so the summit is where."""
    shapes = {left.trigger.shape, right.trigger.shape}
    keys = keys_of(left.parties)
    same = len(keys) >= MULTILATERAL and keys == keys_of(right.parties)
    return shapes == {"meet.verb", "event.noun"} and same and left.status == right.status


def absorb(target: Contact, other: Contact) -> None:
    """Gives a contact what another one knows."""
    known = keys_of(target.parties)
    if target.family != "visit":
        target.parties += [p for p in other.parties if not keys_of([p]) & known and p.actor.kind != "group"]
    target.date = target.date or other.date
    target.place = target.place or other.place
    target.format = target.format or other.format
    target.past = target.past or other.past
    target.attending = target.attending or (other.attending and target.definite)
    if target.mode == "unknown" or (other.mode in ("phone", "video") and target.family != "visit"):
        target.mode = other.mode


# -- one event once -------------------------------------------------------------------------------------------------


def keys_of(parties: Sequence[Party]) -> set[object]:
    """The people of parties by number; a side only where nobody is named."""
    keys: set[object] = set()
    for party in parties:
        actor = party.actor
        if actor.holders:
            keys.update(actor.holders)
            if actor.kind == "group" and len(actor.holders) == 1 < len(actor.sides):
                keys.add(("office", actor.office, actor.sides))  # «президенты двух стран», one of whom is named
        elif actor.kind == "office" or (actor.rank == "armed" and not actor.all_sides):
            keys.add(("office", actor.office, actor.side))
        elif actor.side:
            keys.add(actor.side)
        else:
            keys.update(actor.sides)
    return keys


def people_in(parties: Sequence[Party]) -> set[int]:
    """The named people among parties."""
    return {key for key in keys_of(parties) if isinstance(key, int)}


def sides_in(marked: Marked, parties: Sequence[Party]) -> set[str]:
    """The sides of parties, those of their people among them."""
    sides: set[str] = set()
    for party in parties:
        sides.update(party.actor.all_sides)
        sides.update(side for number in party.actor.holders if (side := marked.people[number].side))
    return sides


def join_contacts(marked: Marked, contacts: list[Contact]) -> list[Event]:
    """Contacts joined into events: those that name their parties first, then what only points back."""
    events: list[Event] = []
    named = [contact for contact in contacts if not points_back(contact)]
    for contact in sorted(named, key=lambda c: (c.title, c.sentence.start)):
        home = next((event for event in order_near(events, contact) if is_same_event(marked, event, contact)), None)
        if home is None:
            events.append(Event([contact], list(contact.parties)))
        else:
            home.contacts.append(contact)
            add_parties(home, contact)
    lone: list[Contact] = []
    for contact in contacts:
        if points_back(contact):
            attach_back(marked, events, contact)
            if not any(contact in event.contacts for event in events) and people_in(contact.parties):
                lone.append(contact)
    lone = [c for c in lone if c.attending or c.trigger.shape in ("attend.verb", "event.noun")]
    return join_ceremonies(marked, events + [Event([contact], list(contact.parties)) for contact in lone])


def join_ceremonies(marked: Marked, events: list[Event]) -> list[Event]:
    """«На церемонии страну представлял X. Присутствовал посол Y»: people of two sides at one event, told apart."""
    apart = [e for e in events if e.family == e.main.family == "event" and not has_format(e) and people_in(e.parties)]
    apart = [event for event in apart if len(sides_in(marked, event.parties)) == 1 and not event.main.offered]
    apart.sort(key=lambda event: event.main.sentence.index)
    for left, right in pairwise(apart):
        close = right.main.sentence.index - left.main.sentence.index <= MAX_TOLD_GAP
        both = sides_in(marked, left.parties) != sides_in(marked, right.parties)
        if close and both and not contradict(left, right.main):
            left.contacts += right.contacts
            left.parties += right.parties
            return [event for event in events if event is not right]
    return events


def order_near(events: Sequence[Event], contact: Contact) -> list[Event]:
    """Events, nearest first."""
    return sorted(events, key=lambda e: min(abs(c.sentence.index - contact.sentence.index) for c in e.contacts))


def join_gatherings(marked: Marked, events: list[Event]) -> list[Event]:
    """«Состоялся саммит С5+1. X провёл переговоры с президентами A, B, C, D и E»: one event, named and then told."""
    named = [event for event in events if event.family == "event" and format_members(event)]
    gone: set[int] = set()
    for event in named:
        for other in events:
            if id(other) in gone or other is event or not is_gathering_told(marked, event, other):
                continue
            gone.add(id(other))
            family = event.main.family
            for contact in other.contacts:
                contact.family = family
            event.contacts += other.contacts
            if not people_in(event.parties):
                event.parties = []
            for contact in other.contacts:
                add_parties(event, contact)
    return [event for event in events if id(event) not in gone]


def join_travellers(marked: Marked, events: Sequence[Event]) -> None:
    """«В Дохе проходит форум. В Доху прилетел министр X»: who goes where a format meets, nobody named, takes part."""
    for event in events:
        place = place_of(event)
        if event.family != "event" or place is None or not has_format(event) or people_in(event.parties):
            continue
        for visit in events:
            goal = place_of(visit)
            there = goal is not None and place_name(goal) == place_name(place)
            if visit.family != "visit" or not there or visit.main.status in CALLED_OFF or visit.main.past:
                continue
            ranked = [p for p in visit.parties if p.role is None and p.actor.holders]
            ranked = [p for p in ranked if ranks_of(marked, p.actor.holders[0]) & (LEADERS | MINISTERS)]
            event.parties += unknown_among(ranked, event.parties)


def bring_attendants(marked: Marked, events: list[Event]) -> None:
    """«В состав делегации вошли A и B», «в присутствии C»: who took part too, told beside a contact or after it."""
    for attendance in find_attendances(marked) if events else ():
        parties = [Party(actor) for actor in of_side(attendance.actors, attendance.side)]
        parties = [party for party in parties if not is_absent(marked, party.actor)]
        if not parties:
            continue
        own = [event for event in events if attendance.how == "joined" and is_told_by(event, attendance, parties)]
        event = event_attended(marked, [event for event in events if event not in own], attendance)
        if event is None:
            continue
        for other in own:  # «К встрече присоединились A и B» is no meeting of A and B
            events.remove(other)
            event.contacts += other.contacts
        event.parties += unknown_among(parties, event.parties)


def unknown_among(parties: Sequence[Party], told: Sequence[Party]) -> list[Party]:
    """Those of some parties whom none of the others means."""
    known = keys_of(told)
    return [party for party in parties if not keys_of([party]) & known]


def is_told_by(event: Event, attendance: Attendance, parties: Sequence[Party]) -> bool:
    """Whether an event is nothing but the sentence that brings people to another one."""
    here = all(contact.sentence is attendance.sentence for contact in event.contacts)
    return here and bool(keys_of(event.parties) & keys_of(parties) or not event.parties)


def event_attended(marked: Marked, events: Sequence[Event], attendance: Attendance) -> Event | None:
    """The event that an attendance tells of: one of its sentence, the nearest trigger first, else the last before."""
    ranked: list[tuple[bool, int, int, int]] = []
    for number, event in enumerate(events):
        if event.family == "letter" or (attendance.how == "member") != (event.family == "visit"):
            continue
        if attendance.how == "leader" and not lacks_leader(marked, event, attendance):
            continue
        far = attendance.how == "member" or (attendance.how == "leader" and has_format(event))
        reach = MAX_MEMBERS_BACK if far else MAX_ATTENDANCE
        coming = attendance.how not in ("member", "expected") and event.main.status != "happened"
        other = attendance.how == "member" and not is_journey_of(marked, event, attendance)
        other = other or (attendance.how == "expected" and event.main.status != "planned")
        for contact in event.contacts:
            gap = attendance.sentence.index - contact.sentence.index
            if 0 <= gap <= (0 if coming else reach) and not contact.title:
                ranked.append((other, gap, abs(contact.trigger.index - attendance.at), number))
    return events[min(ranked)[-1]] if ranked else None


def is_journey_of(marked: Marked, event: Event, attendance: Attendance) -> bool:
    """Whether a visit is one of the delegation's side, and has begun where its members are told in the present."""
    begun = marked.tokens[attendance.at : attendance.sentence.last]
    verb = next((token for token in begun if token.verb_form == "Fin"), None)
    coming = verb is not None and verb.lemma == "войти" and verb.tense == "Fut"
    return bool(attendance.sides & sides_in(marked, event.parties)) and (coming or event.main.status == "happened")


def lacks_leader(marked: Marked, event: Event, attendance: Attendance) -> bool:
    """Whether a delegation's side takes part in talks with nobody of it named, or belongs to those who gather."""
    sides, known, members = attendance.sides, sides_in(marked, event.parties), format_members(event)
    if not sides or event.family == "visit" or not (sides <= known or (sides <= members and event.family == "event")):
        return False
    return all(marked.people[number].side not in sides for number in people_in(event.parties))


MAX_ATTENDANCE = 5  # sentences from a contact to those who also took part
MAX_MEMBERS_BACK = 15  # sentences from a journey to «в состав делегации входят»


def is_gathering_told(marked: Marked, event: Event, other: Event) -> bool:
    """Whether talks of three sides or more beside a meeting of a format are that meeting: all are its members."""
    if other.family not in ("talks", "event") or has_format(other) or other.main.past or other.main.coming:
        return False
    gap = min(abs(o.sentence.index - c.sentence.index) for o in other.contacts for c in event.contacts)
    if gap > MAX_TOLD_GAP or any(contradict(event, contact) for contact in other.contacts):
        return False
    sides, members = spread_regions(sides_in(marked, other.parties)), format_members(event)
    ours, theirs = people_in(event.parties), people_in(other.parties)
    return len(sides) >= MULTILATERAL and sides <= members and (not ours or ours <= theirs)


def format_members(event: Event) -> frozenset[str]:
    """The sides that belong, or once belonged, to the known format of an event."""
    names = [contact.format.canonical for contact in event.contacts if contact.format is not None]
    known = next((load_formats()[name] for name in names if name in load_formats()), None)
    return frozenset(member.side for member in known.members) if known else frozenset()


MAX_TOLD_GAP = 2  # sentences between the name of a meeting and who met
MULTILATERAL = 3  # sides


def points_back(contact: Contact) -> bool:
    """Whether a contact has too little of its own to be an event."""
    if contact.trigger.shape == "discuss.verb" and len(keys_of(contact.parties)) < 2 and contact.format is None:
        return True
    if contact.format is not None and contact.family in ("event", "summit", "ministerial") and not contact.weak:
        return False
    return contact.definite


def add_parties(event: Event, contact: Contact) -> None:
    """Adds the parties of another telling of the event; groups only while nobody is named."""
    known = keys_of(event.parties)
    if event.family == "visit":
        return
    for party in contact.parties:
        if not keys_of([party]) & known and party.actor.kind in ("person", "office", "side"):
            event.parties.append(party)


def is_same_event(marked: Marked, event: Event, contact: Contact) -> bool:
    """Whether a contact tells of an event that is known already."""
    main = event.main
    if is_title_of(marked, event, contact):
        return True
    if is_other_ceremony(marked, event, contact):
        return False
    if is_its_ceremony(event, contact):
        return True
    if is_bilateral_beside(marked, event, contact):
        return False
    if is_one_stay(event, contact):
        return True
    if contact.unknown != main.unknown or not is_same_kind(event, contact) or contradict(event, contact):
        return False
    if event.family == "visit" and is_same_office(marked, event, contact):
        return True
    if is_delegated(main) != is_delegated(contact) and meets_apart(main, contact):
        return False
    undated = all(other.date is None for other in event.contacts)
    if undated and not main.background and is_long_ago(marked, contact):
        return False
    if is_format_meeting(event, contact) or is_same_gathering(event, contact):
        return True
    ours, theirs = people_in(event.parties), people_in(contact.parties)
    others = is_other_rank(marked, event, contact) or is_office_of_other(marked, event, contact)
    if event.family == "talks" and (others or is_of_leaders(marked, event.parties, contact.parties)):
        return False
    if ours and theirs:
        if event.family == "visit":
            return bool(ours & theirs) and main.place is not None and same_place(main, contact)
        if not (ours <= theirs or theirs <= ours):
            return event.family == "event" and bool(ours & theirs) and contact.format is None and not has_format(event)
        written = event.family == "letter" and sides_in(marked, contact.parties) <= sides_in(marked, event.parties)
        return len(ours & theirs) > 1 or written or (event.family != "letter" and one_sided(marked, event, contact))
    left, right = sides_in(marked, event.parties), sides_in(marked, contact.parties)
    apart = event.family == "event" and is_delegated(main) != is_delegated(contact)
    if apart and min(len(left), len(right)) < PAIR and not contact.title:
        return False  # «лидер выступит на сессии Генассамблеи … 24 августа заседала комиссия двух стран»
    return bool(left) and bool(right) and (left <= right or right <= left) and event.family != "visit"


def is_one_stay(event: Event, contact: Contact) -> bool:
    """«завершил в среду визит в Таджикистан … гость, прибывший в Душанбе 22 ноября»: days of one journey."""
    main = event.main
    if event.family != "visit" or contact.family != "visit" or {main.status, contact.status} != {"happened"}:
        return False
    if not people_in(event.parties) & people_in(contact.parties) or main.past != contact.past:
        return False
    told = main.place is not None and contact.place is not None and same_place(main, contact)
    days = [day for one in (main, contact) if (day := day_number(one.date)) is not None]
    return told and len(days) == PAIR and abs(days[0] - days[1]) <= MAX_STAY


def day_number(date: Date | None) -> int | None:
    """A day as a number, in the leap year 2000 where no year is told; None for anything but a day."""
    try:
        return datetime.date.fromisoformat((date_value(date) or "").replace("XXXX", "2000")).toordinal()
    except ValueError:
        return None


MAX_STAY = 4  # days of one journey that two sentences may tell of


def meets_apart(left: Contact, right: Contact) -> bool:
    """«провёл консультации … В тот же день встретился с X», «был принят министром»: delegations, then two people."""
    shapes = {left.trigger.shape, right.trigger.shape}
    return "meet.verb" in shapes or ("receive.verb" in shapes and bool(shapes & {"event.noun", "talks.noun"}))


def is_bilateral_beside(marked: Marked, event: Event, contact: Contact) -> bool:
    """«В тот же день X провёл двусторонние встречи с Y»: two of the many who sat in a multilateral meeting, apart."""
    many = len(sides_in(marked, event.parties)) > PAIR and event.family in ("event", "talks")
    two = FAMILIES[contact.family] in ("talks", "call") and len(people_in(contact.parties)) == PAIR
    own = contact.trigger.shape not in ("discuss.verb", "attend.verb") and not contact.weak and contact.format is None
    before = marked.tokens[max(0, contact.trigger.first - PAIR) : contact.trigger.first]
    told = any(token.lemma in APART for token in before)
    apart = told and two and not contact.weak and len(sides_in(marked, event.parties)) > PAIR
    return apart or (many and two and own and not contact.title and bool(contact.partners))


APART = frozenset({"двусторонний", "отдельный", "личный", "отдельно"})


def is_delegated(contact: Contact) -> bool:
    """Consultations, rounds and sessions of commissions: delegations meet, beside which their heads may meet others."""
    return "consultation" in (contact.family, contact.level)


def is_title_of(marked: Marked, event: Event, contact: Contact) -> bool:
    """«Встретились министры стран региона и США»: a title that names nobody, of an event of these sides."""
    groups = {event.family, FAMILIES[contact.family]} <= {"talks", "event"}
    if not groups or not contact.title or people_in(contact.parties) or contradict(event, contact):
        return False
    ours, theirs = spread_regions(sides_in(marked, event.parties)), spread_regions(sides_in(marked, contact.parties))
    return len(theirs) > 1 and (theirs <= ours or (has_format(event) and ours <= theirs))


def is_other_ceremony(marked: Marked, event: Event, contact: Contact) -> bool:
    """«В апреле грамоты вручили послы A и B»: credentials of other envoys than those told of before."""
    formats = {one.format.rule for one in (event.main, contact) if one.format is not None}
    if "credentials" in formats and any(one.format is None and one.ordinal for one in (event.main, contact)):
        return True  # «приняла грамоты. В тот же день прошло восьмое заседание комиссии»
    if formats != {"credentials"} or contact.format is None or event.main.format is None:
        return False
    dated = contact.past != event.main.past or (contact.date is not None and not same_day(event.main, contact))
    if not dated:
        return False  # «принял грамоты у новых послов. Грамоты вручили послы A и B. Грамоты вручил также посол C»
    apart = not sides_in(marked, contact.parties) <= sides_in(marked, event.parties)
    return apart and not people_in(contact.parties) & people_in(event.parties)


def is_its_ceremony(event: Event, contact: Contact) -> bool:
    """«принял верительные грамоты. В церемонии приняли участие послы A и B»: the ceremony of the credentials."""
    gap = contact.sentence.index - event.main.sentence.index
    handed = event.main.format is not None and event.main.format.rule == "credentials"
    return handed and contact.trigger.word.form == "церемония" and 0 <= gap <= MAX_BACK and contact.format is None


def spread_regions(sides: set[str]) -> set[str]:
    """Sides with the states of a region in its place."""
    return (sides - {"C5"}) | CENTRAL_ASIA if "C5" in sides else sides


def is_same_office(marked: Marked, event: Event, contact: Contact) -> bool:
    """«визит главы правительства» told of again without the name: one traveller of that side, one place."""
    ours, theirs = event.parties[:1], contact.parties[:1]
    if not ours or not theirs or bool(people_in(ours)) == bool(people_in(theirs)):
        return False
    if event.main.place is None or contact.place is None:
        return False
    unnamed = (theirs if people_in(ours) else ours)[0].actor
    same = sides_in(marked, ours) == sides_in(marked, theirs) != set()
    ranks = ranks_of(marked, next(iter(people_in(ours) or people_in(theirs))))
    same = same and (unnamed.rank in ranks or unnamed.rank not in TOLD_RANKS)
    return same and unnamed.kind == "office" and same_place(event.main, contact)


def is_office_of_other(marked: Marked, event: Event, contact: Contact) -> bool:
    """«встретился с председателем парламента», then «с мэром X»: an office told before is not that of who is named."""
    named = [marked.people[number] for number in people_in(contact.parties)]
    for actor in (party.actor for party in event.parties):
        if actor.holders or actor.kind != "office" or actor.rank not in TOLD_RANKS:
            continue
        peers = {one.rank for one in named if one.side == actor.side} - {""}
        if peers and actor.rank not in peers:
            return True
    return False


def is_other_rank(marked: Marked, event: Event, contact: Contact) -> bool:
    """«с председателями палат Бразилии»: somebody unnamed whose rank none of the event's people of that side has."""
    for party in contact.parties:
        actor = party.actor
        if actor.holders or actor.kind not in ("office", "group") or not actor.side or actor.rank not in TOLD_RANKS:
            continue
        ranks = {marked.people[number].rank for number in people_in(event.parties)} - {""}
        peers = {marked.people[n].rank for n in people_in(event.parties) if marked.people[n].side == actor.side}
        others = {p.actor.rank for p in event.parties if p.actor.kind == "office" and p.actor.side == actor.side}
        if peers and actor.rank not in peers | ranks:
            return True
        if actor.kind == "office" and others - {""} and actor.rank not in others | ranks and not peers:
            return True  # «встретится с президентом и премьер-министром»
    return False


def is_of_leaders(marked: Marked, left: Sequence[Party], right: Sequence[Party]) -> bool:
    """«переговоры президентов двух стран … X встретился с председателем сената»: one is of the leaders, one is not."""
    for parties, others in ((left, right), (right, left)):
        groups = [party.actor for party in parties if party.actor.kind == "group" and party.actor.rank in LEADERS]
        sides = {side for actor in groups if len(actor.sides) > 1 for side in actor.sides}
        people = [marked.people[number] for number in people_in(others)]
        if any(one.side in sides and one.rank and one.rank not in LEADERS for one in people):
            return True
    return False


TOLD_RANKS = LEADERS | MINISTERS | {"speaker", "ambassador", "head"}


def is_same_kind(event: Event, contact: Contact) -> bool:
    """Whether the groups of an event and a contact agree; a «беседа» may be how a meeting is called later."""
    group = FAMILIES[contact.family]
    if event.family == group or is_format_meeting(event, contact):
        return True
    ours, theirs = people_in(event.parties), people_in(contact.parties)
    discussed = "discuss.verb" in (contact.trigger.shape, event.main.trigger.shape)
    if {event.family, group} == {"talks", "call"} and discussed and ours == theirs and len(ours) > 1:
        return True
    if {event.family, group} == {"talks", "call"} and contact.weak and ours == theirs and len(ours) > 1:
        return True  # «переговоры по видеосвязи … По итогам беседы»
    plain = contact.mode not in ("phone", "video") and event.main.mode not in ("phone", "video")
    loose = contact.weak or event.main.weak or (ours == theirs and len(ours) > 1)  # «переговорил», then «переговоры»
    return {event.family, group} == {"talks", "call"} and plain and loose


def is_long_ago(marked: Marked, contact: Contact) -> bool:
    """A day well before the report's: no other telling of what the report gives as news without a day."""
    published, day = marked.document.published, date_value(contact.date)
    if published is None or published.date is None or day is None or "X" in day or "/" in day:
        return False
    said, report = day[:7], published.date[:7]
    if len(report) < 7 or not said.replace("-", "").isdigit():
        return False
    return said[:4] < report[:4] if len(said) < 7 else months_of(report) - months_of(said) > 1


def months_of(day: str) -> int:
    """Months since the year nought of YYYY-MM; a season counts as its year's start."""
    month = int(day[5:7])
    return 12 * int(day[:4]) + (month if month <= 12 else 1)


def has_armed(parties: Sequence[Party]) -> bool:
    """Whether people of no state take part: «лидеры повстанцев»."""
    return any(party.actor.rank == "armed" for party in parties)


def contradict(event: Event, contact: Contact) -> bool:
    """Whether day, place, format, number, time or status say that a contact is another event."""
    if has_armed(event.parties) != has_armed(contact.parties) and min(len(event.parties), len(contact.parties)) > 1:
        return True  # talks with rebels, and others
    main = event.main
    if any(dates_clash(other.date, contact.date) or places_clash(other, contact) for other in event.contacts):
        return True
    names = {other.format.canonical for other in event.contacts if other.format} | {""}
    if contact.format is not None and len(names | {contact.format.canonical}) > 2:
        return True
    numbers = {other.ordinal for other in event.contacts if other.ordinal}
    if contact.ordinal and numbers and contact.ordinal not in numbers:
        return True
    levels = {level for other in (*event.contacts, contact) if (level := gathering_level(other))}
    if len(levels) > 1:
        return True
    if (main.past or main.coming, contact.past or contact.coming) in ((True, False), (False, True)):
        told = contact.family == "visit" and contact.place is not None and contact.trigger.shape == "arrive.verb"
        if told and not (has_day(main) and has_day(contact)) and main.status == contact.status:
            return False  # «ездил в Мадрид … Ранее сообщалось, что он отправился в Мадрид»
        return not (same_day(main, contact) and has_day(main) and has_day(contact))
    if contact.family == "call" and contact.mode == "in_person" and main.mode in ("phone", "video"):
        return True  # «беседовали тет-а-тет» beside a call
    denied = contact.status == "denied" and main.status == "happened" and not contact.weak and not contact.title
    if denied and not same_day(main, contact):
        return True
    if contact.weak or main.weak or contact.title or main.title:
        return False
    if contact.mode == "phone" and main.mode == "in_person" and main.place is not None:
        return True  # «обсуждали по телефону» beside a meeting in Reykjavik
    put_off = contact.status == "planned" and main.status in CALLED_OFF
    retold = put_off or same_day(main, contact)
    return main.status != contact.status and not retold


def gathering_level(contact: Contact) -> str:
    """summit or ministerial where a telling says so."""
    level = contact.level or contact.family
    return level if level in ("summit", "ministerial") and contact.trigger.shape != "attend.verb" else ""


GATHERINGS = frozenset({"саммит", "самит", "форум", "конференция", "заседание", "сессия", "ассамблея"})


def is_same_gathering(event: Event, contact: Contact) -> bool:
    """«саммит» told of again: one event of that name, unless somebody only stays away from it."""
    noun = gathering_noun(contact)
    if noun not in GATHERINGS or stays_away(contact) or stays_away(event.main) or event.family != "event":
        return False
    if any(gathering_noun(other) == noun for other in event.contacts):
        return True
    near = 0 <= contact.sentence.index - event.main.sentence.index <= MAX_GATHERING
    alike = is_delegated(event.main) == is_delegated(contact)
    return near and alike and contact.format is None and not people_in(event.parties)


def gathering_noun(contact: Contact) -> str:
    """The noun of a gathering; «заседание саммита» is the summit."""
    noun, inner = contact.trigger.word.form, contact.inner
    return inner if noun in ("заседание", "открытие") and inner else noun


MAX_GATHERING = 3  # sentences from «саммит» without people to «в заседании участвовали»


def stays_away(contact: Contact) -> bool:
    """«отказался от участия в саммите»: one party, and it does not come."""
    return contact.status in CALLED_OFF and len(keys_of(contact.parties)) < 2


def one_sided(marked: Marked, event: Event, contact: Contact) -> bool:
    """One named person in common: the other parties must be of the same sides."""
    left, right = sides_in(marked, event.parties), sides_in(marked, contact.parties)
    return len(left & right) > 1 or event.family == "event"


def is_format_meeting(event: Event, contact: Contact) -> bool:
    """«встреча» and «С5+1»: a meeting of the same format."""
    return has_format(event) and contact.format is not None


def has_format(event: Event) -> bool:
    """Whether any telling names a format."""
    return any(contact.format is not None for contact in event.contacts)


def date_value(date: Date | None) -> str | None:
    """The best EDTF of a date."""
    return (date.resolved or date.edtf) if date is not None else None


def dates_clash(left: Date | None, right: Date | None) -> bool:
    """Two days that cannot be one."""
    one, other = date_value(left), date_value(right)
    if one is None or other is None or "/" in one or "/" in other:
        return False
    return any("X" not in a and "X" not in b and a != b for a, b in zip(one.split("-"), other.split("-"), strict=False))


def same_day(left: Contact, right: Contact) -> bool:
    """Both say a day, the days agree, and something of them is told by both."""
    one, other = date_value(left.date), date_value(right.date)
    if one is None or other is None or dates_clash(left.date, right.date):
        return False
    return (
        any(a == b and "X" not in a for a, b in zip(one.split("-"), other.split("-"), strict=False))
        or "/" in one + other
    )


def has_day(contact: Contact) -> bool:
    """Whether the date told is a day, not a month or a year."""
    return len((date_value(contact.date) or "").split("/")[0]) >= len("XXXX-05-12")


def place_name(place: Name | Side | None) -> str:
    """The nominative of a place."""
    return place.nominative if place is not None else ""


def same_place(left: Contact, right: Contact) -> bool:
    """Both places are one, or one lies in the other."""
    one, other = left.place, right.place
    if one is None or other is None:
        return True
    if place_name(one).lower() == place_name(other).lower():
        return True
    if is_city(one) and is_city(other):
        return False
    return place_country(one) is not None and place_country(one) == place_country(other)


def is_city(place: Name | Side) -> bool:
    """Whether a place is a city that the register knows, no state, region or seat."""
    known = find_place(place_name(place))
    return known is not None and known.kind in ("city", "capital")


def places_clash(left: Contact, right: Contact) -> bool:
    """Two places that cannot be one."""
    return left.place is not None and right.place is not None and not same_place(left, right)


def attach_back(marked: Marked, events: list[Event], contact: Contact) -> None:
    """Gives a contact without parties of its own to the event that it tells more of."""
    apart = contact.past or contact.coming or (contact.status in CALLED_OFF and contact.date is not None)
    apart = apart or (contact.status == "planned" and is_delegated(contact) and contact.held)
    founded = is_new_commission(marked, contact)
    apart = apart or founded or is_agreed(events, contact) or is_other_sitting(events, contact)
    named = any(party.actor.kind in ("person", "office") for party in contact.parties)
    if apart and contact.format is None and not named:
        if not founded and is_of_format_series(events, contact):
            add_next(events, contact)
            return
        model = same_pair(marked, events, contact)
        if model is not None:
            contact.definite = False
            events.append(Event([contact], pair_of(marked, model, contact)))
            return
    if contact.format is not None:
        for event in events:
            told = [c for c in event.contacts if c.format and c.format.canonical == contact.format.canonical]
            if told and not any(dates_clash(c.date, contact.date) for c in event.contacts):
                event.contacts.append(contact)
                return
        if contact.format.rule == "credentials":
            return  # no session or visit is the ceremony at which papers are handed
    group = FAMILIES[contact.family]
    best: tuple[tuple[int, int], Event] | None = None
    for event in events:
        gap = told_before(event, contact)
        if gap < 0 or (event.main.past and gap > 0) or (contact.format is not None and has_format(event)):
            continue
        alike = (
            event.family == group
            or {event.family, group} <= {"talks", "call"}
            or (contact.trigger.shape == "discuss.verb")
            or (event.family in ("event", "talks") and (contact.trigger.shape == "attend.verb" or contact.attending))
        )
        known = people_in(contact.parties)
        if not alike or gap > MAX_BACK or any(dates_clash(c.date, contact.date) for c in event.contacts):
            continue
        if contact.coming or (
            gathering_level(contact) and {gathering_level(c) for c in event.contacts} - {"", gathering_level(contact)}
        ):
            continue
        if known and not known & people_in(event.parties) and not brings_people(event, contact):
            continue
        if contact.status != event.main.status and event.main.status != "happened" and gap > 1:
            continue
        rank = (0 if event.family == group else 1, gap)
        if best is None or rank <= best[0]:
            best = (rank, event)
    if best is None:
        if (
            (contact.trigger.shape in ("attend.verb", "event.noun") or contact.attending)
            and len(contact.sides_known()) > 1
            and (len(contact.parties) > 2 or len(people_in(contact.parties)) > 1)
        ):
            events.append(Event([contact], list(contact.parties)))
        elif is_other_time(marked, contact):
            contact.definite = False
            events.append(Event([contact], list(contact.parties)))
        elif not founded:
            add_next(events, contact)
        return
    event = best[1]
    if places_clash(event.main, contact) and contact.place is not None and event.family != "visit":
        return
    event.contacts.append(contact)
    if brings_people(event, contact):
        add_people(event, contact)


def is_other_time(marked: Marked, contact: Contact) -> bool:
    """«в сентябре лидеры двух стран провели встречу в Вене»: of those two, on a day or in a place of its own."""
    told = contact.date is not None or contact.place is not None
    talks = FAMILIES[contact.family] in ("talks", "call") and contact.trigger.shape != "discuss.verb"
    return told and talks and contact.held and not contact.weak and len(sides_in(marked, contact.parties)) == PAIR


def is_agreed(events: Sequence[Event], contact: Contact) -> bool:
    """«условились сверить позиции при встрече, которая пройдёт в Термезе»: a meeting to come of who met or spoke."""
    told = contact.date is not None or contact.place is not None
    sits = contact.trigger.word.form in SITTINGS and contact.format is None and not contact.parties
    meets = contact.trigger.shape in ("meeting.noun", "talks.noun") or sits
    if contact.status != "planned" or not meets or not contact.held:
        return False
    near = [e for e in events if 0 <= told_before(e, contact) <= MAX_AGREED_GAP]
    return told and bool(near) and all(event.main.status == "happened" for event in near)


def is_of_format_series(events: Sequence[Event], contact: Contact) -> bool:
    """«Предыдущее заседание СМИД»: whether the last meeting so called before it is one of a known format."""
    noun = contact.trigger.word.form
    before = [
        e for e in events if told_before(e, contact) >= 0 and any(c.trigger.word.form == noun for c in e.contacts)
    ]
    last = max(before, key=lambda event: event.main.sentence.index, default=None)
    known = last is not None and any(one.format is not None and one.format.known for one in last.contacts)
    return known and noun in COMMISSIONS_SIT


def is_new_commission(marked: Marked, contact: Contact) -> bool:
    """«учредить комиссию, первое заседание которой пройдёт в Каире», «первое её заседание прошло в Термезе»."""
    before = marked.tokens[max(0, contact.trigger.first - 2) : contact.trigger.first]
    first = any(token.lemma == "первый" for token in before)
    told = contact.status == "planned" or (contact.date is not None and contact.place is not None)
    sits = contact.trigger.word.form in SITTINGS and told
    return first and sits and contact.held and contact.format is None and not contact.parties


def is_other_sitting(events: Sequence[Event], contact: Contact) -> bool:
    """«36-ю сессию решено провести в мае», «третий раунд прошёл в 2022 году»: another of the series told of."""
    told = contact.date is not None or contact.place is not None
    sits = (
        contact.trigger.word.form in COMMISSIONS_SIT or contact.family == "consultation" or contact.ordinal is not None
    )
    if not told or not sits or not contact.held or contact.weak:
        return False
    near = [event for event in events if 0 <= told_before(event, contact) <= MAX_BACK]
    alike = [event for event in near if event.family in ("event", "talks", "call")]
    if contact.status == "planned":
        nearest = min(alike, key=lambda event: told_before(event, contact), default=None)
        return bool(near) and (nearest is None or nearest.main.status == "happened")
    numbers = {one.ordinal for event in alike for one in event.contacts if one.ordinal}
    return contact.ordinal is not None and bool(alike) and contact.ordinal not in numbers


MAX_AGREED_GAP = 3  # sentences from a meeting to one that it agreed on


def told_before(event: Event, contact: Contact) -> int:
    """Sentences from the last telling of an event up to a contact; -1 where it is only told later."""
    gaps = [contact.sentence.index - other.sentence.index for other in event.contacts]
    return min((gap for gap in gaps if gap >= 0), default=-1)


def same_pair(marked: Marked, events: Sequence[Event], contact: Contact) -> Event | None:
    """«Прошлая встреча состоялась 15 мая»: the talks or call just told of, whose two sides met then too."""
    group = FAMILIES[contact.family]
    told = contact.held or contact.status in CALLED_OFF
    if (contact.date is None and contact.place is None) or group not in ("talks", "call", "event") or not told:
        return None
    reach = MAX_FOUNDED if is_new_commission(marked, contact) else MAX_BACK
    before = [e for e in events if 0 <= told_before(e, contact) <= reach]
    families = {"event", "talks"} if group == "event" else {"talks", "call", "visit"}
    families = {"event", "talks", "call", "visit"} if contact.level == "consultation" else families
    alike = [e for e in before if e.family in families and is_bilateral(marked, e)]
    alike = [e for e in alike if any(len(side) == PAIR for side in sides_in(marked, e.parties))]  # no bodies alone
    return max(alike, key=lambda e: (e.main.sentence.index, e.main.trigger.index), default=None)


def is_bilateral(marked: Marked, event: Event) -> bool:
    """Whether an event is one of two people or two sides, or of a working group of a few states."""
    sides = sides_in(marked, event.parties)
    few = is_delegated(event.main) and PAIR < len(sides) <= MAX_GROUP and not has_format(event)
    return few or len(people_in(event.parties)) == PAIR or len(sides) == PAIR


MAX_FOUNDED = 14  # sentences from a meeting to the first session of a commission that it founded
MAX_GROUP = 5  # states of a working group whose next sitting is told without them


def pair_of(marked: Marked, model: Event, contact: Contact) -> list[Party]:
    """Who met the other time: leaders and ministers themselves, of others, and of a commission, only the sides."""
    people = people_in(model.parties)
    coming = contact.status == "planned"
    sits = contact.trigger.word.form in COMMISSIONS_SIT and (is_delegated(contact) or coming)
    if not sits and len(people) == PAIR and all(ranks_of(marked, number) & PRINCIPALS for number in people):
        return list(model.parties)
    whole: dict[str, Party] = {}
    for party in model.parties:
        for side in sorted(sides_in(marked, [party])):
            actor = structs.replace(party.actor, kind="side", side=side, sides=(side,), person=None, people=())
            whole.setdefault(side, Party(structs.replace(actor, office=None, rank="")))
    return list(whole.values())


COMMISSIONS_SIT = frozenset(
    {"заседание", "сессия", "раунд"}
)  # of commissions, which officials of other ranks may attend
PRINCIPALS = LEADERS | MINISTERS | {"head", "speaker"}  # who would have met the other time too


def add_next(events: list[Event], contact: Contact) -> None:
    """«Следующий, одиннадцатый саммит пройдёт в Анкаре»: a meeting of the format whose other meeting was told."""
    told = contact.held and (contact.date is not None or contact.place is not None)
    if not told or not (contact.coming or contact.past or contact.ordinal):
        return
    for event in events:
        name = next((c.format for c in event.contacts if c.format is not None and c.format.known), None)
        if name is not None and any(c.trigger.word.form == contact.trigger.word.form for c in event.contacts):
            contact.format, contact.definite = structs.replace(name, ordinal=None), False
            contact.family = "event"
            contact.level = contact.level or next((c.level for c in event.contacts if c.level), "")
            events.append(Event([contact]))
            return


def brings_people(event: Event, contact: Contact) -> bool:
    """Whether a contact that points back may tell of more who took part: «в мероприятии участвовали»."""
    if contact.attending or contact.trigger.shape in ("attend.verb", "light.verb", "credentials.verb", "arrive.verb"):
        return True
    return contact.trigger.shape == "event.noun" and event.family == "event" and bool(contact.parties)


def add_people(event: Event, contact: Contact) -> None:
    """Adds the parties of a contact that points back, to visits too."""
    known = keys_of(event.parties)
    event.parties += [p for p in contact.parties if not keys_of([p]) & known and is_bringable(p.actor)]


def is_bringable(actor: Actor) -> bool:
    """Whether somebody told later is a party: people, offices, delegations, the leaders of several states."""
    if actor.kind in ("person", "office"):
        return True
    return (actor.kind == "side" and actor.rule == "agent") or (actor.kind == "group" and len(actor.all_sides) > 0)


MAX_TOPIC_BACK = 2  # sentences from an encounter to «особое внимание уделено торговле»


def attach_sentences(marked: Marked, events: list[Event]) -> None:
    """Sentences whose «стороны», «собеседники» mean the people of an event tell more of it."""
    told = {contact.sentence.index for event in events for contact in event.contacts}
    groups = [actor for actor in marked.actors if actor.kind == "group"]
    for sentence in marked.sentences:
        if sentence.index in told or marked.passages[sentence.passage].kind in ("title", *SKIPPED_PASSAGES):
            continue
        group = next((a for a in groups if sentence.start <= a.start < sentence.stop and a.case in ("Nom", "")), None)
        topics = load_phrases("topics").find(marked.tokens, sentence.first, sentence.last)
        if group is None and next(iter(topics), None) is None:
            continue
        reach = MAX_BACK if group is not None else MAX_TOPIC_BACK
        before = [
            e for e in events if any(c.sentence.index < sentence.index <= c.sentence.index + reach for c in e.contacts)
        ]
        if before:
            nearest = max(
                before, key=lambda e: max(c.sentence.index for c in e.contacts if c.sentence.index < sentence.index)
            )
            if nearest.family != "visit":
                nearest.extra.append(sentence)


def place_partners(marked: Marked, event: Event) -> None:
    """«вернулся из Чили, где встретился с президентом X»: an official of no told side belongs where the two met."""
    people = [marked.people[number] for number in people_in(event.parties)]
    country = place_country(place_of(event))
    lost = [one for one in people if one.side is None and one.rank in LEADERS | MINISTERS | {"speaker", "deputy"}]
    if event.family != "talks" or country is None or len(people) != 2 or len(lost) != 1:
        return
    if {one.side for one in people if one.side} - {country} and not lost[0].known:
        lost[0].side = country
        for party in event.parties:
            if party.actor.person == lost[0].index:
                party.actor = structs.replace(party.actor, side=country)


def place_hosts(marked: Marked, event: Event) -> None:
    """«X принял посла Китая в Перу»: who receives an envoy with no side of his own is of where that one is posted."""
    if event.main.trigger.shape.split(".")[0] not in ("receive", "summon", "credentials"):
        return
    people = [marked.people[number] for number in people_in(event.parties)]
    posts = {title.also_side for one in people if one.rank in ("ambassador", "envoy") for title in one.titles}
    posts.discard(None)
    sent = {one.side for one in people if one.rank in ("ambassador", "envoy")}
    for host in people:
        told = any(title.side for title in host.titles)
        if len(posts) == 1 and host.rank not in ("ambassador", "envoy") and not told and host.side in (None, *sent):
            host.side = next(iter(posts))
            for party in event.parties:
                if party.actor.person == host.index:
                    party.actor = structs.replace(party.actor, side=host.side)


# -- what is an encounter -------------------------------------------------------------------------------------------


def is_diplomatic(marked: Marked, event: Event, events: Sequence[Event]) -> bool:
    """Two sides in contact, a journey abroad, or a multilateral event with somebody named."""
    sides = sides_in(marked, event.parties)
    people = people_in(event.parties)
    family = event.family
    if family == "visit":
        return is_journey(marked, event, sides)
    private = all(is_untitled(marked, party.actor) for party in event.parties)
    if private and 0 < len(keys_of(event.parties)) <= PAIR:
        return False  # «россиянка X и чех Y»: two who hold no office
    if has_format(event) and (family == "event" or (family == "call" and event.main.held)):
        return bool(people) or len(sides) > 1 or is_held(event) or is_high(event)
    if family == "event" and event.main.family == "summit":
        return bool(people) or len(sides) > 1
    levelled = any(contact.level for contact in event.contacts)
    if family != "visit" and is_group_of_states(marked, event):
        return True
    if family == "event" and event.main.family == "event" and not levelled:
        return len(sides) > 1 and (len(people) > 1 or is_sitting(event))
    if sides and has_armed(event.parties):
        return event.main.status not in CALLED_OFF  # what rebels deny is no news of a state
    if len(sides) < 2 and len(keys_of(event.parties)) > 1 and is_accredited(marked, event):
        return True
    if len(sides) < 2:
        return len(keys_of(event.parties)) > 1 and len(sides) == 1 and has_stranger(marked, event, events)
    return True


def is_high(event: Event) -> bool:
    """«Президент страны прибыл на саммит БРИКС»: a leader or minister of a state, though not by name."""
    offices = [party.actor for party in event.parties if party.actor.kind == "office"]
    return any(actor.side and actor.rank in LEADERS | MINISTERS for actor in offices)


def is_inner_move(event: Event, events: Sequence[Event]) -> bool:
    """«премьер прилетел в Бишкек … проследует в парламент»: a way within the journey told before, to a seat."""
    place = place_of(event)
    if event.family != "visit" or place is None or is_city(place) or (isinstance(place, Side) and place.form != "seat"):
        return False
    country = place_country(place)
    return any(
        other is not event
        and other.family == "visit"
        and people_in(other.parties[:1]) & people_in(event.parties)
        and country is not None
        and country == place_country(place_of(other))
        and other.main.sentence.index < event.main.sentence.index
        for other in events
    )


def settle_talks(events: Sequence[Event]) -> None:
    """«прибыл в Женеву … побеседовал с X»: a talk of no told medium by somebody who meets people at that time."""
    for event in events:
        if event.family != "call" or any(contact.mode != "unknown" for contact in event.contacts):
            continue
        if any(is_present_at(event, other) for other in events):
            for contact in event.contacts:
                contact.family, contact.mode = "meeting", "in_person"


def is_present_at(event: Event, other: Event) -> bool:
    """Whether a journey, a ceremony or a meeting in person told just before has one of those who talk."""
    main, told = event.main, other.main
    gap = told_before(other, max(event.contacts, key=lambda contact: contact.sentence.index))
    at_one_time = told.status == main.status and told.past == main.past and not dates_clash(told.date, main.date)
    if other is event or gap > MAX_PRESENT or not at_one_time or told.mode != "in_person":
        return False
    shared = people_in(other.parties) & people_in(event.parties)
    sent = other.family == "visit" and keys_of(other.parties[:1]) & keys_of(event.parties)
    return other.family in ("visit", "talks", "event") and bool(shared or sent)


MAX_PRESENT = 6  # sentences from a journey or meeting to a talk that is one of its kind


def join_signings(marked: Marked, events: list[Event]) -> list[Event]:
    """«по итогам переговоров подписали»: a signing by those who meet is a part of their meeting, told with it."""
    kept: list[Event] = []
    for event in events:
        home = next((other for other in events if signs_at(marked, other, event)), None)
        if home is None:
            kept.append(event)
        else:
            known = {contact.sentence.index for contact in home.contacts}
            home.extra += [one.sentence for one in event.contacts if one.sentence.index not in known]
    return kept


def signs_at(marked: Marked, home: Event, signing: Event) -> bool:
    """Whether a signing is told as what came of a meeting, summit or visit of the same sides, in the sentences near."""
    if signing.family != "signing" or home.family not in ("talks", "event", "visit") or home is signing:
        return False
    gap = min(abs(s.sentence.index - h.sentence.index) for s in signing.contacts for h in home.contacts)
    if gap > MAX_SIGNING_GAP or signing.main.status != home.main.status or signing.main.past != home.main.past:
        return False
    sides, others = sides_in(marked, signing.parties), sides_in(marked, home.parties)
    met = sides <= others or (home.family == "visit" and place_country(place_of(home)) in sides and others <= sides)
    same = all(not dates_clash(s.date, h.date) for s in signing.contacts for h in home.contacts)
    return met and same and not any(places_clash(s, h) for s in signing.contacts for h in home.contacts)


MAX_SIGNING_GAP = 2  # sentences between a meeting and what was signed there


def is_told_as_visit(event: Event, events: Sequence[Event]) -> bool:
    """«не полетит в Вашингтон на саммит»: who stays away is told by the journey that is off."""
    if event.family != "event" or not stays_away(event.main):
        return False
    off = [other for other in events if other.family == "visit" and other.main.status in CALLED_OFF]
    return any(people_in(event.parties) == people_in(other.parties) for other in off)


def is_group_of_states(marked: Marked, event: Event) -> bool:
    """«Встреча глав МИД прикаспийских государств состоится в Лиме»: leaders or ministers of states not named apart."""
    main = event.main
    groups = [p.actor for p in event.parties if p.actor.kind == "group" and p.actor.rank in LEADERS | MINISTERS]
    words = {token.lemma for actor in groups for token in marked.tokens[actor.first : actor.last]}
    told = main.held and not main.definite and (main.date is not None or main.place is not None)
    return told and bool(words & {"государство", "страна"})


def is_sitting(event: Event) -> bool:
    """«постпреды A и B провели заседание»: officials of two sides or more who sit together."""
    noun = event.main.trigger.word.form
    seated = [p for p in event.parties if p.actor.kind in ("office", "person", "group") and p.actor.rank in STATE_RANKS]
    states = [party for party in event.parties if party.actor.kind == "side"]
    between = noun in JOINT_SITTINGS and len(keys_of(states)) > 1  # «Чили и ЕС провели заседание совета»
    return noun in SITTINGS and event.main.held and (between or len(keys_of(seated)) > 1)


JOINT_SITTINGS = frozenset({"заседание", "сессия", "раунд", "совещание"})
SITTINGS = frozenset({"заседание", "сессия", "совещание", "раунд", "конференция", "форум"})


def is_held(event: Event) -> bool:
    """A meeting of a named format that the text says is held, with its day, place or number, though nobody is named."""
    main = event.main
    tellings = [main, *(one for one in event.contacts if one.definite and one.status not in CALLED_OFF)]
    told = any(one.date is not None or one.place is not None or one.ordinal is not None for one in tellings)
    named = main.format is not None and (main.format.known or main.format.rule in ("quoted", "series", "sum"))
    held = any(one.held for one in tellings) and not main.definite
    return named and held and (told or bool(event.parties))


def is_accredited(marked: Marked, event: Event) -> bool:
    """«встретился с послом США в Киргизии»: an envoy with the people of the state that the title names."""
    for party in event.parties:
        actor = party.actor
        if actor.rank not in ("ambassador", "envoy"):
            continue
        inside = [side for side in marked.sides if actor.first < side.first < actor.last and side.form == "name"]
        if any(marked.tokens[side.first - 1].norm in ("в", "во", "на") for side in inside):
            return bool(people_in(event.parties))
    return False


def has_stranger(marked: Marked, event: Event, events: Sequence[Event]) -> bool:
    """A named person of no known side whom a leader meets on a journey: «встретится с Дэвидом Смитом»."""
    people = people_in(event.parties)
    strangers = [n for n in people if marked.people[n].side is None and not is_private(marked, event, n)]
    leaders = {
        n for n in people if marked.people[n].side and marked.people[n].rank in LEADERS | MINISTERS | {"speaker"}
    }
    journeys = [other for other in events if other.family == "visit" and people_in(other.parties[:1]) & leaders]
    return bool(strangers) and bool(journeys) and event.main.trigger.word.strong


def is_private(marked: Marked, event: Event, number: int) -> bool:
    """«с матерью девушки Анной»: a common noun before a name says that its bearer is no official."""
    firsts = [party.actor.first for party in event.parties if party.actor.person == number]
    return any(first and marked.tokens[first - 1].pos == "NOUN" for first in firsts)


def is_journey(marked: Marked, event: Event, sides: set[str]) -> bool:
    """An official goes to another country or to a multilateral event."""
    travellers = [p for p in event.parties if p.role is None]
    if not travellers:
        return False
    home = sides_in(marked, travellers[:1])
    official = any(
        p.actor.rank in STATE_RANKS
        or is_delegation(marked, p.actor)
        or is_official(marked, p.actor)
        or (p.actor.kind == "person" and p.actor.side in load_body_codes())
        or serves_body(marked, p.actor)
        for p in travellers
    )
    places = [c.place for c in event.contacts if c.place is not None]
    countries = {place_country(place) for place in places} - {None}
    abroad = (
        bool(countries - home)
        or (bool(places) and home <= load_body_codes())
        or any(place_name(place).lower() in load_continents() for place in places)
        or any(is_regional(marked.tokens, contact.trigger) for contact in event.contacts)
    )
    return official and bool(home) and (abroad or len(sides) > 1)


def serves_body(marked: Marked, actor: Actor) -> bool:
    """«сопредседатель Минской группы ОБСЕ X»: whose title names an international body."""
    bodies = [side for side in marked.sides if side.form == "organisation" and side.code in load_body_codes()]
    titles = [title for number in actor.holders for title in marked.people[number].titles]
    return actor.rank != "business" and any(t.first < side.first < t.last for t in titles for side in bodies)


def is_delegation(marked: Marked, actor: Actor) -> bool:
    """«делегация МВФ»: a side that travels; a ministry that warns travellers does not."""
    words = marked.tokens[max(0, actor.first - 1) : actor.last]
    sent = any(token.lemma in ("делегация", "миссия") for token in words)
    return actor.kind in ("side", "group") and (sent or words[0].lemma in load_members() - {"страна", "государство"})


@cache
def load_continents() -> frozenset[str]:
    """Parts of the world that a journey may be to (languages/ru/continents.tsv)."""
    return frozenset(word.form for word in load_words("ru", "continents"))


def is_official(marked: Marked, actor: Actor) -> bool:
    """Whether a person is known to hold an office of state."""
    people = [marked.people[number] for number in actor.holders]
    return any(one.rank in STATE_RANKS or (one.side and side_of_leader(one.name) == one.side) for one in people)


# -- parts ------------------------------------------------------------------------------------------------------------


def link_parts(events: list[Event]) -> None:
    """Meetings that a traveller holds at the place of the visit belong to the visit."""
    visits = [event for event in events if event.family == "visit"]
    for event in events:
        if event.family not in ("talks", "event", "signing", "call") or event.main.past:
            continue
        for visit in visits:
            if belongs_to(event, visit):
                event.part_of = visit
                break


def belongs_to(event: Event, visit: Event) -> bool:
    """The traveller takes part, and place and day do not speak against it."""
    shared = people_in(visit.parties[:1]) & people_in(event.parties)
    if not shared or event.family == "call" or visit.main.status in ("cancelled", "postponed", "denied"):
        return False
    if visit.main.past or visit.main.background != event.main.background:
        return False
    if event.main.status == "happened" and visit.main.status == "planned":
        return False
    one, other = place_of(event), place_of(visit)
    if one is not None and other is not None:
        return place_country(one) == place_country(other)
    sides = {party.actor.side for party in event.parties if party.actor.side}
    return other is not None and place_country(other) in sides


def inherited_place(event: Event) -> Name | Side | None:
    """A meeting that belongs to a visit is held where the visit goes."""
    return place_of(event.part_of) if event.part_of is not None else None


def place_of(event: Event) -> Name | Side | None:
    """The most exact place that the tellings name, the main one first."""
    places = [c.place for c in (event.main, *event.contacts) if c.place is not None]
    return places[0] if places else None


# -- the public form --------------------------------------------------------------------------------------------------


def to_encounter(marked: Marked, event: Event, numbers: dict[int, str]) -> Encounter:
    """The encounter that an event is."""
    main = event.main
    tellings = [main, *event.contacts]
    if event.family == "visit":
        tellings.sort(key=lambda c: c.trigger.shape != "arrive.verb")  # the day of arrival before that of the end
    dated = next((c for c in tellings if c.date is not None and date_value(c.date)), None)
    date, basis = read_date(dated.date if dated else None)
    date = settle_year(marked, read_status(event), date, dated.date if dated else None)
    mode = read_event_mode(event)
    place = place_of(event) or inherited_place(event) if mode != "phone" else None
    told = next((c.format for c in event.contacts if c.format is not None), None)
    series = next((c.series for c in (main, *event.contacts) if c.series), None)
    contacts = sorted(event.contacts, key=lambda c: (c is not main, c.title, c.sentence.start))
    participants = tuple(to_participants(marked, event)) or body_that_meets(marked, told)
    return Encounter(
        id=numbers[id(event)],
        kind=read_kind(marked, event, told),
        mode=mode,
        status=read_status(event),
        date=date,
        date_basis=basis,
        date_span=Span(start=dated.date.start, stop=dated.date.stop) if dated and dated.date else None,
        place=Place(name=place.nominative, country=place_country(place)) if place is not None else None,
        place_span=Span(start=place.start, stop=place.stop) if place is not None else None,
        format=series if series and (told is None or is_part_of_name(told)) else told.canonical if told else None,
        ordinal=read_ordinal(event, told),
        participants=participants,
        topics=topics_of(marked, event),
        evidence=evidence_of(contacts, event.extra),
        background=all(c.background or c.past or c.recent for c in event.contacts),
        part_of=numbers.get(id(event.part_of)) if event.part_of else None,
        rule=main.rule,
        confidence=0.9 if main.trigger.word.strong else 0.7,
    )


def is_part_of_name(told: FormatName) -> bool:
    """«Совместной узбекско-афганской | рабочей группы»: the beginning of a name that passes for a body."""
    return told.rule == "body" and not told.known


def read_ordinal(event: Event, told: FormatName | None) -> int | None:
    """The number of the meeting in its series: at its noun, else the one told with the format."""
    numbered = [c.ordinal for c in event.contacts if c.ordinal and (event.family == "event" or c.series)]
    at_format = [c.format.ordinal for c in event.contacts if c.format and c.format.ordinal]
    return next(iter((*numbered, *at_format)), None) if told or numbered or event.family == "event" else None


def settle_year(marked: Marked, status: Status, date: str | None, said: Date | None) -> str | None:
    """«в июле» without a year: the July before the report of what has happened, the one after it of what is planned."""
    published = marked.document.published
    if date is None or said is None or not (said.edtf or "").startswith("XXXX") or published is None or "/" in date:
        return date
    day = published.date
    if day is None or len(day) < 10 or not date[:4].isdigit():
        return date
    if status == "happened" and date > day[: len(date)]:
        return f"{int(date[:4]) - 1}{date[4:]}"
    if status == "planned" and date < day[: len(date)]:
        return f"{int(date[:4]) + 1}{date[4:]}"
    return date


def read_date(date: Date | None) -> tuple[str | None, DateBasis | None]:
    """The date as EDTF and how it is known: stated days get the year of the same occasion or of the report."""
    if date is None:
        return None, None
    if date.basis == "stated":
        return date.resolved or date.edtf, "stated"
    return date.resolved, (date.basis if date.resolved else None)


def read_status(event: Event) -> Status:
    """The status of the fullest telling; one telling that it was called off wins, «happened» wins over «planned»."""
    called_off: tuple[Status, ...] = ("postponed", "cancelled", "denied")
    telling = [c for c in event.contacts if c.status not in CALLED_OFF or not stays_away(c) or len(event.parties) < 2]
    for status in called_off:
        if any(c.status == status and not c.title for c in telling):
            return status
    return (
        "happened"
        if event.main.status == "happened"
        or "happened"
        in [c.status for c in telling if c.trigger.shape != "discuss.verb" and not c.definite and not c.weak]
        else event.main.status
    )


def read_event_mode(event: Event) -> Mode:
    """Phone or video where any telling says so; else what the main one implies."""
    modes = [contact.mode for contact in event.contacts]
    told: tuple[Mode, ...] = ("video", "phone")
    for mode in told:
        if mode in modes and event.family != "visit":
            return mode
    known = [mode for mode in modes if mode != "unknown"]
    if not known and event.main.family == "consultation" and any(contact.place for contact in event.contacts):
        return "in_person"
    return event.main.mode if event.main.mode != "unknown" else (known[0] if known else "unknown")


def read_kind(marked: Marked, event: Event, told: FormatName | None) -> EncounterKind:
    """Summit > ministerial > consultation > call > visit, meeting (the first that fits)."""
    if told is not None and told.rule == "credentials":
        return "other"
    nameless = {party.actor.rank for party in event.parties if not party.actor.holders}
    ranks = nameless | {marked.people[n].rank for n in people_in(event.parties) if not is_former(marked, n)}
    families = {contact.family for contact in event.contacts if not contact.definite}
    levels = [contact.level for contact in event.contacts if contact.level]
    sides = sides_in(marked, event.parties)
    multilateral = told is not None or len(sides) > 2
    if event.family in ("visit", "letter", "signing"):
        return event.family  # type: ignore[return-value]
    bilateral = event.main.mode == "video" and told is None and len(sides) == 2 and event.main.family != "consultation"
    if bilateral and event.main.trigger.shape == "event.noun" and event.main.ordinal:
        return "consultation"  # «в режиме видеосвязи состоялось восьмое заседание комиссии»: a sitting, no talk of two
    if event.family == "call" and read_event_mode(event) == "in_person":
        return "meeting"
    rung = event.family == "talks" and event.main.mode == "unknown" and read_event_mode(event) == "phone"
    if event.family == "call" or rung or (bilateral and event.main.family != "summit"):
        return "call"
    if multilateral:
        ranks -= LEADERS if told is None and event.family == "talks" and not meet_leaders(marked, event) else set()
        held_by = level_of_format(told)
        if held_by and "heads" not in held_by:
            ranks -= LEADERS
        if held_by == {"envoys"} and event.family != "talks" and not families & {"summit", "ministerial"}:
            return "consultation"
        return multilateral_kind(event, told, ranks, families, levels)
    if "consultation" in (event.main.family, *levels[:1]) and not ranks & (LEADERS | MINISTERS):
        return "consultation"
    if event.main.trigger.shape == "talks.noun" and event.main.family == "consultation":
        return "consultation"
    if event.main.family == "summit":
        return "summit"
    if event.main.trigger.word.form in CEREMONIES:
        return "other"
    return "meeting" if event.family == "talks" or len(sides) == 2 else "other"


CEREMONIES = frozenset({"церемония", "инаугурация", "коронация", "похороны", "парад"})


def meet_leaders(marked: Marked, event: Event) -> bool:
    """Whether leaders of two sides or more take part: one who receives the envoys of others holds no summit."""
    sides = {actor.side for party in event.parties if (actor := party.actor).rank in LEADERS and not actor.holders}
    people = [marked.people[number] for number in people_in(event.parties)]
    sides |= {one.side for one in people if one.rank in LEADERS and not is_former(marked, one.index)}
    groups = [p.actor for p in event.parties if p.actor.kind == "group" and p.actor.rank in LEADERS]
    return len(sides - {None}) > 1 or any(len(actor.all_sides) > 1 for actor in groups)


def is_former(marked: Marked, number: int) -> bool:
    """«бывший президент»: who held the office once."""
    return (marked.people[number].office or "").lower().startswith(FORMER)


def level_of_format(told: FormatName | None) -> set[str]:
    """heads, ministers, envoys: who meets in a known format."""
    known = load_formats().get(told.canonical) if told is not None else None
    return set(known.level) if known else set()


FORMER = ("бывш", "экс-", "экс ", "тогдашн")


def multilateral_kind(
    event: Event, told: FormatName | None, ranks: set[str], families: set[str], levels: list[str]
) -> EncounterKind:
    """The kind of a meeting of a format, or of three sides and more: what it is called, then who comes."""
    if event.main.family == "summit" or "summit" in families or levels[:1] == ["summit"]:
        return "summit"
    if "ministerial" in families or levels[:1] == ["ministerial"]:
        return "ministerial"
    if event.main.family == "consultation" or "consultation" in levels:
        return "consultation"
    if told is not None and told.canonical == "UN":
        return "other"  # a session of the Assembly or of the Council, whoever speaks there
    if ranks & LEADERS:
        return "summit"
    if ranks & MINISTERS:
        many = any(p.actor.kind == "group" and len(p.actor.sides) >= FOURSOME for p in event.parties)
        return "ministerial" if told is not None or many else "meeting"
    if told is not None and ranks and ranks <= DELEGATES:
        return "consultation"
    return "meeting" if event.family == "talks" else "other"


FOURSOME = 4  # states whose ministers meet in a format, though it is not named
DELEGATES = frozenset({"delegate", "deputy", "envoy", "unnamed", "official"})


def to_participants(marked: Marked, event: Event) -> Iterator[Participant]:
    """Each person once; an office or a side only where nobody of that side is named."""
    done: set[int] = set()
    named_sides: set[str] = set()
    rest: list[Party] = []
    for party in event.parties:
        actor = party.actor
        for number in actor.holders:
            if number not in done:
                done.add(number)
                somebody = marked.people[number]
                named_sides.update(side for side in (somebody.side, actor.side) if side)
                yield Participant(
                    person=somebody.name,
                    office=somebody.office or actor.office,
                    side=somebody.side or actor.side,
                    role=party.role,
                    start=actor.start,
                    stop=actor.stop,
                    known=somebody.known,
                )
        if not actor.holders or (actor.kind == "group" and len(actor.holders) == 1 < len(actor.sides)):
            rest.append(party)
    format_code = next((c.format.canonical for c in event.contacts if c.format is not None), "")
    members = format_members(event)
    if members and not sides_in(marked, event.parties) - {format_code} <= members:
        format_code = ""  # «консультации | ЕС и Узбекистана»: the body meets somebody else
    for party in rest:
        actor = party.actor
        if actor.rule == "council" and len(event.parties) > 1:
            continue  # «контактная группа заседала. В ней участвовали A и B»
        if actor.kind == "group" and done and actor.last < len(marked.tokens) and marked.tokens[actor.last].norm == ":":
            continue  # «главы государств ОТГ: A, B и C»
        if actor.rank == "armed" and not actor.all_sides:  # «руководство хунты»: of no state
            yield Participant(
                person=None, office=actor.office, side=None, role=party.role, start=actor.start, stop=actor.stop
            )
        for side in actor.all_sides:
            if side == format_code and actor.office in (None, "") and len(event.parties) > 1:
                continue  # the group that meets is not one of those who come
            if side not in named_sides and not (side in COLLECTIVE and len(named_sides) > 1):
                named_sides.add(side)
                yield Participant(
                    person=None, office=actor.office, side=side, role=party.role, start=actor.start, stop=actor.stop
                )


def body_that_meets(marked: Marked, told: FormatName | None) -> tuple[Participant, ...]:
    """«Саммит ШОС прошёл в Астане»: where nobody is named, who met is the body, or the sides that the name tells."""
    if told is None:
        return ()
    spans = [(told.canonical, told.start, told.stop)] if told.canonical in load_body_codes() else []
    if not spans:
        inside = {side.code: side for side in marked.sides if told.first <= side.first < side.last <= told.last}
        regional = REGION_CODE in told.canonical.replace("-", "+").split("+")
        region = [(REGION, told.start, told.stop)] if regional else []
        spans = [*region, *((code, side.start, side.stop) for code, side in inside.items() if code != REGION)]
        spans = spans if len(spans) == PAIR else []
    return tuple(
        Participant(person=None, office=None, side=code, role=None, start=start, stop=stop)
        for code, start, stop in spans
    )


REGION, REGION_CODE = "C5", "CA"  # the five states, in a format's code: «Центральная Азия – Япония» is CA+JP

COLLECTIVE = frozenset({"C5"})  # stands for states that are named one by one elsewhere


def topics_of(marked: Marked, event: Event) -> tuple[Topic, ...]:
    """The topics of all sentences that tell of the event, in order, each once."""
    sentences = {c.sentence.index: c.sentence for c in event.contacts if not c.title}
    sentences |= {sentence.index: sentence for sentence in event.extra}
    topics = [topic for _, sentence in sorted(sentences.items()) for topic in find_topics(marked, sentence)]
    return tuple(dict.fromkeys(topics))


def evidence_of(contacts: Sequence[Contact], extra: Sequence[Sentence]) -> tuple[Span, ...]:
    """The sentences that tell of the event, the fullest first."""
    sentences = (*(contact.sentence for contact in contacts), *extra)
    return tuple(dict.fromkeys(Span(start=sentence.start, stop=sentence.stop) for sentence in sentences))
