"""From nothing to people voting, or to a ranking: what it takes is counted, each page is clean."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import READY, settled, violations
from tests.e2e.leading import Phone

SITES = ("Ancienne gare", "Halle Saint-Martin", "Friche des Tanneurs", "École", "Les Prés")
CRITERIA = {
    "Coût": ("1 500", "500"),
    "Accès à pied": ("30", "0"),
    "Surface": ("200", "900"),
    "Places": ("0", "80"),
}
SCORES = (
    ("850", "12", "620", "40"),
    ("1 200", "5", "880", "15"),
    ("600", "25", "300", "70"),
    ("950 à 1 100", "8", "450", "20"),
    ("700", "inconnu", "510", "55"),
)
LINES = [(site, *scores) for site, scores in zip(SITES, SCORES, strict=True)]
BLOCK = "\n".join("\t".join(line) for line in [("Site", *CRITERIA), *LINES])

RANKED_TAPS, OPEN_TAPS, ANSWERS = 5, 11, 5
"""Of a region: to its ranking; to people who vote, besides the answers of the group; those."""
BLANK_TAPS, BLANK_FIELDS = 9, 18
ASKED = ("(choix actuel)", "Plus mobilisé = plus", "Moins couvert = plus")
"""What the group answers before it votes, one answer for each of its questions."""


class Hand:
    """Counts what somebody does on a page, and what axe says of each page."""

    def __init__(self, page):
        self.page, self.taps, self.fields = page, 0, 0

    def tap(self, name, role="button", within=None):
        self.page.wait_for_selector(READY)
        (within or self.page).get_by_role(role, name=name, exact=True).first.click()
        self.taps += 1

    def type(self, label, words, place=0):
        field = self.page.get_by_label(label, exact=True).nth(place)
        field.fill(words)
        field.press("Tab")
        self.fields += 1

    def looks(self, words):
        """The page that says so is one that everybody can read."""
        expect(self.page.locator("body")).to_contain_text(words)
        assert violations(settled(self.page)) == [], words

    def ranks(self, options):
        """The ranking of that many, on the page that one has come to."""
        settled(self.page)
        expect(self.page.locator(".bars .row:not(.head)")).to_have_count(options)
        expect(self.page.locator(".lookedat")).to_contain_text("de ce dossier")
        self.looks("Quel")


def enters_the_case(hand):
    """It is made, its link is given, one goes in."""
    hand.tap("Créer ce dossier")
    hand.looks("Entrer dans le dossier")
    hand.tap("Entrer dans le dossier", "link")
    hand.looks("De quoi ce dossier est-il fait")


def opens_a_meeting(hand):
    """From the ranking to the welcome of a meeting on this case; its code."""
    hand.tap("Séance", "link")
    hand.looks("Ouvrir une séance sur ce dossier")
    hand.type("Intitulé", "COP de Bretagne")
    hand.tap("Créer la séance")
    hand.looks("La séance est créée")
    hand.tap("Entrer pour animer", "link")
    hand.looks("La séance se prépare")
    hand.tap("Ouvrir l’accueil")
    expect(hand.page.locator(".phase").first).to_have_text("Accueil")
    hand.looks("Accueil")
    return re.search(r"seance=(\w{5})", hand.page.url)[1]


def opens_the_vote(hand):
    """Each question of the group, then the vote; how many answers that took."""
    hand.tap("Ouvrir le premier vote…")
    dialog = hand.page.get_by_role("dialog")
    hand.looks("Avant d’ouvrir le premier vote")
    accepted = dialog.get_by_text("Accepté", exact=True).all()
    answers = [*(dialog.get_by_text(name).first for name in ASKED), *accepted]
    for answer in answers:
        answer.click()
        hand.page.wait_for_selector(READY)
    hand.tap("Ouvrir le premier vote", within=dialog)
    return len(answers)


def types_a_case(hand):
    """What is chosen, between what, on which criteria, from what to what."""
    hand.type("La question : elle donne son nom au dossier", "Où installer la maison commune ?")
    hand.type("Nom du groupe, tel qu’il sera écrit partout", "Conseil municipal")
    hand.type("Un par ligne, de 2 à 30", "\n".join(SITES))
    for place, (name, (worst, best)) in enumerate(CRITERIA.items(), 1):
        title = hand.page.get_by_text(f"Critère {place}", exact=True)
        if not title.count():
            hand.tap("Ajouter un critère")
            title.wait_for()
        hand.type("Son nom", name, place - 1)
        hand.type("Du pire…", worst, place - 1)
        hand.type("… au mieux", best, place - 1)


def test_from_a_region_to_people_voting(hall, open_page):
    hand = Hand(open_page(f"{hall}/dossiers", 390, 844))
    hand.looks("Quel dossier ouvre-t-on")
    hand.tap("Choisir une région")
    hand.tap("Bretagne", "radio")
    hand.looks("Ce que contiendra le dossier")
    enters_the_case(hand)
    expect(hand.page).to_have_url(re.compile(r"/dossiers\?dossier=[A-Z0-9]{8}$"))
    hand.tap("Voir le classement", "link")
    hand.ranks(6)
    assert (hand.taps, hand.fields) == (RANKED_TAPS, 0)
    phone = Phone(hall, opens_a_meeting(hand))
    answers = opens_the_vote(hand)
    expect(hand.page.locator(".phase").first).to_have_text("Le premier vote est ouvert")
    hand.looks("Le premier vote est ouvert")
    phone.vote("ghg_impact", 20)
    expect(hand.page.locator(".count")).to_contain_text("1 vote reçu, 1 présent")
    assert hand.taps <= OPEN_TAPS
    assert (hand.fields, answers) == (1, ANSWERS)


def test_from_a_blank_page_to_five_sites_ranked(hall, open_page):
    hand = Hand(open_page(f"{hall}/dossiers"))
    hand.tap("Partir de rien")
    hand.looks("Ajouter un critère")
    types_a_case(hand)
    hand.looks("20 notes à trouver")
    enters_the_case(hand)
    hand.tap("Coller un tableau, ou reprendre un fichier plus récent")
    hand.type("Cellules, avec leurs titres", BLOCK)
    hand.tap("Lire ces cellules")
    hand.looks("Ce que devient chaque note")
    hand.type("Source : son titre, ou qui l’a dit", "Services de la ville")
    hand.tap("Écrire 19 notes")
    hand.looks("Le fichier est écrit")
    hand.tap("Analyse", "link")
    hand.ranks(len(SITES))
    assert hand.taps <= BLANK_TAPS
    assert hand.fields <= BLANK_FIELDS
