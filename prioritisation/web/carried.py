"""What browsers carry for us: cookies, given and received as the way to the server allows."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from prioritisation import cookies
from prioritisation.settings import trusts_proxies

A_MONTH = 30 * 24 * 60 * 60


def is_secure(request: Request) -> bool:
    """Whether the browser speaks HTTPS: as it reached us, or as a trusted proxy says.

    A trusted proxy that says nothing is taken to speak it, so that no secret leaves in the clear.
    """
    silent = "x-forwarded-proto" not in request.headers
    return request.scope.get("scheme") == "https" or (trusts_proxies() and silent)


def given(request: Request) -> Mapping[str, str]:
    """The cookies of a request, by their own names."""
    return cookies.received(request.cookies, secure=is_secure(request))


def give(response: Response, request: Request, name: str, value: str, path: str = "/") -> None:
    """Have the browser keep a cookie for a month, out of reach of scripts and of other sites."""
    secure = is_secure(request)
    response.set_cookie(
        cookies.kept_as(name, secure=secure),
        value,
        max_age=A_MONTH,
        path="/" if secure else path,
        secure=secure,
        httponly=True,
        samesite="lax",
    )
