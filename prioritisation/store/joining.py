"""Voters into a meeting that is locked; refusals come before anything is written."""

from sqlalchemy import Connection, func, insert, select, update

from prioritisation.store import schema
from prioritisation.store.errors import Conflict, TooMany, UnknownVoter
from prioritisation.store.records import NewVoter, StoredMeeting


def join(connection: Connection, meeting: StoredMeeting, new: NewVoter, at: str) -> bool:
    """True when the voter is new; False, and nothing written, for one who had joined.

    Raises
    ------
    TooMany
        When ``new.most`` voters have joined already.
    UnknownVoter
        When the invitation is not of this meeting.
    Conflict
        When the invitation has been used.
    """
    if _is_there(connection, meeting.id, new.token_hash):
        return False
    _refuse_too_many(connection, meeting, new.most)
    if new.invitation_hash is not None:
        _use_invitation(connection, meeting, new.invitation_hash, at)
    connection.execute(
        insert(schema.voter),
        {
            "meeting_id": meeting.id,
            "token_hash": new.token_hash,
            "college": new.college,
            "carries": _number(new.carries),
            "joined_at": at,
            "kind": new.kind,
        },
    )
    return True


def set_voter(
    connection: Connection,
    meeting: StoredMeeting,
    token_hash: str,
    college: str | None,
    carries: int | None,
) -> None:
    """Change what a voter said of themselves.

    Raises
    ------
    UnknownVoter
        When nobody holds this token.
    """
    table = schema.voter
    changed = connection.execute(
        update(table)
        .where(table.c.meeting_id == meeting.id, table.c.token_hash == token_hash)
        .values(college=college, carries=_number(carries))
    )
    if not changed.rowcount:
        raise UnknownVoter(meeting.code)


def _number(carries: int | None) -> int | None:
    """PostgreSQL takes no boolean for a number."""
    return None if carries is None else int(carries)


def _is_there(connection: Connection, meeting_id: int, token_hash: str) -> bool:
    table = schema.voter.c
    wanted = select(table.token_hash).where(
        table.meeting_id == meeting_id, table.token_hash == token_hash
    )
    return connection.execute(wanted).first() is not None


def _refuse_too_many(connection: Connection, meeting: StoredMeeting, most: int | None) -> None:
    if most is None:
        return
    counted = select(func.count()).where(schema.voter.c.meeting_id == meeting.id)
    if (connection.scalar(counted) or 0) >= most:
        raise TooMany(meeting.code, most)


def _use_invitation(
    connection: Connection, meeting: StoredMeeting, invitation_hash: str, at: str
) -> None:
    """Mark it used; by whom is not written."""
    table = schema.invitation
    this = (table.c.meeting_id == meeting.id, table.c.token_hash == invitation_hash)
    found = connection.execute(select(table.c.used_at).where(*this)).first()
    if found is None:
        raise UnknownVoter(meeting.code)
    if found.used_at is not None:
        raise Conflict("invitation")
    connection.execute(update(table).where(*this).values(used_at=at))
