"""Settings replaced while nobody writes a meeting."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert

from prioritisation.store import reading, schema
from prioritisation.store.records import StoredMeeting

Agreed = Callable[[Sequence[StoredMeeting]], None]
"""Called with all meetings, none of which is written meanwhile; what it raises undoes all."""


def renew(connection: Connection, settings: Mapping[str, str], agreed: Agreed | None) -> None:
    """Give settings other values, in the transaction of ``connection``."""
    if agreed is not None:
        agreed(reading.meetings(connection, lock=True))
    table = schema.setting
    connection.execute(delete(table).where(table.c.name.in_(settings)))
    rows = [{"name": name, "value": value} for name, value in settings.items()]
    connection.execute(insert(table), rows)
