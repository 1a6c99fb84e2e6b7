"""Numbers with a unit: money, shares, measures, counted things, durations, ordinals and anniversaries."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from msgspec import structs

from dragoman.model import Comparator
from dragoman.reading.languages import lexicon
from dragoman.reading.languages.lexicon import Keys, Match, Word, load_words
from dragoman.reading.mark.dates import DASHES, load_numbers
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.values import Marked, Quantity, Sentence, Token

TRIVIAL_BELOW = 10  # «шести стран», «пять министров»: who they are is told, not how many
MANY_TIMES = 3  # «два раза» is hardly a figure, «четыре раза» is
WHOSE = frozenset({"который"})
NO_COUNTED = frozenset({"число"})  # «20 числа»: a day
DAYTIMES = frozenset({"утра", "вечера", "ночи"})  # «в 10 вечера»
MAX_INVERTED = 6  # tokens: «документов в портфеле комиссии | девять»
HALF = 0.5
TEN = 10
HUNDRED, THOUSAND = 100, 1000
SESSION_REACH = 6  # tokens: «заседание комиссии, пятое и последнее»
PART_FROM = 3  # «один из двух», «двое из троих» are no figures
FRACTIONS = frozenset({"третьих", "четвертых", "пятых", "десятых", "сотых", "третей"})
REACHED = frozenset({"достигнуть", "достичь", "составить", "составлять", "превысить", "превышать"})
NUMBER_OF = frozenset({"количество", "число"})
SMALL_BELOW = 5  # «три посредника»: small counts of people are no figures
FEW_BELOW = 3  # «две встречи» is hardly a figure, «три контракта» is
SIGNS: dict[str, Comparator] = {">": ">", "<": "<", "~": "~"}
TURNING = frozenset({"исполниться", "исполняться"})
YEARS = frozenset({"год", "лет", "года"})
MAX_GIVEN = 6  # «Дипломатическим | отношениям двух стран в мае исполнилось»
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
ENDED = re.compile(r"(\d+)-(?:и|ти|ми|мя)")  # «из 12-и», «5-ти»
GROUPED = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})")
ORDINAL = re.compile(r"(\d{1,3})-(?:й|я|е|го|м|му|ой|ую|ом|ый|ая|ое|ого|ых|ю)")
JUBILEE = re.compile(r"(\d{1,4})-(?:лети\w+)")
LASTING = re.compile(r"(\d{1,4})-(летн|дневн|часов|минутн|месячн|недельн|километров|метров|тонн)\w+")
PERCENTED = re.compile(r"(\d{1,3})-(?:процентн)\w+")
LASTING_UNITS = {
    "летн": "years",
    "дневн": "days",
    "часов": "hours",
    "минутн": "minutes",
    "месячн": "months",
    "недельн": "weeks",
    "километров": "km",
    "метров": "m",
    "тонн": "tonnes",
}
ROMAN = re.compile(r"[IVXLХ]+")  # the last is Cyrillic
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "Х": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number read: token indexes and value; whole: a multiple stands in it («500 миллионов»)."""

    first: int
    last: int
    value: float
    digits: bool
    multiple: bool = False


@cache
def number_keys(language: str) -> Keys:
    """What a quantity can begin with."""
    return Keys((*load_numbers(language), lexicon.DIGIT, lexicon.ROMAN))


@cache
def counted_words(kind: str) -> frozenset[str]:
    """Lemmas of counted.tsv of one class."""
    return frozenset(word.form for word in load_words("ru", "counted") if word.kind == kind)


def find_quantities(marked: Marked) -> tuple[Quantity, ...]:
    """Numbers with unit and comparator in order, outside dates and outside boilerplate.

    Units: ISO 4217 for money, those of units.tsv, `ordinal`, else the counted noun in the nominative plural.
    The span covers comparator, number, unit and the words that the unit governs.
    """
    reader = Counter(marked)
    return tuple(item for sentence in marked.sentences for item in reader.sentence_quantities(sentence))


