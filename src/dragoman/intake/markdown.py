"""Markdown files: the words without the marks, and what the front matter says of the report."""

from __future__ import annotations

from markdown_it import MarkdownIt

from dragoman.intake.files import Failure, Report

FENCE = "---"


def read_markdown(text: str, source: str) -> Report | Failure:
    """The report of a Markdown file; front matter may give title, published (or date), outlet and url."""
    fields, body = split_front_matter(text)
    blocks = [
        "".join(child.content or "\n" * (child.type in ("softbreak", "hardbreak")) for child in token.children or ())
        if token.type == "inline"
        else token.content
        for token in MarkdownIt("commonmark").parse(body)
        if token.type in ("inline", "fence", "code_block", "html_block")
    ]
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


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields between two lines of three dashes at the head of a file, and the rest."""
    lines = text.lstrip("\ufeff").splitlines()
    if not lines or lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        return {}, text
    stop = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    pairs = (line.partition(":") for line in lines[1:stop])
    fields = {key.strip().lower(): value.strip().strip("\"'") for key, colon, value in pairs if colon and value.strip()}
    return fields, "\n".join(lines[stop + 1 :])
