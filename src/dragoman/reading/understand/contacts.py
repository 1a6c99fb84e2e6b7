"""Sentences that tell of a contact: the trigger, who takes part, whether it took place.

A contact is what one sentence says; `encounters.py` joins the contacts of a text into encounters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from dragoman.model import Mode, Role, Status
from dragoman.reading.languages.lexicon import Word, load_words
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.understand.trees import Clause
from dragoman.reading.values import Actor, Date, FormatName, Marked, Name, Sentence, Side

ATTACHED = 6  # tokens between a noun of meeting and the name of its format
PHONE = frozenset({"телефон", "телефонный"})
VIDEO = frozenset(
    {
        "видеоконференция",
        "видеосвязь",
        "видеоконференцсвязь",
        "вкс",
        "онлайн",
        "онлайн-формат",
        "zoom",
        "видеоформат",
        "видеорежим",
        "дистанционно",
        "видеомост",
    }
)
ONGOING_LIGHT = frozenset({"состояться", "пройти", "проходить", "завершиться", "начаться", "открыться", "быть"})


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
    title: bool = False
    rule: str = ""


@cache
def outlook_words() -> dict[str, str]:
    """Lemma -> planned, offered, cancelled, postponed, denied, past, generic (languages/ru/outlook.tsv)."""
    return {word.form.replace("ё", "е"): word.kind for word in load_words("ru", "outlook")}


def find_triggers(marked: Marked, first: int, last: int) -> Iterator[Trigger]:
    """Triggers among tokens first..last; verbs must be verbs in context, nouns nouns."""
    for match in load_phrases("contacts").find(marked.tokens, first, last):
        wanted = ("VERB",) if match.value.kind.endswith(".verb") else ("NOUN", "PROPN")
        carriers = [i for i in range(match.first, match.last) if marked.tokens[i].pos in wanted]
        if not carriers and match.last - match.first > 1:
            carriers = [match.first]
        if carriers:
            yield Trigger(carriers[0], match.first, match.last, match.value)


def find_contacts(marked: Marked, sentence: Sentence) -> list[Contact]:
    """What a sentence tells of contacts, in order of its words."""
    clause = Clause(marked, sentence)
    triggers = list(find_triggers(marked, sentence.first, sentence.last))
    if any(trigger.mode != "video" and trigger.shape in EVENT_SHAPES for trigger in triggers):
        triggers = [trigger for trigger in triggers if trigger.mode != "video"]  # there it is the medium
    contacts = []
    for trigger in triggers:
        for shapes, rule in RULES:
            if trigger.shape in shapes:
                contact = rule(clause, trigger)
                if contact is not None:
                    contact.rule = contact.rule or rule.__name__
                    add_circumstances(clause, contact, triggers)
                    contacts.append(contact)
                break
    return contacts


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
        parties=unique_parties(parties),
        background=passage.kind == "background",
        past=outlook.past,
        offered=outlook.offered,
        generic=outlook.generic,
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
    return start_contact(clause, trigger, parties_of(subject, partners))


def ring_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Премьер позвонил президенту»."""
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    partners = dative_near(clause, trigger.index)
    return start_contact(clause, trigger, parties_of(subject, partners)) if partners else None


def discuss_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Стороны обсудили торговлю»: tells more of a contact, or is one where two sides are named."""
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    partners = clause.with_preposition(trigger.index, "с", "со") or clause.after_preposition(
        trigger.index, ("Ins",), "с", "со"
    )
    contact = start_contact(clause, trigger, parties_of(subject, partners))
    if contact.mode == "phone":
        contact.family = "call"
    contact.definite = not partners and all(party.actor.kind in ("group", "pronoun") for party in contact.parties)
    return contact


def receive_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Президент принял посла»: the object must be a person, not a decision."""
    subject = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    guests: list[Actor] = []
    for child in clause.below(trigger.index):
        if clause.rel(child) in ("obj", "nsubj:pass", "iobj"):
            guests = [actor for actor in clause.named_by(child) if actor.kind in ("person", "office")]
            if guests:
                break
    if not guests:
        after = clause.actor_at(trigger.index + 1) if trigger.index + 1 < clause.last else None
        guests = (
            clause.listed(after)
            if after and after.kind in ("person", "office") and after.case in ("Acc", "Gen")
            else []
        )
    hosts = [actor for actor in subject if actor not in guests]
    if not guests or not hosts or hosts[0].case not in ("Nom", ""):
        return None
    parties = [Party(actor, "host") for actor in hosts] + [Party(actor) for actor in guests]
    return start_contact(clause, trigger, parties)


