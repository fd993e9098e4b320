"""What browsers carry for us, as the way to the server allows: cookies, the address asked for."""

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from prioritisation.meeting.room import cookies
from prioritisation.settings import trusts_proxies
from prioritisation.web import limits

A_MONTH = 30 * 24 * 60 * 60
ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]{1,255}")
"""Of a server: ``http://192.168.1.20:8501``."""


def is_secure(request: Request) -> bool:
    """Whether the browser speaks HTTPS: as it reached us, or as a trusted proxy says.

    A trusted proxy that says nothing is taken to speak it, so that no secret leaves in the clear.
    """
    silent = "x-forwarded-proto" not in request.headers
    return request.scope.get("scheme") == "https" or (trusts_proxies() and silent)


def own_address(request: Request) -> str:
    """The address by which the browser that asks reaches the server; empty for one that is odd."""
    found = str(request.base_url).rstrip("/")
    if is_secure(request):
        found = found.replace("http://", "https://", 1)
    return found if ADDRESS.fullmatch(found) else ""


def network_of(scope: Scope) -> str:
    """The network that a request comes from, for limits.

    What is handed on by a proxy that nobody has named may say any address: all of it is one.
    uvicorn takes the word of one on this machine, and leaves no port then; a visitor who says so
    without any proxy is known by their own connection.
    """
    address, port = scope.get("client") or ("", 0)
    handed_on = any(name == b"x-forwarded-for" for name, _value in scope["headers"])
    if handed_on and not port and not trusts_proxies():
        return "handed on"
    return limits.network_of(address)


def given(request: Request) -> Mapping[str, str]:
    """The cookies of a request, by their own names."""
    kept = once(request)
    return cookies.received(kept) if is_secure(request) else cookies.either(kept)


def once(request: Request) -> Mapping[str, str]:
    """The cookies that come once: of two under one name, one was planted, and none is taken."""
    found: dict[str, set[str]] = {}
    for header in request.headers.getlist("cookie"):
        for part in header.split(";"):
            name, _, value = part.strip().partition("=")
            found.setdefault(name, set()).add(value)
    return {name: values.pop() for name, values in found.items() if len(values) == 1}


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
