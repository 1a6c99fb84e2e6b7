"""What people decided: kept apart from claims, with who and when; it wins over the machine and can be withdrawn.

A judgement of claims is tied to words, not to ids: "document:start-stop". So it outlives a new reading of the report,
in which the same event may be another claim at nearly the same place. A judgement of people is tied to their keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from dragoman.errors import ConflictError, UsageError
from dragoman.record.backends import begin_writing
from dragoman.record.merge.compare import Profile
from dragoman.record.schema import changes, encounter_claims, judgements, people, person_claims
from dragoman.record.values import Judgement
from dragoman.register.people import tenures_of

KINDS = frozenset({"same", "different", "value", "person", "confirm", "reject"})
FIELDS = frozenset({"kind", "mode", "status", "date", "place", "format", "ordinal"})
OPPOSITES = {"same": "different", "different": "same"}
REVIEWS = {"confirm": "confirmed", "reject": "rejected"}


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
        confirm or reject (the encounter of the claim left), person (the person left is the person right).
        left, right: claim ids; keys of people for person. reviewer: who says so.
        Raises: UsageError: a kind or field that is none, an unknown claim or person. ConflictError: it says so already.
        """
        if kind not in KINDS:
            raise UsageError(f"kind {kind!r} is none; give one of {', '.join(sorted(KINDS))}")
        if kind == "value" and (field not in FIELDS or not value):
            raise UsageError(f"field {field!r} cannot be set; give one of {', '.join(sorted(FIELDS))} and a value")
        if kind in ("same", "different", "person") and (right is None or left == right):
            raise UsageError(f"{kind} needs two different {'people' if kind == 'person' else 'claims'}")
        with begin_writing(self.engine) as connection:
            sides = find_judged(connection, kind, left, right)
            row = {"kind": kind, "left": sides[0], "right": sides[1], "field": field, "value": value}
            refuse_twice(connection, row)
            result = connection.execute(insert(judgements).values(**row, reviewer=reviewer, note=note, at=_now()))
            assert result.inserted_primary_key is not None
            number = int(result.inserted_primary_key[0])
            self._settle(connection, "judged", number)
        return self._judgement(number)

    def withdraw(self, number: int, reviewer: str) -> Judgement:
        """Withdraws a judgement: what it changed is as if it had not been made; it stays in the history.

        Raises: UsageError: there is none of that number, or it is withdrawn already.
        """
        with begin_writing(self.engine) as connection:
            row = connection.execute(select(judgements).where(judgements.c.id == number)).one_or_none()
            if row is None or row.deleted_at is not None:
                raise UsageError(f"there is no judgement {number} to withdraw")
            connection.execute(
                update(judgements).where(judgements.c.id == number).values(deleted_at=_now(), deleted_by=reviewer)
            )
            self._settle(connection, "withdrawn", number)
        return self._judgement(number)

    def judgements(self, claim: str | None = None) -> list[Judgement]:
        """All judgements, withdrawn ones too, in order; or those of one claim or person."""
        statement = select(judgements).order_by(judgements.c.id)
        with self.engine.connect() as connection:
            if claim is None:
                return [Judgement(**row) for row in connection.execute(statement).mappings()]
            rows = connection.execute(statement).mappings().all()
            own = connection.execute(select(encounter_claims.c.document).where(encounter_claims.c.id == claim)).scalar()
            found = []
            for row in rows:
                ends = [end for end in (row["left"], row["right"]) if end]
                if claim in ends or any(
                    find_claim(connection, end) == claim for end in ends if own and end.startswith(f"{own}:")
                ):
                    found.append(Judgement(**row))
        return found

    def changes(self, since: int = 0, limit: int = 100) -> list[Mapping[str, Any]]:
        """What happened to the record after change number `since`, oldest first."""
        query = select(changes).where(changes.c.seq > since).order_by(changes.c.seq).limit(limit)
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def _judgement(self, number: int) -> Judgement:
        with self.engine.connect() as connection:
            row = connection.execute(select(judgements).where(judgements.c.id == number)).mappings().one()
        return Judgement(**row)

    def _settle(self, connection: Connection, what: str, number: int) -> None:
        """Writes a change down and computes anew what a judgement touches."""
        from dragoman.record.events import load_ties, rebuild, retie_claims
        from dragoman.record.writing import note_changes

        shelf = self.shelf  # type: ignore[attr-defined]
        row = connection.execute(select(judgements).where(judgements.c.id == number)).one()
        note_changes(connection, [(what, str(number))])
        if row.kind == "person":
            claims = claims_of_people(connection, (row.left, row.right))
            shelf.settle(connection)
            tied = neighbours_of(connection, claims)
            tied |= {end for left, right, _score in load_ties(connection, claims) for end in (left, right)}
            retie_claims(connection, claims, shelf)
            rebuild(connection, claims | tied, shelf)
            return
        ends = (find_claim(connection, end) for end in (row.left, row.right) if end)
        rebuild(connection, [claim for claim in ends if claim is not None], shelf)


