"""Rooms on a temporary SQLite store, and meetings brought to a phase."""

import pytest

from tests.sitting import Sitting


@pytest.fixture
def sitting(room):
    return begun(room)


def begun(room, colleges=("État", "Région"), **options):
    """A short meeting whose doors are open."""
    return Sitting(room, title="Essai", colleges=list(colleges), **options).lobby()
