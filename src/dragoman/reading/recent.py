"""What was asked for of late: a dictionary that forgets in halves, so that the words of today are not lost at once."""

from __future__ import annotations

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(dict[K, V]):
    """A dictionary of at most `size` keys of late, and as many that were asked for before them.

    When it is full, what it holds becomes the past and it starts empty; what the past still holds is taken over when it
    is asked for again (`recall`), the rest goes with the next turn.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size
        self._past: dict[K, V] = {}

    def recall(self, key: K) -> V | None:
        """The value of a key that the past holds, which is of late from now on; None where it is not known."""
        value = self._past.get(key)
        return None if value is None else self.keep(key, value)

    def keep(self, key: K, value: V) -> V:
        """Adds a value and gives it back."""
        if len(self) >= self.size:
            self._past = dict(self)
            self.clear()
        self[key] = value
        return value
