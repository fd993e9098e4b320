"""The database: SQLite in a file or PostgreSQL, behind the same doors, ``read`` and ``write``.

What the driver complains about becomes a ``StoreUnavailable`` with its cause.
"""

import errno
import logging
import secrets
import sqlite3
import stat
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Protocol, cast

from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy import exc as sa_exc
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from prioritisation.meeting.store.errors import Cause, StoreUnavailable, Unstorable, cause_of

Listener = Callable[[str, int], None]
"""Called with the code and the version of a meeting, ``ERASED_VERSION`` once it is purged; it must
not wait."""

ERASED_VERSION = 0
"""The version of a meeting that is no more: the others begin at 1."""

_LOGGER = logging.getLogger(__name__)


class Listeners:
    """Listeners, told one after the other by the thread that wrote."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._all: dict[object, Listener] = {}

    def add(self, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` from now on; the function returned ends it."""
        key = object()
        with self._lock:
            self._all[key] = listener

        def remove() -> None:
            with self._lock:
                self._all.pop(key, None)

        return remove

    def tell(self, code: str, version: int) -> None:
        """Tell all; one that raises is logged and holds nobody up."""
        with self._lock:
            everybody = tuple(self._all.values())
        # Outside of the lock: a listener may add or end one.
        for listener in everybody:
            try:
                listener(code, version)
            except Exception:
                _LOGGER.exception("a listener of meeting %s failed", code)


CHANNEL = "prioritisation"

_WAIT_S = 0.5
"""How long the thread waits for a notice before it looks whether the store is being closed."""
AGAIN_S = 1.0


class Notice(Protocol):
    """What another connection sent."""

    @property
    def payload(self) -> str:
        """Its words."""


class Wire(Protocol):
    """A connection of the driver, which takes a quarter of a second to import: not done here."""

    def execute(self, query: bytes) -> object:
        """Have the server do it."""

    def notifies(self, *, timeout: float) -> Iterator[Notice]:
        """What comes within a time."""

    def close(self) -> None:
        """End it."""


class Notices:
    """The notices of one store, and those of the others.

    Parameters
    ----------
    connect
        Opens a connection of its own to PostgreSQL, out of any transaction; None elsewhere.
        What it raises, and what the connection raises, is the driver's.
    tell
        Told each new version that another store has written.
    """

    def __init__(self, connect: Callable[[], Wire] | None, tell: Listener) -> None:
        self._connect, self._tell = connect, tell
        self._name = secrets.token_hex(4)
        self._lock, self._over = Lock(), Event()
        self._thread: Thread | None = None

    def send(self, connection: Connection, versions: Mapping[str, int]) -> None:
        """Tell the other stores, when and if the transaction of ``connection`` is committed."""
        if self._connect is None:
            return
        for code, version in versions.items():
            self._send(connection, f"{version} {code}")

    def _send(self, connection: Connection, words: str) -> None:
        connection.execute(select(func.pg_notify(CHANNEL, f"{self._name} {words}")))

    def hear(self) -> None:
        """Listen to the other stores from now on; again is no harm."""
        with self._lock:
            if self._connect is None or self._thread is not None or self._over.is_set():
                return
            self._thread = Thread(target=self._run, name="store notices", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the thread."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        lost = False
        while not self._over.is_set():
            try:
                self._listen()
            except Exception as error:  # noqa: BLE001 (the driver's: the server is away)
                if not lost:
                    _LOGGER.warning("other servers are not heard: %s", type(error).__name__)
                lost = True
                self._over.wait(AGAIN_S)

    def _listen(self) -> None:
        """Until the store is closed, or the connection is lost."""
        assert self._connect is not None  # noqa: S101 (hear)
        with closing(self._connect()) as wire:
            wire.execute(f"LISTEN {CHANNEL}".encode())
            while not self._over.is_set():
                for notice in wire.notifies(timeout=_WAIT_S):
                    self._heard(notice.payload)

    def _heard(self, words: str) -> None:
        name, _, rest = words.partition(" ")
        version, _, code = rest.partition(" ")
        # One's own listeners were told by the thread that wrote.
        if name == self._name:
            return
        if version.isdecimal():
            self._tell(code, int(version))


class Turns:
    """So many turns at once.

    Parameters
    ----------
    patience
        Seconds to wait for one.
    """

    def __init__(self, most: int, patience: float) -> None:
        self._free, self._patience = most, patience
        self._lock = Lock()
        self._waiting: deque[Event] = deque()

    @contextmanager
    def take(self, *, first: bool = False) -> Iterator[None]:
        """While one has a turn; raises StoreUnavailable when none comes in time.

        Parameters
        ----------
        first
            Whether it goes before all that wait.
        """
        turn = Event()
        with self._lock:
            if self._free:
                self._free -= 1
                turn.set()
            elif first:
                self._waiting.appendleft(turn)
            else:
                self._waiting.append(turn)
        if not turn.wait(self._patience) and self._gives_up(turn):
            raise StoreUnavailable("locked")
        try:
            yield
        finally:
            self._hand_on()

    def _gives_up(self, turn: Event) -> bool:
        """Leave the row; False for one that was given its turn at the last moment."""
        with self._lock:
            if turn.is_set():
                return False
            self._waiting.remove(turn)
            return True

    def _hand_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


PATIENCE = 3.5
"""Seconds to wait for who holds the database before saying that it is locked."""
_AGAIN_S = 0.01
_POOL, _OVERFLOW = 8, 24
_WRITERS = 8
"""How many write at once in PostgreSQL, or wait there for each other: a connection each, and one
more to read meanwhile. The others of the pool are left to ballots, and to whoever reads."""

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")

_OTHERS = 0o007
"""What neither the owner nor the group may do."""

_FILES: dict[int | None, Cause] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "readonly",
    errno.EACCES: "readonly",
    errno.EPERM: "readonly",
}


