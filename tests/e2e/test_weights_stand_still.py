"""What is under the hand stays there while weights move, on each page that has some."""

import random

import pytest

from tests.e2e.conftest import DRAWN_AGAIN, READY, until

SOLID = "est-ce-solide"
PAGES = {
    SOLID: ".firsts",
    "un-ou-deux": ".shares",
}
"""Address -> what is there once the page is whole."""

MOVES, MOST_APART = 4, 0.5
ENDS = (0, 100)
"""Weights at their ends make the longest answers: one move in three goes there."""
ALONE = [(0, 0), (1, 0), (0, 100), (2, 0), (1, 100), (0, 0), (2, 100), (0, 100), (1, 50)]
LONGEST = [(0, 50), (1, 100), (2, 75)]
"""A weight, and its points: each criterion is alone once, and an answer may then be short."""
ANSWER = ".st-key-answer"
TOP = """around => {
    const weight = document.querySelector('input[type=range]');
    const seen = weight.closest('[data-testid=stSlider]') || weight;
    return seen.getBoundingClientRect().top
        - document.querySelector(around).getBoundingClientRect().top; }"""
"""How far the first weight is below the top of the answer."""
BLANK = """() => {
    const room = document.querySelector('.st-key-answer'), box = room.getBoundingClientRect();
    const words = [...room.querySelectorAll('h1, .answer, .then')];
    return box.bottom - Math.max(...words.map(one => one.getBoundingClientRect().bottom)); }"""
"""How much is left blank below the answer."""
MOST_BLANK = 40
"""Less than two lines, below the longest answer."""


def moves():
    """Which weight goes where: each alone, two at once, then at random."""
    chance = random.Random(4)  # noqa: S311 (which weights)
    ways = [*ENDS, *(chance.randrange(101) for _ in range(4))]
    return ALONE + LONGEST + [(chance.randrange(3), chance.choice(ways)) for _ in range(MOVES)]


def moved(page, place, points):
    """A weight moved to its points, and the page drawn with it: what it answers."""
    weight, before = page.locator("input[type=range]").nth(place), page.url
    stood = weight.input_value()
    weight.evaluate("(one, points) => { one.value = points; }", str(points))
    weight.evaluate("one => ['input', 'change'].forEach(e => one.dispatchEvent(new Event(e)))")
    if weight.input_value() != stood:
        until(page, lambda: page.url != before)  # the server has heard of it
    page.wait_for_selector(READY)
    page.evaluate(DRAWN_AGAIN)
    return page.locator(ANSWER).inner_text()


@pytest.mark.deep
def test_weights_stay_where_they_are_while_they_move(normandie_shown, open_page):
    for path in PAGES:
        weights_stay(normandie_shown, open_page, path)


def weights_stay(normandie_shown, open_page, path):
    """At both sizes; an answer keeps the room of its longest, and no more."""
    page, said, blanks = open_page(f"{normandie_shown}/{path}"), set(), []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{normandie_shown}/{path}")
        page.wait_for_selector(PAGES[path])
        page.wait_for_selector(READY)
        page.wait_for_selector("input[type=range]")  # the page makes it, once the server is done
        top = page.evaluate(TOP, ANSWER)
        for place, points in moves():
            said.add(moved(page, place, points))
            assert abs(page.evaluate(TOP, ANSWER) - top) < MOST_APART, (width, place, points)
            blanks.append(page.evaluate(BLANK))
    assert len(said) > len(PAGES)
    assert path != SOLID or 0 <= min(blanks) < MOST_BLANK
