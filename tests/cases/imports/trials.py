"""Files on which the reader was found wrong, or lost, by looking at what it made of them."""

from functools import partial

from tests.cases.imports.expected import NOTICED, AnyOf, AwkwardFile, Grouped, Maybe, Word, wide
from tests.cases.imports.writing import Page, Shown, text, xlsx

THREE = ["Navette gare", "Autopartage", "Covoiturage"]
BASE = [[210, 6], [35, 3], [15, 2]]
HEAD = ["Projet", "Coût", "Délai"]


def _csv(*lines):
    return partial(text, list(lines))


def _table(*above, head=HEAD, names=THREE, values=BASE, below=()):
    rows = [[name, *line] for name, line in zip(names, values, strict=True)]
    return partial(xlsx, Page("Notes", [*above, list(head), *rows, *below]))


def files():
    yield from _headers()
    yield from _rows()
    yield from _columns()


def _headers():
    plain = {"35": 35, "15": 15, "80": 80, "64": 64, "12": 12}
    for name, words in (
        ("gratuit", {"gratuit": NOTICED, "offert": NOTICED}),
        ("pour memoire", {"pm": Maybe(None), "p.m.": Maybe(None)}),
        ("prix", {"1€50": Maybe(1.5), "2€30": Maybe(2.3)}),
        ("estime", {"210 (estim.)": Maybe(210), "voir annexe": Maybe(None)}),
    ):
        cells = {**words, **plain}
        names = [f"Lieu {letter}" for letter in "ABCDEFGH"[: len(cells)]]
        yield AwkwardFile(
            f"premiers mots, {name}.csv",
            _csv("Projet;Coût", *(f"{n};{c}" for n, c in zip(names, cells, strict=True))),
            "two columns, whose first scores are no numbers: the header is the first row",
            levers=names,
            criteria=["Coût"],
            scores=wide("B", f"2:{len(cells) + 1}", [[value] for value in cells.values()]),
        )
    yield AwkwardFile(
        "plus et moins.csv",
        _csv("Projet;Climat", "Navette gare;++", "Autopartage;+", "Covoiturage;0", "Tram;-"),
        "signs, a zero among them, in two columns",
        levers=[*THREE, "Tram"],
        criteria=["Climat"],
        scores=wide(
            "B",
            "2:5",
            [[Word("++")], [Word("+")], [AnyOf(Word("0"), Maybe(0))], [Maybe(Word("-"))]],
        ),
    )
    yield AwkwardFile(
        "fiche collee.xlsx",
        _table(["Date", "12/03/2026", None], ["Auteur", "M. B.", None]),
        "a day and an author glued above the table",
        sheet="Notes",
        levers=THREE,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "4:6", BASE),
        may_ask=["header"],
        doubted=["A1:B1", "A2:B2"],
    )
    yield AwkwardFile(
        "trois rangs d'en-tete.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Critères", None, None],
                    [None, "Coût", None, "Délai"],
                    [None, "Invest. (k€)", "Fonct. (k€/an)", "mois"],
                    *[[n, *v, 4] for n, v in zip(THREE, BASE, strict=True)],
                ],
                merged=["A1:A3", "B1:D1", "B2:C2"],
            ),
        ),
        "a header over three rows: names are never the unit alone, or it is asked",
        sheet="Notes",
        unsure=True,
    )
    yield AwkwardFile(
        "min et max groupes.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Coût", None, "Délai"],
                    [None, "min", "max", None],
                    *[[n, a, a + 10, b] for n, (a, b) in zip(THREE, BASE, strict=True)],
                ],
                merged=["A1:A2", "B1:C1", "D1:D2"],
            ),
        ),
        "« min » and « max » under a cost are no means of anything",
        sheet="Notes",
        levers=THREE,
        criteria=[
            Grouped("Coût", "min", needed=True),
            Grouped("Coût", "max", needed=True),
            "Délai",
        ],
        scores=wide("B:D", "3:5", [[a, a + 10, b] for a, b in BASE]),
        may_ask=["role"],
    )


