"""How exported documents name things in English, Russian and Kazakh: kinds, sides, days, encounters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date, format_skeleton

from dragoman.edtf import first_day, parse_date
from dragoman.errors import LexiconError, UsageError
from dragoman.model import Place
from dragoman.record.values import Attendance, MergedEncounter, Milestone
from dragoman.register import load_register
from dragoman.register.offices import guess_languages, parse_office
from dragoman.register.people import get_person, office_on
from dragoman.register.places import Place as KnownPlace
from dragoman.register.places import find_place, name_on

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NARROW, WIDE = "\u202f", "\xa0"  # blanks that do not break: releases of CLDR differ in which they take
LANGUAGES = ("en", "ru", "kk")
# Kinds of office whose name says all that the words of a report say; other offices are shown as reported.
TRANSLATED = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "deputy_foreign_minister",
    "defence_minister",
    "finance_minister",
)
LOCALES = {"en": "en_GB", "ru": "ru", "kk": "kk"}  # the day before the month in all three


def read_lines(name: str, columns: int) -> list[list[str]]:
    """The lines of a data file of this room, split.  Raises: LexiconError: one has another number of columns."""
    text = (files("dragoman.export") / "data" / name).read_text(encoding="utf-8")
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if number == 1 or not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            raise LexiconError(f"{len(cells)} columns; give {columns}", f"export/data/{name}:{number}")
        found.append(cells)
    return found


@cache
def load_words() -> dict[str, dict[str, str]]:
    """Language -> key -> words, from data/words.tsv."""
    lines = read_lines("words.tsv", 1 + len(LANGUAGES))
    return {lang: {cells[0]: cells[place] for cells in lines} for place, lang in enumerate(LANGUAGES, 1)}


def say(key: str | None, language: str, *values: object) -> str:
    """The words of a key with values filled in; a key without words is shown as it is, with blanks."""
    if not key:
        return ""
    known = load_words()[check_language(language)].get(key)
    return known.format(*values) if known is not None else key.replace("_", " ")


def has_words(key: str, language: str) -> bool:
    """Whether a key has words in a language."""
    return key in load_words()[check_language(language)]


def check_language(language: str) -> str:
    """The language again.  Raises: UsageError: headings are not written in it."""
    if language not in LANGUAGES:
        raise UsageError(f"no headings in {language!r}; give one of {', '.join(LANGUAGES)}")
    return language


@cache
def side_names(language: str) -> dict[str, str]:
    """Code -> name of every side: this room's own names, then the register's bodies, then CLDR's states."""
    names = {code: str(name) for code, name in Locale.parse(check_language(language)).territories.items()}
    bodies = [name for name in load_register().side_names(language) if name.kind == "organisation"]
    names.update({name.code: name.form for name in reversed(bodies)})
    names.update({code: name for code, lang, name in read_lines("names.tsv", 3) if lang == language})
    return names


def side_name(code: str | None, language: str) -> str:
    """The name of a side; its code where it has none."""
    return side_names(language).get(code, code) if code else ""


def say_date(value: str | None, language: str) -> str:
    """An EDTF date in words: «23 апреля 2021 г.», "April 2021"; what is not simple is given as it stands."""
    if not value:
        return ""
    if "/" in value:
        return " – ".join(say_date(part, language) or "…" for part in value.split("/"))
    day = parse_date(value)
    if day is None or day.year is None:
        return value
    sign = "≈ " if day.approximate else ""
    if day.month is None:
        return f"{sign}{day.year}"
    locale = LOCALES[language]
    whole = day.day is not None
    words = (
        format_date(day.as_date(), "long", locale) if whole else format_skeleton("yMMMM", day.as_date(), locale=locale)
    )
    return sign + str(words).replace(NARROW, WIDE)


def list_sides(encounter: MergedEncounter) -> tuple[str, ...]:
    """The sides of an encounter, each once, in the order of its participants."""
    return tuple(dict.fromkeys(p.side for p in encounter.participants if p.side))


def locate(place: Place | None) -> KnownPlace | None:
    """The place of the register that a report means; None where there is none, or one of another country."""
    known = find_place(place.name) if place else None
    if known is None or place is None or (place.country and place.country != known.country):
        return None
    return known


