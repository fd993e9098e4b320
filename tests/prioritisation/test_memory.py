"""What is kept of an object goes with it; of other things, the last few."""

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep
from weakref import ref

import pytest

from prioritisation.memory import Cache, MadeOnce, cached_with


class Thing:
    def __init__(self, name):
        self.name = name


def test_what_is_kept_of_an_object_is_made_once_and_goes_with_it():
    calls = []

    @cached_with
    def named(thing):
        calls.append(thing.name)
        return [thing.name]

    one, other = Thing("a"), Thing("b")
    found = named(one)
    assert named(one) is found
    assert named(other) == ["b"]
    assert calls == ["a", "b"]
    gone = ref(one)
    del one
    gc.collect()
    assert gone() is None


def test_of_two_who_make_the_same_thing_at_once_the_first_is_kept():
    cache = Cache(2)

    def slow():
        cache.put("a", "first")
        return "second"

    assert cache.get("a", slow) == "first"


def test_what_cannot_be_made_is_not_kept_and_nothing_is_kept_of_what_is_dropped():
    cache = Cache(2)
    with pytest.raises(ZeroDivisionError):
        cache.get("a", lambda: 1 // 0)
    assert cache.values() == ()
    cache.put("a", Thing("a"))
    gone = ref(cache.peek("a"))
    cache.drop(lambda key: key == "a")
    gc.collect()
    assert gone() is None


def test_threads_that_ask_together_have_the_same_one():
    together, made = Barrier(8), []

    @MadeOnce
    def one(name):
        made.append(name)
        sleep(0.05)
        return object()

    def ask(_):
        together.wait()
        return one("a")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1
    assert made == ["a"]
    first = one("a")
    assert one("b") is not first, "the last that was made is kept, no other"
    assert one("a") is not first
    one.cache_clear()
    assert made == ["a", "b", "a"]
    one("a")
    assert made == ["a", "b", "a", "a"]


def test_threads_that_ask_together_have_the_same_error_and_the_next_call_tries_again():
    together, tries = Barrier(4), []

    @MadeOnce
    def one():
        tries.append(1)
        sleep(0.05)
        if len(tries) == 1:
            raise OSError("away")
        return "open"

    def ask():
        together.wait()
        return one()

    with ThreadPoolExecutor(4) as pool:
        calls = [pool.submit(ask) for _ in range(4)]
    assert {str(call.exception()) for call in calls} == {"away"}
    assert (len(tries), one(), one(), len(tries)) == (1, "open", "open", 2)
