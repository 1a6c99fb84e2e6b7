"""The codebook is what the definitions say."""

from __future__ import annotations

from pathlib import Path

from dragoman.export.codebook import write_codebook
from dragoman.export.forms import FORMS
from dragoman.export.rows import TABLES

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"


def test_page_is_current() -> None:
    """docs/exports.md is what the module writes; run it again after a change."""
    assert PAGE.read_text(encoding="utf-8") == write_codebook()


def test_page_names_everything() -> None:
    """Every form, table and column is there, and nothing is left to be filled in."""
    page = write_codebook()
    assert all(f"| {what} |" in page for what in FORMS)
    assert all(f"\n### {name}\n" in page for name in TABLES)
    assert all(f"\n| {field.name} | " in page for table in TABLES.values() for field in table.fields)
    assert "$" not in page
