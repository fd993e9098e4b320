"""What is printed or shown large: paper ballot, help sheet, invitations, code of the meeting."""

import asyncio
import json
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from prioritisation.documents.sheets.content import (
    ballot_sheet,
    help_sheet,
    invitation_sheet,
    qr_svg,
    sheet_pdf,
)
from prioritisation.drawing.heading import invitations_text
from prioritisation.meeting.room import InvalidFrame, Room, Stage
from prioritisation.meeting.room.admission import MOST_INVITATIONS, drawn_invitations
from prioritisation.meeting.room.identity import LINK, cleaned_code
from prioritisation.meeting.rules import Act, Refusal, Refused
from prioritisation.web.ballot import messages
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.form import about
from prioritisation.web.ballot.rendering import Page, page_response
from prioritisation.web.ballot.routes import failure_page
from prioritisation.web.guard import HEADERS
from prioritisation.web.reach import ORIGIN_KEY
from prioritisation.web.requests import SERVER_ADDRESS, fields_of, own_address, request_cookies
from prioritisation.web.waiting import OneByOne, QueueFull, in_thread, in_thread_unbounded
from prioritisation.wording import t

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
        try:
            stage = await self._desk.stage(code)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return page_response(failure_page(error, code, {}, request), request.headers)
        sheet = help_sheet(stage.setup.weighting)
        return await self._printed(request, "help", sheet, t("help-to-vote.pdf"))

    async def paper(self, request: Request) -> Response:
        """The ballot on paper."""
        code = cleaned_code(request.path_params["code"])
        try:
            stage = await self._desk.stage(code)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return page_response(failure_page(error, code, {}, request), request.headers)
        return await self._printed(request, "ballot", ballot_sheet(stage), t("ballot.pdf"))

    async def code(self, request: Request) -> Response:
        """The QR code of the voting address, as the browser that asks reaches the server."""
        code = cleaned_code(request.path_params["code"])
        try:
            await self._desk.stage(code)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return page_response(failure_page(error, code, {}, request), request.headers)
        own = own_address(request)
        if not own:
            return page_response(messages.odd_address(), request.headers)
        drawn = qr_svg(f"{own}/vote/{code}")
        headers = {**HEADERS, "Cache-Control": "no-store"}
        return Response(drawn, headers=headers, media_type="image/svg+xml")

    async def ask(self, request: Request) -> Response:
        """How many invitations, and with which address."""
        code = cleaned_code(request.path_params["code"])
        try:
            page = await self._form(request, code)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            page = failure_page(error, code, {}, request)
        return page_response(page, request.headers)

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
            return page_response(messages.unknown_link(), request.headers)
        except QueueFull:
            return _later(request)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return page_response(failure_page(error, code, {}, request), request.headers)
        return _sent(made, t("invitations.pdf"), disposition="attachment")

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
        return _sent(made, name)


def _made(order: tuple[str, str]) -> bytes:
    sheet, data = order
    return sheet_pdf(sheet, json.loads(data))


def _sent(content: bytes, name: str, disposition: str = "inline") -> Response:
    headers = {
        **HEADERS,
        "Cache-Control": "no-store",
        "Content-Disposition": f'{disposition}; filename="{name}"',
    }
    return Response(content, headers=headers, media_type="application/pdf")


def _later(request: Request) -> Response:
    text = t("Many sheets are being made: ask again in a few seconds.")
    page = messages.message(t("No document"), text, HTTPStatus.SERVICE_UNAVAILABLE)
    response = page_response(page, request.headers)
    response.headers["Retry-After"] = "5"
    return response


def _form(
    room: Room, stage: Stage, request: Request, problem: str, fields: Mapping[str, str]
) -> Page:
    """The page where invitations are asked for; for who holds a facilitator's link."""
    if _refusal(room, stage.code, _secret(request, stage.code)):
        return messages.unknown_link()
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
