import os
import sqlite3
import stat
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Barrier

import psycopg
import pytest
from sqlalchemy import event, exc, text
from sqlalchemy.pool import Pool

from prioritisation.meeting.store import Store, StoreUnavailable, open_store
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.errors import cause_of
from tests.each import each
from tests.prioritisation.meeting.store import postgresql
from tests.prioritisation.meeting.store.made import CODE, ballot, first, meeting, voting


@contextmanager
def pragma(statement):
    """Every new SQLite connection starts with this."""

    def start(connection, _entry):
        if isinstance(connection, sqlite3.Connection):
            connection.execute(f"PRAGMA {statement}")

    event.listen(Pool, "connect", start)
    try:
        yield
    finally:
        event.remove(Pool, "connect", start)


def acknowledged(store, count):
    """As many ballots as wanted, told to be on disk."""
    voting(store, *(f"v{number}" for number in range(count)))
    for number in range(count):
        store.cast(ballot(voter=f"v{number}"), first)


def test_the_file_is_for_its_owner_only(light, file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert light.dialect == "sqlite"


def test_its_companions_and_a_new_folder_are_for_their_owner_too_whatever_the_umask(
    tmp_path, opened
):
    folder, before = tmp_path / "new", os.umask(0)
    try:
        store = opened(f"sqlite:///{folder}/seances.db")
        acknowledged(store, 1)
        found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    finally:
        os.umask(before)
    names = ("seances.db", "seances.db-wal", "seances.db-shm")
    assert found == dict.fromkeys(names, 0o600)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(("before", "after"), [(0o644, 0o640), (0o666, 0o660), (0o600, 0o600)])
def test_a_file_that_everybody_could_read_is_closed_to_all_but_its_group(
    sqlite, file, opened, before, after
):
    """As a copy put back by hand is; its group is the affair of who put it there."""
    file.chmod(before)
    acknowledged(opened(sqlite), 1)
    assert {stat.S_IMODE(p.stat().st_mode) for p in file.parent.glob("seances.db*")} == {after}


def test_folders_are_made_on_the_way_whatever_their_names(tmp_path, opened):
    folder = tmp_path / "été 100% #1" / "séances"
    store = opened(f"sqlite:///{folder}/a.db")
    store.create(meeting())
    assert [found.name for found in folder.iterdir() if found.suffix == ".db"] == ["a.db"]


def test_a_commit_waits_for_the_disk(light, file):
    database = Database(f"sqlite:///{file}")
    with database.read() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        ]
    database.close()
    assert found == ["wal", 2, 1, 1]
    assert light.meetings() == ()