def _rows():
    yield AwkwardFile(
        "sommes de hasard.csv",
        _csv(
            "Projet;Climat;Emploi;Accord",
            "Navette gare;3;4;5",
            "Autopartage;1;2;3",
            "Covoiturage;2;2;2",
        ),
        "a lever whose scores happen to be the sum of the others is a lever",
        levers=THREE,
        criteria=["Climat", "Emploi", "Accord"],
        scores=wide("B:D", "2:4", [[3, 4, 5], [1, 2, 3], [2, 2, 2]]),
        may_ask=["role"],
    )
    yield AwkwardFile(
        "zeros.csv",
        _csv("Projet;Climat;Emploi", "Navette gare;0;0", "Autopartage;0;0", "Covoiturage;0;0"),
        "zero is the sum of zeros, and a score",
        levers=THREE,
        criteria=["Climat", "Emploi"],
        scores=wide("B:C", "2:4", [[0, 0], [0, 0], [0, 0]]),
        may_ask=["role"],
    )
    for name, row in (
        ("source", ["Source", "DREAL", "Devis"]),
        (
            "definition",
            ["Définition", "Coût complet sur dix ans, hors taxes", "De la décision à l'ouverture"],
        ),
    ):
        yield AwkwardFile(
            f"ligne de {name}.xlsx",
            partial(
                xlsx,
                Page("Notes", [HEAD, row, *[[n, *v] for n, v in zip(THREE, BASE, strict=True)]]),
            ),
            f"a row under the header that is its {name}",
            sheet="Notes",
            levers=THREE,
            criteria=["Coût", "Délai"],
            scores=wide("B:C", "3:5", BASE),
            may_ask=["role"],
            doubted=["A2:C2"],
        )
    for words in ("Note max", "Seuil", "Objectif", "Valeur cible"):
        yield AwkwardFile(
            f"ligne {words}.xlsx",
            partial(
                xlsx,
                Page(
                    "Notes",
                    [HEAD, [words, 250, 12], *[[n, *v] for n, v in zip(THREE, BASE, strict=True)]],
                ),
            ),
            "the most there is, a threshold or an aim is no lever without a word",
            sheet="Notes",
            levers=AnyOf(THREE, [words, *THREE]),
            criteria=["Coût", "Délai"],
            may_ask=["role"],
            doubted=["A2:C2"],
        )
    yield AwkwardFile(
        "nombre de projets dessous.xlsx",
        _table(below=[[], ["Nombre de projets", 3], ["Coût total", 260]]),
        "figures about the table, below a blank row",
        sheet="Notes",
        levers=AnyOf(THREE, [*THREE, "Nombre de projets", "Coût total"]),
        criteria=["Coût", "Délai"],
        may_ask=["role"],
        doubted=["A6:B6", "A7:B7"],
    )
    yield AwkwardFile(
        "grille vierge.csv",
        _csv("Projet;Coût;Délai", "Navette gare;;", "Autopartage;;", "Covoiturage;;"),
        "a grid that nobody has filled yet: refused, or all unknown",
        levers=THREE,
        may_refuse=True,
        may_ask=["role", "header"],
    )


def _columns():
    yield AwkwardFile(
        "sources par critere.csv",
        _csv(
            "Projet;Coût;Source coût;Délai;Source délai",
            "Navette gare;210;DREAL;6;devis",
            "Autopartage;35;devis;3;devis",
            "Covoiturage;15;DREAL;2;avis",
        ),
        "a source beside each criterion is no scale of words",
        levers=THREE,
        criteria=["Coût", AnyOf("Source coût", None), "Délai", AnyOf("Source délai", None)],
        may_ask=["role"],
        doubted=["C1:C4", "E1:E4"],
    )
    yield AwkwardFile(
        "atouts et faiblesses.xlsx",
        _table(
            head=["Site", "Atouts", "Faiblesses", "Coût"],
            names=["Nord", "Sud", "Est"],
            values=[
                ["Proche de la gare, bien desservi", "Bruit", 3],
                ["Grand terrain", "Loin du centre, mal desservi", 5],
                ["Foncier public", "Pollué", 1],
            ],
        ),
        "sentences that all differ are no scale without a word",
        sheet="Notes",
        levers=["Nord", "Sud", "Est"],
        criteria=[AnyOf("Atouts", None), AnyOf("Faiblesses", None), "Coût"],
        may_ask=["role"],
        doubted=["B1:B4", "C1:C4"],
    )
    yield AwkwardFile(
        "legende a droite.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    [*HEAD, None, "Légende"],
                    ["Navette gare", 4, 2, None, "1 = faible"],
                    ["Autopartage", 3, 5, None, "5 = fort"],
                    ["Covoiturage", 1, 4],
                ],
            ),
        ),
        "a legend beyond a blank column is no criterion without a word",
        sheet="Notes",
        levers=THREE,
        criteria=["Coût", "Délai", AnyOf("Légende", None)],
        may_ask=["role"],
        doubted=["E1:E3"],
    )
    yield AwkwardFile(
        "un an deux ans.csv",
        _csv(
            "Projet;Délai;Emplois",
            "Navette gare;2 ans;3 emplois",
            "Autopartage;1 an;1 emploi",
            "Covoiturage;3 ans;0 emploi",
        ),
        "one and several of a unit are one unit",
        levers=THREE,
        criteria=["Délai", "Emplois"],
        scores=wide("B:C", "2:4", [[2, 3], [1, 1], [3, 0]]),
        units={0: ("ans", "an"), 1: ("emplois", "emploi")},
    )
    yield AwkwardFile(
        "territoire et projet.xlsx",
        _table(
            head=["Territoire", "Projet", "Coût", "Délai"],
            names=["Caen", "Caen", "Vire", "Vire"],
            values=[["Navette", 210, 6], ["Vélo", 35, 3], ["Navette", 15, 2], ["Vélo", 80, 9]],
        ),
        "the same projects in two places, two criteria: nothing is thrown away without a word",
        sheet="Notes",
        unsure=True,
        doubted=["A2:A5"],
    )
    yield AwkwardFile(
        "exposants.xlsx",
        _table(values=[[Shown(1200000, "0.00E+00"), 6], [Shown(35, "0.0E+0"), 3], [15, 2]]),
        "formats with an exponent are no dates",
        sheet="Notes",
        levers=THREE,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:4", [[1200000, 6], [35, 3], [15, 2]]),
    )
