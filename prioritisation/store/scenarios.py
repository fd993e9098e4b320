"""Scenarios: written once under a key that cannot be guessed, never changed."""

from sqlalchemy import Connection, insert, select

from prioritisation.store import reading, schema
from prioritisation.store.errors import UnknownScenario
from prioritisation.store.records import NewScenario, StoredScenario

_COLUMNS = ("key", "case_id", "name", "content", "parent", "created_at")


def keep(connection: Connection, new: NewScenario, at: str) -> None:
    """Write a scenario; raises UnknownMeeting for one of a meeting that is not there."""
    meeting_id = reading.meeting_id(connection, new.code) if new.code else None
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
    wanted = select(*(table.c[name] for name in _COLUMNS)).where(table.c.key == key)
    row = connection.execute(wanted).first()
    if row is None:
        raise UnknownScenario(key)
    return StoredScenario(*row)


def scenarios(connection: Connection, code: str) -> tuple[StoredScenario, ...]:
    """The scenarios kept in a meeting, the oldest first."""
    table = schema.scenario
    of_meeting = table.c.meeting_id == reading.meeting_id(connection, code)
    wanted = select(*(table.c[name] for name in _COLUMNS)).where(of_meeting)
    rows = connection.execute(wanted.order_by(table.c.created_at, table.c.key))
    return tuple(StoredScenario(*row) for row in rows)
