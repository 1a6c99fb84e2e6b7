"""What all documents say together: store, merge, judgements, search."""

from dragoman.record.queries import Query
from dragoman.record.store import Record

__all__ = ["Query", "Record"]
