"""Rules for what is written: papers signed, letters sent, credentials presented."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from msgspec import structs

from dragoman.reading.understand.circumstances import in_title
from dragoman.reading.understand.parties import (
    MAX_AGENT_GAP,
    after_words,
    agents_of,
    dative_near,
    mediators_of,
    parties_of,
    side_actor,
    start_contact,
)
from dragoman.reading.understand.trees import Clause
from dragoman.reading.understand.triggers import LEADERS, Contact, Party, Trigger
from dragoman.reading.values import Actor, FormatName


def sign_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Министры X и Y подписали соглашение», «договор между A и B, заключённый в мае»: two sides sign."""
    if clause.tokens[trigger.index].verb_form == "Part":
        return signed_paper(clause, trigger)
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    subject = signers_by_side(clause) or subject
    partners = clause.with_preposition(trigger.index, "с", "со")
    contact = start_contact(clause, trigger, parties_of(subject, partners))
    contact.parties += [Party(actor, "mediator") for actor in mediators_of(clause)]
    told = [party.actor for party in contact.parties if party.actor.kind != "group" or party.actor.rule == "agent"]
    sides = {side for actor in told for side in actor.all_sides}
    return contact if len(sides | {party.actor.side for party in contact.parties} - {None}) > 1 else None


def signers_by_side(clause: Clause) -> list[Actor]:
    """«С чешской стороны документ подписал X, с перуанской – Y»: who signs for each side."""
    found = []
    for side in clause.marked.sides:
        before = clause.tokens[side.first - 1].norm if side.first > clause.first else ""
        if not clause.first <= side.first < clause.last or side.form != "adjective" or before not in ("с", "со", "от"):
            continue
        signer = next((a for a in clause.actors if a.first >= side.last and a.case == "Nom" and a.kind != "side"), None)
        if signer is not None and signer.side in (None, side.code) and signer.kind in ("person", "office"):
            if signer.person is not None:
                clause.marked.people[signer.person].side = side.code
            found.append(structs.replace(signer, side=side.code))
    return found if len({actor.side for actor in found}) > 1 else []


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
    if signers and not between and is_far(clause, trigger, signers[0]):
        return None
    dated = any(near[0] <= date.first < near[-1] for date in clause.marked.dates)
    sides = {side for actor in signers for side in actor.all_sides}
    told = dated or (bool(between) and not clause.tokens[trigger.index].case)  # «между A и B подписано соглашение»
    return start_contact(clause, trigger, parties_of(signers, [])) if told and len(sides) > 1 else None


def is_far(clause: Clause, trigger: Trigger, signer: Actor) -> bool:
    """Whether more than a day, a place and a title without holder stands between «подписанное» and who signed."""
    between = range(trigger.last, signer.first)
    apart = any(clause.tokens[at].norm in (",", "с", "со", "между") or clause.is_finite(at) for at in between)
    titled = any(title.case == "Ins" and title.first in between for title in clause.marked.titles)
    return len(between) >= (MAX_PAPER if titled else MAX_SIGNER + 2) or (len(between) >= MAX_SIGNER and apart)


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
    named = [actor for actor in subject if actor.kind != "group" or actor.people]  # «главы делегаций – A и B»
    return contact if len({side for actor in named for side in actor.all_sides}) > 1 else None


