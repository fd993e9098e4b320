"""The page *Un ou deux leviers* in a real browser: a synergy said, arguments, looks, delay."""

import re
import signal
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from prioritisation.analysis.sets.question import Load, Question, Wait, with_loads, with_wait
from prioritisation.analysis.sets.text import to_json
from prioritisation.meeting.rules import Act
from tests.e2e.conftest import READY, looked_at, remembered, too_wide, until
from tests.e2e.restarting import Machine
from tests.e2e.test_decision import deciding
from tests.e2e.test_recenser import ENGLISH

WIDTHS = (320, 390, 640, 1000, 1280, 1920)


FOLDS = ("sets_losses", "said", "arguments")


def unfolded(page):
    """The page with what is behind its lines; what is open already stays so."""
    page.wait_for_selector(".sides")
    for name in FOLDS:
        fold = page.locator(f"[class*=st-key-fold_{name}] details")
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
        expect(fold).to_have_attribute("open", "")
    page.wait_for_selector(".cardtext")
    return page


@pytest.fixture
def drawn(server, open_page):
    def visit(*size, **options):
        return unfolded(open_page(f"{server}/un-ou-deux", *size, **options))

    return visit


def choose(page, name, option):
    """Again when the list closes, because the page was drawn again meanwhile."""
    box = page.get_by_role("combobox", name=name, exact=True)
    wanted = page.get_by_role("option", name=option, exact=True)

    def listed():
        if not wanted.count():
            box.click()
            page.wait_for_timeout(300)
        return wanted.count()

    until(page, listed)
    wanted.click()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_selector(READY)


def test_a_synergy_is_said_and_moves_the_threshold_and_an_argument_is_edited(drawn):
    page = drawn()
    before = page.locator(".answer").inner_text()
    page.get_by_text("Une synergie", exact=True).click()
    choose(page, "Levier", "Mieux se déplacer")
    choose(page, "Avec", "Mieux produire")
    page.get_by_text("++ ils s’aident beaucoup").click()
    page.get_by_label("Raison").fill("mêmes <b>entreprises</b>")
    press(page, "Garder cette synergie")
    expect(page.locator(".saidline")).to_contain_text("mêmes <b>entreprises</b>")
    expect(page.locator(".answer")).not_to_have_text(before)
    press(page, "Modifier")
    page.get_by_label("Argument").fill("Un texte du groupe")
    press(page, "Garder cet argument")
    expect(page.locator(".cardtext").first).to_have_text("Un texte du groupe")
    page.get_by_role("link", name="Classer", exact=True).click()
    page.wait_for_selector(".bars")
    page.get_by_role("link", name="Un ou deux", exact=True).click()
    expect(page.locator(".saidline")).to_contain_text("entreprises")
    assert not [e for e in page.errors if "404" not in e]
    assert page.foreign == []


def test_axe_reports_no_violation(drawn):
    page = drawn()
    page.get_by_text("Un levier qui attend", exact=True).click()
    page.get_by_text("Et les autres choix").click()
    page.wait_for_selector(".every")
    looks = ((390, 844, "light"), (1280, 800, "dark"), (1280, 800, "light"))
    assert looked_at(page, looks) == {}


def test_nothing_scrolls_sideways_targets_are_large_and_words_are_french(drawn):
    page = drawn()
    press(page, "Ajouter un argument")
    assert too_wide(page, WIDTHS) == []
    assert not re.search(ENGLISH, page.locator("body").inner_text(), re.IGNORECASE)
    page.set_viewport_size({"width": 390, "height": 844})
    targets = page.locator("[data-testid=stMain] button:not([tabindex='-1']), summary")
    small = [
        (target.inner_text(), box["height"])
        for target in targets.all()
        if target.is_visible() and (box := target.bounding_box())["height"] < 43.5
    ]
    assert small == []


def test_a_moved_weight_redraws_the_answer_and_the_pictures(drawn):
    page = drawn()
    slider = page.get_by_role("slider", name="Poids : Impact GES")
    before = page.locator(".sets").inner_text()
    slider.focus()
    page.keyboard.press("End")
    expect(page.locator(".sets")).not_to_have_text(before)
    expect(page.locator(".costsides")).to_be_visible()


