"""How *Classer* stands on a screen: nothing jumps, few words, nothing overlaps, by finger too."""

import random

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DRAWN_AGAIN, READY, resized, too_wide, until
from tests.synthetic import long_name, mixed, unknown, write_case

MOVES = 8
MOST_WIDE = 0.5
"""Pixels that are rounding."""

TOP = "() => document.querySelector('.st-key-classer').getBoundingClientRect().top"
WIDTHS = "() => [...document.querySelectorAll('.bar b')].map(one => one.style.width).join()"
OVERLAPS = """() => {
    const name = one => one.className || one.tagName;
    const boxes = '.bars .row:not(.head) > *, .weight .wh > *, .weight .range';
    const all = [...document.querySelectorAll(boxes)]
        .map(one => [name(one), one.getBoundingClientRect()])
        .filter(([, box]) => box.width && box.height);
    const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1
        || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
    return all.flatMap(([what, box], i) => all.slice(i + 1)
        .filter(([, other]) => !apart(box, other)).map(([other]) => [what, other]));
}"""
"""Pairs of pieces that cover one another."""

CUT = """() => [...document.querySelectorAll('.bars .row *, .weight *, .st-key-headline p')]
    .filter(one => getComputedStyle(one).overflow !== 'visible'
        && one.scrollWidth > one.clientWidth + 1)
    .map(one => one.className)"""


def first_names(names):
    """A lever's name by its number; the last of these for those beyond."""
    return lambda k: names[min(k, len(names) - 1)] + f" {k}"


CASES = {
    "30 levers, long names, 12 criteria": (30, 12, mixed(), long_name),
    "2 levers": (2, 3, mixed(), long_name),
    "1 criterion": (6, 1, mixed(), long_name),
    "nothing is known": (5, 3, unknown, long_name),
    "right to left, signs, no space": (
        4,
        3,
        mixed(),
        first_names(
            ["قطاع النقل والتنقل المستدام", "🚲🌱 Vélo 🏳️‍🌈", "Mot" + "trèslong" * 7, "<b>&amp;"]
        ),
    ),
}


def nothing_below_the_headline_jumps_when_weights_move(normandie_shown, open_page, size):
    page = open_page(normandie_shown, *size)
    page.wait_for_selector(".bars")
    chance, top, said = random.Random(4), page.evaluate(TOP), set()  # noqa: S311 (which keys)
    for _ in range(MOVES):
        before = page.url
        weight = page.locator(".weight input").nth(chance.randrange(3))
        weight.evaluate("(one, points) => { one.value = points; }", str(chance.randrange(101)))
        weight.evaluate("one => ['input', 'change'].forEach(e => one.dispatchEvent(new Event(e)))")
        until(page, lambda before=before: page.url != before)
        page.wait_for_selector(READY)
        said.add(page.locator(".answer").inner_text())
        page.evaluate(DRAWN_AGAIN)
        assert abs(page.evaluate(TOP) - top) < MOST_WIDE, page.locator(
            ".st-key-headline"
        ).inner_text()
    assert len(said) > 2


@pytest.mark.deep
def test_nothing_overlaps_or_is_cut_whatever_the_names(showing, open_page):
    for case in CASES.values():
        nothing_overlaps(
            open_page(showing(lambda folder, case=case: write_case(folder, *case))), case
        )


def nothing_overlaps(page, case):
    page.wait_for_selector(".bars")
    expect(page.locator(".bars .row:not(.head)")).to_have_count(case[0])
    for width in (1920, 1280, 390):
        resized(page, width)
        assert page.evaluate(OVERLAPS) == []
        assert page.evaluate(CUT) == []
    assert too_wide(page, (320, 390, 1280)) == []
    page.goto(page.url.split("?")[0].rstrip("/") + "/les-notes")
    page.wait_for_selector(".matrix")
    assert too_wide(page, (320, 1280)) == []
    assert "n’a pas pu être affichée" not in page.content()


def a_finger_moves_a_weight_and_the_bars_follow_it(server, open_page):
    page = open_page(server, 390, 844, has_touch=True, is_mobile=True)
    page.wait_for_selector(".bars")
    weight = page.locator(".weight input").first
    weight.scroll_into_view_if_needed()
    box, told = weight.bounding_box(), page.context.new_cdp_session(page)
    height, widths, address = box["y"] + box["height"] / 2, {page.evaluate(WIDTHS)}, page.url

    def touch(kind, *shares):
        points = [{"x": box["x"] + share * box["width"], "y": height} for share in shares]
        told.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 0.5)
    for share in (0.6, 0.7, 0.8, 0.9):
        touch("touchMove", share)
        page.evaluate(DRAWN_AGAIN)
        widths.add(page.evaluate(WIDTHS))
    assert len(widths) > 3
    assert page.url == address
    touch("touchEnd")
    until(page, lambda: page.url != address)
    assert int(weight.input_value()) > 80


def a_fold_stays_open_when_a_weight_changes_its_answer(normandie_shown, open_page):
    page = open_page(f"{normandie_shown}/pour-experts")
    line = page.locator(".st-key-fold_why summary")
    line.click()
    expect(page.locator(".twin").first).to_be_visible()
    before = line.inner_text()
    for key in ("End", "Home"):
        page.locator(".weight input").nth(2).press(key)
        page.wait_for_timeout(300)
        page.wait_for_selector(READY)
    page.locator(".weight input").nth(0).press("Home")
    expect(line).not_to_have_text(before)
    expect(page.locator(".twin").first).to_be_visible()


def all_of_it_is_in_sight_on_a_small_screen(normandie_shown, open_page):
    """Answer, bars, weights, what may change it, the two levers: nothing is scrolled for."""
    page = open_page(normandie_shown, 1280, 800)
    for part in (".answer", ".bars", ".weights", ".st-key-mover_1", ".st-key-two"):
        box = page.locator(part).last.bounding_box()
        assert box["y"] + box["height"] <= 800, part


def test_while_weights_move_nothing_jumps_and_folds_stay_open(normandie_shown, open_page):
    for size in ((1280, 800), (390, 844)):
        nothing_below_the_headline_jumps_when_weights_move(normandie_shown, open_page, size)
    all_of_it_is_in_sight_on_a_small_screen(normandie_shown, open_page)
    a_fold_stays_open_when_a_weight_changes_its_answer(normandie_shown, open_page)
    a_finger_moves_a_weight_and_the_bars_follow_it(normandie_shown, open_page)
