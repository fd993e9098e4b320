"""Group commit: one thread writes what many ask for, as much as waits in each transaction.

A commit costs a wait for the disk whatever it holds. While one is under way the next requests
gather, and go together.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Generic, TypeVar

from prioritisation.meeting.store.errors import StoreUnavailable

Work = TypeVar("Work")
Done = TypeVar("Done")

_Piece = tuple[Work, Future[Done]]

_MOST_TOGETHER = 250
_MOST_WAITING = 10_000

_LOGGER = logging.getLogger(__name__)


class GroupCommit(Generic[Work, Done]):
    """A queue of pieces to write, and the thread that writes them.

    Parameters
    ----------
    commit
        Writes pieces in one transaction and returns a verdict for each, in order, once they are
        on disk. When it raises, nothing was written; pieces that went together are then tried
        one by one, so that a spoilt one harms itself only.
    together
        Most pieces in a transaction.
    waiting
        Most pieces that may wait.
    """

    def __init__(
        self,
        commit: Callable[[Sequence[Work]], Sequence[Done | Exception]],
        *,
        together: int = _MOST_TOGETHER,
        waiting: int = _MOST_WAITING,
    ) -> None:
        self._commit, self._together, self._waiting = commit, together, waiting
        self._queue: SimpleQueue[_Piece[Work, Done] | None] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._closed = False

    def ask(self, piece: Work) -> Future[Done]:
        """Queue a piece; the future ends once it is on disk, or refused.

        Raises
        ------
        StoreUnavailable
            At once, after ``close`` or when too many wait.
        """
        future: Future[Done] = Future()
        with self._lock:
            if self._closed:
                raise StoreUnavailable("gone")
            if self._queue.qsize() >= self._waiting:
                raise StoreUnavailable("locked")
            self._queue.put((piece, future))
            # Not before there is something to write: a command that only reads has no thread.
            if self._thread is None:
                self._thread = Thread(target=self._run, name="store writer", daemon=True)
                self._thread.start()
        return future

    def close(self) -> None:
        """Write what waits, then end the thread."""
        with self._lock:
            self._closed = True
            self._queue.put(None)
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while self._write():
            pass

    def _write(self) -> bool:
        """Write what waits; whether there may be more. A thread that waits holds no ballot."""
        pieces = self._taken()
        # Whoever left before the transaction is left out of it.
        wanted = [p for p in pieces if p and p[1].set_running_or_notify_cancel()]
        if wanted:
            self._settle(wanted)
        return None not in pieces

    def _taken(self) -> list[_Piece[Work, Done] | None]:
        pieces = [self._queue.get()]
        with suppress(Empty):
            while len(pieces) < self._together:
                pieces.append(self._queue.get_nowait())
        return pieces

    def _settle(self, pieces: Sequence[_Piece[Work, Done]]) -> None:
        try:
            verdicts = self._commit([work for work, _future in pieces])
        except StoreUnavailable as error:
            _LOGGER.warning("%d writes refused: %s", len(pieces), _in_a_line(error))
            # One each: a traceback is not shared by threads.
            verdicts = [StoreUnavailable(error.cause) for _ in pieces]
        except Exception as error:  # noqa: BLE001 (it belongs to who asked)
            if len(pieces) > 1:
                for piece in pieces:
                    self._settle([piece])
                return
            verdicts = [error]
        for (_asked, future), verdict in zip(pieces, verdicts, strict=True):
            if isinstance(verdict, Exception):
                future.set_exception(verdict)
            else:
                future.set_result(verdict)


def _in_a_line(error: StoreUnavailable) -> str:
    """Why the store refuses, then what the database said, whatever lines that has.

    PostgreSQL also says where it is, for whom, and what a refused row held: that is left out.
    """
    original = getattr(error.__cause__, "orig", "")
    sentence = (
        str(original.diag.message_primary or "") if hasattr(original, "diag") else str(original)
    )
    return " ".join(f"{error} {sentence and f'({sentence})'}".split())
