"""What people decided: kept apart from claims, with who and when; it wins over the machine and can be withdrawn.

A judgement is tied to words, not to ids: "document:start-stop". So it outlives a new reading of the report, in which
the same event may be another claim at nearly the same place.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from dragoman.errors import ConflictError, UsageError
from dragoman.record.schema import changes, encounter_claims, judgements
from dragoman.record.values import Claim, Judgement

KINDS = frozenset({"same", "different", "value", "confirm", "reject"})
FIELDS = frozenset({"kind", "mode", "status", "date", "place", "format", "ordinal"})


class Judgements:
    """The part of the record that keeps what people decided."""

    engine: Engine

    def judge(
        self,
        kind: str,
        left: str,
        right: str | None = None,
        *,
        field: str | None = None,
        value: str | None = None,
        reviewer: str,
        note: str | None = None,
    ) -> Judgement:
        """Keeps a judgement and brings the encounters up to date.

        Args: kind: same or different (of two claims), value (field = value for the encounter of the claim left),
        confirm or reject (the claim left). left, right: claim ids. reviewer: who says so.
        Raises: UsageError: a kind or field that is none, an unknown claim. ConflictError: it says so already.
        """
        from dragoman.record.store import note_change, rebuild

        if kind not in KINDS:
            raise UsageError(f"kind {kind!r} is none; give one of {', '.join(sorted(KINDS))}")
        if kind == "value" and (field not in FIELDS or not value):
            raise UsageError(f"field {field!r} cannot be set; give one of {', '.join(sorted(FIELDS))} and a value")
        with self.engine.begin() as connection:
            anchors = [find_anchor(connection, claim) for claim in (left, right) if claim is not None]
            if kind in ("same", "different"):
                if len(anchors) != 2 or anchors[0] == anchors[1]:
                    raise UsageError(f"{kind} needs two different claims")
                anchors.sort()
            row = {
                "kind": kind,
                "left": anchors[0],
                "right": anchors[1] if len(anchors) > 1 else None,
                "field": field,
                "value": value,
                "reviewer": reviewer,
                "note": note,
            }
            refuse_twice(connection, row)
            result = connection.execute(insert(judgements).values(**row, at=_now()))
            assert result.inserted_primary_key is not None
            number = int(result.inserted_primary_key[0])
            note_change(connection, "judged", str(number))
            rebuild(connection, [claim for claim in (left, right) if claim is not None])
        return next(item for item in self.judgements() if item.id == number)

    def withdraw(self, number: int, reviewer: str) -> Judgement:
        """Withdraws a judgement: what it changed is as if it had not been made; it stays in the history.

        Raises: UsageError: there is none of that number, or it is withdrawn already.
        """
        from dragoman.record.store import note_change, rebuild

        with self.engine.begin() as connection:
            row = connection.execute(select(judgements).where(judgements.c.id == number)).one_or_none()
            if row is None or row.deleted_at is not None:
                raise UsageError(f"there is no judgement {number} to withdraw")
            connection.execute(
                update(judgements).where(judgements.c.id == number).values(deleted_at=_now(), deleted_by=reviewer)
            )
            claims = [claim for anchor in (row.left, row.right) if anchor for claim in [find_claim(connection, anchor)]]
            note_change(connection, "withdrawn", str(number))
            rebuild(connection, [claim for claim in claims if claim is not None])
        return next(item for item in self.judgements() if item.id == number)

    def judgements(self, claim: str | None = None) -> list[Judgement]:
        """All judgements, withdrawn ones too, in order; or those of one claim."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(judgements).order_by(judgements.c.id)).mappings().all()
            found = [Judgement(**row) for row in rows]
            if claim is None:
                return found
            return [
                item
                for item in found
                if claim in {find_claim(connection, anchor) for anchor in (item.left, item.right) if anchor}
            ]

    def changes(self, since: int = 0, limit: int = 100) -> list[Mapping[str, Any]]:
        """What happened to the record after change number `since`, oldest first."""
        query = select(changes).where(changes.c.seq > since).order_by(changes.c.seq).limit(limit)
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    @staticmethod
    def load(
        connection: Connection, claims: Mapping[str, Claim]
    ) -> tuple[list[tuple[str, str]], list[tuple[str, str]], dict[str, dict[str, str]]]:
        """What is judged of some claims: pairs that are the same, pairs that are not, and fields set by claim."""
        same, different, fixed = [], [], {}
        for row in live_rows(connection):
            left, right = place_anchor(row.left, claims), place_anchor(row.right, claims)
            if row.kind == "same" and left and right:
                same.append((left, right))
            elif row.kind == "different" and left and right:
                different.append((left, right))
            elif row.kind == "value" and left:
                fixed.setdefault(left, {})[row.field] = row.value
        return same, different, fixed


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def live_rows(connection: Connection) -> list[Any]:
    """The judgements that stand, in order: a later value wins."""
    query = select(judgements).where(judgements.c.deleted_at.is_(None)).order_by(judgements.c.id)
    return list(connection.execute(query))


