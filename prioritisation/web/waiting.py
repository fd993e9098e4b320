"""Waiting in the event loop for what threads do, many at once."""

import asyncio
import contextlib
from collections.abc import Awaitable
from concurrent.futures import Future
from threading import Lock
from typing import TypeVar

from prioritisation.store import StoreUnavailable

Done = TypeVar("Done")

PATIENCE_S = 4.0
"""Seconds after which whoever waits for the store is told that it does not answer.

A database or a disk that hangs says nothing, and its driver waits for it without end.
"""


async def in_time(wanted: Awaitable[Done]) -> Done:
    """What the store ends with.

    Raises
    ------
    StoreUnavailable
        When it has not ended in time; it may still do what it was asked.
    """
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await wanted
    except TimeoutError:
        raise StoreUnavailable("slow") from None


class Waiting:
    """Brings results of threads to the event loop, together when they come together.

    ``asyncio.wrap_future`` wakes the loop for each result; a transaction settles hundreds.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._settled: list[asyncio.Future[None]] = []

    async def result(self, future: Future[Done]) -> Done:
        """What a future of a thread ends with, or what it raises."""
        if not future.done():
            loop = asyncio.get_running_loop()
            mark = loop.create_future()

            def settled(_future: Future[Done]) -> None:
                with self._lock:
                    self._settled.append(mark)
                    alone = len(self._settled) == 1
                if alone:
                    # Whoever waited may have given up, and the loop be gone at the very end.
                    with contextlib.suppress(RuntimeError):
                        loop.call_soon_threadsafe(self._wake)

            future.add_done_callback(settled)
            await in_time(mark)
        return future.result()

    def _wake(self) -> None:
        with self._lock:
            settled, self._settled = self._settled, []
        for mark in settled:
            if not mark.done():
                mark.set_result(None)
