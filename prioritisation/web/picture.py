"""The picture of a screen, at an address that holds the same scenario: ``/classement.png?…``."""

import logging
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from criteria.case import Case
from criteria.errors import InvalidCase
from criteria.problems import Problem
from prioritisation.errors import InvalidPoints
from prioritisation.request import SHOWN, from_address
from prioritisation.room import current_room
from prioritisation.scenario import analyse
from prioritisation.settings import current_case, wrong_settings
from prioritisation.store import StoreError, StoreUnavailable
from prioritisation.web.one_by_one import OneByOne, TooMany
from prioritisation.web.waiting import in_thread
from prioritisation.wording import problem_sentence, t

_LOGGER = logging.getLogger(__name__)
Address = tuple[tuple[str, str], ...]

# Different pictures that may wait for the one being drawn.
WAITING = 8
# Seconds, in which a few of them are drawn.
_LATER = {"Retry-After": "5"}


async def picture(request: Request) -> Response:
    """The ranking of an address as a PNG file; a French text when the address is not right.

    A picture must never show something else than what was asked: nothing is replaced here.
    """
    if problems := wrong_settings():
        wrong = t("The picture cannot be made: the settings of the server are to be corrected.")
        return _refused(wrong, problems, 503)
    return await _asked(request)


async def _asked(request: Request) -> Response:
    try:
        case = current_case()
    except InvalidCase as error:
        wrong = t("The picture cannot be made: the case has something to correct.")
        return _refused(wrong, error.problems, 503)
    if refused := await _voting(case, request.cookies):
        return refused
    address = tuple(sorted(request.query_params.multi_items()))
    problems = _problems(case, address)
    if problems:
        return _not_understood(problems)
    try:
        drawn = await DRAWING.ask((case, address))
    except InvalidPoints:
        return _not_understood((Problem("zero_weights", "address"),))
    except TooMany:
        wrong = t("Many pictures are being drawn: ask again in a few seconds.")
        return PlainTextResponse(wrong, 503, headers=_LATER)
    headers = {
        "Content-Disposition": f'attachment; filename="{t("ranking.png")}"',
        "Cache-Control": "no-store",
    }
    return Response(drawn, media_type="image/png", headers=headers)


async def _voting(case: Case, cookies: Mapping[str, str]) -> Response | None:
    """What this visitor is told instead of a picture while people may be voting on the case."""
    try:
        if await in_thread(_may_rank, case, cookies):
            return None
    except StoreUnavailable:
        wrong = t("The meetings cannot be read at the moment. What was recorded is safe.")
        return PlainTextResponse(wrong, HTTPStatus.SERVICE_UNAVAILABLE, headers=_LATER)
    wrong = t("A vote is under way: nothing is ranked before the reveal.")
    return PlainTextResponse(wrong, HTTPStatus.FORBIDDEN, headers={"Cache-Control": "no-store"})


def _may_rank(case: Case, cookies: Mapping[str, str]) -> bool:
    """Whether this visitor may see the case ranked now; without a store there is no vote."""
    try:
        return current_room().may_rank(case.id, cookies)
    except StoreError as error:
        _LOGGER.warning("the store was not asked whether a vote is open: %s", error)
        return True


def _problems(case: Case, address: Address) -> tuple[Problem, ...]:
    """What is wrong in an address; a key given twice is, since either could be meant."""
    times = Counter(key for key, _text in address)
    twice = [key[:SHOWN] for key, n in times.items() if n > 1]
    repeated = [Problem("repeated", "address", None, key, {"found": key}) for key in twice]
    return (*repeated, *from_address(case, dict(address)).problems)


@lru_cache(maxsize=16)
def _drawn(asked: tuple[Case, Address]) -> bytes:
    from prioritisation.charts import png  # noqa: PLC0415 (slow to import, loaded after the first page)

    case, address = asked
    return png(analyse(case, from_address(case, dict(address)).scenario))


DRAWING = OneByOne(_drawn, waiting=WAITING)


def _not_understood(problems: tuple[Problem, ...]) -> Response:
    return _refused(t("The picture cannot be made: the address is not understood."), problems, 400)


def _refused(wrong: str, problems: tuple[Problem, ...], status: int) -> Response:
    return PlainTextResponse("\n".join([wrong, *map(problem_sentence, problems)]), status)


ROUTE = Route("/classement.png", picture)
