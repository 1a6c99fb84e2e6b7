"""Reports from files, folders, standard input and JSON lines: a `Report` each, or a `Failure` that says what and where.

Read: .txt (UTF-8, UTF-16, cp1251, koi8-r, cp866), .md (with front matter), .html and .htm (saved pages), .jsonl with
one report a line: {"id", "url", "outlet", "published", "text"}, or one reading a line as `dragoman read` prints it.
Folders are walked in the order of names.
"""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from charset_normalizer import from_bytes

from dragoman.intake.readings import read_ready
from dragoman.model import PublishedBasis, Reading

PAGES = frozenset({".html", ".htm", ".xhtml"})
PLAIN = frozenset({".txt", ".md", ".markdown", ""})
LINES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = (PAGES | PLAIN | LINES) - {""}
CYRILLIC_CODES = ["cp1251", "koi8_r", "cp866", "iso8859_5", "kz1048", "utf_16"]  # what Russian and Kazakh files come in
MAX_BYTES = 64_000_000  # one report; a larger file is a dump, not a report
WIDE = {b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SAMPLE = 4096  # bytes that tell UTF-16 without a mark
SPACE = b"\xef\xbb\xbf \t\r\n"  # what may stand before the first sign of a file: a mark and blanks
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]+")  # in a name they would steer the terminal that it is shown on


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
        if str(path) != "-":
            yield from read_path(Path(path))
        elif sys.stdin is None:
            yield Failure("standard input is closed; give a file, or send the report in", "-", "-")
        else:
            yield from read_input(sys.stdin.buffer)


def read_path(path: Path) -> Iterator[Report | Reading | Failure]:
    """The reports of one file or folder."""
    name = name_path(path)
    if os.path.isdir(path):
        yield from read_folder(path)
        return
    suffix = path.suffix.lower()
    if suffix not in PAGES | PLAIN | LINES:
        yield Failure(f"{suffix} files are not read; give {', '.join(sorted(SUFFIXES))}", name, name)
        return
    try:
        with path.open("rb") as stream:
            yield from read_lines(cut_lines(stream), name) if suffix in LINES else [read_file(stream, path)]
    except OSError as error:
        yield fail_opening(path, error)


def read_folder(folder: Path) -> Iterator[Report | Reading | Failure]:
    """The reports of a folder in the order of their paths; links to folders are not followed."""
    errors: list[OSError] = []
    paths = (Path(root, name) for root, _folders, names in os.walk(folder, onerror=errors.append) for name in names)
    found = sorted(path for path in paths if path.suffix.lower() in SUFFIXES and may_open(path))
    for error in errors:
        yield fail_opening(Path(error.filename), error)
    if not found and not errors:
        name = name_path(folder)
        yield Failure(f"holds no report; give files of {', '.join(sorted(SUFFIXES))}", name, name)
    for path in found:
        yield from read_path(path)


def may_open(path: Path) -> bool:
    """Whether opening it gives a file or says why not; pipes and sockets would wait for ever."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def name_path(path: Path) -> str:
    """A path as text, whatever bytes its name is of."""
    return os.fsencode(path).decode("utf-8", "replace")


def fail_opening(path: Path, error: OSError) -> Failure:
    """The failure of a file or folder that cannot be opened."""
    name = name_path(path)
    return Failure(f"cannot be opened: {error.strerror}; check the path and its rights", name, name)


def read_file(stream: BinaryIO, path: Path) -> Report | Failure:
    """One report in one file."""
    name, suffix = name_path(path), path.suffix.lower()
    return read_whole(stream.read(MAX_BYTES + 1), name, page=suffix in PAGES, markdown=suffix in (".md", ".markdown"))


def read_whole(data: bytes, source: str, *, page: bool = False, markdown: bool = False) -> Report | Failure:
    """One report of all its bytes."""
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        return Failure(f"larger than {limit} MB; give one report a file, or .jsonl", source, source)
    if page:
        from dragoman.intake.pages import read_page  # loads the page reader: only where a page is read

        return read_page(data, source)
    return read_plain(data, source, markdown)


def read_input(stream: BinaryIO) -> Iterator[Report | Reading | Failure]:
    """Standard input: JSON lines, one at a time, if it opens with a brace; a page if with "<"; else plain text."""
    lines = cut_lines(stream)
    blank: list[bytes] = []
    for line in lines:
        head = line.lstrip(SPACE)[:1]
        if head == b"{":
            yield from read_lines(chain(blank, [line], lines), "-")
            return
        if head:
            yield read_whole(b"".join((*blank, line, *lines)), "-", page=head == b"<")
            return
        blank.append(line)
    yield read_plain(b"", "-")


def cut_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream in UTF-8, or in the bytes that they came in; a line beyond MAX_BYTES comes in pieces."""
    lines = iter(partial(stream.readline, MAX_BYTES + 1), b"")
    first = next(lines, b"")
    code = find_wide(first)
    if code:
        text = (first + stream.read()).decode(code, "replace")
        yield from text.encode().splitlines(keepends=True)
    elif first:
        yield first
        yield from lines


