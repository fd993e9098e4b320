"""Cookies under a name that no other site can give, wherever the browser allows it.

Over HTTPS a name that begins with ``__Host-`` is kept only when this very server gives it: neither
a neighbour under the same domain nor the network can plant it. Over plain HTTP nothing prevents
it (docs/protection.md).
"""

from collections.abc import Mapping

SURE = "__Host-"


def kept_as(name: str, *, secure: bool) -> str:
    """The name under which a browser keeps a cookie.

    Examples
    --------
    >>> kept_as("lien_K7Q4P", secure=True), kept_as("lien_K7Q4P", secure=False)
    ('__Host-lien_K7Q4P', 'lien_K7Q4P')
    """
    return f"{SURE}{name}" if secure else name


def received(cookies: Mapping[str, str], *, secure: bool) -> Mapping[str, str]:
    """Our cookies by their own names: over HTTPS, those that nobody else can have given.

    Examples
    --------
    >>> received({"lien_A": "planted", "__Host-lien_A": "ours"}, secure=True)
    {'lien_A': 'ours'}
    """
    if not secure:
        return dict(cookies)
    return {n.removeprefix(SURE): v for n, v in cookies.items() if n.startswith(SURE)}
