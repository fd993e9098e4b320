import re

from playwright.sync_api import expect

from tests.e2e.conftest import READY

AT_80 = "poids.ghg_impact=80&poids.partner_ecosystem=50&poids.existing_coverage=50"
START = [
    "Mieux se déplacer", "Mieux produire", "Mieux se nourrir", "Mieux consommer", "Mieux se loger",
    "Préserver les écosystèmes",
]  # fmt: skip


def levers(page):
    return page.locator(".bars .row:not(.head) .nm")


def slider(page, number):
    """By its name: sliders do not all appear at the same moment."""
    names = ("Impact GES", "Écosystème partenarial", "Couverture existante")
    return page.get_by_role("slider", name=f"Poids : {names[number]}")


def answers(page, words):
    """Choose an answer on the sheet of the choices to confirm."""
    page.wait_for_selector(READY)
    page.get_by_role("button", name="restent à confirmer").click()
    page.get_by_test_id("stRadioGroup").get_by_text(words, exact=True).click()


def press(page, number, *keys):
    slider(page, number).focus()
    for key in keys:
        page.keyboard.press(key)


def dragging_with_the_mouse_does_the_same(server, open_page):
    page = open_page(server)
    box = slider(page, 1).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    expect(levers(page).first).to_have_text("Mieux produire")


def weights_live_in_the_address_and_survive_pages_and_reload(server, open_page):
    page = open_page(server)
    press(page, 0, "PageUp", "PageUp", "PageUp")
    page.wait_for_url(re.compile(re.escape(AT_80)))
    expect(page.locator(".wh strong").first).to_have_text("44\u00a0%")
    seen = levers(page).all_inner_texts()
    page.get_by_role("link", name="Les notes", exact=True).click()
    page.wait_for_selector(".matrix")
    page.wait_for_url(re.compile(r"/les-notes\?" + re.escape(AT_80)))
    page.reload()
    page.wait_for_selector(".matrix")
    page.get_by_role("link", name="Classer", exact=True).click()
    page.wait_for_selector(".bars")
    expect(slider(page, 0)).to_have_value("80")
    expect(levers(page)).to_have_text(seen)


def the_copied_link_opens_the_same_screen_elsewhere(server, open_page):
    page = open_page(server, permissions=["clipboard-read", "clipboard-write"])
    press(page, 2, "Home")
    page.wait_for_url(re.compile("existing_coverage=0"))
    expect(page.locator(".wh strong").last).to_have_text("0\u00a0%")
    page.get_by_text("Partager", exact=True).click()
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.locator(".said")).to_have_text("Lien copié")
    link = page.evaluate("navigator.clipboard.readText()")
    other = open_page(link)
    expect(slider(other, 2)).to_have_value("0")
    expect(levers(other)).to_have_text(levers(page).all_inner_texts())
    expect(other.locator(".answer")).to_have_text(page.locator(".answer").inner_text())


def switching_the_perimeter_changes_figures_and_anchors_but_no_other_setting(server, open_page):
    page = open_page(f"{server}/les-notes")
    page.get_by_role("link", name="Classer", exact=True).click()
    page.wait_for_selector(".bars")
    answers(page, "Chantiers du simulateur SGPE")
    page.wait_for_url(re.compile(r"lecture=sgpe&sens.existing_coverage=min"))
    expect(page.locator(".range").first).to_contain_text("8\u00a0000 ktCO₂e")
    expect(page.get_by_text("5 notes manquantes")).to_be_visible()


def the_other_direction_is_beside_and_one_click_away(server, open_page):
    page = open_page(server)
    line = page.locator(".st-key-mover_0")
    expect(line).to_contain_text("Plus couvert = plus prioritaire : toujours Mieux produire")
    line.get_by_role("link", name="Voir").click()
    page.locator(".benchtable").wait_for()
    page.wait_for_url(re.compile("/comparer"))
    expect(page.locator(".benchtable thead")).to_contain_text("Plus couvert")
    page.go_back()
    answers(page, "Plus couvert = plus prioritaire")
    page.wait_for_url(re.compile("sens.existing_coverage=max"))
    expect(page.locator(".answer strong")).to_have_text(
        "À poids égaux, la première place dépend d’abord d’un choix ouvert, le sens de la "
        "couverture existante."
    )


def the_back_button_brings_the_former_scenario_back(server, open_page):
    page = open_page(f"{server}/?{AT_80}&lecture=gt&sens.existing_coverage=min")
    answers(page, "Chantiers du simulateur SGPE")
    page.wait_for_url(re.compile("lecture=sgpe"))
    page.go_back()
    expect(page.get_by_text("4 notes manquantes")).to_be_visible()


def the_picture_is_a_png_of_this_scenario(server, open_page):
    page = open_page(f"{server}/?{AT_80}&lecture=gt")
    page.get_by_text("Partager", exact=True).click()
    link = page.get_by_role("link", name="Enregistrer l’image")
    with page.expect_response("**/projet/png*") as asked, page.expect_download() as waiting:
        link.click()
    download = waiting.value
    assert download.suggested_filename.startswith("classement-projet")
    assert download.path().read_bytes().startswith(b"\x89PNG")
    assert AT_80 in asked.value.url
    expect(page.locator(".said")).to_have_text("Image téléchargée")


def zero_weights_are_refused_in_words_and_the_way_back_works(server, open_page):
    page = open_page(server)
    for number in range(3):
        press(page, number, "Home")
        expect(slider(page, number)).to_have_value("0")
    expect(page.locator(".answer strong")).to_have_text("Aucun critère n’a de poids.")
    expect(page.locator(".bars")).to_have_count(0)
    page.get_by_role("button", name="Remettre à égalité").click()
    expect(page.locator(".bars")).to_be_visible()


def a_hand_edited_address_is_answered_with_its_place(server, open_page):
    page = open_page(server)
    for query, said in (
        ("poids.ghg_impact=-5", "« -5 » est négatif"),
        ("poids.ghg_impact=<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    ):
        page.goto(f"{server}/?{query}")
        expect(page.get_by_role("alert").first).to_contain_text(said)
        expect(levers(page)).to_have_text(START)
    assert page.errors == []


def the_keyboard_alone_reaches_every_control(server, open_page):
    page = open_page(server)
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.ariaLabel || document.activeElement.innerText"
            ).strip()
        )
    for name in ("Les notes", "Comparer", "Aide", "Partager", "restent à confirmer", "Arguments"):
        assert any(name in seen for seen in reached), (name, reached)
    assert any("Impact GES" in seen and "Poids" in seen for seen in reached)


def test_weights_are_set_by_hand_and_live_in_the_address(server, open_page):
    for step in (
        dragging_with_the_mouse_does_the_same,
        weights_live_in_the_address_and_survive_pages_and_reload,
        the_copied_link_opens_the_same_screen_elsewhere,
        the_picture_is_a_png_of_this_scenario,
        zero_weights_are_refused_in_words_and_the_way_back_works,
        a_hand_edited_address_is_answered_with_its_place,
    ):
        step(server, open_page)


def test_what_the_ranking_rests_on_is_changed_and_looked_at(server, open_page):
    for step in (
        switching_the_perimeter_changes_figures_and_anchors_but_no_other_setting,
        the_other_direction_is_beside_and_one_click_away,
        the_back_button_brings_the_former_scenario_back,
        the_keyboard_alone_reaches_every_control,
    ):
        step(server, open_page)
