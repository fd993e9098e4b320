"""The door of our addresses: forms of other sites, guessed codes, links turned into cookies."""

import logging
import re
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from threading import Lock

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Message, Scope, Send

from prioritisation.analysis.address import MEETING_KEY
from prioritisation.cases.reading import DOSSIER_COOKIE
from prioritisation.cases.rights import LINK_ROLES
from prioritisation.cases.shelf import Shelf, shelf_of
from prioritisation.drawing.view import dossier_address, meeting_address
from prioritisation.meeting.room.identity import LINK, SETUP, cleaned_code
from prioritisation.meeting.rules import Role
from prioritisation.memory import MadeOnce
from prioritisation.web.ballot import meanwhile
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.meanwhile import another_site, too_many_codes
from prioritisation.web.ballot.rendering import page_response
from prioritisation.web.ballot.routes import UNKNOWN_CODE
from prioritisation.web.guard import HEADERS
from prioritisation.web.requests import (
    Guesses,
    drop_cookie,
    is_posted_here,
    request_cookies,
    request_network,
    set_cookie,
)
from prioritisation.web.waiting import in_thread

_MOST, _SHOWN_S = 100, 60 * 60.0
"""How many are kept, in memory alone, and for how long."""


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link that leads a dossier, shown until it is used or put away.

    Attributes
    ----------
    is_new
        Whether the dossier is; else its link was lost.
    form
        What the tab keeps of the form that was sent goes by this name.
    """

    key: str
    secret: str
    title: str
    is_new: bool
    form: str = ""


class MadeLinks:
    """Links that were made and not yet used, each for the browser that made it alone."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._links: MutableMapping[str, tuple[float, str, MadeLink]] = {}

    def keep(self, link: MadeLink, mark: str) -> None:
        """Keep a link for a browser."""
        with self._lock:
            self._links.pop(link.key, None)
            self._links[link.key] = self._now(), mark, link
            self._shorten()

    def last_of(self, mark: str) -> MadeLink | None:
        """The last link that a browser made, as long as nobody has used it."""
        with self._lock:
            self._shorten()
            own = [link for _, whose, link in self._links.values() if whose == mark]
            return own[-1] if own and mark else None

    def forget(self, key: str) -> None:
        """Forget the link of a dossier: somebody came in by it, or has put it away."""
        with self._lock:
            self._links.pop(key, None)

    def _shorten(self) -> None:
        oldest = self._now() - _SHOWN_S
        for n, (key, (moment, *_)) in enumerate([*self._links.items()][::-1]):
            if moment < oldest or n >= _MOST:
                del self._links[key]


@MadeOnce
def current_made_links() -> MadeLinks:
    """The links that this process has made."""
    return MadeLinks()


_LOGGER = logging.getLogger(__name__)

_CODED = re.compile(r"/(?:vote|seance|documents)/([^/]+)")
_TRIED = "tried_code"
"""Said in the scope of a request that counts as a guess until its code is found."""
_NO_CODE = frozenset({"aide.pdf", "projet"})
# A page says itself what it may do. What is no page runs nothing; nothing else is forbidden, as
# Chromium shows a PDF by styles and an object that it puts around it.
_FILE_POLICY = "script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_GUARDS = {**HEADERS, "Content-Security-Policy": _FILE_POLICY}


class GuardedSend:
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
            for name, value in _GUARDS.items():
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
            return page_response(another_site(), headers)
        code, network = _code_of(scope), request_network(scope)
        if not code or self._guesses.is_known(network, code) or self._knows(scope, code):
            return None
        if self._guesses.may_try(network):
            scope[_TRIED] = True
            return None
        # Drawn once: it answers whoever asks without end.
        response = page_response(replace(too_many_codes(), frame=("later", "")), headers)
        response.headers["Retry-After"] = "60"
        return response

    def leaves(self, scope: Scope, sent: GuardedSend) -> None:
        """Remember what came of a request."""
        code = _code_of(scope)
        if not code or UNKNOWN_CODE in scope:
            return
        # What is refused, or led elsewhere, says nothing of whether there is such a code.
        if _TRIED in scope:
            self._guesses.is_none(request_network(scope))
        if sent.status == HTTPStatus.OK:
            self._guesses.is_right(request_network(scope), code)


