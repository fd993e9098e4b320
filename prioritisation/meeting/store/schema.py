"""The tables, as the migrations leave them, and how a database is brought to them."""

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext, MigrationStep, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from prioritisation.meeting.store.errors import NewerStore

metadata = MetaData()


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _meeting_id(*, primary_key: bool = False) -> Column[int]:
    """The meeting a row belongs to."""
    target = ForeignKey("meeting.id")
    return Column("meeting_id", Integer, target, primary_key=primary_key, nullable=False)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


meeting_table = Table(
    "meeting",
    metadata,
    _key(),
    Column("code", Text, nullable=False, unique=True),
    _text("title"),
    _text("case_id"),
    _text("state"),
    _text("extra"),
    Column("version", Integer, nullable=False),
    _text("created_at"),
    _text("purge_after", nullable=True),
)
matrix_version_table = Table(
    "matrix_version",
    metadata,
    _meeting_id(primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("sha256"),
    _text("content"),
    _text("created_at"),
)
case_file_table = Table(
    "case_file",
    metadata,
    _meeting_id(primary_key=True),
    Column("name", Text, primary_key=True),
    _text("content"),
)
score_edit_table = Table(
    "score_edit",
    metadata,
    _key(),
    _meeting_id(),
    _text("content"),
    _text("role"),
    _text("at"),
    Index("score_edit_of_meeting", "meeting_id"),
)
LOST = "lost"
"""Kind of voters whose device is lost: they are gone."""
PAPER_BALLOT, SIMULATED = "paper", "simulated"
STAND_INS = (PAPER_BALLOT, SIMULATED)
"""Kinds of voters whose ballots the office enters; they leave with these."""
voter_table = Table(
    "voter",
    metadata,
    _meeting_id(primary_key=True),
    Column("token_hash", Text, primary_key=True),
    _text("college", nullable=True),
    Column("carries", Integer),
    _text("joined_at"),
    _text("kind"),
)
invitation_table = Table(
    "invitation",
    metadata,
    _meeting_id(primary_key=True),
    Column("token_hash", Text, primary_key=True),
    _text("created_at"),
    _text("used_at", nullable=True),
    _text("used_by", nullable=True),
)
_BALLOT = ("round", "version", "token_hash", "points", "reason", "receipt", "kind", "nonce", "at")
_NUMBERS = ("round", "version")
ballot_log_table = Table(
    "ballot_log",
    metadata,
    _key(),
    _meeting_id(),
    *(Column(name, Integer if name in _NUMBERS else Text, nullable=False) for name in _BALLOT),
    ForeignKeyConstraint(["meeting_id", "token_hash"], ["voter.meeting_id", "voter.token_hash"]),
    UniqueConstraint("meeting_id", "version", name="ballot_log_version"),
    # In this order, the index finds a ballot sent again whatever its round.
    UniqueConstraint("meeting_id", "nonce", "token_hash", "round", name="ballot_log_nonce"),
    Index("ballot_log_current", "meeting_id", "round", "token_hash", "version"),
)
link_table = Table(
    "link",
    metadata,
    _key(),
    _meeting_id(),
    _text("role"),
    Column("secret_hash", Text, nullable=False, unique=True),
    _text("created_at"),
    _text("revoked_at", nullable=True),
    Index("link_of_meeting", "meeting_id"),
)
audit_table = Table(
    "audit",
    metadata,
    _key(),
    _meeting_id(),
    _text("at"),
    _text("role"),
    _text("act"),
    _text("detail"),
    Index("audit_of_meeting", "meeting_id"),
)
warning_answer_table = Table(
    "warning_answer",
    metadata,
    _key(),
    _meeting_id(),
    _text("warning"),
    _text("answer"),
    _text("at"),
    Index("warning_answer_of_meeting", "meeting_id"),
)
paper_table = Table(
    "paper",
    metadata,
    _key(),
    _meeting_id(),
    _text("name"),
    Column("version", Integer, nullable=False),
    _text("content"),
    _text("role"),
    _text("at"),
    UniqueConstraint("meeting_id", "name", "version", name="paper_version"),
)
meeting_dossier_table = Table(
    "meeting_dossier",
    metadata,
    _meeting_id(primary_key=True),
    _text("key"),
    Column("seq", Integer, nullable=False),
    _text("sha256"),
    Index("meetings_of_dossier", "key"),
)
"""The version of a dossier that a meeting took its case from: whatever becomes of the dossier."""

setting_table = Table("setting", metadata, Column("name", Text, primary_key=True), _text("value"))

ballot_view = Table(
    "ballot",
    MetaData(),  # a view: not to be created as a table
    Column("meeting_id", Integer),
    *(Column(name, Integer if name in _NUMBERS else Text) for name in _BALLOT),
)
"""The current ballots: of each voter and round, the last of the log."""

OF_A_MEETING = (
    ballot_log_table,
    voter_table,
    invitation_table,
    link_table,
    audit_table,
    warning_answer_table,
    score_edit_table,
    case_file_table,
    matrix_version_table,
    paper_table,
    meeting_dossier_table,
)
"""Every table of a meeting's rows, those that refer to others first."""


MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_START = 7_215_408_111
"""Any number: servers that start together on one PostgreSQL take turns under it."""
_one_at_a_time = Lock()  # Alembic's operations are a global of the process


def upgrade(connection: Connection, to: str = "head") -> None:
    """Apply the migrations that the database lacks, in the transaction of ``connection``.

    Parameters
    ----------
    to
        The revision to stop at: by default, that of this program.

    Raises
    ------
    NewerStore
        When a version of this program that this one does not know has made the tables.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_START})
    scripts = ScriptDirectory(str(MIGRATIONS), version_locations=[str(MIGRATIONS)])

    def lacking(heads: tuple[str, ...], _context: MigrationContext) -> Iterator[RevisionStep]:
        revisions = list(scripts.walk_revisions())
        known = {revision.revision for revision in revisions}
        for head in (*heads, to):
            if head not in (*known, "head"):
                raise NewerStore(head)
        below = heads[0] if heads else "base"
        wanted = list(scripts.iterate_revisions(to, below))
        for revision in reversed(wanted):
            yield MigrationStep.upgrade_from_script(scripts.revision_map, revision)

    with _one_at_a_time:
        context = MigrationContext.configure(connection, opts={"fn": lacking})
        with Operations.context(context):
            context.run_migrations()


def _dossier_text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


dossier_table = Table(
    "dossier",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    _dossier_text("origin"),
    Column("seq", Integer, nullable=False),
    _dossier_text("sha256"),
    _dossier_text("created_at"),
    _dossier_text("changed_at"),
    _dossier_text("archived_at", nullable=True),
)


def _dossier_id(*, primary_key: bool = False) -> Column[int]:
    """The dossier a row belongs to."""
    target = ForeignKey("dossier.id")
    return Column("dossier_id", Integer, target, primary_key=primary_key, nullable=False)


dossier_unit_table = Table(
    "dossier_unit",
    metadata,
    _dossier_id(primary_key=True),
    Column("unit", Text, primary_key=True),
    _dossier_text("content"),
)
dossier_entry_table = Table(
    "dossier_entry",
    metadata,
    _dossier_id(primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("base", Integer, nullable=False),
    _dossier_text("kind"),
    _dossier_text("role"),
    _dossier_text("reason"),
    Column("undoes", Integer),
    _dossier_text("sha256"),
    _dossier_text("at"),
)
dossier_change_table = Table(
    "dossier_change",
    metadata,
    _dossier_id(primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("unit", Text, primary_key=True),
    _dossier_text("before", nullable=True),
    _dossier_text("after", nullable=True),
)
dossier_link_table = Table(
    "dossier_link",
    metadata,
    _dossier_id(primary_key=True),
    Column("role", Text, primary_key=True),
    Column("secret_hash", Text, nullable=False, unique=True),
    _dossier_text("created_at"),
)
dossier_proposal_table = Table(
    "dossier_proposal",
    metadata,
    Column("id", Integer, primary_key=True),
    _dossier_id(),
    Column("base", Integer, nullable=False),
    *(_dossier_text(name) for name in ("changes", "kind", "role", "reason", "at")),
    *(
        _dossier_text(name, nullable=True)
        for name in ("answer", "word", "answered_by", "answered_at")
    ),
    Column("seq", Integer),
    Index("proposals_of_dossier", "dossier_id"),
)

OF_A_DOSSIER = (
    dossier_proposal_table,
    dossier_change_table,
    dossier_entry_table,
    dossier_unit_table,
    dossier_link_table,
)
"""Every table of a dossier's rows."""
