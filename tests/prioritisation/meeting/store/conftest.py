from datetime import UTC, datetime, timedelta

import pytest
from psycopg.conninfo import conninfo_to_dict

from prioritisation.meeting.store import open_store
from tests.prioritisation.meeting.store import postgresql
from tests.sampled import databases


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
def postgres():
    with postgresql.server() as found:
        yield found


@pytest.fixture(params=databases())
def empty(request, tmp_path):
    """The address of a database without tables, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/seances.db"
    return postgresql.new_database(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def _tables_of_postgresql(postgres):
    """Name of a database of a store, closed: each test has a copy of it."""
    address = postgresql.new_database(postgres)
    open_store(address).close()
    return conninfo_to_dict(address)["dbname"]


@pytest.fixture
def base(postgres, _tables_of_postgresql):
    """The address of an empty PostgreSQL store."""
    return postgresql.new_database(postgres, _tables_of_postgresql)


@pytest.fixture(params=databases("base"))
def url(request):
    """The address of an empty store, of each kind of database."""
    return request.getfixturevalue(request.param)


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
def light(sqlite, opened):
    """An empty store in the SQLite file of the test."""
    return opened(sqlite, patience=0.2)
