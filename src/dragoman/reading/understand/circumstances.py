"""Whether a contact took place, when, where, how and in which format: read off the words around its trigger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from msgspec import structs

from dragoman.model import Mode, Status
from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.mark.forms import load_forms, nominative_phrase
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.mark.sides import CENTRAL_ASIA
from dragoman.reading.resolve.bearers import STATE_CODE
from dragoman.reading.understand.trees import Clause
from dragoman.reading.understand.triggers import Contact, Trigger
from dragoman.reading.values import Date, FormatName, Name, Side, Token
from dragoman.register import load_register
from dragoman.register.formats import find_format, load_formats
from dragoman.register.places import find_place

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
        "виртуальный",
        "онлайн-режим",
    }
)
VIDEO_PARTS = ("видеоконференц", "видеосвяз", "онлайн-")


@cache
def outlook_words() -> dict[str, str]:
    """Lemma -> planned, offered, cancelled, postponed, denied, past, generic (languages/ru/outlook.tsv)."""
    return {word.form.replace("ё", "е"): word.kind for word in load_words("ru", "outlook")}


@dataclass(slots=True)
class Outlook:
    """Whether a contact took place."""

    status: Status = "happened"
    past: bool = False
    recent: bool = False
    coming: bool = False
    offered: bool = False
    generic: bool = False
    weak: bool = False


CALLED_OFF: tuple[Status, ...] = ("postponed", "cancelled", "denied")
WEIGHING = frozenset({"amod", "advmod", "aux", "aux:pass", "cop", "mark", "acl"})


def read_outlook(clause: Clause, trigger: Trigger) -> Outlook:
    """Status from the tense of the verb that carries the trigger, and from the words around that weigh on it."""
    outlook = Outlook()
    chain, verb = carrying_chain(clause, trigger)
    if clause.tokens[trigger.index].verb_form == "Part" and clause.tokens[trigger.index].case:
        chain, verb = [trigger.index], trigger.index  # «побывавшая в Вене делегация | не добилась»
    place = phrase_place(clause, trigger)
    verb = verb_of_clause(clause, trigger, verb) if place == "during" else verb
    kinds = weighing_kinds(
        clause, trigger, [trigger.index] if place == "during" else bearing_chain(clause, trigger, chain)
    )
    if verb >= 0:
        outlook.status = tense_status(clause, verb)
    outlook.weak = place == "during"
    begun = any(is_begun(clause, child) for child in clause.below(trigger.index)) or is_begun_behind(clause, trigger)
    begun = begun or is_going_on(clause, trigger)
    again = "again" in kinds and not (verb >= 0 and clause.tokens[verb].tense == "Past")
    if "planned" in kinds or again or is_questioned(clause, trigger) or "coming" in kinds or place == "before":
        outlook.status = "planned"
    if outlook.status == "happened" and is_under(clause, trigger, "проведение") and not outlook.weak:
        outlook.status = "planned"  # «обсудили тему проведения саммита»
    if in_programme(clause, trigger):
        outlook.status = "planned"
    if verb >= 0 and clause.tokens[verb].lemma in GOING_ON and clause.tokens[verb].tense == "Pres":
        outlook.status = "happened"  # «идёт очередная встреча»
    if verb >= 0 and clause.tokens[verb].lemma in AWAITING and clause.tokens[verb].tense == "Pres":
        outlook.status = "planned"  # «в Кито его ждут переговоры»
    dated = is_under(clause, trigger, "дата") or is_under(clause, trigger, "срок")  # «стали известны даты визита»
    if is_programmed(clause, trigger) or dated:
        outlook.status = "planned"
    if is_offered_by(clause, trigger):
        kinds.add("offered")
    outlook.status = next((name for name in CALLED_OFF if name in kinds), outlook.status)
    if is_struck(clause, trigger):
        outlook.status = "cancelled"
    disclaimed = is_disclaimed(clause, trigger)
    if disclaimed or is_missing(clause, trigger) or is_none(clause, trigger):
        outlook.status = "denied"
    if outlook.status in CALLED_OFF and is_settled_anew(clause, trigger, verb):
        outlook.status = "planned"
    if outlook.status == "planned" and is_put_back(clause, trigger):
        outlook.status = "postponed"
    negation = read_negation(clause, trigger, chain, verb)
    if negation == "denied" and outlook.status not in CALLED_OFF and not outlook.weak:
        outlook.status = "denied"
    outlook.past = ("past" in kinds or last_time(clause)) and "planned" not in kinds
    outlook.recent = "recent" in kinds
    outlook.coming = "coming" in kinds
    wished = (
        "offered" in kinds
        or is_under(clause, trigger, "возвращение")
        or is_wish(clause, chain[:3])
        or conditional(clause, verb)
    )
    outlook.offered = (wished or (negation == "offered" and not dated)) and not outlook.weak and not disclaimed
    if begun:  # «встреча, завершившаяся в пятницу, не принесла приглашения»
        outlook.status, outlook.offered = "happened", False
    routine = any(is_under(clause, trigger, noun) for noun in ROUTINES)
    outlook.generic = ("generic" in kinds or routine) and not (outlook.past and has_date(clause))
    return outlook


ROUTINES = ("процедура", "механизм", "практика", "порядок", "организация")  # «процедура | организации переговоров»


def in_programme(clause: Clause, trigger: Trigger) -> bool:
    """«В программе – встречи с президентом», «в планах переговоры»: nothing but the paper that names them."""
    bare = not any(clause.is_finite(at) for at in range(clause.first, trigger.first))  # «встречи с A и переговоры с B»
    before = clause.tokens[clause.first if bare else max(clause.first, trigger.first - MAX_QUALIFIERS) : trigger.first]
    named = names_programme(before, "в", "на")
    verbs = any(clause.is_finite(at) and clause.tokens[at].tense == "Past" for at in range(clause.first, trigger.last))
    return named and trigger.shape.endswith(".noun") and not verbs


GOING_ON = frozenset({"идти", "проходить", "продолжаться"})


def is_settled_anew(clause: Clause, trigger: Trigger, verb: int) -> bool:
    """«консультации, сорванные пандемией, будут проведены»: called off once, to be held after all."""
    words = outlook_words()
    before = clause.tokens[max(clause.first, trigger.first - MAX_QUALIFIERS) : trigger.first]
    after = [token for token in clause.tokens[trigger.last : verb] if token.verb_form == "Part"] if verb >= 0 else []
    off = [token for token in (*before, *after) if token.verb_form == "Part" and words.get(token.lemma) in CALLED_OFF]
    return (
        bool(off)
        and verb >= 0
        and tense_status(clause, verb) == "planned"
        and bool(clause.tokens[verb].lemma in HELD | LIGHT_VERBS)
    )


def is_put_back(clause: Clause, trigger: Trigger) -> bool:
    """«раунд, который должен был открыться завтра, пройдёт неделей позже»: a new, later day."""
    norms = [token.norm for token in clause.tokens[trigger.last : clause.last]]
    meant = any(
        one in ("должен", "должна", "должно", "должны") and two in ("был", "была", "было", "были")
        for one, two in pairwise(norms)
    )
    return meant and bool({"позже", "позднее"} & set(norms))


def is_none(clause: Clause, trigger: Trigger) -> bool:
    """«отрицали | какие-либо переговоры», «никаких встреч с X»: whatever contact there might have been."""
    at = trigger.first - 1
    while at > clause.first and clause.tokens[at].pos == "ADJ" and clause.tokens[at].norm not in NONE_WORDS:
        at -= 1
    return at >= clause.first and trigger.shape.endswith(".noun") and clause.tokens[at].norm in NONE_WORDS


NONE_WORDS = frozenset({"какие-либо", "каких-либо", "какой-либо", "какую-либо", "никаких", "никакой", "никакие"})


def is_missing(clause: Clause, trigger: Trigger) -> bool:
    """«Встречи с премьером в программе | нет», «нет в планах встречи»: a genitive that «нет» rules."""
    if not trigger.shape.endswith(".noun") or clause.tokens[trigger.index].case != "Gen":
        return False
    head = clause.head(trigger.index)
    if head >= 0 and clause.tokens[head].norm == "нет":
        return True
    after = range(trigger.last, min(clause.last, trigger.last + MAX_MISSING))
    gone = next((at for at in after if clause.tokens[at].norm == "нет"), -1)
    return (
        gone >= 0
        and trigger.first == clause.first
        and not any(clause.is_finite(at) for at in range(trigger.last, gone))
    )


def is_offered_by(clause: Clause, trigger: Trigger) -> bool:
    """«готовность к "разговору"», «готов уехать, перебравшись в Вену»: what the tree leaves apart from its offer."""
    before = clause.tokens[max(clause.first, trigger.first - MAX_OFFER) : trigger.first]
    if trigger.shape.endswith(".noun"):
        return any(one.lemma == "готовность" and two.norm == "к" for one, two in pairwise(before))
    converb = clause.tokens[trigger.index].verb_form == "Conv"
    above = clause.verb_above(trigger.index) if converb else -1
    willing = clause.tokens[above - 1].norm if above > clause.first and clause.tokens[above].verb_form == "Inf" else ""
    return willing in ("готов", "готова", "готовы")


MAX_OFFER = 4  # tokens from «готовность» over «к» and a quotation mark to the noun


def is_programmed(clause: Clause, trigger: Trigger) -> bool:
    """«в программе – встречи с президентом», «в графике | переговоры»: what a programme lists without a verb."""
    at = trigger.first - 1
    while at > clause.first and (is_qualifier(clause.tokens[at]) or clause.tokens[at].text in ("-", "–", "—", ":")):
        at -= 1
    words = clause.tokens[max(clause.first, at - MAX_LISTED) : at + 1]
    listed = names_programme(words, "в")
    return listed and trigger.shape.endswith(".noun") and not any(token.pos == "VERB" for token in words)


MAX_LISTED = 4  # «в программе | визита министра – встречи»


def is_struck(clause: Clause, trigger: Trigger) -> bool:
    """«встреча снята с повестки», «остановку вычеркнули из графика»: a contact taken off a programme."""
    verb = clause.verb_above(trigger.index)
    if verb < 0 or clause.tokens[verb].lemma not in STRIKING:
        return False
    parts = (clause.tokens[verb + 1 : min(clause.last, verb + 5)], clause.tokens[clause.first : verb])
    return any(names_programme(part, "с", "из") for part in parts)


def names_programme(tokens: Sequence[Token], *prepositions: str) -> bool:
    """«в программе», «с повестки»: one of the prepositions right before the paper that lists what is to come."""
    return any(left.norm in prepositions and right.lemma in PROGRAMMES for left, right in pairwise(tokens))


STRIKING = frozenset({"снять", "снимать", "вычеркнуть", "исключить", "выпасть", "убрать", "исчезнуть"})
PROGRAMMES = frozenset({"повестка", "график", "программа", "расписание", "план", "календарь"})
MAX_MISSING = 14  # tokens from «встречи» over its partner and «в программе» to «нет»


def is_disclaimed(clause: Clause, trigger: Trigger) -> bool:
    """«опроверг сообщения о том, что министр посетит Кабул»: news that is denied in the sentence that tells it."""
    before = clause.tokens[clause.first : trigger.first]
    told = any(one.lemma in NEWS and two.norm in ("о", "об") for one, two in pairwise(before))
    if told and is_untrue(clause, trigger):
        return True
    finite = ("Fin", "")  # «Опроверг» that opens a sentence passes for a name
    at = next((i for i, token in enumerate(before) if token.lemma in DISCLAIMING and token.verb_form in finite), -1)
    if at < 0 or any(one.norm == "не" for one in before[max(0, at - MAX_NOT) : at]):
        return False  # «не опровергли», «не стали опровергать»
    return any(token.norm in ("о", "об", "что", "будто", "якобы") or token.lemma in NEWS for token in before[at + 1 :])


def is_untrue(clause: Clause, trigger: Trigger) -> bool:
    """«сведения о консультациях | не соответствуют действительности», «назвали вымыслом»: said to be no fact."""
    after = [token.norm for token in clause.tokens[trigger.last : clause.last]]
    return ("не" in after and bool({"действительности", "подтвердились"} & set(after))) or bool(INVENTED & set(after))


INVENTED = frozenset({"вымыслом", "уткой", "выдумкой", "ложью"})
MAX_NOT = 2  # tokens from «не» over «стал» to the verb of denying
NEWS = frozenset({"слух", "сообщение", "сведения", "сведение", "информация", "данные", "утверждение", "публикация"})
NEWS |= {"новость"}
DISCLAIMING = frozenset({"опровергнуть", "опровергать", "дезавуировать", "отрицать"})


def is_under(clause: Clause, trigger: Trigger, noun: str) -> bool:
    """«проведения | саммита», «возвращение | к переговорам»: whether a noun of event hangs on another noun."""
    head = clause.head(trigger.index)
    above = {clause.tokens[head].lemma} if head >= 0 else set()
    above |= {
        token.lemma
        for token in clause.tokens[max(clause.first, trigger.first - 4) : trigger.first]
        if noun == "возвращение"
    }
    return trigger.shape.endswith(".noun") and noun in above


def last_time(clause: Clause) -> bool:
    """«Предыдущий раз они беседовали», «в последний раз встречались»: an earlier occasion."""
    pairs = pairwise(clause.tokens[clause.first : clause.last])
    return any(left.lemma in EARLIER and right.lemma == "раз" for left, right in pairs)


EARLIER = frozenset({"предыдущий", "прошлый", "последний"})


def has_date(clause: Clause) -> bool:
    """Whether the sentence names a day, month or year."""
    return any(clause.first <= date.first < clause.last for date in clause.marked.dates)


def verb_of_clause(clause: Clause, trigger: Trigger, verb: int) -> int:
    """The finite verb of the clause that «во время встречи» stands in, where the tree goes past a «что» to another."""
    if verb < 0 or all(clause.tokens[i].pos != "SCONJ" for i in range(*sorted((trigger.last, verb)))):
        return verb
    for order in (range(trigger.last, clause.last), range(trigger.first - 1, clause.first - 1, -1)):
        for index in order:
            if clause.tokens[index].pos == "SCONJ":
                break
            if clause.tokens[index].pos == "VERB" and clause.is_finite(index):
                return index
    return verb


def is_begun(clause: Clause, index: int) -> bool:
    """«начавшиеся переговоры», «проходящая встреча»: a participle that says that it is under way or over."""
    token = clause.tokens[index]
    return token.verb_form == "Part" and token.lemma in BEGUN and clause.rel(index) in ("amod", "acl")


BEGUN = frozenset({"начаться", "состояться", "завершиться", "пройти", "проходить", "закончиться", "открыться"})
BEGUN |= {"возобновиться", "продолжиться", "стартовать", "длиться", "продолжаться", "идти"}


def is_begun_behind(clause: Clause, trigger: Trigger) -> bool:
    """«саммит организации, | завершившийся в Осло»: such a participle behind the first comma, in the noun's gender."""
    noun = clause.tokens[trigger.index]
    reach = range(trigger.last, min(clause.last - 1, trigger.last + MAX_BEGUN))
    comma = next((at for at in reach if clause.tokens[at].norm == "," or clause.is_finite(at)), -1)
    if comma < 0 or not trigger.shape.endswith(".noun") or noun.case != "Nom":
        return False
    word = clause.tokens[comma + 1]
    fits = word.gender == noun.gender and word.case in ("Nom", "")
    return word.verb_form == "Part" and word.lemma in BEGUN and fits


