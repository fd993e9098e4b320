"""Invitations: the device that claimed one, and how it is taken from a device that is lost."""

from sqlalchemy import Connection, delete, select, update

from prioritisation.meeting.store import schema
from prioritisation.meeting.store.errors import Conflict, UnknownVoter
from prioritisation.meeting.store.records import StoredMeeting
from prioritisation.meeting.store.schema import LOST


def claimed_by(connection: Connection, meeting: StoredMeeting, invitation_hash: str) -> str | None:
    """The token of who claimed an invitation; None as long as nobody has.

    Raises
    ------
    UnknownVoter
        When it is not of this meeting.
    """
    table = schema.invitation.c
    wanted = select(table.used_by).where(
        table.meeting_id == meeting.id, table.token_hash == invitation_hash
    )
    found = connection.execute(wanted).first()
    if found is None:
        raise UnknownVoter(meeting.code)
    return None if found.used_by is None else str(found.used_by)


def claim(
    connection: Connection, meeting: StoredMeeting, invitation_hash: str, token_hash: str, at: str
) -> None:
    """Have a token use an invitation.

    Raises
    ------
    UnknownVoter
        When it is not of this meeting.
    Conflict
        When another token has used it.
    """
    holder = claimed_by(connection, meeting, invitation_hash)
    if holder is not None and holder != token_hash:
        raise Conflict("invitation")
    table = schema.invitation
    connection.execute(
        update(table)
        .where(table.c.meeting_id == meeting.id, table.c.token_hash == invitation_hash)
        .values(used_at=at, used_by=token_hash)
    )


def release(
    connection: Connection, meeting: StoredMeeting, invitation_hash: str, number: int | None
) -> bool:
    """Let an invitation be used again; who had it is lost, with their ballot of one round.

    Returns
    -------
    bool
        Whether there was such a ballot.

    Raises
    ------
    UnknownVoter
        When the invitation is not of this meeting.
    Conflict
        When nobody has used it.
    """
    holder = claimed_by(connection, meeting, invitation_hash)
    if holder is None:
        raise Conflict("invitation")
    table, voter, log = schema.invitation, schema.voter, schema.ballot_log
    connection.execute(
        update(table)
        .where(table.c.meeting_id == meeting.id, table.c.token_hash == invitation_hash)
        .values(used_at=None, used_by=None)
    )
    connection.execute(
        update(voter)
        .where(voter.c.meeting_id == meeting.id, voter.c.token_hash == holder)
        .values(kind=LOST)
    )
    if number is None:
        return False
    gone = connection.execute(
        delete(log).where(
            log.c.meeting_id == meeting.id, log.c.token_hash == holder, log.c.round == number
        )
    )
    return bool(gone.rowcount)
