"""Turns of those who have files read: a few at once, a few more wait, and nobody takes all."""

import contextlib
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prioritisation.imports.errors import FileRefused


@dataclass(eq=False, slots=True)
class _Waiting:
    """Somebody who waits.

    Attributes
    ----------
    gone
        Whether they are told to come again, for somebody who has less.
    """

    sender: str
    gone: bool = False


class SharedTurns:
    """Who comes next is who has the fewest files being read, then who was last read longest ago.

    Where no more may wait, whoever has the most waiting leaves a place to who has less.

    Parameters
    ----------
    at_once, waiting
        Files read at once; how many wait for their turn.
    patience
        Seconds that one waits.
    """

    def __init__(self, at_once: int, waiting: int, patience: float) -> None:
        self._at_once, self._most, self._patience = at_once, waiting, patience
        self._changed = threading.Condition()
        self._read: Counter[str] = Counter()
        self._queue: list[_Waiting] = []
        self._served: dict[str, int] = {}
        self._times = 0

    @contextlib.contextmanager
    def one(self, sender: str) -> Iterator[None]:
        """While a file of somebody is read; raises FileRefused where too many are."""
        with self._changed:
            self._wait(sender)
        try:
            yield
        finally:
            with self._changed:
                self._read -= Counter([sender])
                self._changed.notify_all()

    def _wait(self, sender: str) -> None:
        waiting = [one for one in self._queue if not one.gone]
        if self._read.total() + len(waiting) >= self._at_once + self._most:
            self._make_room(sender, waiting)
        me = _Waiting(sender)
        self._queue.append(me)
        try:
            came = self._changed.wait_for(lambda: me.gone or self._is_next(me), self._patience)
        finally:
            self._queue.remove(me)
        if me.gone or not came:
            raise FileRefused("busy")
        self._read[sender] += 1
        self._times += 1
        # Whoever has nothing here any more is nobody's rival.
        rivals = {one.sender for one in self._queue} | self._read.keys()
        self._served = {name: time for name, time in self._served.items() if name in rivals}
        self._served[sender] = self._times
        self._changed.notify_all()

    def _make_room(self, sender: str, waiting: Sequence[_Waiting]) -> None:
        """Send the last one away of who has the most waiting, if that is not who comes."""
        many = Counter(one.sender for one in waiting)
        greedy, most = max(many.items(), key=lambda one: one[1], default=("", 0))
        if most <= many[sender] + 1:
            raise FileRefused("busy")
        last = next(one for one in reversed(waiting) if one.sender == greedy)
        last.gone = True
        self._changed.notify_all()

    def _is_next(self, me: _Waiting) -> bool:
        if self._read.total() >= self._at_once:
            return False
        here = [one for one in self._queue if not one.gone]
        return me is min(here, key=lambda one: (self._read[one.sender], self._last(one.sender)))

    def _last(self, sender: str) -> int:
        return self._served.get(sender, 0)
