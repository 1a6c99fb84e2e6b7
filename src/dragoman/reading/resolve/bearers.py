"""Titles without a name beside them: «премьер-министр Израиля заявил» is the Netanyahu of the rest of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.mark.forms import nominative_phrase
from dragoman.reading.mark.names import DASHES
from dragoman.reading.resolve.holders import is_supposed
from dragoman.reading.resolve.known import find_known, may_hold, side_then
from dragoman.reading.values import Marked, Name, OfficeTitle, Sentence, Side, Somebody, Token
from dragoman.register.leaders import side_of_leader
from dragoman.register.people import find_people, load_given_sides
from dragoman.register.places import find_place

UNIQUE = frozenset({"head_of_state", "head_of_government", "foreign_minister"})  # one holder a side at a time
LEADERS = frozenset({"head_of_state", "head_of_government", "head"})
GENERIC = frozenset({"лидер", "глава", "руководитель"})
ASSOCIATIONS = frozenset({"организации", "содружества", "союза", "альянса", "блока", "объединения", "ассоциации"})
ASSOCIATIONS |= {"сообщества", "лиги", "форума"}
MISSION_HEADS = frozenset({"глава дипмиссии", "глава дипломатической миссии", "глава посольства"})
DIPLOMATIC = frozenset({"foreign_minister", "ambassador", "envoy", "spokesperson", "deputy"})
SERVED = {" президента": "head_of_state", " премьер": "head_of_government", " канцлера": "head_of_government"}
MINISTERS = frozenset({"minister", "foreign_minister"})
FIELD = 4  # letters of a ministry's field that short and long names share: «Минфин», «финансов»
STEM = 5  # letters that two cases of a word share
PLAIN_BODIES = frozenset({"государства", "страны", "республики", "организации", "рф", "сша", "области", "региона"})
PLAIN_BODIES |= {"края", "правительства", "кабинета", "кабмина", "ведомства", "министерства", "мид", "дипломатии"}
PLAIN_BODIES |= {"внешнеполитического", "дипломатического"}
LED_TOKENS = 9  # «делегацию парламента Греции во главе с» has 6
GENERIC_HEADS = frozenset({"глава", "лидер", "руководитель", "правитель", "монарх", "предводитель"})
LEADING = frozenset({"head_of_state", "head_of_government", "foreign_minister", "head"})
NEAR_SENTENCES = 1
BODIES_OF_TWO = frozenset({"EU", "UN", "WB"})  # bodies whose codes have two letters, as states have
SHORT_WORDS = frozenset({"министр", "нардеп", "парламентарий", "депутат"})
DEPUTIES = frozenset({"депутат", "парламентарий", "нардеп", "евродепутат"})
DATELINE_WEIGHT = 1000  # the dateline's country before any other, unless a given name speaks against it
KINDRED = (
    ("RU", "BY", "UA"),
    ("KZ", "KG", "UZ", "TM", "TJ"),
    ("AZ", "TR"),
    ("US", "GB", "CA", "AU", "NZ", "IE"),
    ("DE", "AT", "CH"),
    ("ES", "MX", "AR", "CL", "CO", "VE", "PE", "CU"),
    ("EG", "SA", "IQ", "SY", "JO", "PS", "LB", "LY", "AE", "QA", "KW", "YE", "OM", "MA", "DZ", "TN"),
    ("RS", "HR", "BA", "ME", "MK", "SI", "BG"),
    ("KR", "KP"),
    ("CN", "TW"),
)
SLAVIC = ("ов", "ев", "ёв", "ин", "ова", "ева", "ина", "ский", "ская", "енко", "ько")
SLAVIC_SHARE = 0.1  # how much likelier such a surname makes the three Slavic states
STRANGER = 0.002  # how likely a given name is that nobody of a country in the register bears
MEMBER_NOUNS = frozenset({"страна", "государство", "республика"})
SHARED_BODIES = MEMBER_NOUNS | {"ведомство", "правительство", "министерство", "парламент", "делегация", "кабинет"}


def assign_titles(marked: Marked, people: Sequence[Somebody]) -> None:
    """Gives titles without holder to the persons they stand for, and sides to titles that say none.

    First by an office and side that somebody is known to hold; then a title of a unique office goes to the one
    person near it who has no office yet.
    """
    share_sides(marked, people)
    spread_sides(marked, people)
    held = {title.start for somebody in people for title in somebody.titles}
    bare = [title for title in marked.titles if title.start not in held and not title.plural and not title.former]
    bare = [title for title in bare if not is_supposed(marked, title) and not is_counted(marked, title)]
    for title in bare:
        holder = known_holder(people, title) or find_known(marked, people, title)
        if holder is not None:
            holder.titles.append(title)
            holder.side = holder.side or title.side or side_then(marked, holder)
    adopt_titles(marked, people, bare)
    adopt_minister(marked, people, bare)
    held = {title.start for somebody in people for title in somebody.titles}
    for title in bare:  # once more: an office adopted just now may be repeated («президент»)
        holder = known_holder(people, title) if title.start not in held else None
        if holder is not None:
            holder.titles.append(title)
    for somebody in people:
        somebody.titles.sort(key=lambda one: one.start)


def tell_countries(marked: Marked) -> tuple[OfficeTitle, ...]:
    """The titles, those of «страны» and those told behind «где» with the state that the words just before name."""
    return tuple(
        replace(title, side=told_country(marked, title)) if may_tell_country(title) else title
        for title in marked.titles
    )


def may_tell_country(title: OfficeTitle) -> bool:
    """An office of state for one holder, without side."""
    return title.side is None and not title.plural and title.rank in TOLD_BESIDE


TOLD_BESIDE = UNIQUE | MINISTERS | {"speaker", "deputy"}


def told_country(marked: Marked, title: OfficeTitle) -> str | None:
    """«премьером Чили и президентом | страны», «в Чили, где увидится с | премьером»: a state told beside a title."""
    sentence = marked.sentences[sentence_of(marked.sentences, title.start)]
    states = [one for one in sides_in(marked, sentence.start, title.start) if is_state(one)]
    bent = title.case in ("Ins", "Gen", "Acc", "Dat")
    if bent:
        where = [one for one in states if holds_title(marked, one, title)]
        if where:
            return where[-1].code
    words = title.nominative.lower().split()
    if len(words) < PAIR or words[-1] not in COUNTRY or words[-PAIR:] == ["глава", "государства"]:
        return None
    if bent:
        subjects = [one for one in marked.titles if one.case == "Nom" and one is not title]
        free = [one for one in states if not any(held.first <= one.first < held.last for held in subjects)]
        free = [one for one in free if fits_kind({words[-1]}, one.code)]
        return free[-1].code if free else None
    if states or sentence.index == 0:
        return None
    before = marked.sentences[sentence.index - 1]
    told = [one for one in sides_in(marked, before.start, before.stop) if is_state(one)]
    return told[0].code if len({one.code for one in told if one.case == "Nom"}) == 1 and told[0].case == "Nom" else None


def is_state(side: Side) -> bool:
    """A state by its name or capital."""
    return side.form in ("name", "capital") and is_state_code(side.code)


def is_state_code(code: str) -> bool:
    """Whether a code is a state's, not a body's of two letters."""
    return len(code) == STATE_CODE and code not in BODIES_OF_TWO


def holds_title(marked: Marked, side: Side, title: OfficeTitle) -> bool:
    """«Чили, | где встретится с премьером»: a clause about a state that holds a title, with one verb before it."""
    if side.last + 1 >= len(marked.tokens) or marked.tokens[side.last + 1].norm != "где":
        return False
    between = marked.tokens[side.last + 2 : title.first]
    verbs = sum(token.verb_form == "Fin" for token in between)
    return verbs == 1 and not any(token.norm in ("что", "который", ";", ":") for token in between)


def share_sides(marked: Marked, people: Sequence[Somebody]) -> None:
    """Gives each holder of «вице-премьеры двух стран А. Б. и В. Г.» the office of one of the states spoken of before.

    Also «министры обороны А. Б. и В. Г.»: of such offices each state has one. The states are taken in the order in
    which the text names them, unless given names or surnames speak for another order.
    """
    for title in marked.titles:
        if not title.plural or title.side is not None:
            continue
        noun = member_noun(marked, title)
        counted = noun is not None and is_counting(marked.tokens[noun - 1].lemma)
        if not (counted or (noun is None and title.rank in MINISTERS | UNIQUE)):
            continue
        holders = [one for one in people if title in one.titles]
        holders.sort(key=lambda one: min((name.start for name in one.names if name.start >= title.stop), default=0))
        codes = states_before(marked, title, len(holders)) if len(holders) > 1 else ()
        office = shared_office(marked, title, noun) if noun is not None else title.nominative
        for one, code in zip(holders, fit_order(holders, codes), strict=False):
            own = side_known(one.name) or side_of_leader(one.name) or code
            one.titles = [replace(title, nominative=office, side=own) if held is title else held for held in one.titles]


def is_counting(lemma: str) -> bool:
    """«двух», «обеих», «трёх»."""
    return lemma in ("оба", "два", "три", "четыре")


def states_before(marked: Marked, title: OfficeTitle, count: int) -> tuple[str, ...]:
    """As many states as there are holders, from the nearest sentence back that names just so many, or the whole text.

    Returns: their codes in the order in which they are named, () where the text does not name so many.
    """
    states = [side for side in marked.sides if is_state_code(side.code)]
    here = sentence_of(marked.sentences, title.start)
    for at in range(here, -1, -1):
        sentence = marked.sentences[at]
        named = [side for side in states if sentence.start <= side.start < min(sentence.stop, title.start)]
        codes = tuple(dict.fromkeys(side.code for side in named))
        if len(codes) == count:
            return codes
    counts = Counter(side.code for side in states)
    most = {code for code, _number in counts.most_common(count)}
    codes = tuple(dict.fromkeys(side.code for side in states if side.code in most))
    return codes if len(codes) == count else ()


def fit_order(holders: Sequence[Somebody], codes: Sequence[str]) -> Sequence[str]:
    """The states of two people in the order told, or the other way round where their names speak clearly for that."""
    if len(holders) != PAIR or len(codes) != PAIR:
        return codes
    shares = [name_shares(one.name) for one in holders]
    straight = bear_name(shares[0], codes[0]) * bear_name(shares[1], codes[1])
    crossed = bear_name(shares[0], codes[1]) * bear_name(shares[1], codes[0])
    return codes[::-1] if crossed > SURE_ORDER * straight else codes


PAIR = 2
SURE_ORDER = 5.0  # how much likelier the order that the names speak for must be


def is_counted(marked: Marked, title: OfficeTitle) -> bool:
    """«оба | президента»: the office of several people."""
    return title.first > 0 and marked.tokens[title.first - 1].lemma in ("оба", "два", "три", "четыре")


def spread_sides(marked: Marked, people: Sequence[Somebody]) -> None:
    """Sets the side of persons from their titles; where none says it, from the text's own country."""
    for somebody in people:
        somebody.titles = [own_title(marked, somebody, title) for title in somebody.titles]
        sides = Counter(title.side for title in somebody.titles if title.side)
        if sides:
            somebody.side = sides.most_common(1)[0][0]
        if somebody.titles and not somebody.rank:
            somebody.rank = somebody.titles[0].rank
    for somebody in people:
        if somebody.side is None or len(somebody.side) > STATE_CODE:
            somebody.side = side_in_brackets(marked, somebody) or somebody.side
    for somebody in people:
        if somebody.side is None:
            somebody.side = side_of_native(marked, somebody) or side_of_led(marked, somebody)
    for somebody in people:
        if somebody.side is None:
            told = side_of_leader(somebody.name) or side_then(marked, somebody)
            somebody.side = told or (None if somebody.titles else side_known(somebody.name))
    for somebody in people:
        if somebody.side is None and somebody.titles:
            told = side_beside(marked, somebody) or side_of_place(marked, somebody) or side_of_body(marked, somebody)
            told = told or side_of_its(marked, somebody) or side_of_served(marked, people, somebody)
            told = told or side_of_superior(marked, people, somebody) or side_of_order(marked, people, somebody)
            told = told or side_of_locality(somebody)
            told = told or side_of_list(marked, people, somebody) or side_known(somebody.name)
            told = told or side_of_the_country(marked, somebody) or side_of_host(marked, somebody)
            told = told or side_of_local(marked, somebody)
            told = told or side_of_colleague(marked, people, somebody)
            told = told or side_of_delegation(marked, somebody) or side_represented(marked, somebody)
            somebody.side = told or guess_side(marked, people, somebody)