def test_a_loss_is_judged_kept_in_the_address_and_no_longer_said(drawn):
    page = drawn()
    slider = page.get_by_role("slider", name=re.compile("faisait perdre"))
    slider.focus()
    page.keyboard.press("Home")
    sides = page.locator(".st-key-sets_sides")
    expect(sides).to_contain_text("fait perdre 0 % de l’effet de chacun, avec ces poids : deux")
    page.wait_for_url(re.compile("ensembles=~"))
    page.reload()
    expect(sides).to_contain_text("fait perdre 0 % de l’effet de chacun, avec ces poids : deux")
    unfolded(page)
    press(page, "Ne plus se prononcer")
    expect(sides).not_to_contain_text("avec ces poids :")
    page.get_by_text("Comment c’est calculé").click()
    expect(page.get_by_text("Zéro = tout au plus bas").last).to_be_visible()
    assert not [e for e in page.errors if "404" not in e]


# --- what is written is not lost


def said_synergy(page, reason="mêmes entreprises"):
    page.get_by_text("Une synergie", exact=True).click()
    choose(page, "Levier", "Mieux se déplacer")
    choose(page, "Avec", "Mieux produire")
    page.get_by_text("++ ils s’aident beaucoup").click()
    page.get_by_label("Raison").fill(reason)
    press(page, "Garder cette synergie")
    expect(page.locator(".saidline", has_text=reason)).to_be_visible()


def said_load(page):
    page.get_by_text("Une charge de travail", exact=True).click()
    page.locator("[class*=st-key-sets_loaded]").get_by_text("Mieux se loger").click()
    page.get_by_text("Lourde", exact=True).click()
    page.get_by_label("Raison").fill("deux postes")
    press(page, "Garder cette charge")
    expect(page.locator(".saidline", has_text="deux postes")).to_be_visible()


def said_argument(page, words="Un poste de plus"):
    press(page, "Ajouter un argument")
    page.get_by_label("Argument", exact=True).fill(words)
    press(page, "Garder cet argument")
    expect(page.locator(".cardtext", has_text=words)).to_be_visible()


def looks(page):
    """What the page says, folded or not, but for its controls."""
    parts = (".answer", ".st-key-ranking", ".saidline", ".cardtext")
    return [page.locator(part).all_text_contents() for part in parts]


def same(page, wanted):
    until(page, lambda: looks(page) == wanted)


def test_what_is_written_outlives_a_reload_and_its_link_shows_the_same(drawn, open_page):
    page = drawn()
    said_synergy(page)
    said_load(page)
    written = looks(page)
    said_argument(page)
    wanted = looks(page)
    page.wait_for_url(re.compile("ensembles=~"))
    page.reload()
    same(page, wanted)
    other = open_page(page.url)
    same(other, wanted)
    page.go_back()
    same(page, written)
    page.go_forward()
    same(page, wanted)
    page.get_by_role("link", name="Classer", exact=True).click()
    page.wait_for_selector(".bars")
    page.reload()
    page.wait_for_selector(".bars")
    page.get_by_role("link", name="Un ou deux", exact=True).click()
    same(page, wanted)
    press(page, "Garder sous un lien court")
    short = page.locator(".lablink a").get_attribute("href")
    assert re.search(r"ensembles=[\w-]{22}(&|$)", short)
    same(open_page(short), wanted)
    assert not [e for e in page.errors + other.errors if "404" not in e]


def test_what_is_not_sent_yet_outlives_a_reload_choices_included(drawn):
    page = drawn()
    page.get_by_text("Une synergie", exact=True).click()
    choose(page, "Levier", "Mieux se déplacer")
    choose(page, "Avec", "Mieux produire")
    page.get_by_text("++ ils s’aident beaucoup").click()
    press(page, "Ajouter un argument")
    page.get_by_label("Argument", exact=True).fill("Un poste de plus")
    page.get_by_label("Raison").fill("mêmes entreprises")
    remembered(page, "mieux_produire", "Un poste de plus", "mêmes entreprises")
    page.reload()
    expect(page.get_by_label("Raison")).to_have_value("mêmes entreprises")
    expect(page.get_by_label("Argument", exact=True)).to_have_value("Un poste de plus")
    expect(page.get_by_role("combobox", name="Avec")).to_have_value("Mieux produire")
    press(page, "Garder cette synergie")
    expect(page.locator(".saidline")).to_contain_text("mêmes entreprises")
    expect(page.get_by_label("Argument", exact=True)).to_have_value("Un poste de plus")
    press(page, "Garder cet argument")
    expect(page.locator(".cardtext", has_text="Un poste de plus")).to_be_visible()
    until(page, lambda: not page.evaluate("sessionStorage.length"))
    page.reload()
    unfolded(page)
    expect(page.locator(".cardtext", has_text="Un poste de plus")).to_be_visible()
    expect(page.get_by_label("Raison")).to_have_count(0)
    expect(page.get_by_label("Argument", exact=True)).to_have_count(0)


