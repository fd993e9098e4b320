import http.client
import logging
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from prioritisation.web import lifespan
from tests.each import each

ROOT = Path(__file__).parents[3]
START_S = 60


def test_each_line_is_dated(capsys, monkeypatch):
    monkeypatch.setattr(lifespan, "NAME", "prioritisation_dated")
    logger = logging.getLogger("prioritisation_dated")
    logger.propagate = False
    lifespan.date_logs()
    lifespan.date_logs()
    logger.getChild("web").warning("the store is unavailable")
    (line,) = capsys.readouterr().err.splitlines()
    dated = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} WARNING prioritisation_dated.web: the store"
    assert re.match(dated, line)


def test_a_log_that_somebody_has_set_stays_as_it_is(monkeypatch):
    monkeypatch.setattr(lifespan, "NAME", "prioritisation_chosen")
    logger = logging.getLogger("prioritisation_chosen")
    logger.addHandler(logging.NullHandler())
    lifespan.date_logs()
    assert len(logger.handlers) == 1


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


@each("protocol", ["auto", "h11"])
def test_no_address_is_logged_however_the_server_is_started(served, protocol):
    port, ended = served("--http", protocol)
    for path in ("/demarrer/SECRET", "/i/ABCDE/SECRET", "/entrer/ABCDE/SECRET"):
        assert asked(port, path) in (403, 404)
    said = ended()
    assert "Uvicorn running" in said
    assert "Finished server" in said
    assert "SECRET" not in said
