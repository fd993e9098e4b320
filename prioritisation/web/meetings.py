"""The addresses of meetings, answered before Streamlit; and whether a ballot can be written."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from criteria.model import DEFAULT_OPTION
from prioritisation.meeting.room import Room, current_room
from prioritisation.meeting.room.identity import cleaned_code
from prioritisation.meeting.store import NewerStore, StoreUnavailable
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.meanwhile import not_understood, unknown_page
from prioritisation.web.ballot.rendering import page_response
from prioritisation.web.ballot.routes import (
    BallotRoutes,
    InvitationRoutes,
    ReceiptRoutes,
    failure_page,
)
from prioritisation.web.documents import Documents, Sheets
from prioritisation.web.door import Door, Entries, GuardedSend
from prioritisation.web.events import Events
from prioritisation.web.lifespan import when_stopped
from prioritisation.web.projection import Projection
from prioritisation.web.requests import Guesses, current_guesses
from prioritisation.web.uploads import DossierFiles, FileUploads, MarkedFiles
from prioritisation.wording import t
from prioritisation.wording.nouns import speaking_of

PROBE_FRESH_S = 1.0
"""Seconds that an answer is kept: whoever asks more often costs nothing."""

_READY = "ok"

_LOGGER = logging.getLogger(__name__)


class Readiness:
    """Writes something tiny where ballots are written, at most once a second.

    Anybody may ask: why it cannot be written is said in the log, once each time it changes.
    """

    def __init__(self, desk: AsyncRoom) -> None:
        self._desk = desk
        self._kept = (float("-inf"), _READY)
        self._asking: asyncio.Task[str] | None = None

    def routes(self) -> list[BaseRoute]:
        """The address; HEAD is answered as GET."""
        return [Route("/readyz", self.answer, methods=["GET"])]

    async def answer(self, _request: Request) -> Response:
        """200 when a ballot can be written, 503 and a sentence when not."""
        headers = {"Cache-Control": "no-store"}
        if await self._state() == _READY:
            return JSONResponse({"status": _READY}, headers=headers)
        body = {"status": "unavailable", "message": t("No vote can be recorded at the moment.")}
        return JSONResponse(body, 503, headers={**headers, "Retry-After": "1"})

    async def _state(self) -> str:
        if time.monotonic() - self._kept[0] < PROBE_FRESH_S:
            return self._kept[1]
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        return await asyncio.shield(self._asking)

    async def _ask(self) -> str:
        why: Exception | None = None
        try:
            room = await self._desk.room()
            await self._desk.waiting.result(room.store.probe_soon())
            state = _READY
        except StoreUnavailable as error:
            state = error.cause
        except NewerStore:
            state = "newer"
        except Exception as error:  # noqa: BLE001 (it is in the log, and nobody is told it can)
            state, why = "unknown", error
        if state != self._kept[1]:
            _LOGGER.warning("whether a ballot can be written: %s", state, exc_info=why)
        self._kept = time.monotonic(), state
        return state


_OURS = (
    *("/vote/", "/i/", "/seance/", "/entrer/", "/ouvrir/", "/demarrer/", "/documents/"),
    "/dossiers/",
)
_EXACTLY = frozenset({"/vote", "/confidentialite", "/projection", "/readyz"})
_STREAMLIT = "/_stcore/"
"""Below one of its pages, Streamlit's browser looks for the server there too."""


