"""Documents to download: ``/documents/CODE/pdf`` of a meeting, ``/documents/projet/pdf?…`` of one.

A plain link gets them. The room is asked before a document is made, and again before it is sent:
a round may have opened meanwhile.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from criteria.errors import InvalidCase
from prioritisation.cases.reading import NoSuchVersion
from prioritisation.cases.rights import DossierRefused
from prioritisation.documents import kinds, subjects
from prioritisation.documents.service import DocumentQueue, DocumentRequest, current_queue
from prioritisation.documents.sheets.content import (
    ballot_sheet,
    help_sheet,
    invitation_sheet,
    qr_svg,
    sheet_pdf,
)
from prioritisation.drawing.heading import invitations_text
from prioritisation.meeting.room import InvalidFrame, Room, Stage, current_room
from prioritisation.meeting.room.facilitation import MOST_INVITATIONS, drawn_invitations
from prioritisation.meeting.room.identity import LINK, cleaned_code, cookies_by_name
from prioritisation.meeting.rules import Act, Refusal, Refused
from prioritisation.meeting.store import UnknownDossier
from prioritisation.sentences.dossiers import dossier_why, why_no_dossier
from prioritisation.settings import current_day, wrong_settings
from prioritisation.web.ballot import meanwhile
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.form import about
from prioritisation.web.ballot.meanwhile import message, unknown_page
from prioritisation.web.ballot.rendering import Page, file_response, page_response
from prioritisation.web.requests import (
    ORIGIN_KEY,
    SERVER_ADDRESS,
    fields_of,
    own_address,
    request_cookies,
)
from prioritisation.web.waiting import (
    OneByOne,
    QueueFull,
    in_thread,
    in_thread_at_length,
    in_thread_unbounded,
)
from prioritisation.wording import problem_sentence, t

_LOGGER = logging.getLogger(__name__)
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
        room = await self._desk.room()
        room.when_erased(self._services().forget)
        secret = request_cookies(request).get(f"{LINK}{code}", "")
        return await self._answer(request, partial(subjects.meeting_subject, room, code, secret))

    async def alone(self, request: Request) -> Response:
        """A document of the scenario that the address holds, as on the page *Classer*."""
        return await self._answer(request, partial(self._scenario, request))

    def _scenario(self, request: Request) -> subjects.DocumentSubject:
        cookies = cookies_by_name(request.cookies)
        case, dossier = subjects.case_of_address(self._rooms, request.query_params, cookies)
        scenario = subjects.scenario_of(case, request.query_params.multi_items())
        today = current_day(case)
        return subjects.scenario_subject(self._rooms, case, scenario, cookies, today, dossier)

    async def _answer(
        self, request: Request, find: Callable[[], subjects.DocumentSubject]
    ) -> Response:
        """The document that is named, or why there is none."""
        document = kinds.document_of(request.path_params["document"])
        if document is None:
            return page_response(unknown_page(), request.headers)
        try:
            return await self._sent(document, find)
        except Exception as error:
            if page := _page(error):
                return page_response(page, request.headers)
            raise

    async def _sent(self, document: str, find: Callable[[], subjects.DocumentSubject]) -> Response:
        if problems := wrong_settings():
            raise InvalidCase(problems)
        subject = await in_thread(find)
        await in_thread(subject.check)
        facts = await in_thread_at_length(subject.facts)
        service, order = self._services(), DocumentRequest(subject.key, document)
        making = await in_thread_unbounded(service.ask, order, lambda: facts)
        subject.keeps(service)
        # Shielded, because others may wait for the same document.
        made = await asyncio.shield(asyncio.wrap_future(making))
        await in_thread(subject.check)
        name, content = kinds.name_and_content(made)
        return file_response(name, content, kinds.MEDIA[document])


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


WAITING = 12
"""Sheets for anybody that may wait behind the one being made; all who want the same share it."""
INVITING = 2
"""Sheets of invitations made at once; whoever comes then is told before any invitation is made."""

_USUAL = 20


class Sheets:
    """Makes sheets in threads, few at a time."""

    def __init__(self, desk: AsyncRoom) -> None:
        self._desk = desk
        self._making = OneByOne(_made, waiting=WAITING)
        self._inviting = asyncio.Semaphore(INVITING)

    def routes(self) -> list[BaseRoute]:
        """The addresses of the sheets."""
        return [
            Route("/vote/aide.pdf", self.help),
            Route("/vote/{code}/aide.pdf", self.help_here),
            Route("/vote/{code}/papier.pdf", self.paper),
            Route("/seance/{code}/qr.svg", self.code),
            Route("/seance/{code}/invitations.pdf", self.ask, methods=["GET"]),
            Route("/seance/{code}/invitations.pdf", self.invite, methods=["POST"]),
        ]

    async def help(self, request: Request) -> Response:
        """The help sheet for voters."""
        return await self._printed(request, "help", help_sheet(), t("help-to-vote.pdf"))

    async def help_here(self, request: Request) -> Response:
        """The help sheet for the voters of a meeting, about its ballot."""
        code = cleaned_code(request.path_params["code"])
        stage = await self._desk.stage(code)
        sheet = help_sheet(stage.setup.weighting)
        return await self._printed(request, "help", sheet, t("help-to-vote.pdf"))

    async def paper(self, request: Request) -> Response:
        """The ballot on paper."""
        code = cleaned_code(request.path_params["code"])
        stage = await self._desk.stage(code)
        return await self._printed(request, "ballot", ballot_sheet(stage), t("ballot.pdf"))

    async def code(self, request: Request) -> Response:
        """The QR code of the voting address, as the browser that asks reaches the server."""
        code = cleaned_code(request.path_params["code"])
        await self._desk.stage(code)
        own = own_address(request)
        if not own:
            return page_response(meanwhile.not_understood(), request.headers)
        drawn = qr_svg(f"{own}/vote/{code}")
        headers = {"Cache-Control": "no-store"}
        return Response(drawn, headers=headers, media_type="image/svg+xml")

    async def ask(self, request: Request) -> Response:
        """How many invitations, and with which address."""
        code = cleaned_code(request.path_params["code"])
        return page_response(await self._form(request, code), request.headers)

    async def invite(self, request: Request) -> Response:
        """Make invitations: their links are on the sheet, and nowhere else."""
        code = cleaned_code(request.path_params["code"])
        try:
            fields = await fields_of(request)
            address = fields.get(ORIGIN_KEY, "").strip().rstrip("/")
            if not SERVER_ADDRESS.fullmatch(address):
                problem = t("Write an address that starts with http:// or https://.")
                return page_response(
                    await self._form(request, code, problem, fields), request.headers
                )
            made = await self._invited(request, code, address, fields.get("combien", "").strip())
        except InvalidFrame:
            problem = t("Write a whole number, from 1 to {most}.", most=MOST_INVITATIONS)
            return page_response(await self._form(request, code, problem, fields), request.headers)
        except Refused:
            return page_response(meanwhile.unknown_link(), request.headers)
        except QueueFull:
            return _later(request)
        return file_response(t("invitations.pdf"), made, "application/pdf")

    async def _invited(self, request: Request, code: str, address: str, text: str) -> bytes:
        """The sheet of so many new invitations."""
        n = int(text) if text.isdecimal() and len(text) < 5 else 0  # noqa: PLR2004
        room, stage = await self._desk.room(), await self._desk.stage(code)
        secret = _secret(request, code)
        if refusal := await in_thread(_refusal, room, code, secret):
            raise Refused(refusal)
        if self._inviting.locked():
            raise QueueFull
        async with self._inviting:
            made = drawn_invitations(n)
            sheet = await in_thread_unbounded(invitation_sheet, stage, address, made)
            printed = await in_thread_unbounded(sheet_pdf, "invitations", sheet)
            # Once they can be given: a link that is on no sheet would be lost.
            await in_thread(room.new_invitations, code, secret, made)
            return printed

    async def _form(
        self,
        request: Request,
        code: str,
        problem: str = "",
        fields: Mapping[str, str] | None = None,
    ) -> Page:
        room, stage = await self._desk.room(), await self._desk.stage(code)
        return await in_thread(_form, room, stage, request, problem, fields or {})

    async def _printed(
        self, request: Request, sheet: str, data: Mapping[str, object], name: str
    ) -> Response:
        try:
            made = await self._making.ask((sheet, json.dumps(data)))
        except QueueFull:
            return _later(request)
        return file_response(name, made, "application/pdf", "inline")


def _made(order: tuple[str, str]) -> bytes:
    sheet, data = order
    return sheet_pdf(sheet, json.loads(data))


def _later(request: Request) -> Response:
    text = t("Many sheets are being made: ask again in a few seconds.")
    page = meanwhile.message(t("No document"), text, HTTPStatus.SERVICE_UNAVAILABLE)
    return page_response(page, request.headers)


def _form(
    room: Room, stage: Stage, request: Request, problem: str, fields: Mapping[str, str]
) -> Page:
    """The page where invitations are asked for; for who holds a facilitator's link."""
    if _refusal(room, stage.code, _secret(request, stage.code)):
        return meanwhile.unknown_link()
    offered = request.query_params.get(ORIGIN_KEY, "")
    usual = offered if SERVER_ADDRESS.fullmatch(offered) else own_address(request)
    values = {
        "issued": invitations_text(*room.invitations(stage.code)),
        "where": f"/seance/{stage.code}/invitations.pdf?" + urlencode({ORIGIN_KEY: usual}),
        "faults": problem,
        "n": fields.get("combien", str(_USUAL)),
        "address": fields.get(ORIGIN_KEY, usual),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    page = Page("invitations", t("Invitations"), values, status)
    return about(stage, page)


def _refusal(room: Room, code: str, secret: str) -> Refusal | None:
    """Why whoever holds a secret makes no invitation."""
    return room.ask(code, room.role(code, secret), Act.ISSUE_INVITATIONS)


def _secret(request: Request, code: str) -> str:
    return request_cookies(request).get(f"{LINK}{code}", "")
