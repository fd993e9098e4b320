"""The weights and the bars that follow them: the script alone, then the page in a browser."""

import numpy as np
import pytest
from playwright.sync_api import expect

from prioritisation.analysis.address import MOST_POINTS
from prioritisation.analysis.ranking import bar_parts
from prioritisation.analysis.scenario import Scenario
from prioritisation.settings import current_case
from prioritisation.ui.shared.weighing import SCRIPT, component_data
from tests.e2e.conftest import DRAWN_AGAIN, until
from tests.thresholds import analyse

CASE = current_case()
CRITERIA = [c.id for c in CASE.criteria if c.active]
GHG, PARTNERS, COVERAGE = CRITERIA
NEW = """script => {
    document.body.innerHTML = '<div class="weights"></div><div class="ranking"></div>';
    window.acts = [];
    const { drawn, totals } = new Function(`${script}; return { drawn, totals };`)();
    window.totals = totals;
    window.told = data => drawn({ parentElement: document.body, data,
        setStateValue: (_, act) => window.acts.push(act) });
}"""
"""The script, in a page that has nothing else and no policy: what it is told is ours."""

DRAWN = """() => [...document.querySelectorAll('.bars .row:not(.head)')].map(row => [
    row.querySelector('.nm').textContent, row.querySelector('.rk').textContent,
    row.querySelector('.end').textContent,
    [...row.querySelectorAll('.bar b')].map(piece => parseFloat(piece.style.width))])"""
"""Name, rank, points and widths of each row, as they are in the page."""
LET_GO = """() => {
    window.told_at_once = null;
    addEventListener('keyup', () => setTimeout(() => { told_at_once = [...acts]; })); }"""
SHARES = "() => [...document.querySelectorAll('.wh strong')].map(one => one.textContent)"


def told(seq=0, **moved):
    """What the server tells with these points, in answer to an act."""
    points = dict.fromkeys(CRITERIA, 50) | moved
    scenario = Scenario(points, CASE.default_combination)
    found = analyse(CASE, scenario)
    return component_data(CASE, scenario, found.weights, found) | {"seq": seq}


def rows_of(data):
    """Name, rank, points and widths of each row, as the server computes them."""
    points = np.array([one["points"] for one in data["criteria"]], float)
    weights = 100 * points / points.sum()
    return [
        [one["name"], one["rank"], one["points"], widths(weights, one)] for one in data["levers"]
    ]


def widths(weights, lever):
    """What is sure, then what is to check, then what may be more, criterion by criterion."""
    low, high, doubted = (np.array(lever[one]) for one in ("low", "high", "doubted"))
    parts = low * ~doubted, low * doubted, np.where(doubted, 1, high) - low
    return pytest.approx(np.concatenate([weights * part for part in parts]).tolist(), abs=1e-3)


@pytest.fixture
def alone(browser):
    """A page with the script and nothing else, told what the server says at the start."""
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    begun(page)
    yield page
    page.close()


def begun(page):
    """A page with the script and nothing else, as it begins."""
    page.goto("about:blank")
    script = SCRIPT.read_text("utf-8").replace("export default function ", "function drawn")
    page.evaluate(NEW, script)
    page.evaluate("data => told(data)", told())


def answer(page, data):
    page.evaluate("data => told(data)", data)


def weight(page, place):
    return page.locator(".weight input").nth(place)


def hold(page, place, share=0.5):
    """Take a weight and bring it to a share of its track, without letting it go."""
    box = weight(page, place).bounding_box()
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, height)
    page.mouse.down()
    page.mouse.move(box["x"] + share * box["width"], height, steps=4)


def acts(page):
    return page.evaluate("() => acts")


def points(page):
    return page.locator(".weight input").evaluate_all("all => all.map(one => Number(one.value))")


def drawn(page):
    page.evaluate(DRAWN_AGAIN)
    return page.evaluate(DRAWN)


def the_browser_sums_as_the_server_does(alone):
    chance = np.random.default_rng(7)
    for _ in range(60):
        levers, criteria = chance.integers(1, 31), chance.integers(1, 13)
        low = chance.random((levers, criteria))
        high = low + (1 - low) * chance.random((levers, criteria))
        given = chance.integers(0, MOST_POINTS + 1, criteria)
        given[0] += 1
        asked = [low.tolist(), high.tolist(), given.tolist()]
        made = alone.evaluate("asked => totals(...asked)", asked)
        weights = given / given.sum()
        for name, values in (("low", low), ("high", high)):
            assert np.abs(np.array(made[name]) - values @ weights).max() < 1e-12
        assert np.abs(np.array(made["lows"]) - low * weights).max() < 1e-12


