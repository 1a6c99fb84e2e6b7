"""A briefing as a Word document (python-docx)."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from dragoman.export.labels import clip, printable, quote, say, say_date
from dragoman.export.values import Briefing, Citation, Line

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP archive can say
LOCALES = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ"}
FONT = "Times New Roman"  # has the letters of all three languages on every office machine


def write_docx(briefing: Briefing) -> bytes:
    """The briefing as DOCX, A4; bytes depend on the briefing alone."""
    language = briefing.language
    document = open_document(briefing)
    document.add_heading(printable(briefing.title), 0)
    prepared = say("prepared", language, say_date(briefing.today, language))
    document.add_paragraph().add_run(f"{say('briefing', language)}, {prepared}").italic = True
    for line in briefing.summary:
        add_line(document, line, language, "Normal")
    for section in briefing.sections:
        document.add_heading(printable(section.heading), 1)
        for line in section.lines:
            add_line(document, line, language, "List Bullet")
        if not section.lines:
            document.add_paragraph(say("none", language))
    if briefing.citations:
        document.add_heading(say("sources", language), 1)
        for one in briefing.citations:
            add_source(document, one, language)
    buffer = io.BytesIO()
    document.save(buffer)
    return fix_times(buffer.getvalue())


def open_document(briefing: Briefing) -> Any:
    """An empty document with our fonts, margins and dates."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin = section.bottom_margin = Cm(1.5)
    for name, size in (("Normal", 10), ("Heading 1", 12), ("Title", 16)):
        set_font(document.styles[name], size, briefing.language)
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(6)
    properties = document.core_properties
    properties.title = printable(briefing.title)
    properties.author = properties.last_modified_by = "Dragoman"
    properties.comments = ""
    properties.language = LOCALES[briefing.language]
    properties.created = properties.modified = datetime.fromisoformat(briefing.today)
    return document


def set_font(style: Any, size: int, language: str) -> None:
    """One font for all scripts of a style, and the language for the spelling check."""
    style.font.name, style.font.size = FONT, Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), LOCALES[language])
    properties.append(mark)


def add_line(document: Any, line: Line, language: str, style: str) -> None:
    """A line: words, exact words in quotation marks, remark, numbers raised."""
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(printable(line.text))
    if line.quote:
        paragraph.add_run(" " + printable(quote(clip(line.quote), language)))
    if line.note:
        paragraph.add_run(f" ({printable(line.note)})").italic = True
    if line.citations:
        paragraph.add_run(" " + "".join(f"[{number}]" for number in line.citations)).font.superscript = True


def add_source(document: Any, one: Citation, language: str) -> None:
    """A numbered source: outlet, title, day, address, exact words."""
    paragraph = document.add_paragraph()
    parts = (f"{one.number}.", one.about(language), one.url, quote(clip(one.words), language))
    paragraph.add_run(printable(" ".join(part for part in parts if part))).font.size = Pt(7.5)
    paragraph.paragraph_format.space_after = Pt(1)


def fix_times(archive: bytes) -> bytes:
    """The same ZIP archive with every file's time at the epoch, so that equal content is equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
