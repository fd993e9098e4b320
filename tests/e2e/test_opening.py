"""The dialog that opens the vote while people wait: on one screen, with its button in sight."""

from playwright.sync_api import expect

from criteria.model import Sense
from prioritisation.meeting.rules import Act
from prioritisation.settings import warning_thresholds
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


FEW = "Peu de personnes présentes."


def opens(page):
    """The dialog that opens the vote, whole."""
    page.wait_for_selector(READY)
    page.locator("button[kind=primary]").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("button[kind=primaryFormSubmit]").wait_for()
    # What chooses comes by a file of its own, after the button.
    dialog.get_by_role("radiogroup").first.wait_for()
    dialog.get_by_role("checkbox").first.wait_for()
    page.wait_for_selector(READY)
    return dialog


def test_people_come_in_and_all_that_is_asked_before_the_vote_is_in_sight(place, open_page):
    room, address = place
    here = Sitting(room).lobby()
    page = open_page(f"{address}/entrer/{here.code}/{here.secret}")
    few = page.get_by_text(FEW)
    expect(few).to_be_visible()
    for _ in range(3):
        here.voter()
    expect(page.locator(".count")).to_contain_text("3 présents")
    expect(page.get_by_text("Moins de 5 personnes sont là : aucun résultat")).to_have_count(1)
    dialog = opens(page)
    dialog.get_by_role("radiogroup").nth(1).wait_for()
    dialog.get_by_role("checkbox").nth(2).wait_for()
    assert page.evaluate(SCROLLED) == [0, False]
    a_question_left_is_in_sight_with_what_it_lacks(page, dialog)
    for _ in range(3, warning_thresholds().few - 1):
        here.voter()
    page.reload()
    expect(few).to_be_visible()
    here.voter()
    expect(few).to_have_count(0)
    settled = settle(here)
    for size in ((1280, 800), (390, 844)):
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        page.reload()
        page.wait_for_selector(".rail")
        dialog = opens(page)
        assert page.evaluate(IN_SIGHT) == [1, True, True, True]
        page.evaluate(TO_THE_END)
        assert page.evaluate(IN_SIGHT) == [1, True, True, True]
        assert dialog.get_by_text("su et accepté").first.is_hidden()
        dialog.get_by_text("Déjà réglé").click()
        expect(dialog.get_by_text("su et accepté")).to_have_count(settled)


def a_question_left_is_in_sight_with_what_it_lacks(page, asked):
    page.set_viewport_size({"width": 1024, "height": 600})
    fields = asked.get_by_role("textbox")
    confirm = asked.get_by_role("button", name="Ouvrir le premier vote")
    asked.get_by_text("(choix actuel)").first.click()
    expect(asked.get_by_role("radio").first).to_be_checked()
    *answered, lacking = fields.all()
    for field in answered:
        field.fill("su et accepté")
    sense = asked.get_by_role("radiogroup").last
    confirm.click()
    expect(asked.get_by_text("Choisissez ce qui rend prioritaire.")).to_be_in_viewport()
    expect(sense.get_by_role("radio").first).to_be_focused()
    sense.locator("label").filter(has=page.get_by_role("radio")).first.click()
    confirm.click()
    expect(asked.get_by_text("Acceptez, ou écrivez un mot")).to_be_in_viewport()
    expect(lacking).to_be_focused()
