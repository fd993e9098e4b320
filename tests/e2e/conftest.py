"""The real application in a real browser: one server and one browser for all the tests here."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import launched

ROOT = Path(__file__).parents[2]
START_S = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(**environment):
    """The address of a server started as the README says, on a free port."""
    with served_process(**environment) as (address, _):
        yield address


@contextmanager
def served_process(**environment):
    """As ``served``, with the number of its process."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(  # noqa: S603 (our own command)
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=10)


def _wait(address, process):
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=1).close()  # noqa: S310 (loopback)
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start")


@pytest.fixture(scope="package")
def server():
    with served() as address:
        yield address


@pytest.fixture(scope="package")
def browser():
    with sync_playwright() as tool:
        opened = launched(tool)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser):
    """Open an address in a fresh browser context; console errors and foreign requests are kept."""
    contexts = []

    def opened(address, width=1280, height=800, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="fr-FR", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.errors, page.foreign = [], []
        page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.errors.append(str(e)))
        page.on("request", lambda r: _foreign(page, r.url))
        page.goto(address)
        page.wait_for_selector("h1")
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        return page

    yield opened
    for context in contexts:
        context.close()


def _foreign(page, url):
    if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        page.foreign.append(url)


@pytest.fixture
def broken_case(tmp_path):
    """A copy of the case with several things wrong."""
    folder = tmp_path / "casse"
    shutil.copytree(ROOT / "data" / "normandie", folder)
    levers = folder / "levers.csv"
    levers.write_text(levers.read_text("utf-8").replace("#E69F00", "orange"), "utf-8")
    (folder / "sources.csv").unlink()
    return folder
