"""Who speaks: the subject of a word of speech, by name, office, body, pronoun or the words for him."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.reading.languages.lexicon import Keys, Match, Word, load_words
from dragoman.reading.mark.complements import load_bodies
from dragoman.reading.mark.forms import fold, load_forms, nominative_phrase
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.understand.callings import is_former, mean_same
from dragoman.reading.understand.quotes import Quote, find_quotes
from dragoman.reading.values import NOTHING, Actor, Marked, Sentence, Token

INSERTED = re.compile(r"[,.!?…]?\s*[—–-]\s+([^—–»«\n]{3,90}?)[.,:]\s*[—–-]\s+")
MIN_CLAUSE_WORDS = 4  # a shorter quotation with a verb is rather a title or a scrap
STEM = 5  # letters that two cases of a word share
MIN_LED_WORDS = 3  # after a colon, «что» or a verb of speech
DASHES = frozenset("-–—")
TURNED = frozenset({"Part", "Conv"})  # «посол, | выступая в парламенте, заявил»
CERTAIN = frozenset({"уверенный", "уверить", "убежденный", "согласный"})  # «уверен, что»
SOURCES = frozenset({"передавать", "сообщать", "писать", "информировать", "цитировать"})
REFERENCES = frozenset({"ссылка", "сослаться", "ссылаться"})
MAX_HOUSE_TOKENS = 9
QUOTING = frozenset('«„"“')
VAGUE = frozenset({"эксперт", "аналитик", "наблюдатель", "политолог", "специалист", "ученый", "сми"})
VAGUE |= {"комментатор", "обозреватель", "многие", "некоторые", "критик", "скептик", "оппонент", "журналист"}
MANY = frozenset({"многие", "многий", "некоторые", "некоторый", "большинство", "ряд"})
EARLIER = frozenset({"ранее", "уже", "накануне", "прежде", "раньше"})
MAX_PAPER_SENTENCES = 2  # «в сообщении говорится»: of who spoke just before
ANONYMOUS = frozenset(
    ("источник", "представитель", "очевидец", "эксперт", "организатор", "дипломат", "чиновник", "адвокат", "сотрудник")
)
LED_IN = frozenset({"как", "так", "об", "этом"})
JOINT_PAPERS = frozenset({"коммюнике", "декларация", "резолюция", "протокол"})  # of nobody alone
JOINT_PAPERS_OF = frozenset({"заявление", "коммюнике", "декларация", "обращение"})  # «в заявлении | министров»
THEIR_OWN = frozenset({"его", "ее", "своем", "своей"})
PAIR = 2
DEGREES = frozenset({"настолько", "столь", "столько"})
CLEARLY = frozenset(("ясно", "очевидно", "понятно", "известно", "маловероятно", "вероятно", "возможно", "видно"))
SITTINGS = frozenset({"встреча", "переговоры", "заседание", "беседа", "консультация", "сессия"})
UNDECLINED = ("о", "и", "у", "е")  # «Токио», «Дели», «Баку»
MAX_TOLD_SENTENCES = 3  # between what is told and «об этом»
OPENERS = frozenset({"как", "при", "однако", "также", "а", "но", "и", "зато", "причем", "впрочем", "между", "тем"})
GOVERNORS = frozenset({"преминуть", "поспешить", "забыть", "предпочесть", "успеть", "постараться", "начать"})
SPOKESMEN = frozenset({"спикер", "пресс-секретарь", "представитель", "представительница", "официальный"})
MAX_TRAIL_TOKENS = 20
REFLEXIVE = ("ся", "сь")
SUBORDINATORS = frozenset({"где", "что", "чтобы", "который", "когда", "куда", "откуда", "если", "поскольку"})
DECLINED = ("ов", "ев", "ин", "ын", "ский", "цкий", "ой", "ая", "ий", "ый", "як", "ик", "ун", "ян")
THAT = frozenset({"что", "будто"})
ANSWERS = frozenset({"ответить", "отвечать", "возразить", "заверить", "парировать"})  # «собеседник ответил, что»
SOURCE_NOUNS = frozenset({"источник", "собеседник", "очевидец"})
HOUSED = frozenset({"в", "во", "из", "при"})  # «источник | в правительстве»
EVENTS = frozenset({"интервью", "эфир", "беседа", "разговор", "ход", "ответ", "комментарий", "письмо", "соцсеть"})
MAX_SOURCE_REACH = 12
HOUSES = frozenset({"seat", "organisation", "capital"})
ORGANS = frozenset(("руководство", "движение", "партия", "правозащитник", "группировка", "оппозиция", "большинство"))
ORGANS |= {"канцелярия", "администрация", "служба", "пресс-служба", "управление", "ведомство", "комиссия", "комитет"}
ORGANS |= {"министерство", "посольство", "прокуратура", "полиция", "миссия", "секретариат", "дипмиссия"}
ORGANS |= {"аппарат", "пресс-центр", "пресс-бюро", "офис", "департамент", "делегация", "правительство", "кабмин"}
ORGANS |= {"генштаб", "штаб", "парламент", "госдепартамент", "генсекретариат", "представительство", "консульство"}
EXPRESSED = frozenset(("надежда", "мнение", "уверенность", "убеждение", "убежденность", "сожаление", "опасение"))
EXPRESSED |= {
    "протест",
    "недовольство",
    "возмущение",
    "обеспокоенность",
    "озабоченность",
    "предположение",
    "сомнение",
    "пожелание",
    "точка",
    "готовность",
}
PAGES = frozenset(
    {"сайт", "портал", "издание", "страница", "канал", "телеканал", "телеграм-канал", "газета", "агентство"}
)
MAX_EXPRESSED_TOKENS = 6  # «выразил в этой связи надежду» has 3 between
MAX_INSERTED_TOKENS = 8  # «, сказал министр иностранных дел Чили,»
MAX_NOUN_TOKENS = 7
THEIR = frozenset(("их", "они"))
LATTER = frozenset({"последний", "последняя"})
BARE_HOUSES = frozenset({"ведомство", "министерство", "посольство", "дипмиссия", "миссия", "внешнеполитическое"})
BARE_HOUSES |= {"внешнеполитический", "дипломатический", "дипломатическое", "дипведомство", "это", "этот"}
MINISTRIES = frozenset({"мид", "министерство", "госдепартамент", "госдеп", "форин-офис", "внешнеполитический"})
EMBASSIES = frozenset({"посольство", "дипмиссия", "миссия"})
HE_SHE = {"он": "Masc", "она": "Fem"}
HIS_HER = {"его": "Masc", "ее": "Fem"}
JOINT = frozenset(("сторона", "собеседник", "участник", "министр", "президент", "лидер", "глава", "премьер"))
UNNAMED = frozenset(("высокопоставленный", "неназванный", "анонимный", "осведомленный", "источник"))
ADDRESSES = frozenset({"сэр", "господин", "г-н", "г-жа", "госпожа", "дон", "лорд", "шейх", "доктор", "генерал"})
REPRESENTING = frozenset(("представитель", "представительница", "представительство"))
CALLINGS = frozenset(("политик", "дипломат", "чиновник", "коллега", "визави", "лидер", "парламентарий", "депутат"))
CALLINGS |= REPRESENTING | {"сенатор", "нардеп", "переговорщик", "гость", "законодатель", "министр", "посланник"}
BARE_CALLINGS = frozenset({"дипломат", "политик", "чиновник"})
RECALLED = frozenset(("ambassador", "envoy", "foreign_minister", "minister", "speaker", "head_of_government"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: name in the nominative, side, and the index of the person where known."""

    name: str
    side: str | None
    person: int | None = None


@cache
def speech_lemmas() -> frozenset[str]:
    """Single verbs that have a speaker."""
    return frozenset(word.form for word in load_words("ru", "speech_verbs") if word.kind == "say")


@cache
def told_lemmas() -> frozenset[str]:
    """Verbs of papers: «отмечается», «сообщается»."""
    return frozenset(word.form for word in load_words("ru", "speech_verbs") if word.kind == "told")


@cache
def telling_lemmas() -> frozenset[str]:
    """Verbs that tell, of people and of papers."""
    return speech_lemmas() | told_lemmas()


@cache
def reference_keys() -> Keys:
    """Where «со ссылкой на» may stand."""
    return Keys(REFERENCES)


@dataclass(frozen=True, slots=True)
class Verb:
    """A word of speech in a sentence."""

    first: int
    last: int
    kind: str


def is_finite(token: Token) -> bool:
    """Whether a token is a verb that makes a clause."""
    return token.pos in ("VERB", "AUX") and token.verb_form not in ("Inf", "Part", "Conv")


