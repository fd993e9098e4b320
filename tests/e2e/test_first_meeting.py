"""The first meeting of a facilitator, in a real browser."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import READY, STILL, remembered
from tests.e2e.leading import Phone, go_on

NOTHING_KEPT = """() => !Object.keys(sessionStorage).some(
    name => name.startsWith('drafts:score_') && !name.endsWith(':values'))"""


BACK = "Ce que vous aviez tapé est de retour."


MOST_ACTIONS = 10
README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


QUESTIONS = ", ".join(
    f"[class*=st-key-{key}]" for key in ("question_", "settle_direction", "settle_reading")
)


class Hand:
    """Whoever leads a first meeting; what they do is counted."""

    def __init__(self, page):
        self.page = page
        self.acts = re.findall("^make run", README, re.MULTILINE)  # what the README has one type
        self.answers = []

    def click(self, name, within=None):
        self.page.wait_for_selector(READY)
        (within or self.page).get_by_role("button", name=name, exact=True).first.click()
        self.acts.append(name)

    def opens_a_meeting(self, form):
        """From the first page to the welcome on the projector; the code of the meeting."""
        page, acts = self.page, self.acts
        page.get_by_role("link", name="Séance").first.click()
        acts.append("Séance")
        page.get_by_label("Intitulé").fill("GT ECTE")
        acts.append("Intitulé")
        if not page.get_by_role("radio", name=re.compile(form)).is_checked():
            page.locator("label").filter(has_text=form).first.click()
            acts.append(form)
        self.click("Créer la séance")
        page.locator(".enter").click()
        acts.append("Entrer pour animer")
        page.wait_for_selector(".rail")
        code = page.locator(".whose").inner_text().split()[-1]
        self.click("Ouvrir l’accueil")
        expect(page.locator(".phase").first).to_have_text("Accueil")
        with page.context.expect_page() as projected:
            page.get_by_role("link", name="Projeter").click()
        acts.append("Projeter")
        expect(projected.value.locator("body")).to_contain_text(code)
        return code

    def answers_each_question(self):
        """They are on the page before the vote: each has its own answer."""
        left = self.page.locator(QUESTIONS)
        expect(left.first).to_be_visible()
        self.page.wait_for_selector(READY)
        while before := left.count():
            question = left.first
            question.locator("summary").click()
            # It opens slowly: a button that moves between down and up is not pressed.
            self.page.wait_for_function(STILL)
            question.get_by_role("button", name=re.compile("Retenir|Accepté")).first.click()
            self.answers.append(before)
            expect(left).not_to_have_count(before)
            self.page.wait_for_selector(READY)

    def opens_the_vote_of_a_whole_meeting(self):
        """The scores are read again, then fixed as the vote opens."""
        self.click("Relire les notes")
        self.click("Arrêter les notes et ouvrir le premier vote")


def test_from_the_readme_to_people_voting_in_ten_actions_besides_the_group_s_answers(
    hall, open_page
):
    page = open_page(hall)
    hand = Hand(page)
    code = hand.opens_a_meeting("Complète")
    phones = [Phone(hall, code) for _ in range(5)]
    hand.answers_each_question()
    hand.opens_the_vote_of_a_whole_meeting()
    expect(page.locator(".phase").first).to_have_text("Le premier vote est ouvert")
    phones[0].vote("ghg_impact", 20)
    expect(page.locator(".count")).to_contain_text("1 vote reçu, 5 présents")
    assert len(hand.acts) <= MOST_ACTIONS, hand.acts
    assert len(hand.answers) > 1


def source_and_reason_of_a_score_outlive_a_reload_on_the_same_cell(server, open_page):
    page = open_page(f"{server}/seance")
    page.get_by_label("Intitulé").fill("GT ECTE")
    page.locator("label").filter(has_text="Complète").first.click()
    page.get_by_role("button", name="Créer la séance").click()
    link = page.locator(".enter").get_attribute("href")
    page.goto(server + link)
    page.wait_for_selector(".rail")
    go_on(page, "Accueil")
    go_on(page, "On relit les notes")
    page.locator("[data-testid=stButtonGroup]").get_by_text("Manquante", exact=True).click()
    expect(page.get_by_label("Note", exact=True)).to_have_count(0)
    page.get_by_label("Source", exact=True).press_sequentially("tour de table")
    page.get_by_label("Raison", exact=True).press_sequentially("aucune donnée avant 2027")
    remembered(page, "aucune donnée avant 2027")
    page.reload()
    page.wait_for_selector(READY)
    expect(page.get_by_label("Source", exact=True)).to_have_value("tour de table")
    expect(page.get_by_label("Raison", exact=True)).to_have_value("aucune donnée avant 2027")
    expect(page.get_by_label("Note", exact=True)).to_have_count(0)
    expect(page.locator(".drafts").first).to_have_text(BACK)
    page.wait_for_selector(READY)
    page.get_by_role("button", name="Écrire cette note").click()
    expect(page.locator(".drafts").first).to_have_text("")
    page.wait_for_function(NOTHING_KEPT)  # what the tab keeps, it puts back into the fields
    page.wait_for_selector(READY)  # the fields of the note that was sent are gone
    expect(page.get_by_label("Source", exact=True)).to_have_value("")
    expect(page.get_by_label("Raison", exact=True)).to_have_value("")
    page.reload()
    page.wait_for_selector(READY)
    expect(page.get_by_label("Raison", exact=True)).to_have_value("")


def test_what_is_typed_in_a_meeting_that_begins_outlives_a_reload(server, open_page):
    source_and_reason_of_a_score_outlive_a_reload_on_the_same_cell(server, open_page)
