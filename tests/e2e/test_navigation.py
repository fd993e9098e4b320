"""The frame of every page in a real browser: entries, tabs, what is looked at, sharing, words."""

import re

import pytest
from playwright.sync_api import expect

from prioritisation.ui.shared.pages import (
    ENTRIES,
    FIRST,
    MEETING_VIEWS,
    PREPARING,
    RUNNING,
    TABS,
)
from tests.e2e.conftest import MAIN, READY, settled, until
from tests.sampled import crossed
from tests.sitting import Sitting

SETTINGS = "poids.ghg_impact=80&poids.partner_ecosystem=50&poids.existing_coverage=20&lecture=gt"
"""A report is made by a process that starts with the first, and gives way to all else."""
MOST_WORDS = dict.fromkeys(TABS, 600) | {FIRST: 350}
"""Word of the address -> the most words in sight when a page opens."""

IN_SIGHT = f"""() => {{
    const apart = 'table, .paper, .log, style, script, .cut, [data-testid=stIconMaterial]';
    const walk = document.createTreeWalker({MAIN}, NodeFilter.SHOW_TEXT);
    const words = [];
    while (walk.nextNode()) {{
        const holder = walk.currentNode.parentElement;
        const drawn = holder.checkVisibility({{ visibilityProperty: true }});
        const folded = holder.closest('details:not([open])');
        const seen = drawn && (!folded || holder.closest('summary')?.parentElement === folded);
        if (seen && !holder.closest(apart)) words.push(walk.currentNode.data);
    }}
    return words.join(' ').split(/\\s+/).filter(word => /[\\p{{L}}\\p{{N}}]/u.test(word)).length;
}}"""
"""A function: how many words are in sight; tables, the text of the report and the log apart."""


def path_of(word):
    return "/" if word == FIRST else f"/{word}"


def test_each_entry_leads_to_its_pages_and_keeps_the_weights(server, open_page):
    page = open_page(f"{server}/?{SETTINGS}")
    for entry in ENTRIES:
        page.locator(f"[class*=entry_{entry.key}] a").click()
        for tab in () if entry.key == "seance" else entry.tabs:
            page.locator("[class*='tab_'] a").filter(has_text=tab.title).first.click()
            page.wait_for_url(re.compile(re.escape(path_of(tab.path)) + r"(\?|$)"))
            settled(page)
            here = page.locator(".st-key-tabs [class*=st-key-here_]")
            expect(here).to_have_count(1)
    page.locator("[class*=entry_analyse] a").click()
    page.wait_for_url(re.compile(re.escape(SETTINGS)))


def test_on_a_phone_four_entries_stand_in_a_line_and_a_list_tells_what_each_page_answers(
    server, open_page
):
    page = open_page(server, 390, 844)
    tops = {round(a.bounding_box()["y"]) for a in page.locator(".st-key-nav a").all()}
    assert len(tops) == 1
    expect(page.locator(".st-key-tabs")).to_be_hidden()
    page.locator(".pagelist summary").click()
    for tab in ENTRIES[1].tabs:
        expect(page.locator(".st-key-tabs")).to_contain_text(tab.question)
    expect(page.locator(".st-key-whose")).to_contain_text("Dossier de départ")
    page.locator(".st-key-tabs a").filter(has_text="Un ou deux").click()
    page.wait_for_url(re.compile("/un-ou-deux"))


@pytest.mark.parametrize(("word", "width"), crossed(MOST_WORDS, [390, 1280]))
def test_a_page_opens_with_few_words(server, open_page, word, width):
    page = open_page(server + path_of(word), width, 844)
    assert page.evaluate(IN_SIGHT) <= MOST_WORDS[word]


@pytest.mark.parametrize("tab", ENTRIES[1].tabs, ids=lambda tab: tab.path)
def test_the_link_of_each_page_of_analysis_opens_the_same_page_elsewhere(server, open_page, tab):
    allowed = ["clipboard-read", "clipboard-write"]
    page = open_page(f"{server}{path_of(tab.path)}?{SETTINGS}", permissions=allowed)
    page.get_by_text("Partager", exact=True).click()
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.locator(".said")).to_have_text("Lien copié")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{server}{path_of(tab.path)}?{SETTINGS}")
    other = open_page(link)
    expect(other.locator(".answer").first).to_have_text(page.locator(".answer").first.inner_text())


def test_back_takes_back_a_weight_and_the_second_line_says_whose_they_are(server, open_page):
    page = open_page(server)
    expect(page.locator(".lookedat")).to_contain_text("poids égaux")
    handle = page.get_by_role("slider").first
    before = handle.input_value()
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".if-own")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("slider").first).to_have_value(before)
    expect(page.locator(".if-start")).to_be_visible()


