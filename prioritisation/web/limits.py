"""How often one address may ask for something; high, because a whole room shares one address."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_KEPT = 10_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Limiter:
    """So many at once, then so many each second, for each address.

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

    def allows(self, address: str) -> bool:
        """Whether this address may ask once more; counts it if so."""
        now = self._now()
        bucket = self._buckets.pop(address, None) or _Bucket(self._burst, now)
        since = max(0.0, now - bucket.at)
        bucket.left = min(self._burst, bucket.left + since * self._each_second)
        bucket.at = now
        self._buckets[address] = bucket
        if len(self._buckets) > MOST_KEPT:
            self._buckets.popitem(last=False)
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True
