"""Which page asks: one of this server's, or another site's.

A browser tells where the page comes from (``Origin``) and what it asks (``Host``): they must name
the same host and port. Behind a proxy that speaks HTTPS the scheme of the request is not the
page's: a port that is not written is that of the page's.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers

_PORTS = {"http": 80, "https": 443}
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
        asked = urlsplit(f"//{host}")
        usual = _PORTS.get(page.scheme)
        ports = page.port or usual, asked.port or usual
    except ValueError:
        return None
    # Not parsed whole: there is more than a host in it.
    is_host = bool(asked.hostname) and asked.netloc == host
    if not is_host or not usual or page.hostname != asked.hostname or ports[0] != ports[1]:
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
    told = headers.getlist("origin") or headers.getlist("referer")
    host = headers.get("host", "")
    return bool(told) and all(own_origin(address, host) for address in told)
