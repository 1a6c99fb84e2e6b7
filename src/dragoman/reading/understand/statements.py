"""Who said what: quotations, reported speech and answers of an interview, each with its speaker."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from msgspec import structs

from dragoman.model import Statement, StatementForm
from dragoman.reading.languages.lexicon import Match, Word, load_words
from dragoman.reading.mark.complements import load_bodies
from dragoman.reading.mark.forms import load_forms, nominative_phrase
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.understand.callings import is_former, mean_same
from dragoman.reading.understand.quotes import Quote, find_quotes
from dragoman.reading.values import NOTHING, Actor, Marked, Sentence, Token

INSERTED = re.compile(r"[,.!?…]?\s*[—–-]\s+([^—–»«\n]{3,90}?)[.,:]\s*[—–-]\s+")
MIN_CLAUSE_WORDS = 4  # a shorter quotation with a verb is rather a title or a scrap
CLAUSED = frozenset({"that_clause", "urged", "called"})  # a sentence may report several
MAX_SCRAP_TOKENS = 10
STEM = 5  # letters that two cases of a word share
MIN_LED_WORDS = 3  # after a colon, «что» or a verb of speech
DASHES = frozenset("-–—")
PREDICATES = frozenset(
    (
        "который",
        "чтобы",
        "что",
        "если",
        "поскольку",
        "когда",
        "где",
        "должен",
        "нужно",
        "надо",
        "можно",
        "нельзя",
        "нет",
    )
)  # words of a clause, finite verbs aside
DENIALS = frozenset({"опровергнуть", "опровергать", "отрицать", "дезавуировать"})
TURNS = frozenset(
    {
        "впрочем",
        "правда",
        "более того",
        "тем не менее",
        "к тому же",
        "наконец",
        "например",
        "так",
        "в частности",
        "кроме того",
        "при этом",
        "однако",
        "между тем",
        "вместе с тем",
    }
)
TURNED = frozenset({"Part", "Conv"})  # «посол, | выступая в парламенте, заявил»
ABOUT = ["о", "том", ",", "что"]
CERTAIN = frozenset({"уверенный", "уверить", "убежденный", "согласный"})  # «уверен, что»
SOURCES = frozenset({"передавать", "сообщать", "писать", "информировать", "цитировать"})
NOTICES = frozenset(
    {"сообщить", "сообщать", "передать", "передавать", "информировать", "проинформировать", "известить"}
)
HANDOUTS = frozenset({"сообщение", "заявление", "коммюнике", "пресс-релиз", "декларация", "релиз", "доклад", "отчет"})
REFERENCES = frozenset({"ссылка", "сослаться", "ссылаться"})
MAX_SOURCE_TOKENS = 8
MAX_LEAD_TOKENS = 9  # «Разногласия же, по мнению посла, ...»: words before the source
MAX_HOUSE_TOKENS = 9
QUOTING = frozenset('«„"“')
CONSIDERED = frozenset({"считать", "признать", "признавать", "счесть"})  # «считает договор выгодным»
VAGUE = frozenset({"эксперт", "аналитик", "наблюдатель", "политолог", "специалист", "ученый", "сми"})
VAGUE |= {"комментатор", "обозреватель", "многие", "некоторые", "критик", "скептик", "оппонент", "журналист"}
MANY = frozenset({"многие", "многий", "некоторые", "некоторый", "большинство", "ряд"})
EARLIER = frozenset({"ранее", "уже", "накануне", "прежде", "раньше"})
MAX_PAPER_SENTENCES = 2  # «в сообщении говорится»: of who spoke just before
ATTITUDES = frozenset({"опасаться", "надеяться", "полагать", "считать", "подозревать", "предполагать", "думать"})
ATTITUDES |= {"согласиться", "согласившись"}
BLOCK_BARRED = frozenset('«„“"–—-•*')  # a line that opens so is a quotation of its own or a list
ANONYMOUS = frozenset(
    ("источник", "представитель", "очевидец", "эксперт", "организатор", "дипломат", "чиновник", "адвокат", "сотрудник")
)
LED_IN = frozenset({"как", "так", "об", "этом"})
JOINTS = frozenset({"и", "а", "но", "хотя", "однако", "зато", "причем", "то"})
JOINT_PAPERS = frozenset({"коммюнике", "декларация", "резолюция", "протокол"})  # of nobody alone
JOINT_PAPERS_OF = frozenset({"заявление", "коммюнике", "декларация", "обращение"})  # «в заявлении | министров»
STANDS = frozenset({"обеспокоенность", "озабоченность", "протест", "недовольство", "возмущение", "сомнение"})
THEIR_OWN = frozenset({"его", "ее", "своем", "своей"})
PAIR = 2
INSISTING = frozenset({"настаивать", "настоять", "высказаться", "высказываться"})  # «настаивает, чтобы»
NEWS = frozenset({"информация", "сообщение", "новость", "слух", "известие", "данные", "факт", "решение"})
DEGREES = frozenset({"настолько", "столь", "столько"})
CLEARLY = frozenset(("ясно", "очевидно", "понятно", "известно", "маловероятно", "вероятно", "возможно", "видно"))
SITTINGS = frozenset({"встреча", "переговоры", "заседание", "беседа", "консультация", "сессия"})
UNDECLINED = ("о", "и", "у", "е")  # «Токио», «Дели», «Баку»
SUCH = frozenset(("заявление", "утверждение", "мнение", "предупреждение", "оценка", "прогноз", "вывод", "предложение"))
SUCH |= {"призыв", "просьба", "инициатива"}
GOING_ON = frozenset({"его", "ее", "их", "он", "она", "они", "это", "этот"})
MAX_TOLD_SENTENCES = 3  # between what is told and «об этом»
OPENERS = frozenset({"как", "при", "однако", "также", "а", "но", "и", "зато", "причем", "впрочем", "между", "тем"})
GOVERNORS = frozenset({"преминуть", "поспешить", "забыть", "предпочесть", "успеть", "постараться", "начать"})
SPOKESMEN = frozenset({"спикер", "пресс-секретарь", "представитель", "представительница", "официальный"})
MEANT = frozenset({"намерение", "стремление", "желание", "решимость", "готовность", "невозможность", "неприемлемость"})
MAX_TRAIL_TOKENS = 20
KEPT = frozenset({"не", "однако", "также"})
TURNED_TO = frozenset({"а", "но", "однако", "зато"})  # «сказал, что мост нужен, | а | посол ...»
REFLEXIVE = ("ся", "сь")
SUBORDINATORS = frozenset({"где", "что", "чтобы", "который", "когда", "куда", "откуда", "если", "поскольку"})
DECLARING = frozenset({"заявить", "заявлять", "объявить", "объявлять", "сообщить", "сообщать", "предупредить"})
DECLARING |= {"пообещать", "обещать", "призвать", "потребовать", "утверждать", "считать", "опровергнуть", "пояснить"}
QUOTED_ONLY = frozenset({"выразиться", "ограничиться"})  # «по-соседски», как выразился посол
DECLINED = ("ов", "ев", "ин", "ын", "ский", "цкий", "ой", "ая", "ий", "ый", "як", "ик", "ун", "ян")
THAT = frozenset({"что", "будто"})
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
MAX_URGED_TOKENS = 12  # «призвал все заинтересованные стороны конфликта незамедлительно прекратить»
MAX_INSERTED_TOKENS = 8  # «, сказал министр иностранных дел Чили,»
MAX_NOUN_TOKENS = 7
LEADS = frozenset(
    ("что", "чтобы", "поскольку", "потому", "если", "ибо", "когда", ":", "")
)  # a quoted clause may follow
THEIR = frozenset(("их", "они"))
LATTER = frozenset({"последний", "последняя"})
BARE_HOUSES = frozenset({"ведомство", "министерство", "посольство", "дипмиссия", "миссия", "внешнеполитическое"})
BARE_HOUSES |= {"внешнеполитический", "дипломатический", "дипломатическое", "дипведомство", "это", "этот"}
MINISTRIES = frozenset({"мид", "министерство", "госдепартамент", "госдеп", "форин-офис", "внешнеполитический"})
EMBASSIES = frozenset({"посольство", "дипмиссия", "миссия"})
JOINT = frozenset(("сторона", "собеседник", "участник", "министр", "президент", "лидер", "глава", "премьер"))
UNNAMED = frozenset(("высокопоставленный", "неназванный", "анонимный", "осведомленный", "источник"))
ADDRESSES = frozenset({"сэр", "господин", "г-н", "г-жа", "госпожа", "дон", "лорд", "шейх", "доктор", "генерал"})
CALLINGS = frozenset(("политик", "дипломат", "чиновник", "коллега", "визави", "лидер", "парламентарий", "депутат"))
BARE_CALLINGS = frozenset({"дипломат", "политик", "чиновник"})
REPRESENTING = frozenset(("представитель", "представительница", "представительство"))
CALLINGS |= REPRESENTING | {"сенатор", "нардеп", "переговорщик", "гость", "законодатель", "министр", "посланник"}
RECALLED = frozenset(("ambassador", "envoy", "foreign_minister", "minister", "speaker", "head_of_government"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: name in the nominative, side, and the index of the person where known."""

    name: str
    side: str | None
    person: int | None = None


