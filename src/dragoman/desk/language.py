"""The desk in English, Russian and Kazakh: catalogues, the choice of a language, names of countries, dates in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.dates import format_date as babel_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from starlette.requests import Request

from dragoman import edtf

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
COOKIE = "dragoman_language"
# Babel's words are those of CLDR; these are the ones that the states use of themselves, or the short ones of the press.
REPAIRS = {
    "en": {"KG": "Kyrgyzstan", "HK": "Hong Kong", "PS": "Palestine", "XK": "Kosovo"},
    "ru": {"KG": "Кыргызстан", "US": "США", "GB": "Великобритания", "AE": "ОАЭ", "HK": "Гонконг", "PS": "Палестина"},
    "kk": {"US": "АҚШ", "GB": "Ұлыбритания", "AE": "БАӘ", "HK": "Гонконг", "PS": "Палестина"},
}
# Bodies that a side may be; the acronym stands for itself where a language has no other.
BODIES = {
    "EU": ("European Union", "Европейский союз", "Еуропалық одақ"),
    "UN": ("United Nations", "ООН", "БҰҰ"),
    "NATO": ("NATO", "НАТО", "НАТО"),
    "OSCE": ("OSCE", "ОБСЕ", "ЕҚЫҰ"),
    "CSTO": ("CSTO", "ОДКБ", "ҰҚШҰ"),
    "SCO": ("SCO", "ШОС", "ШЫҰ"),
    "OTS": ("Organization of Turkic States", "ОТГ", "ТМҰ"),
    "CIS": ("CIS", "СНГ", "ТМД"),
    "EAEU": ("EAEU", "ЕАЭС", "ЕАЭО"),
    "C5": ("Central Asian states", "Страны Центральной Азии", "Орталық Азия елдері"),
}


@cache
def load_catalogue(language: str) -> Mapping[str, str]:
    """Message -> translation; empty for English, which is the language of the messages."""
    source = files("dragoman.desk") / "locales" / f"{language}.po"
    if language == "en" or not source.is_file():
        return {}
    catalogue = read_po(BytesIO(source.read_bytes()), locale=language)
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and isinstance(message.id, str) and message.string
    }


def translate(language: str, message: str) -> str:
    """The message in the language, or as it is where the catalogue lacks it."""
    return load_catalogue(language).get(message, message)


def choose_language(request: Request) -> str:
    """The language asked for by ?lang=, by the cookie or by the browser; English otherwise."""
    for wish in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wish in LANGUAGES:
            return wish
    for part in _accepted(request.headers.get("accept-language", "")):
        if part in LANGUAGES:
            return part
    return "en"


def _accepted(header: str) -> list[str]:
    """Languages of an Accept-Language header, the dearest first."""
    wishes = []
    for place, part in enumerate(header.split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), place, tag.split("-")[0].lower()))
        except ValueError:
            continue
    return [tag for _, _, tag in sorted(wishes)]


@cache
def name_side(code: str | None, language: str) -> str:
    """What a side is called: a country or a body by its name, anything else by its code."""
    if not code:
        return ""
    if code in BODIES:
        return BODIES[code][list(LANGUAGES).index(language)]
    if code in REPAIRS[language]:
        return REPAIRS[language][code]
    return str(Locale.parse(language).territories.get(code, code))


def say_date(value: str | None, language: str) -> str:
    """An EDTF date in words: 23 April 2021, April 2021, 2021, 23 April; ranges with a dash; "" for none."""
    if not value:
        return ""
    if "/" in value:
        since, until = value.split("/", 1)
        return f"{say_date(since, language) or '…'} – {say_date(until, language) or '…'}"
    date = edtf.parse_date(value)
    if date is None:
        return value
    sign = "~" if date.approximate else ""
    return sign + _say(date, language)


def _say(date: edtf.Day, language: str) -> str:
    if date.month is None:
        return str(date.year) if date.year else "?"
    patterns = {(True, True): "d MMMM y", (True, False): "LLLL y", (False, True): "d MMMM", (False, False): "LLLL"}
    pattern = patterns[date.year is not None, date.day is not None]
    if language == "kk" and date.year is not None:
        pattern = {"d MMMM y": "y 'ж'. d MMMM", "LLLL y": "y 'ж'. LLLL"}[pattern]
    return babel_date(date.as_date(), pattern, locale=language)


def plural_form(language: str, count: int, forms: int) -> int:
    """Which of a language's forms goes with a number: Russian has one, few, many; Kazakh one for all."""
    if language != "ru" or forms < 3:
        return 0 if forms == 1 or count == 1 else forms - 1
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2


def say_number(value: float, language: str) -> str:
    """A number as the language writes it: 6 200 000; 2,5."""
    whole = int(value) if float(value).is_integer() else value
    return str(format_decimal(whole, locale=language))


@cache
def say_month(month: int, language: str) -> str:
    """A month in its short form."""
    return str(Locale.parse(language).months["stand-alone"]["abbreviated"][month]).rstrip(".")
