"""A mark in a meeting and the way back to it; a meeting removed so that nothing is left.

The mark is a text of its own, so that it leaves with the meeting. What says who may come in and
what happened is not rewound: secret links and invitations stay as they were given, and nothing
leaves the audit.
"""

import json
import logging
import time
from collections.abc import Collection
from threading import Event, Lock, Thread

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, text, update

from prioritisation.meeting.store import casting, reading, schema
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.errors import StoreUnavailable
from prioritisation.meeting.store.records import NewText, StoredMeeting

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


_MARK = "before_rehearsal"
"""Name of the text of a mark."""

_COUNTED = (
    (schema.score_edit_table, "id"),
    (schema.warning_answer_table, "id"),
    (schema.matrix_version_table, "number"),
)
"""Tables whose rows are numbered in the order they were written."""


def set_mark(connection: Connection, meeting: StoredMeeting, role: str, at: str) -> None:
    """Keep where a meeting stands; raises Overtaken when it has a mark already."""
    voter = schema.voter_table.c
    mark = {
        "version": meeting.version,
        "extra": meeting.extra,
        "last": {t.name: _last(connection, meeting.id, t, c) for t, c in _COUNTED},
        "papers": _last_versions(connection, meeting.id),
        "voters": list(
            connection.scalars(select(voter.token_hash).where(voter.meeting_id == meeting.id))
        ),
    }
    casting.insert_text(connection, meeting.id, NewText(_MARK, json.dumps(mark), role, 0), at)


def rewind(connection: Connection, meeting: StoredMeeting) -> str:
    """Erase what was written since the mark, and the mark.

    Returns
    -------
    str
        The document of the pages as it was (``StoredMeeting.extra``).
    """
    kept = casting.meeting_text(connection, meeting.code, _MARK)
    mark = json.loads(kept.content)
    log = schema.ballot_log_table
    # Ballots before those who sent them, to whom they refer.
    _delete(connection, meeting.id, log, log.c.version > mark["version"])
    _people(connection, meeting.id, mark["voters"])
    for table, column in _COUNTED:
        _delete(connection, meeting.id, table, table.c[column] > mark["last"][table.name])
    paper = schema.paper_table
    for name in _last_versions(connection, meeting.id):
        since = paper.c.version > mark["papers"].get(name, 0)
        _delete(connection, meeting.id, paper, (paper.c.name == name) & since)
    return str(mark["extra"])


def _delete(
    connection: Connection, meeting_id: int, table: Table, since: ColumnElement[bool]
) -> None:
    connection.execute(delete(table).where(table.c.meeting_id == meeting_id, since))


def _last(connection: Connection, meeting_id: int, table: Table, column: str) -> int:
    query = select(func.max(table.c[column])).where(table.c.meeting_id == meeting_id)
    return connection.scalar(query) or 0


def _last_versions(connection: Connection, meeting_id: int) -> dict[str, int]:
    """Name of each text -> its last version."""
    table = schema.paper_table.c
    query = select(table.name, func.max(table.version)).where(table.meeting_id == meeting_id)
    return {name: last for name, last in connection.execute(query.group_by(table.name))}  # noqa: C416 (rows are no pairs for mypy)


def _people(connection: Connection, meeting_id: int, kept: Collection[str]) -> None:
    """Who joined since leaves, and may use their invitation again."""
    voter, invitation = schema.voter_table, schema.invitation_table
    there = select(voter.c.token_hash).where(voter.c.meeting_id == meeting_id)
    for token in set(connection.scalars(there)) - set(kept):
        _delete(connection, meeting_id, voter, voter.c.token_hash == token)
        connection.execute(
            update(invitation)
            .where(invitation.c.meeting_id == meeting_id, invitation.c.used_by == token)
            .values(used_at=None, used_by=None)
        )


def delete_meeting(connection: Connection, code: str) -> None:
    """Delete every row of a meeting, and note that the file still holds their remains."""
    meeting = reading.locked_meeting(connection, code)
    for table in schema.OF_A_MEETING:
        connection.execute(delete(table).where(table.c.meeting_id == meeting.id))
    connection.execute(delete(schema.meeting_table).where(schema.meeting_table.c.id == meeting.id))
    note_remains(connection)
