"""A meeting erased at each moment of the drawing of each of its pages."""

from tests.prioritisation.ui.conftest import holds, room, sitting
from tests.prioritisation.ui.test_seance_gone import page, walk

__all__ = ["holds", "page", "room", "sitting"]


def test_whenever_a_meeting_is_erased_its_pages_say_it(page):
    assert walk(*page, few=None) == {}
