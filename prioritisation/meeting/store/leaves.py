"""Leaves: texts too long for an address, kept beside any meeting under a digest of each.

The same text is the same leaf, whoever keeps it and however often. A leaf never changes.
"""

from sqlalchemy import Connection, func, insert, select

from prioritisation.meeting.store import schema
from prioritisation.meeting.store.errors import TooManyLeaves, UnknownLeaf

MOST = 5_000
"""How many are kept, by whoever comes: with their longest text, what they may take of a disk."""


def keep(connection: Connection, key: str, content: str, at: str) -> None:
    """Write a leaf, unless it is there.

    Raises
    ------
    TooManyLeaves
        When there is no room left.
    """
    table = schema.leaf
    if connection.scalar(select(table.c.key).where(table.c.key == key)) is not None:
        return
    if (connection.scalar(select(func.count()).select_from(table)) or 0) >= MOST:
        raise TooManyLeaves(MOST)
    connection.execute(insert(table), {"key": key, "content": content, "created_at": at})


def leaf(connection: Connection, key: str) -> str:
    """The text of a leaf; raises UnknownLeaf."""
    table = schema.leaf
    found = connection.scalar(select(table.c.content).where(table.c.key == key))
    if found is None:
        raise UnknownLeaf(key)
    return str(found)
