"""Claims into encounters, in the database: who may be whose telling, components, and the merged rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, delete, select, text

from dragoman.edtf import first_day
from dragoman.model import to_json
from dragoman.record import schema
from dragoman.record.claims import claim_parties, claim_probes, read_claim
from dragoman.record.copies import group_copies, load_copies
from dragoman.record.judgements import Verdicts, load_aliases, load_verdicts, neighbours_of
from dragoman.record.merge.clusters import cluster_claims
from dragoman.record.merge.compare import SAME, Profile, compare_claims
from dragoman.record.merge.disputes import Told
from dragoman.record.merge.summary import merge_claims
from dragoman.record.merge.windows import (
    ANY_YEAR,
    EVER,
    LONGEST_SEASON,
    REACHES,
    YEAR,
    find_reach,
    find_season,
    is_numbered_key,
    to_seasons,
)
from dragoman.record.tallies import Tally, place_key
from dragoman.record.values import Claim, MergedEncounter, Report
from dragoman.record.writing import chunks, drop_encounters, insert_rows

MOST_SIDES = 12  # sides of an encounter above which it is no contact of any two of them: a world summit
CACHED = 20_000  # profiles of claims kept in memory: news speak of the last weeks
LEAP_DAYS = YEAR[1] - YEAR[0] + 1
MANY_PROBES = 200  # rows from which a database is told how many there are
PROBES = """CREATE TEMPORARY TABLE IF NOT EXISTS probes
(claim VARCHAR(32), party VARCHAR(64), reach INTEGER, least INTEGER, most INTEGER, hi INTEGER,
season INTEGER, span INTEGER)"""
CYCLE = 146_097  # days of 400 years: a day times 400, modulo this, is its place in the year, on any database
DRIFT = 4  # days by which leap years move that place
ANY_SEASON = (0, CYCLE)
MEET = """SELECT DISTINCT probes.claim, filed.claim FROM probes JOIN claim_parties AS filed
ON filed.party = probes.party AND filed.reach = probes.reach
AND filed.lo >= probes.least AND filed.lo <= probes.most AND filed.hi >= probes.hi
AND ((filed.lo - probes.season) * 400) % 146097 <= probes.span
WHERE filed.claim <> probes.claim"""


class Shelf:
    """Profiles of claims by id; a claim never changes, so they may be kept, the latest used ones longest."""

    def __init__(self, size: int = CACHED) -> None:
        self.size = size
        self.aliases: dict[str, str] = {}
        self._held: dict[str, Profile] = {}

    def put(self, claim: Claim) -> Profile:
        """The profile of a claim, kept from now on; people whom a judgement made one have one key."""
        if self.aliases and not self.aliases.keys().isdisjoint(claim.keys):
            claim = rename_people(claim, self.aliases)
        profile = self._held[claim.id] = Profile.of(claim)
        return profile

    def trim(self) -> None:
        """Forgets the oldest above the size."""
        for key in list(self._held)[: max(0, len(self._held) - self.size)]:
            del self._held[key]

    def settle(self, connection: Connection) -> None:
        """Takes up the judgements on people; forgets everything where they changed."""
        aliases = load_aliases(connection)
        if aliases != self.aliases:
            self.aliases = aliases
            self._held.clear()

    def get(self, connection: Connection, ids: Iterable[str]) -> dict[str, Profile]:
        """The profiles of claims; those that are no longer there are left out."""
        found, missing = {}, []
        for key in ids:
            profile = self._held.pop(key, None)
            if profile is None:
                missing.append(key)
            else:
                found[key] = self._held[key] = profile
        table = schema.encounter_claims
        for part in chunks(sorted(missing)):
            for body in connection.execute(select(table.c.body).where(table.c.id.in_(part))).scalars():
                profile = self.put(read_claim(body))
                found[profile.claim.id] = profile
        return found

    def drop(self, ids: Iterable[str]) -> None:
        """Forgets claims."""
        for key in ids:
            self._held.pop(key, None)


def rename_people(claim: Claim, aliases: Mapping[str, str]) -> Claim:
    """A claim with the key of a person for every key that a judgement made theirs."""
    from msgspec.structs import replace

    return replace(claim, keys=tuple(aliases.get(key, key) if key else key for key in claim.keys))


def store_claims(connection: Connection, claims: Iterable[tuple[Claim, str]], shelf: Shelf) -> None:
    """Writes the encounters of reports and what they are filed under, and ties them to those that they may be.

    Args: claims: each with its JSON.
    """
    claims = list(claims)
    insert_rows(
        connection,
        schema.encounter_claims,
        (
            {
                "id": claim.id,
                "document": claim.document,
                "local": claim.encounter.id,
                "start": claim.encounter.evidence[0].start,
                "stop": claim.encounter.evidence[0].stop,
                "body": body,
            }
            for claim, body in claims
        ),
    )
    insert_rows(
        connection,
        schema.claim_parties,
        (row for claim, _body in claims for row in make_parties(claim)),
    )
    profiles = {claim.id: shelf.put(claim) for claim, _body in claims}
    store_ties(connection, profiles, shelf)


def make_parties(claim: Claim) -> Iterator[dict[str, Any]]:
    """The rows of what a claim is filed under; one whose day has no year lies under its day in any year."""
    season, reach = find_season(claim.encounter, claim.published), find_reach(claim.lo, claim.hi)
    for party in claim_parties(claim):
        row = {"party": party, "reach": reach, "lo": claim.lo, "hi": claim.hi, "claim": claim.id}
        if season and not is_numbered_key(party):
            row |= {"party": party + ANY_YEAR, "lo": season[0], "hi": season[1]}
        yield row


def store_ties(connection: Connection, profiles: Mapping[str, Profile], shelf: Shelf) -> None:
    """Ties claims to all others that may tell of the same event."""
    pairs = find_candidates(connection, (profile.claim for profile in profiles.values()))
    others = shelf.get(connection, {other for _mine, other in pairs} - set(profiles))
    rows = []
    for left, right in sorted({(min(pair), max(pair)) for pair in pairs}):
        ours = profiles.get(left) or others.get(left)
        theirs = profiles.get(right) or others.get(right)
        if ours is not None and theirs is not None and (score := compare_claims(ours, theirs)) >= SAME:
            rows.append({"left": left, "right": right, "score": score})
    insert_rows(connection, schema.ties, rows)


def retie_claims(connection: Connection, claims: Iterable[str], shelf: Shelf) -> None:
    """Compares claims anew with all that they may tell of the same event with."""
    ids = sorted(claims)
    table = schema.ties
    for part in chunks(ids):
        connection.execute(delete(table).where(table.c.left.in_(part) | table.c.right.in_(part)))
    for part in chunks(ids):
        profiles = shelf.get(connection, part)
        pairs = find_candidates(connection, (profile.claim for profile in profiles.values()))
        others = shelf.get(connection, {other for _mine, other in pairs} - set(profiles))
        known = others | profiles
        tied = {(min(pair), max(pair)) for pair in pairs}
        rows = connection.execute(
            select(table.c.left, table.c.right).where(table.c.left.in_(part) | table.c.right.in_(part))
        )
        tied -= {(left, right) for left, right in rows}
        scored = (
            (pair, compare_claims(known[pair[0]], known[pair[1]])) for pair in sorted(tied) if set(pair) <= set(known)
        )
        insert_rows(
            connection, table, ({"left": a, "right": b, "score": score} for (a, b), score in scored if score >= SAME)
        )


def find_candidates(connection: Connection, claims: Iterable[Claim]) -> list[tuple[str, str]]:
    """Pairs of a claim and another that share a party and whose windows meet; one statement for all."""
    rows = [row for claim in claims for row in make_probes(claim)]
    if not rows:
        return []
    connection.execute(text(PROBES))
    connection.execute(text("DELETE FROM probes"))
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    connection.exec_driver_sql(f"INSERT INTO probes VALUES ({', '.join([mark] * 8)})", rows)
    if len(rows) > MANY_PROBES and connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE probes"))
    return [(mine, other) for mine, other in connection.execute(text(MEET)).all()]


def make_probes(claim: Claim) -> Iterator[tuple[str, str, int, int, int, int, int, int]]:
    """Where in the index the other tellings of a claim's event may be filed: rows of the table of probes."""
    own = find_season(claim.encounter, claim.published)
    last = len(REACHES) - 1
    seasons = [(own[0] - 1, own[1] + 1)] if own else to_seasons(claim.lo - 1, claim.hi + 1)
    for party in claim_probes(claim):
        numbered = is_numbered_key(party)
        lo, hi = EVER if numbered else (claim.lo - 1, claim.hi + 1)
        for reach, width in enumerate(REACHES):
            least = EVER[0] if reach == last else max(EVER[0], lo - width)
            limit = bound_season(own) if own and reach == 0 and not numbered else ANY_SEASON
            yield claim.id, party, reach, least, hi, lo, *limit
        for first, stop in () if numbered else seasons:
            for shift in (-LEAP_DAYS, 0, LEAP_DAYS) if own else (0,):
                least = first + shift - LONGEST_SEASON
                yield claim.id, party + ANY_YEAR, last, least, stop + shift, first + shift, *ANY_SEASON


