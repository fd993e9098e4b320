"""Voters into a meeting that is locked, and the invitations that they claim."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from prioritisation.meeting.store import errors, reading, schema
from prioritisation.meeting.store.records import NewVoter, StoredMeeting
from prioritisation.meeting.store.schema import LOST


def claimed_by(connection: Connection, code: str, invitation_hash: str) -> str | None:
    """The token of who claimed an invitation; None as long as nobody has.

    Raises
    ------
    UnknownVoter
        When it is not of this meeting.
    """
    table = schema.invitation_table.c
    query = select(table.used_by).where(
        table.meeting_id == reading.meeting_id(connection, code),
        table.token_hash == invitation_hash,
    )
    row = connection.execute(query).first()
    if row is None:
        raise errors.UnknownVoter(code)
    return None if row.used_by is None else str(row.used_by)


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
    holder = claimed_by(connection, meeting.code, invitation_hash)
    if holder is not None and holder != token_hash:
        raise errors.Conflict("invitation")
    table = schema.invitation_table
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
    holder = claimed_by(connection, meeting.code, invitation_hash)
    if holder is None:
        raise errors.Conflict("invitation")
    table, voter, log = schema.invitation_table, schema.voter_table, schema.ballot_log_table
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


_JOIN = insert(schema.voter_table)


def join(connection: Connection, meeting: StoredMeeting, new: NewVoter, at: str) -> bool:
    """True when the voter is new; False, and nothing written, for one who had joined.

    Raises
    ------
    TooManyVoters
        When ``new.most`` voters have joined already.
    UnknownVoter
        When the invitation is not of this meeting.
    Conflict
        When the invitation has been used.
    """
    (verdict,) = join_all(connection, meeting, [new], at)
    if isinstance(verdict, errors.StoreError):
        raise verdict
    return verdict


def join_all(
    connection: Connection, meeting: StoredMeeting, arriving: Sequence[NewVoter], at: str
) -> list[bool | errors.StoreError]:
    """What ``join`` says of each, in order, with one look and one write for all of them."""
    there = _there(connection, meeting.id, {new.token_hash for new in arriving})
    present = _present(connection, meeting.id) if any(new.most for new in arriving) else 0
    verdicts: list[bool | errors.StoreError] = []
    rows = []
    for new in arriving:
        if new.token_hash in there:
            verdicts.append(False)
            continue
        refusal = _refusal(connection, meeting, new, present, at)
        verdicts.append(refusal or True)
        if refusal is None:
            # The same token twice in a batch joins once.
            there.add(new.token_hash)
            present += 1
            rows.append(_row(meeting.id, new, at))
    if rows:
        connection.execute(_JOIN, rows)
    return verdicts


def _refusal(
    connection: Connection, meeting: StoredMeeting, new: NewVoter, present: int, at: str
) -> errors.StoreError | None:
    """Why somebody cannot join; otherwise their invitation, if any, is used."""
    if new.most is not None and present >= new.most:
        return errors.TooManyVoters(meeting.code, new.most)
    if new.invitation_hash is not None:
        try:
            claim(connection, meeting, new.invitation_hash, new.token_hash, at)
        except errors.StoreError as refusal:
            return refusal
    return None


def _row(meeting_id: int, new: NewVoter, at: str) -> Mapping[str, object]:
    return {
        "meeting_id": meeting_id,
        "token_hash": new.token_hash,
        "college": new.college,
        "carries": _number(new.carries),
        "joined_at": at,
        "kind": new.kind,
    }


def _number(carries: int | None) -> int | None:
    """PostgreSQL takes no boolean for a number."""
    return None if carries is None else int(carries)


def _there(connection: Connection, meeting_id: int, tokens: Collection[str]) -> set[str]:
    """Those of these tokens whose holders have joined."""
    table = schema.voter_table.c
    query = select(table.token_hash).where(
        table.meeting_id == meeting_id, table.token_hash.in_(tokens)
    )
    return set(connection.scalars(query))


def _present(connection: Connection, meeting_id: int) -> int:
    table = schema.voter_table.c
    counted = select(func.count()).where(table.meeting_id == meeting_id, table.kind != LOST)
    return connection.scalar(counted) or 0
