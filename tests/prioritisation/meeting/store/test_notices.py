"""Servers on one base tell each other what they write; on SQLite there is nothing to hear."""

import time
from contextlib import suppress

import psycopg

from prioritisation.meeting.store import ERASED_VERSION, engine
from tests.prioritisation.meeting.store.made import CODE, ballot, first, voting

PATIENCE_S = 30


def soon(happened):
    end = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < end, "it was not told"
        time.sleep(0.01)


def heard(store):
    """What a store tells, and once it hears the others."""
    told = []
    store.add_listener(lambda *news: told.append(news))
    return told


def listening(base):
    """Numbers of the backends that wait for notices."""
    with psycopg.connect(base, autocommit=True) as connection:
        asked = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN %'"
        return [pid for (pid,) in connection.execute(asked)]


def test_another_server_is_told_of_each_commit_and_this_one_once(base, opened):
    mine, other = opened(base), opened(base)
    told, theirs = heard(mine), heard(other)
    soon(lambda: len(listening(base)) == 2)
    voting(mine, "v1").cast(ballot(), first)
    with mine.change(CODE) as change:
        change.audit("facilitator", "project")
    expected = [(CODE, 1), (CODE, 2), (CODE, 3), (CODE, 4)]
    soon(lambda: len(theirs) >= 4)
    assert theirs == expected
    assert told == expected


def test_another_server_is_told_that_a_meeting_is_erased(base, opened):
    mine, other = opened(base), opened(base)
    theirs = heard(other)
    soon(lambda: listening(base))
    voting(mine, "v1")
    mine.purge(CODE)
    soon(lambda: theirs and theirs[-1] == (CODE, ERASED_VERSION))


def test_a_write_that_is_undone_is_not_told(base, opened):
    mine, other = opened(base), opened(base)
    theirs = heard(other)
    soon(lambda: listening(base))
    voting(mine, "v1")
    with suppress(ZeroDivisionError), mine.change(CODE) as change:
        change.audit("facilitator", "project")
        raise ZeroDivisionError
    mine.cast(ballot(), first)
    soon(lambda: (CODE, 3) in theirs)
    assert theirs == [(CODE, 1), (CODE, 2), (CODE, 3)]


def test_a_server_that_was_cut_off_hears_again(base, opened, monkeypatch, caplog):
    monkeypatch.setattr(engine, "AGAIN_S", 0.01)
    mine, other = opened(base), opened(base)
    theirs = heard(other)
    soon(lambda: listening(base))
    (cut,) = listening(base)
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s)", [cut])
    soon(lambda: listening(base) not in ([], [cut]))
    voting(mine, "v1")
    soon(lambda: (CODE, 2) in theirs)
    assert "other servers are not heard" in caplog.text
