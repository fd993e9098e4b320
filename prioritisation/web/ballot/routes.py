"""The addresses of the ballot."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from prioritisation.meeting import Refused
from prioritisation.room import InvalidFrame
from prioritisation.settings import InvalidSetting
from prioritisation.store import (
    Conflict,
    NewerStore,
    StoreUnavailable,
    TooMany,
    UnknownMeeting,
    UnknownVoter,
)
from prioritisation.store.errors import Cause
from prioritisation.web.ballot import meanwhile, messages
from prioritisation.web.ballot.body import NotAForm, TooLong, fields_of
from prioritisation.web.ballot.casting import cast
from prioritisation.web.ballot.desk import Desk
from prioritisation.web.ballot.filled import TOKEN
from prioritisation.web.ballot.pages import Visitor
from prioritisation.web.ballot.privacy import notice
from prioritisation.web.ballot.rendering import PART, Page, answer
from prioritisation.web.limits import Limiter
from prioritisation.wording import t

_LOGGER = logging.getLogger(__name__)

LONGEST_CODE = 12
A_MONTH = 30 * 24 * 60 * 60
COOKIE = "bulletin_"
"""Cookie of a voting token, followed by the code of its meeting."""
TOLD = "x-key"
"""Header of a page that was told to look again: the key of what it should find."""


class Direct:
    """A handler that answers for all its errors: called without what Starlette puts around it."""

    def __init__(self, handler: Callable[[Request], Awaitable[Response]]) -> None:
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._handler(Request(scope, receive))
        await response(scope, receive, send)


class Ballots:
    """Answers what a voter's browser asks.

    Parameters
    ----------
    ballots, joins
        How often one address may send a ballot, and join; a whole room has one address.
    """

    def __init__(
        self, desk: Desk, *, ballots: Limiter | None = None, joins: Limiter | None = None
    ) -> None:
        self._desk = desk
        self._ballots = ballots or Limiter(6_000, 100)
        self._joins = joins or Limiter(3_000, 20)

    def routes(self) -> list[BaseRoute]:
        """The routes; the one that a whole room may ask for at once comes first."""
        return [
            Route("/vote/{code}", Direct(self.cast), methods=["POST"]),
            Route("/vote", self.code),
            Route("/vote/{code}", self.show, methods=["GET"]),
            Route("/vote/{code}/entrer", self.join, methods=["POST"]),
            Route("/i/{code}/{invitation}", self.invited),
            Route("/confidentialite", self.privacy),
        ]

    async def code(self, request: Request) -> Response:
        """Where a code is typed, then the meeting of that code."""
        typed = cleaned(request.query_params.get("code", ""))
        if typed:
            return RedirectResponse(f"/vote/{typed}", HTTPStatus.SEE_OTHER)
        return answer(messages.code_form(), request.headers)

    async def show(self, request: Request) -> Response:
        """The page of a meeting as it stands."""
        given = request.path_params["code"]
        code = cleaned(given)
        if code != given:
            return _elsewhere(f"/vote/{code}")
        changing = "changer" in request.query_params
        try:
            told = request.headers.get(TOLD, "")
            token = _cookie(request, code)
            opened = await self._desk.opened(code, token, changing=changing, told=told)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return answer(failed(error, code, {}, request), request.headers)
        response = self._desk.answer(opened.page, request.headers)
        return _given(response, request, code, opened.token)

    async def cast(self, request: Request) -> Response:
        """A ballot comes in: the answer is the page itself, or where it is, without the script.

        A browser that keeps no cookie would not find its receipt there: it gets the page.
        """
        code = cleaned(request.path_params["code"])
        fields: Mapping[str, str] = {}
        try:
            fields = await fields_of(request)
            if not self._ballots.allows(_address(request)):
                page = messages.too_many(fields, f"/vote/{code}")
            else:
                page = await cast(self._desk, code, _cookie(request, code), fields)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            page = failed(error, code, fields, request)
        if page.status != HTTPStatus.OK:
            _LOGGER.info("a ballot of %s was answered %s", code, int(page.status))
        if page.settled and PART not in request.headers and page.token == _cookie(request, code):
            return _elsewhere(f"/vote/{code}")
        response = self._desk.answer(page, request.headers)
        return _given(response, request, code, page.token)

    async def join(self, request: Request) -> Response:
        """Somebody joins, with or without an answer to what is asked."""
        code = cleaned(request.path_params["code"])
        fields: Mapping[str, str] = {}
        try:
            fields = await fields_of(request)
            page = await self._join(request, code, fields)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            page = failed(error, code, fields, request)
        if page is None:
            quiet = "seul" in fields
            response = Response(status_code=204) if quiet else _elsewhere(f"/vote/{code}")
            return _given(response, request, code, fields.get(TOKEN, ""))
        _LOGGER.info("joining %s was answered %s", code, int(page.status))
        return answer(page, request.headers)

    async def _join(self, request: Request, code: str, fields: Mapping[str, str]) -> Page | None:
        """None when somebody has joined."""
        if not self._joins.allows(_address(request)):
            return messages.too_many({}, "")
        room = await self._desk.room()
        stage = await self._desk.stage(code)
        token = fields.get(TOKEN, "")
        voter = room.voter_of(code, token)
        if voter is None:
            return messages.unknown_link()
        carries = {"oui": True, "non": False}.get(fields.get("porte", ""))
        college = fields.get("college", "")
        try:
            joining = room.join_soon(code, token, college=college, carries=carries, seen=stage)
            await self._desk.waiting.result(joining)
        except InvalidFrame:
            problem = t("This college is not one of the meeting’s: choose again.")
            return meanwhile.welcome(stage, Visitor(token), problem)
        except Refused:
            return meanwhile.by_invitation(stage) if stage.setup.invited else None
        except (UnknownVoter, Conflict):
            return messages.unknown_link()
        self._desk.joined(voter)
        return None

    async def invited(self, request: Request) -> Response:
        """An invitation: this device is that voter from now on, like any other that holds it."""
        code = cleaned(request.path_params["code"])
        try:
            if not self._joins.allows(_address(request)):
                return answer(messages.too_many({}, ""), request.headers)
            if request.method == "HEAD":  # a preview of the link joins nobody
                return _elsewhere(f"/vote/{code}")
            room = await self._desk.room()
            token = room.invitation_token(code, _kept(request.path_params["invitation"], 64))
            if not await self._desk.asks_first(code, token):
                stage = await self._desk.stage(code)
                await self._desk.waiting.result(room.join_soon(code, token, seen=stage))
                self._desk.joined(room.voter_of(code, token) or "")
        except (UnknownVoter, Conflict):
            _LOGGER.info("an invitation of %s is not known", code)
            return answer(messages.unknown_link(), request.headers)
        except Refused:
            stage = await self._desk.stage(code)
            return answer(meanwhile.welcome(stage, Visitor("", joined=True)), request.headers)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return answer(failed(error, code, {}, request), request.headers)
        return _given(_elsewhere(f"/vote/{code}"), request, code, token)

    async def privacy(self, request: Request) -> Response:
        """What is kept of whom, for how long, and what can be asked."""
        return answer(notice(), request.headers)


def failed(error: Exception, code: str, fields: Mapping[str, str], request: Request) -> Page:
    """The page for something that went wrong; the log has neither token nor answer."""
    for kind, page in _FAILURES.items():
        if isinstance(error, kind):
            return page(code)
    if isinstance(error, ClientDisconnect):
        _LOGGER.warning("a sender left before the end of what was sent, for %s", code)
        return messages.not_a_form()
    cause: Cause | None = None
    if isinstance(error, StoreUnavailable | NewerStore):
        cause = error.cause if isinstance(error, StoreUnavailable) else "gone"
        _LOGGER.warning("the store is unavailable for %s: %s", code, error)
    else:
        _LOGGER.error("%s failed", request.scope["route"].path, exc_info=error)
    return messages.unavailable(cause, fields, _back(request, code))


_FAILURES: Mapping[type[Exception], Callable[[str], Page]] = {
    TooLong: lambda _code: messages.too_long(),
    NotAForm: lambda _code: messages.not_a_form(),
    UnknownMeeting: messages.unknown_code,
    TooMany: lambda _code: messages.full(),
    InvalidSetting: lambda _code: messages.wrong_settings(),
}


def _back(request: Request, code: str) -> str:
    """Where the fields of a form go when they are sent again."""
    return f"/vote/{code}/entrer" if request.url.path.endswith("/entrer") else f"/vote/{code}"


def cleaned(code: str) -> str:
    """A code as it is stored: what people add or forget when they type is corrected.

    Examples
    --------
    >>> cleaned(" k7q-4p ")
    'K7Q4P'
    """
    return _kept(code, LONGEST_CODE)


def _kept(typed: str, longest: int) -> str:
    """The letters and digits of a code or an invitation: no other makes one."""
    return "".join(c for c in typed.upper() if c.isascii() and c.isalnum())[:longest]


def _cookie(request: Request, code: str) -> str:
    return request.cookies.get(f"{COOKIE}{code}", "")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _elsewhere(where: str) -> Response:
    return RedirectResponse(where, HTTPStatus.SEE_OTHER, headers={"Cache-Control": "no-store"})


def _given(response: Response, request: Request, code: str, token: str) -> Response:
    """Hand the token to the browser, for the pages of this meeting only."""
    if token and token != _cookie(request, code):
        response.set_cookie(
            f"{COOKIE}{code}",
            token,
            max_age=A_MONTH,
            path=f"/vote/{code}",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
    return response
