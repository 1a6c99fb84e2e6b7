"""Days, months, years and ranges as a text states them, in EDTF, and relative words against the day of the report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from msgspec import structs

from dragoman.reading.languages.lexicon import DIGIT, Keys, load_words
from dragoman.reading.values import Date, Marked, Sentence, Token

DASHES = frozenset("-–—‑−")
BELIEVED_DAYS = 60  # farther from the report than this, the tense of the verb decides the year
NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DAY = re.compile(r"(\d{1,2})(?:-(?:го|е|му|ого|ое|м))?")
YEAR = re.compile(r"((?:1[5-9]|20)\d\d)(?:-(?:го|м|му|й|ом|ого))?")
DECADE = re.compile(r"(\d{3})0-(?:х|е|ые|ых)")
RANGE_OPENERS = frozenset({"с", "со", "от"})
Basis = Literal["stated", "relative", "report"]
Tense = Literal["past", "future", ""]


@dataclass(frozen=True, slots=True)
class Draft:
    """A date found, before the years are known: token indexes, EDTF, and for relative words the step."""

    first: int
    last: int
    edtf: str | None = None
    resolved: str | None = None
    basis: Basis = "stated"
    rule: str = ""


@cache
def load_days(language: str) -> dict[str, tuple[str, str]]:
    """Lemma -> (class, value) of days.tsv and months.tsv."""
    words = (*load_words(language, "days"), *load_words(language, "months"))
    return {word.form: (word.kind, word.lemma) for word in words}


@cache
def load_numbers(language: str) -> dict[str, tuple[str, float]]:
    """Lemma -> (class, value) of numerals.tsv."""
    return {word.form: (word.kind, float(word.lemma)) for word in load_words(language, "numerals")}


@cache
def date_openers(language: str) -> frozenset[str]:
    """Norms and lemmas with which a date can begin, beside digits."""
    return frozenset((*load_days(language), *load_numbers(language), "через"))


@cache
def date_keys(language: str) -> Keys:
    """What a date can begin with."""
    return Keys((*date_openers(language), *RANGE_OPENERS, DIGIT))


def find_dates(marked: Marked) -> tuple[Date, ...]:
    """Dates of a document in order, without overlap.

    Returns: `edtf` is what the words alone support; `resolved` uses the day of the report and years that the text gives
        to the same day elsewhere; both are None where nothing can be known.
    """
    scan = Scan(marked)
    drafts = [draft for sentence in marked.sentences for draft in scan.sentence_dates(sentence)]
    years = stated_years(drafts)
    return tuple(follow_days([scan.to_date(draft, years) for draft in drafts]))


def follow_days(dates: list[Date]) -> list[Date]:
    """«... 5 марта. На следующий день ...»: the day after the one told before, where the year of that is known."""
    told = ""
    followed = []
    for item in dates:
        if item.rule == "next_day" and told:
            item = structs.replace(item, resolved=(date.fromisoformat(told) + timedelta(days=1)).isoformat())
        if ISO.fullmatch(item.resolved or ""):
            told = item.resolved or ""
        followed.append(item)
    return followed


def stated_years(drafts: list[Draft]) -> dict[str, str]:
    """Month and day -> year, for days that the text states with one year only."""
    found: dict[str, set[str]] = {}
    for draft in drafts:
        for part in (draft.edtf or "").split("/"):
            if ISO.fullmatch(part):
                found.setdefault(part[5:], set()).add(part[:4])
    return {day: min(years) for day, years in found.items() if len(years) == 1}


class Scan:
    """Looks for dates in the tokens of one document."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.tokens = marked.tokens
        self.days = load_days("ru")
        self.numbers = load_numbers("ru")
        self.openers = date_openers("ru")
        self.report = report_day(marked)
        self.starts = [sentence.start for sentence in marked.sentences]
        self.stop = len(self.tokens)
        self.told: dict[int, list[tuple[str, str]]] = {}  # class and value of tokens that were asked for

    def sentence_dates(self, sentence: Sentence) -> Iterator[Draft]:
        """Dates of one sentence, longest rule first."""
        self.stop = sentence.last
        index = sentence.first
        for at in self.starts_in(sentence.first, sentence.last):
            draft = self.date_at(at) if at >= index else None
            if draft is not None:
                yield draft
                index = draft.last

    def starts_in(self, first: int, last: int) -> Iterator[int]:
        """Where any rule can hold: a digit, a word of the lists, or «с», «от» before a digit."""
        openers, strange = self.openers, self.openers.isdisjoint
        for at in date_keys("ru").find(self.tokens, first, last):
            token = self.tokens[at]
            norm = token.norm
            ranged = norm in RANGE_OPENERS and self.norm(at + 1)[:1].isdigit()
            if ranged or norm in openers or not strange(token.lemmas) or norm[0].isdigit():
                yield at

    def date_at(self, index: int) -> Draft | None:
        """The date of the first rule that holds at a token."""
        return next((found for rule in RULES if (found := rule(self, index))), None)

    def kind(self, index: int, *kinds: str) -> str | None:
        """The value of a token of days.tsv whose class is one of `kinds`, else None."""
        if not 0 <= index < self.stop:
            return None
        told = self.told.get(index)
        if told is None:
            token = self.tokens[index]
            told = [found for key in (token.norm, *token.lemmas) if (found := self.days.get(key))]
            self.told[index] = told
        for kind, value in told:
            if kind in kinds:
                return value
        return None

    def norm(self, index: int) -> str:
        """The norm of a token, "" outside the sentence."""
        return self.tokens[index].norm if 0 <= index < self.stop else ""

    def has(self, index: int, *lemmas: str) -> bool:
        """Whether a token may be a form of one of the lemmas."""
        return 0 <= index < self.stop and any(
            x in lemmas for x in (self.tokens[index].norm, *self.tokens[index].lemmas)
        )

    def month(self, index: int) -> str | None:
        """The number of a month named at a token."""
        value = self.kind(index, "month")
        if value is None and self.day(index - 1) is not None:
            kind, number = self.days.get(self.norm(index).rstrip("."), ("", ""))
            return number if kind == "short" else None  # «14 июн», «3 нояб.»
        return None if value is None or (self.norm(index) == "мая" and self.tokens[index].text == "Мая") else value

    def day(self, index: int) -> int | None:
        """A day of the month in digits: «23», «23-го»."""
        norm = self.norm(index)
        match = DAY.fullmatch(norm) if norm[:1].isdigit() else None
        return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None

    def year(self, index: int) -> tuple[str, int] | None:
        """Year and the token after it: «2021 года», «2021 г.», «2021», «2021-го»."""
        norm = self.norm(index)
        match = YEAR.fullmatch(norm) if norm[:1] in ("1", "2") else None
        if match is None:
            return None
        named = self.has(index + 1, "год", "г", "г.", "гг", "гг.", "годы")
        return match[1], index + 2 if named else index + 1

    def shifted_year(self, index: int) -> tuple[int, int] | None:
        """Step and the token after: «текущего года» is 0, «прошлого года» is -1."""
        step = self.kind(index, "shift")
        return (int(step), index + 2) if step is not None and self.has(index + 1, "год", "г.") else None

    def shift_before(self, at: int) -> int | None:
        """The step of a shifting word right before a token."""
        value = self.kind(at - 1, "shift")
        return int(value) if value is not None else None

    def any_year(self, index: int) -> tuple[str, str | None, int]:
        """Year as stated (XXXX if none), year as known, and the token after."""
        start = index + 1 if self.norm(index) in (",", ".") and self.year(index + 1) else index
        stated = self.year(start)
        if stated:
            return stated[0], stated[0], stated[1]
        shifted = self.shifted_year(index)
        if shifted:
            known = str(self.report.year + shifted[0]) if self.report else None
            return "XXXX", known, shifted[1]
        return "XXXX", None, index

    def ordinal(self, index: int) -> int | None:
        """The number of «первый», «2-й»."""
        match = re.fullmatch(r"(\d{1,2})-(?:й|я|е|го|м|му|ой|ую|ом)", self.norm(index))
        if match:
            return int(match[1])
        for lemma in self.tokens[index].lemmas if 0 <= index < self.stop else ():
            found = self.numbers.get(lemma)
            if found and found[0] == "ordinal":
                return int(found[1])
        return None

    def to_date(self, draft: Draft, years: dict[str, str]) -> Date:
        """The value of a draft, its year filled from the text or the report where they tell it."""
        resolved = draft.resolved
        if resolved is None and draft.edtf:
            parts = [self.fill_year(part, years, draft) for part in draft.edtf.split("/")]
            resolved = None if any(part is None for part in parts) else "/".join(str(part) for part in parts)
        first, last = self.tokens[draft.first], self.tokens[draft.last - 1]
        return Date(
            first.start,
            last.stop,
            draft.first,
            draft.last,
            draft.rule,
            edtf=draft.edtf,
            resolved=resolved,
            basis=draft.basis,
        )

    def fill_year(self, part: str, years: dict[str, str], draft: Draft) -> str | None:
        """An EDTF date without XXXX, or None."""
        if not part.startswith("XXXX"):
            return part
        known = years.get(part[5:])
        if known:
            return known + part[4:]
        if self.report is None:
            return None
        return nearest_year(part, self.report, self.tense_at(draft.first))

    def tense_at(self, index: int) -> Tense:
        """The tense of the sentence of a token."""
        start = self.tokens[index].start
        at = bisect_right(self.starts, start) - 1
        if at < 0 or start >= self.marked.sentences[at].stop:
            return ""
        return sentence_tense(self.marked.words(self.marked.sentences[at]))


