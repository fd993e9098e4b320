"""Names from right to left follow each other as they are said, on the page and the wall."""

from itertools import pairwise

import pytest

from criteria.load import load_case
from prioritisation.analysis.scenario import analyse, starting_scenario
from prioritisation.drawing.projected.ranked import projected_ranking
from tests.e2e.conftest import READY, resized
from tests.projected import HEIGHT, WIDTH, fonts_of, page_around
from tests.synthetic import write_case
from tests.thresholds import ROBUSTNESS

NAMES = ("אלפא", "בטא", "גמא")
PLACES = """names => {
    const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode, words = node.textContent;
        if (!node.parentElement.checkVisibility()) continue;
        const of = names.filter(name => words.includes(name)).map(name => {
            const range = document.createRange(), at = words.indexOf(name);
            range.setStart(node, at); range.setEnd(node, at + name.length);
            const box = range.getBoundingClientRect();
            return {at, left: box.left, right: box.right, top: Math.round(box.top)};
        });
        if (of.length > 1) found.push([words, of.sort((a, b) => a.at - b.at)]);
    }
    return found;
}"""
"""Each visible text with several names: where each stands, in the order that they are said."""


def tied(folder):
    """Three levers that nothing tells apart: a sentence names them one after the other."""
    return write_case(folder, 3, 2, lambda _lever, _criterion: (5, 5), lambda k: NAMES[k])


def turned(page):
    """The texts where a name stands before one that is said before it; and how many were read."""
    read = page.evaluate(PLACES, NAMES)
    wrong = [
        words
        for words, places in read
        for one, other in pairwise(places)
        if one["top"] == other["top"] and one["right"] > other["left"] + 1
    ]
    return wrong, len(read)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_headline_names_levers_in_the_order_that_it_says_them(showing, open_page, width):
    page = open_page(showing(tied), width)
    page.wait_for_selector(".bars")
    page.wait_for_selector(READY)
    resized(page, width)
    assert NAMES[0] in page.locator(".answer").inner_text()
    wrong, count = turned(page)
    assert wrong == []
    assert count


def test_so_does_the_wall(browser, tmp_path):
    case = load_case(tied(tmp_path / "case"))
    picture = projected_ranking(analyse(case, starting_scenario(case), ROBUSTNESS), "")
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    fonts_of(page)
    page.set_content(page_around(picture))
    wrong, count = turned(page)
    page.close()
    assert wrong == []
    assert count
