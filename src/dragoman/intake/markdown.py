"""Markdown files: the words without the marks, and what the front matter says of the report."""

from __future__ import annotations

import re
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dragoman.intake.files import Failure, Report

FENCE = "---"
TAGS = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
FIELD = re.compile(r"\s*(#.*)?|\s*[-\w]+\s*:.*|\s+\S.*|\s*-\s.*")  # a line of front matter: a field, or of one


def read_markdown(text: str, source: str) -> Report | Failure:
    """The report of a Markdown file; front matter may give title, published (or date), outlet and url."""
    fields, body = split_front_matter(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    blocks = [token_words(token) for token in tokens if token.type in ("inline", "fence", "code_block", "html_block")]
    words = "\n\n".join(block.strip() for block in blocks if block.strip())
    if not words:
        return Failure("no text in it; give the report's words below the front matter", source, source)
    title = fields.get("title")
    return Report(
        source=source,
        text=words if not title or words.startswith(title) else f"{title}\n\n{words}",
        published=fields.get("published") or fields.get("date"),
        outlet=fields.get("outlet") or fields.get("source"),
        url=fields.get("url"),
        title=title,
    )


def token_words(token: Token) -> str:
    """The words of a block, without marks and tags."""
    if token.type == "html_block":
        return unescape(TAGS.sub("", token.content))
    if token.type != "inline":
        return token.content
    return "".join(map(child_words, token.children or ()))


def child_words(child: Token) -> str:
    """The words of a piece of a line; line breaks, those of HTML too, are line breaks."""
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    if child.type == "html_inline":
        return "\n" if child.content.lower().startswith("<br") else ""
    return child.content


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields between two lines of three dashes at the head of a file, and the rest."""
    lines = text.lstrip("\ufeff").splitlines()
    if not lines or lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        return {}, text
    stop = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    if not all(FIELD.fullmatch(line) for line in lines[1:stop]):
        return {}, text  # a rule across the page, and the report below it
    pairs = (line.partition(":") for line in lines[1:stop])
    fields = {key.strip().lower(): value.strip().strip("\"'") for key, colon, value in pairs if colon and value.strip()}
    return fields, "\n".join(lines[stop + 1 :])
