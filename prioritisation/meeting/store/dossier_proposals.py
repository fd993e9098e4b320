"""Proposals of a dossier, on a connection: written once, answered once."""

import json
from dataclasses import replace

from sqlalchemy import Connection, insert, select, update

from prioritisation.meeting.store import records
from prioritisation.meeting.store.dossier_records import NewProposal, StoredProposal
from prioritisation.meeting.store.dossier_tables import dossier_proposal_table

_TABLE = dossier_proposal_table
_COLUMNS = [_TABLE.c[name] for name in StoredProposal.__dataclass_fields__]


def add_proposal(connection: Connection, dossier: int, new: NewProposal, at: str) -> int:
    """Keep a proposal and return its number."""
    contents = (content for pair in new.changes.values() for content in pair)
    records.check_storable(new.reason, new.meeting, *new.changes, *contents)
    names = ("base", "kind", "role", "meeting", "reason")
    row = {name: getattr(new, name) for name in names}
    changes = json.dumps(new.changes, ensure_ascii=False)
    row |= {"dossier_id": dossier, "changes": changes, "at": at}
    done = connection.execute(insert(_TABLE).values(row))
    return int((done.inserted_primary_key or (0,))[0])


def answer_proposal(
    connection: Connection, dossier: int, answered: StoredProposal, at: str
) -> bool:
    """Write the answer of a proposal; False when it has one already, or is of another dossier."""
    records.check_storable(answered.word)
    names = ("answer", "word", "answered_by", "seq")
    values = {name: getattr(answered, name) for name in names} | {"answered_at": at}
    waiting = _TABLE.c.id == answered.id, _TABLE.c.dossier_id == dossier, _TABLE.c.answer.is_(None)
    return connection.execute(update(_TABLE).where(*waiting).values(values)).rowcount == 1


def proposals(connection: Connection, dossier: int) -> tuple[StoredProposal, ...]:
    """All of a dossier, the oldest first, those answered included."""
    query = select(*_COLUMNS).where(_TABLE.c.dossier_id == dossier).order_by(_TABLE.c.id)
    rows = (StoredProposal(*row) for row in connection.execute(query))
    return tuple(replace(row, changes=_read(str(row.changes))) for row in rows)


def _read(text: str) -> dict[str, tuple[str | None, str | None]]:
    return {unit: (before, after) for unit, (before, after) in json.loads(text).items()}
