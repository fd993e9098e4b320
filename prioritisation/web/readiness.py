"""Whether a ballot can be written, for a proxy or whoever watches over the server."""

import asyncio
import logging
import time

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from prioritisation.meeting.store import NewerStore, StoreUnavailable
from prioritisation.web.ballot.desk import Desk
from prioritisation.wording import t

FRESH_S = 1.0
"""Seconds that an answer is kept: whoever asks more often costs nothing."""

READY = "ok"

_LOGGER = logging.getLogger(__name__)


class Readiness:
    """Writes something tiny where ballots are written, at most once a second.

    Anybody may ask: why it cannot be written is said in the log, once each time it changes.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept = (float("-inf"), READY)
        self._asking: asyncio.Task[str] | None = None

    def routes(self) -> list[BaseRoute]:
        """The address; HEAD is answered as GET."""
        return [Route("/readyz", self.answer, methods=["GET"])]

    async def answer(self, _request: Request) -> Response:
        """200 when a ballot can be written, 503 and a sentence when not."""
        headers = {"Cache-Control": "no-store"}
        if await self._found() == READY:
            return JSONResponse({"status": READY}, headers=headers)
        said = {"status": "unavailable", "message": t("No ballot can be recorded at the moment.")}
        return JSONResponse(said, 503, headers={**headers, "Retry-After": "1"})

    async def _found(self) -> str:
        if time.monotonic() - self._kept[0] < FRESH_S:
            return self._kept[1]
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        return await asyncio.shield(self._asking)

    async def _ask(self) -> str:
        why: Exception | None = None
        try:
            room = await self._desk.room()
            await self._desk.waiting.result(room.probe_soon())
            found = READY
        except StoreUnavailable as error:
            found = error.cause
        except NewerStore:
            found = "newer"
        except Exception as error:  # noqa: BLE001 (it is in the log, and nobody is told it can)
            found, why = "unknown", error
        if found != self._kept[1]:
            _LOGGER.warning("whether a ballot can be written: %s", found, exc_info=why)
        self._kept = time.monotonic(), found
        return found
