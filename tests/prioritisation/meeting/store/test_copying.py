import errno
import os
import sqlite3
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import select, text

from prioritisation.meeting.store import (
    NewerStore,
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
from tests.prioritisation.meeting.store.made import (
    CODE,
    ballot,
    first,
    meeting,
    voting,
)
from tests.sampled import databases

ROOT = Path(__file__).parents[4]


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


def test_a_server_that_made_its_own_secrets_only_is_still_empty(store, url, copy, target, opened):
    filled(store)
    back_up(url, copy)
    other = opened(target)
    other.setting("token_key", lambda: "own")
    put_back(target, copy)
    assert other.setting_if_made("token_key") == "k"


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


@pytest.mark.parametrize("links", [True, False])
def test_a_name_taken_meanwhile_is_not_replaced_either(store, url, copy, monkeypatch, links):
    filled(store)
    link = os.link

    def late(made, file):
        copy.write_text("mine")
        if not links:
            raise OSError(errno.EPERM, "no links here")
        link(made, file)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(FileExistsError):
        back_up(url, copy)
    assert copy.read_text() == "mine"
    assert names(copy.parent) == ["copy.db"]


def test_where_a_disk_has_no_links_it_has_its_name_all_the_same(light, sqlite, copy, monkeypatch):
    def refused(*_paths):
        raise OSError(errno.EPERM, "no links here")

    filled(light)
    monkeypatch.setattr(os, "link", refused)
    back_up(sqlite, copy)
    assert rows(f"sqlite:///{copy}") == rows(sqlite)
    assert mode(copy) == 0o600


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


def test_a_folder_that_is_not_there_is_an_error_of_the_file(light, sqlite, tmp_path):
    filled(light)
    with pytest.raises(FileNotFoundError):
        back_up(sqlite, tmp_path / "none" / "copy.db")


def test_any_name_and_a_relative_one(light, sqlite, copy, monkeypatch):
    filled(light)
    monkeypatch.chdir(copy.parent)
    for name in ("a?mode=x#%20é.db", "plain"):
        back_up(sqlite, Path(name))
    assert names(copy.parent) == ["a?mode=x#%20é.db", "plain"]


@pytest.mark.deep
def test_killed_at_any_time_it_leaves_a_whole_file_or_none(light, sqlite, copy):
    voting(light, "v1")
    database = Database(sqlite)
    row = {"meeting_id": 1, "round": 1, "token_hash": "v1", "points": "{}", "kind": "device"}
    rest = {"reason": "x" * 200, "receipt": "R", "at": "t"}
    many = [{**row, **rest, "version": 10 + n, "nonce": str(n)} for n in range(4000)]
    with database.write() as connection:
        connection.execute(schema.ballot_log_table.insert(), many)
    database.close()
    words = "from pathlib import Path; from prioritisation.meeting.store import back_up"
    script = f"{words}; print(flush=True); back_up({sqlite!r}, Path({str(copy)!r}))"
    whole = 0
    for wait in (0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 10):
        with subprocess.Popen(  # noqa: S603 (our own)
            [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE
        ) as process:
            process.stdout.readline()
            until = time.monotonic() + wait
            while time.monotonic() < until and not copy.exists():
                time.sleep(0.001)
            process.kill()
        if copy.exists():
            assert len(rows(f"sqlite:///{copy}")["ballot_log"]) == len(many)
            copy.unlink()
            whole += 1
        assert all(name.startswith(".copy-") for name in names(copy.parent))
        assert all(mode(path) == 0o700 for path in copy.parent.iterdir())
    assert whole


def test_what_a_later_version_keeps_is_neither_copied_nor_put_back(light, sqlite, copy, target):
    filled(light)
    back_up(sqlite, copy)
    later = "UPDATE alembic_version SET version_num = '9999'"
    with sqlite3.connect(copy) as raw:
        raw.execute(later)
    raw.close()
    with pytest.raises(NotACopy, match="newer"):
        put_back(target, copy)
    with pytest.raises(NewerStore):
        back_up(f"sqlite:///{copy}", copy.with_name("again.db"))
    assert names(copy.parent) == ["copy.db"]


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


def test_another_database_is_no_copy(copy, target):
    with sqlite3.connect(copy) as raw:
        raw.execute("CREATE TABLE alembic_version (version_num TEXT)")
        raw.execute("INSERT INTO alembic_version VALUES ('0005')")
    raw.close()
    with pytest.raises(NotACopy):
        put_back(target, copy)


def test_no_file_is_an_error_of_the_file(target, copy):
    with pytest.raises(FileNotFoundError):
        put_back(target, copy)
    with pytest.raises(IsADirectoryError):
        put_back(target, copy.parent)


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


def test_what_is_put_back_into_a_new_file_is_for_its_owner_only(light, sqlite, copy, tmp_path):
    filled(light)
    back_up(sqlite, copy)
    put_back(f"sqlite:///{tmp_path}/other/seances.db", copy)
    assert mode(tmp_path / "other") == 0o700
    assert {mode(path) for path in (tmp_path / "other").iterdir()} == {0o600}


def test_a_store_that_cannot_be_read_says_why(tmp_path, copy):
    (tmp_path / "seances.db").write_text("hello, this is no database at all")
    with pytest.raises(NotOurs, match="other"):
        back_up(f"sqlite:///{tmp_path}/seances.db", copy)
    assert names(copy.parent) == []


def test_a_base_of_a_server_without_tables_is_no_store(postgres, copy):
    with pytest.raises(NotOurs, match="other"):
        back_up(postgresql.new_database(postgres), copy)
    assert names(copy.parent) == []


def test_a_base_without_tables_is_no_store(tmp_path, copy):
    empty = tmp_path / "empty.db"
    sqlite3.connect(empty).close()
    empty.touch()
    with pytest.raises(NotOurs, match="empty"):
        back_up(f"sqlite:///{empty}", copy)
    assert empty.read_bytes() == b""
    assert open_store(f"sqlite:///{empty}").close() is None


def test_a_copy_put_in_the_place_of_the_file_is_what_the_store_shows(light, sqlite, file, copy):
    filled(light)
    back_up(sqlite, copy)
    before = rows(sqlite)
    light.cast(ballot("v2", "later"), first)
    light.close()
    copy.replace(file)
    assert rows(sqlite) == before


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("table", ["meeting", "dossier"])
def test_what_somebody_makes_while_a_copy_is_put_back_is_not_removed(
    sqlite, copy, postgres, table
):
    """Each is made, and not written down yet, when the copy looks whether there is anything."""
    back_up(sqlite, copy)
    url = postgresql.new_database(postgres)
    open_store(url).close()
    with closing(Database(url)) as database, ThreadPoolExecutor(1) as pool:
        with database.write() as connection:
            # What a write into the table holds until it is written down.
            connection.execute(text(f"LOCK TABLE {table} IN ROW EXCLUSIVE MODE"))
            putting = pool.submit(put_back, url, copy)
            waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            while not putting.done():
                with database.read() as other:
                    if other.scalar(waiting):
                        break
            assert not putting.done()
        assert putting.result() == 0