def find_wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 where bytes are in it, told by their mark or, of Cyrillic and Latin, by every second byte."""
    marked = next((code for mark, code in WIDE.items() if data.startswith(mark)), None)
    if marked or len(data) < 4:
        return marked
    for start, code in ((1, "utf-16-le"), (0, "utf-16-be")):
        bytes_ = data[start:SAMPLE:2]
        if 5 * sum(bytes_.count(high) for high in (b"\0", b"\4")) >= 4 * len(bytes_):
            return code
    return None


def decode_text(data: bytes) -> str | None:
    """Text of bytes in UTF-8 or UTF-16, or in the encoding that they look like (cp1251 ...); None where there is none.

    A few broken bytes in UTF-8 become U+FFFD each: they cost their own letters, not the report.
    """
    code = find_wide(data)
    if code:
        return data.decode(code, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "replace")
        broken = text.count("\ufffd")
        if sum(sign > "\x7f" for sign in text) > 5 * broken:
            return text
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


def read_lines(lines: Iterable[bytes], name: str) -> Iterator[Report | Reading | Failure]:
    """One report a line: {"id", "url", "outlet", "published", "text"}; a broken line does not end the file."""
    for number, line in enumerate(lines, 1):
        if line.strip(SPACE):
            yield read_line(line, f"{name}:{number}")


def read_line(line: bytes, where: str) -> Report | Reading | Failure:
    """The report, or ready reading, of one line of JSON."""
    try:
        item = json.loads(decode_text(line) or "")
    except (ValueError, RecursionError) as error:
        return Failure(f"no JSON: {error}; give one object a line", where, where)
    if not isinstance(item, dict):
        return Failure('no "text" in it; give {"id", "text", ...} a line', where, where)
    if str(item.get("schema", "")).startswith("dragoman.reading/"):
        ready = read_ready(item)
        return (
            Failure(ready, find_field(item.get("document"), "source") or where, where)
            if isinstance(ready, str)
            else ready
        )
    if "error" in item and "text" not in item:
        return Failure(str(item["error"]), str(item.get("source") or where), str(item.get("where") or where))
    return read_item(item, where)


def read_item(item: dict[str, Any], where: str) -> Report | Failure:
    """The report of one object of JSON; a day that is no text is kept as it is, for it must not be lost unsaid."""
    source = find_field(item, "id") or find_field(item, "url") or where
    text, published = item.get("text"), item.get("published")
    if not isinstance(text, str) or not text.strip():
        return Failure('no "text" in it; give {"id", "text", ...} a line', source, where)
    return Report(
        source=source,
        text=text,
        published=None if published in (None, "") else str(published),
        outlet=find_field(item, "outlet"),
        url=find_field(item, "url"),
        title=find_field(item, "title"),
    )


def find_field(item: Any, name: str) -> str | None:
    """A field of a line as text that can be shown and written; None where it is absent or empty."""
    value = item.get(name) if isinstance(item, dict) else None
    return clean_field(str(value)) if isinstance(value, (str, int)) else None


def clean_field(value: str) -> str | None:
    """Words about a report on one line, without what cannot be shown or written; None where nothing is left."""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return CONTROLS.sub(" ", whole).strip() or None
