"""All that is kept, of one moment, in a file of its own; and from there into an empty store.

The file is an SQLite store, whatever the database: it is read like any other.
"""

import errno
import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import (
    URL,
    Connection,
    MetaData,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError

from prioritisation.meeting.store import errors, schema
from prioritisation.meeting.store.engine import Database, file_of
from prioritisation.meeting.store.schema import dossier_table, upgrade

_OWN = {"meeting", "ballot_log"}
_ESSENTIAL = {*_OWN, "alembic_version", "setting"}
_WORKS = (schema.meeting_table, dossier_table)
"""Tables of what people made: a store where all are empty is empty."""

_HEAD = b"SQLite format 3\0"
_TOGETHER = 500
_NUMBERS: dict[errors.Cause, int] = {"full": errno.ENOSPC, "readonly": errno.EACCES}
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rows of all tables at one moment.

    Attributes
    ----------
    revision
        Of the tables.
    rows
        Name of a table -> its rows.
    """

    revision: str
    rows: Mapping[str, Sequence[Mapping[str, object]]]

    @property
    def meetings(self) -> int:
        """How many."""
        return len(self.rows["meeting"])


def back_up(url: str, file: Path) -> int:
    """Copy all that a database keeps into a new file, while others write; tell how many meetings.

    Only its owner can read the file, from its first byte; it has its name once it is whole.

    Raises
    ------
    FileExistsError
        When something has this name: it is never replaced.
    OSError
        When the file cannot be written, with its number.
    StoreUnavailable, NewerStore, NotOurs
        When the database cannot be read, or is none of ours: it is then left as it is.
    """
    if os.path.lexists(file):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    snapshot = _taken(url)
    with _private(file.parent) as folder:
        made = folder / "copy"
        try:
            with closing(Database(_address(made))) as database:
                _write(database, snapshot)
                with database.outside() as connection:
                    # One file in all: the log of recent writes would stand beside it.
                    connection.execute(text("PRAGMA journal_mode=DELETE"))
        except errors.StoreUnavailable as error:
            number = _NUMBERS.get(error.cause, errno.EIO)
            raise OSError(number, os.strerror(number)) from error
        _name(made, file)
    return snapshot.meetings


def put_back(url: str, file: Path) -> int:
    """Put the copy of a store into an empty one, all or nothing; tell how many meetings.

    A copy is brought up to date on the way; the file is only read.

    Raises
    ------
    OSError
        When the file cannot be read.
    NotACopy
        When it is not the copy of a store, or one of a later version.
    NotEmpty, NotOurs
        When something is kept there already: of ours, or in a file of something else.
    StoreUnavailable
        When nothing can be written there.
    """
    if fault := _fault(file):
        raise errors.NotACopy(fault)
    with _private(Path(tempfile.gettempdir())) as folder:
        own = folder / "copy"
        own.touch(mode=0o600)
        # Brought up to date in a copy: what was handed over is never written.
        shutil.copyfile(file, own)
        snapshot = _updated(own)
    with _ours(url, "empty"), closing(Database(url)) as database:
        try:
            _write(database, snapshot)
        except IntegrityError as error:  # rows that do not go together
            raise errors.NotACopy("damaged") from error
    return snapshot.meetings


def _taken(url: str) -> Snapshot:
    """What a database keeps."""
    path = file_of(url)
    try:
        with _ours(url), closing(Database(url)) as database:
            return _read(database)
    except errors.NotACopy as error:
        raise errors.NotOurs(error.fault) from error
    except errors.StoreUnavailable as error:
        if path is not None and error.cause == "readonly":
            raise errors.NotOurs("denied") from error
        raise


@contextmanager
def _ours(url: str, *allowed: errors.StoreFault) -> Iterator[None]:
    """While a database is used; a file that is none of ours is never opened for writing."""
    path = file_of(url)
    if path is None or not os.path.lexists(path):
        yield
        return
    try:
        fault = _fault(path) or _of_others(path)
    except PermissionError:
        raise errors.NotOurs("denied") from None
    except OSError:
        raise errors.NotOurs("other") from None
    if fault and fault not in allowed:
        raise errors.NotOurs(fault)
    try:
        yield
    except errors.StoreUnavailable as error:
        if error.cause == "gone":
            raise errors.NotOurs("damaged") from error
        raise


def _fault(file: Path) -> errors.StoreFault | None:
    """What shows on a file before it is opened as a database; raises OSError."""
    kind = file.stat().st_mode
    if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
        return "other"
    with file.open("rb") as opened:
        head = opened.read(len(_HEAD))
    if head != _HEAD:
        return "other" if head else "empty"
    return None


def _of_others(path: Path) -> errors.StoreFault | None:
    """Whether a database has no table, or not ours; nothing of it changes."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as raw,
    ):
        names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
        if not names >= _OWN:
            return "other" if names else "empty"
    return None


