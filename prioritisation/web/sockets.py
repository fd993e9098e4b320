"""Websockets: who may open one, which go on with a session, which messages reach Streamlit.

Each takes files: here the system is asked to let this process open as many as it may.
"""

import contextlib
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from prioritisation.web.reach import own_origin

REOPENS = b"reopens"
"""Query of the websockets of a page that opens itself again when told so (``shell.js``)."""
FORGOTTEN = 4404
"""Code by which it is told: the session that the page had is not here."""
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
