"""Nothing is left of what was erased, and a room that votes does not wait for it."""

import sqlite3
import time

import pytest

from prioritisation.meeting.store import NewEntry, erasing, open_store
from tests.prioritisation.meeting.store.made import ballot, first, voting

WORD = "Qwertzuiop"
KEYS = ("AAAA2222", "BBBB3333")


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    """A file that is never small, a room that is quiet after a second."""
    monkeypatch.setattr(erasing, "QUICK_BYTES", 0)
    monkeypatch.setattr(erasing, "QUIET_S", 1.0)
    monkeypatch.setattr(erasing, "NEXT_LOOK_S", 0.05)


def filled(store):
    """Two dossiers whose rows are on the same pages, and a room that has just voted."""
    for key in KEYS:
        units = {f"u{n}": (None, f"{WORD}{key} " * (1 + n % 90)) for n in range(150)}
        entry = NewEntry(units, 0, "create", "facilitator", "", "00")
        store.dossiers.create(key, "{}", entry, f"hash-{key}")
    for turn in range(60):
        for key in KEYS:
            name = f"u{(turn * 37) % 150}"
            before = store.dossiers.with_units(key)[1][name]
            after = f"{WORD}{key} " * (1 + (turn * 53) % 120)
            entry = NewEntry({name: (before, after)}, 1, "form", "facilitator", "", "00")
            with store.dossiers.change(key) as change:
                change.append(entry)
    voting(store, "v")
    vote(store, "1")
    return store


def vote(store, nonce):
    store.cast(ballot("v", nonce, receipt=nonce), first)


def remains(file):
    word = f"{WORD}{KEYS[0]}".encode()
    return [path.name for path in file.parent.iterdir() if word in path.read_bytes()]


def waits(store):
    return store.setting_if_made("to-scrub") is not None


def settled(store):
    for _ in range(400):
        if not waits(store):
            return True
        time.sleep(0.05)
    return False


def test_a_room_that_votes_is_waited_for_and_nothing_is_left(light, file):
    filled(light).dossiers.erase(KEYS[0])
    assert waits(light)
    assert settled(light)
    assert remains(file) == []
    assert light.dossiers.with_units(KEYS[1])[1]


def test_two_erased_while_a_room_votes_wait_together(light, file):
    filled(light)
    for key in KEYS:
        light.dossiers.erase(key)
    assert settled(light)
    assert WORD.encode() not in b"".join(path.read_bytes() for path in file.parent.iterdir())


def test_where_nobody_votes_nothing_is_left_at_once(light, file):
    filled(light)
    time.sleep(1.1)
    light.dossiers.erase(KEYS[0])
    assert not waits(light)
    assert remains(file) == []


def test_a_server_that_stops_meanwhile_does_the_rest_when_it_starts(light, file, monkeypatch):
    monkeypatch.setattr(erasing, "NEXT_LOOK_S", 60.0)
    filled(light).dossiers.erase(KEYS[0])
    light.close()
    again = open_store(f"sqlite:///{file}")
    assert not waits(again)
    again.close()
    assert remains(file) == []


def test_a_long_reader_delays_it_and_no_ballot(light, file):
    filled(light)
    time.sleep(1.1)
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM dossier").fetchone() == (2,)
    began = time.monotonic()
    light.dossiers.erase(KEYS[0])
    vote(light, "2")
    assert time.monotonic() - began < 3.0, "the patience of a connection is longer"
    assert waits(light)
    reader.close()
    assert settled(light)
    assert remains(file) == []
