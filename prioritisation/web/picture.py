"""The picture of a screen, at an address that holds the same scenario: ``/classement.png?…``."""

import asyncio
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from criteria.case import Case
from criteria.errors import InvalidCase
from criteria.problems import Problem
from prioritisation.errors import InvalidPoints
from prioritisation.request import from_address
from prioritisation.scenario import analyse
from prioritisation.settings import current_case
from prioritisation.wording import problem_sentence, t

Address = tuple[tuple[str, str], ...]


async def picture(request: Request) -> Response:
    """The ranking of an address as a PNG file; a French text when the address is not right.

    A picture must never show something else than what was asked: nothing is replaced here.
    """
    try:
        case = current_case()
    except InvalidCase as error:
        wrong = t("The picture cannot be made: the case has something to correct.")
        return _refused(wrong, error.problems, 503)
    address = tuple(sorted(request.query_params.items()))
    asked = from_address(case, dict(address))
    if asked.problems:
        wrong = t("The picture cannot be made: the address is not understood.")
        return _refused(wrong, asked.problems, 400)
    try:
        drawn = await asyncio.to_thread(_drawn, case, address)
    except InvalidPoints:
        wrong = t("The picture cannot be made: the address is not understood.")
        return _refused(wrong, (Problem("zero_weights", "address"),), 400)
    headers = {
        "Content-Disposition": f'attachment; filename="{t("ranking.png")}"',
        "Cache-Control": "no-store",
    }
    return Response(drawn, media_type="image/png", headers=headers)


@lru_cache(maxsize=16)
def _drawn(case: Case, address: Address) -> bytes:
    from prioritisation.charts import png  # noqa: PLC0415 (slow to import, loaded after the first page)

    return png(analyse(case, from_address(case, dict(address)).scenario))


def _refused(wrong: str, problems: tuple[Problem, ...], status: int) -> Response:
    return PlainTextResponse("\n".join([wrong, *map(problem_sentence, problems)]), status)


ROUTE = Route("/classement.png", picture)
