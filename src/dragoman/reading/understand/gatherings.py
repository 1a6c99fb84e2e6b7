"""Rules for meetings of many: events, sessions of bodies, who attends and who leads them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import structs

from dragoman.reading.understand.circumstances import (
    CALLED_OFF,
    conditional,
    in_title,
    is_begun,
    is_compared,
    named_formats,
    phrase_after,
    phrase_place,
    read_mode,
)
from dragoman.reading.understand.parties import (
    EXPECTED_PART,
    ONGOING_LIGHT,
    actors_above,
    after_words,
    company_after,
    compound_sides,
    distinct,
    load_body_codes,
    nominatives_after,
    parties_between,
    parties_of,
    partners_of_noun,
    side_actor,
    start_contact,
    take_side,
    takes_part,
)
from dragoman.reading.understand.trees import Clause
from dragoman.reading.understand.triggers import LEADERS, LED_HALVES, Contact, Party, Trigger
from dragoman.reading.values import Actor, FormatName, Side


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
    if trigger.shape in ("gather.verb", "discuss.verb"):
        owners = [party.actor for party in contact.parties]
    subject = [actor for actor in owners if is_body_group(actor)]
    if len(subject) != 1 or any(party.actor.kind in ("person", "office") for party in contact.parties):
        return
    group = subject[0]
    contact.parties = [Party(group)]
    contact.level = "ministerial" if "инистр" in (group.office or "") or group.rank == "foreign_minister" else ""
    contact.level = "summit" if group.rank in (*LEADERS, "leaders") else contact.level
    contact.level = "summit" if is_leading(group) else contact.level
    contact.level = "consultation" if group.rank == "ambassador" else contact.level
    code = group.side or ""
    contact.format = FormatName(group.start, group.stop, group.first, group.last, "members", code, None, True)
    contact.family, contact.definite, contact.held, contact.weak = "event", False, True, False


def is_body_group(actor: Actor) -> bool:
    """«министры стран ОПЕК»: unnamed people of the states of an international body."""
    high = actor.rank in (*LEADERS, "foreign_minister", "minister", "leaders", "unnamed", "ambassador")
    high = high or is_leading(actor)
    return actor.kind == "group" and high and not actor.people and actor.side in load_body_codes()


def is_leading(actor: Actor) -> bool:
    """«лидеры», «президенты стран АСЕАН»: leaders of states, though the body named after makes them its heads."""
    words = (actor.office or "").lower().split()
    of_states = any(word in ("стран", "государств") for word in words)
    head = words[0] if words else ""
    return actor.rank == "head" and (
        head.startswith("лидер") or (of_states and head.startswith(("президент", "премьер", "глав")))
    )


def gather_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«В Астане собрались главы государств ОТГ»: several sides, or the members of a body, come together."""
    if clause.tokens[trigger.index].number != "Plur":
        return None
    if any(clause.tokens[child].verb_form == "Inf" for child in clause.below(trigger.index)):
        return None  # «собираются посетить»
    behind = clause.actor_at(trigger.last) if trigger.last < clause.last else None
    unbent = clause.listed(behind) if behind is not None and behind.kind == "group" and not behind.case else []
    subject = clause.subject(trigger.index) or unbent or clause.plain_subject(trigger.index)
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
    given = with_participation(clause, trigger)
    if len({side for actor in given for side in actor.all_sides}) > 1 and any(is_high_group(one) for one in people):
        return start_contact(clause, trigger, parties_of([one for one in people if one.all_sides], given))
    several = len(sides) > 1 or "C5" in sides  # «Спецпосланники стран Центральной Азии собрались»
    return contact if several or any(len(actor.people) > 1 for actor in people) else None


