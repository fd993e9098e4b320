"""No page chains colons, whatever its address asks."""

import random
import re

import pytest

from prioritisation.settings import current_case
from tests.prioritisation.sentences.colons import chained
from tests.prioritisation.ui import states
from tests.prioritisation.ui.reading import html, page

INLINE = "b|strong|em|i|a"
"""Elements inside a sentence; all others end it."""


def blocks(shown):
    """The texts of some HTML, each where it stands."""
    shown = re.sub(r"<(script|style|svg)\b.*?</\1>", "\n", shown, flags=re.DOTALL)
    shown = re.sub(rf"</?(?:{INLINE})(?: [^>]*)?>", "", shown)
    return re.sub(r"<[^>]+>", "\n", shown).replace("&#x27;", "'").split("\n")


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
@pytest.mark.parametrize("screen", states.OF_PAGES)
def test_no_sentence_of_a_page_chains_colons(screen, seed):
    drawn = random.Random(seed)  # noqa: S311 (test data)
    query = {} if seed is None else states.state(drawn, current_case(), screen)
    assert [
        clause for text in blocks(html(page(screen, **query))) for clause in chained(text)
    ] == []