def opened_and_closed(page):
    page.get_by_role("button", name="Aide").click()
    page.keyboard.press("Escape")


def weighed(page, key, points):
    page.get_by_role("slider", name="Poids : Impact GES").focus()
    page.keyboard.press(key)
    page.wait_for_url(re.compile(rf"poids\.ghg_impact={points}(&|$)"))


def test_forms_show_what_is_said_through_change_open_close_and_change(drawn):
    """What a form held before never comes back by itself."""
    page = drawn()
    size, reason = page.get_by_role("radio", name="3", exact=True), page.get_by_label("Raison")
    size.click()
    expect(page.locator(".answer")).to_contain_text("un levier de plus")
    said_synergy(page)
    opened_and_closed(page)
    weighed(page, "End", 100)
    expect(size).to_be_checked()
    expect(page.locator(".saidline")).to_have_count(1)
    for typed in ("autre raison", "troisième raison"):
        press(page, "Changer")
        expect(reason).to_have_value("mêmes entreprises")
        reason.fill(typed)
        if typed == "autre raison":
            page.get_by_text("Une synergie", exact=True).click()  # closes the form
            expect(reason).to_have_count(0)
    press(page, "Garder cette synergie")
    expect(page.locator(".saidline")).to_contain_text("troisième raison")
    opened_and_closed(page)
    weighed(page, "Home", 0)
    expect(page.locator(".saidline")).to_contain_text("troisième raison")
    expect(size).to_be_checked()


def test_forms_start_empty_after_what_they_said_is_taken_back_and_back_undoes_that(drawn):
    page = drawn()
    reason = page.get_by_label("Raison")
    said_synergy(page)
    press(page, "Retirer")
    expect(page.locator(".saidline")).to_have_count(0)
    page.get_by_text("Une synergie", exact=True).click()
    expect(reason).to_have_value("")
    expect(page.get_by_role("combobox", name="Avec")).to_have_value("")
    page.go_back()
    expect(page.locator(".saidline")).to_contain_text("mêmes entreprises")
    weighed(page, "End", 100)
    expect(page.locator(".saidline")).to_contain_text("mêmes entreprises")
    page.get_by_text("Capacité, date de départ", exact=True).click()
    page.get_by_text("Un levier de charge moyenne", exact=True).click()
    page.get_by_text("C’est une limite").click()
    press(page, "Garder la capacité et le départ")
    limit = page.locator(".saidline", has_text="charge moyenne")
    expect(limit).to_be_visible()
    opened_and_closed(page)
    weighed(page, "Home", 0)
    page.get_by_text("Capacité, date de départ", exact=True).click()
    expect(page.get_by_role("checkbox")).to_be_checked()
    remembered(page, '"hard":true')
    page.reload()
    expect(page.get_by_role("checkbox")).to_be_checked()
    expect(limit).to_be_visible()


def test_a_button_pressed_twice_says_it_once(drawn):
    page = drawn()
    press(page, "Ajouter un argument")
    page.get_by_label("Argument", exact=True).fill("Un poste de plus")
    page.get_by_role("button", name="Garder cet argument", exact=True).dblclick()
    expect(page.locator(".cardtext", has_text="Un poste de plus")).to_have_count(1)
    page.get_by_text("Une synergie", exact=True).click()
    expect(page.get_by_label("Raison")).to_be_visible()
    expect(page.locator(".cardtext", has_text="Un poste de plus")).to_have_count(1)
    expect(page.locator(".notice")).to_have_count(0)


