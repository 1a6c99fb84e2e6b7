"""A briefing as Markdown."""

from __future__ import annotations

import re

from dragoman.export.labels import clip, quote, say, say_date
from dragoman.export.values import Briefing, Citation, Line

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^&$])")
LEADING = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=:])", re.MULTILINE)


def write_markdown(briefing: Briefing) -> bytes:
    """The briefing as Markdown: headings, lists, citations as links to the numbered sources at the end."""
    language = briefing.language
    prepared = say("prepared", language, say_date(briefing.today, language))
    blocks = [f"# {escape(briefing.title)}", f"*{escape(say('briefing', language))}, {escape(prepared)}*"]
    if briefing.summary:
        blocks.append("\n".join(f"- {draw_line(line, language)}" for line in briefing.summary))
    for section in briefing.sections:
        blocks.append(f"## {escape(section.heading)}")
        lines = "\n".join(f"- {draw_line(line, language)}" for line in section.lines)
        blocks.append(lines or escape(say("none", language)))
    if briefing.citations:
        blocks.append(f"## {escape(say('sources', language))}")
        blocks.append("\n".join(draw_source(one, language) for one in briefing.citations))
    return ("\n\n".join(blocks) + "\n").encode()


def draw_line(line: Line, language: str) -> str:
    """A line: words, exact words in quotation marks, remark, numbers."""
    parts = [escape(line.text)]
    if line.quote:
        parts.append(escape(quote(clip(line.quote), language)))
    if line.note:
        parts.append(f"*({escape(line.note)})*")
    if line.citations:
        parts.append("".join(f"[\\[{number}\\]](#s{number})" for number in line.citations))
    return " ".join(part for part in parts if part)


def draw_source(one: Citation, language: str) -> str:
    """A numbered source: outlet, title, day, address, and the exact words."""
    place = f" <{one.url}>" if one.url and re.fullmatch(r"https?://[^\s<>]+", one.url) else ""
    return (
        f'{one.number}. <a id="s{one.number}"></a>{escape(one.about(language))}{place} '
        f"{escape(quote(clip(one.words), language))}"
    )


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    flat = " ".join(SPECIAL.sub(r"\\\1", text).split())
    return LEADING.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", flat)
