"""A shelf that pages find, a dossier on it, and visitors who may create or not."""

from dataclasses import dataclass

import pytest

from prioritisation.cases.reading import DOSSIER_COOKIE, DoorOrigin
from prioritisation.cases.region import region_files, territories
from prioritisation.cases.shelf import Shelf, current_shelf
from prioritisation.meeting.rules import Role
from prioritisation.settings import current_day
from prioritisation.ui.visit import visit
from tests.prioritisation.ui.reading import page

SCREEN = "dossiers"


def opened_dossiers(shelf):
    """All the dossiers of a shelf, the last changed first, each opened by a new link."""
    return tuple(shelf.open(one.key, shelf.recover(one.key)) for one in shelf.every())


@pytest.fixture
def shelf(room):
    """The shelf that pages find."""
    getattr(current_shelf, "cache_clear", lambda: None)()
    found = current_shelf()
    assert found.store is room.store
    return found


@pytest.fixture
def seated(holds, shelf, monkeypatch):
    """A visitor who may create dossiers, on that shelf."""
    holds()
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    return shelf


@dataclass
class Owned:
    """A dossier of Bretagne whose facilitator's link the visitor holds."""

    shelf: Shelf
    key: str
    secret: str

    def open(self, **query):
        """Its page, or a part of it."""
        return page(SCREEN, dossier=self.key, **query)

    @property
    def now(self):
        return self.shelf.open(self.key, self.secret)

    def link(self, role):
        """The secret of a link: its own of the facilitator, another made anew."""
        own = role is Role.FACILITATOR
        return self.secret if own else self.shelf.new_link(self.key, self.secret, role)

    def cookie(self, secret=""):
        return {DOSSIER_COOKIE + self.key: self.shelf.pass_of(self.key, secret or self.secret)}


@pytest.fixture
def bretagne(shelf, holds):
    place = next(p for p in territories() if p.id == "bretagne")
    files = region_files(place, place.group, current_day(None))
    made = shelf.create(files, DoorOrigin("region", place.name))
    owned = Owned(shelf, made.key, made.secret)
    holds(**owned.cookie())
    return owned