def report_day(marked: Marked) -> date | None:
    """The day of the report, where the document has a full one."""
    published = marked.document.published
    try:
        return date.fromisoformat((published.date or "")[:10]) if published else None
    except ValueError:
        return None


REMINDERS = frozenset({"напомним", "напомню", "отметим", "заметим", "добавим", "уточним", "поясним", "скажем"})


def sentence_tense(words: tuple[Token, ...]) -> Tense:
    """past or future by the first finite verb; "" where it tells nothing."""
    for token in words:
        if token.norm in REMINDERS:
            continue  # «Напомним, ... решили 5 марта»
        if token.pos in ("VERB", "AUX") and token.verb_form in ("Fin", "") and token.tense:
            if token.tense == "Past":
                return "past"
            if token.tense == "Fut" or (token.tense == "Pres" and token.aspect == "Perf"):
                return "future"
            return ""
        if token.verb_form == "Part" and token.norm.startswith(("намечен", "запланирован")):
            return "future"
    return ""


def nearest_year(part: str, report: date, tense: Tense) -> str | None:
    """`XXXX-MM[-DD]` with the year that brings it nearest to the report; the tense decides what lies far away."""
    months = part[5:7]
    if not months.isdigit() or int(months) > 12:
        return None
    day = int(part[8:10]) if len(part) > 7 else 15
    choices: list[tuple[int, str]] = []
    for year in (report.year - 1, report.year, report.year + 1):
        try:
            distance = (date(year, int(months), day) - report).days
        except ValueError:
            continue
        wrong = (tense == "past" and distance > BELIEVED_DAYS) or (tense == "future" and distance < -BELIEVED_DAYS)
        if not wrong:
            choices.append((abs(distance), f"{year}{part[4:]}"))
    return min(choices)[1] if choices else None