def bound_season(season: tuple[int, int]) -> tuple[int, int]:
    """Where in the year the windows of a report's own days begin that may hold some days of any year.

    Gives a day from which the place in the year is counted, and the most that it may be.
    """
    first = season[0] - 1 - REACHES[0] - DRIFT
    return first - 5 * CYCLE, (season[1] + 1 + DRIFT - first) * 400


# -- components -----------------------------------------------------------------------------------------------------


def rebuild(connection: Connection, claims: Iterable[str], shelf: Shelf) -> None:
    """Computes anew the encounters of some claims and of all that are tied to them, near or far."""
    verdicts = load_verdicts(connection)
    shelf.settle(connection)
    ids, ties = find_reached(connection, claims, verdicts)
    groups = split_components(ids, ties, verdicts.placed(connection))
    documents: dict[str, Any] = {}
    profiles = shelf.get(connection, ids)
    homes = find_homes(connection, ids)
    tally = drop_encounters(connection, homes)
    by_group: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for left, right, score in ties:
        if left in profiles and right in profiles:
            by_group[groups[left]].append((left, right, score))
    members: dict[str, dict[str, Profile]] = defaultdict(dict)
    for key, profile in profiles.items():
        members[groups[key]][key] = profile
    events = []
    for group, own in members.items():
        same, different, fixed, reviews = verdicts.of(own)
        for event in cluster_claims(own, by_group.get(group, ()), same, different):
            values = {name: value for claim in event for name, value in fixed.get(claim, {}).items()}
            judged = [reviews[claim] for claim in event if claim in reviews]
            events.append(([own[claim].claim for claim in event], values, max(judged)[1] if judged else None))
    documents = load_documents(connection, {claim.document for claims, _values, _review in events for claim in claims})
    several = {c.document for claims, _v, _r in events if len(claims) > 1 for c in claims}
    copies = load_copies(connection, several)
    figures, quotes = load_figures(connection, several), load_quotes(connection, several)
    store_encounters(
        connection,
        (
            (
                merge_claims(
                    own,
                    make_reports(own, documents, copies),
                    values,
                    review,
                    [one for claim in own for one in figures.get(claim.document, ())] if len(own) > 1 else (),
                    [one for claim in own for one in quotes.get(claim.document, ())] if len(own) > 1 else (),
                ),
                own,
            )
            for own, values, review in events
        ),
        documents,
        tally,
    )
    shelf.trim()


