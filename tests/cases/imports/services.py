"""Tables of hospitals, roads and statistics: rows of units, sums and references among levers."""

from functools import partial

from tests.cases.imports.expected import WRONG, AnyOf, Ask, AwkwardFile, wide
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
    yield from _first_rows()
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
    for name in ("S/total énergie", "Ss-total énergie", "Summe", "Totale", "Σ"):
        sums = [sum(one[c] for one in TRAFFIC) for c in range(3)]
        yield AwkwardFile(
            f"total dit {name.replace('/', ' ')}.csv",
            _csv(["Tronçon", "Trafic", "Coût", "Accidents"], ROADS, TRAFFIC, [name, *sums]),
            f"a sum that is written {name}",
            levers=ROADS,
            criteria=["Trafic", "Coût", "Accidents"],
            scores=wide("B:D", "2:4", TRAFFIC),
            left_out={"A5:D5": "total"},
        )
    yield AwkwardFile(
        "references parmi des territoires.csv",
        _csv(
            ["Département", "Taux de pauvreté", "Médecins"],
            [*PLACES, "Ensemble", "France métropolitaine"],
            [*RATES, [11.2, 9.4], [14.4, 8.7]],
            ["Durchschnitt", 11.2, 9.4],
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
    yield AwkwardFile(
        "plan de financement dessous.xlsx",
        _page(
            ["Projet", "Coût (k€)", "Bénéficiaires"],
            ["Halle", "Skatepark", "Médiathèque"],
            [[900, 2500], [150, 400], [2300, 6000]],
            [],
            ["Plan de financement"],
            ["Financeur", 2025, 2026],
            ["Région", 300, 200],
            ["État (DSIL)", 450, 150],
            ["Commune", 100, 100],
        ),
        "another table below, whose columns are years",
        sheet="Notes",
        levers=["Halle", "Skatepark", "Médiathèque"],
        criteria=[AnyOf("Coût (k€)", "Coût"), "Bénéficiaires"],
        scores=wide("B:C", "2:4", [[900, 2500], [150, 400], [2300, 6000]]),
        may_ask=["header"],
    )
    yield AwkwardFile(
        "classement d'un conseil.csv",
        _csv(
            ["Projet", "Coût", "Classement CA"],
            ["Aire de jeux", "Boulodrome", "Buvette"],
            [[30, 3], [5, 1], [8, 2]],
        ),
        "ranks by somebody, each of them once: asked",
        levers=["Aire de jeux", "Boulodrome", "Buvette"],
        criteria=["Coût", "Classement CA"],
        scores=wide("B:C", "2:4", [[30, 3], [5, 1], [8, 2]]),
        asked=[("role", "C")],
        may_ask=["role"],
    )
    yield AwkwardFile(
        "rangs en toutes lettres.csv",
        _csv(
            ["Projet", "Coût", "Passage"],
            ["Aire de jeux", "Boulodrome", "Buvette", "Halle"],
            [[30, "1re"], [5, "2e"], [8, "3ème"], [12, 4]],
        ),
        "first, second, third: numbers in no unit",
        levers=["Aire de jeux", "Boulodrome", "Buvette", "Halle"],
        criteria=["Coût", "Passage"],
        scores=wide("B:C", "2:5", [[30, WRONG], [5, WRONG], [8, WRONG], [12, 4]]),
    )
    yield AwkwardFile(
        "votants.csv",
        partial(
            text,
            [
                "Votant;Projet;Critère;Note",
                *(
                    f"{who};{what};{which};{mark}"
                    for what in ("Bus", "Vélo")
                    for which in ("Coût", "CO2")
                    for who, mark in (("Anne", 1), ("Paul", 3), ("Fatou", 2))
                ),
            ],
        ),
        "three people's marks of each: two too many, never one for all",
        levers=["Bus", "Vélo"],
        criteria=["Coût", "CO2"],
        problems=["D3", "D4", "D6", "D7", "D9", "D10", "D12", "D13"],
        unsure=True,
    )


def _first_rows():
    yield AwkwardFile(
        "premiere ligne en mots.csv",
        _csv(
            ["Bâtiment", "Coût", "Délai"],
            ["Halle", "Stade", "Gare", "Quai"],
            [["en étude", "à voir"], [12, 3], [15, 4], [25, 4]],
        ),
        "the first row has words where the others have numbers: a row, and no heading",
        levers=["Halle", "Stade", "Gare", "Quai"],
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:5", [[WRONG, WRONG], [12, 3], [15, 4], [25, 4]]),
        may_ask=["header", "orientation"],
    )
    yield AwkwardFile(
        "premieres lignes en mots.csv",
        _csv(
            ["Risque", "Niveau"],
            ["Feu", "Crue", "Séisme", "Tempête"],
            [["1 - faible"], ["2 - moyen"], ["3 - fort"], [2]],
        ),
        "levels in words, then one number: the last row of words is no heading",
        levers=["Feu", "Crue", "Séisme", "Tempête"],
        criteria=["Niveau"],
        unsure=True,
    )
    yield AwkwardFile(
        "exemple et dont.csv",
        _csv(
            ["Poste", "Coût", "Délai"],
            ["Exemple : passerelle", "Travaux", "dont toiture", "Études"],
            [[100, 5], [900, 2], [600, 1], [210, 4]],
        ),
        "an example, and a part of the row above: levers or not, asked",
        levers=["Exemple : passerelle", "Travaux", "dont toiture", "Études"],
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:5", [[100, 5], [900, 2], [600, 1], [210, 4]]),
        asked=[("role", "2"), ("role", "4")],
        may_ask=["role", "orientation"],
    )


def _columns():
    yield AwkwardFile(
        "codes avant les noms.xlsx",
        _page(
            ["Réf.", "Code INSEE", "Commune", "CP", "Population"],
            ["A-01", "A-02", "A-03"],
            [
                ["29019", "Brest", "29200", 139600],
                ["29151", "Morlaix", "29600", 14800],
                ["29232", "Quimper", "29000", 63800],
            ],
        ),
        "three columns of codes around the names",
        sheet="Notes",
        levers=["Brest", "Morlaix", "Quimper"],
        criteria=["Population"],
        scores=wide("E:E", "2:4", [[139600], [14800], [63800]]),
        left_out={"A2:A4": "number", "B2:B4": "number", "D2:D4": "number"},
    )
    yield AwkwardFile(
        "annee et latitude.csv",
        _csv(
            ["Projet", "Année", "Latitude", "Coût"],
            ["Halle", "Stade", "Gare"],
            [[2021, 48.1, 30], [2023, 48.2, 50], [2022, 47.9, 80]],
        ),
        "numbers that say when and where: criteria or not, asked",
        levers=["Halle", "Stade", "Gare"],
        criteria=["Année", "Latitude", "Coût"],
        scores=wide("B:D", "2:4", [[2021, 48.1, 30], [2023, 48.2, 50], [2022, 47.9, 80]]),
        asked=[("role", "B"), ("role", "C")],
        may_ask=["role"],
    )
    yield AwkwardFile(
        "poids des choses.csv",
        _csv(
            ["Engin", "Poids", "Coût"],
            ["Tondeuse", "Broyeur", "Tracteur"],
            [["12 kg", 30], ["90 kg", 50], ["1200 kg", 80]],
        ),
        "a column of weights, of things: a criterion",
        levers=["Tondeuse", "Broyeur", "Tracteur"],
        criteria=["Poids", "Coût"],
        scores=wide("B:C", "2:4", [[12, 30], [90, 50], [1200, 80]]),
    )
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
