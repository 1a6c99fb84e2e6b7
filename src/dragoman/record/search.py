"""Full-text search over dictionary forms: FTS5 in SQLite, a GIN index in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, TextClause, text

from dragoman.record.terms import find_matches

EXCERPT = 110  # code points on either side of the first words found


def store_terms(connection: Connection, reports: Sequence[tuple[int, str]]) -> None:
    """Puts the terms of reports into the index.

    Args: reports: the number of each and its terms, as `terms.index_text` gives them.
    """
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO document_terms (rowid, terms) VALUES (:seq, :terms)"
        rows = [{"seq": seq, "terms": terms} for seq, terms in reports]
    else:
        statement = (
            "INSERT INTO document_terms (seq, terms) "
            "VALUES (:seq, array_to_tsvector(array_remove(string_to_array(:terms, ' '), '')))"
        )
        rows = [{"seq": seq, "terms": " ".join(dict.fromkeys(terms.split()))} for seq, terms in reports]
    if rows:
        connection.execute(text(statement), rows)


PROBED = 4_000  # reports whose words are looked at before a search: some milliseconds
BACKWARD = 60_000  # reports that may be gone through backwards


def make_match(connection: Connection, query: tuple[frozenset[str], ...]) -> str:
    """A query as the full-text index of the database takes it: every word, each in any form."""
    if connection.dialect.name == "sqlite":
        return " AND ".join("(" + " OR ".join(f'"{term}"' for term in sorted(terms)) + ")" for terms in query)
    return " & ".join("(" + " | ".join(f"'{_quote(term)}'" for term in sorted(terms)) + ")" for terms in query)


def match_documents(connection: Connection, query: tuple[frozenset[str], ...], most: int) -> TextClause:
    """A subselect of the numbers of the latest reports that hold every word of a query in some form."""
    if connection.dialect.name == "sqlite":
        statement = (
            "SELECT rowid AS seq FROM document_terms WHERE document_terms MATCH :match ORDER BY rowid DESC LIMIT :most"
        )
        return text(statement).bindparams(match=make_match(connection, query), most=most)
    match = make_match(connection, query)
    order = "seq" if is_common(connection, match, most) else "seq + 0"  # a sum is in no index: the words lead the plan
    statement = (
        f"SELECT seq FROM document_terms WHERE terms @@ CAST(:match AS tsquery) ORDER BY {order} DESC LIMIT :most"
    )
    return text(statement).bindparams(match=match, most=most)


def is_common(connection: Connection, match: str, most: int) -> bool:
    """Whether the latest hits of a query are found soonest by going back from the latest report.

    PostgreSQL guesses badly how many reports hold a word, and then reads all of them for a rare one. So the latest
    PROBED reports are looked at: where the wanted hits lie within BACKWARD reports at that rate, going back is short.
    """
    probe = text(
        "SELECT count(*) FROM document_terms WHERE seq > (SELECT max(seq) FROM document_terms) - :probed "
        "AND terms @@ CAST(:match AS tsquery)"
    )
    hits = connection.execute(probe.bindparams(probed=PROBED, match=match)).scalar_one()
    return bool(hits) and most * PROBED <= hits * BACKWARD


def find_documents(connection: Connection, query: tuple[frozenset[str], ...], most: int) -> list[int]:
    """The numbers of the latest reports that hold every word of a query in some form, the latest first."""
    return [int(seq) for seq in connection.execute(match_documents(connection, query, most)).scalars()] if query else []


def _quote(term: str) -> str:
    return term.replace("\\", "\\\\").replace("'", "''")


def cut_excerpt(words: str, query: tuple[frozenset[str], ...]) -> tuple[tuple[tuple[int, int], ...], str]:
    """Where a query's words stand in a report, and the stretch around the first of them."""
    spans = tuple(find_matches(words, query))
    if not spans:
        return (), words[: 2 * EXCERPT].strip()
    start, stop = max(0, spans[0][0] - EXCERPT), min(len(words), spans[0][1] + EXCERPT)
    while start > 0 and not words[start - 1].isspace():
        start -= 1
    while stop < len(words) and not words[stop].isspace():
        stop += 1
    before, after = "… " if start > 0 else "", " …" if stop < len(words) else ""
    return spans, before + " ".join(words[start:stop].split()) + after
