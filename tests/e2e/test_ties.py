"""Levers at the same rank, drawn: each rank can be read."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import resized
from tests.synthetic import identical, write_case


@pytest.fixture
def tied(showing):
    return showing(lambda folder: write_case(folder, 6, 3, identical))


def test_a_shared_rank_stays_in_its_column(tied, open_page):
    page = open_page(tied)
    ranks = page.locator(".row:not(.head) .rk")
    expect(ranks.first).to_have_text("1 ex aequo")
    for width, height in ((390, 844), (1280, 800), (1920, 1080)):
        resized(page, width, height)
        assert ranks.evaluate_all("all => all.every(r => r.scrollWidth <= r.clientWidth)"), width
