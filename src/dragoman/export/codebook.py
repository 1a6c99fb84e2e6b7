"""docs/exports.md, of the definitions and data/exports.md: `python -m dragoman.export.codebook > docs/exports.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.resources import files
from string import Template

from dragoman.export.eventdata import load_contexts
from dragoman.export.forms import FORMS
from dragoman.export.rows import TABLES, Table

KINDS = {
    "text": "text",
    "list": "list of texts",
    "edtf": "date as told (EDTF)",
    "day": "day (ISO 8601)",
    "whole": "whole number",
    "real": "number",
    "truth": "true or false",
}


def write_codebook() -> str:
    """The whole page."""
    forms = "\n".join(f"| {what} | {', '.join(known)} |" for what, known in FORMS.items())
    contexts: dict[str, list[str]] = {}
    for theme, context in sorted(load_contexts().items()):
        contexts.setdefault(context, []).append(theme)
    said = "; ".join(f"`{context}` of {', '.join(themes)}" for context, themes in sorted(contexts.items()))
    shown = "\n".join(line for table in TABLES.values() for line in draw_table(table))
    template = (files("dragoman.export") / "data" / "exports.md").read_text(encoding="utf-8")
    return Template(template).substitute(forms=forms, tables=shown, contexts=said)


def draw_table(table: Table) -> Iterator[str]:
    """The lines of one table."""
    yield f"### {table.name}\n\n{table.about}\n\n| column | kind | meaning |\n| --- | --- | --- |"
    for field in table.fields:
        yield f"| {field.name} | {KINDS[field.kind]} | {field.about.replace('|', chr(92) + '|')} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(write_codebook())
