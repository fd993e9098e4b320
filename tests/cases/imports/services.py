"""Tables of hospitals, roads and statistics: rows of units, sums and references among levers."""

from functools import partial

from tests.cases.imports.expected import AnyOf, Ask, AwkwardFile, wide
from tests.cases.imports.writing import Page, text, xlsx

ROADS = ["RD 12 – Plouagat", "RD 787 – Callac", "RN 164 – Merdrignac"]
TRAFFIC = [[8400, 1.2, 7], [5100, 0.85, 3], [12300, 6.4, 11]]
PLACES = ["Finistère", "Morbihan", "Ille-et-Vilaine"]
RATES = [[11.2, 9.8], [11.6, 8.9], [10.9, 9.5]]


def _named(names, values):
    return [[name, *line] for name, line in zip(names, values, strict=True)]


def _csv(head, names, values, *below):
    rows = [head, *_named(names, values), *below]
    return partial(text, [";".join(str(v).replace(".", ",") for v in row) for row in rows])


def _page(head, names, values, *below):
    return partial(xlsx, Page("Notes", [head, *_named(names, values), *below]))


def files():
    yield from _columns()
    yield AwkwardFile(
        "unites dont une inconnue.xlsx",
        _page(
            ["Tronçon", "Trafic", "Coût", "Accidents"],
            ["", *ROADS],
            [["véh./j", "M€", "nb/5 ans"], *TRAFFIC],
        ),
        "a row of units under the header, of which most are known to nobody else",
        sheet="Notes",
        unsure=True,
        doubted=["A2"],
    )
    yield AwkwardFile(
        "precisions sous les titres.csv",
        _csv(
            ["Tronçon", "Trafic", "Coût"],
            ["", *ROADS],
            [["Tous véhicules", "Hors taxes"], *[one[:2] for one in TRAFFIC]],
        ),
        "what each heading means stands on the row below, in words that are no units",
        unsure=True,
        doubted=["A2"],
    )
    yield AwkwardFile(
        "references parmi des territoires.csv",
        _csv(
            ["Département", "Taux de pauvreté", "Médecins"],
            [*PLACES, "Ensemble", "France métropolitaine"],
            [*RATES, [11.2, 9.4], [14.4, 8.7]],
            ["Moyenne", 11.2, 9.4],
            ["Médiane", 11.2, 9.5],
        ),
        "the whole and the country among their parts, neither first nor last",
        levers=[*PLACES, "Ensemble", "France métropolitaine"],
        criteria=["Taux de pauvreté", "Médecins"],
        scores=wide("B:C", "2:6", [*RATES, [11.2, 9.4], [14.4, 8.7]]),
        asked=[("role", "5"), ("role", "6")],
        may_ask=["role"],
        left_out={"A7:C7": "mean", "A8:C8": "mean"},
    )
    yield AwkwardFile(
        "compte sous les notes de bas.xlsx",
        _page(
            ["Action", "Coût", "Note"],
            PLACES,
            RATES,
            ["Source : Insee, RP 2021."],
            ["Lecture : 11,2 % des habitants."],
            ["Actions retenues", 3],
        ),
        "below the footnotes a figure that is none of a lever",
        sheet="Notes",
        levers=PLACES,
        criteria=["Coût", "Note"],
        scores=wide("B:C", "2:4", RATES),
        asked=[("role", "7")],
        may_ask=["role"],
    )


def _columns():
    yield AwkwardFile(
        "hors de l'echelle ecrite.csv",
        _csv(
            ["Projet", "Intérêt (1 à 5)", "Population (15-64 ans)"],
            ["Halle", "Stade", "Gare", "Quai"],
            [[3, 1200], [0, 800], ["4,5", 950], [7, 640]],
        ),
        "outside the scale that the heading says: asked; ages are no scale",
        levers=["Halle", "Stade", "Gare", "Quai"],
        criteria=[AnyOf("Intérêt (1 à 5)", "Intérêt"), "Population (15-64 ans)"],
        scores=wide(
            "B:C",
            "2:5",
            [[3, 1200], [Ask("cell"), 800], [4.5, 950], [Ask("cell"), 640]],
        ),
    )