def is_going_on(clause: Clause, trigger: Trigger) -> bool:
    """«стало возможным благодаря переговорам между A и B, | которые проходят на острове»: talks that go on."""
    stop = min(clause.last - 2, trigger.last + MAX_BEGUN)
    comma = next((at for at in range(trigger.last, stop) if clause.tokens[at].norm == ","), -1)
    if comma < 0 or not trigger.shape.endswith(".noun") or clause.tokens[comma + 1].lemma != "который":
        return False
    which, verb = clause.tokens[comma + 1], clause.tokens[comma + 2]
    same = which.number == clause.tokens[trigger.index].number
    return same and which.case == "Nom" and verb.tense == "Pres" and verb.lemma in GOING_ON


MAX_BEGUN = 10  # tokens of the name of a gathering before «, завершившийся»


def is_questioned(clause: Clause, trigger: Trigger) -> bool:
    """«визит под вопросом», «под угрозой срыва»: not yet decided."""
    words = [token.norm for token in clause.tokens[trigger.last : min(clause.last, trigger.last + 10)]]
    return "под" in words and bool({"вопросом", "угрозой"} & set(words[words.index("под") :]))


def carrying_chain(clause: Clause, trigger: Trigger) -> tuple[list[int], int]:
    """The trigger and what it hangs on, and the verb among them (the nearest one where none is)."""
    participle = clause.participle_before(trigger.index)
    above = [participle] if participle >= 0 else carriers_of(clause, trigger.index)
    chain = [trigger.index, *above]
    outside = not clause.is_quoted(trigger.index)
    verb = next((i for i in chain if clause.tokens[i].pos in ("VERB", "AUX")), -1)
    if outside and verb >= 0 and clause.is_quoted(verb):
        chain, verb = [trigger.index], -1
    if verb < 0:
        verb = nearest_verb(clause, trigger)
        if verb >= 0:
            chain.append(verb)
    return chain, verb


def bearing_chain(clause: Clause, trigger: Trigger, chain: Sequence[int]) -> list[int]:
    """The part of the chain that bears on the contact: «отказался | посетить», not «отказался говорить о визите»."""
    kept = [trigger.index]
    if clause.tokens[trigger.index].verb_form == "Conv":
        return kept  # «встречаясь с X, президент | пообещал»
    for index in chain[1:]:
        kept.append(index)
        token = clause.tokens[index]
        carries = any(one.shape.endswith(".verb") and one.first <= index < one.last for one in clause.triggers)
        carries = carries or (clause.rel(kept[-2]) == "conj" and is_contact_noun(clause, index))
        through = token.lemma in THROUGH or token.pos in ("AUX", "ADJ") or carries
        joined = token.pos == "NOUN" and clause.rel(kept[-2]) == "conj"  # «запланированы переговоры и | встречи»
        if token.verb_form == "Conv" or (not through and not joined and token.lemma not in LIGHT_VERBS):
            break  # «находясь с визитом в Минске, | призвал»
    return kept


def is_contact_noun(clause: Clause, index: int) -> bool:
    """«запланированы переговоры с X, | встречи с Y»: a noun of contact at the head of a list."""
    return any(one.index == index and one.shape.endswith(".noun") for one in clause.triggers)


LIGHT_VERBS = frozenset({"провести", "проводить", "состояться", "пройти", "быть", "совершить", "начать", "вести"})
THROUGH = frozenset(
    {
        "участие",
        "проведение",
        "сообщение",
        "информация",
        "слух",
        "план",
        "идея",
        "возможность",
        "приглашение",
        "организация",
        "подготовка",
        "дата",
        "срок",
        "отмена",
        "перенос",
        "вопрос",
        "предложение",
        "готовность",
        "необходимость",
        "намерение",
        "желание",
        "возобновление",
        "продолжение",
        "созыв",
        "договоренность",
    }
)


def carriers_of(clause: Clause, index: int, limit: int = 4) -> list[int]:
    """The heads above a node, those passed over that it is only coordinated with («приглашён и встречался»)."""
    found: list[int] = []
    head = clause.head(index)
    while head >= 0 and limit:
        if clause.rel(index).startswith("acl") and clause.tokens[index].verb_form == "Fin":
            break  # «переговоры, на которые | прилетели министры, ни к чему не привели»
        if clause.rel(index) != "conj" or clause.tokens[index].pos != "VERB":
            found.append(head)
        index, head, limit = head, clause.head(head), limit - 1
    return found


def weighing_kinds(clause: Clause, trigger: Trigger, chain: Sequence[int]) -> set[str]:
    """The classes of outlook.tsv among the words that the trigger hangs on and those right beside them."""
    tokens = clause.tokens
    near = set(chain)
    for index in chain:
        near.update(child for child in clause.below(index) if clause.rel(child) in WEIGHING)
    first = trigger.first
    dated = {i for date in clause.marked.dates for i in range(date.first, date.last)}
    while first > clause.first and trigger.first - first < MAX_QUALIFIERS:
        if not is_qualifier(clause.tokens[first - 1]) and first - 1 not in dated:
            break  # «предстоящий | 13 января | визит» goes on
        first -= 1
    near.update(range(max(clause.first, min(first, trigger.first - 2)), trigger.first))
    near.discard(trigger.index)
    near = {index for index in near if not clause.is_told_apart(index, trigger.index)}
    near -= {index for index in near if index + 1 < clause.last and is_other_day(tokens[index], tokens[index + 1])}
    near = {index for index in near if not is_kept(clause, index)}
    words = outlook_words()
    called = {index for index in near if tokens[index].norm in ("призван", "призвана", "призваны", "призвано")}
    managed = {index for index in near if tokens[index].lemma == "смочь" and tokens[index].tense == "Past"}
    near -= {index for index in near if is_doing(clause, trigger, index)}
    near -= called | managed  # «визит призван решить»: what it is for, no call; «смог встретиться»: he did
    return {words[lemma] for index in near for lemma in tokens[index].lemmas if lemma in words}


