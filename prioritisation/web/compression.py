"""Compression of what Streamlit sends as it is, counting on a proxy that a meeting has not."""

import asyncio
import gzip
from collections import OrderedDict
from dataclasses import dataclass, replace
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prioritisation.web.waiting import in_thread_unbounded

# gzip only: over plain HTTP, which is all that a meeting's own Wi-Fi has, browsers take no brotli.
# Level 9 takes 0.3 % off level 6 for a third more time.
_LEVEL = 6
_SMALLEST = 1000
_ROOM = 16 * 2**20

_FOLDER = "/static/"
_TEXTS = (".css", ".js", ".json", ".svg")
# A request for a part, or for what has changed, must be answered as it is.
_ABOUT_COPIES = {"range", "if-none-match", "if-modified-since"}


@dataclass(frozen=True, slots=True)
class _Answer:
    """A whole answer, in memory."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    async def send(self, send: Send) -> None:
        """Send a copy: whoever receives it may change its headers."""
        headers = list(self.headers)
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})

    def is_immutable(self) -> bool:
        """Tell whether the name of this file changes with its content."""
        cached = Headers(raw=self.headers).get("cache-control", "")
        return self.status == HTTPStatus.OK and "immutable" in cached

    def compressed(self) -> "_Answer":
        """Return this answer in gzip."""
        body = gzip.compress(self.body, _LEVEL, mtime=0)
        headers = MutableHeaders(raw=list(self.headers))
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        etag = headers.get("etag", "")
        if etag.startswith('"'):
            # Weak: same content, other bytes.
            headers["ETag"] = f"W/{etag}"
        return replace(self, headers=headers.raw, body=body)


class Compression:
    """ASGI middleware that sends text compressed to whoever accepts it.

    The text files below ``/static/`` whose names change with their content are compressed once,
    in a thread, and from then on answered from memory without the application; those who ask
    meanwhile wait for the same work. Other texts, pages among them, are compressed for each
    answer unless the application did it.

    Parameters
    ----------
    app
        The application behind.
    room
        Most bytes of files kept; the least recently asked for leave first.
    """

    def __init__(self, app: ASGIApp, *, room: int = _ROOM) -> None:
        self.app = app
        self._each_time = GZipMiddleware(app, minimum_size=_SMALLEST, compresslevel=_LEVEL)
        self._room = room
        self._kept: OrderedDict[str, _Answer] = OrderedDict()
        self._making: dict[str, asyncio.Task[_Answer]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not _is_plain_get(scope):
            await self.app(scope, receive, send)
        elif _is_text_file(scope):
            answer = await self._answer(scope)
            await answer.send(send)
        else:
            await self._each_time(scope, receive, send)

    async def _answer(self, scope: Scope) -> _Answer:
        path = scope["path"]
        if path in self._kept:
            self._kept.move_to_end(path)
            return self._kept[path]
        if path not in self._making:
            self._making[path] = asyncio.create_task(self._make(scope))
            self._making[path].add_done_callback(lambda _made: self._making.pop(path))
        # Shielded, because others may wait for the same work.
        return await asyncio.shield(self._making[path])

    async def _make(self, scope: Scope) -> _Answer:
        answer = await _whole(self.app, scope)
        if answer.is_immutable():
            if len(answer.body) >= _SMALLEST:
                answer = await in_thread_unbounded(answer.compressed)
            self._keep(scope["path"], answer)
        return answer

    def _keep(self, path: str, answer: _Answer) -> None:
        self._kept[path] = answer
        while sum(len(kept.body) for kept in self._kept.values()) > self._room:
            self._kept.popitem(last=False)


def _is_plain_get(scope: Scope) -> bool:
    """Tell whether a request is for a whole content, wherever the browser stands."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return _ABOUT_COPIES.isdisjoint(Headers(scope=scope).keys())


def _is_text_file(scope: Scope) -> bool:
    """Tell whether a request is for one of Streamlit's text files, in gzip."""
    path = scope["path"]
    is_text = path.startswith(_FOLDER) and path.endswith(_TEXTS) and not scope["query_string"]
    return is_text and "gzip" in Headers(scope=scope).get("accept-encoding", "")


async def _stay() -> Message:
    """Wait like a browser that never leaves: those who did must not cut the file for others."""
    never: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
    return await never


async def _whole(app: ASGIApp, scope: Scope) -> _Answer:
    """Return the whole answer of an application."""
    start: Message = {}
    body = bytearray()

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            body.extend(message.get("body", b""))

    # Without extensions, which would let a server read the file by itself.
    await app({**scope, "extensions": {}}, _stay, collect)
    return _Answer(start["status"], list(start["headers"]), bytes(body))
