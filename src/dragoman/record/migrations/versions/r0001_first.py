"""The tables as they were first made: documents, claims, merged encounters, judgements, the full-text index."""

from alembic import op

from dragoman.record.schema import metadata

revision = "r0001"
down_revision = None


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
