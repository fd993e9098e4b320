"""Voting tokens in cookies: drawn here, never taken from what a form says."""

from starlette.requests import Request
from starlette.responses import Response

from prioritisation.meeting.room.cookies import PRESENT, VOTER
from prioritisation.web.carried import give, given


def token_of(request: Request, code: str) -> str:
    """The token that the browser keeps for a meeting; empty without one."""
    return given(request).get(f"{VOTER}{code}", "")


def keep(response: Response, request: Request, code: str, token: str) -> None:
    """Hand a token drawn by this server to the browser, for the pages of this meeting only."""
    if token and token != token_of(request, code):
        give(response, request, f"{VOTER}{code}", token, f"/vote/{code}")


def mark_present(response: Response, request: Request, code: str, mark: str) -> None:
    """Have the browser say everywhere that it has joined a meeting: all of its devices say so."""
    if given(request).get(f"{PRESENT}{code}", "") != mark:
        give(response, request, f"{PRESENT}{code}", mark)
