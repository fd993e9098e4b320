"""Dossiers to take along, for who may read them: ``/dossiers/KEY/zip``, the files of a version.

``/dossiers/KEY/modele.xlsx`` is its table to be corrected elsewhere; so is ``.csv``.
"""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from criteria.errors import InvalidCase
from criteria.load import case_from_files
from prioritisation.cases.errors import NoSuchVersion
from prioritisation.cases.folder import archive_name, files_of, packed_files
from prioritisation.cases.reading import DOSSIER_COOKIE
from prioritisation.cases.rights import DossierRefused
from prioritisation.cases.shelf import Shelf, shelf_of
from prioritisation.cases.units import CASE, unit_content
from prioritisation.documents.writing.templates import TEMPLATE_FORMS, template_file
from prioritisation.meeting.room.identity import cleaned_code
from prioritisation.meeting.store import UnknownDossier
from prioritisation.sentences.dossiers import dossier_why, unreadable_dossier
from prioritisation.sentences.replay import store_text
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.meanwhile import message, unknown_page
from prioritisation.web.ballot.rendering import Page, page_response
from prioritisation.web.ballot.routes import failure_page
from prioritisation.web.guard import HEADERS
from prioritisation.web.requests import request_cookies
from prioritisation.web.waiting import in_thread
from prioritisation.wording import t

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
        try:
            content = await in_thread(template_file, form, None)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return page_response(failure_page(error, "", {}, request), request.headers)
        return _file(f"{t('table-to-fill-in')}.{form}", content, TEMPLATE_FORMS[form])

    async def _sent(self, request: Request, make: _Making) -> Response:
        """What is made of a dossier, for who may read it; the page that says why not."""
        key = cleaned_code(request.path_params["key"])
        secret = request_cookies(request).get(DOSSIER_COOKIE + key, "")
        try:
            shelf = await in_thread(shelf_of, await self._desk.room())
            return await in_thread(make, shelf, key, secret)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            page = _page(error) or failure_page(error, "", {}, request)
            return page_response(page, request.headers)


def _file(name: str, content: bytes, media: str) -> Response:
    """A file to be kept by whoever asked, and by nobody on the way."""
    headers = {
        **HEADERS,
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return Response(content, headers=headers, media_type=media)


def _packed(wanted: int | None, shelf: Shelf, key: str, secret: str) -> Response:
    """The archive of a version; None for the last one."""
    seq, units = shelf.version(key, secret, wanted)
    name = archive_name(unit_content(units, CASE)["title"], seq)
    return _file(name, packed_files(files_of(units)), "application/zip")


def _tabled(form: str, shelf: Shelf, key: str, secret: str) -> Response:
    """The last version as a table."""
    seq, units = shelf.version(key, secret, None)
    case = case_from_files(files_of(units))
    name = archive_name(case.title, seq).removesuffix("zip") + form
    return _file(name, template_file(form, case), TEMPLATE_FORMS[form])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_FIGURES


def _page(error: Exception) -> Page | None:
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
