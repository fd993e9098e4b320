"""The real application in a real browser: one server and one browser for all the tests here."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from contextlib import contextmanager, suppress
from itertools import chain, islice

import pytest
from playwright.sync_api import Error, TimeoutError, expect, sync_playwright  # noqa: A004 (its own name)

from prioritisation.meeting.room import Room
from prioritisation.meeting.store import open_store
from prioritisation.settings import CASE_VARIABLE, SEAT_VARIABLE
from tests.browser import axe_faults, launched
from tests.conftest import NORMANDIE
from tests.e2e.nursery import ROOT, Nursery
from tests.sitting import Sitting

START_S = 120
PATIENCE_MS = 30_000
"""How long a page may take to show what is expected: a machine may be busy with something else."""
MADE_MS = 90_000
"""How long a page may say that what it shows is being made."""
READY = "[data-testid=stApp][data-test-script-state=notRunning], main.projector"
"""The page runs nothing: true at once after an act too, before the server has heard of it."""

BEING_MADE = ".lead[role=status]"
MAIN = "document.querySelector('[data-testid=stMain]')"
NARROW = f"() => {MAIN}.scrollWidth <= {MAIN}.clientWidth"
"""A function: pages refuse to evaluate a text, as a wait does from its second look on."""
TAB = "Object.entries(sessionStorage).join()"
FONTS = "document.fonts.ready.then(() => null)"
DRAWN_AGAIN = """() => new Promise(
    done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))"""
FORGETS = "localStorage.clear(); sessionStorage.clear(); Storage.prototype.setItem = () => {}"
"""What is typed and not sent is kept as a page is left, too."""
LEAVES = "location.href = 'about:blank'"
"""Asked by the page, not by the browser: the next address is then read by the same process."""

IN_PIECES = """(() => {
    const Socket = WebSocket;
    window.WebSocket = class extends Socket {
        constructor(...asked) {
            super(...asked);
            const late = [], EACH_MS = 4;
            const next = () => {
                const told = new MessageEvent('message', { data: late[0].data });
                told.isLate = true;
                this.dispatchEvent(told);
                late.shift();
                if (late.length) setTimeout(next, EACH_MS);
            };
            this.addEventListener('message', event => {
                if (event.isLate) return;
                event.stopImmediatePropagation();
                if (late.push(event) === 1) setTimeout(next, EACH_MS);
            });
        }
    };
})()"""
"""A slow line: each thing that the server says is drawn before the next one comes.