def is_kept(clause: Clause, index: int) -> bool:
    """«как и | обещал», «как | планировалось»: what was promised and has come about."""
    before = [token.norm for token in clause.tokens[max(clause.first, index - 2) : index]]
    return before[-1:] == ["как"] or before == ["как", "и"]


def is_other_day(word: Token, noun: Token) -> bool:
    """«на следующий день», «на прошлой неделе»: the day after or before, no coming or earlier contact."""
    turning = word.lemma in ("следующий", "прошлый", "прошедший", "предыдущий")
    return turning and noun.lemma in PERIODS


PERIODS = frozenset({"день", "утро", "вечер", "неделя", "месяц", "год", "лето", "зима", "осень", "весна", "выходной"})
PERIODS |= {"понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"}


def is_doing(clause: Clause, trigger: Trigger, index: int) -> bool:
    """«визит сорвал | телефонный разговор»: the contact calls something else off, as the subject of an active verb."""
    token = clause.tokens[index]
    active = token.pos == "VERB" and token.verb_form == "Fin" and token.voice == "Act"
    return (
        active
        and clause.rel(trigger.index) == "nsubj"
        and clause.head(trigger.index) == index
        and outlook_words().get(token.lemma) in CALLED_OFF
        and not token.norm.endswith(("ся", "сь"))
    )


MAX_QUALIFIERS = 6  # words before a noun: «следующий, одиннадцатый саммит»


def is_qualifier(token: Token) -> bool:
    """Whether a word may stand between an adjective and its noun."""
    return token.pos in ("ADJ", "DET", "NUM") or token.norm == ","


def is_wish(clause: Clause, chain: Sequence[int]) -> bool:
    """«хотел бы»: the particle of the conditional at any word of the chain."""
    return any(clause.tokens[child].norm in ("бы", "б") for index in chain for child in clause.below(index))


def read_negation(clause: Clause, trigger: Trigger, chain: Sequence[int], verb: int) -> str:
    """denied: «не встретится», «не планирует встречаться»; offered: «не исключил, что встретятся»."""
    own = {trigger.index, verb} if bears_on(clause, trigger, verb) else {trigger.index}
    if verb >= 0 and clause.tokens[verb].verb_form == "Inf":
        own.update(i for i in chain[:3] if intends(clause, i) or clause.tokens[i].lemma in FAILING)
    for index in chain[:4]:
        if is_negated(clause, index) and not clause.is_told_apart(index, trigger.index):
            if clause.tokens[index].lemma in DENYING or denies_below(clause, index):
                return ""  # «не стала отрицать, что министр встречался»
            if index not in own and is_fruitless(clause, trigger, index):
                return ""
            return "denied" if index in own else "offered"
    return ""


def is_fruitless(clause: Clause, trigger: Trigger, verb: int) -> bool:
    """«переговоры ни к чему не | привели», «встреча не дала результата»: held, though it came to nothing."""
    doing = clause.rel(trigger.index) == "nsubj" and clause.head(trigger.index) == verb
    return trigger.shape.endswith(".noun") and doing and clause.tokens[verb].lemma in BRINGING


BRINGING = frozenset({"привести", "принести", "дать", "увенчаться", "решить", "закончиться", "завершиться", "снять"})


def denies_below(clause: Clause, index: int) -> bool:
    """«не стал | отрицать», «не думает | скрывать»: a negated verb whose infinitive denies."""
    return any(clause.tokens[child].lemma in DENYING for child in clause.below(index))


DENYING = frozenset({"отрицать", "скрывать", "опровергать", "скрыть", "опровергнуть"})
FAILING = frozenset({"стать", "суметь", "успеть", "решиться"})  # «не стал встречаться», «не успел поговорить»


def bears_on(clause: Clause, trigger: Trigger, verb: int) -> bool:
    """Whether «не» at the verb of a noun denies it: «встреча не состоялась», not «не комментирует встречу»."""
    if not trigger.shape.endswith(".noun") or verb < 0:
        return True
    if clause.tokens[verb].lemma in HELD | COMING_TO:
        return True
    return any(item.word.form.split()[0] == clause.tokens[verb].lemma for item in carrying_words(clause, verb))


def carrying_words(clause: Clause, verb: int) -> list[Trigger]:
    """The words of contact that start at a verb: «провести», «посетить», «принять участие»."""
    return [trigger for trigger in clause.triggers if verb <= trigger.first < verb + 4][:1]


COMING_TO = frozenset({"явиться", "прийти", "приехать", "прибыть", "пойти", "попасть", "прилететь"})  # «на встречу»
HELD = frozenset(
    {"состояться", "пройти", "проходить", "быть", "планироваться", "намечаться", "ожидаться", "готовиться", "иметь"}
)


def intends(clause: Clause, index: int) -> bool:
    """Whether a word says that its subject plans or wishes: «намерен», «хочет», «будет»."""
    words = outlook_words()
    return any(words.get(lemma) in ("planned", "offered") or lemma == "быть" for lemma in clause.tokens[index].lemmas)


def is_negated(clause: Clause, index: int) -> bool:
    """Whether «не» stands before a word."""
    tokens = clause.tokens
    signs = {index - 1, *clause.below(index)}
    helped = [at for at in clause.below(index) if clause.rel(at).startswith("aux") and tokens[at].lemma == "быть"]
    helped = [at for at in helped if at > clause.first and not clause.is_told_apart(at, index)]
    if any(tokens[at - 1].norm == "не" for at in helped):
        return True  # «не будет официально принимать»
    return any(
        tokens[at].norm == "не" and abs(at - index) < 3 and tokens[at + 1].norm not in ("только", "столько")
        for at in signs
        if clause.first <= at < clause.last - 1
    )


MAX_FRAME = 9  # words between «в ходе» and its noun


def phrase_place(clause: Clause, trigger: Trigger) -> str:
    """during: «в ходе встречи», «после переговоров»; before: «накануне визита»; "" elsewhere."""
    if not trigger.shape.endswith(".noun"):
        return ""
    at = trigger.first - 1
    dated = {i for date in clause.marked.dates for i in range(date.first, date.last)}
    while at > clause.first and trigger.first - at < MAX_FRAME:
        token = clause.tokens[at]
        if token.norm == "накануне":
            break  # before «своего визита» it is no day
        if token.pos not in ("ADJ", "DET", "NUM") and token.verb_form != "Part" and at not in dated:
            break
        at -= 1
    words = [token.norm for token in clause.tokens[max(clause.first, at - 1) : at + 1]]
    joined = " ".join(words)
    if at + 1 in dated and words[-1:] in (["на"], ["в"]):
        return ""  # «намеченный на май визит»: the day, no frame
    if words[-1:] == ["на"] and clause.tokens[trigger.index].case == "Acc" and trigger.shape in TO_GO_TO:
        return ""  # «не поедет на саммит»: where to
    if words[-1:] == ["в"] and trigger.shape == "call.noun":
        return "during"  # «в разговоре с Y X отметил»
    for item in load_words("ru", "framing"):
        if joined == item.form or (words and words[-1] == item.form):
            return item.kind
    return ""


TO_GO_TO = ("event.noun", "meeting.noun", "talks.noun")


def nearest_verb(clause: Clause, trigger: Trigger) -> int:
    """The verb nearest to a trigger that hangs on none."""
    order = sorted(range(clause.first, clause.last), key=lambda i: (abs(i - trigger.index), i))
    return next(
        (
            i
            for i in order
            if clause.tokens[i].pos == "VERB"
            and clause.actor_at(i) is None
            and abs(i - trigger.index) <= 8
            and clause.is_quoted(i) == clause.is_quoted(trigger.index)
        ),
        -1,
    )


def conditional(clause: Clause, verb: int) -> bool:
    """«если», «чтобы» over the clause of the verb."""
    return verb >= 0 and any(
        clause.rel(child) == "mark" and clause.tokens[child].norm in ("если", "чтобы", "будто")
        for child in clause.below(verb)
    )


AWAITING = frozenset({"ждать", "ожидать", "возвращаться"})
PHASES = ("продолжить", "начать", "стать", "закончить", "завершить")
ON_THE_WAY = frozenset({"лететь", "ехать", "отправляться", "направляться", "вылетать"})  # the present is a plan
CARRIED_OUT = frozenset(
    {"успеть", "удаться", "приехать", "прибыть", "прилететь", "поехать", "смочь", "суметь", *PHASES}
)  # with infinitive


def words_before(clause: Clause, verb: int) -> list[Token]:
    """The words of the same clause right before an infinitive: «приехавший в Минск | провести переговоры»."""
    found: list[Token] = []
    for index in range(verb - 1, max(clause.first, verb - 8) - 1, -1):
        if clause.tokens[index].norm == ",":
            break
        found.append(clause.tokens[index])
    return found


def tense_status(clause: Clause, verb: int, met: tuple[int, ...] = ()) -> Status:
    """Past and present have happened (or have begun); the future is planned.

    Args: met: the verbs below that asked, since two adverbial participles may each be told to hang on the other.
    """
    token = clause.tokens[verb]
    if token.verb_form == "Inf" or token.verb_form == "Conv":
        above = clause.verb_above(verb)
        helpers = [c for c in clause.below(verb) if clause.rel(c).startswith("aux")]
        if any(clause.tokens[c].lemma == "быть" and clause.tokens[c].tense == "Fut" for c in helpers):
            return "planned"
        if token.verb_form == "Conv":
            met = (*met, verb)
            return tense_status(clause, above, met) if above >= 0 and above not in met else "happened"
        if above >= 0 and clause.tokens[above].tense == "Past" and clause.tokens[above].lemma in CARRIED_OUT:
            return "happened"
        if any(t.lemma in CARRIED_OUT and t.tense == "Past" for t in words_before(clause, verb)):
            return "happened"
        return "planned"
    if token.tense == "Fut" or (token.tense == "Pres" and token.lemma in ON_THE_WAY):
        return "planned"
    to_be = [clause.tokens[c] for c in clause.below(verb) if clause.tokens[c].lemma == "быть"]
    if any(child.tense == "Fut" or child.norm.startswith("буд") for child in to_be):
        return "planned"
    return "happened"


MAX_MEDIUM = 7  # tokens between the word of the medium and a trigger that has rivals in the sentence


