"""Scenarios: written once under a key that cannot be guessed, never changed."""

from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from prioritisation.meeting.store import reading, schema
from prioritisation.meeting.store.errors import TooManyScenarios, UnknownScenario
from prioritisation.meeting.store.records import NewScenario, StoredScenario

_COLUMNS = ("key", "case_id", "name", "content", "parent", "created_at")


MOST_IN_MEETING, MOST_BESIDE = 200, 20_000
"""How many are kept in a meeting, by its leads; beside any, by whoever comes."""


def keep(connection: Connection, new: NewScenario, at: str) -> None:
    """Write a scenario.

    Raises
    ------
    UnknownMeeting
        For one of a meeting that is not there.
    TooManyScenarios
        When there is no room left.
    """
    meeting_id = reading.meeting_id(connection, new.code) if new.code else None
    most = MOST_IN_MEETING if new.code else MOST_BESIDE
    there = select(func.count()).where(
        schema.scenario.c.meeting_id.is_not_distinct_from(meeting_id)
    )
    if (connection.scalar(there) or 0) >= most:
        raise TooManyScenarios(most)
    connection.execute(
        insert(schema.scenario),
        {
            "key": new.key,
            "meeting_id": meeting_id,
            "case_id": new.case_id,
            "name": new.name,
            "content": new.content,
            "parent": new.parent,
            "created_at": at,
        },
    )


def scenario(connection: Connection, key: str) -> StoredScenario:
    """The scenario of a key; raises UnknownScenario."""
    table = schema.scenario
    row = connection.execute(_wanted().where(table.c.key == key)).first()
    if row is None:
        raise UnknownScenario(key)
    return StoredScenario(*row)


def scenarios(connection: Connection, code: str) -> tuple[StoredScenario, ...]:
    """The scenarios kept in a meeting, the oldest first."""
    table = schema.scenario
    of_meeting = table.c.meeting_id == reading.meeting_id(connection, code)
    wanted = _wanted().where(of_meeting)
    rows = connection.execute(wanted.order_by(table.c.created_at, table.c.key))
    return tuple(StoredScenario(*row) for row in rows)


def _wanted() -> Select[tuple[Any, ...]]:
    """The columns of a scenario, with the code of its meeting."""
    table, meeting = schema.scenario, schema.meeting
    columns = [table.c[name] for name in _COLUMNS]
    code = func.coalesce(meeting.c.code, "")
    joined = table.outerjoin(meeting, table.c.meeting_id == meeting.c.id)
    return select(*columns, code).select_from(joined)
