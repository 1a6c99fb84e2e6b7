"""Encounters as the desk lists them: a title in the reader's language, a day for the margin, who and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.desk.language import name_side, say_month, translate
from dragoman.desk.names import name_person, say_place
from dragoman.desk.web import path_link
from dragoman.desk.words import say_word
from dragoman.edtf import parse_date
from dragoman.record.values import Attendance, MergedEncounter

MOST_SIDES = 4  # named in a title; the rest are counted
MOST_PEOPLE = 4  # named in a list
MOST_OUTLETS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One encounter in a list; `rail` is what stands in the margin: the day, and the month with its year."""

    id: str
    href: str
    title: str
    kind: str
    mode: str
    status: str
    date: str | None
    date_basis: str | None
    rail: tuple[str, str]
    month: str
    place: str
    format: str | None
    ordinal: int | None
    sides: tuple[str, ...]
    people: tuple[str, ...]
    more_people: int
    themes: tuple[str, ...]
    reports: int
    outlets: tuple[str, ...]
    disputed: bool
    new: bool
    review: str | None = None


def make_entry(encounter: MergedEncounter, language: str, new: bool = False) -> Entry:
    """What a list shows of an encounter."""
    people = list_people(encounter.participants, language)
    return Entry(
        id=encounter.id,
        href=path_link("encounters", encounter.id),
        title=make_title(encounter, language),
        kind=encounter.kind,
        mode=encounter.mode,
        status=encounter.status,
        date=encounter.date,
        date_basis=encounter.date_basis,
        rail=make_rail(encounter.date, language),
        month=find_month(encounter.date) or find_month(first_report(encounter)),
        place=say_place(encounter, language),
        format=encounter.format,
        ordinal=encounter.ordinal,
        sides=list_sides(encounter),
        people=tuple(people[:MOST_PEOPLE]),
        more_people=max(0, len(people) - MOST_PEOPLE),
        themes=list_themes(encounter),
        reports=len(encounter.reports),
        outlets=tuple(dict.fromkeys(report.outlet for report in encounter.reports if report.outlet))[:MOST_OUTLETS],
        disputed=bool(encounter.disputes),
        new=new,
        review=encounter.review,
    )


def first_report(encounter: MergedEncounter) -> str | None:
    """The day of the first report: where an encounter without a day is listed."""
    return min((report.published for report in encounter.reports if report.published), default=None)


def make_entries(encounters: Iterable[MergedEncounter], language: str) -> list[Entry]:
    """What a list shows of several encounters."""
    return [make_entry(encounter, language) for encounter in encounters]


def make_title(encounter: MergedEncounter, language: str) -> str:
    """«C5+1, ministerial no. 10» or «Call: Kazakhstan – United States»."""
    kind = say_word(encounter.kind, language)
    if encounter.format:
        number = f" № {encounter.ordinal}" if encounter.ordinal else ""
        return f"{encounter.format}{number}: {lower_first(kind)}"
    parties = name_parties(encounter, language)
    return f"{kind}: {parties}" if parties else kind


def name_parties(encounter: MergedEncounter, language: str) -> str:
    """The sides by name, or the people where no side is known; "" for neither."""
    sides = list_sides(encounter)
    if len(sides) == 1:
        return name_one(encounter, sides[0], language)
    names = [name_side(side, language) for side in sides] or list_people(encounter.participants, language)
    shown = " – ".join(names[:MOST_SIDES])
    if len(names) > MOST_SIDES:
        shown += " " + translate(language, "and %(count)s more") % {"count": len(names) - MOST_SIDES}
    return shown


def name_one(encounter: MergedEncounter, side: str, language: str) -> str:
    """The only side that is known, and the people of no known side."""
    others = list_people((who for who in encounter.participants if not who.side), language)
    return " – ".join([name_side(side, language), *others[:2]])


def list_people(participants: Iterable[Attendance], language: str) -> list[str]:
    """The names of those who are named, each once."""
    names = (name_person(who.key, who.person, language) for who in participants)
    return list(dict.fromkeys(name for name in names if name))


def lower_first(words: str) -> str:
    """The words with a small first letter."""
    return words[:1].lower() + words[1:]


def list_sides(encounter: MergedEncounter) -> tuple[str, ...]:
    """The sides that took part, each once, in the order of the participants."""
    return tuple(dict.fromkeys(who.side for who in encounter.participants if who.side))


def list_themes(encounter: MergedEncounter) -> tuple[str, ...]:
    """The themes of the agenda, each once."""
    return tuple(dict.fromkeys(topic.theme for topic in encounter.topics if topic.theme))


def make_rail(date: str | None, language: str) -> tuple[str, str]:
    """The day for the margin: ("23", "Apr 2021"), ("Apr", "2021"), ("2021", "")."""
    day = parse_date((date or "").split("/")[0])
    if day is None:
        return "–", ""
    year = str(day.year) if day.year else ""
    if day.month is None:
        return year or "–", ""
    month = say_month(day.month, language)
    if day.day is None:
        return month, year
    return str(day.day), f"{month} {year}".strip()


def find_month(date: str | None) -> str:
    """The month or year that an encounter is listed under, EDTF; "" where it is not known."""
    day = parse_date((date or "").split("/")[0])
    if day is None or day.year is None:
        return ""
    return f"{day.year:04}-{day.month:02}" if day.month else f"{day.year:04}"


def person_href(who: Attendance) -> str:
    """The page of a participant; "" for one without a key."""
    return path_link("people", who.key) if who.key else ""
