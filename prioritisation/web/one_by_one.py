"""Slow work, one piece at a time in a thread of its own: the threads of all others stay free."""

import asyncio
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

Asked = TypeVar("Asked", bound=Hashable)
Done = TypeVar("Done")


class QueueFull(Exception):
    """As much work waits already as may wait."""


class OneByOne(Generic[Asked, Done]):
    """A slow function, called in a thread of its own.

    Whoever asks for what is being done, or waits to be, waits for the same work.

    Parameters
    ----------
    work
        The function.
    waiting
        How many pieces of work may wait behind the one being done.
    """

    def __init__(self, work: Callable[[Asked], Done], *, waiting: int) -> None:
        self._work = work
        self._most = waiting + 1
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="one-by-one")
        self._making: dict[Asked, Future[Done]] = {}

    async def ask(self, asked: Asked) -> Done:
        """Return what the function returns.

        Raises
        ------
        QueueFull
            At once, when the work would have to wait behind too many others.
        """
        made = self._making.get(asked) or self._start(asked)
        # Shielded, because others may wait for the same work.
        return await asyncio.shield(asyncio.wrap_future(made))

    def _start(self, asked: Asked) -> Future[Done]:
        if len(self._making) >= self._most:
            raise QueueFull
        made = self._making[asked] = self._thread.submit(self._work, asked)
        made.add_done_callback(lambda _made: self._making.pop(asked))
        return made
