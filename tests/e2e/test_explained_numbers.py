"""Every number in sight is explained by a tap, or is a count of what stands beside it.

The numbers of a page are read piece by piece. Those of a kind must be named below « Comment c'est
calculé »; those on a link or on the line of a fold open what they count. What is left is a number
that nobody explains.
"""

import re

import pytest

from prioritisation.settings import CASE_VARIABLE
from tests.conftest import NORMANDIE
from tests.e2e.conftest import READY, served

FOLD = "Comment c’est calculé"
N = r"\d+(?: \d{3})*(?:,\d+)?"
SPAN = rf"{N}(?: à {N})?"
PIECES = """kinds => {
    const root = document.querySelector('[data-testid=stMainBlockContainer]');
    const all = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), pieces = [];
    const seen = one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().height > 1;
    for (let node; (node = all.nextNode());) {
        const one = node.parentElement;
        if (!/[0-9]/.test(node.data) || one.closest('style, script') || !seen(one)) continue;
        pieces.push([node.data, kinds.filter(([, place]) => one.closest(place)).map(([k]) => k),
                     !!one.closest('summary, a, .onfold')]);
    }
    return pieces; }"""

OF_CASE = "not ours"
PLACES = [
    ("Places", ".bars .rk, .benchtable td .val, .benchtable .rankout"),
    ("Points", ".bars .end, .sets .end"),
    ("Répartitions de poids", ".firsts .end"),
    ("Poids", ".wh strong"),
    ("Échelle", ".range, .criterion > p"),
    ("Valeur", ".matrix .val, .matrix td > .st"),
    ("Fiches", ".cnt"),
    (OF_CASE, ".caveat, .levers th, .levers td:not(:has(.val))"),
]
"""Where all numbers are of a kind."""

KINDS = [
    ("Façons de trancher", rf"{N} des {N} façons"),
    ("Façons de trancher", rf"[Dd]ans {N}(?: autres?)?, c|{N} façons de trancher"),
    ("Répartitions de poids", rf"{N} répartitions? de poids(?: admises?)? sur 100"),
    ("Répartitions de poids", rf"jusqu’à {N} selon les notes|sur 100 répartitions(?: de poids)?"),
    ("Poids limite", rf"pèse (?:au moins|au plus|plus de|moins de) {N} %"),
    ("Poids à déplacer", rf"[dD]éplacer {N} % du poids|de {N} à {N} %"),
    ("Ce que le second apporte", rf"apporte {SPAN} points|en plus des {N} du meilleur"),
    ("Ce que le second apporte", rf"perd (?:moins|plus) de {N} points|Entre {N} et {N} points"),
    ("Effet perdu", rf"perdre plus de {N} % de l’effet|au-delà de {N} %"),
    ("Classements", rf"{N} autres classements sur {N}|ur {N} classements|actuel \({N} au plus\)"),
    (
        "Classements",
        rf"dans {N} autre\b|premiers? dans {N}\b|{N} autres? montrés?, sur {N} possibles",
    ),
    ("Notes", rf"{N} notes?(?: sur {N})?\b|{N} sur {N} d’un chiffre"),
    ("Notes", rf"{N} (?:sont déduites|est déduite|manquent|manque)\b"),
    ("Éléments", rf"{N} (?:pour|contre|chiffres?|à trancher)\b"),
    ("Points", rf"{SPAN} points(?: sur 100)?|Points sur 100|meilleur seul : {N}"),
    ("Échelle", r"Échelle : .*"),
    ("Valeur", rf"Dans cette variante : .*|échelle \({N}\) au plus haut \({N}\)"),
    ("Fiches", rf"{SPAN}(?: des {N})? fiches|\({SPAN}\)"),
    ("Fiches", rf"(?:possible|élevée|moyenne|faible) pour {N}"),
]
"""What is read of each kind elsewhere, the most particular first."""

