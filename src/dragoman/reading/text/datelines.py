"""The head of a report: «АСТАНА, 3 мая — ТАСС.», «NUR-SULTAN (AP) —», and the day that an address line carries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from dragoman.model import Passage
from dragoman.reading.languages.lexicon import load_words

LANGUAGES = ("ru", "kk", "en")
WINDOW = 160  # characters in which a dateline ends
UPPER = "A-ZА-ЯЁӘІҢҒҮҰҚӨҺ"
CAPITAL = rf"[{UPPER}][\w’'ʻ‘-]*"
REGION = r"область|обл\.|край|район|облысы"  # «Ошская область»: a common noun that belongs to a place
SETTLEMENT = r"(?:(?:г|гор|пос|с|п)\.\s?)?"  # «г. Астана»
PLACE = (
    rf"{SETTLEMENT}{CAPITAL}(?:\s(?:{CAPITAL}|(?:{REGION})(?!\w))){{0,2}}"
    rf"(?:(?:,\s|\s?/\s?){CAPITAL}(?:\s(?:{CAPITAL}|(?:{REGION})(?!\w))){{0,2}})?"
)
SIGNED = r"/(?!\d)[^/\n]{2,60}/|\([^()\n]{2,60}\)|\[[^\]\n]{2,60}\]"
PLAIN = rf"[«\"]?(?:{CAPITAL}|24)(?:[./]\w+)?(?:\s(?:{CAPITAL}|24)){{0,3}}[»\"]?"
DASH = r"(?:--|[-–—―])"
NUMERIC = r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2})"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
ZONE = r"(?:\s*\(?(?:GMT|UTC|МСК|мск)(?:\s?[+-−]\s?\d{1,2}(?::?\d{2})?)?\)?)?"
CLOCK_STAMP = re.compile(
    rf"(?:\s+{CLOCK}{ZONE}[\s,|/]*|\s*){NUMERIC}[\s,|]*(?:{CLOCK}{ZONE})?\s*$|(?<=[^\W\d_]){CLOCK}\s*$"
)
OPENING_STAMP = re.compile(rf"(?:{NUMERIC}[\s,|/]+{CLOCK}{ZONE}|{CLOCK}{ZONE}[\s,|/]+{NUMERIC})[\s,|/–—-]+(?=\S)")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
ADDRESS_DAYS = (
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_.](?P<m>\d{2})[-_.](?P<d>\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<![\da-z])(?P<d>\d{1,2})[-_]?(?P<n>[a-z]{3,9})[-_]?(?P<y>(?:19|20)\d\d)(?!\d)", re.IGNORECASE),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-_./](?P<m>\d{1,2})[-_./](?P<y>(?:19|20)\d\d)(?!\d)"),
)
STAMP_DAYS = (
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
)


CORRESPONDENT = re.compile(r"(?:корр?\.?|соб\.\s*корр\.?|тілші\w*)\s+", re.IGNORECASE)  # «/Корр. Азия-Вест/»


@dataclass(frozen=True, slots=True)
class Head:
    """A dateline: `stop` is the offset in the paragraph where the report goes on."""

    stop: int
    place: str | None
    agency: str | None
    day: str | None


def read_head(paragraph: str) -> Head | None:
    """The dateline that opens a paragraph, or None."""
    return read_window(paragraph[:WINDOW])


@lru_cache(512)
def read_window(window: str) -> Head | None:
    """What `read_head` keeps, since it is asked twice about a paragraph."""
    shown = {kind for kind, pattern in EVIDENCE.items() if pattern.search(window)}
    for needed, pattern in head_patterns() if shown else ():
        match = pattern.match(window) if needed in shown or needed == "any" else None
        head = judge_head(match) if match is not None else None
        if head is not None:
            return head
    return None


EVIDENCE = {  # what a window must have for a dateline of a kind
    "dash": re.compile(r"[-–—―]\s"),
    "day": re.compile(r"\d"),
    "signed": re.compile(r"[/(\[]"),
}


def judge_head(match: re.Match[str]) -> Head | None:
    """The dateline of a match, if there is evidence: capitals, a day, a signed or known agency."""
    parts = match.groupdict()
    place, day, agency = parts.get("place"), parts.get("day"), parts.get("agency")
    signed = agency is not None and agency[0] in "/([" and (len(agency) < 60)
    known = agency is not None and fold_agency(agency) in agencies()
    loud = place is not None and is_loud(place)
    if place is not None and not loud and not day and not signed and not known and not parts.get("stopped"):
        return None
    written = agency is not None and CORRESPONDENT.match(agency.strip("/([")) is not None
    if place is None and not (signed and written) and not (known and (signed or day or parts.get("dash"))):
        return None
    closed = parts.get("alone") is not None or parts.get("bracket")
    if parts.get("dash") is None and not signed and not (known and day) and not closed:
        return None
    return Head(match.end(), place, clean_agency(agency), parse_day(day) if day else None)


def is_loud(place: str) -> bool:
    """Whether a place stands in capitals."""
    first = place.split(",")[0]
    return first.isupper() and len(first) > 2


def clean_agency(agency: str | None) -> str | None:
    """The name of an agency without the signs around it."""
    if agency is None:
        return None
    return CORRESPONDENT.sub("", agency.strip('/()[]«»" .')) or None


def fold_agency(agency: str) -> str:
    """The key of an agency."""
    return (clean_agency(agency) or "").lower().replace("ё", "е")


def is_agency(words: str) -> bool:
    """Whether words are the name of a known agency."""
    return fold_agency(words) in agencies()


@cache
def agencies() -> frozenset[str]:
    """Known agencies, folded."""
    words = [word for language in LANGUAGES for word in load_words(language, "datelines")]
    return frozenset(word.form.lower().replace("ё", "е") for word in words if word.kind == "agency")


@cache
def month_numbers() -> dict[str, int]:
    """Months in all languages, lower case -> 1..12; English also by their first three letters."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for word in load_words(language, "datelines"):
            if word.kind == "month":
                found[word.form.lower()] = int(word.lemma)
                if language == "en":
                    found[word.form.lower()[:3]] = int(word.lemma)
    return found


