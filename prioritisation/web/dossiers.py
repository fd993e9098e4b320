"""Dossiers to take along: ``/dossiers/KEY/zip``, the files of a version, for who may read it."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from prioritisation.cases.errors import NoSuchVersion
from prioritisation.cases.folder import files_of
from prioritisation.cases.packing import archive_name, packed_files
from prioritisation.cases.reading import DOSSIER_COOKIE
from prioritisation.cases.rights import DossierRefused
from prioritisation.cases.shelf import Shelf, shelf_of
from prioritisation.cases.units import CASE, unit_content
from prioritisation.meeting.room.identity import cleaned_code
from prioritisation.meeting.store import UnknownDossier
from prioritisation.sentences.dossiers import dossier_why
from prioritisation.sentences.meeting import store_text
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.messages import message, unknown_page
from prioritisation.web.ballot.rendering import Page, page_response
from prioritisation.web.ballot.routes import failure_page
from prioritisation.web.guard import HEADERS
from prioritisation.web.requests import request_cookies
from prioritisation.web.waiting import in_thread
from prioritisation.wording import t

_MOST_FIGURES = 9


class DossierFiles:
    """Sends the files of dossiers.

    Parameters
    ----------
    desk
        Gives the room; it may raise as the store does.
    """

    def __init__(self, desk: AsyncRoom) -> None:
        self._desk = desk

    def routes(self) -> list[BaseRoute]:
        """The addresses of archives."""
        return [Route("/dossiers/{key}/zip", self.archive, methods=["GET"])]

    async def archive(self, request: Request) -> Response:
        """The files of a dossier, the last version by default; a sentence when there are none."""
        key = cleaned_code(request.path_params["key"])
        wanted = request.query_params.get("version", "")
        secret = request_cookies(request).get(DOSSIER_COOKIE + key, "")
        if wanted and not _is_number(wanted):
            return page_response(unknown_page(), request.headers)
        try:
            shelf = await in_thread(shelf_of, await self._desk.room())
            name, content = await in_thread(
                _packed, shelf, key, secret, int(wanted) if wanted else None
            )
        except Exception as error:  # noqa: BLE001 (each gets its page)
            page = _page(error) or failure_page(error, "", {}, request)
            return page_response(page, request.headers)
        headers = {
            **HEADERS,
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        return Response(content, headers=headers, media_type="application/zip")


def _packed(shelf: Shelf, key: str, secret: str, wanted: int | None) -> tuple[str, bytes]:
    """Name and bytes of the archive of a version; None for the last one."""
    seq, units = shelf.version(key, secret, wanted)
    return archive_name(unit_content(units, CASE)["title"], seq), packed_files(files_of(units))


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
    return None
