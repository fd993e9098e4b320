"""Who is told of each new version of a meeting, on this server and on the others.

SQLite has nothing of the kind; there, and when a notice is lost, ``versions`` says the same later.
"""

import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from threading import Event, Lock, Thread
from typing import Protocol

from sqlalchemy import Connection, func, select

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