def join_day(year: str, month: str, day: int) -> str:
    """EDTF of a day."""
    return f"{year}-{month}-{day:02d}"


def is_day(month: str, day: int, year: str) -> bool:
    """Whether the calendar has such a day."""
    try:
        date(int(year) if year.isdigit() else 2024, int(month), day)
    except ValueError:
        return False
    return True


def numeric_day(scan: Scan, at: int) -> Draft | None:
    """«23.04.2021», «2021-04-23»."""
    words = scan.tokens[at].text
    match, iso = NUMERIC.fullmatch(words.rstrip(".")), ISO.fullmatch(words)
    if iso:
        year, month, day = iso[1], iso[2], int(iso[3])
    elif match:
        day, month, year = int(match[1]), match[2].zfill(2), match[3]
    else:
        return None
    if not is_day(month, day, year):
        return None
    last = at + 2 if scan.has(at + 1, "г.", "год") else at + 1
    return Draft(at, last, join_day(year, month, day), rule="numeric_day")


def day_range(scan: Scan, at: int) -> Draft | None:
    """«18-19 апреля», «с 13 по 15 мая», «30 апреля – 2 мая», «с 21 сентября по 13 октября»."""
    first = at + 1 if scan.norm(at) in RANGE_OPENERS else at
    begin = scan.day(first)
    if begin is None:
        return None
    month = scan.month(first + 1)
    after = first + 1 if month is None else first + 2
    while month is None and scan.norm(after) == "," and scan.day(after + 1) is not None:
        after += 2  # «1, | 2 и 3 июня»
    own, _, after_year = scan.any_year(after) if month else ("XXXX", None, after)
    joint = scan.norm(after_year)
    if not (joint in DASHES or joint == "по" or (joint == "до" and first > at) or (joint == "и" and month is None)):
        return None
    end, end_month = scan.day(after_year + 1), scan.month(after_year + 2)
    if end is None or end_month is None:
        return None
    year, known, last = scan.any_year(after_year + 3)
    begin_year = own if own != "XXXX" else year
    begin_month = month or end_month
    if not (is_day(begin_month, begin, begin_year) and is_day(end_month, end, year)):
        return None
    edtf = f"{join_day(begin_year, begin_month, begin)}/{join_day(year, end_month, end)}"
    resolved = edtf.replace("XXXX", known) if known else None
    return Draft(first, last, edtf, resolved, rule="day_range")


