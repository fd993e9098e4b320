"""A mark in a meeting, and the way back to it: all that was written since is erased.

The mark is a paper of its own, so that it leaves with the meeting. What says who may come in and
what happened is not rewound: secret links and invitations stay as they were given, and nothing
leaves the audit.
"""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select, update

from prioritisation.meeting.store import papers, schema
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
    papers.write(connection, meeting.id, NewPaper(MARK, json.dumps(found), role, 0), at)


def rewind(connection: Connection, meeting: StoredMeeting) -> str | None:
    """Erase what was written since the mark, and the mark.

    Returns
    -------
    str | None
        The document of the pages as it was (``StoredMeeting.extra``); None without a mark: then
        nothing was erased.
    """
    kept = papers.paper(connection, meeting.code, MARK)
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