def find_reached(
    connection: Connection, claims: Iterable[str], verdicts: Verdicts
) -> tuple[set[str], list[tuple[str, str, float]]]:
    """All claims that ties and judgements lead to from some, and the ties that count (see `find_best`).

    Those that shared an event with one of them are among them, and so are the wide ones tied to the first: what they
    hang on may be another now.
    """
    found = set(claims)
    beside = load_ties(connection, found)
    found |= find_wide(connection, {end for left, right, _score in beside for end in (left, right)})
    found |= neighbours_of(connection, found)
    front = set(found)
    ties: dict[tuple[str, str], float] = {}
    judged = verdicts.neighbours(connection)
    while front:
        reached: set[str] = set()
        for left, right, score in find_best(connection, front):
            ties[left, right] = score
            reached |= {left, right}
        for claim in front & judged.keys():
            reached |= judged[claim]
        reached |= neighbours_of(connection, reached - found)
        front = reached - found
        found |= front
    return found, [(left, right, score) for (left, right), score in sorted(ties.items())]


def find_best(connection: Connection, front: set[str]) -> list[tuple[str, str, float]]:
    """The ties of some claims that count: all between narrow ones; of a wide one only the best.

    A wide claim may have been on any of many days: by all its ties it would chain every round of its format to one
    component that grows with the record. It hangs on its best narrow neighbour, on a wide one only where it has none.
    """
    near = load_ties(connection, front)
    wide = find_wide(connection, {end for left, right, _score in near for end in (left, right)})
    around = load_ties(connection, wide - front) if wide - front else []
    wide |= find_wide(connection, {end for left, right, _score in around for end in (left, right)})
    best: dict[str, tuple[bool, float, str]] = {}
    for left, right, score in (*near, *around):
        for mine, other in ((left, right), (right, left)):
            if mine in wide:
                best[mine] = max(best.get(mine, (False, 0.0, "")), (other not in wide, score, other))
    return [(left, right, score) for left, right, score in near if is_best(left, right, wide, best)]