def judged_neighbours(connection: Connection, claims: set[str]) -> set[str]:
    """The claims that people said are of one event with some of these."""
    found: set[str] = set()
    for row in live_rows(connection):
        if row.kind == "same":
            pair = {find_claim(connection, row.left), find_claim(connection, row.right)} - {None}
            if pair & claims:
                found |= {claim for claim in pair if claim is not None}
    return found


def refuse_twice(connection: Connection, row: dict[str, Any]) -> None:
    """Raises: ConflictError: the same judgement stands already, or its opposite does."""
    opposite = {"same": "different", "different": "same"}.get(row["kind"])
    for other in live_rows(connection):
        if (other.left, other.right) != (row["left"], row["right"]):
            continue
        if (other.kind, other.field, other.value) == (row["kind"], row["field"], row["value"]):
            raise ConflictError(f"judgement {other.id} says so already")
        if other.kind == opposite:
            raise ConflictError(f"judgement {other.id} says the opposite; withdraw it first")


def find_anchor(connection: Connection, claim: str) -> str:
    """The words that a claim stands on, as "document:start-stop".  Raises: UsageError: there is no such claim."""
    table = encounter_claims
    row = connection.execute(select(table.c.document, table.c.start, table.c.stop).where(table.c.id == claim)).one_or_none()
    if row is None:
        raise UsageError(f"there is no claim {claim!r}")
    return f"{row.document}:{row.start}-{row.stop}"


def split_anchor(anchor: str) -> tuple[str, int, int]:
    """Document, start and stop of an anchor."""
    document, _colon, span = anchor.rpartition(":")
    start, _dash, stop = span.partition("-")
    return document, int(start), int(stop)


def find_claim(connection: Connection, anchor: str) -> str | None:
    """The claim that stands on the words of an anchor now; None if the report has none there any more."""
    document, start, stop = split_anchor(anchor)
    table = encounter_claims
    rows = connection.execute(
        select(table.c.id, table.c.start, table.c.stop).where(
            table.c.document == document, table.c.start < stop, table.c.stop > start
        )
    )
    near = [(_overlap(row.start, row.stop, start, stop), row.id) for row in rows]
    return max(near, key=lambda item: (item[0], item[1]))[1] if near else None


def place_anchor(anchor: str | None, claims: Mapping[str, Claim]) -> str | None:
    """As `find_claim`, among claims at hand."""
    if anchor is None:
        return None
    document, start, stop = split_anchor(anchor)
    near = []
    for claim in claims.values():
        first = claim.encounter.evidence[0]
        if claim.document == document and first.start < stop and first.stop > start:
            near.append((_overlap(first.start, first.stop, start, stop), claim.id))
    return max(near)[1] if near else None


def _overlap(start: int, stop: int, other_start: int, other_stop: int) -> float:
    """Share of two stretches that is common, 0..1."""
    common = min(stop, other_stop) - max(start, other_start)
    return common / (max(stop, other_stop) - min(start, other_start))
