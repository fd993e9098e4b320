"""What stands on one line: « Partager » and the question of a page, a fold and its answer."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import resized
from tests.sampled import crossed

SIZES = ((390, 844), (1280, 800))
EACH_SIZE = pytest.mark.parametrize("size", SIZES, ids=str)
PATHS = ("", "est-ce-solide", "un-ou-deux", "comparer")


@pytest.fixture
def sized(server, open_page):
    def opened(path, size):
        page = open_page(f"{server}/{path}")
        resized(page, *size)
        return page

    return opened


@pytest.mark.parametrize(("path", "size"), crossed(PATHS, SIZES))
def test_sharing_stands_beside_the_question_of_the_page(sized, path, size):
    page = sized(path, size)
    share = page.locator(".share summary")
    expect(share).to_be_visible()
    expect(page.locator(".answer").first).to_be_visible()
    page.wait_for_timeout(1000)
    question = page.locator("h1").first.bounding_box()
    assert abs(share.bounding_box()["y"] - question["y"]) < 16


ENDS = """() => [...document.querySelectorAll('[class*="st-key-fold_"]')].map(fold => {
  const {left, right} = fold.getBoundingClientRect();
  return [Math.round(left), Math.round(right)];
})"""


@EACH_SIZE
def test_the_rules_below_folds_all_cross_the_page(sized, size):
    page = sized("est-ce-solide", size)
    expect(page.locator('[class*="st-key-fold_"] summary').first).to_be_visible()
    page.wait_for_timeout(1000)
    ends = page.evaluate(ENDS)
    assert len(ends) > 4
    assert len(set(map(tuple, ends))) == 1


CHEVRON = "[data-testid=stIconMaterial]"
SIDES = f"""() => [...document.querySelectorAll(
  '[class*="st-key-fold_"] summary:has({CHEVRON})')].map(line => {{
    const x = css => line.querySelector(css).getBoundingClientRect().x;
    return x('{CHEVRON}') < x('p');
}})"""


@pytest.mark.parametrize(("path", "size"), crossed(PATHS, reversed(SIZES)))
def test_the_chevron_of_a_fold_stands_before_its_question(sized, path, size):
    """On some pages it stood after the answer, wherever that ended."""
    page = sized(path, size)
    expect(page.locator('[class*="st-key-fold_"] summary').first).to_be_visible()
    page.wait_for_timeout(1000)
    assert set(page.evaluate(SIDES)) == {True}


@EACH_SIZE
def test_the_way_back_to_the_starting_weights_is_there_once_one_has_moved_a_weight(sized, size):
    page = sized("", size)
    way, said = (
        page.get_by_role("button", name="poids égaux", exact=True),
        page.locator(".if-start"),
    )
    page.wait_for_selector(".bars")
    expect(said).to_be_visible()
    expect(way).to_be_hidden()
    # Nothing hidden keeps room: what is looked at ends where the page does.
    line, whose = page.locator(".lookedat").bounding_box(), page.locator(".st-key-whose")
    ends = whose.bounding_box()
    assert line["x"] + line["width"] > ends["x"] + ends["width"] - 4 or line["x"] < ends["x"] + 4
    page.locator(".weights input[type=range]").first.press("End")
    expect(page.locator(".if-own")).to_be_visible()
    expect(said).to_be_hidden()
