"""Lines that belong to the page and not to the report: told by word lists and by their shape."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from dragoman.reading.languages.lexicon import Word, load_words
from dragoman.reading.text.datelines import ZONE

LANGUAGES = ("ru", "kk", "en")
MAX_FURNITURE_WORDS = 30
MAX_FIELD_WORDS = 20
STOPS = (".", "!", "?", "…", ";", ":")
CLOSERS, STOP_CLOSERS = '»"”’)]', '»"”)'  # what may stand after a stop; after a full stop of a list entry
BULLETS = re.compile(r"[\s\-–—•·*►▶▼▲→>»|✅❗🔴📷📸🎥👉(\[]+")
WORDS = re.compile(r"\w+")

CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?"
NUMERIC_DAY = r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})"
CURRENCY = r"(?:USD|EUR|RUB|RUR|CNY|KZT|GBP|BTC|\$|€|₽|¥|£)"
VIEWS = r"(?:[\s|]+\d{1,7})?"  # «11.11.2010, 13:40    518»: how often the page was read
CREDIT = re.compile(
    r"^.{0,160}(?:\b(?:фото|photo|сурет|image|photos|снимок)\s*[:©/]"
    r"|[/(|]\s*(?:фото|photo|getty images|reuters|afp)\b).{0,60}$",
    re.IGNORECASE,
)
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("address", re.compile(r"^(?:[^\W\d_][^:/\n]{0,40}:\s*)?\(?(?:https?://|www\.)\S+\)?\.?$")),
    ("mark-up", re.compile(r"^(?:left|right|thumb|center|none|слева|справа|мини|\d+px)\s*\|", re.IGNORECASE)),
    ("signs", re.compile(r"^[\W_]+$")),
    ("rights", re.compile(r"^(?:©|\([cс]\)\s|\(©\)|copyright\b)", re.IGNORECASE)),
    ("hash tags", re.compile(r"^(?:#\w+[\s,]*)+$")),
    (
        "stamp",
        re.compile(
            rf"^(?:{NUMERIC_DAY}|{CLOCK}{ZONE})(?:[\s,|/•–-]+(?:в\s)?(?:{NUMERIC_DAY}|{CLOCK}{ZONE}))?{VIEWS}(?:\s*\|.*)?$"
        ),
    ),
    ("stamp", re.compile(rf"^{CLOCK}[\s,|/•-]+\d{{1,2}}\s+\w+(?:\s+\d{{4}})?(?:\s*г\.?)?$")),
    (
        "stamp",
        re.compile(
            rf"^\d{{1,2}}\s+\w+\s+\d{{4}}(?:\s*г\.?|\s+года?|\s*ж\.?)?"
            rf"[\s,|/•-]+{CLOCK}(?:\s.{{0,40}})?$"
        ),
    ),
    ("stamp", re.compile(rf"^[\s•·*]*\d{{1,2}}\s+[^\W\d_]+,?\s+(?:в\s)?{CLOCK}$")),
    ("stamp", re.compile(r"^[^.!?|]{2,40}\s\|\s\d{1,2}\s+[^\W\d_]+\s+\d{4}(?:\s*г\.?|\s+года)?$")),
    ("counter", re.compile(r"^\d{1,6}$")),
    ("counter", re.compile(r"^(?:про)?(?:чита|смотре)(?:ли|но)\D{0,12}\d+(?:\s*(?:раза?|чел\w*\.?))?$", re.IGNORECASE)),
    ("link", re.compile(r"[^\s>»→](?:\s?>{2,}|\s?»{2,}|\s?→)$")),
    ("stamp", re.compile(rf"^[^\W\d_]+:\s+\d{{1,2}}\s+\w+\s+\d{{4}}(?:\s*г\.?)?[\s,]+(?:в\s)?{CLOCK}{VIEWS}$")),
    ("by-line", re.compile(r"^By\s+[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]+|and|of)){0,5}(?:\s*\|.*)?$")),
    ("crumbs", re.compile(r"^[^.|>›»/]{2,40}(?:\s[|>›»/→]\s[^.|>›»/]{2,60})+$")),
    ("issue", re.compile(r"^(?:газета|журнал|еженедельник)?\s?«[^»]{2,40}»,?\s+№\s?\d+", re.IGNORECASE)),
    ("issue", re.compile(r"^№\s?\d+(?:\s*\(\d+\))?,?\s+(?:от\s)?\d{1,2}\s+\w+\s+\d{4}[^.!?]{0,10}\W*$")),
    ("crumbs", re.compile(r"^>\s+\S.{2,120}$")),
    ("source", re.compile(r"^\((?:полный|оригинал|перевод|подробн|читайте)\w*\s[^()]{3,60}\)\.?$", re.IGNORECASE)),
    (
        "address",
        re.compile(
            r"^(?:www\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:kz|ru|com|org|net|uz|kg|tj|tm|info|su|by|ua|az)/?$"
        ),
    ),
    (
        "by-line",
        re.compile(
            r"^(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?,?\s+){2,3}(?:ИА|РИА|МИА|агентство|газета|журнал|собкор)\s+[«\"][^»\"]+[»\"]$"
        ),
    ),
    (
        "stamp",
        re.compile(
            r"^(?=.*+(?<=\d)$)"  # most lines end in no digit
            r".{0,60}(?:опубликован|размещен|обновлен|исправлен|правка внесен|изменен|последнее обновление|дата)\w*"
            rf"[^.]{{0,30}}(?:{CLOCK}|{NUMERIC_DAY})$",
            re.IGNORECASE,
        ),
    ),
    ("rates", re.compile(rf"^\W*{CURRENCY}\W*[\d.,]+(?:\s*[+−–—-]\s?[\d.,]+)?$")),
    ("rates", re.compile(rf"^(?=\W*{CURRENCY})(?=.*\d)(?:\W*{CURRENCY}\W*[\d.,]+\W*){{2,}}$")),
    ("weather", re.compile(r"^[^.]{0,30}[+−-]?\d{1,2}\s?°[CС]?[^.]{0,30}$")),
    ("mail", re.compile(r"^[^.!?]{0,60}\b[\w.+-]+@[\w-]+\.[\w.]+\W*$")),
    ("credit", CREDIT),
)
CREDIT_WORDS = 26
NEEDED = {  # one of these a folded line must have for a shape that is slow to refuse; «ı» and «i» are one to it
    "crumbs": ("|", ">", "›", "/", "»", "→"),
    "issue": ("№",),
    "link": (">>", "»»", "→"),
    "weather": ("°",),
    "mail": ("@",),
    "credit": ("фото", "photo", "сурет", "mage", "снимок", "getty", "reuter", "afp"),
}
PLAIN_SHAPES = re.compile(  # all shapes that need no sign, each from the start of a line: most lines fit none
    "|".join(
        f"(?{'i' * bool(pattern.flags & re.IGNORECASE)}:{pattern.pattern})"
        for rule, pattern in SHAPES
        if rule not in NEEDED
    )
)
SIGNS = re.compile("|".join(re.escape(sign) for signs in NEEDED.values() for sign in signs))
LINES_KEPT = 512  # lines whose number of words is kept: each line of a report is counted several times


def furniture_rule(line: str) -> str | None:
    """Why a line (without blanks around it) is page furniture, or None."""
    count = word_count(line)
    if count > MAX_FURNITURE_WORDS:
        return None
    letters = line.casefold()
    likely = PLAIN_SHAPES.match(line) is not None or SIGNS.search(letters) is not None
    for rule, pattern in SHAPES if likely else ():
        needed = NEEDED.get(rule)
        if needed is not None and not any(sign in letters for sign in needed):
            continue
        if pattern.search(line) and not (rule == "credit" and count > CREDIT_WORDS):
            if rule == "crumbs" and (has_stop(line) or count > MAX_FIELD_WORDS):
                continue
            return rule
    folded = fold_line(line)
    if not folded:
        return None
    return listed_rule(folded, line, count)


def listed_rule(folded: str, line: str, count: int) -> str | None:
    """The class of the list entry that a line fits, or None."""
    bare = folded.rstrip(" .:!?…>»→▼▲")
    first = WORDS.search(folded)
    stop = has_full_stop(line)
    for word in furniture_words().get(first[0] if first else "", ()):
        if fits_word(word, folded, bare, stop, count):
            return "furniture" if word.kind == "line" else word.kind
    if count_pattern().fullmatch(bare):
        return "counter"
    return None


def fits_word(word: Word, folded: str, bare: str, stop: bool, count: int) -> bool:
    """Whether a line is what the list entry says."""
    form = word.form
    if word.kind in ("count", "section"):
        return False
    if bare == form or bare == form.rstrip(". "):
        return True
    if word.kind == "line" or not folded.startswith(form):
        return False
    rest = folded[len(form) :]
    if rest[:1].isalnum():
        return False
    colon = re.match(r"\s*[:|©/]", rest) is not None
    if word.kind == "start":
        loose = not word.strong or " " not in form
        return not stop or (colon and count <= MAX_FIELD_WORDS) or count <= 4 or not loose
    if word.kind == "heading":
        return colon or (not stop and count <= MAX_FIELD_WORDS and not (" " not in form and rest.startswith(" ")))
    if word.kind == "credit":
        return colon or (" " in form and not stop)
    return colon and count <= MAX_FIELD_WORDS  # field


def is_heading(line: str) -> bool:
    """Whether a heading stands alone, so that a list must follow."""
    folded = fold_line(line)
    return not re.search(r":\s*\S", folded)


def has_stop(line: str) -> bool:
    """Whether a line ends as sentences do."""
    return line.rstrip(CLOSERS).endswith(STOPS)


def has_full_stop(line: str) -> bool:
    """Whether a line ends in a full stop."""
    return line.rstrip(STOP_CLOSERS).endswith(".")


@lru_cache(LINES_KEPT)
def word_count(line: str) -> int:
    """Number of words and numbers."""
    return len(WORDS.findall(line))


@lru_cache(LINES_KEPT)
def fold_line(line: str) -> str:
    """Lower case, ё as е, no bullet or bracket before it, single blanks."""
    lower = unicodedata.normalize("NFC", line).lower().replace("ё", "е")
    bullets = None if lower.startswith("(c)") else BULLETS.match(lower)
    return " ".join((lower if bullets is None else lower[bullets.end() :]).split())


@cache
def furniture_words() -> dict[str, tuple[Word, ...]]:
    """List entries of all languages by their first word, longest first."""
    found: dict[str, list[Word]] = {}
    for language in LANGUAGES:
        for word in load_words(language, "boilerplate"):
            first = WORDS.search(word.form)
            found.setdefault(first[0] if first else "", []).append(word)
    return {first: tuple(sorted(words, key=lambda word: -len(word.form))) for first, words in found.items()}


@cache
def count_pattern() -> re.Pattern[str]:
    """Counters with their numbers, in either order: «просмотров: 120», «12 комментариев», several of them in a line."""
    forms = "|".join(
        re.escape(word.form)
        for language in LANGUAGES
        for word in load_words(language, "boilerplate")
        if word.kind == "count"
    )
    number = r"\d[\d  .,]*(?:k|к|тыс\.?)?"
    one = rf"(?:(?:{forms})\s*[:—-]?\s*\(?{number}\)?|{number}\s*(?:{forms})|(?:{forms}))"
    return re.compile(rf"{one}(?:[\s|,;·•]+{one})*")
