"""What the group has to settle, on a phone, on the desk and on the projector."""

import pytest
from playwright.sync_api import expect

from prioritisation.analysis.crossing import open_choices
from prioritisation.meeting.room.choices import pin_of
from tests.e2e.conftest import READY
from tests.sampled import crossed

CUT = """() => [...document.querySelectorAll('.choices .wide, [class*=st-key-answers_] button *')]
    .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
    .map(one => one.textContent)"""
OVERFLOWING = """() => {
    const shown = document.querySelector('.projector');
    const end = Math.max(...[...shown.querySelectorAll('*')].map(
        one => one.getBoundingClientRect().bottom));
    return shown.scrollHeight > shown.clientHeight || end > innerHeight; }"""
LARGEST = """() => {
    const size = one => parseFloat(getComputedStyle(one).fontSize);
    const all = [...document.querySelectorAll('.proj *')];
    return Math.max(...all.map(size)) === size(document.querySelector('.proj h1')); }"""


@pytest.mark.parametrize(("width", "scheme"), crossed([390, 660], ["light", "dark"]))
def test_on_a_narrow_screen_choices_stay_in_their_box_and_their_buttons_are_whole(
    place, made, open_page, width, scheme
):
    address = f"{place[1]}/entrer/{made.code}/{made.secret}"
    page = open_page(address, width, 844, color_scheme=scheme)
    page.wait_for_selector(READY)
    for title in ("Quelles fiches compter", "Où compter le fret"):
        page.get_by_text(title).first.click()
    buttons = page.get_by_role("button", name="Retenir")
    expect(buttons.first).to_be_visible()
    assert page.evaluate(CUT) == []
    name = page.get_by_text("chaque fiche pour tous ses leviers :").first
    expect(name).to_be_visible(visible=width == 390)


def test_crossed_choices_keep_what_each_figure_is_on_a_narrow_screen(place, made, open_page):
    made.open().vote(9)
    made.reveal()
    address = f"{place[1]}/entrer/{made.code}/{made.secret}"
    page = open_page(address, 390, 844)
    page.wait_for_selector(READY)
    page.get_by_text("Comment c’est calculé").first.click()
    table = page.locator("table.paths")
    expect(table.get_by_text("Façons :").first).to_be_visible()
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_each_open_choice_fits_the_projector_under_its_question(place, made, open_page, size):
    stage = made.stage()
    for choice in open_choices(stage.case, stage.scenario()):
        made.room.project(made.code, made.secret, pin_of(choice))
        page = open_page(f"{place[1]}/projection?seance={made.code}", *size)
        expect(page.locator(".proj h1")).to_be_visible()
        assert not page.evaluate(OVERFLOWING)
        assert page.evaluate(LARGEST)
