"""What the server does beside answering: its start, its garbage, its log, and its stop."""

import asyncio
import contextlib
import gc
import gzip
import importlib
import logging
import signal
import sys
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from http import HTTPStatus
from types import FrameType

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prioritisation.analysis.address import DOSSIER_KEY
from prioritisation.cases.reading import DOSSIER_COOKIE
from prioritisation.meeting.room.identity import cleaned_code
from prioritisation.memory import give_back, share_memory
from prioritisation.web.guard import allow_files
from prioritisation.web.requests import keep_mark, request_cookies, set_cookie
from prioritisation.web.waiting import in_thread_unbounded

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
NAME = "prioritisation"


def date_logs() -> None:
    """Date what this program says, unless somebody has chosen where its log goes."""
    logger = logging.getLogger(NAME)
    if logger.hasHandlers():
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(handler)


def no_access_log() -> None:
    """Have uvicorn log no address, however it was started: those of secret links are secrets.

    `streamlit run` asks it not to; `uvicorn app:app` logs each twice, once more for Streamlit.
    """
    logging.getLogger("uvicorn.access").disabled = True


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
        for first in (date_logs, no_access_log, share_memory, allow_files):
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
        await in_thread_unbounded(announce)
    except Exception:
        _LOGGER.exception("the start could not be announced")


async def _collect(period: float) -> None:
    while True:
        await asyncio.sleep(period)
        gc.collect()
        await in_thread_unbounded(give_back)


async def _set_aside_after(first_page: asyncio.Event, pause: float) -> None:
    await first_page.wait()
    await asyncio.sleep(pause)
    _set_aside()


_SIGNALS = (signal.SIGINT, signal.SIGTERM)


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
    before = {number: signal.getsignal(number) for number in _SIGNALS}

    def stopping(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(close)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    # Only where a server listens already: elsewhere the process must end as it did.
    handled = [number for number, handler in before.items() if callable(handler)]
    for number in handled:
        signal.signal(number, stopping)

    def undo() -> None:
        for number in handled:
            if signal.getsignal(number) is stopping:
                signal.signal(number, before[number])

    return undo


def _nothing() -> None:
    """Nothing was changed."""


_Header = tuple[bytes, bytes]


class Renewed:
    """ASGI middleware that gives a browser its mark, and again what it holds of a dossier.

    What it holds opens no more than it did: its link may be closed, or its dossier erased.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        asked = scope["type"] == "http" and scope["method"] == "GET"
        kept = _kept(Request(scope)) if asked else []

        async def renewing(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message["headers"]):
                message = {**message, "headers": [*message["headers"], *kept]}
            await send(message)

        await self.app(scope, receive, renewing if kept else send)


def _kept(request: Request) -> list[_Header]:
    """What has the browser keep its pass for another month, and a mark, where it has none."""
    name = DOSSIER_COOKIE + cleaned_code(request.query_params.get(DOSSIER_KEY, ""))
    value = request_cookies(request).get(name, "")
    response = Response()
    keep_mark(response, request)
    if value:
        set_cookie(response, request, name, value)
    return [header for header in response.raw_headers if header[0] == b"set-cookie"]


def _is_page(headers: Iterable[_Header]) -> bool:
    kinds = (value for name, value in headers if name.lower() == b"content-type")
    return any(value.startswith(b"text/html") for value in kinds)


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
