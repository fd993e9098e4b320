"""Removing a meeting so that nothing of it is left, in the tables or in the file."""

import logging

from sqlalchemy import Connection, delete, insert, select, text

from prioritisation.meeting.store import reading, schema
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.errors import StoreUnavailable

_LOGGER = logging.getLogger(__name__)
TO_SCRUB = "to-scrub"
"""A setting that is there from the removal of rows until the file has been rebuilt."""


def remove(connection: Connection, code: str) -> None:
    """Delete every row of a meeting, and note that the file still holds their remains."""
    meeting = reading.meeting(connection, code, lock=True)
    for table in schema.OF_A_MEETING:
        connection.execute(delete(table).where(table.c.meeting_id == meeting.id))
    connection.execute(delete(schema.meeting).where(schema.meeting.c.id == meeting.id))
    if not _must_scrub(connection):
        connection.execute(insert(schema.setting), {"name": TO_SCRUB, "value": ""})


def scrub(database: Database) -> None:
    """Rebuild the file without the remains of what was removed, if any.

    What prevents it now (a full disk, a long reader) only delays it, to the next purge or start.
    """
    try:
        with database.read() as connection:
            if not _must_scrub(connection):
                return
        with database.outside() as connection:
            connection.execute(text("VACUUM"))
        with database.write() as connection:
            connection.execute(delete(schema.setting).where(schema.setting.c.name == TO_SCRUB))
        if database.dialect == "sqlite":
            _empty_log(database)
    except StoreUnavailable as error:
        _LOGGER.warning("the remains of a purged meeting stay until the next start: %s", error)


def _empty_log(database: Database) -> None:
    """SQLite's log of recent writes holds the old pages too."""
    with database.outside() as connection:
        busy = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar()
    if busy:
        _LOGGER.warning("a reader keeps the log of recent writes; it is emptied later")


def _must_scrub(connection: Connection) -> bool:
    wanted = select(schema.setting.c.name).where(schema.setting.c.name == TO_SCRUB)
    return connection.execute(wanted).first() is not None
