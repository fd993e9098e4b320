"""What pages read: one function per question, on a connection."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Select, and_, func, or_, select

from prioritisation.meeting.store import records, schema
from prioritisation.meeting.store.errors import UnknownMeeting
from prioritisation.meeting.store.schema import LOST, STAND_INS

Record = TypeVar("Record")

_MEETING = tuple(
    schema.meeting_table.c[name] for name in records.StoredMeeting.__dataclass_fields__
)
_VOTER = tuple(schema.voter_table.c[name] for name in records.StoredVoter.__dataclass_fields__)
_BALLOT_NAMES = ("token_hash", "points", "reason", "receipt", "kind", "round", "version", "at")
_BALLOT = tuple(schema.ballot_view.c[name] for name in _BALLOT_NAMES)
LOGGED = tuple(schema.ballot_log_table.c[name] for name in _BALLOT_NAMES)
"""The columns of a StoredBallot after its code, in the view and in the log; then its voter's."""


def _all(
    connection: Connection, kind: Callable[..., Record], rows: Select[*tuple[Any, ...]]
) -> tuple[Record, ...]:
    return tuple(kind(*row) for row in connection.execute(rows))


def meeting(connection: Connection, code: str) -> records.StoredMeeting:
    """A meeting as it is; raises UnknownMeeting."""
    return _one_meeting(connection, code, select(*_MEETING))


def locked_meeting(connection: Connection, code: str) -> records.StoredMeeting:
    """The same, which nobody else writes until the transaction ends."""
    return _one_meeting(connection, code, select(*_MEETING).with_for_update())


def _one_meeting(
    connection: Connection, code: str, query: Select[*tuple[Any, ...]]
) -> records.StoredMeeting:
    row = connection.execute(query.where(schema.meeting_table.c.code == code)).first()
    if row is None:
        raise UnknownMeeting(code)
    return records.StoredMeeting(*row)


def meetings(connection: Connection) -> tuple[records.StoredMeeting, ...]:
    """All meetings, the newest first."""
    query = select(*_MEETING).order_by(schema.meeting_table.c.id.desc())
    return _all(connection, records.StoredMeeting, query)


def locked_meetings(connection: Connection) -> tuple[records.StoredMeeting, ...]:
    """The same, which nobody else writes; by their code, the order of all who lock."""
    query = select(*_MEETING).order_by(schema.meeting_table.c.code)
    return _all(connection, records.StoredMeeting, query.with_for_update())


def meeting_id(connection: Connection, code: str) -> int:
    """The key under which everything of a meeting is stored."""
    return _number(connection, schema.meeting_table.c.id, code)


def version(connection: Connection, code: str) -> int:
    """The version of a meeting."""
    return _number(connection, schema.meeting_table.c.version, code)


def _number(connection: Connection, column: Column[int], code: str) -> int:
    value = connection.scalar(select(column).where(schema.meeting_table.c.code == code))
    if value is None:
        raise UnknownMeeting(code)
    return int(value)


def versions(connection: Connection) -> dict[str, int]:
    """The versions of all meetings, in one query."""
    rows = connection.execute(select(schema.meeting_table.c.code, schema.meeting_table.c.version))
    return {code: number for code, number in rows}  # noqa: C416 (rows are no pairs for mypy)


def files(connection: Connection, code: str) -> dict[str, str]:
    """Name -> content of the files of the case."""
    table = schema.case_file_table.c
    query = select(table.name, table.content).where(
        table.meeting_id == meeting_id(connection, code)
    )
    return {row.name: row.content for row in connection.execute(query.order_by(table.name))}


def voter(connection: Connection, code: str, token_hash: str) -> records.StoredVoter | None:
    """Who holds a token in a meeting, if anybody."""
    table = schema.voter_table.c
    query = select(*_VOTER).where(
        table.meeting_id == meeting_id(connection, code), table.token_hash == token_hash
    )
    row = connection.execute(query).first()
    return None if row is None else records.StoredVoter(*row)


def ballot(
    connection: Connection, code: str, number: int, token_hash: str
) -> records.StoredBallot | None:
    """The current ballot of a voter in a round."""
    table = schema.ballot_view.c
    query = select(*_BALLOT).where(
        table.meeting_id == meeting_id(connection, code),
        table.round == number,
        table.token_hash == token_hash,
    )
    row = connection.execute(query).first()
    return None if row is None else records.StoredBallot(code, *row)


def ballots(
    connection: Connection, code: str, number: int, salt: str
) -> tuple[records.StoredBallot, ...]:
    """The current ballots of a round, in an order that says nothing and stays the same."""
    key, table, person = meeting_id(connection, code), schema.ballot_view.c, schema.voter_table.c
    theirs = schema.ballot_view.join(
        schema.voter_table,
        and_(table.meeting_id == person.meeting_id, table.token_hash == person.token_hash),
    )
    query = (
        select(*_BALLOT, person.college, person.carries)
        .select_from(theirs)
        .where(table.meeting_id == key, table.round == number)
    )

    def drawn(ballot: records.StoredBallot) -> bytes:
        # The round is part of it: places of two rounds must not match.
        name = ballot.token_hash
        return hashlib.sha256(f"{salt} {key} {number} {name}".encode()).digest()

    return tuple(sorted(_all(connection, partial(records.StoredBallot, code), query), key=drawn))


