"""Papers: what a group writes after its vote, each version kept."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Create the table of papers."""
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("meeting_id", sa.Integer, sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("content", "role", "at")),
        sa.UniqueConstraint("meeting_id", "name", "version", name="paper_version"),
    )
