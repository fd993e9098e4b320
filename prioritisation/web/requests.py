"""What a request carries: its network, cookies, voting token, and the fields of a form.

Nothing of it is trusted: a body may be anything, and tokens are drawn here.
"""

import asyncio
import ipaddress
import re
import secrets
import socket
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TypeVar
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from prioritisation.meeting.room import identity
from prioritisation.meeting.room.identity import BROWSER, PRESENT, VOTER
from prioritisation.memory import MadeOnce
from prioritisation.settings import trusts_proxies

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

MOST_REMEMBERED = 10_000
"""Networks, and codes that they have found, that are remembered."""


@lru_cache(maxsize=4096)
def subscriber_network(address: str | None) -> str:
    """What one subscriber holds: an IPv4 address, or the first 48 bits of an IPv6 one.

    Examples
    --------
    >>> subscriber_network("192.0.2.7")
    '192.0.2.7'
    >>> subscriber_network("2001:db8::1") == subscriber_network("2001:db8::2:3")
    True
    >>> subscriber_network("::ffff:192.0.2.7"), subscriber_network(None)
    ('192.0.2.7', '')
    """
    try:
        ip = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return address or ""
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((ip, 48), strict=False))


class TooManyTries(Exception):
    """A network has tried too many codes that no meeting has."""


