"""What is to be mended in a file that was received, given back: ``/dossiers/envoi/TOKEN/…``.

``annote`` is a copy as a workbook whose cells are coloured and commented, ``problemes.csv`` a
table. Both are made from what the file says with the answers so far, for the browser that sent it.
"""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from prioritisation.documents.writing.marked import marks_csv
from prioritisation.documents.writing.templates import TEMPLATE_FORMS
from prioritisation.imports.files.marks import sent_marks
from prioritisation.imports.grids import FileRefused
from prioritisation.imports.process.service import run_limited
from prioritisation.imports.process.uploads import ReceivedFile, Uploads, current_uploads
from prioritisation.sentences.import_refusals import (
    file_refusal_remedy,
    file_refusal_sentence,
    mark_words,
    marks_of,
    why_file_gone,
)
from prioritisation.web.ballot.messages import message
from prioritisation.web.ballot.rendering import page_response
from prioritisation.web.ballot.routes import failure_page
from prioritisation.web.guard import HEADERS
from prioritisation.web.requests import mark_of
from prioritisation.web.waiting import in_thread_unbounded
from prioritisation.wording import t

_Made = tuple[str, bytes, str]
"""The end of its name, its bytes, what it is."""


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
        """The addresses of copies and of tables."""
        return [
            Route("/dossiers/envoi/{token}/annote", self.copy, methods=["GET"]),
            Route("/dossiers/envoi/{token}/problemes.csv", self.table, methods=["GET"]),
        ]

    async def copy(self, request: Request) -> Response:
        """A copy of the file, annotated: a workbook without macros, whatever it was."""
        return await self._sent(request, _annotated)

    async def table(self, request: Request) -> Response:
        """What is to be mended, a line for each."""
        return await self._sent(request, _listed)

    async def _sent(self, request: Request, make: Callable[[ReceivedFile], _Made]) -> Response:
        received = self._uploads().received(request.path_params["token"], mark_of(request))
        if received is None:
            page = message(t("This file is not here."), why_file_gone(), HTTPStatus.NOT_FOUND)
            return page_response(page, request.headers)
        try:
            end, content, media = await in_thread_unbounded(make, received)
        except FileRefused as refused:
            text = f"{file_refusal_sentence(refused)} {file_refusal_remedy(refused)}"
            page = message(t("No document"), text, HTTPStatus.UNPROCESSABLE_ENTITY)
            return page_response(page, request.headers)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return page_response(failure_page(error, "", {}, request), request.headers)
        headers = {
            **HEADERS,
            "Cache-Control": "no-store",
            "Content-Disposition": _named(f"{_stem(received)}-{end}"),
        }
        return Response(content, headers=headers, media_type=media)


def _annotated(received: ReceivedFile) -> _Made:
    marks = sent_marks(marks_of(received.reading()), mark_words())
    content = run_limited("annotate", received.name, received.content, marks)
    return f"{t('annotated')}.xlsx", content, TEMPLATE_FORMS["xlsx"]


def _listed(received: ReceivedFile) -> _Made:
    content = marks_csv(marks_of(received.reading()))
    return f"{t('to-mend')}.csv", content, TEMPLATE_FORMS["csv"]


def _stem(received: ReceivedFile) -> str:
    """The name of the file without its ending; of what was pasted, a table."""
    stem = received.name.rpartition(".")[0] or received.name
    return t("table") if received.pasted else stem


def _named(name: str) -> str:
    """A header with a name of any letters: browsers read the second form of it."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
