"""Reports that repeat another's words: one agency item in many outlets is one source."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, insert, select

from dragoman.model import Reading
from dragoman.record.schema import copies, shingles

SHINGLE_WORDS = 6  # words a shingle: shorter ones recur in any two reports of one event
SAMPLE = 8  # one shingle of so many is kept: about 40 a report of a page
MOST_SHINGLES = 32  # the smallest hashes: two reports are compared over the stretch of hashes that both kept
COPY_SHARE = 0.6  # share of the shorter report's shingles that make it a copy
FEWEST_SHARED = 3
CHUNK = 500


def find_shingles(reading: Reading) -> tuple[int, ...]:
    """A sample of hashes of the report's runs of six words, furniture left out; the same words give the same ones."""
    text = reading.document.text
    for passage in reading.passages:
        if passage.kind == "boilerplate":
            text = text[: passage.start] + " " * (passage.stop - passage.start) + text[passage.stop :]
    words = re.findall(r"\w+", text.lower())
    hashes = {
        int.from_bytes(hashlib.blake2b(" ".join(words[i : i + SHINGLE_WORDS]).encode(), digest_size=6).digest(), "big")
        for i in range(max(0, len(words) - SHINGLE_WORDS + 1))
    }
    return tuple(sorted(value for value in hashes if value % SAMPLE == 0)[:MOST_SHINGLES])


def store_shingles(connection: Connection, fresh: Mapping[str, tuple[int, ...]]) -> None:
    """Keeps the shingles of new reports, and which reports they share most of them with."""
    rows = [{"hash": value, "document": key} for key, hashes in fresh.items() for value in hashes]
    if not rows:
        return
    connection.execute(insert(shingles), rows)
    holders = defaultdict(set)
    values = sorted({value for hashes in fresh.values() for value in hashes})
    for start in range(0, len(values), CHUNK):
        part = values[start : start + CHUNK]
        for value, document in connection.execute(select(shingles).where(shingles.c.hash.in_(part))):
            holders[value].add(document)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for document, hashes in fresh.items():
        for value in hashes:
            for other in holders[value] - {document}:
                shared[min(document, other), max(document, other)] += 1 if other not in fresh or document < other else 0
    near = [pair for pair, count in shared.items() if count >= FEWEST_SHARED]
    kept = load_shingles(connection, {key for pair in near for key in pair}, fresh)
    found = [(pair, compare_shingles(kept[pair[0]], kept[pair[1]])) for pair in sorted(near)]
    likely = [{"left": left, "right": right, "share": share} for (left, right), share in found if share >= COPY_SHARE]
    if likely:
        connection.execute(insert(copies), likely)


def load_shingles(
    connection: Connection, documents: Iterable[str], fresh: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """The shingles of reports, from those at hand or from the database."""
    found = {key: fresh[key] for key in documents if key in fresh}
    missing = sorted(set(documents) - set(found))
    held = defaultdict(list)
    for start in range(0, len(missing), CHUNK):
        part = missing[start : start + CHUNK]
        for value, document in connection.execute(select(shingles).where(shingles.c.document.in_(part))):
            held[document].append(value)
    return found | {key: tuple(sorted(values)) for key, values in held.items()}


def compare_shingles(left: tuple[int, ...], right: tuple[int, ...]) -> float:
    """0..1: the share of the shorter report that the other repeats, over the hashes that both would have kept."""
    bound = min(kept[-1] if len(kept) == MOST_SHINGLES else 1 << 62 for kept in (left, right))
    ours = {value for value in left if value <= bound}
    theirs = {value for value in right if value <= bound}
    shared = len(ours & theirs)
    return shared / min(len(ours), len(theirs)) if shared >= FEWEST_SHARED else 0.0


def load_copies(connection: Connection, documents: Iterable[str]) -> dict[str, set[str]]:
    """Of some reports, those that repeat one another: both ways."""
    wanted = sorted(set(documents))
    known = set(wanted)
    found: dict[str, set[str]] = defaultdict(set)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        for left, right in connection.execute(select(copies.c.left, copies.c.right).where(copies.c.left.in_(part))):
            if right in known:
                found[left].add(right)
                found[right].add(left)
    return found


def group_copies(documents: Iterable[str], repeated: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """Each report's group of copies among some reports (itself included); a copy of a copy is one."""
    own = set(documents)
    homes: dict[str, frozenset[str]] = {}
    for document in sorted(own):
        if document in homes:
            continue
        group, front = {document}, {document}
        while front:
            front = {other for key in front for other in repeated.get(key, ())} & own - group
            group |= front
        homes.update((key, frozenset(group)) for key in group)
    return homes
