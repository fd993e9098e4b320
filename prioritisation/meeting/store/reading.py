"""What pages read: one function per question, on a connection."""

import hashlib
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Select, and_, func, or_, select

from prioritisation.meeting.store import schema
from prioritisation.meeting.store.errors import UnknownMeeting
from prioritisation.meeting.store.records import (
    Attendance,
    Entry,
    StoredAnswer,
    StoredBallot,
    StoredCast,
    StoredEdit,
    StoredLink,
    StoredMatrix,
    StoredMeeting,
    StoredVoter,
)
from prioritisation.meeting.store.schema import GONE, STAND_INS

Record = TypeVar("Record")

_MEETING = tuple(schema.meeting.c[name] for name in StoredMeeting.__dataclass_fields__)
_VOTER = tuple(schema.voter.c[name] for name in StoredVoter.__dataclass_fields__)
_BALLOT_NAMES = ("round", "version", "token_hash", "points", "reason", "receipt", "kind", "at")
BALLOT = tuple(schema.ballot.c[name] for name in _BALLOT_NAMES)
LOGGED = tuple(schema.ballot_log.c[name] for name in _BALLOT_NAMES)
"""The columns of a StoredBallot, in the view and in the log."""


def _all(
    connection: Connection, kind: type[Record], rows: Select[*tuple[Any, ...]]
) -> tuple[Record, ...]:
    return tuple(kind(*row) for row in connection.execute(rows))


def meeting(connection: Connection, code: str, *, lock: bool = False) -> StoredMeeting:
    """The meeting of this code; with ``lock``, nobody else writes it until the transaction ends.

    Raises
    ------
    UnknownMeeting
        When there is none.
    """
    wanted = select(*_MEETING).where(schema.meeting.c.code == code)
    row = connection.execute(wanted.with_for_update() if lock else wanted).first()
    if row is None:
        raise UnknownMeeting(code)
    return StoredMeeting(*row)


def meetings(connection: Connection, *, lock: bool = False) -> tuple[StoredMeeting, ...]:
    """All of them, the newest first; locked ones by their code, the order of all who lock."""
    table = schema.meeting.c
    wanted = select(*_MEETING).order_by(table.code if lock else table.id.desc())
    return _all(connection, StoredMeeting, wanted.with_for_update() if lock else wanted)


def meeting_id(connection: Connection, code: str) -> int:
    """The key under which everything of a meeting is stored."""
    return _number(connection, schema.meeting.c.id, code)


def version(connection: Connection, code: str) -> int:
    """The version of a meeting."""
    return _number(connection, schema.meeting.c.version, code)


def _number(connection: Connection, column: Column[int], code: str) -> int:
    found = connection.scalar(select(column).where(schema.meeting.c.code == code))
    if found is None:
        raise UnknownMeeting(code)
    return int(found)


def versions(connection: Connection) -> dict[str, int]:
    """The versions of all meetings, in one query."""
    rows = connection.execute(select(schema.meeting.c.code, schema.meeting.c.version))
    return {code: number for code, number in rows}  # noqa: C416 (rows are no pairs for mypy)


def files(connection: Connection, code: str) -> dict[str, str]:
    """Name -> content of the files of the case."""
    table = schema.case_file.c
    wanted = select(table.name, table.content).where(
        table.meeting_id == meeting_id(connection, code)
    )
    return {row.name: row.content for row in connection.execute(wanted.order_by(table.name))}


def voter(connection: Connection, code: str, token_hash: str) -> StoredVoter | None:
    """Who holds this token, if anybody."""
    table = schema.voter.c
    wanted = select(*_VOTER).where(
        table.meeting_id == meeting_id(connection, code), table.token_hash == token_hash
    )
    row = connection.execute(wanted).first()
    return None if row is None else StoredVoter(*row)


def ballot(connection: Connection, code: str, number: int, token_hash: str) -> StoredBallot | None:
    """The current ballot of a voter in a round."""
    table = schema.ballot.c
    wanted = select(*BALLOT).where(
        table.meeting_id == meeting_id(connection, code),
        table.round == number,
        table.token_hash == token_hash,
    )
    row = connection.execute(wanted).first()
    return None if row is None else StoredBallot(*row)


def cast(connection: Connection, code: str, number: int, salt: str) -> tuple[StoredCast, ...]:
    """The current ballots of a round with their voters, in one query.

    Their order says nothing and stays the same.
    """
    key, table, person = meeting_id(connection, code), schema.ballot.c, schema.voter.c
    theirs = schema.ballot.join(
        schema.voter,
        and_(table.meeting_id == person.meeting_id, table.token_hash == person.token_hash),
    )
    wanted = (
        select(*BALLOT, person.college, person.carries)
        .select_from(theirs)
        .where(table.meeting_id == key, table.round == number)
    )

    def drawn(found: StoredCast) -> bytes:
        # The round is part of it: places of two rounds must not match.
        name = found.ballot.token_hash
        return hashlib.sha256(f"{salt} {key} {number} {name}".encode()).digest()

    rows = connection.execute(wanted)
    found = [StoredCast(StoredBallot(*row[:-2]), *row[-2:]) for row in rows]
    return tuple(sorted(found, key=drawn))


