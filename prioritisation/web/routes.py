"""The addresses that Streamlit does not answer."""

import secrets
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from prioritisation.web.picture import ROUTE as PICTURE

FONTS = Path(__file__).parent / "fonts"
SHELL = Path(__file__).parent / "shell.js"
_A_YEAR = 365 * 24 * 60 * 60


class _Fonts(StaticFiles):
    """Files that a browser asks for once, because a changed font gets a new name."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
        return response


@cache
def started() -> str:
    """A name drawn by each process, when first asked for: another one knows no session of it."""
    return secrets.token_hex(4)


async def _health(_request: Request) -> Response:
    """Tell a proxy or a container that the process answers."""
    headers = {"Cache-Control": "no-store", "X-Started": started()}
    return JSONResponse({"status": "ok"}, headers=headers)


async def _shell(_request: Request) -> Response:
    """Send the script that stands by on every page."""
    return FileResponse(SHELL, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


ROUTES: list[BaseRoute] = [
    Route("/healthz", _health, methods=["GET", "HEAD"]),
    Route("/shell.js", _shell),
    PICTURE,
    Mount("/fonts", _Fonts(directory=FONTS)),
]
