"""Secret links: they leave the address at once, and become a cookie that no script reads."""

import logging
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from prioritisation.meeting.room.cookies import LINK, SETUP
from prioritisation.meeting.rules import Role
from prioritisation.web.ballot import messages
from prioritisation.web.ballot.desk import Desk
from prioritisation.web.ballot.rendering import Page, answer
from prioritisation.web.ballot.routes import address_of, cleaned, failed
from prioritisation.web.carried import give, given
from prioritisation.web.limits import Limiter
from prioritisation.web.waiting import in_thread

_LOGGER = logging.getLogger(__name__)

LONGEST_SECRET = 64
"""Shorter than the pass that a browser keeps: a pass is no link."""
SEATS = "/seance"
"""Page of the facilitator, of the recorder, of the leads and of the experts."""


class Entries:
    """Opens secret links.

    Parameters
    ----------
    tries
        How many wrong ones a network may try: secrets have 192 bits, guesses only fill the log.
    """

    def __init__(self, desk: Desk, *, tries: Limiter | None = None) -> None:
        self._desk = desk
        self._tries = tries or Limiter(200, 1)

    def routes(self) -> list[BaseRoute]:
        """The addresses of the links."""
        return [
            Route("/entrer/{code}/{secret}", self.enter),
            Route("/demarrer/{secret}", self.start),
        ]

    async def enter(self, request: Request) -> Response:
        """A role's link of a meeting."""
        code = cleaned(request.path_params["code"])
        secret = request.path_params["secret"][:LONGEST_SECRET]
        try:
            room = await self._desk.room()
            role = await in_thread(room.role, code, secret)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return answer(failed(error, code, {}, request), request.headers)
        if role is Role.OBSERVER:
            return self._unknown(request, messages.unknown_link())
        name, where = f"{LINK}{code}", f"{SEATS}?seance={code}"
        held = await in_thread(room.role, code, given(request).get(name, ""))
        if held is Role.FACILITATOR and role is not held:
            # Any page may lead here: whoever leads the meeting is not made less by a link.
            return _led(where)
        return _given(request, name, await in_thread(room.pass_of, code, secret), where)

    async def start(self, request: Request) -> Response:
        """The set-up link, which the terminal shows at the first start."""
        secret = request.path_params["secret"][:LONGEST_SECRET]
        try:
            room = await self._desk.room()
            good = await in_thread(room.is_setup, secret)
            replaced = not good and await in_thread(room.was_setup, secret)
        except Exception as error:  # noqa: BLE001 (each gets its page)
            return answer(failed(error, "", {}, request), request.headers)
        if not good:
            return self._unknown(request, messages.no_setup_link(replaced=replaced))
        return _given(request, SETUP, await in_thread(room.pass_of, "", secret), SEATS)

    def _unknown(self, request: Request, why: Page) -> Response:
        """For a secret that opens nothing: those that do are never slowed down by it."""
        if not self._tries.allows(address_of(request)):
            return answer(messages.too_many({}, ""), request.headers)
        _LOGGER.info("a secret link is not known")
        return answer(why, request.headers)


def _given(request: Request, name: str, kept: str, where: str) -> Response:
    response = _led(where)
    give(response, request, name, kept)
    return response


def _led(where: str) -> Response:
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return RedirectResponse(where, HTTPStatus.SEE_OTHER, headers=headers)
