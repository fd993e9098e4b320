"""Leaves: texts too long for an address."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Create the table of leaves."""
    op.create_table(
        "leaf",
        sa.Column("key", sa.Text, primary_key=True),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("content", "created_at")),
    )
