"""What is under the hand stays there while weights move, on each page that has some."""

import random

import pytest

from tests.e2e.conftest import DRAWN_AGAIN, READY, until

SOLID = "est-ce-solide"
PAGES = {
    SOLID: ".firsts",
    "un-ou-deux": ".sets",
    "autres-calculs": ".st-key-weights",
    "et-si": ".benchtable",
}
"""Address -> what is there once the page is whole."""

KEYS = ("Home", "End", "PageUp", "PageDown", "ArrowRight")
MOVES, MOST_APART = 12, 0.5
ENDS = (0, 100)
"""Weights at their ends make the longest answers: one move in three goes there."""
ANSWER = ".st-key-answer"
STICKS = {"et-si": ".st-key-lab_editor"}
"""Address -> what holds the weights there and follows a page that scrolls, beside its table."""
TOP = """around => {
    const weight = document.querySelector('input[type=range]');
    const seen = weight.closest('[data-testid=stSlider]') || weight;
    return seen.getBoundingClientRect().top
        - document.querySelector(around).getBoundingClientRect().top; }"""
"""How far the first weight is below the top of the answer, or of what holds it."""


def moved(page, place, chance, *, by_key):
    """A weight moved, and the page drawn with it: what its answer says."""
    weight, before = page.locator("input[type=range]").nth(place), page.url
    points = weight.input_value()
    if by_key:  # the framework's own does not hear of a value that a script gives it
        weight.press(chance.choice(KEYS))
    else:
        drawn = chance.choice([*ENDS, *(chance.randrange(101) for _ in range(4))])
        weight.evaluate("(one, points) => { one.value = points; }", str(drawn))
        weight.evaluate("one => ['input', 'change'].forEach(e => one.dispatchEvent(new Event(e)))")
    if weight.input_value() != points:
        until(page, lambda: page.url != before)  # the server has heard of it
    page.wait_for_selector(READY)
    page.evaluate(DRAWN_AGAIN)
    return page.locator(ANSWER).inner_text()


BLANK = """() => {
    const room = document.querySelector('.st-key-answer'), box = room.getBoundingClientRect();
    const words = [...room.querySelectorAll('h1, .answer, .then')];
    return box.bottom - Math.max(...words.map(one => one.getBoundingClientRect().bottom)); }"""
"""How much is left blank below the answer."""
MOST_BLANK = 40
"""Less than two lines, below the longest answer."""


@pytest.mark.parametrize("width", [390, 700, 900, 1100, 1280, 1600, 1920])
def test_an_answer_keeps_the_room_of_its_longest_and_no_more(normandie_server, open_page, width):
    chance = random.Random(4)  # noqa: S311 (which weights)
    page = open_page(f"{normandie_server}/{SOLID}", width, 900)
    page.wait_for_selector(PAGES[SOLID])
    page.wait_for_selector(READY)
    top, blanks = page.evaluate(TOP, ANSWER), []
    for _ in range(MOVES):
        moved(page, chance.randrange(3), chance, by_key=False)
        assert abs(page.evaluate(TOP, ANSWER) - top) < MOST_APART
        blanks.append(page.evaluate(BLANK))
    assert 0 <= min(blanks) < MOST_BLANK


@pytest.mark.parametrize("size", [(390, 844), (1280, 900), (1600, 900)])
def test_weights_stay_where_they_are_while_they_move(normandie_server, open_page, size):
    said = set()
    for path in [one for one in PAGES if one != SOLID]:
        chance = random.Random(4)  # noqa: S311 (which weights)
        page = open_page(f"{normandie_server}/{path}", *size)
        page.wait_for_selector(PAGES[path])
        page.wait_for_selector(READY)
        page.wait_for_selector("input[type=range]")  # the page makes it, once the server is done
        around = STICKS.get(path, ANSWER)
        top = page.evaluate(TOP, around)
        for _ in range(MOVES):
            said.add(moved(page, chance.randrange(3), chance, by_key=path in STICKS))
            assert abs(page.evaluate(TOP, around) - top) < MOST_APART, path
    assert len(said) > len(PAGES)
