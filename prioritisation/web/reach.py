"""Where others reach this server, and whether a page that asks is one of its own.

A browser tells the page (``Origin``) and what it asks (``Host``): same host, same port; one that
is not written is that of the page's scheme, since a proxy may speak HTTPS.
"""

import ipaddress
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers

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
