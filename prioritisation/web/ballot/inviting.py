"""One-time invitations: opened, then claimed by the first device that says so.

Where anybody types a receipt, and reads whether its ballot is in the box: nothing else.

Opening a link joins nobody: mail is read by scanners before it is read by people. The device that
claims an invitation finds its ballot by opening it again; any other learns nothing.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from prioritisation.meeting.room import Claim, InvalidFrame, Room, Stage, Standing, spelt
from prioritisation.meeting.room.identity import CLAIM, PRESENT
from prioritisation.meeting.room.own_ballot import Proof, Proven
from prioritisation.meeting.rules import Act, Refused, Role, refusal
from prioritisation.meeting.store import Conflict, UnknownMeeting, UnknownVoter
from prioritisation.web.ballot import meanwhile, messages
from prioritisation.web.ballot.casting import sender
from prioritisation.web.ballot.desk import Desk, Look
from prioritisation.web.ballot.form import check_path
from prioritisation.web.ballot.meanwhile import wrong_college
from prioritisation.web.ballot.rendering import Page, answer
from prioritisation.web.ballot.routes import address_of, answers, cleaned, elsewhere, failed
from prioritisation.web.limits import Limiter
from prioritisation.web.requests import fields_of, give, given, keep, mark_present
from prioritisation.web.waiting import in_thread
from prioritisation.wording import t

_LOGGER = logging.getLogger(__name__)

LONGEST = 64
"""Letters of an invitation that are looked at."""


class Inviting:
    """The addresses of invitations.

    Parameters
    ----------
    tries
        How many wrong ones a network may try.
    """

    def __init__(self, desk: Desk, *, tries: Limiter | None = None) -> None:
        self._desk = desk
        self._tries = tries or Limiter(200, 1)

    def routes(self) -> list[BaseRoute]:
        """The address on the sheet; HEAD is answered as GET is."""
        path = "/i/{code}/{invitation}"
        return [Route(path, self.open), Route(path, self.claim, methods=["POST"])]

    async def open(self, request: Request) -> Response:
        """An invitation is opened: nobody joins, a first device is asked whether it comes in."""
        code = cleaned(request.path_params["code"])
        try:
            return await self._opened(request, code)
        except UnknownMeeting:
            return self._unknown(request)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return answer(failed(error, code, {}, request), request.headers)

    async def claim(self, request: Request) -> Response:
        """A device comes in: the invitation is its own from now on; again is no harm."""
        code = cleaned(request.path_params["code"])
        fields: Mapping[str, str] = {}
        try:
            fields = await fields_of(request)
            return await self._claimed(request, code, fields)
        except UnknownMeeting:
            return self._unknown(request)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return answer(failed(error, code, fields, request), request.headers)

    async def _opened(self, request: Request, code: str, problem: str = "") -> Response:
        invitation = _invitation(request)
        own = f"/i/{code}/{invitation}"
        # Typed by hand: the browser keeps cookies by the letter. Whatever the code: none is told.
        if request.method != "POST" and request.url.path != own and code and invitation:
            return elsewhere(own)
        room, stage = await self._desk.room(), await self._desk.stage(code)
        token = given(request).get(_cookie(room, code, invitation), "")
        voter = room.voter_of(code, token) or ""
        found = await in_thread(room.claim_of, code, invitation, voter)
        if found is Claim.OWN:
            return _led(request, room, code, token)
        if found is not Claim.FREE:
            error = Conflict("invitation") if found is Claim.USED else UnknownVoter(code)
            return self._refused(request, stage, error)
        if refusal(stage.meeting, Role.VOTER, Act.JOIN):
            return answer(meanwhile.not_now(stage), request.headers)
        if voter and await in_thread(room.standing, code, voter) is Standing.LOST:
            return answer(meanwhile.released(stage), request.headers)
        token = room.new_token(code)
        again = f"{PRESENT}{code}" in given(request)
        page = meanwhile.invited(stage, token, own, problem=problem, again=again)
        response = answer(page, request.headers)
        # The address is a secret: it is told to nobody, and the form's origin still is.
        response.headers["Referrer-Policy"] = "strict-origin"
        give(response, request, _cookie(room, code, invitation), token, f"/i/{code}")
        return response

    async def _claimed(self, request: Request, code: str, fields: Mapping[str, str]) -> Response:
        invitation = _invitation(request)
        room, stage = await self._desk.room(), await self._desk.stage(code)
        kept = given(request).get(_cookie(room, code, invitation), "")
        token, voter = sender(room, code, kept, fields)
        if voter is None:
            return await self._opened(request, code)
        college, carries = answers(fields)
        try:
            joining = room.join_soon(
                code, token, invitation=invitation, college=college, carries=carries, seen=stage
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
        """Why not; an invitation that is right is never slowed down by those that are not."""
        if isinstance(error, Refused):
            return answer(meanwhile.not_now(stage), request.headers)
        if isinstance(error, Conflict):
            return answer(meanwhile.taken(stage), request.headers)
        return self._unknown(request)

    def _unknown(self, request: Request) -> Response:
        """For an invitation that is none, of a meeting that is there or not: no code is told."""
        if not self._tries.allows(address_of(request)):
            return answer(messages.too_many({}, ""), request.headers)
        _LOGGER.info("an invitation is not known")
        return answer(messages.unknown_link(), request.headers)


def _invitation(request: Request) -> str:
    return spelt(request.path_params["invitation"][:LONGEST])


def _cookie(room: Room, code: str, invitation: str) -> str:
    """Name of the cookie of the device that claims an invitation; it does not say which."""
    return f"{CLAIM}{room.mark_of(code, invitation)}"


def _led(request: Request, room: Room, code: str, token: str) -> Response:
    """To the ballot, by the token of the cookie of the invitation."""
    response = elsewhere(f"/vote/{code}")
    keep(response, request, code, token)
    mark_present(response, request, code, room.presence_of(code))
    return response


FIELD = "recu"
HALF = 4


class Checking:
    """Answers whoever holds a receipt.

    Parameters
    ----------
    tries
        How many wrong ones a network may try. Receipts cannot be guessed: there are 850 thousand
        million.
    """

    def __init__(self, desk: Desk, *, tries: Limiter | None = None) -> None:
        self._desk = desk
        self._tries = tries or Limiter(300, 2)

    def routes(self) -> list[BaseRoute]:
        """The address: a receipt is typed in a form, and is in no address nor log."""
        return [Route(check_path("{code}"), self.check, methods=["GET", "POST"])]

    async def check(self, request: Request) -> Response:
        """The form, or what a receipt proves."""
        code = cleaned(request.path_params["code"])
        try:
            typed = ""
            if request.method == "POST":
                typed = (await fields_of(request)).get(FIELD, "")
            page = await self._page(code, typed, address_of(request))
        except Exception as error:  # noqa: BLE001 (each gets its page)
            page = failed(error, code, {}, request)
        return answer(page, request.headers)

    async def _page(self, code: str, typed: str, network: str) -> Page:
        """The meeting is asked for first: one that is not there says so."""
        stage = await self._desk.stage(code)
        page = Page("checking", t("Check a receipt"), rehearsal=stage.meeting.rehearsal)
        values = {"where": check_path(code), "meeting": code, "of": stage.title, "typed": typed}
        if not typed.strip():
            return replace(page, values={**values, "verdict": ""})
        room = await self._desk.room()
        found = await in_thread(room.proven, code, as_written(typed))
        if found.proof is Proof.UNKNOWN and not self._tries.allows(network):
            return messages.too_many({}, "")
        verdict = proof_text(found)
        return replace(page, values={**values, "verdict": verdict}, said=verdict)


def as_written(typed: str) -> str:
    """A receipt as it is kept, whatever its letters, spaces and dashes.

    Examples
    --------
    >>> as_written(" abcd efgh"), as_written("ABCDEFGH")
    ('ABCD-EFGH', 'ABCD-EFGH')
    """
    signs = re.sub("[^A-Z0-9]", "", typed.upper())[: 2 * HALF + 1]
    return f"{signs[:HALF]}-{signs[HALF:]}"


def proof_text(found: Proven) -> str:
    """What a receipt proves, in a sentence."""
    said = {
        Proof.COUNTS: t("This ballot is in the box of round {n}. It counts.", n=found.round),
        Proof.REPLACED: t(
            "This ballot of round {n} was replaced by a later one from the same person: that one "
            "counts.",
            n=found.round,
        ),
        Proof.VOID: t(
            "This ballot is in the box of round {n}, which was declared void: it does not count.",
            n=found.round,
        ),
        Proof.UNKNOWN: t(
            "No ballot of this meeting has this receipt. Read it again: it has no 0, 1, O, I or L."
        ),
    }[found.proof]
    if found.proof is Proof.UNKNOWN:
        gone = t("The facilitator has taken ballots out of a round: it may be one of these.")
        return f"{said} {gone}" if found.removed else said
    rehearsed = t("This is a rehearsal, which is erased.")
    return f"{said} {rehearsed}" if found.rehearsal else said