class Meetings:
    """ASGI middleware that answers for meetings, and hands all else on.

    A thousand ballots at once must not go through what is there for Streamlit's pages.

    Parameters
    ----------
    app
        The application behind.
    rooms
        Gives the room.
    guesses
        Of codes; this process's by default.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        rooms: Callable[[], Room] = current_room,
        guesses: Guesses | None = None,
    ) -> None:
        self.app = app
        desk = AsyncRoom(rooms)
        self._door = Door(guesses or current_guesses(), desk.knows)
        self.events = Events(desk)
        self.projection = Projection(desk)
        ballots = BallotRoutes(desk).routes()
        routes = [
            # The one that a whole room asks for at once is tried first.
            *ballots[:1],
            *Sheets(desk).routes(),
            *Documents(desk, rooms=rooms).routes(),
            *FileUploads(desk).routes(),
            *DossierFiles(desk).routes(),
            *MarkedFiles().routes(),
            *self.events.routes(),
            *self.projection.routes(),
            *Readiness(desk).routes(),
            *ballots[1:],
            *InvitationRoutes(desk).routes(),
            *ReceiptRoutes(desk).routes(),
            *Entries(desk).routes(),
        ]
        self._router = Router(routes, redirect_slashes=False, default=_unknown)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] == "http" and _is_ours(scope["path"]):
            # Of which case an answer speaks is known once its meeting is read; never before.
            with speaking_of(DEFAULT_OPTION):
                await self._answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at one of our addresses, whatever is asked of it."""
        sent = GuardedSend(send, head=scope["method"] == "HEAD")
        allowed = self._methods(scope["path"])
        if allowed and scope["method"] not in allowed:
            response = page_response(
                not_understood(HTTPStatus.METHOD_NOT_ALLOWED), Headers(scope=scope)
            )
            response.headers["Allow"] = ", ".join(sorted(allowed))
            await response(scope, receive, sent)
            return
        refused = self._door.refusal(scope)
        if refused is not None:
            await refused(scope, receive, sent)
            return
        try:
            await self._routed(scope, receive, sent)
        finally:
            self._door.leaves(scope, sent)

    async def _routed(self, scope: Scope, receive: Receive, sent: GuardedSend) -> None:
        try:
            await self._router(scope, receive, sent)
        except Exception as error:
            # An answer that has begun cannot be taken back.
            if sent.begun:
                _LOGGER.exception("an answer of ours was cut")
                return
            request = Request(scope)
            code = cleaned_code(scope.get("path_params", {}).get("code", ""))
            page = failure_page(error, code, {}, request)
            await page_response(page, request.headers)(scope, receive, sent)

    def _methods(self, path: str) -> frozenset[str]:
        """The methods of an address; none when there is no such address."""
        routes = (r for r in self._router.routes if isinstance(r, Route))
        return frozenset().union(*(r.methods or () for r in routes if r.path_regex.match(path)))

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the life of the server on, and end the streams as soon as it is told to stop."""
        undo = when_stopped(self.events.close)
        try:
            await self.app(scope, receive, send)
        finally:
            undo()
            self.events.close()


def _is_ours(path: str) -> bool:
    ours = path in _EXACTLY or path.startswith(_OURS)
    return ours and _STREAMLIT not in path


async def _unknown(scope: Scope, receive: Receive, send: Send) -> None:
    await page_response(unknown_page(), Headers(scope=scope))(scope, receive, send)


_FONTS = Path(__file__).parent / "fonts"
SHELL = Path(__file__).parent / "shell.js"
_A_YEAR = 365 * 24 * 60 * 60


class _Fonts(StaticFiles):
    """Files that a browser asks for once, because a changed font gets a new name."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
        return response


@cache
def process_name() -> str:
    """A name drawn by each process, when first asked for: another one knows no session of it."""
    return secrets.token_hex(4)


async def _health(_request: Request) -> Response:
    """Tell a proxy or a container that the process answers."""
    headers = {"Cache-Control": "no-store", "X-Started": process_name()}
    return JSONResponse({"status": "ok"}, headers=headers)


async def _shell(_request: Request) -> Response:
    """Send the script that stands by on every page."""
    return FileResponse(SHELL, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


ROUTES: list[BaseRoute] = [
    Route("/healthz", _health, methods=["GET", "HEAD"]),
    Route("/shell.js", _shell),
    Mount("/fonts", _Fonts(directory=_FONTS)),
]
