"""Waves: many arrivals of one network in a short time, and how they are taken out.

The network is a mark, which says no address. Counts of few are told to nobody: see ``MOST_FEW``.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from prioritisation.meeting.store import reading, schema
from prioritisation.meeting.store.records import StoredMeeting
from prioritisation.meeting.store.schema import GONE_KINDS, REMOVED

MOST_FEW = 99
"""Arrivals of one network close to each other, up to which they are no wave."""
_APART = dt.timedelta(minutes=5)
"""Without any arrival of a network, what comes next is another wave."""
_MINUTE = len("2026-11-26T10:00")


@dataclass(frozen=True, slots=True)
class Wave:
    """Many arrivals of one network, none long after the one before; minutes in ISO, UTC."""

    network: str
    since: str
    until: str
    people: int


def waves(connection: Connection, code: str) -> tuple[Wave, ...]:
    """The waves of a meeting, the latest first."""
    table, meeting_id = schema.voter_table.c, reading.meeting_id(connection, code)
    minute = func.substr(table.joined_at, 1, _MINUTE).label("minute")
    query = (
        select(table.network, minute, func.count())
        .where(table.meeting_id == meeting_id, table.network.is_not(None))
        .where(table.kind.not_in(GONE_KINDS))
        .group_by(table.network, minute)
        .order_by(table.network, minute)
    )
    rows = [(str(n), str(m), int(k)) for n, m, k in connection.execute(query)]
    by_network = groupby(rows, lambda row: row[0])
    runs = [wave for network, group in by_network for wave in _runs(network, group)]
    many = (wave for wave in runs if wave.people > MOST_FEW)
    return tuple(sorted(many, key=lambda wave: wave.since, reverse=True))


def _runs(network: str, rows: Iterable[tuple[str, str, int]]) -> list[Wave]:
    """Minutes of one network, in order, those close to each other made one."""
    made: list[Wave] = []
    for _network, minute, count in rows:
        last = made[-1] if made else None
        if last and _moment(minute) - _moment(last.until) <= _APART:
            made[-1] = Wave(network, last.since, minute, last.people + count)
        else:
            made.append(Wave(network, minute, minute, count))
    return made


def _moment(minute: str) -> dt.datetime:
    return dt.datetime.fromisoformat(minute)


def remove_wave(
    connection: Connection, meeting: StoredMeeting, wave: Wave, number: int | None
) -> tuple[int, int]:
    """Take a wave out, with its ballots of one round: how many people, how many ballots."""
    voter, log = schema.voter_table, schema.ballot_log_table
    theirs = _of(meeting, wave)
    ballots = 0
    if number is not None:
        tokens = select(voter.c.token_hash).where(*theirs)
        mine = (
            log.c.meeting_id == meeting.id,
            log.c.round == number,
            log.c.token_hash.in_(tokens),
        )
        # Counted before they go, and by voter: some have sent several.
        counted = select(func.count(log.c.token_hash.distinct())).where(*mine)
        ballots = connection.scalar(counted) or 0
        connection.execute(delete(log).where(*mine))
    gone = connection.execute(update(voter).where(*theirs).values(kind=REMOVED))
    return int(gone.rowcount), ballots


def _of(meeting: StoredMeeting, wave: Wave) -> tuple[ColumnElement[bool], ...]:
    table = schema.voter_table.c
    minute = func.substr(table.joined_at, 1, _MINUTE)
    return (
        table.meeting_id == meeting.id,
        table.network == wave.network,
        table.kind.not_in(GONE_KINDS),
        # Minutes in ISO are in order as texts.
        minute >= wave.since,
        minute <= wave.until,
    )


def voters_of_network(connection: Connection, code: str, network: str) -> int:
    """How many of a network, by its mark, are there."""
    meeting_id = reading.meeting_id(connection, code)
    return people_by_network(connection, meeting_id, [network]).get(network, 0)


def people_by_network(
    connection: Connection, meeting_id: int, networks: Iterable[str]
) -> dict[str, int]:
    """How many of each network are there; those taken out leave their place to who comes back."""
    table = schema.voter_table.c
    query = (
        select(table.network, func.count())
        .where(table.meeting_id == meeting_id, table.network.in_(set(networks)))
        .where(table.kind.not_in(GONE_KINDS))
        .group_by(table.network)
    )
    return {str(network): int(count) for network, count in connection.execute(query)}


def most_of_network(connection: Connection, code: str) -> int:
    """How many are there of the network with most; 0 while nobody's is known."""
    table, meeting_id = schema.voter_table.c, reading.meeting_id(connection, code)
    counted = (
        select(func.count().label("people"))
        .where(table.meeting_id == meeting_id, table.network.is_not(None))
        .where(table.kind.not_in(GONE_KINDS))
        .group_by(table.network)
        .subquery()
    )
    return connection.scalar(select(func.max(counted.c.people))) or 0
