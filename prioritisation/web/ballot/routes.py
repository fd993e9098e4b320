"""The addresses of the ballot."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN
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
from prioritisation.meeting.store import (
    Conflict,
    NewerStore,
    StoreUnavailable,
    TooManyVoters,
    UnknownMeeting,
    UnknownVoter,
)
from prioritisation.meeting.store.errors import Cause
from prioritisation.settings import InvalidSetting
from prioritisation.web.ballot import meanwhile
from prioritisation.web.ballot.async_room import AsyncRoom, Look
from prioritisation.web.ballot.casting import answer_ballot, sender
from prioritisation.web.ballot.form import TOKEN_FIELD, Visitor, check_path
from prioritisation.web.ballot.meanwhile import BY_ITSELF, turned_away, wrong_college
from prioritisation.web.ballot.rendering import PART, Page, page_response
from prioritisation.web.requests import (
    NotAForm,
    TooLong,
    TooSlow,
    fields_of,
    keep_token,
    mark_present,
    request_cookies,
    set_cookie,
    token_of,
)
from prioritisation.web.waiting import in_thread
from prioritisation.wording import in_letters, ordinal_word, t

_Section = tuple[str, tuple[str, ...]]
"""A title, and its paragraphs."""


def privacy_page() -> Page:
    """The notice, as the regulation asks for one (RGPD, articles 13 and 14)."""
    sections = (_opening(), _kept(), _seen(), _why(), _rights())
    return Page("text", t("Privacy"), {"sections": sections})


def _opening() -> _Section:
    """What the tool asks for."""
    return (
        "",
        (
            t(
                "This tool helps a group to agree on weights. It asks for no name, no address "
                "and no account."
            ),
        ),
    )


def _kept() -> _Section:
    """What is kept."""
    return (
        t("What is kept"),
        (
            t(
                "For each device that joins: the print of a random token, when it joined, and, "
                "only if you answered, your college and whether you carry an action sheet."
            ),
            t(
                "For each ballot: its numbers, its reason if you wrote one, its receipt code "
                "and when it came in."
            ),
            t(
                "With an invitation: which of these prints has used it, so that it serves one "
                "device only."
            ),
            t(
                "A cookie on your device holds the token, for thirty days. It serves only to "
                "give you back your own ballot. Another one says that the device has joined the "
                "meeting, so that nothing is ranked on it while people vote. Your answers, like "
                "what the office types, stay in the memory of the browser until they are "
                "received. There is no audience measurement and no other site is asked for "
                "anything."
            ),
        ),
    )


def _seen() -> _Section:
    """Who sees what."""
    return (
        t("Who sees what"),
        (
            t(
                "While a vote is open, everyone sees only how many ballots are in. "
                "Afterwards too, below {least} ballots, those typed in from paper apart. From "
                "{least} on, the figures of the group are shown; and the ballots of the last "
                "vote, in no order and never with who gave them, if its voters are those of the "
                "votes before.",
                least=in_letters(MIN_SHOWN),
            ),
            t("A ballot on paper is read by whoever types it in."),
            t(
                "Nobody, the facilitator included, is shown who voted what. Who runs the "
                "server could read its file, before the end of a vote too: the vote is "
                "indicative, it is not a secret election."
            ),
            t(
                "Whoever has a receipt code may ask whether its ballot is in the box, and is told "
                "nothing else of it."
            ),
            t(
                "A college may tell whether someone belongs to a union: it may be left "
                "unanswered, and small colleges are merged."
            ),
        ),
    )


def _why() -> _Section:
    """Why, and for how long."""
    return (
        t("Why, and for how long"),
        (
            t(
                "The purpose is to prepare a common decision; the legal ground is the task of "
                "public interest of the group that meets, or its legitimate interest."
            ),
            t(
                "The facilitator erases a meeting when its proof file is adopted, one year "
                "after it was created at the latest. Erasing removes everything: ballots, "
                "tokens, reasons and log."
            ),
        ),
    )


def _rights() -> _Section:
    """What can be asked."""
    return (
        t("Your rights"),
        (
            t(
                "You may change your ballot as long as the vote is open. As no ballot has a name, "
                "only your own device can find yours again."
            ),
            t(
                "The organisation that runs the meeting is responsible for these data: ask it "
                "for access, correction or erasure. You may complain to the CNIL (cnil.fr)."
            ),
        ),
    )


_LOGGER = logging.getLogger(__name__)

UNKNOWN_CODE = "unknown_code"
"""Said in the scope of a request that looked for a meeting which is not there."""
_ANNOUNCED = "x-key"
"""Header of a page that was told to look again: the key of what it should find."""


class DirectHandler:
    """A handler that answers for all its errors: called without what Starlette puts around it."""

    def __init__(self, handler: Callable[[Request], Awaitable[Response]]) -> None:
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._handler(Request(scope, receive))
        await response(scope, receive, send)


class BallotRoutes:
    """Answers what a voter's browser asks."""

    def __init__(self, desk: AsyncRoom) -> None:
        self._desk = desk

    def routes(self) -> list[BaseRoute]:
        """The routes; the one that a whole room may ask for at once comes first."""
        return [
            Route("/vote/{code}", DirectHandler(self.cast), methods=["POST"]),
            Route("/vote", self.code),
            Route("/vote/{code}", self.show, methods=["GET"]),
            Route("/vote/{code}/entrer", self.join, methods=["POST"]),
            Route("/confidentialite", self.privacy),
        ]

    async def code(self, request: Request) -> Response:
        """Where a code is typed, then the meeting of that code."""
        typed = cleaned_code(request.query_params.get("code", ""))
        if typed:
            return RedirectResponse(f"/vote/{typed}", HTTPStatus.SEE_OTHER)
        return page_response(meanwhile.code_form(), request.headers)

    async def show(self, request: Request) -> Response:
        """The page of a meeting as it stands."""
        given = request.path_params["code"]
        code = cleaned_code(given)
        if code != given:
            return elsewhere(f"/vote/{code}")
        opened = await self._desk.opened(_look(request, code))
        response = self._desk.answer(opened.page, request)
        keep_token(response, request, code, opened.new_token)
        if opened.joined:
            await self._mark(response, request, code)
        return response

    async def cast(self, request: Request) -> Response:
        """A ballot comes in: the answer is the page itself, or where it is, without the script.

        A browser that keeps no cookie would not find its receipt there: it gets the page.
        """
        code = cleaned_code(request.path_params["code"])
        fields: Mapping[str, str] = {}
        try:
            fields = await fields_of(request)
            page = await answer_ballot(self._desk, code, token_of(request, code), fields)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            page = failure_page(error, code, fields, request)
        if page.status != HTTPStatus.OK:
            _LOGGER.info("a ballot of %s was answered %s", code, int(page.status))
        tokens = (token_of(request, code), fields.get(TOKEN_FIELD, ""))
        if page.settled and PART not in request.headers and page.token == tokens[0]:
            response = elsewhere(f"/vote/{code}")
        else:
            response = self._desk.answer(page, request)
        if page.token not in tokens:
            keep_token(response, request, code, page.token)
        if page.settled:
            await self._mark(response, request, code)
        return response

    async def _mark(self, response: Response, request: Request, code: str) -> None:
        room = await self._desk.room()
        mark_present(response, request, code, room.presence_of(code))

    async def join(self, request: Request) -> Response:
        """Somebody joins, with or without an answer to what is asked."""
        code = cleaned_code(request.path_params["code"])
        fields: Mapping[str, str] = {}
        try:
            fields = await fields_of(request)
            page = await self._join(request, code, fields)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            page = failure_page(error, code, fields, request)
        if page is None:
            return await self._joined(request, code, fields)
        _LOGGER.info("joining %s was answered %s", code, int(page.status))
        return page_response(page, request.headers)

    async def _joined(self, request: Request, code: str, fields: Mapping[str, str]) -> Response:
        """Where somebody who has joined is led; a browser that keeps no cookie gets the page."""
        if BY_ITSELF in fields:
            response = Response(status_code=HTTPStatus.NO_CONTENT)
        elif token_of(request, code):
            response = elsewhere(f"/vote/{code}")
        else:
            opened = await self._desk.opened(Look(code, fields.get(TOKEN_FIELD, "")))
            response = self._desk.answer(opened.page, request)
        await self._mark(response, request, code)
        return response

    async def _join(self, request: Request, code: str, fields: Mapping[str, str]) -> Page | None:
        """None when somebody has joined."""
        room = await self._desk.room()
        stage = await self._desk.stage(code)
        token, voter = sender(room, code, token_of(request, code), fields)
        if voter is None:
            return meanwhile.unknown_link()
        college, carries = joining_answers(fields)
        try:
            joining = room.join_soon(
                code, token, college=college, carries=carries, known_stage=stage
            )
            await self._desk.waiting.result(joining)
        except (InvalidFrame, Refused, UnknownVoter, Conflict, TooManyVoters) as error:
            return _outside(stage, token, error, alone=BY_ITSELF in fields)
        self._desk.joined(voter)
        return None

    async def privacy(self, request: Request) -> Response:
        """What is kept of whom, for how long, and what can be asked."""
        return page_response(privacy_page(), request.headers)


