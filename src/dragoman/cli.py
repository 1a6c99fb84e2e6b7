"""The command line: parse, call, print. Data to stdout, words for people to stderr."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click


@click.group()
def main() -> None:
    """Reads diplomatic news offline into a sourced record."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["jsonl", "json"]), default="jsonl", help="Form of the readings.")
@click.option("--published", help="Day of reports that do not state one, EDTF.")
def read(paths: tuple[Path, ...], form: str, published: str | None) -> None:
    """Reads reports (.txt, .md, .jsonl, folders) and prints one reading a report.

    Example: dragoman read report.txt --format json
    """
    import msgspec

    from dragoman.intake.files import Failure, read_files
    from dragoman.model import to_json
    from dragoman.reading.reader import read_text

    failed = False
    for item in read_files(paths):
        if isinstance(item, Failure):
            failed = True
            print(json.dumps({"error": item.error, "source": item.source, "where": item.where}, ensure_ascii=False))
            continue
        try:
            data = to_json(read_text(item.text, item.source, item.published or published))
        except Exception as error:  # one report must not end the batch
            failed = True
            reason = f"{type(error).__name__}: {error}"
            print(json.dumps({"error": reason, "source": item.source, "where": item.source}, ensure_ascii=False))
            continue
        print((msgspec.json.format(data, indent=2) if form == "json" else data).decode(), flush=True)
    sys.exit(1 if failed else 0)