Four milliseconds are enough for that: a task each. With fifteen the same faults are found, later.
"""

DRAWN_IN = """scheme =>
    getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme === scheme"""
LOOKS = ((390, 844, "dark"), (1280, 800, "light"))
"""Two of four: the colours do not depend on the width."""

STILL = """() => document.getAnimations().every(
    one => one.playState !== 'running' || one.effect.getComputedTiming().endTime === Infinity)"""
SMALL = """all => all
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.offsetWidth)
    .map(e => [e.innerText, e.getBoundingClientRect().height])
    .filter(([, height]) => height < 43.5)"""

FAILED = pytest.StashKey()
MOST_SHOWN = 1200
"""Letters of a page that the summary of a run shows."""

expect.set_options(timeout=PATIENCE_MS)


LONGEST = ("test_every_page", "test_restart", "test_ballot_told", "test_meeting")
"""The longest, alone on a busy machine."""


def dealt(here, others, workers):
    """All workers but one start with their share of the tests with a browser, the longest first.

    They are handed out in as many equal parts as there are workers: what is left at the end, and
    is shared again then, is short.
    """
    files = defaultdict(list)
    for item in here:
        files[item.path.stem].append(item)
    browsers = max(1, workers - 1)
    piles = [[] for _ in range(browsers)]
    for k, name in enumerate(sorted(files, key=lambda f: (f not in LONGEST, -len(files[f])))):
        turn, place = divmod(k, browsers)
        piles[-1 - place if turn % 2 else place] += files[name]
    size, left = -(-(len(here) + len(others)) // workers), iter(others)
    parts = ([*pile, *islice(left, max(0, size - len(pile)))] for pile in piles)
    return [*chain.from_iterable(parts), *left]


def pytest_collection_modifyitems(items):
    here, others = [], []
    for item in items:
        (here if item.path.is_relative_to(ROOT / "tests" / "e2e") else others).append(item)
    items[:] = dealt(here, others, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def by_command(port, environment):
    """Start a server as the README says."""
    return subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@contextmanager
def served(start=by_command, **environment):
    """The address of a server, on a free port."""
    with served_process(start, **environment) as (address, _):
        yield address


@contextmanager
def served_process(start=by_command, **environment):
    """As ``served``, with the number of its process."""
    port = free_port()
    process = start(port, {SEAT_VARIABLE: "1", **environment})  # as `make run` does
    address = f"http://127.0.0.1:{port}"
    try:
        answers(address, process)
        yield address, process.pid
    finally:
        _stop(process)


def _stop(process):
    """Ask the server to end, then make it."""
    for sent in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sent)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
            return


def answers(address, process):
    """Wait until a server answers."""
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()  # noqa: S310 (loopback)
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start")


@pytest.fixture(scope="session")
def start():
    """Starts a server in no time."""
    with Nursery() as nursery:
        yield nursery.start


@pytest.fixture(scope="session")
def server(start):
    """A server where nobody votes: its pages rank for whoever comes."""
    with served(start) as address:
        yield address


@pytest.fixture(scope="session")
def normandie_shown(start):
    """A server of the case that the program starts with, where nobody votes."""
    with served(start, **{CASE_VARIABLE: str(NORMANDIE)}) as address:
        yield address


@pytest.fixture(scope="session")
def place(tmp_path_factory, start):
    """A room and its server, which ranks nothing for visitors while a round is open."""
    url = f"sqlite:///{tmp_path_factory.mktemp('salle')}/seances.db"
    store = open_store(url)
    with served(start, DATABASE_URL=url) as address:
        yield Room(store), address
    store.close()


@pytest.fixture(scope="session")
def hall(place):
    """The address of a server where people vote."""
    return place[1]


@pytest.fixture(scope="session")
def other_server(tmp_path_factory, start):
    """A server whose case can be changed, and the folder of its case."""
    folder = tmp_path_factory.mktemp("autre") / "case"
    folder.mkdir()
    with served(start, PRIORITISATION_CASE=str(folder)) as address:
        yield address, folder


@pytest.fixture
def showing(other_server):
    """The address of a server that shows the case written by a function of its folder."""
    address, folder = other_server

    def shown(write):
        shutil.rmtree(folder)
        write(folder)
        return address

    return shown


@pytest.fixture(scope="package")
def playwright_tool():
    with sync_playwright() as tool:
        yield tool


@pytest.fixture(scope="package")
def browser(playwright_tool):
    opened = launched(playwright_tool, hasty=True)
    yield opened
    opened.close()


class Pages:
    """Pages used again as new: a browser reads the application faster the second time."""

    def __init__(self, browser):
        self.browser, self.free, self.used = browser, defaultdict(list), []

    def opened(self, options):
        """A page of a browser context with these options, without cookies."""
        scheme = options.pop("color_scheme", "light")
        kind = repr(sorted(options.items()))
        page = self.free[kind].pop() if self.free[kind] else self.made(options)
        page.emulate_media(color_scheme=scheme)
        page.errors, page.foreign = [], []
        self.used.append((kind, page))
        return page

    def made(self, options):
        in_pieces = options.pop("in_pieces", False)
        page = self.browser.new_context(locale="fr-FR", **options).new_page()
        if in_pieces:
            page.add_init_script(IN_PIECES)
        page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.errors.append(str(e)))
        page.on("request", lambda r: _foreign(page, r.url))
        return page

    def put_back(self, *, passed):
        """Take the pages of a test back; those of one that failed are thrown away."""
        used, self.used = self.used, []
        for kind, page in used:
            if passed and emptied(page):
                self.free[kind].append(page)
            else:
                page.context.close()


def emptied(page):
    """Whether a page is now as new: nothing is kept of its address, which may be gone.

    Nor of what a test did to its requests: the next test had a page whose scripts never came.
    """
    try:
        page.unroute_all(behavior="ignoreErrors")
        page.context.set_offline(False)
        page.evaluate(FORGETS)
        page.context.clear_cookies()
        page.emulate_media(media="null", color_scheme="light")
        page.evaluate(LEAVES)
        page.wait_for_url("about:blank")
    except Error:
        return False
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    if report.when == "call" and report.failed and "pages" in item.funcargs:
        shown = "\n".join(map(_looks_like, item.funcargs["pages"].used))
        report.sections.append(("what the pages showed", shown))
    return report


def _looks_like(used):
    """What a page of a test that failed shows."""
    _kind, page = used
    try:
        inside = page.locator("body, main, [data-testid=stMainBlockContainer]").last
        words = " ".join(inside.inner_text(timeout=3000).split())
        state = page.evaluate("[document.readyState, document.visibilityState].join()")
    except Error as error:
        words, state = str(error), "?"
    return f"{page.url} [{state}] {words[:MOST_SHOWN]} | errors: {page.errors[:2]}"


@pytest.fixture(scope="package")
def pages(browser):
    return Pages(browser)


@pytest.fixture
def new_page(pages, request):
    """A page of somebody new, at no address; console errors and foreign requests are kept."""

    def made(width=1280, height=800, **options):
        page = pages.opened(options)
        page.set_viewport_size({"width": width, "height": height})
        return page

    request.node.stash[FAILED] = False
    yield made
    pages.put_back(passed=not request.node.stash[FAILED])


@pytest.fixture
def open_page(new_page):
    """Open an address as somebody new.

    What the page shows is made once it is handed over.
    ``by`` is a link that gave what opens it, whose own page is not looked at: none is drawn.
    ``in_pieces`` has the page told of changes one by one, slowly.
    """

    def opened(address, width=1280, height=800, *, by="", **options):
        page = new_page(width, height, **options)
        if by:
            leads = page.request.get(by, max_redirects=0)
            assert 300 <= leads.status < 400, leads.status
        page.goto(address)
        page.wait_for_selector("h1")
        page.wait_for_selector(READY)
        settled(page).evaluate(FONTS)
        return page

    return opened


def settled(page):
    """The page with its answer, and nothing that is still being made."""
    page.locator("h1").first.wait_for()
    expect(page.locator(BEING_MADE)).to_have_count(0, timeout=MADE_MS)
    return page


def unfold(page, words):
    """Open a fold of a page that has said all: one that is about to be replaced closes again."""
    settled(page).wait_for_selector(READY)
    page.get_by_text(words).first.click()


def violations(page, *, within=None):
    """What axe finds on a page at rest, with the first elements."""
    page.wait_for_selector(READY)
    page.wait_for_function(STILL)
    return axe_faults(page, within)


def looked_at(page, looks=LOOKS):
    """What axe finds on an open page in each look: width, height, colours -> violations."""
    found = {}
    for width, height, scheme in looks:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(DRAWN_IN, arg=scheme)
        found[width, height, scheme] = violations(page)
    return {look: faults for look, faults in found.items() if faults}


def too_wide(page, widths):
    """The widths at which the page scrolls sideways once it is drawn again."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        try:
            page.wait_for_function(NARROW, timeout=10_000)
        except TimeoutError:
            found.append(width)
    return found


def resized(page, width, height=800):
    """Give an open page another size, and wait until it is drawn so."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(f"() => innerWidth === {width}")
    page.evaluate(DRAWN_AGAIN)


def too_small(locator):
    """The targets that are shown and too low for a finger, with their height."""
    return locator.evaluate_all(SMALL)


def whole(locator):
    """Say that an element stands whole on the screen, without scrolling."""
    expect(locator).to_be_in_viewport(ratio=0.99)


def until(page, happened):
    """Wait for what no element of the page shows; the events of the browser keep coming."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        page.wait_for_timeout(50)


def remembered(page, *words):
    """Wait until the tab keeps these words for the next session, once their form is drawn."""
    until(page, lambda: all(one in page.evaluate(TAB) for one in words))


def _foreign(page, url):
    if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        page.foreign.append(url)


@pytest.fixture
def made(place, monkeypatch):
    """A meeting on the case that the program starts with."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    return Sitting(place[0]).lobby()
