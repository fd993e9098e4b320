"""Waiting in the event loop for what threads do: many at once, one by one, or as a stream."""

import asyncio
import contextlib
import contextvars
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from prioritisation.meeting.store import StoreUnavailable

Done = TypeVar("Done")
Given = ParamSpec("Given")

STORE_PATIENCE_S = 4.0
"""Seconds after which whoever waits for the store is told that it does not answer.

A database or a disk that hangs says nothing, and its driver waits for it without end.
"""

LONG_S = 30.0
"""The same for what is read and then drawn or counted at length."""

# Their own: while the store hangs, whatever does not ask it goes on in the threads of all others.
_THREADS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="store-asked")


async def in_time(awaitable: Awaitable[Done], *, long: bool = False) -> Done:
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
        async with asyncio.timeout(LONG_S if long else STORE_PATIENCE_S):
            return await awaitable
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
    return await in_time(start_in_thread(work, *args, **kwargs))


async def in_thread_at_length(
    work: Callable[Given, Done], *args: Given.args, **kwargs: Given.kwargs
) -> Done:
    """The same for a function that also draws or counts.

    Raises
    ------
    StoreUnavailable
        When it has not ended in time.
    """
    return await in_time(start_in_thread(work, *args, **kwargs), long=True)


async def in_thread_unbounded(
    work: Callable[Given, Done], *args: Given.args, **kwargs: Given.kwargs
) -> Done:
    """What a function returns that asks nothing of the store, called in a thread."""
    return await asyncio.to_thread(work, *args, **kwargs)


def start_in_thread(
    work: Callable[Given, Done], *args: Given.args, **kwargs: Given.kwargs
) -> asyncio.Future[Done]:
    """The same, to be waited for ``in_time`` by as many as want it."""
    # An executor does not hand the context on, as `asyncio.to_thread` does.
    called = partial(contextvars.copy_context().run, work, *args, **kwargs)
    return asyncio.get_running_loop().run_in_executor(_THREADS, called)


class ThreadResults:
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


Piece = TypeVar("Piece", bound=Hashable)


class QueueFull(Exception):
    """As much work waits already as may wait."""


class OneByOne(Generic[Piece, Done]):
    """A slow function, called in a thread of its own.

    Whoever asks for what is being done, or waits to be, waits for the same work.

    Parameters
    ----------
    work
        The function.
    waiting
        How many pieces of work may wait behind the one being done.
    """

    def __init__(self, work: Callable[[Piece], Done], *, waiting: int) -> None:
        self._work = work
        self._most = waiting + 1
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="one-by-one")
        self._making: dict[Piece, Future[Done]] = {}

    async def ask(self, piece: Piece) -> Done:
        """Return what the function returns.

        Raises
        ------
        QueueFull
            At once, when the work would have to wait behind too many others.
        """
        made = self._making.get(piece) or self._start(piece)
        # Shielded, because others may wait for the same work.
        return await asyncio.shield(asyncio.wrap_future(made))

    def _start(self, piece: Piece) -> Future[Done]:
        if len(self._making) >= self._most:
            raise QueueFull
        made = self._making[piece] = self._thread.submit(self._work, piece)
        made.add_done_callback(lambda _made: self._making.pop(piece))
        return made


async def none() -> AsyncIterator[bytes]:
    """No message: what HEAD is told of a stream."""
    nothing: tuple[bytes, ...] = ()
    for message in nothing:
        yield message


STREAM_SCRIPT = Path(__file__).parent / "stream.js"
"""Stands before a script whose page follows a stream, and keeps it open."""


class Stream(Response):
    """An event stream that ends when its reader leaves."""

    def __init__(self, messages: AsyncIterator[bytes]) -> None:
        self._messages = messages
        self.background = None
        self.status_code = 200
        kind = {"Content-Type": "text/event-stream; charset=utf-8"}
        self.init_headers({**kind, "Cache-Control": "no-store", "X-Accel-Buffering": "no"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send messages until there are no more, or nobody reads them."""
        del scope
        await send(
            {
                "type": "http.response.start",
                "status": self.status_code,
                "headers": self.raw_headers,
            }
        )
        sending = asyncio.create_task(self._send(send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (sending, leaving):
                task.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)

    async def _send(self, send: Send) -> None:
        async with contextlib.aclosing(self._messages) as messages:  # type: ignore[type-var]
            async for message in messages:
                await send({"type": "http.response.body", "body": message, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    """Wait until the reader has left."""
    while (await receive())["type"] != "http.disconnect":
        pass
