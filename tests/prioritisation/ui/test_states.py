"""States drawn at random: no page fails, and an address that is read is written back the same."""

import random
import re

from prioritisation.analysis.address import (
    COLUMNS_KEY,
    VIEWS,
    column_text,
    columns_of,
    from_address,
    to_address,
)
from prioritisation.settings import current_case
from prioritisation.ui.shared.pages import PAGES
from tests.each import each
from tests.prioritisation.ui.reading import go_to, html, opened
from tests.prioritisation.ui.states import OF_PAGES, state
from tests.reading import MOSTWORDS, forbidden_in, word_count

HERE = 3
"""Addresses of each page in the ordinary tests; ``tests/soak`` tries thousands."""


def failures(page, count, seed):
    """Open addresses one after the other in one session, as links and « back » do."""
    drawn, case = random.Random(seed), current_case()  # noqa: S311 (test data)
    app, found = opened(), []
    go_to(app, page).run()
    for _ in range(count):
        address = state(drawn, case, page)
        app.query_params.clear()
        for key, value in address.items():
            app.query_params[key] = value
        app.run()
        if app.exception or "n’a pas pu être affichée" in html(app):
            found.append((address, [e.message for e in app.exception]))
            app = opened()
            go_to(app, page).run()
        found += [(address, answer) for answer in hard_answers(html(app), case)]
    return found


def hard_answers(page, case):
    """Answers of a page that are not read at a glance; a quoted name counts as one word."""
    for answer in re.findall(r'class="answer"[^>]*><strong>([^<]*)</strong>', page):
        short_one = re.sub(r"«[^»]*»", "§", answer)
        if word_count(short_one, case) > MOSTWORDS or forbidden_in(short_one):
            yield answer


def test_each_page_has_states():
    assert set(OF_PAGES) == set(PAGES)


@each("page", OF_PAGES)
def test_no_state_of_an_address_makes_a_page_fail_or_its_answer_long(page):
    assert failures(page, HERE, page) == []


@each("page", OF_PAGES)
def test_an_address_that_is_read_is_written_back_the_same(page):
    drawn, case = random.Random(page), current_case()  # noqa: S311 (test data)
    for _ in range(200):
        address = state(drawn, case, page)
        asked = {k: v for k, v in address.items() if k not in VIEWS}
        read = from_address(case, asked)
        once = to_address(case, read.scenario)
        assert from_address(case, once).scenario == read.scenario
        assert from_address(case, once).problems == ()
        if asked and not read.problems:
            assert all(asked.get(key, value) == value for key, value in once.items())
        changes, _ = columns_of(case, address.get(COLUMNS_KEY, ""))
        texts = ",".join(map(column_text, changes))
        assert columns_of(case, texts) == (changes, ())
