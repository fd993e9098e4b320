"""Meetings, their voters and their ballots."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

CURRENT = """
CREATE VIEW ballot AS
SELECT meeting_id, round, version, token_hash, points, reason, receipt, kind, nonce, at
FROM ballot_log AS one
WHERE NOT EXISTS (
    SELECT 1 FROM ballot_log AS later
    WHERE later.meeting_id = one.meeting_id AND later.round = one.round
      AND later.token_hash = one.token_hash AND later.version > one.version
)
"""
SQLITE_GUARD = """
CREATE TRIGGER ballot_log_append_only BEFORE UPDATE ON ballot_log
BEGIN SELECT RAISE(ABORT, 'ballots are appended, never changed'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION ballot_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE integrity_constraint_violation USING MESSAGE = 'ballots are appended, never changed';
END $$
"""
POSTGRESQL_GUARD = """
CREATE TRIGGER ballot_log_append_only BEFORE UPDATE ON ballot_log
FOR EACH ROW EXECUTE FUNCTION ballot_log_append_only()
"""
APPEND_ONLY = {"sqlite": (SQLITE_GUARD,), "postgresql": (POSTGRESQL_FUNCTION, POSTGRESQL_GUARD)}


def upgrade() -> None:
    """Create every table, the view of current ballots, and the guard of the log."""
    _create_meetings()
    _create_voters()
    _create_ballots()
    _create_notes()
    op.execute(CURRENT)
    for statement in APPEND_ONLY[op.get_context().dialect.name]:
        op.execute(statement)


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _meeting_id(*, primary_key: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey("meeting.id")
    return sa.Column("meeting_id", sa.Integer, target, primary_key=primary_key, nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _create_meetings() -> None:
    op.create_table(
        "meeting",
        _key(),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        *_texts("title", "case_id", "state", "extra"),
        sa.Column("version", sa.Integer, nullable=False),
        *_texts("created_at"),
        sa.Column("purge_after", sa.Text),
    )
    op.create_table(
        "matrix_version",
        _meeting_id(primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *_texts("sha256", "content", "created_at"),
    )
    op.create_table(
        "case_file",
        _meeting_id(primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        *_texts("content"),
    )
    op.create_table("setting", sa.Column("name", sa.Text, primary_key=True), *_texts("value"))


def _create_voters() -> None:
    op.create_table(
        "voter",
        _meeting_id(primary_key=True),
        sa.Column("token_hash", sa.Text, primary_key=True),
        sa.Column("college", sa.Text),
        sa.Column("carries", sa.Integer),
        *_texts("joined_at", "kind"),
    )
    op.create_table(
        "invitation",
        _meeting_id(primary_key=True),
        sa.Column("token_hash", sa.Text, primary_key=True),
        *_texts("created_at"),
        sa.Column("used_at", sa.Text),
    )


def _create_ballots() -> None:
    op.create_table(
        "ballot_log",
        _key(),
        _meeting_id(),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *_texts("token_hash", "points", "reason", "receipt", "kind", "nonce", "at"),
        sa.ForeignKeyConstraint(
            ["meeting_id", "token_hash"], ["voter.meeting_id", "voter.token_hash"]
        ),
        sa.UniqueConstraint("meeting_id", "version", name="ballot_log_version"),
        sa.UniqueConstraint("meeting_id", "nonce", "token_hash", "round", name="ballot_log_nonce"),
    )
    op.create_index(
        "ballot_log_current", "ballot_log", ["meeting_id", "round", "token_hash", "version"]
    )


def _create_notes() -> None:
    """What is written beside the ballots, never about them."""
    op.create_table("score_edit", _key(), _meeting_id(), *_texts("content", "role", "at"))
    op.create_table(
        "link",
        _key(),
        _meeting_id(),
        *_texts("role"),
        sa.Column("secret_hash", sa.Text, nullable=False, unique=True),
        *_texts("created_at"),
        sa.Column("revoked_at", sa.Text),
    )
    op.create_table("audit", _key(), _meeting_id(), *_texts("at", "role", "act", "detail"))
    op.create_table("warning_answer", _key(), _meeting_id(), *_texts("warning", "answer", "at"))
    for name in ("score_edit", "link", "audit", "warning_answer"):
        op.create_index(f"{name}_of_meeting", name, ["meeting_id"])