def _code_of(scope: Scope) -> str:
    """The code that a request looks for; empty when it looks for none.

    Examples
    --------
    >>> _code_of({"path": "/vote/k7q4p/flux"}), _code_of({"path": "/vote/aide.pdf"})
    ('K7Q4P', '')
    >>> _code_of({"path": "/projection", "query_string": b"seance=k7q4p"})
    'K7Q4P'
    """
    if scope["path"] == "/projection":
        return cleaned_code(QueryParams(scope.get("query_string", b"")).get(MEETING_KEY, ""))
    match = _CODED.match(scope["path"])
    return "" if match is None or match[1] in _NO_CODE else cleaned_code(match[1])


MOST_DOSSIERS = 30
"""Links of dossiers that one browser keeps: what it sends each time has 110 bytes for each."""

_LED = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}

_LONGEST_SECRET = 64
"""Shorter than the pass that a browser keeps: a pass is no link."""


class Entries:
    """Opens secret links: they have 192 bits, nobody guesses one."""

    def __init__(self, desk: AsyncRoom) -> None:
        self._desk = desk

    def routes(self) -> list[BaseRoute]:
        """The addresses of the links."""
        return [
            Route("/entrer/{code}/{secret}", self.enter),
            Route("/ouvrir/{key}/{secret}", self.open),
            Route("/demarrer/{secret}", self.start),
        ]

    async def enter(self, request: Request) -> Response:
        """A role's link of a meeting."""
        code = cleaned_code(request.path_params["code"])
        secret = request.path_params["secret"][:_LONGEST_SECRET]
        room = await self._desk.room()
        role = await in_thread(room.role, code, secret)
        if role is Role.OBSERVER:
            return page_response(meanwhile.unknown_link(), request.headers)
        name, where = f"{LINK}{code}", meeting_address(code)
        own_role = await in_thread(room.role, code, request_cookies(request).get(name, ""))
        if own_role is Role.FACILITATOR and role is not own_role:
            # Any page may lead here: whoever leads the meeting is not made less by a link.
            return _led(where)
        return _given(request, name, await in_thread(room.pass_of, code, secret), where)

    async def open(self, request: Request) -> Response:
        """A link of a dossier."""
        key = cleaned_code(request.path_params["key"])
        secret = request.path_params["secret"][:_LONGEST_SECRET]
        cookies = request_cookies(request)
        shelf = await in_thread(shelf_of, await self._desk.room())
        kept = await in_thread(_pass, shelf, key, secret, cookies)
        if kept is None:
            return page_response(meanwhile.unknown_dossier_link(), request.headers)
        current_made_links().forget(key)
        response = _led(dossier_address(key))
        if kept:
            set_cookie(response, request, DOSSIER_COOKIE + key, kept)
            for name in _surplus(key, cookies):
                drop_cookie(response, request, name)
        return response

    async def start(self, request: Request) -> Response:
        """The set-up link, which the terminal shows at the first start."""
        secret = request.path_params["secret"][:_LONGEST_SECRET]
        room = await self._desk.room()
        if not await in_thread(room.is_setup, secret):
            return page_response(meanwhile.no_setup_link(), request.headers)
        return _given(request, SETUP, await in_thread(room.pass_of, "", secret), meeting_address())


def _pass(shelf: Shelf, key: str, secret: str, cookies: Mapping[str, str]) -> str | None:
    """What a browser is given of a link; empty where it has more already, None for no link."""
    role = shelf.role(key, secret)
    if role is None:
        return None
    own_role = shelf.role(key, cookies.get(DOSSIER_COOKIE + key, ""))
    # Any page may lead here: nobody is made less by a link.
    if own_role and LINK_ROLES.index(own_role) > LINK_ROLES.index(role):
        return ""
    return shelf.pass_of(key, secret)


def _surplus(key: str, cookies: Mapping[str, str]) -> list[str]:
    """Cookies of dossiers to be forgotten, so that one more is not too many.

    Those that the browser has had longest, which it sends in front.
    """
    others = [n for n in cookies if n.startswith(DOSSIER_COOKIE) and n != DOSSIER_COOKIE + key]
    return others[: max(0, len(others) - MOST_DOSSIERS + 1)]


def _given(request: Request, name: str, value: str, address: str) -> Response:
    response = _led(address)
    set_cookie(response, request, name, value)
    return response


def _led(address: str) -> Response:
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=_LED)