def _address(path: Path) -> URL:
    return URL.create("sqlite", database=str(path.absolute()))


@contextmanager
def _private(parent: Path) -> Iterator[Path]:
    """A folder for its owner only, gone at the end with what is in it."""
    with tempfile.TemporaryDirectory(prefix=".copy-", dir=parent) as folder:
        yield Path(folder)


def _read(database: Database) -> Snapshot:
    with database.moment() as connection:
        there = set(inspect(connection).get_table_names())
        if not there >= _ESSENTIAL:
            raise errors.NotACopy("damaged" if there >= _OWN else "other")
        revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        if revision is None:
            raise errors.NotACopy("damaged")
        ours = [name for name in schema.metadata.tables if name in there]
        rows = {table.name: _rows(connection, table) for table in _tables(connection, ours)}
    return Snapshot(str(revision), rows)


def _tables(connection: Connection, names: Sequence[str]) -> list[Table]:
    """Tables as they are there, those that others refer to first."""
    metadata = MetaData()
    metadata.reflect(connection, only=names)
    return metadata.sorted_tables


def _rows(connection: Connection, table: Table) -> list[Mapping[str, object]]:
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def _updated(path: Path) -> Snapshot:
    """What a copy holds, in the tables of this version; whatever is wrong, it is no copy."""
    try:
        with closing(Database(_address(path))) as database:
            with database.read() as connection:
                sound = connection.scalar(text("PRAGMA quick_check(1)")) == "ok"
            if not sound or not _read(database).rows:
                raise errors.NotACopy("damaged")
            with database.write() as connection:
                upgrade(connection)
            return _read(database)
    except errors.StoreUnavailable as error:
        if error.cause == "full":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise errors.NotACopy("damaged") from error
    except errors.NewerStore as error:
        raise errors.NotACopy("newer") from error


def _write(database: Database, snapshot: Snapshot) -> None:
    """Fill an empty store, in one transaction."""
    with database.write() as connection:
        upgrade(connection, snapshot.revision)
        tables = _tables(connection, list(snapshot.rows))
        names = {table.name for table in tables}
        works = [table for table in _WORKS if table.name in names]
        if database.dialect == "postgresql":
            # Nobody makes anything between the look at what is there and the writes.
            locked = ", ".join(table.name for table in works)
            connection.execute(text(f"LOCK TABLE {locked} IN SHARE ROW EXCLUSIVE MODE"))
        if any(connection.scalar(select(func.count()).select_from(table)) for table in works):
            raise errors.NotEmpty
        # Settings that a server has made there already give way to those of the copy.
        for table in reversed(tables):
            connection.execute(delete(table))
        for table in tables:
            rows = snapshot.rows[table.name]
            for start in range(0, len(rows), _TOGETHER):
                connection.execute(insert(table), rows[start : start + _TOGETHER])
            if database.dialect == "postgresql" and "id" in table.columns and rows:
                _go_on(connection, table)


def _go_on(connection: Connection, table: Table) -> None:
    """The next row gets the next number."""
    sequence = func.pg_get_serial_sequence(table.name, "id")
    last = select(func.max(table.c.id)).scalar_subquery()
    connection.execute(select(func.setval(sequence, last)))


def _name(path: Path, file: Path) -> None:
    """Give a whole file its name, unless something has it; on disk once this returns."""
    try:
        os.link(path, file)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(file):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file)) from error
        path.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