def is_best(left: str, right: str, wide: set[str], best: Mapping[str, tuple[bool, float, str]]) -> bool:
    """Whether a tie counts: between narrow claims, or as the best that one of its wide ends has."""
    ends = [(mine, other) for mine, other in ((left, right), (right, left)) if mine in wide]
    return not ends or any(best[mine][2] == other for mine, other in ends)


def load_ties(connection: Connection, claims: Iterable[str]) -> list[tuple[str, str, float]]:
    """Every tie of some claims, once, in order."""
    table = schema.ties
    found: dict[tuple[str, str], float] = {}
    for part in chunks(sorted(claims)):
        for column in (table.c.left, table.c.right):
            rows = connection.execute(select(table.c.left, table.c.right, table.c.score).where(column.in_(part)))
            found.update(((left, right), score) for left, right, score in rows)
    return [(left, right, score) for (left, right), score in sorted(found.items())]


def find_wide(connection: Connection, claims: Iterable[str]) -> set[str]:
    """Those of some claims whose window is wider than a report's own days (see `merge.windows.REACHES`)."""
    table = schema.claim_parties
    found: set[str] = set()
    for part in chunks(sorted(claims)):
        found |= set(
            connection.execute(select(table.c.claim).where(table.c.claim.in_(part), table.c.reach > 0)).scalars()
        )
    return found


