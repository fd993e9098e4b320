"""Whether a ballot can be written, as a proxy asks it."""

import ast
import asyncio
import contextlib
import gc
import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import tracemalloc
from concurrent.futures import Future
from contextlib import closing, suppress
from pathlib import Path
from typing import get_args

import psycopg
import pytest
import uvicorn

from prioritisation.documents.pictures.theme import CRITERION_COLOURS
from prioritisation.meeting.room import Room
from prioritisation.meeting.store import StoreUnavailable, open_store
from prioritisation.meeting.store.errors import Cause
from prioritisation.web import events, waiting
from prioritisation.web.lifespan import lifespan
from prioritisation.web.meetings import Meetings
from tests.each import each
from tests.prioritisation.meeting.store import postgresql
from tests.prioritisation.web.visitor import Visitor
from tests.sitting import PhoneSitting

SOON_S = 5.0
NOT_READY = {
    "status": "unavailable",
    "message": "Aucun vote ne peut être enregistré pour le moment.",
}


@pytest.fixture
def always(monkeypatch):
    """No answer is kept from one request to the next."""
    monkeypatch.setattr("prioritisation.web.meetings.PROBE_FRESH_S", 0.0)


@pytest.mark.usefixtures("always")
def test_a_server_that_can_write_a_ballot_is_ready(device, room):
    page = device().get("/readyz")
    assert (page.status, json.loads(page.text)) == (200, {"status": "ok"})
    assert page.headers["cache-control"] == "no-store"
    assert room.store.setting("probed", str)
    head = device().ask("HEAD", "/readyz")
    assert (head.status, head.headers["content-type"]) == (200, "application/json")
    assert device().post("/readyz", {}).status == 405


def logged(caplog):
    """What the log says of the present: the last line is the last change."""
    lines = [r.getMessage() for r in caplog.records if r.name.endswith("web.meetings")]
    return lines[-1].rpartition(" ")[2]


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("cause", get_args(Cause))
def test_why_not_is_said_in_the_log_once_and_to_no_stranger(
    device, room, monkeypatch, caplog, cause
):
    probe = room.store.probe_soon

    def refused():
        raise StoreUnavailable(cause)

    monkeypatch.setattr(room.store, "probe_soon", refused)
    for _ in range(3):
        page = device().get("/readyz")
        assert page.status == 503
        assert json.loads(page.text) == NOT_READY
        assert page.headers["retry-after"] == "1"
    monkeypatch.setattr(room.store, "probe_soon", probe)
    assert device().get("/readyz").status == 200
    lines = [r.getMessage() for r in caplog.records if r.name.endswith("web.meetings")]
    assert lines == [f"whether a ballot can be written: {found}" for found in (cause, "ok")]


@pytest.mark.usefixtures("always")
def test_what_was_not_expected_is_logged_and_the_server_is_not_ready(
    device, room, monkeypatch, caplog
):
    monkeypatch.setattr(room.store, "probe_soon", lambda: 1 / 0)
    for _ in range(3):
        assert json.loads(device().get("/readyz").text) == NOT_READY
    assert logged(caplog) == "unknown"
    assert caplog.text.count("ZeroDivisionError: ") == 1