def what_is_drawn_at_rest_is_what_the_server_says(alone):
    for moved in ({}, {GHG: 100}, {GHG: 0, PARTNERS: 0}, {COVERAGE: 3}):
        data = told(**moved)
        answer(alone, data)
        assert drawn(alone) == rows_of(data)


def bars_of_weights_that_are_not_whole_are_as_long_as_their_points_say(alone):
    """Those of a group: what is drawn is compared with the analysis, not with what was sent."""
    chance, whole = np.random.default_rng(5), [c.id for c in CASE.criteria]
    for _ in range(40):
        shares = chance.dirichlet(np.ones(len(whole)), 7).mean(0)
        points = dict(zip(whole, (100 * shares).tolist(), strict=True))
        scenario = Scenario(points, CASE.default_combination)
        found = analyse(CASE, scenario)
        answer(alone, component_data(CASE, scenario, found.weights, found) | {"seq": 0})
        ranking, parts = found.ranking, bar_parts(found.matrix, found.weights)
        ends = [[100 * part[i].sum() for part in parts] for i in ranking.order]
        for row, end in zip(drawn(alone), ends, strict=True):
            drawn_parts = np.array(row[3]).reshape(3, -1).sum(axis=1)
            assert drawn_parts.tolist() == pytest.approx(end, abs=1e-3)
        mark = alone.evaluate("() => parseFloat(document.querySelector('.head i').style.left)")
        assert mark == pytest.approx(100 * ranking.low.max(), abs=1e-3)


def bars_and_points_follow_the_hand_while_words_wait(alone):
    before, shares = drawn(alone), alone.evaluate(SHARES)
    hold(alone, 0, 0.95)
    during = drawn(alone)
    assert [row[:2] for row in during] == [row[:2] for row in before]
    assert alone.evaluate(SHARES) == shares
    assert all(was[3] != now[3] for was, now in zip(before, during, strict=True))
    held = points(alone)[0]
    assert held > 85
    expected = {row[0]: (row[2], row[3]) for row in rows_of(told(**{GHG: held}))}
    assert {row[0]: (row[2], row[3]) for row in during} == expected
    assert acts(alone) == []
    alone.mouse.up()
    assert acts(alone) == [{"seq": 1, "moved": {GHG: held}}]
    answer(alone, told(1, **{GHG: held}))
    assert drawn(alone) == rows_of(told(**{GHG: held}))
    assert alone.evaluate(SHARES) != shares


def the_share_that_is_read_aloud_follows_the_hand(alone):
    weight(alone, 0).press("Home")
    expect(weight(alone, 0)).to_have_attribute("aria-valuetext", "0 points, 0\u00a0%")
    expect(weight(alone, 1)).to_have_attribute("aria-valuetext", "50 points, 50\u00a0%")


def an_answer_to_a_former_act_moves_nothing_under_the_hand(alone):
    hold(alone, 0, 0.9)
    alone.mouse.up()
    first = points(alone)
    hold(alone, 1, 0.1)
    before = drawn(alone)
    answer(alone, told(1, **{GHG: first[0]}))
    assert drawn(alone) == before
    assert points(alone)[0] == first[0]
    alone.mouse.up()
    act, before = acts(alone)[-1], points(alone)
    assert act["seq"] > 1
    assert act["moved"] == {PARTNERS: before[1]}
    answer(alone, told(1, **{GHG: first[0]}))
    assert points(alone) == before
    last = told(act["seq"], **{GHG: first[0], PARTNERS: before[1]})
    answer(alone, last)
    assert drawn(alone) == rows_of(last)


def two_acts_before_any_answer_are_both_told(alone):
    """The server may hear the last one only."""
    for place in (0, 1):
        hold(alone, place, 0.9)
        alone.mouse.up()
    now = points(alone)
    assert acts(alone)[-1]["moved"] == {GHG: now[0], PARTNERS: now[1]}


def what_the_server_changes_while_a_weight_is_held_is_not_told_back(alone):
    hold(alone, 0, 0.9)
    answer(alone, told(0, **{PARTNERS: 7}))
    held = points(alone)[0]
    alone.mouse.up()
    assert acts(alone) == [{"seq": 1, "moved": {GHG: held}}]
    answer(alone, told(1, **{GHG: held, PARTNERS: 7}))
    assert points(alone) == [held, 7, 50]