class Guesses:
    """Codes of meetings that networks try: a code opens results, and has some 29 million values.

    What is right never counts, and goes on being right for a network that has found it: whoever
    guesses on the network of a room locks nobody out of what the room has found.

    Parameters
    ----------
    most
        How many wrong ones a network may try at once.
    each_second
        How many more each second, up to ``most``.
    now
        A clock in seconds that never goes back.
    """

    def __init__(
        self,
        most: int = 300,
        each_second: float = 0.5,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._each_second = each_second
        self._now = now
        self._wrong: OrderedDict[str, tuple[float, float]] = OrderedDict()
        """Network -> how many tries it has left, and when."""
        self._right: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._turn = Lock()

    def is_known(self, network: str, code: str) -> bool:
        """Whether somebody of a network has found a code: whoever tries it guesses nothing."""
        with self._turn:
            return (network, code) in self._right

    def may_try(self, network: str) -> bool:
        """Whether a network may try a code now; it counts as wrong unless it is said not to be."""
        with self._turn:
            left = self._left(network)
            _keep(self._wrong, network, (left - (left >= 1), self._now()))
            return left >= 1

    def is_none(self, network: str) -> None:
        """Say that a try was no guess: nothing was told of the code."""
        with self._turn:
            left = min(self._most, self._left(network) + 1)
            _keep(self._wrong, network, (left, self._now()))

    def is_right(self, network: str, code: str) -> None:
        """Say that somebody of a network has found a code; a try of it counts no more."""
        with self._turn:
            _keep(self._right, (network, code), None)

    def _left(self, network: str) -> float:
        left, then = self._wrong.get(network, (self._most, self._now()))
        return min(self._most, left + (self._now() - then) * self._each_second)


def _keep(kept: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Last in order: the first to be forgotten is who has asked for nothing longest."""
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > MOST_REMEMBERED:
        kept.popitem(last=False)


@MadeOnce
def current_guesses() -> Guesses:
    """The guesses of this process, by whatever door."""
    return Guesses()


A_MONTH = 30 * 24 * 60 * 60
SERVER_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]{1,255}")
"""Of a server: ``http://192.168.1.20:8501``."""

_COOKIE_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


def _is_secure(request: Request) -> bool:
    """Whether the browser speaks HTTPS: as it reached us, or as a trusted proxy says.

    A trusted proxy that says nothing is taken to speak it, so that no secret leaves in the clear.
    """
    silent = "x-forwarded-proto" not in request.headers
    return request.scope.get("scheme") == "https" or (trusts_proxies() and silent)


def own_address(request: Request) -> str:
    """The address by which the browser that asks reaches the server; empty for one that is odd."""
    origin = str(request.base_url).rstrip("/")
    if _is_secure(request):
        origin = origin.replace("http://", "https://", 1)
    return origin if SERVER_ADDRESS.fullmatch(origin) else ""


def request_network(scope: Scope) -> str:
    """The network that a request comes from, for limits.

    What is handed on by a proxy that nobody has named may say any address: all of it is one.
    uvicorn takes the word of one on this machine, and leaves no port then; a visitor who says so
    without any proxy is known by their own connection.
    """
    address, port = scope.get("client") or ("", 0)
    handed_on = any(name == b"x-forwarded-for" for name, _value in scope["headers"])
    if handed_on and not port and not trusts_proxies():
        return "handed on"
    return subscriber_network(address)


def request_cookies(request: Request) -> Mapping[str, str]:
    """The cookies of a request, by their own names."""
    kept = _unplanted_cookies(request)
    return identity.own_cookies(kept) if _is_secure(request) else identity.cookies_by_name(kept)


def _unplanted_cookies(request: Request) -> Mapping[str, str]:
    """The cookies that come once: of two under one name, one was planted, and none is taken.

    Nor is one whose name this server could not send back to have it forgotten.
    """
    by_name: dict[str, set[str]] = {}
    for header in request.headers.getlist("cookie"):
        for part in header.split(";"):
            name, _, value = part.strip().partition("=")
            if _COOKIE_NAME.fullmatch(name):
                by_name.setdefault(name, set()).add(value)
    return {name: values.pop() for name, values in by_name.items() if len(values) == 1}


def set_cookie(
    response: Response, request: Request, name: str, value: str, path: str = "/"
) -> None:
    """Have the browser keep a cookie for a month, out of reach of scripts and of other sites."""
    secure = _is_secure(request)
    response.set_cookie(
        identity.cookie_name(name, secure=secure),
        value,
        max_age=A_MONTH,
        # What begins with `__Host-` is taken for the whole server only.
        path="/" if secure else path,
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def drop_cookie(response: Response, request: Request, name: str) -> None:
    """Have the browser forget a cookie of the whole server, under either of its names."""
    secure = _is_secure(request)
    for kept in {name, identity.cookie_name(name, secure=secure)}:
        response.delete_cookie(kept, path="/", secure=secure, httponly=True, samesite="lax")


MOST_FORM_BYTES = 64 * 1024
"""Bytes of a form; a ballot of twelve criteria has 1,500."""
_MOST_FIELDS = 200
_FORM = "application/x-www-form-urlencoded"


SECONDS = 10.0
"""Within which a form has come in whole."""


class TooLong(Exception):
    """The body has more bytes than it may; the rest of it was not read."""


class TooSlow(Exception):
    """The body has not come in whole in time."""


class NotAForm(Exception):
    """The body is not a form's."""


async def fields_of(request: Request) -> Mapping[str, str]:
    """The fields of a form; of a name given twice, the last.

    Raises
    ------
    TooLong, TooSlow, NotAForm
    """
    if request.headers.get("content-type", _FORM).partition(";")[0].strip() != _FORM:
        raise NotAForm
    return parse_fields(await read(request, MOST_FORM_BYTES, SECONDS))


async def read(request: Request, most: int, seconds: float) -> bytes:
    """The body of a request, of so many bytes at most, come in within so many seconds.

    Raises
    ------
    TooLong, TooSlow
    """
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > most:
        raise TooLong
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise TooLong
    except TimeoutError:
        raise TooSlow from None
    return bytes(body)


def parse_fields(body: bytes) -> Mapping[str, str]:
    r"""The fields of a body; what is not UTF-8 is replaced, a zero character left out.

    Examples
    --------
    >>> parse_fields(b"premier=ghg&raison=a+%26+b%0D%0Ac")
    {'premier': 'ghg', 'raison': 'a & b\nc'}
    """
    try:
        # Browsers send other letters by their percents: a byte beyond ASCII is no form's.
        text = body.decode("ascii")
        pairs = parse_qsl(
            text, keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise NotAForm from error
    return {name: value.replace("\r\n", "\n").replace("\0", "") for name, value in pairs}


def token_of(request: Request, code: str) -> str:
    """The token that the browser keeps for a meeting; empty without one."""
    return request_cookies(request).get(f"{VOTER}{code}", "")


def keep_token(response: Response, request: Request, code: str, token: str) -> None:
    """Hand a token drawn by this server to the browser, for the pages of this meeting only."""
    if token and token != token_of(request, code):
        set_cookie(response, request, f"{VOTER}{code}", token, f"/vote/{code}")


def mark_present(response: Response, request: Request, code: str, mark: str) -> None:
    """Have the browser say everywhere that it has joined a meeting: all of its devices say so."""
    if request_cookies(request).get(f"{PRESENT}{code}", "") != mark:
        set_cookie(response, request, f"{PRESENT}{code}", mark)


def mark_of(request: Request) -> str:
    """What the browser that asks is known by: what it sends or makes is shown to it alone."""
    return request_cookies(request).get(BROWSER, "")


def keep_mark(response: Response, request: Request, mark: str = "") -> None:
    """Have a browser that has no mark keep one, drawn here unless it was before."""
    if not mark_of(request):
        set_cookie(response, request, BROWSER, mark or new_mark())


def new_mark() -> str:
    """A mark for a browser, which nobody guesses."""
    return secrets.token_urlsafe(24)


_ELSEWHERE = ("192.0.2.1", 9)
"""An address kept for documentation: nothing is sent there, only the way out is looked up."""

ORIGIN_KEY = "adresse"
"""Key of an address, and name of a field: the origin that phones are to be told."""

_KEPT_S = 30
_PATIENCE_S = 0.3
_FORWARDED = (
    *("forwarded", "via", "x-real-ip", "x-client-ip", "cf-connecting-ip", "true-client-ip"),
    *("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"),
)
"""Headers of a proxy: whoever they come with is not at this machine's keyboard."""

_STANDARD = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """A way to this server, as one types it: ``http://192.168.1.20:8501``.

    Attributes
    ----------
    origin
        Scheme, host and port.
    answers
        Whether this server answers there.
    """

    origin: str
    answers: bool


def is_loopback(host: str) -> bool:
    """Whether a host is this machine's own name for itself.

    Examples
    --------
    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("10.0.0.4")
    (True, True, False)
    """
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_local(ip: str | None, headers: Mapping[str, str], url: str) -> bool:
    """Whether a visitor sits at this machine: its address, the address asked, and no proxy.

    Parameters
    ----------
    ip
        Of the visitor; None, as Streamlit has it, for the machine itself.
    """
    behind = {name.lower() for name in headers} & set(_FORWARDED)
    host = next((v for k, v in headers.items() if k.lower() == "host"), "")
    hostname = urlsplit(f"//{host}").hostname or urlsplit(url).hostname or ""
    return not behind and is_loopback(ip or "") and is_loopback(hostname)


def addresses(url: str) -> tuple[Address, ...]:
    """The ways in that may be offered to phones, the best first; none when there is none.

    Parameters
    ----------
    url
        Of the page: when it is no loopback, phones can use the same.
    """
    parts = urlsplit(url)
    scheme, port = parts.scheme or "http", parts.port or _STANDARD.get(parts.scheme, 80)
    same = [] if is_loopback(parts.hostname or "") else [Address(page_origin(url), answers=True)]
    own = [
        Address(f"http://{ip}" + (f":{port}" if port != _STANDARD["http"] else ""), answers)
        for ip, answers in (
            # The moment is a part of the key: what is kept is asked again after `_KEPT_S`.
            _own(port, int(time.monotonic() / _KEPT_S)) if scheme == "http" else ()
        )
    ]
    others = [a for a in own if a.origin not in {s.origin for s in same}]
    return (*same, *sorted(others, key=lambda a: not a.answers))


def phone_origin(url: str, choice: str) -> str:
    """Where phones are sent: where was chosen, when it may be offered; else to the best there is.

    Parameters
    ----------
    url
        Of the page; its own origin when nothing may be offered.
    """
    offered = [a.origin for a in addresses(url)]
    return choice if choice in offered else next(iter(offered), page_origin(url))


def page_origin(url: str) -> str:
    """Scheme, host and port of a page; empty for no page."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.netloc else ""


@lru_cache(maxsize=8)
def _own(port: int, _moment: int) -> tuple[tuple[str, bool], ...]:
    """Addresses of this machine on its networks, and whether the server answers there."""
    return tuple((ip, _answers(ip, port)) for ip in own_ips())


def own_ips() -> tuple[str, ...]:
    """The machine's IPv4 addresses, the one of the way out first."""
    ips: dict[str, None] = {}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # A datagram socket sends nothing when it connects; it only learns its own address.
            probe.connect(_ELSEWHERE)
            ips[str(probe.getsockname()[0])] = None
        except OSError:
            pass
    try:
        named = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        named = []
    ips.update({str(info[4][0]): None for info in named})
    return tuple(ip for ip in ips if not is_loopback(ip) and ip != "0.0.0.0")  # noqa: S104 (left out)


def _answers(ip: str, port: int) -> bool:
    """Whether somebody listens there: the server listens on localhost only when nobody does."""
    try:
        socket.create_connection((ip, port), _PATIENCE_S).close()
    except OSError:
        return False
    return True


_FROM_HERE = ("same-origin", "none")
"""``Sec-Fetch-Site`` of what our own pages send, and of what no page sends."""


def own_origin(address: str, host: str) -> str | None:
    """The origin of a page's address, written as ``Host`` is; None when it is not ours.

    Parameters
    ----------
    address
        An ``Origin`` or a ``Referer``.

    Examples
    --------
    >>> own_origin("http://salle.test:80", "salle.test")
    'http://salle.test'
    >>> own_origin("http://autre.test", "salle.test") is own_origin("null", "salle.test") is None
    True
    """
    try:
        page = urlsplit(address)
        server = urlsplit(f"//{host}")
        usual = _STANDARD.get(page.scheme)
        ports = page.port or usual, server.port or usual
    except ValueError:
        return None
    # Not parsed whole: there is more than a host in it.
    is_host = bool(server.hostname) and server.netloc == host
    if not is_host or not usual or page.hostname != server.hostname or ports[0] != ports[1]:
        return None
    return f"{page.scheme}://{host}"


def is_posted_here(headers: Headers) -> bool:
    """Whether a form comes from a page of this server: what cannot be told does not.

    ``Sec-Fetch-Site``, where it is sent (not over plain HTTP), cannot be made up by a page.
    Browsers of today send ``Origin`` with each form; ``null`` is that of a page without any. Only
    what sends none is asked for its ``Referer``.
    """
    if headers.get("sec-fetch-site", "same-origin") not in _FROM_HERE:
        return False
    pages = headers.getlist("origin") or headers.getlist("referer")
    host = headers.get("host", "")
    return bool(pages) and all(own_origin(address, host) for address in pages)
