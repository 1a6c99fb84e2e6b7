"""Encounters as an Atom feed (RFC 4287)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import BinaryIO
from xml.etree import ElementTree

from dragoman.export.labels import name_encounter, name_participants, name_place, printable, say, say_date
from dragoman.record import Query, Record
from dragoman.record.values import MergedEncounter

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
MOST_ENTRIES = 100
WEB = ("http://", "https://")


def write_feed(record: Record, query: Query, out: BinaryIO, today: date, language: str) -> int:
    """Writes a feed of the encounters asked for, a hundred unless the query says how many; how many entries."""
    wanted = query if query.limit is not None else replace(query, limit=MOST_ENTRIES)
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {f"{{{XML}}}lang": language})
    body = [make_entry(one, find_urls(record, one), today, language) for one in record.iterate(wanted)]
    key = hashlib.sha256("".join(entry.findtext(f"{{{ATOM}}}id") or "" for entry in body).encode()).hexdigest()[:32]
    add(feed, "id", f"urn:dragoman:feed:{key}")
    add(feed, "title", "Dragoman")
    stamps = [entry.findtext(f"{{{ATOM}}}updated") or "" for entry in body]
    add(feed, "updated", max(stamps, default=stamp(today.isoformat())))
    add(add(feed, "author"), "name", "Dragoman")
    feed.extend(body)
    ElementTree.indent(feed)
    out.write(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")
    return len(body)


def find_urls(record: Record, encounter: MergedEncounter) -> list[str]:
    """The addresses of the reports of an encounter, each once; only those of the web."""
    listed = (record.listed(report.document) for report in encounter.reports)
    return list(dict.fromkeys(one.url for one in listed if one and one.url and one.url.startswith(WEB)))


def make_entry(encounter: MergedEncounter, urls: Iterable[str], today: date, language: str) -> ElementTree.Element:
    """An entry: title, when it was last reported, what is known, links to reports."""
    entry = ElementTree.Element(f"{{{ATOM}}}entry")
    days = [
        report.published
        for report in encounter.reports
        if report.published and len(report.published) == len("2021-04-23")
    ]
    add(entry, "id", f"urn:dragoman:encounter:{encounter.id}")
    add(entry, "title", name_encounter(encounter, language))
    add(entry, "updated", stamp(max(days, default=today.isoformat())))
    if days:
        add(entry, "published", stamp(min(days)))
    add(entry, "category", term=encounter.kind)
    parts = (
        say_date(encounter.date, language),
        say(encounter.status, language),
        name_place(encounter, language),
        name_participants(encounter.participants, language),
    )
    add(entry, "content", ". ".join(part for part in parts if part), type="text")
    for number, address in enumerate(urls):
        add(entry, "link", rel="related" if number else "alternate", href=address)
    return entry


def add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    """A new child in Atom's namespace."""
    kept = {key: printable(value) for key, value in attributes.items()}
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", kept)
    child.text = printable(text) if text is not None else None
    return child


def stamp(day: str) -> str:
    """Midnight of a day, RFC 3339."""
    return f"{day}T00:00:00Z"
