"""Dossiers as they are kept: their units, every change of them, their links.

A change is appended and never altered; the units are what all of them lead to. What may be written
over what is decided above (``prioritisation.cases``), under the lock of the dossier.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Connection, delete, exists, insert, select
from sqlalchemy.exc import IntegrityError

from prioritisation.meeting.rules.versions import DossierVersion
from prioritisation.meeting.store import dossier_proposals, records, schema, scrubbing
from prioritisation.meeting.store import dossier_tables as tables
from prioritisation.meeting.store.dossier_records import (
    DossierUse,
    NewEntry,
    StoredDossier,
    StoredDossierLink,
    StoredEntry,
    StoredProposal,
)
from prioritisation.meeting.store.dossier_write import (
    DossierWrite,
    append_entry,
    check_entry,
    units_of_dossier,
)
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.errors import Conflict, UnknownDossier


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
        self,
        database: Database,
        moment: Callable[[], str],
        scrubber: scrubbing.Scrubber,
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
            scrubbing.note_remains(connection)
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

    def changes(
        self,
        key: str,
        *,
        until: int | None = None,
    ) -> dict[int, dict[str, Any]]:
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
            return dossier_proposals.proposals(connection, _dossier(connection, key).id)

    def uses(self, key: str) -> tuple[DossierUse, ...]:
        """The meetings that took their case from it, the newest first."""
        table, meeting = schema.meeting_dossier_table.c, schema.meeting_table.c
        voted = exists().where(schema.ballot_log_table.c.meeting_id == meeting.id)
        query = (
            select(meeting.code, meeting.title, meeting.created_at, table.seq, voted)
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
