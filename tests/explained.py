"""What numbers in sight are of: their kinds, which « Comment c'est calculé » has to name."""

import re

FOLD = "Comment c’est calculé"
N = r"\d+(?: \d{3})*(?:,\d+)?"
SPAN = rf"{N}(?: à {N})?"
SHARE = rf"(?:≈ |< |moins de |environ )?{SPAN} %"
UNIT = r"(?:ktCO₂e|(?:million|fiche)s?\b)"

PIECES = """kinds => {
    const main = document.querySelector('[data-testid=stMainBlockContainer]');
    const root = main ?? document.querySelector('main');
    const all = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), pieces = [];
    const seen = one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().height > 1;
    const titles = cell => {
        const table = cell.closest('table'), row = cell.parentElement;
        const at = [...row.children].indexOf(cell), top = table.tHead?.rows[0]?.cells[at];
        return [table.caption, top, row.cells[0]].map(one => one?.textContent ?? '')
            .concat(table.closest('[role=region]')?.getAttribute('aria-label') ?? '').join(' | ');
    };
    for (let node; (node = all.nextNode());) {
        const one = node.parentElement;
        if (!/[0-9]/.test(node.data) || !seen(one)) continue;
        if (one.closest('style, script, .thumb, .numbers, .numbers ~ *')) continue;
        const cell = one.closest('td, thead th');
        pieces.push([node.data, kinds.filter(([, place]) => one.closest(place)).map(([k]) => k),
                     !!one.closest('summary, a, button, .onfold'), cell ? titles(cell) : '']);
    }
    return pieces; }"""
"""Each text with a figure: its words, the kinds of its place, whether a tap there opens what it
counts, the titles of its cell. A picture of the wall is read on the wall."""

OF_CASE = "not ours"
PLACES = [
    ("Places", ".bars .rk, .benchtable td .val, .benchtable .rankout"),
    ("Points", ".bars .end, .sets .end"),
    ("Répartitions de poids", ".firsts:not(table) .end"),
    ("Poids", ".wh strong"),
    ("Échelle", ".range, .criterion > p"),
    ("Valeur", ".matrix .val, .matrix td > .st, .scores td, .opened:not(.paths) td"),
    ("Fiches", ".cnt"),
    ("Personnes présentes", ".count"),
    ("Part d’un critère", ".shares li b"),
    (OF_CASE, ".caveat, .levers th, .levers td:not(:has(.val))"),
]
"""Where all numbers are of a kind."""

