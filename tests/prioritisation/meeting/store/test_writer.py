import threading

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from prioritisation.meeting.store import StoreUnavailable
from prioritisation.meeting.store.store import GroupCommit


class Disk:
    """A slow disk: a commit ends when the gate is open."""

    def __init__(self):
        self.opened = threading.Event()
        self.commits = []

    def __call__(self, pieces):
        assert self.opened.wait(30)
        self.commits.append(list(pieces))
        if "gone" in pieces:
            raise StoreUnavailable("gone")
        if "spoilt" in pieces:
            raise ZeroDivisionError
        return [KeyError(piece) if piece == "refused" else piece.upper() for piece in pieces]


@pytest.fixture
def disk():
    disk = Disk()
    yield disk
    disk.opened.set()


@pytest.fixture
def together(disk):
    group = GroupCommit(disk, together=4, waiting=8)
    yield group
    disk.opened.set()
    group.close()


def ask(group, texts):
    """Let the first go alone, then the others gather behind it."""
    head = group.ask("first")
    while group._queue.qsize():  # noqa: SLF001
        pass
    return [head, *(group.ask(text) for text in texts)]


def test_what_gathers_during_a_commit_goes_together_up_to_a_number(disk, together):
    futures = ask(together, "abcdef")
    disk.opened.set()
    assert [future.result(30) for future in futures] == ["FIRST", *"ABCDEF"]
    assert disk.commits == [["first"], list("abcd"), list("ef")]


def test_a_verdict_is_each_ones_own(disk, together):
    futures = ask(together, ["a", "refused", "b"])
    disk.opened.set()
    assert [type(future.exception(30)) for future in futures] == [
        type(None),
        type(None),
        KeyError,
        type(None),
    ]


def test_a_piece_that_spoils_a_commit_harms_itself_only(disk, together):
    futures = ask(together, ["a", "spoilt", "b"])
    disk.opened.set()
    assert (futures[1].result(30), futures[3].result(30)) == ("A", "B")
    assert isinstance(futures[2].exception(30), ZeroDivisionError)
    assert disk.commits == [["first"], ["a", "spoilt", "b"], ["a"], ["spoilt"], ["b"]]


def test_when_the_store_is_away_all_are_told_and_the_thread_lives_on(disk, together, caplog):
    futures = ask(together, ["a", "gone", "b"])
    disk.opened.set()
    errors = [future.exception(30) for future in futures[1:]]
    assert [error.cause for error in errors] == ["gone"] * 3
    assert len({id(error) for error in errors}) == 3
    assert "3 writes refused" in caplog.text
    assert len(caplog.text.splitlines()) == 1
    assert together.ask("later").result(30) == "LATER"


def test_the_log_says_neither_where_the_database_is_nor_for_whom(caplog):
    def away(_pieces):
        try:
            psycopg.connect("postgresql://ada:s3cret@127.0.0.1:1/seances", connect_timeout=5)
        except psycopg.OperationalError as error:
            raise StoreUnavailable("gone") from OperationalError("", {}, error)

    group = GroupCommit(away)
    with pytest.raises(StoreUnavailable):
        group.ask("a").result(30)
    group.close()
    assert caplog.messages == ["1 writes refused: the store is unavailable: gone"]


def test_who_left_before_the_commit_is_left_out(disk, together):
    futures = ask(together, "ab")
    assert futures[1].cancel()
    disk.opened.set()
    assert futures[2].result(30) == "B"
    assert disk.commits == [["first"], ["b"]]


def test_too_many_waiting_are_told_at_once(disk, together):
    futures = ask(together, "abcdefgh")
    with pytest.raises(StoreUnavailable, match="locked"):
        together.ask("i")
    disk.opened.set()
    assert futures[-1].result(30) == "H"
    assert together.ask("i").result(30) == "I"


def test_closing_writes_what_waits(disk):
    group = GroupCommit(disk, together=4)
    futures = ask(group, "abcdef")
    disk.opened.set()
    group.close()
    assert all(future.done() for future in futures)
    with pytest.raises(StoreUnavailable, match="gone"):
        group.ask("late")
    group.close()
