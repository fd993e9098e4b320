"""Dossiers as they are kept, in each kind of database."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, Event

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from prioritisation.meeting.store import NewEntry, NewProposal, UnknownDossier
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.schema import OF_A_DOSSIER
from tests.prioritisation.meeting.store.made import ballot, first, meeting, voting

SECRET = "Qwertzuiop-secret"  # noqa: S105 (a word to look for)


def entry(changes, **others):
    values = {"base": 0, "kind": "form", "role": "facilitator", "reason": "so"}
    return NewEntry(changes, **{**values, "sha256": "00", **others})


def made(store, key="K7Q4P2XM", **units):
    first = {unit: (None, content) for unit, content in units.items()}
    store.dossiers.create(key, '{"kind": "blank"}', entry(first, kind="create"), f"hash-{key}")
    return key


def proposal(changes, **others):
    values = {"base": 1, "kind": "form", "role": "expert"}
    return NewProposal(changes, **{**values, "reason": "so", **others})


def write(store, key, changes, **others):
    with store.dossiers.change(key) as change:
        return change.append(entry(changes, **others))


def test_a_secret_that_is_taken_is_no_key_that_is(store):
    """Whoever draws keys until one is free would draw them for ever."""
    made(store, a="1")
    first = entry({"a": (None, "1")}, kind="create")
    with pytest.raises(IntegrityError):
        store.dossiers.create("L7Q4P2XM", "{}", first, "hash-K7Q4P2XM")
    with pytest.raises(UnknownDossier):
        store.dossiers.dossier("L7Q4P2XM")


def test_units_are_what_the_changes_lead_to(store):
    key = made(store, a="1", b="2")
    assert write(store, key, {"a": ("1", "3"), "c": (None, "4")}, sha256="11") == 2
    assert write(store, key, {"b": ("2", None)}, sha256="22", undoes=1) == 3
    dossier, units = store.dossiers.with_units(key)
    assert units == {"a": "3", "c": "4"}
    assert (dossier.seq, dossier.sha256) == (3, "22")
    assert [(e.seq, e.undoes, e.sha256) for e in store.dossiers.entries(key)] == [
        (3, 1, "22"),
        (2, None, "11"),
        (1, None, "00"),
    ]
    assert store.dossiers.changes(key, until=2) == {
        1: {"a": (None, "1"), "b": (None, "2")},
        2: {"a": ("1", "3"), "c": (None, "4")},
    }


def test_a_write_that_fails_leaves_nothing(store):
    key = made(store, a="1")
    with suppress(ZeroDivisionError), store.dossiers.change(key) as change:
        change.append(entry({"a": ("1", "2")}))
        _ = 1 / 0
    assert store.dossiers.with_units(key)[1] == {"a": "1"}
    assert len(store.dossiers.entries(key)) == 1


def test_a_link_is_of_its_dossier_and_another_of_its_role_replaces_it(store):
    key, other = made(store, "A2345678"), made(store, "B2345678")
    for name, secret in ((key, "h"), (other, "o"), (key, "i")):
        with store.dossiers.change(name) as change:
            change.set_link("observer", secret)
    assert store.dossiers.link("h") is None
    link = store.dossiers.link("i")
    assert (link.key, link.role) == (key, "observer")
    assert store.dossiers.link("o").key == other
    assert [one.role for one in store.dossiers.links(key)] == ["facilitator", "observer"]


def test_a_meeting_says_for_ever_which_version_it_took(store):
    store.create(meeting("A", dossier=("K7Q4P2XM", 4, "ab")))
    store.create(meeting("B", dossier=None))
    key = made(store, a="1")
    assert [(use.code, use.seq) for use in store.dossiers.uses(key)] == [("A", 4)]
    assert store.dossiers.taken_by("A") == store.dossiers.taken()["A"]
    assert [store.dossiers.taken_by(code) for code in ("B", "nobody")] == [None, None]
    store.dossiers.erase(key)
    assert [(use.code, use.seq) for use in store.dossiers.uses(key)] == [("A", 4)]


def test_every_row_of_a_dossier_leaves_and_none_of_another(store, url):
    key, other = made(store, "A2345678", a="1"), made(store, "B2345678", a="1")
    for one in (key, other):
        with store.dossiers.change(one) as change:
            change.add_proposal(proposal({"a": ("1", "2")}))
    store.dossiers.erase(key)
    with pytest.raises(UnknownDossier):
        store.dossiers.dossier(key)
    with pytest.raises(UnknownDossier), store.dossiers.change(key):
        pass
    database = Database(url)
    with database.read() as connection:
        owners = {
            table.name: set(connection.scalars(select(table.c.dossier_id)))
            for table in OF_A_DOSSIER
        }
    database.close()
    assert set(map(tuple, owners.values())) == {(store.dossiers.dossier(other).id,)}


def test_nothing_of_an_erased_dossier_is_left_in_the_file(light, file):
    key = made(light, a=SECRET * 300)
    write(light, key, {"a": (SECRET * 300, SECRET)}, reason=SECRET)
    with light.dossiers.change(key) as change:
        change.add_proposal(proposal({"a": (SECRET, None)}, reason=SECRET))
    light.dossiers.erase(key)
    word = SECRET.encode()
    assert [path.name for path in file.parent.iterdir() if word in path.read_bytes()] == []


def test_whoever_votes_goes_on_while_many_wait_for_one_dossier(store):
    """On PostgreSQL they had all connections, and whoever was first lacked another to read by."""
    voting(store, *(f"v{n}" for n in range(10)))
    key, start, done = made(store, a="1"), Barrier(49), Event()

    def waits_and_reads():
        start.wait()
        while not done.is_set():
            with store.dossiers.change(key) as change:
                store.dossiers.link("nobody")
                change.archive(archived=True)

    with ThreadPoolExecutor(48) as pool:
        waiting = [pool.submit(waits_and_reads) for _ in range(48)]
        start.wait()
        try:
            for n in range(10):
                assert store.cast(ballot(f"v{n}", f"n{n}"), first).version
        finally:
            done.set()
        for one in waiting:
            one.result()
