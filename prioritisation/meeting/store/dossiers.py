"""Dossiers as they are kept: their units, every change of them, their links.

A change is appended and never altered; the units are what all of them lead to. What may be written
over what is decided above (``prioritisation.cases``), under the lock of the dossier.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Connection, delete, exists, insert, select, update
from sqlalchemy.exc import IntegrityError

from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.meeting.store import erasing, records, schema
from prioritisation.meeting.store import schema as tables
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.errors import Conflict, UnknownDossier
from prioritisation.meeting.store.records import (
    DossierUse,
    NewEntry,
    NewProposal,
    StoredDossier,
    StoredDossierLink,
    StoredEntry,
    StoredProposal,
)
from prioritisation.meeting.store.schema import dossier_proposal_table

_TABLE = dossier_proposal_table
_COLUMNS = [_TABLE.c[name] for name in StoredProposal.__dataclass_fields__]


def add_proposal(connection: Connection, dossier: int, new: NewProposal, at: str) -> int:
    """Keep a proposal and return its number."""
    contents = (content for pair in new.changes.values() for content in pair)
    records.check_storable(new.reason, *new.changes, *contents)
    names = ("base", "kind", "role", "reason")
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
        return add_proposal(self._connection, self.dossier.id, new, self._at)

    def answer_proposal(self, answered: StoredProposal) -> bool:
        """Write the answer of a proposal; False when it has one, or is of another dossier."""
        return answer_proposal(self._connection, self.dossier.id, answered, self._at)

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


def _columns(kind: type, table: Any) -> list[Column[Any]]:  # noqa: ANN401 (columns by name)
    return [table.c[name] for name in kind.__dataclass_fields__]  # type: ignore[attr-defined]


_DOSSIER = _columns(StoredDossier, tables.dossier_table)
_LAST_FIRST = (tables.dossier_table.c.changed_at.desc(), tables.dossier_table.c.id.desc())
_ENTRY = _columns(StoredEntry, tables.dossier_entry_table)
_LINK = [
    tables.dossier_table.c.key if name == "key" else tables.dossier_link_table.c[name]
    for name in StoredDossierLink.__dataclass_fields__
]


class DossierStore:
    """All dossiers of a database; usable from any thread.

    Any method may raise StoreUnavailable, and those that take a key UnknownDossier.
    """

    def __init__(
        self, database: Database, moment: Callable[[], str], scrubber: erasing.Scrubber
    ) -> None:
        self._database = database
        self._moment = moment
        self._scrubber = scrubber

    def create(self, key: str, origin: str, entry: NewEntry, secret_hash: str) -> None:
        """Create a dossier with its first version and the link of its role.

        Raises
        ------
        Conflict
            When its key is taken.
        """
        check_entry(entry)
        records.check_storable(key, origin)
        at = self._moment()
        row = {"key": key, "origin": origin, "seq": 1, "sha256": entry.sha256}
        row |= {"created_at": at, "changed_at": at}
        with self._database.write() as connection:
            try:
                done = connection.execute(insert(tables.dossier_table).values(row))
            except IntegrityError as error:
                raise Conflict("key") from error
            ident = int((done.inserted_primary_key or (0,))[0])
            append_entry(connection, ident, 1, entry, at)
            dossier = _dossier(connection, key)
            DossierWrite(connection, dossier, at).set_link(entry.role, secret_hash)

    @contextmanager
    def change(self, key: str) -> Iterator[DossierWrite]:
        """One atomic write: all of the block is kept, or nothing if it raises.

        The dossier is locked meanwhile: no slow work in the block.
        """
        with self._database.write() as connection:
            yield DossierWrite(connection, _dossier(connection, key, lock=True), self._moment())

    def erase(self, key: str, allowed: Callable[[], object] = bool) -> None:
        """Remove a dossier, every row of it, and have nothing of it remain in the file.

        Parameters
        ----------
        allowed
            Called under the lock; what it raises leaves the dossier as it is.
        """
        with self._database.write() as connection:
            ident = _dossier(connection, key, lock=True).id
            allowed()
            for table in tables.OF_A_DOSSIER:
                connection.execute(delete(table).where(table.c.dossier_id == ident))
            connection.execute(
                delete(tables.dossier_table).where(tables.dossier_table.c.id == ident)
            )
            erasing.note_remains(connection)
        self._scrubber.scrub()

    def dossier(self, key: str) -> StoredDossier:
        """A dossier as it is."""
        with self._database.read() as connection:
            return _dossier(connection, key)

    def dossiers(self, keys: Iterable[str]) -> tuple[StoredDossier, ...]:
        """Those of these keys that are there: the last changed first."""
        ours = tables.dossier_table.c.key.in_(list(keys))
        query = select(*_DOSSIER).where(ours).order_by(*_LAST_FIRST)
        with self._database.read() as connection:
            return tuple(StoredDossier(*row) for row in connection.execute(query))

    def with_unit(self, unit: str) -> tuple[tuple[StoredDossier, str], ...]:
        """All of them, each with one unit of its own: the last changed first."""
        table, its = tables.dossier_table, tables.dossier_unit_table.c
        ours = its.dossier_id == table.c.id, its.unit == unit
        query = select(*_DOSSIER, its.content).where(*ours).order_by(*_LAST_FIRST)
        with self._database.read() as connection:
            return tuple((StoredDossier(*row), one) for *row, one in connection.execute(query))

    def with_units(self, key: str) -> tuple[StoredDossier, dict[str, str]]:
        """A dossier and its units, of one moment."""
        with self._database.moment() as connection:
            dossier = _dossier(connection, key)
            return dossier, units_of_dossier(connection, dossier.id)

    def entries(self, key: str) -> tuple[StoredEntry, ...]:
        """Its changes without their units, the last first."""
        table = tables.dossier_entry_table
        with self._database.read() as connection:
            ours = table.c.dossier_id == _dossier(connection, key).id
            query = select(*_ENTRY).where(ours).order_by(table.c.seq.desc())
            return tuple(StoredEntry(*row) for row in connection.execute(query))

    def change_of(self, key: str, seq: int) -> dict[str, Any]:
        """What one change did to which units; nothing when there is no such change."""
        table = tables.dossier_change_table.c
        with self._database.read() as connection:
            ours = table.dossier_id == _dossier(connection, key).id
            query = select(table.unit, table.before, table.after).where(ours, table.seq == seq)
            return {unit: (b, a) for unit, b, a in connection.execute(query.order_by(table.unit))}

    def changes(self, key: str, *, until: int | None = None) -> dict[int, dict[str, Any]]:
        """Number of each change -> what it did to which units, in order; until a version."""
        table = tables.dossier_change_table.c
        with self._database.read() as connection:
            query = select(table.seq, table.unit, table.before, table.after).where(
                table.dossier_id == _dossier(connection, key).id
            )
            if until is not None:
                query = query.where(table.seq <= until)
            by_seq: dict[int, dict[str, Any]] = {}
            for seq, unit, before, after in connection.execute(query.order_by(table.seq)):
                by_seq.setdefault(seq, {})[unit] = (before, after)
            return by_seq

    def link(self, secret_hash: str) -> StoredDossierLink | None:
        """The link of a secret; None for one that was made anew since."""
        return next(
            iter(self._links(tables.dossier_link_table.c.secret_hash == secret_hash)), None
        )

    def links(self, key: str) -> tuple[StoredDossierLink, ...]:
        """The links of a dossier that were made."""
        return self._links(tables.dossier_table.c.key == key)

    def _links(self, which: Any) -> tuple[StoredDossierLink, ...]:  # noqa: ANN401 (a clause)
        table = tables.dossier_link_table
        joined = table.join(tables.dossier_table, tables.dossier_table.c.id == table.c.dossier_id)
        query = select(*_LINK).select_from(joined).where(which).order_by(table.c.role)
        with self._database.read() as connection:
            return tuple(StoredDossierLink(*row) for row in connection.execute(query))

    def proposals(self, key: str) -> tuple[StoredProposal, ...]:
        """Its proposals, the oldest first, those answered included."""
        with self._database.read() as connection:
            return proposals(connection, _dossier(connection, key).id)

    def uses(self, key: str) -> tuple[DossierUse, ...]:
        """The meetings that took their case from it, the newest first."""
        table, meeting = schema.meeting_dossier_table.c, schema.meeting_table.c
        voted = exists().where(schema.ballot_log_table.c.meeting_id == meeting.id)
        query = (
            select(meeting.code, meeting.title, table.seq, voted)
            .where(table.key == key, table.meeting_id == meeting.id)
            .order_by(meeting.id.desc())
        )
        with self._database.read() as connection:
            return tuple(DossierUse(*row) for row in connection.execute(query))

    def taken_by(self, code: str) -> DossierVersion | None:
        """The version that a meeting took its case from; None for one on no dossier."""
        table, meeting = schema.meeting_dossier_table.c, schema.meeting_table.c
        query = select(table.key, table.seq, table.sha256).where(
            meeting.code == code, table.meeting_id == meeting.id
        )
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return DossierVersion(*row) if row else None

    def taken(self) -> dict[str, DossierVersion]:
        """Code of each meeting on a dossier -> the version that it took its case from."""
        table, meeting = schema.meeting_dossier_table.c, schema.meeting_table.c
        query = select(meeting.code, table.key, table.seq, table.sha256).where(
            table.meeting_id == meeting.id
        )
        with self._database.read() as connection:
            return {code: DossierVersion(*of) for code, *of in connection.execute(query)}


def _dossier(connection: Connection, key: str, *, lock: bool = False) -> StoredDossier:
    query = select(*_DOSSIER).where(tables.dossier_table.c.key == key)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise UnknownDossier(key)
    return StoredDossier(*row)
