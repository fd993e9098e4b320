"""What phones are told while the meeting goes on: a round that closes, round 2, the decision."""

import re

import pytest
from playwright.sync_api import expect

from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.decision import Decision, to_json
from prioritisation.web.ballot.meanwhile import turned_away
from prioritisation.web.ballot.rendering import render
from tests.browser import axe_faults
from tests.e2e import test_ballot as there
from tests.e2e.conftest import until
from tests.e2e.test_ballot import choose, fill, number, send, title

sitting, phone = there.sitting, there.phone
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
DARK = {"color_scheme": "dark"}


def look(page, name, script=True):
    """Nothing of what is shown is too wide or unreadable."""
    if not script:
        return
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
    assert axe_faults(page) == [], name


def refreshed(page, script, shown):
    """Without the script a page follows when it is asked again.

    Another process wrote: the server reads it a quarter of a second later at most.
    """

    def there():
        page.goto(page.url)
        return shown.count()

    if not script:
        until(page, there)


def heading(page, name):
    return page.get_by_role("heading", name=name)


def a_reload_after_the_trial_sends_nothing_again(sitting, phone, script):
    here, page = sitting(), phone(java_script_enabled=script)
    page.goto(here.url)
    choose(page, "Calme")
    for name in ("Distance à pied", "Choix des plats"):
        number(page, name).fill("50")
    page.get_by_role("button", name="Envoyer mon vote d’essai").click()
    title(page, "Vote d’essai reçu")
    here.open()
    page.reload()
    shown = re.compile("Votre premier vote")
    refreshed(page, script, heading(page, shown))
    title(page, shown)


def a_ballot_begun_is_warned_keeps_its_answers_and_counts(sitting, phone):
    here, page = sitting().open(), phone()
    page.goto(here.url)
    choose(page, "Impact GES")
    number(page, "Écosystème partenarial").fill("60")
    number(page, "Couverture existante").focus()
    page.wait_for_function("() => scrollY > 0")
    before = page.evaluate("scrollY")
    here.room.close_round(here.code, here.secret, missing=9)
    warning = page.get_by_role("timer")
    expect(warning).to_be_in_viewport()
    page.locator("#say", has_text="Le vote ferme dans").wait_for(state="attached")
    expect(number(page, "Couverture existante")).to_be_focused()
    expect(number(page, "Écosystème partenarial")).to_have_value("60")
    assert abs(page.evaluate("scrollY") - before) < 200
    first = warning.inner_text()
    expect(warning).not_to_have_text(first)
    number(page, "Couverture existante").fill("35")
    send(page)
    title(page, "Vote enregistré")
    assert here.count() == 1


def at_the_end_nothing_is_sent_by_itself_and_the_page_says_so(sitting, phone):
    here, page = sitting().open(), phone(**DARK)
    page.goto(here.url)
    fill(page)
    here.room.close_round(here.code, here.secret, missing=9)
    page.get_by_role("timer").wait_for()
    look(page, "closing-390-dark")
    title(page, "Le premier vote est fermé")
    expect(page.get_by_text("Aucun vote de cet appareil n’y compte")).to_be_visible()
    look(page, "closed-390-dark")
    assert here.count() == 0


def without_the_script_the_seconds_left_are_a_plain_line(sitting, phone):
    here, page = sitting().open(), phone(java_script_enabled=False)
    page.goto(here.url)
    here.room.join_soon(here.code, here.room.new_token(here.code)).result()
    here.room.close_round(here.code, here.secret, missing=9)
    refreshed(page, script=False, shown=page.get_by_role("timer"))
    expect(page.get_by_role("timer")).to_be_visible()
    fill(page)
    send(page)
    title(page, "Vote enregistré")


def in_round_two_the_ballot_is_kept_in_one_touch(sitting, phone, script):
    here, page = sitting().open(), phone(java_script_enabled=script)
    page.goto(here.url)
    fill(page)
    send(page)
    title(page, "Vote enregistré")
    here.others_vote(4)
    here.reveal()
    here.open()
    refreshed(page, script, heading(page, re.compile("Votre second vote")))
    title(page, re.compile("Votre second vote"))
    expect(page.get_by_text("Il ne compte pas dans le second vote")).to_be_visible()
    expect(number(page, "Écosystème partenarial")).to_have_value("60")
    look(page, f"round-2-390-{script}", script)
    if script:
        page.context.set_offline(True)
    page.get_by_role("button", name="Renvoyer le même vote").click()
    if script:
        for waiting in page.get_by_role("button", name="En attente de réseau").all():
            expect(waiting).to_have_attribute("aria-disabled", "true")
        expect(page.get_by_role("button", name="Renvoyer le même vote")).to_have_count(0)
        page.context.set_offline(False)
    title(page, "Vote enregistré")
    assert '"partner_ecosystem": 60' in here.points()[0]
    page.reload()
    title(page, "Vote enregistré")
    assert here.count() == 1


