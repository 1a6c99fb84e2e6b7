"""The command line: one line a report, errors in their place."""

import json
from pathlib import Path

from click.testing import CliRunner

from dragoman.cli import main


def test_bad_report_does_not_end_the_batch(tmp_path: Path) -> None:
    """A missing file gives a line with the error; the next report is read; exit 1."""
    good = tmp_path / "good.txt"
    good.write_text("Министр прибыл в Ташкент.", encoding="cp1251")
    result = CliRunner().invoke(main, ["read", str(tmp_path / "none.txt"), str(good)])
    first, second = [json.loads(line) for line in result.stdout.splitlines()]
    assert set(first) == {"error", "source", "where"}
    assert second["document"]["source"] == str(good)
    assert result.exit_code == 1