class Verdicts:
    """The judgements that stand, by the documents of their words."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.rows = list(rows)
        self.by_document: dict[str, list[Any]] = defaultdict(list)
        for row in self.rows:
            for end in {split_anchor(end)[0] for end in (row.left, row.right) if end}:
                self.by_document[end].append(row)
        self._pairs: list[tuple[str, str]] | None = None

    def placed(self, connection: Connection) -> list[tuple[str, str]]:
        """Pairs of claims that people said are of one event, wherever they stand now."""
        if self._pairs is None:
            pairs = (
                (find_claim(connection, row.left), find_claim(connection, row.right))
                for row in self.rows
                if row.kind == "same"
            )
            self._pairs = [(left, right) for left, right in pairs if left and right]
        return self._pairs

    def neighbours(self, connection: Connection) -> dict[str, set[str]]:
        """For each claim judged the same as others, those others."""
        found: dict[str, set[str]] = defaultdict(set)
        for left, right in self.placed(connection):
            found[left].add(right)
            found[right].add(left)
        return found

    def of(
        self, profiles: Mapping[str, Profile]
    ) -> tuple[list[tuple[str, str]], list[tuple[str, str]], dict[str, dict[str, str]], dict[str, tuple[int, str]]]:
        """What is judged of some claims: pairs that are the same, pairs that are not, fields set by claim, reviews.

        A review is the number of its judgement and what it says; of several the latest counts.
        """
        same: list[tuple[str, str]] = []
        different: list[tuple[str, str]] = []
        fixed: dict[str, dict[str, str]] = {}
        reviews: dict[str, tuple[int, str]] = {}
        if not self.rows:
            return same, different, fixed, reviews
        documents = {profile.claim.document for profile in profiles.values()}
        rows = {row.id: row for document in documents for row in self.by_document.get(document, ())}
        for _number, row in sorted(rows.items()):
            left, right = place_anchor(row.left, profiles), place_anchor(row.right, profiles)
            if row.kind == "same" and left and right:
                same.append((left, right))
            elif row.kind == "different" and left and right:
                different.append((left, right))
            elif row.kind == "value" and left:
                fixed.setdefault(left, {})[row.field] = row.value
            elif row.kind in REVIEWS and left:
                reviews[left] = (row.id, REVIEWS[row.kind])
        return same, different, fixed, reviews


def load_verdicts(connection: Connection) -> Verdicts:
    """The judgements of claims that stand, in order: a later value wins."""
    table = judgements
    query = select(table).where(table.c.deleted_at.is_(None), table.c.kind != "person").order_by(table.c.id)
    return Verdicts(connection.execute(query))


def load_aliases(connection: Connection) -> dict[str, str]:
    """Key of a person -> the key that they go by, as people judged; chains are followed, the register's keys win."""
    table = judgements
    query = select(table.c.left, table.c.right).where(table.c.deleted_at.is_(None), table.c.kind == "person")
    groups: dict[str, set[str]] = {}
    for left, right in connection.execute(query.order_by(table.c.id)):
        group = groups.setdefault(left, {left}) | groups.setdefault(right, {right})
        for key in group:
            groups[key] = group
    return {key: chief for key, group in groups.items() if (chief := min(group, key=_rank)) != key}


