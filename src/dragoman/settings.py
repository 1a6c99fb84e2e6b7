"""Settings, built once at the edge (command line, web server) and handed down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run of Dragoman can be told.

    db: SQLAlchemy address or path of the record. jobs: processes for reading. published: EDTF day given for reports
    that do not state one.
    """

    db: str = "dragoman.db"
    jobs: int = 1
    published: str | None = None

    @property
    def db_url(self) -> str:
        """The address of the record as SQLAlchemy wants it; a bare path means SQLite."""
        return self.db if "://" in self.db else f"sqlite:///{Path(self.db)}"
