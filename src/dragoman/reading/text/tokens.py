"""Text -> words, numbers and signs, with offsets, in one pass of one expression.

What is one token, beside plain words:

    пресс-секретарь  Диас-Канель  10-я  30-летие  COVID-19  АҚШ-тың    a hyphen without blanks binds
    С5+1  C5+1  5+1  С-5+1                                             a format; norm «c5+1» or «5+1», Latin c
    6,2  23.04.2021  10:30  1 300 000                                  one number; the norm has no blanks («1300000»)
    М.  Дж.  J.                                                        an initial with its full stop, kind word or latin
    г.  млн.  т. д.  U.S.  a.m.                                        abbreviations of abbreviations.tsv, all languages
    https://...  name@example.org  zakon.kz                            an address, kind mixed

What is several: «20%» (number, sign), «$6» (sign, number), «18-19 апреля» (number, sign, number), «2021г.» (number,
word), «США-Казахстан», «Россия-НАТО», «ЕС-ЦА» (acronyms of two sides joined by a hyphen: word, sign, word),
«Kazakhstan's» (latin, latin «'s»), a dash between blanks (sign), «...» (one sign).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.recent import Recent
from dragoman.reading.values import Token

Kind = Literal["word", "latin", "number", "mixed", "sign"]

LANGUAGES = ("ru", "kk", "en")
TYPES_KEPT = 32_768  # word types of late whose norm and kind are kept, and as many of before: 15 MB when full

MIN_GLUED = 3  # characters of an abbreviation that a forgotten blank may follow
LETTER = r"[^\W\d_]"
UPPER = "A-ZА-ЯЁӘІҢҒҮҰҚӨҺ"
LOWER = "a-zа-яёәіңғүұқөһ"
DOMAINS = "kz|ru|com|org|net|uz|kg|tj|tm|int|gov|info|io|su|by|ua|eu|az|tr|ge|am|рф|қаз"
TO_CYRILLIC = str.maketrans("aceopxykmthbi", "асеорхукмтнві")
TO_LATIN = str.maketrans("асеорхуі", "aceopxyi")
LATIN_LIKE = frozenset("aceopxykmthbi")
CYRILLIC_LIKE = frozenset("асеорхуі")
FORMAT = re.compile(r"[cс]-?(\d)\s?\+\s?(\d)")  # the letter is Cyrillic as often as Latin
NUMBER = re.compile(r"\d[\d.,: ]*")
ALNUM = re.compile(r"[^\W_]")
DIGIT = re.compile(r"\d")
CYRILLIC = re.compile("[\u0400-\u052f]")
LATIN = re.compile("[a-z]")
SITE = re.compile(rf"\w\.(?:{DOMAINS})$")


def split_tokens(text: str) -> tuple[Token, ...]:
    """Words, numbers and signs in order; no character but white space is lost."""
    known = _TYPES.get
    tokens: list[Token] = []
    stop = 0
    for blank, words in token_pattern().findall(text, 0, len(text.rstrip())):
        words, norm, kind = known(words) or keep_type(words)
        start = stop + len(blank)
        stop = start + len(words)
        tokens.append(Token(start, stop, words, norm, kind, blank != "" or not tokens))  # the first as after a blank
    return tuple(tokens)


def keep_type(words: str) -> tuple[str, str, Kind]:
    """The words of a token, as one object wherever they stand, with their norm and kind."""
    return _TYPES.recall(words) or _TYPES.keep(words, (words, *describe_word(words)))


_TYPES: Recent[str, tuple[str, str, Kind]] = Recent(TYPES_KEPT)


def describe_word(words: str) -> tuple[str, Kind]:
    """The norm and the kind of a token's words."""
    lower = words.lower().replace("ё", "е")
    if words.isalpha():
        norm = mend_letters(lower)
        return norm, "latin" if is_latin(norm) else "word"
    if ALNUM.search(words) is None:
        return lower, "sign"
    if NUMBER.fullmatch(words):
        return words.replace(" ", ""), "number"
    named = FORMAT.fullmatch(lower)
    if named:
        return f"c{named[1]}+{named[2]}", "mixed"
    if DIGIT.search(words):
        return mend_letters(lower.replace(" ", "")) if "+" in lower else mend_letters(lower), "mixed"
    if "@" in words or "://" in words or (len(words) > 5 and SITE.search(lower)):
        return lower, "mixed"
    norm = mend_letters(lower)
    return norm, "latin" if is_latin(norm) else "word"


def is_latin(word: str) -> bool:
    """Whether no letter of the word is Cyrillic."""
    return CYRILLIC.search(word) is None


def mend_letters(word: str) -> str:
    """The word (lower case) in one script, where look-alike letters of the other had slipped in; else unchanged.

    A word that mixes scripts for good («IT-сектор», «Zoomда») has letters without a twin and stays as it is.
    """
    if LATIN.search(word) is None:
        return word
    latin = {sign for sign in word if "a" <= sign <= "z"}
    cyrillic = {sign for sign in word if "\u0400" <= sign <= "\u052f"}
    if not cyrillic:
        return word
    if "-" in word:
        return "-".join(mend_letters(part) for part in word.split("-"))
    if latin <= LATIN_LIKE and not (cyrillic <= CYRILLIC_LIKE and len(latin) > len(cyrillic)):
        return word.translate(TO_CYRILLIC)
    if cyrillic <= CYRILLIC_LIKE:
        return word.translate(TO_LATIN)
    return word


