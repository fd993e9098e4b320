"""A mark in a meeting and the way back to it; a meeting removed so that nothing is left.

The mark is a text of its own, so that it leaves with the meeting. What says who may come in and
what happened is not rewound: secret links and invitations stay as they were given, and nothing
leaves the audit.
"""

import json
from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select, update

from prioritisation.meeting.store import reading, schema, scrubbing, texts
from prioritisation.meeting.store.records import NewText, StoredMeeting

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
    texts.insert_text(connection, meeting.id, NewText(_MARK, json.dumps(mark), role, 0), at)


def rewind(connection: Connection, meeting: StoredMeeting) -> str | None:
    """Erase what was written since the mark, and the mark.

    Returns
    -------
    str | None
        The document of the pages as it was (``StoredMeeting.extra``); None without a mark: then
        nothing was erased.
    """
    kept = texts.meeting_text(connection, meeting.code, _MARK)
    if not kept.version:
        return None
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
    scrubbing.note_remains(connection)
