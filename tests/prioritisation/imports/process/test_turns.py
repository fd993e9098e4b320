"""Files wait for their turn: one who sends many does not make all others wait."""

import threading
import time

import pytest

from prioritisation.imports.errors import FileRefused
from prioritisation.imports.process.turns import SharedTurns

_STILL = 5
"""Looks in a row that see nothing new."""


class Desk:
    """People who have files read, each in a thread; a file is read until it is said to be."""

    def __init__(self, turns):
        self.turns = turns
        self.begun, self.busy = [], []
        self.over = {}

    def send(self, sender, name):
        self.over[name] = threading.Event()

        def read():
            try:
                with self.turns.one(sender):
                    self.begun.append(name)
                    self.over[name].wait(10)
            except FileRefused:
                self.busy.append(name)

        threading.Thread(target=read, daemon=True).start()
        self.settle()

    def end(self, name):
        self.over[name].set()
        self.settle()

    def settle(self):
        """Nothing tells that a thread waits; a busy machine begins one late."""
        seen = [object()]
        while any(one != seen[-1] for one in seen[-_STILL:]) or len(seen) < _STILL:
            time.sleep(0.05)
            seen.append((len(self.begun), len(self.busy)))


@pytest.fixture
def desk():
    made = Desk(SharedTurns(2, 4, 10))
    yield made
    for over in made.over.values():
        over.set()


def test_who_sends_many_files_does_not_come_before_who_sends_one(desk):
    for k in range(1, 6):
        desk.send("many", f"m{k}")
    desk.send("one", "o")
    assert desk.begun == ["m1", "m2"]
    desk.end("m1")
    assert desk.begun == ["m1", "m2", "o"]
    desk.end("m2")
    desk.end("m3")
    assert desk.begun == ["m1", "m2", "o", "m3", "m4"]


def test_turns_go_round(desk):
    for name in ("a1", "a2", "a3", "b1", "b2", "c1"):
        desk.send(name[0], name)
    for name in ("a1", "a2", "b1", "c1"):
        desk.end(name)
    assert desk.begun[:4] == ["a1", "a2", "b1", "c1"]
    assert set(desk.begun[4:]) == {"a3", "b2"}


def test_who_has_all_places_leaves_one_to_who_comes(desk):
    for k in range(1, 7):
        desk.send("many", f"m{k}")
    desk.send("one", "o1")
    assert desk.busy == ["m6"]
    desk.send("many", "m7")
    assert desk.busy == ["m6", "m7"]
    desk.send("one", "o2")
    desk.send("one", "o3")
    assert desk.busy == ["m6", "m7", "m5", "o3"]
    desk.end("m1")
    desk.end("m2")
    assert desk.begun == ["m1", "m2", "o1", "m3"]


def test_nobody_waits_for_ever():
    desk = Desk(SharedTurns(1, 1, 0.2))
    desk.send("a", "a")
    desk.send("b", "b")
    time.sleep(0.3)
    assert (desk.begun, desk.busy) == (["a"], ["b"])
    desk.end("a")
    desk.send("b", "b2")
    assert desk.begun == ["a", "b2"]
    desk.end("b2")
