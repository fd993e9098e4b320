"""Papers: named texts of a meeting that several people write, each version kept.

A paper is JSON text under a name. Writing it says which version one had read: when somebody
else has written since, nothing is written and both texts are there to be compared.
"""

from sqlalchemy import Connection, insert, select

from prioritisation.meeting.store import reading, schema
from prioritisation.meeting.store.errors import Overtaken
from prioritisation.meeting.store.records import NewPaper, StoredPaper

_COLUMNS = ("name", "version", "content", "role", "at")


def paper(connection: Connection, code: str, name: str) -> StoredPaper:
    """The last version of a paper; version 0 and no content when nobody wrote it."""
    return _last(connection, reading.meeting_id(connection, code), name)


def papers(connection: Connection, code: str, name: str) -> tuple[StoredPaper, ...]:
    """Every version of a paper, the oldest first."""
    table = schema.paper.c
    of_meeting = table.meeting_id == reading.meeting_id(connection, code)
    wanted = select(*(table[c] for c in _COLUMNS)).where(of_meeting, table.name == name)
    rows = connection.execute(wanted.order_by(table.version))
    return tuple(StoredPaper(*row) for row in rows)


def write(connection: Connection, meeting_id: int, new: NewPaper, at: str) -> StoredPaper:
    """Append a version, under the lock of the meeting.

    Raises
    ------
    Overtaken
        When the last version is not the expected one; it carries that last version.
    """
    last = _last(connection, meeting_id, new.name)
    if last.version != new.expected:
        raise Overtaken(last.name, last.version, last.content)
    written = StoredPaper(new.name, last.version + 1, new.content, new.role, at)
    row = {name: getattr(written, name) for name in _COLUMNS}
    connection.execute(insert(schema.paper), {"meeting_id": meeting_id, **row})
    return written


def _last(connection: Connection, meeting_id: int, name: str) -> StoredPaper:
    table = schema.paper.c
    wanted = select(*(table[c] for c in _COLUMNS)).where(
        table.meeting_id == meeting_id, table.name == name
    )
    row = connection.execute(wanted.order_by(table.version.desc()).limit(1)).first()
    return StoredPaper(name, 0, "", "", "") if row is None else StoredPaper(*row)