def count(connection: Connection, code: str, number: int, kind: str = "") -> int:
    """How many voters have a ballot in a round; of one kind, where it is named."""
    table = schema.ballot_log.c
    wanted = select(func.count(table.token_hash.distinct())).where(
        table.meeting_id == meeting_id(connection, code), table.round == number
    )
    if kind:
        wanted = wanted.where(table.kind == kind)
    return connection.scalar(wanted) or 0


def last_cast(connection: Connection, code: str, number: int) -> int:
    """The version of the meeting that the last ballot of a round made; 0 without one."""
    table = schema.ballot_log.c
    wanted = select(func.max(table.version)).where(
        table.meeting_id == meeting_id(connection, code), table.round == number
    )
    return connection.scalar(wanted) or 0


@dataclass(frozen=True, slots=True)
class Receipted:
    """The round of a ballot, and whether it is the last of its voter there."""

    round: int
    current: bool


def receipt(connection: Connection, code: str, receipt: str) -> Receipted | None:
    """The round of the ballot that has this receipt, and whether it is its voter's last there."""
    log, last = schema.ballot_log.c, schema.ballot.c
    key = meeting_id(connection, code)
    cast_as = log.meeting_id == key, log.receipt == receipt
    number = connection.scalar(select(log.round).where(*cast_as).order_by(log.version.desc()))
    if number is None:
        return None
    counts = select(last.version).where(
        last.meeting_id == key, last.round == number, last.receipt == receipt
    )
    return Receipted(int(number), connection.execute(counts).first() is not None)


def attendance(connection: Connection, code: str, number: int | None = None) -> Attendance:
    """How many joined, by college; in a round, its stand-ins only: each round has its own."""
    table, key = schema.voter.c, meeting_id(connection, code)
    college = func.coalesce(table.college, "").label("college")
    there = and_(table.meeting_id == key, table.kind.not_in(GONE))
    if number is not None:
        log = schema.ballot_log.c
        voting = select(log.token_hash).where(log.meeting_id == key, log.round == number)
        there &= or_(table.kind.not_in(STAND_INS), table.token_hash.in_(voting))
    wanted = select(college, func.count()).where(there).group_by(college).order_by(college)
    found = {name: number for name, number in connection.execute(wanted)}  # noqa: C416
    return Attendance(sum(found.values()), found)


def link(connection: Connection, secret_hash: str) -> StoredLink | None:
    """What a secret link opens; None for a revoked one."""
    table = schema.link.c
    wanted = _links().where(table.secret_hash == secret_hash, table.revoked_at.is_(None))
    row = connection.execute(wanted).first()
    return None if row is None else StoredLink(*row)


def links(connection: Connection, code: str) -> tuple[StoredLink, ...]:
    """The secret links of a meeting, revoked ones included, the oldest first."""
    meeting(connection, code)
    wanted = _links().where(schema.meeting.c.code == code).order_by(schema.link.c.id)
    return _all(connection, StoredLink, wanted)


def _links() -> Select[*tuple[Any, ...]]:
    table = schema.link.c
    columns = (table.id, schema.meeting.c.code, table.role, table.created_at, table.revoked_at)
    return select(*columns).select_from(schema.link.join(schema.meeting))


def entries(connection: Connection, code: str) -> tuple[Entry, ...]:
    """The audit, the oldest line first."""
    table = schema.audit.c
    wanted = (
        select(table.role, table.act, table.detail, table.at)
        .where(table.meeting_id == meeting_id(connection, code))
        .order_by(table.id)
    )
    return _all(connection, Entry, wanted)


def answers(connection: Connection, code: str) -> tuple[StoredAnswer, ...]:
    """The answers to warnings, the oldest first."""
    table = schema.warning_answer.c
    wanted = (
        select(table.warning, table.answer, table.at)
        .where(table.meeting_id == meeting_id(connection, code))
        .order_by(table.id)
    )
    return _all(connection, StoredAnswer, wanted)


def edits(connection: Connection, code: str) -> tuple[StoredEdit, ...]:
    """The scores proposed, the oldest first."""
    table = schema.score_edit.c
    wanted = (
        select(table.id, table.content, table.role, table.at)
        .where(table.meeting_id == meeting_id(connection, code))
        .order_by(table.id)
    )
    return _all(connection, StoredEdit, wanted)


def matrices(connection: Connection, code: str) -> tuple[StoredMatrix, ...]:
    """The frozen matrices, the oldest first."""
    table = schema.matrix_version.c
    wanted = (
        select(table.number, table.sha256, table.content, table.created_at)
        .where(table.meeting_id == meeting_id(connection, code))
        .order_by(table.number)
    )
    return _all(connection, StoredMatrix, wanted)


def invitations(connection: Connection, code: str) -> tuple[int, int]:
    """How many invitations were issued, and how many of them used."""
    table = schema.invitation.c
    wanted = select(func.count(), func.count(table.used_at)).where(
        table.meeting_id == meeting_id(connection, code)
    )
    issued, used = connection.execute(wanted).one()
    return issued, used