@pytest.mark.deep
@pytest.mark.usefixtures("always")
def test_a_file_held_by_another_process_is_told_to_voters_and_to_the_proxy(
    sitting, device, tmp_path, caplog
):
    here, phone = sitting().open(), device()
    form = {**phone.get(here.path).fields, "premier": here.ids[0]}
    form |= {f"n_{c}": "50" for c in here.ids[1:]}
    other = sqlite3.connect(tmp_path / "seances.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    start = time.monotonic()
    page = phone.post(here.path, form)
    assert time.monotonic() - start < SOON_S
    assert page.status == 503
    assert "L’urne ne prend pas de bulletin pour l’instant" in page.words
    assert json.loads(device().get("/readyz").text) == NOT_READY
    assert logged(caplog) in ("locked", "slow")
    other.execute("ROLLBACK")
    other.close()
    assert phone.post(here.path, form).status == 200
    assert device().get("/readyz").status == 200


@pytest.mark.usefixtures("always")
def test_a_disk_that_hangs_is_told_in_time_and_what_is_not_known_is_not_said(
    sitting, device, room, monkeypatch, caplog
):
    here, phone = sitting().open(), device()
    form = {**phone.get(here.path).fields, "premier": here.ids[0]}
    form |= {f"n_{c}": "50" for c in here.ids[1:]}
    monkeypatch.setattr(waiting, "STORE_PATIENCE_S", 0.2)
    for name in ("cast_soon", "join_soon", "probe_soon"):
        monkeypatch.setattr(room.store, name, lambda *_asked: Future())
    page = phone.post(here.path, form)
    assert page.status == 503
    assert "L’urne ne prend pas de bulletin pour l’instant" in page.words
    assert "On ne sait pas encore si c’est enregistré" in page.words
    assert "n’a été enregistré cette fois" not in page.words
    assert {"premier", "envoi"} <= page.fields.keys(), "the answers are kept"
    assert json.loads(device().get("/readyz").text) == NOT_READY
    assert logged(caplog) == "slow"
    monkeypatch.undo()


@pytest.fixture
def stopped():
    """A PostgreSQL, a meeting on it, and what makes every process of the server hang."""
    with postgresql.server() as server:
        url = postgresql.new_database(server)
        store = open_store(url)
        owner = int((server.pgdata / "postmaster.pid").read_text().split()[0])
        others, halted = "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()", []

        def halt():
            with psycopg.connect(url, autocommit=True) as asking:
                pids = [row[0] for row in asking.execute(others)]
            for pid in (owner, *pids):
                os.kill(pid, signal.SIGSTOP)
                halted.append(pid)

        def go_on():
            while halted:
                os.kill(halted.pop(), signal.SIGCONT)

        yield store, halt, go_on
        go_on()
        store.close()


@pytest.mark.deep
@pytest.mark.usefixtures("always")
def test_a_postgresql_that_hangs_is_told_within_five_seconds_and_works_again(stopped, runner):
    store, halt, go_on = stopped
    room = Room(store)
    app = Meetings(None, rooms=lambda: room)
    here, phone, other = PhoneSitting(room).open(), Visitor(app, runner), Visitor(app, runner)
    form = {**phone.get(here.path).fields, "premier": here.ids[0]}
    form |= {f"n_{c}": "50" for c in here.ids[1:]}
    halt()
    try:
        for ask in (
            lambda: phone.post(here.path, form),
            lambda: other.get(here.path),
            lambda: other.get("/readyz"),
        ):
            start = time.monotonic()
            page = ask()
            assert time.monotonic() - start < SOON_S
            assert page.status == 503
    finally:
        go_on()
    assert phone.post(here.path, form).status == 200
    assert len(here.ballots()) == 1
    assert other.get("/readyz").status == 200
    app.events.close()


# A store that hangs: every address of the server says so in time.

DRAWN_S = 60.0
"""How long a busy machine may take to draw its first picture, or to look at a store at all."""
PAGES = (
    "/projection?seance={code}", "/seance/{code}/flux", "/vote/{code}/flux", "/vote/{code}",
    "/vote/{code}/papier.pdf", "/vote/{code}/recu", "/entrer/{code}/secret", "/demarrer/secret",
    "/seance/{code}/invitations.pdf", "/documents/{code}/pdf", "/readyz",
)  # fmt: skip


@pytest.fixture
def hurried(monkeypatch):
    """Nobody waits for long."""
    monkeypatch.setattr(waiting, "STORE_PATIENCE_S", 0.1)
    monkeypatch.setattr(waiting, "LONG_S", 0.2, raising=False)


@pytest.fixture
def hung(room, monkeypatch, hurried):
    """Makes every question to the store hang until the end of the test."""
    del hurried
    freed, asked = threading.Event(), []

    def never(*_given, **_named):
        asked.append(threading.current_thread().name)
        freed.wait(8)
        raise AssertionError

    def hang():
        for name in ("stage", "role", "is_setup", "votes_on", "new_invitations"):
            monkeypatch.setattr(room, name, never)
        monkeypatch.setattr(room.store, "versions", never)
        monkeypatch.setattr(room.store, "probe_soon", Future)
        return asked

    yield hang
    freed.set()


async def ticks():
    """The time, many times a second, for a while."""
    loop = asyncio.get_running_loop()
    end = loop.time() + DRAWN_S
    while loop.time() < end:
        await asyncio.sleep(0.01)
        yield loop.time()


async def answered(visitor, path, within=SOON_S):
    async with asyncio.timeout(within):
        return (await visitor.asked("GET", path)).status


@pytest.mark.parametrize("path", PAGES)
def test_an_address_answers_when_the_store_hangs(sitting, device, hung, runner, path):
    here, visitor = sitting().open(), device()
    hung()
    assert runner.run(answered(visitor, path.format(code=here.code))) == 503


@pytest.mark.parametrize("cookie", ["present_ABCDE", "lien_ABCDE"])
def test_a_picture_is_refused_to_those_of_a_meeting_when_nobody_knows_whether_a_vote_is_open(
    device, runner, hung, cookie
):
    visitor = device(cookies={cookie: "1"})
    hung()
    assert runner.run(answered(visitor, "/documents/projet/png")) == 503


def test_a_store_that_hangs_takes_one_thread_of_the_watch_and_none_of_the_others(
    sitting, app, hung, runner, monkeypatch
):
    monkeypatch.setattr(events, "POLL_S", 0.01)
    here = sitting().open()

    async def main():
        visitor = Visitor(app, runner)
        stream = asyncio.create_task(visitor.asked("GET", f"/seance/{here.code}/flux"))
        start, asked = asyncio.get_running_loop().time(), []
        async for now in ticks():
            if app.events.watched() and not asked:
                start, asked = now, hung()
            if asked and now > start + 5 * waiting.STORE_PATIENCE_S:
                break
        stream.cancel()
        with suppress(asyncio.CancelledError):
            await stream
        other = await asyncio.to_thread(threading.current_thread)
        return asked, other.name

    asked, other = runner.run(main())
    assert len(asked) == 1
    assert other.rsplit("_", 1)[0] != asked[0].rsplit("_", 1)[0]


@pytest.fixture
def collector(monkeypatch):
    """Record what the garbage collector is told, in order, without disturbing the tests' own."""
    told = []
    for name in ("collect", "freeze", "unfreeze"):
        monkeypatch.setattr(gc, name, lambda name=name: told.append(name))
    return told


async def _until(condition):
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110  what is waited for tells nobody
            await asyncio.sleep(0.001)


def _run(during, **settings):
    async def main():
        first_page = asyncio.Event()
        async with lifespan(**({"first_page": first_page, "pause": 0} | settings))(None):
            await during(first_page)
        return asyncio.all_tasks() - {asyncio.current_task()}

    return asyncio.run(main())


async def _nothing(_first_page):
    pass


@pytest.mark.usefixtures("collector")
def test_the_start_is_announced_beside_it_and_a_failure_is_only_logged(caplog):
    told = []

    async def during(_first_page):
        await _until(lambda: len(told) > 1)
        assert told == ["first", "started"]

    _run(during, announce=lambda: told.append("started"), prepare=[lambda: told.append("first")])

    def fails():
        told.clear()
        raise OSError

    async def logged(_first_page):
        await _until(lambda: "could not be announced" in caplog.text)

    _run(logged, announce=fails)


ROOT = Path(__file__).parents[3]
START_S = 60


@pytest.fixture
def served(tmp_path):
    """Starts the application by `uvicorn app:app`; gives its port, and what ends and reads it."""
    started = []

    def start(*options):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        process = subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port), *options],
            cwd=ROOT,
            env=os.environ | {"PRIORITISATION_DATA": str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)

        def ended():
            process.terminate()
            return process.communicate(timeout=START_S)[0]

        return port, ended

    yield start
    for process in started:
        process.kill()
        process.communicate()


