import os
import sqlite3
import stat
import threading
import traceback
import warnings
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier, Event

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, exc, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import Pool

from prioritisation.meeting.store import NewerStore, NewVoter, StoreUnavailable, open_store, schema
from prioritisation.meeting.store.engine import Database, Turns
from prioritisation.meeting.store.errors import cause_of
from prioritisation.meeting.store.schema import OF_A_DOSSIER
from prioritisation.meeting.store.store import GroupCommit
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


def test_a_file_that_is_no_database_is_told(file):
    file.write_text("Ceci n'est pas une base. " * 400, "utf-8")
    with pytest.raises(StoreUnavailable, match="gone"):
        open_store(f"sqlite:///{file}")
    assert file.read_text("utf-8").startswith("Ceci")


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


# What a database refuses is told by its cause, and never with a password.


@each(
    "url",
    [
        "postgresql//user:motdepasse@host/base",
        "postgresql://user:motdepasse@host:port/base",
        "mysql://user:motdepasse@host/base",
        "motdepasse",
        "sqlite:/motdepasse",
    ],
)
def test_a_malformed_address_is_told_as_such_and_never_repeated(url):
    with pytest.raises(StoreUnavailable) as error:
        open_store(url)
    assert error.value.cause == "address"
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__ or error.value.__context__ is None
    assert "motdepasse" not in str(error.value)


@pytest.fixture
def guarded(postgres):
    """The address of a server that asks one of its users for a password."""
    uri = postgres.get_uri()
    with psycopg.connect(uri, autocommit=True) as asking:
        asking.execute("DROP ROLE IF EXISTS invitee")
        asking.execute("CREATE ROLE invitee LOGIN PASSWORD 'juste'")
        rules = Path(asking.execute("SHOW hba_file").fetchone()[0])
        before = rules.read_text()
        rules.write_text(f"local all invitee scram-sha-256\n{before}")
        asking.execute("SELECT pg_reload_conf()")
        yield make_url(uri)
        rules.write_text(before)
        asking.execute("SELECT pg_reload_conf()")


@each(
    "parts",
    [
        {"username": "invitee", "password": "faux"},
        {"username": "invitee"},
        {"username": "personne"},
        {"database": "ailleurs"},
        {"username": "invitee", "password": "juste", "database": "ailleurs"},
    ],
)
def test_a_server_that_lets_nobody_in_is_told_as_gone_without_the_password(guarded, parts):
    url = guarded.set(**parts).render_as_string(hide_password=False)
    with pytest.raises(StoreUnavailable) as error:
        open_store(url, patience=2)
    assert error.value.cause == "gone"
    assert "faux" not in "".join(traceback.format_exception(error.value))


@pytest.fixture
def connection(store, url):
    voting(store, "v1").cast(ballot(), first)
    database = Database(url)
    with database.read() as connection:
        yield connection
        connection.rollback()
    database.close()


def test_the_migrations_make_the_tables_that_the_code_uses(connection):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_every_table_with_rows_of_a_meeting_is_purged():
    tables = {name for name, table in schema.metadata.tables.items() if "meeting_id" in table.c}
    assert {table.name for table in schema.OF_A_MEETING} == tables


def test_every_table_with_rows_of_a_dossier_is_erased_with_it():
    tables = {name for name, table in schema.metadata.tables.items() if "dossier_id" in table.c}
    assert {table.name for table in OF_A_DOSSIER} == tables


def test_a_ballot_of_the_log_cannot_be_changed(connection):
    with pytest.raises(exc.IntegrityError, match="never changed"):
        connection.execute(text("UPDATE ballot_log SET points = '{}'"))


@each("what", ["token_hash = 'v1', version = 3", "version = 3"])
def test_the_database_itself_refuses_what_the_code_never_does(connection, what):
    columns = "meeting_id, round, token_hash, points, reason, receipt, kind, nonce, at"
    token = "'v1'" if "v1" in what else "'nobody'"
    version = 3 if "v1" in what else 99
    with pytest.raises(exc.IntegrityError):
        connection.execute(
            text(
                f"INSERT INTO ballot_log ({columns}, version) "  # noqa: S608
                f"SELECT meeting_id, round, {token}, points, reason, receipt, kind, 'x', at, "
                f"{version} FROM ballot_log"
            )
        )


def test_the_meeting_of_the_rows_is_known(connection):
    rows = connection.execute(text("SELECT code FROM meeting"))
    assert list(rows.scalars()) == [CODE]


def test_servers_that_start_together_migrate_once(empty):
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: open_store(empty), range(4)))
    voting(stores[0], "v1")
    assert [store.version(CODE) for store in stores] == [2] * 4
    for store in stores:
        store.close()


def test_the_database_of_a_later_version_is_left_alone(store, url):
    voting(store, "v1")
    database = Database(url)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerStore) as error:
        open_store(url)
    assert error.value.revision == "9999"
    with database.read() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert found == "9999"
    database.close()


