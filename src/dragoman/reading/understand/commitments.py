"""What sides agreed, promised, adopted, signed or will do: the exact words.

A word of undertaking (languages/<language>/commitments.tsv) is one if its clause is no wish, doubt or refusal, if what
it needs stands beside it (a paper that is signed, an infinitive that was decided), and if the sides are known: the
subject's, or those of the encounter that the sentence goes on about. Home affairs of one state are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from msgspec import structs

from dragoman.model import Commitment, Encounter, Statement, Strength
from dragoman.reading.languages.lexicon import Keys, Phrases, Word, load_words
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.resolve.bearers import BODIES_OF_TWO, STATE_CODE, main_organisation, sides_in
from dragoman.reading.understand.trees import Clause
from dragoman.reading.values import NOTHING, Actor, Date, Marked, Sentence, Side, Token

SKIPPED = frozenset({"question", "boilerplate", "dateline", "title"})
PHRASED = ("agree", "sign", "adopt", "decide", "task", "promise", "continue", "intend", "ready")
MAX_OBJECT_TOKENS = 9  # «подписали трёхстороннее ... соглашение»
MAX_INFINITIVE_TOKENS = 5  # «решено уже в этом году провести»
MAX_AHEAD_TOKENS = 14  # «заверил его в том, что правительство ... приложит»
MAX_TAIL_TOKENS = 12  # «, сообщает ... агентство»: longer tails are content
MAX_LONG_TAIL_TOKENS = 24  # «, заявила глава МИД ... по итогам переговоров с ...»
MAX_LEAD_TOKENS = 8  # a longer subject («министр ... А. Б. и министр ... В. Г.») is left out of the words
MAX_HOME_SENTENCES = 15  # how far behind its encounter a sentence without sides still belongs to it
BREAKS = frozenset({";", ":", "–", "—", "(", ")", "«", "»", '"', "“", "”", "„"})
QUOTES = frozenset({"«", "»", '"', "“", "”", "„"})
DASHES = frozenset("-–—")
TURNS = frozenset({"но", "однако", "после", "хотя", "причем", "передавать"})
DUE_WORDS = frozenset({"до", "к", "ко", "позднее", "течение"})
SITTINGS = frozenset({"заседание", "церемония", "брифинг", "пресс-конференция", "мероприятие"})  # «проведёт заседание»
RECEPTIONS = frozenset({"консультация", "прием", "обед", "ужин"})  # of one who holds them
RAISED = frozenset({"поднять", "затронуть", "поднимать", "затрагивать"})
QUESTIONS = frozenset({"вопрос", "тема", "проблема"})  # «намерен поднять вопрос»
LISTENING = frozenset({"слушать", "выслушать", "говорить", "разговаривать", "ждать", "поверить", "понять"})
ARMED = frozenset({"боевик", "повстанец", "мятежник", "террорист", "похититель", "сепаратист", "захватчик"})
MAX_HELD_TOKENS = 24
RESUMED = frozenset({"возобновить", "завершить", "ускорить", "активизировать", "продолжить", "интенсифицировать"})
VAGUE = ("-то", "-нибудь", "-либо")
REACHED = frozenset({"достигнуть", "достичь"})
REPEATED = frozenset({"встречаться", "обсуждать", "участвовать"})  # «согласились встречаться дважды в год»
TOLD = frozenset({"рассказать", "сообщить", "объявить"})  # «объявил о договорённости вернуть пленных»
GOALS = frozenset({"договоренность", "соглашение", "согласие", "взаимопонимание"})
MANAGED = frozenset({"удаться", "смочь", "суметь", "успеть"})  # «удалось | договориться»
AGENDA = frozenset({"рассмотреть", "обсудить"})
PAST = ("ли", "лось", "лись", "лся", "лась", "ута", "уты", "уто", "ана", "аны", "ано", "ена", "ены", "ено")
INFINITIVES = ("ть", "ться", "ти", "тись")
DURING = frozenset({"ход", "время", "рамка", "итог", "поле", "кулуары", "результат"})  # «в ходе визита»: when
WORDS_BEFORE_WHICH = 5  # «саммитом Содружества, | который намечен»
PAIR = 2
BARE = frozenset({"договориться", "условиться", "сговориться", "уговориться"})
MATTERS = frozenset({"о", "об", "обо", "по", "на", "насчет", "относительно"})
ALONE = (
    "объявить о выделение",
    "обяз",
    "взять",
    "принять на себя",
    "дать согласие",
    "согласиться",
)  # one side binds itself
UNILATERAL = frozenset({"decide", "intend", "task"})
UNIONS = frozenset({"альянс", "блок", "содружество", "союз", "организация", "объединение"})
MEMBERS = frozenset({"член", "участник", "участница", "страна", "государство"})
MAX_END_WORDS = 3
MAX_NEAR_SENTENCES = 6  # for what one side decides or means alone
ORGANS = frozenset({"секретариат", "генсекретариат", "организация"})
AID = frozenset({"кредит", "помощь", "заем", "грант", "поддержка", "содействие", "ссуда", "поставка", "скидка"})
SWAPPED = frozenset({"нота", "грамота", "письмо", "документ", "список", "протокол", "меморандум", "соглашение"})
PARTIES = frozenset(
    {
        "стороны",
        "страны",
        "государства",
        "сторона",
        "участники",
        "лидеры",
        "министры",
        "главы",
        "собеседники",
        "делегации",
    }
)
PRIVATE = frozenset({"business", "other", "party", "military", "royal"})
EXPLICIT = frozenset(
    {"agree", "sign"}
)  # told as facts of their own; all else needs an encounter or a partner beside it
FORECASTERS = frozenset({"аналитик", "эксперт", "наблюдатель", "политолог", "экономист", "обозреватель", "комментатор"})
EFFORTS = frozenset({"сделать все", "делать все"})  # «сделает всё, чтобы»
HOPED = frozenset({"intend", "ready", "continue"})  # of several sides only where they met
RECIPROCAL = frozenset({"agree", "sign", "adopt"})
FUTURES = frozenset({"will", "sign", "adopt"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of undertaking in a sentence: tokens, class and the form of the list."""

    first: int
    last: int
    kind: str
    strong: bool
    form: str


@cache
def load_triggers() -> Phrases[Word]:
    """The phrases that begin an undertaking."""
    phrases: Phrases[Word] = Phrases(load_forms().lemmatise)
    phrases.extend((word.form, word) for word in load_words("ru", "commitments") if word.kind in PHRASED)
    return phrases


@cache
def load_lemmas(*kinds: str) -> frozenset[str]:
    """The single words of some classes."""
    return frozenset(word.form for word in load_words("ru", "commitments") if word.kind in kinds)


def find_commitments(marked: Marked, encounters: Sequence[Encounter]) -> tuple[Commitment, ...]:
    """The commitments of a document in order, each tied to the encounter that it was made at, where one is near."""
    return tuple(
        commitment
        for sentence in marked.sentences
        if marked.passages[sentence.passage].kind not in SKIPPED
        for commitment in commitments_in(marked, sentence, encounters)
    )


