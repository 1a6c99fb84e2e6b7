"""Reports as they came in -> documents: clean text, the day checked, an id that the same content always gives."""

from __future__ import annotations

import hashlib

from dragoman.edtf import first_day
from dragoman.errors import InputError
from dragoman.intake.files import Report
from dragoman.model import Document, Published
from dragoman.reading.languages.detect import detect_language
from dragoman.reading.text.cleaning import clean_text


def make_document(report: Report, published: str | None = None, language: str | None = None) -> Document:
    """The document of a report; `document.text` is what every offset counts in.

    Args: published: the day of a report that does not state one, EDTF. language: ru, kk or en; found where not given.
    Raises: InputError: its day is no date. LanguageError: it is in no language that can be read.
    """
    text = clean_text(report.text)
    if not text.strip():
        raise InputError("no text in it; give the report's words", report.source)
    day = make_published(report, published)
    parts = (report.outlet or "", report.url or "", day.date or "" if day else "", text)
    return Document(
        id=hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16],
        source=report.source,
        language=language or detect_language(text, report.source),  # type: ignore[arg-type]
        title=clean_text(report.title).strip() or None if report.title else None,
        published=day,
        text=text,
        outlet=report.outlet,
        url=report.url,
    )


def make_published(report: Report, published: str | None) -> Published | None:
    """The day of a report; a time of day is cut off.  Raises: InputError: it is no date."""
    given = report.published or published
    if given is None:
        return None
    day = given.strip()[:10] if "T" in given or " " in given.strip() else given.strip()
    if first_day(day) is None:
        if report.basis == "metadata":
            return None
        raise InputError(f"published {given!r} is no date; give a day such as 2024-05-03", report.source)
    return Published(date=day, basis=report.basis if report.published else "given")