@cache
def day_pattern() -> str:
    """The expression of a day as datelines write it."""
    months = "|".join(sorted((re.escape(name) for name in month_numbers()), key=len, reverse=True))
    year = r"(?:19|20)\d\d"
    return (
        rf"(?:\d{{1,2}}\s+(?i:{months})(?!\w)\.?(?:,?\s+{year}(?:\s*г(?:\.|ода)?(?!\w))?)?"
        rf"|(?i:{months})(?!\w)\s+\d{{1,2}}(?!\d)(?:,?\s+{year})?"
        rf"|{year}\s+жыл\w*,?\s+\d{{1,2}}\s+(?i:{months})(?!\w)"
        rf"|\d{{1,2}}[./]\d{{1,2}}[./](?:{year}|\d\d)(?!\d)|{year}-\d\d-\d\d)"
    )


@cache
def head_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The shapes of datelines, the fullest first, each with the kind of evidence that it needs."""
    day = day_pattern()
    gap = rf"\s*(?:[.,:/]|{DASH})?\s*"
    close = rf"\s*\.?\s*(?:(?P<dash>{DASH})\s+(?:\|\s*)?|(?=[{UPPER}«\"“0-9]))"
    return tuple(
        (needed, re.compile(pattern))
        for needed, pattern in (
            # МОСКВА, 22 мая. /Корр. ТАСС/   WASHINGTON (AP) —   Бишкек, 12.04.21 /Кабар/   Ташкент (UzDaily.uz) --
            (
                "signed",
                rf"(?P<place>{PLACE}){gap}(?P<day>{day})?{gap}(?P<agency>{SIGNED}){close}",
            ),
            # АСТАНА, 3 мая — ТАСС.   ЕРЕВАН/12.05.2015/АРМИНФО.   МОСКВА, 3 мая — ТАСС, Анна Дубова.
            (
                "day",
                rf"(?P<place>{PLACE})\s*[.,/]?\s*(?P<day>{day})\s*(?P<dash>[.,/]|{DASH})\s*(?P<agency>{PLAIN})"
                rf"(?:,\s{CAPITAL}\s{CAPITAL})?\.\s+",
            ),
            # Астана. 5 мая. КазТАГ –   НУР-СУЛТАН. КАЗИНФОРМ -
            (
                "dash",
                rf"(?P<place>{PLACE})(?P<stopped>\.)?,?\s*(?P<day>{day})?\s*[.,]?\s+(?P<agency>{PLAIN})\s*\.?\s*"
                rf"(?P<dash>{DASH})\s+(?:\|\s*)?",
            ),
            # АСТАНА. КАЗИНФОРМ. 3 мая.
            (
                "day",
                rf"(?P<place>{PLACE})\.\s+(?P<agency>{PLAIN})\.\s+(?P<day>{day})(?P<alone>\.?)\s+(?=[{UPPER}«\"“])",
            ),
            # ASTANA, May 25 -   АСТАНА –   Женева – 3 мая –
            (
                "dash",
                rf"(?P<place>{PLACE})(?:\s*[.,]|\s+{DASH}(?=\s+\d))?\s*(?P<day>{day})?\s*[.,]?\s*(?P<dash>{DASH})\s+",
            ),
            # "КАЗИНФОРМ". 11 ноября. АЛМАТЫ.
            (
                "day",
                rf"(?P<agency>{SIGNED}|{PLAIN})\s*[.,]\s*(?P<day>{day})\s*[.,]\s*(?P<place>{PLACE})(?P<alone>\.)\s+"
                rf"(?=[{UPPER}«\"“])",
            ),
            # ТАСС, 22 мая.   (Reuters) -   КАЗИНФОРМ -   /Корр. ТАСС/.
            (
                "any",
                rf"(?P<agency>{SIGNED}|{PLAIN})\s*[.,]?\s*(?P<day>{day})?{close}",
            ),
            # Москва, 22 мая.
            (
                "day",
                rf"(?P<place>{PLACE})\s*[.,]\s*(?P<day>{day})\s*(?P<alone>\.)\s+(?=[{UPPER}«\"“])",
            ),
            # (Душанбе, 5 июня, «Вечёрка»)
            (
                "day",
                rf"(?P<bracket>[(\[])(?P<place>{PLACE}),\s(?P<day>{day})(?:,\s(?P<agency>{PLAIN}))?[)\]]"
                rf"\s*\.?\s*(?:{DASH}\s+)?(?=[{UPPER}«\"“])",
            ),
            # 03.05.2019, Астана.   [3 мая 2012, Ашхабад]
            (
                "day",
                rf"[(\[]?(?P<day>{day})\s*,\s*(?P<place>{PLACE})(?P<alone>[.)\]])\s+(?=[{UPPER}«\"“])",
            ),
        )
    )


def parse_day(words: str) -> str | None:
    """EDTF of a day in a dateline: 2021-05-03 or XXXX-05-03; None if there is no such day."""
    numeric = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{2,4})", words)
    if numeric:
        year = int(numeric[3]) + (2000 if len(numeric[3]) == 2 else 0)
        return to_day(year, int(numeric[2]), int(numeric[1]))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        return to_day(*(int(part) for part in words.split("-")))
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    named = re.findall(r"[^\W\d_]+", words.lower())
    month = next((month_numbers()[word] for word in named if word in month_numbers()), 0)
    year = next((number for number in numbers if number > 31), 0)
    day = next((number for number in numbers if number <= 31), 0)
    if year:
        return to_day(year, month, day)
    return f"XXXX-{month:02d}-{day:02d}" if to_day(2024, month, day) else None


def to_day(year: int, month: int, day: int) -> str | None:
    """The day in ISO form, None if the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def is_date_line(line: str) -> str | None:
    """The day (EDTF) of a line that is only a date in words, else None."""
    match = date_line_pattern().fullmatch(line.strip())
    return parse_day(match[1]) if match and not match[1].replace(".", "").isdigit() else None


