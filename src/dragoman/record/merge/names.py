"""Whether two names may be one person's: `register.spelling` knows, the record asks here."""

from __future__ import annotations

from dragoman.register.spelling import (
    find_initial,
    find_skeleton,
    fold_name,
    is_like,
    is_same_person,
    name_key,
)

__all__ = ["find_initial", "find_skeleton", "fold_name", "is_like", "is_same_person", "name_key"]
