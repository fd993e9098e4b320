"""How many wrong codes of meetings one network may try."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import TypeVar

from prioritisation.memory import MadeOnce

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