def weekday_day(scan: Scan, at: int) -> Draft | None:
    """«в понедельник, 23 мая»: the weekday belongs to the day after it."""
    if scan.kind(at, "weekday") is None:
        return None
    after = at + 2 if scan.norm(at + 1) in (",", "(") else at + 1
    draft = day_month(scan, after)
    return replace(draft, first=at, rule="weekday_day") if draft else None


def day_month(scan: Scan, at: int) -> Draft | None:
    """«23 апреля», «23-го апреля 2021 года», «23 апреля текущего года»."""
    day, month = scan.day(at), scan.month(at + 1)
    if day is None or month is None:
        return None
    year, known, last = scan.any_year(at + 2)
    if not is_day(month, day, year):
        return None
    edtf = join_day(year, month, day)
    return Draft(at, last, edtf, edtf.replace("XXXX", known) if known else None, rule="day_month")


def day_numbered(scan: Scan, at: int) -> Draft | None:
    """«20 числа», «15-го числа текущего месяца»: a day of this month or the one beside it."""
    day = scan.day(at)
    if day is None or not scan.has(at + 1, "число"):
        return None
    step = scan.kind(at + 2, "shift") if scan.has(at + 3, "месяц") else None
    month = step_period(scan.report, "month", int(step or 0))
    known = f"{month}-{day:02d}" if month and is_day(month[5:], day, month[:4]) else None
    return Draft(at, at + 2 if step is None else at + 4, None, known, "relative", "day_numbered")


