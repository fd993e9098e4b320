"""The ballot in a real browser for each other way of asking for weights."""

import json

from prioritisation.analysis.ballots.ballot import Mode
from tests.browser import axe_faults
from tests.e2e import test_ballot as there
from tests.e2e.test_ballot import FIRST_LOAD, LOOKS, send, title

sitting, phone = there.sitting, there.phone
LABELS = ("Impact GES", "Écosystème partenarial", "Couverture existante")


def asking(sitting, mode):
    here = sitting()
    setup = here.room.stage(here.code, fresh=True).setup
    here.room.choose_frame(
        here.code,
        here.secret,
        combination=setup.combination,
        criteria=setup.criteria,
        weighting=mode,
    )
    return here.open()


def points(page, *values):
    for label, value in zip(LABELS, values, strict=True):
        page.get_by_role("textbox", name=f"points {label}").fill(value)


def places(page, *values):
    for i, value in enumerate(values):
        page.locator(f"#r-{i}").get_by_role("radio", name=value).check()


def fits(page):
    """Nothing too wide, nothing that axe finds."""
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert axe_faults(page) == []
    assert len(page.content().encode()) <= FIRST_LOAD


def answered(here):
    return list(json.loads(here.points()[0])["points"].values())


def points_are_shared_with_a_running_total(sitting, phone, look):
    here, page = asking(sitting, Mode.POINTS), phone(**look)
    page.goto(here.url)
    total = page.locator("#total")
    assert total.inner_text() == "il manque 100 points"
    points(page, "50", "30", "35")
    assert total.inner_text() == "15 points de trop"
    assert page.locator("#live").is_hidden()
    assert page.locator("#miss").inner_text() == total.inner_text()
    send(page)
    page.get_by_role("alert").wait_for()
    assert "15 points de trop" in page.get_by_role("alert").inner_text()
    fits(page)
    points(page, "50", "30", "20")
    slider = page.get_by_role("slider", name="Couverture existante, curseur")
    assert slider.get_attribute("aria-valuetext") == "20 sur 100, Total\u00a0: 100 points"
    page.locator("#r-1").get_by_label("Je ne me prononce pas").check()
    assert total.inner_text() == "il manque 30 points"
    slider.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    assert page.locator("#live li b").all_inner_texts() == [
        "50\u00a0%",
        "je ne me prononce pas",
        "50\u00a0%",
    ]
    fits(page)
    send(page)
    title(page, "Vote enregistré")
    assert answered(here) == [50, None, 50]


def an_order_with_its_weights_as_it_is_given(sitting, phone, look):
    here, page = asking(sitting, Mode.ROC), phone(**look)
    page.goto(here.url)
    places(page, "1er", "3e")
    assert page.get_by_text("Il reste à répondre\u00a0: Couverture existante.").is_visible()
    send(page)
    page.get_by_role("alert").wait_for()
    assert page.locator("#p-1-3").is_checked()
    fits(page)
    places(page, "1er", "3e", "2e")
    assert page.locator(".part").all_inner_texts() == [
        "soit 61\u00a0%",
        "soit 11\u00a0%",
        "soit 28\u00a0%",
    ]
    page.locator("#p-2-2").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#live li b").all_inner_texts() == ["44\u00a0%", "11\u00a0%", "44\u00a0%"]
    fits(page)
    page.reload()
    assert page.locator("#p-2-1").is_checked()
    send(page)
    title(page, "Vote enregistré")
    assert answered(here) == [1, 3, 1]


def test_points_are_shared_and_an_order_is_given(sitting, phone):
    points_are_shared_with_a_running_total(sitting, phone, LOOKS["320 dark"])
    an_order_with_its_weights_as_it_is_given(sitting, phone, LOOKS["390 light"])
