"""One-time invitations, claimed by the first device that says so; and the check of a receipt.

Opening a link joins nobody: mail is read by scanners before it is read by people. Another device
than the one that claimed it learns nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from prioritisation.meeting.room import (
    InvalidFrame,
    InvitationState,
    Room,
    Stage,
    VoterStanding,
    spelt,
)
from prioritisation.meeting.room.identity import CLAIM, PRESENT, cleaned_code
from prioritisation.meeting.room.voters import Proof, ReceiptProof
from prioritisation.meeting.rules import Act, Refused, Role, refusal
from prioritisation.meeting.store import Conflict, UnknownMeeting, UnknownVoter
from prioritisation.web.ballot import meanwhile
from prioritisation.web.ballot.async_room import AsyncRoom, Look
from prioritisation.web.ballot.casting import sender
from prioritisation.web.ballot.form import check_path
from prioritisation.web.ballot.meanwhile import wrong_college
from prioritisation.web.ballot.rendering import Page, page_response
from prioritisation.web.ballot.routes import elsewhere, failure_page, joining_answers
from prioritisation.web.requests import (
    fields_of,
    keep_token,
    mark_present,
    request_cookies,
    set_cookie,
)
from prioritisation.web.waiting import in_thread
from prioritisation.wording import ordinal_word, t

_LONGEST = 64
"""Letters of an invitation that are looked at."""


class InvitationRoutes:
    """The addresses of invitations."""

    def __init__(self, desk: AsyncRoom) -> None:
        self._desk = desk

    def routes(self) -> list[BaseRoute]:
        """The address on the sheet; HEAD is answered as GET is."""
        path = "/i/{code}/{invitation}"
        return [Route(path, self.open), Route(path, self.claim, methods=["POST"])]

    async def open(self, request: Request) -> Response:
        """An invitation is opened: nobody joins, a first device is asked whether it comes in."""
        code = cleaned_code(request.path_params["code"])
        try:
            return await self._opened(request, code)
        except UnknownMeeting:
            return self._unknown(request)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return page_response(failure_page(error, code, {}, request), request.headers)

    async def claim(self, request: Request) -> Response:
        """A device comes in: the invitation is its own from now on; again is no harm."""
        code = cleaned_code(request.path_params["code"])
        fields: Mapping[str, str] = {}
        try:
            fields = await fields_of(request)
            return await self._claimed(request, code, fields)
        except UnknownMeeting:
            return self._unknown(request)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return page_response(failure_page(error, code, fields, request), request.headers)

    async def _opened(self, request: Request, code: str, problem: str = "") -> Response:
        invitation = _invitation(request)
        own = f"/i/{code}/{invitation}"
        # Typed by hand: the browser keeps cookies by the letter. Whatever the code: none is told.
        if request.method != "POST" and request.url.path != own and code and invitation:
            return elsewhere(own)
        room, stage = await self._desk.room(), await self._desk.stage(code)
        token = request_cookies(request).get(_cookie(room, code, invitation), "")
        voter = room.voter_of(code, token) or ""
        claim = await in_thread(room.claim_of, code, invitation, voter)
        if claim is InvitationState.OWN:
            return _led(request, room, code, token)
        if claim is not InvitationState.FREE:
            error = Conflict("invitation") if claim is InvitationState.USED else UnknownVoter(code)
            return self._refused(request, stage, error)
        if refusal(stage.meeting, Role.VOTER, Act.JOIN):
            return page_response(meanwhile.not_now_page(stage), request.headers)
        if voter and await in_thread(room.standing, code, voter) is VoterStanding.LOST:
            return page_response(meanwhile.released_page(stage), request.headers)
        token = room.new_token(code)
        again = f"{PRESENT}{code}" in request_cookies(request)
        page = meanwhile.invitation_page(stage, token, own, problem=problem, again=again)
        response = page_response(page, request.headers)
        # The address is a secret: it is told to nobody, and the form's origin still is.
        response.headers["Referrer-Policy"] = "strict-origin"
        set_cookie(response, request, _cookie(room, code, invitation), token, f"/i/{code}")
        return response

    async def _claimed(self, request: Request, code: str, fields: Mapping[str, str]) -> Response:
        invitation = _invitation(request)
        room, stage = await self._desk.room(), await self._desk.stage(code)
        kept = request_cookies(request).get(_cookie(room, code, invitation), "")
        token, voter = sender(room, code, kept, fields)
        if voter is None:
            return await self._opened(request, code)
        college, carries = joining_answers(fields)
        try:
            joining = room.join_soon(
                code,
                token,
                invitation=invitation,
                college=college,
                carries=carries,
                known_stage=stage,
            )
            await self._desk.waiting.result(joining)
        except InvalidFrame:
            return await self._opened(request, code, wrong_college())
        except (Refused, UnknownVoter, Conflict) as error:
            return self._refused(request, stage, error)
        self._desk.joined(voter)
        if token == kept:
            return _led(request, room, code, token)
        # This browser keeps no cookie: its forms say who it is.
        opened = await self._desk.opened(Look(code, token))
        return self._desk.answer(opened.page, request)

    def _refused(self, request: Request, stage: Stage, error: Exception) -> Response:
        """Why not."""
        if isinstance(error, Refused):
            return page_response(meanwhile.not_now_page(stage), request.headers)
        if isinstance(error, Conflict):
            return page_response(meanwhile.taken_invitation_page(stage), request.headers)
        return self._unknown(request)

    def _unknown(self, request: Request) -> Response:
        """For an invitation that is none, of a meeting that is there or not: no code is told."""
        return page_response(meanwhile.unknown_link(), request.headers)


def _invitation(request: Request) -> str:
    return spelt(request.path_params["invitation"][:_LONGEST])


def _cookie(room: Room, code: str, invitation: str) -> str:
    """Name of the cookie of the device that claims an invitation; it does not say which."""
    return f"{CLAIM}{room.mark_of(code, invitation)}"


def _led(request: Request, room: Room, code: str, token: str) -> Response:
    """To the ballot, by the token of the cookie of the invitation."""
    response = elsewhere(f"/vote/{code}")
    keep_token(response, request, code, token)
    mark_present(response, request, code, room.presence_of(code))
    return response


_FIELD = "recu"
_HALF = 4


class ReceiptRoutes:
    """Answers whoever holds a receipt."""

    def __init__(self, desk: AsyncRoom) -> None:
        self._desk = desk

    def routes(self) -> list[BaseRoute]:
        """The address: a receipt is typed in a form, and is in no address nor log."""
        return [Route(check_path("{code}"), self.check, methods=["GET", "POST"])]

    async def check(self, request: Request) -> Response:
        """The form, or what a receipt proves."""
        code = cleaned_code(request.path_params["code"])
        try:
            typed = ""
            if request.method == "POST":
                typed = (await fields_of(request)).get(_FIELD, "")
            page = await self._page(code, typed)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            page = failure_page(error, code, {}, request)
        return page_response(page, request.headers)

    async def _page(self, code: str, typed: str) -> Page:
        """The meeting is asked for first: one that is not there says so."""
        stage = await self._desk.stage(code)
        page = Page("checking", t("Check a receipt"), rehearsal=stage.meeting.rehearsal)
        values = {"where": check_path(code), "meeting": code, "of": stage.title, "typed": typed}
        if not typed.strip():
            return replace(page, values={**values, "verdict": ""})
        room = await self._desk.room()
        proof = await in_thread(room.proof_of, code, _as_written(typed))
        verdict = proof_text(proof)
        return replace(page, values={**values, "verdict": verdict}, announced=verdict)


def _as_written(typed: str) -> str:
    """A receipt as it is kept, whatever its letters, spaces and dashes.

    Examples
    --------
    >>> _as_written(" abcd efgh"), _as_written("ABCDEFGH")
    ('ABCD-EFGH', 'ABCD-EFGH')
    """
    # One sign more than a receipt has: one too many is not cut into a good one.
    signs = re.sub("[^A-Z0-9]", "", typed.upper())[: 2 * _HALF + 1]
    return f"{signs[:_HALF]}-{signs[_HALF:]}"


def proof_text(proof: ReceiptProof) -> str:
    """What a receipt proves, in a sentence."""
    sentence = {
        Proof.COUNTS: t(
            "This ballot is in the box of the {nth} vote. It counts.",
            nth=ordinal_word(proof.round),
        ),
        Proof.REPLACED: t(
            "This ballot of the {nth} vote was replaced by a later one from the same person: that "
            "one counts.",
            nth=ordinal_word(proof.round),
        ),
        Proof.VOID: t(
            "This ballot is in the box of the {nth} vote, which was cancelled: it does not count.",
            nth=ordinal_word(proof.round),
        ),
        Proof.UNKNOWN: t(
            "No ballot of this meeting has this receipt. Read it again: it has no 0, 1, O, I or L."
        ),
    }[proof.proof]
    if proof.proof is Proof.UNKNOWN:
        gone = t("The facilitator has taken ballots out of a vote: it may be one of these.")
        return f"{sentence} {gone}" if proof.removed else sentence
    rehearsed = t("This is a rehearsal, which is erased.")
    return f"{sentence} {rehearsed}" if proof.rehearsal else sentence