def half_said(page):
    """A synergy said, another being said, an argument being written."""
    said_synergy(page)
    page.get_by_text("Une synergie", exact=True).click()
    choose(page, "Levier", "Mieux se loger")
    press(page, "Ajouter un argument")
    page.get_by_label("Argument", exact=True).fill("Un poste de plus")
    page.get_by_label("Raison").fill("à la volée")
    remembered(page, "à la volée")


def half_said_still(page):
    expect(page.locator(".drafts").first).to_have_text("Ce que vous aviez tapé est de retour.")
    expect(page.locator(".saidline")).to_contain_text("mêmes entreprises")
    expect(page.get_by_label("Raison")).to_have_value("à la volée")
    expect(page.get_by_label("Argument", exact=True)).to_have_value("Un poste de plus")
    expect(page.get_by_role("combobox", name="Levier")).to_have_value("Mieux se loger")


def test_a_restart_in_the_middle_of_a_form_loses_nothing(start, open_page):
    """It finds a server that knows nothing of it."""
    with Machine(start) as machine:
        page = unfolded(open_page(f"{machine.address}/un-ou-deux"))
        half_said(page)
        with page.expect_event("load"):  # the page opens itself again
            machine.again(signal.SIGKILL)
        half_said_still(page)
        choose(page, "Avec", "Mieux produire")
        page.get_by_text("+ ils s’aident", exact=True).click()
        press(page, "Garder cette synergie")
        expect(page.locator(".saidline", has_text="à la volée")).to_be_visible()
        expect(page.get_by_label("Argument", exact=True)).to_have_value("Un poste de plus")


def discussing(room):
    """A meeting of seven voters that wonders whether one lever or two."""
    return deciding(room, (Act.REVEAL, Act.START_ANALYSIS, Act.START_PORTFOLIO))


def test_in_a_meeting_what_is_not_sent_yet_outlives_a_reload(place, open_page):
    room, address = place
    code, secret = discussing(room)
    page = open_page(f"{address}/entrer/{code}/{secret}")
    unfolded(page)
    page.get_by_text("Un levier qui attend", exact=True).click()
    choose(page, "Levier qui attend", "Mieux se loger")
    press(page, "Ajouter un argument")
    page.get_by_label("Argument", exact=True).fill("Un poste de plus")
    page.get_by_label("Raison").fill("les premiers résultats")
    remembered(page, "mieux_se_loger", "Un poste de plus", "les premiers résultats")
    page.reload()
    expect(page.get_by_label("Raison")).to_have_value("les premiers résultats")
    expect(page.get_by_label("Argument", exact=True)).to_have_value("Un poste de plus")
    expect(page.get_by_role("combobox", name="Levier qui attend")).to_have_value("Mieux se loger")
    press(page, "Garder cette attente")
    expect(page.locator(".saidline")).to_contain_text("les premiers résultats")
    press(page, "Garder cet argument")
    expect(page.locator(".cardtext", has_text="Un poste de plus")).to_be_visible()
    other = open_page(f"{address}/entrer/{code}/{secret}")
    expect(other.locator(".saidline")).to_contain_text("les premiers résultats")
    expect(other.get_by_label("Raison")).to_have_count(0)


def test_in_a_meeting_what_is_being_typed_stays_where_it_is_while_somebody_else_writes(
    place, open_page
):
    room, address = place
    code, secret = discussing(room)
    page = open_page(f"{address}/entrer/{code}/{secret}", in_pieces=True)
    unfolded(page)
    page.get_by_text("Un levier qui attend", exact=True).click()
    field = page.get_by_label("Raison")
    field.click()
    page.keyboard.type("les premiers ")
    page.wait_for_selector(READY)
    made = field.element_handle()
    heavy = with_loads(Question(), ["mieux_se_loger"], Load.HEAVY, "deux postes")
    late = with_wait(heavy, Wait("mieux_produire", "le nouveau plan", date(2030, 1, 2)))
    for version, told in enumerate((heavy, late, replace(late, loads=()))):
        room.write_text(code, secret, "portfolio", to_json(told), version)
        expect(page.locator(".saidline")).to_have_count(len(told.loads) + len(told.waits))
        page.wait_for_selector(READY)
        page.keyboard.type("x")
    assert made.evaluate("field => field.isConnected && field === document.activeElement")
    expect(field).to_have_value("les premiers xxx")