def lead_body(clause: Clause, actor: Actor) -> Actor:
    """«главы государств | и правительств стран ЕС»: the group as that of the body named after it."""
    if actor.kind != "group" or actor.side:
        return actor
    near = [one for one in clause.actors if 0 < one.first - actor.last <= MAX_TO_BODY]
    body = next((one for one in near if one.side in load_body_codes()), None)
    between = {token.norm for token in clause.tokens[actor.last : body.first]} if body is not None else set()
    if body is not None and between and between <= MEMBER_WORDS:
        return structs.replace(actor, side=body.side, people=(), sides=())  # «служб государств | – участников СНГ»
    if actor.rank not in LEADERS:
        return actor
    after = next((one for one in clause.actors if 0 <= one.first - actor.last <= 1), None)
    words = {token.norm for token in clause.tokens[actor.last : actor.last + 3]}
    if after is None or after.side not in load_body_codes() or "правительств" not in words:
        return actor
    return structs.replace(actor, side=after.side, people=(), sides=())


MAX_TO_BODY = 4  # tokens from «государств» over «– участников» to the body
MEMBER_WORDS = frozenset(
    {"–", "—", "-", "стран", "государств", "участников", "членов", "участниц", "участники", "члены"}
)


def is_high_group(actor: Actor) -> bool:
    """«лидеры», «министры»: unnamed people of rank."""
    high = actor.rank in (*LEADERS, "leaders", "foreign_minister", "minister", "deputy", "unnamed")
    return actor.kind == "group" and (high or is_leading(actor))


def is_body_list(people: Sequence[Actor]) -> bool:
    """«главы государств ОТГ: A, B и C»: named people, all told by the body that their states belong to."""
    named = [actor for actor in people if actor.kind == "person"]
    return len(named) > 1 and len({actor.side for actor in named}) == 1 and named[0].side in load_body_codes()


def name_body(contact: Contact, member: Actor) -> None:
    """Makes a contact of the members of a body a meeting of that body."""
    contact.level = "summit" if member.rank in (*LEADERS, "leaders") else "ministerial"
    code = member.side or ""
    contact.format = FormatName(member.start, member.stop, member.first, member.last, "members", code, None, True)
    contact.family, contact.held = "event", True


