"""How good the reading is: gold files, scores, floors, public tests.

`run_measure(paths, readings=None) -> Table`, `print_table(table)`, `check_floors(table, floors) -> list[Breach]`.
"""

from __future__ import annotations

from dragoman.measure.floors import Breach, Floors, check_floors, load_floors, raise_floors, save_floors
from dragoman.measure.run import measure_gold, measure_readings, run_measure
from dragoman.measure.table import Row, Table, format_table, print_table

__all__ = [
    "Breach",
    "Floors",
    "Row",
    "Table",
    "check_floors",
    "format_table",
    "load_floors",
    "measure_gold",
    "measure_readings",
    "print_table",
    "raise_floors",
    "run_measure",
    "save_floors",
]
