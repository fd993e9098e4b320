"""The ballot in a real browser, on screens of phones; the meeting is led from another process."""

import re

import pytest
from playwright.sync_api import expect

from prioritisation.meeting.rules import Act
from tests.sitting import PhoneSitting

PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 568}
FIRST_LOAD = 40_000
STATUS = re.compile(r"status of (403|404|409|422|503)")


class BrowserSitting(PhoneSitting):
    """A meeting led from here, and its address."""

    def __init__(self, room, address, **options):
        super().__init__(room, **options)
        self.address = address

    @property
    def url(self):
        return self.address + self.path

    def count(self):
        return self.stage().ballots


@pytest.fixture
def sitting(place):
    return lambda **options: BrowserSitting(*place, **options)


@pytest.fixture
def phone(browser):
    """A device of its own; it keeps the errors of its console."""
    contexts = []

    def device(**options):
        given = {"viewport": PHONE, "locale": "fr-FR", "has_touch": True, **options}
        context = browser.new_context(**given)
        contexts.append(context)
        page = context.new_page()
        page.wrong = []
        page.on("pageerror", lambda e: page.wrong.append(str(e)))
        page.on("console", lambda m: _heard(page, m))
        return page

    yield device
    wrong = [w for c in contexts for p in c.pages for w in getattr(p, "wrong", [])]
    for context in contexts:
        context.close()
    assert wrong == []


def _heard(page, message):
    """Errors of the console, but for the statuses that a test asks for and a network cut."""
    expected = STATUS.search(message.text) or "net::ERR" in message.text
    if message.type == "error" and not expected:
        page.wrong.append(message.text)


def choose(page, label):
    page.get_by_role("radio", name=label).check()


def number(page, label):
    return page.get_by_role("textbox", name=f"sur 100 {label}")


def fill(page, second="60", third="35"):
    choose(page, "Impact GES")
    number(page, "Écosystème partenarial").fill(second)
    number(page, "Couverture existante").fill(third)


def send(page):
    page.get_by_role("button", name="Envoyer mon vote").click()


def title(page, text):
    page.get_by_role("heading", level=1, name=text).wait_for()


def a_vote_with_four_touches(sitting, phone):
    here, page = sitting().open(), phone()
    page.goto(here.url)
    expect(page.locator(".rows")).to_be_hidden()
    choose(page, "Impact GES")
    expect(page.locator("#r-0").get_by_text("100", exact=True)).to_be_visible()
    for name in ("Écosystème partenarial, curseur", "Couverture existante, curseur"):
        page.get_by_role("slider", name=name).tap()
    send(page)
    title(page, "Vote enregistré")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.locator("#say", has_text="Vote enregistré").wait_for(state="attached")
    expect(page).to_have_title(f"Vote enregistré · séance {here.code}")
    expect(page.get_by_text("Il compte.")).to_be_visible()
    assert '"partner_ecosystem": 50' in here.points()[0]


def nothing_is_preset_and_the_shares_are_live(sitting, phone):
    here, page = sitting().open(), phone()
    page.goto(here.url)
    expect(
        page.get_by_text("Il reste à répondre : la différence qui doit peser le plus.")
    ).to_be_visible()
    choose(page, "Impact GES")
    expect(number(page, "Écosystème partenarial")).to_have_value("")
    expect(page.locator(".row.todo")).to_have_count(2)
    fill(page)
    slider = page.get_by_role("slider", name="Écosystème partenarial, curseur")
    told = re.compile("^60 sur 100, soit 31.%$")
    expect(slider).to_have_attribute("aria-valuetext", told)
    expect(page.locator("#live li b")).to_have_text(["51\u00a0%", "31\u00a0%", "18\u00a0%"])
    expect(page.locator("#rounded")).to_be_hidden()
    expect(page.locator(".row.todo")).to_have_count(0)


def as_much_abstention_and_number_exclude_each_other(sitting, phone):
    here, page = sitting().open(), phone()
    page.goto(here.url)
    fill(page)
    row = page.locator("#r-1")
    row.get_by_label("Autant").check()
    expect(number(page, "Écosystème partenarial")).to_have_value("100")
    row.get_by_label("Je ne me prononce pas").check()
    expect(row.get_by_label("Autant")).not_to_be_checked()
    expect(number(page, "Écosystème partenarial")).to_have_value("")
    expect(page.locator("#live li b").nth(1)).to_have_text("je ne me prononce pas")
    send(page)
    title(page, "Vote enregistré")
    assert '"partner_ecosystem": null' in here.points()[0]


def a_vote_without_javascript(sitting, phone):
    here, page = sitting().open(), phone(java_script_enabled=False, viewport=SMALL)
    page.goto(here.url)
    fill(page, third="")
    page.get_by_role("button", name="Voir mes parts avant d’envoyer").click()
    expect(page.get_by_text("Rien n’est encore envoyé.")).to_be_visible()
    number(page, "Couverture existante").fill("35")
    page.get_by_role("button", name="Voir mes parts avant d’envoyer").click()
    expect(page.get_by_text("Vos parts. Pas encore envoyées.")).to_be_visible()
    assert here.count() == 0
    send(page)
    title(page, "Vote enregistré")
    page.reload()
    title(page, "Vote enregistré")
    assert here.count() == 1


