"""Where anybody types a receipt, and reads whether its ballot is in the box: nothing else."""

import re
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from prioritisation.meeting.room.receipts import Proof, Proven
from prioritisation.web.ballot import messages
from prioritisation.web.ballot.body import fields_of
from prioritisation.web.ballot.desk import Desk
from prioritisation.web.ballot.pages import check_path
from prioritisation.web.ballot.rendering import Page, answer
from prioritisation.web.ballot.routes import address_of, cleaned, failed
from prioritisation.web.limits import Limiter
from prioritisation.web.waiting import in_thread
from prioritisation.wording import t

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