def mend_word(word: str) -> str:
    """The word in one script as `mend_letters` has it, in the letter case that it has: «Kазахстан» all Cyrillic."""
    lower = word.lower()
    mended = mend_letters(lower)
    if mended == lower or len(mended) != len(word):
        return word
    return "".join(new.upper() if old.isupper() else new for old, new in zip(word, mended, strict=True))


@cache
def abbreviations() -> dict[str, bool]:
    """Abbreviations with their full stop, lower case without blanks -> whether they end no sentence (strong).

    A form that is listed as strong and as weak is weak.
    """
    found: dict[str, bool] = {}
    for language in LANGUAGES:
        for word in load_words(language, "abbreviations"):
            key = word.form.lower().replace(" ", "")
            found[key] = word.strong and found.get(key, True)
    return found


@cache
def token_pattern() -> re.Pattern[str]:
    """The expression whose matches are the blanks before a token and the token."""
    forms: dict[str, list[str]] = {"any": [], "number": [], "name": [], "glued": []}
    for language in LANGUAGES:
        for word in load_words(language, "abbreviations"):
            if word.form.endswith("."):
                forms[word.kind].append(form_pattern(word.form))
                if word.kind == "any" and word.strong and len(word.form) > MIN_GLUED:
                    forms["glued"].append(form_pattern(word.form))
    endings = [word.form for language in LANGUAGES for word in load_words(language, "abbreviations")]
    longest = max(len(part) for form in endings for part in re.findall(rf"{LETTER}+", form))
    name_follows = rf"(?=\s?[«\"“„{UPPER}\d])"
    after_number = r"(?:(?<=\d)|(?<=\d\s))"
    alternatives = (
        rf"[{UPPER}{LOWER}]++(?=[\s,;:!?»)\"])|[,«»():;\"“”„]|[.?!–—-](?=\s|\Z)",  # most: none goes on in what follows
        rf"[{UPPER}{LOWER}]{{{longest + 1},}}+(?=\.(?:\s|\Z))",  # before a full stop, too long for an abbreviation
        rf"\d{{4}}(?=\s)|\d{{1,2}}(?=\s[{LOWER}])",
        r"https?://[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]]|www\.[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]]",
        r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}",
        rf"(?<![\w.-])(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}\.){{1,6}}(?:{DOMAINS})\b(?!\.\w)",
        rf"(?<![\w-])(?:{choice(forms['any'])})(?!\w)",
        rf"(?<![\w-])(?:{choice(forms['glued'])})(?=[{UPPER}])",  # «корр.ТАСС», «зам.Министра»
        rf"{after_number}(?:{choice(forms['number'])})(?!\w)",
        rf"(?<![\w-])(?:{choice(forms['name'])}){name_follows}",
        rf"(?<!\w)(?:[{UPPER}]|Дж|Ж|Ч|Ш|Ю)\.(?=\s?-?(?:[{UPPER}]))",  # before a name or another initial
        r"(?<!\w)[CСcс]-?\d\s?\+\s?\d(?!\d)|(?<![\w+])\d\+\d(?!\d)",
        r"(?<!\d)(?<!\d[.,])\d{1,3}(?:[ ]\d{3})+(?:[.,]\d+)?(?!\d)",
        rf"\d+(?:-{LETTER}+)+|\d+[{UPPER}](?!\w)",
        r"\d+(?:[.,:]\d+)*",
        # sides joined by a hyphen, one of them at least an acronym
        rf"(?<![\w-])[{UPPER}]{{2,5}}(?=-[{UPPER}][{LOWER}])",
        rf"(?<![\w-])[{UPPER}][{LOWER}]+(?=-[{UPPER}]{{2,5}}(?![\w-]))",
        rf"(?<![\w-])[{UPPER}]{{2,3}}(?=-[{UPPER}]{{2,3}}(?![\w-]))",
        rf"{LETTER}+(?:['’ʼ‘`](?![sS]\b){LETTER}+)*\d*(?:[-‐‑](?:{LETTER}+|\d+)(?:['’](?![sS]\b){LETTER}+)?)*",
        r"(?<=\w)['’][sS]\b",
        r"\.{2,}|[?!]{2,}|-{2,}|\S",
    )
    either = "|".join(f"(?:{each})" for each in alternatives)
    return re.compile(rf"(\s*+)({either})")


def form_pattern(form: str) -> str:
    """The expression of an abbreviation: its first letter in either case, blanks optional."""
    first = form[0]
    head = f"[{first.lower()}{first.upper()}]" if first.isalpha() else re.escape(first)
    return head + re.escape(form[1:]).replace(r"\ ", r"[ ]")


def choice(patterns: list[str]) -> str:
    """One of the patterns, longest first."""
    return "|".join(sorted(patterns, key=len, reverse=True))