def _look(request: Request, code: str) -> Look:
    return Look(
        code,
        token_of(request, code),
        changing="changer" in request.query_params,
        announced=request.headers.get(_ANNOUNCED, ""),
    )


def _outside(stage: Stage, token: str, error: Exception, *, alone: bool) -> Page | None:
    """What is told whoever has not come in; raises what is told elsewhere."""
    if isinstance(error, InvalidFrame):
        return meanwhile.welcome_page(stage, Visitor(token), meanwhile.wrong_college())
    if isinstance(error, Refused):
        return meanwhile.by_invitation_page(stage) if stage.setup.invited else None
    if not isinstance(error, TooManyVoters):
        return meanwhile.unknown_link()
    if alone:
        return turned_away(stage)
    raise error


def failure_page(error: Exception, code: str, fields: Mapping[str, str], request: Request) -> Page:
    """The page for something that went wrong; the log has neither token nor answer."""
    if isinstance(error, UnknownMeeting):
        request.scope[UNKNOWN_CODE] = True
    for kind, page in _FAILURES.items():
        if isinstance(error, kind):
            return page(code)
    if isinstance(error, ClientDisconnect):
        _LOGGER.info("a sender left before the end of what was sent, for %s", code)
        return meanwhile.not_understood()
    cause: Cause | None = None
    if isinstance(error, StoreUnavailable | NewerStore):
        cause = error.cause if isinstance(error, StoreUnavailable) else "gone"
        _LOGGER.warning("the store is unavailable for %s: %s", code, error)
    else:
        _LOGGER.error(
            "%s failed",
            getattr(request.scope.get("route"), "path", "an address of ours"),
            exc_info=error,
        )
    return meanwhile.unavailable(cause, fields, _back(request, code))


