"""Thousands of addresses of every page, another seed each time it is asked for."""

import os

import pytest

from tests.prioritisation.ui.states import OF_PAGES
from tests.prioritisation.ui.test_states import failures

COUNT = 600
"""Addresses of each page."""


@pytest.mark.parametrize("page", OF_PAGES)
def test_no_state_of_thousands_makes_a_page_fail(page):
    assert failures(page, COUNT, f"{page} {os.environ.get('SEED', '1')}") == []
