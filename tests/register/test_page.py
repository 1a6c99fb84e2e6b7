"""What docs/register.md shows is what the register answers."""

import doctest
from pathlib import Path

from dragoman.register.tables import read_table

PAGE = Path(__file__).parents[2] / "docs" / "register.md"


def test_examples_of_the_page() -> None:
    """Every example of the page gives what stands below it."""
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 8
    assert result.failed == 0


def test_every_column_is_documented() -> None:
    """The columns of tenures.tsv stand on the page."""
    page = PAGE.read_text(encoding="utf-8")
    row = next(read_table("tenures"))
    assert [column for column in row.cells if f"`{column}`" not in page] == []
