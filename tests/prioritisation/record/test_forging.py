"""Several fields changed together, everything computed again: what is told is what the page says.

``docs/record.md`` lists each, and where a replay tells it.
"""

import re

import pytest

from tests.prioritisation.record.forging import FORGERIES, NOTHING, forged, told_at
from tests.prioritisation.record.unchecked import section

UNTOLD = "cannot be told"


def listed():
    """What is done -> where the page says that it is told."""
    rows = re.findall(r"^\| (.+) \| (.+) \|$", section("Several fields together"), re.MULTILINE)
    return {done: NOTHING if at == UNTOLD else at.strip("`") for done, at in rows[1:]}


def test_the_page_lists_what_is_tried_here():
    assert listed().keys() == FORGERIES.keys()


pytestmark = pytest.mark.usefixtures("once")


@pytest.mark.slow
@pytest.mark.parametrize("done", FORGERIES)
def test_what_is_done_is_told_where_the_page_says(done):
    assert told_at(forged(done)) == listed()[done]