def phones_show_the_group_then_the_decision(sitting, phone, script):
    here = sitting().open()
    voter, silent = phone(java_script_enabled=script, **DARK), phone(java_script_enabled=script)
    voter.goto(here.url)
    fill(voter)
    send(voter)
    title(voter, "Vote enregistré")
    silent.goto(here.url)
    here.others_vote(5)
    here.reveal()
    for page, name in ((voter, "voter-dark"), (silent, "silent")):
        refreshed(page, script, heading(page, re.compile("groupe")))
        title(page, re.compile("groupe"))
        expect(page.get_by_text("moyenne de 6 votes")).to_be_visible()
        look(page, f"result-390-{name}-{script}", script)
    expect(silent.get_by_text("Vous n’avez pas pris part à ce vote")).to_be_visible()
    here.act(Act.START_ANALYSIS)
    here.act(Act.START_DECISION)
    lever = here.room.stage(here.code).case.levers[0]
    said = Decision(
        proposed=(lever.id,), motives="Parce que le groupe le veut.", no_objection=True
    )
    here.room.write_text(here.code, here.secret, "decision", to_json(said), 0)
    for page, name in ((voter, "voter-dark"), (silent, "silent")):
        refreshed(page, script, heading(page, "Ce que le groupe propose"))
        expect(page.get_by_role("heading", name="Ce que le groupe propose")).to_be_visible()
        expect(page.get_by_text("Parce que le groupe le veut.")).to_be_visible()
        look(page, f"decision-390-{name}-{script}", script)


def before_the_doors_open_the_page_is_kept_and_follows(sitting, phone, script):
    here = sitting()
    room, address = here.room, here.address
    made = room.create("Bientôt", form="short")
    page = phone(java_script_enabled=script)
    page.goto(f"{address}/vote")
    page.get_by_label("Code affiché à l’écran").fill(made.code)
    page.get_by_role("button", name="Rejoindre").click()
    title(page, "La séance n’est pas encore ouverte")
    expect(page.get_by_text("Gardez cette page")).to_be_visible()
    look(page, f"early-390-{script}", script)
    room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    refreshed(page, script, heading(page, "Votre vote d’essai"))
    title(page, "Votre vote d’essai")


def a_receipt_is_checked_where_its_page_says(sitting, phone, script):
    here, page = sitting().open(), phone(java_script_enabled=script)
    page.goto(here.url)
    choose(page, "Impact GES")
    fill(page)
    send(page)
    title(page, "Vote enregistré")
    mine = page.locator(".receipt").inner_text()
    look(page, "receipt", script)
    page.get_by_role("link", name="/recu").click()
    title(page, "Vérifier un reçu")
    page.get_by_label("Le reçu").fill(mine.lower().replace("-", " "))
    page.get_by_role("button", name="Vérifier ce reçu").click()
    expect(page.get_by_text("est dans l’urne du premier vote. Il compte.")).to_be_visible()
    look(page, "checked", script)
    page.get_by_label("Le reçu").fill("ABCD-EFGH")
    page.get_by_role("button", name="Vérifier ce reçu").click()
    expect(page.get_by_text("Aucun bulletin de cette séance n’a ce reçu.")).to_be_visible()


def the_page_of_invitations_counts_those_just_made_and_keeps_what_is_typed(sitting, phone):
    here = sitting(invited=True)
    page, other = phone(), phone()
    for one in (page, other):
        one.goto(f"{here.address}/entrer/{here.code}/{here.secret}")
        one.goto(f"{here.address}/seance/{here.code}/invitations.pdf")
        expect(one.locator("#issued")).to_have_text("0 invitation faite, 0 utilisée.")
    page.get_by_label("Combien").fill("7")
    with page.expect_download():
        page.get_by_role("button").click()
    expect(page.locator("#issued")).to_have_text("7 invitations faites, 0 utilisée.")
    expect(page.get_by_label("Combien")).to_have_value("7")
    other.get_by_label("Combien").fill("12")
    other.evaluate("dispatchEvent(new Event('focus'))")
    expect(other.locator("#issued")).to_have_text("7 invitations faites, 0 utilisée.")
    expect(other.get_by_label("Combien")).to_have_value("12")
    assert not page.wrong + other.wrong


def a_phone_turned_away_as_it_comes_in_is_told_at_once_and_let_in_later(sitting, phone):
    here, page = sitting().open(), phone()
    stage = here.room.stage(here.code, fresh=True)
    told = render(turned_away(stage), part=True)
    page.route("**/entrer", lambda route: route.fulfill(status=409, body=told))
    page.goto(here.url)
    title(page, "La séance est pleine")
    expect(page.get_by_text("Dites-le à l’animation")).to_be_visible()
    look(page, "turned-away")
    page.unroute_all()
    page.evaluate("dispatchEvent(new Event('focus'))")
    title(page, "Votre premier vote")
    until(page, lambda: here.room.stage(here.code, fresh=True).present == 1)
    assert not page.wrong


def test_a_round_that_closes_is_told_and_loses_nothing(sitting, phone):
    for step in (
        a_ballot_begun_is_warned_keeps_its_answers_and_counts,
        at_the_end_nothing_is_sent_by_itself_and_the_page_says_so,
        without_the_script_the_seconds_left_are_a_plain_line,
    ):
        step(sitting, phone)


def test_whoever_comes_in_is_told_where_the_meeting_stands(sitting, phone):
    for step in (
        a_phone_turned_away_as_it_comes_in_is_told_at_once_and_let_in_later,
        the_page_of_invitations_counts_those_just_made_and_keeps_what_is_typed,
    ):
        step(sitting, phone)


@SCRIPT
def test_from_the_doors_to_the_decision(sitting, phone, script):
    for step in (
        before_the_doors_open_the_page_is_kept_and_follows,
        a_reload_after_the_trial_sends_nothing_again,
        in_round_two_the_ballot_is_kept_in_one_touch,
        phones_show_the_group_then_the_decision,
        a_receipt_is_checked_where_its_page_says,
    ):
        step(sitting, phone, script)
