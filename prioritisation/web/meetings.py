"""The addresses of meetings, answered before Streamlit and everything made for it."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from prioritisation.room import Room, current_room
from prioritisation.web.ballot.desk import Desk
from prioritisation.web.ballot.messages import unknown_page
from prioritisation.web.ballot.rendering import answer
from prioritisation.web.ballot.routes import Ballots
from prioritisation.web.documents import Documents
from prioritisation.web.entry import Entries
from prioritisation.web.events import Events
from prioritisation.web.readiness import Readiness
from prioritisation.web.sheets import Sheets
from prioritisation.web.stopping import when_stopped

_OURS = ("/vote/", "/i/", "/seance/", "/entrer/", "/demarrer/", "/documents/")
_EXACTLY = frozenset({"/vote", "/confidentialite", "/readyz"})
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
    """

    def __init__(self, app: ASGIApp, *, rooms: Callable[[], Room] = current_room) -> None:
        self.app = app
        desk = Desk(rooms)
        self.events = Events(desk)
        ballots = Ballots(desk).routes()
        routes = [
            *ballots[:1],
            *Sheets(desk).routes(),
            *Documents(desk, rooms=rooms).routes(),
            *self.events.routes(),
            *Readiness(desk).routes(),
            *ballots[1:],
            *Entries(desk).routes(),
        ]
        self._router = Router(routes, redirect_slashes=False, default=_unknown)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] == "http" and _is_ours(scope["path"]):
            await self._router(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(scope, receive, send)
        else:
            await self.app(scope, receive, send)

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
    await answer(unknown_page(), Headers(scope=scope))(scope, receive, send)