def give_speakers(
    commitments: Sequence[Commitment], statements: Sequence[Statement], text: str
) -> tuple[Commitment, ...]:
    """What «мы» or «я» will do in somebody's own words is undertaken by the side of who speaks, and by nobody else."""
    return tuple(
        structs.replace(one, sides=(side,)) if (side := spoken_by(one, statements, text)) else one
        for one in commitments
        if not is_hearsay(one, statements)
    )


def is_hearsay(commitment: Commitment, statements: Sequence[Statement]) -> bool:
    """Whether somebody of another side only says what one side decided or means: «Лима решила молчать», — сказал он."""
    if commitment.rule.split(":")[0] not in UNILATERAL and commitment.rule != "adopt:принять":
        return False
    told = (one for one in statements if one.form == "direct" and one.start <= commitment.start < one.stop)
    return any(one.side and one.side not in commitment.sides for one in told)


def spoken_by(commitment: Commitment, statements: Sequence[Statement], text: str) -> str | None:
    """The side of the speaker in whose direct words a commitment opens with «мы» or «я»."""
    opening = text[commitment.start : commitment.stop].split(maxsplit=1)[0].lower()
    together = commitment.rule.split(":")[0] in RECIPROCAL
    if opening not in ("мы", "я") or together:
        return None
    told = (one for one in statements if one.form == "direct" and one.start <= commitment.start < one.stop)
    return next((one.side for one in told if one.side), None)


def commitments_in(marked: Marked, sentence: Sentence, encounters: Sequence[Encounter]) -> Iterator[Commitment]:
    """Commitments of one sentence, from the start of the clause to its end or to the next commitment."""
    found = find_triggers(marked, sentence)
    triggers = [one for one in found if is_undertaking(marked, sentence, one)]
    agreed = next((one for one in found if one.form in BARE and opens_about(marked, sentence)), None)
    if not triggers and agreed is None:
        return
    clause = Clause(marked, sentence)
    if agreed is not None:
        yield from agreed_before(marked, clause, agreed, encounters)
    states = any(token.norm in ("страны", "государства") for token in clause.tokens[clause.first : clause.last])
    home = encounter_of(marked, sentence, [one for one in encounters if not states or is_of_states(one)])
    triggers = [one for one in triggers if not is_joined(marked, triggers, one)]
    floors = [sentence.first, *(trigger.last for trigger in triggers)]
    starts = [clause_start(clause, trigger, floor) for trigger, floor in zip(triggers, floors, strict=False)]
    end = 0
    for number, trigger in enumerate(triggers):
        if trigger.first < end or (number + 1 < len(triggers) and leads_to(marked, trigger, triggers[number + 1])):
            continue
        sides = sides_of(marked, clause, trigger, home)
        if states and home is not None and any(len(side) > PAIR or side in BODIES_OF_TWO for side in sides):
            sides = tuple(dict.fromkeys(one.side for one in home.participants if one.side))
        if not sides or not is_foreign(marked, clause, trigger, sides, home):
            continue
        end = clause_end(marked, sentence, trigger, starts[number + 1 :], triggers[number + 1 :])
        first = starts[number] if starts[number] >= 0 else trigger.first
        if end <= trigger.last and trigger.kind not in ("agree", "sign", "adopt"):
            continue
        yield Commitment(
            sides=sides,
            start=marked.tokens[first].start,
            stop=marked.tokens[max(end, trigger.last) - 1].stop,
            due=find_due(marked, trigger, end),
            strength=strength_of(trigger),
            encounter=home.id if home else None,
            rule=f"{trigger.kind}:{trigger.form}",
        )


def opens_about(marked: Marked, sentence: Sentence) -> bool:
    """Whether a sentence opens with «Об этом», or says it after «Как передаёт агентство,»."""
    words = [token.norm for token in marked.tokens[sentence.first : sentence.first + MAX_LEAD_TOKENS]]
    return any(pair == ("об", "этом") for pair in pairwise(words)) and words[0] in ("об", "как")


def agreed_before(
    marked: Marked, clause: Clause, trigger: Trigger, encounters: Sequence[Encounter]
) -> Iterator[Commitment]:
    """«Чили и Перу не будут строить мост. Об этом договорились министры»: what the sentence before tells, whole."""
    before = marked.sentence_before(clause.sentence)
    if before is None or any(is_undertaking(marked, before, one) for one in find_triggers(marked, before)):
        return
    if marked.passages[before.passage].kind in SKIPPED:
        return
    home = encounter_of(marked, clause.sentence, encounters)
    sides = sides_of(marked, clause, trigger, home)
    words = marked.tokens[before.first : before.last]
    to_come = any(token.tense == "Fut" or token.norm in ("будет", "будут") for token in words)
    if len(sides) < PAIR or not to_come:
        return
    last = before.last - (marked.tokens[before.last - 1].norm == ".")
    yield Commitment(
        sides=sides,
        start=before.start,
        stop=marked.tokens[last - 1].stop,
        due=find_due(marked, replace(trigger, first=before.first, last=before.first + 1), last),
        strength="firm",
        encounter=home.id if home else None,
        rule=f"agree:{trigger.form}",
    )


def is_joined(marked: Marked, triggers: Sequence[Trigger], trigger: Trigger) -> bool:
    """«сократит закупки и увеличит вывоз»: a second future of the same subject is no undertaking of its own."""
    at = trigger.first - 1
    before = next((one for one in reversed(triggers) if one.last <= at), None)
    future = before is not None and {before.kind, trigger.kind} <= FUTURES
    future = future and all(is_future(marked.tokens, one) for one in (before, trigger) if one is not None)
    same = future and marked.tokens[at].norm == "и"
    return same and not any(marked.tokens[index].case == "Nom" for index in range(at, trigger.first))


