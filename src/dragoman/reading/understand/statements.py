"""Who said what: quotations, reported speech and answers of an interview, each with its speaker."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import structs

from dragoman.model import Statement, StatementForm
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.understand.quotes import Quote
from dragoman.reading.understand.speakers import (
    DASHES,
    DEGREES,
    MAX_EXPRESSED_TOKENS,
    MAX_HOUSE_TOKENS,
    MAX_INSERTED_TOKENS,
    MAX_NOUN_TOKENS,
    MAX_SOURCE_REACH,
    MAX_TOLD_SENTENCES,
    MAX_TRAIL_TOKENS,
    MIN_CLAUSE_WORDS,
    MIN_LED_WORDS,
    PAIR,
    QUOTING,
    SOURCES,
    SUBORDINATORS,
    THAT,
    TURNED,
    Speaker,
    Speakers,
    Verb,
    is_finite,
)
from dragoman.reading.values import NOTHING, Actor, Marked, Sentence, Token

CLAUSED = frozenset({"that_clause", "urged", "called"})  # a sentence may report several
MAX_SCRAP_TOKENS = 10
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
ABOUT = ["о", "том", ",", "что"]
NOTICES = frozenset(
    {"сообщить", "сообщать", "передать", "передавать", "информировать", "проинформировать", "известить"}
)
HANDOUTS = frozenset({"сообщение", "заявление", "коммюнике", "пресс-релиз", "декларация", "релиз", "доклад", "отчет"})
MAX_SOURCE_TOKENS = 8
CONSIDERED = frozenset({"считать", "признать", "признавать", "счесть"})  # «считает договор выгодным»
ATTITUDES = frozenset({"опасаться", "надеяться", "полагать", "считать", "подозревать", "предполагать", "думать"})
ATTITUDES |= {"согласиться", "согласившись"}
BLOCK_BARRED = frozenset('«„“"–—-•*')  # a line that opens so is a quotation of its own or a list
JOINTS = frozenset({"и", "а", "но", "хотя", "однако", "зато", "причем", "то"})
STANDS = frozenset({"обеспокоенность", "озабоченность", "протест", "недовольство", "возмущение", "сомнение"})
INSISTING = frozenset({"настаивать", "настоять", "высказаться", "высказываться"})  # «настаивает, чтобы»
NEWS = frozenset({"информация", "сообщение", "новость", "слух", "известие", "данные", "факт", "решение"})
SUCH = frozenset(("заявление", "утверждение", "мнение", "предупреждение", "оценка", "прогноз", "вывод", "предложение"))
SUCH |= {"призыв", "просьба", "инициатива"}
GOING_ON = frozenset({"его", "ее", "их", "он", "она", "они", "это", "этот"})
MEANT = frozenset({"намерение", "стремление", "желание", "решимость", "готовность", "невозможность", "неприемлемость"})
KEPT = frozenset({"не", "однако", "также"})
TURNED_TO = frozenset({"а", "но", "однако", "зато"})  # «сказал, что мост нужен, | а | посол ...»
DECLARING = frozenset({"заявить", "заявлять", "объявить", "объявлять", "сообщить", "сообщать", "предупредить"})
DECLARING |= {"пообещать", "обещать", "призвать", "потребовать", "утверждать", "считать", "опровергнуть", "пояснить"}
QUOTED_ONLY = frozenset({"выразиться", "ограничиться"})  # «по-соседски», как выразился посол
MAX_URGED_TOKENS = 12  # «призвал все заинтересованные стороны конфликта незамедлительно прекратить»
LEADS = frozenset(
    ("что", "чтобы", "поскольку", "потому", "если", "ибо", "когда", ":", "")
)  # a quoted clause may follow
Reported = tuple[int, int, Speaker, str]  # offsets of what is told, who tells it, the rule that found it


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


def is_short(token: Token) -> bool:
    """Whether a token is a short adjective or participle: «готов», «подписано»."""
    return token.pos in ("ADJ", "VERB") and token.case == "" and token.verb_form in ("", "Part")


class Finder(Speakers):
    """Finds the statements of one document."""

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

    def make(self, start: int, stop: int, speaker: Speaker, form: StatementForm, rule: str) -> Statement:
        """A statement."""
        person = str(speaker.person) if speaker.person is not None else None
        return Statement(
            speaker=speaker.name, side=speaker.side, form=form, start=start, stop=stop, person=person, rule=rule
        )

    def quotes_in(self, sentence: Sentence) -> list[Quote]:
        """Quotations that start in a sentence."""
        return [quote for quote in self.quotes if sentence.start <= quote.start < sentence.stop]

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

    def following_verbs(self, sentence: Sentence, quote: Quote) -> list[Verb]:
        """Verbs of the sentence after one that ends inside a quotation: «... . ...», — сказал он."""
        later = [item for item in self.marked.sentences if item.index > sentence.index and item.start < quote.stop + 3]
        later = [item for item in later if "\n" not in self.marked.text[quote.stop : item.start]]
        dash = self.token_at(quote.stop)
        if not later and self.norm(dash) in (*DASHES, ","):
            later = [item for item in self.marked.sentences if item.index == sentence.index + 1]
        return [verb for item in later for verb in self.verbs(item)]

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
        opened = self.comma_before(comma, sentence)
        if opened is None or self.norm(comma) != "," or comma - opened > MAX_HOUSE_TOKENS:
            return False
        acting = any(actor.last == opened and self.may_act(actor) for actor in self.actors(sentence.first, opened))
        acting = acting or self.norm(opened - 1) in ("тот", "та")
        return acting and self.is_inserted(opened + 1, comma) and not SOURCES & set(self.token(opened + 1).lemmas)

    def closes_according(self, comma: int, sentence: Sentence) -> bool:
        """Whether a comma closes «, по словам посла,» in the middle of a sentence."""
        start = self.comma_before(comma, sentence)
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
        near = self.actors(comma + 1, min(comma + 1 + MAX_SOURCE_REACH, sentence.last))
        if not near or near[0].first != comma + 1 or near[0].case != "Gen":
            return None
        end = near[0].last
        for actor in near:
            if actor.first - end > 1 or any(self.tokens[at].kind == "sign" for at in range(end, actor.first)):
                return None
            if actor.kind == "person":
                return actor  # «, заместителя министра маулави Дубова, которого цитируют»
            end = actor.last
        return None

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