@cache
def date_line_pattern() -> re.Pattern[str]:
    """The expression of a line that is only a date."""
    return re.compile(rf"({day_pattern()})\s*\.?,?")


def find_stamp(title: str) -> int | None:
    """Where a clock stamp that a page glued to a title begins, or None."""
    match = CLOCK_STAMP.search(title)
    return match.start() if match and match.start() > 0 else None


def skip_stamp(paragraph: str) -> int:
    """The length of the clock stamp that opens a paragraph before its dateline, 0 if there is none."""
    match = OPENING_STAMP.match(paragraph)
    return match.end() if match else 0


def find_address_day(text: str, passages: Sequence[Passage]) -> str | None:
    """The day of publication (YYYY-MM-DD) that an address or a stamp in the page furniture carries, or None.

    Addresses come first: «/2017/01/18/», «/07Jul2001/», «2021-04-23», «20210423».
    """
    furniture = [text[passage.start : passage.stop] for passage in passages if passage.kind == "boilerplate"]
    for words in furniture:
        for address in ADDRESS.findall(words):
            day = parse_address_day(address)
            if day is not None:
                return day
    for words in furniture[:3]:
        for pattern in STAMP_DAYS:
            match = pattern.search(words)
            if match:
                return to_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return None


def parse_address_day(address: str) -> str | None:
    """The day (YYYY-MM-DD) that a web address carries, or None."""
    for pattern in ADDRESS_DAYS:
        for match in pattern.finditer(address):
            parts = match.groupdict()
            month = int(parts["m"]) if parts.get("m") else month_numbers().get(parts["n"].lower()[:3], 0)
            day = to_day(int(parts["y"]), month, int(parts["d"]))
            if day is not None:
                return day
    return None
