"""Levers at the same rank, drawn: each letter and each rank can be read."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import resized
from tests.synthetic import identical, write_case

FIVE = (
    "poids.c0=60&poids.c1=50&poids.c2=50&colonnes=egaux,topsis,vikor,weighted_product,promethee_ii"
)
BOXES = """() => [...document.querySelectorAll('.rplane .rdisc')].map(disc => {
    const box = disc.getBoundingClientRect();
    const style = getComputedStyle(disc);
    return [box.x + box.width / 2, box.y, box.width, parseFloat(style.borderLeftWidth),
            parseFloat(style.fontSize)];
})"""


@pytest.fixture
def tied(showing):
    return showing(lambda folder: write_case(folder, 6, 3, identical))


def test_no_disc_of_a_tied_lever_hides_the_letter_of_another(tied, open_page):
    """Borders may touch; the letters inside them may not."""
    page = open_page(f"{tied}/comparer?{FIVE}")
    expect(page.locator(".rplane .rdisc")).to_have_count(6 * 6)
    for width, height in ((390, 844), (1280, 800)):
        resized(page, width, height)
        letters_are_read(page)


def letters_are_read(page):
    boxes = sorted(page.evaluate(BOXES))
    for (x, y, size, border, font), (other, level, *_) in pairwise(boxes):
        assert y == pytest.approx(level, abs=1)
        assert other - x >= size - border - 0.1
        assert font >= 10
        assert size - 2 * border >= 0.9 * font


def test_a_shared_rank_stays_in_its_column(tied, open_page):
    page = open_page(tied)
    ranks = page.locator(".row:not(.head) .rk")
    expect(ranks.first).to_have_text("1 ex aequo")
    for width, height in ((390, 844), (1280, 800), (1920, 1080)):
        resized(page, width, height)
        assert ranks.evaluate_all("all => all.every(r => r.scrollWidth <= r.clientWidth)"), width
