"""People, offices and places as the reader's language calls them, where the register knows them; else as reported."""

from __future__ import annotations

from dragoman.desk.language import name_side
from dragoman.export.labels import known_name, name_place
from dragoman.export.labels import name_office as label_office
from dragoman.record.values import Attendance, MergedEncounter


def name_person(key: str | None, reported: str | None, language: str) -> str | None:
    """The usual name of somebody whom the register knows; else the name as reported."""
    return known_name(key, language) or reported


def name_office(who: Attendance, language: str, day: str | None = None) -> str | None:
    """The office of a participant: as reported where that is in the language or means more than its kind tells.

    Args: day: of the encounter, EDTF: the register tells what the office of that day is called in English.
    """
    return label_office(who.office, who.side, language, who.key, day)


def say_place(encounter: MergedEncounter, language: str) -> str:
    """The place as it is called in the language on that day, with its country where that is another word."""
    if encounter.place is None:
        return ""
    name, country = name_place(encounter, language), name_side(encounter.place.country, language)
    return name if not country or country == name else f"{name} ({country})"
