"""The language of a text, told by its letters, then by common words: ru, kk or en, else an error that says why."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from dragoman.errors import LanguageError
from dragoman.model import Language
from dragoman.reading.languages.lexicon import load_words

SAMPLE = 20_000  # characters looked at, from the start, the middle and the end of a long text
KAZAKH = frozenset("әғқңөұүһі")
KAZAKH_ALONE = frozenset("әғқұ")  # Kyrgyz, Tatar, Ukrainian and Mongolian have not all of these
KAZAKH_SHARE = 0.04  # Kazakh prose has some 0.12; a Russian report full of Kazakh names has below 0.01
STRANGE_SHARE = 0.004  # letters of another language among the Cyrillic ones
RUSSIAN = frozenset("ыэ")  # some 0.022 of Russian prose; Bulgarian, Serbian, Macedonian and Ukrainian have neither
ENOUGH = 200  # letters from which the lack of ы and э means something
PLENTY = 600  # letters: one Russian text in a hundred thousand is so long and has none of RUSSIAN
BRIEF = 100  # letters below which one Kazakh word beside the letters that Kyrgyz shares decides
OPENING = 150  # letters of the opening that tell whose report it is
QUOTING_OPENING = 0.8  # share of Cyrillic among them
QUOTING_SHARE = 0.1  # of all letters; less is a Russian headline over an English page
HARD_SIGN_SHARE = 0.008  # «ъ» is 0.017 of Bulgarian prose and below 0.001 of Russian
ENOUGH_WORDS = 12  # words from which the lack of common English words means something
ENGLISH_SHARE = 0.12  # of words; English prose has some 0.40, other languages in Latin letters below 0.06
STRANGE_LETTERS: tuple[tuple[str, str], ...] = (
    ("їєґ", "Ukrainian"),
    ("ў", "Belarusian or Uzbek"),
    ("ӣӯҳҷ", "Tajik"),
    ("җ", "Tatar"),
    ("ҙҫҡ", "Bashkir"),
    ("ђћљњџј", "Serbian or Macedonian"),
    ("өүң", "Kyrgyz or Mongolian"),
    ("і", "Ukrainian or Belarusian"),
)
WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ADVICE = "give a text in Russian, Kazakh or English, or name its language"


def detect_language(text: str, source: str = "") -> Language:
    """The language that most of a text is in; a text too short to tell is Russian or English by its script.

    Raises: LanguageError: it has no letters, or is in a language that is not read.
    """
    sample = take_sample(text).lower()
    letters = {sign: count for sign, count in Counter(sample).items() if sign.isalpha()}
    cyrillic = {letter: count for letter, count in letters.items() if "\u0400" <= letter <= "\u052f"}
    latin = sum(count for letter, count in letters.items() if "a" <= letter <= "z" or "\u00c0" <= letter <= "\u024f")
    total, slavic = sum(letters.values()), sum(cyrillic.values())
    if not total:
        raise LanguageError(f"no letters in its {len(text)} characters; {ADVICE}", source)
    if total - slavic - latin > total / 2:
        raise LanguageError(f"its letters are neither Cyrillic nor Latin; {ADVICE}", source)
    if slavic >= latin or opens_cyrillic(sample, slavic, total):
        return judge_cyrillic(cyrillic, slavic, source)
    return judge_latin(sample, source)


def opens_cyrillic(sample: str, slavic: int, total: int) -> bool:
    """Whether a text with more Latin letters is a Cyrillic report all the same: it opens so, and quotes at length."""
    opening = [sign for sign in sample[: 2 * OPENING] if sign.isalpha()][:OPENING]
    own = sum("\u0400" <= sign <= "\u052f" for sign in opening)
    return slavic >= QUOTING_SHARE * total and own > QUOTING_OPENING * len(opening)


def take_sample(text: str) -> str:
    """The text, or the start, the middle and the end of a long one."""
    if len(text) <= SAMPLE:
        return text
    part, middle = SAMPLE // 3, len(text) // 2
    return " ".join((text[:part], text[middle : middle + part], text[-part:]))


def judge_cyrillic(letters: dict[str, int], total: int, source: str) -> Language:
    """Russian or Kazakh by the letters that only one of them has."""
    kazakh = sum(letters.get(letter, 0) for letter in KAZAKH)
    alone = sum(letters.get(letter, 0) for letter in KAZAKH_ALONE)
    brief = total < BRIEF
    if kazakh >= max(KAZAKH_SHARE * total, 2) and (alone * 5 >= kazakh or (brief and alone)):
        return "kk"
    for strange, name in STRANGE_LETTERS:
        count = sum(letters.get(letter, 0) for letter in strange)
        if count > 1 and count > max(STRANGE_SHARE * total, kazakh if strange[0] not in KAZAKH else 0):
            if strange == "і" and letters.get("ы", 0) > count:
                continue  # Kazakh names in a Russian report
            if strange[0] in KAZAKH and count < KAZAKH_SHARE * total / 2:
                continue
            if brief and kazakh > count:
                return "kk"
            raise LanguageError(f"it looks {name}; {ADVICE}", source)
    bulgarian = letters.get("ъ", 0) > max(1, HARD_SIGN_SHARE * total)
    telling = total >= ENOUGH and ("ъ" in letters or total >= PLENTY)  # a short Russian text may have no «ы» by chance
    if (bulgarian or telling) and not any(letter in letters for letter in RUSSIAN):
        raise LanguageError(f"it is Cyrillic and not Russian or Kazakh, perhaps Bulgarian; {ADVICE}", source)
    return "ru"


def judge_latin(sample: str, source: str) -> Language:
    """English by its common words."""
    words = WORDS.findall(sample)
    common = sum(word in english_words() for word in words)
    accented = sum(not word.isascii() for word in words if "’" not in word)
    if len(words) >= ENOUGH_WORDS and common < ENGLISH_SHARE * len(words):
        raise LanguageError(
            f"it is in Latin letters, and {common} of {len(words)} words are common English ones; {ADVICE}", source
        )
    if len(words) < ENOUGH_WORDS and not common and accented:
        raise LanguageError(f"it is in Latin letters and does not look English; {ADVICE}", source)
    return "en"


@cache
def english_words() -> frozenset[str]:
    """Words that stand in any English text, lower case."""
    return frozenset(word.form for word in load_words("en", "frequent"))
