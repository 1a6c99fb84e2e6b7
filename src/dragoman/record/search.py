"""Full-text search over dictionary forms: FTS5 in SQLite, a GIN index in PostgreSQL."""

from __future__ import annotations

from sqlalchemy import Connection, text

from dragoman.record.terms import find_matches, index_text

EXCERPT = 110  # code points on either side of the first words found


def store_terms(connection: Connection, document: str, words: str) -> None:
    """Puts the words of a report into the index."""
    terms = index_text(words)
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO document_terms (rowid, terms) SELECT seq, :terms FROM documents WHERE id = :document"
    else:
        statement = (
            "INSERT INTO document_terms (seq, terms) "
            "SELECT seq, array_to_tsvector(array_remove(string_to_array(:terms, ' '), '')) FROM documents WHERE id = :document"
        )
        terms = " ".join(dict.fromkeys(terms.split()))
    connection.execute(text(statement), {"terms": terms, "document": document})


def find_documents(connection: Connection, query: tuple[frozenset[str], ...], limit: int) -> list[tuple[int, float]]:
    """The reports that hold every word of a query in some form: their number and rank, the best (lowest) first."""
    if not query:
        return []
    if connection.dialect.name == "sqlite":
        match = " AND ".join("(" + " OR ".join(f'"{term}"' for term in sorted(terms)) + ")" for terms in query)
        statement = "SELECT rowid, rank FROM document_terms WHERE document_terms MATCH :match ORDER BY rank, rowid LIMIT :limit"
    else:
        match = " & ".join("(" + " | ".join(f"'{_quote(term)}'" for term in sorted(terms)) + ")" for terms in query)
        statement = (
            "SELECT seq, -ts_rank(terms, CAST(:match AS tsquery)) AS rank FROM document_terms "
            "WHERE terms @@ CAST(:match AS tsquery) ORDER BY rank, seq LIMIT :limit"
        )
    return [(int(seq), float(rank)) for seq, rank in connection.execute(text(statement), {"match": match, "limit": limit})]


def _quote(term: str) -> str:
    return term.replace("\\", "\\\\").replace("'", "''")


def cut_excerpt(words: str, query: tuple[frozenset[str], ...]) -> tuple[tuple[tuple[int, int], ...], str]:
    """Where a query's words stand in a report, and the stretch around the first of them."""
    spans = tuple(find_matches(words, query))
    if not spans:
        return (), words[: 2 * EXCERPT].strip()
    start, stop = max(0, spans[0][0] - EXCERPT), min(len(words), spans[0][1] + EXCERPT)
    while 0 < start and not words[start - 1].isspace():
        start -= 1
    while stop < len(words) and not words[stop].isspace():
        stop += 1
    before, after = "… " if start > 0 else "", " …" if stop < len(words) else ""
    return spans, before + " ".join(words[start:stop].split()) + after
