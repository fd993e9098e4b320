import os
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from criteria.load import load_case
from prioritisation.meeting.room import Room, current_room, stage, warnings
from prioritisation.meeting.room.facilitation import CLOSING_S
from prioritisation.meeting.store import open_store
from prioritisation.meeting.store import store as store_itself
from prioritisation.settings import CASE_VARIABLE

NORMANDIE = Path(__file__).parents[1] / "data" / "normandie"
INTERVALS = Path(__file__).parent / "cases" / "intervals"
"""Normandie as it was when a case had one question of reading, and counts were intervals."""

MANY_FILES = 50
"""From so many on, the summary of a run names the slowest."""

# Every program that a test starts shows it, unless the test says otherwise.
os.environ[CASE_VARIABLE] = str(INTERVALS)

# The same examples on every run; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("usual", deadline=None, max_examples=30, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
# Other examples on every run, and twenty times as many: `make soak`.
settings.register_profile("soak", deadline=None, max_examples=600)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


@pytest.fixture(scope="session")
def case():
    """Normandie as it was: frozen, so that what a test expects of it stays."""
    return load_case(INTERVALS)


@pytest.fixture(scope="session")
def normandie():
    """The case that the program starts with: its questions of reading, its present data."""
    return load_case(NORMANDIE)


@pytest.fixture(scope="session")
def _tables(tmp_path_factory):
    """A new SQLite store, closed: making its tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("tables") / "seances.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def new_store(_tables, tmp_path_factory):
    """Open an empty SQLite store, for tests that share one; whoever opens it closes it."""

    def opened():
        path = shutil.copy(_tables, tmp_path_factory.mktemp("store") / "seances.db")
        return open_store(f"sqlite:///{path}")

    return opened


@pytest.fixture
def sqlite(_tables, tmp_path):
    """The address of an empty SQLite store."""
    return f"sqlite:///{shutil.copy(_tables, tmp_path / 'seances.db')}"


@pytest.fixture
def room(sqlite, hour):
    """A room on an empty store."""
    store = open_store(sqlite, now=hour)
    yield Room(store)
    store.close()


@pytest.fixture
def own_room(sqlite, hour, monkeypatch):
    """The room that the program finds by itself, on an empty store."""
    monkeypatch.setenv("DATABASE_URL", sqlite)
    monkeypatch.setattr(store_itself, "_utc_now", hour)
    current_room.cache_clear()
    found = current_room()
    yield found
    found.store.close()
    current_room.cache_clear()


@pytest.fixture
def fresh(monkeypatch):
    """Nothing that was read of a meeting is kept for a quarter of a second."""
    for module in (warnings, stage):
        monkeypatch.setattr(module, "STAGE_FRESH_S", -1.0)


class Hour:
    """A clock that tests move on."""

    ahead = timedelta()

    def __call__(self):
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def hour():
    """The clock of the rooms of a test."""
    return Hour()


@pytest.fixture
def clock(hour):
    """Move the clock of the rounds; by default past the end of one that is being closed."""

    def on(seconds=CLOSING_S + 1):
        hour.ahead += timedelta(seconds=seconds)

    return on


@pytest.fixture
def folder(tmp_path):
    """A copy of the Normandie case, to be broken."""
    return Path(shutil.copytree(INTERVALS, tmp_path / "case"))


@pytest.fixture
def other_case(folder, monkeypatch):
    """A copy of the case, to be changed, which the program shows: its folder."""
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    return folder


@pytest.fixture(scope="session", autouse=True)
def _meetings_of_the_tests(tmp_path_factory):
    """Servers and rooms of the tests never reach the meetings of whoever runs them."""
    before = {name: os.environ.pop(name, None) for name in ("DATABASE_URL", "PRIORITISATION_DATA")}
    os.environ["PRIORITISATION_DATA"] = str(tmp_path_factory.mktemp("meetings"))
    yield
    del os.environ["PRIORITISATION_DATA"]
    os.environ.update({name: value for name, value in before.items() if value is not None})


def pytest_terminal_summary(terminalreporter):
    """Name the ten files that took longest, once all was run."""
    seconds = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.partition("::")[0]] += report.duration
    if len(seconds) > MANY_FILES:
        terminalreporter.write_sep("=", "the ten slowest files")
        for path, spent in seconds.most_common(10):
            terminalreporter.write_line(f"{spent:6.1f} s  {path}")