def _rank(key: str) -> tuple[bool, str]:
    return key.startswith("~"), key


def claims_of_people(connection: Connection, keys: Iterable[str]) -> set[str]:
    """The claims of the reports that name some people."""
    table = encounter_claims
    documents = select(person_claims.c.document).where(person_claims.c.person.in_(list(keys)))
    return set(connection.execute(select(table.c.id).where(table.c.document.in_(documents))).scalars())


def neighbours_of(connection: Connection, claims: Iterable[str]) -> set[str]:
    """The claims that are in one event with some claims now."""
    from dragoman.record.events import find_homes
    from dragoman.record.writing import chunks

    table = encounter_claims
    found: set[str] = set()
    for part in chunks(sorted(find_homes(connection, claims))):
        found |= set(connection.execute(select(table.c.id).where(table.c.encounter.in_(part))).scalars())
    return found


def find_judged(connection: Connection, kind: str, left: str, right: str | None) -> tuple[str, str | None]:
    """What a judgement is tied to: anchors of claims in order, or keys of people.

    Raises: UsageError: there is no such claim or person.
    """
    if kind == "person":
        for key in (left, right):
            known = connection.execute(select(people.c.id).where(people.c.id == key)).scalar()
            if known is None and not (key == right and tenures_of(key or "")):
                raise UsageError(f"there is no person {key!r}")
        return left, right
    anchors = [find_anchor(connection, claim) for claim in (left, right) if claim is not None]
    if kind in ("same", "different"):
        if anchors[0] == anchors[1]:
            raise UsageError(f"{kind} needs two different claims")
        anchors.sort()
        return anchors[0], anchors[1]
    return anchors[0], None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def refuse_twice(connection: Connection, row: dict[str, Any]) -> None:
    """Raises: ConflictError: the same judgement stands already, or its opposite does."""
    table = judgements
    query = select(table).where(table.c.deleted_at.is_(None), table.c.left == row["left"]).order_by(table.c.id)
    latest: dict[str, Any] = {}
    for other in connection.execute(query):
        if other.right != row["right"]:
            continue
        if other.kind == OPPOSITES.get(row["kind"]):
            raise ConflictError(f"judgement {other.id} says the opposite; withdraw it first")
        latest["review" if other.kind in REVIEWS else f"{other.kind} {other.field}"] = other
    last = latest.get("review" if row["kind"] in REVIEWS else f"{row['kind']} {row['field']}")
    if last is not None and (last.kind, last.value) == (row["kind"], row["value"]):
        raise ConflictError(f"judgement {last.id} says so already")


def find_anchor(connection: Connection, claim: str) -> str:
    """The words that a claim stands on, as "document:start-stop".  Raises: UsageError: there is no such claim."""
    table = encounter_claims
    row = connection.execute(
        select(table.c.document, table.c.start, table.c.stop).where(table.c.id == claim)
    ).one_or_none()
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
    return max(near)[1] if near else None


def place_anchor(anchor: str | None, profiles: Mapping[str, Profile]) -> str | None:
    """As `find_claim`, among claims at hand."""
    if anchor is None:
        return None
    document, start, stop = split_anchor(anchor)
    near = []
    for profile in profiles.values():
        first = profile.claim.encounter.evidence[0]
        if profile.claim.document == document and first.start < stop and first.stop > start:
            near.append((_overlap(first.start, first.stop, start, stop), profile.claim.id))
    return max(near)[1] if near else None


def _overlap(start: int, stop: int, other_start: int, other_stop: int) -> float:
    """Share of two stretches that is common, 0..1."""
    common = min(stop, other_stop) - max(start, other_start)
    return common / (max(stop, other_stop) - min(start, other_start))
