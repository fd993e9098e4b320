"""An answer that goes on: the messages of an event stream, as long as somebody reads them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from prioritisation.web.guard import HEADERS


async def none() -> AsyncIterator[bytes]:
    """No message: what HEAD is told of a stream."""
    nothing: tuple[bytes, ...] = ()
    for message in nothing:
        yield message


class Stream(Response):
    """An event stream that ends when its reader leaves."""

    def __init__(self, messages: AsyncIterator[bytes]) -> None:
        self._messages = messages
        self.background = None
        self.status_code = 200
        self.init_headers(
            {
                **HEADERS,
                "Content-Type": "text/event-stream; charset=utf-8",
                "Cache-Control": "no-store",
                "X-Accel-Buffering": "no",
            }
        )

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