def summon_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Посла вызвали в МИД»: an ambassador called in by the ministry."""
    tokens = clause.tokens[trigger.index : min(clause.last, trigger.index + 6)]
    if not any(token.norm == "мид" or token.lemma == "министерство" for token in tokens):
        return None
    guests = [actor for actor in clause.actors if actor.rank in ("ambassador", "envoy", "delegate")][:1]
    return start_contact(clause, trigger, [Party(actor) for actor in guests]) if guests else None


def meeting_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Встреча президента с премьером», «X провёл переговоры с Y», «в ходе беседы с Y X отметил»."""
    owners = clause.genitives(trigger.last - 1)
    between = clause.after_preposition(trigger.last - 1, ("Ins",), "между")
    partners = partners_of_noun(clause, trigger)
    given = clause.after_preposition(trigger.last - 1, ("Gen",), "участием") or after_words(
        clause, trigger.last - 1, "с", "участием"
    )
    adjectives = compound_sides(clause, trigger)
    parties = parties_of(owners + between, [*partners, *given, *adjectives])
    if len(distinct(parties)) < 2 or (partners and not owners and not between):
        parties = parties_of(actors_above(clause, trigger), [party.actor for party in parties])
    contact = start_contact(clause, trigger, parties)
    own = owners or between or partners or given or adjectives
    contact.definite = not own and len(distinct([p for p in parties if p.actor.kind in ("person", "office")])) < 2
    return contact


def call_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """As `meeting_noun`, for conversations; a plain «разговор» needs two parties or an earlier contact."""
    return meeting_noun(clause, trigger)


def visit_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Визит премьера в Минск», «X прибыл с визитом в Y», «свой визит к президенту»."""
    travellers = clause.genitives(trigger.last - 1)
    adjectives = [] if travellers else compound_sides(clause, trigger)
    if not travellers:
        travellers = actors_above(clause, trigger) or adjectives
    hosts = clause.with_preposition(trigger.index, "к", "ко") or clause.after_preposition(
        trigger.last - 1, ("Dat",), "к", "ко"
    )
    hosts = [actor for actor in hosts if actor.kind in ("person", "office")]
    contact = start_contact(clause, trigger, parties_of(travellers, hosts))
    contact.definite = not clause.genitives(trigger.last - 1) and not hosts and destination(clause, trigger) is None
    contact.place = destination(clause, trigger)
    return contact


def arrive_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X прибыл в Минск», «X посетил Минск»: somebody goes to another country."""
    travellers = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    place = destination(clause, trigger)
    formats = named_formats(clause, trigger)
    if not travellers or (place is None and not formats):
        return None
    hosts = [a for a in clause.with_preposition(trigger.index, "к", "ко") if a.kind in ("person", "office")]
    contact = start_contact(clause, trigger, parties_of(travellers, hosts))
    contact.place = place
    if formats:
        contact.family, contact.format = "event", formats[0]
    return contact


def event_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Саммит с участием глав государств», «заседание совета министров иностранных дел»."""
    owners = clause.genitives(trigger.last - 1)
    partners = partners_of_noun(clause, trigger)
    given = after_words(clause, trigger.first, "с", "участием") or after_words(
        clause, trigger.first, "приняли", "участие"
    )
    adjectives = compound_sides(clause, trigger)
    parties = parties_of(owners, [*partners, *given, *adjectives])
    if not parties or (len(distinct(parties)) < 2 and takes_part(clause, trigger)):
        parties = parties_of(actors_above(clause, trigger), [party.actor for party in parties])
    contact = start_contact(clause, trigger, parties)
    if trigger.family == "other":
        contact.family = "event"
    contact.definite = not parties
    return contact


def attend_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«X принял участие в саммите», «на встрече присутствовал Y», «страну представлял Z»."""
    formats = named_formats(clause, trigger)
    people = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    people = people or nominatives_after(clause, trigger)
    events = [t for t in find_triggers(clause.marked, clause.first, clause.last) if t.shape in EVENT_SHAPES]
    if not people or not (formats or events):
        return None
    contact = start_contact(clause, trigger, parties_of(people, []))
    contact.family = "event"
    event = min(events, key=lambda t: abs(t.index - trigger.index), default=None)
    if event is not None and event.family in ("summit", "ministerial", "meeting", "consultation", "call"):
        contact.family = event.family
        contact.mode = read_mode(clause, event)
    contact.definite = not formats
    return contact


