"""Reports from files, folders and JSON lines: a text each, or a failure that says what and where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

SUFFIXES = frozenset({".txt", ".md"})


@dataclass(frozen=True, slots=True)
class Report:
    """A text as it came in; `source` is its id, address or path."""

    source: str
    text: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that cannot be read: what happened and where."""

    error: str
    source: str
    where: str


def read_files(paths: Iterable[Path]) -> Iterator[Report | Failure]:
    """The reports of files (.txt, .md, .jsonl) and folders, in the order given; folders in the order of names."""
    for path in paths:
        if path.is_dir():
            yield from read_files(sorted(p for p in path.rglob("*") if p.suffix in {*SUFFIXES, ".jsonl"}))
            continue
        try:
            data = path.read_bytes()
        except OSError as error:
            yield Failure(f"cannot be opened: {error.strerror}", str(path), str(path))
            continue
        if path.suffix == ".jsonl":
            yield from read_lines(data, path)
        else:
            yield read_plain(data, path)


def decode_text(data: bytes) -> str | None:
    """Text of bytes in UTF-8, or in the encoding that they look like (cp1251); None where there is none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        return str(best) if best is not None else None


def read_plain(data: bytes, path: Path) -> Report | Failure:
    """One report in one file."""
    text = decode_text(data)
    if text is None or not text.strip():
        return Failure("no text in it; give a text file in UTF-8 or cp1251", str(path), str(path))
    return Report(str(path), text)


def read_lines(data: bytes, path: Path) -> Iterator[Report | Failure]:
    """One report a line: {"id", "url", "outlet", "published", "text"}."""
    for number, line in enumerate((decode_text(data) or "").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            item = json.loads(line)
        except ValueError as error:
            yield Failure(f"no JSON: {error}; give one object a line", where, where)
            continue
        text = item.get("text") if isinstance(item, dict) else None
        if not isinstance(text, str) or not text.strip():
            yield Failure('no "text" in it; give {"id", "text", ...} a line', where, where)
            continue
        published = item.get("published")
        source = str(item.get("id") or item.get("url") or where)
        yield Report(source, text, published if isinstance(published, str) else None)
