import errno
import os
import sqlite3
import stat
from threading import Event, Thread

import pytest
from sqlalchemy import select

from prioritisation.meeting.store import (
    NewText,
    NotACopy,
    NotEmpty,
    NotOurs,
    StoreUnavailable,
    back_up,
    copying,
    open_store,
    put_back,
    schema,
)
from prioritisation.meeting.store.engine import Database
from tests.prioritisation.meeting.store import postgresql
from tests.prioritisation.meeting.store.made import CODE, ballot, first, meeting, voting
from tests.sampled import databases


@pytest.fixture
def copy(tmp_path):
    """Where a copy of the test goes."""
    return tmp_path / "copies" / "copy.db"


@pytest.fixture(autouse=True)
def _folder(copy):
    copy.parent.mkdir()


@pytest.fixture(params=databases())
def target(request, tmp_path):
    """The address of a database without anything, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/other/seances.db"
    return postgresql.new_database(request.getfixturevalue("postgres"))


def rows(url):
    """All rows of all tables, in no order."""
    database = Database(url)
    with database.read() as connection:
        found = {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in schema.metadata.sorted_tables
        }
    database.close()
    return found


def filled(store):
    voting(store, "v1", "v2")
    store.create(meeting("AUTRE", title="« Été » ; 'x' 😀"))
    store.cast(ballot("v1", "n1"), first)
    store.cast(ballot("v2", "n2"), first)
    store.cast(ballot("v1", "n3"), first)
    store.setting("token_key", lambda: "k")
    return store


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_is_a_store_with_every_row(store, url, copy, opened):
    filled(store)
    assert back_up(url, copy) == 2
    assert rows(f"sqlite:///{copy}") == rows(url)
    again = opened(f"sqlite:///{copy}")
    assert again.ballot_count(CODE, 1) == 2
    assert again.cast(ballot("v2", "n4"), first).version == 1 + store.version(CODE)


def test_a_copy_is_put_back_into_an_empty_database_and_life_goes_on(
    store, url, copy, target, opened
):
    filled(store)
    back_up(url, copy)
    before = copy.read_bytes()
    assert put_back(target, copy) == 2
    assert rows(target) == rows(url)
    assert copy.read_bytes() == before
    again = opened(target)
    assert again.setting_if_made("token_key") == "k"
    assert again.cast(ballot("v2", "n4"), first).version == 1 + store.version(CODE)
    assert again.create(meeting("NOUVELLE")) > 2
    with again.change(CODE) as change:
        change.write_text(NewText("decision", "{}", "recorder", 0))
    assert again.text(CODE, "decision").version == 1


def test_nothing_is_put_over_what_is_kept(store, url, copy, target, opened):
    filled(store)
    back_up(url, copy)
    other = opened(target)
    other.create(meeting("AUTRE"))
    before = rows(target)
    with pytest.raises(NotEmpty):
        put_back(target, copy)
    assert rows(target) == before


def test_a_copy_is_of_one_moment_while_people_vote(store, url, tmp_path):
    """A version more for each who joins and each ballot: what is missing would show."""
    voting(store, *(f"v{n}" for n in range(6)))
    over = Event()

    def vote(voter):
        sent = 0
        while not over.is_set():
            sent += 1
            store.cast(ballot(voter, f"{voter}-{sent}"), first)

    threads = [Thread(target=vote, args=(f"v{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    files = [tmp_path / f"{n}.db" for n in range(4)]
    for file in files:
        back_up(url, file)
    over.set()
    for thread in threads:
        thread.join()
    counts = []
    for file in files:
        database = Database(f"sqlite:///{file}")
        with database.read() as connection:
            log = schema.ballot_log_table.c.version
            seen = sorted(connection.scalars(select(log)))
            version = connection.scalar(select(schema.meeting_table.c.version))
        database.close()
        assert seen == list(range(8, version + 1))
        counts.append(len(seen))
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
    assert store.version(CODE) >= counts[-1]


def test_only_its_owner_reads_it_from_the_first_byte(store, url, copy, monkeypatch):
    filled(store)
    seen = []

    def looked(made, file):
        seen.extend([mode(made.parent), *(mode(path) for path in made.parent.iterdir())])
        link(made, file)

    link = os.link
    monkeypatch.setattr(os, "link", looked)
    before = os.umask(0)
    try:
        back_up(url, copy)
    finally:
        os.umask(before)
    assert seen == [0o700, 0o600]
    assert mode(copy) == 0o600
    assert names(copy.parent) == ["copy.db"]


def test_a_name_that_is_taken_is_never_replaced(store, url, copy):
    filled(store)
    copy.write_text("mine")
    with pytest.raises(FileExistsError):
        back_up(url, copy)
    assert copy.read_text() == "mine"
    copy.unlink()
    copy.symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        back_up(url, copy)
    with pytest.raises(FileExistsError):
        back_up(url, copy.parent)


@pytest.mark.parametrize(
    ("cause", "number"), [("full", errno.ENOSPC), ("readonly", errno.EACCES), ("gone", errno.EIO)]
)
def test_what_cannot_be_written_leaves_nothing(light, sqlite, copy, monkeypatch, cause, number):
    def refused(_database, _taken):
        raise StoreUnavailable(cause)

    filled(light)
    monkeypatch.setattr(copying, "_write", refused)
    with pytest.raises(OSError) as found:  # noqa: PT011 (its number is looked at)
        back_up(sqlite, copy)
    assert found.value.errno == number
    assert names(copy.parent) == []


def damaged(content):
    middle = len(content) // 2
    return content[: middle - 3000] + b"\xff" * 6000 + content[middle + 3000 :]


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda _whole: b"",
        lambda _whole: b"hello",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:5000],
        damaged,
    ],
)
def test_another_file_or_a_damaged_one_is_no_copy(light, sqlite, copy, target, spoilt, tmp_path):
    filled(light)
    back_up(sqlite, copy)
    copy.write_bytes(spoilt(copy.read_bytes()))
    with pytest.raises(NotACopy):
        put_back(target, copy)
    assert not (tmp_path / "other").exists()


def test_a_ballot_of_nobody_is_no_copy_and_leaves_the_store_empty(
    light, sqlite, copy, target, opened
):
    filled(light)
    back_up(sqlite, copy)
    other = opened(target)
    with sqlite3.connect(copy) as raw:
        raw.execute("DELETE FROM voter WHERE token_hash = 'v2'")
    raw.close()
    with pytest.raises(NotACopy):
        put_back(target, copy)
    assert other.meetings() == ()
    assert other.setting_if_made("token_key") is None


def test_a_base_without_tables_is_no_store(tmp_path, copy):
    empty = tmp_path / "empty.db"
    sqlite3.connect(empty).close()
    empty.touch()
    with pytest.raises(NotOurs, match="empty"):
        back_up(f"sqlite:///{empty}", copy)
    assert empty.read_bytes() == b""
    assert open_store(f"sqlite:///{empty}").close() is None