@cache
def load_demonyms() -> dict[str, str]:
    """«чилиец» -> CL (languages/ru/demonyms.tsv)."""
    return {word.form: word.lemma for word in load_words("ru", "demonyms")}


def side_of_native(marked: Marked, somebody: Somebody) -> str | None:
    """«россиянин А. Б., француз В. Г.»: the nationality told by the noun right before a name."""
    if any(len(title.side or "") > STATE_CODE for title in somebody.titles):
        return None  # of a body: «американец X возглавил миссию ООН»
    demonyms = load_demonyms()
    for name in somebody.names:
        lemmas = marked.tokens[name.first - 1].lemmas if name.first else ()
        code = next((demonyms[lemma] for lemma in lemmas if lemma in demonyms), None)
        if code is not None:
            return code
    return None


def side_of_led(marked: Marked, somebody: Somebody) -> str | None:
    """«делегация Казахстана во главе с | А. Б.»: the state of a delegation that somebody without a title leads."""
    for name in somebody.names if not somebody.titles else ():
        ahead = led_from(marked, name.first)
        if ahead is None:
            continue
        before = range(max(0, name.first - LED_TOKENS), ahead)
        led = any(marked.tokens[at].lemma in DELEGATIONS for at in before)
        near = [side for side in marked.sides if side.first in before and len(side.code) == STATE_CODE]
        if led and near:
            return near[-1].code
    return None


