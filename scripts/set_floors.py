"""Raises the floors of tests/measure/floors.json to a little under what the reader reaches now.

    python scripts/set_floors.py [--lower] [NAME...]

Only the floors that carry a digest are set by measuring (the others are bars that people set). `--lower` lets floors
sink: only where the gold was corrected or a measure changed its meaning, and with a word in the commit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.measure import load_floors, measure_gold, print_table, raise_floors, save_floors

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "tests" / "measure" / "floors.json"


def main(arguments: list[str]) -> int:
    """Measures, raises, writes; shows the tables."""
    names, lower = [a for a in arguments if a != "--lower"], "--lower" in arguments
    floors = load_floors(FLOORS)
    for name, old in floors.items():
        if old.digest and (not names or name in names):
            table = measure_gold(ROOT / old.gold)
            print_table(table)
            floors[name] = raise_floors(old, table, lower)
    save_floors(floors, FLOORS)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
