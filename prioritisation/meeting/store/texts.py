"""Texts that are kept: scenarios, what a group writes, settings.

A text is JSON under a name. Writing it says which version one had read: when somebody
else has written since, nothing is written and both texts are there to be compared.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from prioritisation.meeting.store import errors, reading, records, schema
from prioritisation.meeting.store.dossier_tables import dossier_table

_COLUMNS = ("key", "case_id", "name", "content", "parent", "created_at")


MOST_IN_MEETING, MOST_BESIDE = 200, 20_000
"""How many are kept in a meeting, by its leads; beside any, by whoever comes."""


def keep_scenario(connection: Connection, new: records.NewScenario, at: str) -> None:
    """Write a scenario.

    Raises
    ------
    UnknownMeeting, UnknownDossier
        For one of a meeting, or of a dossier, that is not there.
    TooManyScenarios
        When there is no room left.
    """
    meeting_id = reading.meeting_id(connection, new.code) if new.code else None
    most = MOST_IN_MEETING if new.code else MOST_BESIDE
    there = select(func.count()).where(
        # Beside any meeting it is NULL, which equals nothing in SQL.
        schema.scenario_table.c.meeting_id.is_not_distinct_from(meeting_id)
    )
    if (connection.scalar(there) or 0) >= most:
        raise errors.TooManyScenarios(most)
    connection.execute(
        insert(schema.scenario_table),
        {
            "key": new.key,
            "meeting_id": meeting_id,
            "case_id": new.case_id,
            "name": new.name,
            "content": new.content,
            "parent": new.parent,
            "created_at": at,
            "dossier_id": _kept_on(connection, new.dossier),
        },
    )


def _kept_on(connection: Connection, key: str) -> int | None:
    """The row of the dossier of a key, which stays until the transaction ends; None for none."""
    if not key:
        return None
    table = dossier_table.c
    query = select(table.id).where(table.key == key).with_for_update(read=True, key_share=True)
    ident: int | None = connection.scalar(query)
    if ident is None:
        raise errors.UnknownDossier(key)
    return ident


def scenario(connection: Connection, key: str) -> records.StoredScenario:
    """The scenario of a key; raises UnknownScenario."""
    table = schema.scenario_table
    row = connection.execute(_wanted().where(table.c.key == key)).first()
    if row is None:
        raise errors.UnknownScenario(key)
    return records.StoredScenario(*row)


def scenarios(connection: Connection, code: str) -> tuple[records.StoredScenario, ...]:
    """The scenarios kept in a meeting, the oldest first."""
    table = schema.scenario_table
    of_meeting = table.c.meeting_id == reading.meeting_id(connection, code)
    query = _wanted().where(of_meeting)
    rows = connection.execute(query.order_by(table.c.created_at, table.c.key))
    return tuple(records.StoredScenario(*row) for row in rows)


def _wanted() -> Select[tuple[Any, ...]]:
    """The columns of a scenario, with the code of its meeting."""
    table, meeting = schema.scenario_table, schema.meeting_table
    columns = [table.c[name] for name in _COLUMNS]
    code = func.coalesce(meeting.c.code, "")
    joined = table.outerjoin(meeting, table.c.meeting_id == meeting.c.id)
    return select(*columns, code).select_from(joined)


_PAPER = ("name", "version", "content", "role", "at")


def meeting_text(connection: Connection, code: str, name: str) -> records.StoredText:
    """The last version of a text; version 0 and no content when nobody wrote it."""
    return _last(connection, reading.meeting_id(connection, code), name)


def insert_text(
    connection: Connection, meeting_id: int, new: records.NewText, at: str
) -> records.StoredText:
    """Append a version, under the lock of the meeting.

    Raises
    ------
    Overtaken
        When the last version is not the expected one; it carries that last version.
    """
    last = _last(connection, meeting_id, new.name)
    if last.version != new.expected:
        raise errors.Overtaken(last.name, last.version, last.content)
    written = records.StoredText(new.name, last.version + 1, new.content, new.role, at)
    row = {name: getattr(written, name) for name in _PAPER}
    connection.execute(insert(schema.paper_table), {"meeting_id": meeting_id, **row})
    return written


def _last(connection: Connection, meeting_id: int, name: str) -> records.StoredText:
    table = schema.paper_table.c
    query = select(*(table[c] for c in _PAPER)).where(
        table.meeting_id == meeting_id, table.name == name
    )
    row = connection.execute(query.order_by(table.version.desc()).limit(1)).first()
    return records.StoredText(name, 0, "", "", "") if row is None else records.StoredText(*row)


Agreed = Callable[[Sequence[records.StoredMeeting]], None]
"""Called with all meetings, none of which is written meanwhile; what it raises undoes all."""


def renew_with_meetings(
    connection: Connection, settings: Mapping[str, str], agreed: Agreed
) -> Mapping[str, int]:
    """Give settings other values, and each meeting another version: those are returned.

    No device is known by its token any more: invitations may be claimed again.
    """
    meetings = reading.locked_meetings(connection)
    agreed(meetings)
    renew_settings(connection, settings)
    connection.execute(update(schema.invitation_table).values(used_at=None, used_by=None))
    connection.execute(
        update(schema.meeting_table).values(version=schema.meeting_table.c.version + 1)
    )
    return {meeting.code: meeting.version + 1 for meeting in meetings}


def setting_if_made(connection: Connection, name: str) -> str | None:
    """A setting; None if nobody has made it."""
    table = schema.setting_table.c
    return connection.scalar(select(table.value).where(table.name == name))


def renew_settings(connection: Connection, settings: Mapping[str, str]) -> None:
    """Give settings other values, in the transaction of ``connection``."""
    table = schema.setting_table
    # Deleted, then inserted: SQLAlchemy has an upsert for one dialect at a time only.
    connection.execute(delete(table).where(table.c.name.in_(settings)))
    rows = [{"name": name, "value": value} for name, value in settings.items()]
    connection.execute(insert(table), rows)