def what_came_while_a_weight_was_held_and_left_as_it_was_is_taken(alone):
    box = weight(alone, 0).bounding_box()
    alone.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    alone.mouse.down()
    answer(alone, told(0, **{PARTNERS: 7}))
    assert points(alone) == [50, 50, 50]
    alone.mouse.up()
    until(alone, lambda: points(alone) == [50, 7, 50])
    assert acts(alone) == []


def a_menu_or_another_window_leaves_no_weight_held(alone):
    for end in ("secondary button", "menu", "other window"):
        answer(alone, told())
        left_by(alone, end)


def left_by(alone, end):
    """The end of such a move is told to nobody here; the answer must be drawn all the same."""
    input_ = weight(alone, 0)
    button = 2 if end == "secondary button" else 0
    input_.dispatch_event("pointerdown", {"button": button, "pointerId": 7})
    if end == "menu":
        input_.dispatch_event("contextmenu")
    if end == "other window":
        alone.evaluate("() => dispatchEvent(new Event('blur'))")
    answer(alone, told(0, **{PARTNERS: 7}))
    until(alone, lambda: points(alone) == [50, 7, 50])


def a_refused_act_is_taken_back(alone):
    hold(alone, 0, 0.9)
    alone.mouse.up()
    answer(alone, told(1))
    assert points(alone) == [50, 50, 50]


def a_key_is_told_at_once_when_it_is_let_go_or_the_weight_is_left(alone):
    weight(alone, 0).focus()
    for _ in range(5):
        alone.keyboard.down("ArrowRight")
    answer(alone, told(0, **{PARTNERS: 7}))
    assert (acts(alone), points(alone)) == ([], [55, 50, 50])
    alone.evaluate(LET_GO)
    alone.keyboard.up("ArrowRight")
    until(alone, lambda: alone.evaluate("() => told_at_once") == [{"seq": 1, "moved": {GHG: 55}}])
    answer(alone, told(1, **{GHG: 55}))
    alone.keyboard.down("ArrowLeft")
    alone.keyboard.press("Tab")
    until(alone, lambda: acts(alone)[1:] == [{"seq": 2, "moved": {GHG: 54}}])


def one_button_brings_equal_weights_back(alone):
    answer(alone, told(**{GHG: 80}))
    back = alone.get_by_role("button", name="Remettre à égalité")
    back.click()
    assert acts(alone) == [{"seq": 1, "moved": dict.fromkeys(CRITERIA, 50)}]
    answer(alone, told(1))
    expect(back).to_be_hidden()


def a_criterion_that_goes_takes_its_weight_and_leaves_the_focus(alone):
    weight(alone, 2).focus()
    less = CASE.keeping((GHG, COVERAGE))
    scenario = Scenario({GHG: 50, COVERAGE: 20}, CASE.default_combination)
    found = analyse(less, scenario)
    answer(alone, component_data(CASE, scenario, found.weights, found) | {"seq": 0})
    assert points(alone) == [50, 20]
    expect(weight(alone, 1)).to_be_focused()
    answer(alone, component_data(CASE, scenario, None, None) | {"seq": 0})
    expect(alone.locator(".bars")).to_have_count(0)


def a_name_is_never_read_as_html(alone):
    data = told()
    bad = "<img src=x onerror=\"document.title = 'bad'\"></span>"
    data["criteria"][0]["name"] = data["levers"][0]["name"] = data["levers"][0]["title"] = bad
    data["words"]["toReach"] = data["levers"][0]["points"] = bad
    answer(alone, data)
    assert alone.locator("img").count() == 0
    assert bad in alone.locator(".nm").first.inner_text()


def test_weights_follow_the_hand_and_each_act_is_told_once(alone):
    for step in (
        the_browser_sums_as_the_server_does,
        what_is_drawn_at_rest_is_what_the_server_says,
        bars_of_weights_that_are_not_whole_are_as_long_as_their_points_say,
        bars_and_points_follow_the_hand_while_words_wait,
        the_share_that_is_read_aloud_follows_the_hand,
        an_answer_to_a_former_act_moves_nothing_under_the_hand,
        two_acts_before_any_answer_are_both_told,
        what_the_server_changes_while_a_weight_is_held_is_not_told_back,
        what_came_while_a_weight_was_held_and_left_as_it_was_is_taken,
        a_refused_act_is_taken_back,
        a_key_is_told_at_once_when_it_is_let_go_or_the_weight_is_left,
        one_button_brings_equal_weights_back,
        a_criterion_that_goes_takes_its_weight_and_leaves_the_focus,
        a_name_is_never_read_as_html,
        a_menu_or_another_window_leaves_no_weight_held,
    ):
        begun(alone)
        step(alone)