def sitting_owners(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«раунд | политических консультаций | МИД Чили и Перу»: whose talks the round is of."""
    if trigger.word.form not in ("раунд", "тур"):
        return []
    talks = next((one for one in clause.triggers if one.shape == "talks.noun" and one.first == trigger.last), None)
    return clause.genitives(talks.last - 1) if talks is not None else []


def event_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Саммит с участием глав государств», «заседание совета министров иностранных дел»."""
    owners = clause.genitives(trigger.last - 1) if trigger.word.form != "похороны" else []
    owners = owners or sitting_owners(clause, trigger)
    verb = clause.verb_above(trigger.index)
    partners = partners_of_noun(clause, trigger)
    between = parties_between(clause, trigger)
    given = with_participation(clause, trigger) or after_words(clause, trigger.first, "приняли", "участие")
    adjectives = compound_sides(clause, trigger) or states_inside(clause, trigger)
    own = [*partners, *between, *given, *adjectives]
    parties = parties_of(owners, own)
    bodies = [party for party in parties if party.actor.kind == "side" and party.actor.side in load_body_codes()]
    if len(bodies) == len(parties) == 1 and trigger.word.form in MEETINGS_OF_BODIES and speaks_at(clause, trigger):
        parties = parties_of(speakers_at(clause, trigger), []) or parties
    attending = participation(clause, trigger) or (
        takes_part(clause, trigger) and (phrase_place(clause, trigger) != "before" or comes_for(clause, trigger))
    )
    if attending:
        present = participation(clause, trigger) or actors_above(clause, trigger)
        parties = parties_of(present, [party.actor for party in parties])
    elif not parties and comes_misread(clause, trigger):
        parties = parties_of(nominatives_after(clause, trigger), [])
    elif parties and light_verb(clause, trigger) and not bodies:
        leaders = [actor for actor in actors_above(clause, trigger) if actor.kind == "person"]
        parties = parties_of(leaders, [party.actor for party in parties])
    elif not parties and light_verb(clause, trigger):
        leader = clause.actor_at(verb + 1) if verb + 1 < clause.last else None
        parties = parties_of(clause.subject(verb) or ([leader] if leader is not None else []), [])
    elif not parties and prepares(clause, trigger):
        parties = [Party(actor, "host") for actor in actors_above(clause, trigger)]
    elif not parties and speaks_at(clause, trigger):
        parties = parties_of(speakers_at(clause, trigger), [])
    if parties and verb >= 0 and light_verb(clause, trigger):
        parties += [Party(actor) for actor in company_after(clause, verb)]
    leaders = leaders_after(clause, trigger)
    if leaders:
        parties = parties_of(leaders, [party.actor for party in parties])
    chairs = after_words(clause, clause.first, "под", "председательством") or after_words(
        clause, clause.first, "под", "сопредседательством"
    )
    parties += [Party(actor, "host" if len(chairs) == 1 else None) for actor in chairs]
    parties = parties or parties_of(chairs_told(clause, trigger), [])
    callers = callers_of(clause, trigger) if not attending else []
    if callers:
        parties = [Party(actor, "host") for actor in callers]
    contact = start_contact(clause, trigger, parties)
    after = clause.tokens[trigger.last].lemma if trigger.last < clause.last else ""
    contact.inner = after if after in ("саммит", "самит", "форум", "конференция") else ""
    if trigger.family == "other":
        contact.family = "event"
    if callers and contact.status not in CALLED_OFF:
        contact.offered, contact.status = False, "planned"
    contact.definite = not parties or trigger.word.form == "мероприятие"
    contact.held = is_carried(clause, trigger) or is_scheduled(clause, trigger) or bool(attending and parties)
    contact.held = contact.held or bool(leaders)
    if not contact.parties or (len(contact.parties) == 1 and is_body_group(contact.parties[0].actor)):
        gather_body(clause, contact)
    sole = contact.parties[0].actor if len(contact.parties) == 1 else None
    body = sole if sole is not None and sole.kind == "side" and sole.side in load_body_codes() else None
    if body is not None and any(item.first <= body.first < item.last for item in clause.marked.formats):
        body = None  # «саммит «Центральная Азия – ЕС»»
    if body is not None and trigger.family == "summit" and body.first not in phrase_after(clause, trigger):
        contact.format = FormatName(body.start, body.stop, body.first, body.last, "body", body.side or "", None, True)
        contact.held = True
    meant = body_meant(clause, trigger) if contact.format is None else None
    if meant is not None:
        contact.format, contact.definite = meant, False
        contact.parties = contact.parties or [Party(side_actor(body_side(meant)))]
    if contact.weak and conditional(clause, verb):
        contact.parties, contact.definite = [], True  # «если X и Y подпишут договор на саммите»
    if phrase_place(clause, trigger) == "margins":
        contact.definite, contact.weak, contact.parties = True, True, []
    return contact


def speakers_at(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«X заявил на саммите»: who speaks there; «во время сессии, | и Y говорит об этом»: nobody of the next clause."""
    found = []
    for actor in actors_above(clause, trigger):
        between = pairwise(token.norm for token in clause.tokens[trigger.last : actor.first])
        apart = any(one == "," and two in ("и", "а", "но") for one, two in between)
        if not apart:
            found.append(actor)
    return found


def chairs_told(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«Сопредседателями заседания были | A и B»: who chaired it, named behind «быть»."""
    holder = clause.actor_at(trigger.index)
    if holder is None or clause.tokens[holder.first].lemma != "сопредседатель":
        return []
    people = [one for one in clause.actors if one.first > trigger.index and one.kind in ("person", "office")]
    return [actor for actor in people if actor.case in ("Nom", "")]


MEETINGS_OF_BODIES = frozenset({"заседание", "сессия", "саммит", "совещание", "конференция"})


def comes_for(clause: Clause, trigger: Trigger) -> bool:
    """«прибыл в Казань для участия | в саммите»: who comes for an event takes part in it."""
    words = clause.tokens[max(clause.first, trigger.first - MAX_FOR) : trigger.first]
    return any(left.norm == "для" and right.lemma == "участие" for left, right in pairwise(words))


MAX_FOR = 6  # tokens from «для» over «участия во втором» to the noun of the event


def leaders_after(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«на заседании комиссии, | которое провели | министры X и Y»: who led what the relative clause tells more of."""
    which = relative_after(clause, trigger)
    if which < 0 or which + 1 >= clause.last:
        return []
    verb, gender = clause.tokens[which + 1], clause.tokens[trigger.index].gender
    if verb.lemma not in LIGHT | LEADING_VERBS or clause.tokens[which].gender not in (gender, ""):
        return []
    actor = clause.actor_at(which + 2)
    return clause.listed(actor) if actor is not None and actor.case in ("Nom", "") else []


def comes_misread(clause: Clause, trigger: Trigger) -> bool:
    """«На саммит прибыли президент X и премьер Y»: «прибыли» passes for the noun «прибыль»."""
    return any(t.norm == "прибыли" and t.pos == "NOUN" for t in clause.tokens[trigger.last : trigger.last + 3])


def is_headed(clause: Clause, trigger: Trigger) -> bool:
    """«Встреча глав МИД стран ОТГ.»: a sentence of a chronicle that is nothing but the name of what takes place."""
    before = clause.tokens[clause.first : trigger.first]
    bare = not any(clause.is_finite(at) for at in range(clause.first, clause.last))
    return bare and clause.tokens[trigger.index].case == "Nom" and all(token.pos in ("ADJ", "NUM") for token in before)


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


def body_side(body: FormatName) -> Side:
    """The words that stand for a body, as its side."""
    return Side(body.start, body.stop, body.first, body.last, "body", code=body.canonical, form="organisation")


def with_participation(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«с участием представителей A, посольства B и C»: all who stand in the genitive after it, up to a verb."""
    first = after_words(clause, trigger.first, "с", "участием")
    return genitives_from(clause, first) if first else []


def genitives_from(clause: Clause, first: Sequence[Actor]) -> list[Actor]:
    """«участие | премьеров A и B, председателя C, а также секретаря D»: the list goes on up to a verb or a place."""
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
            return [actor for actor in people if actor.kind == "person" and actor.rank in LEADERS]
    return []


CALLING = frozenset({"объявить", "пригласить", "созвать"})


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
    if any(is_begun(clause, child) for child in clause.below(trigger.index)):
        return True  # «раунд, завершившийся в Граце»
    head = clause.head(trigger.index)
    if head >= 0 and clause.tokens[head].lemma in HOLDING and clause.tokens[trigger.index].case == "Gen":
        return True
    verb = clause.verb_above(trigger.index)
    if verb < 0 or clause.rel(trigger.index) not in ("nsubj", "nsubj:pass", "obj"):
        return is_carried_after(clause, trigger)
    return clause.tokens[verb].lemma in LIGHT | ONGOING_LIGHT | MEETING_VERBS | SCHEDULED


def relative_after(clause: Clause, trigger: Trigger) -> int:
    """«заседание совета, | которое»: the relative pronoun right behind the phrase, -1 where none is."""
    at = phrase_after(clause, trigger).stop
    found = at + 1 < clause.last and clause.tokens[at].norm == "," and clause.tokens[at + 1].lemma == "который"
    return at + 1 if found else -1


def is_carried_after(clause: Clause, trigger: Trigger) -> bool:
    """«заседание совета, | которое состоится в мае»: a relative clause says that it is held."""
    which = relative_after(clause, trigger)
    if which < 0:
        return False
    gender = clause.tokens[trigger.index].gender
    fits = clause.tokens[which].case in ("Nom", "") and clause.tokens[which].gender in (gender, "")
    near = range(which + 1, min(clause.last, which + 5))
    verb = next((i for i in near if clause.is_finite(i) or clause.tokens[i].norm == "решено"), -1)
    if verb >= 0 and verb + 1 < clause.last and clause.tokens[verb].lemma in ("решить", "условиться", "договориться"):
        verb += clause.tokens[verb + 1].verb_form == "Inf"  # «которое решено | провести в Осло»
        fits = fits or clause.tokens[which].case == "Acc"
    return fits and verb >= 0 and clause.tokens[verb].lemma in LIGHT | ONGOING_LIGHT | MEETING_VERBS | SCHEDULED


SCHEDULED = frozenset({"планироваться", "намечаться", "ожидаться", "запланировать", "наметить", "назначить"})


def prepares(clause: Clause, trigger: Trigger) -> bool:
    """«Россия готовится к проведению саммита»: who holds it."""
    head, verb = clause.head(trigger.index), clause.verb_above(trigger.index)
    held = head >= 0 and clause.tokens[head].lemma in HOLDING
    return held and verb >= 0 and clause.tokens[verb].lemma in ("готовиться", "подготовиться")


HOLDING = frozenset({"проведение", "открытие", "созыв", "завершение", "закрытие"})  # «готовится к проведению саммита»


LIGHT = frozenset({"провести", "проводить", "открыть", "возглавить", "завершить", "начать"})


def body_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Рабочая группа собралась», «работу завершил совет министров»: a body that meets."""
    before = clause.tokens[clause.first : trigger.first]
    verb = clause.verb_above(trigger.index)
    meets = verb >= 0 and clause.tokens[verb].lemma in MEETING_VERBS and clause.rel(trigger.index) == "nsubj"
    off = verb >= 0 and clause.tokens[verb].lemma in PUT_OFF and clause.rel(trigger.index) in ("nsubj:pass", "obj")
    meets = meets or off or is_carried_after(clause, trigger)
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


PUT_OFF = frozenset({"перенести", "отложить", "отменить", "созвать", "провести"})  # «совет министров перенесён»


def body_actor(clause: Clause, trigger: Trigger, body: FormatName) -> Actor:
    """A council of a body as the one that takes part."""
    words = clause.marked.text[clause.tokens[trigger.first].start : clause.tokens[trigger.last - 1].stop]
    start, stop = clause.tokens[trigger.first].start, body.stop
    code = body.canonical
    return Actor(start, stop, trigger.first, body.last, "council", "office", office=words, side=code, sides=(code,))


def attend_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X принял участие в саммите», «на встрече присутствовал Y», «страну представлял Z»."""
    before = clause.tokens[max(clause.first, trigger.first - MAX_ASKING) : trigger.first]
    if any(token.norm == "кто" for token in before):
        return None  # «отказался уточнить, кто будет представлять Канаду»
    formats = named_formats(clause, trigger)
    spoken = session_spoken(clause, trigger) if trigger.word.form == "выступить" else None
    formats = formats or ([spoken] if spoken is not None else [])
    people = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    behind = nominatives_after(clause, trigger) if not people or people[0].kind == "side" else []
    if not people or (trigger.word.form in TWO_HALVES and behind and behind[0].kind == "person"):
        people = behind  # «Иерусалим будет представлять | министр X»
    events = [t for t in clause.triggers if t.shape in EVENT_SHAPES and not is_compared(clause, t)]
    speaks = trigger.word.form == "выступить" and is_address(clause, trigger)
    later = any(token.norm == "также" for token in clause.tokens[trigger.last : trigger.last + 2])
    pointing = (later and trigger.word.strong) or (
        points_to_event(clause) and (trigger.word.strong or has_pointer(clause))
    )
    words = clause.tokens[clause.first : clause.last]
    named = any(event.index < trigger.index for event in events)  # «На переговорах Данию представлял X»
    if trigger.word.form in TWO_HALVES and any(one.lemma in LED_HALVES and one.case == "Acc" for one in words):
        pointing = True  # «американскую сторону представит X»
    led = any(one.lemma == "делегация" and one.case in ("Acc", "Nom") for one in words)
    if "возглав" in trigger.word.form and led:
        pointing = True  # «делегации сторон возглавили X и Y»
    if "сопредседател" in trigger.word.form:
        pointing = True  # «сопредседателями выступили X и Y»
    if half_before(clause, trigger) is not None:
        pointing = True  # «Чили представлял министр X, Перу – министр Y»
    if trigger.word.form in TWO_HALVES and (pointing or named):
        people = represented(clause) or people
    presiding = trigger.word.form == "председательствовать" and clause.tokens[trigger.index].verb_form == "Part"
    if presiding or attends_other(clause, trigger):
        return None  # «президент председательствующей в ЕС Франции»
    if not people and (has_side_words(clause) or speaks):
        people = nominatives_after(clause, trigger)
    pointing = pointing or (speaks and not events) or (has_side_words(clause) and trigger.word.form in PRESENT)
    if is_roll(clause, trigger):
        people, pointing = nominatives_after(clause, trigger), True
    if trigger.word.form in EXPECTED_PART:
        expected = clause.genitives(trigger.last - 1)
        people, pointing = genitives_from(clause, expected) if expected else people, True
    pointing = pointing or trigger.word.form == "участие подтвердить" or trigger.word.form.startswith("участие в ")
    if not people or not (formats or events or pointing):
        return None
    besides = after_words(clause, clause.first, "кроме") if trigger.word.form in PRESENT and not formats else []
    besides = [actor for actor in besides if actor.kind in ("person", "office") and actor.first < trigger.first]
    contact = start_contact(clause, trigger, parties_of([*besides, *people], []))
    contact.family = "event"
    contact.format = spoken
    event = min(events, key=lambda t: abs(t.index - trigger.index), default=None)
    contact.event = event.index if event is not None else -1
    if event is not None and event.family in ("summit", "ministerial", "meeting", "consultation", "call"):
        contact.family = event.family
        contact.mode = read_mode(clause, event)
    if trigger.word.form in EXPECTED_PART | {"участие подтвердить"} and contact.status == "happened":
        contact.status = "planned"
    bare = event is None or event.word.form == "мероприятие"
    also = any(token.norm == "также" for token in clause.tokens[clause.first : clause.last])
    contact.definite = not formats and (bare or also or len(distinct(contact.parties)) < 3)
    return contact


MAX_ASKING = 4  # tokens from «кто» over «именно будет» to the verb


def is_address(clause: Clause, trigger: Trigger) -> bool:
    """«С сообщениями выступили A и B», «выступил с докладом»: those who speak at a meeting named before."""
    near = clause.tokens[max(clause.first, trigger.first - 3) : min(clause.last, trigger.last + 4)]
    return any(left.norm in ("с", "со") and right.lemma in ADDRESSES for left, right in pairwise(near))


ADDRESSES = frozenset({"сообщение", "доклад", "речь", "слово", "приветствие", "обращение", "отчет"})


PRESENT = frozenset({"присутствовать", "участвовать", "принять участие", "принимать участие", "участие принять"})


def has_side_words(clause: Clause) -> bool:
    """«С казахстанской стороны присутствовал X»: who came for one side to a meeting told before."""
    words = [token.norm for token in clause.tokens[clause.first : clause.first + 4]]
    return words[:1] in (["с"], ["со"], ["от"]) and "стороны" in words


def attends_other(clause: Clause, trigger: Trigger) -> bool:
    """«участвовать | в разоружении»: part is taken in something that is no meeting."""
    at = trigger.last
    if trigger.word.form not in PRESENT or at + 1 >= clause.last or clause.tokens[at].norm not in ("в", "во"):
        return False
    noun = next((i for i in range(at + 1, min(clause.last, at + 5)) if clause.tokens[i].pos == "NOUN"), -1)
    if noun < 0 or any(one.first <= noun < one.last for one in clause.triggers):
        return False
    inside = [item for item in clause.marked.formats if at < item.first <= at + 6]
    word = clause.tokens[noun]
    return (
        not inside
        and word.lemma.endswith(("ание", "ение", "ство", "ция", "выборы"))
        and word.lemma not in SITTINGS_TOLD
    )


SITTINGS_TOLD = frozenset({"заседание", "собрание", "церемония", "мероприятие", "торжество", "совещание", "обсуждение"})


TWO_HALVES = frozenset(
    {"представлять", "представить", "группа возглавить", "группа возглавлять", "сторона возглавлять"}
    | {
        "возглавить",
        "возглавлять",
        "сторона возглавить",
        "возглавить группу",
        "возглавлять группу",
        "делегация возглавить",
        "делегация возглавлять",
        "возглавить делегацию",
        "возглавлять делегацию",
    }
)


REPRESENTING = frozenset({"представлять", "представить"})


def half_before(clause: Clause, trigger: Trigger) -> Actor | None:
    """«Чили | представлял министр X»: the state right before the verb, its object, whatever case it passes for."""
    if trigger.word.form not in REPRESENTING or clause.tokens[trigger.index].tense not in ("Past", "Fut"):
        return None
    before = [actor for actor in clause.actors if actor.kind == "side" and actor.last == trigger.first]
    behind = [actor for actor in clause.actors if actor.first >= trigger.last and actor.case in ("Nom", "")]
    told = bool(behind) and behind[0].kind in ("person", "office") and behind[0].first - trigger.last <= 1
    return before[0] if before and told and is_object_like(clause, before[0]) else None


def is_object_like(clause: Clause, actor: Actor) -> bool:
    """«Казахстан», «Чили»: a state whose form may be an accusative."""
    token = clause.tokens[actor.last - 1]
    return actor.case == "Acc" or (actor.case == "Nom" and not token.norm.endswith(("а", "я")))


def is_roll(clause: Clause, trigger: Trigger) -> bool:
    """«Присутствовали: A, B и C»: a list of those who came, after a colon."""
    after = [token.norm for token in clause.tokens[trigger.last : min(clause.last, trigger.last + 2)]]
    listed = after[:1] == [":"] or after in (["будут", ":"], ["станут", ":"])
    return listed and trigger.word.form in ROLLS


ROLLS = frozenset(
    {"присутствовать", "участвовать", "принять участие", "участие принять", "сопредседательствовать", "выступить"}
)


def has_pointer(clause: Clause) -> bool:
    """«в нём», «на ней»: a pronoun for the event named before."""
    pairs = pairwise(token.norm for token in clause.tokens[clause.first : clause.last])
    return any(pair in POINTERS for pair in pairs)


POINTERS = frozenset(
    {("в", "нем"), ("в", "ней"), ("на", "ней"), ("на", "нем"), ("в", "них"), ("на", "нее"), ("на", "него")}
)


def represented(clause: Clause) -> list[Actor]:
    """«США представлял госсекретарь X, Казахстан – министр Y»: the people of every half."""
    people = [actor for actor in clause.actors if actor.kind in ("person", "office") and actor.case in ("Nom", "")]
    return [stand_for(clause, actor) for actor in people]


def stand_for(clause: Clause, actor: Actor) -> Actor:
    """«Исландию | – министр X»: somebody whose title names no state is of the one that he represents."""
    before: list[Actor | Side] = [
        one for one in clause.actors if one.kind == "side" and is_object_like(clause, one) and one.last <= actor.first
    ]
    bent = [one for one in clause.marked.sides if one.form == "adjective" and clause.first <= one.first < actor.first]
    before += [one for one in bent if clause.actor_at(one.first) is None]  # «финскую | – министр X»
    before.sort(key=lambda one: one.first)
    if not before or actor.first - before[-1].last > MAX_HALF or actor.person is None:
        return actor
    half = before[-1]
    return take_side(clause.marked, actor, half.code if isinstance(half, Side) else half.side)


MAX_HALF = 4  # tokens between «Данию» and «министр X»: a verb or a dash


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


def session_spoken(clause: Clause, trigger: Trigger) -> FormatName | None:
    """«выступил на Генеральной Ассамблее ООН»: the body before which somebody speaks."""
    for side in clause.marked.sides:
        before = clause.tokens[side.first - 1].norm if side.first > clause.first else ""
        near = 0 < side.first - trigger.last <= 3 and before in ("на", "перед")
        if side.form == "organisation" and near and "ассамбле" in side.nominative.lower():
            return FormatName(side.start, side.stop, side.first, side.last, "body", side.code, None, True)
    return None


EVENT_SHAPES = ("event.noun", "meeting.noun", "talks.noun", "call.noun")