def a_vote_by_the_keyboard_alone(sitting, phone):
    here, page = sitting().open(), phone(has_touch=False)
    page.goto(here.url)
    page.wait_for_selector(".slide:not([hidden])", state="attached")
    for key in ("Tab", "Space", "Tab", "ArrowRight", "Tab", "Tab", "Tab", "Tab", "Home"):
        page.keyboard.press(key)
    page.keyboard.press("End")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Envoyer mon vote").focus()
    page.keyboard.press("Enter")
    title(page, "Vote enregistré")
    assert '"partner_ecosystem": 55' in here.points()[0]
    assert '"existing_coverage": 85' in here.points()[0]


def an_error_says_that_nothing_is_sent_and_leads_to_what_is_missing(sitting, phone):
    here, page = sitting().open(), phone()
    page.goto(here.url)
    send(page)
    alert = page.get_by_role("alert")
    expect(alert).to_have_text(re.compile(r"^\s*Rien n’est encore envoyé\."))
    fill(page, second="101")
    send(page)
    page.get_by_role("link", name=re.compile("101 n’est pas entre 0 et 100")).click()
    expect(page.locator("#n-1")).to_be_focused()
    expect(number(page, "Écosystème partenarial")).to_have_attribute("aria-invalid", "true")
    number(page, "Écosystème partenarial").fill("60")
    expect(alert).to_be_hidden()
    send(page)
    title(page, "Vote enregistré")


def a_reload_gives_the_draft_back_then_the_ballot(sitting, phone):
    here, page = sitting().open(), phone()
    page.goto(here.url)
    fill(page)
    page.reload()
    expect(number(page, "Écosystème partenarial")).to_have_value("60")
    send(page)
    title(page, "Vote enregistré")
    page.reload()
    title(page, "Vote enregistré")
    page.get_by_role("link", name="Changer mon vote").click()
    expect(number(page, "Écosystème partenarial")).to_have_value("60")
    number(page, "Écosystème partenarial").fill("10")
    send(page)
    title(page, "Vote enregistré")
    assert len(here.points()) == 1
    assert '"partner_ecosystem": 10' in here.points()[0]


def a_double_tap_is_one_ballot(sitting, phone):
    here, page = sitting().open(), phone()
    page.goto(here.url)
    fill(page)
    page.get_by_role("button", name="Envoyer mon vote").dblclick()
    title(page, "Vote enregistré")
    assert here.count() == 1


def without_network_the_ballot_is_kept_and_leaves_by_itself(sitting, phone):
    here, page = sitting().open(), phone()
    page.goto(here.url)
    fill(page)
    page.context.set_offline(True)
    send(page)
    page.get_by_text("Pas de réseau : votre vote n’est pas encore parti.").first.wait_for()
    expect(page.get_by_role("button", name="En attente de réseau")).to_be_visible()
    assert here.count() == 0
    page.context.set_offline(False)
    title(page, "Vote enregistré")
    expect(page.locator("#net")).to_have_text("")
    assert here.count() == 1


def a_ballot_that_comes_back_too_late_says_that_it_does_not_count(sitting, phone):
    here, page = sitting().open(), phone()
    page.goto(here.url)
    fill(page)
    page.context.set_offline(True)
    send(page)
    page.get_by_text("Pas de réseau : votre vote n’est pas encore parti.").first.wait_for()
    here.reveal()
    page.context.set_offline(False)
    title(page, "Le premier vote est fermé")
    expect(page.get_by_text("il ne compte pas.")).to_be_visible()


def a_second_tab_is_the_same_voter(sitting, phone):
    here, page = sitting().open(), phone()
    page.goto(here.url)
    other = page.context.new_page()
    other.goto(here.url)
    for one, value in ((page, "60"), (other, "20")):
        fill(one, second=value)
        send(one)
        title(one, "Vote enregistré")
    assert len(here.points()) == 1
    assert '"partner_ecosystem": 20' in here.points()[0]


def pages_follow_the_meeting_through_two_rounds(sitting, phone):
    here, voter, late = sitting(), phone(), phone()
    voter.goto(here.url)
    title(voter, "Votre vote d’essai")
    expect(voter.get_by_text("Ceci est un essai")).to_be_visible()
    choose(voter, "Calme")
    for name in ("Distance à pied", "Choix des plats"):
        number(voter, name).fill("50")
    voter.get_by_role("button", name="Envoyer mon vote d’essai").click()
    title(voter, "Vote d’essai reçu")
    here.open()
    title(voter, "Votre premier vote")
    fill(voter)
    send(voter)
    title(voter, "Vote enregistré")
    late.goto(here.url)
    fill(late, second="0")
    send(late)
    title(late, "Vote enregistré")
    here.others_vote(4)
    here.reveal()
    title(voter, re.compile("groupe"))
    expect(voter.get_by_text("moyenne de 6 votes")).to_be_visible()
    voter.get_by_text("Voir les six leviers").click()
    expect(voter.get_by_role("columnheader", name="Groupe")).to_be_visible()
    here.room.open_round(here.code, here.secret)
    title(voter, "Votre second vote")
    here.act(Act.VOID_ROUND, reason="erreur de lecture")
    title(voter, re.compile("groupe"))
    expect(voter.get_by_text("moyenne de 6 votes")).to_be_visible()