def send_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Президент направил телеграмму королю»: sender and addressee."""
    passive = clause.tokens[trigger.index].voice == "Pass"
    if passive:  # «послу в МИД Латвии вручена нота», «передано письмо премьера»
        senders = agents_of(clause, trigger.index) or ministry_told(clause)
        senders = senders or clause.genitives(paper_in(clause, trigger))
    else:
        senders = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    receivers = [actor for actor in dative_near(clause, trigger.index) if actor not in senders]
    if passive and not receivers:
        receivers = [actor for actor in clause.actors if actor.case == "Dat"][:1]
    if trigger.word.form.startswith("ответить"):
        receivers = clause.genitives(trigger.last - 1)
    if not senders:
        return None
    mutual = (
        trigger.word.form.startswith(("обменяться", "обмениваться"))
        and len({actor.side for actor in senders} - {None}) > 1
    )
    if not receivers and not mutual:
        receivers = congratulated(clause, senders[0])
    parties = [Party(actor, "sender") for actor in senders] + [Party(actor, "addressee") for actor in receivers]
    contact = start_contact(clause, trigger, parties)
    contact.definite = not receivers and not mutual
    return contact


def paper_in(clause: Clause, trigger: Trigger) -> int:
    """«передано | письмо | премьера», «вручена нота»: the noun of a phrase of sending."""
    nouns = [at for at in range(trigger.first, trigger.last) if clause.tokens[at].pos == "NOUN"]
    return nouns[-1] if nouns else trigger.last - 1


def ministry_told(clause: Clause) -> list[Actor]:
    """«в МИД Латвии вручена нота»: the ministry in which a paper is handed over, as the sender."""
    return [a for a in clause.actors if a.rule == "agent" and clause.tokens[a.first - 1].norm == "в"][:1]


def letter_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Послание президента X, направленное президенту Y», «в письме Y X отметил»: whose and to whom."""
    senders = clause.after_preposition(trigger.last - 1, ("Gen",), "от") or clause.genitives(trigger.last - 1)
    verb = clause.verb_above(trigger.index)
    answering = answered_by(clause, trigger)
    if senders and answering:
        return correspondence(clause, trigger, answering, senders)
    if told_by_letter(clause, trigger, verb):
        receivers = [a for child in clause.below(verb) if clause.rel(child) == "obj" for a in clause.named_by(child)]
        if receivers:
            return correspondence(clause, trigger, clause.subject(verb) or clause.plain_subject(verb), receivers)
    if senders and verb >= 0 and clause.tokens[verb].lemma in ("получить", "получать"):
        return correspondence(clause, trigger, senders, clause.subject(verb) or clause.plain_subject(verb))
    if trigger.word.form in WISHES and (verb < 0 or clause.tokens[verb].lemma not in SENDING):
        return None
    addressed = after_words(clause, clause.first, "в", "адрес") or after_words(clause, clause.first, "на", "имя")
    meant = clause.after_preposition(trigger.last - 1, ("Gen",), "для")  # «доставил послание | для президента X»
    receivers = addressed or next_dative(clause, trigger) or meant
    if not receivers and verb >= 0:
        receivers = dative_near(clause, verb)
    if not senders and verb >= 0:
        senders = clause.subject(verb) or clause.plain_subject(verb)
    if verb >= 0 and not any(actor.all_sides for actor in senders):
        senders = clause.subject(verb)  # «передал королю послание президента»
    if not receivers and verb >= 0 and clause.tokens[verb].voice == "Pass":
        receivers = [actor for actor in clause.actors if actor.case == "Dat"][:1]  # «послу вручена нота»
    if not senders and verb >= 0:
        senders = ministry_told(clause)
    if not receivers and verb >= 0:
        receivers = ministry_told(clause)  # «посольство направило в МИД Латвии ноту»
    if not senders and verb >= 0 and clause.tokens[verb].voice == "Pass" and clause.tokens[verb].lemma in SENDING:
        senders = agents_of(clause, verb) or leader_before(clause)
    receivers = [actor for actor in receivers if actor not in senders]
    return correspondence(clause, trigger, senders, receivers)


def answered_by(clause: Clause, trigger: Trigger) -> list[Actor]:
    """«ответ президента X | на письмо премьера Y»: who answers a letter, told before it."""
    before = [actor for actor in clause.actors if actor.last == trigger.first - 1 and actor.case in ("Gen", "")]
    on = trigger.first > clause.first and clause.tokens[trigger.first - 1].norm == "на"
    answers = [one for one in before if one.first > clause.first and clause.tokens[one.first - 1].lemma == "ответ"]
    return answers if on else []


