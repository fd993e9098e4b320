"""Turns of the writers of a process: in the order in which they came, ballots before all others.

Whoever ends hands the turn on: with a plain lock, one that asks again at once has it before those
that wait, and a ballot may never come to its turn.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

from prioritisation.meeting.store.errors import StoreUnavailable


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
