"""Files on which the reader was found wrong, or lost, by looking at what it made of them."""

from functools import partial

from tests.cases.imports.expected import NOTICED, AnyOf, AwkwardFile, Maybe, Word, wide
from tests.cases.imports.writing import Page, text, xlsx

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