@each("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_store_in_memory_is_no_store(url):
    with pytest.raises(StoreUnavailable, match="gone"):
        open_store(url)


# --- locked


def test_a_file_held_by_another_program_is_locked_and_then_works_again(light, file):
    voting(light, "v1", "v2")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for ask in (
        lambda: light.cast(ballot(), first),
        lambda: light.create(meeting("B")),
        lambda: light.join(CODE, "v3"),
    ):
        with pytest.raises(StoreUnavailable) as error:
            ask()
        assert error.value.cause == "locked"
    assert light.meeting(CODE).version == 3, "readers go on"
    other.execute("ROLLBACK")
    other.close()
    assert light.cast(ballot(), first).version == 4


def test_a_write_inside_a_write_is_told_rather_than_waited_for_forever(light):
    voting(light, "v1")
    with light.change(CODE) as change:
        change.set_extra('{"kept": true}')
        with pytest.raises(StoreUnavailable, match="locked"):
            light.create(meeting("B"))
    assert light.meeting(CODE).extra == '{"kept": true}'


def test_a_row_held_by_another_server_is_locked(postgres, opened):
    url = postgresql.new_database(postgres)
    store = opened(url, patience=0.2)
    voting(store, "v1")
    with psycopg.connect(url) as other:
        other.execute("SELECT 1 FROM meeting FOR UPDATE")
        with pytest.raises(StoreUnavailable, match="locked"):
            store.cast(ballot(), first)
        other.rollback()
    assert store.cast(ballot(), first).version == 3


# --- read-only


def test_a_file_that_may_not_be_written_is_read_only(light, file):
    voting(light, "v1").close()
    with pragma("query_only=ON"), pytest.raises(StoreUnavailable) as error:
        open_store(f"sqlite:///{file}")
    assert error.value.cause == "readonly"


@pytest.mark.parametrize("ask", [lambda s: s.cast(ballot(), first), lambda s: s.join(CODE, "w")])
def test_a_file_that_became_read_only_still_reads(file, opened, clock, ask):
    voting(opened(f"sqlite:///{file}"), "v1")
    database = Database(f"sqlite:///{file}")
    with pragma("query_only=ON"), database.read():
        pass  # its only connection is read-only from now on
    store = Store(database, clock)
    with pytest.raises(StoreUnavailable, match="readonly"):
        ask(store)
    assert store.meeting(CODE).version == 2
    store.close()


def test_a_server_that_is_read_only_is_told(postgres, opened):
    url = postgresql.new_database(postgres)
    voting(opened(url), "v1")
    with psycopg.connect(url, autocommit=True) as other:
        name = other.info.dbname
        other.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store = opened(url)
    with pytest.raises(StoreUnavailable, match="readonly"):
        store.cast(ballot(), first)
    assert store.meeting(CODE).version == 2


# --- full


def test_on_a_full_disk_what_was_acknowledged_stays_and_the_rest_is_refused(file, opened):
    with pragma("max_page_count=60"):
        store = opened(f"sqlite:///{file}")
        voting(store, *(f"v{number}" for number in range(20)))
    kept = []

    def fill():
        for turn in range(1000):
            voter = f"v{turn % 20}"
            kept.append(store.cast(ballot(voter, f"n{turn}", reason="long " * 100), first))

    with pytest.raises(StoreUnavailable) as error:
        fill()
    assert error.value.cause == "full"
    assert len(kept) > 10
    assert store.version(CODE) == kept[-1].version
    last = {found.token_hash: found for found in kept}
    assert {b.token_hash: b for b in store.ballots(CODE, 1)} == last
    store.close()
    again = opened(f"sqlite:///{file}")
    assert {b.token_hash: b for b in again.ballots(CODE, 1)} == last
    assert again.cast(ballot(nonce="after"), first).version == kept[-1].version + 1


def test_on_a_full_disk_a_batch_is_refused_as_a_whole(file, opened):
    with pragma("max_page_count=60"):
        store = opened(f"sqlite:///{file}")
        names = [f"v{number}" for number in range(200)]
        voting(store, *names)
    with store.change(CODE):  # they gather behind it
        futures = [store.cast_soon(ballot(n, reason="long " * 200), first) for n in names]
    refused = [future.exception(30) for future in futures]
    stored = {b.token_hash for b in store.ballots(CODE, 1)}
    told = {name for name, error in zip(names, refused, strict=True) if error is None}
    assert stored == told
    assert {error.cause for error in refused if error} == {"full"}


# --- gone


def test_a_file_removed_under_the_store_takes_no_ballot_that_would_be_lost(light, file):
    voting(light, "v1")
    file.unlink()
    for ask in (lambda: light.cast(ballot(), first), lambda: light.meeting(CODE)):
        with pytest.raises(StoreUnavailable) as error:
            ask()
        assert error.value.cause == "gone"
    assert not file.exists()


def test_a_file_put_back_is_used_again(light, file, tmp_path):
    voting(light, "v1")
    away = file.rename(tmp_path / "away.db")
    with pytest.raises(StoreUnavailable, match="gone"):
        light.cast(ballot(), first)
    away.rename(file)
    assert light.cast(ballot(), first).version == 3


def test_a_file_that_is_no_database_is_told(file):
    file.write_text("Ceci n'est pas une base. " * 400, "utf-8")
    with pytest.raises(StoreUnavailable, match="gone"):
        open_store(f"sqlite:///{file}")
    assert file.read_text("utf-8").startswith("Ceci")


def test_a_place_where_no_file_can_be_is_told(tmp_path):
    (tmp_path / "taken").write_text("", "utf-8")
    with pytest.raises(StoreUnavailable, match="gone"):
        open_store(f"sqlite:///{tmp_path}/taken/seances.db")


def test_a_server_that_is_not_there_is_gone(tmp_path):
    with pytest.raises(StoreUnavailable, match="gone"):
        open_store(f"postgres://someone@/nothing?host={tmp_path}", patience=0.5)


def test_connections_that_a_server_cut_are_replaced(postgres, opened):
    url = postgresql.new_database(postgres)
    store = opened(url)
    acknowledged(store, 3)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert store.ballot_count(CODE, 1) == 3
    assert store.cast(ballot(nonce="again"), first).version == 8


# --- what a driver says


class Driver(Exception):
    def __init__(self, **fields):
        super().__init__()
        self.__dict__.update(fields)


@each(
    ("kind", "fields", "cause"),
    [
        (exc.OperationalError, {"sqlite_errorcode": sqlite3.SQLITE_BUSY_SNAPSHOT}, "locked"),
        (exc.OperationalError, {"sqlite_errorcode": sqlite3.SQLITE_READONLY_DBMOVED}, "readonly"),
        (exc.OperationalError, {"sqlite_errorcode": sqlite3.SQLITE_FULL}, "full"),
        (exc.OperationalError, {"sqlite_errorcode": sqlite3.SQLITE_IOERR_WRITE}, "gone"),
        (exc.DatabaseError, {"sqlite_errorcode": sqlite3.SQLITE_CORRUPT}, "gone"),
        (exc.OperationalError, {"sqlstate": "53100"}, "full"),
        (exc.OperationalError, {"sqlstate": "57P01"}, "gone"),
        (exc.ProgrammingError, {"sqlstate": "42501"}, "readonly"),
        (exc.ProgrammingError, {"sqlstate": "42601"}, None),
        (exc.IntegrityError, {"sqlite_errorcode": sqlite3.SQLITE_CONSTRAINT_UNIQUE}, None),
    ],
)
def test_each_complaint_of_a_driver_has_its_cause(kind, fields, cause):
    assert cause_of(kind("", {}, Driver(**fields))) == cause


def test_more_threads_than_connections_wait_their_turn(store):
    acknowledged(store, 4)
    with ThreadPoolExecutor(64) as pool:
        assert set(pool.map(lambda _: store.ballot_count(CODE, 1), range(300))) == {4}


def test_no_file_is_left_beside_a_closed_store(light, file):
    acknowledged(light, 3)
    light.close()
    assert list(file.parent.iterdir()) == [file]


def test_servers_that_open_a_new_file_together_all_open_it(tmp_path):
    """SQLite answers « locked » at once to who asks for WAL while another does."""
    for number in range(40):
        url, gate = f"sqlite:///{tmp_path}/{number}.db", Barrier(6)
        with ThreadPoolExecutor(6) as pool:
            assert all(pool.map(partial(_opened, url, gate), range(6)))


def _opened(url, gate, _number):
    database = Database(url)
    gate.wait()
    try:
        with database.read() as connection:
            return connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    finally:
        database.close()


def test_a_ballot_that_is_refused_is_one_line_of_the_log_that_says_nothing_of_it(store, caplog):
    voter = "9f3c" * 8
    voting(store, voter)
    with store._database.write() as connection:  # noqa: SLF001
        connection.execute(text("ALTER TABLE ballot_log RENAME TO elsewhere"))
    with pytest.raises((StoreUnavailable, exc.DBAPIError)) as raised:
        store.cast(ballot(voter=voter), first)
    told = "".join(traceback.format_exception(raised.value)) + caplog.text
    assert voter not in told
    assert len(caplog.text.splitlines()) == (store.dialect == "sqlite")
