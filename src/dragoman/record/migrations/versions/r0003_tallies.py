"""Counts kept beforehand, words of names, days of offices: what pages of a large record ask for.

Frozen. `record.tallies.tally_record` fills the new tables from the encounters; nothing is read or merged anew.
"""

from alembic import op
from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, Table

revision = "r0003"
down_revision = "r0002"

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s"})

Table(
    "tallies",
    metadata,
    Column("scope", String(8), primary_key=True),
    Column("value", String(128), primary_key=True),
    Column("facet", String(8), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

Table(
    "rankings",
    metadata,
    Column("facet", String(8), primary_key=True),
    Column("key", String(257), primary_key=True),
    Column("count", Integer, nullable=False),
    Index("ix_rankings_facet_count_key", "facet", "count", "key"),
    sqlite_with_rowid=False,
)

Table(
    "name_words",
    metadata,
    Column("word", String(64).with_variant(String(64, collation="C"), "postgresql"), primary_key=True),
    Column("far", Boolean, primary_key=True),
    Column("person", String(128), primary_key=True, index=True),
    sqlite_with_rowid=False,
)


def upgrade() -> None:
    """Makes the tables, and the indexes by which a person's names and offices are counted."""
    metadata.create_all(op.get_bind())
    op.add_column("office_claims", Column("day", Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE office_claims SET day = "
        "COALESCE((SELECT day FROM documents WHERE documents.id = office_claims.document), 0)"
    )
    op.drop_index("ix_office_claims_person", "office_claims")
    op.create_index("ix_office_claims_person_office_side_day", "office_claims", ["person", "office", "side", "day"])
    op.drop_index("ix_person_claims_person", "person_claims")
    op.create_index("ix_person_claims_person_name", "person_claims", ["person", "name"])


def downgrade() -> None:
    """Drops what was made."""
    op.drop_index("ix_person_claims_person_name", "person_claims")
    op.create_index("ix_person_claims_person", "person_claims", ["person"])
    op.drop_index("ix_office_claims_person_office_side_day", "office_claims")
    op.create_index("ix_office_claims_person", "office_claims", ["person"])
    op.drop_column("office_claims", "day")
    metadata.drop_all(op.get_bind())