def read_mode(clause: Clause, trigger: Trigger, rivals: Sequence[Trigger] = ()) -> Mode:
    """The medium: said in the sentence (near by, where there are rivals), else what the word implies."""
    if trigger.family in ("visit", "letter", "signing"):
        return trigger.mode  # type: ignore[return-value]
    reach = MAX_MEDIUM if rivals else clause.last - clause.first
    first, last = max(clause.first, trigger.first - reach), min(clause.last, trigger.last + reach)
    lemmas = {lemma for token in clause.tokens[first:last] for lemma in token.lemmas}
    if by_video(clause, trigger, first, last):
        return "video"
    if trigger.family in ("call", "meeting") and lemmas & PHONE and not any(t.mode == "phone" for t in rivals):
        return "phone"
    if trigger.mode == "unknown" and trigger.family == "call" and is_face_to_face(clause, lemmas):
        return "in_person"
    if trigger.shape == "discuss.verb" and any(token.norm in BESIDE for token in clause.tokens[first:last]):
        return "in_person"  # «обменялись мнениями на полях саммита»
    return trigger.mode or "unknown"  # type: ignore[return-value]


def by_video(clause: Clause, trigger: Trigger, first: int, last: int) -> bool:
    """«обсуждали по телефону, а эксперты | согласовывали текст по видеосвязи»: video, no telephone nearer."""
    video = [distance(trigger, at) for at in range(first, last) if is_video(clause.tokens[at])]
    if not video:
        return False
    phone = [distance(trigger, at) for at in range(first, last) if PHONE & set(clause.tokens[at].lemmas)]
    return not phone or min(video) < min(phone)


def is_video(token: Token) -> bool:
    """Whether a word says that a contact is by video."""
    return bool(VIDEO & set(token.lemmas)) or any(part in token.norm for part in VIDEO_PARTS)


def is_face_to_face(clause: Clause, lemmas: set[str]) -> bool:
    """«побеседовал с глазу на глаз», «пообщался на полях саммита», «за обедом»: those who talk are in one place."""
    norms = [token.norm for token in clause.tokens[clause.first : clause.last]]
    alone = any(pair == ("на", "глаз") for pair in pairwise(norms))
    return alone or bool(lemmas & TOGETHER) or any(one.shape == "event.noun" for one in clause.triggers)


TOGETHER = frozenset({"тет-а-тет", "кулуар", "кулуары", "обед", "ужин", "завтрак", "прогулка", "трап", "аэропорт"})


def add_circumstances(clause: Clause, contact: Contact, triggers: Sequence[Trigger]) -> None:
    """Date, place, format, level and number, each the one nearest to the trigger in the sentence."""
    trigger = contact.trigger
    rivals = [t for t in triggers if t.index != trigger.index and t.shape not in ("light.verb", "discuss.verb")]
    contact.date = nearest_date(clause, trigger, rivals) if trigger.shape != "escort.verb" else None
    contact.date = contact.date or month_told(clause, trigger)
    if contact.date is not None and is_deadline(clause, contact.date, contact.status):
        contact.date = None
    contact.date = contact.date or paper_day(clause, trigger)
    if contact.place is None and contact.family != "visit" and contact.mode != "phone":
        contact.place = venue(clause, trigger, rivals)
        if contact.place is not None and is_left_for(clause, trigger, rivals, contact.place):
            contact.place = None
        if contact.place is not None and is_of_paper(clause, trigger) and contact.place.first < trigger.first:
            contact.place = None  # «статус базы в Крыму оговорён в договоре, | подписанном министрами»
        beside = contact.place is not None and 0 <= contact.place.first - trigger.last <= 1
        if trigger.shape == "discuss.verb" and not beside and not (contact.parties and not contact.definite):
            contact.place = None
        if contact.place is not None and contact.mode == "unknown" and trigger.shape in ("talk.verb", "discuss.verb"):
            contact.mode = "in_person"  # «побеседовал в Вене с Y»
    apart = contact.family == "visit" and any(one.shape == "event.noun" for one in clause.triggers)
    if contact.format is None and not apart and not is_matter(clause, trigger):
        formats = named_formats(clause, trigger)
        contact.format = formats[0] if formats else None
    contact.level = contact.level or read_level(clause, trigger)
    contact.ordinal = read_ordinal(clause, trigger)
    if contact.format is not None and contact.family in ("meeting", "other"):
        contact.family = "event"
    if contact.format is not None and contact.format.known and trigger.word.form == "раунд":
        contact.family, contact.level = "event", contact.level or "consultation"
    numbered = contact.ordinal is not None and contact.status == "happened"
    named = contact.format is not None and (contact.format.rule == "quoted" or (contact.format.known and numbered))
    whole = named and contact.date is not None and contact.place is not None
    if contact.format is not None and contact.trigger.shape == "event.noun" and (not contact.weak or whole):
        contact.definite, contact.held = False, contact.held or whole
    told = contact.held and contact.format is not None and (contact.date is not None or contact.place is not None)
    if contact.trigger.shape == "meeting.noun" and told and not contact.weak:
        contact.definite = False  # «первая встреча в формате С5+1 прошла в мае»
    if contact.trigger.shape == "meeting.noun" and contact.level in ("summit", "ministerial") and is_group(contact):
        contact.family, contact.definite = contact.level, False  # «встреча глав государств региона»
    earlier = contact.recent or contact.past or contact.coming
    if contact.definite and earlier and (contact.place or contact.date) and len(contact.sides_known()) > 1:
        contact.definite = False
    inside = contact.date is not None and clause.first <= contact.date.first < clause.last  # else «в тот же день»
    off = contact.status in CALLED_OFF and inside
    own = contact.date is not None and is_of_relative(clause, trigger, contact.date.first)
    if off and contact.date is not None and not own and is_day_of_verb(clause, trigger, contact.date):
        contact.date = None
    if contact.status == "happened" and is_after_report(clause, contact.date):
        contact.status = "planned"


def is_of_paper(clause: Clause, trigger: Trigger) -> bool:
    """«соглашение, | подписанное министрами»: a participle behind a comma that tells of its paper."""
    behind = trigger.first > clause.first and clause.tokens[trigger.first - 1].norm == ","
    return behind and trigger.shape == "sign.verb" and clause.tokens[trigger.index].verb_form == "Part"


def paper_day(clause: Clause, trigger: Trigger) -> Date | None:
    """«в соглашении | от 31 мая 1997 года, заключённом A и B»: the day of a paper is that of its signing."""
    if not is_of_paper(clause, trigger):
        return None
    dates = [date for date in clause.marked.dates if clause.first < date.first and date.last == trigger.first - 1]
    return next((date for date in dates if clause.tokens[date.first - 1].norm == "от"), None)


def is_left_for(clause: Clause, trigger: Trigger, rivals: Sequence[Trigger], place: Name | Side) -> bool:
    """«После переговоров X улетел | в Кито»: where somebody went afterwards, not where they were."""
    after = clause.preposition(trigger.index) == "после"
    gone = [one for one in rivals if one.shape == "arrive.verb" and trigger.last <= one.first < place.first]
    return after and bool(gone) and place.first - gone[-1].last <= MAX_GOAL_GAP


MAX_GOAL_GAP = 2  # «улетел | в Кито»


def is_matter(clause: Clause, trigger: Trigger) -> bool:
    """«обсуждаться будет | Восточное партнёрство»: a format that is spoken about."""
    token = clause.tokens[trigger.index]
    return trigger.shape == "discuss.verb" and (token.voice in ("Pass", "Mid") or token.norm.endswith(("ся", "сь")))


def month_told(clause: Clause, trigger: Trigger) -> Date | None:
    """«ноябрьский визит», «на апрельском саммите»: the month that an adjective before the noun names."""
    at = trigger.first - 1
    while at >= clause.first and is_qualifier(clause.tokens[at]):
        month = load_month_adjectives().get(clause.tokens[at].lemma)
        if month is not None and trigger.shape.endswith(".noun"):
            token, report = clause.tokens[at], clause.marked.document.published
            year = report.date[:4] if report is not None and report.date and report.date[:4].isdigit() else None
            return Date(
                token.start,
                token.stop,
                at,
                at + 1,
                "month_adjective",
                f"XXXX-{month}",
                f"{year}-{month}" if year else None,
            )
        at -= 1
    return None


@cache
def load_month_adjectives() -> dict[str, str]:
    """«апрельский» -> 04 (languages/ru/month_adjectives.tsv)."""
    return {word.form: word.lemma for word in load_words("ru", "month_adjectives")}


def is_compared(clause: Clause, trigger: Trigger) -> bool:
    """«как и на прошлом саммите»: only compared with."""
    before = [token.norm for token in clause.tokens[max(clause.first, trigger.first - 5) : trigger.first]]
    pairs = [before[at : at + 3] for at in range(len(before))]
    return any(part[:2] == ["как", "и"] and part[2:] in (["в"], ["на"], ["во"], ["после"]) for part in pairs)


def is_deadline(clause: Clause, date: Date, status: Status) -> bool:
    """«план до 2027 года», «договорённость от 5 мая»: by when, or since when, something else is."""
    before = clause.tokens[date.first - 1].norm if date.first > clause.first else ""
    lasting = any(token.lemma in LASTING for token in clause.tokens[clause.first : date.first])
    return before == "от" or (before in ("до", "к") and (status == "happened" or lasting))


LASTING = frozenset({"продлиться", "длиться", "продолжаться", "оставаться"})  # «визит продлится | до 27 января»


def is_group(contact: Contact) -> bool:
    """Whether nobody is named and no partner told: a meeting of a whole group of states."""
    many = any(len(p.actor.all_sides) > 2 or "C5" in p.actor.all_sides for p in contact.parties)
    named = any(party.actor.kind in ("person", "office") for party in contact.parties)
    return not contact.partners and not named and (many or contact.format is not None)


def is_day_of_verb(clause: Clause, trigger: Trigger, date: Date) -> bool:
    """«накануне отменил визит»: the day of the decision, not of the visit."""
    verb = trigger.index if trigger.shape.endswith(".verb") else clause.verb_above(trigger.index)
    said = clause.tokens[verb].lemma if verb >= 0 else ""
    return trigger.shape.endswith(".noun") and head_of(clause, date) == verb and outlook_words().get(said) in CALLED_OFF


def is_after_report(clause: Clause, date: Date | None) -> bool:
    """«встречается завтра»: a day after the report's."""
    published = clause.marked.document.published
    day = date.resolved if date is not None else None
    if published is None or published.date is None or day is None or "X" in day:
        return False
    start = day.split("/")[0]
    return len(start) == 10 and len(published.date) == 10 and start > published.date


