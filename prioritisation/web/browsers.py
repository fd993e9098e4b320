"""Which browser is which, for what it alone has sent or made: a mark drawn here, in a cookie.

A page knows the cookies that its browser had when it was loaded. One that had no mark then is
given one by ``POST /dossiers/navigateur``, with a ticket that its page was told.
"""

import re
import secrets
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock
from weakref import WeakValueDictionary

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from prioritisation.meeting.room.identity import BROWSER
from prioritisation.web.ballot.messages import unknown_page
from prioritisation.web.ballot.rendering import page_response
from prioritisation.web.guard import HEADERS
from prioritisation.web.requests import request_cookies, set_cookie

KNOWN_ROUTE = "/dossiers/navigateur"
TICKET_HEADER = "x-billet"

_MARK = re.compile(r"[\w-]{32}", re.ASCII)


@dataclass(eq=False)
class Browser:
    """A browser as one of its pages knows it.

    Attributes
    ----------
    marks
        All that it is known by; the page's own first, then the one that it is given.
    ticket
        What it is given its mark for; empty where it has one.
    """

    marks: set[str] = field(default_factory=set)
    ticket: str = ""


_TURN = Lock()
_WAITING: WeakValueDictionary[str, Browser] = WeakValueDictionary()
"""Browsers that are to be given a mark, by their tickets: as long as their pages."""


def page_browser(mark: str) -> Browser:
    """The browser of a page that was loaded with a mark, or with none."""
    if _MARK.fullmatch(mark):
        return Browser({mark})
    browser = Browser({secrets.token_urlsafe(24)}, secrets.token_urlsafe(24))
    with _TURN:
        _WAITING[browser.ticket] = browser
    return browser


def marks_of_request(request: Request) -> AbstractSet[str]:
    """What the browser that asks is known by: one mark, or none."""
    mark = request_cookies(request).get(BROWSER, "")
    return {mark} if _MARK.fullmatch(mark) else set()


def given_marks(request: Request) -> AbstractSet[str]:
    """The same, drawn where there is none; the page that has told its ticket knows it then."""
    with _TURN:
        browser = _WAITING.get(request.headers.get(TICKET_HEADER, ""))
    marks = marks_of_request(request) or {secrets.token_urlsafe(24)}
    if browser is not None:
        browser.marks |= marks
    return marks


def keep_marks(response: Response, request: Request, marks: AbstractSet[str]) -> None:
    """Have the browser keep its mark, where it has none."""
    if not marks_of_request(request):
        for mark in marks:
            set_cookie(response, request, BROWSER, mark)


class BrowserRoutes:
    """Gives browsers their mark."""

    def routes(self) -> list[BaseRoute]:
        """The address that pages have their browser ask."""
        return [Route(KNOWN_ROUTE, self.know, methods=["POST"])]

    async def know(self, request: Request) -> Response:
        """A mark, for who has a ticket of a page."""
        with _TURN:
            waited_for = request.headers.get(TICKET_HEADER, "") in _WAITING
        if not waited_for:
            return page_response(unknown_page(), request.headers)
        headers = {**HEADERS, "Cache-Control": "no-store"}
        response = Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
        keep_marks(response, request, given_marks(request))
        return response