def week_of_month(scan: Scan, at: int) -> Draft | None:
    """«первая неделя мая», «первой половине мая»: the month, no finer."""
    if scan.ordinal(at) is None or scan.month(at + 2) is None:
        return None
    if scan.kind(at + 1, "period") != "week" and scan.kind(at + 1, "part") not in ("half", "decade"):
        return None
    draft = named_month(scan, at + 2)
    return replace(draft, first=at, rule="week_of_month") if draft else None


def named_month(scan: Scan, at: int) -> Draft | None:
    """«в апреле 2021 года», «в мае», «начале мая», «август прошлого года»."""
    month = scan.month(at)
    if month is None:
        return None
    year, known, last = scan.any_year(at + 1)
    first = at
    if scan.kind(at - 1, "part") in ("start", "middle", "end"):
        first = at - 1
    elif scan.shift_before(at) is not None:
        step = scan.shift_before(at) or 0
        known = month_year(scan, month, step)
        first = at - 1
    edtf = f"{year}-{month}"
    return Draft(first, last, edtf, edtf.replace("XXXX", known) if known else None, rule="named_month")


def month_year(scan: Scan, month: str, step: int) -> str | None:
    """The year of «минувшего мая» or «следующего мая»."""
    if scan.report is None:
        return None
    year, now = scan.report.year, scan.report.month
    if step < 0:
        return str(year if int(month) < now else year - 1)
    return str(year + 1 if step > 0 and int(month) <= now else year)


def season_year(scan: Scan, at: int) -> Draft | None:
    """«летом 2024 года», «в первом квартале 2024 года»: EDTF 2024-22, 2024-33; a year must stand there."""
    code = scan.kind(at, "season")
    after = at + 1
    if code is None:
        number, period = scan.ordinal(at), scan.kind(at + 1, "period")
        if number is None or period not in ("quarter", "half") or number > 4:
            return None
        code, after = str((32 if period == "quarter" else 39) + number), at + 2
    year, known, last = scan.any_year(after)
    if last == after:
        told = scan.kind(at, "season") is not None and scan.tokens[at].case == "Ins"
        return Draft(at, after, None, None, "relative", "season") if told else None
    edtf = f"{year}-{code}" if year != "XXXX" else None
    return Draft(at, last, edtf, f"{known}-{code}" if known else None, "stated" if edtf else "relative", "season_year")


def year_range(scan: Scan, at: int) -> Draft | None:
    """«2019-2021 годы», «2021–2025 гг.», «с 2015 по 2017 год»."""
    begin = YEAR.fullmatch(scan.norm(at))
    after = at + 1
    if begin is None or not (scan.norm(after) in DASHES or scan.norm(after) == "по"):
        return None
    end = scan.year(after + 1)
    if end is None or end[1] == after + 2 or end[0] <= begin[1]:
        return None
    return Draft(at, end[1], f"{begin[1]}/{end[0]}", rule="year_range")


def plain_year(scan: Scan, at: int) -> Draft | None:
    """«в 2015 году», «2021 г.», «к 2022-му»; a bare number is no year."""
    year = scan.year(at)
    if year is None:
        return None
    if year[1] == at + 2 or "-" in scan.norm(at):
        return Draft(at, year[1], year[0], rule="plain_year")
    return None


def decade(scan: Scan, at: int) -> Draft | None:
    """«в 1990-х годах»: EDTF 199X."""
    match = DECADE.fullmatch(scan.norm(at))
    if match is None:
        return None
    last = at + 2 if scan.has(at + 1, "год", "гг.", "годы") else at + 1
    return Draft(at, last, f"{match[1]}X", rule="decade")


def relative_day(scan: Scan, at: int) -> Draft | None:
    """«сегодня», «вчера», «накануне», «завтра»; «накануне саммита» tells no day."""
    step = scan.kind(at, "day")
    if step is None:
        return None
    known = None
    follower = scan.tokens[at + 1] if at + 1 < scan.stop else None
    bound = scan.norm(at) == "накануне" and follower is not None and follower.case == "Gen"
    if scan.report is not None and not bound:
        known = (scan.report + timedelta(days=int(step))).isoformat()
    return Draft(at, at + 1, None, known, "relative", "relative_day")


