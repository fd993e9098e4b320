"""What is under the hand stays there while weights move, on each page that has some."""

import random

import pytest

from tests.e2e.conftest import DRAWN_AGAIN, READY, until

PAGES = {
    "est-ce-solide": ".firsts",
    "un-ou-deux": ".sets",
    "autres-calculs": ".st-key-weights",
    "et-si": ".benchtable",
}
"""Address -> what is there once the page is whole."""

MOVES, MOST_APART = 16, 0.5
ENDS = (0, 100)
"""Weights at their ends make the longest answers: one in three moves goes there."""
TOP = """() => document.querySelector('input[type=range]').getBoundingClientRect().top
    - document.querySelector('.st-key-answer').getBoundingClientRect().top"""
"""How far the first weight is below the top of the answer."""


def moved(page, place, points):
    """A weight moved, and the page drawn with it: what its answer says."""
    weight, before = page.locator("input[type=range]").nth(place), page.url
    stays = weight.input_value() == str(points)
    weight.evaluate("(one, points) => { one.value = points; }", str(points))
    weight.evaluate("one => ['input', 'change'].forEach(e => one.dispatchEvent(new Event(e)))")
    until(page, lambda: stays or page.url != before)  # the server has heard of it
    page.wait_for_selector(READY)
    page.evaluate(DRAWN_AGAIN)
    return page.locator(".st-key-answer").inner_text()


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
    page = open_page(f"{normandie_server}/est-ce-solide", width, 900)
    page.wait_for_selector(PAGES["est-ce-solide"])
    page.wait_for_selector(READY)
    top, blanks = page.evaluate(TOP), []
    for _ in range(MOVES):
        moved(page, chance.randrange(3), chance.randrange(101))
        assert abs(page.evaluate(TOP) - top) < MOST_APART
        blanks.append(page.evaluate(BLANK))
    assert 0 <= min(blanks) < MOST_BLANK


@pytest.mark.parametrize("size", [(390, 844), (1280, 900), (1600, 900)])
def test_weights_stay_where_they_are_while_they_move(normandie_server, open_page, size):
    said = set()
    for path, whole in PAGES.items():
        chance = random.Random(4)  # noqa: S311 (which weights)
        page = open_page(f"{normandie_server}/{path}", *size)
        page.wait_for_selector(whole)
        page.wait_for_selector(READY)
        page.wait_for_selector("input[type=range]")  # the page makes it, once the server is done
        top = page.evaluate(TOP)
        for _ in range(MOVES):
            points = chance.choice([*ENDS, *(chance.randrange(101) for _ in range(4))])
            said.add(moved(page, chance.randrange(3), points))
            assert abs(page.evaluate(TOP) - top) < MOST_APART, path
    assert len(said) > len(PAGES)