def phrase_after(clause: Clause, trigger: Trigger) -> range:
    """The tokens after a noun that still belong to it: genitives, «на уровне», quoted names."""
    at = trigger.last
    while at < clause.last and at - trigger.last < MAX_PHRASE:
        token = clause.tokens[at]
        if token.pos == "VERB" and token.verb_form != "Part":
            break
        if token.pos == "ADP":
            level = {clause.tokens[min(at + step, clause.last - 1)].norm for step in (1, 2)}
            if not level & PHRASE_NOUNS:
                break
        if token.norm in (",", ";", ".", "("):
            break
        if token.case in ("Nom", "Ins", "Dat") and not token.text.isupper():
            break
        at += 1
    return range(trigger.last, at)


MAX_PHRASE = 12
PHRASE_NOUNS = frozenset({"уровне", "рамках", "формате", "эгидой", "линии", "верхах", "высшем", "высоком"})


def read_level(clause: Clause, trigger: Trigger) -> str:
    """summit, ministerial, consultation by the words around a noun: «заседание | совета министров ...»."""
    if not trigger.shape.endswith(".noun"):
        return ""
    phrase = phrase_after(clause, trigger)
    first = max(clause.first, trigger.first - 2)
    found = [m.value.kind for m in load_phrases("levels").find(clause.tokens, first, max(phrase.stop, trigger.last))]
    return found[0] if found else ""


def read_ordinal(clause: Clause, trigger: Trigger) -> int | None:
    """«10-е заседание», «третий раунд»: the number of the meeting that stands at its noun."""
    if not trigger.shape.endswith(".noun"):
        return None
    for quantity in clause.marked.quantities:
        beside = all(token.pos == "ADJ" for token in clause.tokens[quantity.last : trigger.first])
        near = 0 <= trigger.first - quantity.last <= 2 and beside
        inside = quantity.first < trigger.last and trigger.first < quantity.last
        if quantity.unit == "ordinal" and (inside or near):
            return int(quantity.value)
    return None


def nearest_date(clause: Clause, trigger: Trigger, rivals: Sequence[Trigger]) -> Date | None:
    """The date that belongs to the trigger: no other trigger lies nearer to it."""
    again = same_day_again(clause)
    if again is not None and not any(one.first < trigger.first for one in rivals):
        own = next((d for d in clause.marked.dates if clause.first <= d.first < clause.first + MAX_AGAIN), None)
        return own or again  # «В тот же день X принял Y, а 25 июля | встретился с Z»
    dates = [d for d in clause.marked.dates if clause.first <= d.first < clause.last]
    dates = [d for d in dates if clause.actor_at(d.first) is None and not is_apart(clause, trigger, d)]
    fitting = [
        d
        for d in dates
        if not rivals
        or min(distance(t, d.first) for t in rivals) >= distance(trigger, d.first)
        or same_branch(clause, trigger, d.first)
    ]
    nearest = min(fitting, key=lambda d: distance(trigger, d.first), default=None)
    return nearest or date_of_when(clause, trigger) or again


MAX_AGAIN = 8  # tokens of «в тот же день, 5 мая»


def date_of_when(clause: Clause, trigger: Trigger) -> Date | None:
    """«в августе 2022 года, когда | прилетал премьер»: the date that a clause with «когда» tells more of."""
    for at in range(trigger.first - 1, max(clause.first, trigger.first - MAX_WHEN), -1):
        if clause.tokens[at].norm == "когда" and clause.tokens[at - 1].norm == ",":
            dates = [d for d in clause.marked.dates if clause.first <= d.first and d.last <= at - 1]
            return next((d for d in dates if at - 1 - d.last <= MAX_YEAR_WORDS), None)
        if clause.tokens[at].norm in (",", ";"):
            break
    return None


MAX_WHEN = 10  # tokens between «когда» and the word of contact
MAX_YEAR_WORDS = 1  # «2022 года | , когда»


MAX_SAME_DAY = 3  # sentences that «в тот же день» reaches back


def same_day_again(clause: Clause) -> Date | None:
    """«В тот же день»: the last day just before, else the first one of the report."""
    words = [token.norm for token in clause.tokens[clause.first : clause.first + 5]]
    if not any(words[at : at + 2] in (["тот", "день"], ["этот", "день"], ["же", "день"]) for at in range(len(words))):
        return None
    near = clause.marked.sentences[max(0, clause.sentence.index - MAX_SAME_DAY) : clause.sentence.index + 1]
    before = [d for d in clause.marked.dates if d.start < clause.sentence.start]
    days = [d for d in before if DAY.search(d.resolved or d.edtf or "")]
    close = [d for d in days if d.start >= near[0].start]
    return next(iter(close[-1:] or days[:1]), None)


DAY = re.compile(r"-\d\d-\d\d$")  # EDTF of a whole day


def is_apart(clause: Clause, trigger: Trigger, date: Date) -> bool:
    """Whether another clause or noun lies between a trigger and a date, which then belongs to that one."""
    if is_told_inside(clause, trigger, date.first) or is_since(clause, date):
        return True
    if is_year_of_noun(clause, trigger, date) or is_year_of_topic(clause, trigger, date):
        return True
    if trigger.shape.endswith(".noun") and is_of_other_relative(clause, trigger, date):
        return True
    if is_period(clause, date) or is_of_next_verb(clause, trigger, date) or clause.is_parted(trigger.index, date.first):
        return True
    if trigger.shape == "event.noun" and is_beside(clause, trigger, date):
        return False
    if is_day_of_agreement(clause, trigger, date):
        return True
    index, above = date.first, head_of(clause, date)
    spoken = is_spoken_of(clause, trigger)
    carrier = clause.verb_above(trigger.index)
    if above in (trigger.index, carrier if trigger.shape.endswith(".noun") else -2) and not spoken:
        return False
    if trigger.shape.endswith(".noun") and is_of_relative(clause, trigger, date.first):
        return False
    if (spoken and index < trigger.first) or is_of_other_noun(clause, trigger, date):
        return True
    if above >= 0 and clause.rel(above).startswith("acl") and clause.head(above) == trigger.index:
        return False
    return crosses_clause(clause, trigger, index)


def is_of_relative(clause: Clause, trigger: Trigger, index: int) -> bool:
    """«визит в Ригу, который | должен был начаться 5 мая»: day or place of the clause that tells when a contact is."""
    commas = [at for at in range(trigger.last, index) if clause.tokens[at].norm == ","]
    if not commas or commas[-1] + 1 >= index or clause.tokens[commas[-1] + 1].lemma != "который":
        return False
    pronoun, words = clause.tokens[commas[-1] + 1], clause.tokens[commas[-1] + 2 : index]
    held = any(word.lemma in TELLING_WHEN for word in words)
    return held and pronoun.gender in ("", clause.tokens[trigger.index].gender)


def is_year_of_noun(clause: Clause, trigger: Trigger, date: Date) -> bool:
    """«обменялись нотами о договоре | 1998 года»: a year right behind another noun than that of the contact."""
    at = date.first - 1
    if len(date.edtf or "") != YEAR_DIGITS or not trigger.last <= at or clause.tokens[at].pos != "NOUN":
        return False
    return clause.tokens[at].lemma in PAPERS


def is_day_of_agreement(clause: Clause, trigger: Trigger, date: Date) -> bool:
    """«согласился | сегодня | на возобновление переговоров»: the day of the verb that it stands beside."""
    verb = clause.verb_above(trigger.index)
    if verb < 0 or date.basis == "stated" or clause.tokens[verb].lemma not in AGREEING or date.first > trigger.first:
        return False
    beside = 0 <= date.first - verb <= 1 or 0 <= verb - date.last <= 1
    return beside and clause.tokens[verb].tense == "Past"


AGREEING = frozenset({"согласиться", "договориться", "условиться", "объявить", "сообщить", "предложить", "решить"})


def is_year_of_topic(clause: Clause, trigger: Trigger, date: Date) -> bool:
    """«переговоры о поставках | в 2003 году»: the year of what is spoken about."""
    if len(date.edtf or "") != YEAR_DIGITS or not trigger.shape.endswith(".noun"):
        return False
    between = clause.tokens[trigger.last : date.first]
    about = next((at for at, token in enumerate(between) if token.norm in ("о", "об", "про")), -1)
    return about >= 0 and not any(token.norm in (",", ";") or token.pos == "VERB" for token in between[about:])


YEAR_DIGITS = 4
PAPERS = frozenset({"договор", "соглашение", "протокол", "конвенция", "пакт", "резолюция", "контракт", "меморандум"})


def is_of_other_relative(clause: Clause, trigger: Trigger, date: Date) -> bool:
    """«беседа о выборах, которые | пройдут 5 мая», «поездка, о которой | говорили с марта»: a day of something else."""
    comma = next((at for at in range(date.first - 1, trigger.last - 1, -1) if clause.tokens[at].norm == ","), -1)
    if comma < 0:
        return False
    led = comma + 1 + (clause.tokens[comma + 1].pos == "ADP")
    pronoun, noun = clause.tokens[led], clause.tokens[trigger.index]
    if led >= date.first or pronoun.lemma != "который":
        return False
    if clause.tokens[comma + 1].norm in ("о", "об", "про"):
        return True
    numbers = {pronoun.number, noun.number} == {"Sing", "Plur"}
    genders = bool(pronoun.gender and noun.gender) and pronoun.gender != noun.gender
    return numbers or (genders and pronoun.number == noun.number == "Sing" and trigger.shape == "visit.noun")


SCHEDULING = frozenset({"назначить", "запланировать", "наметить", "намечать", "завершиться", "продлиться"})
TELLING_WHEN = HELD | BEGUN | SCHEDULING


def is_of_next_verb(clause: Clause, trigger: Trigger, date: Date) -> bool:
    """«прилетит в Баку и | 18 июня проведёт заседание»: the day after «и» is that of the second verb."""
    before = clause.tokens[date.first - 1].norm if date.first > clause.first else ""
    if before not in ("и", "а") or trigger.index > date.first:
        return False
    later = next((at for at in range(date.last, clause.last) if clause.is_finite(at)), -1)
    between = clause.tokens[date.last : later] if later >= 0 else ()
    return later >= 0 and not any(token.norm in (",", ";", "и") for token in between)


def is_since(clause: Clause, date: Date) -> bool:
    """«переговоры, замороженные с 2005 года»: since when, told by a year alone."""
    before = clause.tokens[date.first - 1].norm if date.first > clause.first else ""
    return before in ("с", "со") and "-" not in (date.edtf or "").strip("-")


def is_told_inside(clause: Clause, trigger: Trigger, index: int) -> bool:
    """«в ходе встречи заявил, что в Душанбе | ждут гостя»: a token in the clause that is said, behind the contact."""
    return trigger.index < index and any(clause.tokens[at].norm == "что" for at in range(trigger.last, index))


