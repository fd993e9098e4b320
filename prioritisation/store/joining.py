"""Voters into a meeting that is locked; refusals come before anything is written."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, func, insert, select, update

from prioritisation.store import claims, schema
from prioritisation.store.errors import StoreError, TooMany, UnknownVoter
from prioritisation.store.records import LOST, NewVoter, StoredMeeting

_JOIN = insert(schema.voter)


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
    (verdict,) = join_all(connection, meeting, [new], at)
    if isinstance(verdict, StoreError):
        raise verdict
    return verdict


def join_all(
    connection: Connection, meeting: StoredMeeting, arriving: Sequence[NewVoter], at: str
) -> list[bool | StoreError]:
    """What ``join`` says of each, in order, with one look and one write for all of them."""
    there = _there(connection, meeting.id, {new.token_hash for new in arriving})
    present = _present(connection, meeting.id) if any(n.most for n in arriving) else 0
    verdicts: list[bool | StoreError] = []
    rows = []
    for new in arriving:
        if new.token_hash in there:
            verdicts.append(False)
            continue
        refusal = _refusal(connection, meeting, new, present, at)
        verdicts.append(refusal or True)
        if refusal is None:
            there.add(new.token_hash)
            present += 1
            rows.append(_row(meeting.id, new, at))
    if rows:
        connection.execute(_JOIN, rows)
    return verdicts


def _refusal(
    connection: Connection, meeting: StoredMeeting, new: NewVoter, present: int, at: str
) -> StoreError | None:
    """Why somebody cannot join; otherwise their invitation, if any, is used."""
    if new.most is not None and present >= new.most:
        return TooMany(meeting.code, new.most)
    if new.invitation_hash is not None:
        try:
            claims.claim(connection, meeting, new.invitation_hash, new.token_hash, at)
        except StoreError as refusal:
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


def _there(connection: Connection, meeting_id: int, tokens: Collection[str]) -> set[str]:
    """Those of these tokens whose holders have joined."""
    table = schema.voter.c
    wanted = select(table.token_hash).where(
        table.meeting_id == meeting_id, table.token_hash.in_(tokens)
    )
    return set(connection.scalars(wanted))


def _present(connection: Connection, meeting_id: int) -> int:
    table = schema.voter.c
    counted = select(func.count()).where(table.meeting_id == meeting_id, table.kind != LOST)
    return connection.scalar(counted) or 0