def sign_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Министры X и Y подписали соглашение»: two sides sign."""
    subject = clause.subject(trigger.index)
    partners = clause.with_preposition(trigger.index, "с", "со")
    contact = start_contact(clause, trigger, parties_of(subject, partners))
    return contact if len({party.actor.side for party in contact.parties} - {None}) > 1 else None


def signing_noun(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Подписи под документом поставили министры ...»."""
    verb = clause.verb_above(trigger.index)
    subject = clause.subject(verb) if verb >= 0 else []
    contact = start_contact(clause, trigger, parties_of(subject, []))
    return contact if len({party.actor.side for party in contact.parties} - {None}) > 1 else None


def send_verb(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Президент направил телеграмму королю»: sender and addressee."""
    senders = clause.subject(trigger.index) or clause.plain_subject(trigger.index)
    receivers = dative_near(clause, trigger.index)
    if not senders:
        return None
    parties = [Party(actor, "sender") for actor in senders] + [
        Party(actor, "addressee") for actor in receivers if actor not in senders
    ]
    contact = start_contact(clause, trigger, parties)
    contact.definite = not receivers
    return contact


def credentials_words(clause: Clause, trigger: Trigger) -> Contact | None:
    """«Послы вручили верительные грамоты президенту»: one record with all ambassadors."""
    people = [a for a in clause.actors if a.kind in ("person", "office") and a.rank in ("ambassador", "head_of_state")]
    contact = start_contact(clause, trigger, [Party(actor) for actor in people])
    contact.definite = len(people) < 2
    return contact


EVENT_SHAPES = ("event.noun", "meeting.noun", "talks.noun", "call.noun")
RULES: tuple[tuple[tuple[str, ...], Callable[[Clause, Trigger], Contact | None]], ...] = (
    (("meet.verb", "talk.verb"), meet_verb),
    (("ring.verb",), ring_verb),
    (("discuss.verb",), discuss_verb),
    (("receive.verb",), receive_verb),
    (("summon.verb",), summon_verb),
    (("meeting.noun", "talks.noun", "contact.noun"), meeting_noun),
    (("call.noun",), call_noun),
    (("visit.noun",), visit_noun),
    (("visit.verb", "arrive.verb"), arrive_verb),
    (("event.noun", "body.noun"), event_noun),
    (("attend.verb",), attend_verb),
    (("sign.verb",), sign_verb),
    (("signing.noun",), signing_noun),
    (("send.verb",), send_verb),
    (("credentials.verb", "credentials.noun"), credentials_words),
)


# -- who --------------------------------------------------------------------------------------------------------------


def parties_of(first: Sequence[Actor], second: Sequence[Actor]) -> list[Party]:
    """Parties in the order given, each once."""
    return unique_parties([Party(actor) for actor in (*first, *second)])


def unique_parties(parties: Sequence[Party]) -> list[Party]:
    """Each actor once, spokespeople left out."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for party in parties:
        key = (party.actor.start, party.actor.stop)
        if key not in seen:
            seen.add(key)
            kept.append(party)
    return [party for party in kept if party.actor.rank != "spokesperson"]


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
    verb = clause.verb_above(trigger.index)
    if verb < 0:
        verb = next((i for i in range(trigger.index - 1, clause.first - 1, -1) if clause.tokens[i].pos == "VERB"), -1)
        if verb < 0:
            return []
    if clause.tokens[verb].lemma in ONGOING_LIGHT and clause.rel(trigger.index) in ("nsubj", "nsubj:pass"):
        return []
    found = clause.subject(verb)
    if not found:
        found = clause.plain_subject(verb)
    own = range(trigger.first, trigger.last)
    return [actor for actor in found if not any(actor.first <= index < actor.last for index in own)]


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
        if side.form == "adjective" and near and clause.actor_at(side.first) is None:
            found.append(side_actor(side))
    return found if len(found) > 1 else []


def side_actor(side: Side) -> Actor:
    """A state that acts."""
    return Actor(
        side.start,
        side.stop,
        side.first,
        side.last,
        side.rule,
        kind="side",
        side=side.code,
        sides=(side.code,),
        case=side.case,
    )


# -- whether, when, where, how ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Outlook:
    """Whether a contact took place."""

    status: Status = "happened"
    past: bool = False
    offered: bool = False
    generic: bool = False


def read_outlook(clause: Clause, trigger: Trigger) -> Outlook:
    """Status from the tense of the verb that carries the trigger, and from the words around that weigh on it."""
    outlook = Outlook()
    tokens = clause.tokens
    chain = [trigger.index, *clause.governors(trigger.index, 4)]
    verb = next((i for i in chain if tokens[i].pos in ("VERB", "AUX")), -1)
    if verb < 0:
        verb = nearest_verb(clause, trigger)
        if verb >= 0:
            chain.append(verb)
    near = set(chain)
    for index in chain:
        near.update(
            child
            for child in clause.below(index)
            if clause.rel(child) in ("amod", "advmod", "aux", "aux:pass", "cop", "mark", "acl")
        )
    near.update(range(max(clause.first, trigger.first - 2), trigger.first))
    words = outlook_words()
    kinds = {index: words[lemma] for index in near for lemma in tokens[index].lemmas if lemma in words}
    negated = {
        head
        for head in chain
        if any(tokens[c].norm == "не" for c in clause.below(head))
        or (head > clause.first and tokens[head - 1].norm == "не")
    }
    if verb >= 0:
        outlook.status = tense_status(clause, verb)
    governing = {kinds[i] for i in kinds if i != trigger.index}
    if "planned" in governing:
        outlook.status = "planned"
    for name in ("postponed", "cancelled", "denied"):
        if name in governing:
            outlook.status = name
            break
    else:
        if negated & set(chain[:3]):
            outlook.status = "denied"
    outlook.past = "past" in governing
    outlook.offered = (
        "offered" in governing
        or any(tokens[c].norm in ("бы", "б") for index in chain[:3] for c in clause.below(index))
        or conditional(clause, verb)
    )
    outlook.generic = "generic" in governing
    return outlook


def nearest_verb(clause: Clause, trigger: Trigger) -> int:
    """The verb nearest to a trigger that hangs on none."""
    order = sorted(range(clause.first, clause.last), key=lambda i: (abs(i - trigger.index), i))
    return next(
        (
            i
            for i in order
            if clause.tokens[i].pos == "VERB" and clause.actor_at(i) is None and abs(i - trigger.index) <= 8
        ),
        -1,
    )


def conditional(clause: Clause, verb: int) -> bool:
    """«если», «чтобы» over the clause of the verb."""
    return verb >= 0 and any(
        clause.rel(child) == "mark" and clause.tokens[child].norm in ("если", "чтобы", "будто")
        for child in clause.below(verb)
    )


def tense_status(clause: Clause, verb: int) -> Status:
    """Past and present have happened (or have begun); the future is planned."""
    token = clause.tokens[verb]
    if token.verb_form == "Inf" or token.verb_form == "Conv":
        above = clause.verb_above(verb)
        helpers = [c for c in clause.below(verb) if clause.rel(c).startswith("aux")]
        if any(clause.tokens[c].lemma == "быть" and clause.tokens[c].tense == "Fut" for c in helpers):
            return "planned"
        if token.verb_form == "Conv":
            return tense_status(clause, above) if above >= 0 else "happened"
        if above >= 0 and clause.tokens[above].tense == "Past" and clause.tokens[above].lemma in ("успеть", "удаться"):
            return "happened"
        return "planned"
    if token.tense == "Fut":
        return "planned"
    if any(clause.tokens[c].lemma == "быть" and clause.tokens[c].tense == "Fut" for c in clause.below(verb)):
        return "planned"
    return "happened"


def read_mode(clause: Clause, trigger: Trigger) -> Mode:
    """The medium: said in the sentence, else what the word implies."""
    lemmas = {lemma for token in clause.tokens[clause.first : clause.last] for lemma in token.lemmas}
    if trigger.family in ("visit", "letter", "signing"):
        return trigger.mode  # type: ignore[return-value]
    if lemmas & VIDEO:
        return "video"
    if trigger.family in ("call", "meeting") and lemmas & PHONE:
        return "phone"
    return trigger.mode or "unknown"  # type: ignore[return-value]


def add_circumstances(clause: Clause, contact: Contact, triggers: Sequence[Trigger]) -> None:
    """Date, place and format, each the one nearest to the trigger in the sentence."""
    rivals = [t for t in triggers if t.index != contact.trigger.index and t.shape not in ("light.verb", "discuss.verb")]
    contact.date = nearest_date(clause, contact.trigger, rivals)
    if contact.place is None and contact.family != "visit":
        contact.place = venue(clause, contact.trigger, rivals)
    if contact.format is None:
        formats = named_formats(clause, contact.trigger)
        contact.format = formats[0] if formats else None
    if contact.format is not None and contact.family in ("meeting", "other"):
        contact.family = "event"


def nearest_date(clause: Clause, trigger: Trigger, rivals: Sequence[Trigger]) -> Date | None:
    """The date that belongs to the trigger: no other trigger lies nearer to it."""
    dates = [d for d in clause.marked.dates if clause.first <= d.first < clause.last]
    dates = [d for d in dates if clause.actor_at(d.first) is None]
    fitting = [
        d
        for d in dates
        if not rivals
        or min(distance(t, d.first) for t in rivals) >= distance(trigger, d.first)
        or same_branch(clause, trigger, d.first)
    ]
    return min(fitting, key=lambda d: distance(trigger, d.first), default=None)


def same_branch(clause: Clause, trigger: Trigger, index: int) -> bool:
    """Whether a token hangs on the trigger, or on the verb that carries it."""
    head = clause.head(index)
    return head >= 0 and (head == trigger.index or head == clause.verb_above(trigger.index))


def distance(trigger: Trigger, index: int) -> int:
    """Tokens between a trigger and a place in the sentence."""
    return min(abs(trigger.first - index), abs(trigger.last - 1 - index))


def places_in(clause: Clause) -> list[Name | Side]:
    """Places of a sentence that are not part of an actor's title."""
    names: list[Name | Side] = [
        n for n in clause.marked.names if n.kind == "place" and clause.first <= n.first < clause.last
    ]
    taken = {index for name in names for index in range(name.first, name.last)}
    for side in clause.marked.sides:
        inside = clause.first <= side.first < clause.last and side.first not in taken
        if inside and side.form in ("name", "capital", "city", "seat", "group"):
            names.append(side)
    return sorted(names, key=lambda item: item.first)


def in_title(clause: Clause, item: Name | Side) -> bool:
    """Whether a place is part of somebody's title («посол в России»)."""
    actor = clause.actor_at(item.first)
    return actor is not None and not (actor.kind == "side" and actor.first == item.first)


def venue(clause: Clause, trigger: Trigger, rivals: Sequence[Trigger]) -> Name | Side | None:
    """Where: a place after «в», «во», «на» in the locative, nearest to the trigger."""
    found = []
    for item in places_in(clause):
        before = clause.tokens[item.first - 1].norm if item.first > clause.first else ""
        if before in ("в", "во", "на") and item.case in ("Loc", "", "Acc") and not in_title(clause, item):
            if item.case == "Acc" and not same_branch(clause, trigger, item.first):
                continue
            gap = distance(trigger, item.first)
            if all(distance(rival, item.first) >= gap for rival in rivals) or same_branch(clause, trigger, item.first):
                found.append((gap, item.first, item))
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def destination(clause: Clause, trigger: Trigger) -> Name | Side | None:
    """Where to: «в/во/на» with a place after a verb or noun of travel, or the object of «посетить»."""
    for item in places_in(clause):
        if item.first < trigger.last - 1 and not same_branch(clause, trigger, item.first):
            continue
        before = clause.tokens[item.first - 1] if item.first > clause.first else None
        if in_title(clause, item):
            continue
        near = distance(trigger, item.first) <= MAX_WAY
        if before is not None and before.norm in ("в", "во", "на", "по") and near:
            return item
        if trigger.shape == "visit.verb" and near and (before is None or before.pos != "ADP"):
            return item
    return None


MAX_WAY = 14  # tokens from a word of travel to its destination


def named_formats(clause: Clause, trigger: Trigger) -> list[FormatName]:
    """Formats that the trigger is a meeting of: around it, with no other finite verb between."""
    found = []
    for item in clause.marked.formats:
        if not clause.first <= item.first < clause.last:
            continue
        covers = item.first <= trigger.index < item.last
        low, high = sorted((item.first, trigger.index))
        verbs = any(clause.is_finite(i) for i in range(low + 1, high) if clause.tokens[i].pos == "VERB")
        reach = ATTACHED if trigger.shape.endswith("noun") else 2 * ATTACHED
        if covers or (not verbs and high - low <= reach) or clause.head(item.first) == trigger.index:
            found.append((0 if covers else high - low, item.first, item))
    return [item for _, _, item in sorted(found, key=lambda entry: entry[:2])]
