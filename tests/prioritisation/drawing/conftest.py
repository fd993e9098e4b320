import pytest

from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Role
from tests.sitting import Sitting


@pytest.fixture(scope="package")
def room(new_store):
    store = new_store()
    yield Room(store)
    store.close()


@pytest.fixture
def sitting(room):
    return Sitting(room)


@pytest.fixture(scope="package")
def shown(room):
    """A meeting whose first round is revealed, with twelve ballots."""
    made = Sitting(room).open()
    made.vote(12)
    return made.reveal()


@pytest.fixture(scope="package")
def results(shown):
    return shown.room.results(shown.code, Role.OBSERVER)


@pytest.fixture(scope="package")
def few(room):
    """The results of a round with too few ballots to be shown."""
    made = Sitting(room).open()
    made.vote(2)
    made.reveal()
    return room.results(made.code, Role.OBSERVER)
