"""The addresses that Streamlit does not answer; among them the picture of a screen.

``/classement.png?…`` holds the same scenario as the page, and is drawn where documents
are made: what draws it weighs 200 MB and would hold up every page.
"""

import secrets
from functools import cache
from http import HTTPStatus
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from criteria.errors import InvalidCase, Problem
from prioritisation.cases.errors import NoSuchVersion
from prioritisation.cases.rights import DossierRefused
from prioritisation.documents import kinds
from prioritisation.documents.service import DocumentRequest, current_queue
from prioritisation.documents.subjects import case_of_address, scenario_of, scenario_subject
from prioritisation.meeting.room import current_room
from prioritisation.meeting.room.identity import cookies_by_name
from prioritisation.meeting.store import StoreUnavailable, UnknownDossier
from prioritisation.sentences.dossiers import dossier_why, why_no_dossier
from prioritisation.sentences.storing import store_text
from prioritisation.settings import current_day, wrong_settings
from prioritisation.web.documents import BUSY, LATER, make_document
from prioritisation.web.waiting import in_thread
from prioritisation.wording import problem_sentence, t

# Seconds, in which a few of them are drawn.
_KEPT_BY_NOBODY = {"Cache-Control": "no-store"}


async def ranking_picture(request: Request) -> Response:
    """The ranking of an address as a PNG file; a French text when the address is not right.

    A picture must never show something else than what was asked: nothing is replaced here.
    """
    if problems := wrong_settings():
        wrong = t("The picture cannot be made: the settings of the server are to be corrected.")
        return _refused(wrong, problems, BUSY)
    try:
        name, drawn = await _drawn(request)
    except (DossierRefused, UnknownDossier) as error:
        return PlainTextResponse(why_no_dossier(error), 403, headers=_KEPT_BY_NOBODY)
    except NoSuchVersion as error:
        return PlainTextResponse(dossier_why(error), 404, headers=_KEPT_BY_NOBODY)
    except (kinds.DocumentError, InvalidCase, StoreUnavailable) as error:
        return _failure(error)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **_KEPT_BY_NOBODY}
    return Response(drawn, media_type="image/png", headers=headers)


async def _drawn(request: Request) -> tuple[str, bytes]:
    cookies = cookies_by_name(request.cookies)
    case, dossier = await in_thread(case_of_address, current_room, request.query_params, cookies)
    scenario = scenario_of(case, request.query_params.multi_items())
    today = current_day(case)
    subject = scenario_subject(current_room, case, scenario, cookies, today, dossier)
    order = DocumentRequest(subject.key, kinds.RANKING_PICTURE)
    return await make_document(current_queue(), subject, order)


def _failure(error: kinds.DocumentError | InvalidCase | StoreUnavailable) -> Response:
    """Why there is no picture."""
    match error:
        case kinds.UnderWay():
            return PlainTextResponse(error.sentence, 403, headers=_KEPT_BY_NOBODY)
        case kinds.BadAddress():
            wrong = t("The picture cannot be made: the address is not understood.")
            return _refused(wrong, error.problems, HTTPStatus.BAD_REQUEST)
        case InvalidCase():
            wrong = t("The picture cannot be made: the case has something to correct.")
            return _refused(wrong, error.problems, BUSY)
        case StoreUnavailable():
            wrong = store_text(StoreUnavailable("gone"))
        case kinds.MayBeUnderWay():
            wrong = error.sentence
        case kinds.TooManyDocuments():
            wrong = t("Many pictures are being drawn: ask again in a few seconds.")
        case _:
            wrong = t("The picture could not be drawn: ask for it again.")
    return PlainTextResponse(wrong, BUSY, headers=LATER)


def _refused(wrong: str, problems: tuple[Problem, ...], status: int) -> Response:
    return PlainTextResponse("\n".join([wrong, *map(problem_sentence, problems)]), status)


PICTURE = Route("/classement.png", ranking_picture)


_FONTS = Path(__file__).parent / "fonts"
SHELL = Path(__file__).parent / "shell.js"
_A_YEAR = 365 * 24 * 60 * 60


class _Fonts(StaticFiles):
    """Files that a browser asks for once, because a changed font gets a new name."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
        return response


@cache
def process_name() -> str:
    """A name drawn by each process, when first asked for: another one knows no session of it."""
    return secrets.token_hex(4)


async def _health(_request: Request) -> Response:
    """Tell a proxy or a container that the process answers."""
    headers = {"Cache-Control": "no-store", "X-Started": process_name()}
    return JSONResponse({"status": "ok"}, headers=headers)


async def _shell(_request: Request) -> Response:
    """Send the script that stands by on every page."""
    return FileResponse(SHELL, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


ROUTES: list[BaseRoute] = [
    Route("/healthz", _health, methods=["GET", "HEAD"]),
    Route("/shell.js", _shell),
    PICTURE,
    Mount("/fonts", _Fonts(directory=_FONTS)),
]
