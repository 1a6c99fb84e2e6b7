"""How names are spelt: one sound for the many spellings of a name in Cyrillic, Kazakh and Latin letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезиійклмнопрстуфыэ", "abvgdeziiiklmnoprstufie", strict=True)),
        **dict(zip("әғқңөұүһєї", "agknouuhei", strict=True)),
        **{"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "e", "ß": "s", "ð": "d", "þ": "t"},  # NFKD leaves these
        **{"ё": "e", "ж": "j", "х": "h", "ц": "ts", "ч": "c", "ш": "s", "щ": "s", "ю": "u", "я": "a", "ъ": "", "ь": ""},
    }
)
LATIN_PAIRS = (
    ("дж", "ж"), ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("shch", "s"), ("sch", "s"), ("sh", "s"),
    ("tch", "c"), ("ch", "c"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("w", "v"), ("ts", "s"),
    ("ng", "n"),
)  # fmt: skip
MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0487]+")  # accents that NFKD sets apart
NOT_SOUNDS = re.compile(r"[^a-z]+")
VOWELS = re.compile(r"[aeiouy]")
VOWEL_RUN = re.compile(r"([aeiouy])[aeiouy]*")
LONG_SKELETON = 4  # consonants from which one slip is forgiven: shorter surnames differ by one sound
LONG_SOUND = 6  # sounds from which one slip is forgiven, vowels counted
NUMERAL = re.compile(r"[ivx]+")  # of kings and popes
PATRONYMIC = re.compile(r"(?:ovic|evic|ovna|evna|icna|uli|kizi|ogli|oglu)$")


@lru_cache(maxsize=100_000)
def fold_name(name: str) -> tuple[str, ...]:
    """The words of a name as plain Latin sounds: «Тлеуберди», «Тілеуберді» and "Tileuberdi" sound nearly alike."""
    return tuple(word for word in NOT_SOUNDS.split(fold_text(name)) if word)


def fold_names(names: Iterable[str]) -> list[tuple[str, ...]]:
    """`fold_name` of many names at once, which is many times faster: loading folds them all."""
    lines = fold_text("\n".join(names)).split("\n")
    return [tuple(word for word in NOT_SOUNDS.split(line) if word) for line in lines]


def fold_text(text: str) -> str:
    """Letters of a text as plain Latin sounds; what is no letter stays."""
    text = unicodedata.normalize("NFKD", text.lower().replace("й", "и").replace("ё", "е"))
    text = MARKS.sub("", text).replace("дж", "ж").translate(LETTERS)
    for pair, sound in LATIN_PAIRS[1:]:
        text = text.replace(pair, sound)
    return text


@lru_cache(maxsize=100_000)
def find_skeleton(word: str) -> str:
    """The consonants of a folded word, doubled ones once; the word itself where it has hardly any."""
    bare = re.sub(r"(.)\1+", r"\1", VOWELS.sub("", word))
    return bare if len(bare) > 1 else word


@lru_cache(maxsize=100_000)
def find_sound(word: str) -> str:
    """A folded word with every run of vowels cut to its first, i and y one: «Мирзиёев» and "Mirziyoyev" agree."""
    short = VOWEL_RUN.sub(r"\1", word.replace("y", "i"))
    return re.sub(r"(.)\1+", r"\1", short)


def name_key(name: str) -> str:
    """A key that most spellings of one name share: the first sound of the given name and the bones of the surname."""
    words = fold_name(name)
    if not words:
        return "~" + name.lower()
    initial = find_initial(words[0]) + "." if len(words) > 1 else ""
    return f"~{initial}{find_skeleton(words[-1])}"


def find_initial(word: str) -> str:
    """The first sound of a given name; vowels count as one: «Ерлан» is Yerlan, «Энтони» is Antony."""
    return "a" if VOWELS.match(word) else word[0]


@lru_cache(maxsize=200_000)
def is_same_person(left: str, right: str) -> bool:
    """Whether two names can be one person's: like surnames, and given names that do not contradict."""
    ours, theirs = fold_name(left), fold_name(right)
    if not ours or not theirs:
        return left == right
    if not is_like(ours[-1], theirs[-1]):
        return len(ours) > 1 and sorted(ours) == sorted(theirs)
    if len(ours) == 1 or len(theirs) == 1:
        return True
    return find_initial(ours[0]) == find_initial(theirs[0])


def is_like(left: str, right: str) -> bool:
    """Whether two folded surnames sound alike."""
    ours, theirs = find_skeleton(left), find_skeleton(right)
    if ours == theirs:
        return True
    return min(len(ours), len(theirs)) >= LONG_SKELETON and Levenshtein.distance(ours, theirs, score_cutoff=1) <= 1


@lru_cache(maxsize=200_000)
def is_spelling(left: str, right: str) -> bool:
    """Whether two folded words spell one name, vowels counted: stricter than `is_like`, for links to known people."""
    ours, theirs = find_sound(left), find_sound(right)
    if ours == theirs:
        return True
    if ours == theirs + "a" or theirs == ours + "a":
        return False  # «Назарбаева» is no Назарбаев
    return min(len(ours), len(theirs)) >= LONG_SOUND and Levenshtein.distance(ours, theirs, score_cutoff=1) <= 1


def is_patronymic(word: str) -> bool:
    """Whether a folded word looks like a patronymic, which lists of office holders leave out."""
    return len(word) > LONG_SKELETON and PATRONYMIC.search(word) is not None