def asked(port, path):
    """The status of an answer, once the server is there."""
    last = time.monotonic() + START_S
    while True:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=START_S)) as here:
            try:
                here.request("GET", path)
                return here.getresponse().status
            except ConnectionError:
                assert time.monotonic() < last
        time.sleep(0.05)


@pytest.mark.deep
@each("protocol", ["auto", "h11"])
def test_no_address_is_logged_however_the_server_is_started(served, protocol):
    port, ended = served("--http", protocol)
    for path in ("/demarrer/SECRET", "/i/ABCDE/SECRET", "/entrer/ABCDE/SECRET"):
        assert asked(port, path) in (403, 404)
    said = ended()
    assert "Uvicorn running" in said
    assert "Finished server" in said
    assert "SECRET" not in said


# What ``app.py`` and the settings must hold, or the guards of this folder guard nothing.


def test_the_server_imports_what_draws_neither_early_nor_late():
    assert "prioritisation.documents.pictures" not in (ROOT / "app.py").read_text("utf-8")


def test_meetings_are_answered_before_all_that_is_there_for_streamlit():
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    named = [
        ast.unparse(n.args[0])
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and ast.unparse(n.func) == "Middleware"
    ]
    assert named == ["Meetings", "Renewed", "Compression", "Guard"]


# What a script or a style counts on is what the server has: neither is made from the other.

