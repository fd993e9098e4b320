"""What numbers in sight are of: their kinds, which « Comment c'est calculé » has to name."""

import re

FOLD = "Comment c’est calculé"
N = r"\d+(?: \d{3})*(?:,\d+)?"
SPAN = rf"{N}(?: à {N})?"
SHARE = rf"(?:≈ |< |moins de |environ )?{SPAN} %"

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
        if (one.closest('style, script, .thumb, .numbers, .numbers ~ *')
            || one.closest('.st-key-fold_method, .st-key-fold_shares')
            || one.closest('details.ev')?.firstElementChild.textContent === FOLD
            || one.closest(CITED)?.querySelector('a, .st')) continue;
        const cell = one.closest('td, thead th');
        pieces.push([node.data, kinds.filter(([, place]) => one.closest(place)).map(([k]) => k),
                     one.closest('a') ? 'link' : !!one.closest('summary, button'),
                     cell ? titles(cell) : '']);
    }
    return pieces; }"""
"""Each text with a figure: its words, the kinds of its place, whether a tap there opens what it
counts, the titles of its cell. A picture of the wall is read on the wall; the words of a document
are its own, where they have their source apart."""

CITED = ".evidence > li, .gathered .criterion, .beside .plainlist > li, .levers td .ev"
"""Where words of documents stand."""
PIECES = PIECES.replace("FOLD", repr(FOLD)).replace("CITED", repr(CITED))
OPEN_ALL = """() => {
    const root = document.querySelector('[data-testid=stMainBlockContainer]');
    const folds = [...root.querySelectorAll('details:not([open])')];
    const shut = folds.filter(one => one.checkVisibility());
    shut.forEach(one => one.querySelector('summary').click());
    return shut.length; }"""

OF_CASE = "not ours"
PLACES = [
    ("Places", ".bars .rk, .benchtable td .val, .benchtable .rankout"),
    ("Points", ".bars .end"),
    ("Répartitions de poids", ".firsts:not(table) .end"),
    ("Poids", ".wh strong"),
    ("Échelle", ".range, .criterion > p"),
    ("Valeur", ".matrix .val, .matrix td > .st, .scores td, .opened:not(.paths) td"),
    ("Fiches", ".cnt"),
    ("Personnes présentes", ".count"),
    ("Part d’un critère", "figure.shares li b, .swarm .axis"),
    ("Votes", "table.firsts td:not(:last-child)"),
    ("Répartitions de poids", "table.firsts td:last-child"),
    ("Places", ".other ol strong"),
    ("Points", ".other ol span"),
    ("Répartitions de poids", ".tribox .lab, .tribox .key"),
    ("Poids", ".bands .end, p.key > span > b:not(.sw)"),
    ("Répartitions de poids", ".pct"),
    (OF_CASE, "h3 > .st, .dispute li, .dispute .st, .dispute p:has(.st)"),
    (OF_CASE, ".caveat, .levers th, .levers td:not(:has(.val)), .unknowns li"),
    # What a case holds, which the button beside it opens; what a door says of itself.
    (OF_CASE, "[class*=st-key-onecase_] p, [class*=st-key-door_] p"),
]
"""Where all numbers are of a kind."""

TITLES = [
    (OF_CASE, r"Part de la France : [^|]*\| Part de la France|^[^|]*\| Clé de répartition"),
    ("Places", r"avec leurs points|^[^|]*\| (?:Rangs?\b|Mean weights|Poids moyens)"),
    ("Votes", r"^[^|]*\| [^|]*\bvotes\b"),
    ("Poids limite", r"Poids de chaque critère pour lesquels"),
    ("Essais au hasard", r"essais"),
    ("Répartitions de poids", r"sûr → possible|\| [^|]*[Rr]épartitions"),
    ("Façons de trancher", r"\| Façons \|"),
    ("Valeur", r"Notes des leviers|\| ktCO₂e"),
    ("Points", r"Points"),
    ("Poids", r"[Pp]oids"),
]
"""What the titles of a cell say of its number: the caption, the column, the row, the table."""

KINDS = [
    ("Part d’un critère", r"de 0 à 100\. C’est la référence|100 points à répartir"),
    ("Part d’un critère", r"répartit 100 points"),
    ("Essais au hasard", r"[Ss]i l’on tirait au sort .*"),
    ("Poids", rf"un total de {N} %"),
    ("Classements", rf"dans {N} calculs? sur {N}|{N} autres? échelles? sur {N}"),
    ("Échelle", r"le plus bas à 0 et le plus haut à 100"),
    ("Fiches", rf"{N} dont c’est le levier principal, avec une confiance élevée"),
    ("Chance", rf"\(chance : {SHARE}\)|pour {N} % de ses valeurs possibles"),
    ("Valeur", rf"{SPAN} fiches? au lieu de {SPAN} fiches?"),
    ("Notes", rf"{N} autres notes?\b"),
    ("Répartitions de poids", rf"(?:environ )?{N} % des répartitions de poids"),
    ("Points", rf"elle compte {N}\b"),
    ("Poids", rf"\([^()]* : {SPAN} %[^()]*\)"),
    ("Échelle", r"Ce qui vaut .*"),
    ("Poids à déplacer", rf"Déplacer (?:environ )?{N} % du poids permettrait.*"),
    ("Paires de leviers", rf"Sur {N} paires.*|tau de Kendall.*"),
    (
        "Cas examinés, épreuves",
        rf"(?:{SHARE} des |les ){N} cas (?:examinés|possibles)|en {N} épreuves.*(?:fois)?",
    ),
    ("Points", rf"{SPAN} points au lieu de {SPAN}|^Ce qui sépare .* en points : .*"),
    ("Points", rf"{SPAN} pour (?:l’|la|le|les)\b"),
    ("Places", rf"rang {SPAN}(?: au lieu de {SPAN})?"),
    ("Poids", rf"{N} % → {N} %"),
    ("Vote indicatif", rf"Vote indicatif : {N} pour, {N} contre(?:, {N} abstentions?)?"),
    ("Empreinte des notes", r"[Ee]mpreinte des notes(?: arrêtées :)? ?[0-9a-f]{9,}…?"),
    (
        "Numéro de contrôle",
        r"[Nn]uméro de contrôle[ a-z]*:? ?[0-9a-f ]{9,}…?|^(?:[0-9a-f]{4} ?){4}$|[0-9a-f]{64}",
    ),
    ("Essais au hasard", rf"{SHARE} des {N} essais au hasard|{SHARE} des essais|{N} essais au"),
    ("Votes", rf"mettent premier : {N}, sur {N}"),
    ("Votes", rf"{N} votes?(?: sur {N})?\b|votes?, sur {N}|{N} sûr, {N} possible.* sur {N}"),
    ("Personnes présentes", rf"{N} (?:présent|personne)e?s?\b|[Ii]l en manque {N}"),
    ("Personnes présentes", rf"les {N} derniers votes"),
    ("Part d’un critère", rf"(?:vous|groupe|milieu) {N} %|deux entre {N} et {N} %"),
    ("Façons de trancher", rf"{N} des {N} façons|{N} façons sur {N}"),
    ("Façons de trancher", rf"[Dd]ans {N}(?: autres?)?, c|{N} façons de trancher"),
    ("Répartitions de poids", rf"{SPAN} répartitions? (?:de poids )?sur 100"),
    ("Répartitions de poids", rf"{N} répartitions? de poids sur 100"),
    (
        "Répartitions de poids",
        rf"jusqu’à {N} selon les notes|[sS]ur 100 répartitions(?: des? poids)?",
    ),
    (
        "Poids limite",
        rf"(?:pèse (?:au moins|au plus|plus de|moins de)|[Aa]u-dess(?:ous|us) de) {N} %",
    ),
    ("Poids à déplacer", rf"[dD]éplacer (?:environ )?{N} % du poids|de {N} à {N} %"),
    (
        "Classements",
        rf"{N} autres? classements? sur {N}(?:, n’est plus sûre dans {N})?|ur {N} classements",
    ),
    ("Classements", rf"actuel \({N} au plus\)"),
    (
        "Classements",
        rf"dans {N} autres?\b(?!, c)|premiers? dans {N}\b|{N} autres? montrés?, sur {N} possibles",
    ),
    ("Notes", rf"{N} notes?(?: sur {N})?\b|{N} sur {N} d’un chiffre"),
    ("Notes", rf"{N} (?:(?:sont |est )?déduites?|manquent|manque)\b"),
    ("Éléments", rf"{N} (?:pour|contre|chiffres?|à trancher)\b"),
    ("Points", rf"{SPAN} points(?! à accepter)(?: sur 100)?|Points sur 100|meilleur seul : {N}"),
    ("Échelle", r"Échelle : .*"),
    ("Valeur", rf"Dans cette variante : .*|échelle \({N}\) au plus haut \({N}\)"),
    ("Valeur", rf"{SPAN} ktCO₂e|{SPAN} million"),
    ("Fiches", rf"{SPAN}(?: des {N})? fiches?\b|{N} sûres? \(levier principal\)"),
    ("Fiches", rf"{N} dont le levier principal n’est pas sûr"),
    ("Fiches", rf"(?:possible|élevée|moyenne|faible) pour {N}"),
    ("Places", rf"^{N}e(?:r)?(?: à {N}e)?$"),
]
"""What is read of each kind elsewhere, the most particular first."""

NO_MEASURE = r"""(?x) \d{2}/\d{2}/\d{4}(?:\ à\ \d{2}:\d{2})? | \d{2}/\d{4} | \b(?:19|20)\d{2}\b
    | \d+(?:er)?\ (?:mars|novembre|décembre)\b | \b\d\.\d\b | \b[A-Z]\d[A-Z]\b | (?:\d+\.){3}\d+\S*
    | \b(?=\w*\d)[A-Z0-9]{4,5}(?:-[A-Z0-9]{4})?\b | \bversion\ \d+
    | \b(?:diapo|diapositive|fiche)s?\ \d+(?:\ et\ \d+)?(?:,\ «[^»]*»)?
    | \bGT\d\b | \b\d+er?\ vote\b | \bn°\ \d+
    | \b\d+\ min\ \d+\b | \b\d+\ (?:s|Mo)\b | \b\di\b | \b\d[A-Z]{2}\b | \bF\d\d\b | ^\d\.(?=\ )"""
"""Dates, years, durations, sizes of files, numbers of chapters, of versions, addresses, codes,
names with a figure."""

READ_OUT = r"(?:[0-9a-f]{4} ){3}[0-9a-f]{4}"
"""A control number; some of its groups may look like a year or a code."""

ANSWERED = (
    "questions|choix encore|réponses? attendue|points? à accepter|invitations? faite|utilisée"
)
LISTED = "|".join(
    (
        "couples|autres? peu(?:ven)?t être|leviers? pourrai(?:en)?t|critères? en mots",
        "autres? leviers?|critères comptent|ne comptent|questions sont",
        f"choix peu(?:ven)?t|lignes? du tableau|leviers peuvent|{ANSWERED}",
    )
)
COUNTED_BESIDE = (
    rf"\b(?:de {N} à )?{N} (?:autres? )?(?:{LISTED})|\b{N} point sur {N} (?:attend|est resté)"
    rf"|{N} variantes? sur {N}|[Ii]l manque {N} éléments?"
)
"""Counts of what the same page lists in sight, just there."""


def kinds_in(words, placed):
    """The kinds of the numbers of some words, and what is left of these without them."""
    if placed:
        return [kind for kind in placed if kind != OF_CASE], ""
    words, read_out = re.subn(READ_OUT, "§", words)
    kinds, left = ["Numéro de contrôle"] * bool(read_out), re.sub(NO_MEASURE, "", words)
    for kind, pattern in KINDS:
        left, count = re.subn(pattern, "§", left)
        kinds += [kind] * bool(count)
    return kinds, re.sub(COUNTED_BESIDE, "", left)


def one_line(words):
    """A text as one types it."""
    return " ".join(words.replace("\u00a0", " ").split())


def titled(titles):
    """The kind that the titles of a cell tell, the most particular one."""
    return [kind for kind, pattern in TITLES if re.search(pattern, titles)][:1]


def open_all(page, settle):
    """Open every fold, and those in them; ``settle`` waits for the page."""
    while page.evaluate(OPEN_ALL):
        settle()


def faults_of(page):
    """What is not explained on a page; the kinds in sight that one tap does not tell."""
    kinds, unexplained = looked_at(page)
    return [*unexplained, *sorted(kinds - named(page))]


def faults_opened(page, ready):
    """The same once every fold is open; ``ready`` is seen on a page at rest."""
    open_all(page, lambda: page.wait_for_selector(ready))
    kinds, unexplained = looked_at(page)
    return [*unexplained, *sorted(kinds - named(page))]


LINK = "link"
"""A number there is explained where it leads."""


def looked_at(page):
    """The kinds of the numbers in sight, and the words of those that are of none."""
    kinds, unexplained = set(), []
    for words, placed, tapped, titles in page.evaluate(PIECES, PLACES):
        of_piece, left = kinds_in(one_line(words), placed or titled(one_line(titles)))
        kinds |= set() if tapped == LINK else set(of_piece)
        if re.search(r"\d", left) and not tapped:
            unexplained.append(one_line(left))
    return kinds, unexplained


BESIDE = ".numbers strong, .st-key-fold_control_number p > strong"
"""The help names all kinds but the control number, whose own fold does."""


def named(page):
    """The kinds that are named: on a phone below « Comment c'est calculé », else in the help."""
    help_ = page.locator(".st-key-help button")
    if help_.count():
        help_.first.click()
        page.locator(".numbers").wait_for(state="attached")
        names = page.locator(BESIDE).all_text_contents()
        page.keyboard.press("Escape")
    else:
        names = page.locator(".how li b").all_text_contents()
    return {one_line(name).removesuffix(".") for name in names}
