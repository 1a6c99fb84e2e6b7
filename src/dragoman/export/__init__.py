"""The record in other people's forms: tables, calendars, event data, graphs, feeds and briefings."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.export.forms import FORMS, write_export

__all__ = ["FORMS", "write_export"]


def __getattr__(name: str) -> Any:
    """The entry function and its table, loaded when asked for: pages and screens of a reading need no record."""
    if name in __all__:
        from dragoman.export import forms

        return getattr(forms, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
