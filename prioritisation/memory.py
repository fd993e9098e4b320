"""Memory: nothing of an object is kept longer than it, and little of what was freed."""

import contextlib
import ctypes
from collections.abc import Callable, MutableMapping
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

_ARENAS = 2
"""Places that threads take memory from: with one each, a meeting's pages kept 50 MB more."""
_ARENA_MAX = -8
"""``M_ARENA_MAX`` of ``malloc.h``."""

Of = TypeVar("Of")
Found = TypeVar("Found")


def cached_with(work: Callable[[Of], Found]) -> Callable[[Of], Found]:
    """Keep what a function gives of an object as long as the object, which it must not hold.

    Unlike ``lru_cache``, nothing of a meeting stays once the meeting's own objects are gone.
    """
    kept: WeakKeyDictionary[Of, Found] = WeakKeyDictionary()

    @wraps(work)
    def found(of: Of) -> Found:
        try:
            return kept[of]
        except KeyError:
            return kept.setdefault(of, work(of))

    return found


def drop_keys(cache: MutableMapping[Any, Any], concerned: Callable[[Any], bool]) -> None:
    """Forget what is kept under the keys concerned.

    Other threads may use a plain ``dict`` meanwhile; an ``OrderedDict`` asks for a lock.

    Examples
    --------
    >>> kept = {("K7Q42", 1): "one", ("M3N8P", 1): "other"}
    >>> drop_keys(kept, lambda key: key[0] == "K7Q42")
    >>> kept
    {('M3N8P', 1): 'other'}
    """
    for key in [key for key in tuple(cache) if concerned(key)]:
        cache.pop(key, None)


def share_memory() -> None:
    """Have all threads take memory from a few places, rather than each keep what it has freed.

    For the C library of Linux; elsewhere nothing is done.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Have the C library give the system what was freed: it keeps holes between what is used."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