KINDS = [
    ("Vote indicatif", rf"Vote indicatif : {N} pour, {N} contre(?:, {N} abstentions?)?"),
    ("Numéro de contrôle", r"numéro de contrôle(?: entier)?(?: :)? [0-9a-f ]{9,}…?|[0-9a-f]{64}"),
    ("Essais au hasard", rf"{SHARE} des {N} essais au hasard|{SHARE} des essais|{N} essais au"),
    ("Votes", rf"{N} votes?(?: sur {N})?\b|votes?, sur {N}|{N} sûr, {N} possible.* sur {N}"),
    ("Personnes présentes", rf"{N} (?:présent|personne)e?s?\b|[Ii]l en manque {N}"),
    ("Personnes présentes", rf"les {N} derniers votes"),
    ("Part d’un critère", rf"(?:vous|groupe|milieu) {N} %|deux entre {N} et {N} %"),
    ("Façons de trancher", rf"{N} des {N} façons"),
    ("Façons de trancher", rf"[Dd]ans {N}(?: autres?)?, c|{N} façons de trancher"),
    ("Répartitions de poids", rf"{N} répartitions? (?:de poids )?(?:admises? )?sur 100"),
    ("Répartitions de poids", rf"{N} répartitions? de poids(?: admises?)? sur 100"),
    ("Répartitions de poids", rf"jusqu’à {N} selon les notes|sur 100 répartitions(?: de poids)?"),
    ("Poids limite", rf"pèse (?:au moins|au plus|plus de|moins de) {N} %"),
    ("Poids à déplacer", rf"[dD]éplacer {N} % du poids|de {N} à {N} %"),
    ("Ce que le second apporte", rf"apporte {SPAN} points|en plus des {SPAN} du meilleur"),
    ("Ce que le second apporte", rf"perd (?:moins|plus) de {N} points|Entre {N} et {N} points"),
    ("Effet perdu", rf"perdre plus de {N} % de l’effet|au-delà de {N} %"),
    ("Classements", rf"{N} autres classements sur {N}|ur {N} classements|actuel \({N} au plus\)"),
    (
        "Classements",
        rf"dans {N} autre\b|premiers? dans {N}\b|{N} autres? montrés?, sur {N} possibles",
    ),
    ("Notes", rf"{N} notes?(?: sur {N})?\b|{N} sur {N} d’un chiffre"),
    ("Notes", rf"{N} (?:(?:sont |est )?déduites?|manquent|manque)\b"),
    ("Éléments", rf"{N} (?:pour|contre|chiffres?|à trancher)\b"),
    ("Points", rf"{SPAN} points(?: sur 100)?|Points sur 100|meilleur seul : {N}"),
    ("Échelle", r"Échelle : .*"),
    ("Valeur", rf"Dans cette variante : .*|échelle \({N}\) au plus haut \({N}\)"),
    ("Valeur", rf"{SPAN} ktCO₂e|{SPAN} million"),
    ("Fiches", rf"{SPAN}(?: des {N})? fiches?\b|\({SPAN}\)"),
    ("Fiches", rf"(?:possible|élevée|moyenne|faible) pour {N}"),
    ("Places", rf"^{N}e(?:r)?(?: à {N}e)?$"),
]
"""What is read of each kind elsewhere, the most particular first."""

NO_MEASURE = r"""(?x) \d{2}/\d{2}/\d{4}(?:\ à\ \d{2}:\d{2})? | \d{2}/\d{4} | \b(?:19|20)\d{2}\b
    | \d+(?:er)?\ (?:mars|novembre)\b | \b\d\.\d\b | \b[A-Z]\d[A-Z]\b | (?:\d+\.){3}\d+\S*
    | \b(?=\w*\d)[A-Z0-9]{4,5}(?:-[A-Z0-9]{4})?\b | \bversion\ \d+"""
"""Dates, years, numbers of chapters, of versions, addresses, codes, names with a figure."""

ANSWERED = "questions|choix encore|réponses? attendue|chose à savoir|invitations? faite|utilisée"
LISTED = f"critères comptent|ne comptent|questions sont|leviers peuvent|{ANSWERED}"
COUNTED_BESIDE = rf"\b{N} (?:autres )?(?:{LISTED})|\b{N} point sur {N} (?:attend|est resté)"
"""Counts of what the same page lists in sight, just there."""


def kinds_in(words, placed):
    """The kinds of the numbers of some words, and what is left of these without them."""
    if placed:
        return [kind for kind in placed if kind != OF_CASE], ""
    kinds, left = [], re.sub(NO_MEASURE, "", words)
    for kind, pattern in KINDS:
        left, count = re.subn(pattern, "§", left)
        kinds += [kind] * bool(count)
    return kinds, re.sub(COUNTED_BESIDE, "", left)


def one_line(words):
    """A text as one types it."""
    return " ".join(words.replace("\u00a0", " ").split())


def looked_at(page):
    """The kinds of the numbers in sight, and the words of those that are of none."""
    kinds, unexplained = set(), []
    for words, placed, tapped, _ in page.evaluate(PIECES, PLACES):
        of_piece, left = kinds_in(one_line(words), placed)
        kinds |= set(of_piece)
        if re.search(r"\d", left) and not tapped:
            unexplained.append(one_line(left))
    return kinds, unexplained


def named(page):
    """The kinds that the page names: those of the lists that say what numbers are."""
    names = page.locator(".numbers strong, .how li b").all_text_contents()
    return {one_line(name).removesuffix(".") for name in names}
