"""Generated pages are current and complete."""

import importlib.util
import json
from pathlib import Path

import pytest

from dragoman.reading.languages.lexicon import load_words

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pages():
    """scripts/build_pages.py as a module."""
    spec = importlib.util.spec_from_file_location("build_pages", ROOT / "scripts" / "build_pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_on_readings_is_current(pages):
    assert (ROOT / "docs" / "reading.md").read_text(encoding="utf-8") == pages.build_reading(), "run build_pages.py"


def test_the_page_on_themes_is_current(pages):
    assert (ROOT / "docs" / "themes.md").read_text(encoding="utf-8") == pages.build_themes(), "run build_pages.py"


def test_no_field_is_described_that_is_not_there(pages):
    described = {(part.__name__, name) for part in pages.PARTS for name in pages.FIELDS[part.__name__]}
    assert described == {(part.__name__, name) for part in pages.PARTS for name in part.__struct_fields__}


def test_every_theme_described_has_words(pages):
    assert set(pages.THEMES) == {word.lemma for word in load_words("ru", "themes")}


def test_every_field_of_the_contract_is_on_the_page():
    contract = ROOT.parent / "shared" / "contract" / "reading.schema.json"
    if not contract.is_file():
        pytest.skip("the contract is not here")
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    wanted = set()
    waiting = [json.loads(contract.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            wanted |= set(node["properties"]) if isinstance(node.get("properties"), dict) else set()
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    assert len(wanted) > 40
    assert [name for name in sorted(wanted) if f"`{name}`" not in page] == []
