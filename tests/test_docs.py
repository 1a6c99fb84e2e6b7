"""What the pages promise holds: commands run, each is documented, generated pages are current."""

import importlib.util
import json
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

import dragoman
from dragoman import errors
from dragoman.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def load_script(name: str) -> ModuleType:
    """A script of the scripts folder as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_first_screen_reads_as_printed() -> None:
    """The report in the README's first lines gives the findings printed below it."""
    report = re.search(r"\$ echo '(.+?)' \| dragoman read - --format table", README, re.DOTALL)
    assert report is not None
    text = " ".join(report[1].split())
    shown = CliRunner().invoke(main, ["read", "-", "--format", "table"], input=text).stdout
    for line in README[report.end() :].split("\n\n(")[0].splitlines():
        kind, _blank, says = line.strip().partition("  ")
        if kind in ("office", "encounter", "figure"):
            assert re.split(r"\s{2,}", says.strip())[0] in shown


def test_commands_of_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of «The main job» ends well on a folder of reports; the desk is left to its own tests."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "reports"
    folder.mkdir()
    text = "3 мая 2024 года министр иностранных дел Казахстана Ерлан Аманов встретился в Ташкенте с госсекретарем США."
    (folder / "a.txt").write_text(f"{text} Стороны обсудили водные ресурсы.", encoding="utf-8")
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    block = README.split("## The main job")[1].split(">>>")[0]
    commands = [line.split("#")[0].strip() for line in block.splitlines() if line.strip().startswith("dragoman ")]
    assert len(commands) >= 6
    for command in commands:
        words = shlex.split(command)[1:]
        if words[0] != "desk":
            result = CliRunner().invoke(main, words)
            assert result.exit_code == 0, (command, result.output)


def test_python_twin_prints_what_the_command_prints(tmp_path: Path) -> None:
    """`dragoman.read` gives the value that `dragoman read` prints; `dragoman.open` keeps it."""
    text = "3 мая 2024 года министр иностранных дел Казахстана Ерлан Аманов встретился в Ташкенте с госсекретарем США."
    reading = dragoman.read(text, "-")
    assert (
        json.loads(CliRunner().invoke(main, ["read", "-"], input=text).stdout)["document"]["id"] == reading.document.id
    )
    with dragoman.open(tmp_path / "record.db") as record:
        assert record.add(reading).outcome == "new"
        assert record.count() == len(reading.encounters) == 1


def test_page_of_commands_is_current() -> None:
    """docs/commands.md is what the commands say of themselves."""
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == load_script("write_commands").write_commands(), "run scripts/write_commands.py"


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_links_lead_somewhere(path: Path) -> None:
    """Each relative link of a page leads to a file."""
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.InputError, 422),
        (errors.LexiconError, 500),
        (errors.LanguageError, 422),
        (errors.StoreError, 500),
        (errors.ConflictError, 409),
        (errors.UsageError, 400),
    ],
)
def test_errors_say_where_and_what(kind: type[errors.DragomanError], status: int) -> None:
    """Each error prints where, then what, and has its HTTP status; the tree in the docstring names it."""
    error = kind("cannot be read; give another", "reports/a.txt:3")
    assert str(error) == "reports/a.txt:3: cannot be read; give another"
    assert error.status == status
    assert kind.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize("text", [None, b"words", 7])
def test_text_that_is_no_string_is_an_input_error(text: object) -> None:
    """`dragoman.read` of something else than a string says what it wants."""
    with pytest.raises(errors.InputError, match="give a string"):
        dragoman.read(text)  # type: ignore[arg-type]


def test_source_that_cannot_be_written_is_cleaned() -> None:
    """A lone surrogate in a source does not break the JSON of the reading."""
    assert "\ud800" not in dragoman.read("Министр прибыл в Ташкент с визитом.", "\ud800").document.source
