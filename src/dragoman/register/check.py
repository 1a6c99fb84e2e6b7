"""Whether the register is consistent: what `dragoman register check` prints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from dragoman.edtf import first_day, last_day, parse_date
from dragoman.errors import LexiconError
from dragoman.register.formats import fold_format, load_formats
from dragoman.register.offices import load_kinds, parse_office
from dragoman.register.people import KnownTenure, load_people, read_tenures
from dragoman.register.periods import measure_period
from dragoman.register.places import find_place, fold_place, load_places, register_countries
from dragoman.register.sides import load_register
from dragoman.register.tables import Row, read_table

Level = Literal["error", "note"]
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
ROMAN = re.compile(r"\b[IVXLC]+\b")  # «Карл III» keeps its number in Latin letters
GAP_DAYS = 45  # between two holders: shorter ones are the way of cabinets, longer ones are worth a look
GAP_KINDS = ("head_of_state", "head_of_government", "foreign_minister", "head_of_organisation")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (error) or worth a look (note), and in which line or record."""

    level: Level
    table: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.level}: {self.where}: {self.what}"


def check_register() -> list[Problem]:
    """Everything wrong or doubtful in the register as it is loaded, the user's own lines included; errors first."""
    found = {problem: None for check in CHECKS for problem in run_check(check)}
    return sorted(found, key=lambda one: (one.level, one.table, one.where))


def run_check(check: Callable[[], Iterator[Problem]]) -> Iterator[Problem]:
    """The problems of one check; a line that cannot be read at all is one."""
    try:
        yield from check()
    except LexiconError as error:
        yield Problem("error", "", error.where, error.what)


def has_errors(problems: list[Problem]) -> bool:
    """Whether something is wrong, and not only doubtful."""
    return any(problem.level == "error" for problem in problems)


# -- sides and bounds -----------------------------------------------------------------------------------------------


def known_sides() -> frozenset[str]:
    """Codes of states, organisations and formats that may be a side."""
    sides = {name.code for language in ("ru", "kk", "en") for name in load_register().side_names(language)}
    return frozenset(
        sides | set(load_formats()) | set(register_countries()) | {row["code"] for row in read_table("bodies")}
    )


def check_bounds(table: str, since: str, until: str, where: str) -> Iterator[Problem]:
    """Bounds are EDTF dates with a year, and the first does not come after the second."""
    for value in filter(None, (since, until)):
        day = parse_date(value)
        if day is None or day.year is None:
            yield Problem("error", table, where, f"{value!r} is no EDTF date with a year")
            return
    first, last = first_day(since), last_day(until)
    if since and until and first is not None and last is not None and first > last:
        yield Problem("error", table, where, f"since {since} is after until {until}")


def check_tenures() -> Iterator[Problem]:
    """Every tenure: a known person, side and kind; bounds that are dates in order; a source; once."""
    people, sides = {row["person_id"] for row in read_table("people")}, known_sides()
    kinds = set(load_kinds())
    seen: dict[tuple[str, ...], str] = {}
    for row, tenure in read_tenures():
        yield from check_bounds("tenures", tenure.since, tenure.until, row.where)
        yield from _check_words(row, tenure, people, sides, kinds)
        key = (tenure.person, tenure.kind, tenure.side, tenure.office, tenure.since)
        if key in seen and row.where.split(":")[0] == seen[key].split(":")[0]:
            yield Problem("error", "tenures", row.where, f"the same as {seen[key]}; keep one")
        seen[key] = row.where


def _check_words(
    row: Row, tenure: KnownTenure, people: set[str], sides: frozenset[str], kinds: set[str]
) -> Iterator[Problem]:
    if tenure.person not in people:
        yield Problem("error", "tenures", row.where, f"{tenure.person!r} is not in people.tsv")
    if tenure.side not in sides:
        yield Problem("error", "tenures", row.where, f"{tenure.side!r} is no known side")
    if tenure.kind not in kinds:
        yield Problem("error", "tenures", row.where, f"{tenure.kind!r} is no kind of office in kinds.tsv")
    if not tenure.source.strip():
        yield Problem("error", "tenures", row.where, f"{tenure.person} has no source")
    if tenure.certainty not in ("certain", "approximate", "withdrawn"):
        yield Problem(
            "error", "tenures", row.where, f"certainty {tenure.certainty!r}; certain, approximate or withdrawn"
        )
    if tenure.standing not in ("", "acting", "disputed"):
        yield Problem("error", "tenures", row.where, f"standing {tenure.standing!r}; acting, disputed or nothing")
    if tenure.certainty == "certain" and re.search(r"[~?%]", tenure.since + tenure.until):
        yield Problem("error", "tenures", row.where, "a bound is approximate, the tenure is not marked so")


