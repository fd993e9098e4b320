"""Files that become dossiers come in by ``POST /dossiers/envoi``: bytes, and a name in a header.

Nothing of a file is looked at here, nor written anywhere: it waits in memory for the page that
reads it, elsewhere (docs/adr/0046). The rights are asked before its first byte is read.
"""

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from criteria.cells import without_turns
from criteria.errors import InvalidCase
from criteria.load import case_from_files
from prioritisation.cases.folder import archive_name, files_of, packed_files
from prioritisation.cases.reading import DOSSIER_COOKIE, NoSuchVersion
from prioritisation.cases.rights import Deed, DossierRefused, dossier_refusal
from prioritisation.cases.shelf import Shelf, shelf_of
from prioritisation.cases.units import CASE, unit_content
from prioritisation.documents.writing.templates import TEMPLATE_FORMS, template_file
from prioritisation.imports.files.marks import sent_marks
from prioritisation.imports.grids import LARGEST_FILE, MOST_NAME_SIGNS, FileRefused
from prioritisation.imports.process.service import run_limited
from prioritisation.imports.process.uploads import ReceivedFile, Uploads, current_uploads
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.identity import SETUP, cleaned_code
from prioritisation.meeting.store import UnknownDossier
from prioritisation.sentences.dossiers import dossier_why, unreadable_dossier
from prioritisation.sentences.import_refusals import (
    file_refusal_remedy,
    file_refusal_sentence,
    mark_words,
    marks_of,
    why_file_gone,
)
from prioritisation.sentences.replay import store_text
from prioritisation.settings import seats_here
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.meanwhile import message, unknown_page
from prioritisation.web.ballot.rendering import Page, file_response, page_response
from prioritisation.web.documents import BUSY
from prioritisation.web.requests import (
    TooLong,
    TooSlow,
    is_local,
    keep_mark,
    mark_of,
    new_mark,
    read,
    request_cookies,
)
from prioritisation.web.waiting import in_thread, in_thread_unbounded
from prioritisation.wording import t

NAME_HEADER = "x-nom"
"""Has the name of a file, its signs beyond ASCII by their percents."""

_COMING_S, _MOST_COMING = 60.0, 4
"""Within which a file has come in whole; how many come in at once."""
_LONGEST_HEADER = 2_000


class _NotAllowed(Exception):
    """Whoever sends the file may do nothing with it."""


class _TooManyFiles(Exception):
    """As many come in as may at once."""


class FileUploads:
    """Receives files.

    Parameters
    ----------
    desk
        Gives the room; it may raise as the store does.
    uploads
        Gives where files wait.
    """

    def __init__(self, desk: AsyncRoom, uploads: Callable[[], Uploads] | None = None) -> None:
        self._desk = desk
        self._uploads = uploads or current_uploads
        self._coming = 0

    def routes(self) -> list[BaseRoute]:
        """The address that files are sent to."""
        return [Route("/dossiers/envoi", self.receive, methods=["POST"])]

    async def receive(self, request: Request) -> Response:
        """What opens the file that was sent, or why it is not taken."""
        try:
            name = file_name(request.headers.get(NAME_HEADER, ""))
            content = await self._content(request)
            mark = mark_of(request) or new_mark()
            token = await in_thread_unbounded(self._uploads().receive, name, content, mark)
        except Exception as error:
            if page := _page(error):
                return page_response(page, request.headers)
            raise
        body = {"token": token, "name": name, "size": len(content)}
        response = JSONResponse(body, HTTPStatus.CREATED, {"Cache-Control": "no-store"})
        keep_mark(response, request, mark)
        return response

    async def _content(self, request: Request) -> bytes:
        room = await self._desk.room()
        shelf = await in_thread(shelf_of, room)
        if not _sits_here(request) and not await in_thread(
            _may_send, room, shelf, request_cookies(request)
        ):
            raise _NotAllowed
        if self._coming >= _MOST_COMING:
            raise _TooManyFiles
        self._coming += 1
        try:
            return await read(request, LARGEST_FILE, _COMING_S)
        finally:
            self._coming -= 1


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
        case TooSlow():
            status = HTTPStatus.REQUEST_TIMEOUT
            text = t("The connection is too slow: the file had not come in after a minute.")
        case _:
            return None
    return message(title, text, status)


