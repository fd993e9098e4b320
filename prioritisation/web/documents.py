"""Documents to download: ``/documents/CODE/pdf`` of a meeting, ``/documents/projet/pdf?…`` of one.

A plain link gets them. The room is asked before a document is made, and again before it is sent:
a round may have opened meanwhile.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from criteria.errors import InvalidCase
from prioritisation.cases.errors import NoSuchVersion
from prioritisation.cases.rights import DossierRefused
from prioritisation.documents import kinds, subjects
from prioritisation.documents.service import DocumentQueue, DocumentRequest, current_queue
from prioritisation.meeting.room import Room, current_room
from prioritisation.meeting.room.identity import LINK, cleaned_code, cookies_by_name
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.store import UnknownDossier
from prioritisation.sentences.dossiers import dossier_why, why_no_dossier
from prioritisation.settings import current_day, wrong_settings
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.messages import message, unknown_page
from prioritisation.web.ballot.rendering import Page, page_response
from prioritisation.web.ballot.routes import failure_page
from prioritisation.web.guard import HEADERS
from prioritisation.web.requests import request_cookies
from prioritisation.web.waiting import in_thread, in_thread_at_length, in_thread_unbounded
from prioritisation.wording import problem_sentence, t

_LOGGER = logging.getLogger(__name__)
_PLAIN = "text/plain"
"""What a script accepts: the sentence alone, when there is no document."""

LATER = {"Retry-After": "5"}
_FORBIDDEN = HTTPStatus.FORBIDDEN
BUSY = HTTPStatus.SERVICE_UNAVAILABLE


class Documents:
    """Sends documents; what makes them is elsewhere.

    Parameters
    ----------
    rooms
        Gives the room, for the scenarios of visitors; it may raise as the store does.
    services
        Gives what makes them.
    """

    def __init__(
        self,
        desk: AsyncRoom,
        rooms: Callable[[], Room] = current_room,
        services: Callable[[], DocumentQueue] | None = None,
    ) -> None:
        self._desk = desk
        self._rooms = rooms
        self._services = services or current_queue

    def routes(self) -> list[BaseRoute]:
        """The addresses of documents."""
        return [
            Route("/documents/projet/{document}", self.alone),
            Route("/documents/{code}/{document}", self.of_meeting),
        ]

    async def of_meeting(self, request: Request) -> Response:
        """A document of a meeting, for its facilitator and its recorder."""
        code = cleaned_code(request.path_params["code"])
        try:
            room = await self._desk.room()
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return page_response(failure_page(error, code, {}, request), request.headers)
        room.when_erased(self._services().forget)
        secret = request_cookies(request).get(f"{LINK}{code}", "")
        return await self._answer(
            request, code, partial(subjects.meeting_subject, room, code, secret)
        )

    async def alone(self, request: Request) -> Response:
        """A document of the scenario that the address holds, as on the page *Classer*."""
        find = partial(self._scenario, request)
        return await self._answer(request, "", find)

    def _scenario(self, request: Request) -> subjects.DocumentSubject:
        cookies = cookies_by_name(request.cookies)
        case, dossier = subjects.case_of_address(self._rooms, request.query_params, cookies)
        scenario = subjects.scenario_of(case, request.query_params.multi_items())
        today = current_day(case)
        return subjects.scenario_subject(self._rooms, case, scenario, cookies, today, dossier)

    async def _answer(
        self, request: Request, code: str, find: Callable[[], subjects.DocumentSubject]
    ) -> Response:
        """The document, or why there is none."""
        document = kinds.document_of(request.path_params["document"])
        if document is None:
            return page_response(unknown_page(), request.headers)
        try:
            return await self._sent(document, find)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return _refused(request, _page(error) or failure_page(error, code, {}, request))

    async def _sent(
        self, document: kinds.Document, find: Callable[[], subjects.DocumentSubject]
    ) -> Response:
        if problems := wrong_settings():
            raise InvalidCase(problems)
        subject = await in_thread(find)
        await in_thread(subject.check)
        order = DocumentRequest(subject.key, document)
        return _file(document, *await make_document(self._services(), subject, order))


async def make_document(
    service: DocumentQueue, subject: subjects.DocumentSubject, order: DocumentRequest
) -> tuple[str, bytes]:
    """The name and the content of a document; raises what ``Subject.check`` raises."""
    await in_thread(subject.check)
    facts = await in_thread_at_length(subject.facts)
    making = await in_thread_unbounded(service.ask, order, lambda: facts)
    subject.keeps(service)
    # Shielded, because others may wait for the same document.
    content = await asyncio.shield(asyncio.wrap_future(making))
    await in_thread(subject.check)
    return kinds.name_and_content(content)


def _file(document: kinds.Document, name: str, content: bytes) -> Response:
    headers = {
        **HEADERS,
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return Response(content, headers=headers, media_type=kinds.MEDIA[document])


def _page(error: Exception) -> Page | None:
    """The page for a document that does not come; None for what the other pages tell."""
    title = t("No document")
    match error:
        case Refused():
            return message(title, subjects.why_refused(error.refusal), _FORBIDDEN)
        case kinds.UnderWay():
            return message(title, error.sentence, _FORBIDDEN)
        case kinds.BadAddress():
            return message(title, error.sentence, HTTPStatus.BAD_REQUEST)
        case kinds.DocumentNotMade():
            _LOGGER.warning("a document was not made: %s", error.sentence)
            return message(title, error.sentence, HTTPStatus.UNPROCESSABLE_ENTITY)
        case kinds.DocumentError():
            return message(title, error.sentence, BUSY)
        case _:
            return _of_the_rest(error, title)


def _of_the_rest(error: Exception, title: str) -> Page | None:
    if isinstance(error, DossierRefused | UnknownDossier):
        return message(title, why_no_dossier(error), _FORBIDDEN)
    if isinstance(error, NoSuchVersion):
        return message(title, dossier_why(error), HTTPStatus.NOT_FOUND)
    if isinstance(error, InvalidCase):
        return message(title, " ".join(map(problem_sentence, error.problems)), BUSY)
    return None


def _refused(request: Request, page: Page) -> Response:
    """A page; its sentence alone for a script."""
    later = LATER if page.status == BUSY else {}
    values = page.values() if callable(page.values) else page.values
    if request.headers.get("accept", "") == _PLAIN:
        headers = {**HEADERS, **later, "Cache-Control": "no-store"}
        return PlainTextResponse(str(values["text"]), page.status, headers=headers)
    response = page_response(page, request.headers)
    response.headers.update(later)
    return response
