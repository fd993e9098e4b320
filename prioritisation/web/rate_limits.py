"""How often one network may ask for something; high, because a whole room is one network."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from prioritisation.memory import MadeOnce

MOST_NETWORKS_KEPT = 10_000


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


@lru_cache(maxsize=4096)
def _provider_of(network: str) -> str:
    """The first 32 bits of an IPv6 network, which is what providers are given; else nothing."""
    try:
        return str(ipaddress.IPv6Network(network).supernet(new_prefix=32))
    except ValueError:
        return ""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Limiter:
    """So many at once, then so many each second, for each network, or whatever else is named.

    Parameters
    ----------
    burst
        How many may be asked at once.
    each_second
        How many more each second, up to ``burst``.
    now
        A clock in seconds that never goes back.
    """

    def __init__(
        self, burst: int, each_second: float, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst = burst
        self._each_second = each_second
        self._now = now
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def allows(self, name: str) -> bool:
        """Whether this one may ask once more; counts it if so."""
        bucket = self._bucket(name)
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True

    def gives_back(self, name: str) -> None:
        """Count one less."""
        bucket = self._bucket(name)
        bucket.left = min(self._burst, bucket.left + 1)

    def _bucket(self, name: str) -> _Bucket:
        now = self._now()
        # Taken out and put back last: the first to go is who has asked for nothing longest.
        bucket = self._buckets.pop(name, None) or _Bucket(self._burst, now)
        since = max(0.0, now - bucket.at)
        bucket.left = min(self._burst, bucket.left + since * self._each_second)
        bucket.at = now
        self._buckets[name] = bucket
        if len(self._buckets) > MOST_NETWORKS_KEPT:
            self._buckets.popitem(last=False)
        return bucket


class TooManyTries(Exception):
    """A network has tried too many codes that no meeting has."""


class Guesses:
    """Codes of meetings that networks try: a code opens results, and has some 29 million values.

    What is right never counts, and goes on being right for a network that has found it: whoever
    guesses on the network of a room locks nobody out of what the room has found.

    Parameters
    ----------
    wrong
        How many wrong codes a network may try.
    wider
        How many the networks of one IPv6 provider may try, who has 65,536 of them or more.
    """

    def __init__(self, wrong: Limiter | None = None, wider: Limiter | None = None) -> None:
        self._wrong = wrong or Limiter(300, 0.5)
        self._wider = wider or Limiter(6_000, 10)
        self._right: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._turn = Lock()

    def is_known(self, network: str, code: str) -> bool:
        """Whether somebody of a network has found a code: whoever tries it guesses nothing."""
        with self._turn:
            return (network, code) in self._right

    def may_try(self, network: str) -> bool:
        """Whether a network may try a code now; it counts as wrong unless it is said not to be."""
        provider = _provider_of(network)
        with self._turn:
            if not self._wrong.allows(network):
                return False
            if not provider or self._wider.allows(provider):
                return True
            # Refused by the wider limit, it is no try of this network's.
            self._wrong.gives_back(network)
            return False

    def is_none(self, network: str) -> None:
        """Say that a try was no guess: nothing was told of the code."""
        with self._turn:
            self._wrong.gives_back(network)
            if provider := _provider_of(network):
                self._wider.gives_back(provider)

    def is_right(self, network: str, code: str) -> None:
        """Say that somebody of a network has found a code; a try of it counts no more."""
        with self._turn:
            self._right[network, code] = None
            self._right.move_to_end((network, code))
            if len(self._right) > MOST_NETWORKS_KEPT:
                self._right.popitem(last=False)


@MadeOnce
def current_guesses() -> Guesses:
    """The guesses of this process, by whatever door."""
    return Guesses()
