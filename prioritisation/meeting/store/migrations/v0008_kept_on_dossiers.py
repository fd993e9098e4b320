"""What is kept on a dossier says which, and leaves with it."""

from alembic import op

revision = "0008"
down_revision: str | None = "0007"


def upgrade() -> None:
    """Add the dossier of a scenario and of a leaf; before, neither said it."""
    for table in ("scenario", "leaf"):
        # In words: Alembic adds no column that refers to another table in SQLite.
        op.execute(f"ALTER TABLE {table} ADD COLUMN dossier_id INTEGER REFERENCES dossier(id)")
        op.create_index(f"{table}_of_dossier", table, ["dossier_id"])
