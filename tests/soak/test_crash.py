"""Kills of the program and of the database under load: what was acknowledged is there.

Run by ``make soak``.
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event

import psutil
import pytest

from prioritisation.meeting.store import StoreUnavailable, open_store
from tests.prioritisation.meeting.store import postgresql
from tests.prioritisation.meeting.store.crash import VOTERS, name
from tests.prioritisation.meeting.store.killing import killed, logged, missing
from tests.prioritisation.meeting.store.made import CODE, ballot, first, voting

ROUNDS, LINES = 5, 1000


def begin(url):
    store = open_store(url)
    voting(store, *map(name, range(VOTERS)))
    return store


def rounds(url):
    """Kill the program round after round; return how many ballots it was told are stored."""
    begin(url).close()
    told = {}
    for turn in range(ROUNDS):
        told |= killed(url, CODE, turn, LINES)
        assert missing(told, logged(url)) == {}
    stored = logged(url)
    assert sorted(stored) == list(range(VOTERS + 2, VOTERS + 2 + len(stored)))
    print(f"{len(told)} acknowledged, 0 missing, {len(stored) - len(told)} never told")  # noqa: T201
    return len(told)


def test_sqlite_outlives_kills_of_the_program(tmp_path):
    file = tmp_path / "seances.db"
    assert rounds(f"sqlite:///{file}") >= ROUNDS * LINES
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


@pytest.fixture(scope="module")
def server():
    with postgresql.server(durable=True) as found:
        yield found


def test_postgresql_outlives_kills_of_the_program(server):
    assert rounds(postgresql.new_database(server)) >= ROUNDS * LINES


def kill_server(server):
    """End the server and all its processes at once, as a crash would."""
    pid = int((server.pgdata / "postmaster.pid").read_text("utf-8").split()[0])
    master = psutil.Process(pid)
    processes = [master, *master.children(recursive=True)]
    for process in processes:
        process.kill()
    psutil.wait_procs(processes, timeout=30)


class Voters:
    """Threads that vote through one store, go on when it is away, and note what they are told."""

    def __init__(self, store):
        self.store, self.told, self.refused, self.over = store, {}, [], Event()

    def vote(self, number):
        for sent in count():
            if self.over.is_set():
                return
            nonce = f"{number}-{sent}"
            try:
                one = self.store.cast(ballot(name(number), nonce, receipt=nonce), first)
            except StoreUnavailable as error:
                self.refused.append(error.cause)
                self.over.wait(0.05)
            else:
                self.told[one.version] = (name(number), nonce)

    def wait(self, reached):
        while not reached():
            self.over.wait(0.01)


def crash(server, voters, turn):
    """Kill the server once enough is acknowledged, and start it once a voter has noticed."""
    voters.wait(lambda: len(voters.told) >= turn * LINES)
    kill_server(server)
    before = len(voters.refused)
    voters.wait(lambda: len(voters.refused) > before)
    server.ensure_postgres_running()


def test_the_program_outlives_kills_of_the_server(server):
    url = postgresql.new_database(server)
    voters = Voters(begin(url))
    with ThreadPoolExecutor(VOTERS) as pool:
        votes = [pool.submit(voters.vote, number) for number in range(VOTERS)]
        for turn in range(1, ROUNDS + 1):
            crash(server, voters, turn)
        voters.wait(lambda: len(voters.told) >= (ROUNDS + 1) * LINES)
        voters.over.set()
        for future in votes:
            future.result(60)
    stored = logged(url)
    assert missing(voters.told, stored) == {}
    assert set(voters.refused) == {"gone"}
    assert voters.store.version(CODE) == max(stored)
    voters.store.close()
