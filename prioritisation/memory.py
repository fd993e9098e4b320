"""Memory: nothing of an object is kept longer than it, and little of what was freed."""

import contextlib
import ctypes
from collections import OrderedDict
from collections.abc import Callable, Hashable, MutableMapping
from concurrent.futures import Future
from functools import update_wrapper, wraps
from threading import Lock
from typing import Any, Generic, TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

_ARENAS = 2
"""Places that threads take memory from: with one each, a meeting's pages kept 50 MB more."""
_ARENA_MAX = -8
"""``M_ARENA_MAX`` of ``malloc.h``."""

Of = TypeVar("Of")
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Given = TypeVarTuple("Given")


class Cache(Generic[Key, Value]):
    """The last few things that were made, by key; the one that waited longest is dropped first.

    Any thread may use it. Nothing is locked while a thing is made: two threads may make the same
    one, of which the first stays.

    Parameters
    ----------
    most
        How many things are kept.

    Examples
    --------
    >>> squares = Cache(2)
    >>> [squares.get(n, lambda: n * n) for n in (3, 4, 3, 5)]
    [9, 16, 9, 25]
    >>> squares.values()
    (9, 25)
    >>> squares.drop(lambda n: n > 4)
    >>> squares.peek(5), squares.peek(3)
    (None, 9)
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many things are kept now."""
        return len(self._kept)

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The thing of a key, made when there is none; what ``make`` raises passes through."""
        with self._lock, contextlib.suppress(KeyError):
            self._kept.move_to_end(key)
            return self._kept[key]
        value = make()
        with self._lock:
            value = self._kept.setdefault(key, value)
            self._shorten()
        return value

    def peek(self, key: Key) -> Value | None:
        """The thing of a key; None when there is none."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, value: Value) -> None:
        """Keep a thing, in the place of another of the same key."""
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            self._shorten()

    def values(self) -> tuple[Value, ...]:
        """Everything kept now, the one to be dropped first in front."""
        with self._lock:
            return tuple(self._kept.values())

    def drop(self, concerned: Callable[[Key], bool]) -> None:
        """Forget what is kept under the keys concerned."""
        with self._lock:
            drop_keys(self._kept, concerned)

    def _shorten(self) -> None:
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)


def cached_with(work: Callable[[Of], Value]) -> Callable[[Of], Value]:
    """Keep what a function gives of an object as long as the object, which it must not hold.

    Unlike ``lru_cache``, nothing of a meeting stays once the meeting's own objects are gone.
    """
    kept: WeakKeyDictionary[Of, Value] = WeakKeyDictionary()

    @wraps(work)
    def wrapper(of: Of) -> Value:
        try:
            return kept[of]
        except KeyError:
            # Two threads may make it: the first stays, and all have the same object.
            return kept.setdefault(of, work(of))

    return wrapper


class MadeOnce(Generic[*Given, Value]):
    """What a process has one of: made at the first call, and the last that was made is kept.

    ``lru_cache`` lets two threads that call together make one each, and gives each its own: two
    doors to the meetings, of which one hears nothing. Here who calls meanwhile waits, and has the
    same one, or the same error; after an error the next call tries again.
    """

    def __init__(self, work: Callable[[*Given], Value]) -> None:
        self._work = work
        self._kept: dict[Hashable, Future[Value]] = {}
        self._lock = Lock()
        update_wrapper(self, work)

    def __call__(self, *args: *Given) -> Value:
        """The one that is kept, or a new one when none is, or one of other arguments."""
        with self._lock:
            known = self._kept.get(args)
            if known is None:
                new: Future[Value] = Future()
                self._kept = {args: new}
        if known is not None:
            return known.result()
        try:
            new.set_result(self._work(*args))
        except BaseException as error:
            with self._lock:
                if self._kept.get(args) is new:
                    self._kept = {}
            new.set_exception(error)
            raise
        return new.result()

    def cache_clear(self) -> None:
        """Forget it: the next call makes another."""
        with self._lock:
            self._kept = {}


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
