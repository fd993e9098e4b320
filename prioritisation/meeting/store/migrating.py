"""Bringing a database to the tables that this version uses, whatever version made it."""

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext, MigrationStep, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from prioritisation.meeting.store.errors import NewerStore

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
        When a later version of this program has changed the tables already.
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