def split_components(
    ids: Iterable[str], ties: Iterable[tuple[str, str, float]], judged: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """The component of each claim, named by its smallest claim."""
    parent = {key: key for key in ids}

    def find(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for left, right in [*((left, right) for left, right, _score in ties), *judged]:
        if left in parent and right in parent:
            ours, theirs = sorted((find(left), find(right)))
            parent[theirs] = ours
    return {key: find(key) for key in parent}


def find_homes(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The encounters that claims are in now."""
    table = schema.encounter_claims
    homes: set[str] = set()
    for part in chunks(sorted(ids)):
        rows = connection.execute(select(table.c.encounter).where(table.c.id.in_(part), table.c.encounter.is_not(None)))
        homes |= set(rows.scalars())
    return homes


def load_documents(connection: Connection, ids: Iterable[str]) -> dict[str, Any]:
    """Rows of reports by id."""
    table = schema.documents
    found = {}
    for part in chunks(sorted(ids)):
        for row in connection.execute(select(table).where(table.c.id.in_(part))):
            found[row.id] = row
    return found


def load_figures(connection: Connection, documents: Iterable[str]) -> dict[str, list[Told]]:
    """The figures of reports that are the only ones of their unit there: those of two reports may be of one thing."""
    table = schema.figure_claims
    found: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for part in chunks(sorted(documents)):
        rows = select(table.c.document, table.c.unit, table.c.value, table.c.words).where(table.c.document.in_(part))
        for document, unit, value, words in connection.execute(rows):
            found[document][unit.lower()].append(Told(document, unit.lower(), words, value))
    return {key: [own[0] for own in units.values() if len(own) == 1] for key, units in found.items()}


def load_quotes(connection: Connection, documents: Iterable[str]) -> dict[str, list[Told]]:
    """The direct quotations of reports, by speaker and language."""
    table, reports = schema.statement_claims, schema.documents
    found: dict[str, list[Told]] = defaultdict(list)
    for part in chunks(sorted(documents)):
        rows = (
            select(table.c.document, table.c.person, table.c.speaker, table.c.words, reports.c.language)
            .join(reports, reports.c.id == table.c.document)
            .where(table.c.document.in_(part), table.c.form == "direct")
            .order_by(table.c.id)
        )
        for document, person, speaker, words, language in connection.execute(rows):
            found[document].append(Told(document, f"{language} {person or speaker}", words))
    return found


def make_reports(
    claims: Iterable[Claim], documents: Mapping[str, Any], copies: Mapping[str, set[str]]
) -> dict[str, Report]:
    """What the record knows of the report that each claim stands in; copies point to the first of their group.

    Only copies within the event count: the first is the nearest to the source, then the earliest.
    """
    claims = list(claims)
    groups = group_copies({claim.document for claim in claims}, copies)
    found = {}
    for claim in claims:
        row = documents[claim.document]
        group = groups[claim.document]
        first = min(group, key=lambda key: (documents[key].tier, documents[key].day, key))
        found[claim.id] = Report(
            source=row.source,
            encounter=claim.encounter.id,
            document=claim.document,
            claim=claim.id,
            outlet=row.outlet,
            language=row.language,
            published=row.published,
            tier=row.tier,
            copy_of=None if first == claim.document else first,
        )
    return found


# -- rows -----------------------------------------------------------------------------------------------------------


def store_encounters(
    connection: Connection,
    events: Iterable[tuple[MergedEncounter, list[Claim]]],
    documents: Mapping[str, Any],
    tally: Tally,
) -> None:
    """Writes merged encounters and what they are found by; rejected ones are kept but found by nothing.

    Args: tally: what the encounters that these take the place of leave behind in the counts.
    """
    rows: list[dict[str, Any]] = []
    bodies: list[dict[str, Any]] = []
    keys: list[dict[str, Any]] = []
    homes: list[tuple[str, str]] = []
    for merged, claims in events:
        hidden = merged.review == "rejected"
        bodies.append({"id": merged.id, "hidden": hidden, "body": to_json(merged).decode()})
        homes += [(merged.id, claim.id) for claim in claims]
        if not hidden:
            day = find_place_in_time(merged, claims)
            rows.append(make_row(merged, day, min(documents[claim.document].change for claim in claims)))
            own = list_keys(merged)
            tally.add(rows[-1], own)
            keys += [{"facet": facet, "value": value, "day": day, "encounter": merged.id} for facet, value in own]
    insert_rows(connection, schema.encounters, rows)
    insert_rows(connection, schema.encounter_bodies, bodies)
    insert_rows(connection, schema.encounter_keys, keys)
    tally.write(connection)
    if homes:
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        connection.exec_driver_sql(f"UPDATE encounter_claims SET encounter = {mark} WHERE id = {mark}", homes)


def find_place_in_time(merged: MergedEncounter, claims: Iterable[Claim]) -> int:
    """The day under which an encounter is listed: its first, else that of its first report, else 0."""
    first = first_day(merged.date)
    if first:
        return first.toordinal()
    return min((claim.published for claim in claims if claim.published is not None), default=0)


def make_row(merged: MergedEncounter, day: int, seq: int) -> dict[str, Any]:
    """The row of an encounter."""
    return {
        "id": merged.id,
        "kind": merged.kind,
        "mode": merged.mode,
        "status": merged.status,
        "date": merged.date,
        "day": day,
        "format": merged.format,
        "ordinal": merged.ordinal,
        "background": merged.background,
        "disputed": bool(merged.disputes),
        "seq": seq,
    }


def list_keys(merged: MergedEncounter) -> list[tuple[str, str]]:
    """Facets and values that an encounter is found by."""
    sides = sorted({p.side for p in merged.participants if p.side})
    keys = {("side", side) for side in sides}
    if len(sides) <= MOST_SIDES:
        keys |= {("pair", f"{left}|{right}") for left, right in combinations(sides, 2)}
    keys |= {("person", p.key) for p in merged.participants if p.key}
    keys |= {("theme", topic.theme) for topic in merged.topics if topic.theme}
    keys |= {("outlet", report.outlet) for report in merged.reports if report.outlet}
    keys |= {("language", report.language) for report in merged.reports if report.language}
    place = place_key(merged.place)
    if place:
        keys.add(("place", place))
    return sorted(keys)