def in_line(turns, pool, names):
    """Have these wait, one after the other, while one has the turn; in which order they had it."""
    order, begun, ending = [], Event(), Event()

    def holds():
        with turns.take():
            begun.set()
            ending.wait()

    def waits(name):
        with turns.take(first=name == "ballot"):
            order.append(name)

    asked = [pool.submit(holds)]
    begun.wait()
    for name in names:
        before = len(turns._waiting)  # noqa: SLF001 (nothing else says that one waits)
        asked.append(pool.submit(waits, name))
        while len(turns._waiting) == before:  # noqa: SLF001
            ending.wait(0.001)
    ending.set()
    for one in asked:
        one.result()
    return order


def test_turns_come_in_order_and_a_ballot_goes_before_all_that_wait():
    with ThreadPoolExecutor(5) as pool:
        given = in_line(Turns(1, 30.0), pool, ["a", "b", "ballot", "c"])
    assert given == ["ballot", "a", "b", "c"]


def test_no_turn_in_time_is_refused_and_takes_nobodys():
    turns = Turns(1, 0.01)
    with turns.take():
        for _ in range(3):
            with pytest.raises(StoreUnavailable), turns.take():
                pass
    with turns.take(), pytest.raises(StoreUnavailable), turns.take():
        pass


def test_several_have_theirs_at_once_and_an_error_gives_it_back():
    turns = Turns(2, 0.01)
    for _ in range(3):
        with pytest.raises(KeyError), turns.take(), turns.take():
            raise KeyError
    with turns.take(), turns.take(), pytest.raises(StoreUnavailable), turns.take():
        pass


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


THREADS, EACH = 16, 20


def test_versions_are_gap_free_while_many_threads_write(store):
    voting(store, *(f"v{number}" for number in range(THREADS)))
    start = store.version(CODE)
    told = []
    store.add_listener(lambda _code, version: told.append(version))

    def vote(number):
        return [
            store.cast(ballot(voter=f"v{number}", nonce=f"n{turn}"), first).version
            for turn in range(EACH)
        ]

    def move(_number):
        for _ in range(EACH):
            with store.change(CODE) as change:
                change.audit("facilitator", "project")

    with ThreadPoolExecutor(THREADS + 2) as pool:
        moves = [pool.submit(move, number) for number in range(2)]
        voted = list(pool.map(vote, range(THREADS)))
        wait(moves)
    versions = [version for versions in voted for version in versions]
    assert len(set(versions)) == THREADS * EACH
    assert all(own == sorted(own) for own in voted)
    last = start + THREADS * EACH + 2 * EACH
    assert store.version(CODE) == last == max(told)
    assert len(store.audit(CODE)) == 1 + 2 * EACH
    assert {b.version for b in store.ballots(CODE, 1)} == {own[-1] for own in voted}


def test_two_servers_on_one_database_write_in_one_order(url, opened):
    one, two = opened(url), opened(url)
    voting(one, *(f"v{number}" for number in range(8)))

    def vote(number):
        server = (one, two)[number % 2]
        return [
            server.cast(ballot(voter=f"v{number}", nonce=f"n{turn}"), first).version
            for turn in range(EACH)
        ]

    with ThreadPoolExecutor(8) as pool:
        versions = sorted(v for own in pool.map(vote, range(8)) for v in own)
    assert versions == list(range(10, 10 + 8 * EACH))
    assert one.version(CODE) == two.version(CODE) == versions[-1]


def test_a_reader_who_sees_a_version_sees_all_ballots_up_to_it(store):
    """The reason to number by the meeting's row: ids of a log may commit in another order."""
    voting(store, *(f"v{number}" for number in range(8)))

    def vote(number):
        for turn in range(EACH):
            store.cast(ballot(voter=f"v{number}", nonce=f"n{turn}"), first)

    with ThreadPoolExecutor(8) as pool:
        votes = [pool.submit(vote, number) for number in range(8)]
        seen = 0
        while not all(future.done() for future in votes):
            known = store.version(CODE)
            newest = max((b.version for b in store.ballots(CODE, 1)), default=known)
            assert newest >= known
            seen += 1
    assert seen


def test_meetings_in_one_commit_keep_their_own_versions(store):
    for code in ("B", "A"):
        voting(store, "v1", "v2", code=code)
    with store.change("A"):  # they gather behind it
        futures = [
            store.cast_soon(ballot(voter=voter, code=code), first)
            for voter in ("v1", "v2")
            for code in ("A", "B")
        ]
    assert sorted(future.result(30).version for future in futures) == [4, 4, 5, 5]
    assert store.versions() == {"A": 5, "B": 5}


def test_many_ballots_take_few_commits(light):
    names = [f"v{number}" for number in range(100)]
    voting(light, *names)
    commits = []
    light.add_listener(lambda _code, version: commits.append(version))
    with light.change(CODE):  # they gather behind it
        futures = [light.cast_soon(ballot(voter=name), first) for name in names]
    wait(futures)
    assert light.ballot_count(CODE, 1) == 100
    assert len(commits) <= 3
    assert commits[-1] == light.version(CODE)


def test_a_voter_who_joins_and_votes_in_the_same_commit_is_in(store):
    store.create(meeting())
    with store.change(CODE):
        joined = store.join_soon(NewVoter(CODE, "v1"))
        voted = store.cast_soon(ballot(), first)
    assert joined.result(30)
    assert voted.result(30).version == 3
