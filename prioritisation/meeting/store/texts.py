"""Texts that are kept: what a group writes, settings.

A text is JSON under a name. Writing it says which version one had read: when somebody
else has written since, nothing is written and both texts are there to be compared.
"""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from prioritisation.meeting.store import errors, reading, records, schema

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