def ballot_count(connection: Connection, code: str, number: int, kind: str = "") -> int:
    """How many voters have a ballot in a round; of one kind, where it is named."""
    table = schema.ballot_log_table.c
    query = select(func.count(table.token_hash.distinct())).where(
        table.meeting_id == meeting_id(connection, code), table.round == number
    )
    if kind:
        query = query.where(table.kind == kind)
    return connection.scalar(query) or 0


def last_cast(connection: Connection, code: str, number: int) -> int:
    """The version that the last ballot of a round made, which no other round has; 0 without."""
    table = schema.ballot_log_table.c
    query = select(func.max(table.version)).where(
        table.meeting_id == meeting_id(connection, code), table.round == number
    )
    return connection.scalar(query) or 0


def receipt(connection: Connection, code: str, receipt: str) -> tuple[int, bool] | None:
    """The round of the ballot that has this receipt, and whether it is its voter's last there."""
    log, last = schema.ballot_log_table.c, schema.ballot_view.c
    key = meeting_id(connection, code)
    cast_as = log.meeting_id == key, log.receipt == receipt
    # Should two ballots have drawn the same code, the later one is meant.
    number = connection.scalar(select(log.round).where(*cast_as).order_by(log.version.desc()))
    if number is None:
        return None
    counts = select(last.version).where(
        last.meeting_id == key, last.round == number, last.receipt == receipt
    )
    return int(number), connection.execute(counts).first() is not None


def attendance(connection: Connection, code: str, number: int | None = None) -> int:
    """How many are present; of stand-ins, those of a round only: each round has its own."""
    table, key = schema.voter_table.c, meeting_id(connection, code)
    there = and_(table.meeting_id == key, table.kind != LOST)
    if number is not None:
        log = schema.ballot_log_table.c
        voting = select(log.token_hash).where(log.meeting_id == key, log.round == number)
        there &= or_(table.kind.not_in(STAND_INS), table.token_hash.in_(voting))
    return connection.scalar(select(func.count()).where(there)) or 0


def link(connection: Connection, secret_hash: str) -> records.StoredLink | None:
    """What a secret link opens; None for one that is revoked or was never issued."""
    table = schema.link_table.c
    query = _links().where(table.secret_hash == secret_hash, table.revoked_at.is_(None))
    row = connection.execute(query).first()
    return None if row is None else records.StoredLink(*row)


def links(connection: Connection, code: str) -> tuple[records.StoredLink, ...]:
    """The secret links of a meeting, revoked ones included, the oldest first."""
    meeting(connection, code)
    query = _links().where(schema.meeting_table.c.code == code).order_by(schema.link_table.c.id)
    return _all(connection, records.StoredLink, query)


def _links() -> Select[*tuple[Any, ...]]:
    table = schema.link_table.c
    columns = (
        table.id,
        schema.meeting_table.c.code,
        table.role,
        table.created_at,
        table.revoked_at,
    )
    return select(*columns).select_from(schema.link_table.join(schema.meeting_table))


def audit(connection: Connection, code: str) -> tuple[records.Entry, ...]:
    """Who did what, the oldest line first."""
    table = schema.audit_table.c
    query = (
        select(table.role, table.act, table.detail, table.at)
        .where(table.meeting_id == meeting_id(connection, code))
        .order_by(table.id)
    )
    return _all(connection, records.Entry, query)


def answers(connection: Connection, code: str) -> tuple[records.StoredAnswer, ...]:
    """The answers to warnings, the oldest first; the last to a warning counts."""
    table = schema.warning_answer_table.c
    query = (
        select(table.warning, table.answer, table.at)
        .where(table.meeting_id == meeting_id(connection, code))
        .order_by(table.id)
    )
    return _all(connection, records.StoredAnswer, query)


def edits(connection: Connection, code: str) -> tuple[records.StoredEdit, ...]:
    """The scores proposed, the oldest first."""
    table = schema.score_edit_table.c
    query = (
        select(table.id, table.content, table.role, table.at)
        .where(table.meeting_id == meeting_id(connection, code))
        .order_by(table.id)
    )
    return _all(connection, records.StoredEdit, query)


def matrices(connection: Connection, code: str) -> tuple[records.StoredMatrix, ...]:
    """The frozen matrices, the oldest first."""
    table = schema.matrix_version_table.c
    query = (
        select(table.number, table.sha256, table.content, table.created_at)
        .where(table.meeting_id == meeting_id(connection, code))
        .order_by(table.number)
    )
    return _all(connection, records.StoredMatrix, query)


def invitations(connection: Connection, code: str) -> tuple[int, int]:
    """How many invitations were issued, and how many of them used."""
    table = schema.invitation_table.c
    query = select(func.count(), func.count(table.used_at)).where(
        table.meeting_id == meeting_id(connection, code)
    )
    issued, used = connection.execute(query).one()
    return issued, used