def a_secret_link_leaves_the_address_and_opens_the_meeting(sitting, phone):
    here, page = sitting(), phone()
    page.goto(f"{here.address}/entrer/{here.code}/{here.secret}")
    expect(page).to_have_url(re.compile(rf"/seance\?seance={here.code}$"))
    assert here.secret not in page.url
    cookie = next(c for c in page.context.cookies() if c["name"] == f"lien_{here.code}")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")


def _states(sitting, phone, **options):
    """(name, page) of every state that a voter may see."""
    here, page = sitting(), phone(**options)
    yield from _voting(here, page)
    here.others_vote(5)
    here.reveal()
    title(page, re.compile("groupe"))
    yield "after", page
    here.act(Act.REOPEN, reason="à revoir", target="checks")
    title(page, re.compile("Bienvenue"))
    yield "waiting", page
    for path, text in (
        ("/vote/ZZZZZ", "Code inconnu"),
        ("/vote", "Rejoindre la séance"),
        ("/confidentialite", "Confidentialité"),
        (f"/i/{here.code}/ABCDE", "Ce lien est inconnu"),
    ):
        page.goto(here.address + path)
        title(page, text)
        yield path, page
    asking = sitting(colleges=["État"], asks_carrying=True)
    page.goto(asking.url)
    title(page, "Bienvenue")
    yield "door", page


def _voting(here, page):
    """The states of a ballot, from the trial to the receipt."""
    page.goto(here.url)
    title(page, "Votre vote d’essai")
    yield "trial", page
    here.open()
    title(page, "Votre premier vote")
    yield "start", page
    send(page)
    page.get_by_role("alert").wait_for()
    yield "error", page
    fill(page)
    page.get_by_text("Ajouter une raison, sans nom").click()
    yield "filled", page
    page.context.set_offline(True)
    send(page)
    page.get_by_role("button", name="En attente de réseau").wait_for()
    yield "offline", page
    page.context.set_offline(False)
    title(page, "Vote enregistré")
    yield "receipt", page


LOOKS = {  # the colours do not depend on the width
    "390 light": {"viewport": PHONE},
    "320 dark": {"viewport": SMALL, "color_scheme": "dark"},
}


def a_small_screen_with_large_letters_does_not_scroll_sideways(sitting, phone):
    here, page = sitting().open(), phone(viewport=SMALL)
    page.goto(here.url)
    fill(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def targets_are_large_enough_for_fingers(sitting, phone):
    here, page = sitting().open(), phone()
    page.goto(here.url)
    fill(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            'button, .button, .card, .chips label, summary, input[type=range], .num input')]
          .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)
          .map(e => e.outerHTML)"""
    )
    assert small == []


def nothing_of_others_is_shown_or_pushed_while_a_round_is_open(sitting, phone):
    here, page = sitting().open(), phone()
    pushed = []
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.eventSourceMessageReceived", lambda e: pushed.append(e["data"]))
    page.goto(here.url)
    fill(page)
    send(page)
    title(page, "Vote enregistré")
    before = page.locator("main").inner_text()
    here.others_vote(5)
    page.wait_for_timeout(1500)
    assert page.locator("main").inner_text() == before
    assert len(set(pushed)) <= 1
    labels = [v.label for v in here.room.stage(here.code).case.levers]
    assert [label for label in labels if label in page.content()] == []


def test_a_ballot_is_filled_by_touch_by_keys_or_without_a_script(sitting, phone):
    for step in (
        a_vote_with_four_touches,
        nothing_is_preset_and_the_shares_are_live,
        as_much_abstention_and_number_exclude_each_other,
        a_vote_by_the_keyboard_alone,
        a_vote_without_javascript,
        an_error_says_that_nothing_is_sent_and_leads_to_what_is_missing,
        a_small_screen_with_large_letters_does_not_scroll_sideways,
        targets_are_large_enough_for_fingers,
    ):
        step(sitting, phone)


def test_whatever_happens_to_the_phone_one_ballot_counts(sitting, phone):
    for step in (
        a_reload_gives_the_draft_back_then_the_ballot,
        a_double_tap_is_one_ballot,
        without_network_the_ballot_is_kept_and_leaves_by_itself,
        a_ballot_that_comes_back_too_late_says_that_it_does_not_count,
        a_second_tab_is_the_same_voter,
    ):
        step(sitting, phone)


def test_phones_follow_the_meeting_and_see_nothing_of_others_before_the_end(sitting, phone):
    for step in (
        pages_follow_the_meeting_through_two_rounds,
        nothing_of_others_is_shown_or_pushed_while_a_round_is_open,
        a_secret_link_leaves_the_address_and_opens_the_meeting,
    ):
        step(sitting, phone)