# -- who followed whom ----------------------------------------------------------------------------------------------


def check_successions() -> Iterator[Problem]:
    """Offices of one holder: no two at a time in full right (error), and no long time without one (note)."""
    single = {kind for kind, is_single in load_kinds().items() if is_single}
    for (kind, side), held in sorted(load_people().by_office.items()):
        where = f"{side} {kind}"
        if kind not in single:
            continue
        groups = sorted({(one.office, one.standing) for one in held if one.standing != "acting"})
        for group in groups:
            yield from _find_overlaps(where, [one for one in held if (one.office, one.standing) == group])
        if kind in GAP_KINDS:
            yield from _find_gaps(where, [(one.period().first, one.period().last, one) for one in held])


def _find_overlaps(where: str, held: list[KnownTenure]) -> Iterator[Problem]:
    for one, other in combinations(held, 2):
        start = max(one.period().begun, other.period().begun)
        if start < min(one.period().ended, other.period().ended):
            names = f"{one.person} and {other.person}"
            yield Problem("error", "tenures", where, f"{names} at one time; mark one as acting or disputed")


def _find_gaps(where: str, held: list[tuple[int, int, KnownTenure]]) -> Iterator[Problem]:
    reached, before = 0, None
    for first, last, tenure in held:
        if before is not None and first - reached > GAP_DAYS:
            months = round((first - reached) / 30.4)
            yield Problem(
                "note", "tenures", where, f"nobody for {months} months before {tenure.person} ({tenure.since})"
            )
        if last >= reached:
            reached, before = last, tenure


# -- people ---------------------------------------------------------------------------------------------------------


def check_people() -> Iterator[Problem]:
    """Every person: names in one script each, an office, and no second id for the same names."""
    known = load_people()
    seen: dict[tuple[str, str], str] = {}
    ids: dict[str, str] = {}
    for row in read_table("people"):
        person = row["person_id"]
        if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", person):
            yield Problem("error", "people", row.where, f"id {person!r}; small Latin letters and hyphens")
        if ids.get(person) == row.where.split(":")[0]:
            yield Problem("error", "people", row.where, f"{person} stands twice")
        ids[person] = row.where.split(":")[0]
        yield from _check_names(row)
        names = (row["ru"].lower(), row["en"].lower())
        if seen.setdefault(names, person) != person:
            yield Problem("error", "people", row.where, f"{person} bears the names of {seen[names]}; merge them")
        if not known.by_id[person].tenures:
            yield Problem("note", "people", row.where, f"{person} has no tenure")


def _check_names(row: Row) -> Iterator[Problem]:
    for column, wanted in (("ru", CYRILLIC), ("kk", CYRILLIC), ("en", LATIN)):
        if not wanted.search(row[column]):
            yield Problem("error", "people", row.where, f"{column} name {row[column]!r} is in another script")
    for name in (row["ru"], row["kk"], row["en"], *row["other"].split(";")):
        if is_mixed(name):
            yield Problem("error", "people", row.where, f"{name!r} mixes Cyrillic and Latin letters; retype it")
        if name != unicodedata.normalize("NFC", name) or name != name.strip():
            yield Problem("error", "people", row.where, f"{name!r} is not NFC or has blanks around it")


def is_mixed(name: str) -> bool:
    """Whether a name mixes scripts: a number in Roman letters is none."""
    bare = ROMAN.sub("", name)
    return bool(CYRILLIC.search(bare) and LATIN.search(bare))


# -- formats --------------------------------------------------------------------------------------------------------


def check_formats() -> Iterator[Problem]:
    """Every format: dates in order, known sides, meetings after the founding, numbers that rise with the days."""
    sides, known = known_sides(), load_formats()
    for table in ("format_names", "format_members", "format_meetings"):
        for row in read_table(table):
            if row["code"] not in known:
                yield Problem("error", table, row.where, f"{row['code']!r} is not in format_facts.tsv")
    for code, format in known.items():
        yield from check_bounds("format_facts", format.founded, format.ended, code)
        for language in ("ru", "kk", "en"):
            if not format.names.get(language):
                yield Problem("error", "format_names", code, f"no name in {language}")
        for member in format.members:
            yield from check_bounds("format_members", member.since, member.until, f"{code} {member.side}")
            if member.side not in sides:
                yield Problem("error", "format_members", code, f"{member.side!r} is no known side")
        yield from _check_meetings(code)
        yield from _check_memberships(code)