def name_place(encounter: MergedEncounter, language: str) -> str:
    """Where it was: the place's name on that day in the language, else as the report has it."""
    known, day = locate(encounter.place), first_day(encounter.date)
    if known is not None:
        old = name_on(known.id, day.isoformat(), language) if day else None
        return old or known.name_in(language)
    return encounter.place.name if encounter.place else ""


def name_encounter(encounter: MergedEncounter, language: str) -> str:
    """A title: what it was, in which format, between which sides."""
    kind = say(encounter.kind, language)
    number = f" ({encounter.ordinal})" if encounter.ordinal else ""
    head = f"{encounter.format}{number}: {kind}" if encounter.format else kind + number
    sides = ", ".join(side_name(side, language) for side in list_sides(encounter))
    title = f"{head} — {sides}" if sides else head
    return title[:1].upper() + title[1:]


def name_milestone(item: Milestone, language: str) -> str:
    """An anniversary: the exact words of the report that tells it, else of what it is."""
    if item.basis == "told":
        return quote(item.title, language)
    if item.format:
        return f"{item.format}: {say('anniversary', language)}"
    sides = " – ".join(side_name(side, language) for side in item.sides)
    title = say(item.title.replace(" ", "_"), language)
    return f"{sides}: {title}" if sides else title


def name_participants(
    participants: Sequence[Attendance], language: str, most: int | None = None, day: str | None = None
) -> str:
    """Who took part, with offices: «Name (office)»; a side where nobody is named. Of those above most, the number.

    Args: day: of the encounter, EDTF (see `name_office`).
    """
    names = list(dict.fromkeys(name_participant(one, language, day) for one in participants))
    more = len(names) - most if most is not None else 0
    return "; ".join(names[:most]) + (f"; +{more}" if more > 0 else "")


def name_participant(one: Attendance, language: str, day: str | None = None) -> str:
    """One participant: name and office, else office and side, else side."""
    side, office = side_name(one.side, language), name_office(one.office, one.side, language, one.key, day)
    if one.person:
        name = known_name(one.key, language) or one.person
        return f"{name} ({office or side})" if office or side else name
    if office and side and office == one.office:
        return f"{office} ({side})"
    return office or side


def name_office(
    office: str | None,
    side: str | None,
    language: str,
    key: str | None = None,
    day: str | None = None,
    *,
    alone: bool = True,
) -> str | None:
    """An office in a language: as reported where it is in that language or means more than its kind tells.

    Args: key, day: of who holds it, and EDTF when: the register tells what the office of that day is called in
    English. alone: with the side, unless the side stands beside it.
    """
    kind = find_kind(office, side, language)
    if kind is None:
        return office
    held = office_on(key, day) if key and day and language == "en" else None
    if held is not None and held.kind == kind:
        return held.office
    return f"{say(kind, language)}, {side_name(side, language)}" if alone else say(kind, language)


def find_kind(office: str | None, side: str | None, language: str) -> str | None:
    """The kind of an office that is to be named by its kind in a language; None for one that stays as reported."""
    return None if not office or not side or speaks(office, language) else kind_of(office)


def speaks(office: str, language: str) -> bool:
    """Whether an office is likely told in a language."""
    return guess_languages(office.lower())[0] == language


def kind_of(office: str) -> str | None:
    """The kind of an office whose name says all that its words say (`TRANSLATED`); None for another."""
    kind = parse_office(office)
    return kind if kind in TRANSLATED else None


def known_name(key: str | None, language: str) -> str:
    """The usual name of somebody in the register; "" for others."""
    known = get_person(key) if key and not key.startswith("~") else None
    return known.name_in(language) if known else ""


def quote(words: str, language: str) -> str:
    """Words in the quotation marks of a language; the words themselves stay as they are."""
    return f"“{words}”" if language == "en" else f"«{words}»"


def clip(words: str, most: int = 320) -> str:
    """Words on one line, cut at a blank where they are longer than that, with "…" for what is left out."""
    flat = " ".join(words.split())
    if len(flat) <= most:
        return flat
    head, _blank, _rest = flat[:most].rpartition(" ")
    return (head or flat[:most]).rstrip(",;: ") + " …"


def printable(text: str) -> str:
    """Text without the control signs that XML forbids."""
    return UNPRINTABLE.sub("", text)
