"""When what a side promised is due and what became of it, beside the side: the ledger of a side in one index.

Frozen.
"""

from alembic import op
from sqlalchemy import Column, Integer, String

revision = "r0004"
down_revision = "r0003"

FILL = """UPDATE commitment_sides SET {0} = (SELECT {0} FROM commitment_claims
WHERE commitment_claims.id = commitment_sides.commitment)"""


def upgrade() -> None:
    """Adds the columns, fills them, and makes the indexes."""
    op.add_column("commitment_sides", Column("due_day", Integer, nullable=False, server_default="0"))
    op.add_column("commitment_sides", Column("day", Integer, nullable=False, server_default="0"))
    op.add_column("commitment_sides", Column("outcome", String(16)))
    for name in ("due_day", "day", "outcome"):
        op.execute(FILL.format(name))
    op.create_index("ix_commitment_sides_due", "commitment_sides", ["side", "due_day", "day", "commitment", "outcome"])
    op.create_index("ix_commitment_sides_day", "commitment_sides", ["side", "day", "commitment", "due_day", "outcome"])
    op.create_index("ix_commitment_claims_day_id", "commitment_claims", ["day", "id"])


def downgrade() -> None:
    """Drops what was made."""
    op.drop_index("ix_commitment_claims_day_id", "commitment_claims")
    for name in ("ix_commitment_sides_due", "ix_commitment_sides_day"):
        op.drop_index(name, "commitment_sides")
    for name in ("due_day", "day", "outcome"):
        op.drop_column("commitment_sides", name)
