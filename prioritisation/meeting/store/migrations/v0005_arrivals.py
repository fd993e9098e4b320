"""Arrivals: which device an invitation let in, and a mark of the network of each."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Add both; before, an invitation was used by a voter of its own name."""
    op.add_column("invitation", sa.Column("used_by", sa.Text))
    op.execute("UPDATE invitation SET used_by = token_hash WHERE used_at IS NOT NULL")
    op.add_column("voter", sa.Column("network", sa.Text))
