"""What Alembic runs: the revisions in versions/, over the connection that `record.store.migrate` gives."""

from alembic import context

context.run_migrations()
