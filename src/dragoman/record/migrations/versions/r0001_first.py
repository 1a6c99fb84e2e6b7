"""The tables as they were first made: documents, claims, merged encounters, judgements, the full-text index.

Frozen: later changes are later revisions, and this one stays as it was released.
"""

from alembic import op
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

revision = "r0001"
down_revision = None

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
    Column("day", Integer, index=True),
    Column("tier", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("added", String(32), nullable=False),
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
    _document(),
    Column("local", String(64), nullable=False),  # the id inside the reading
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("encounter", String(32), index=True),
)

claim_parties = Table(
    "claim_parties",
    metadata,
    Column("claim", String(32), ForeignKey("encounter_claims.id", ondelete="CASCADE"), primary_key=True),
    Column("party", String(64), primary_key=True),
    Column("lo", Integer, nullable=False),
    Column("hi", Integer, nullable=False),
    Index("ix_claim_parties_party_lo", "party", "lo"),
)

ties = Table(
    "ties",
    metadata,
    Column("left", String(32), ForeignKey("encounter_claims.id", ondelete="CASCADE"), primary_key=True),
    Column("right", String(32), ForeignKey("encounter_claims.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
)

encounters = Table(
    "encounters",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False, index=True),
    Column("mode", String(16), nullable=False),
    Column("status", String(16), nullable=False, index=True),
    Column("date", String(48)),
    Column("lo", Integer),
    Column("hi", Integer),
    Column("day", Integer, index=True),  # where it stands in the timeline: its first day, else that of its first report
    Column("place", Text),
    Column("country", String(8)),
    Column("format", Text),
    Column("ordinal", Integer),
    Column("reports", Integer, nullable=False),
    Column("sources", Integer, nullable=False),  # independent ones: copies count once
    Column("background", Boolean, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("seq", Integer, nullable=False, index=True),  # changes.seq of the first report
    Column("body", Text, nullable=False),
    Index("ix_encounters_format_day", "format", "day"),
)

encounter_sides = Table(
    "encounter_sides",
    metadata,
    Column("encounter", String(32), ForeignKey("encounters.id", ondelete="CASCADE"), primary_key=True),
    Column("side", String(16), primary_key=True),
    Column("day", Integer),
    Index("ix_encounter_sides_side_day", "side", "day"),
)

encounter_people = Table(
    "encounter_people",
    metadata,
    Column("encounter", String(32), ForeignKey("encounters.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(128), primary_key=True),
    Column("day", Integer),
    Index("ix_encounter_people_person_day", "person", "day"),
)

encounter_themes = Table(
    "encounter_themes",
    metadata,
    Column("encounter", String(32), ForeignKey("encounters.id", ondelete="CASCADE"), primary_key=True),
    Column("theme", String(32), primary_key=True, index=True),
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
    Column("person", String(128), index=True),
    Column("speaker", Text, nullable=False),
    Column("side", String(16), index=True),
    Column("form", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("words", Text, nullable=False),
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
    Column("claim", String(32)),  # the encounter claim that it was made at
    Column("sides", Text, nullable=False),
    Column("due", String(48)),
    Column("due_day", Integer, index=True),
    Column("strength", String(8), nullable=False),
    Column("title", Text),  # of the document signed or adopted
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("stems", Text, nullable=False),  # lemmas of its content words, for follow-up
)

shingles = Table(
    "shingles",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("document", String(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
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
    Column("kind", String(16), nullable=False, index=True),  # same, different, value, person
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


def upgrade() -> None:
    """Makes every table."""
    connection = op.get_bind()
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE document_terms USING fts5("
            "terms, content='', tokenize=\"unicode61 remove_diacritics 0 tokenchars '_+-''’'\")"
        )
    else:
        op.execute(
            "CREATE TABLE document_terms (seq INTEGER PRIMARY KEY REFERENCES documents (seq) ON DELETE CASCADE, "
            "terms tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_document_terms_terms ON document_terms USING gin (terms)")


def downgrade() -> None:
    """Drops every table."""
    op.execute("DROP TABLE document_terms")
    metadata.drop_all(op.get_bind())
