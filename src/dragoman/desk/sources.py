"""The page of a report: its text with all findings drawn in, and what was not understood."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import marks
from dragoman.desk.drawing import Mark, draw_report
from dragoman.desk.entries import make_title, person_href
from dragoman.desk.language import choose_language
from dragoman.desk.security import safe_link
from dragoman.desk.web import Desk, NotFound, desk_of, path_link
from dragoman.model import Reading
from dragoman.record.values import MergedEncounter


def show_source(request: Request) -> Response:
    """A report with its findings."""
    desk, language = desk_of(request), choose_language(request)
    key = request.path_params["key"]
    reading = find_reading(desk, key)
    merged = desk.record.encounters_of(key)
    findings = marks.find_findings(reading, language, find_titles(key, merged, language), find_people(reading, merged))
    groups = [
        (kind, name, [finding for finding in findings if finding.kind == kind])
        for kind, name in marks.LAYERS
        if any(finding.kind == kind for finding in findings)
    ]
    return desk.page(
        request,
        "source.html",
        key=key,
        document=reading.document,
        address=safe_link(reading.document.url),
        added="added" in request.query_params,
        blocks=draw_report(reading, [*marks.draw_findings(findings), *find_asked(request, len(reading.document.text))]),
        layers=[(kind, name, len(items)) for kind, name, items in groups],
        groups=groups,
        claims=find_claims(key, merged, language),
        fields=("place", "date", "format", "kind", "mode", "status", "ordinal"),
    )


def find_asked(request: Request, length: int) -> list[Mark]:
    """The words that a link points to (`at=start-stop`), as a mark; none for an offset outside the text."""
    start, _dash, stop = request.query_params.get("at", "").partition("-")
    if not (start.isascii() and start.isdigit() and stop.isascii() and stop.isdigit() and len(start + stop) < 16):
        return []
    return [Mark("at", "hit", int(start), min(int(stop), length))] if int(start) < int(stop) <= length else []


def find_reading(desk: Desk, key: str) -> Reading:
    """The reading of a report.  Raises: NotFound: there is none of that id."""
    reading = desk.record.document(key)
    if reading is None:
        raise NotFound(f"there is no report {key!r} in the record", f"reports/{key}")
    return reading


def find_titles(document: str, merged: list[MergedEncounter], language: str) -> dict[str, tuple[str, str]]:
    """Id of an encounter inside a report -> title and address of the merged one."""
    return {
        report.encounter: (make_title(encounter, language), path_link("encounters", encounter.id))
        for encounter in merged
        for report in encounter.reports
        if report.document == document
    }


def find_claims(document: str, merged: list[MergedEncounter], language: str) -> list[tuple[str, str]]:
    """Claim and title of each encounter that a report tells of: what marked words can correct."""
    return [
        (report.claim, make_title(encounter, language))
        for encounter in merged
        for report in encounter.reports
        if report.document == document
    ]


def find_people(reading: Reading, merged: list[MergedEncounter]) -> dict[str, str]:
    """Name of a person inside a report -> page of the person, for those who took part in something."""
    keys = {}
    for encounter in merged:
        for who in encounter.participants:
            if who.key and who.person:
                keys[fold(who.person)] = person_href(who)
    surnames = {name.rsplit(" ", 1)[-1]: href for name, href in keys.items()}
    found = {}
    for person in reading.people:
        name = fold(person.name)
        href = keys.get(name) or surnames.get(name.rsplit(" ", 1)[-1])
        if href:
            found[person.name] = href
    return found


def fold(name: str) -> str:
    """A name for comparing: small letters, ё as е."""
    return name.lower().replace("ё", "е")
