"""The decision of a meeting in a real browser: written, followed by the projector, looks."""

import random
import re

from playwright.sync_api import expect

from criteria.model import Sense
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.rules import Act, Form
from tests.e2e.conftest import READY, remembered, too_wide, until, violations
from tests.e2e.leading import FITS
from tests.e2e.test_every_page import ENGLISH
from tests.voting import vote

WIDTHS = (320, 390, 640, 1000, 1280, 1920)


def deciding(room, acts=(Act.REVEAL, Act.START_ANALYSIS, Act.START_DECISION)):
    """A meeting of seven voters that decides."""
    made = room.create("GT ECTE", form=Form.SHORT)
    code, secret = made.code, made.facilitator
    room.act(code, secret, Act.OPEN_LOBBY)
    meeting = room.stage(code, fresh=True).meeting
    answers = dict.fromkeys(meeting.unanswered, "su")
    senses = dict.fromkeys(meeting.unconfirmed, Sense.MIN)
    room.open_round(code, secret, senses=senses, answers=answers)
    draw = random.Random(1)  # noqa: S311 (made-up ballots)
    ids = [c.id for c in room.stage(code, fresh=True).criteria]
    for k in range(7):
        first = ids[k % 2]
        ballot = Ballot({c: 100 if c == first else draw.randint(0, 90) for c in ids}, first)
        vote(room, code, ballot)
    for act in acts:
        room.act(code, secret, act)
    return code, secret


def log_of(open_page, address, code, secret):
    """The log as another page of the facilitator shows it."""
    link = f"{address}/entrer/{code}/{secret}"
    page = open_page(f"{address}/seance?seance={code}&onglet=journal", by=link)
    return page.locator("table.log")


def test_a_decision_is_written_followed_and_kept(place, open_page):
    room, address = place
    code, secret = deciding(room)
    page = open_page(f"{address}/entrer/{code}/{secret}", 390, 844)
    shown = open_page(f"{address}/projection?seance={code}", 1280, 720)
    page.wait_for_selector(".proposal")
    page.get_by_test_id("stButtonGroup").get_by_text("Mieux produire", exact=True).click()
    expect(shown.locator(".p-decision h1")).to_contain_text("Mieux produire")
    page.get_by_label("Motifs du groupe").fill("Parce que <b>le groupe</b> le veut.")
    page.get_by_label("Avis minoritaire, dans ses propres mots").click()
    expect(log_of(open_page, address, code, secret)).to_contain_text("Motifs du groupe")
    page.get_by_label("Objection, sans aucun nom").fill("Trop cher")
    page.get_by_role("button", name="Ajouter cette objection").dblclick()
    expect(page.locator(".objection")).to_have_count(1)
    page.get_by_role("button", name="Répondre", exact=True).click()
    page.locator(".st-key-decision").get_by_label("Réponse du groupe", exact=True).fill(
        "Le coût est partagé"
    )
    page.get_by_text("Levée", exact=True).click()
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator(".badge")).to_have_text("Proposition")
    expect(shown.locator(".p-decision .p-how")).to_have_text("1 objection traitée sur 1.")
    shown.wait_for_function(FITS)
    page.reload()
    expect(page.get_by_label("Motifs du groupe")).to_have_value(re.compile("le groupe"))
    page.wait_for_selector(READY)
    assert not re.search(ENGLISH, page.locator(".st-key-decision").inner_text(), re.IGNORECASE)
    assert too_wide(page, WIDTHS) == []
    assert violations(page) == []
    assert page.foreign == []
    a_missing_piece_of_the_note_leads_to_its_field(place, open_page)


def typed(field, words):
    """Type without leaving the field: nothing is sent."""
    field.click()
    field.press_sequentially(words)


def what_is_typed_and_not_sent_outlives_a_reload(place, open_page):
    room, address = place
    code, secret = deciding(room)
    page = open_page(f"{address}/entrer/{code}/{secret}")
    page.wait_for_selector(".proposal")
    typed(page.get_by_label("Action", exact=True), "Écrire aux communes")
    typed(page.get_by_label("Motifs du groupe"), "Parce que tout")
    remembered(page, "Parce que tout")
    page.reload()
    expect(page.get_by_label("Action", exact=True)).to_have_value("Écrire aux communes")
    expect(page.locator(".drafts").first).to_have_text("Ce que vous aviez tapé est de retour.")
    until(page, lambda: "Parce que tout" in room.text(code, "decision").content)
    page.get_by_role("button", name="Ajouter cette étape").click()
    expect(page.locator(".st-key-row_step_0")).to_contain_text("Écrire aux communes")
    until(page, lambda: not page.evaluate("sessionStorage.length"))
    page.reload()
    expect(page.get_by_label("Motifs du groupe")).to_have_value("Parce que tout")
    expect(page.get_by_label("Action", exact=True)).to_have_value("")
    expect(page.locator(".drafts").first).to_have_text("")


def the_answer_to_an_objection_being_written_is_open_again_after_a_reload(place, open_page):
    room, address = place
    code, secret = deciding(room)
    said = '{"objections": [{"text": "Trop cher"}, {"text": "Trop loin"}]}'
    room.write_text(code, secret, "decision", said, 0)
    page = open_page(f"{address}/entrer/{code}/{secret}")
    page.get_by_role("button", name="Répondre", exact=True).nth(1).click()
    row = page.locator(".st-key-row_objection_1")
    answer = row.get_by_label("Réponse du groupe")
    typed(answer, "Une navette")
    remembered(page, "Une navette", "Trop loin")
    page.reload()
    expect(answer).to_have_value("Une navette")
    row.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(row).to_contain_text("Une navette")
    until(page, lambda: not page.evaluate("sessionStorage.length"))
    page.reload()
    expect(row).to_contain_text("Une navette")
    expect(answer).to_have_count(0)


def what_is_typed_over_the_words_of_somebody_else_is_shown_and_not_put_back(place, open_page):
    room, address = place
    code, secret = deciding(room)
    page = open_page(f"{address}/entrer/{code}/{secret}")
    page.wait_for_selector(".proposal")
    typed(page.get_by_label("Motifs du groupe"), "Mes motifs")
    room.write_text(code, secret, "decision", '{"motives": "Leurs motifs"}', 0)
    expect(page.get_by_text("Écrit entre-temps par quelqu’un d’autre")).to_be_visible()
    remembered(page, "Mes motifs")
    page.reload()
    expect(page.locator(".drafts").first).to_contain_text(
        "quelqu’un a écrit là depuis : Mes motifs"
    )
    expect(page.get_by_label("Motifs du groupe")).to_have_value("Leurs motifs")
    page.get_by_role("button", name="Oublier ce texte").click()
    expect(page.locator(".drafts").first).to_have_text("")
    assert page.evaluate("sessionStorage.length") == 0


def a_missing_piece_of_the_note_leads_to_its_field(place, open_page):
    room, address = place
    code, secret = deciding(room)
    link = f"{address}/entrer/{code}/{secret}"
    page = open_page(f"{address}/compte-rendu?seance={code}", 390, 844, by=link)
    page.get_by_role("link", name="les motifs", exact=False).click(timeout=90_000)
    expect(page.locator("#decision-motives")).to_be_in_viewport()


def test_what_is_typed_for_a_decision_is_never_lost(place, open_page):
    for step in (
        what_is_typed_and_not_sent_outlives_a_reload,
        the_answer_to_an_objection_being_written_is_open_again_after_a_reload,
        what_is_typed_over_the_words_of_somebody_else_is_shown_and_not_put_back,
    ):
        step(place, open_page)
