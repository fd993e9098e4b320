"""What stands between browsers and Streamlit: headers, page shell, closed doors, a sieve."""

import base64
import contextlib
import hashlib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from html import escape
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from prioritisation.web.requests import own_origin

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


# Found in Chromium, by taking away all that a page works without:
# - blob: is how Streamlit loads the JavaScript of a components.v2 component;
# - inline styles are written by Streamlit itself, by the fonts of the theme and by st.html;
# - data: is an emoji as icon of a page, the icons of a table, and one font for formulas.
# Streamlit's protobuf library tries WebAssembly, is refused in silence, and does without.
# 'self' covers the websocket too, in every browser able to run Streamlit's own JavaScript.
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": Chromium then tells our own forms' origin as "null".
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}

# Public in Streamlit and of no use to a visitor: figures on the server, a door for programs, a
# place for files although no page asks for one.
_CLOSED = re.compile(r"/_stcore/(metrics|agent|upload_file)(/|$)")
# Files that pass as they are. Any other address may turn out to be Streamlit's index page, with
# which Streamlit answers whatever it does not know.
_FILES = ("/static/", "/media/")
# With these, Streamlit may answer something other than the whole index page in plain text.
_ABOUT_COPIES = {b"accept-encoding", b"if-modified-since", b"if-none-match", b"if-range", b"range"}
_NOT_ALLOWED = 1008  # the websocket code of a broken rule
_MARK = '<div id="root">'  # in Streamlit's index page, and only there

# The grey blocks that Streamlit shows before the first run look like nothing of ours.
_NO_BLOCKS = "[data-testid=stAppSkeleton]{opacity:0}"

_NOT_FOUND = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{missing} – {title}</title>
<style>
:root {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }}
body {{ max-width: 32rem; margin: 15vh auto; padding: 0 1rem }}
</style>
</head>
<body><main><h1>{missing}</h1><p><a href="/">{home}</a></p></main></body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Shell:
    """The words, as plain text, of what is shown before Streamlit or without it.

    Parameters
    ----------
    title
        Title of the browser's tab until a page sets its own.
    noscript
        What a browser without JavaScript shows.
    missing
        Heading of the page that answers an unknown address.
    home
        Text of the link from that page to the first one.
    skip
        Text of the link that jumps over the top of a page.
    lost
        What is said when the server does not answer any more.
    font
        Address of the font that pages need first.
    lang
        Language of all these words, and of the pages.
    """

    title: str
    noscript: str
    missing: str
    home: str
    skip: str
    lost: str
    font: str = "/fonts/FiraSans-Regular.woff2"
    lang: str = "fr"

    def not_found(self) -> str:
        """Return the page that answers an unknown address."""
        return _NOT_FOUND.format(
            lang=escape(self.lang),
            title=escape(self.title),
            missing=escape(self.missing),
            home=escape(self.home),
        )

    def dress(self, index: str) -> str:
        """Return Streamlit's index page in these words, without links to what is not served."""
        font = escape(self.font)
        preload = f'<link href="{font}" rel="preload" as="font" type="font/woff2" crossorigin>'
        # Streamlit draws a few words before it knows the theme. Without this, they cost every
        # visitor the 170 kB of another font.
        face = f"font-family:'Source Sans';font-weight:100 900;src:url('{font}')format('woff2')"
        changes = {
            r'<html lang="en">': f'<html lang="{escape(self.lang)}">',
            r"<title>.*?</title>": f"<title>{escape(self.title)}</title>",
            r"<noscript>.*?</noscript>": f"<noscript><p>{escape(self.noscript)}</p></noscript>",
            r'<link[^>]*rel="preload"[^>]*>': preload,
            r'<link[^>]*rel="service-desc"[^>]*>': "",
            # Before all others: it watches them come.
            r"<head>": f"<head>{self._script()}",
            r"</head>": f"<style>@font-face{{{face}}}{_NO_BLOCKS}</style></head>",
        }
        for pattern, new in changes.items():
            literal = new.replace("\\", r"\\")
            index = re.sub(pattern, literal, index, flags=re.DOTALL)
        return index

    def _script(self) -> str:
        """Return the script that stands by on every page."""
        words = f'data-skip="{escape(self.skip)}" data-lost="{escape(self.lost)}"'
        return f'<script src="/shell.js" {words}></script>'


