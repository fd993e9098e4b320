"""Pages that have another address than before: links that people keep still open them."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from prioritisation.analysis.address import MEETING_KEY, SCENARIOS_KEY

_TRIALS = "/scenarios"


class Moved:
    """ASGI middleware that leads from an address of before to the present one, settings included.

    Parameters
    ----------
    app
        The application behind.
    paths
        A path of before -> the present one.
    """

    def __init__(self, app: ASGIApp, *, paths: Mapping[str, str]) -> None:
        self.app = app
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        present = self._paths.get(scope["path"]) if scope["type"] == "http" else None
        if present is None:
            await self.app(scope, receive, send)
            return
        query = _settings(scope["path"], scope.get("query_string", b"").decode("latin-1"))
        address = f"{present}?{query}" if query else present
        moved = RedirectResponse(address, HTTPStatus.PERMANENT_REDIRECT)
        await moved(scope, receive, send)


def _settings(path: str, query: str) -> str:
    """What an address of before says.

    Beside the code of a meeting, that of *Scénarios* held the settings of the starting case too,
    which counted for nothing there.
    """
    given = query.split("&")
    if path == _TRIALS and any(one.startswith(f"{MEETING_KEY}=") for one in given):
        given = [g for g in given if g.partition("=")[0] in (MEETING_KEY, SCENARIOS_KEY)]
    return "&".join(given)