def is_future(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether a trigger is of what will be done: «утвердят», all verbs of the class of doing."""
    return trigger.kind == "will" or tokens[trigger.first].tense == "Fut"


def leads_to(marked: Marked, trigger: Trigger, following: Trigger) -> bool:
    """«Планируется, что будет подписан»: the first word only introduces the second."""
    between = marked.tokens[trigger.last : following.first]
    return trigger.kind == "intend" and any(token.norm == "что" for token in between[:3])


def strength_of(trigger: Trigger) -> Strength:
    """firm: agreed, signed, decided, promised; soft: meant or offered."""
    return "firm" if trigger.strong else "soft"


VERBAL = frozenset({"VERB", "AUX"})


def find_triggers(marked: Marked, sentence: Sentence) -> list[Trigger]:
    """Words of undertaking in order that do not overlap: listed phrases, and future tenses of verbs of doing."""
    found = [
        Trigger(match.first, match.last, match.value.kind, match.value.strong, match.value.form)
        for match in load_triggers().find(marked.tokens, sentence.first, sentence.last)
    ]
    futures = future_keys().find(marked.tokens, sentence.first, sentence.last)
    parted = list(parted_phrases(marked.tokens, sentence))
    if not futures and not parted:
        return found
    taken = {at for trigger in found for at in range(trigger.first, trigger.last)}
    for at in futures:
        verb = future_verb(marked.tokens, at, sentence.last)
        if verb is not None and not taken & set(range(at, verb + 1)):
            found.append(Trigger(at, verb + 1, "will", True, marked.tokens[verb].lemma))
    for trigger in parted:
        if not taken & set(range(trigger.first, trigger.last)):
            found.append(trigger)
    return sorted(found, key=lambda trigger: trigger.first)


@cache
def future_keys() -> Keys:
    """Where `future_verb` can hold."""
    return Keys((*load_lemmas("will", "sign", "adopt"), "быть", "рассмотреть"))


@cache
def reached_keys() -> Keys:
    """Where `parted_phrases` can begin."""
    return Keys((*REACHED, *TOLD))


def parted_phrases(tokens: tuple[Token, ...], sentence: Sentence) -> Iterator[Trigger]:
    """«достигнута принципиальная договорённость», «сообщил о предварительной договорённости»: with words between."""
    for at in reached_keys().find(tokens, sentence.first, sentence.last - PAIR):
        told = bool(TOLD & set(tokens[at].lemmas)) and tokens[at + 1].norm in ("о", "об")
        if not told and not REACHED & set(tokens[at].lemmas):
            continue
        noun = at + 1 + told
        while noun < sentence.last - 1 and noun - at <= PAIR + told and is_between(tokens[noun]):
            noun += 1
        goal = next((lemma for lemma in tokens[noun].lemmas if lemma in GOALS), None)
        if goal is None and not told and goal_before(tokens, sentence.first, at) is not None:
            yield Trigger(at, at + 1, "agree", True, "достигнуть договоренность")
        if goal is not None and (noun > at + 1 or told):
            yield Trigger(at, noun + 1, "agree", True, f"достигнуть {goal}")


def goal_before(tokens: Sequence[Token], first: int, at: int) -> int | None:
    """The noun of «| договорённости об открытии границы стороны | достигли | в мае», which opens the sentence."""
    if token_at(tokens, first + 1).norm == ",":
        first += PAIR
    noun = first + (tokens[first].pos == "ADJ")
    matter = token_at(tokens, noun + 1).norm in MATTERS and token_at(tokens, noun + PAIR).norm != "этом"
    plain = all(token.kind != "sign" for token in tokens[first:at])
    return first if noun < at and GOALS & set(tokens[noun].lemmas) and matter and plain else None


def is_between(token: Token) -> bool:
    """Whether a word may part a verb from its noun: «достигнута | также | договорённость»."""
    return token.pos == "ADJ" or token.norm in ("также", "и", "еще")


def future_verb(tokens: Sequence[Token], at: int, stop: int) -> int | None:
    """The token of a verb of doing whose future starts at a token: «спишет», «будет подписан», «будут строить»."""
    token = tokens[at]
    if token.pos not in VERBAL or token.tense not in ("Fut", "Pres") or token.verb_form != "Fin":
        return None
    doing = load_lemmas("will", "sign", "adopt")
    if token.lemma == "рассмотреть" and at + 1 < stop and tokens[at + 1].lemma == "вопрос":
        return at
    if token.lemma != "быть":
        return at if doing & set(token.lemmas) else None  # all perfective: a present of theirs is a slip of the tagger
    if token.tense != "Fut":
        return None
    for after in range(at + 1, min(at + 4, stop)):
        word = tokens[after]
        if word.pos == "VERB" and word.verb_form in ("Part", "Inf") and doing & set(word.lemmas):
            return after
        if word.pos not in ("ADV", "PART"):
            return None
    return None


def is_undertaking(marked: Marked, sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a word of undertaking is meant as one: as a fact, with what it needs beside it."""
    tokens = marked.tokens
    token = tokens[trigger.first]
    if trigger.first > sentence.first and tokens[trigger.first - 1].norm in ("не", "ни"):
        return False
    if is_unsure(marked, sentence, trigger) or not is_told(tokens, trigger):
        return False
    if trigger.kind in FUTURES and is_future(tokens, trigger) and is_forecast(tokens, sentence):
        return False
    received = trigger.form == "принять" and token_at(tokens, trigger.last).norm == "в"
    if received and any(one.norm in ("он", "она") for one in tokens[sentence.first : trigger.first]):
        return False  # «он был принят в министерстве»
    if token_at(tokens, trigger.last).norm == "ли":
        return False  # «согласится ли Лима, неизвестно»
    if token_at(tokens, trigger.last).norm == "не" and token_at(tokens, trigger.last + 1).lemma == "быть":
        return False  # «коммюнике принято не было»
    if trigger.form == "согласовывать" and token.tense == "Past":
        return False  # «эксперты согласовывали текст»: not done yet
    if trigger.form == "обменяться" and not swaps_papers(tokens, trigger.last, sentence.last):
        return False
    if trigger.form == "начать" and is_opening(tokens, trigger, sentence.last):
        return False
    if trigger.kind == "intend" and trigger.first > sentence.first and tokens[trigger.first - 1].norm == "как":
        return False  # «которую, как планируется, примет посол»
    if trigger.kind in ("sign", "adopt"):
        if token_at(tokens, trigger.last).norm == "," and token_at(tokens, trigger.last + 1).norm == "что":
            return False  # «утверждал, что»
        now = token.tense == "Pres" and (trigger.kind == "adopt" or token.voice in ("Pass", "Mid"))
        return not now and has_paper(marked, sentence, trigger)
    if trigger.form in EFFORTS:
        return token.tense in ("Fut", "Pres") or tokens[trigger.first - 1].tense == "Fut"
    if trigger.kind == "continue":
        return token.tense == "Fut" or tokens[trigger.first - 1].tense == "Fut"
    if trigger.kind == "decide" and token.tense == "Fut":
        return False  # «решат»: not yet
    if trigger.form == "заверить" and not is_ahead(tokens, trigger.last, sentence.last):
        return False
    if trigger.kind in ("decide", "promise"):
        common = trigger.kind == "decide" and token.voice == "Pass"  # «саммит решено провести в Лиме»: by all of them
        ahead = has_infinitive(tokens, trigger.last, sentence.last) or fronted(tokens, sentence, trigger) is not None
        ahead = ahead or (trigger.form == "принять решение" and token_at(tokens, trigger.last).norm in ("о", "об"))
        ahead = ahead or (trigger.kind == "promise" and promises_aid(tokens, trigger.last, sentence.last))
        return ahead and (common or not is_contact(tokens, sentence, trigger))
    if trigger.kind == "task":
        return has_infinitive(tokens, trigger.last, min(trigger.last + MAX_OBJECT_TOKENS, sentence.last))
    if trigger.form == "готовый":
        if LISTENING & set(token_at(tokens, trigger.last).lemmas):
            return False  # «готовы слушать»
        return token.pos in ("ADJ", "VERB") and token.case == "" and has_infinitive(tokens, trigger.last, sentence.last)
    if trigger.form == "представить" and represents(tokens, sentence, trigger):
        return False
    if trigger.kind in ("intend", "will"):
        return not is_contact(tokens, sentence, trigger)
    if trigger.form in ("согласиться", "дать согласие"):
        if trigger.form == "согласиться" and token_at(tokens, trigger.last).norm == "на":
            return not is_contact(tokens, sentence, trigger)  # «согласилась на расположение штаба в Лиме»
        if (load_lemmas("contact") - REPEATED) & set(token_at(tokens, trigger.last).lemmas):
            return False  # «дал согласие поехать в Лиму»
        return token_at(tokens, trigger.last).norm != "с" and has_infinitive(tokens, trigger.last, sentence.last)
    if any(
        token.norm in ("будет", "будут") for token in tokens[max(sentence.first, trigger.first - PAIR) : trigger.last]
    ):
        return False  # «дата будет согласована»: not yet
    return trigger.form not in BARE or has_matter(tokens, trigger.last, sentence.last)


def swaps_papers(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """«обменялись | нотами»: not opinions, greetings or gifts."""
    noun = next((token for token in tokens[first : min(first + 4, stop)] if token.pos == "NOUN"), NOTHING)
    return bool(SWAPPED & set(noun.lemmas))


def is_opening(tokens: Sequence[Token], trigger: Trigger, stop: int) -> bool:
    """«начнёт поездку», «начнёт работу заседание»: an event that begins is nothing undertaken."""
    held = load_lemmas("contact", "occasion") | {"работа", "работать"}
    return any(held & set(token.lemmas) for token in tokens[trigger.last : min(trigger.last + 3, stop)])


def is_forecast(tokens: Sequence[Token], sentence: Sentence) -> bool:
    """«Аналитики ждут, что Лима снизит ставку»: what observers foresee is undertaken by nobody."""
    words = tokens[sentence.first : sentence.last]
    return any(token.case == "Nom" and FORECASTERS & set(token.lemmas) for token in words)


def represents(tokens: Sequence[Token], sentence: Sentence, trigger: Trigger) -> bool:
    """«Чили на встрече представит министр»: who comes for a side, nothing that is handed in."""
    near = tokens[max(sentence.first, trigger.first - MAX_INFINITIVE_TOKENS) : trigger.last + 1]
    told = any(token.lemma in ("сторона", "делегация", "страна", "республика") for token in near)
    after = tokens[trigger.last] if trigger.last < sentence.last else None
    return told or (after is not None and after.case == "Nom" and after.animacy == "Anim")


def has_matter(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether what was agreed follows: «договорились в Лиме» says only where."""
    for at in range(first, stop):
        token = tokens[at]
        if token.verb_form == "Inf" or (token.norm in MATTERS and token_at(tokens, at + 1).pos != "PRON"):
            return True
        if token.kind == "sign" and token.norm not in ('"', "«", "»"):
            following = token_at(tokens, at + 1)
            joined = following.norm in ("и", "а", "но", "или") or following.verb_form == "Part"
            joined = joined or "который" in following.lemmas
            return token.norm in (":", "–", "—") or (token.norm == "," and not joined)
    return False


def is_told(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether the word stands as a finite verb, a short participle or a noun of action that is a subject."""
    words = tokens[trigger.first : trigger.last]
    if words[0].pos == "NOUN" and trigger.kind in ("sign", "adopt"):
        return any(
            token.lemma in ("состояться", "пройти", "ожидаться")
            for token in tokens[max(0, trigger.first - 3) : trigger.first]
        )
    at = trigger.first - 1
    while at > 0 and tokens[at].pos == "ADV":
        at -= 1  # «удалось | пока | договориться»
    before = tokens[max(0, at)]
    if words[0].verb_form == "Inf" and MANAGED & set(before.lemmas) and is_past(before):
        return tokens[max(0, at - 1)].norm != "не"
    if trigger.kind in ("ready",) and words[0].pos in ("NOUN", "ADJ"):
        return True
    return any(is_predicate(token) for token in words) and words[0].mood not in ("Imp", "Cnd")


def is_predicate(token: Token) -> bool:
    """Whether a token is a finite verb, a short participle or a short adjective."""
    if is_past(token):
        return True
    return token.pos in ("VERB", "AUX", "ADJ") and token.case == "" and token.verb_form not in ("Inf", "Conv")


def is_past(token: Token) -> bool:
    """Whether a token has the form of a past tense or a short participle, whatever the tagger took it for."""
    return token.norm.endswith(PAST) and token.lemma.endswith(INFINITIVES) and token.verb_form != "Inf"


def is_unsure(marked: Marked, sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a word of wish, doubt or refusal stands before a trigger in its clause, or «если» opens the sentence."""
    unsure = load_lemmas("unsure")
    for at in range(trigger.first - 1, sentence.first - 1, -1):
        token = marked.tokens[at]
        if token.norm in (";", ":") or (token.norm == "что" and at < trigger.first - 8):
            break
        if token.norm in DASHES and token.space and token_at(marked.tokens, at + 1).space:
            break  # «им должен стать посол – в мае Лима | согласилась»
        if token.norm in unsure or (is_unbound(token) and unsure & set(token.lemmas)):
            if token.norm == "бы" and marked.tokens[at - 1].norm == "будто":
                continue  # «будто бы обещал»
            between = [one.norm for one in marked.tokens[at + 1 : trigger.first]]
            if "," not in between or token.norm == "если" or between[:2] == [",", "что"]:
                return True
            break
    if is_wanted(marked.tokens, sentence, trigger) or is_awaited(marked.tokens, sentence, trigger):
        return True
    return any(
        marked.tokens[at].norm in ("если", "бы") for at in range(trigger.first, min(trigger.last + 3, sentence.last))
    )


def is_wanted(tokens: Sequence[Token], sentence: Sentence, trigger: Trigger) -> bool:
    """«нужно, чтобы участники | подписали договор»: a past tense after «чтобы» is a wish."""
    reach = range(max(sentence.first, trigger.first - MAX_AHEAD_TOKENS), trigger.first)
    past = tokens[trigger.first].tense == "Past" or is_past(tokens[trigger.first])
    return past and any(tokens[at].norm == "чтобы" for at in reach)


def is_awaited(tokens: Sequence[Token], sentence: Sentence, trigger: Trigger) -> bool:
    """«вернёмся к нему, как только Лима | ратифицирует договор», «когда | подпишут»: a condition, not yet met."""
    if tokens[trigger.first].tense != "Fut":
        return False
    for at in range(trigger.first - 1, sentence.first - 1, -1):
        if tokens[at].norm in ("когда", "пока") or (tokens[at].norm == "как" and tokens[at + 1].norm == "только"):
            return True
        if tokens[at].kind == "sign":
            return False
    return False


def is_unbound(token: Token) -> bool:
    """Whether a token may rule a clause: «следует», «должен», but not «следующий»."""
    return token.case == "" and token.pos in ("VERB", "ADJ", "AUX", "ADV")


def has_paper(marked: Marked, sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a paper that binds states stands after a trigger, or before one in the passive."""
    tokens = marked.tokens
    reach = range(trigger.last, min(trigger.last + MAX_OBJECT_TOKENS, sentence.last))
    decided = any(
        tokens[at].lemma == "решение" for at in range(max(sentence.first, trigger.first - PAIR), trigger.first)
    )
    if (
        decided
        and token_at(tokens, trigger.last).norm not in MATTERS
        and token_at(tokens, trigger.last).verb_form != "Inf"
    ):
        return False  # «решение было принято после разговора»: which is not told
    found = first_noun(tokens, reach)
    if found is None:
        back = range(trigger.first - 1, max(sentence.first, trigger.first - MAX_OBJECT_TOKENS) - 1, -1)
        after = token_at(tokens, after_day(marked, trigger.last))
        done = (
            trigger.kind == "sign" and after.case == "Nom" and after.animacy == "Anim"
        )  # «меморандум подписали министры»
        found = first_noun(tokens, back) if done or tokens[trigger.last - 1].voice == "Pass" else None
    return bool(found)


def after_day(marked: Marked, at: int) -> int:
    """The token after «в четверг», where it stands at a token."""
    told = at + 1 if token_at(marked.tokens, at).pos == "ADP" else at
    return next((date.last for date in marked.dates if date.first in (at, told)), at)


def first_noun(tokens: Sequence[Token], reach: range) -> bool | None:
    """Whether the first paper in reach binds states (True) or is one of home affairs (False); None: there is none."""
    for at in reach:
        lemmas = set(tokens[at].lemmas) if tokens[at].pos in ("NOUN", "PROPN") else set()
        if tokens[at].norm.endswith(VAGUE):
            return False  # «подписывали какие-то договоры»
        if load_lemmas("private") & lemmas:
            return False
        if load_lemmas("paper") & lemmas:
            return True
        if tokens[at].norm in (";", ":"):
            return None
    return None


def is_ahead(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether a clause tells of what is to come: a future tense soon after a word."""
    return any(token.tense == "Fut" for token in tokens[first : min(first + MAX_AHEAD_TOKENS, stop)])


def has_infinitive(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether an infinitive, or «что» after a comma, follows soon."""
    for at in range(first, min(first + MAX_INFINITIVE_TOKENS, stop)):
        if tokens[at].verb_form == "Inf" or (
            tokens[at].norm == "что"
            and at > first
            and (tokens[first - 1].lemma != "решить" or is_impersonal(tokens[first - 1]))
        ):
            return True
        if tokens[at].norm in (".", ";", ":", *DASHES):
            return False
    return False


def promises_aid(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """«пообещал соседям | кредит | в 40 млн долларов»: what is to be given stands soon after."""
    for at in range(first, min(first + MAX_INFINITIVE_TOKENS, stop)):
        if tokens[at].kind == "sign":
            return False
        if AID & set(tokens[at].lemmas) and tokens[at].case == "Acc":
            return True
    return False


def fronted(tokens: Sequence[Token], sentence: Sentence, trigger: Trigger) -> int | None:
    """The infinitive that opens a sentence before who undertakes it: «| Доработать текст послы обещали к маю»."""
    first = sentence.first
    if token_at(tokens, first + 1).norm == ",":
        first += PAIR  # «Напомним, | возобновить поставки министры решили в мае»
    if first >= trigger.first or tokens[first].verb_form != "Inf":
        return None
    told = any(token.verb_form == "Fin" or token.norm in BREAKS - QUOTES for token in tokens[first : trigger.first])
    return None if told else first


def token_at(tokens: Sequence[Token], at: int) -> Token:
    """A token, or an empty one after the end of the text."""
    return tokens[at] if at < len(tokens) else NOTHING


def is_impersonal(token: Token) -> bool:
    """«решено»: by all of them."""
    return token.voice == "Pass" and token.norm.endswith("но")


def is_contact(tokens: Sequence[Token], sentence: Sentence, trigger: Trigger) -> bool:
    """Whether what is meant is a meeting, call or visit: a planned encounter and no commitment."""
    passive = tokens[trigger.first].voice == "Pass" or tokens[trigger.first].verb_form == "Part"
    held = trigger.kind == "intend" and passive
    contact = load_lemmas("contact", "occasion") if held else load_lemmas("contact")
    if trigger.form == "провести" and holds_contact(tokens, sentence, trigger):
        return True
    if trigger.kind == "will" and trigger.form == "рассмотреть":
        return False  # «рассмотрит вопрос о рейсах»
    contact -= AGENDA if trigger.kind == "promise" else frozenset()
    following = next((token for token in tokens[trigger.last : trigger.last + PAIR] if token.verb_form == "Inf"), None)
    if following is not None and RESUMED & set(following.lemmas):
        return False  # «намерены возобновить переговоры»
    near = tokens[max(sentence.first, trigger.first - MAX_INFINITIVE_TOKENS) : trigger.last + MAX_INFINITIVE_TOKENS]
    if following is not None and RAISED & set(following.lemmas) and any(QUESTIONS & set(one.lemmas) for one in near):
        return True  # «вопрос о выборах намерен поднять посол»
    first = trigger.first
    while trigger.kind == "intend" and first > sentence.first and tokens[first - 1].norm not in (",", ":", ";"):
        first -= 1
    while passive and first > sentence.first and tokens[first - 1].verb_form != "Fin" and tokens[first - 1].norm != ";":
        first -= 1  # «встреча министров A, B и C | запланирована»
    if tokens[first].lemma == "который":
        first = max(sentence.first, first - WORDS_BEFORE_WHICH)
    return any(
        contact & set(tokens[at].lemmas)
        and (tokens[at].lemma != "быть" or tokens[at].verb_form == "Inf")
        and not (at > first and DURING & set(tokens[at - 1].lemmas))
        for at in range(first, min(trigger.last + 4, sentence.last))
    )


def holds_contact(tokens: Sequence[Token], sentence: Sentence, trigger: Trigger) -> bool:
    """«проведёт на полях саммита, который откроется в Лиме, пять встреч»: whether what is held is an encounter."""
    held = load_lemmas("contact") | SITTINGS
    held |= RECEPTIONS if tokens[trigger.last - 1].number == "Sing" else frozenset()
    for at in range(trigger.last, min(trigger.last + MAX_HELD_TOKENS, sentence.last)):
        token = tokens[at]
        if held & set(token.lemmas) and token.pos == "NOUN" and not DURING & set(tokens[at - 1].lemmas):
            return True
        if token.norm in (";", ":") or (token.pos == "CCONJ" and at > trigger.last + PAIR):
            return False
    return False


def clause_start(clause: Clause, trigger: Trigger, floor: int) -> int:
    """The first token of the clause of a trigger, its subject included where it stands before; none before `floor`."""
    opening = fronted(clause.tokens, clause.sentence, trigger) if trigger.kind in ("decide", "promise") else None
    if trigger.form.startswith("достигнуть") and trigger.last - trigger.first == 1:
        opening = goal_before(clause.tokens, clause.sentence.first, trigger.first)
    if opening is not None and opening >= floor:
        return opening
    subjects = [actor for actor in subject_of(clause, trigger) if floor <= actor.first < trigger.first]
    subjects = [
        one for one in subjects if all(clause.tokens[at].norm != "что" for at in range(one.last, trigger.first))
    ]
    first = min([actor.first for actor in subjects], default=trigger.first)
    commas = [at for at in range(first, trigger.first) if clause.tokens[at].norm == ","]
    own = [actor for actor in clause.actors if commas and commas[-1] < actor.first < trigger.first]
    if own and own[0].kind == "side" and own[0].case in ("Nom", ""):
        first = own[0].first  # «как заявил министр А. Б., | Лима выделит»
    if any(has_source(clause, comma, trigger.first) for comma in commas):
        return trigger.first  # «Лидеры, уточнил посол, | утвердят порядок приёма»
    while first > floor:
        token = clause.tokens[first - 1]
        if (
            token.norm == ","
            and first - 2 >= floor
            and clause.tokens[first - 2].pos == clause.tokens[first].pos == "ADJ"
        ):
            first -= 2  # «следующий, пятый саммит»
            continue
        if token.norm in (",", "что", "чтобы") or token.text in BREAKS or (floor > clause.first and token.norm == "и"):
            break
        first -= 1
    return skip_joints(clause, first, trigger.first) if trigger.first - first <= MAX_LEAD_TOKENS else trigger.first


def has_source(clause: Clause, comma: int, stop: int) -> bool:
    """Whether a verb of speech stands right after a comma, in an insertion that closes before a token."""
    match = load_phrases("speech_verbs").match(clause.tokens, comma + 1, stop)
    closed = clause.tokens[stop - 1].norm == ","
    return closed and match is not None and match.value.kind == "say" and clause.tokens[comma + 1].tense == "Past"


def skip_joints(clause: Clause, first: int, last: int) -> int:
    """Leaves out «а», «и», «также», «что» at the start."""
    while first < last and (clause.tokens[first].pos in ("CCONJ", "SCONJ") or clause.tokens[first].kind == "sign"):
        first += 1
    return first


def clause_end(
    marked: Marked, sentence: Sentence, trigger: Trigger, starts: Sequence[int], following: Sequence[Trigger]
) -> int:
    """The token after the clause of a trigger: before the next undertaking, a turn («но», «после чего») or a source."""
    tokens = marked.tokens
    stop = source_start(marked, sentence)
    stop = stop if stop > trigger.first else sentence.last
    told = trigger.kind in ("agree", "decide", "promise") and has_that(tokens, trigger.last, sentence.last)
    for start, other in zip(starts, following, strict=True):
        if told and other.kind in ("will", "sign", "adopt", "agree"):
            told = False
            continue  # «условились, что | откроют линию»: what they agreed on
        if is_relative(tokens, trigger.last, other.first):
            continue  # «подписали протокол, согласно которому | обменяются картами»
        joined = trigger.kind == other.kind == "will" and any(
            tokens[at].norm == "а" for at in range(trigger.last, other.first)
        )
        if not joined and other.first > trigger.last:
            stop = min(stop, start if start > trigger.last else other.first)
            break
    temporal = opens_temporal(tokens, sentence, trigger)
    for at in range(trigger.last, stop):
        after = tokens[at + 1] if at + 1 < stop else None
        if temporal and tokens[at].norm == ",":
            stop = at  # «После того как стороны подписали договор, | послы уехали»
            break
        if tokens[at].norm == "," and after is not None and (after.norm in TURNS or TURNS & set(after.lemmas)):
            stop = at
            break
        if after is not None and tokens[at].norm == "и" and goes_on(marked, trigger, at):
            stop = at
            break
        if tokens[at].norm == ";" or (tokens[at].norm == "," and is_next_deed(tokens, trigger, at)):
            stop = at
            break
        if tokens[at].text in ("»", "”", '"') and not opens_inside(tokens, sentence.first, trigger.first, at):
            stop = at
            break
    while stop > trigger.last and (
        tokens[stop - 1].norm in (",", ".", ";", ":", "!", "?", "—", "–") or tokens[stop - 1].pos in ("CCONJ", "SCONJ")
    ):
        stop -= 1
    return stop


def is_next_deed(tokens: Sequence[Token], trigger: Trigger, comma: int) -> bool:
    """«утвердили план, | сверили часы и уехали»: another past deed of the same subject right after a comma."""
    after, done = token_at(tokens, comma + 1), tokens[trigger.first]
    past = after.verb_form == "Fin" and after.tense == "Past"
    return (
        past
        and (done.tense in ("Past", "Fut") or done.voice == "Pass")
        and (after.voice == "Act" or done.voice == "Pass")
    )


def opens_temporal(tokens: Sequence[Token], sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a trigger stands in a clause of time that opens its sentence: «С тех пор как они подписали ...»."""
    before = [token.norm for token in tokens[sentence.first : trigger.first]]
    return bool(before) and (before[0] == "когда" or ("как" in before[1:] and before[0] in ("с", "после", "до")))


def is_relative(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether «который» after a comma opens the clause that goes on up to a token."""
    for at in range(last - 1, first, -1):
        if "который" in tokens[at].lemmas:
            return any(tokens[one].norm == "," for one in range(max(first, at - PAIR), at))
        if tokens[at].norm in (",", ";", ":"):
            return False
    return False


def has_that(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether «, что» follows a token at once or after a word: «Решено также, что»."""
    return any(tokens[one].norm == "," and tokens[one + 1].norm == "что" for one in range(at, min(at + PAIR, stop - 1)))


def goes_on(marked: Marked, trigger: Trigger, at: int) -> bool:
    """«утвердили план и наградили гостей»: «и» before another finite verb of the same subject ends a commitment."""
    following = marked.tokens[at + 1]
    inside = any(marked.tokens[index].norm in ("что", "чтобы") for index in range(trigger.last, at))
    if is_future(marked.tokens, trigger) and following.tense == "Fut":
        return False
    return following.pos == "VERB" and following.verb_form == "Fin" and not inside


def opens_inside(tokens: Sequence[Token], opening: int, first: int, last: int) -> bool:
    """Whether a quotation opens between two tokens, `opening` being the first of the sentence: it ends nothing."""
    if any(tokens[at].text in ("«", "“", "„") for at in range(first, last)):
        return True
    straight = sum(tokens[at].text == '"' for at in range(opening, last))
    return tokens[last].text == '"' and (straight % 2 == 0 or any(tokens[at].text == '"' for at in range(first, last)))


def source_start(marked: Marked, sentence: Sentence) -> int:
    """Where a source at the end of a sentence begins («, сообщает агентство»); the end if there is none."""
    tokens = marked.tokens
    for at in range(sentence.last - 1, max(sentence.first, sentence.last - MAX_LONG_TAIL_TOKENS), -1):
        if tokens[at].norm in ("что", ":"):
            return sentence.last
        if tokens[at].norm == ",":
            if at < sentence.last - MAX_TAIL_TOKENS and tokens[at + 1].tense != "Past":
                return sentence.last
            dash = at + 1 < sentence.last and tokens[at + 1].norm in DASHES  # «– Мы готовы, – сказал посол»
            match = load_phrases("speech_verbs").match(tokens, at + 1 + dash, sentence.last)
            if match is not None and tokens[match.first].pos != "ADP" and match.value.kind in ("say", "told", "cite"):
                return at
    return sentence.last


def subject_of(clause: Clause, trigger: Trigger) -> list[Actor]:
    """Who undertakes, by the tree or by order and case; nobody named for «, что стороны согласовали»."""
    if parties_act(clause, trigger):
        return []
    for at in range(trigger.first, trigger.last):
        if clause.tokens[at].pos in ("VERB", "ADJ", "AUX"):
            found = clause.subject(at) or clause.plain_subject(at)
            if found:
                return found
    beside = clause.actor_at(trigger.first - 1)
    if beside is not None and beside.kind == "side" and beside.case in ("Acc", "Nom") and opens_that(clause, beside):
        return [beside]  # «добавил, что | Нидерланды | выделят»: the form is that of the nominative
    first = clause.actor_at(clause.first)
    if first is not None and first.kind == "side" and first.last <= trigger.first:
        return clause.listed(first)  # «Чили и Перу подписали»: names without cases open the sentence
    return clause.plain_subject(trigger.first)


def opens_that(clause: Clause, actor: Actor) -> bool:
    """Whether an actor stands right after «что» or a sign."""
    before = clause.tokens[actor.first - 1] if actor.first else NOTHING
    return before.norm in ("что", "а", "и") or before.kind in ("sign", "")


def parties_act(clause: Clause, trigger: Trigger) -> bool:
    """«посол заявил, что | стороны уже | согласовали текст»: «стороны» right before a verb are its subject."""
    at = trigger.first - 1
    while at > clause.first and clause.tokens[at].pos in ("ADV", "PART"):
        at -= 1
    return clause.tokens[at].norm in ("стороны", "участники") and clause.tokens[at - 1].norm == "что"


def sides_of(marked: Marked, clause: Clause, trigger: Trigger, home: Encounter | None) -> tuple[str, ...]:
    """Who undertakes: the subject's sides, with the partners of the encounter where both must (agree, sign, adopt)."""
    if any(
        ARMED & set(token.lemmas) for token in clause.tokens[max(clause.first, trigger.first - PAIR) : trigger.first]
    ):
        return ()  # «тех, кого боевики | обещают отпустить»
    subjects = subject_of(clause, trigger)
    sides = dict.fromkeys(side for actor in subjects for side in sides_of_actor(marked, actor))
    partners = [side for actor in partners_of(clause) for side in sides_of_actor(marked, actor)]
    told = sides_at(home) if home else ()
    if not sides:
        organ = side_of_organ(marked, clause, trigger)
        if organ is not None:
            return (organ,)
        if trigger.kind in ("agree", "sign") and home is None and names_sides(clause):
            return only_pair(marked)
        if home is None and trigger.kind == "sign" and clause.tokens[trigger.last - 1].voice == "Pass":
            return states_in(marked, clause)
        if has_own_subject(clause, trigger) or any(actor.kind in ("person", "office") for actor in subjects):
            return ()
        if home is None and trigger.kind in ("agree", "sign") and any(actor.kind == "group" for actor in subjects):
            told = only_pair(marked)
        if trigger.kind == "will" and is_anybody(clause, trigger):
            return ()
        return tuple(dict.fromkeys((*partners, *told))) if told or trigger.kind == "ready" else ()
    if trigger.kind in RECIPROCAL and not trigger.form.startswith(ALONE):
        sides |= dict.fromkeys(partners)
        if len(sides) == 1 and set(sides) & set(told):
            sides |= dict.fromkeys(told)
    return tuple(sides)


def side_of_organ(marked: Marked, clause: Clause, trigger: Trigger) -> str | None:
    """The body whose secretariat or commission is the subject: the one that the text names most."""
    near = clause.tokens[max(clause.first, trigger.first - MAX_LEAD_TOKENS) : trigger.first]
    organ = any(token.case == "Nom" and (ORGANS | UNIONS) & set(token.lemmas) for token in near)
    members = any(token.lemma in MEMBERS or token.norm.endswith(("члены", "участницы")) for token in near)
    union = members and any(UNIONS & set(token.lemmas) for token in near)
    if members:
        first, last = near[0].start, near[-1].stop
        told = [side.code for side in marked.sides if side.form == "organisation" and first <= side.start < last]
        return told[-1] if told else (main_organisation(marked) if union else None)
    return main_organisation(marked) if organ else None


def names_sides(clause: Clause) -> bool:
    """Whether «стороны» stands in a clause, wherever the parser puts it."""
    return any(
        token.norm in ("стороны", "страны", "государства") for token in clause.tokens[clause.first : clause.last]
    )


def states_in(marked: Marked, clause: Clause) -> tuple[str, ...]:
    """The two states that a sentence names: «В присутствии президентов Чили и Перу | подписан | договор»."""
    first, last = marked.tokens[clause.first].start, marked.tokens[clause.last - 1].stop
    return pair_among(sides_in(marked, first, last))


def only_pair(marked: Marked) -> tuple[str, ...]:
    """The two states of a text that names just two: its «стороны»."""
    return pair_among(marked.sides)


def pair_among(sides: Sequence[Side]) -> tuple[str, ...]:
    """The codes of the states among sides where they are two, else ()."""
    codes = tuple(dict.fromkeys(side.code for side in sides if len(side.code) == STATE_CODE))
    return codes if len(codes) == PAIR else ()


def sides_of_actor(marked: Marked, actor: Actor) -> tuple[str, ...]:
    """The sides that an actor stands for; private persons stand for none."""
    people = [marked.people[number] for number in actor.holders]
    public = [one for one in people if one.side and (not one.titles or one.rank not in PRIVATE)]
    if people and not public:
        return ()
    return tuple(dict.fromkeys((*actor.all_sides, *(one.side for one in public if one.side))))


def partners_of(clause: Clause) -> list[Actor]:
    """With whom: «договорился с Астаной», «между Чили и Перу», «с российской стороны»."""
    found = [
        clause.actor_at(at + 1)
        for at in range(clause.first, clause.last - 1)
        if clause.tokens[at].norm in ("с", "со", "между")
    ]
    return [one for actor in found if actor is not None for one in clause.listed(actor)]


def has_own_subject(clause: Clause, trigger: Trigger) -> bool:
    """Whether somebody else than a side is the subject: «суд решил»; a paper in the passive is none."""
    verb = next(
        (at for at in range(trigger.first, trigger.last) if clause.tokens[at].pos in ("VERB", "ADJ", "AUX")), None
    )
    if verb is None or clause.tokens[trigger.last - 1].voice == "Pass" or clause.tokens[verb].voice == "Pass":
        return False
    for at in (
        *range(verb - 1, max(clause.first, verb - 6) - 1, -1),
        *range(trigger.last, min(trigger.last + 2, clause.last)),
    ):
        token = clause.tokens[at]
        if token.norm in (",", ";", ":"):
            break
        if token.norm in PARTIES:
            return False
        if token.pos in ("NOUN", "PROPN") and token.case == "Nom" and clause.actor_at(at) is None:
            return not load_lemmas("paper") & set(token.lemmas)
    if trigger.kind == "will" and clause.tokens[verb].number == "Sing":
        before = [clause.tokens[at].norm for at in range(max(clause.first, verb - MAX_INFINITIVE_TOKENS), verb)]
        if "это" in before and clause.actor_at(verb - 1) is None:
            return True  # «это, несомненно, поможет»
    return trigger.kind == "will" and is_thing(clause, verb)


def is_anybody(clause: Clause, trigger: Trigger) -> bool:
    """«деньги направят»: a plural without a subject, which tells not who does it."""
    words = clause.tokens[trigger.first : trigger.last]
    active = all(token.voice != "Pass" for token in words) and not names_sides(clause)
    return active and words[0].number == "Plur" and words[0].norm.endswith("т")


def is_thing(clause: Clause, verb: int) -> bool:
    """Whether what the tree gives a verb for its subject is a thing or «это»: «закон создаст», «это обеспечит»."""
    for child in clause.below(verb):
        token = clause.tokens[child]
        if clause.rel(child) == "nsubj" and clause.actor_at(child) is None:
            return token.norm in ("это", "что", "всё", "все") or (token.pos == "NOUN" and token.norm not in PARTIES)
    return False


def is_foreign(marked: Marked, clause: Clause, trigger: Trigger, sides: Sequence[str], home: Encounter | None) -> bool:
    """Whether another side is concerned: two sides, a body, another state in the clause, or a foreign encounter."""
    told = set(sides_at(home)) if home else set()
    first, last = marked.tokens[clause.first].start, marked.tokens[clause.last - 1].stop
    others = {side.code for side in marked.sides if first <= side.start < last} - set(sides)
    if (
        trigger.kind in UNILATERAL
        and home is not None
        and not (told & {*sides, *others} and is_near(marked, clause, home))
    ):
        return False  # another's encounter, or one told long before
    if len(told | set(sides)) > 1 and (told & set(sides) or set(sides) & BODIES_OF_TWO or trigger.kind == "sign"):
        return True
    if len(sides) > 1 and (trigger.kind not in HOPED or home is not None):
        return True
    body = any(len(side) > PAIR or side in BODIES_OF_TWO for side in sides)
    if trigger.kind == "promise" and home is not None and is_party(clause, trigger):
        return True
    own = body and trigger.kind == "adopt"
    own = own or home is not None or trigger.form in EFFORTS
    return (bool(others) or body) and (own or trigger.kind in (*EXPLICIT, "will", "promise"))


def is_party(clause: Clause, trigger: Trigger) -> bool:
    """Whether «грузинская | сторона» undertakes: there is another party."""
    return any(
        token.lemma == "сторона" for token in clause.tokens[max(clause.first, trigger.first - PAIR) : trigger.first]
    )


def is_near(marked: Marked, clause: Clause, home: Encounter) -> bool:
    """Whether an encounter is told in a sentence or not long before it."""
    start = marked.tokens[clause.first].start
    told = [span.start for span in home.evidence if span.start <= marked.tokens[clause.last - 1].start]
    behind = (sum(at < one.start <= start for one in marked.sentences) for at in told)
    return any(count <= MAX_NEAR_SENTENCES for count in behind)


def is_of_states(encounter: Encounter) -> bool:
    """Whether two states or more met: the «страны» of what follows."""
    sides = {one.side for one in encounter.participants if one.side}
    return len({side for side in sides if len(side) == PAIR and side not in BODIES_OF_TWO}) > 1


def encounter_of(marked: Marked, sentence: Sentence, encounters: Sequence[Encounter]) -> Encounter | None:
    """The encounter that a sentence goes on about: told in it or not long before, else the only one of the text."""
    ranked = []
    for encounter in encounters:
        for span in encounter.evidence:
            behind = sum(one.start > span.start for one in marked.sentences[: sentence.index + 1])
            if span.start <= sentence.stop:
                ranked.append((behind, encounter))
    near = [item for item in ranked if item[0] <= MAX_HOME_SENTENCES]
    if near:
        several = [item for item in near if is_shared(item[1])]
        return min(several or near, key=lambda item: item[0])[1]
    return encounters[0] if len(encounters) == 1 else None


def is_shared(encounter: Encounter) -> bool:
    """Whether an encounter names two sides, or a body of many."""
    sides = sides_at(encounter)
    return len(sides) >= PAIR or any(len(side) > PAIR or side in BODIES_OF_TWO for side in sides)


def sides_at(encounter: Encounter) -> tuple[str, ...]:
    """The sides that an encounter brings together: those who took part, and the host of a visit."""
    told = [one.side for one in encounter.participants if one.side]
    host = encounter.place.country if encounter.kind == "visit" and encounter.place else None
    return tuple(dict.fromkeys((*told, *([host] if host else []))))


def find_due(marked: Marked, trigger: Trigger, end: int) -> str | None:
    """By when: a date after «до», «к», or the day of what is still to be done; never the day of signing."""
    for date in marked.dates:
        if trigger.first <= date.first < end and is_due(marked, trigger, date):
            return come_after(marked, date.resolved or date.edtf, date.edtf)
    return find_end(marked, trigger.first, end)


def come_after(marked: Marked, day: str | None, told: str | None) -> str | None:
    """A day without year after the report: what is to be done by «1 июня» is not done last June."""
    published = marked.document.published
    if not day or not told or not told.startswith("XXXX") or published is None or not published.date:
        return day
    return f"{int(day[:4]) + 1}{day[4:]}" if day[:4].isdecimal() and day < published.date else day


def find_end(marked: Marked, first: int, stop: int) -> str | None:
    """«до конца года», «к концу месяца»: the year or month of the report."""
    published = marked.document.published
    for at in range(first, stop - 2):
        words = [token.lemma for token in marked.tokens[at : at + 4]]
        if words[0] not in ("до", "к") or words[1] != "конец" or published is None or not published.date:
            continue
        unit = words[3] if words[2] in ("этот", "текущий", "нынешний") and len(words) > MAX_END_WORDS else words[2]
        length = {"год": 4, "месяц": 7}.get(unit)
        if length is not None:
            return published.date[:length]
    return None


def is_due(marked: Marked, trigger: Trigger, date: Date) -> bool:
    """Whether a date says when something is to be done."""
    before = {token.norm for token in marked.tokens[max(trigger.first, date.first - 2) : date.first + 1]}
    if before & DUE_WORDS:
        return True
    day, told = date.resolved or date.edtf, marked.document.published
    if told is not None and told.date and day and day[:4] < told.date[:4]:
        return False
    coming = any(
        token.verb_form == "Inf" or token.tense == "Fut" for token in marked.tokens[trigger.first : date.first]
    )
    return coming
