"""The dialog that opens the vote while people wait: on one screen, with its button in sight."""

import pytest
from playwright.sync_api import expect

from criteria.model import Sense
from prioritisation.meeting.rules import Act
from tests.e2e.conftest import READY
from tests.sitting import Sitting

IN_SIGHT = """() => {
    const dialog = document.querySelector('[role=dialog]');
    const filled = [...dialog.querySelectorAll('button[kind^=primary]')];
    const [button] = filled, box = button.getBoundingClientRect();
    const inside = one => one.top >= 0 && one.bottom <= innerHeight
        && one.left >= 0 && one.right <= innerWidth;
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return [filled.length, inside(dialog.getBoundingClientRect()), inside(box),
        button.contains(at)]; }"""
SCROLLED = """() => {
    const dialog = document.querySelector('[role=dialog]');
    const last = [...dialog.querySelectorAll('input')].at(-1).getBoundingClientRect();
    const button = dialog.querySelector('button[kind=primaryFormSubmit]').getBoundingClientRect();
    return [dialog.scrollHeight - dialog.clientHeight, last.bottom > button.top]; }"""
"""By how much the dialog scrolls in itself, and whether its button hides what is asked last."""

TO_THE_END = "() => { const one = document.querySelector('[role=dialog]'); one.scrollTop = 1e6; }"


def settle(here):
    """Answer all that can be answered of the group's questions, but one."""
    for criterion in here.stage().meeting.unconfirmed:
        here.room.confirm_direction(here.code, here.secret, criterion, Sense.MIN)
    left = here.stage().meeting.unanswered
    for warning in left[1:]:
        here.act(Act.ANSWER_WARNING, warning=warning, reason="su et accepté")
    return len(left) - 1


@pytest.mark.parametrize("present", [0, 3])
def test_nothing_answered_yet_all_that_is_asked_is_in_sight_on_a_screen(place, open_page, present):
    room, address = place
    here = Sitting(room).lobby()
    for _ in range(present):
        here.voter()
    page = open_page(f"{address}/entrer/{here.code}/{here.secret}")
    page.locator(".rail").wait_for()
    page.locator("button[kind=primary]").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("button[kind=primaryFormSubmit]").wait_for()
    # What chooses comes by a file of its own, after the button.
    dialog.get_by_role("radiogroup").nth(1).wait_for()
    dialog.get_by_role("checkbox").nth(2).wait_for()
    page.wait_for_selector(READY)
    few = dialog.get_by_text("Moins de 5 personnes sont là : aucun résultat")
    expect(few).to_have_count(int(bool(present)))
    assert page.evaluate(SCROLLED) == [0, False]


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["screen", "phone"])
def test_the_button_that_opens_the_vote_is_in_sight_and_what_is_settled_is_one_line(
    place, open_page, size
):
    room, address = place
    here = Sitting(room).lobby()
    page = open_page(f"{address}/entrer/{here.code}/{here.secret}", *size)
    dialog = page.get_by_role("dialog")
    for before in (lambda _: 0, settle):
        settled = before(here)
        page.reload()
        page.wait_for_selector(".rail")
        page.wait_for_selector(READY)
        page.locator("button[kind=primary]").click()
        dialog.locator("button[kind=primaryFormSubmit]").wait_for()
        page.wait_for_selector(READY)
        assert page.evaluate(IN_SIGHT) == [1, True, True, True]
        page.evaluate(TO_THE_END)
        assert page.evaluate(IN_SIGHT) == [1, True, True, True]
        recalled = dialog.get_by_text("Déjà réglé")
        expect(recalled).to_have_count(int(bool(settled)))
        if settled:
            assert dialog.get_by_text("su et accepté").first.is_hidden()
            recalled.click()
            expect(dialog.get_by_text("su et accepté")).to_have_count(settled)
            expect(dialog.get_by_role("checkbox")).to_have_count(1)