def told_by_letter(clause: Clause, trigger: Trigger, verb: int) -> bool:
    """«поздравил | телеграммой», «в письме поблагодарил»: a letter as the medium of a verb of addressing."""
    token = clause.tokens[trigger.index]
    medium = token.case == "Ins" or (token.case == "Loc" and clause.preposition(trigger.index) == "в")
    return medium and verb >= 0 and clause.tokens[verb].lemma in ADDRESSING


ADDRESSING = frozenset({"поздравить", "поблагодарить", "заверить", "пригласить", "попросить", "проинформировать"})
WISHES = frozenset({"соболезнование", "поздравление"})
SENDING = frozenset(
    {"направить", "направлять", "послать", "отправить", "передать", "выразить", "выражать", "принести", "прислать"}
    | {"поступить", "прийти", "адресовать", "получить"}
)
MAX_LEADER_SENTENCES = 8  # in a chronicle of one leader's day


def leader_before(clause: Clause) -> list[Actor]:
    """«Направлены телеграммы: президенту X»: the leader whose day the report tells of, named last as a subject."""
    marked = clause.marked
    near = [s for s in marked.sentences if 0 < clause.sentence.index - s.index <= MAX_LEADER_SENTENCES]
    start = near[0].start if near else clause.sentence.start
    before = [a for a in marked.actors if start <= a.start < clause.sentence.start and a.kind == "person"]
    return [actor for actor in before if actor.case == "Nom" and actor.rank in LEADERS][-1:]


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


def credentials_words(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Послы вручили верительные грамоты президенту»: one record with all ambassadors."""
    people = [a for a in clause.actors if a.kind in ("person", "office") or (a.kind == "pronoun" and a.holders)]
    people += [actor for actor in envoys_told(clause) if actor not in people]
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


def envoys_told(clause: Clause) -> list[Actor]:
    """«послы Перу и Чили», «послов: Бельгии – X, Ганы (Y)»: envoys of the sides listed after a plural."""
    found: list[Actor] = []
    heads = [a for a in clause.actors if a.kind == "group" and clause.tokens[a.last - 1].lemma in ENVOYS]
    group = next((a for a in clause.actors if a.kind == "group" and a.rank in ("ambassador", "envoy")), None)
    group = group or (structs.replace(heads[0], rank="ambassador") if heads else None)
    if group is None:
        return found
    after = [actor for actor in clause.actors if actor.first >= group.last]
    found += [structs.replace(group, kind="office", side=side, sides=(side,)) for side in group.all_sides]
    for actor, following in zip_longest(after, after[1:]):
        if actor.kind != "side" or actor.rule == "agent" or actor.side is None:
            continue
        named = following is not None and is_envoy_of(clause, actor, following)
        if following is not None and named and following.person is not None:
            somebody = clause.marked.people[following.person]
            somebody.side, somebody.rank = actor.side, group.rank
            somebody.office = somebody.office or group.office
            found.append(structs.replace(following, side=actor.side, rank=group.rank))
        elif actor.case != "Dat":
            found.append(structs.replace(actor, kind="office", office=group.office, rank=group.rank))
    return found


def is_envoy_of(clause: Clause, side: Actor, person: Actor) -> bool:
    """«Бельгии – | X», «Эстонии (| Y)»: a name without a side after a dash or bracket behind a state."""
    between = clause.tokens[side.last : person.first]
    signs = bool(between) and between[0].text in ("–", "—", "-", "(")
    known = person.person is not None and clause.marked.people[person.person].side in (None, side.side)
    return person.kind == "person" and signs and len(between) <= MAX_ENVOY_GAP and known


ENVOYS = frozenset({"посол", "посланник", "поверенный"})
MAX_ENVOY_GAP = 3  # «Монголии – госпожи | Дэлгэрмаа Батсух»
ACCREDITED = frozenset({"ambassador", "head_of_state", "envoy", "delegate", "royal"})
