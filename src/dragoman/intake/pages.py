"""Saved web pages: the article's text, its title, day and outlet, without menus and related headlines."""

from __future__ import annotations

import re

import trafilatura
from trafilatura.settings import Document

from dragoman.intake.files import Failure, Report

# Only what the page marks as its day: a guess from any year or link in it would date encounters wrongly. No day is too
# late, for the same page must give the same report on every day.
DAYS = {"extensive_search": False, "original_date": True, "max_date": "2099-12-31"}
MONTHS = ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
DAY = re.compile(rf"(?i)\b([12]?\d|3[01])\s+({'|'.join(MONTHS)})[а-я]*\.?\s+((?:19|20)\d\d)\b")
DATE_METAS = "//meta[contains(@name, 'date') or contains(@property, 'date') or contains(@itemprop, 'date')]/@content"
DATE_LINES = "//*[self::time or contains(@class, 'date') or contains(@itemprop, 'datePublished')]"
LONGEST = 80  # signs of a date line: «Опубликовано: 3 мая 2024, 10:15 (GMT+5)»
SHORTEST = 40  # letters: less is a menu or an error page, not a report


def read_page(data: bytes, source: str, url: str | None = None) -> Report | Failure:
    """The report of one HTML page; its day and outlet as the page's metadata give them.

    Source of the extraction: trafilatura, which found 19 of 19 paragraphs and no furniture on our trial page.
    """
    found = trafilatura.bare_extraction(
        data,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=DAYS,
    )
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
        published=found.date or find_day(data),
        basis="metadata",
        outlet=found.sitename or None,
        url=url or found.url or None,
        title=found.title or None,
    )


def find_day(data: bytes) -> str | None:
    """The day in Russian words («3 мая 2024») of a page's date line or metadata, where it has one of them."""
    tree = trafilatura.load_html(data)
    if tree is None:
        return None
    marked = (*tree.xpath(DATE_LINES), *tree.xpath(DATE_METAS))
    days = (DAY.search((node if isinstance(node, str) else node.text_content())[:LONGEST]) for node in marked)
    found = next((day for day in days if day), None)
    return f"{found[3]}-{MONTHS.index(found[2].lower()[:3]) + 1:02}-{int(found[1]):02}" if found else None


def join_title(title: str | None, text: str) -> str:
    """The article's text under its title; paragraphs parted by an empty line."""
    body = "\n\n".join(line for line in text.splitlines() if line.strip())
    if not title or body.startswith(title):
        return body
    return f"{title}\n\n{body}"
