"""A meeting erased at each moment of the drawing of each of its pages."""

from tests.prioritisation.ui.test_seance_gone import holds, page, room, sitting, walk

__all__ = ["holds", "page", "room", "sitting"]


def test_whenever_a_meeting_is_erased_its_pages_say_it(page):
    assert walk(*page, few=None) == {}
