"""Dossiers as they are kept: their units, every change of them, their links.

A change is appended and never altered; the units are what all of them lead to. What may be written
over what is decided above (``prioritisation.cases``), under the lock of the dossier.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from prioritisation.meeting.store import dossier_proposals, erasing, records, schema
from prioritisation.meeting.store import dossier_tables as tables
from prioritisation.meeting.store.dossier_records import (
    DossierUse,
    DossierVersion,
    NewEntry,
    NewProposal,
    StoredDossier,
    StoredDossierLink,
    StoredEntry,
    StoredProposal,
)
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.errors import Conflict, UnknownDossier


def _columns(kind: type, table: Any) -> list[Column[Any]]:  # noqa: ANN401 (columns by name)
    return [table.c[name] for name in kind.__dataclass_fields__]  # type: ignore[attr-defined]


_TOGETHER = 500
"""Units removed by one query: a database takes only so many values at once."""

_DOSSIER = _columns(StoredDossier, tables.dossier_table)
_ENTRY = _columns(StoredEntry, tables.dossier_entry_table)
_LINK = [
    tables.dossier_table.c.key if name == "key" else tables.dossier_link_table.c[name]
    for name in StoredDossierLink.__dataclass_fields__
]


class DossierWrite:
    """A dossier under its lock, and what may be written of it."""

    def __init__(self, connection: Connection, dossier: StoredDossier, at: str) -> None:
        self._connection = connection
        self._at = at
        self.dossier = dossier

    def units(self) -> dict[str, str]:
        """Its units as they are under the lock."""
        return _units(self._connection, self.dossier.id)

    def append(self, entry: NewEntry) -> int:
        """Write a change, and its units over those that were there; return its number."""
        _check(entry)
        seq = self.dossier.seq + 1
        _append(self._connection, self.dossier.id, seq, entry, self._at)
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

    def add_link(self, role: str, name: str, secret_hash: str, closes_at: str | None) -> int:
        """Keep a link and return its number."""
        records.check_storable(name)
        row = {"dossier_id": self.dossier.id, "role": role, "name": name}
        row |= {"secret_hash": secret_hash, "created_at": self._at, "closes_at": closes_at}
        done = self._connection.execute(insert(tables.dossier_link_table).values(row))
        return int((done.inserted_primary_key or (0,))[0])

    def revoke_link(self, link: int) -> None:
        """Close a link of this dossier."""
        table = tables.dossier_link_table
        open_one = table.c.id == link, table.c.dossier_id == self.dossier.id
        self._connection.execute(
            update(table)
            .where(*open_one, table.c.revoked_at.is_(None))
            .values(revoked_at=self._at)
        )


class DossierStore:
    """All dossiers of a database; usable from any thread.

    Any method may raise StoreUnavailable, and those that take a key UnknownDossier.
    """

    def __init__(self, database: Database, moment: Callable[[], str]) -> None:
        self._database = database
        self._moment = moment

    def create(self, key: str, origin: str, entry: NewEntry, secret_hash: str) -> None:
        """Create a dossier with its first version and the link of its role.

        Raises
        ------
        Conflict
            When its key is taken.
        """
        _check(entry)
        records.check_storable(key, origin)
        at = self._moment()
        row = {"key": key, "origin": origin, "seq": 1, "sha256": entry.sha256}
        row |= {"created_at": at, "changed_at": at}
        try:
            with self._database.write() as connection:
                done = connection.execute(insert(tables.dossier_table).values(row))
                ident = int((done.inserted_primary_key or (0,))[0])
                _append(connection, ident, 1, entry, at)
                dossier = _dossier(connection, key)
                DossierWrite(connection, dossier, at).add_link(entry.role, "", secret_hash, None)
        except IntegrityError as error:
            raise Conflict("key") from error

    @contextmanager
    def change(self, key: str) -> Iterator[DossierWrite]:
        """One atomic write: all of the block is kept, or nothing if it raises.

        The dossier is locked meanwhile: no slow work in the block.
        """
        with self._database.write() as connection:
            yield DossierWrite(connection, _dossier(connection, key, lock=True), self._moment())

    def erase(self, key: str) -> None:
        """Remove a dossier, every row of it, and rebuild the file without its remains."""
        with self._database.write() as connection:
            ident = _dossier(connection, key, lock=True).id
            for table in tables.OF_A_DOSSIER:
                connection.execute(delete(table).where(table.c.dossier_id == ident))
            connection.execute(
                delete(tables.dossier_table).where(tables.dossier_table.c.id == ident)
            )
            erasing.note_remains(connection)
        erasing.scrub(self._database)

    def dossier(self, key: str) -> StoredDossier:
        """A dossier as it is."""
        with self._database.read() as connection:
            return _dossier(connection, key)

    def dossiers(self, keys: Iterable[str] | None = None) -> tuple[StoredDossier, ...]:
        """Those of these keys that are there, or all of them: the last changed first."""
        table = tables.dossier_table
        query = select(*_DOSSIER).order_by(table.c.changed_at.desc(), table.c.id.desc())
        if keys is not None:
            query = query.where(table.c.key.in_(list(keys)))
        with self._database.read() as connection:
            return tuple(StoredDossier(*row) for row in connection.execute(query))

    def with_unit(self, unit: str) -> tuple[tuple[StoredDossier, str], ...]:
        """All of them, each with one unit of its own: the last changed first."""
        table, its = tables.dossier_table, tables.dossier_unit_table.c
        query = (
            select(*_DOSSIER, its.content)
            .where(its.dossier_id == table.c.id, its.unit == unit)
            .order_by(table.c.changed_at.desc(), table.c.id.desc())
        )
        with self._database.read() as connection:
            return tuple(
                (StoredDossier(*row), content) for *row, content in connection.execute(query)
            )

    def with_units(self, key: str) -> tuple[StoredDossier, dict[str, str]]:
        """A dossier and its units, of one moment."""
        with self._database.moment() as connection:
            dossier = _dossier(connection, key)
            return dossier, _units(connection, dossier.id)

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
            rows = connection.execute(query.order_by(table.unit))
            return {unit: (before, after) for unit, before, after in rows}

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
        """The link of a secret, closed or not."""
        return next(
            iter(self._links(tables.dossier_link_table.c.secret_hash == secret_hash)), None
        )

    def links(self, key: str) -> tuple[StoredDossierLink, ...]:
        """The links of a dossier, the oldest first, those closed included."""
        return self._links(tables.dossier_table.c.key == key)

    def _links(self, which: Any) -> tuple[StoredDossierLink, ...]:  # noqa: ANN401 (a clause)
        table = tables.dossier_link_table
        joined = table.join(tables.dossier_table, tables.dossier_table.c.id == table.c.dossier_id)
        query = select(*_LINK).select_from(joined).where(which).order_by(table.c.id)
        with self._database.read() as connection:
            return tuple(StoredDossierLink(*row) for row in connection.execute(query))

    def proposals(self, key: str) -> tuple[StoredProposal, ...]:
        """Its proposals, the oldest first, those answered included."""
        with self._database.read() as connection:
            return dossier_proposals.proposals(connection, _dossier(connection, key).id)

    def uses(self, key: str) -> tuple[DossierUse, ...]:
        """The meetings that took their case from it, the newest first."""
        table, meeting = schema.meeting_dossier_table.c, schema.meeting_table.c
        query = (
            select(meeting.code, meeting.title, meeting.created_at, table.seq)
            .where(table.key == key, table.meeting_id == meeting.id)
            .order_by(meeting.id.desc())
        )
        with self._database.read() as connection:
            return tuple(DossierUse(*row) for row in connection.execute(query))

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


def _units(connection: Connection, ident: int) -> dict[str, str]:
    table = tables.dossier_unit_table.c
    query = select(table.unit, table.content).where(table.dossier_id == ident)
    return {row.unit: row.content for row in connection.execute(query.order_by(table.unit))}


def _check(entry: NewEntry) -> None:
    """Refuse what no database takes, before it spoils the transaction."""
    contents = (content for pair in entry.changes.values() for content in pair)
    records.check_storable(entry.reason, *entry.changes, *contents)


def _append(connection: Connection, ident: int, seq: int, entry: NewEntry, at: str) -> None:
    """Write a change and what it says of each unit, before and after."""
    rest = ("base", "kind", "role", "link_id", "reason", "undoes", "sha256")
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
