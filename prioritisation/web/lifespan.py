"""What the server does beside answering: collect garbage."""

import asyncio
import contextlib
import gc
import importlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager

from prioritisation.memory import give_back, share_memory
from prioritisation.web.files import allow_files
from prioritisation.web.logs import dated, no_access_log
from prioritisation.web.waiting import unbounded

_LOGGER = logging.getLogger(__name__)


def lifespan(
    *,
    early: Sequence[str] = (),
    first_page: asyncio.Event,
    announce: Callable[[], None] = lambda: None,
    prepare: Sequence[Callable[[], None]] = (),
    pause: float = 5.0,
    period: float = 20.0,
) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """Return the ``lifespan`` of the application.

    Streamlit would collect all garbage after each script run and make every visitor wait: the
    settings say no (``runner.postScriptGC``). Instead, what is imported is put out of the
    collector's sight, and the sessions' own garbage is collected from time to time, then given
    back to the system.

    Parameters
    ----------
    early
        Names of modules that the first page needs, imported before the server answers.
    first_page
        Set by others when a first page has been served.
    announce
        Called once in a thread of its own when the server starts, which does not wait for it.
    prepare
        Called once each, before the server answers.
    pause
        Seconds that it takes to be drawn: what it brought is then put out of sight too.
    period
        Seconds between two collections.
    """

    @contextlib.asynccontextmanager
    async def running(_app: object) -> AsyncIterator[None]:
        for first in (dated, no_access_log, share_memory, allow_files):
            first()
        _made_ready(prepare, early)
        tasks = [
            asyncio.create_task(_collect(period)),
            asyncio.create_task(_set_aside_after(first_page, pause)),
            asyncio.create_task(_announced(announce)),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            gc.unfreeze()

    return running


def _made_ready(prepare: Sequence[Callable[[], None]], early: Sequence[str]) -> None:
    for ready in prepare:
        ready()
    for name in early:
        importlib.import_module(name)
    _set_aside()


def _set_aside() -> None:
    """Keep the collector from visiting again all that exists now."""
    gc.collect()
    gc.freeze()


async def _announced(announce: Callable[[], None]) -> None:
    try:
        await unbounded(announce)
    except Exception:
        _LOGGER.exception("the start could not be announced")


async def _collect(period: float) -> None:
    while True:
        await asyncio.sleep(period)
        gc.collect()
        await unbounded(give_back)


async def _set_aside_after(first_page: asyncio.Event, pause: float) -> None:
    await first_page.wait()
    await asyncio.sleep(pause)
    _set_aside()
