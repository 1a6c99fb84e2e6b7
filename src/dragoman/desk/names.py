"""People, offices and places as the reader's language calls them, where the register knows them; else as reported."""

from __future__ import annotations

from dragoman.desk.language import name_side
from dragoman.export.labels import known_name, name_place, say
from dragoman.record.values import Attendance, MergedEncounter
from dragoman.register.offices import guess_languages, parse_office
from dragoman.register.people import office_on

# Kinds of office whose name says all that the words of a report say; other offices are shown as reported.
TRANSLATED = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "deputy_foreign_minister",
    "defence_minister",
    "finance_minister",
)


def name_person(key: str | None, reported: str | None, language: str) -> str | None:
    """The usual name of somebody whom the register knows; else the name as reported."""
    return known_name(key, language) or reported


def name_office(who: Attendance, language: str, day: str | None = None) -> str | None:
    """The office of a participant: as reported where that is in the language or means more than its kind tells.

    Args: day: of the encounter, EDTF: the register tells what the office of that day is called in English.
    """
    if not who.office or guess_languages(who.office.lower())[0] == language:
        return who.office
    kind = parse_office(who.office)
    if kind not in TRANSLATED or not who.side:
        return who.office
    held = office_on(who.key, day) if who.key and day and language == "en" else None
    if held is not None and held.kind == kind:
        return held.office
    return f"{say(kind, language)}, {name_side(who.side, language)}"


def say_place(encounter: MergedEncounter, language: str) -> str:
    """The place as it is called in the language on that day, with its country where that is another word."""
    if encounter.place is None:
        return ""
    name, country = name_place(encounter, language), name_side(encounter.place.country, language)
    return name if not country or country == name else f"{name} ({country})"