LEADING_WORDS = 3  # «во главе с»


def side_in_brackets(marked: Marked, somebody: Somebody) -> str | None:
    """«сопредседатели группы А. Б. (Чили) и В. Г. (Перу)»: the state in brackets right after a name."""
    sides = {side.first: side for side in marked.sides if side.form == "name" and len(side.code) == STATE_CODE}
    for name in somebody.names:
        side = sides.get(name.last + 1)
        stop = side.last if side else 0
        if (
            side
            and marked.tokens[name.last].text == "("
            and stop < len(marked.tokens)
            and marked.tokens[stop].text == ")"
        ):
            return side.code
    return None


def own_title(marked: Marked, somebody: Somebody, title: OfficeTitle) -> OfficeTitle:
    """«главы МИД пяти стран региона: | А. Б., В. Г.»: each holder has the office of one state."""
    cut = member_noun(marked, title) if title.plural else None
    if cut is None:
        return title
    side = side_known(somebody.name) or side_of_leader(somebody.name) or title.side
    return replace(title, nominative=shared_office(marked, title, cut), side=side)


def member_noun(marked: Marked, title: OfficeTitle) -> int | None:
    """The token of «стран», «государств» in a plural title."""
    inside = range(title.first + 1, title.last)
    return next(
        (at for at in inside if marked.tokens[at].lemma in MEMBER_NOUNS and marked.tokens[at].case == "Gen"), None
    )


def shared_office(marked: Marked, title: OfficeTitle, noun: int) -> str:
    """A plural title up to «пяти стран», in the singular; «главы государств» keeps what it heads."""
    first = noun
    while first > title.first + 1 and (
        marked.tokens[first - 1].pos in ("NUM", "ADJ") or is_counting(marked.tokens[first - 1].lemma)
    ):
        first -= 1
    words = marked.tokens[title.first : first]
    if len(words) == 1 and words[0].lemma in GENERIC:
        words = (*words, marked.tokens[noun])  # «главы [двух] государств»
    return nominative_phrase(words, number="Sing", spread=SHARED_BODIES)


def first_pair(marked: Marked, start: int) -> tuple[str, ...]:
    """The two states that the text names first before a place in it, those of «в Минске» only where no others are."""
    named = [side for side in marked.sides if side.start < start and len(side.code) == STATE_CODE]
    acting = [side for side in named if not (side.form in ("capital", "city") and is_where(marked, side.first))]
    codes = tuple(dict.fromkeys(side.code for side in acting))
    return (codes if len(codes) > 1 else tuple(dict.fromkeys(side.code for side in named)))[:2]


def is_where(marked: Marked, first: int) -> bool:
    """«в | Минске»: whether a preposition of place stands before a token."""
    return first > 0 and marked.tokens[first - 1].norm in ("в", "во")


def latest_pair(marked: Marked, start: int) -> tuple[str, ...]:
    """«Россия и Норвегия …; министры | этих стран»: the two states that stand last before a place in the text."""
    named = [side.code for side in marked.sides if side.start < start and len(side.code) == STATE_CODE]
    return tuple(reversed(tuple(dict.fromkeys(reversed(named)))[:2]))


@lru_cache(maxsize=10_000)
def side_known(name: str) -> str | None:
    """The only side that the register knows bearers of a full name to have served."""
    if " " not in name:
        return None
    sides = {tenure.side for person in find_people(name) for tenure in person.tenures if tenure.side}
    return sides.pop() if len(sides) == 1 else None


def side_of_list(marked: Marked, people: Sequence[Somebody], somebody: Somebody) -> str | None:
    """«министр обороны А. Б., министр культуры В. Г.»: the side of who stands before in a list, if his title says it.

    Only titles without side, right after a name and «,» or «и», take it over.
    """
    ends = {name.last: other for other in people if other is not somebody for name in other.names}
    for title in somebody.titles:
        before = title.first - 1
        if before > 0 and marked.tokens[before].norm in (",", "и") and before in ends and not title.plural:
            other = ends[before]
            if other.side and other.titles and len(other.side) == 2 and not leads_state(title):
                return other.side
    return None


def side_of_the_country(marked: Marked, somebody: Somebody) -> str | None:
    """«вице-премьер правительства республики А. Б.»: the state of the dateline, else the one named last before.

    The words of an office with «республики», «страны» tell no state by themselves.
    """
    home = dateline_side(marked)
    for title in somebody.titles:
        words = COUNTRY & set(title.nominative.lower().split())
        if not words:
            continue
        if home and fits_kind(words, home):
            return home
        before = [side for side in marked.sides if side.start < title.start and len(side.code) == STATE_CODE]
        near = [side for side in before if title.start - side.start < MAX_COUNTRY_GAP]
        near = [side for side in near if fits_kind(words, side.code)]
        named = [(side.start, side.code) for side in near if side.form in ("name", "capital")]
        named += [  # «визит в Туву … с главой | республики»
            (name.start, code)
            for name in marked.names
            if name.kind == "place"
            and 0 < title.start - name.start < MAX_COUNTRY_GAP
            and (code := state_of_place(name))
        ]
        if named or near:
            return max(named)[1] if named else near[-1].code
    return None