def _refusal_page(title: str, refused: FileRefused) -> Page:
    text = f"{file_refusal_sentence(refused)} {file_refusal_remedy(refused)}"
    return message(title, text, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


class MarkedFiles:
    """Sends what is to be mended in files that were received.

    Parameters
    ----------
    uploads
        Gives where they wait.
    """

    def __init__(self, uploads: Callable[[], Uploads] | None = None) -> None:
        self._uploads = uploads or current_uploads

    def routes(self) -> list[BaseRoute]:
        """The address of a copy."""
        return [Route("/dossiers/envoi/{token}/annote", self.copy, methods=["GET"])]

    async def copy(self, request: Request) -> Response:
        """A copy of the file, annotated: a workbook without macros, whatever it was."""
        received = self._uploads().received(request.path_params["token"], mark_of(request))
        if received is None:
            page = message(t("This file is not here."), why_file_gone(), HTTPStatus.NOT_FOUND)
            return page_response(page, request.headers)
        try:
            content = await in_thread_unbounded(_annotated, received)
        except FileRefused as refused:
            text = f"{file_refusal_sentence(refused)} {file_refusal_remedy(refused)}"
            page = message(t("No document"), text, HTTPStatus.UNPROCESSABLE_ENTITY)
            return page_response(page, request.headers)
        name = f"{_stem(received)}-{t('annotated')}.xlsx"
        return file_response(name, content, TEMPLATE_FORMS["xlsx"])


def _annotated(received: ReceivedFile) -> bytes:
    marks = sent_marks(marks_of(received.reading()), mark_words())
    return run_limited("annotate", received.name, received.content, marks)


def _stem(received: ReceivedFile) -> str:
    """The name of the file without its ending; of what was pasted, a table."""
    stem = received.name.rpartition(".")[0] or received.name
    return t("table") if received.pasted else stem


_MOST_FIGURES = 9
_Making = Callable[[Shelf, str, str], Response]


class DossierFiles:
    """Sends the files of dossiers, and tables to fill in.

    Parameters
    ----------
    desk
        Gives the room; it may raise as the store does.
    """

    def __init__(self, desk: AsyncRoom) -> None:
        self._desk = desk

    def routes(self) -> list[BaseRoute]:
        """The addresses of archives and of tables; a blank one is anybody's."""
        return [
            Route("/dossiers/modele.{form}", self.blank, methods=["GET"]),
            Route("/dossiers/{key}/zip", self.archive, methods=["GET"]),
            Route("/dossiers/{key}/modele.{form}", self.table, methods=["GET"]),
        ]

    async def archive(self, request: Request) -> Response:
        """The files of a dossier, the last version by default; a sentence when there are none."""
        wanted = request.query_params.get("version", "")
        if wanted and not _is_number(wanted):
            return page_response(unknown_page(), request.headers)
        return await self._sent(request, partial(_packed, int(wanted) if wanted else None))

    async def table(self, request: Request) -> Response:
        """The last version of a dossier as a table to correct, in the form that is asked for."""
        form = request.path_params["form"]
        if form not in TEMPLATE_FORMS:
            return page_response(unknown_page(), request.headers)
        return await self._sent(request, partial(_tabled, form))

    async def blank(self, request: Request) -> Response:
        """A table of no case."""
        form = request.path_params["form"]
        if form not in TEMPLATE_FORMS:
            return page_response(unknown_page(), request.headers)
        content = await in_thread(template_file, form, None)
        return file_response(f"{t('table-to-fill-in')}.{form}", content, TEMPLATE_FORMS[form])

    async def _sent(self, request: Request, make: _Making) -> Response:
        """What is made of a dossier, for who may read it; the page that says why not."""
        key = cleaned_code(request.path_params["key"])
        secret = request_cookies(request).get(DOSSIER_COOKIE + key, "")
        try:
            shelf = await in_thread(shelf_of, await self._desk.room())
            return await in_thread(make, shelf, key, secret)
        except Exception as error:
            if page := _dossier_page(error):
                return page_response(page, request.headers)
            raise


def _packed(wanted: int | None, shelf: Shelf, key: str, secret: str) -> Response:
    """The archive of a version; None for the last one."""
    seq, units = shelf.version(key, secret, wanted)
    name = archive_name(unit_content(units, CASE)["title"], seq)
    return file_response(name, packed_files(files_of(units)), "application/zip")


def _tabled(form: str, shelf: Shelf, key: str, secret: str) -> Response:
    """The last version as a table."""
    seq, units = shelf.version(key, secret, None)
    case = case_from_files(files_of(units))
    name = archive_name(case.title, seq).removesuffix("zip") + form
    return file_response(name, template_file(form, case), TEMPLATE_FORMS[form])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_FIGURES


def _dossier_page(error: Exception) -> Page | None:
    """The page for a dossier that cannot be had; None for what other pages tell."""
    title = t("No case")
    match error:
        case DossierRefused():
            return message(title, dossier_why(error), HTTPStatus.FORBIDDEN)
        case UnknownDossier():
            return message(title, store_text(error), HTTPStatus.NOT_FOUND)
        case NoSuchVersion():
            return message(title, dossier_why(error), HTTPStatus.NOT_FOUND)
        case InvalidCase():
            # Its files are taken along all the same, as the archive.
            return message(title, " ".join(unreadable_dossier()), HTTPStatus.CONFLICT)
    return None
