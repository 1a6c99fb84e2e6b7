"""What an office is called by: whether two ways to say it mean one holder."""

from __future__ import annotations

from functools import lru_cache

from dragoman.reading.mark.forms import fold

STEM = 6  # letters that tell words apart, «представитель» and «председатель» too
EMPTY = frozenset(
    ("и", "о", "врио", "исполняющий", "обязанности", "временный", "временно", "действующий", "нынешний", "новый")
)
EMPTY |= {"официальный", "сам", "государства", "страны", "республики", "этот", "местный", "первый", "г", "господин"}
EMPTY |= {"ведомства", "министерства", "внешнеполитического"}
FORMER = ("бывш", "экс", "тогда", "прежн", "отста")  # «бывший губернатор», «экс-глава»
LONG = (
    ("генсек", "генеральный секретарь"),
    ("генпрокурор", "генеральный прокурор"),
    ("гендиректор", "генеральный директор"),
    ("генконсул", "генеральный консул"),
    ("госсекретар", "государственный секретарь"),
    ("вице", "заместитель"),
    ("зам", "заместитель"),
    ("спикер", "председатель парламента"),
    ("сенатор", "член сената"),
)  # what a short word opens with, and the words that it stands for
SHORTENED = frozenset({"вице", "зам"})  # what follows them is a word of its own: «вице-премьер», «замминистра»


@lru_cache(1024)
def fold_title(words: str) -> frozenset[str]:
    """The words of an office spelled out, as stems: «и.о. генпрокурора» is «генеральный прокурор»."""
    found: list[str] = []
    for word in fold(words).replace("-", " ").replace(".", " ").split():
        if word in EMPTY or word.startswith(FORMER):
            continue
        short = next((pair for pair in LONG if word.startswith(pair[0])), None)
        if short is None or word.startswith("замест"):
            found.append(word)
            continue
        found.extend(short[1].split())
        rest = word[len(short[0]) :] if short[0] in SHORTENED else ""
        if rest:
            found.append(rest)
    return frozenset(word[:STEM] for word in found)


def is_former(words: str) -> bool:
    """Whether an office is one that somebody held: «бывший губернатор», «экс-глава Лимы»."""
    return any(word.startswith(FORMER) for word in words.lower().replace("-", " ").split())


def mean_same(left: str, right: str) -> bool:
    """Whether two offices are one, told in more or fewer words: «вице-премьер», «заместитель премьера Чили»."""
    one, other = fold_title(left), fold_title(right)
    return bool(one and other) and (one <= other or other <= one)
