"""Every table of meetings and of dossiers, the view of current ballots, the guard of their log."""

import sqlalchemy as sa
from alembic import op

revision = "0001_baseline"
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
    """Create all of it."""
    _create_meetings()
    _create_dossiers()
    _create_kept()
    _create_voters()
    _create_ballots()
    _create_notes()
    op.execute(CURRENT)
    for statement in APPEND_ONLY[op.get_context().dialect.name]:
        op.execute(statement)


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _of(table: str, *, primary_key: bool = False, nullable: bool = False) -> sa.Column[int]:
    """The row of another table that a row belongs to."""
    target = sa.ForeignKey(f"{table}.id")
    return sa.Column(f"{table}_id", sa.Integer, target, primary_key=primary_key, nullable=nullable)


def _texts(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=nullable) for name in names]


def _number(name: str, *, primary_key: bool = False, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(
        name, sa.Integer, primary_key=primary_key, autoincrement=False, nullable=nullable
    )


def _create_meetings() -> None:
    op.create_table(
        "meeting",
        _key(),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        *_texts("title", "case_id", "state", "extra"),
        sa.Column("version", sa.Integer, nullable=False),
        *_texts("created_at"),
        *_texts("purge_after", nullable=True),
    )
    op.create_table(
        "matrix_version",
        _of("meeting", primary_key=True),
        _number("number", primary_key=True),
        *_texts("sha256", "content", "created_at"),
    )
    op.create_table(
        "case_file",
        _of("meeting", primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        *_texts("content"),
    )
    op.create_table("setting", sa.Column("name", sa.Text, primary_key=True), *_texts("value"))
    op.create_table(
        "meeting_dossier",
        _of("meeting", primary_key=True),
        *_texts("key"),
        _number("seq"),
        *_texts("sha256"),
    )
    op.create_index("meetings_of_dossier", "meeting_dossier", ["key"])


def _create_dossiers() -> None:
    """Cases that are corrected in the application, with every change kept."""
    op.create_table(
        "dossier",
        _key(),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        *_texts("origin"),
        _number("seq"),
        *_texts("sha256", "created_at", "changed_at"),
        *_texts("archived_at", nullable=True),
    )
    op.create_table(
        "dossier_unit",
        _of("dossier", primary_key=True),
        sa.Column("unit", sa.Text, primary_key=True),
        *_texts("content"),
    )
    op.create_table(
        "dossier_entry",
        _of("dossier", primary_key=True),
        _number("seq", primary_key=True),
        _number("base"),
        *_texts("kind", "role"),
        *_texts("reason"),
        _number("undoes", nullable=True),
        *_texts("sha256", "at"),
    )
    op.create_table(
        "dossier_change",
        _of("dossier", primary_key=True),
        _number("seq", primary_key=True),
        sa.Column("unit", sa.Text, primary_key=True),
        *_texts("before", "after", nullable=True),
    )
    op.create_table(
        "dossier_link",
        _of("dossier", primary_key=True),
        sa.Column("role", sa.Text, primary_key=True),
        sa.Column("secret_hash", sa.Text, nullable=False, unique=True),
        *_texts("created_at"),
    )
    op.create_table(
        "dossier_proposal",
        _key(),
        _of("dossier"),
        _number("base"),
        *_texts("changes", "kind", "role", "reason", "at"),
        *_texts("answer", "word", "answered_by", "answered_at", nullable=True),
        _number("seq", nullable=True),
    )
    op.create_index("proposals_of_dossier", "dossier_proposal", ["dossier_id"])


def _create_kept() -> None:
    """What is kept in a meeting, and leaves with it."""
    op.create_table(
        "paper",
        _key(),
        _of("meeting"),
        *_texts("name"),
        _number("version"),
        *_texts("content", "role", "at"),
        sa.UniqueConstraint("meeting_id", "name", "version", name="paper_version"),
    )


def _create_voters() -> None:
    op.create_table(
        "voter",
        _of("meeting", primary_key=True),
        sa.Column("token_hash", sa.Text, primary_key=True),
        sa.Column("college", sa.Text),
        sa.Column("carries", sa.Integer),
        *_texts("joined_at", "kind"),
    )
    op.create_table(
        "invitation",
        _of("meeting", primary_key=True),
        sa.Column("token_hash", sa.Text, primary_key=True),
        *_texts("created_at"),
        *_texts("used_at", "used_by", nullable=True),
    )


def _create_ballots() -> None:
    op.create_table(
        "ballot_log",
        _key(),
        _of("meeting"),
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
    op.create_table("score_edit", _key(), _of("meeting"), *_texts("content", "role", "at"))
    op.create_table(
        "link",
        _key(),
        _of("meeting"),
        *_texts("role"),
        sa.Column("secret_hash", sa.Text, nullable=False, unique=True),
        *_texts("created_at"),
        sa.Column("revoked_at", sa.Text),
    )
    op.create_table("audit", _key(), _of("meeting"), *_texts("at", "role", "act", "detail"))
    op.create_table("warning_answer", _key(), _of("meeting"), *_texts("warning", "answer", "at"))
    for name in ("score_edit", "link", "audit", "warning_answer"):
        op.create_index(f"{name}_of_meeting", name, ["meeting_id"])
