"""Websockets: who may open one, which go on with a session, which messages reach Streamlit.

Each takes files: here the system is asked to let this process open as many as it may.
"""

import contextlib
from collections import Counter
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from prioritisation.web.reach import own_origin
from prioritisation.web.requests import request_network

REOPENS = b"reopens"
"""Query of the websockets of a page that opens itself again when told so (``shell.js``)."""
FORGOTTEN = 4404
"""Code by which it is told: the session that the page had is not here."""
TRY_AGAIN = 1013
MOST_PAGES_OF_NETWORK = 1_000
"""Pages of one network: a whole room may open some; phones that vote hold none."""
_PAGE, _OF_ONE = 24, 32
"""One page for so many files, of all and of one network: each takes a connection, and three files
for its session, as do 128 sessions that left. All fit beside the connections allowed."""
_SESSION = 2
"""Streamlit's browser names there, among the protocols, the session that it had before."""


def from_own_page(scope: Scope) -> Scope | None:
    """Return the handshake to pass on, or None when the page that asks is not one of ours.

    For other origins Streamlit would ask a foreign server for the address of this machine, and
    answer nobody meanwhile.

    Programs send no origin; that is left to Streamlit.
    """
    headers = Headers(scope=scope)
    if "origin" not in headers:
        return scope
    # Streamlit compares letter by letter.
    own = own_origin(headers["origin"], headers.get("host", ""))
    return None if own is None else _with_origin(scope, own)


def session_lost(scope: Scope, knows: Callable[[str], bool]) -> bool:
    """Whether a page comes back for a session that this server does not know any more.

    Streamlit would begin another session in silence: the page looks alive and obeys nothing.

    Parameters
    ----------
    knows
        Whether a session can be gone on with, by its name.
    """
    protocols = scope.get("subprotocols", ())
    had = protocols[_SESSION] if len(protocols) > _SESSION else ""
    return bool(had) and scope.get("query_string") == REOPENS and not knows(had)


async def forgotten(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell a page that its session is not here; only an open websocket can be told why."""
    await receive()
    await send({"type": "websocket.accept", "subprotocol": scope["subprotocols"][0]})
    await send({"type": "websocket.close", "code": FORGOTTEN})


def sieved(receive: Receive, refuses: Callable[[bytes], bool]) -> Receive:
    """Return a `receive` without the refused messages, nor the texts: Streamlit has none."""

    async def kept() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            data = message.get("bytes")
            if data is not None and not (data and refuses(data)):
                return message

    return kept


def _with_origin(scope: Scope, origin: str) -> Scope:
    headers = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    return {**scope, "headers": [*headers, (b"origin", origin.encode("latin-1"))]}


MOST_FILES = 65_536


def allow_files() -> None:
    """Open as many files and connections as the system lets this process."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 (not on every system)

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
        # Never lowered; what has no end is left so.
        if wanted > soft != resource.RLIM_INFINITY:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def files_allowed() -> int:
    """How many files and connections this process may open."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 (not on every system)

        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return MOST_FILES if soft == resource.RLIM_INFINITY else min(soft, MOST_FILES)
    return MOST_FILES


def pages_allowed() -> int:
    """How many pages may be open, of the files that this process may open."""
    return files_allowed() // _PAGE


def pages_of_one() -> int:
    """How many pages of one network may be open."""
    return min(MOST_PAGES_OF_NETWORK, files_allowed() // _OF_ONE)


class PageLimit:
    """ASGI middleware that opens so many websockets: each is a page, whose session is kept whole.

    Parameters
    ----------
    app
        The application behind.
    of_all
        How many may be open; asked each time, since files are allowed when the server starts.
    of_one
        How many may be open for one network.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        of_all: Callable[[], int] = pages_allowed,
        of_one: Callable[[], int] = pages_of_one,
    ) -> None:
        self.app = app
        self._of_all = of_all
        self._of_one = of_one
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or carry one websocket."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        network = request_network(scope)
        if self._open[network] >= self._of_one() or self._open.total() >= self._of_all():
            await WebSocketClose(TRY_AGAIN)(scope, receive, send)
            return
        self._open[network] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[network] -= 1
            if not self._open[network]:
                del self._open[network]
