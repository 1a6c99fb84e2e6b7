"""Tables of the record: claims (what one report says, never changed) apart from what is computed from them.

    documents ── readings            the report and its reading as they came in
        └─ *_claims                  one row a finding of one report; id = hash of document and content
              ├─ claim_parties ── ties ── encounters   whom a claim is looked up by; pairs that may be one event; events
              └─ cues ── follow_ups                    sentences that tell what became of something; of which commitment
    judgements, changes, searches    what people decided and saved; what happened to the record, in order

Everything but documents, readings, judgements, changes and searches is computed from these and may be computed anew.
Days are proleptic ordinals (`date.toordinal`), so that windows are plain comparisons on every database; 0 is unknown.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
)


def _document() -> Column[str]:
    """The report that a claim stands in; a report's claims go with it."""
    return Column("document", String(64), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True)


documents = Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("source", Text, nullable=False, index=True),
    Column("outlet", Text, index=True),
    Column("url", Text),
    Column("title", Text),
    Column("language", String(8), index=True),
    Column("published", String(32)),
    Column("day", Integer),
    Column("tier", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("added", String(32), nullable=False),
    Column("change", Integer, nullable=False, server_default="0"),  # changes.seq of its adding
    Index("ix_documents_day_id", "day", "id"),
)

readings = Table(
    "readings",
    metadata,
    Column("document", String(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),  # zlib of the public JSON form
)

encounter_claims = Table(
    "encounter_claims",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document", String(64), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("local", String(64), nullable=False),  # the id inside the reading
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("encounter", String(32), index=True),
    Index("ix_encounter_claims_document_encounter", "document", "encounter"),
)

claim_parties = Table(
    "claim_parties",
    metadata,
    Column("party", String(64), primary_key=True),
    Column("reach", Integer, primary_key=True),  # class of the width of the window: see merge/windows.py
    Column("lo", Integer, primary_key=True),
    Column("claim", String(32), ForeignKey("encounter_claims.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("hi", Integer, nullable=False),
    sqlite_with_rowid=False,
)

ties = Table(
    "ties",
    metadata,
    Column("left", String(32), ForeignKey("encounter_claims.id", ondelete="CASCADE"), primary_key=True),
    Column("right", String(32), ForeignKey("encounter_claims.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    sqlite_with_rowid=False,
)

encounters = Table(
    "encounters",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("date", String(48)),
    Column("day", Integer, nullable=False),  # its place in time: its first day, else that of its first report, else 0
    Column("format", Text),
    Column("ordinal", Integer),
    Column("background", Boolean, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("seq", Integer, nullable=False, index=True),  # changes.seq of its first report
    Index("ix_encounters_day_id", "day", "id"),
    Index("ix_encounters_kind_day", "kind", "day"),
    Index("ix_encounters_status_day", "status", "day"),
    Index("ix_encounters_format_day", "format", "day"),
)

encounter_bodies = Table(
    "encounter_bodies",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("hidden", Boolean, nullable=False),  # rejected by a person: in no other table of encounters
    Column("body", Text, nullable=False),  # the merged value, JSON
)

encounter_keys = Table(
    "encounter_keys",
    metadata,
    Column("facet", String(8), primary_key=True),  # side, pair, person, theme, place, outlet, language
    Column("value", String(128), primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("encounter", String(32), ForeignKey("encounters.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_encounter_keys_encounter_facet_value", "encounter", "facet", "value"),
    sqlite_with_rowid=False,
)

tallies = Table(
    "tallies",
    metadata,
    Column("scope", String(8), primary_key=True),  # see record/tallies.py
    Column("value", String(128), primary_key=True),
    Column("facet", String(8), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("count", Integer, nullable=False),  # encounters of the scope's value that have the key
    sqlite_with_rowid=False,
)

rankings = Table(
    "rankings",
    metadata,
    Column("facet", String(8), primary_key=True),  # person; duo: two people, a bar between their keys
    Column("key", String(257), primary_key=True),
    Column("count", Integer, nullable=False),
    Index("ix_rankings_facet_count_key", "facet", "count", "key"),
    sqlite_with_rowid=False,
)

name_words = Table(
    "name_words",
    metadata,
    # compared by code point, so that a range of words is all with one beginning
    Column("word", String(64).with_variant(String(64, collation="C"), "postgresql"), primary_key=True),
    Column("far", Boolean, primary_key=True),  # the bones of a word, not its sound
    Column("person", String(128), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

people = Table(
    "people",
    metadata,
    Column("id", String(128), primary_key=True),  # the register's id, or "~" and a folded name for a candidate
    Column("name", Text, nullable=False),
    Column("known", Boolean, nullable=False),
)

person_claims = Table(
    "person_claims",
    metadata,
    Column("document", String(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("person", String(128), nullable=False),
    Index("ix_person_claims_person_name", "person", "name"),
)

office_claims = Table(
    "office_claims",
    metadata,
    Column("id", String(32), primary_key=True),
    _document(),
    Column("person", String(128), nullable=False),
    Column("name", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("side", String(16)),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("day", Integer, nullable=False, server_default="0"),  # of the report
    Index("ix_office_claims_person_office_side_day", "person", "office", "side", "day"),
)

statement_claims = Table(
    "statement_claims",
    metadata,
    Column("id", String(32), primary_key=True),
    _document(),
    Column("person", String(128)),
    Column("speaker", Text, nullable=False),
    Column("side", String(16)),
    Column("form", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("theme", String(32)),
    Column("day", Integer, nullable=False),  # of the report
    Index("ix_statement_claims_day_id", "day", "id"),
    Index("ix_statement_claims_side_day", "side", "day"),
    Index("ix_statement_claims_person_day", "person", "day"),
    Index("ix_statement_claims_theme_day", "theme", "day"),
)

figure_claims = Table(
    "figure_claims",
    metadata,
    Column("id", String(32), primary_key=True),
    _document(),
    Column("value", Float, nullable=False),
    Column("unit", Text, nullable=False, index=True),
    Column("comparator", String(1)),
    Column("about", Text),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("words", Text, nullable=False),
)

commitment_claims = Table(
    "commitment_claims",
    metadata,
    Column("id", String(32), primary_key=True),
    _document(),
    Column("claim", String(32), index=True),  # the encounter claim that it was made at
    Column("sides", Text, nullable=False),
    Column("due", String(48)),
    Column("due_day", Integer, nullable=False),  # NEVER where none is told
    Column("strength", String(8), nullable=False),
    Column("title", Text),  # of the document signed or adopted
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("stems", Text, nullable=False),  # lemmas of its content words, for follow-up
    Column("theme", String(32)),
    Column("day", Integer, nullable=False),  # of the report
    Column("outcome", String(16)),  # what the follow-ups come to: done, dropped, contradicted; None while none says so
    Index("ix_commitment_claims_outcome_due_day", "outcome", "due_day", "day", "id"),
    Index("ix_commitment_claims_due_day_day", "due_day", "day", "id"),
    Index("ix_commitment_claims_day_id", "day", "id"),
)

commitment_sides = Table(
    "commitment_sides",
    metadata,
    Column("side", String(16), primary_key=True),
    Column(
        "commitment", String(32), ForeignKey("commitment_claims.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    Column("due_day", Integer, nullable=False, server_default="0"),  # these three as in commitment_claims
    Column("day", Integer, nullable=False, server_default="0"),
    Column("outcome", String(16)),
    Index("ix_commitment_sides_due", "side", "due_day", "day", "commitment", "outcome"),
    Index("ix_commitment_sides_day", "side", "day", "commitment", "due_day", "outcome"),
    sqlite_with_rowid=False,
)

commitment_stems = Table(
    "commitment_stems",
    metadata,
    Column("stem", String(64), primary_key=True),
    Column(
        "commitment", String(32), ForeignKey("commitment_claims.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    sqlite_with_rowid=False,
)

cues = Table(
    "cues",
    metadata,
    Column("id", String(32), primary_key=True),
    _document(),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("state", String(16), nullable=False),  # what the sentence says became of it
    Column("sides", Text, nullable=False),  # sides of the sentence, else of its report
    Column("day", Integer, nullable=False),
)

cue_stems = Table(
    "cue_stems",
    metadata,
    Column("stem", String(64), primary_key=True),
    Column("cue", String(32), ForeignKey("cues.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("commitment", String(32), ForeignKey("commitment_claims.id", ondelete="CASCADE"), primary_key=True),
    Column("cue", String(32), ForeignKey("cues.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    sqlite_with_rowid=False,
)

milestone_claims = Table(
    "milestone_claims",
    metadata,
    Column("id", String(32), primary_key=True),
    _document(),
    Column("title", Text, nullable=False),
    Column("years", Integer, nullable=False),
    Column("sides", Text, nullable=False),
    Column("format", Text),
    Column("year", Integer, nullable=False, index=True),
    Column("date", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
)

shingles = Table(
    "shingles",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("document", String(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    metadata,
    Column("left", String(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("right", String(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("share", Float, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False, index=True),  # same, different, value, person, confirm, reject
    Column("left", Text, nullable=False),  # an anchor "document:start-stop", or a person
    Column("right", Text),
    Column("field", String(32)),
    Column("value", Text),
    Column("reviewer", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("note", Text),
    Column("deleted_at", String(32)),
    Column("deleted_by", Text),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("what", String(32), nullable=False),
    Column("key", Text, nullable=False),
)

searches = Table(
    "searches",
    metadata,
    Column("name", String(128), primary_key=True),
    Column("query", Text, nullable=False),  # JSON of queries.Query
    Column("seq", Integer, nullable=False),  # the record's version when it was saved or last looked at
    Column("at", String(32), nullable=False),
)

NEVER = 3_652_059  # the last ordinal there is: no day is later
KEPT = frozenset({"documents", "readings", "judgements", "changes", "searches"})  # what cannot be computed from others
