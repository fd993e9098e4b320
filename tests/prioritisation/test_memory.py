"""What is kept of an object goes with it."""

import gc
from weakref import ref

import pytest

from prioritisation.memory import cached_with


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


def test_what_fails_is_not_kept():
    calls = []

    @cached_with
    def failing(_thing):
        calls.append(1)
        raise ValueError

    one = Thing("a")
    for _ in range(2):
        with pytest.raises(ValueError, match=r"^$"):
            failing(one)
    assert len(calls) == 2
