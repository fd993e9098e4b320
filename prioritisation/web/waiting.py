"""Waiting in the event loop for what threads do, many at once."""

import asyncio
import contextlib
import contextvars
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import ParamSpec, TypeVar

from prioritisation.meeting.store import StoreUnavailable

Done = TypeVar("Done")
Given = ParamSpec("Given")

PATIENCE_S = 4.0
"""Seconds after which whoever waits for the store is told that it does not answer.

A database or a disk that hangs says nothing, and its driver waits for it without end.
"""

LONG_S = 30.0
"""The same for what is read and then drawn or counted at length."""

# Their own: while the store hangs, whatever does not ask it goes on in the threads of all others.
_THREADS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="store-asked")


async def in_time(wanted: Awaitable[Done], *, long: bool = False) -> Done:
    """What the store ends with.

    Parameters
    ----------
    long
        Whether something is also drawn or counted.

    Raises
    ------
    StoreUnavailable
        When it has not ended in time; it may still do what it was asked.
    """
    try:
        async with asyncio.timeout(LONG_S if long else PATIENCE_S):
            return await wanted
    except TimeoutError:
        raise StoreUnavailable("slow") from None


async def in_thread(
    work: Callable[Given, Done], *args: Given.args, **kwargs: Given.kwargs
) -> Done:
    """What a function that asks the store returns, called in a thread and waited for in time.

    Raises
    ------
    StoreUnavailable
        When it has not ended in time.
    """
    return await in_time(asked(work, *args, **kwargs))


async def in_thread_at_length(
    work: Callable[Given, Done], *args: Given.args, **kwargs: Given.kwargs
) -> Done:
    """The same for a function that also draws or counts.

    Raises
    ------
    StoreUnavailable
        When it has not ended in time.
    """
    return await in_time(asked(work, *args, **kwargs), long=True)


async def unbounded(
    work: Callable[Given, Done], *args: Given.args, **kwargs: Given.kwargs
) -> Done:
    """What a function returns that asks nothing of the store, called in a thread."""
    return await asyncio.to_thread(work, *args, **kwargs)


def asked(
    work: Callable[Given, Done], *args: Given.args, **kwargs: Given.kwargs
) -> asyncio.Future[Done]:
    """The same, to be waited for ``in_time`` by as many as want it."""
    called = partial(contextvars.copy_context().run, work, *args, **kwargs)
    return asyncio.get_running_loop().run_in_executor(_THREADS, called)


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
