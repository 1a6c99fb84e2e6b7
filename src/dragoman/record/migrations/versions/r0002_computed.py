"""What is computed from readings, anew: narrow encounters, keys for facets, follow-ups, milestones; saved searches.

Frozen. The old computed tables are dropped; `record.store.refresh_record` fills the new ones from the readings.
"""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

revision = "r0002"
down_revision = "r0001"

OLD = (
    "encounter_sides", "encounter_people", "encounter_themes", "encounters", "ties", "claim_parties",
    "encounter_claims", "person_claims", "people", "office_claims", "statement_claims", "figure_claims",
    "commitment_claims", "shingles", "copies",
)  # fmt: skip

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
)

Table("documents", metadata, Column("id", String(64), primary_key=True))  # made before; named here for references only


def _document() -> Column[str]:
    return Column("document", String(64), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True)


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
    Column("facet", String(8), primary_key=True),  # side, pair, person, theme, outlet, language
    Column("value", String(128), primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("encounter", String(32), ForeignKey("encounters.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_encounter_keys_encounter_facet_value", "encounter", "facet", "value"),
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
    Column("person", String(128), nullable=False, index=True),
)

office_claims = Table(
    "office_claims",
    metadata,
    Column("id", String(32), primary_key=True),
    _document(),
    Column("person", String(128), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("side", String(16)),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
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
)

commitment_sides = Table(
    "commitment_sides",
    metadata,
    Column("side", String(16), primary_key=True),
    Column(
        "commitment", String(32), ForeignKey("commitment_claims.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
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

searches = Table(
    "searches",
    metadata,
    Column("name", String(128), primary_key=True),
    Column("query", Text, nullable=False),  # JSON of queries.Query
    Column("seq", Integer, nullable=False),  # the record's version when it was saved or last looked at
    Column("at", String(32), nullable=False),
)


def upgrade() -> None:
    """Drops what was computed before and makes the new tables."""
    for table in OLD:
        op.drop_table(table)
    op.add_column("documents", Column("change", Integer, nullable=False, server_default="0"))
    op.drop_index("ix_documents_day", "documents")
    op.create_index("ix_documents_day_id", "documents", ["day", "id"])
    op.execute("UPDATE documents SET day = 0 WHERE day IS NULL")
    op.execute(
        "UPDATE documents SET change = COALESCE((SELECT MIN(seq) FROM changes WHERE changes.key = documents.id), 0)"
    )
    made = [table for table in metadata.sorted_tables if table.name != "documents"]
    metadata.create_all(op.get_bind(), tables=made)


def downgrade() -> None:
    """Refused: computed tables of the first version are made by its program alone."""
    raise NotImplementedError("restore the copy that was made before the update")