def fits_kind(words: Collection[str], code: str) -> bool:
    """Whether a state may be called «республика» or «королевство»."""
    told = set(words)
    return not (told == {"республики"} and code in NO_REPUBLICS) and not (
        told == {"королевства"} and code not in KINGDOMS
    )


KINGDOMS = frozenset(
    {"GB", "NL", "BE", "DK", "NO", "SE", "ES", "MA", "JO", "SA", "BH", "TH", "KH", "LS", "SZ", "BT", "TO"}
)
NO_REPUBLICS = frozenset({"RU", "GB", "US", "JP", "AE", "SA", "BE", "NL", "SE", "NO", "DK", "ES"})
COUNTRY = frozenset({"страны", "республики", "государства", "королевства"})
STATE_CODE = 2  # letters
MAX_COUNTRY_GAP = 400  # code points


def leads_state(title: OfficeTitle) -> bool:
    """An office of which a list of one side's people has only one."""
    return title.rank in UNIQUE


def side_of_delegation(marked: Marked, somebody: Somebody) -> str | None:
    """The side of a delegation that somebody leads: «делегация Перу во главе с А. Б.», «перуанскую возглавил»."""
    for title in somebody.titles:
        before = marked.tokens[max(0, title.first - LED_TOKENS) : title.first]
        lemmas = {lemma for token in before for lemma in token.lemmas}
        ahead = led_from(marked, title.first)
        if ahead is not None and marked.tokens[title.first - 1].norm in ("с", "со"):
            led = [side for side in marked.sides if side.last == ahead]
            if led:
                return led[-1].code
        if not lemmas & DELEGATIONS or not lemmas & {"глава", "возглавить", "возглавлять", "вести"}:
            continue
        near = [side for side in marked.sides if title.first - LED_TOKENS <= side.first < title.first]
        if near:
            return near[-1].code
    return None


def led_from(marked: Marked, first: int) -> int | None:
    """Where «во главе с» starts right before a token, None where it does not stand there."""
    at = first - LEADING_WORDS
    return at if at >= 0 and [token.norm for token in marked.tokens[at : at + PAIR]] == ["во", "главе"] else None


DELEGATIONS = frozenset({"делегация", "группа", "миссия", "комиссия", "команда"})


def side_represented(marked: Marked, somebody: Somebody) -> str | None:
    """«Перу на форуме представит министр А. Б.»: the state that somebody is said to stand for."""
    for title in somebody.titles:
        sentence = marked.sentences[sentence_of(marked.sentences, title.start)]
        before = range(max(sentence.first, title.first - LED_TOKENS), title.first)
        verbs = [at for at in before if marked.tokens[at].lemma in ("представлять", "представить")]
        named = [side for side in marked.sides if verbs and sentence.first <= side.first < verbs[0]]
        told = [side for side in named if side.form in ("name", "organisation") and may_be_object(marked, side)]
        if told and all(marked.tokens[side.first - 1].pos != "ADP" or side.first == sentence.first for side in told):
            return told[-1].code
    return None


def may_be_object(marked: Marked, side: Side) -> bool:
    """Whether a name of a state may be an object: by its case, or because it has no cases («США»)."""
    return marked.tokens[side.first].case in ("Acc", "Nom", "") or marked.tokens[side.first].text.isupper()


def side_beside(marked: Marked, somebody: Somebody) -> str | None:
    """The side told before an office: «узбекскую [группу возглавил] – министр А. Б.», «с чилийской стороны А. Б.».

    Also «Нигерию — советник А. Б.», «от Перу – посол А. Б.», «от Перу приедет посол А. Б.».
    """
    for title in somebody.titles:
        sides = {
            side.last: side for side in marked.sides if len(side.code) == STATE_CODE or side.form == "organisation"
        }
        before = title.first - 1
        if before > 0 and marked.tokens[before].lemma == "первый":
            before -= 1  # «от Перу – первый | замглавы МИД А. Б.»
        if before > 0 and marked.tokens[before].text in DASHES and before in sides:
            return sides[before].code
        sentence = marked.sentences[sentence_of(marked.sentences, title.start)]
        for at in range(before, max(sentence.first, title.first - LED_TOKENS), -1):
            token = marked.tokens[at]
            side = sides.get(at)
            opened = marked.tokens[side.first - 1].norm if side is not None and side.first else ""
            if side is not None and token.lemma == "сторона" and opened in ("с", "со", "от"):
                return side.code
            if side is not None and opened == "от" and side.form != "adjective" and token.verb_form == "Fin":
                return side.code
            if token.text in DASHES or token.text == ";":
                break
    return None


def side_of_host(marked: Marked, somebody: Somebody) -> str | None:
    """«Гость прибыл в Киев, его принял премьер А. Б.»: the state that is travelled to, for who receives there."""
    for title in somebody.titles:
        if title.case != "Nom" or title.rank in ("business", "media"):
            continue
        here = sentence_of(marked.sentences, title.start)
        sentence = marked.sentences[here]
        if not any(RECEIVING & set(token.lemmas) for token in marked.tokens[sentence.first : title.first]):
            continue
        for at in (here, here - 1):
            if at < 0:
                break
            inside = sides_in(marked, marked.sentences[at].start, min(marked.sentences[at].stop, title.start))
            visited = [side for side in inside if is_capital(marked, side) and is_visited(marked, side)]
            if visited:
                return visited[-1].code
    return None


def is_capital(marked: Marked, side: Side) -> bool:
    """«Киев», «чилийскую | столицу»."""
    after = marked.tokens[side.last] if side.last < len(marked.tokens) else None
    return side.form == "capital" or (side.form == "adjective" and after is not None and after.lemma == "столица")


def side_of_local(marked: Marked, somebody: Somebody) -> str | None:
    """«Министр посетил Перу. В ходе визита он встретился с | президентом А. Б.»: the state that is travelled to."""
    for title in somebody.titles:
        led = title.first and marked.tokens[title.first - 1].norm in ("с", "со")
        if not led or title.case != "Ins" or title.rank not in UNIQUE:
            continue
        here = sentence_of(marked.sentences, title.start)
        for sentence in marked.sentences[max(0, here - 1) : here + 1]:
            words = marked.tokens[sentence.first : min(sentence.last, title.first)]
            if not any(JOURNEYS & set(token.lemmas) for token in words):
                continue
            inside = sides_in(marked, sentence.start, min(sentence.stop, title.start))
            goals = {side.code for side in inside if side.form in ("capital", "name") and is_goal(marked, side)}
            if len(goals) == 1:
                return goals.pop()
    return None


