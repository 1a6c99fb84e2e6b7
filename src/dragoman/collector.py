"""Python's search for cycles of objects, held back where it would cost much and find nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_collector() -> Iterator[None]:
    """No search for cycles meanwhile: a reading or a batch makes very many values and no cycles, and each search goes
    through all that is kept in memory (0003-network.md). It stays off where it was off before."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