def weekday(scan: Scan, at: int) -> Draft | None:
    """«в среду», «в минувший вторник»: the nearest such day back or ahead, as the verb says."""
    shift = scan.kind(at, "shift")
    day = at if shift is None else at + 1
    value = scan.kind(day, "weekday")
    if value is None or (shift is None and scan.norm(at - 1) not in ("в", "во", "на", "с", "со", "до", "к", "по")):
        return None
    known = None
    if scan.report is not None:
        back = (scan.report.weekday() - int(value)) % 7
        step = int(shift) if shift is not None else {"past": -1, "future": 1}.get(scan.tense_at(at), 0)
        if step < 0:
            known = scan.report - timedelta(days=back or (7 if shift is not None else 0))
        elif step > 0:
            known = scan.report + timedelta(days=(7 - back) % 7 or (7 if shift is not None else 0))
        elif back == 0:
            known = scan.report
    return Draft(at, day + 1, None, known.isoformat() if known else None, "relative", "weekday")


def shifted_period(scan: Scan, at: int) -> Draft | None:
    """«на этой неделе», «в прошлом году», «в следующем месяце»."""
    shift, period = scan.kind(at, "shift"), scan.kind(at + 1, "period")
    if shift is None or period is None:
        return None
    if scan.norm(at) in ("следующие", "прошедшие", "ближайшие") or scan.tokens[at + 1].number == "Plur":
        return None
    if period == "day" and scan.norm(at).startswith("следующ"):
        return Draft(at, at + 2, None, None, "relative", "next_day")  # of the day told before, not of the report's
    return Draft(at, at + 2, None, step_period(scan.report, period, int(shift)), "relative", "shifted_period")


def step_period(report: date | None, period: str, step: int) -> str | None:
    """EDTF of the period `step` away from the one of the report; weeks are from Monday to Sunday."""
    if report is None:
        return None
    if period == "year":
        return str(report.year + step)
    if period == "month":
        index = report.year * 12 + report.month - 1 + step
        return f"{index // 12}-{index % 12 + 1:02d}"
    if period == "week":
        monday = report - timedelta(days=report.weekday()) + timedelta(weeks=step)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    return (report + timedelta(days=step)).isoformat() if period == "day" else None


def period_ago(scan: Scan, at: int) -> Draft | None:
    """«два дня назад», «неделю назад», «через три дня»: days are told to the day, longer periods as they are."""
    ahead = scan.norm(at) == "через"
    first = at + 1 if ahead else at
    amount, after = 1, first
    token = scan.tokens[first] if first < scan.stop else None
    if token is None:
        return None
    if token.norm.isdecimal() and len(token.norm) < 4:
        amount, after = int(token.norm), first + 1
    else:
        for lemma in token.lemmas:
            found = scan.numbers.get(lemma)
            if found and found[0] == "cardinal" and found[1] == int(found[1]):
                amount, after = int(found[1]), first + 1
                break
    period = scan.kind(after, "period")
    if period is None or not (ahead or scan.norm(after + 1) == "назад"):
        return None
    if ahead and scan.norm(after + 1) in ("после", "с", "со"):
        return None
    near = scan.norm(at - 1) not in ("около", "примерно", "почти", "более")
    known = step_period(scan.report, period, amount if ahead else -amount) if near and period != "week" else None
    if period == "week" and near and scan.report is not None:
        known = step_period(scan.report, "week", amount if ahead else -amount)
    return Draft(at, after + 1 if ahead else after + 2, None, known, "relative", "period_ago")


RULES = (
    numeric_day,
    weekday_day,
    day_range,
    day_month,
    day_numbered,
    week_of_month,
    named_month,
    season_year,
    year_range,
    plain_year,
    decade,
    relative_day,
    weekday,
    shifted_period,
    period_ago,
)