NO_MEASURE = r"\d{2}/\d{2}/\d{4}|\d{2}/\d{4}|\b(?:19|20)\d{2}\b|\b\d\.\d\b|\b[A-Z]\d[A-Z]\b"
"""Dates, years, numbers of chapters, names with a figure."""
LISTED = "critères comptent|ne comptent|questions sont|leviers peuvent"
COUNTED_BESIDE = rf"\b{N} (?:autres )?(?:{LISTED})"
"""Counts of what the same page lists in sight, just there."""

PAGES = {
    "": ".bars",
    "est-ce-solide": ".firsts",
    "un-ou-deux": ".sets",
    "et-si": ".benchtable",
    "autres-calculs": "[class*=st-key-fold_scaling]",
    "leviers": ".matrix",
    "qui-fait-deja-quoi": ".tally",
    "criteres": ".criterion",
    "dossiers": ".st-key-facts",
}
"""Address of a page -> what is there once it is whole."""


def kinds_in(words, placed):
    """The kinds of the numbers of some words, and what is left of these without them."""
    if placed:
        return [kind for kind in placed if kind != OF_CASE], ""
    kinds, left = [], re.sub(NO_MEASURE, "", words)
    for kind, pattern in KINDS:
        left, count = re.subn(pattern, "§", left)
        kinds += [kind] * bool(count)
    return kinds, re.sub(COUNTED_BESIDE, "", left)


def named(page):
    """The kinds that the page names once its fold is open."""
    fold = page.locator("summary").filter(has_text=FOLD)
    if not fold.count():
        return set()
    fold.last.click()
    names = page.locator(".numbers strong")
    names.first.wait_for()
    return {name.replace("\u00a0", " ").removesuffix(".") for name in names.all_inner_texts()}


@pytest.fixture(scope="module")
def normandie_shown(start):
    """A server of the case that the program starts with."""
    with served(start, **{CASE_VARIABLE: str(NORMANDIE)}) as address:
        yield address


@pytest.mark.parametrize("path", PAGES)
def test_every_number_in_sight_is_explained_by_a_tap(normandie_shown, open_page, path):
    page = open_page(f"{normandie_shown}/{path}")
    page.wait_for_selector(PAGES[path])
    page.wait_for_selector(READY)
    pieces = page.evaluate(PIECES, PLACES)
    assert pieces
    kinds, unexplained = set(), []
    for words, placed, tapped in pieces:
        of_piece, left = kinds_in(" ".join(words.replace("\u00a0", " ").split()), placed)
        kinds |= set(of_piece)
        if re.search(r"\d", left) and not tapped:
            unexplained.append(left)
    assert unexplained == []
    if path == "criteres":
        # Each criterion has a fold of its own, which says what its ends are worth.
        folds = page.locator(".criterion details").filter(has_text=FOLD).all()
        assert all("100 points" in fold.text_content() for fold in folds)
        assert len(folds) == page.locator(".criterion").count()
        return
    tapped = {"Notes", "Fiches"} if path == "dossiers" else set()
    assert kinds - named(page) <= tapped


def test_the_kinds_of_numbers_of_the_report_are_named_above_it(normandie_shown, open_page):
    page = open_page(f"{normandie_shown}/compte-rendu")
    page.wait_for_selector(".st-key-note_preview .numbers", state="attached")
    page.wait_for_selector(READY)
    kinds = set()
    for words, _, _ in page.evaluate(PIECES, []):
        kinds |= set(kinds_in(" ".join(words.replace("\u00a0", " ").split()), [])[0])
    assert len(kinds) >= 6
    assert kinds <= named(page)


def test_a_weight_has_one_figure(server, open_page):
    page = open_page(f"{server}/et-si")
    page.wait_for_selector(".benchtable")
    page.wait_for_selector(READY)
    shown = [one.inner_text() for one in page.locator("[class*=st-key-crit_]").all()]
    assert len(shown) == 3
    assert [len(re.findall(r"\d+", words)) for words in shown] == [1] * 3, shown


@pytest.mark.parametrize(
    "words", ["12 degrés de confiance", "avec 0,83 de ressemblance", "un écart de 4"]
)
def test_a_new_kind_of_number_is_not_taken_for_another(words):
    kinds, left = kinds_in(words, [])
    assert kinds == []
    assert re.search(r"\d", left)
