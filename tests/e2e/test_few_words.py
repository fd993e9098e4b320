"""The pages of analysis say little when they open: the rest is one tap away."""

import pytest

from tests.e2e.conftest import READY, too_wide
from tests.sampled import crossed

PAGES = {
    "est-ce-solide": ".firsts",
    "un-ou-deux": ".shares",
    "comparer": ".benchtable",
}
"""Address of a page -> what is there once it is whole."""


@pytest.mark.parametrize(("path", "width"), crossed(PAGES, [390, 1280]))
def test_nothing_is_wider_than_the_page(server, open_page, path, width):
    page = open_page(f"{server}/{path}", width, 844)
    page.wait_for_selector(PAGES[path])
    page.wait_for_selector(READY)
    assert too_wide(page, (width,)) == []
