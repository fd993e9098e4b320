"""What pages have a browser keep: its mark, and its pass of their dossier for a month more."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prioritisation.analysis.address import DOSSIER_KEY
from prioritisation.cases.reading import DOSSIER_COOKIE
from prioritisation.meeting.room.identity import cleaned_code
from prioritisation.web.requests import keep_mark, request_cookies, set_cookie

_Header = tuple[bytes, bytes]


class Renewed:
    """ASGI middleware that gives a browser its mark, and again what it holds of a dossier.

    What it holds opens no more than it did: its link may be closed, or its dossier erased.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        asked = scope["type"] == "http" and scope["method"] == "GET"
        kept = _kept(Request(scope)) if asked else []

        async def renewing(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message["headers"]):
                message = {**message, "headers": [*message["headers"], *kept]}
            await send(message)

        await self.app(scope, receive, renewing if kept else send)


def _kept(request: Request) -> list[_Header]:
    """What has the browser keep its pass for another month, and a mark, where it has none."""
    name = DOSSIER_COOKIE + cleaned_code(request.query_params.get(DOSSIER_KEY, ""))
    value = request_cookies(request).get(name, "")
    response = Response()
    keep_mark(response, request)
    if value:
        set_cookie(response, request, name, value)
    return [header for header in response.raw_headers if header[0] == b"set-cookie"]


def _is_page(headers: Iterable[_Header]) -> bool:
    kinds = (value for name, value in headers if name.lower() == b"content-type")
    return any(value.startswith(b"text/html") for value in kinds)
