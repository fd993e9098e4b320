"""Shelves on a temporary store, of each kind of database."""

from datetime import UTC, datetime, timedelta

import pytest

from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.shelf import Shelf
from prioritisation.meeting.store import open_store
from prioritisation.settings import DEFAULT_CASE
from tests.prioritisation.meeting.store import postgresql
from tests.sampled import databases

FILES = {path.name: path.read_text("utf-8") for path in DEFAULT_CASE.iterdir()}


class Days:
    """A clock that tests set."""

    def __init__(self):
        self.time = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)

    def __call__(self):
        return self.time

    def go(self, **spans):
        self.time += timedelta(**spans)


@pytest.fixture
def days():
    return Days()


@pytest.fixture(scope="session")
def _server():
    with postgresql.server() as server:
        yield server


@pytest.fixture(params=databases())
def shelf(request, tmp_path, days):
    """An empty shelf, of each kind of database."""
    address = f"sqlite:///{tmp_path}/seances.db"
    if request.param == "postgresql":
        address = postgresql.new_database(request.getfixturevalue("_server"))
    store = open_store(address, now=days)
    yield Shelf(store)
    store.close()


@pytest.fixture
def light_shelf(tmp_path, days):
    """An empty shelf in an SQLite file."""
    store = open_store(f"sqlite:///{tmp_path}/seances.db", now=days)
    yield Shelf(store)
    store.close()


@pytest.fixture
def normandie(shelf):
    """The dossier of Normandie on the shelf: its key, and its facilitator's secret."""
    made = shelf.create(FILES, DoorOrigin("copy", "COP normande"))
    return made.key, made.secret