def is_goal(marked: Marked, side: Side) -> bool:
    """«прибыл в | Киев», «посетил | Перу»."""
    before = marked.tokens[side.first - 1] if side.first else None
    return is_visited(marked, side) or (before is not None and bool({"посетить", "посещать"} & set(before.lemmas)))


def is_visited(marked: Marked, side: Side) -> bool:
    """«прибыл в | Киев», «| Бишкек посетил»: where somebody travels to."""
    after = marked.tokens[side.last] if side.last < len(marked.tokens) else None
    return is_where(marked, side.first) or (after is not None and "посетить" in after.lemmas)


RECEIVING = frozenset({"принять", "принимать", "встретить", "встречать", "приветствовать", "провожать", "проводить"})


def side_of_colleague(marked: Marked, people: Sequence[Somebody], somebody: Somebody) -> str | None:
    """«премьер Чили вручил коллеге А. Б. награду»: the other of the two states that the text speaks of."""
    for title in somebody.titles:
        if title.rank != "colleague":
            continue
        others = [one for one in people if one is not somebody and one.side and last_before(one, title.start)]
        other = max(others, key=lambda one: last_before(one, title.start) or 0, default=None)
        codes = states_before(marked, title, PAIR)
        if other is not None and other.side in codes:
            return next(code for code in codes if code != other.side)
    return None


def side_of_its(marked: Marked, somebody: Somebody) -> str | None:
    """«ООН настаивает, и её посланник по Йемену А. Б. ...»: the body or state that a possessive stands for.

    Also «Чили, чей президент А. Б. ...», «Чили молчит: глава её делегации А. Б. ...».
    """
    for title in somebody.titles:
        if not any(is_possessive(token) for token in marked.tokens[max(0, title.first - 1) : title.last]):
            continue
        here = sentence_of(marked.sentences, title.start)
        start = marked.sentences[max(0, here - 1)].start
        named = [side for side in sides_in(marked, start, title.start) if side.form in ("organisation", "name", "seat")]
        subjects = [side for side in named if side.case in ("Nom", "") or marked.tokens[side.first].text.isupper()]
        hers = any(token.norm == "ее" for token in marked.tokens[max(0, title.first - 1) : title.last])
        ladies = [side for side in named if hers and marked.tokens[side.first].gender == "Fem"]
        if ladies and not any(marked.tokens[side.first].gender == "Fem" for side in subjects):
            return ladies[-1].code  # «Казахстан – X, а Армению – её посол А. Б.»
        if subjects or named:
            return (subjects or named)[-1].code
    return None


def is_possessive(token: Token) -> bool:
    """«её», «их», «чей»."""
    return token.norm in ("ее", "его", "их") or token.lemma == "чей"


def side_of_place(marked: Marked, somebody: Somebody) -> str | None:
    """«губернатор Техаса», «глава Республики Татарстан»: the state that the place or region of an office lies in."""
    for title in somebody.titles:
        inside = [name for name in marked.names if title.first < name.first < title.last and name.kind == "place"]
        inside = [name for name in inside if marked.tokens[name.first - 1].pos != "ADP"]  # «спецпосланник по | Чили»
        told = next((code for name in inside if (code := state_of_place(name))), None)
        if told is not None:
            return told
    return None


def state_of_place(name: Name) -> str | None:
    """The state that a place lies in, that of «Республика Татарстан» by its last word."""
    if name.side:
        return name.side
    place = find_place(name.nominative) or find_place(name.nominative.split()[-1])
    return place.country if place is not None else None


def side_of_body(marked: Marked, somebody: Somebody) -> str | None:
    """The side of a body known by its letters from elsewhere in the text: «БДИПЧ» where «БДИПЧ ОБСЕ» is named."""
    letters = {word for title in somebody.titles for word in title.nominative.split() if is_letters(word)}
    if not letters:
        return None
    sides = {side.first: side for side in marked.sides if side.form in ("organisation", "name")}
    for at, token in enumerate(marked.tokens):
        after = at + 1 + (at + 1 < len(marked.tokens) and marked.tokens[at + 1].text == ")")
        if token.text in letters and after in sides and at not in sides:
            return sides[after].code
    return None


def is_letters(word: str) -> bool:
    """«БДИПЧ»: a body's name in capitals."""
    return word.isupper() and word.isalpha() and len(word) > STEM - 2


def side_of_served(marked: Marked, people: Sequence[Somebody], somebody: Somebody) -> str | None:
    """The side of whom an office serves: «пресс-секретарь Ивана Петрова»."""
    owner = {name.first: other for other in people for name in other.names}
    aides = [title for title in somebody.titles if title.rank in ("spokesperson", "official")]
    offices = {rank for title in aides for word, rank in SERVED.items() if word in title.nominative.lower()}
    holders = [other.side for other in people if other is not somebody and other.rank in offices and other.side]
    if len(set(holders)) == 1:
        return holders[0]
    served = [
        owner[name.first].side
        for title in somebody.titles
        for name in marked.names
        if title.first <= name.first < title.last and name.first in owner
    ]
    return next((side for side in served if side), None)


def side_of_superior(marked: Marked, people: Sequence[Somebody], somebody: Somebody) -> str | None:
    """«По словам министра, | его первый заместитель А. Б. ...»: the side of whom was named last before «его»."""
    for title in somebody.titles:
        owned = title.first and marked.tokens[title.first - 1].norm in ("его", "ее")
        if owned and title.rank in SUBORDINATE:
            above = nearest([other for other in people if other is not somebody], title)
            if len(above) == 1 and last_before(above[0], title.start) is not None:
                return above[0].side
    return None


def side_of_order(marked: Marked, people: Sequence[Somebody], somebody: Somebody) -> str | None:
    """«По поручению президента А. Б. | министр энергетики В. Г. ...»: the side of who gave the order."""
    for title in somebody.titles:
        sentence = marked.sentences[sentence_of(marked.sentences, title.start)]
        words = [token.norm for token in marked.tokens[sentence.first : sentence.first + PAIR]]
        if title.case != "Nom" or words[:1] != ["по"] or words[-1] not in ORDERS:
            continue
        for other in people:
            inside = any(sentence.start <= name.start < title.start for name in other.names)
            if other is not somebody and other.side is not None and inside:
                return other.side
    return None


ORDERS = frozenset({"поручению", "указанию", "распоряжению", "заданию", "решению"})


