"""Nothing is left of what was erased: the file rebuilt without its remains, when nobody votes.

SQLite overwrites what is deleted (``secure_delete``), but pages that were divided keep copies of
what moved, and its log the old pages. Only a rebuilt file has neither, and whoever votes waits for
it: some 20 ms a megabyte.
"""

import logging
import time
from threading import Event, Lock, Thread

from sqlalchemy import Connection, delete, insert, select, text

from prioritisation.meeting.store import schema
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.errors import StoreUnavailable

_LOGGER = logging.getLogger(__name__)
_TO_SCRUB = "to-scrub"
"""A setting that is there from the removal of rows until the file has been rebuilt."""

QUICK_BYTES = 4_000_000
"""A file so small is rebuilt at once, whoever votes."""
QUIET_S, NEXT_LOOK_S = 60.0, 10.0
"""Seconds without a ballot after which a larger one is, and between two looks."""
_LOG_PATIENCE_MS = 100
"""How long readers are waited for to empty the log: whoever votes waits meanwhile."""


class Scrubber:
    """Rebuilds the file of a store once something was erased: at once, or when nobody votes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._voted_at = float("-inf")
        self._closed = Event()
        self._waiting = Lock()

    def note_votes(self) -> None:
        """Ballots have just been written."""
        self._voted_at = time.monotonic()

    def close(self) -> None:
        """Leave what remains to the next start."""
        self._closed.set()

    def scrub(self) -> None:
        """Leave no remains; while a room votes on a large file, once it has stopped.

        The log is emptied at once in any case. A server that stops meanwhile does the rest when it
        starts.
        """
        if self._may_rebuild() and scrub(self._database):
            return
        if self._database.dialect == "sqlite":
            _try_to_empty_log(self._database)
            if self._waiting.acquire(blocking=False):
                Thread(target=self._later, name="store scrubber", daemon=True).start()

    def _may_rebuild(self) -> bool:
        if self._database.dialect != "sqlite":
            return True  # it makes nobody wait there
        return time.monotonic() - self._voted_at > QUIET_S or _size(self._database) <= QUICK_BYTES

    def _later(self) -> None:
        try:
            while not self._closed.wait(NEXT_LOOK_S):
                if self._may_rebuild() and scrub(self._database):
                    return
        finally:
            self._waiting.release()


def note_remains(connection: Connection) -> None:
    """Note that the file still holds the remains of rows that are deleted, with these rows.

    A server that stops before it scrubs does so when it starts.
    """
    if not _must_scrub(connection):
        connection.execute(insert(schema.setting_table), {"name": _TO_SCRUB, "value": ""})


def scrub(database: Database) -> bool:
    """Rebuild the file without the remains of what was removed, if any; whether none is left.

    What prevents it now (a full disk, a long reader) only delays it.
    """
    try:
        with database.read() as connection:
            if not _must_scrub(connection):
                return True
        with database.outside() as connection:
            connection.execute(text("VACUUM"))
        # The log holds the old pages too.
        if database.dialect == "sqlite" and not _empty_log(database):
            return False
        with database.write() as connection:
            connection.execute(
                delete(schema.setting_table).where(schema.setting_table.c.name == _TO_SCRUB)
            )
    except StoreUnavailable as error:
        _LOGGER.warning("the remains of what was erased stay for now: %s", error)
        return False
    return True


def _try_to_empty_log(database: Database) -> None:
    try:
        _empty_log(database)
    except StoreUnavailable as error:
        _LOGGER.warning("the log of recent writes is emptied later: %s", error)


def _empty_log(database: Database) -> bool:
    """Empty SQLite's log of recent writes; whether no reader prevented it."""
    with database.outside() as connection:
        patience = connection.execute(text("PRAGMA busy_timeout")).scalar_one()
        connection.execute(text(f"PRAGMA busy_timeout={_LOG_PATIENCE_MS}"))
        try:
            busy = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar()
        finally:
            connection.execute(text(f"PRAGMA busy_timeout={patience}"))
    if busy:
        _LOGGER.warning("a reader keeps the log of recent writes; it is emptied later")
    return not busy


def _size(database: Database) -> int:
    """Bytes of an SQLite file."""
    with database.read() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        return int(pages) * int(connection.execute(text("PRAGMA page_size")).scalar_one())


def _must_scrub(connection: Connection) -> bool:
    query = select(schema.setting_table.c.name).where(schema.setting_table.c.name == _TO_SCRUB)
    return connection.execute(query).first() is not None
