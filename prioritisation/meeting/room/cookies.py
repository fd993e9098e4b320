"""Cookies under a name that no other site can give, wherever the browser allows it.

Over HTTPS a name that begins with ``__Host-`` is kept only when this very server gives it: neither
a neighbour under the same domain nor the network can plant it. Over plain HTTP nothing prevents
it (docs/protection.md).
"""

from collections.abc import Mapping

SURE = "__Host-"

VOTER, CLAIM = "bulletin_", "invitation_"
"""Of a voting token, followed by the code; of what claims an invitation, by a mark of it."""
LINK, SETUP = "lien_", "demarrage"
"""Of the pass of a secret link, followed by the code of its meeting; of the set-up link."""
PRESENT = "present_"
"""Of a device that has joined a meeting, followed by its code: the same for all of them."""


def kept_as(name: str, *, secure: bool) -> str:
    """The name under which a browser keeps a cookie.

    Examples
    --------
    >>> kept_as("lien_K7Q4P", secure=True), kept_as("lien_K7Q4P", secure=False)
    ('__Host-lien_K7Q4P', 'lien_K7Q4P')
    """
    return f"{SURE}{name}" if secure else name


def either(cookies: Mapping[str, str]) -> Mapping[str, str]:
    """Our cookies under either name, the sure one first: for who cannot know how they came.

    Examples
    --------
    >>> either({"lien_A": "bare", "__Host-lien_A": "sure", "present_A": "1"})
    {'lien_A': 'sure', 'present_A': '1'}
    """
    bare = {n: v for n, v in cookies.items() if not n.startswith(SURE)}
    return {**bare, **received(cookies)}


def received(cookies: Mapping[str, str]) -> Mapping[str, str]:
    """Our cookies by their own names: those that nobody else can have given, over HTTPS.

    Examples
    --------
    >>> received({"lien_A": "planted", "__Host-lien_A": "ours"})
    {'lien_A': 'ours'}
    """
    return {n.removeprefix(SURE): v for n, v in cookies.items() if n.startswith(SURE)}