def test_the_pages_follow_the_meeting_and_lead_back_to_the_starting_case(place, open_page):
    room, address = place
    here = Sitting(room).open()
    here.vote(7)
    page = open_page(f"{address}/entrer/{here.code}/{here.secret}")
    page.locator("[class*=entry_analyse] a").click()
    whose = page.locator(".st-key-whose")
    expect(whose).to_contain_text(f"Séance {here.code}")
    settled(page).locator("[class*=entry_seance] a").click()
    page.wait_for_url(re.compile("/seance"))
    here.reveal()  # while no page of analysis is open
    page.locator("[class*=entry_analyse] a").click()
    expect(page.locator(".if-start")).to_have_text("poids du groupe (7 votes)")
    expect(page.locator(".if-start")).to_be_visible()
    page = open_page(f"{address}/?seance={here.code}")
    whose = page.locator(".st-key-whose")
    expect(whose).to_contain_text(f"Séance {here.code}")
    expect(page.locator(".if-start")).to_have_text("poids du groupe (7 votes)")
    page.locator("[class*=tab_est-ce-solide] a").click()
    page.wait_for_url(re.compile("est-ce-solide"))
    expect(whose).to_contain_text("poids du groupe")
    page.get_by_role("button", name="voir le dossier du serveur").click()
    expect(whose).to_contain_text("Dossier de départ")
    expect(page.locator(".if-start")).to_have_text("poids égaux")
    page.wait_for_url(lambda url: "seance" not in url)
    expect(page.get_by_role("button", name="voir le dossier du serveur")).to_have_count(0)
    page.get_by_role("button", name=f"voir la séance {here.code}").click()
    expect(whose).to_contain_text("poids du groupe")
    page.wait_for_url(re.compile(f"seance={here.code}$"))


def test_whoever_follows_a_meeting_by_its_code_sees_nothing_ranked_while_people_vote(
    place, open_page
):
    room, address = place
    here = Sitting(room).open()
    page = open_page(f"{address}/?seance={here.code}")
    expect(page.locator(".answer")).to_contain_text("ne sont pas encore montrés")
    expect(page.locator(".st-key-whose")).to_contain_text("classement masqué")
    expect(page.locator(".bars")).to_have_count(0)


def view_of(address):
    """The view of a meeting that an address asks for."""
    return re.sub(r"^.*?(?:[?&]onglet=(\w+))?$", r"\1", address) or RUNNING


def opened_view(page, view):
    """Press the name of a view: the address says it, and it is the one that is drawn."""
    page.locator(f".st-key-tabs [class*=tab_{view.key}] :is(a, button)").click()
    until(page, lambda: view_of(page.url) == view.key)
    expect(page.locator(f".st-key-tabs [class*=st-key-here_tab_{view.key}]")).to_be_visible()
    page.wait_for_selector(READY)
    return page.locator("h1").first.inner_text()


def test_each_view_of_a_meeting_is_that_of_its_address_whatever_is_pressed(place, open_page):
    room, address = place
    here = Sitting(room)
    page = open_page(f"{address}/entrer/{here.code}/{here.secret}")
    titles = [opened_view(page, view) for view in (*MEETING_VIEWS[1:], *MEETING_VIEWS)]
    assert titles[: len(titles) // 2] == titles[len(titles) // 2 + 1 :]
    assert len(set(titles)) == len(MEETING_VIEWS)
    page.go_back()
    until(page, lambda: view_of(page.url) == MEETING_VIEWS[-2].key)
    expect(page.locator("h1").first).to_have_text(titles[-2])
    for view, title in zip(MEETING_VIEWS[1:], titles, strict=False):
        opened_view(page, view)
        page.reload()
        expect(page.locator("h1").first).to_have_text(title)
    opened_view(page, MEETING_VIEWS[1])
    page.locator("[class*=entry_seance] :is(a, button)").click()
    until(page, lambda: view_of(page.url) == RUNNING)


@pytest.mark.parametrize(
    ("press", "became"),
    [
        ("Retenir", lambda room, code: room.stage(code, fresh=True).setup.senses),
        ("Montrer ce choix", lambda room, code: room.stage(code, fresh=True).setup.projection),
        ("Accepté", lambda room, code: room.stage(code, fresh=True).meeting.unanswered),
    ],
    ids=["take", "project", "accept"],
)
def test_what_is_pressed_in_the_preparation_is_done_and_one_stays_there(
    place, open_page, press, became
):
    room, address = place
    here = Sitting(room)
    before = became(room, here.code)
    page = open_page(f"{address}/entrer/{here.code}/{here.secret}")
    title = opened_view(page, MEETING_VIEWS[1])
    folds = page.locator("[class*=settle_direction], [class*=st-key-question_]")
    fold = folds.filter(has_text=press).first
    fold.locator("summary").click()
    fold.get_by_role("button", name=re.compile(press)).first.click()
    until(page, lambda: became(room, here.code) != before)
    page.wait_for_selector(READY)
    expect(page.locator("h1").first).to_have_text(title)
    assert view_of(page.url) == PREPARING