def _check_meetings(code: str) -> Iterator[Problem]:
    format = load_formats()[code]
    founded = first_day(format.founded)
    for level in sorted({one.level for one in format.meetings}):
        numbered = [one for one in format.meetings if one.level == level and one.ordinal]
        for before, after in pairwise(numbered):
            if (before.ordinal or 0) >= (after.ordinal or 0):
                yield Problem(
                    "error", "format_meetings", code, f"{level}: {after.date} has no higher number than before"
                )
    for one in format.meetings:
        start, stop = first_day(one.date), last_day(one.date)
        if start is None or stop is None or start > stop:
            yield Problem("error", "format_meetings", code, f"{one.date!r} is no EDTF date or range in order")
        elif founded and stop < founded:
            yield Problem("error", "format_meetings", code, f"{one.date} is before the founding {format.founded}")
        if one.place and find_place(one.place) is None:
            yield Problem("error", "format_meetings", code, f"{one.place!r} is not in places.tsv")


def _check_memberships(code: str) -> Iterator[Problem]:
    by_side: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for member in load_formats()[code].members:
        period = measure_period(member.since, member.until, code)
        by_side.setdefault((member.side, member.standing), []).append((period.begun, period.ended))
    for (side, standing), periods in by_side.items():
        if any(after[0] < before[1] for before, after in pairwise(sorted(periods))):
            yield Problem("error", "format_members", code, f"{side} is {standing} twice at one time")


# -- places, words --------------------------------------------------------------------------------------------------


def check_places() -> Iterator[Problem]:
    """Every place: a known country, degrees on the globe, names in one script; names by time without overlap."""
    countries = register_countries()
    capitals: dict[str, list[tuple[int, int]]] = {}
    for place in load_places().values():
        if place.country not in countries:
            yield Problem("error", "places", place.id, f"{place.country!r} is no known country")
        if place.lat is None or place.lon is None or abs(place.lat) > 90 or abs(place.lon) > 180:
            yield Problem("error", "places", place.id, "give degrees: lat -90..90, lon -180..180")
        for name in (*place.names, *place.other):
            if is_mixed(name) or not name:
                yield Problem("error", "places", place.id, f"{name!r} mixes scripts or is empty")
        if place.capital is not None:
            period = measure_period(*place.capital, place.id)
            capitals.setdefault(place.country, []).append((period.begun, period.ended))
        ordered = sorted(place.history, key=lambda one: one.period.first)
        for before, after in pairwise(ordered):
            if after.period.begun < before.period.ended:
                yield Problem("error", "place_names", place.id, f"two names at one time: {before.names}, {after.names}")
    for country, periods in capitals.items():
        if any(after[0] < before[1] for before, after in pairwise(sorted(periods))):
            yield Problem("error", "places", country, "two capitals at one time")


def check_place_names() -> Iterator[Problem]:
    """Names by time belong to known places, and their bounds are dates."""
    known = set(load_places()) | set(register_countries())
    for row in read_table("place_names"):
        yield from check_bounds("place_names", row["since"], row["until"], row.where)
        if row["place_id"] not in known:
            yield Problem("error", "place_names", row.where, f"{row['place_id']!r} is no place or country")


def check_clashes() -> Iterator[Problem]:
    """No name of a place or format leads to two of them."""
    places: dict[str, str] = {}
    for place in load_places().values():
        for name in {fold_place(name) for name in (*place.names, *place.other)}:
            if places.setdefault(name, place.id) != place.id:
                yield Problem("error", "places", place.id, f"{name!r} is a name of {places[name]} too")
    formats: dict[tuple[str, str], str] = {}
    for code, known in load_formats().items():
        for language, names in known.names.items():
            for name in {fold_format(name) for name in names}:
                if formats.setdefault((language, name), code) != code:
                    other = formats[(language, name)]
                    yield Problem("error", "format_names", code, f"{name!r} is a name of {other} too")


def check_words() -> Iterator[Problem]:
    """Every line of office words decides its own example."""
    for row in read_table("office_words"):
        if parse_office(row["example"], row["language"]) != row["kind"]:
            found = parse_office(row["example"], row["language"])
            yield Problem("error", "office_words", row.where, f"the example gives {found!r}, not {row['kind']!r}")


CHECKS: tuple[Callable[[], Iterator[Problem]], ...] = (
    check_tenures,
    check_successions,
    check_people,
    check_formats,
    check_places,
    check_place_names,
    check_clashes,
    check_words,
)