class Speakers:
    """Finds who speaks in one document, and keeps who spoke last."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.tokens = marked.tokens
        self.size = len(marked.tokens)
        self.resumed: set[int] = set()
        self.quotes = [part for quote in find_quotes(marked.text) for part in self.split_quote(quote)]
        self.last: Speaker | None = None
        self.last_paragraph = -1
        self.last_sentence = -2
        self.spoken: dict[int, list[Verb]] = {}
        self.listed: dict[int, list[Match[Word]]] = {}
        self.crowds: set[Speaker] = set()
        self.singles: set[Speaker] = set()
        self.mentions = [
            (actor.start, actor.person)
            for actor in marked.actors
            if actor.person is not None and actor.person < len(marked.people)
        ]
        self.firsts = [sentence.first for sentence in marked.sentences]
        self.starts = [token.start for token in marked.tokens]
        self.closed = [self.token_at(quote.stop) for quote in self.quotes]
        self.acting = [actor.first for actor in marked.actors]
        self.within = {at for side in marked.sides for at in range(side.first + 1, side.last)}

    def split_quote(self, quote: Quote) -> list[Quote]:
        """The parts of «..., — сказал посол. — ...»: the words of the source inside the marks belong to neither."""
        parts: list[Quote] = []
        start = at = quote.start
        while (match := INSERTED.search(self.marked.text, at, quote.stop)) is not None:
            words = [word.strip(".,").lower() for word in match[1].split()]
            telling = telling_lemmas()
            told = any(lemma in telling for word in words for lemma in load_forms().lemmatise(word))
            at = match.end() - 1 if told else match.start(1)  # «Мы говорим - дайте время, - сказал он. - Рынок ...»
            if told:
                parts.append(Quote(start, match.start() + 1, bare=quote.bare and not parts))
                start = at
                self.resumed.add(start)
        return [*parts, Quote(start, quote.stop, bare=quote.bare and not parts)]

    def speech_words(self, sentence: Sentence) -> list[Match[Word]]:
        """Listed words of speech of a sentence, of every kind, looked for once."""
        if sentence.index not in self.listed:
            found = load_phrases("speech_verbs").find(self.tokens, sentence.first, sentence.last)
            self.listed[sentence.index] = list(found)
        return self.listed[sentence.index]

    def referred_to(self, sentence: Sentence) -> Speaker | None:
        """«сообщает агентство со ссылкой на | посла»: who said it, for «по его словам» after it."""
        told = reference_keys().find(self.tokens, max(0, sentence.first - PAIR), sentence.last)
        for actor in self.actors(sentence.first, sentence.last) if told else ():
            on = actor.kind == "person" and self.norm(actor.first - 1) == "на"
            if on and REFERENCES & set(self.token(actor.first - PAIR).lemmas):
                return self.to_speaker(actor)
        for at in told:
            if not sentence.first <= at < sentence.last - PAIR:
                continue
            if REFERENCES & set(self.tokens[at].lemmas) and self.norm(at + 1) == "на":
                noun = at + PAIR
                while noun < sentence.last and self.tokens[noun].pos == "ADJ":
                    noun += 1
                token = self.token(noun)
                if "источник" in token.lemmas and token.number == "Sing":  # «со ссылкой на дипломатический источник»
                    return self.as_single(Speaker(nominative_phrase(self.tokens[at + PAIR : noun + 1]), None))
        return None

    def goes_on(self, start: int) -> bool:
        """Whether words stand inside a quotation: the later sentences of one that is told already."""
        return any(quote.start + 1 < start < quote.stop - 1 for quote in self.quotes)

    def remember(self, speaker: Speaker, sentence: Sentence) -> None:
        """Keeps who spoke last, for «он добавил» and quotations without a source."""
        if speaker not in self.crowds:
            self.last, self.last_paragraph, self.last_sentence = speaker, sentence.paragraph, sentence.index

    def token_at(self, offset: int) -> int:
        """The first token that starts at or after an offset."""
        return bisect_right(self.starts, offset - 1)

    def token(self, at: int) -> Token:
        """A token, or an empty one outside the text."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else NOTHING

    def norm(self, at: int) -> str:
        """The norm of a token, "" outside the text."""
        return self.tokens[at].norm if 0 <= at < self.size else ""

    def is_quoted(self, at: int) -> bool:
        """Whether a token stands inside a quotation."""
        start = self.tokens[at].start
        return any(quote.start < start < quote.stop - 1 for quote in self.quotes)

    def inside(self, quote: Quote) -> tuple[Token, ...]:
        """The tokens of a quotation."""
        return self.tokens[self.token_at(quote.start + 1) : self.token_at(quote.stop - 1)]

    def verbs(self, sentence: Sentence) -> list[Verb]:
        """Words of speech of a sentence outside quotations, found once."""
        if sentence.index not in self.spoken:
            self.spoken[sentence.index] = list(self.find_verbs(sentence))
        return self.spoken[sentence.index]

    def find_verbs(self, sentence: Sentence) -> Iterator[Verb]:
        """Words of speech of a sentence outside quotations; any verb after «...», — is one: «...», — отрезал посол."""
        listed: set[int] = set()
        for match in self.speech_words(sentence):
            token, last = self.tokens[match.first], match.last
            if self.is_quoted(match.first) or match.value.kind in ("stance", "paper", "opinion", "according"):
                continue
            if match.value.kind == "express":
                last = self.expressed(match.last, sentence.last)
                if not last:
                    continue
            certain = token.pos in ("ADJ", "VERB") and token.case == "" and token.verb_form != "Inf"
            sure = (certain and match.value.form in CERTAIN) or self.is_telling(match.first, last)
            if token.tense == "Fut" and token.pos == "VERB":
                continue  # «объявит посол»: nobody has said it yet; «отметим»
            if match.value.form == "следовать" and not is_finite(token):
                continue  # «в следующие дни»
            if token.verb_form == "Conv" and self.is_to_come(match.first, sentence):
                continue  # «вряд ли сменит курс, заявив, что»
            kind = self.told_kind(token, match.value)
            if not kind or self.norm(match.first - 1) == "не":
                continue  # «не сказал, что»; «не исключил» is listed with its «не»
            if (
                sure
                or self.is_governed(match.first)
                or kind == "told"
                or (token.pos in ("VERB", "AUX", "PART", "") and token.verb_form not in ("Inf", "Part"))
            ):
                listed.add(match.first)
                yield Verb(match.first, last, kind)
        for at in self.after_quotes(sentence):
            if at not in listed:
                yield Verb(at, at + 1, "say")

    def is_governed(self, at: int) -> bool:
        """«не преминул | напомнить |, что»: an infinitive of speech after a verb that only says how it was said."""
        governor = self.token(at - 1)
        return (
            self.tokens[at].verb_form == "Inf" and governor.tense == "Past" and bool(GOVERNORS & set(governor.lemmas))
        )

    def is_to_come(self, at: int, sentence: Sentence) -> bool:
        """Whether the verb that an adverbial participle goes with tells what may yet be done."""
        before = (self.tokens[one] for one in range(at - 1, sentence.first - 1, -1))
        return next((token for token in before if is_finite(token)), NOTHING).tense == "Fut"

    def told_kind(self, token: Token, word: Word) -> str:
        """The class of a word of speech as it stands: «отмечается», «сказано» are told; "" for «как ожидается»."""
        if word.kind != "say":
            return word.kind
        if token.norm.endswith(REFLEXIVE) and not word.form.endswith(REFLEXIVE):
            return "told" if f"{word.form}ся" in told_lemmas() else ""
        short = token.verb_form == "Part" and token.case == "" and token.norm.endswith("но")
        return "told" if short else word.kind

    def is_telling(self, at: int, last: int) -> bool:
        """Whether an active participle tells what follows: «открыл посол, | напомнивший, что»."""
        token = self.tokens[at]
        active = token.verb_form == "Part" and token.voice == "Act" and token.case != ""
        return active and self.norm(at - 1) == "," and any(self.norm(one) in THAT for one in range(last, last + 4))

    def after_quotes(self, sentence: Sentence) -> Iterator[int]:
        """Finite verbs right after a quotation and a dash, whatever they mean: «...», — | вздохнул | посол."""
        for quote, at in zip(self.quotes, self.closed, strict=True):
            if not sentence.first <= at < sentence.last + 1:
                continue
            while at < sentence.last and self.norm(at) in (",", ".", "!", "?"):
                at += 1
            if self.norm(at) not in DASHES or len(self.inside(quote)) < MIN_LED_WORDS:
                continue
            reach = range(at + 1, min(at + MAX_EXPRESSED_TOKENS, sentence.last))
            verb = next((one for one in reach if is_finite(self.tokens[one]) or self.tokens[one].kind == "sign"), None)
            if verb is not None and is_finite(self.tokens[verb]):
                yield verb

    def expressed(self, first: int, stop: int) -> int:
        """The token after what is expressed in «выразил в этой связи надежду», 0 if nothing said is."""
        for at in range(first, min(first + MAX_EXPRESSED_TOKENS, stop)):
            if self.tokens[at].kind == "sign":
                return 0
            if EXPRESSED & set(self.tokens[at].lemmas):
                return at + 1
        return 0

    def called_speaker(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«заявила певица»: the person whom the text calls so, by the noun right beside a verb."""
        at = next((one for one in self.beside_verb(verb, sentence) if self.is_person_noun(one)), None)
        return None if at is None or self.actors(at, at + 1) else self.person_called(at)

    def person_called(self, at: int) -> Speaker | None:
        """The person whom the text calls by a noun: «певица» after «певица Анна Дубова»."""
        token = self.tokens[at]
        home = self.sentence_of(at)
        opens = home is not None and home.first == at
        if token.animacy != "Anim" or not (token.pos == "NOUN" or (opens and token.pos == "PROPN")):
            return None
        noun = token.lemma
        for somebody in self.marked.people:
            before = [self.tokens[name.first - 1].lemma for name in somebody.names if name.first]
            heads = [title.nominative.split()[0].lower() for title in somebody.titles]
            if any(noun == word or word.endswith(f"-{noun}") for word in (*before, *heads)):
                return Speaker(somebody.name, somebody.side, somebody.index)
        return None

    def beside_verb(self, verb: Verb, sentence: Sentence) -> Iterator[int]:
        """The tokens after a verb, then before it, up to a sign."""
        after = range(verb.last, min(verb.last + 3, sentence.last))
        before = range(verb.first - 1, max(sentence.first, verb.first - 3) - 1, -1)
        for reach in (after, before):
            for at in reach:
                if self.tokens[at].kind == "sign":
                    break
                yield at

    def is_person_noun(self, at: int) -> bool:
        """Whether a token is a common noun for a person that may be a subject."""
        token = self.tokens[at]
        opens = token.pos == "PROPN" and self.norm(at - 1) in ("", ".", "!", "?")  # «Коммодор ответил»
        noun = token.pos == "NOUN" or opens
        return noun and token.case == "Nom" and token.animacy == "Anim" and token.number == "Sing"

    def unnamed_speaker(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«сообщил источник в правительстве»: somebody without name or office right after or before a verb."""
        start = self.after_addressee(verb.last, sentence.last)
        near = [
            *range(start, min(start + 3, sentence.last)),
            *range(verb.first - 1, max(sentence.first, verb.first - 3) - 1, -1),
        ]
        if verb.first - sentence.first <= MAX_NOUN_TOKENS:
            near.append(sentence.first)  # «Источник "Вестей" в правительстве пояснил»
        for at in near:
            token = self.tokens[at]
            if token.case != "Nom" or not ANONYMOUS & set(token.lemmas) or self.parted(*sorted((at, verb.first))):
                continue
            return self.source_at(at, verb, sentence)
        return None

    def described(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«...», — подтвердил газете участник рынка, знакомый с сделкой: somebody by the words for him."""
        start = self.skip_quoted(verb.last)
        at = next(
            (one for one in range(start, min(start + MAX_HOUSE_TOKENS, sentence.last)) if self.is_person_noun(one)),
            None,
        )
        if at is None or self.parted(start, at) or self.actors(start, at + 1) or not self.told_right_after(verb):
            return None
        if self.norm(at - 1) in ("его", "ее"):
            return Speaker(f"{self.norm(at - 1)} {self.norm(at)}", None)  # «сказал журналистам ее муж»
        bare = self.token(at - 1).pos != "ADJ" and self.token(at + 1).case != "Gen" and self.norm(at + 1) != ","
        return self.subject_before(sentence) if bare else self.source_at(at, verb, sentence)

    def told_right_after(self, verb: Verb) -> bool:
        """Whether a verb stands right after a quotation."""
        return any(0 <= verb.first - at <= MIN_LED_WORDS for at in self.closed)

    def source_at(self, at: int, verb: Verb, sentence: Sentence) -> Speaker:
        """The words for a source with its house: «дипломатический | источник | "Ъ" в аппарате правительства»."""
        stop = verb.first if at < verb.first else sentence.last
        first, last = at, at + 1
        while first > max(sentence.first, verb.last if at > verb.last else 0) and self.agrees(first - 1):
            first -= 1
        words = [*range(first, last)]
        while last < stop and last - at < MAX_HOUSE_TOKENS:
            after = self.skip_quoted(last)
            if after == last:
                if not self.is_of_house(last):
                    break
                words.append(last)
            last = max(after, last + 1)
        side = self.side_among(first, last)
        name = " ".join(self.tokens[one].text for one in words)
        found = Speaker(name[:1].lower() + name[1:], side)
        return self.as_single(found) if self.tokens[at].number == "Sing" else found

    def agrees(self, at: int) -> bool:
        """Whether a token is an adjective or participle in the nominative before its noun."""
        token = self.tokens[at]
        return token.case == "Nom" and (token.pos in ("ADJ", "DET") or token.verb_form == "Part")

    def is_of_house(self, at: int) -> bool:
        """Whether a token goes on with the house of a source: «в | аппарате | правительства», «из окружения»."""
        token = self.tokens[at]
        if token.kind == "latin":
            return True  # «источник AzFakt в Баку»
        if token.kind == "sign" or token.pos in ("VERB", "ADV", "PRON"):
            return False
        if token.pos == "ADP":
            following = self.token(at + 1)
            dated = any(date.first <= at + 1 < date.last for date in self.marked.dates)
            housed = following.pos in ("NOUN", "PROPN", "ADJ") and not EVENTS & set(following.lemmas)
            return token.norm in HOUSED and housed and not dated
        return token.case in ("Gen", "Loc") or self.goes_with(at)

    def source_before(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«Источник в аппарате правительства сказал агентству»: nobody named stands between it and the verb."""
        closed = sentence.last
        for at in range(verb.first - 1, sentence.first - 1, -1):
            token = self.tokens[at]
            if at >= closed:
                continue
            if token.norm in (",", ":", ";", *DASHES) or verb.first - at > MAX_SOURCE_REACH:
                opened = next(
                    (
                        one
                        for one in range(at - 1, max(sentence.first, at - MIN_CLAUSE_WORDS), -1)
                        if self.norm(one) == ","
                    ),
                    at,
                )
                if opened < at and self.is_inserted(opened + 1, at):
                    closed = opened  # «источник, впрочем, уточнил»
                    continue
                return self.source_described(at, verb, sentence)
            told = token.case == "Nom" and (SOURCE_NOUNS & set(token.lemmas))
            if told and not self.actors(at, at + 1):
                housed = any(self.norm(one) in HOUSED for one in range(at + 1, verb.first))
                if token.lemma == "собеседник" and (token.number == "Plur" or not housed):
                    return None
                return self.source_at(at, verb, sentence)
            if any(actor.case == "Nom" for actor in self.actors(at, at + 1)):
                return None
        return None

    def source_described(self, comma: int, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«Источник, близкий к делегации, утверждает»; «собеседник в МИДе, попросивший не называть его, сказал»."""
        if self.norm(comma) != "," or comma != verb.first - 1:
            return None
        opened = self.comma_before(comma, sentence)
        if opened is None or self.token(opened + 1).case != "Nom":
            return None
        for at in range(opened - 1, max(sentence.first, opened - MAX_HOUSE_TOKENS) - 1, -1):
            if self.tokens[at].case == "Nom" and SOURCE_NOUNS & set(self.tokens[at].lemmas):
                if self.token(opened + 1).verb_form == "Part":
                    return self.source_at(at, verb, sentence)
                words = self.marked.text[self.tokens[at].start : self.token(comma - 1).stop]
                return self.as_single(Speaker(words[:1].lower() + words[1:], None))
            if self.tokens[at].kind == "sign":
                return None
        return None

    def one_unnamed(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """As `unnamed_speaker`, for one person or «источники»: what «эксперты» say in general is nobody's words."""
        found = self.unnamed_speaker(verb, sentence)
        plural = self.tokens[verb.first].number == "Plur"
        return None if found is None or (plural and "источник" not in found.name.lower()) else found

    def skip_quoted(self, at: int) -> int:
        """The token after a short name in quotation marks that starts at a token: «рассказал "Ъ" | источник»."""
        if at < len(self.tokens) and self.tokens[at].text in QUOTING:
            close = next(
                (one for one in range(at + 1, min(at + 5, len(self.tokens))) if self.norm(one) in '"»”'), at - 1
            )
            return close + 1
        return at

    def after_addressee(self, at: int, stop: int) -> int:
        """The token after a day and who was told: «сообщил в четверг агентству "Анды" | источник»."""
        dated = {one for date in self.marked.dates if date.first >= at - 1 for one in range(date.first, date.last)}
        at = self.skip_quoted(at)
        while at < stop:
            token = self.tokens[at]
            told = token.case == "Dat" and token.pos in ("NOUN", "PROPN", "ADJ")
            if not (at in dated or told or token.pos == "ADV" or (token.norm in ("в", "во") and at + 1 in dated)):
                break
            at = self.skip_quoted(at + 1)
        return at

    def sentence_of(self, at: int) -> Sentence | None:
        """The sentence of a token."""
        place = bisect_right(self.firsts, at) - 1
        found = self.marked.sentences[place] if place >= 0 else None
        return found if found is not None and at < found.last else None

    def verb_speaker(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """Who speaks by a verb; None for an outlet."""
        if verb.kind == "told":
            return self.paper_speaker(verb, sentence)
        if verb.kind == "cite":
            return self.cited(verb, sentence)
        if self.tokens[verb.first].verb_form == "Part":
            before = [one for one in self.actors(sentence.first, verb.first) if one.last == verb.first - 1]
            return self.to_speaker(before[-1]) if before else None
        main = self.main_verb(verb, sentence)
        if main is not None:
            return self.verb_speaker(main, sentence)
        related = self.before_which(verb, sentence)
        if related is not None:
            return self.to_speaker(related)
        body = self.place_speaker(verb, sentence)
        if body:
            return body
        acting = self.acting_verb(verb, sentence)
        if acting != verb.first and (body := self.place_speaker(Verb(acting, acting + 1, "say"), sentence)):
            return body  # «В Лиме отреагировали, заявив, что»
        source = self.source_before(verb, sentence)
        if source is not None:
            return source
        if self.is_same_source(verb, sentence):
            other = self.other_one(verb, sentence)
            return self.to_speaker(other) if other is not None else self.last  # «собеседник агентства отметил»
        if self.is_supposed(verb):
            return None
        told = self.one_of(verb, sentence) or self.noun_speaker(verb, sentence)
        if told is not None:
            return told
        if self.has_site(verb, sentence):
            return None
        organ = self.organ_after(verb, sentence)
        if organ is not None:
            return organ
        actor = self.latter(verb, sentence) or self.subject(verb, sentence) or self.other_one(verb, sentence)
        if actor is not None:
            return self.to_speaker(actor) if self.agrees_with(actor, verb) else self.last
        overlooked = self.by_surname(verb, sentence) or self.called_speaker(verb, sentence)
        return overlooked or self.going_on(verb, sentence)

    def agrees_with(self, actor: Actor, verb: Verb) -> bool:
        """Whether «отметил | министр» may be who the office is taken for: not a woman, where a man spoke last."""
        gender = self.tokens[verb.first].gender
        if (
            actor.kind != "office"
            or actor.person is None
            or not gender
            or self.last is None
            or self.last.person is None
        ):
            return True
        if actor.person >= len(self.marked.people) or self.marked.people[actor.person].gender in ("", gender):
            return True
        return self.marked.people[self.last.person].gender != gender

    def by_surname(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«Тан, человек осторожный, ответил»: a surname that opens a sentence, of somebody named in full elsewhere."""
        opens = sentence.first + (self.token(sentence.first).pos in ("ADV", "CCONJ", "PART"))
        known = [one for one in self.marked.people if fold(one.surname) == self.norm(opens)]
        if len(known) != 1 or not self.token(opens).text[0].isupper():
            return None
        gender = self.tokens[verb.first].gender
        if gender and known[0].gender and gender != known[0].gender:
            return None
        if any(one.case == "Nom" for one in self.actors(opens, verb.first)):
            return None
        return Speaker(known[0].name, known[0].side, known[0].index)

    def going_on(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«И добавил, что ...», «Также подчеркнул, что ...»: who spoke in the sentence before."""
        opens = all(self.token(at).pos in ("CCONJ", "ADV", "PART") for at in range(sentence.first, verb.first))
        token = self.tokens[verb.first]
        told = opens and token.tense == "Past" and token.number == "Sing" and self.find_that(verb, sentence) is not None
        return self.last if told and sentence.index - self.last_sentence == 1 else None

    def latter(self, verb: Verb, sentence: Sentence) -> Actor | None:
        """«Лиму представлял Дубов, Кито - Соколов. «...», — заявил | последний»: the person named last before."""
        if not any(self.norm(at) in LATTER for at in (verb.last, verb.first - 1)):
            return None
        named = [one for one in self.actors(0, sentence.first) if one.kind == "person"]
        return named[-1] if named else None

    def other_one(self, verb: Verb, sentence: Sentence) -> Actor | None:
        """«Дубов заверил Соколова, что ... | Тот | обещал»: who was last named before, and did not act."""
        answering = self.is_answering(verb, sentence)
        named_so = self.norm(sentence.first) in ("тот", "та") and self.token(sentence.first).case == "Nom"
        if not answering and not named_so:
            return None
        before = self.marked.sentence_before(sentence)
        if before is None or self.parted(sentence.first + 1, verb.first):
            return None
        named = [one for one in self.actors(before.first, before.last) if one.kind == "person"]
        if answering:
            acting = {one.person for one in named if one.case == "Nom"}
            others = [one for one in self.actors(0, before.last) if one.kind == "person" and one.person not in acting]
            return others[-1] if len(acting) == 1 and others else None
        told = [one for one in named if one.case not in ("Nom", "")]
        return told[-1] if told else None

    def is_answering(self, verb: Verb, sentence: Sentence) -> bool:
        """«Дубов просил Соколова о квоте. | Собеседник ответил |, что»: the other of two who talk."""
        at = sentence.first + (self.norm(sentence.first) in ("его", "ее"))
        token = self.token(at)
        told = token.lemma == "собеседник" and token.case == "Nom" and token.number == "Sing"
        return told and verb.first == at + 1 and bool(ANSWERS & set(self.token(verb.first).lemmas))

    def is_supposed(self, verb: Verb) -> bool:
        """«, как полагают, ...»: nobody is named who thinks so."""
        token = self.tokens[verb.first]
        return self.norm(verb.first - 1) == "как" and token.number == "Plur" and self.norm(verb.last) in (",", ".")

    def main_verb(self, verb: Verb, sentence: Sentence) -> Verb | None:
        """The verb of speech whose subject an adverbial participle shares: «написало министерство, | добавив, что»."""
        if self.tokens[verb.first].verb_form != "Conv":
            return None
        finite = [one for one in self.verbs(sentence) if is_finite(self.tokens[one.first]) and one.kind != "cite"]
        before = [one for one in finite if one.first < verb.first]
        return before[-1] if before and not self.subject_between(before[-1].last, verb.first) else None

    def subject_between(self, first: int, last: int) -> bool:
        """Whether a clause of somebody else stands between two verbs: «..., что посол прибыл, отметив»."""
        return any(SUBORDINATORS & set(self.tokens[at].lemmas) for at in range(first, last))

    def is_same_source(self, verb: Verb, sentence: Sentence) -> bool:
        """Whether «собеседник агентства» speaks: who was speaking before."""
        before = self.tokens[sentence.first : verb.first] + self.tokens[verb.last : min(verb.last + 1, sentence.last)]
        return any("собеседник" in one.lemmas and one.case == "Nom" and one.number == "Sing" for one in before)

    def crowd_speaker(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«Местные жители утверждают, что», «АНБ утверждает, что»: a group or a body named right before a verb."""
        at = verb.first - 1
        while at > sentence.first and self.tokens[at].pos in ("ADV", "PART"):
            at -= 1
        body = next((one for one in self.marked.names if one.kind == "organisation" and one.last == at + 1), None)
        if (
            body is not None
            and self.tokens[body.first].case in ("Nom", "")
            and not self.is_paper(body.first, body.last)
        ):
            return Speaker(body.nominative, body.side)
        token = self.tokens[at]
        told = token.pos == "NOUN" and token.case == "Nom" and token.animacy == "Anim" and token.number == "Plur"
        if not told or self.tokens[verb.first].number != "Plur" or token.lemma in VAGUE:
            return None
        first = at
        while first > sentence.first and self.token(first - 1).pos == "ADJ" and self.token(first - 1).case == "Nom":
            first -= 1
        side = self.side_among(first, at + 1)
        words = " ".join(self.marked.text[self.tokens[first].start : token.stop].split())
        return self.as_crowd(Speaker(words[:1].lower() + words[1:], side))

    def many_speaker(self, verb: Verb, rule: str, sentence: Sentence) -> Speaker | None:
        """Who speaks where nobody known does: a group or body named by its words before a verb, or after one."""
        before = rule == "that_clause" or rule == "expressed"
        found = self.crowd_speaker(verb, sentence) if rule == "that_clause" else None
        found = found or (self.phrase_before(self.acting_verb(verb, sentence), sentence) if before else None)
        return found or (self.phrase_after(verb, sentence) if rule in ("as_said", "inserted", "source_after") else None)

    def acting_verb(self, verb: Verb, sentence: Sentence) -> int:
        """The verb whose subject speaks: of «комитет | отклонил проект, заявив, что» the first, else its own."""
        if self.tokens[verb.first].verb_form != "Conv":
            return verb.first
        before = (at for at in range(verb.first - 1, sentence.first - 1, -1) if is_finite(self.tokens[at]))
        return next(before, verb.first)

    def phrase_before(self, at: int, sentence: Sentence) -> Speaker | None:
        """«Комитет по связям палаты | заявил», «посредники, похищенные в мае, | сказали»: a subject by its words."""
        last = at
        while last > sentence.first and self.token(last - 1).pos in ("ADV", "PART"):
            last -= 1
        if self.norm(last - 1) == ",":
            last = self.before_insertion(last - 1, sentence)
        first = last - 1
        while first > sentence.first and self.tokens[first - 1].kind != "sign" and self.token(first - 1).pos != "SCONJ":
            first -= 1
        head = next((one for one in range(first, last) if self.is_head(one, self.tokens[at])), None)
        if head is None or self.token(head - 1).pos == "ADP" or self.actors(first, head + 1):
            return None
        if self.norm(first - 1) == "," and self.token(first - PAIR).pos == "PROPN":
            return None  # «Дубов, человек осторожный, сказал»
        while head > first and self.agrees(head - 1):
            head -= 1
        return self.by_words(head, last, at)

    def before_insertion(self, comma: int, sentence: Sentence) -> int:
        """Where a phrase ends before «, похищенные в мае,», «, который гостит здесь,»; the comma itself if not."""
        opened = self.comma_before(comma, sentence)
        if opened is None:
            opened = comma
        after = self.token(opened + 1)
        relative = after.verb_form == "Part" or bool(
            {"который", "чей"} & {*after.lemmas, *self.token(opened + 2).lemmas}
        )
        return opened if relative else comma

    def is_head(self, at: int, verb: Token) -> bool:
        """Whether a token is a noun for people or a body that may be the subject of a verb."""
        token = self.tokens[at]
        people = token.animacy == "Anim" and token.lemma not in VAGUE
        known = token.pos == "NOUN" and token.case == "Nom" and (people or bool(ORGANS & set(token.lemmas)))
        return known and token.number == verb.number

    def by_words(self, first: int, last: int, verb: int) -> Speaker | None:
        """A speaker by the words for them, two at least: «эксперты» alone are nobody."""
        if last - first < PAIR:
            return None
        side = self.side_among(first, last)
        words = " ".join(self.marked.text[self.tokens[first].start : self.token(last - 1).stop].split())
        found = Speaker(words[:1].lower() + words[1:], side)
        return self.as_single(found) if self.tokens[verb].number == "Sing" else self.as_crowd(found)

    def phrase_after(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«как сообщили | организаторы саммита»: those who speak, by the words right after a verb."""
        first = self.after_addressee(verb.last, sentence.last)
        head = first
        while head < sentence.last and self.agrees(head):
            head += 1
        if head >= sentence.last or not self.is_head(head, self.tokens[verb.first]) or self.actors(first, head + 1):
            return None
        last = head + 1
        while last < sentence.last and self.is_of_house(last):
            last += 1
        return self.by_words(first, last, verb.first)

    def as_crowd(self, speaker: Speaker) -> Speaker:
        """Keeps in mind that a speaker is many people: «он добавил» after it means somebody else."""
        self.crowds.add(speaker)
        return speaker

    def as_single(self, speaker: Speaker) -> Speaker:
        """Keeps in mind that a speaker without a name is one person: «он добавил» after it means him."""
        self.singles.add(speaker)
        return speaker

    def is_paper(self, first: int, last: int) -> bool:
        """Whether a name is that of an agency or a paper."""
        return next(iter(load_phrases("carriers").find(self.tokens, first, last)), None) is not None

    def one_of(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«один из послов заявил»: by his words; «сказал один из зрителей, Иван Дубов»: who he is."""
        at = self.find_one(verb, sentence)
        if at is None:
            return None
        last = at + 2
        while last < sentence.last and last != verb.first and self.tokens[last].kind != "sign":
            last += 1
        if self.norm(last) == "," and at > verb.first:
            named = [actor for actor in self.actors(last, min(last + 4, sentence.last)) if actor.kind == "person"]
            if named and self.token(named[0].last).kind == "sign":
                return self.to_speaker(named[0])
        words = self.marked.text[self.tokens[at].start : self.token(last - 1).stop]
        return Speaker(words[:1].lower() + words[1:], None)

    def find_one(self, verb: Verb, sentence: Sentence) -> int | None:
        """The «один» of «один из» right after a verb, or before it in its clause."""
        before = range(verb.first - 1, max(sentence.first, verb.first - MAX_HOUSE_TOKENS) - 1, -1)
        start = self.skip_quoted(verb.last)
        for reach in (range(start, min(start + 2, sentence.last)), before):
            for at in reach:
                if self.norm(at) in ("один", "одна") and self.norm(at + 1) == "из":
                    return at
                if self.tokens[at].kind == "sign":
                    break
        return None

    def noun_speaker(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«Руководство движения сообщило»: a body before a verb that is no side, named by its words."""
        for at in range(verb.first - 1, max(sentence.first, verb.first - MAX_HOUSE_TOKENS) - 1, -1):
            token = self.tokens[at]
            if token.norm in (",", ":", ";", *DASHES) or any(actor.case == "Nom" for actor in self.actors(at, at + 1)):
                return None
            if token.case == "Nom" and token.pos == "NOUN" and ORGANS & set(token.lemmas):
                last = verb.first
                while last > at + 1 and self.token(last - 1).pos in ("ADV", "PART"):
                    last -= 1
                first = at
                while first > sentence.first and self.token(first - 1).pos == "ADJ":
                    first -= 1
                words = " ".join(self.marked.text[self.tokens[first].start : self.token(last - 1).stop].split())
                side = self.side_among(at + 1, verb.first)
                return Speaker(words[:1].lower() + words[1:], side)
        return None

    def organ_after(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«, сообщила во вторник пресс-служба министерства»: a body right after a verb, named by its words."""
        at = self.subject_after(verb, sentence)
        trailing = self.norm(verb.first - 1) in (",", *DASHES)
        if at is None or verb.kind != "say" or not ORGANS & set(self.tokens[at].lemmas):
            return None
        if self.norm(verb.last) in ("о", "об"):
            return None  # «сообщил о готовности Лимы открыть консульство»
        if not trailing and self.tokens[at].case != "Nom":
            return None  # «призвал | руководство страны»
        first, last = at, at + 1
        while first > verb.last and self.token(first - 1).pos == "ADJ" and self.token(first - 1).case == "Nom":
            first -= 1
        while last < sentence.last and last - at < MAX_HOUSE_TOKENS and self.goes_with(last):
            last += 1
        side = self.side_among(first, last)
        words = " ".join(self.marked.text[self.tokens[first].start : self.token(last - 1).stop].split())
        return Speaker(words, side)

    def organ_near(self, first: int, sentence: Sentence) -> Speaker | None:
        """The first body in the nominative soon after a token."""
        for at in range(first, min(first + MAX_HOUSE_TOKENS, sentence.last)):
            if self.tokens[at].case == "Nom" and ORGANS & set(self.tokens[at].lemmas):
                return self.house_at(at, sentence.last)
        return None

    def goes_with(self, at: int) -> bool:
        """Whether a token goes on with the genitives of a body's name: «пресс-служба | МИД | Республики»."""
        token = self.tokens[at]
        return token.kind != "sign" and (
            token.case == "Gen" or (token.text.isupper() and token.pos in ("NOUN", "PROPN"))
        )

    def subject_after(self, verb: Verb, sentence: Sentence) -> int | None:
        """The first noun in the nominative after a verb that trails its clause, days and adverbs stepped over."""
        dated = {at for date in self.marked.dates for at in range(date.first, date.last)}
        for at in range(verb.last, min(verb.last + MAX_HOUSE_TOKENS, sentence.last)):
            token = self.tokens[at]
            if token.kind == "sign" and at not in dated:
                return None
            if token.pos in ("NOUN", "PROPN") and token.case in ("Nom", "Acc") and at not in dated:
                before = self.token(at - 1)
                if before.pos == "ADP":
                    continue
                taken = any(actor.first <= at < actor.last and actor.kind == "person" for actor in self.marked.actors)
                return None if taken else at
        return None

    def has_site(self, verb: Verb, sentence: Sentence) -> bool:
        """«, сообщает официальный сайт главы государства»: a page or a channel is no speaker."""
        at = self.subject_after(verb, sentence) if SOURCES & set(self.tokens[verb.first].lemmas) else None
        return at is not None and self.tokens[at].lemma in PAGES

    def cited(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«цитирует РБК белорусского лидера», «приводит ТАСС слова президента»."""
        if any("который" in self.tokens[at].lemmas for at in range(max(sentence.first, verb.first - 2), verb.first)):
            return None  # «которого цитирует канал»: named before
        if self.norm(verb.last) in ("его", "ее"):
            return self.owner(verb.last, sentence)  # «приводит его слова пресс-служба»
        called = self.person_called(verb.last) if verb.last < sentence.last else None
        if called is not None:
            return called
        after = [actor for actor in self.actors(verb.last, sentence.last) if not self.is_carrier(actor)]
        for actor in after:
            if actor.kind in ("person", "office", "pronoun") and actor.case != "Nom":
                return self.to_speaker(actor)
        people = [actor for actor in after if actor.kind in ("person", "office")]
        return self.to_speaker(people[0]) if people else self.cited_words(verb, sentence)

    def cited_words(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«приводит слова | официальных лиц», «цитирует издание | неназванного сотрудника»: by the words for them."""
        near = (at for at in range(verb.last, min(verb.last + MAX_NOUN_TOKENS, sentence.last)) if self.is_unnamed(at))
        first = next(near, None)
        return self.unnamed_source(first, sentence) if first is not None else None

    def is_unnamed(self, at: int) -> bool:
        """Whether a token opens words for people without names in the genitive: «неназванного», «официальных лиц»."""
        token = self.tokens[at]
        genitive = token.case in ("Gen", "Acc") and token.pos == "ADJ"
        return genitive and self.token(at + 1).pos == "NOUN" and self.is_genitive(at + 1)

    def paper_speaker(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«говорится в сообщении МИД РФ», «в заявлении, сделанном монархом, говорится»; else who spoke last."""
        papers = []
        for match in self.speech_words(sentence):
            if match.value.kind not in ("paper", "according") or self.is_quoted(match.first):
                continue
            opening = self.paper_opening(match.first, sentence)
            if opening is not None:
                papers.append(match.last)
                issued = [one for one in self.actors(opening, match.first) if not self.is_carrier(one)]
                if issued:
                    return self.to_speaker(issued[0])  # «в распространённом МИД Чили заявлении»
        if "который" in self.token(verb.first - 1).lemmas:
            return self.issuer(verb, sentence)
        both = self.joint_authors(papers, sentence)
        if both is not None:
            return both
        for paper in papers:
            near = [actor for actor in self.actors(paper, min(paper + 6, sentence.last)) if not self.is_carrier(actor)]
            near = [actor for actor in near if actor.case != "Nom" or actor.first == paper]
            house = self.house_at(paper, sentence.last)
            if near and (house is None or near[0].first == paper):
                return self.to_speaker(near[0])
            if house is not None:
                return house
            relative = self.norm(paper) == "," and "который" in self.token(paper + 1).lemmas
            spread = self.organ_near(paper + 2, sentence) if relative else None
            if spread is not None:
                return spread  # «в сообщении, которое распространила пресс-служба»
            if self.norm(paper - PAIR) in THEIR_OWN:
                return self.owner(paper - PAIR, sentence)
        around = range(max(sentence.first, verb.first - 2), min(verb.last + 2, sentence.last))
        joint = next((one for one in papers if JOINT_PAPERS & set(self.token(one - 1).lemmas)), None)
        if joint is not None:
            first = joint - 1 - (self.token(joint - PAIR).pos == "ADJ")
            return self.as_crowd(Speaker(nominative_phrase(self.tokens[first:joint]).lower(), None))
        if not papers and not self.tokens[verb.first].norm.endswith(REFLEXIVE):
            return None  # «в приглашении указано»: by nobody that is told
        if not papers and (self.norm(verb.first - 1) == "как" or self.is_sitting(verb, sentence)):
            return None  # «на встрече отмечалось, что»: by all of them
        if self.tokens[verb.first].lemma == "сообщаться" and any(self.norm(at) in EARLIER for at in around):
            return None  # «ранее сообщалось, что»: by nobody of this text
        if not papers and self.tokens[verb.first].lemma == "говориться" and self.find_that(verb, sentence) is None:
            return None  # «с премьером говорилось о выводе войск»
        return self.last if sentence.index - self.last_sentence <= MAX_PAPER_SENTENCES else None

    def joint_authors(self, papers: list[int], sentence: Sentence) -> Speaker | None:
        """«говорится в совместном заявлении» after «Дубов и Соколов сделали заявление»: both of them."""
        joint = any("совместный" in self.token(one - PAIR).lemmas for one in papers)
        if not joint or any(self.actors(one, min(one + MIN_LED_WORDS, sentence.last)) for one in papers):
            return None
        near = self.marked.sentences[max(0, sentence.index - MAX_TOLD_SENTENCES) : sentence.index]
        return next((found for one in reversed(near) if (found := self.both_in(one)) is not None), None)

    def is_sitting(self, verb: Verb, sentence: Sentence) -> bool:
        """Whether a sentence tells what was found at a meeting: «На встрече, прошедшей в Лиме, отмечалось»."""
        return any(SITTINGS & set(self.tokens[at].lemmas) for at in range(sentence.first, verb.first))

    def paper_opening(self, first: int, sentence: Sentence) -> int | None:
        """The token after «в» that leads to a paper: «в | его послании», «в | распространённом МИД заявлении»."""
        for at in range(first - 1, max(sentence.first - 1, first - MAX_NOUN_TOKENS), -1):
            token = self.tokens[at]
            follows = token.norm == "из" and self.token(at - 1).lemma == "следовать"
            if token.norm in ("в", "во", "на") or follows or (token.norm == "из" and at == sentence.first):
                return at + 1
            if token.kind == "sign" or is_finite(token) or token.pos == "ADP":
                return None
        return None

    def issuer(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«МИД Чили выступил с заявлением, в котором говорится»: who issued it, in its clause."""
        before = [one for one in self.actors(sentence.first, verb.first) if not self.is_carrier(one)]
        acting = [one for one in before if one.case in ("Nom", "")]
        found = acting or before
        return self.to_speaker(found[-1]) if found else None

    def place_speaker(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«как сообщили в МИД Бразилии», «говорят в Кремле»: a plural verb without subject and a body."""
        if self.tokens[verb.first].number != "Plur":
            return None
        after = self.skip_quoted(verb.last)
        for actor in self.actors(verb.first, sentence.last):
            housed = actor.kind != "pronoun" and self.norm(actor.first - 1) in ("в", "во")
            if housed and actor.first - after <= 4 and not self.is_carrier(actor):
                return self.to_speaker(actor)
        named = self.body_at(after + 1) if self.norm(after) in ("в", "во") else None
        if named is not None:
            return named
        there = any(self.norm(at) == "там" and self.norm(at + 1) == "же" for at in range(sentence.first, verb.first))
        if there and self.last is not None and self.last.person is None:
            return self.last
        for side in self.marked.sides:
            near = verb.last < side.first <= verb.last + 3 and side.last <= sentence.last
            if near and side.form in HOUSES and self.norm(side.first - 1) in ("в", "во"):
                return Speaker(side.nominative, side.code)
        return self.house_speaker(verb, sentence)

    def body_at(self, at: int) -> Speaker | None:
        """The body without a side whose name starts at a token: «в | РАО «Север»», «по данным | МИДа»."""
        body = next((one for one in self.marked.names if one.first == at and one.kind == "organisation"), None)
        if body is None or self.is_paper(body.first, body.last):
            return None
        return Speaker(self.spelled_out(body.nominative), body.side)

    def spelled_out(self, name: str) -> str:
        """The full name that the text gives for an abbreviation: «ЕЭК» is the «Евразийская экономическая комиссия»."""
        if not (name.isupper() and MIN_LED_WORDS <= len(name) <= MAX_NOUN_TOKENS):
            return name
        for body in self.marked.names:
            initials = "".join(word[0] for word in body.nominative.replace("-", " ").split()).upper()
            if body.kind == "organisation" and initials == name:
                return body.nominative
        return name

    def house_speaker(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«В пресс-службе ведомства пояснили»: a body in the locative before a plural verb, named by its words."""
        after = verb.last
        house = self.norm(after) in ("в", "во", "на") and self.is_house(after + 1, min(after + 4, sentence.last))
        if house or (self.norm(after) in ("в", "во") and ORGANS & set(self.token(after + 1).lemmas)):
            if self.last is not None and self.last.person is None and after + 2 >= sentence.last - 1:
                return self.last  # «отметили в министерстве»: the one that was speaking
            stop = after + 2
            while stop < sentence.last and self.tokens[stop].case in ("Gen", "Loc") and stop - after < MAX_HOUSE_TOKENS:
                stop += 1
            side = self.side_among(after + 1, stop)
            again = self.house_again(after + 1, stop, side)
            return again or Speaker(nominative_phrase(self.tokens[after + 1 : stop]), side)
        first = self.clause_first(verb, sentence)
        if (
            self.norm(first) not in ("в", "во")
            or self.parted(first, verb.first)
            or verb.first - first > MAX_HOUSE_TOKENS
        ):
            return None
        last = verb.first
        while last > first + 1 and self.token(last - 1).pos in ("PRON", "ADV", "PART"):
            last -= 1  # «в посольстве | нам | сказали»
        words = self.tokens[first + 1 : last]
        actors = self.actors(first + 1, verb.first)
        if not words or any(actor.case == "Nom" or self.is_carrier(actor) for actor in actors):
            return None
        seat = next((one for one in self.marked.sides if one.first == first + 1 and one.last <= verb.first), None)
        alone = seat is not None and (not actors or self.token(seat.last).pos in ("ADP", "ADV"))
        if seat is not None and seat.form in HOUSES and alone and not self.actors(first + 1, seat.last):
            return Speaker(seat.nominative, seat.code)
        organ = ORGANS & {lemma for token in words[:PAIR] for lemma in token.lemmas}
        if (
            not any(actor.first == first + 1 for actor in actors)
            and not organ
            and not self.is_house(first + 1, verb.first)
        ):
            return None
        if actors and actors[0].first == first + 1:
            return self.to_speaker(actors[0])
        side = self.side_among(first + 1, verb.first)
        return Speaker(nominative_phrase(words), side)

    def clause_first(self, verb: Verb, sentence: Sentence) -> int:
        """The first token of the clause of a verb, «однако», «как», «но» left out: «..., однако | в МИД сообщили»."""
        reach = range(verb.first - 1, sentence.first - 1, -1)
        first = next((at + 1 for at in reach if self.norm(at) in (":", ";") or self.opens_clause(at)), sentence.first)
        while first < verb.first and self.norm(first) in OPENERS:
            first += 1
        return first

    def opens_clause(self, at: int) -> bool:
        """Whether a comma stands at a token before «а», «но», «однако», or before «в» with a house."""
        joined = self.norm(at + 1) in OPENERS and self.norm(at + PAIR) != ","
        return self.norm(at) == "," and (joined or self.norm(at + 1) in ("в", "во"))

    def is_house(self, first: int, last: int) -> bool:
        """Whether words name a body that speaks: a press service, ministry, embassy, administration."""
        return next(load_bodies().find(self.tokens, first, last), None) is not None

    def side_among(self, first: int, last: int) -> str | None:
        """The first side that starts among tokens."""
        return next((one.code for one in self.marked.sides if first <= one.first < last), None)

    def comma_before(self, at: int, sentence: Sentence) -> int | None:
        """The last comma of a sentence before a token, its first token left out."""
        return next((one for one in range(at - 1, sentence.first, -1) if self.norm(one) == ","), None)

    def actors(self, first: int, last: int) -> list[Actor]:
        """Actors among tokens first..last."""
        return list(self.marked.actors[bisect_left(self.acting, first) : bisect_left(self.acting, last)])

    def is_carrier(self, actor: Actor) -> bool:
        """Whether an actor is an outlet."""
        return (
            any(True for _ in load_phrases("carriers").find(self.tokens, actor.first, actor.last))
            and actor.kind == "side"
        )

    def subject(self, verb: Verb, sentence: Sentence) -> Actor | None:
        """The nominative actor beside a verb: before it first, unless a quotation or comma parts them."""
        that = self.find_that(verb, sentence)
        reach = min(self.trail_end(verb, sentence), sentence.last if that is None else that)
        before = [one for one in self.actors(sentence.first, verb.first) if not self.is_quoted(one.first)]
        after = [one for one in self.actors(verb.last, reach) if not self.is_quoted(one.first)]
        after = [one for one in after if not self.parted(verb.last, one.first)]
        left = [actor for actor in before if self.may_speak(actor, verb)]
        right = [actor for actor in after if self.may_speak(actor, verb)]
        if not left and not right:  # «Кайрис» for a genitive: names that the tagger does not know
            left = [actor for actor in before if self.has_form_of_subject(actor)]
            right = [actor for actor in after if self.has_form_of_subject(actor)]
            opening = [actor for actor in before if actor.first == sentence.first and actor.kind == "person"]
            left = left or ([] if right else opening)
        right = [actor for actor in right if not self.is_carrier(actor)] or right
        head = self.lead_in(verb, sentence)
        if self.norm(head - 1) in (",", *DASHES) and (self.has_outlet(verb, sentence, right) or self.is_outlet(verb)):
            return None
        if right and right[0].person is None and right[0].kind in ("side", "office"):
            right = [actor for actor in right if actor.kind == "person"] or right
        near = [actor for actor in left if not self.parted(actor.last, verb.first)]
        if near:
            return self.first_of(near[-1], left, verb)
        if right:
            return self.last_apposed(right)
        if self.is_meaning(verb, sentence):
            return None
        before_relative = self.before_relative(left, verb)
        if before_relative is not None:
            return before_relative
        adverbial = self.tokens[verb.first].verb_form == "Conv"
        if self.norm(head - 1) in (*DASHES, ",") and left and not adverbial and self.find_that(verb, sentence) is None:
            return None  # «Посол прибыл в Лиму, рассказали на радио»: who acts is not who tells it
        named = [actor for actor in left if actor.kind in ("person", "office")] or left
        many = self.tokens[verb.first].number == "Plur" and bool(named) and named[-1].kind != "group"
        if many and named[-1].number == "Sing" and self.first_of(named[-1], left, verb) is named[-1]:
            return None  # «В Лиме вслед за Дубовым сочли, что»
        return named[-1] if named and self.tokens[verb.first].pos == "VERB" else None

    def trail_end(self, verb: Verb, sentence: Sentence) -> int:
        """How far the subject after a verb may stand: «, заявил в Кабуле после встречи с генсеком ... | президент»."""
        last = verb.last + MAX_INSERTED_TOKENS
        if self.norm(verb.first - 1) != ",":
            return min(last, sentence.last)
        stop = next((at for at in range(verb.last, sentence.last) if self.tokens[at].kind == "sign"), sentence.last)
        return min(max(last, stop), verb.last + MAX_TRAIL_TOKENS, sentence.last)

    def last_apposed(self, right: list[Actor]) -> Actor:
        """«отметил руководитель группы X | депутат Дубов»: the last of those that follow one another without a sign."""
        found, end = right[0], right[0].last
        for other in self.marked.actors[bisect_right(self.acting, found.first) :]:
            addressed = other.first == end + 1 and ADDRESSES & set(self.tokens[end].lemmas)
            if (other.first != end and not addressed) or (other.kind == "person" and not self.may_act(other)):
                break
            found, end = (other if other.kind == "person" else found), other.last
        return found

    def may_speak(self, actor: Actor, verb: Verb) -> bool:
        """Whether an actor may be the subject: in the nominative, or with a name whose form is that of one."""
        if actor.case in ("Nom", "") or self.has_no_cases(actor, verb):
            return True
        beside = actor.last == verb.first or actor.first == verb.last
        if not self.has_form_of_subject(actor):
            return False
        return beside or self.marked.people[actor.person or 0].surname.endswith(DECLINED)

    def has_no_cases(self, actor: Actor, verb: Verb) -> bool:
        """«Токио утверждает»: a capital or state that never changes its form opens a clause, before its verb."""
        lone = actor.kind == "side" and actor.last - actor.first == 1 and actor.last == verb.first
        opens = self.token(actor.first - 1).kind in ("sign", "") or self.token(actor.first - 1).pos in (
            "CCONJ",
            "SCONJ",
        )
        return lone and opens and self.norm(actor.first).endswith(UNDECLINED)

    def has_form_of_subject(self, actor: Actor) -> bool:
        """Whether the name of an actor has the form of the nominative, whatever case the tagger gives it."""
        if actor.kind != "person" or actor.person is None or actor.person >= len(self.marked.people):
            return False
        surname = fold(self.marked.people[actor.person].surname).split()
        same = bool(surname) and self.norm(actor.last - 1) == surname[-1]
        given = fold(self.marked.people[actor.person].name).split()[:1]
        told = self.norm(actor.last - PAIR) if actor.last - actor.first >= PAIR else ""
        if given and told[:MIN_LED_WORDS] == given[0][:MIN_LED_WORDS] and told != given[0]:
            return False  # «при участии секретаря Тадеуша Мвале»
        return same and self.token(actor.first - 1).pos != "ADP"

    def first_of(self, actor: Actor, left: list[Actor], verb: Verb) -> Actor:
        """The first of several who speak at once: «Дубов и Соколов заявили»."""
        for other in reversed(left):
            joined = other.last == actor.first - 1 and self.norm(other.last) == "и"
            if joined and self.tokens[verb.first].number == "Plur" and other.kind in ("person", "office"):
                actor = other
        return actor

    def before_relative(self, left: list[Actor], verb: Verb) -> Actor | None:
        """«Дубов, которого цитирует агентство, заявил»: the actor before a relative clause that a comma closes."""
        if self.norm(verb.first - 1) != ",":
            return None
        for actor in reversed(left):
            after = actor.last + 1
            if actor.kind not in ("person", "office") or self.norm(actor.last) != "," or after >= verb.first:
                continue
            relative = range(after, min(after + 3, verb.first))
            if self.is_apposed(after, verb.first - 1):
                return actor  # «Дубов, человек осторожный, ответил»
            if any(self.tokens[at].lemma == "который" or self.tokens[at].verb_form in TURNED for at in relative):
                return actor
            if self.norm(after) == "как" and any(self.norm(at) == "," for at in range(after, verb.first)):
                return actor  # «Дубов, как сообщало агентство, заявил»
        return None

    def is_apposed(self, first: int, last: int) -> bool:
        """Whether words between two commas say who somebody is: a noun for a person in the nominative and no verb."""
        words = self.tokens[first:last]
        if not words or any(token.kind == "sign" or token.pos in ("VERB", "AUX", "SCONJ") for token in words):
            return False
        return any(token.pos == "NOUN" and token.case == "Nom" and token.animacy == "Anim" for token in words)

    def before_which(self, verb: Verb, sentence: Sentence) -> Actor | None:
        """«слова посла Дубова, | который | заявил»: who the relative clause of a verb is about."""
        which = verb.first - 1
        while which > sentence.first and self.token(which).pos in ("ADV", "PART"):
            which -= 1
        word = self.token(which)
        if verb.kind != "say" or "который" not in word.lemmas or word.case != "Nom" or self.norm(which - 1) != ",":
            return None
        near = [one for one in self.actors(sentence.first, which) if one.last == which - 1]
        return near[-1] if near and near[-1].kind in ("person", "office") else None

    def is_meaning(self, verb: Verb, sentence: Sentence) -> bool:
        """«это говорит о том, что»: a fact and no person is the subject, right before a verb."""
        for at in range(verb.first - 1, max(sentence.first - 1, verb.first - MAX_NOUN_TOKENS), -1):
            token = self.tokens[at]
            if token.norm in ("это", "что", "все", "факт", "который", "которая", "которое", "которые"):
                return True
            if token.kind == "sign":
                return token.norm == "," and self.tokens[verb.first].lemma == "говорить"
            if token.case == "Nom" and token.pos in ("NOUN", "PROPN", "NUM", "DET"):
                return True
        return False

    def is_outlet(self, verb: Verb) -> bool:
        """«, сообщает "Степной вестник"»: a name in quotes, of a body or in Latin right after a verb of reporting."""
        if not SOURCES & set(self.tokens[verb.first].lemmas) or verb.last >= len(self.tokens):
            return False
        token = self.tokens[verb.last]
        if token.text in '«"“„' or token.kind == "latin":
            return True
        bodies = any(name.first == verb.last and name.kind == "organisation" for name in self.marked.names)
        return bodies and not any(actor.first == verb.last and actor.side for actor in self.marked.actors)

    def has_outlet(self, verb: Verb, sentence: Sentence, right: list[Actor]) -> bool:
        """Whether an outlet is the subject after a verb: «, передает ТАСС»; «заявил агентству посол» is none."""
        outlet = next(load_phrases("carriers").find(self.tokens, verb.last, min(verb.last + 3, sentence.last)), None)
        if outlet is None or self.tokens[outlet.first].case not in ("Nom", "", "Acc"):
            return False
        return not any(actor.first < outlet.first for actor in right)

    def parted(self, first: int, last: int) -> bool:
        """Whether a comma, dash or colon stands between two tokens; «, в свою очередь,» does not part."""
        at = first
        while at < last:
            if at in self.within:
                at += 1
                continue  # «премьер-министр Папуа | — | Новой Гвинеи»
            if self.norm(at) in (":", ";") or (self.norm(at) in DASHES and self.tokens[at].space):
                return True
            if self.norm(at) == ",":
                reach = MAX_HOUSE_TOKENS if self.token(at + 1).verb_form == "Conv" else MAX_EXPRESSED_TOKENS
                close = next((one for one in range(at + 1, min(at + reach, last)) if self.norm(one) == ","), None)
                if close is None or not self.is_inserted(at + 1, close):
                    return True
                at = close
            at += 1
        return False

    def is_inserted(self, first: int, last: int) -> bool:
        """Whether words between two commas are a turn of speech: no verb and nobody who acts."""
        words = self.tokens[first:last]
        if not words:
            return False
        if SOURCES & set(words[0].lemmas) and len(words) <= MAX_NOUN_TOKENS:
            return True  # «посол, передаёт агентство, заявил»
        if words[0].verb_form == "Conv":
            return not any(is_finite(token) for token in words)  # «сказал, открывая встречу, посол»
        return not any(token.pos in ("VERB", "AUX") or token.case == "Nom" for token in words) and not self.actors(
            first, last
        )

    def to_speaker(self, actor: Actor) -> Speaker | None:
        """Name and side of an actor; None for an outlet, for joint groups and for somebody unknown."""
        if self.is_carrier(actor):
            return None
        if actor.kind == "pronoun" and self.last and self.is_last(actor):
            return self.last
        if self.is_joint(actor):
            return self.as_crowd(self.joint(actor))
        if actor.kind == "office":
            if self.norm(actor.first - 1) == "же" and self.last is not None:
                return self.last  # «тот же чиновник»
            if self.is_bare_calling(actor) or self.is_same_envoy(actor):
                return self.last  # «добавил дипломат»: the one who has just spoken
            if UNNAMED & set(self.token(actor.first - 1).lemmas):
                words = self.tokens[actor.first - 1 : actor.last]
                return self.as_single(Speaker(nominative_phrase(words), actor.side))
        if actor.kind == "office" and self.last is not None and self.means_last(actor, self.last):
            return self.last
        if actor.person is not None and actor.person < len(self.marked.people):
            if actor.kind == "person" and UNNAMED & set(self.token(actor.first - 1).lemmas):
                return self.envoy_of(actor)
            somebody = self.marked.people[actor.person]
            return Speaker(somebody.name, somebody.side or actor.side, actor.person)
        if actor.kind == "pronoun":
            many = self.norm(actor.first) == "они" and self.last not in self.crowds
            return None if many else self.acted_before(actor) or self.named_lately(actor) or self.last
        words = self.tokens[actor.first : actor.last]
        if actor.side is None and any(token.lemma == "коллега" for token in words) and self.last is not None:
            return self.colleague(self.last)
        if actor.kind == "group":
            if len(words) < 2 and not JOINT & {key for token in words for key in (token.norm, *token.lemmas)}:
                return None
            return self.as_crowd(self.joint(actor))
        named = self.name_after(actor) if actor.kind == "office" else ""
        if named:
            return Speaker(named, actor.side)
        recalled = self.recall(actor) if actor.kind == "office" else None
        recalled = recalled or (self.acted_lately(actor) if actor.kind == "office" else None)
        if recalled is not None:
            return recalled
        again = self.house_again(actor.first, actor.last, actor.side) if actor.kind == "side" else None
        if again is not None:
            return again
        name = actor.office if actor.kind == "office" and actor.office else self.spelled_out(nominative_phrase(words))
        found = Speaker(name, actor.side)
        return self.as_single(found) if actor.kind == "office" and actor.number == "Sing" else found

    def envoy_of(self, actor: Actor) -> Speaker:
        """«неназванный | представитель Дубова»: somebody who speaks for a person and has no name himself."""
        words = self.marked.text[self.tokens[actor.first].stop : self.tokens[actor.last - 1].stop]
        head = nominative_phrase(self.tokens[actor.first : actor.first + 1])
        return self.as_single(Speaker(head + " ".join(f" {word}" for word in words.split()), None))

    def is_same_envoy(self, actor: Actor) -> bool:
        """«представитель купца» right after «неназванный представитель Дубова»: the same man, told in other words."""
        sentence = self.sentence_of(actor.first)
        near = sentence is not None and sentence.index - self.last_sentence <= PAIR
        unnamed = near and self.last is not None and self.last.person is None and self.last in self.singles
        told = unnamed and self.last is not None and "представитель" in self.last.name.lower().split()
        return told and self.tokens[actor.first].lemma == "представитель"

    def is_bare_calling(self, actor: Actor) -> bool:
        """Whether «дипломат» alone goes on with who spoke in the sentence before."""
        bare = actor.last - actor.first == 1 and actor.case == "Nom" and self.tokens[actor.first].number == "Sing"
        sentence = self.sentence_of(actor.first) if bare and self.last is not None else None
        near = sentence is not None and 0 <= sentence.index - self.last_sentence <= 1
        return near and bool(BARE_CALLINGS & set(self.tokens[actor.first].lemmas))

    def means_last(self, actor: Actor, last: Speaker) -> bool:
        """«добавил глава миссии» after «руководитель миссии Дубов»: not another of them, who is named only later."""
        sentence = self.sentence_of(actor.first)
        near = sentence is not None and 0 <= sentence.index - self.last_sentence <= PAIR
        if not near or actor.person in (None, last.person) or last.person is None:
            return False
        if actor.person in self.named_before(actor.start):
            return False
        if sentence is not None and sentence.paragraph == self.last_paragraph:
            return True
        words = {self.norm(at)[:STEM] for at in range(actor.first, actor.last)}
        titles = self.marked.people[last.person].titles
        return any(word.lower()[:STEM] in words for title in titles for word in title.nominative.split())

    def acted_before(self, actor: Actor) -> Speaker | None:
        """«Дубов оценил встречу сдержаннее. «...», — заметил | он»: who acted in the sentence before, if alone."""
        gender = HE_SHE.get(self.norm(actor.first))
        sentence = self.sentence_of(actor.first)
        before = [one for one in self.marked.sentences if sentence and self.last_sentence < one.index < sentence.index]
        if not before or sentence is None or before[-1].paragraph != sentence.paragraph:
            return None
        while len(before) > 1 and self.goes_on(before[-1].start):
            before.pop()  # a quotation of several sentences
        acting = [one for one in self.actors(before[-1].first, before[-1].last) if self.may_act(one)]
        verb = self.token(acting[0].last) if len(acting) == 1 and acting[0].kind == "person" else NOTHING
        return self.to_speaker(acting[0]) if verb.tense == "Past" and verb.gender == gender else None

    def acted_lately(self, actor: Actor) -> Speaker | None:
        """«Канцлер Дубов дал интервью. «Европа устала», — признал | политик»: who alone acted right before."""
        bare = actor.last - actor.first == 1 and BARE_CALLINGS & set(self.tokens[actor.first].lemmas)
        sentence = self.sentence_of(actor.first) if bare else None
        if sentence is None:
            return None
        near = [one for one in self.marked.sentences if 0 < sentence.index - one.index <= PAIR]
        acting = [one for home in near for one in self.actors(home.first, home.last) if one.kind == "person"]
        acting = [one for one in acting if self.may_act(one) and not self.is_quoted(one.first)]
        people = {one.person for one in acting}
        return self.to_speaker(acting[0]) if len(people) == 1 else None

    def named_lately(self, actor: Actor) -> Speaker | None:
        """«Лима просит отсрочки. С этим приехал посол Дубов. «...», — сказал | он»: no body is «он»."""
        gender = HE_SHE.get(self.norm(actor.first))
        sentence = self.sentence_of(actor.first)
        if gender is None or sentence is None or self.last is None:
            return None
        if self.last.person is not None or self.last in self.singles:
            return None
        first = max(0, sentence.index - PAIR)
        reach = (one for one in self.marked.sentences[first : sentence.index + 1])
        near = [one for home in reach for one in self.actors(home.first, min(home.last, actor.first))]
        near = [one for one in near if one.kind == "person" and one.case == "Nom" and not self.is_quoted(one.first)]
        fits = [one for one in near if one.person is not None and self.marked.people[one.person].gender in ("", gender)]
        return self.to_speaker(fits[-1]) if fits else None

    def is_joint(self, actor: Actor) -> bool:
        """Whether an office is that of several: «| Главы МИД Чили | и Перу заявили»."""
        head = self.tokens[actor.first]
        issued = head.case == "Gen" and JOINT_PAPERS_OF & set(self.token(actor.first - 1).lemmas)
        plural = head.number == "Plur" and (head.case == "Nom" or issued) and head.pos == "NOUN"
        return bool(plural and actor.kind == "office" and actor.case in ("Nom", "Gen"))

    def house_again(self, first: int, last: int, side: str | None) -> Speaker | None:
        """«американское внешнеполитическое ведомство», «министерство»: the body named before that is called so."""
        own = [at for at in range(first, last) if not any(one.first <= at < one.last for one in self.marked.sides)]
        lemmas = {self.tokens[at].lemma for at in own}
        if len(lemmas) == 1 and lemmas <= ORGANS - BARE_HOUSES:
            return self.organ_again(first, next(iter(lemmas)))
        if not lemmas or not lemmas <= BARE_HOUSES:
            return None
        meant = EMBASSIES if lemmas & EMBASSIES else MINISTRIES
        for actor in reversed(self.marked.actors[: bisect_left(self.acting, first)]):
            named = actor.kind == "side" and (side is None or actor.side == side)
            words = {self.tokens[at].lemma for at in range(actor.first, actor.last)} if named else set()
            if meant & words and actor.side is not None and not words <= BARE_HOUSES:
                name = nominative_phrase(self.tokens[actor.first : actor.last])
                return Speaker(self.spelled_out(name), actor.side)
        return None

    def organ_again(self, first: int, lemma: str) -> Speaker | None:
        """«отметили в | департаменте |» after «в Департаменте печати МИД Чили»: the body whose name opens with it."""
        for at in range(first - 1, -1, -1):
            if lemma in self.tokens[at].lemmas and self.token(at + 1).case == "Gen":
                last = at + 1
                while last < first and self.is_of_name(last):
                    last += 1
                side = self.side_among(at, last)
                return Speaker(nominative_phrase(self.tokens[at:last]), side)
        return None

    def is_of_name(self, at: int) -> bool:
        """Whether a token goes on with the genitives of a name: «печати | и | печати | МИД»."""
        return self.goes_with(at) or self.goes_on_listing(at)

    def joint(self, actor: Actor) -> Speaker:
        """Those who speak together, by the words for them: «главы МИД Чили и Перу», «стороны»."""
        last = actor.last
        while last < len(self.tokens) and (self.tokens[last].case == "Gen" or self.goes_on_listing(last)):
            last += 1
        words = " ".join(token.text for token in self.tokens[actor.first : last])
        if self.tokens[actor.first].case == "Gen":
            words = nominative_phrase(self.tokens[actor.first : last])
        return Speaker(words[:1].lower() + words[1:], actor.side if actor.kind == "group" else None)

    def goes_on_listing(self, at: int) -> bool:
        """Whether an «и» joins a further genitive: «Чили | и | Перу»."""
        return self.norm(at) == "и" and self.token(at + 1).case == "Gen"

    def name_after(self, actor: Actor) -> str:
        """«уполномоченный по водам | Рагхав Мальхотра»: a name right after an office, which the network overlooked."""
        last = actor.last
        while last < len(self.tokens) and last - actor.last < MIN_LED_WORDS and self.is_name(last):
            last += 1
        return nominative_phrase(self.tokens[actor.last : last]) if last - actor.last > 1 else ""

    def is_name(self, at: int) -> bool:
        """Whether a token looks like a part of the name of somebody who acts."""
        token = self.tokens[at]
        return token.pos == "PROPN" and token.case == "Nom" and token.animacy == "Anim" and token.text[0].isupper()

    def recall(self, actor: Actor) -> Speaker | None:
        """Who «украинский политик», «турецкий коллега» or «посол» is: the one named last who may be called so."""
        words = self.tokens[actor.first : actor.last]
        lemmas = {lemma for token in words for lemma in token.lemmas}
        if UNNAMED & lemmas:
            return None
        states = {
            at for side in self.marked.sides if side.form != "organisation" for at in range(side.first, side.last)
        }
        rest = {
            self.tokens[at].norm[:STEM]
            for at in range(actor.first, actor.last)
            if len(self.norm(at)) > STEM and at not in states and not REPRESENTING & set(self.tokens[at].lemmas)
        }
        last = self.last
        bare = bool(REPRESENTING & lemmas) and not rest and actor.side is not None
        if bare and last is not None and last.person is not None and last.side == actor.side:
            return last  # «заявил вице-премьер Чили А. Б. «...», – сказал | представитель Чили»
        for number in self.named_before(actor.start):
            somebody = self.marked.people[number]
            titles = [title.nominative for title in somebody.titles]
            if actor.office and actor.office in titles:
                return Speaker(somebody.name, somebody.side, number)
            fits = somebody.side == actor.side if actor.side else bool(somebody.titles)
            if not fits:
                continue
            peers = number == self.spoke_last() and {somebody.rank, actor.rank} == {"minister", "foreign_minister"}
            if peers or (somebody.rank == actor.rank and actor.rank in RECALLED):
                return Speaker(somebody.name, somebody.side, number)
            known = any(word.lower()[:STEM] in rest for title in titles for word in title.split())
            if actor.side and CALLINGS & lemmas and (known or not REPRESENTING & lemmas):
                return Speaker(somebody.name, somebody.side, number)
        return self.spokesman(actor) or self.by_title(actor)

    def spokesman(self, actor: Actor) -> Speaker | None:
        """«спикер», «представитель ведомства»: the spokesman named before, else who has just spoken for a body."""
        lemmas = [token.lemma for token in self.tokens[actor.first : actor.last]]
        if not SPOKESMEN & set(lemmas[:PAIR]):
            return None
        known = [self.marked.people[number] for number in self.named_before(actor.start)]
        sides = {actor.side, None, ""} if actor.side else {one.side for one in known}
        voices = [one for one in known if one.rank == "spokesperson" and one.side in sides]
        if voices:
            return Speaker(voices[0].name, voices[0].side, voices[0].index)
        alone = "спикер" in lemmas and not any(one.rank == "speaker" for one in self.marked.people)
        return self.last if alone and self.last is not None and self.last.person is not None else None

    def by_title(self, actor: Actor) -> Speaker | None:
        """«и.о. генпрокурора», «вице-премьер», «бывший губернатор»: the last named who holds or held such an office."""
        said = nominative_phrase(self.tokens[actor.first : actor.last])
        known = [self.marked.people[number] for number in self.named_before(actor.start)]
        known = [one for one in known if one.titles and (not actor.side or not one.side or one.side == actor.side)]
        fits = [one for one in known if any(mean_same(said, title.nominative) for title in one.titles)]
        if not fits and is_former(said):
            former = [one for one in known if any(is_former(title.nominative) for title in one.titles)]
            fits = former if len(former) == 1 else []
        return Speaker(fits[0].name, fits[0].side, fits[0].index) if fits else None

    def spoke_last(self) -> int | None:
        """The person who spoke last."""
        return self.last.person if self.last is not None else None

    def named_before(self, offset: int) -> Iterator[int]:
        """The persons named before an offset, latest first, each once."""
        seen: set[int] = set()
        for start, number in reversed(self.mentions):
            if start < offset and number not in seen:
                seen.add(number)
                yield number

    def colleague(self, last: Speaker) -> Speaker | None:
        """«его коллега»: the only person of the rank and not of the side of who spoke last."""
        rank = self.marked.people[last.person].rank if last.person is not None else ""
        found = [one for one in self.marked.people if one.rank == rank and one.side != last.side and one.titles]
        return Speaker(found[0].name, found[0].side, found[0].index) if rank and len(found) == 1 else None

    def is_last(self, actor: Actor) -> bool:
        """Whether a pronoun goes on with who spoke in the sentence before, as far as gender tells."""
        sentence = self.sentence_of(actor.first)
        if sentence is None or sentence.index - self.last_sentence > 1 or self.last is None:
            return False
        if self.last in self.singles:
            return self.norm(actor.first) != "они"
        gender = HE_SHE.get(self.norm(actor.first), "")
        if not gender or self.last.person is None or self.last.person >= len(self.marked.people):
            return False
        return self.marked.people[self.last.person].gender in (gender, "")

    def lead_in(self, verb: Verb, sentence: Sentence) -> int:
        """The first token of the source clause of a verb: «..., | как ранее сообщил», «..., | в пятницу сообщил»."""
        at = verb.first
        dated = {one for date in self.marked.dates if date.last <= at for one in range(date.first, date.last)}
        while at > sentence.first + 1 and (
            self.token(at - 1).pos in ("ADV", "PART") or at - 1 in dated or self.norm(at - 1) in LED_IN
        ):
            at -= 1
        return at if self.norm(at - 1) in (",", *DASHES) else verb.first

    def may_act(self, actor: Actor) -> bool:
        """Whether an actor stands in the nominative, by the tagger or by the form of his name."""
        return actor.case == "Nom" or self.has_form_of_subject(actor)

    def find_that(self, verb: Verb, sentence: Sentence) -> int | None:
        """The «что» whose clause a verb governs: the first after it, at most twelve tokens on, right after a comma."""
        for at in range(verb.last, min(verb.last + 12, sentence.last)):
            norm = self.tokens[at].norm
            if norm in DEGREES and at > verb.last:
                return None  # «считает угрозу настолько большой, что»
            if norm == ")" and not any(self.norm(one) == "(" for one in range(verb.last, at)):
                return None
            if norm in THAT and (self.norm(at - 1) == "," or at == verb.last):
                before = self.token(at - PAIR) if at - PAIR >= verb.last else NOTHING
                other = before.verb_form in ("Fin", "Inf", "Conv") or before.norm in CLEARLY
                after = self.token(at + 1)
                thing = before.norm == "том" and after.voice == "Pass" and after.gender == "Neut" and after.case == ""
                return None if other or thing else at  # «пообещал министру (сложно представить, что»: of another verb
        return None

    def according_speaker(self, first: int, last: int, sentence: Sentence) -> Speaker | None:
        """The actor in the genitive after «по словам», or who spoke last for «по его словам»."""
        if self.norm(first - 1) == "собственным":
            first -= 1  # «по его собственным словам»
        if self.norm(first - 1) in THEIR:
            return self.both_before(sentence)
        if self.norm(first - 1) in ("его", "ее"):
            leading = self.before_colon_speaker(first - 1, sentence)
            if leading is not None:
                return leading
            pronoun = [actor for actor in self.actors(first - 1, first) if actor.person is not None]
            return self.to_speaker(pronoun[0]) if pronoun else self.owner(first - 1, sentence)
        near = [
            actor for actor in self.actors(last, min(last + 4, sentence.last)) if not self.parted(last, actor.first)
        ]
        near = [actor for actor in near if actor.kind != "pronoun" or self.token(actor.first - 1).pos != "ADP"]
        if self.token(last).verb_form == "Part" and self.token(last).case == "Gen":
            reach = self.actors(last + 1, min(last + MAX_SOURCE_REACH, sentence.last))
            near = [one for one in reach if one.kind in ("person", "office") and one.case in ("Gen", "")]
        if not near and self.is_interlocutor(last) and (self.last is None or self.last.person is not None):
            return self.last or self.subject_before(sentence)
        if near and near[0].first - last in (1, PAIR) and near[0].case == "Gen" and self.is_aide(near[0].first - 1):
            return self.as_single(Speaker(nominative_phrase(self.tokens[last : near[0].last]), near[0].side))
        housed = bool(near) and self.norm(near[0].first - 1) in HOUSED  # «по данным источника | в правительстве»
        if housed and any(SOURCE_NOUNS & set(self.tokens[at].lemmas) for at in range(last, near[0].first)):
            return self.unnamed_source(last, sentence)
        if near:
            return self.to_speaker(near[0])
        return self.body_at(last) or self.house_at(last, sentence.last) or self.unnamed_source(last, sentence)

    def is_aide(self, at: int) -> bool:
        """Whether a noun in the genitive means somebody of whoever follows: «по словам | советника | лидера Чили»."""
        token = self.tokens[at]
        aide = token.pos == "NOUN" and token.number == "Sing" and not ADDRESSES & set(token.lemmas)
        return aide and token.case == "Gen" and token.animacy == "Anim"

    def is_interlocutor(self, at: int) -> bool:
        """Whether «собеседника газеты» at a token goes on with who speaks: one without a house."""
        token = self.token(at)
        reach = range(at + 1, at + MAX_EXPRESSED_TOKENS)
        stop = next((one for one in reach if self.norm(one) == ","), at + MAX_EXPRESSED_TOKENS)
        housed = any(self.norm(one) in HOUSED for one in range(at, stop))
        return token.lemma == "собеседник" and token.number == "Sing" and not housed

    def house_at(self, first: int, stop: int) -> Speaker | None:
        """A body named by its words: «в сообщении | пресс-службы министерства», «по данным | эстонского ведомства»."""
        at = first
        while at < min(stop, first + MAX_INSERTED_TOKENS) and self.tokens[at].kind != "sign":
            if self.tokens[at].pos == "NOUN":
                if not ORGANS & set(self.tokens[at].lemmas):
                    return None
                break
            at += 1
        else:
            return None
        if at >= stop or self.tokens[at].kind == "sign":
            return None
        begin, last = at, at + 1
        while begin > first and self.tokens[begin - 1].pos in ("ADJ", "DET"):
            begin -= 1
        while last < stop and last - at < MAX_HOUSE_TOKENS and self.goes_with(last):
            last += 1
        side = self.side_among(begin, last)
        again = self.house_again(begin, last, side)
        return again or Speaker(nominative_phrase(self.tokens[begin:last]), side)

    def unnamed_source(self, first: int, sentence: Sentence) -> Speaker | None:
        """«по словам знакомого с ним торговца»: somebody without name or office, by the words for him."""
        last = next((at for at in range(first, sentence.last) if self.tokens[at].kind == "sign"), sentence.last)
        words = range(first, min(last, first + MAX_NOUN_TOKENS))
        nouns = [at for at in words if self.tokens[at].pos == "NOUN" and self.is_genitive(at)]
        people = [at for at in nouns if self.tokens[at].animacy == "Anim" or SOURCE_NOUNS & set(self.tokens[at].lemmas)]
        if not people or any(MANY & set(self.tokens[at].lemmas) for at in words):
            return None
        number = "Sing" if self.tokens[people[0]].number == "Sing" else "Plur"
        side = self.side_among(first, last)
        name = nominative_phrase(self.tokens[first : people[-1] + 1], number)
        house = range(people[-1] + 1, min(last, people[-1] + 1 + MAX_NOUN_TOKENS))
        if house and self.norm(house[0]) in HOUSED and SOURCE_NOUNS & set(self.tokens[people[-1]].lemmas):
            stop = next((at for at in house if not self.is_of_house(at)), house.stop)
            name = " ".join((name, *(self.tokens[at].text for at in range(house[0], stop))))
        found = Speaker(name, side)
        return self.as_single(found) if number == "Sing" else found

    def both_before(self, sentence: Sentence) -> Speaker | None:
        """«Министры Дубов и Соколов оценили проект. По | их | словам»: two who acted in the sentence before."""
        before = self.marked.sentence_before(sentence)
        if before is None or before.paragraph != sentence.paragraph:
            return None
        return self.both_in(before)

    def both_in(self, sentence: Sentence) -> Speaker | None:
        """The two who act together in a sentence."""
        acting = [one for one in self.actors(sentence.first, sentence.last) if one.kind in ("person", "office")]
        acting = [one for one in acting if one.case == "Nom"]
        if len(acting) < PAIR or self.norm(acting[1].first - 1) != "и" or acting[1].first - acting[0].last > 1:
            return None
        both = [self.to_speaker(one) for one in acting[:PAIR]]
        if both[0] is None or both[1] is None:
            return None
        return self.as_crowd(Speaker(f"{both[0].name} и {both[1].name}", both[0].side))

    def is_genitive(self, at: int) -> bool:
        """Whether a noun stands in the genitive, or in the accusative of those alive, which has the same form."""
        token = self.tokens[at]
        return token.case == "Gen" or (token.case == "Acc" and token.animacy == "Anim")

    def before_colon_speaker(self, at: int, sentence: Sentence) -> Speaker | None:
        """«Посол смотрит на дело иначе: договор, по | его | словам, ...»: who acts before the colon."""
        colon = next((one for one in range(at - 1, sentence.first, -1) if self.norm(one) in (":", ";")), None)
        if colon is None or self.norm(colon) != ":":
            return None
        gender = HIS_HER[self.norm(at)]
        for actor in self.actors(sentence.first, colon):
            speaker = self.to_speaker(actor) if actor.kind in ("person", "office") and self.may_act(actor) else None
            if speaker is not None and speaker.person is not None:
                return speaker if self.marked.people[speaker.person].gender in ("", gender) else None
        return None

    def owner(self, at: int, sentence: Sentence) -> Speaker | None:
        """Whose words «его», «её» is: who spoke last, else who acted last, as far as gender tells."""
        gender = HIS_HER.get(self.norm(at), "")
        people = self.marked.people
        fits = {one.index for one in people if not gender or one.gender in ("", gender)}
        if self.last is not None and (self.last.person is None or self.last.person in fits):
            return self.acted_alone(sentence, fits) or self.last
        for actor in reversed(self.actors(sentence.first, at)):
            if actor.person in fits and self.may_act(actor):
                return self.to_speaker(actor)
        return self.subject_before(sentence) or self.last

    def acted_alone(self, sentence: Sentence, fits: set[int]) -> Speaker | None:
        """«В Осло побывал посол Дубов. По | его | словам»: who acted last, where nobody has spoken since."""
        before = self.marked.sentence_before(sentence)
        if before is None or before.paragraph != sentence.paragraph or self.last_sentence >= before.index:
            return None
        acting = [one for one in self.actors(before.first, before.last) if one.kind == "person" and self.may_act(one)]
        return self.to_speaker(acting[0]) if len(acting) == 1 and acting[0].person in fits else None

    def subject_before(self, sentence: Sentence) -> Speaker | None:
        """The last person in the nominative before a sentence, in its paragraph."""
        before = [
            actor
            for actor in self.marked.actors
            if actor.start < sentence.start and actor.person is not None and actor.case == "Nom"
        ]
        return self.to_speaker(before[-1]) if before else None
