"""Doing something when the server is told to stop, before it waits for its open connections."""

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def when_stopped(close: Callable[[], None]) -> Callable[[], None]:
    """Call ``close`` in the running event loop as soon as the process is told to stop.

    The server waits for its connections to end before it tells the application anything, and a
    stream never ends by itself. Whoever handled these signals still does, afterwards.

    Returns
    -------
    What puts things back; it does nothing elsewhere than in the main thread, where signals are.
    """
    if threading.current_thread() is not threading.main_thread():
        return _nothing
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in SIGNALS}

    def told(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(close)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    # Only where a server listens already: elsewhere the process must end as it did.
    handled = [number for number, handler in before.items() if callable(handler)]
    for number in handled:
        signal.signal(number, told)

    def undo() -> None:
        for number in handled:
            if signal.getsignal(number) is told:
                signal.signal(number, before[number])

    return undo


def _nothing() -> None:
    """Nothing was changed."""
