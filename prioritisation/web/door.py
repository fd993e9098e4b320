"""The door of our addresses: forms of other sites, codes being guessed."""

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import Response
from starlette.types import Message, Scope, Send

from prioritisation.web.ballot.messages import another_site, too_many
from prioritisation.web.ballot.rendering import answer
from prioritisation.web.ballot.routes import UNKNOWN_CODE, cleaned
from prioritisation.web.carried import network_of
from prioritisation.web.guard import HEADERS
from prioritisation.web.limits import Guesses
from prioritisation.web.origins import is_posted_here

_LOGGER = logging.getLogger(__name__)

_CODED = re.compile(r"/(?:vote|seance|documents)/([^/]+)")
TRIED = "tried_code"
"""Said in the scope of a request that counts as a guess until its code is found."""
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
    knows
        Whether a request holds what this server gave to who found a code before.
    """

    def __init__(self, guesses: Guesses, knows: Callable[[Scope, str], bool]) -> None:
        self._guesses = guesses
        self._knows = knows

    def refusal(self, scope: Scope) -> Response | None:
        """What answers a request that does not come in."""
        headers = Headers(scope=scope)
        if scope["method"] == "POST" and not is_posted_here(headers):
            _LOGGER.info("a form of another site was refused")
            return answer(another_site(), headers)
        code, network = code_of(scope), network_of(scope)
        if not code or self._guesses.is_known(network, code) or self._knows(scope, code):
            return None
        if self._guesses.may_try(network):
            scope[TRIED] = True
            return None
        return _later(headers, 60)

    def leaves(self, scope: Scope, sent: Sent) -> None:
        """Remember what came of a request."""
        code = code_of(scope)
        if not code or UNKNOWN_CODE in scope:
            return
        # What is refused, or led elsewhere, says nothing of whether there is such a code.
        if TRIED in scope:
            self._guesses.is_none(network_of(scope))
        if sent.status == HTTPStatus.OK:
            self._guesses.is_right(network_of(scope), code)


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
        return cleaned(QueryParams(scope.get("query_string", b"")).get("seance", ""))
    found = _CODED.match(scope["path"])
    return "" if found is None or found[1] in _NO_CODE else cleaned(found[1])