def is_beside(clause: Clause, trigger: Trigger, date: Date) -> bool:
    """«саммита «восьмёрки» | в июле»: a day right after the noun and what belongs to it."""
    stop = phrase_after(clause, trigger).stop
    between = [token.norm for token in clause.tokens[stop : date.first]]
    return stop <= date.first and between in ([], ["в"], ["во"])


def is_period(clause: Clause, date: Date) -> bool:
    """«план консультаций | на 2031–2032 годы»: what a paper is made for."""
    before = clause.tokens[max(clause.first, date.first - MAX_PERIOD_GAP) : date.first]
    return bool(before) and before[-1].norm == "на" and any(token.lemma in SCHEDULES for token in before)


MAX_PERIOD_GAP = 6  # tokens from «план» to its years
SCHEDULES = frozenset({"план", "программа", "график", "протокол", "расписание"})  # papers on contacts and work


def crosses_clause(clause: Clause, trigger: Trigger, index: int) -> bool:
    """Whether another finite verb than the trigger's own, or «что», stands between a trigger and a token."""
    if same_branch(clause, trigger, index):
        return False
    above = clause.head(index)
    if above >= 0 and clause.rel(above).startswith("acl") and clause.head(above) == trigger.index:
        return False
    carrier = clause.verb_above(trigger.index)
    low, high = sorted((trigger.index, index))
    between = [i for i in range(low + 1, high) if i != carrier]
    return any(
        (clause.tokens[i].pos == "VERB" and clause.is_finite(i))
        or clause.tokens[i].pos == "SCONJ"
        or clause.tokens[i].norm == ";"
        for i in between
    )


def head_of(clause: Clause, date: Date) -> int:
    """What a date hangs on: the first head outside of its words; -1 where there is none, or another sentence has it."""
    if not clause.first <= date.first < clause.last:
        return -1
    above = clause.governors(date.first, len(clause.tokens))
    return next((head for head in above if not date.first <= head < date.last), -1)


def is_of_other_noun(clause: Clause, trigger: Trigger, date: Date) -> bool:
    """«предстоящий 16 марта референдум»: the day qualifies another noun."""
    head = head_of(clause, date)
    if (
        head >= 0
        and clause.tokens[head].verb_form == "Inf"
        and head not in (trigger.index, clause.verb_above(trigger.index))
    ):
        return head not in list(clause.governors(trigger.index))
    above = (head, *clause.governors(head, len(clause.tokens))) if head >= 0 else ()
    nodes = ((node, clause.tokens[node]) for node in above)
    head = next((at for at, word in nodes if word.pos not in ("ADJ", "NUM") and word.verb_form != "Part"), -1)
    if head < date.last or clause.tokens[head].pos != "NOUN" or head == trigger.index:
        return False
    return not trigger.first <= head < trigger.last and head not in list(clause.governors(trigger.index))


def is_spoken_of(clause: Clause, trigger: Trigger) -> bool:
    """«рассказал о встрече», «комментируя итоги переговоров»: the verb's day is not that of the contact."""
    if not trigger.shape.endswith(".noun"):
        return False
    words = [token.lemma for token in clause.tokens[max(clause.first, trigger.first - 4) : trigger.first]]
    spoken = clause.preposition(trigger.index) in ("о", "об", "про")
    return spoken or ("итог" in words and "по" not in words)


def same_branch(clause: Clause, trigger: Trigger, index: int) -> bool:
    """Whether a token hangs on the trigger, or on the verb that carries a noun."""
    head = clause.head(index)
    if head < 0:
        return False
    return head == trigger.index or (trigger.shape.endswith(".noun") and head == clause.verb_above(trigger.index))


def distance(trigger: Trigger, index: int) -> int:
    """Tokens between a trigger and a place in the sentence."""
    return min(abs(trigger.first - index), abs(trigger.last - 1 - index))


def places_in(clause: Clause) -> list[Name | Side]:
    """Places of a sentence that are not part of an actor's title."""
    forms = ("name", "capital", "city", "seat", "group")
    sides = [s for s in clause.marked.sides if clause.first <= s.first < clause.last and is_placing(clause, s, forms)]
    names: list[Name | Side] = [
        name
        for name in clause.marked.names
        if name.kind == "place"
        and clause.first <= name.first < clause.last
        and not is_known(name, sides)
        and name.nominative not in DIRECTIONS
    ]
    taken = {index for name in names for index in range(name.first, name.last)}
    names += [name_capital(clause, side) for side in sides if side.first not in taken]
    return sorted(names, key=lambda item: item.first)


DIRECTIONS = frozenset({"Запад", "Восток", "Юг", "Север"})  # «на Западе думают»: no place to meet at


def name_capital(clause: Clause, side: Side) -> Side:
    """«итальянская столица», «столица Италии»: the side under the name of its capital."""
    beside = (side.first - 1, side.last)
    if not any(clause.first <= at < clause.last and clause.tokens[at].lemma == "столица" for at in beside):
        return side
    at = side.first - 1 if clause.tokens[side.first - 1].lemma == "столица" else side.first
    if at > clause.first and clause.tokens[at - 1].lemma in OTHER_CAPITALS:
        return side  # «южная столица Казахстана»
    name = load_capitals().get(side.code)
    return structs.replace(side, nominative=name) if name else side


OTHER_CAPITALS = frozenset(
    {"южный", "северный", "культурный", "летний", "экономический", "деловой", "бывший", "старый", "древний", "западный"}
)


@cache
def load_capitals() -> dict[str, str]:
    """Code of a state -> name of its capital."""
    names = load_register().side_names("ru")
    return {name.code: name.form for name in names if name.kind == "capital" and name.strong}


def is_placing(clause: Clause, side: Side, forms: tuple[str, ...]) -> bool:
    """Whether the words of a side may say where: a name of a place, or «итальянская | столица»."""
    capital = side.last < clause.last and clause.tokens[side.last].lemma == "столица"
    return side.form in forms or (side.form == "adjective" and capital)


def place_before(clause: Clause, item: Name | Side) -> int:
    """The index of the preposition of a place: «в | столице | Италии», «в | городе | Торунь», «в городе Сочи»."""
    at = item.first - 1
    if at > clause.first and clause.tokens[at].norm == "." and clause.tokens[at - 1].norm in SHORT_SETTLEMENTS:
        at -= 1
    if at > clause.first and clause.tokens[at].norm in SHORT_SETTLEMENTS:
        return at - 1
    if at > clause.first and clause.tokens[at].lemma in PARTS_OF_STATES | SETTLEMENTS | LANDINGS:
        at -= 1
        if at > clause.first and clause.tokens[at].pos == "ADJ":
            at -= 1
    return at


PARTS_OF_STATES = frozenset({"столица", "север", "юг", "восток", "запад", "северо-восток", "юго-восток", "территория"})
LANDINGS = frozenset({"аэропорт", "аэродром", "вокзал", "порт"})
SHORT_SETTLEMENTS = frozenset({"г", "г.", "гор", "гор.", "с", "с.", "пос", "пос.", "о", "о.", "дер", "дер."})
SETTLEMENTS = frozenset({"город", "село", "поселок", "деревня", "курорт", "город-курорт", "остров", "городок", "аул"})


def is_known(name: Name, sides: Sequence[Side]) -> bool:
    """Whether the register knows a place under exactly these words."""
    return any(side.first == name.first and side.last == name.last for side in sides)


def in_title(clause: Clause, item: Name | Side) -> bool:
    """Whether a place is part of somebody's title («посол в России»)."""
    actor = clause.actor_at(item.first)
    return actor is not None and not (actor.kind == "side" and actor.first == item.first)


def venue(clause: Clause, trigger: Trigger, rivals: Sequence[Trigger]) -> Name | Side | None:
    """Where: a place after «в», «во», «на» in the locative, nearest to the trigger."""
    found = []
    rivals = [rival for rival in rivals if not is_setting(clause, rival.index)]
    pointed = place_of_where(clause, trigger)
    if pointed is not None:
        return pointed
    for item in places_in(clause):
        at = place_before(clause, item)
        before = clause.tokens[at].norm if at >= clause.first else ""
        capital = at < item.first - 1
        if before in ("в", "во", "на") and (capital or item.case in ("Loc", "", "Acc")) and not in_title(clause, item):
            if clause.is_parted(trigger.index, item.first) or is_told_inside(clause, trigger, item.first):
                continue
            if item.case == "Acc" and not same_branch(clause, trigger, item.first):
                continue
            gap = distance(trigger, item.first)
            far = crosses_clause(clause, trigger, item.first) or is_place_of_other(clause, trigger, item.first)
            if far and not (trigger.shape.endswith(".noun") and is_of_relative(clause, trigger, item.first)):
                continue
            if all(distance(rival, item.first) >= gap for rival in rivals) or same_branch(clause, trigger, item.first):
                found.append((gap, item.first, item))
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def place_of_where(clause: Clause, trigger: Trigger) -> Name | Side | None:
    """«прибыл в Бишкек, где проходит саммит»: the place that «где» stands for."""
    for index in range(trigger.first - 1, clause.first, -1):
        if clause.tokens[index].norm in ("где", "куда"):
            before = [item for item in places_in(clause) if item.last <= index and not in_title(clause, item)]
            near = before[-1:] if before and index - before[-1].last <= 2 else []
            return near[0] if near else None
        if clause.tokens[index].norm == ",":
            break
    return None


def is_place_of_other(clause: Clause, trigger: Trigger, index: int) -> bool:
    """«переговоры об участии в операции в Дарфуре»: the place of another noun, which is not where they are held."""
    above = {*range(trigger.first, trigger.last), trigger.index, *clause.governors(trigger.index)}
    head = clause.head(index)
    carrier = clause.verb_above(trigger.index)
    phrase = phrase_after(clause, trigger) if trigger.shape.endswith(".noun") else range(0)
    if index < carrier < trigger.index:
        return False
    for _step in range(MAX_NESTED):
        if head < 0 or head in above or head in phrase or clause.tokens[head].pos not in ("NOUN", "PROPN"):
            return False
        if clause.preposition(head) not in ("в", "во", "на"):
            return not is_setting(clause, head) and clause.actor_at(head) is None and 0 < index - head <= MAX_NESTED
        head = clause.head(head)
    return False


def is_setting(clause: Clause, noun: int) -> bool:
    """«беседовали на полях | саммита в Женеве»: an event beside which people meet; its place is theirs."""
    before = [token.norm for token in clause.tokens[max(clause.first, noun - MAX_NESTED) : noun]]
    return bool(BESIDE & set(before))


BESIDE = frozenset({"полях", "кулуарах", "перерыве"})


MAX_NESTED = 3  # nouns between a place and the word that says what happens there


