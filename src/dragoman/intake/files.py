"""Reports from files, folders, standard input and JSON lines: a `Report` each, or a `Failure` that says what and where.

Read: .txt (UTF-8, UTF-16, cp1251, koi8-r, cp866), .md (with front matter), .html and .htm (saved pages), .jsonl with
one report a line: {"id", "url", "outlet", "published", "text"}, or one reading a line as `dragoman read` prints it.
Folders are walked in the order of names.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from charset_normalizer import from_bytes

from dragoman.model import PublishedBasis, Reading

PAGES = frozenset({".html", ".htm", ".xhtml"})
PLAIN = frozenset({".txt", ".md", ".markdown", ""})
LINES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = (PAGES | PLAIN | LINES) - {""}
CYRILLIC_CODES = ["cp1251", "koi8_r", "cp866", "iso8859_5", "kz1048", "utf_16"]  # what Russian and Kazakh files come in
MAX_BYTES = 64_000_000  # one report; a larger file is a dump, not a report


@dataclass(frozen=True, slots=True)
class Report:
    """A text as it came in; `source` is its id, address or path; published: its day, EDTF, and how that is known."""

    source: str
    text: str
    published: str | None = None
    basis: PublishedBasis = "given"
    outlet: str | None = None
    url: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that cannot be read: what happened and what to do, which report, and where in it."""

    error: str
    source: str
    where: str


def read_files(paths: Iterable[Path | str]) -> Iterator[Report | Reading | Failure]:
    """The reports of files and folders, in the order given; "-" is standard input; folders in the order of names."""
    for path in paths:
        if str(path) == "-":
            yield from read_input(sys.stdin.buffer)
        else:
            yield from read_path(Path(path))


def read_path(path: Path) -> Iterator[Report | Reading | Failure]:
    """The reports of one file or folder."""
    if path.is_dir():
        found = sorted(item for item in path.rglob("*") if item.suffix.lower() in SUFFIXES and item.is_file())
        if not found:
            yield Failure(f"holds no report; give files of {', '.join(sorted(SUFFIXES))}", str(path), str(path))
        for item in found:
            yield from read_path(item)
        return
    suffix = path.suffix.lower()
    if suffix not in PAGES | PLAIN | LINES:
        yield Failure(f"{suffix} files are not read; give {', '.join(sorted(SUFFIXES))}", str(path), str(path))
        return
    try:
        with path.open("rb") as stream:
            yield from read_lines(stream, str(path)) if suffix in LINES else [read_file(stream, path)]
    except OSError as error:
        yield Failure(f"cannot be opened: {error.strerror}; check the path and its rights", str(path), str(path))


def read_file(stream: BinaryIO, path: Path) -> Report | Failure:
    """One report in one file."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        return Failure(f"larger than {limit} MB; give one report a file, or .jsonl", str(path), str(path))
    if path.suffix.lower() in PAGES:
        from dragoman.intake.pages import read_page  # loads the page reader: only where a page is read

        return read_page(data, str(path))
    return read_plain(data, str(path), markdown=path.suffix.lower() in (".md", ".markdown"))


def read_input(stream: BinaryIO) -> Iterator[Report | Reading | Failure]:
    """Standard input: JSON lines if it opens with a brace, a page if with "<", else one plain report."""
    data = stream.read()
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if head == b"{":
        yield from read_lines(BytesIO(data), "-")
    elif head == b"<":
        from dragoman.intake.pages import read_page

        yield read_page(data, "-")
    else:
        yield read_plain(data, "-")


def decode_text(data: bytes) -> str | None:
    """Text of bytes in UTF-8, or in the encoding that they look like (cp1251 ...); None where there is none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=CYRILLIC_CODES).best() or from_bytes(data).best()
        return str(best) if best is not None else None


def read_plain(data: bytes, source: str, markdown: bool = False) -> Report | Failure:
    """One report in plain text or Markdown."""
    text = decode_text(data)
    if text is None or not text.strip("\ufeff\x00 \t\r\n"):
        return Failure("no text in it; give a text file in UTF-8 or cp1251", source, source)
    if markdown:
        from dragoman.intake.markdown import read_markdown

        return read_markdown(text, source)
    return Report(source, text)


def read_lines(stream: BinaryIO, name: str) -> Iterator[Report | Reading | Failure]:
    """One report a line: {"id", "url", "outlet", "published", "text"}; a broken line does not end the file."""
    for number, line in enumerate(stream, 1):
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield read_line(line, f"{name}:{number}")


def read_line(line: bytes, where: str) -> Report | Reading | Failure:
    """The report, or ready reading, of one line of JSON."""
    try:
        item = json.loads(decode_text(line) or "")
    except (ValueError, RecursionError) as error:
        return Failure(f"no JSON: {error}; give one object a line", where, where)
    if isinstance(item, dict) and str(item.get("schema", "")).startswith("dragoman.reading/"):
        return read_ready(item, where)
    if isinstance(item, dict) and "error" in item and "text" not in item:
        return Failure(str(item["error"]), str(item.get("source") or where), str(item.get("where") or where))
    text = item.get("text") if isinstance(item, dict) else None
    if not isinstance(text, str) or not text.strip():
        source = str(item.get("id") or where) if isinstance(item, dict) else where
        return Failure('no "text" in it; give {"id", "text", ...} a line', source, where)
    url = find_field(item, "url")
    return Report(
        source=find_field(item, "id") or url or where,
        text=text,
        published=find_field(item, "published"),
        outlet=find_field(item, "outlet"),
        url=url,
        title=find_field(item, "title"),
    )


def read_ready(item: dict[str, Any], where: str) -> Reading | Failure:
    """A reading as `dragoman read` prints it; every span must lie in its text."""
    try:
        reading = msgspec.convert(item, Reading)
    except msgspec.ValidationError as error:
        return Failure(f"no reading of the form dragoman.reading/1: {error}; read the report again", where, where)
    bad = find_bad_span(item, len(reading.document.text))
    if bad is not None:
        return Failure(f"a span lies outside the text: {bad}; read the report again", reading.document.source, where)
    return reading


def find_bad_span(node: Any, length: int) -> str | None:
    """The first span anywhere in a reading that does not lie in its text; None if all do."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict) and node.get("start") is not None and "stop" in node:
        start, stop = node["start"], node["stop"] or 0
        if not 0 <= start < stop <= length:
            return f"{start}-{stop} of {length}"
    return next((bad for child in children if (bad := find_bad_span(child, length)) is not None), None)


def find_field(item: dict[str, Any], name: str) -> str | None:
    """A field of a line as text; None where it is absent or empty."""
    value = item.get(name)
    return str(value) if isinstance(value, (str, int)) and value != "" else None
