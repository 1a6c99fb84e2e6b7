"""Makes register/data/us_missions.tsv and us_travels.tsv from the CC0 registers of the Office of the Historian.

Run: python scripts/import_historyatstate.py FOLDER   (FOLDER holds checkouts of pocom, travels and visits of
https://github.com/HistoryAtState; dedicated to the public by CC0 1.0). The product reads the two tables only.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from dragoman.register.places import find_place

DATA = Path(__file__).parents[1] / "src/dragoman/register/data"
NOTICE = (
    "# From the registers of the Office of the Historian, U.S. Department of State (github.com/HistoryAtState),\n"
    "# dedicated to the public domain by CC0 1.0. Made by scripts/import_historyatstate.py; do not edit by hand.\n"
)
FIRST_TRAVEL = "1992"  # earlier trips are no help to somebody who reads today's news
FIRST_CHIEF = "1945"  # the tables are shipped: both stay below 600 kB
REMARK_LENGTH = 90
PARTICLES = ("de", "van", "von", "der", "den", "la", "le", "del", "du", "st", "di", "al", "el")
SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
# Territories whose id in the registers is no English name that the register knows; "" are no states of today.
TERRITORIES = {
    "antigua-barbuda": "AG", "bosnia-herzegovina": "BA", "brunei": "BN", "burma": "MM", "cape-verde": "CV",
    "congo-democratic-republic": "CD", "congo-kinshasa": "CD", "congo-republic": "CG", "cote-divoire": "CI",
    "czech-republic": "CZ", "czechoslovakia": "", "german-democratic-republic": "", "hawaii": "", "holy-see": "VA",
    "korea": "KR", "korea-north": "KP", "korea-south": "KR", "laos": "LA", "macedonia": "MK", "micronesia": "FM",
    "netherlands-antilles": "", "palestinian-authority": "PS", "west-bank": "PS", "russia": "RU",
    "saint-kitts-nevis": "KN", "saint-lucia": "LC", "saint-vincent-grenadines": "VC", "sao-tome-and-principe": "ST",
    "guinea-bissau": "GW", "somoa": "WS",
    "swaziland": "SZ", "syria": "SY", "texas": "", "timor-leste": "TL", "trinidad-and-tobago": "TT", "turkey": "TR",
    "turkiye": "TR", "two-sicilies": "", "vietnam": "VN", "vietnam-south": "", "yugoslavia": "", "antarctica": "AQ",
    "european-union": "EU",
}  # fmt: skip
ORGANISATIONS = {
    "asean": "ASEAN", "au": "AFRICAN_UNION", "eu": "EU", "iaea": "IAEA", "nato": "NATO", "oecd": "OECD",
    "osce": "OSCE", "un": "UN", "unesco": "UNESCO",
}  # fmt: skip


def clean_words(text: str | None) -> str:
    """Words with single blanks; "" for none."""
    return re.sub(r"\s+", " ", text or "").strip()


def find_territory(territory: str) -> str:
    """ISO code of a territory of the registers; "" for none of today."""
    if territory in TERRITORIES:
        return TERRITORIES[territory]
    place = find_place(territory.replace("-", " "))
    return place.country if place else ""


def to_name(person: str) -> str:
    """A name in natural order from a person's id: "moser-william-h" is William H. Moser."""
    words = person.rstrip("0123456789-").split("-")
    count = 1
    while count < len(words) - 1 and words[count - 1] in PARTICLES:
        count += 1
    suffixes = [word for word in words[count:] if word in SUFFIXES]
    given = [word for word in words[count:] if word not in SUFFIXES]
    parts = [word.capitalize() + "." if len(word) == 1 else word.capitalize() for word in (*given, *words[:count])]
    return " ".join([*parts, *(word.upper() if word.startswith("i") else word.capitalize() + "." for word in suffixes)])


def read_chiefs(folder: Path) -> Iterator[tuple[str, ...]]:
    """Chiefs of mission and principal officers: person, name, role, country or body, since, until, id."""
    for path in sorted(folder.glob("pocom/*/*.xml")):
        root = ElementTree.parse(path).getroot()
        home = find_territory(root.findtext("territory-id") or "") if path.parent.name == "missions-countries" else "US"
        if path.parent.name == "missions-orgs":
            home = ORGANISATIONS.get(path.stem.removeprefix("representative-to-"), "")
        for chief in (*root.iter("chief"), *root.iter("principal")):
            since = chief.findtext("started/date") or chief.findtext("appointed/date") or ""
            until = chief.findtext("ended/date") or ""
            person = clean_words(chief.findtext("person-id"))
            if not home or not person or not is_date(since) or since < FIRST_CHIEF:
                continue
            role = clean_words(chief.findtext("role-title-id"))
            yield (
                person,
                to_name(person),
                role,
                home,
                since,
                until if is_date(until) else "",
                chief.findtext("id") or "",
            )


def is_date(value: str) -> bool:
    """Whether a date of the registers is EDTF as the register uses it."""
    return bool(re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", value))


def read_trips(folder: Path) -> Iterator[tuple[str, ...]]:
    """Trips of presidents and secretaries abroad, and visits of leaders to the US, since FIRST_TRAVEL."""
    for path in sorted(folder.glob("travels/*-travels/*.xml")):
        for trip in ElementTree.parse(path).getroot().iter("trip"):
            country = trip.find("country")
            where = find_territory(country.get("id") or "") if country is not None else ""
            yield make_trip("trip", trip, clean_words(trip.findtext("role")), "name", where, "locale", "remarks")
    for path in sorted(folder.glob("visits/data/*.xml")):
        for visit in ElementTree.parse(path).getroot().iter("visit"):
            origin = visit.find("from")
            where = find_territory(origin.get("id") or "") if origin is not None else ""
            yield make_trip("visit", visit, "guest", "visitor", where, "", "description")


def make_trip(kind: str, node: ElementTree.Element, role: str, *fields: str) -> tuple[str, ...]:
    """A line of us_travels.tsv."""
    name, country, place, remark = fields
    words = clean_words(node.findtext(remark))
    short = words if len(words) <= REMARK_LENGTH else words[:REMARK_LENGTH].rsplit(" ", 1)[0] + " …"
    return (
        kind,
        role,
        clean_words(node.findtext(name)),
        country,
        clean_words(node.findtext("start-date")),
        clean_words(node.findtext("end-date")),
        clean_words(node.findtext(place)) if place else "Washington",
        short,
        f"{kind}-{clean_words(node.findtext('id'))}",
    )


def write_table(name: str, head: str, lines: list[tuple[str, ...]]) -> None:
    """Writes a table with the notice on top."""
    text = NOTICE + head.replace(" ", "\t") + "\n" + "".join("\t".join(line) + "\n" for line in lines)
    (DATA / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(lines)} lines, {len(text.encode()) // 1000} kB")


def main(folder: Path) -> None:
    """Writes both tables."""
    chiefs = sorted(set(read_chiefs(folder)), key=lambda one: (one[3], one[4], one[0]))
    write_table("us_missions.tsv", "person name role country since until source_id", chiefs)
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    for trip in read_trips(folder):
        if trip[4] >= FIRST_TRAVEL and trip[3]:
            seen.setdefault(trip[:-1], trip)
    trips = sorted(seen.values(), key=lambda one: (one[4], one[5], one[2]))
    write_table("us_travels.tsv", "kind role name country since until place remark source_id", trips)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
