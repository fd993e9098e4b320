"""A mark in a meeting, and the way back to it: all that was written since is erased.

Removing a meeting so that nothing of it is left, in the tables or in the file.

The mark is a paper of its own, so that it leaves with the meeting. What says who may come in and
what happened is not rewound: secret links and invitations stay as they were given, and nothing
leaves the audit.
"""

import json
import logging
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, text, update

from prioritisation.meeting.store import reading, schema, texts
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.errors import StoreUnavailable
from prioritisation.meeting.store.records import NewPaper, StoredMeeting
from prioritisation.meeting.store.schema import REMOVED

MARK = "before_rehearsal"
"""Name of the paper of a mark."""

_COUNTED = (
    (schema.score_edit, "id"),
    (schema.warning_answer, "id"),
    (schema.matrix_version, "number"),
)
"""Tables whose rows are numbered in the order they were written."""


def mark(connection: Connection, meeting: StoredMeeting, role: str, at: str) -> None:
    """Keep where a meeting stands; raises Overtaken when it has a mark already."""
    voter, scenario = schema.voter.c, schema.scenario.c
    people = select(voter.token_hash, voter.college, voter.carries, voter.kind)
    found = {
        "version": meeting.version,
        "extra": meeting.extra,
        "last": {t.name: _last(connection, meeting.id, t, c) for t, c in _COUNTED},
        "papers": _papers(connection, meeting.id),
        "scenarios": list(
            connection.scalars(select(scenario.key).where(scenario.meeting_id == meeting.id))
        ),
        "voters": {
            token: told
            for token, *told in connection.execute(people.where(voter.meeting_id == meeting.id))
        },
    }
    texts.write(connection, meeting.id, NewPaper(MARK, json.dumps(found), role, 0), at)


def rewind(connection: Connection, meeting: StoredMeeting) -> str | None:
    """Erase what was written since the mark, and the mark.

    Returns
    -------
    str | None
        The document of the pages as it was (``StoredMeeting.extra``); None without a mark: then
        nothing was erased.
    """
    kept = texts.paper(connection, meeting.code, MARK)
    if not kept.version:
        return None
    found = json.loads(kept.content)
    log = schema.ballot_log
    _delete(connection, meeting.id, log, log.c.version > found["version"])
    _people(connection, meeting.id, found["voters"])
    for table, column in _COUNTED:
        _delete(connection, meeting.id, table, table.c[column] > found["last"][table.name])
    scenario = schema.scenario
    _delete(connection, meeting.id, scenario, scenario.c.key.not_in(found["scenarios"]))
    paper = schema.paper
    for name in _papers(connection, meeting.id):
        since = paper.c.version > found["papers"].get(name, 0)
        _delete(connection, meeting.id, paper, (paper.c.name == name) & since)
    return str(found["extra"])


def _delete(
    connection: Connection, meeting_id: int, table: Table, since: ColumnElement[bool]
) -> None:
    connection.execute(delete(table).where(table.c.meeting_id == meeting_id, since))


def _last(connection: Connection, meeting_id: int, table: Table, column: str) -> int:
    wanted = select(func.max(table.c[column])).where(table.c.meeting_id == meeting_id)
    return connection.scalar(wanted) or 0


def _papers(connection: Connection, meeting_id: int) -> dict[str, int]:
    """Name of each paper -> its last version."""
    table = schema.paper.c
    wanted = select(table.name, func.max(table.version)).where(table.meeting_id == meeting_id)
    return {name: last for name, last in connection.execute(wanted.group_by(table.name))}  # noqa: C416 (rows are no pairs for mypy)


def _people(
    connection: Connection, meeting_id: int, known: Mapping[str, Sequence[str | int | None]]
) -> None:
    """Who joined since leaves, and may use their invitation again; the others are as before."""
    table, invitation = schema.voter, schema.invitation
    rows = connection.execute(
        select(table.c.token_hash, table.c.kind, table.c.college, table.c.carries).where(
            table.c.meeting_id == meeting_id
        )
    )
    for token, kind, *told in list(rows):
        this = (table.c.meeting_id == meeting_id, table.c.token_hash == token)
        if token not in known:
            connection.execute(delete(table).where(*this))
            connection.execute(
                update(invitation)
                .where(invitation.c.meeting_id == meeting_id, invitation.c.used_by == token)
                .values(used_at=None, used_by=None)
            )
            continue
        college, carries, *was = known[token]
        # A lost device stays so, as its invitation stays free; a mark of before says no kind.
        back = was[0] if kind == REMOVED and was else kind
        if [kind, *told] != [back, college, carries]:
            found = {"kind": back, "college": college, "carries": carries}
            connection.execute(update(table).where(*this).values(found))


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