def side_of_locality(somebody: Somebody) -> str | None:
    """«аким», «хоким»: heads of regions whose title one state alone uses."""
    heads = (title.nominative.partition(" ")[0].lower() for title in somebody.titles)
    return next((LOCAL_HEADS[head] for head in heads if head in LOCAL_HEADS), None)


LOCAL_HEADS = {"аким": "KZ", "хоким": "UZ"}
SUBORDINATE = frozenset({"deputy", "deputy_minister", "spokesperson", "aide", "official"})


def guess_side(marked: Marked, people: Sequence[Somebody], somebody: Somebody) -> str | None:
    """The side of a person whose titles say none: that of the same office elsewhere in the text, else home.

    A man of business, letters or the arts serves no state: none is guessed.
    """
    if all(title.rank == "business" for title in somebody.titles):
        return None
    for title in somebody.titles:
        if title.rank == "envoy" and title.also_side is not None and (body := main_organisation(marked)):
            return body  # «спецпосланник по Йемену» is of no state that he is sent to
        told = adjective_side(marked, people, somebody, title)
        if told:
            return told
        others = Counter(
            one.side
            for one in marked.titles
            if one.rank == title.rank and one.side and not is_taken(people, somebody, one)
        )
        if title.rank in UNIQUE and len(others) == 1:
            return next(iter(others))
        if title.nominative.lower().split()[-1] in ASSOCIATIONS:
            return main_organisation(marked) or home_side(marked)
    return home_side(marked, somebody.name, goals_of(marked, somebody) | peers_of(marked, somebody))


def peers_of(marked: Marked, somebody: Somebody) -> frozenset[str]:
    """«министр А. Б. обсудил это со своим российским коллегой»: the state of a peer, which is not his own."""
    peers: set[str] = set()
    for title in somebody.titles:
        if title.case != "Nom":
            continue
        sentence = marked.sentences[sentence_of(marked.sentences, title.start)]
        for side in sides_in(marked, title.stop, sentence.stop):
            own = marked.tokens[side.first - 1].lemma == "свой" and side.form == "adjective"
            if own and side.last < sentence.last and marked.tokens[side.last].lemma in PEERS:
                peers.add(side.code)
    return frozenset(peers)


PEERS = frozenset({"коллега", "визави", "партнер"})


def goals_of(marked: Marked, somebody: Somebody) -> frozenset[str]:
    """«В Малабо вылетел госсекретарь А. Б.»: the states that an official goes to, none of which is his own."""
    goals: set[str] = set()
    for title in somebody.titles:
        sentence = marked.sentences[sentence_of(marked.sentences, title.start)]
        words = marked.tokens[sentence.first : sentence.last]
        if title.case == "Nom" and any(TRAVELLING & set(token.lemmas) for token in words):
            inside = sides_in(marked, sentence.start, sentence.stop)
            goals.update(side.code for side in inside if side.form == "capital" and is_visited(marked, side))
    return frozenset(goals)


JOURNEYS = frozenset({"посетить", "посещать", "визит", "поездка", "прибыть", "прилететь", "приехать", "побывать"})
TRAVELLING = frozenset(
    {"прилететь", "прилетать", "вылететь", "вылетать", "прибыть", "прибывать", "приехать", "приезжать", "побывать"}
    | {"отправиться", "отправляться", "направиться", "направляться", "летать", "ездить", "наведаться"}
)


def adjective_side(marked: Marked, people: Sequence[Somebody], somebody: Somebody, title: OfficeTitle) -> str | None:
    """«Оманский министр привёз письмо. ... передал министр дивана А. Б.»: the side told with the head of an office.

    Only where nobody else of the text has an office with that head.
    """
    head = title.nominative.lower().split()[0]
    if sum(any(head in one.nominative.lower().split() for one in other.titles) for other in people) > 1:
        return None
    bare = [one for one in marked.titles if one.side and one.nominative.lower().split()[-1] == head and not one.plural]
    codes = {one.side for one in bare if len(one.nominative.split()) == PAIR and not is_taken(people, somebody, one)}
    return codes.pop() if len(codes) == 1 else None


def main_organisation(marked: Marked) -> str | None:
    """The international body that a text names most: the «организации» whose secretary general speaks."""
    counts = Counter(side.code for side in marked.sides if side.form == "organisation")
    return counts.most_common(1)[0][0] if counts else None


def is_taken(people: Sequence[Somebody], somebody: Somebody, title: OfficeTitle) -> bool:
    """Whether somebody else holds a title."""
    return any(title in other.titles for other in people if other is not somebody)


def home_side(marked: Marked, name: str = "", away: frozenset[str] = frozenset()) -> str | None:
    """The country that a text speaks from: its dateline's, else the one it names most, the first sentences double.

    Args: name: of a person without side: of the countries named the one whose people bear the given name is likelier.
        away: countries that cannot be it.
    """
    counts: Counter[str] = Counter()
    limit = marked.sentences[min(2, len(marked.sentences) - 1)].stop if marked.sentences else 0
    home = dateline_side(marked)
    if home:
        counts[home] = DATELINE_WEIGHT
    for side in marked.sides:
        if is_state_code(side.code) and side.code not in away:
            counts[side.code] += 2 if side.start < limit else 1
    if not counts:
        return None
    shares = name_shares(name)
    return max(counts, key=lambda code: counts[code] * (bear_name(shares, code) if shares else 1.0))


def dateline_side(marked: Marked) -> str | None:
    """The state that a report is sent from, None where its dateline names none."""
    for passage in marked.passages:
        if passage.kind == "dateline":
            inside = sides_in(marked, passage.start, passage.stop)
            if inside:
                return inside[0].code
    return None


def name_shares(name: str) -> dict[str, float]:
    """How likely a full name is in each country: by its given name in the register and by the end of its surname."""
    if " " not in name:
        return {}
    lower = name.lower().replace("ё", "е")
    shares = dict(load_given_sides().get(lower.split()[0], {}))
    if shares and lower.endswith(SLAVIC):
        shares = {**shares, **{code: shares.get(code, 0.0) + SLAVIC_SHARE for code in KINDRED[0]}}
    if lower.endswith(SOVIET):
        shares = {**shares, **{code: shares.get(code, 0.0) + SOVIET_SHARE for code in (*KINDRED[0], *KINDRED[1], "AZ")}}
    for ending, codes in SURNAME_ENDS.items():
        if lower.endswith(ending):
            shares = {**shares, **{code: shares.get(code, 0.0) + SURNAME_SHARE / len(codes) for code in codes}}
    return shares