_FAILURES: Mapping[type[Exception], Callable[[str], Page]] = {
    TooLong: lambda _code: meanwhile.too_long_page(),
    TooSlow: lambda _code: meanwhile.too_slow(),
    NotAForm: lambda _code: meanwhile.not_understood(),
    UnknownMeeting: meanwhile.unknown_code,
    TooManyVoters: lambda _code: meanwhile.full(),
    InvalidSetting: lambda _code: meanwhile.wrong_settings_page(),
}


def _back(request: Request, code: str) -> str:
    """Where the fields of a form go when they are sent again."""
    return f"/vote/{code}/entrer" if request.url.path.endswith("/entrer") else f"/vote/{code}"


def elsewhere(address: str) -> Response:
    """Lead a browser to another page."""
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers={"Cache-Control": "no-store"})


def joining_answers(fields: Mapping[str, str]) -> tuple[str, bool | None]:
    """What who joins says of themselves: their college, whether they carry a sheet."""
    return fields.get("college", ""), {"oui": True, "non": False}.get(fields.get("porte", ""))


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

    async def claim(self, request: Request) -> Response:
        """A device comes in: the invitation is its own from now on; again is no harm."""
        code = cleaned_code(request.path_params["code"])
        try:
            return await self._claimed(request, code, await fields_of(request))
        except UnknownMeeting:
            return self._unknown(request)

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
        typed = (await fields_of(request)).get(_FIELD, "") if request.method == "POST" else ""
        return page_response(await self._page(code, typed), request.headers)

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