class Guard:
    """ASGI middleware that serves Streamlit to a public it was not made for.

    Parameters
    ----------
    app
        The application behind.
    shell
        The words shown before Streamlit, or instead of it.
    pages
        Paths that Streamlit draws; any other path it would draw is an unknown address.
    sieve
        Makes, for one websocket, what tells which of its messages are dropped; texts are, whatever
        they say.
    knows
        Tells whether a session can be gone on with, by its name.
    served
        Called after each index page sent.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        shell: Shell,
        pages: Collection[str],
        sieve: Callable[[], Callable[[bytes], bool]],
        knows: Callable[[str], bool],
        served: Callable[[], None],
    ) -> None:
        self.app = app
        self._shell = shell
        self._pages = frozenset(pages)
        self._sieve = sieve
        self._knows = knows
        self._served = served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or carry one websocket."""
        if scope["type"] == "http":
            send = _protected(send, head=scope["method"] == "HEAD")
            if _CLOSED.match(scope["path"]):
                await self._not_found()(scope, receive, send)
            else:
                await self.app(_whole(scope), receive, self._reading(scope, receive, send))
        elif scope["type"] == "websocket":
            own = from_own_page(scope)
            await self._behind(own)(own or scope, sieved(receive, self._sieve()), send)
        else:
            await self.app(scope, receive, send)

    def _behind(self, scope: Scope | None) -> ASGIApp:
        """Return what answers a websocket, None when it is not of a page of ours."""
        if scope is None:
            # Closed before it is accepted: the browser gets a 403.
            return WebSocketClose(_NOT_ALLOWED)
        return forgotten if session_lost(scope, self._knows) else self.app

    def _reading(self, scope: Scope, receive: Receive, send: Send) -> Send:
        """Return a `send` that replaces Streamlit's page shell and its "not found" answers."""
        start: Message | None = None
        body = bytearray()

        async def reading(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_to_be_read(scope, message):
                start = message
            elif start is None:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await self._answer(scope["path"], start, bytes(body))(scope, receive, send)

        return reading

    def _answer(self, path: str, start: Message, body: bytes) -> ASGIApp:
        """Return what answers for a page, or for a "not found", that was read whole."""
        if start["status"] != HTTPStatus.OK:
            return self._not_found()
        if _MARK.encode() not in body:
            return _as_it_was(start, body)
        return self._index(body.decode()) if path in self._pages else self._not_found()

    def _index(self, index: str) -> ASGIApp:
        page = self._shell.dress(index)
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": page_policy(page)}
        response = HTMLResponse(page, headers=headers)

        async def index_page(scope: Scope, receive: Receive, send: Send) -> None:
            await response(scope, receive, send)
            self._served()

        return index_page

    def _not_found(self) -> Response:
        page = self._shell.not_found()
        return HTMLResponse(page, HTTPStatus.NOT_FOUND, headers={"Cache-Control": "no-store"})


def page_policy(page: str = "") -> str:
    """Return the content security policy of a page, whose own inline scripts may run."""
    sources = dict(_POLICY)
    for script in re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        sources["script-src"] += f" 'sha256-{digest}'"
    return "; ".join(f"{name} {allowed}" for name, allowed in sources.items())


def _protected(send: Send, *, head: bool) -> Send:
    """Return a `send` that adds the headers, and leaves the body out of an answer to HEAD."""

    async def protected(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            headers.setdefault("Content-Security-Policy", page_policy())
        elif head:
            message = {**message, "body": b""}
        await send(message)

    return protected


def _whole(scope: Scope) -> Scope:
    """Return the request to pass on, so that the answer can be read."""
    if scope["path"].startswith(_FILES):
        return scope
    headers = [(name, value) for name, value in scope["headers"] if name not in _ABOUT_COPIES]
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    # Without extensions, which would let a server read a page by itself.
    return {**scope, "method": method, "headers": headers, "extensions": {}}


def _is_to_be_read(scope: Scope, start: Message) -> bool:
    """Tell whether an answer is a page, or the bare "not found" that a person would see."""
    is_page = Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
    if start["status"] == HTTPStatus.NOT_FOUND:
        return not is_page and "text/html" in Headers(scope=scope).get("accept", "")
    return is_page and start["status"] == HTTPStatus.OK


def _as_it_was(start: Message, body: bytes) -> ASGIApp:
    """Return what answers with a page of our own."""

    async def as_it_was(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send(start)
        await send({"type": "http.response.body", "body": body})

    return as_it_was