SURNAME_ENDS: dict[str, tuple[str, ...]] = {
    "ян": ("AM",),
    "янц": ("AM",),
    "швили": ("GE",),
    "дзе": ("GE",),
    "зода": ("TJ",),
    "заде": ("AZ", "IR"),
    "оглу": ("TR",),
    "уулу": ("KG",),
    "кызы": ("KG", "AZ"),
    "улы": ("KZ",),
    "ходжаев": ("UZ",),
    "ходжаева": ("UZ",),
    "бердыев": ("TM",),
    "мурадов": ("TM",),
    "мурадова": ("TM",),
    "гельдиев": ("TM",),
    "ссон": ("IS", "SE"),
    "сен": ("DK", "NO"),
    "нен": ("FI",),
    "аускас": ("LT",),
    "енас": ("LT",),
    "айтис": ("LT",),
    "ишвили": ("GE",),
    "еску": ("RO", "MD"),
    "поулос": ("GR",),
    "идис": ("GR", "CY"),
    "акис": ("GR",),
    "ович": ("RS", "HR", "BA", "ME"),
    "евич": ("RS", "HR", "BA", "ME"),
    "ичек": ("CZ",),
    "ски": ("PL",),
}
SURNAME_SHARE = 0.4
SOVIET = ("ов", "ев", "ёв", "ова", "ева", "ёва")  # «Осмонов» may be of Kyrgyzstan, hardly of Turkey
SOVIET_SHARE = 0.04


def bear_name(shares: Mapping[str, float], code: str) -> float:
    """How likely people of a country bear a given name: as the register shows, half as much its kindred nations'."""
    kindred = next((group for group in KINDRED if code in group), ())
    return STRANGER + shares.get(code, 0.0) + sum(shares.get(other, 0.0) for other in kindred if other != code) / 2


def known_holder(people: Sequence[Somebody], title: OfficeTitle) -> Somebody | None:
    """The person who is known to hold the office that a bare title names."""
    fitting = [somebody for somebody in people if holds(somebody, title)]
    if title.side is None:
        told = [somebody for somebody in fitting if last_before(somebody, title.start) is not None] or fitting
        heads = [somebody for somebody in told if any(same_head(one, title) for one in somebody.titles)]
        fitting = nearest(heads or told, title)
    return fitting[-1] if len(fitting) == 1 else (latest(fitting, title) if fitting else None)


def same_head(held: OfficeTitle, bare: OfficeTitle) -> bool:
    """«премьер» and «премьер-министр Чили»: the same head word, one cut short perhaps."""
    left, right = held.nominative.lower().split()[0], bare.nominative.lower().split()[0]
    if right == "министр" and held.rank in MINISTERS and bare.nominative.lower() == "министр":
        return True
    return left == right or left.startswith(f"{right}-")


def holds(somebody: Somebody, title: OfficeTitle) -> bool:
    """Whether one of a person's titles means the same office as a bare title."""
    if title.side is not None and somebody.side is not None and somebody.side != title.side:
        return False
    telling = [one for one in somebody.titles if " " in one.nominative] or somebody.titles  # «министр» tells nothing
    return any(same_office(one, title) and not one.former for one in telling)


def same_office(held: OfficeTitle, bare: OfficeTitle) -> bool:
    """Whether a bare title may repeat a held one: same rank, and same head for offices that many hold."""
    if held.rank == bare.rank and bare.rank in UNIQUE:
        return True
    words, others = head_words(held), head_words(bare)
    single = bare.nominative.lower()
    if single.split()[-1] == "дипломат" and held.rank in DIPLOMATIC:
        return "эмиссар" not in words
    if single.split()[-1] in DEPUTIES and any(word in words for word in DEPUTIES):
        return True
    if bare.rank == "minister" and single.split()[-1] in ("министр", "министра") and held.rank in MINISTERS:
        return held.rank == "foreign_minister" or "министр" in held.nominative.lower() or is_ministry_head(held)
    if bare.rank == held.rank == "minister" and share_field(own_bodies(held), own_bodies(bare)):
        return is_ministry_head(held) != is_ministry_head(bare) or own_bodies(held) == own_bodies(bare)
    if is_deputy_premier(held) and is_deputy_premier(bare):
        return True
    if single.split()[-1] == "спикер" and held.rank == bare.rank == "speaker":
        return True
    if single.split()[-1] == "чиновник" and bare.side and held.rank in ("official", "deputy", "envoy"):
        return True
    if single in MISSION_HEADS and held.rank == "ambassador":
        return True
    if bare.rank in UNIQUE:
        return False  # «глава государства» is no head of government
    if bare.nominative.lower().split()[0] in GENERIC and not (
        own_words(bare) <= own_words(held) or not own_words(bare)
    ):
        return False  # «глава городской полиции» is not the head of whatever somebody heads
    if words & others & GENERIC or bare.nominative.lower().split()[0] in GENERIC:
        return held.rank == bare.rank or (held.rank in LEADERS and bare.rank in LEADERS)
    fields, own = own_words(bare), own_words(held)
    if fields and own and not fields & own:
        return False  # «министр финансов» is no minister of transport
    return bool(words & others) and (held.rank == bare.rank or bare.rank == "head")


def is_deputy_premier(title: OfficeTitle) -> bool:
    """«вице-премьер», «заместитель премьер-министра», «заместитель председателя правительства»: one office."""
    words = title.nominative.lower()
    return "вице-премьер" in words or bool(
        {"заместитель премьер", "заместитель председателя прав"} & begin_words(words)
    )


def begin_words(words: str) -> set[str]:
    """The beginnings of a title that `is_deputy_premier` compares, without «первый»."""
    plain = words.removeprefix("первый ")
    return {plain[: len("заместитель премьер")], plain[: len("заместитель председателя прав")]}


def is_ministry_head(title: OfficeTitle) -> bool:
    """«глава Минобороны», «руководитель Министерства торговли»: a minister by another word."""
    return title.nominative.lower().split()[0] in GENERIC


def own_bodies(title: OfficeTitle) -> set[str]:
    """The fields of a minister: «обор» of «министр обороны», «глава Минобороны», «глава министерства обороны»."""
    words = [word for word in title.nominative.lower().split() if word not in PLAIN_BODIES]
    fields = (
        word.removeprefix("мин") if word.startswith("мин") and not word.startswith("минист") else word for word in words
    )
    return {
        word[: min(FIELD, len(word) - 1)]
        for word in fields
        if len(word) >= FIELD and not word.startswith("минист") and word not in GENERIC
    }