BOTH_SIDES_ROOT = Path(__file__).parents[3] / "prioritisation"


def text(name):
    return (BOTH_SIDES_ROOT / name).read_text("utf-8")


def test_each_colour_of_a_criterion_is_in_both_sheets():
    screens, ballot = text("drawing/style.css"), text("web/ballot/templates/ballot.css")
    drawn = re.findall(r"^\.c(\d+), .*?light-dark\((#\w+),", screens, re.MULTILINE)
    assert [(int(n), colour.upper()) for n, colour in drawn] == list(enumerate(CRITERION_COLOURS))
    places = re.findall(r"\.k(\d+){--k:var\(--c(\d+)\)", ballot)
    assert [(int(k), int(c)) for k, c in places] == [(i, i) for i in range(len(CRITERION_COLOURS))]
    light = re.findall(r"--c(\d+):(#\w+)", ballot.partition("}")[0])
    assert [(int(n), colour.upper()) for n, colour in light] == list(enumerate(CRITERION_COLOURS))
    turns = re.findall(r"loop.index0 % (\d+)", text("web/ballot/templates/macros.html"))
    assert {int(n) for n in turns} == {len(CRITERION_COLOURS)}


# A real server, and requests that never end: the memory that they take has an end.

SENT, MOST, PATIENCE_S = 20_000_000, 5_000_000, 20
WHOLE = b"GET /vote HTTP/1.1\r\nHost: x\r\n\r\n"
FORM = b"POST /vote/ABCDE HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\n"
CHUNKED = FORM + b"Transfer-Encoding: chunked\r\n\r\n"
PIECE = b"a" * 8_192


@pytest.fixture
def port(room):
    """Where a server as `streamlit run` makes it answers for meetings."""
    bound = socket.create_server(("127.0.0.1", 0))
    app = Meetings(None, rooms=lambda: room)
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="critical"))
    thread = threading.Thread(target=server.run, args=([bound],))
    thread.start()
    yield bound.getsockname()[1]
    server.should_exit = True
    thread.join(PATIENCE_S)


def pushed(port, begun, piece):
    """Send without end, as long as the server takes it and does not close."""
    sent = 0
    with socket.create_connection(("127.0.0.1", port), 2) as one, contextlib.suppress(OSError):
        one.sendall(begun)
        while sent < SENT:
            sent += one.send(piece)
        time.sleep(0.2)


ENDLESS = (
    (b"GET /", PIECE), (b"GET /vote HTTP/1.1\r\nHost: ", PIECE),
    (b"GET /vote HTTP/1.1\r\n", b"Name: value\r\n" * 600), (WHOLE + b"GET /", PIECE),
    (b"", WHOLE * 200), (FORM + b"Content-Length: 99999999999\r\n\r\n", PIECE),
    (CHUNKED, b"2000\r\n" + PIECE + b"\r\n"), (CHUNKED + b"0\r\n", b"Name: value\r\n" * 600),
    (CHUNKED + b"1;", PIECE),
)  # fmt: skip


@pytest.mark.deep
def test_no_request_takes_memory_without_end(port):
    """Where httptools is installed, it keeps a head and what follows a body without end."""
    tracemalloc.start()
    try:
        for begun, piece in ENDLESS:
            tracemalloc.reset_peak()
            pushed(port, begun, piece)
            assert tracemalloc.get_traced_memory()[1] < MOST, (begun, piece[:9])
    finally:
        tracemalloc.stop()
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as honest:
        honest.sendall(WHOLE)
        assert honest.recv(99).startswith(b"HTTP/1.1 200")
