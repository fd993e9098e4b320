"""Scenarios that leads keep, in a meeting or beside any."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Create the table of scenarios."""
    op.create_table(
        "scenario",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("meeting_id", sa.Integer, sa.ForeignKey("meeting.id"), nullable=True),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("case_id", "name", "content")),
        sa.Column("parent", sa.Text, nullable=True),
        sa.Column("created_at", sa.Text, nullable=False),
    )
    op.create_index("scenario_of_meeting", "scenario", ["meeting_id"])