def share_field(left: set[str], right: set[str]) -> bool:
    """Whether two ministers have one field: «финансов» and «Минфина», «обороны» and «Минобороны»."""
    return any(one.startswith(other) or other.startswith(one) for one in left for other in right)


def own_words(title: OfficeTitle) -> set[str]:
    """What a title says of its body beyond the head: words that name no state and no body in general."""
    words = title.nominative.lower().split()[1:]
    return {word[:STEM] for word in words if word not in PLAIN_BODIES and word[:1].isalpha() and len(word) > STEM - 2}


def head_words(title: OfficeTitle) -> set[str]:
    """The words of an office's head, lower case."""
    return {word for word in title.nominative.lower().replace("–", " ").split()[:3] if len(word) > 3}


def nearest(people: Sequence[Somebody], title: OfficeTitle) -> list[Somebody]:
    """The person mentioned last before a title; all of them if none was."""
    before = [(last_before(somebody, title.start), somebody) for somebody in people]
    told = [item for item in before if item[0] is not None]
    if not told:
        return list(people)
    return [max(told, key=lambda item: item[0] or 0)[1]]


def last_before(somebody: Somebody, start: int) -> int | None:
    """Where a person was last named or titled before an offset."""
    starts = [one.start for one in (*somebody.names, *somebody.titles) if one.start < start]
    return max(starts) if starts else None


def latest(people: Sequence[Somebody], title: OfficeTitle) -> Somebody:
    """Of several holders the one named last before a title, else the first of the text."""
    return max(people, key=lambda somebody: last_before(somebody, title.start) or -somebody.names[0].start)


def adopt_titles(marked: Marked, people: Sequence[Somebody], bare: Sequence[OfficeTitle]) -> None:
    """Gives titles of unique offices that nobody holds to the person without office who is spoken of near them."""
    groups: dict[tuple[str, str], list[OfficeTitle]] = {}
    taken = {(somebody.side, title.rank) for somebody in people for title in somebody.titles}
    for title in bare:
        if title.rank in UNIQUE and title.side and (title.side, title.rank) not in taken and not is_kin(marked, title):
            groups.setdefault((title.side, title.rank), []).append(title)
    for (side, _rank), titles in sorted(groups.items(), key=lambda item: -len(item[1])):
        free = [somebody for somebody in people if not somebody.titles and somebody.side in (None, side)]
        free = [one for one in free if not is_namesake(marked, one) and may_hold(marked, one, titles[0])]
        known = [somebody for somebody in free if somebody.side == side]
        holder = known[0] if len(known) == 1 else nearest_free(marked, known or free, titles)
        if holder is not None:
            holder.titles.extend(titles)
            holder.side = side


def adopt_minister(marked: Marked, people: Sequence[Somebody], bare: Sequence[OfficeTitle]) -> None:
    """«Прибыл А. Б. Иранский министр встретился ...»: the one person without office named in the sentence before."""
    held = {title.start for somebody in people for title in somebody.titles}
    for title in bare:
        short = (
            title.rank == "minister" and title.side and len(title.nominative.split()) == len(("иранский", "министр"))
        )
        if not short or title.start in held:
            continue
        here = sentence_of(marked.sentences, title.start)
        near = [
            one
            for one in people
            if any(
                0 <= here - sentence_of(marked.sentences, name.start) <= 1 and name.start < title.start
                for name in one.names
            )
        ]
        free = [
            one for one in near if not one.titles and one.side in (None, title.side) and may_hold(marked, one, title)
        ]
        if len(free) == 1 and all(one.side != title.side or one is free[0] for one in near):
            free[0].titles.append(title)
            free[0].side = title.side


def is_kin(marked: Marked, title: OfficeTitle) -> bool:
    """«семья | президента США»: the office of somebody who is not himself spoken of."""
    return title.first > 0 and marked.tokens[title.first - 1].lemma in KIN


KIN = frozenset({"семья", "сын", "дочь", "жена", "супруга", "брат", "сестра", "отец", "мать", "родственник"})


def is_namesake(marked: Marked, somebody: Somebody) -> bool:
    """«университет имени | Анны Смит»: only a house, street or prize bears the name."""
    return all(name.first > 0 and marked.tokens[name.first - 1].norm in ("имени", "им") for name in somebody.names)


def nearest_free(marked: Marked, free: Sequence[Somebody], titles: Sequence[OfficeTitle]) -> Somebody | None:
    """The person most spoken of in the sentences of the titles and those beside them, if one stands out."""
    near = {
        index + step
        for title in titles
        for index in [sentence_of(marked.sentences, title.start)]
        for step in range(-NEAR_SENTENCES, NEAR_SENTENCES + 1)
    }
    counts = [
        (sum(sentence_of(marked.sentences, name.start) in near for name in somebody.names), somebody)
        for somebody in free
        if side_of_native(marked, somebody) is None  # «россиянин А. Б.» is no president by his side alone
    ]
    ranked = sorted((item for item in counts if item[0]), key=lambda item: -item[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def sentence_of(sentences: Sequence[Sentence], start: int) -> int:
    """The index of the sentence that an offset lies in."""
    return max(0, bisect_right(STARTS.find(sentences), start) - 1)


class Starts:
    """Where sentences start, kept for the last document."""

    def __init__(self) -> None:
        self._last: tuple[Sequence[Sentence], list[int]] = ((), [])

    def find(self, sentences: Sequence[Sentence]) -> list[int]:
        """The offsets in order."""
        known, starts = self._last
        if known is not sentences:
            starts = [sentence.start for sentence in sentences]
            self._last = (sentences, starts)
        return starts


STARTS = Starts()


def is_short_title(title: OfficeTitle) -> bool:
    """«министр», «словенский министр», «нардеп»: a word for an office that is given in full elsewhere."""
    words = title.nominative.lower().split()
    return len(words) <= len(("словенский", "министр")) and words[-1] in SHORT_WORDS


def is_generic(title: OfficeTitle) -> bool:
    """«глава государства», «белорусский лидер»: words for an office that has a name of its own."""
    return bool(GENERIC_HEADS & set(title.nominative.lower().split())) and title.rank in LEADING


def sides_in(marked: Marked, start: int, stop: int) -> list[Side]:
    """The sides between two offsets."""
    return [side for side in marked.sides if start <= side.start < stop]
