"""One atomic write of a dossier: a change of its units, its links, its proposals."""

from sqlalchemy import Connection, delete, insert, select, update

from prioritisation.meeting.store import dossier_proposals, records
from prioritisation.meeting.store import dossier_tables as tables
from prioritisation.meeting.store.dossier_records import (
    NewEntry,
    NewProposal,
    StoredDossier,
    StoredProposal,
)

_TOGETHER = 500
"""Units removed by one query: a database takes only so many values at once."""


class DossierWrite:
    """A dossier under its lock, and what may be written of it."""

    def __init__(self, connection: Connection, dossier: StoredDossier, at: str) -> None:
        self._connection = connection
        self._at = at
        self.dossier = dossier

    def append(self, entry: NewEntry) -> int:
        """Write a change, and its units over those that were there; return its number."""
        check_entry(entry)
        seq = self.dossier.seq + 1
        append_entry(self._connection, self.dossier.id, seq, entry, self._at)
        ours = tables.dossier_table.c.id == self.dossier.id
        moved = {"seq": seq, "sha256": entry.sha256, "changed_at": self._at}
        self._connection.execute(update(tables.dossier_table).where(ours).values(moved))
        return seq

    def archive(self, *, archived: bool) -> None:
        """Put the dossier away, or take it out again."""
        ours = tables.dossier_table.c.id == self.dossier.id
        moment = self._at if archived else None
        self._connection.execute(
            update(tables.dossier_table).where(ours).values(archived_at=moment)
        )

    def add_proposal(self, new: NewProposal) -> int:
        """Keep a proposal and return its number."""
        return dossier_proposals.add_proposal(self._connection, self.dossier.id, new, self._at)

    def answer_proposal(self, answered: StoredProposal) -> bool:
        """Write the answer of a proposal; False when it has one, or is of another dossier."""
        return dossier_proposals.answer_proposal(
            self._connection, self.dossier.id, answered, self._at
        )

    def set_link(self, role: str, secret_hash: str) -> None:
        """Keep the link of a role, in place of the one that there was."""
        table = tables.dossier_link_table
        ours = table.c.dossier_id == self.dossier.id, table.c.role == role
        row = {"dossier_id": self.dossier.id, "role": role, "secret_hash": secret_hash}
        self._connection.execute(delete(table).where(*ours))
        self._connection.execute(insert(table).values({**row, "created_at": self._at}))


def units_of_dossier(connection: Connection, ident: int) -> dict[str, str]:
    """Name of each unit of a dossier -> its content."""
    table = tables.dossier_unit_table.c
    query = select(table.unit, table.content).where(table.dossier_id == ident)
    return {row.unit: row.content for row in connection.execute(query.order_by(table.unit))}


def check_entry(entry: NewEntry) -> None:
    """Refuse what no database takes, before it spoils the transaction."""
    contents = (content for pair in entry.changes.values() for content in pair)
    records.check_storable(entry.reason, *entry.changes, *contents)


def append_entry(connection: Connection, ident: int, seq: int, entry: NewEntry, at: str) -> None:
    """Write a change and what it says of each unit, before and after."""
    rest = ("base", "kind", "role", "reason", "undoes", "sha256")
    line = {"dossier_id": ident, "seq": seq, "at": at, **{n: getattr(entry, n) for n in rest}}
    connection.execute(insert(tables.dossier_entry_table).values(line))
    rows = [
        {"dossier_id": ident, "seq": seq, "unit": unit, "before": before, "after": after}
        for unit, (before, after) in entry.changes.items()
    ]
    if rows:
        connection.execute(insert(tables.dossier_change_table), rows)
    table = tables.dossier_unit_table
    gone = [row["unit"] for row in rows if row["before"] is not None]
    for start in range(0, len(gone), _TOGETHER):
        these = table.c.unit.in_(gone[start : start + _TOGETHER])
        connection.execute(delete(table).where(table.c.dossier_id == ident, these))
    left = [
        {"dossier_id": ident, "unit": row["unit"], "content": row["after"]}
        for row in rows
        if row["after"] is not None
    ]
    if left:
        connection.execute(insert(table), left)
