"""Formats of dialogue as objects: C5+1, the OTS, the Normandy format: names, members over time, known meetings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.register.periods import measure_period, to_days
from dragoman.register.tables import on_forget, read_table, remember

DASHES = re.compile(r"\s*[-–—‑]\s*")
QUOTES = re.compile(r"[«»\"“”„']")


@dataclass(frozen=True, slots=True)
class FormatMember:
    """A side that belongs to a format from .. to (EDTF, "" = open); standing: member, observer, associate, partner."""

    side: str
    since: str
    until: str
    standing: str = "member"


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """A meeting that took place: level (heads, ministers, envoys ...), number where certain, EDTF day, place."""

    level: str
    ordinal: int | None
    date: str
    place: str
    mode: str
    source: str


@dataclass(frozen=True, slots=True)
class KnownFormat:
    """A format: its code, what it is, names by language (the usual one first), members and meetings over time."""

    code: str
    form: str
    level: tuple[str, ...]
    founded: str
    ended: str
    source: str
    names: dict[str, tuple[str, ...]]
    members: tuple[FormatMember, ...] = ()
    meetings: tuple[KnownMeeting, ...] = ()

    def name_in(self, language: str) -> str:
        """The usual name in ru, kk or en; the code where there is none."""
        return self.names.get(language, (self.code,))[0]


@remember
def load_formats() -> dict[str, KnownFormat]:
    """Code -> format, shipped and the user's own."""
    names = _group_names()
    members = _group_members()
    meetings = _group_meetings()
    found = {}
    for row in read_table("format_facts"):
        code = row["code"]
        found[code] = KnownFormat(
            code,
            row["form"],
            tuple(row["level"].split(",")),
            row["founded"],
            row["ended"],
            row["source"],
            {language: tuple(items) for language, items in names.get(code, {}).items()},
            tuple(members.get(code, ())),
            tuple(sorted(meetings.get(code, ()), key=lambda one: one.date)),
        )
    return found


def _group_names() -> dict[str, dict[str, dict[str, None]]]:
    found: dict[str, dict[str, dict[str, None]]] = {}
    for row in read_table("format_names"):
        found.setdefault(row["code"], {}).setdefault(row["language"], {})[row["name"]] = None
    return found


def _group_members() -> dict[str, list[FormatMember]]:
    found: dict[tuple[str, str, str], FormatMember] = {}
    for row in read_table("format_members"):
        member = FormatMember(row["side"], row["since"], row["until"], row["standing"])
        found[(row["code"], member.side, member.since)] = member
    grouped: dict[str, list[FormatMember]] = {}
    for (code, _side, _since), member in found.items():
        grouped.setdefault(code, []).append(member)
    return grouped


def _group_meetings() -> dict[str, list[KnownMeeting]]:
    found: dict[tuple[str, str, str], KnownMeeting] = {}
    for row in read_table("format_meetings"):
        number = int(row["ordinal"]) if row["ordinal"] else None
        meeting = KnownMeeting(row["level"], number, row["date"], row["place"], row["mode"], row["source"])
        found[(row["code"], meeting.level, meeting.date)] = meeting
    grouped: dict[str, list[KnownMeeting]] = {}
    for (code, _level, _date), meeting in found.items():
        grouped.setdefault(code, []).append(meeting)
    return grouped


def fold_format(name: str) -> str:
    """A name of a format as it is compared: small letters, no quotation marks, bare dashes, Latin C before 5."""
    text = DASHES.sub("-", QUOTES.sub("", name.strip().lower().replace("ё", "е")))
    return re.sub(r"\s+", " ", re.sub(r"\bс(?=\+?c?\s?5)", "c", text))


@remember
def _index_names() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for code, known in load_formats().items():
        for language, names in known.names.items():
            for name in (*names, code):
                found.setdefault(language, {}).setdefault(fold_format(name), code)
    return found


@lru_cache(maxsize=20_000)
def find_format(name: str, language: str | None = None) -> str | None:
    """The code of the format that a name stands for, in ru, kk or en (None: any of them); None where none is known."""
    index, folded = _index_names(), fold_format(name)
    for code in (language,) if language else tuple(index):
        if folded in index.get(code, {}):
            return index[code][folded]
    return None


def members_on(code: str, day: str, standing: str = "member") -> tuple[str, ...]:
    """The sides that surely belonged to a format on a day (EDTF), in the order of joining; () where it is unknown."""
    days, known = to_days(day), load_formats().get(code)
    if days is None or known is None:
        return ()
    return tuple(
        one.side
        for one in known.members
        if one.standing == standing and measure_period(one.since, one.until).surely_holds(days)
    )


def known_meetings(code: str, level: str | None = None) -> tuple[KnownMeeting, ...]:
    """The meetings of a format that the register knows, by day; the list need not be complete."""
    known = load_formats().get(code)
    return tuple(one for one in known.meetings if level in (None, one.level)) if known else ()


on_forget(find_format.cache_clear)
