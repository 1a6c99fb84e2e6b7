"""Who is known: people with their names in every script and the offices that they held, and links to them by date."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Tenure


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody in the register: a lasting id, names in every script, offices by time."""

    id: str
    names: tuple[str, ...]
    tenures: tuple[Tenure, ...] = ()


def find_people(name: str) -> tuple[KnownPerson, ...]:
    """Everyone in the register who may bear a name, in whatever spelling and script."""
    return ()


def link_person(name: str, *, side: str | None = None, office: str | None = None, day: str | None = None) -> str | None:
    """The id of the one known person whom a report means; None where none fits or several do.

    Args: name: as the report gives it. side, office: as the report gives them. day: that of the report, EDTF.
    """
    return None