def place_country(place: Name | Side | None) -> str | None:
    """The country that a place lies in."""
    if place is None:
        return None
    if isinstance(place, Side):
        return place.code
    known = find_place(place.nominative)
    return place.side or load_register().country_of_place(place.nominative, "ru") or (known.country if known else None)


def destination(clause: Clause, trigger: Trigger) -> Name | Side | None:
    """Where to: «в/во/на» with a place after a verb or noun of travel, or the object of «посетить»."""
    items = places_in(clause)
    if trigger.shape == "visit.noun":  # «возвратился в Осло из поездки | в Сеул»
        items.sort(key=lambda item: (not 0 < item.first - trigger.last <= MAX_NESTED, item.first))
    for item in items:
        if item.first < trigger.last - 1 and not same_branch(clause, trigger, node_of_place(clause, item)):
            shared = clause.tokens[trigger.index].verb_form == "Inf" and clause.head(item.first) == clause.head(
                trigger.index
            )
            capital = (
                clause.tokens[min(item.last, clause.last - 1)].lemma == "столица"
            )  # «в чилийскую столицу | прилетал»
            beside = item.last + capital == trigger.first and item.case == "Acc"  # «в Осло | прибудут министры»
            if not beside and (not shared or clause.head(item.first) < 0):  # «в Иран должны | прибыть эксперты»
                continue
        if in_title(clause, item) or distance(trigger, item.first) > MAX_WAY:
            continue
        at = place_before(clause, item)
        before = clause.tokens[at] if at >= clause.first else None
        if trigger.word.form == "посещение":
            if item.first - trigger.last <= 1 and item.case in ("Gen", ""):
                return item
        elif trigger.shape == "visit.verb":
            if is_object(clause, trigger, item) or is_place_of_object(clause, trigger, item):
                return item
        elif before is not None and leads_to(clause, trigger, before, item):
            return item
    return None


def leads_to(clause: Clause, trigger: Trigger, before: Token, item: Name | Side) -> bool:
    """«прилетел | в Минск», «долетел | до Минска»: whether the preposition of a place says where to."""
    if before.norm == "до":
        return trigger.word.form in REACHING
    if before.norm in NEAR_BY:
        return trigger.shape in ("arrive.verb", "visit.verb") and trigger.last <= item.first
    return before.norm in ("в", "во", "на", "по") and is_way(clause, trigger, item)


NEAR_BY = frozenset({"близ", "около", "возле", "под"})  # «побывал в лагерях | близ Тиндуфа»


REACHING = frozenset({"добраться", "доехать", "долететь"})  # «долетел | до Минска»


def node_of_place(clause: Clause, item: Name | Side) -> int:
    """«в суданскую | столицу», «в аэропорту | Осло»: the common noun that a place hangs on, or the place itself."""
    head = clause.head(item.first)
    near = head >= 0 and abs(head - item.first) <= MAX_NESTED
    return head if near and clause.tokens[head].lemma in PARTS_OF_STATES | SETTLEMENTS | LANDINGS else item.first


def place_pointed(clause: Clause, trigger: Trigger) -> Name | Side | None:
    """«в Вене, куда министр прилетел», «туда прибыл X»: the place that a word near a verb of travel points to."""
    norms = [token.norm for token in clause.tokens[clause.first : clause.last]]
    near = range(max(clause.first, trigger.first - MAX_POINTER), min(clause.last, trigger.last + MAX_POINTER))
    for at in near:
        word = norms[at - clause.first]
        if word in ("куда", "где") and at < trigger.first:
            return place_of_where(clause, trigger)
        if word in POINTERS:
            return place_before_sentence(clause)
        if word in ("стране", "страну", "республике", "республику") and is_here(clause, at):
            return scene_of(clause)
    return None


def is_here(clause: Clause, at: int) -> bool:
    """«находится | в нашей стране», «прибыл | в республику»: the state of the report, no other named after the noun."""
    before = clause.tokens[at - 1]
    plain = before.norm in ("в", "во") or (before.lemma == "наш" and clause.tokens[at - 2].norm in ("в", "во"))
    return plain and not any(side.first == at + 1 for side in clause.marked.sides)


def scene_of(clause: Clause) -> Side | None:
    """The state that a report is set in: that of its dateline, else of the first side named."""
    marked = clause.marked
    stated = [side for side in marked.sides if side.form in ("name", "capital") and len(side.code) == STATE_CODE]
    lines = [passage for passage in marked.passages if passage.kind == "dateline"]
    told = [side for side in stated for line in lines if line.start <= side.start < line.stop] or stated[:1]
    return next((side for side in stated if side.form == "name" and told and side.code == told[0].code), None)


POINTERS = frozenset({"туда", "сюда", "здесь", "тут", "там"})
MAX_POINTER = 4  # tokens between «туда» and the verb


def place_before_sentence(clause: Clause) -> Name | Side | None:
    """The last place after «в», «во», «на» in one of the two sentences before."""
    near = [s for s in clause.marked.sentences if 0 < clause.sentence.index - s.index <= MAX_NEAR_SENTENCES]
    for sentence in reversed(near):
        before = Clause(clause.marked, sentence)
        for item in reversed(places_in(before)):
            at = place_before(before, item)
            if at >= before.first and before.tokens[at].norm in ("в", "во", "на") and not in_title(before, item):
                return item
    return None


MAX_NEAR_SENTENCES = 2  # that «там» reaches back


def destinations(clause: Clause, trigger: Trigger) -> list[Name | Side]:
    """The destination and those joined to it by commas and «и»: «посетил Катар, Иорданию и Египет»."""
    first = destination(clause, trigger)
    found = [first] if first is not None else []
    for item in places_in(clause):
        if found and 1 <= item.first - found[-1].last <= 2:
            between = [token.norm for token in clause.tokens[found[-1].last : item.first]]
            if set(between) <= {",", "и", "в", "на"} and not in_title(clause, item):
                found.append(item)
        elif found and 1 <= item.first - found[-1].last <= MAX_ONWARD and is_onward(clause, found[-1].last, item):
            found.append(item)
    return found


def is_onward(clause: Clause, start: int, item: Name | Side) -> bool:
    """«в Ригу, | а оттуда – в | Минск»: the next leg of a journey."""
    between = [token.norm for token in clause.tokens[start : item.first]]
    onward = bool({"оттуда", "затем", "потом", "далее", "а"} & set(between)) and between[-1] in ("в", "на")
    return onward and set(between) <= ONWARD and not in_title(clause, item)


ONWARD = frozenset({",", "и", "а", "оттуда", "затем", "потом", "далее", "-", "–", "—", "в", "на", "следом", "под", "к"})
ONWARD |= {"утром", "днем", "вечером", "ночью", "утро", "вечер", "ночи", "вечеру", "ближе", "после", "этого", "позже"}
MAX_ONWARD = 6  # tokens from one goal to the next


def is_way(clause: Clause, trigger: Trigger, item: Name | Side) -> bool:
    """Whether a place may be where to: in the locative only if its form may be another case, or right beside."""
    token = clause.tokens[item.first]
    if item.case != "Loc":
        return True
    moved = any(parse.case == "Acc" for parse in load_forms().parse(token.text))
    return moved or distance(trigger, item.first) <= 5


def is_place_of_object(clause: Clause, trigger: Trigger, item: Name | Side) -> bool:
    """«посетили | реактор в Иране»: where the thing visited is."""
    before = clause.tokens[item.first - 1].norm if item.first > clause.first else ""
    between = clause.tokens[trigger.last : item.first - 1]
    thing = bool(between) and len(between) <= MAX_THING and all(token.pos in ("NOUN", "ADJ") for token in between)
    return before in ("в", "во", "на") and item.case == "Loc" and thing and between[-1].case in ("Acc", "Gen")


MAX_THING = 3  # words of what is visited


def is_object(clause: Clause, trigger: Trigger, item: Name | Side) -> bool:
    """Whether a place is what is visited: no preposition, no noun that it qualifies."""
    before = clause.tokens[item.first - 1] if item.first > clause.first else None
    capital = clause.tokens[min(item.last, clause.last - 1)].lemma == "столица"
    beside = item.last + capital == trigger.first or is_with_visit(clause, item.last, trigger.first)
    if beside and (before is None or before.pos != "ADP"):
        moved = clause.head(item.first) == trigger.index or item.case in ("Acc", "")
        return moved or is_like_object(clause, item)  # «Лиму | посетила министр», «в мае Осло | посетил посол»
    if before is None or before.pos == "ADP":
        return False
    if before.lemma in PARTS_OF_STATES | SETTLEMENTS and item.first - 2 >= clause.first:
        return before.case in ("Acc", "") and clause.tokens[item.first - 2].pos in ("VERB", "ADV", "NOUN")
    if clause.head(item.first) == trigger.index or before.pos in ("VERB", "ADV", "NUM"):
        return True
    return before.pos in ("NOUN", "ADJ") and before.case == "Ins"


def is_with_visit(clause: Clause, first: int, stop: int) -> bool:
    """«Осло | с официальным визитом | посетил премьер»: whether these words alone part a place from its verb."""
    words = clause.tokens[first:stop]
    visits = 2 <= len(words) <= MAX_VISIT_WORDS and words[0].norm in ("с", "со") and words[-1].lemma in JOURNEYS
    return visits and all(token.pos in ("ADJ", "VERB") for token in words[1:-1])


MAX_VISIT_WORDS = 5  # «с первым официальным трёхдневным визитом»
JOURNEYS = frozenset({"визит", "поездка", "миссия"})


def is_like_object(clause: Clause, item: Name | Side) -> bool:
    """Whether a place in what passes for a nominative has the same form in the accusative: «Бишкек», «Осло»."""
    token = clause.tokens[item.last - 1]
    return token.case == "Nom" and not token.norm.endswith(("а", "я"))


MAX_WAY = 14  # tokens from a word of travel to its destination


