"""What is kept of an object goes with it."""

import gc
from weakref import ref

import pytest

from prioritisation import keeping
from prioritisation.keeping import kept_with


class Thing:
    def __init__(self, name):
        self.name = name


def test_what_is_kept_of_an_object_is_made_once_and_goes_with_it():
    calls = []

    @kept_with
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

    @kept_with
    def failing(_thing):
        calls.append(1)
        raise ValueError

    one = Thing("a")
    for _ in range(2):
        try:
            failing(one)
        except ValueError:
            continue
    assert len(calls) == 2


def test_a_process_may_open_as_many_files_as_the_system_lets_it(monkeypatch):
    resource = pytest.importorskip("resource")
    limits, asked = (1024, 4096), []
    monkeypatch.setattr(resource, "getrlimit", lambda _what: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda _what, wanted: asked.append(wanted))
    keeping.allow_files()
    limits = (4096, 4096)
    keeping.allow_files()
    limits = (1024, resource.RLIM_INFINITY)
    keeping.allow_files()
    assert asked == [(4096, 4096), (keeping.MOST_FILES, resource.RLIM_INFINITY)]
