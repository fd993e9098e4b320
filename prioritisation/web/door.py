"""The door of our addresses: forms of other sites, codes being guessed, too many at once."""

import contextlib
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import Message, Scope, Send

from prioritisation.limits import Guesses, network_of
from prioritisation.web.ballot.messages import another_site, too_many
from prioritisation.web.ballot.rendering import answer
from prioritisation.web.ballot.routes import cleaned
from prioritisation.web.guard import HEADERS
from prioritisation.web.origins import is_posted_here

_LOGGER = logging.getLogger(__name__)

MOST_POSTS = 3_000
"""Forms that are being received and answered at once; a thousand people may press together."""
MOST_OF_ONE = 1_500
"""The same from one network."""

_CODED = re.compile(r"/(?:vote|i|seance|documents)/([^/]+)")
_NO_CODE = frozenset({"aide.pdf", "projet"})


class Sent:
    """A `send` that knows how an answer has begun, guards it, and gives HEAD no body."""

    def __init__(self, send: Send, *, head: bool) -> None:
        self._send = send
        self._head = head
        self.begun = False
        self.status = 0

    async def __call__(self, message: Message) -> None:
        """Send one message."""
        self.begun = True
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        if self._head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


class Door:
    """Who may come in now.

    Parameters
    ----------
    guesses
        Of codes, by this door and by others.
    """

    def __init__(self, guesses: Guesses) -> None:
        self._guesses = guesses
        self._posts: Counter[str] = Counter()

    def refusal(self, scope: Scope) -> Response | None:
        """What answers a request that does not come in."""
        headers, network = Headers(scope=scope), _network(scope)
        if scope["method"] == "POST":
            if not is_posted_here(headers):
                _LOGGER.info("a form of another site was refused")
                return answer(another_site(), headers)
            if self._posts.total() >= MOST_POSTS or self._posts[network] >= MOST_OF_ONE:
                return _later(headers, 2)
        code = code_of(scope)
        return _later(headers, 60) if code and not self._guesses.may_try(network, code) else None

    @contextlib.contextmanager
    def inside(self, scope: Scope, sent: Sent) -> Iterator[None]:
        """While a request is being answered; what came of it is remembered."""
        network, posted = _network(scope), scope["method"] == "POST"
        if posted:
            self._posts[network] += 1
        try:
            yield
        finally:
            if posted:
                self._posts[network] -= 1
                if not self._posts[network]:
                    del self._posts[network]
            code = code_of(scope)
            # What is refused, or led elsewhere, says nothing of whether there is such a code.
            if code and sent.status in (HTTPStatus.OK, HTTPStatus.NOT_FOUND):
                self._guesses.tried(network, code, found=sent.status == HTTPStatus.OK)


def _later(headers: Headers, seconds: int) -> Response:
    # Drawn once: it answers whoever asks without end.
    response = answer(replace(too_many({}, ""), frame=("later", "")), headers)
    response.headers["Retry-After"] = str(seconds)
    return response


def code_of(scope: Scope) -> str:
    """The code that a request looks for; empty when it looks for none.

    Examples
    --------
    >>> code_of({"path": "/vote/k7q4p/flux"}), code_of({"path": "/vote/aide.pdf"})
    ('K7Q4P', '')
    >>> code_of({"path": "/projection", "query_string": b"seance=k7q4p"})
    'K7Q4P'
    """
    if scope["path"] == "/projection":
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("seance", [""])
        return cleaned(asked[0])
    found = _CODED.match(scope["path"])
    return "" if found is None or found[1] in _NO_CODE else cleaned(found[1])


def _network(scope: Scope) -> str:
    client = scope.get("client")
    return network_of(client[0] if client else "")