class Counter:
    """Reads the numbers of one document."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.tokens = marked.tokens
        self.numbers = load_numbers("ru")
        self.starts = self.find_starts()
        self.stop = len(self.tokens)
        self.dated = {at for date in marked.dates if date.edtf for at in range(date.first, date.last)}

    def sentence_quantities(self, sentence: Sentence) -> list[Quantity]:
        """Quantities of one sentence."""
        if self.marked.passages and self.marked.passages[sentence.passage].kind in ("boilerplate", "dateline"):
            return []
        self.stop = sentence.last
        found: list[Quantity] = []
        at = sentence.first
        while at < sentence.last:
            counts = at in self.starts and at not in self.dated
            item = self.quantity_at(at, sentence.first, found) if counts else None
            if item is not None:
                found.append(item)
            at = max(item.last, at + 1) if item else at + 1
        return found

    def find_starts(self) -> frozenset[int]:
        """Where a quantity can begin: at a digit, a number word or a Roman number."""
        numbers, strange = self.numbers, self.numbers.keys().isdisjoint
        places = [(at, self.tokens[at]) for at in number_keys("ru").find(self.tokens)]
        return frozenset(
            at
            for at, token in places
            if token.norm in numbers
            or not strange(token.lemmas)
            or token.norm[0].isdigit()
            or ROMAN.fullmatch(token.text) is not None
        )

    def quantity_at(self, at: int, start: int, before: list[Quantity]) -> Quantity | None:
        """The quantity whose number starts at a token."""
        named = self.jubilee(at) or self.ordinal(at) or self.lasting(at)
        if named:
            return self.finish(named, start)
        amount = self.amount(at)
        if amount is None or self.is_identifier(at, start) or self.compound_ordinal(at):
            return None
        if self.norm(amount.last) in FRACTIONS:
            return None  # «девять десятых пути»
        amount = self.range_end(amount)
        item = self.money(amount, start) or self.measure(amount, start) or self.inherited(amount, before)
        item = item or self.counted(amount) or self.counted_before(amount, start)
        item = (
            item or self.counted_inverted(amount, start) or self.part_of(amount, start, before) or self.joined(amount)
        )
        return self.finish(item, start) if item else None

    def norm(self, at: int) -> str:
        """The norm of a token, "" outside the sentence."""
        return self.tokens[at].norm if 0 <= at < self.stop else ""

    def has(self, at: int, words: frozenset[str]) -> bool:
        """Whether a token may be a form of one of the words."""
        return 0 <= at < self.stop and any(key in words for key in (self.tokens[at].norm, *self.tokens[at].lemmas))

    def make(self, first: int, last: int, value: float, unit: str, rule: str) -> Quantity:
        """A quantity over tokens first..last."""
        return Quantity(self.tokens[first].start, self.tokens[last - 1].stop, first, last, rule, value=value, unit=unit)

    def number_word(self, at: int, *kinds: str) -> float | None:
        """The value of a number word."""
        if not 0 <= at < self.stop:
            return None
        for key in (self.tokens[at].norm, *self.tokens[at].lemmas):
            found = self.numbers.get(key)
            if found and found[0] in kinds:
                return found[1]
        return None

    def amount(self, at: int) -> Amount | None:
        """«6,2 млн.», «полтора миллиарда», «сто двадцать тысяч», «два десятка»."""
        token = self.tokens[at]
        ended = ENDED.fullmatch(token.norm)
        digits = ended is not None or (token.kind == "number" and bool(DIGITS.fullmatch(token.norm)))
        single = self.number_word(at, "single")
        if single is not None:
            return Amount(at, at + 1, single, False, True)
        if digits:
            value = float(ended[1]) if ended else to_number(token.norm, self.is_grouped(at))
            last = at + 1
        else:
            read = self.words_value(at)
            if read is None:
                return None
            value, last = read
        if self.norm(last) == "с" and self.norm(last + 1) == "половиной":
            value, last = value + HALF, last + 2  # «три с половиной часа»
        multiple, least = False, 1.0
        while (factor := self.number_word(last, "multiple")) is not None:
            value, last, multiple, least = value * factor, last + 1, True, max(least, factor)
        rest = self.rest_of(last, least) if multiple else None
        if rest is not None:
            value, last = value + rest.value, rest.last
        return Amount(at, last, value, digits, multiple)

    def rest_of(self, at: int, least: float) -> Amount | None:
        """«два миллиона | 13 тысяч», «423 тысячи | 107»: what goes on a number and is smaller than its multiple."""
        token = self.tokens[at] if at < self.stop and at not in self.dated else None
        if token is None or not (token.kind == "number" or self.number_word(at, "cardinal") is not None):
            return None
        rest = self.amount(at)
        return rest if rest is not None and 1 <= rest.value < least and float(rest.value).is_integer() else None

    def is_grouped(self, at: int) -> bool:
        """«600.000 тонн», «45,000 баррелей»: a mark before three digits parts thousands; not «1.125 млн», «2,250%»."""
        match = GROUPED.fullmatch(self.norm(at))
        if match is None or self.number_word(at + 1, "multiple") is not None:
            return False
        percent = load_phrases("units").match(self.tokens, at + 1, self.stop) if at + 1 < self.stop else None
        return (match[2] == "." or match[3].endswith("00")) and not (percent and percent.value.lemma == "percent")

    def words_value(self, at: int) -> tuple[float, int] | None:
        """The sum of number words that stand together, each smaller than the one before it."""
        total, size, last = 0.0, float("inf"), at
        while (value := self.number_word(last, "cardinal")) is not None and self.tokens[last].kind == "word":
            if value >= size or (size < 20 and last > at):
                break
            total, size, last = total + value, value, last + 1
        if last == at:
            value = self.number_word(at, "multiple")
            least = HUNDRED if self.is_compared(at) else THOUSAND
            return (1.0, at) if value is not None and value >= least and self.stands_alone(at) else None
        return total, last

    def is_compared(self, at: int) -> bool:
        """«более | сотни | свидетелей»: whether a comparator stands right before a token."""
        phrases = load_phrases("comparators")
        return any(
            (match := phrases.match(self.tokens, first, at)) is not None and match.last == at
            for first in range(max(0, at - 2), at)
        )

    def stands_alone(self, at: int) -> bool:
        """«миллион тонн», «тысячу человек»: a multiple in the singular with nothing to multiply it."""
        token = self.tokens[at]
        return token.number == "Sing" and token.norm.rstrip(".") not in ("млн", "млрд", "тыс", "трлн")

    def range_end(self, amount: Amount) -> Amount:
        """«10-15 лет», «от 5 до 7 млн»: the greater number carries the range."""
        after = amount.last
        joined = self.norm(after) in DASHES or (self.norm(after) == "до" and self.norm(amount.first - 1) == "от")
        if not joined or after + 1 >= self.stop:
            return amount
        upper = self.amount(after + 1)
        if upper is None or upper.value <= amount.value:
            return amount
        return replace(upper, first=amount.first)

    def is_identifier(self, at: int, start: int) -> bool:
        """«резолюция 2231», «статья 5», «№ 12», «5:1», «возраст 40 лет»: numbers that count nothing."""
        if at - 1 >= start and (self.has(at - 1, counted_words("number")) or self.norm(at - 1) in ("№", "n", "+", ":")):
            return True
        if self.norm(at + 1) in (":", "/") and self.norm(at + 2).isdigit():
            return True
        if self.norm(at - 1) == "/" and at - 1 > start and self.norm(at - 2).isdigit():
            return True  # «2026/27 учебный год»
        if self.norm(at + 2) in ("с", "со") and self.has(at + 3, counted_words("since")):
            return False  # «исполнилось 10 лет со дня»: an anniversary, nobody's age
        near = range(max(start, at - 3), at)
        ages = [index for index in near if self.has(index, counted_words("age"))]
        if ages:
            return not all(self.is_of_thing(index, start) for index in ages)
        return self.has(at + 1, YEARS) and (self.is_age_of(at - 1, start) or self.turns_after(at + 2))

    def is_of_thing(self, at: int, start: int) -> bool:
        """«организации | исполняется 15 лет», «отношениям двух стран | исполнилось»: no age of a person."""
        if not self.has(at, TURNING):
            return False
        for index in range(at - 1, max(start, at - MAX_GIVEN) - 1, -1):
            token = self.tokens[index]
            if token.kind == "sign" or self.has(index, WHOSE) or self.is_given_person(index, start):
                return False  # «Дубов, | которому в мае исполнилось 58 лет»
            if is_thing_given(token) and self.tokens[index - 1].pos != "ADP":
                return not self.is_given_person(index - 1, start)
        return False

    def is_given_person(self, at: int, start: int) -> bool:
        """Whether a person in the dative stands at a token: «руководителю | Кубы исполнилось»."""
        token = self.tokens[at] if at >= start else None
        return token is not None and token.animacy == "Anim" and token.case == "Dat"

    def is_age_of(self, at: int, start: int) -> bool:
        """«Послу Чили | 58 лет», «Новому премьеру всего | 39 лет»: a person in the dative opens the clause."""
        while at > start and (self.tokens[at].pos in ("ADV", "PART") or self.tokens[at].case == "Gen"):
            at -= 1
        if not self.is_given_person(at, start):
            return False
        while at > start and self.tokens[at - 1].case == "Dat":
            at -= 1
        return at == start or self.tokens[at - 1].kind == "sign"

    def turns_after(self, at: int) -> bool:
        """«58 лет | исполнилось главе правительства»."""
        given = self.tokens[at + 1] if at + 1 < self.stop else None
        return self.has(at, TURNING) and given is not None and given.animacy == "Anim"

    def jubilee(self, at: int) -> Quantity | None:
        """«30-летие», «столетие со дня», «30-я годовщина»."""
        match = JUBILEE.match(self.norm(at))
        if match:
            return self.make(at, at + 1, float(match[1]), "years", "jubilee")
        value = self.number_word(at, "jubilee")
        if value is not None and self.norm(at + 1) in ("со", "с", "установления"):
            return self.make(at, at + 1, value, "years", "jubilee")
        return None

    def ordinal(self, at: int) -> Quantity | None:
        """«10-й с момента запуска», «третий раунд», «VII саммит», «первое в 2017 году совещание»."""
        match = ORDINAL.fullmatch(self.norm(at))
        roman = self.roman(at)
        value = float(match[1]) if match else float(roman) if roman else self.number_word(at, "ordinal")
        last = at + 1
        if value is None and (compound := self.compound_ordinal(at)):
            value, last = compound, at + 2
        if not value:
            return None
        apart = self.norm(last) == "," and self.norm(at - 1) == ","  # «очередное, двадцать четвёртое, заседание»
        head = self.ordinal_head(last + apart)
        if head is None and value > 1 and self.norm(at - 1) == "в" and self.norm(last) == "раз":
            return self.make(at, last + 1, value, "ordinal", "ordinal_alone")  # «проводится в пятый раз»
        if head is not None:
            unit = "years" if self.has(head, counted_words("jubilee")) else "ordinal"
            return self.make(at, head + 1, value, unit, "ordinal_noun")
        if value > 1 and self.follows_session(at, last):
            return self.make(at, last, value, "ordinal", "ordinal_alone")
        if match and self.norm(last) in ("с", "со", "по", "за", "в", ".", ","):
            earlier = [index for index in range(max(0, at - 25), at) if self.has(index, counted_words("session"))]
            if earlier and self.norm(at + 2) not in ("год",):
                return self.make(at, last, value, "ordinal", "ordinal_alone")
        return None

    def compound_ordinal(self, at: int) -> float | None:
        """«двадцать первый»: tens and an ordinal below ten."""
        tens, ones = self.number_word(at, "cardinal"), self.number_word(at + 1, "ordinal")
        if tens is None or ones is None or tens % TEN or not TEN < tens < TEN * TEN or ones >= TEN:
            return None
        return tens + ones

    def follows_session(self, at: int, last: int) -> bool:
        """«раунд, одиннадцатый, прошёл», «саммит - десятый по счёту,»: an ordinal set off after its session."""
        closed = self.norm(last) in (",", "и", ".", ")") or self.norm(last + 1) == "счету"
        if not closed or self.norm(at - 1) not in {",", *DASHES}:
            return False
        return any(self.has(index, counted_words("session")) for index in range(max(0, at - SESSION_REACH), at - 1))

    def ordinal_head(self, at: int) -> int | None:
        """The session or anniversary that an ordinal counts, at most three words on: «-е очередное заседание»."""
        index, last = at, at + 3
        while index < min(self.stop, last):
            if self.has(index, counted_words("session") | counted_words("jubilee")):
                return index
            if index in self.dated or self.norm(index) in ("в", "по", "счету") or "года" in self.norm(index):
                last = max(last, at + 5)
            elif self.tokens[index].pos not in ("ADJ", "DET") and self.norm(index - 1) != "счету":
                return None
            index += 1
        return None

    def roman(self, at: int) -> int:
        """The value of a Roman number of two letters or before a session; 0 if it is none."""
        words = self.tokens[at].text
        if not ROMAN.fullmatch(words) or (not self.has(at + 1, counted_words("session")) and len(words) < 2):
            return 0
        values = [ROMAN_VALUES[sign] for sign in words]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return sum(-one if one < following else one for one, following in pairs)

    def lasting(self, at: int) -> Quantity | None:
        """«3-летний договор», «100-дневный план»; «18-летний житель» is an age."""
        match = LASTING.fullmatch(self.norm(at))
        share = PERCENTED.fullmatch(self.norm(at))
        if at + 1 >= self.stop or not (match or share):
            return None
        noun = self.tokens[at + 1]
        if match is None:
            return self.make(at, at + 2, float(share[1]), "percent", "lasting") if share else None
        if noun.pos not in ("NOUN", "ADJ") or (noun.animacy == "Anim" or noun.text[:1].isupper()):
            return None
        return self.make(at, at + 2, float(match[1]), LASTING_UNITS[match[2]], "lasting")

    def money(self, amount: Amount, start: int) -> Quantity | None:
        """«$6,2 млн», «6,2 млн долларов», «5 млрд евро», «100 тыс. рублей»."""
        signs = load_phrases("currencies")
        before = signs.match(self.tokens, amount.first - 1, amount.first) if amount.first - 1 >= start else None
        if before and (before.value.kind == "sign" or before.value.form in ("usd", "eur", "rub", "kzt", "gbp", "cny")):
            return self.make(before.first, amount.last, amount.value, before.value.lemma, "money_sign")
        match = self.unit_match("currencies", amount.last)
        if match is None:
            return None
        return self.make(amount.first, match.last, amount.value, self.currency(match), "money")

    def currency(self, match: Match[Word]) -> str:
        """The ISO 4217 code; of money that several states name so, the one of the state that the text names."""
        code = match.value.lemma
        if match.value.strong:
            return code
        sides = {side.code for side in self.marked.sides}
        others = {"манат": {"AZ": "AZN", "TM": "TMT"}, "рупия": {"IN": "INR", "PK": "PKR"}}.get(match.value.form, {})
        told = [money for side, money in others.items() if side in sides]
        return told[0] if len(told) == 1 else code

    def unit_match(self, name: str, at: int) -> Match[Word] | None:
        """A unit of a list right after a number, or after one adjective."""
        phrases = load_phrases(name)
        if at >= self.stop:
            return None
        match = phrases.match(self.tokens, at, self.stop)
        if match is None and at + 1 < self.stop and self.tokens[at].pos == "ADJ":
            match = phrases.match(self.tokens, at + 1, self.stop)
        return match

    def measure(self, amount: Amount, start: int) -> Quantity | None:
        """«80%», «за 5 лет», «в 2,5 раза», «40 км»; «в 19 часов» is a time of day."""
        match = self.unit_match("units", amount.last)
        if match is None:
            return None
        unit = match.value.lemma
        if unit == "days" and self.tokens[match.last - 1].lemma == "дело":
            return None  # «дел» is a form that «день» shares a verb with
        if unit in ("hours", "minutes") and self.is_clock(amount, match, start):
            return None
        often = amount.digits or self.norm(amount.first - 1) == "в" or amount.value >= MANY_TIMES
        if unit == "times" and not often:
            return None
        if unit == "years" and any(self.is_whose(at) for at in range(max(start, amount.first - 2), amount.first)):
            return None  # «ребёнок, которому всего три года»
        if unit == "people" and amount.value < 2:
            return None
        if amount.value == 1 and not amount.digits and match.value.kind == "time":
            return None
        return self.make(amount.first, match.last, amount.value, unit, "measure")

    def is_whose(self, at: int) -> bool:
        """«которому», «из которых»: whose age a number of years is."""
        return self.has(at, WHOSE) and (self.tokens[at].case == "Dat" or self.norm(at - 1) == "из")

    def is_clock(self, amount: Amount, match: Match[Word], start: int) -> bool:
        """Whether hours or minutes tell the time of day."""
        before = self.norm(amount.first - 1) if amount.first > start else ""
        if self.norm(match.last) in ("утра", "вечера", "дня", "ночи") or self.norm(match.last + 1) in (
            "местному",
            "московскому",
        ):
            return True
        return before in ("в", "к", "до", "с") and amount.value <= 24 and match.value.lemma == "hours"

    def inherited(self, amount: Amount, before: list[Quantity]) -> Quantity | None:
        """«890 млн долларов, из которых 500 миллионов — долг»: the money of the same sentence."""
        money = [item.unit for item in before if item.rule.startswith("money")]
        after = self.tokens[amount.last] if amount.last < self.stop else None
        if not (amount.multiple and money) or (
            after is not None and after.pos in ("NOUN", "ADJ") and after.case == "Gen"
        ):
            return None
        return self.make(amount.first, amount.last, amount.value, money[-1], "money_inherited")

    def counted(self, amount: Amount) -> Quantity | None:
        """«более 500 компаний», «23 инвестиционных проекта»: the noun in the nominative plural."""
        at = amount.last
        while at < min(self.stop, amount.last + 4) and self.is_before_counted(at):
            at += 1
        if at >= self.stop or self.tokens[at].pos != "NOUN" or self.tokens[at].kind != "word":
            return None
        if load_phrases("units").match(self.tokens, at, at + 1) and self.tokens[at].lemma != "дело":
            return None
        if self.tokens[at].lemma in NO_COUNTED or self.norm(at) in DAYTIMES:
            return None
        if self.norm(amount.first - 1) in DASHES or self.tokens[at].case not in (
            "Gen",
            "Nom",
            "Acc",
            "Dat",
            "Ins",
            "Loc",
        ):
            return None
        small = FEW_BELOW if self.tokens[at].animacy == "Inan" else SMALL_BELOW
        few = TRIVIAL_BELOW if self.has(at, counted_words("trivial")) else small
        if amount.value < few and not amount.multiple:
            return None
        noun = self.tokens[at].text
        plural = load_forms().inflect(noun.lower(), "Nom", number="Plur", pos="NOUN") or self.tokens[at].lemma
        return self.make(amount.first, at + 1, amount.value, plural, "counted")

    def is_before_counted(self, at: int) -> bool:
        """Whether a word may part a number from what it counts: «595 | боевых и вспомогательных | кораблей»."""
        if self.norm(at) == "и":
            return self.tokens[at - 1].pos == "ADJ" and at + 1 < self.stop and self.tokens[at + 1].pos == "ADJ"
        return self.tokens[at].pos in ("ADJ", "DET") and self.norm(at) != "эти"

    def counted_before(self, amount: Amount, start: int) -> Quantity | None:
        """«наибольшее количество мест – 292», «третья по числу мест (52)»: what is counted stands before its number."""
        at = amount.first - 2
        grown = self.has(at + 1, counted_words("change")) or self.has(at + 1, REACHED)
        after = self.norm(amount.last) in ("", ".", ",", ";", "и", "а", "в", "за")
        told = self.norm(at + 1) in (*DASHES, "(") or (grown and after)
        if at <= start or not amount.digits or not told or self.tokens[at].case != "Gen":
            return None
        if self.tokens[at].pos != "NOUN" or not any(
            self.has(index, NUMBER_OF) for index in range(max(start, at - 3), at)
        ):
            return None
        noun = self.tokens[at].text.lower()
        plural = load_forms().inflect(noun, "Nom", number="Plur", pos="NOUN") or self.tokens[at].lemma
        return self.make(amount.first, amount.last, amount.value, plural, "counted_before")

    def counted_inverted(self, amount: Amount, start: int) -> Quantity | None:
        """«Документов в портфеле девять», «соглашений подписано 12»: what is counted opens the clause of its number."""
        after = self.tokens[amount.last] if amount.last < self.stop else None
        if after is not None and after.kind != "sign" and after.norm not in ("из", "и", "а"):
            return None
        first = self.clause_start(amount.first, start)
        if first is None or amount.value < SMALL_BELOW:
            return None
        noun = self.tokens[first]
        plural = load_forms().inflect(noun.text.lower(), "Nom", number="Plur", pos="NOUN") or noun.lemma
        return self.make(first, amount.last, amount.value, plural, "counted_before")

    def clause_start(self, at: int, start: int) -> int | None:
        """The genitive plural that opens the clause before a token, None if something else does."""
        for index in range(at - 1, max(start, at - MAX_INVERTED) - 1, -1):
            token = self.tokens[index]
            if token.kind == "sign" or token.pos == "NUM":
                return None
            opens = index == start or self.tokens[index - 1].kind == "sign" or self.norm(index - 1) in ("всего", "а")
            if opens:
                counted = token.pos == "NOUN" and token.case == "Gen" and token.number == "Plur" and index + 1 < at
                return index if counted else None
        return None

    def part_of(self, amount: Amount, start: int, before: list[Quantity]) -> Quantity | None:
        """«семь из них», «шесть из 11 стран»: a part of what was counted before or is counted right after."""
        if self.norm(amount.last) != "из" or amount.value < PART_FROM:
            return None
        after = amount.last + 1
        if self.norm(after) in ("них", "которых"):
            counts = [item for item in before if item.rule.startswith("counted")]
            return self.make(amount.first, after + 1, amount.value, counts[-1].unit, "part") if counts else None
        whole = self.amount(after) if after < self.stop else None
        item = self.counted(replace(whole, multiple=True)) if whole and whole.value > amount.value else None
        return self.make(amount.first, amount.last, amount.value, item.unit, "part") if item else None

    def joined(self, amount: Amount) -> Quantity | None:
        """«на 20 и 10 лет», «с 40 до 10 процентов»: the unit of the number joined to it, and its «тысяч»."""
        grown = self.norm(amount.last) == "до" and self.norm(amount.first - 1) in ("с", "со")
        if not grown and (self.norm(amount.last) not in ("и", "или") or not amount.digits):
            return None
        other = self.amount(amount.last + 1) if amount.last + 1 < self.stop else None
        if other is None or not (grown or other.digits):
            return None
        item = self.money(other, amount.first) or self.measure(other, amount.first)
        item = item or (self.counted(other) if grown else None)
        if item is None:
            return None
        scale = self.scale_of(other) if grown and other.multiple and not amount.multiple else 1.0
        return self.make(amount.first, amount.last, amount.value * scale, item.unit, "joined")

    def scale_of(self, amount: Amount) -> float:
        """The multiple of a number: «6 | тысяч |»."""
        return self.number_word(amount.last - 1, "multiple") or 1.0

    def finish(self, item: Quantity, start: int) -> Quantity:
        """The quantity with its comparator and the words that its unit governs."""
        found = self.comparator(item, start)
        first, sign = found if found else (item.first, None)
        last = self.subject(item)
        return structs.replace(
            item,
            first=first,
            last=last,
            start=self.tokens[first].start,
            stop=self.tokens[last - 1].stop,
            comparator=sign,
        )

    def comparator(self, item: Quantity, start: int) -> tuple[int, Comparator] | None:
        """Where a comparator before the number starts, and its sign."""
        phrases = load_phrases("comparators")
        end = item.first
        if end - 1 > start and self.norm(end - 1) in ("на", "в", "чем", "уже"):
            end -= 1
        for first in range(max(start, end - 3), end):
            match = phrases.match(self.tokens, first, item.first)
            if match and match.last in (end, item.first) and self.is_bound(match, start):
                return first, SIGNS[match.value.lemma]
        return None

    def is_bound(self, match: Match[Word], start: int) -> bool:
        """«до 5 млрд» is a bound, «вырос до 5 млрд» and «от 3 до 5» are not."""
        if match.value.strong:
            return True
        before = range(max(start, match.first - 4), match.first)
        return not any(self.has(at, counted_words("change")) or self.norm(at) in ("от", "с") for at in before)

    def subject(self, item: Quantity) -> int:
        """The token after the words that follow in the genitive: «50 стран мира», «30-летие со дня установления»."""
        at = item.last
        if item.rule in ("jubilee", "ordinal_alone") and self.norm(at) in ("со", "с"):
            at += 2
        limit = min(self.stop, item.last + 6)
        while (
            at < limit and (self.tokens[at].case == "Gen" or self.norm(at) in ("и",)) and self.tokens[at].kind != "sign"
        ):
            if self.tokens[at].pos not in ("NOUN", "ADJ", "PROPN", "DET", "PRON", "CCONJ"):
                break
            at += 1
        while at > item.last and self.tokens[at - 1].pos in ("ADJ", "CCONJ", "DET"):
            at -= 1
        return min(max(at, item.last), self.stop)


def is_thing_given(token: Token) -> bool:
    """Whether a word may be the dative of a thing: «организации», not «Кубы» of «руководителю Кубы»."""
    thing = token.pos in ("NOUN", "PROPN") and token.animacy == "Inan"
    return thing and any(parse.case == "Dat" for parse in load_forms().parse(token.text))


def to_number(words: str, grouped: bool = False) -> float:
    """«6,2», «1.300.000», «23»; grouped: the one mark parts thousands, as more than one mark do."""
    marks = [sign for sign in words if sign in ".,"]
    if grouped:
        return float(words.replace(marks[0], ""))
    if len(marks) > 1:
        return (
            float(words.replace(".", "").replace(",", ""))
            if len(set(marks)) == 1
            else float(words.replace(marks[0], "").replace(marks[-1], "."))
        )
    return float(words.replace(",", "."))