class Database:
    """Connections to one database.

    Parameters
    ----------
    url
        ``sqlite:///file``, ``postgresql://...`` or ``postgres://...``; or its parts.
    patience
        Seconds to wait for a lock.

    Attributes
    ----------
    listening
        Opens a connection that waits for notices; None where there are none, on SQLite.
    """

    def __init__(self, url: str | URL, patience: float = PATIENCE) -> None:
        self._patience = patience
        address = url if isinstance(url, URL) else _parsed(url)
        if address.get_backend_name() == "sqlite":
            self._engine = _sqlite(address, patience)
        else:
            self._engine = _postgresql(address, patience)
        self._writers = self._engine.execution_options(begin="IMMEDIATE")
        self.listening = None if self.dialect == "sqlite" else self._connected
        # Writers of this process take turns here: SQLite would have them sleep and try again, and
        # all connections to PostgreSQL would wait for the one that is read under a lock.
        self._turns = Turns(1 if self.dialect == "sqlite" else _WRITERS, patience)
        self._closed = False

    @property
    def dialect(self) -> str:
        """Name of the kind of database: sqlite or postgresql."""
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Several reads of the same moment on SQLite; of committed data on PostgreSQL."""
        with self._failures(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def moment(self) -> Iterator[Connection]:
        """Several reads of the same moment, on PostgreSQL too; nobody waits for them."""
        options = {} if self.dialect == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        engine = self._engine.execution_options(**options)
        with self._failures(), engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self, *, first: bool = False) -> Iterator[Connection]:
        """One transaction, on disk when the block ends; an exception undoes all of it.

        ``first`` goes before all others, and takes no turn where several may write: for the one
        thread that writes ballots.
        """
        freely = first and self.dialect != "sqlite"
        turn = nullcontext() if freely else self._turns.take(first=first)
        with self._failures(), turn, self._writers.begin() as connection:
            yield connection

    @contextmanager
    def outside(self) -> Iterator[Connection]:
        """A connection without a transaction, for what databases do only there."""
        options = {"begin": ""} if self.dialect == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
        engine = self._engine.execution_options(**options)
        with self._failures(), self._turns.take(), engine.connect() as connection:
            yield connection

    def _connected(self) -> Wire:
        """A connection of its own, out of the pool and of any transaction."""
        import psycopg  # noqa: PLC0415 (a quarter of a second, for PostgreSQL only)

        words, named = self._engine.dialect.create_connect_args(self._engine.url)
        limit = max(2, int(self._patience))
        return psycopg.connect(*words, **named, autocommit=True, connect_timeout=limit)

    def close(self) -> None:
        """Close every connection; what is asked afterwards is refused."""
        self._closed = True
        self._engine.dispose()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        if self._closed:
            raise StoreUnavailable("gone")
        try:
            yield
        except sa_exc.TimeoutError as error:  # no connection became free
            raise StoreUnavailable("locked") from error
        except sa_exc.DataError as error:
            raise Unstorable from error
        except sa_exc.DBAPIError as error:
            cause = cause_of(error)
            if cause is None:
                raise
            raise StoreUnavailable(cause) from error


def _parsed(url: str) -> URL:
    """The parts of an address; what is wrong with it is never repeated: it may hold a password."""
    try:
        # Hosts still hand out the short name, which SQLAlchemy knows no more.
        address = make_url(url.replace("postgres://", "postgresql://", 1))
    except (sa_exc.ArgumentError, ValueError):
        raise StoreUnavailable("address") from None
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreUnavailable("address")
    return address


def file_of(url: str) -> Path | None:
    """The file that an address names; None for a server.

    Raises
    ------
    StoreUnavailable
        When it is no address of a database.
    """
    address = _parsed(url)
    return (
        Path(address.database or "").absolute() if address.get_backend_name() == "sqlite" else None
    )


def is_there(url: str) -> bool:
    """Whether opening a store there would make no new file; raises as ``file_of``."""
    path = file_of(url)
    return path is None or path.is_file()


def _sqlite(url: URL, patience: float) -> Engine:
    """A file in WAL: readers never wait, a commit is on disk before it returns."""
    if not url.database or url.database == ":memory:":
        raise StoreUnavailable("gone")
    path = Path(url.database).absolute()
    _make_file(path)
    # Never created by a connection: a file that went away is told, not replaced by an empty one.
    address = f"{path.as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=patience, check_same_thread=False)

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=_POOL,
        max_overflow=_OVERFLOW,
        pool_timeout=patience,
        hide_parameters=True,  # what people voted is no part of an error
    )
    _prepare(engine, patience)
    _watch(engine, path)
    return engine


def _prepare(engine: Engine, patience: float) -> None:
    """Settings of each connection, and transactions that begin where we say."""

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        # Else the driver begins transactions by itself, later than we ask.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            _settle(connection, pragma, patience)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get("begin", "DEFERRED")
        if kind:
            connection.exec_driver_sql(f"BEGIN {kind}")


def _settle(connection: sqlite3.Connection, pragma: str, patience: float) -> None:
    """Set what a connection needs, again while others do: SQLite does not wait for all locks.

    Several servers that start on a new file all ask for WAL; whoever comes meanwhile is told
    « database is locked » at once, whatever the patience of the connection.
    """
    until = time.monotonic() + patience
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}")
        except sqlite3.OperationalError as error:
            # The low byte of an extended code is the plain one.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_AGAIN_S)
        else:
            return


def _watch(engine: Engine, path: Path) -> None:
    """A file removed or replaced would go on taking ballots that nobody finds again."""

    @event.listens_for(engine, "connect")
    def note(_connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        entry.info["file"] = _identity(path)

    @event.listens_for(engine, "checkout")
    def look(_connection: sqlite3.Connection, entry: ConnectionPoolEntry, _proxy: object) -> None:
        if entry.info["file"] != _identity(path):
            # The pool then opens another connection, to the file that is there now, if any.
            raise sa_exc.DisconnectionError


def _make_file(path: Path) -> None:
    """The file and its folder, for their owner only; one put there is closed to all others."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise StoreUnavailable(_FILES.get(error.errno, "gone")) from error
    for part in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        with suppress(OSError):  # not there, or not ours
            mode = stat.S_IMODE(part.stat().st_mode)
            if mode & _OTHERS:
                part.chmod(mode & ~_OTHERS)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _postgresql(url: URL, patience: float) -> Engine:
    """A server; who does not answer in time is unavailable."""
    limit = int(1000 * patience)
    limits = f"-c lock_timeout={limit} -c statement_timeout={3 * limit}"
    options = " ".join(filter(None, [cast("str | None", url.query.get("options")), limits]))
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={
            "options": options,
            "connect_timeout": max(2, int(patience)),
            # A server that is cut off says nothing: the system itself would wait for minutes.
            "tcp_user_timeout": 2 * limit,
        },
        pool_size=_POOL,
        max_overflow=_OVERFLOW,
        pool_timeout=patience,
        pool_pre_ping=True,
        hide_parameters=True,
    )