def named_formats(clause: Clause, trigger: Trigger) -> list[FormatName]:
    """Formats that the trigger is a meeting of: around it, with no other finite verb between."""
    found = []
    for item in clause.marked.formats:
        if not clause.first <= item.first < clause.last or in_office(clause, item):
            continue
        if clause.is_parted(item.first, trigger.index):
            continue
        covers = item.first <= trigger.index < item.last
        if trigger.shape.endswith(".verb") and not covers and is_setting(clause, item.first):
            continue  # «встретились в перерыве между | заседаниями Совета»
        low, high = sorted((item.first, trigger.index))
        verbs = any(clause.is_finite(i) for i in range(low + 1, high) if clause.tokens[i].pos == "VERB")
        if not verbs and trigger.index < item.first and follows_format(clause, item):
            found.append((high - low, item.first, item))
            continue
        if trigger.shape in ("meeting.noun", "talks.noun", "call.noun") and is_elsewhere(clause, low, high):
            continue
        reach = ATTACHED if trigger.shape.endswith("noun") else 2 * ATTACHED
        if covers or (not verbs and high - low <= reach) or clause.head(item.first) == trigger.index:
            found.append((0 if covers else high - low, item.first, item))
    if not found and trigger.shape in ("event.noun", "meeting.noun"):
        own = paired_format(clause, trigger) or series_format(clause, trigger)
        found += [(0, own.first, own)] if own is not None else []
    level = "" if found else read_level(clause, trigger)
    if not found and (trigger.family == "summit" or level):
        regional = region_format(clause, trigger)
        found += [(0, regional.first, regional)] if regional is not None else []
    if not found and (trigger.shape in ("event.noun", "body.noun") or (trigger.shape == "meeting.noun" and level)):
        found += governed_formats(clause, trigger)
    return [item for _, _, item in sorted(found, key=lambda entry: entry[:2])]


def follows_format(clause: Clause, item: FormatName) -> bool:
    """«встречу с министрами пяти стран региона | в формате | «С5+1»»: what a meeting is, however far from its noun."""
    words = [
        token.norm for token in clause.tokens[max(clause.first, item.first - 3) : item.first] if token.text not in '«"'
    ]
    return words[-2:] == ["в", "формате"]


def in_office(clause: Clause, item: FormatName) -> bool:
    """«обсудил с сопредседателем | Минской группы»: a format that somebody's office is named after."""
    holder = clause.actor_at(item.first)
    return holder is not None and holder.kind in ("person", "office") and holder.first < item.first


def is_elsewhere(clause: Clause, low: int, high: int) -> bool:
    """«встреча | на саммите | «двадцатки»»: the format is where they met, not that of the meeting."""
    if any(trigger.shape == "event.noun" and low < trigger.index < high for trigger in clause.triggers):
        return True
    between = range(low + 1, high)
    return any(clause.tokens[i].pos == "ADP" and clause.tokens[i + 1].norm not in PHRASE_NOUNS for i in between)


def governed_formats(clause: Clause, trigger: Trigger) -> list[tuple[int, int, FormatName]]:
    """«саммит | Организации тюркских государств», «форум | «Шёлковый путь»»: bodies and quoted names after a noun."""
    phrase = phrase_after(clause, trigger)
    found = []
    joined = bool(paired_sides(clause, trigger))
    for side in clause.marked.sides:
        holder = clause.actor_at(side.first)
        if holder is not None and holder.kind in ("person", "office"):
            continue  # «встреча | генсека ООН с X»
        if side.form == "organisation" and side.first in phrase and not joined:
            name = FormatName(side.start, side.stop, side.first, side.last, "body", side.code, None, True)
            found.append((side.first - trigger.index, side.first, name))
    if trigger.family not in ("summit", "ministerial") and not read_level(clause, trigger):
        return found
    if not found:
        found += [(trigger.index - item.first, item.first, item) for item in members_of(clause, trigger)]
    for body in clause.marked.names:
        if not found and body.kind == "organisation" and body.first in phrase and not joined:
            if next(load_phrases("levels").find(clause.tokens, body.first, body.last), None) is not None:
                continue  # «СМИД»
            if any(title.first <= body.first < title.last for title in clause.marked.titles):
                continue  # «встреча глав | МИД»
            item = FormatName(body.start, body.stop, body.first, body.last, "body", body.nominative, None, False)
            found.append((body.first - trigger.index, body.first, item))
    if not found and phrase and any(clause.tokens[at].text in ("«", '"') for at in phrase):
        quoted = quoted_name(clause, next(at for at in phrase if clause.tokens[at].text in ("«", '"')))
        if quoted is not None:
            inside = [one for one in clause.marked.formats if quoted.first <= one.first < one.last <= quoted.last]
            named = inside[0] if inside else quoted  # «встреча министров в формате «С5+1»»
            found.append((named.first - trigger.index, named.first, named))
    return found


def paired_format(clause: Clause, trigger: Trigger) -> FormatName | None:
    """«саммит | Россия – ЕС»: a meeting named after its two sides, under the register's code or its own words."""
    named = names_of_pair(clause, trigger)
    sides = paired_sides(clause, trigger)
    if not sides or not (named > trigger.last or trigger.word.form == "саммит"):
        return None
    code = find_format(" - ".join(side.nominative for side in sides), "ru")
    body = nominative_phrase(clause.tokens[trigger.last : named]) if named > trigger.last else trigger.word.form
    words = f"{body} {clause.marked.text[sides[0].start : sides[-1].stop]}"
    last = sides[-1]
    return FormatName(
        sides[0].start, last.stop, sides[0].first, last.last, "pair", code or words, None, code is not None
    )


def region_format(clause: Clause, trigger: Trigger) -> FormatName | None:
    """«саммит | ЕС и Центральной Азии»: a dialogue of the region with one side, told by the two."""
    phrase = phrase_after(clause, trigger)
    spans = [(one.first, one.last, one.code) for one in clause.marked.sides if one.first in phrase]
    asia = next((at for at in phrase if clause.tokens[at].lemma == "азия"), -1)
    if asia > phrase.start and clause.tokens[asia - 1].lemma in ("центральный", "средний"):
        spans = sorted([(asia - 1, asia + 1, "C5"), *(span for span in spans if not span[0] <= asia < span[1])])
    if len(spans) != 2 or clause.tokens[spans[1][0] - 1].norm not in ("и", "-", "–", "—"):
        return None
    code = dialogues().get(frozenset(span[2] for span in spans))
    if code is None:
        return None
    first, last = spans[0][0], spans[1][1]
    return FormatName(clause.tokens[first].start, clause.tokens[last - 1].stop, first, last, "pair", code, None, True)


@cache
def dialogues() -> dict[frozenset[str], str]:
    """A region and the one side that talks with it -> the code of their dialogue: {C5, EU} -> EU-CA."""
    found: dict[frozenset[str], str] = {}
    for known in load_formats().values():
        members = frozenset(one.side for one in known.members if not one.until.strip("~"))
        if known.form == "dialogue" and members > CENTRAL_ASIA and len(members - CENTRAL_ASIA) == 1:
            found.setdefault((members - CENTRAL_ASIA) | {"C5"}, known.code)
    return found


def names_of_pair(clause: Clause, trigger: Trigger) -> int:
    """«заседание | Совета сотрудничества | A – B»: where the words end that call the body of two sides."""
    at = trigger.last
    if at < clause.last and clause.tokens[at].lemma in BODIES_OF_PAIRS:
        at += 1
        at += at < clause.last and clause.tokens[at].lemma in ("сотрудничество", "партнерство", "ассоциация")
    return at


BODIES_OF_PAIRS = frozenset({"совет", "комитет", "подкомитет", "комиссия"})


def series_format(clause: Clause, trigger: Trigger) -> FormatName | None:
    """«встреча | Алатауского диалога»: a dialogue named by an adjective of a place, its words in the nominative."""
    at = trigger.last
    if at + 1 >= clause.last or clause.tokens[at + 1].lemma not in SERIES or not clause.tokens[at].text[:1].isupper():
        return None
    word, noun = clause.tokens[at], clause.tokens[at + 1]
    bent = next((ending for ending in BENT if word.norm.endswith(ending)), None)
    if bent is None:
        return None
    straight = "ская" if noun.gender == "Fem" else "ский"
    name = f"{word.text[: len(word.text) - len(bent)]}{straight} {noun.lemma}"
    code = find_format(name, "ru")
    return FormatName(word.start, noun.stop, at, at + 2, "series", code or name, None, code is not None)


SERIES = frozenset({"диалог", "процесс", "клуб", "форум", "формат", "группа", "комиссия", "конференция", "инициатива"})
BENT = ("ского", "скому", "ском", "ской", "скую")


def paired_sides(clause: Clause, trigger: Trigger) -> list[Side]:
    """«саммит | Россия – ЕС»: sides joined by a dash right after a noun."""
    joined = hyphened_sides(clause, trigger)
    if joined:
        return joined
    sides = {side.first: side for side in clause.marked.sides if side.form in ("name", "organisation")}
    at = names_of_pair(clause, trigger)
    at += at < clause.last and clause.tokens[at].text in ("«", '"')
    found: list[Side] = []
    while at in sides:
        found.append(sides[at])
        at = sides[at].last
        if at < clause.last and clause.tokens[at].text in ("-", "–", "—"):
            at += 1
    return found if len(found) > 1 else []


def hyphened_sides(clause: Clause, trigger: Trigger) -> list[Side]:
    """«саммит | Россия-Евросоюз»: two sides written as one word."""
    at = trigger.last
    if at >= clause.last or "-" not in clause.tokens[at].text or not clause.tokens[at].text[:1].isupper():
        return []
    token = clause.tokens[at]
    codes = [(half, load_side_codes().get(half.lower())) for half in token.text.split("-")]
    if len(codes) != 2 or None in {code for _, code in codes}:
        return []
    cut = token.start + len(codes[0][0])
    first = Side(token.start, cut, at, at + 1, "pair", code=codes[0][1] or "", form="name", nominative=codes[0][0])
    return [
        first,
        structs.replace(first, start=cut + 1, stop=token.stop, code=codes[1][1] or "", nominative=codes[1][0]),
    ]


@cache
def load_side_codes() -> dict[str, str]:
    """Name of a state or body in lower case -> its code."""
    return {name.form.lower(): name.code for name in load_register().side_names("ru") if name.kind != "adjective"}


def members_of(clause: Clause, trigger: Trigger) -> list[FormatName]:
    """«министры стран – членов ШОС приняли участие в заседании»: the body whose members come, before the noun."""
    for side in clause.marked.sides:
        words = {token.lemma for token in clause.tokens[max(clause.first, side.first - 3) : side.first]}
        if side.form == "organisation" and clause.first <= side.first < trigger.first and words & {"член", "участник"}:
            return [FormatName(side.start, side.stop, side.first, side.last, "body", side.code, None, True)]
    return []


def quoted_name(clause: Clause, at: int) -> FormatName | None:
    """The words in quotation marks as the name of a format."""
    stop = next((i for i in range(at + 1, min(clause.last, at + 12)) if clause.tokens[i].text in ("»", '"')), None)
    numeral = stop == at + 2 and clause.tokens[at + 1].pos == "NUM"
    if stop is None or stop - at < 2 or not (clause.tokens[at + 1].text[:1].isupper() or numeral):
        return None
    first, last = clause.tokens[at + 1], clause.tokens[stop - 1]
    words = clause.marked.text[first.start : last.stop]
    return FormatName(first.start, last.stop, at + 1, stop, "quoted", words, None, False)
