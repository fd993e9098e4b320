"""Pages: from what is to be said to the bytes that a browser gets."""

import base64
import gzip
import hashlib
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from http import HTTPStatus
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response

from criteria.model import DEFAULT_OPTION
from prioritisation.memory import Cache
from prioritisation.sentences.ballot import bold, script_words, words
from prioritisation.web.waiting import STREAM_SCRIPT
from prioritisation.wording.nouns import speaking_of

TEMPLATES_FOLDER = Path(__file__).parent / "templates"
PART = "x-part"
"""Header of the script, which needs ``<main>`` only."""

_Values = Mapping[str, object]

_UNSENT = re.compile(r"^ *(?:(?://.*|/\*.*\*/)\n)?", re.MULTILINE)
_SMALLEST = 4096
_LEVEL = 5

# Drawn at each start: no text that anybody writes holds one.
_OPEN, _CLOSE = f"\ue000{token_hex(6)}:", "\ue001"
_FRAMES: Cache[tuple[tuple[Hashable, ...], bool], tuple[str, ...]] = Cache(64)


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes
    ----------
    name
        Of its template.
    values
        Of its template; or what gives them, when the page has a frame.
    announced
        Announced to who does not see the page change.
    key
        What the page shows of the meeting, to compare with what the server pushes; empty when it
        does not follow the meeting.
    token
        Of the visitor, also handed to the browser as a cookie.
    frame
        Its name, then the code of the meeting. Pages with the same frame differ by their late
        values only: they are rendered once.
    late
        Values put into the frame; plain text.
    option
        What its case compares, by its noun.
    settled
        Whether the address of the meeting shows the same: a browser without the script is sent
        there once its form is taken, so that a reload sends nothing again.
    """

    name: str
    title: str
    values: _Values | Callable[[], _Values] = field(default_factory=dict)
    status: int = HTTPStatus.OK
    announced: str = ""
    code: str = ""
    place: str = ""
    key: str = ""
    rehearsal: bool = False
    token: str = ""
    frame: tuple[Hashable, ...] | None = None
    late: Mapping[str, str] = field(default_factory=dict)
    option: str = DEFAULT_OPTION
    settled: bool = False


def late_mark(name: str) -> Markup:
    """Where a late value goes in a frame."""
    return Markup(f"{_OPEN}{name}{_CLOSE}")  # noqa: S704 (a name of ours)


def render(page: Page, *, part: bool = False) -> str:
    """The HTML of a page, or of its ``<main>`` only."""
    if page.frame is None:
        return _rendered(page, part=part)
    pieces = _FRAMES.get((page.frame, part), partial(_pieces, page, part=part))
    late = {name: escape(text) for name, text in page.late.items()}
    return "".join(late.get(piece, "") if i % 2 else piece for i, piece in enumerate(pieces))


def _pieces(page: Page, *, part: bool) -> tuple[str, ...]:
    """A frame, cut where late values go: text, then a name, in turns."""
    return tuple(re.split(f"{_OPEN}(.*?){_CLOSE}", _rendered(page, part=part)))


def forget_pages(code: str) -> None:
    """Keep no page of a meeting; the second part of a frame is the code of its meeting."""
    _FRAMES.drop(lambda key: key[0][1] == code)


def _rendered(page: Page, *, part: bool) -> str:
    with speaking_of(page.option):
        return _written(page, part=part)


def _written(page: Page, *, part: bool) -> str:
    values = page.values() if callable(page.values) else page.values
    return _template(page.name).render(
        {
            "joins": False,
            "version": 0,
            "w": words(),
            **values,
            "part": part,
            "name": page.name,
            "title": page.title,
            "said": page.announced,
            "code": page.code,
            "place": page.place,
            "key": page.key,
            "rehearsal": page.rehearsal,
            "token": page.token,
        }
    )


def file_response(name: str, content: bytes, media: str, how: str = "attachment") -> Response:
    """A file for whoever asked, kept by nobody on the way; browsers read any letters of a name."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name)
    named = f'{how}; filename="{plain}"'
    if plain != name:
        named += f"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Cache-Control": "no-store", "Content-Disposition": named}
    return Response(content, headers=headers, media_type=media)


def page_response(page: Page, headers: Headers) -> Response:
    """The response to a request with these headers; its sentence alone for a script of ours."""
    sent = dict(_headers())
    if page.status == HTTPStatus.SERVICE_UNAVAILABLE:
        sent |= {"Retry-After": "5"}
    if page.name == "message" and not callable(page.values):
        words = str(page.values["text"])
        if headers.get("accept") == "application/json":
            return JSONResponse({"message": words}, page.status, sent)
        if headers.get("accept") == "text/plain":
            return PlainTextResponse(words, page.status, sent)
    part = PART in headers
    body = render(page, part=part).encode()
    if len(body) >= _SMALLEST and "gzip" in headers.get("accept-encoding", ""):
        body = gzip.compress(body, _LEVEL, mtime=0)
        sent |= {"Content-Encoding": "gzip"}
    return Response(body, page.status, sent, media_type="text/html")


@cache
def _headers() -> Mapping[str, str]:
    kept = {"Cache-Control": "no-store", "Vary": "Accept-Encoding, X-Part"}
    return {**kept, "Content-Security-Policy": ballot_policy()}


@cache
def ballot_policy() -> str:
    """The content security policy of every page here: our own style and script, nothing else."""
    style, script = (_digest(sent) for sent in (_style(), _script()))
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{style}'",
            f"script-src '{script}'",
            "img-src data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _style() -> str:
    return _sent(TEMPLATES_FOLDER / "ballot.css")


def _script() -> str:
    return _sent(STREAM_SCRIPT) + _sent(TEMPLATES_FOLDER / "ballot.js")


def _sent(file: Path) -> str:
    """Our style or script as it is sent: comments on lines of their own and margins stay here."""
    return _UNSENT.sub("", file.read_text("utf-8"))


@cache
def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["bold"] = bold
    environment.globals.update(
        css=Markup(_style()),  # noqa: S704 (our own files)
        js=Markup(_script()),  # noqa: S704
        js_words=script_words(),
    )
    return environment
