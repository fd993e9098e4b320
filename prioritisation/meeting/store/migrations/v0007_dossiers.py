"""Dossiers: cases that are corrected in the application, with every change kept."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    """Create the tables of dossiers, and that of the version a meeting took its case from."""
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        _text("origin"),
        sa.Column("seq", sa.Integer, nullable=False),
        *map(_text, ("sha256", "created_at", "changed_at")),
        sa.Column("archived_at", sa.Text),
    )
    op.create_table(
        "dossier_unit",
        _of("dossier", primary_key=True),
        sa.Column("unit", sa.Text, primary_key=True),
        _text("content"),
    )
    _history()
    _links()
    _proposals()
    op.create_table(
        "meeting_dossier",
        _of("meeting", primary_key=True),
        _text("key"),
        sa.Column("seq", sa.Integer, nullable=False),
        _text("sha256"),
    )
    op.create_index("meetings_of_dossier", "meeting_dossier", ["key"])


def _history() -> None:
    op.create_table(
        "dossier_entry",
        _of("dossier", primary_key=True),
        _number("seq"),
        sa.Column("base", sa.Integer, nullable=False),
        *map(_text, ("kind", "role")),
        sa.Column("link_id", sa.Integer),
        _text("reason"),
        sa.Column("undoes", sa.Integer),
        *map(_text, ("sha256", "at")),
    )
    op.create_table(
        "dossier_change",
        _of("dossier", primary_key=True),
        _number("seq"),
        sa.Column("unit", sa.Text, primary_key=True),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
    )


def _links() -> None:
    op.create_table(
        "dossier_link",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("dossier"),
        *map(_text, ("role", "name")),
        sa.Column("secret_hash", sa.Text, nullable=False, unique=True),
        _text("created_at"),
        sa.Column("closes_at", sa.Text),
        sa.Column("revoked_at", sa.Text),
    )
    op.create_index("link_of_dossier", "dossier_link", ["dossier_id"])


def _proposals() -> None:
    op.create_table(
        "dossier_proposal",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("dossier"),
        sa.Column("base", sa.Integer, nullable=False),
        *map(_text, ("changes", "kind", "role")),
        sa.Column("link_id", sa.Integer),
        sa.Column("meeting", sa.Text),
        *map(_text, ("reason", "at")),
        *(sa.Column(n, sa.Text) for n in ("answer", "word", "answered_by", "answered_at")),
        sa.Column("seq", sa.Integer),
    )
    op.create_index("proposals_of_dossier", "dossier_proposal", ["dossier_id"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def _of(table: str, *, primary_key: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey(f"{table}.id")
    return sa.Column(f"{table}_id", sa.Integer, target, primary_key=primary_key, nullable=False)
