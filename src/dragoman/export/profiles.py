"""Who they are: the people of a briefing with their offices by date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.edtf import first_day, last_day
from dragoman.export.citations import Citer
from dragoman.export.labels import has_words, known_name, name_office, say, say_date, side_name
from dragoman.export.values import Line, Matter
from dragoman.model import Value
from dragoman.record import Record
from dragoman.record.values import MergedEncounter
from dragoman.register.people import KnownTenure, tenures_of

MOST_OFFICES = 2  # of one person
MOST_MET = 50  # encounters whose reports are looked at for offices of one person
MOST_DOCUMENTS = 100  # reports looked at for the same
CYRILLIC = re.compile(r"[\u0400-\u04ff]")


class Stated(Value, frozen=True):
    """An office that a report gives to a person, and where."""

    office: str
    side: str | None
    language: str | None
    published: str | None
    document: str
    start: int
    stop: int


def list_people(record: Record, matter: Matter, citer: Citer, limit: int) -> list[Line]:
    """Who took part most often, with the offices that reports give them, by date."""
    met: dict[str, list[MergedEncounter]] = {key: [] for key in matter.people}
    for encounter in matter.encounters:
        for seat in encounter.participants:
            if seat.key and (not matter.sides or seat.side in matter.sides):
                met.setdefault(seat.key, []).append(encounter)
    keys = sorted(met, key=lambda key: (key not in matter.people, -len(met[key]), key))
    lines = (draw_person(record, key, met[key], matter, citer) for key in keys[:limit])
    return [line for line in lines if line is not None]


def draw_person(record: Record, key: str, met: Sequence[MergedEncounter], matter: Matter, citer: Citer) -> Line | None:
    """A person and their offices, each with the days of the first and last report that says so.

    Where no report states an office by itself, it is the one of the last encounter. What the register knows stands in
    the remark. None where nobody says what they are.
    """
    names = record.person_names(key)
    language = matter.language
    name = known_name(key, language) or best_name(names, language)
    groups = rank_offices(find_offices(record, names, met, matter), language)
    if groups:
        held = "; ".join(f"{say_office(group[-1], language)} ({say_period(group, language)})" for group in groups)
        numbers = tuple(citer.cite(group[-1].document, group[-1].start, group[-1].stop) for group in groups)
        return Line(text=f"{name} — {held}", note=say_tenures(key, matter), citations=numbers, key=key)
    seats = [(one, seat) for one in met for seat in one.participants if seat.key == key and (seat.office or seat.side)]
    if not seats:
        return None
    encounter, seat = seats[0]
    when = ", ".join(part for part in (side_name(seat.side, language), say_date(encounter.date, language)) if part)
    office = name_office(seat.office, seat.side, language, alone=False)
    text = f"{name or seat.person} — {f'{office} ({when})' if office else when}"
    return Line(text=text, note=say_tenures(key, matter), citations=citer.cite_encounter(encounter, language), key=key)


def find_offices(record: Record, names: Sequence[str], met: Sequence[MergedEncounter], matter: Matter) -> list[Stated]:
    """The offices that reports of some encounters give to the bearer of some names, by day."""
    documents = dict.fromkeys(report.document for one in met[:MOST_MET] for report in one.reports if not report.copy_of)
    rows = record.offices_in(list(documents)[:MOST_DOCUMENTS], names)
    told = {(row["document"], row["start"], row["stop"]): row for row in rows if matter.covers(row["published"])}
    return [Stated(**{name: row[name] for name in Stated.__struct_fields__}) for row in told.values()]


def rank_offices(stated: Sequence[Stated], language: str) -> list[list[Stated]]:
    """The same office together, in whatever language; those told in that of the briefing first, then the latest."""
    groups: dict[tuple[str | None, str | None], list[Stated]] = {}
    for one in stated:
        groups.setdefault((say_office(one, language).casefold(), one.side), []).append(one)
    latest = sorted(groups.values(), key=lambda group: group[-1].published or "", reverse=True)
    own = [group for group in latest if any(one.language == language for one in group)]
    return (own or latest)[:MOST_OFFICES]


def say_office(stated: Stated, language: str) -> str:
    """An office in the language of the briefing; its side is told beside it."""
    return name_office(stated.office, stated.side, language, alone=False) or stated.office


def say_tenures(key: str, matter: Matter) -> str | None:
    """The offices that the register has for a person on the day, else the last one; None for who is in no register."""
    began = [one for one in tenures_of(key) if (day := first_day(one.since)) is not None and day <= matter.today]
    running = [one for one in began if (end := last_day(one.until)) is None or end > matter.today]
    latest = sorted(running or began, key=lambda one: (one.since, one.office), reverse=True)
    shown = latest[: MOST_OFFICES if running else 1]
    told = "; ".join(say_tenure(one, bool(running), matter.language) for one in shown)
    return f"{say('register', matter.language)}: {told}" if told else None


def say_tenure(tenure: KnownTenure, is_running: bool, language: str) -> str:
    """A tenure and its bounds; of one that runs the end is not told, since on the day nobody knew it."""
    is_told = language != "en" and has_words(tenure.kind, language)
    held = f"{say(tenure.kind, language)}, {side_name(tenure.side, language)}" if is_told else tenure.office
    since = say_date(tenure.since, language)
    return f"{held}, {say('since', language, since) if is_running else f'{since} – {say_date(tenure.until, language)}'}"


def best_name(names: Sequence[str], language: str) -> str:
    """The fullest spelling in the script of the language, else the fullest; "" of none."""
    fitting = [name for name in names if bool(CYRILLIC.search(name)) == (language != "en")]
    return next(iter([*fitting, *names]), "")


def say_period(group: Sequence[Stated], language: str) -> str:
    """The side, and the days of the first and last report that say so."""
    days = [one.published for one in group if one.published]
    bounds = [say_date(day, language) for day in dict.fromkeys((days[0], days[-1]))] if days else []
    return ", ".join(part for part in (side_name(group[0].side, language), " – ".join(bounds)) if part)
