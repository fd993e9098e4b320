from datetime import UTC, datetime, timedelta

import pytest

from prioritisation.store import open_store
from tests.prioritisation.store import postgresql


class Clock:
    """A clock that tests set; it may go backwards."""

    def __init__(self):
        self.time = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)

    def __call__(self):
        return self.time

    def move(self, seconds):
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def server():
    with postgresql.server() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/seances.db"
    return postgresql.new_database(request.getfixturevalue("server"))


@pytest.fixture
def file(tmp_path):
    """Where an SQLite store of the test is, or will be."""
    return tmp_path / "seances.db"


@pytest.fixture
def opened():
    """Open stores that are closed at the end."""
    stores = []

    def open_one(address, **options):
        stores.append(open_store(str(address), **options))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(url, clock, opened):
    """An empty store, of each kind of database."""
    return opened(url, now=clock)


@pytest.fixture
def light(file, opened):
    """An empty store in an SQLite file."""
    return opened(f"sqlite:///{file}", patience=0.2)
