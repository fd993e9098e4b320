"""Settings replaced while nobody writes a meeting."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, update

from prioritisation.meeting.store import reading, schema
from prioritisation.meeting.store.records import StoredMeeting

Agreed = Callable[[Sequence[StoredMeeting]], None]
"""Called with all meetings, none of which is written meanwhile; what it raises undoes all."""


def renew_with_meetings(
    connection: Connection, settings: Mapping[str, str], agreed: Agreed
) -> Mapping[str, int]:
    """Give settings other values, and each meeting another version: those are returned.

    No device is known by its token any more: invitations may be claimed again.
    """
    meetings = reading.meetings(connection, lock=True)
    agreed(meetings)
    renew(connection, settings)
    connection.execute(update(schema.invitation).values(used_at=None, used_by=None))
    connection.execute(update(schema.meeting).values(version=schema.meeting.c.version + 1))
    return {meeting.code: meeting.version + 1 for meeting in meetings}


def renew(connection: Connection, settings: Mapping[str, str]) -> None:
    """Give settings other values, in the transaction of ``connection``."""
    table = schema.setting
    connection.execute(delete(table).where(table.c.name.in_(settings)))
    rows = [{"name": name, "value": value} for name, value in settings.items()]
    connection.execute(insert(table), rows)
