"""Files that become dossiers come in by ``POST /dossiers/envoi``: bytes, and a name in a header.

Nothing of a file is looked at here, nor written anywhere: it waits in memory for the page that
reads it, elsewhere (docs/adr/0046). The rights are asked before its first byte is read.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from criteria.cells import without_turns
from prioritisation.cases.reading import DOSSIER_COOKIE
from prioritisation.cases.rights import Deed, dossier_refusal
from prioritisation.cases.shelf import Shelf, shelf_of
from prioritisation.imports.errors import FileRefused
from prioritisation.imports.grids import LARGEST_FILE, MOST_NAME_SIGNS
from prioritisation.imports.process.uploads import Uploads, current_uploads
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.identity import SETUP
from prioritisation.sentences.import_refusals import file_refusal_remedy, file_refusal_sentence
from prioritisation.settings import seats_here
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.messages import message
from prioritisation.web.ballot.rendering import Page, page_response
from prioritisation.web.ballot.routes import address_of, failure_page
from prioritisation.web.browsers import given_marks, keep_marks
from prioritisation.web.documents import BUSY, LATER
from prioritisation.web.door import MOST_DOSSIERS
from prioritisation.web.guard import HEADERS
from prioritisation.web.rate_limits import Limiter
from prioritisation.web.reach import is_local
from prioritisation.web.requests import TooLong, TooSlow, read, request_cookies
from prioritisation.web.waiting import in_thread, in_thread_unbounded
from prioritisation.wording import t

_LOGGER = logging.getLogger(__name__)

NAME_HEADER = "x-nom"
"""Has the name of a file, its signs beyond ASCII by their percents."""

_COMING_S, _MOST_COMING, _SLOW_S = 60.0, 4, 10.0
"""Within which a file has come in whole; how many come in at once, and after how long one of them
leaves its place to another."""
_AN_HOUR = 20
"""Files that one network may send."""
_TRIES = 60
"""Of a network in a minute, by who may not send: those of who may do not count."""
_LONGEST_COOKIES = 12_000
"""Letters of all cookies of a browser: thirty dossiers have 3,300, and as much over HTTPS."""
_SCRIPT = "application/json"
_LONGEST_HEADER = 2_000


class _NotAllowed(Exception):
    """Whoever sends the file may do nothing with it."""


class _TooManyFiles(Exception):
    """Of this network, or at this moment."""


class _TooManyCookies(Exception):
    """More than this server gives to one browser."""


class _Places:
    """Where files come in: once all are taken, the slowest one leaves its own to who comes."""

    def __init__(self) -> None:
        self._taken: dict[asyncio.Timeout, float] = {}

    def are_free(self) -> bool:
        """Whether another file may come."""
        return len(self._taken) < _MOST_COMING or self._slowest() is not None

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """While a file comes in; raises _TooManyFiles once it has left its place."""
        if len(self._taken) >= _MOST_COMING and (slowest := self._slowest()):
            del self._taken[slowest]
            slowest.reschedule(0)
        try:
            async with asyncio.timeout(None) as place:
                self._taken[place] = asyncio.get_running_loop().time()
                try:
                    yield
                finally:
                    self._taken.pop(place, None)
        except TimeoutError:
            raise _TooManyFiles from None

    def _slowest(self) -> asyncio.Timeout | None:
        """Who has had a place longest, and for long."""
        place, since = next(iter(self._taken.items()))
        return place if asyncio.get_running_loop().time() - since >= _SLOW_S else None


class FileUploads:
    """Receives files.

    Parameters
    ----------
    desk
        Gives the room; it may raise as the store does.
    uploads
        Gives where files wait.
    limit
        How many files a network may send.
    tries
        How many times one may try that may not.
    """

    def __init__(
        self,
        desk: AsyncRoom,
        uploads: Callable[[], Uploads] | None = None,
        *,
        limit: Limiter | None = None,
        tries: Limiter | None = None,
    ) -> None:
        self._desk = desk
        self._uploads = uploads or current_uploads
        self._limit = limit or Limiter(_AN_HOUR, _AN_HOUR / 3600)
        self._tries = tries or Limiter(_TRIES, _TRIES / 60)
        self._places = _Places()

    def routes(self) -> list[BaseRoute]:
        """The address that files are sent to."""
        return [Route("/dossiers/envoi", self.receive, methods=["POST"])]

    async def receive(self, request: Request) -> Response:
        """What opens the file that was sent, or why it is not taken."""
        try:
            name = file_name(request.headers.get(NAME_HEADER, ""))
            content = await self._content(request)
            marks = given_marks(request)
            token = await in_thread_unbounded(self._uploads().receive, name, content, marks)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return _refused(request, _page(error) or failure_page(error, "", {}, request))
        body = {"token": token, "name": name, "size": len(content)}
        headers = {**HEADERS, "Cache-Control": "no-store"}
        response = JSONResponse(body, HTTPStatus.CREATED, headers=headers)
        keep_marks(response, request, marks)
        return response

    async def _content(self, request: Request) -> bytes:
        self._weigh(request)
        room = await self._desk.room()
        shelf = await in_thread(shelf_of, room)
        if not _sits_here(request) and not await in_thread(
            _may_send, room, shelf, request_cookies(request)
        ):
            raise _NotAllowed
        self._tries.gives_back(address_of(request))
        if not self._places.are_free() or not self._limit.allows(address_of(request)):
            raise _TooManyFiles
        async with self._places.one():
            return await read(request, LARGEST_FILE, _COMING_S)

    def _weigh(self, request: Request) -> None:
        """Refuse what costs more to look at than it may: before any look at the store."""
        header = "; ".join(request.headers.getlist("cookie"))
        if len(header) > _LONGEST_COOKIES or header.count(DOSSIER_COOKIE) > MOST_DOSSIERS:
            raise _TooManyCookies
        if not self._tries.allows(address_of(request)):
            raise _TooManyFiles


def _sits_here(request: Request) -> bool:
    """Whether whoever sends sits at the machine that serves, where that counts."""
    address = request.client.host if request.client else ""
    return seats_here() and is_local(address, request.headers, str(request.url))


def _may_send(room: Room, shelf: Shelf, cookies: Mapping[str, str]) -> bool:
    """Whether a browser may create dossiers, write in one, or propose for one."""
    if room.is_setup(cookies.get(SETUP, "")):
        return True
    passes = {
        name.removeprefix(DOSSIER_COOKIE): one
        for name, one in cookies.items()
        if name.startswith(DOSSIER_COOKIE)
    }
    roles = shelf.roles(passes)
    return any(dossier_refusal(role, Deed.PROPOSE, archived=False) is None for role in roles)


def file_name(header: str) -> str:
    """The name of a file as it is shown: one short line, no folder, nothing that nobody sees.

    Examples
    --------
    >>> file_name("Notes%20%C3%A9t%C3%A9.xlsx"), file_name("..%2F..%2Fetc%2Fpasswd%00")
    ('Notes été.xlsx', 'passwd')
    """
    text = unquote(header[:_LONGEST_HEADER], errors="replace").replace("\\", "/")
    last = "".join(sign for sign in without_turns(text) if sign.isprintable() or sign == "/")
    name = " ".join(last.rpartition("/")[2].split())
    return name[-MOST_NAME_SIGNS:] or t("file")


def _page(error: Exception) -> Page | None:
    """The page for a file that is not taken; None for what other pages tell."""
    title = t("The file was not received")
    match error:
        case TooLong():
            return _refusal_page(title, FileRefused("too_large"))
        case FileRefused():
            return _refusal_page(title, error)
        case _NotAllowed():
            status = HTTPStatus.FORBIDDEN
            text = t(
                "Only those who may create a case, or correct one, send files. Open the set-up "
                "link or the link of the case again, then send the file."
            )
        case _TooManyFiles():
            status = BUSY
            text = t("Many files are coming in: send yours again in a few minutes.")
        case _TooManyCookies():
            status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            text = t(
                "This browser sends more cookies than this site has given it. Clear the cookies "
                "of this site, open your link again, then send the file."
            )
        case TooSlow():
            status = HTTPStatus.REQUEST_TIMEOUT
            text = t("The connection is too slow: the file had not come in after a minute.")
        case _:
            return None
    return message(title, text, status)


def _refusal_page(title: str, refused: FileRefused) -> Page:
    text = f"{file_refusal_sentence(refused)} {file_refusal_remedy(refused)}"
    return message(title, text, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _refused(request: Request, page: Page) -> Response:
    """A page; its sentence alone for the script of ours that sends."""
    later = LATER if page.status == BUSY else {}
    values = page.values() if callable(page.values) else page.values
    if request.headers.get("accept", "") == _SCRIPT:
        headers = {**HEADERS, **later, "Cache-Control": "no-store"}
        return JSONResponse({"message": str(values["text"])}, page.status, headers=headers)
    response = page_response(page, request.headers)
    response.headers.update(later)
    return response
