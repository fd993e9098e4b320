"""Whether a ballot can be written, as a proxy asks it."""

import json
import os
import signal
import sqlite3
import time
from concurrent.futures import Future
from typing import get_args

import psycopg
import pytest

from prioritisation.meeting.room import Room
from prioritisation.meeting.store import NewerStore, StoreUnavailable, open_store
from prioritisation.meeting.store.errors import Cause
from prioritisation.web import waiting
from prioritisation.web.meetings import Meetings
from tests.prioritisation.meeting.store import postgresql
from tests.prioritisation.web.visitor import Visitor
from tests.sampled import part
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


def test_it_is_asked_once_a_second_however_many_ask(device, room, monkeypatch):
    asked, probe = [], room.store.probe_soon
    monkeypatch.setattr(room.store, "probe_soon", lambda: asked.append(1) or probe())
    for _ in range(20):
        assert device().get("/readyz").status == 200
    assert len(asked) <= 2


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


SAID = "postgresql://ada:s3cret@db.internal/seances, /srv/private/seances.db"
"""What a driver may put into its errors."""


class Broken(Exception):
    """An error of a driver."""


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize(
    "path",
    ["/readyz", "/vote/CODE", "/vote", "/projection?seance=CODE", "/vote/CODE/flux", "/i/CODE/X",
     "/seance/CODE/flux", "/seance/CODE/invitations.pdf", "/vote/CODE/papier.pdf",
     "/seance/CODE/qr.svg", "/documents/CODE/pdf", "/entrer/CODE/X", "/demarrer/X"],
)  # fmt: skip
@pytest.mark.sampled
@pytest.mark.parametrize("error", part([Broken, StoreUnavailable, OSError, NewerStore], 0, 4))
def test_no_answer_tells_what_a_driver_says(runner, path, error):
    def rooms():
        raise error("gone" if error is StoreUnavailable else SAID) from Broken(SAID)

    app = Meetings(None, rooms=rooms)
    page = Visitor(app, runner).get(path)
    told = f"{page.text} {page.headers}"
    assert [one for one in ("s3cret", "db.internal", "/srv/", "://ada") if one in told] == []
    app.events.close()


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
