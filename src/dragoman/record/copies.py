"""Reports that repeat another's words: one agency item in many outlets is one source."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, select

from dragoman.model import Reading
from dragoman.record.schema import copies, shingles

SHINGLE_WORDS = 6  # words a shingle: shorter ones recur in any two reports of one event
SAMPLE = 8  # one shingle of so many is kept: about 40 a report of a page
MOST_SHINGLES = 64
COPY_SHARE = 0.6  # share of the shorter report's shingles that make it a copy
FEWEST_SHARED = 3


def find_shingles(reading: Reading) -> tuple[int, ...]:
    """A sample of hashes of the report's runs of six words, furniture left out; the same words give the same ones."""
    text = reading.document.text
    furniture = [p for p in reading.passages if p.kind == "boilerplate"]
    words = [
        match[0]
        for match in re.finditer(r"\w+", text.lower())
        if not any(p.start <= match.start() < p.stop for p in furniture)
    ]
    hashes = {
        int.from_bytes(hashlib.blake2b(" ".join(words[i : i + SHINGLE_WORDS]).encode(), digest_size=6).digest(), "big")
        for i in range(max(0, len(words) - SHINGLE_WORDS + 1))
    }
    return tuple(sorted(value for value in hashes if value % SAMPLE == 0)[:MOST_SHINGLES])


def store_shingles(connection: Connection, document: str, hashes: tuple[int, ...]) -> None:
    """Keeps a report's shingles and its ties to the reports that share them."""
    if not hashes:
        return
    rows = connection.execute(select(shingles.c.document).where(shingles.c.hash.in_(hashes))).scalars()
    shared = Counter(rows)
    connection.execute(shingles.insert(), [{"hash": value, "document": document} for value in hashes])
    for other, count in sorted(shared.items()):
        size = len(connection.execute(select(shingles.c.hash).where(shingles.c.document == other)).all())
        share = count / min(size, len(hashes))
        if count >= FEWEST_SHARED and share >= COPY_SHARE:
            left, right = sorted((document, other))
            connection.execute(copies.insert().values(left=left, right=right, share=share))


def group_copies(connection: Connection, documents: Iterable[str]) -> dict[str, frozenset[str]]:
    """Of some reports, each one's group of copies among them (itself included)."""
    wanted = sorted(set(documents))
    homes = {document: {document} for document in wanted}
    rows = connection.execute(
        select(copies.c.left, copies.c.right).where(copies.c.left.in_(wanted), copies.c.right.in_(wanted))
    )
    for left, right in rows:
        ours, theirs = homes[left], homes[right]
        if ours is not theirs:
            ours |= theirs
            for document in theirs:
                homes[document] = ours
    return {document: frozenset(home) for document, home in homes.items()}