Reported = tuple[int, int, Speaker, str]  # offsets of what is told, who tells it, the rule that found it


@cache
def speech_lemmas() -> frozenset[str]:
    """Single verbs that have a speaker."""
    return frozenset(word.form for word in load_words("ru", "speech_verbs") if word.kind == "say")


@cache
def told_lemmas() -> frozenset[str]:
    """Verbs of papers: «отмечается», «сообщается»."""
    return frozenset(word.form for word in load_words("ru", "speech_verbs") if word.kind == "told")


def find_statements(marked: Marked) -> tuple[Statement, ...]:
    """Statements of a document in order of their words.

    direct: a quotation that is a clause of its own, or led by a verb of speech; indirect: the reported clause without
    the words that name its source; interview: sentences of an answer that take a stand. An outlet is no speaker.
    """
    finder = Finder(marked)
    return tuple(sorted(finder.find(), key=lambda item: (item.start, item.stop)))


def find_interviewed(marked: Marked) -> Speaker | None:
    """The person whose answers an interview gives: who tells or answers in the words before the first question."""
    if not any(passage.kind == "answer" for passage in marked.passages):
        return None
    first = next(passage.start for passage in marked.passages if passage.kind in ("question", "answer"))
    finder = Finder(marked)
    for sentence in marked.sentences:
        if sentence.start >= first:
            break
        for verb in finder.verbs(sentence):
            actor = finder.subject(verb, sentence)
            speaker = finder.to_speaker(actor) if actor else None
            if speaker and speaker.person is not None:
                return speaker
    early = [actor for actor in marked.actors if actor.start < first and actor.person is not None]
    return finder.to_speaker(early[0]) if early else None


@dataclass(frozen=True, slots=True)
class Verb:
    """A word of speech in a sentence."""

    first: int
    last: int
    kind: str


