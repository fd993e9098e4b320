"""The projector view at ``/projection?seance=CODE``: plain HTML that follows the meeting."""

import base64
import gzip
import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from http import HTTPStatus
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from prioritisation.analysis.address import MEETING_KEY
from prioritisation.drawing import STYLE_FOLDER
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import Foot, framed_picture
from prioritisation.drawing.projector import projector_view, round_state
from prioritisation.drawing.view import View
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.identity import LONGEST_TYPED_CODE, cleaned_code
from prioritisation.meeting.store import NewerStore, StoreUnavailable, UnknownMeeting
from prioritisation.memory import Cache
from prioritisation.sentences.replay import store_text
from prioritisation.web import waiting
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.rendering import PART
from prioritisation.web.ballot.routes import UNKNOWN_CODE
from prioritisation.web.requests import ORIGIN_KEY, phone_origin
from prioritisation.wording import t
from prioritisation.wording.nouns import speak_of

_LOGGER = logging.getLogger(__name__)

_MOST_VIEWS_KEPT = 128
_WAITING = 64
_SHEETS = ("style.css", "pictures.css", "projector.css")
_SCRIPTS = (waiting.STREAM_SCRIPT, Path(__file__).parent / "projector.js")
_LEVEL = 5
_LATER = {"Retry-After": "2"}


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One picture: a meeting at one version, its round open or not."""

    code: str
    version: int
    state: str


class Projection:
    """Shows meetings as anybody may see them; each version of each is drawn once."""

    def __init__(self, desk: AsyncRoom) -> None:
        self._desk = desk
        self._kept: Cache[_Drawing, View] = Cache(_MOST_VIEWS_KEPT)
        self._drawing = waiting.OneByOne(self._drawn, waiting=_WAITING)
        self._room: Room | None = None

    def routes(self) -> list[BaseRoute]:
        """The address of the projector."""
        return [Route("/projection", self.show)]

    async def show(self, request: Request) -> Response:
        """The page, or what of it changes."""
        code = cleaned_code(request.query_params.get(MEETING_KEY, ""))
        if not code:
            return _answer(request, _main(_asking()), HTTPStatus.OK)
        try:
            view, now = await self._view(code)
            origin = await waiting.in_thread_unbounded(_origin_for_phones, request)
        except UnknownMeeting as error:
            request.scope[UNKNOWN_CODE] = True
            return _answer(request, _main(_asking(store_text(error))), HTTPStatus.NOT_FOUND)
        except (StoreUnavailable, NewerStore, waiting.QueueFull) as error:
            _LOGGER.warning("%s cannot be projected: %s", code, error)
            return _answer(request, _main(_unavailable(), code), HTTPStatus.SERVICE_UNAVAILABLE)
        except Exception:
            _LOGGER.exception("%s cannot be projected", code)
            return _answer(request, _main(_failed(), code), HTTPStatus.INTERNAL_SERVER_ERROR)
        main = _main(view.at(now, origin), code, view)
        return _answer(request, main, HTTPStatus.OK)

    async def _view(self, code: str) -> tuple[View, datetime]:
        """What is shown of a meeting, and what time it is there."""
        self._room = room = await self._desk.room()
        room.when_erased(self._forget)
        stage = await waiting.in_thread(room.stage, code, fresh=True)
        speak_of(stage.case.option)
        drawing = _Drawing(code, stage.version, round_state(stage))
        if (view := self._kept.peek(drawing)) is None:
            view = await waiting.in_time(self._drawing.ask(drawing), long=True)
            # The meeting may have moved on before its turn came: it is kept as what it shows.
            self._kept.put(_Drawing(code, view.version, view.state), view)
            room.keeps(code)
        return view, stage.clock()

    def _forget(self, code: str) -> None:
        self._kept.drop(lambda drawing: drawing.code == code)

    def _drawn(self, question: _Drawing) -> View:
        if self._room is None:
            raise StoreUnavailable("gone")
        stage = self._room.stage(question.code, fresh=True)
        return projector_view(self._room, stage)


def _origin_for_phones(request: Request) -> str:
    """The origin that phones are told: the one of the address when it is of this server.

    A proxy that speaks HTTPS may not say so: the same host is then believed for both.
    """
    host = request.url.netloc
    protocol = request.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    scheme = protocol if protocol in ("http", "https") else request.url.scheme
    own = f"{scheme}://{host}"
    chosen = request.query_params.get(ORIGIN_KEY, "")
    if chosen == f"https://{host}":
        return chosen
    # Another port is not tried: whoever asks would learn which of this machine's are open.
    port, served = request.url.port, request.scope.get("server") or ("", None)
    return phone_origin(own, chosen) if port in (None, served[1]) else own


def _main(inside: str, code: str = "", view: View | None = None) -> str:
    return tag(
        "main",
        inside,
        "projector",
        data_version=str(view.version) if view else "",
        data_state=view.state if view else "",
        data_stream=f"/seance/{code}/flux" if code else "",
    )


def _asking(why: str = "") -> str:
    """Which meeting: its code is asked for."""
    refused = tag("p", text(why), "p-refused", role="alert") if why else ""
    field = tag("span", text(t("Code of the meeting")))
    most = f'maxlength="{LONGEST_TYPED_CODE}"'
    typed = f'<input name="{MEETING_KEY}" {most} autocomplete="off" required>'
    send = tag("button", text(t("Follow this meeting")), type="submit")
    form = tag("form", tag("label", field + typed) + send, action="/projection")
    question = t("Which meeting is to be projected?")
    return framed_picture("asks", "", question, refused + form, Foot())


def _unavailable() -> str:
    return framed_picture("failed", "", store_text(StoreUnavailable("gone")), "", Foot())


def _failed() -> str:
    sentence = t("The screen could not be drawn; it tries again by itself.")
    return framed_picture("failed", "", sentence, "", Foot())


def _answer(request: Request, main: str, status: int) -> Response:
    """The response; compressed when whole and wanted so."""
    part = PART in request.headers
    body = (main if part else _page(main)).encode()
    sent = dict(_headers())
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        sent |= _LATER
    if not part and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, _LEVEL, mtime=0)
        sent |= {"Content-Encoding": "gzip"}
    return Response(body, status, sent, media_type="text/html")


def _page(main: str) -> str:
    """The whole page around what changes."""
    lost = escape(t("Connection lost; trying again…"))
    title, full = text(t("Projection")), text(t("Full screen"))
    return (
        '<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="robots" content="noindex">\n'
        '<noscript><meta http-equiv="refresh" content="5"></noscript>\n'
        f'<link rel="icon" href="data:,">\n<title>{title}</title>\n'
        f"<style>{_style()}</style>\n</head>\n"
        f'<body>\n<p role="status" class="cut" data-lost="{lost}"></p>\n{main}\n'
        f'<button type="button" class="full" hidden>{full}</button>\n'
        f"<script>{_script()}</script>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return "\n".join((STYLE_FOLDER / name).read_text("utf-8") for name in _SHEETS)


@cache
def _script() -> str:
    return "\n".join(one.read_text("utf-8") for one in _SCRIPTS)


@cache
def _headers() -> dict[str, str]:
    kept = {"Cache-Control": "no-store", "Vary": "Accept-Encoding, X-Part"}
    return {**kept, "Content-Security-Policy": _projection_policy()}


@cache
def _projection_policy() -> str:
    """The content security policy: our own style and script; bars have their width as a style."""
    style, script = (_digest(one) for one in (_style(), _script()))
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{style}'",
            f"style-src-elem '{style}'",
            "style-src-attr 'unsafe-inline'",
            f"script-src '{script}'",
            "img-src data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


def _digest(words: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}"
