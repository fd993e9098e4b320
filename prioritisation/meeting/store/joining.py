"""Voters into a meeting that is locked; refusals come before anything is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from prioritisation.meeting.store import claims, schema, waves
from prioritisation.meeting.store.errors import StoreError, TooMany, TooManyOfOne, UnknownVoter
from prioritisation.meeting.store.records import NewVoter, StoredMeeting
from prioritisation.meeting.store.schema import GONE

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
    room = _room(connection, meeting.id, arriving)
    verdicts: list[bool | StoreError] = []
    rows = []
    for new in arriving:
        if new.token_hash in there:
            verdicts.append(False)
            continue
        refusal = _refusal(connection, meeting, new, room, at)
        verdicts.append(refusal or True)
        if refusal is None:
            there.add(new.token_hash)
            room.takes(new)
            rows.append(_row(meeting.id, new, at))
    if rows:
        connection.execute(_JOIN, rows)
    return verdicts


@dataclass(slots=True)
class _Room:
    """How many are present, and how many have come from each network that matters."""

    present: int
    networks: dict[str, int]

    def takes(self, new: NewVoter) -> None:
        """One more is in."""
        self.present += 1
        if new.network is not None:
            self.networks[new.network] = self.networks.get(new.network, 0) + 1


def _room(connection: Connection, meeting_id: int, arriving: Sequence[NewVoter]) -> _Room:
    present = _present(connection, meeting_id) if any(n.most for n in arriving) else 0
    bounded = {n.network for n in arriving if n.network is not None and n.most_of_one}
    return _Room(present, waves.of_network(connection, meeting_id, bounded) if bounded else {})


def _refusal(
    connection: Connection, meeting: StoredMeeting, new: NewVoter, room: _Room, at: str
) -> StoreError | None:
    """Why somebody cannot join; otherwise their invitation, if any, is used."""
    if new.most is not None and room.present >= new.most:
        return TooMany(meeting.code, new.most)
    from_there = room.networks.get(new.network or "", 0)
    if new.most_of_one is not None and from_there >= new.most_of_one:
        return TooManyOfOne(meeting.code, new.most_of_one)
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
        "network": new.network,
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
    counted = select(func.count()).where(table.meeting_id == meeting_id, table.kind.not_in(GONE))
    return connection.scalar(counted) or 0