class Finder:
    """Finds the statements of one document."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.tokens = marked.tokens
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
        self.acting = [actor.first for actor in marked.actors]
        self.within = {at for side in marked.sides for at in range(side.first + 1, side.last)}

    def split_quote(self, quote: Quote) -> list[Quote]:
        """The parts of «..., — сказал посол. — ...»: the words of the source inside the marks belong to neither."""
        parts: list[Quote] = []
        start = at = quote.start
        while (match := INSERTED.search(self.marked.text, at, quote.stop)) is not None:
            words = [word.strip(".,").lower() for word in match[1].split()]
            telling = speech_lemmas() | told_lemmas()
            told = any(lemma in telling for word in words for lemma in load_forms().lemmatise(word))
            at = match.end() - 1 if told else match.start(1)  # «Мы говорим - дайте время, - сказал он. - Рынок ...»
            if told:
                parts.append(Quote(start, match.start() + 1, bare=quote.bare and not parts))
                start = at
                self.resumed.add(start)
        return [*parts, Quote(start, quote.stop, bare=quote.bare and not parts)]

    def find(self) -> Iterator[Statement]:
        """All statements, in no order."""
        interviewed = find_interviewed(self.marked) if self.has_answers() else None
        told: set[int] = set()
        spoken_in: set[int] = set()
        for sentence in self.marked.sentences:
            kind = self.marked.passages[sentence.passage].kind if self.marked.passages else "body"
            if kind == "title":
                yield from self.headline(sentence)
            if kind in ("boilerplate", "dateline", "title", "question"):
                continue
            if sentence.paragraph in told:
                continue
            line = self.dashed_line(sentence) if kind == "body" else []
            if line:
                told.add(sentence.paragraph)
                yield from line
                continue
            before = self.about_this(sentence, spoken_in)
            if before is not None:
                yield before
            spoken = list(self.sentence_statements(sentence))
            yield from spoken
            if spoken:
                spoken_in.add(sentence.index)
            block = self.block_after(sentence, bool(spoken)) if kind == "body" else None
            if block is not None:
                told.add(block[1])
                yield block[0]
            if kind == "answer" and interviewed and not spoken and self.takes_stand(sentence):
                yield self.make(sentence.start, sentence.stop, interviewed, "interview", "answer_stand")

    def headline(self, sentence: Sentence) -> Iterator[Statement]:
        """«Иван Дубов: «Договор готов»»: a title that is a quotation with its speaker, unless the text has it again."""
        quotes = self.quotes_in(sentence)
        at = self.token_at(quotes[0].start) if len(quotes) == 1 else -1
        if self.norm(at - 1) != ":" or at - sentence.first > MAX_INSERTED_TOKENS:
            return
        people = [actor for actor in self.actors(sentence.first, at) if actor.kind in ("person", "office")]
        if len(people) == PAIR and people[1].case == "Dat" and people[0].last == people[1].first:
            people = [structs.replace(people[0], last=people[1].last)]  # «Дубов Соколову: «Я рад»»
        speaker = self.to_speaker(people[-1]) if people and people[-1].last == at - 1 else None
        start, stop = self.trim(*quotes[0].inner)
        again = self.marked.text.find(self.marked.text[start:stop], quotes[0].stop) >= 0
        if speaker is not None and not again and len(self.inside(quotes[0])) >= MIN_LED_WORDS:
            yield self.make(start, stop, speaker, "direct", "headline")

    def about_this(self, sentence: Sentence, spoken_in: set[int]) -> Statement | None:
        """«Мост закроют. Об этом сообщил посол»: what he said is the sentence before, if it tells nothing said."""
        if not self.opens_about(sentence):
            return None
        before = self.told_before(sentence)
        if before is None or before.index in spoken_in:
            return None
        if any(quote.start == self.tokens[before.first].start for quote in self.quotes_in(before)):
            return None
        speaker = self.about_speaker(sentence)
        if speaker is None or not self.has_predicate(before.first, before.last):
            return None
        self.remember(speaker, sentence)
        acting = (one.person for one in self.actors(before.first, before.last) if one.case == "Nom")
        if self.norm(sentence.first) not in ("об", "как") and speaker.person is not None and speaker.person in acting:
            return None  # «Дубов объявил о планах. С таким заявлением Дубов выступил в Лиме»
        return self.make(*self.trim(before.start, before.stop), speaker, "indirect", "about_this")

    def opens_about(self, sentence: Sentence) -> bool:
        """Whether a sentence opens with «Об этом», «С таким заявлением», «Такое мнение»."""
        first = sentence.first
        if self.norm(first) == "об" and self.norm(first + 1) == "этом":
            return True
        led = self.led_until(sentence, sentence.last)
        if led is not None and self.norm(led + 1) == "об" and self.norm(led + PAIR) == "этом":
            return True
        such = first + (self.norm(first) in ("с", "со"))
        return self.token(such).lemma == "такой" and bool(SUCH & set(self.token(such + 1).lemmas))

    def about_speaker(self, sentence: Sentence) -> Speaker | None:
        """Who tells it: «Об этом сообщил посол», «С таким заявлением выступил посол»."""
        if self.norm(sentence.first) == "как":
            last = self.verbs(sentence)[-1]
            return self.verb_speaker(last, sentence) if self.find_that(last, sentence) is None else None
        if self.norm(sentence.first) != "об":
            near = self.actors(sentence.first, min(sentence.first + MAX_SOURCE_REACH, sentence.last))
            acting = next((actor for actor in near if self.may_act(actor)), None)
            return self.to_speaker(acting) if acting is not None else None
        verb = next((one for one in self.verbs(sentence) if one.kind in ("say", "told")), None)
        if verb is None or self.find_that(verb, sentence) is not None:
            return None
        return self.verb_speaker(verb, sentence)

    def told_before(self, sentence: Sentence) -> Sentence | None:
        """What «об этом» means: the sentence before; where that one only goes on («Его ищут»), the first of the lines.

        At the start of a line it is what the line before opens with.
        """
        near = self.marked.sentences[max(0, sentence.index - MAX_TOLD_SENTENCES) : sentence.index]
        same = [one for one in near if one.paragraph == sentence.paragraph]
        if not same and near:
            same = [one for one in near if one.paragraph == near[-1].paragraph]
            kind = self.marked.passages[near[-1].passage].kind if self.marked.passages else "body"
            return same[0] if kind == "body" and len(same) <= PAIR else None
        if not same:
            return None
        goes_on = GOING_ON & {self.norm(same[-1].first), self.norm(same[-1].first + 1)}
        return same[0] if goes_on and len(same) == PAIR else same[-1]

    def block_after(self, sentence: Sentence, spoken: bool) -> tuple[Statement, int] | None:
        """«Посол сказал:» at the end of a line: the next line, without marks, is what he said; and its number.

        Args: spoken: the sentence tells something said itself («сказал, что мост нужен:»): no list may follow.
        """
        if self.norm(sentence.last - 1) != ":":
            return None
        following = next((item for item in self.marked.sentences if item.index == sentence.index + 1), None)
        if following is None or following.paragraph == sentence.paragraph or following.passage != sentence.passage:
            return None
        first = self.tokens[following.first]
        if first.text in BLOCK_BARRED or first.kind != "word":
            return None
        whole = first.text[0].isupper() and self.norm(following.last - 1) in (".", "!", "?")
        if spoken and not (whole and self.has_predicate(following.first, following.last)):
            return None
        verb = next(iter(reversed(self.verbs(sentence))), None)
        speaker = self.verb_speaker(verb, sentence) if verb is not None else self.first_person(sentence, following)
        if speaker is None or speaker.person is None:
            return None
        self.remember(speaker, sentence)
        stop = [item for item in self.marked.sentences if item.paragraph == following.paragraph][-1].stop
        return self.make(*self.trim(following.start, stop), speaker, "direct", "block"), following.paragraph

    def first_person(self, sentence: Sentence, following: Sentence) -> Speaker | None:
        """«Посол поздравил соседей:» before a line that says «я» or «мы»: the first who acts is the one who speaks."""
        words = {self.norm(at) for at in range(following.first, following.last)}
        acting = [a for a in self.actors(sentence.first, sentence.last) if a.kind == "person" and a.case == "Nom"]
        return self.to_speaker(acting[0]) if acting and words & {"я", "мы", "мне", "нам", "наш", "наша"} else None

    def dashed_line(self, sentence: Sentence) -> list[Statement]:
        """The parts of «– Мы готовы. Договор есть, – сказал посол. – Дело мало», where a line starts with a dash."""
        if self.norm(sentence.first) not in DASHES or self.tokens[sentence.first].start > self.line_start(sentence) + 1:
            return []
        inside = [item for item in self.marked.sentences if item.paragraph == sentence.paragraph]
        last = inside[-1].last
        verbs = [(verb, item) for item in inside for verb in self.verbs(item)]
        for verb, home in verbs:
            dash = next((at for at in range(verb.first - 1, verb.first - 4, -1) if self.norm(at) in DASHES), None)
            speaker = self.verb_speaker(verb, home) if dash is not None and dash > sentence.first + 1 else None
            if speaker is None or dash is None:
                continue
            self.remember(speaker, home)
            again = next((at for at in range(verb.last, last) if self.norm(at) in DASHES), last)
            parts = [(sentence.first + 1, dash), (again + 1, last)]
            spans = [self.span(first, stop, speaker, "dash") for first, stop in parts if first < stop]
            return [self.make(start, stop, speaker, "direct", "dash") for start, stop, _, _ in spans]
        return []

    def line_start(self, sentence: Sentence) -> int:
        """The offset where the line of a sentence starts."""
        return self.marked.text.rfind("\n", 0, sentence.start) + 1

    def has_answers(self) -> bool:
        """Whether the text is an interview."""
        return any(passage.kind == "answer" for passage in self.marked.passages)

    def takes_stand(self, sentence: Sentence) -> bool:
        """Whether a sentence of an answer tells an opinion: «по нашему мнению», «мы считаем»."""
        return any(match.value.kind == "opinion" for match in self.speech_words(sentence))

    def speech_words(self, sentence: Sentence) -> list[Match[Word]]:
        """Listed words of speech of a sentence, of every kind, looked for once."""
        if sentence.index not in self.listed:
            found = load_phrases("speech_verbs").find(self.tokens, sentence.first, sentence.last)
            self.listed[sentence.index] = list(found)
        return self.listed[sentence.index]

    def sentence_statements(self, sentence: Sentence) -> Iterator[Statement]:
        """Direct statements of a sentence, then indirect ones of the words around them."""
        verbs = self.verbs(sentence)
        reported = [item for item in self.reported(sentence, verbs) if not self.goes_on(item[0])]
        led = [item for item in reported if item[3] == "as_said"]
        reported = [one for one in reported if one[3] != "according" or not any(self.holds(item, one) for item in led)]
        reported.sort(key=lambda item: item[:2])
        direct = [quote for quote in self.quotes_in(sentence) if self.is_speech(quote, sentence)]
        direct = [quote for quote in direct if not any(self.is_scrap(quote, *item[:2]) for item in reported)]
        direct = [quote for quote in direct if not self.is_hushed(quote, sentence, verbs)]
        clauses = [item for item in reported if item[3] in CLAUSED]
        telling = [verb for verb in verbs if not any(self.is_inside(verb, *item[:2]) for item in clauses)]
        for quote in direct:
            opened = self.norm(self.token_at(quote.start) - 1) == ":"  # «сказал, что сторона предложила: «...»»
            speaker = self.quote_speaker(quote, sentence, telling if opened else verbs)
            if speaker:
                self.remember(speaker, sentence)
                start, stop = self.trim(*quote.inner)
                yield self.make(start, stop, speaker, "direct", "quotation")
        told = 0
        for start, stop, speaker, rule in reported:
            self.remember(speaker, sentence)
            stop = self.before_colon(start, stop, direct)
            if any(quote.start < stop and start < quote.stop for quote in direct) or start < told:
                continue
            whole = next((one for one in self.quotes_in(sentence) if one.start == start and one.stop >= stop), None)
            if whole is not None:  # «Мы рады», — сказал посол; по словам посла, «всё готово»
                yield self.make(*self.trim(*whole.inner), speaker, "direct", rule)
            else:
                yield self.make(start, stop, speaker, "indirect", rule)
            told = stop if rule in CLAUSED else len(self.marked.text)
        outside = [verb for verb in verbs if not any(self.is_inside(verb, *item[:2]) for item in reported)]
        outside = [verb for verb in outside if not self.is_subordinate(verb, sentence)]
        heard = [speaker for verb in outside if (speaker := self.verb_speaker(verb, sentence))]
        if heard:
            self.remember(heard[-1], sentence)
        referred = self.referred_to(sentence)
        if referred is not None:
            self.remember(referred, sentence)

    def is_subordinate(self, verb: Verb, sentence: Sentence) -> bool:
        """Whether a verb stands in a clause with «что»: «отверг слухи о том, что посол | говорил | с ним»."""
        reach = range(verb.first - 1, max(sentence.first, verb.first - MAX_SOURCE_REACH) - 1, -1)
        return any(self.norm(at) in THAT or "который" in self.tokens[at].lemmas for at in reach)

    def referred_to(self, sentence: Sentence) -> Speaker | None:
        """«сообщает агентство со ссылкой на | посла»: who said it, for «по его словам» after it."""
        for actor in self.actors(sentence.first, sentence.last):
            before = self.norm(actor.first - 1), *self.token(actor.first - PAIR).lemmas
            if actor.kind == "person" and before[0] == "на" and REFERENCES & set(before[1:]):
                return self.to_speaker(actor)
        for at in range(sentence.first, sentence.last - PAIR):
            if REFERENCES & set(self.tokens[at].lemmas) and self.norm(at + 1) == "на":
                noun = at + PAIR
                while noun < sentence.last and self.tokens[noun].pos == "ADJ":
                    noun += 1
                token = self.token(noun)
                if "источник" in token.lemmas and token.number == "Sing":  # «со ссылкой на дипломатический источник»
                    return self.as_single(Speaker(nominative_phrase(self.tokens[at + PAIR : noun + 1]), None))
        return None

    def holds(self, outer: Reported, inner: Reported) -> bool:
        """Whether what one reports holds what another does: «Как сказал посол, договор, по мнению Лимы, ...»."""
        return outer[0] <= inner[0] and inner[1] <= outer[1]

    def is_inside(self, verb: Verb, start: int, stop: int) -> bool:
        """Whether a verb stands in a reported clause: what it tells is hearsay."""
        return start <= self.tokens[verb.first].start < stop

    def before_colon(self, start: int, stop: int, direct: list[Quote]) -> int:
        """Where a clause ends that goes on to a quotation: «сказал, что мост нужен, спросив при этом: «Где он?»»."""
        for quote in direct:
            at = self.token_at(quote.start) - 1
            if not start < quote.start < stop or self.norm(at) != ":":
                continue
            comma = next((one for one in range(at, self.token_at(start), -1) if self.norm(one) == ","), None)
            if comma is not None and comma - self.token_at(start) >= MIN_CLAUSE_WORDS:
                return self.token(comma - 1).stop
            if at - self.token_at(start) >= MIN_CLAUSE_WORDS:
                return self.token(at - 1).stop
        return stop

    def is_hushed(self, quote: Quote, sentence: Sentence, verbs: list[Verb]) -> bool:
        """Whether a quotation is a part of a clause that nobody known reports: «поясняется, что срок идёт «до мая»»."""
        for verb in verbs:
            that = self.find_that(verb, sentence)
            if that is not None and self.tokens[that].start < quote.start and verb.kind in ("say", "told"):
                stop = self.tokens[sentence.last - 1].stop
                return self.is_scrap(quote, self.token(that + 1).start, stop)
        return False

    def is_scrap(self, quote: Quote, start: int, stop: int) -> bool:
        """Whether a quotation is only a part of a reported clause: «заявил, что «их беспокоит» рост цен»."""
        inside = start <= quote.start and quote.stop <= stop + 1
        if not inside or not self.marked.text[quote.start + 1].islower():
            return False
        first, after = self.token_at(quote.start), self.token_at(quote.stop)
        short = after - first <= MAX_SCRAP_TOKENS
        # «это «разные столы»», «назвал мост «победой, которая ...»»: judged, however long
        judged = self.norm(first - 1) == "это" or self.token(first + 1).case == "Ins"
        noun = self.token(first - 1).pos in ("NOUN", "PROPN", "PRON")
        if (short or judged) and first == self.token_at(start) + 1 and noun:
            return True  # «утверждает, что Лима «не получила ответа»»
        if first > self.token_at(start) + 1:
            return self.norm(first - 1) not in LEADS
        return self.tokens[min(after, len(self.tokens) - 1)].kind != "sign" and after < self.token_at(stop)

    def goes_on(self, start: int) -> bool:
        """Whether words stand inside a quotation: the later sentences of one that is told already."""
        return any(quote.start + 1 < start < quote.stop - 1 for quote in self.quotes)

    def remember(self, speaker: Speaker, sentence: Sentence) -> None:
        """Keeps who spoke last, for «он добавил» and quotations without a source."""
        if speaker not in self.crowds:
            self.last, self.last_paragraph, self.last_sentence = speaker, sentence.paragraph, sentence.index

    def make(self, start: int, stop: int, speaker: Speaker, form: StatementForm, rule: str) -> Statement:
        """A statement."""
        person = str(speaker.person) if speaker.person is not None else None
        return Statement(
            speaker=speaker.name, side=speaker.side, form=form, start=start, stop=stop, person=person, rule=rule
        )

    def quotes_in(self, sentence: Sentence) -> list[Quote]:
        """Quotations that start in a sentence."""
        return [quote for quote in self.quotes if sentence.start <= quote.start < sentence.stop]

    def token_at(self, offset: int) -> int:
        """The first token that starts at or after an offset."""
        return bisect_right(self.starts, offset - 1)

    def token(self, at: int) -> Token:
        """A token, or an empty one outside the text."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else NOTHING

    def norm(self, at: int) -> str:
        """The norm of a token, "" outside the text."""
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    def is_quoted(self, at: int) -> bool:
        """Whether a token stands inside a quotation."""
        start = self.tokens[at].start
        return any(quote.start < start < quote.stop - 1 for quote in self.quotes)

    def is_speech(self, quote: Quote, sentence: Sentence) -> bool:
        """Whether a quotation is what somebody said, and no name, title or scrap."""
        words = [token for token in self.inside(quote) if token.kind != "sign"]
        before = self.token_at(quote.start) - 1
        at_start = before < sentence.first or (self.norm(before) in DASHES and before == sentence.first)
        goes_on = self.norm(before) in DASHES and any(one.stop < quote.start for one in self.quotes_in(sentence))
        led = (
            goes_on
            or (at_start and (len(words) > MIN_CLAUSE_WORDS or self.closes_speech(quote)))
            or self.norm(before) in (":", "что")
            or self.is_speech_verb(before, sentence)
        )
        if quote.start in self.resumed and len(words) >= PAIR:
            return True  # «Мы едем, — сказал он. — | Дорога готова»
        apart = at_start or self.norm(before) in (";", ",")
        if apart and len(words) >= PAIR and self.closes_speech(quote) and self.is_followed(quote, sentence):
            return True  # «Причины технические», — пояснил он
        clause = any(is_finite(token) or PREDICATES & {token.norm, *token.lemmas} for token in words)
        if clause and len(words) == PAIR and self.norm(before) == ":":
            return True  # «ответил: «Скоро узнаете»»
        if (
            led
            and len(words) >= MIN_LED_WORDS
            and (clause or len(words) >= MIN_CLAUSE_WORDS or self.norm(before) == ":")
        ):
            return True
        inside = before >= sentence.first and self.tokens[before].kind == "word" and not self.closes_speech(quote)
        scrap = inside and self.marked.text[quote.start + 1].islower() and not self.verbs(sentence)
        if scrap and self.tokens[before].pos in ("NOUN", "PROPN"):
            return False  # «приостановила договор "до тех пор, пока соседи не подпишут его"»
        return clause and len(words) >= MIN_CLAUSE_WORDS + 1

    def is_followed(self, quote: Quote, sentence: Sentence) -> bool:
        """Whether a verb of speech stands right after a quotation and its dash."""
        after = self.token_at(quote.stop)
        return any(0 < verb.first - after <= MIN_LED_WORDS for verb in self.verbs(sentence))

    def closes_speech(self, quote: Quote) -> bool:
        """Whether a dash stands after a quotation: «...», — what follows says who spoke."""
        after = self.token_at(quote.stop)
        return self.norm(after) in DASHES or self.norm(after + 1) in DASHES

    def inside(self, quote: Quote) -> tuple[Token, ...]:
        """The tokens of a quotation."""
        return self.tokens[self.token_at(quote.start + 1) : self.token_at(quote.stop - 1)]

    def is_speech_verb(self, at: int, sentence: Sentence) -> bool:
        """Whether a token ends a verb of speech."""
        return any(verb.last == at + 1 for verb in self.verbs(sentence))

    def trim(self, start: int, stop: int) -> tuple[int, int]:
        """Offsets without blanks, closing commas and stops at the ends."""
        text = self.marked.text
        while start < stop and (text[start].isspace() or text[start] in "—–-,"):
            start += 1
        while stop > start and (text[stop - 1].isspace() or text[stop - 1] in ",.;:—–-"):
            stop -= 1
        return start, stop

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
        for quote in self.quotes:
            at = self.token_at(quote.stop)
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

    def quote_speaker(self, quote: Quote, sentence: Sentence, verbs: list[Verb]) -> Speaker | None:
        """The speaker of a quotation: by the nearest verb around it, «по словам», or who spoke last."""
        start, stop = self.token_at(quote.start), self.token_at(quote.stop)
        around = verbs
        if stop >= sentence.last:
            around = [*verbs, *self.following_verbs(sentence, quote)]
        ranked = sorted(around, key=lambda verb: verb.first - stop if verb.first >= stop else (start - verb.last) + 3)
        for verb in ranked:
            home = self.sentence_of(verb.first) or sentence
            speaker = (
                self.verb_speaker(verb, home)
                or self.called_speaker(verb, home)
                or self.unnamed_speaker(verb, home)
                or self.described(verb, home)
            )
            if speaker:
                return speaker
        words_of = self.words_of(stop, sentence)
        if words_of is not None:
            return words_of
        for _, _, speaker in self.accordings(sentence):
            return speaker
        if self.norm(start - 1) == ":":
            viewed = self.viewed_by(start - 1, sentence)
            if viewed is not None:
                return viewed
            before = [actor for actor in self.actors(sentence.first, start - 1) if actor.case == "Nom"]
            leading = next((speaker for actor in before if (speaker := self.to_speaker(actor))), None)
            if leading is not None:
                return leading  # «глава клуба усмехнулся: «...»»: whatever the verb is
            if not verbs and start - sentence.first > PAIR and not self.has_predicate(sentence.first, start - 1):
                return None  # «Программа Дубова: «Для всех стран»»
        return self.last if self.last_paragraph >= sentence.paragraph - 1 - self.is_asked(sentence) else None

    def viewed_by(self, colon: int, sentence: Sentence) -> Speaker | None:
        """«Точка зрения Дубова, которую он не менял, ясна: «...»»: whose view a quotation after a colon tells."""
        for match in self.speech_words(sentence):
            owner = self.actors(match.last, match.last + 1) if match.value.kind == "according" else []
            if owner and match.last < colon and owner[0].case == "Gen" and self.tokens[match.last - 1].case != "Dat":
                return self.to_speaker(owner[0])
        return None

    def words_of(self, at: int, sentence: Sentence) -> Speaker | None:
        """«Мы ждём» — эти | слова | президента Дубова облетели мир»: whose words a quotation is."""
        near = range(at, min(at + MIN_CLAUSE_WORDS, sentence.last))
        words = next((one for one in near if self.tokens[one].lemma == "слово"), None)
        owner = self.actors(words + 1, words + PAIR) if words is not None else []
        return self.to_speaker(owner[0]) if owner and owner[0].case == "Gen" else None

    def is_asked(self, sentence: Sentence) -> bool:
        """Whether the line before a sentence is a question after a dash: «– Есть ли связь?»."""
        before = [item for item in self.marked.sentences if item.paragraph == sentence.paragraph - 1]
        return bool(before) and self.norm(before[0].first) in DASHES and self.norm(before[-1].last - 1) == "?"

    def called_speaker(self, verb: Verb, sentence: Sentence) -> Speaker | None:
        """«заявила певица»: the person whom the text calls so, by the noun right beside a verb."""
        at = next((one for one in self.beside_verb(verb, sentence) if self.is_person_noun(one)), None)
        return None if at is None or self.actors(at, at + 1) else self.person_called(at)

    def person_called(self, at: int) -> Speaker | None:
        """The person whom the text calls by a noun: «певица» after «певица Анна Дубова»."""
        token = self.tokens[at]
        opens = any(sentence.first == at for sentence in (self.sentence_of(at),) if sentence is not None)
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
        return any(0 <= verb.first - self.token_at(quote.stop) <= MIN_LED_WORDS for quote in self.quotes)

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
        side = next((one.code for one in self.marked.sides if first <= one.first < last), None)
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
            following = self.token(at + 1) if at + 1 < len(self.tokens) else token
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
        opened = next((at for at in range(comma - 1, sentence.first, -1) if self.norm(at) == ","), None)
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

    def following_verbs(self, sentence: Sentence, quote: Quote) -> list[Verb]:
        """Verbs of the sentence after one that ends inside a quotation: «... . ...», — сказал он."""
        later = [item for item in self.marked.sentences if item.index > sentence.index and item.start < quote.stop + 3]
        later = [item for item in later if "\n" not in self.marked.text[quote.stop : item.start]]
        dash = self.token_at(quote.stop)
        if not later and self.norm(dash) in (*DASHES, ","):
            later = [item for item in self.marked.sentences if item.index == sentence.index + 1]
        return [verb for item in later for verb in self.verbs(item)]

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
            return self.last  # «собеседник агентства отметил»
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
        known = [one for one in self.marked.people if one.surname.lower().replace("ё", "е") == self.norm(opens)]
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
        if self.norm(sentence.first) not in ("тот", "та") or self.token(sentence.first).case != "Nom":
            return None
        before = next((one for one in self.marked.sentences if one.index == sentence.index - 1), None)
        if before is None or self.parted(sentence.first + 1, verb.first):
            return None
        named = [one for one in self.actors(before.first, before.last) if one.kind == "person"]
        told = [one for one in named if one.case not in ("Nom", "")]
        return told[-1] if told else None

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
        side = next((one.code for one in self.marked.sides if first <= one.first <= at), None)
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
        opened = next((one for one in range(comma - 1, sentence.first, -1) if self.norm(one) == ","), comma)
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
        side = next((one.code for one in self.marked.sides if first <= one.first < last), None)
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
                side = next((one.code for one in self.marked.sides if at < one.first < verb.first), None)
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
        side = next((one.code for one in self.marked.sides if first <= one.first < last), None)
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
            side = next((one.code for one in self.marked.sides if after < one.first < stop), None)
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
        side = next((side.code for side in self.marked.sides if first < side.first < verb.first), None)
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
        surname = self.marked.people[actor.person].surname.lower().replace("ё", "е").split()
        same = bool(surname) and self.norm(actor.last - 1) == surname[-1]
        given = self.marked.people[actor.person].name.lower().replace("ё", "е").split()[:1]
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

    def is_told_to(self, first: int) -> bool:
        """«сообщил "Эху гор" | посол X»: an outlet in the dative, in quotes, right before who speaks."""
        reach = range(first + 1, min(first + MAX_NOUN_TOKENS, len(self.tokens)))
        close = next((at for at in reach if self.tokens[at].text in '"»”'), None)
        if close is None or self.token(first + 1).case != "Dat":
            return False
        return any(actor.first == close + 1 and actor.case == "Nom" for actor in self.marked.actors)

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
        if actor.person in set(self.named_before(actor.start)):
            return False
        if sentence is not None and sentence.paragraph == self.last_paragraph:
            return True
        words = {self.norm(at)[:STEM] for at in range(actor.first, actor.last)}
        titles = self.marked.people[last.person].titles
        return any(word.lower()[:STEM] in words for title in titles for word in title.nominative.split())

    def acted_before(self, actor: Actor) -> Speaker | None:
        """«Дубов оценил встречу сдержаннее. «...», — заметил | он»: who acted in the sentence before, if alone."""
        gender = {"он": "Masc", "она": "Fem"}.get(self.norm(actor.first))
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
        gender = {"он": "Masc", "она": "Fem"}.get(self.norm(actor.first))
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
                side = next((one.code for one in self.marked.sides if at <= one.first < last), None)
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
        following = self.token(at + 1) if at + 1 < len(self.tokens) else None
        return self.norm(at) == "и" and following is not None and following.case == "Gen"

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
        gender = {"он": "Masc", "она": "Fem"}.get(self.norm(actor.first), "")
        if not gender or self.last.person is None or self.last.person >= len(self.marked.people):
            return False
        return self.marked.people[self.last.person].gender in (gender, "")

    def reported(self, sentence: Sentence, verbs: list[Verb]) -> Iterator[Reported]:
        """Reported clauses of a sentence: offsets of the content, speaker and the rule that found it."""
        for first, last, speaker in self.accordings(sentence):
            yield self.span(first, last, speaker, "according")
        for verb in verbs:
            if verb.kind == "cite":
                continue
            found = self.clause(verb, sentence)
            if found is None:
                continue
            first, last, rule = found
            leading = self.leading_verb(verb, sentence)
            leading = None if leading is not None and self.has_site(leading, sentence) else leading
            if self.is_shared_view(leading or verb, rule, sentence):
                continue
            teller = self.verb_speaker(leading or verb, sentence) or self.one_unnamed(leading or verb, sentence)
            if teller is None and leading is None:
                teller = self.many_speaker(verb, rule, sentence)
            if teller and first < last and not self.is_notice(teller, verb, rule):
                yield self.span(first, last, teller, rule)

    def is_shared_view(self, verb: Verb, rule: str, sentence: Sentence) -> bool:
        """«Стороны отметили, что», «подтвердили важность»: what a meeting found is nobody's words; «заявили» is."""
        if DECLARING & set(self.tokens[verb.first].lemmas) and rule != "stance":
            return False
        actor = self.subject(verb, sentence)
        return actor is not None and actor.kind == "group" and actor.case == "Nom"

    def leading_verb(self, verb: Verb, sentence: Sentence) -> Verb | None:
        """The first of two verbs of one speaker: «сказал, что ..., и заявил, что ...»."""
        for other in self.verbs(sentence):
            that = self.find_that(other, sentence) if other.first < verb.first else None
            if that is not None and that < verb.first:
                cut = self.next_speech(other, that, sentence.last, sentence)
                own = any(self.may_act(one) for one in self.actors(cut, verb.first))  # «, а | посол | отметил»
                return other if cut < verb.first and verb.first - cut <= MIN_CLAUSE_WORDS and not own else None
        return None

    def is_notice(self, teller: Speaker, verb: Verb, rule: str) -> bool:
        """«..., сообщили в министерстве»: a body without a name that only gives out the news says nothing."""
        lemmas = set(self.tokens[verb.first].lemmas)
        bare = teller.person is None and teller.side is None and " " not in teller.name
        return bare and rule in ("as_said", "source_after", "inserted") and bool(NOTICES & lemmas)

    def span(self, first: int, last: int, speaker: Speaker, rule: str) -> Reported:
        """Offsets of tokens first..last without signs at the ends."""
        start, stop = self.tokens[first].start, self.tokens[max(last, first + 1) - 1].stop
        start, stop = self.trim(*self.close_quote(*self.trim(start, stop)))
        return start, stop, speaker, rule

    def close_quote(self, start: int, stop: int) -> tuple[int, int]:
        """Offsets without a mark at either end whose partner lies outside."""
        words = self.marked.text[start:stop]
        if words[-1:] in ('"', "»", "”") and words.count('"') % 2 + words.count("«") - words.count("»"):
            return start, stop - 1
        if words[:1] in ('"', "«", "„") and words.count('"') % 2 + words.count("«") - words.count("»"):
            return start + 1, stop
        return start, stop

    def clause(self, verb: Verb, sentence: Sentence) -> tuple[int, int, str] | None:
        """The tokens that a verb of speech reports."""
        end = self.content_end(sentence)
        that = self.find_that(verb, sentence)
        if that is None and verb.kind == "told" and self.norm(verb.first - 1) == "где":
            return None  # «в сообщении, где говорится о мире»
        if (
            verb.kind == "express"
            and STANDS & set(self.token(verb.last - 1).lemmas)
            and self.is_of_news(verb.last, that)
        ):
            that = None  # «выразил обеспокоенность в связи с сообщениями о том, что»
        fears = self.tokens[verb.first].verb_form == "Conv" and ATTITUDES & set(self.tokens[verb.first].lemmas)
        if that is not None and (fears or DENIALS & set(self.tokens[verb.first].lemmas)):
            return None  # «опроверг, что»: the clause is what he does not say
        if that is not None:
            parts = (at for at in range(that, end) if self.norm(at) == ";" and self.norm(at + 1) not in THAT)
            return that + 1, min(self.next_speech(verb, that, end, sentence), next(parts, end)), "that_clause"
        if verb.kind == "express" and STANDS & set(self.token(verb.last - 1).lemmas):
            end = self.next_deed(verb, verb.last, end)
            return (verb.last - 1, end, "expressed") if verb.last + PAIR <= end else None
        if verb.kind in ("urge", "call"):
            end = self.next_speech(verb, verb.last, end, sentence)
            end = next((at for at in range(verb.last, end) if self.norm(at) == ";"), end)
            return self.urged(verb, end) if verb.kind == "urge" else self.called(verb, self.before_other(verb, end))
        if CONSIDERED & set(self.tokens[verb.first].lemmas) and self.norm(verb.last) not in (",", ":"):
            judged = self.called(verb, self.before_other(verb, end))
            if judged is not None and not self.closes_insertion(verb.first - 1, sentence):
                return judged
        if INSISTING & set(self.tokens[verb.first].lemmas):
            wish = next(
                (at for at in range(verb.last, min(verb.last + MAX_NOUN_TOKENS, end)) if self.is_wish(at)), None
            )
            if wish is not None and wish + MIN_LED_WORDS < end:
                return wish + 1, end, "urged"
        told = verb.last + MIN_LED_WORDS < end and self.has_predicate(verb.last, end)
        if self.norm(verb.last) == ":" and told and not self.quotes_in(sentence):
            return verb.last + 1, end, "colon"
        colon = self.colon_after(verb, sentence)
        if (
            colon
            and colon + MIN_LED_WORDS < end
            and (self.norm(verb.first - 1) == "," or self.has_predicate(colon, end))
        ):
            return colon + 1, end, "colon"
        return self.beside(verb, end, sentence)

    def is_of_news(self, first: int, that: int | None) -> bool:
        """Whether «что» only tells what news says: «в связи с | сообщениями о том, | что»."""
        reach = range(first, that or first)
        return any(NEWS & set(self.tokens[at].lemmas) for at in reach)

    def is_wish(self, at: int) -> bool:
        """Whether «чтобы» opens a clause at a token."""
        return self.norm(at) == "чтобы" and self.norm(at - 1) == ","

    def colon_after(self, verb: Verb, sentence: Sentence) -> int:
        """The «:» after who speaks in «..., пишет автор: ...»; 0 where there is none or a quotation follows it."""
        for at in range(verb.last, min(verb.last + MAX_NOUN_TOKENS, sentence.last - 1)):
            if self.norm(at) == ":":
                return 0 if self.token(at + 1).text in QUOTING else at
            if self.tokens[at].kind == "sign" or is_finite(self.tokens[at]):
                return 0
        return 0

    def beside(self, verb: Verb, end: int, sentence: Sentence) -> tuple[int, int, str] | None:
        """What a verb without «что» reports: the words after or before its short clause, or a stand taken."""
        comma = next((at for at in range(verb.last, sentence.last) if self.norm(at) == ","), None)
        head, opening = self.lead_in(verb, sentence), self.skip_turn(sentence)
        if self.norm(opening) != "как":
            opening = self.after_colon(verb, sentence)
        if self.norm(opening) == "как" and head >= opening and head - opening < 8:
            comma = next((at for at in range(verb.last, sentence.last) if self.norm(at) == ","), None)
            if comma is not None and self.is_participial(comma + 1, verb):
                reach = range(comma + 1, sentence.last)  # «Как сказал посол, пожелавший остаться в тени, мост закрыт»
                comma = next((at for at in reach if self.norm(at) == ","), None)
            related = comma is not None and any("который" in self.token(comma + one).lemmas for one in (1, PAIR))
            if comma is not None and not related:
                return comma + 1, end, "as_said"
        before = self.norm(head - 1)
        dash = self.about_this_head(verb, sentence)
        if dash is not None and self.has_predicate(sentence.first, dash):
            return sentence.first, dash, "source_after"
        if QUOTED_ONLY & set(self.tokens[verb.first].lemmas):
            return None
        adverbial = self.tokens[verb.first].verb_form == "Conv"
        if (
            before in (",", *DASHES)
            and not adverbial
            and comma is not None
            and comma - verb.last <= MAX_INSERTED_TOKENS
        ):
            around = self.around(head, comma, sentence)
            if around is not None:
                return *around, "inserted"
        trails = (
            before in (",", *DASHES) and head - sentence.first >= MIN_LED_WORDS and (comma is None or comma - head > 1)
        )
        if trails and self.norm(sentence.first) == "как":
            return None  # «Как сообщили в Лиме, об этом заявил посол»
        if trails and self.norm(sentence.first) == "об" and self.norm(sentence.first + 1) == "этом":
            return None  # «Об этом, как передает агентство, заявил посол»: what, is told before
        if trails and comma is not None and self.token(head - PAIR).pos == "CCONJ" and comma + MIN_LED_WORDS < end:
            return comma + 1, end, "inserted"  # «позвонил послу и, как сообщает министерство, | выразил протест»
        turned = self.closes_turn(head - 1, sentence)
        if trails and not adverbial and not turned and not self.closes_insertion(head - 1, sentence):
            if self.opens_quote(verb, sentence) or not self.has_predicate(sentence.first, head - 1):
                return None
            return sentence.first + (len(ABOUT) if self.is_about(sentence) else 0), head - 1, "source_after"
        if self.is_about(sentence):
            commas = [at for at in range(sentence.first + len(ABOUT), verb.first) if self.norm(at) == ","]
            return (sentence.first + len(ABOUT), commas[-1], "source_after") if commas else None
        declared = self.declared(verb, sentence)
        if declared is not None and declared + PAIR < end:
            return declared, end, "stance"
        stance = load_phrases("speech_verbs").match(self.tokens, verb.last, sentence.last)
        if stance and stance.value.kind == "stance" and self.tokens[stance.first].case == "Acc":
            return stance.first, end, "stance"
        return None

    def declared(self, verb: Verb, sentence: Sentence) -> int | None:
        """The noun of «заявил о | необходимости укреплять доверие», «сообщил о | готовности Лимы открыть мост»."""
        if self.norm(verb.last) not in ("о", "об") or not DECLARING & set(self.tokens[verb.first].lemmas):
            return None
        at = verb.last + 1 + (self.token(verb.last + 1).pos == "ADJ")
        stance = load_phrases("speech_verbs").match(self.tokens, at, sentence.last)
        meant = (stance is not None and stance.value.kind == "stance") or bool(MEANT & set(self.token(at).lemmas))
        return verb.last + 1 if meant else None

    def is_participial(self, at: int, verb: Verb) -> bool:
        """Whether an active participle at a token goes on with the subject of a verb."""
        token, told = self.token(at), self.tokens[verb.first]
        active = token.verb_form == "Part" and token.voice == "Act" and token.case == "Nom"
        return active and token.number == told.number and told.gender in ("", token.gender)

    def is_about(self, sentence: Sentence) -> bool:
        """Whether a sentence opens with «О том, что»."""
        return [self.norm(at) for at in range(sentence.first, sentence.first + len(ABOUT))] == ABOUT

    def about_this_head(self, verb: Verb, sentence: Sentence) -> int | None:
        """The dash of «... - | об этом посол напомнил министру»: what stands before it is what he said."""
        for at in range(verb.first - 1, max(sentence.first, verb.first - MAX_SOURCE_REACH), -1):
            if self.norm(at) in DASHES and self.norm(at + 1) == "об" and self.norm(at + 2) == "этом":
                return at
            if self.norm(at) in (",", ":", ";"):
                return None
        return None

    def lead_in(self, verb: Verb, sentence: Sentence) -> int:
        """The first token of the source clause of a verb: «..., | как ранее сообщил», «..., | в пятницу сообщил»."""
        at = verb.first
        dated = {one for date in self.marked.dates if date.last <= at for one in range(date.first, date.last)}
        while at > sentence.first + 1 and (
            self.token(at - 1).pos in ("ADV", "PART") or at - 1 in dated or self.norm(at - 1) in LED_IN
        ):
            at -= 1
        return at if self.norm(at - 1) in (",", *DASHES) else verb.first

    def around(self, first: int, comma: int, sentence: Sentence) -> tuple[int, int] | None:
        """The clause that a source between commas stands in: «| Кабул, подчеркнул посол, готов к миру |; ...».

        None where the words before it are a clause of their own, so that the source only ends them.
        """
        left = self.clause_left(first - 1, sentence)
        following = self.token(comma + 1) if comma + 1 < sentence.last else None
        if following is None or following.verb_form == "Conv" or "который" in following.lemmas:
            return None
        right = next((at for at in range(comma + 1, sentence.last) if self.norm(at) == ";"), self.content_end(sentence))
        wished = following.norm in ("чтобы", "что")  # «он заинтересован в том, сказал посол, чтобы мир был прочным»
        if left is None or right - comma <= MIN_LED_WORDS or (self.has_predicate(left, first - 1) and not wished):
            return None
        told = any(self.tokens[at].pos in ("NOUN", "PROPN", "NUM") for at in range(left, first - 1))
        return (left if told else comma + 1), right

    def clause_left(self, last: int, sentence: Sentence) -> int | None:
        """Where the clause that goes on up to a token starts: after «:», «;», a dash, «, и»; None: it depends."""
        led = self.led_until(sentence, last)
        for at in range(last - 1, sentence.first - 1, -1):
            if self.norm(at) in (";", ":", *DASHES) or at == led:
                return at + 1
            if self.norm(at) == "," and self.norm(at + 1) in JOINTS and at + 1 < last:
                return at + 2
            after = self.token(at + 1)
            if self.norm(at) == "," and after.pos == "NOUN" and "который" in self.token(at + PAIR).lemmas:
                return at + 1  # «договор, | исполнение которого, по словам посла, ...»
            if self.norm(at) == "," and (SUBORDINATORS & set(after.lemmas) or after.verb_form in TURNED):
                return None
        return sentence.first

    def led_until(self, sentence: Sentence, last: int) -> int | None:
        """The comma that closes «Как заявил посол Чили,» at the start of a sentence."""
        opening = self.skip_turn(sentence)
        told = any(opening < verb.first <= opening + PAIR for verb in self.verbs(sentence))
        if self.norm(opening) != "как" or not told:
            return None
        return next((at for at in range(opening, last - 1) if self.norm(at) == ","), None)

    def skip_turn(self, sentence: Sentence) -> int:
        """The first token after «например,», «в частности,», «кроме того,» at the start of a sentence."""
        comma = next((at for at in range(sentence.first, sentence.first + 3) if self.norm(at) == ","), None)
        words = " ".join(self.norm(at) for at in range(sentence.first, comma)) if comma is not None else ""
        return comma + 1 if comma is not None and words in TURNS else sentence.first

    def after_colon(self, verb: Verb, sentence: Sentence) -> int:
        """The token after the «:» or «;» before a verb: «спешить не хотят: | как сказал посол, ...»; else the first."""
        reach = range(verb.first - 1, max(sentence.first, verb.first - MAX_HOUSE_TOKENS), -1)
        return next((at + 1 for at in reach if self.norm(at) in (":", ";")), sentence.first)

    def has_predicate(self, first: int, last: int) -> bool:
        """Whether tokens make a clause: «Дубов, председатель суда, высказал» has none before its verb."""
        words = self.tokens[first:last]
        if any(left.norm.endswith("о") and right.verb_form == "Inf" for left, right in pairwise(words)):
            return True  # «не так просто победить»
        return any(
            is_finite(token) or token.norm in DASHES or PREDICATES & {token.norm, *token.lemmas} or is_short(token)
            for token in words
        )

    def opens_quote(self, verb: Verb, sentence: Sentence) -> bool:
        """Whether what a verb reports is a quotation right after it: the words before are the teller's frame."""
        near = [one for one in self.quotes_in(sentence) if 0 <= self.token_at(one.start) - verb.last <= MIN_LED_WORDS]
        return any(
            len(self.inside(one)) >= MIN_CLAUSE_WORDS or self.marked.text[one.stop - 2] in ".,!?" for one in near
        )

    def closes_insertion(self, comma: int, sentence: Sentence) -> bool:
        """Whether a comma closes the source in «Израиль, сказал посол, считает ...»."""
        for verb in self.verbs(sentence):
            inside = range(verb.last, comma)
            if self.norm(verb.first - 1) == "," and verb.last <= comma <= verb.first + MAX_INSERTED_TOKENS:
                return self.norm(comma) == "," and not any(self.norm(at) in (",", "что") for at in inside)
        return False

    def closes_turn(self, comma: int, sentence: Sentence) -> bool:
        """Whether a comma closes «, в свою очередь,» or «, принимая гостей,» between who speaks and his verb."""
        opened = next((at for at in range(comma - 1, sentence.first, -1) if self.norm(at) == ","), None)
        if opened is None or self.norm(comma) != "," or comma - opened > MAX_HOUSE_TOKENS:
            return False
        acting = any(actor.last == opened and self.may_act(actor) for actor in self.actors(sentence.first, opened))
        acting = acting or self.norm(opened - 1) in ("тот", "та")
        return acting and self.is_inserted(opened + 1, comma) and not SOURCES & set(self.token(opened + 1).lemmas)

    def may_act(self, actor: Actor) -> bool:
        """Whether an actor stands in the nominative, by the tagger or by the form of his name."""
        return actor.case == "Nom" or self.has_form_of_subject(actor)

    def closes_according(self, comma: int, sentence: Sentence) -> bool:
        """Whether a comma closes «, по словам посла,» in the middle of a sentence."""
        start = next((at for at in range(comma - 1, sentence.first, -1) if self.norm(at) == ","), None)
        return start is not None and self.norm(start + 1) in ("по", "согласно") and comma - start <= MAX_INSERTED_TOKENS

    def next_speech(self, verb: Verb, that: int, end: int, sentence: Sentence) -> int:
        """Where another verb of the same speaker ends a clause: «заявил, что ..., но выразил надежду, что ...»."""
        number = self.tokens[verb.first].number
        for other in self.verbs(sentence):
            first = other.first
            while first > that and self.token(first - 1).pos in ("ADV", "PART") and self.norm(first - 1) not in KEPT:
                first -= 1
            added = self.tokens[other.first].verb_form == "Conv" and self.norm(first - 1) == ","
            if added and that + PAIR < first < end and self.find_that(other, sentence) is not None:
                return first - 1  # «сказал, что мост нужен, | добавив, что он стар»
            joined = first - 1 >= that + 2 and self.norm(first - 1) in ("и", "но", "а", "однако", "также")
            if joined and other.first < end and self.tokens[other.first].number == number:
                first -= 1 + (self.norm(first - 2) == "а")
                return first - (self.norm(first - 1) == ",")
        return min(self.next_deed(verb, that, end), self.next_teller(verb, that, end, sentence))

    def next_teller(self, verb: Verb, that: int, end: int, sentence: Sentence) -> int:
        """«сказал, что мост нужен, | а посол ответил, что ...», «..., а его коллега отказался»: another who acts."""
        clause = next((one for one in self.tokens[that + 1 : end] if is_finite(one)), NOTHING)
        for at in range(that + MIN_LED_WORDS, end - PAIR):
            if self.norm(at) != "," or self.norm(at + 1) not in TURNED_TO:
                continue
            near = [one for one in self.actors(at + PAIR, min(at + MAX_EXPRESSED_TOKENS, end)) if self.may_act(one)]
            if not near:
                continue
            deed = next((one for one in range(near[0].last, end) if is_finite(self.tokens[one])), end)
            telling = any(
                one.first == deed and self.find_that(one, sentence) is not None for one in self.verbs(sentence)
            )
            acts = near[0].kind in ("person", "office") and clause.tense not in ("Past", "")
            acts = acts and self.token(deed).tense == self.tokens[verb.first].tense == "Past"
            if telling or acts:
                return at
        return end

    def next_deed(self, verb: Verb, that: int, end: int) -> int:
        """«отметил, что мост нужен, | и выразил соболезнования»: a comma closes the clause before the next deed."""
        told = self.tokens[verb.first]
        for at in range(that + MIN_LED_WORDS, end - 1):
            if self.norm(at) != "," or self.norm(at + 1) != "и":
                continue
            deed = at + 2 + (self.token(at + 2).pos == "ADV")
            token = self.tokens[min(deed, len(self.tokens) - 1)]
            if told.tense == token.tense == "Past" and is_finite(token) and told.number == token.number:
                return at if told.gender == token.gender else end
        return end

    def before_other(self, verb: Verb, end: int) -> int:
        """«признала выборы честными, | Лима же сочла, что ...»: the comma before somebody else who acts."""
        for actor in self.actors(verb.last, end):
            before = self.norm(actor.first - 1) == "," and actor.case in ("Nom", "")
            if before and self.norm(actor.last) == "же":
                return actor.first - 1
        return end

    def before_actor(self, first: int, end: int) -> int:
        """«предложил созвать форум, | директор ЮНЕСКО обещала»: the comma before somebody else who acted."""
        for actor in self.actors(first + MIN_LED_WORDS, end):
            acts = self.norm(actor.first - 1) == "," and actor.case == "Nom" and actor.kind in ("person", "office")
            reach = self.tokens[actor.last : min(actor.last + PAIR, end)]
            if acts and any(is_finite(token) and token.tense == "Past" for token in reach):
                return actor.first - 1
        return end

    def urged(self, verb: Verb, end: int) -> tuple[int, int, str] | None:
        """«призвал стороны прекратить огонь»: the infinitive with what stands before it and belongs to it."""
        turns = (at for at in range(verb.last, end - 1) if self.norm(at) == "," and self.norm(at + 1) == "однако")
        end = self.before_actor(verb.last, next(turns, end))
        for at in range(verb.last, min(verb.last + MAX_URGED_TOKENS, end)):
            opened = self.norm(at) in ("«", '"') and at + 1 < end and self.token(at + 1).verb_form == "Inf"
            if self.norm(at) in (":", ";", "(", "«", '"') and not opened:
                return None
            if self.norm(at) == "чтобы" and at + MIN_LED_WORDS < end:
                return at + 1, end, "urged"
            if self.tokens[at].verb_form == "Inf":
                while at > verb.last and (self.token(at - 1).pos == "ADV" or self.norm(at - 1) == "не"):
                    at -= 1
                return (at, end, "urged") if at + MIN_LED_WORDS <= end else None
        return None

    def called(self, verb: Verb, end: int) -> tuple[int, int, str] | None:
        """«назвал визит важным», «назвал приезд "достойным сожаления"»: what he judges, and how."""
        words = self.tokens[verb.last : end]
        if any(token.norm in DEGREES for token in words):
            return None  # «считает угрозу настолько большой, что»
        judged = [
            at
            for at, token in enumerate(words)
            if token.text in QUOTING or (token.case == "Ins" and token.pos in ("ADJ", "NOUN", "VERB"))
        ]
        before = words[: judged[-1]] if judged else ()
        blamed = any(token.case == "Acc" and token.pos in ("NOUN", "PROPN") for token in before)
        least = MIN_LED_WORDS if CONSIDERED & set(self.tokens[verb.first].lemmas) else PAIR
        if blamed and len(words) >= least:
            return verb.last, end, "called"
        return self.called_before(verb, end) if judged else None

    def called_before(self, verb: Verb, end: int) -> tuple[int, int, str] | None:
        """«министр | новость назвал «сплетней»»: what he judges stands before the verb, after who judges."""
        at = verb.first
        while self.token(at - 1).pos in ("ADV", "PART"):
            at -= 1
        noun = self.token(at - 1)
        if noun.pos != "NOUN" or noun.case not in ("Acc", "Nom") or self.actors(at - 1, at):
            return None
        return at - 1, end, "called"

    def find_that(self, verb: Verb, sentence: Sentence) -> int | None:
        """The «что» whose clause a verb governs: the first after it, at most twelve tokens on, right after a comma."""
        for at in range(verb.last, min(verb.last + 12, sentence.last)):
            if self.norm(at) in DEGREES and at > verb.last:
                return None  # «считает угрозу настолько большой, что»
            if self.norm(at) == ")" and not any(self.norm(one) == "(" for one in range(verb.last, at)):
                return None
            if self.norm(at) in THAT and (self.norm(at - 1) == "," or at == verb.last):
                before = self.token(at - PAIR) if at - PAIR >= verb.last else NOTHING
                other = before.verb_form in ("Fin", "Inf", "Conv") or before.norm in CLEARLY
                after = self.token(at + 1)
                thing = before.norm == "том" and after.voice == "Pass" and after.gender == "Neut" and after.case == ""
                return None if other or thing else at  # «пообещал министру (сложно представить, что»: of another verb
        return None

    def accordings(self, sentence: Sentence) -> Iterator[tuple[int, int, Speaker]]:
        """«По словам X, ...», «по мнению X»: the tokens told, and the speaker."""
        for match in self.speech_words(sentence):
            before = self.norm(match.first - 1)
            led = before in ("по", "согласно") or self.norm(match.first - 2) == "по"
            led = led or (before == "собственным" and self.norm(match.first - 3) == "по")
            led = led or (before == "на" and match.value.form == "взгляд")
            led = led or " " in match.value.form  # «с точки зрения»
            read = match.value.form in HANDOUTS and before in ("согласно", "по")
            if not (led and match.value.kind == "according") and not read:
                continue
            speaker = self.according_speaker(match.first, match.last, sentence)
            apposed = self.apposed(match.last, sentence) if speaker and speaker.person is None else None
            last = apposed.last if apposed is not None else match.last
            speaker = self.to_speaker(apposed) if apposed is not None else speaker
            begin = next(
                (at for at in range(match.first - 1, match.first - 4, -1) if self.norm(at) == "по"), match.first - 1
            )
            if " " in match.value.form:
                begin = match.first
            span = self.beside_according(begin, last, sentence) if speaker else None
            if speaker and span is not None:
                yield *span, speaker

    def apposed(self, first: int, sentence: Sentence) -> Actor | None:
        """«по словам члена делегации, | заместителя министра Ивана Дубова |, которого цитируют»: who he is."""
        comma = next((at for at in range(first, sentence.last) if self.norm(at) == ","), None)
        if comma is None or comma - first > MAX_INSERTED_TOKENS:
            return None
        near = self.actors(comma + 1, comma + 2)
        return near[0] if near and near[0].kind == "person" and near[0].case == "Gen" else None

    def beside_according(self, first: int, last: int, sentence: Sentence) -> tuple[int, int] | None:
        """The tokens that «по словам посла» tells of: after it, around it, or before it at the end of a sentence."""
        end = self.content_end(sentence)
        left = self.clause_left(first, sentence)
        comma = next((at for at in range(last, sentence.last) if self.norm(at) == ","), None)
        if comma is not None and "который" in self.token(comma + 1).lemmas:
            comma = next((at for at in range(comma + 1, sentence.last) if self.norm(at) == ","), comma)
        if left is None:
            return None
        if comma is None:
            closes = self.norm(first - 1) == "," and end - last <= MAX_INSERTED_TOKENS
            return (left, first - 1) if closes and self.has_predicate(left, first - 1) else None
        if self.norm(first - 1) != "," or not any(
            self.tokens[at].pos in ("NOUN", "PROPN", "VERB") for at in range(left, first - 1)
        ):
            return (comma + 1, end) if comma + 1 < end else None
        return left, next((at for at in range(comma, end) if self.norm(at) == ";"), end)

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
        side = next((one.code for one in self.marked.sides if begin <= one.first < last), None)
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
        side = next((one.code for one in self.marked.sides if first <= one.first < last), None)
        name = nominative_phrase(self.tokens[first : people[-1] + 1], number)
        house = range(people[-1] + 1, min(last, people[-1] + 1 + MAX_NOUN_TOKENS))
        if house and self.norm(house[0]) in HOUSED and SOURCE_NOUNS & set(self.tokens[people[-1]].lemmas):
            stop = next((at for at in house if not self.is_of_house(at)), house.stop)
            name = " ".join((name, *(self.tokens[at].text for at in range(house[0], stop))))
        found = Speaker(name, side)
        return self.as_single(found) if number == "Sing" else found

    def both_before(self, sentence: Sentence) -> Speaker | None:
        """«Министры Дубов и Соколов оценили проект. По | их | словам»: two who acted in the sentence before."""
        before = next((one for one in self.marked.sentences if one.index == sentence.index - 1), None)
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
        gender = {"его": "Masc", "ее": "Fem"}[self.norm(at)]
        for actor in self.actors(sentence.first, colon):
            speaker = self.to_speaker(actor) if actor.kind in ("person", "office") and self.may_act(actor) else None
            if speaker is not None and speaker.person is not None:
                return speaker if self.marked.people[speaker.person].gender in ("", gender) else None
        return None

    def owner(self, at: int, sentence: Sentence) -> Speaker | None:
        """Whose words «его», «её» is: who spoke last, else who acted last, as far as gender tells."""
        gender = {"его": "Masc", "ее": "Fem"}.get(self.norm(at), "")
        people = self.marked.people
        fits = {one.index for one in people if not gender or one.gender in ("", gender)}
        if self.last is not None and (self.last.person is None or self.last.person in fits):
            return self.acted_alone(sentence, fits) or self.last
        for actor in reversed(self.actors(sentence.first, at)):
            if actor.person in fits and (actor.case == "Nom" or self.has_form_of_subject(actor)):
                return self.to_speaker(actor)
        return self.subject_before(sentence) or self.last

    def acted_alone(self, sentence: Sentence, fits: set[int]) -> Speaker | None:
        """«В Осло побывал посол Дубов. По | его | словам»: who acted last, where nobody has spoken since."""
        before = next((one for one in self.marked.sentences if one.index == sentence.index - 1), None)
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

    def content_end(self, sentence: Sentence) -> int:
        """The token after the content: without a source clause at the end («, сообщает ТАСС») and the full stop."""
        last = sentence.last
        while last > sentence.first and self.norm(last - 1) in (".", "!", "?"):
            last -= 1
        for at in range(last - 2, max(sentence.first + 4, last - MAX_SOURCE_TOKENS), -1):
            if self.norm(at) == "," and SOURCES & set(self.token(at + 1).lemmas):
                last = at
                break
        for verb in reversed(self.verbs(sentence)):
            comma = self.norm(verb.first - 1) in (",", *DASHES)
            short = last - verb.first <= MAX_TRAIL_TOKENS and not any(
                self.norm(at) == "что" for at in range(verb.first, last)
            )
            inside = self.closes_insertion(verb.first - 1, sentence) or self.closes_according(verb.first - 1, sentence)
            inside = inside or self.closes_turn(verb.first - 1, sentence)
            if comma and short and not inside and verb.first - sentence.first > 4 and not self.parted(verb.last, last):
                return verb.first - 1
        return last


def is_short(token: Token) -> bool:
    """Whether a token is a short adjective or participle: «готов», «подписано»."""
    return token.pos in ("ADJ", "VERB") and token.case == "" and token.verb_form in ("", "Part")


def is_finite(token: Token) -> bool:
    """Whether a token is a verb that makes a clause."""
    return token.pos in ("VERB", "AUX") and token.verb_form not in ("Inf", "Part", "Conv")
