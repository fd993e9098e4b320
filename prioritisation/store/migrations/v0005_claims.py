"""Claims: which device an invitation let in, so that no other one is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Add who used an invitation; before, it was a voter of the invitation's own name."""
    op.add_column("invitation", sa.Column("used_by", sa.Text))
    op.execute("UPDATE invitation SET used_by = token_hash WHERE used_at IS NOT NULL")
