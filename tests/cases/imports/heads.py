"""Headers and what is around them: units and directions inside, codes, legends, names apart."""

from functools import partial

from tests.cases.imports.expected import AnyOf, AwkwardFile, Grouped, Maybe, Word, turned, wide
from tests.cases.imports.opendocument import ods
from tests.cases.imports.writing import PANEL, Page, text, xlsx

THREE = ["Navette gare", "Autopartage", "Covoiturage"]
BASE = [[210, 6], [35, 3], [15, 2]]


def _csv(*lines, **more):
    return partial(text, list(lines), **more)


def files():
    for head, unit in (
        ("Coût en k€", "k€"),
        ("Coût, k€", "k€"),
        ("Coût [k€]", "k€"),
        ("Coût (en k€)", "k€"),
        ("Coût (k€ HT)", "k€ HT"),
        ("Émissions (tCO2e/an)", "tCO2e/an"),
        ("Surface - m²", "m²"),
    ):
        bare = head.split()[0].rstrip(",")
        yield AwkwardFile(
            f"unite dans {bare} {head[len(bare) :].strip(' ,-').replace('/', ' par ')}.csv",
            _csv(
                f"Projet;{head};Délai",
                *(f"{n};{a};{b}" for n, (a, b) in zip(THREE, BASE, strict=True)),
            ),
            f"the unit in a header: {head}",
            levers=THREE,
            criteria=[AnyOf(head, bare), "Délai"],
            scores=wide("B:C", "2:4", BASE),
            units={0: (unit, "k€", "") if "HT" in unit or "- " in head else (unit,)},
        )
    for head, options in (
        ("Coût (à minimiser)", ("min", "")),
        ("Coût ↓", ("min", "")),
        ("Emplois (max)", ("max", "")),
    ):
        bare = head.split()[0]
        yield AwkwardFile(
            f"sens dans {head.replace('↓', 'fleche')}.csv",
            _csv(
                f"Projet;{head};Délai",
                *(f"{n};{a};{b}" for n, (a, b) in zip(THREE, BASE, strict=True)),
            ),
            f"the direction in a header, used or asked, never as a unit: {head}",
            levers=THREE,
            criteria=[AnyOf(head, bare), "Délai"],
            scores=wide("B:C", "2:4", BASE),
            directions={bare: "|".join(options)},
            units={0: ("",)},
        )
    yield AwkwardFile(
        "unites entre parentheses dessous.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Évaluation des projets", None, None, None],
                    ["Projet", "Coût", "Délai", "Qualité"],
                    [None, "(k€)", "(mois)", "(1 à 5)"],
                    *[[n, *v, k] for k, (n, v) in enumerate(zip(THREE, BASE, strict=True), 1)],
                ],
                merged=["A1:D1"],
            ),
        ),
        "units in brackets on the row below, a merged title just above",
        sheet="Notes",
        levers=THREE,
        criteria=[
            AnyOf("Coût", "Coût (k€)"),
            AnyOf("Délai", "Délai (mois)"),
            AnyOf("Qualité", "Qualité (1 à 5)"),
        ],
        scores=wide("B:D", "4:6", [[*v, k] for k, v in enumerate(BASE, 1)]),
        units={0: ("k€",), 1: ("mois",)},
        left_out={"A1": "title"},
    )
    yield AwkwardFile(
        "codes et intitules.xlsx",
        partial(
            xlsx,
            Page(
                "Grille",
                [
                    ["", "C1", "C2"],
                    ["Projet", "Coût d'investissement", "Délai de mise en service"],
                    *[[n, *v] for n, v in zip(THREE, BASE, strict=True)],
                ],
            ),
        ),
        "codes above the names of criteria",
        sheet="Grille",
        levers=THREE,
        criteria=[
            Grouped("C1", "Coût d'investissement"),
            Grouped("C2", "Délai de mise en service"),
        ],
        scores=wide("B:C", "3:5", BASE),
        may_ask=["header"],
        doubted=[],
    )
    yield AwkwardFile(
        "legende dessous.csv",
        _csv(
            "Projet;C1;C2;C3",
            "Navette gare;4;2;5",
            "Autopartage;3;5;1",
            "Covoiturage;1;4;2",
            ";;;",
            "Légende :;;;",
            "C1 : coût d'investissement;;;",
            "C2 : délai, de 1 (long) à 5 (court);;;",
            "C3 : accord des communes;;;",
            encoding="cp1252",
        ),
        "codes as headers, explained below",
        levers=THREE,
        criteria=["C1", "C2", "C3"],
        scores=wide("B:D", "2:4", [[4, 2, 5], [3, 5, 1], [1, 4, 2]]),
        left_out={"A6": "", "A7": "", "A8": "", "A9": ""},
    )
    yield AwkwardFile(
        "budget dessous.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Coût", "Délai"],
                    *[[n, *v] for n, v in zip(THREE, BASE, strict=True)],
                    [],
                    ["Budget disponible", 150, None],
                ],
            ),
        ),
        "a figure of another nature below a blank row: not a lever without a word",
        sheet="Notes",
        levers=THREE,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:4", BASE),
        may_ask=["role"],
        doubted=["A6:C6"],
    )
    yield AwkwardFile(
        "levier sans note.csv",
        _csv(
            "Projet;Coût;Délai;Accord",
            "Navette gare;210;6;fort",
            "Autopartage;35;3;faible",
            "Covoiturage;15;2;fort",
            "Télétravail;?;n.d.;?",
        ),
        "a lever of which nothing is known is a lever",
        levers=[*THREE, "Télétravail"],
        criteria=["Coût", "Délai", "Accord"],
        scores=wide(
            "B:D",
            "2:5",
            [
                [210, 6, Word("fort")],
                [35, 3, Word("faible")],
                [15, 2, Word("fort")],
                [None, None, None],
            ],
        ),
    )
    yield AwkwardFile(
        "commune avant le projet.csv",
        _csv(
            "N°;Commune;Projet;Coût (k€);Délai",
            "1;Caen;Navette gare;210;6",
            "2;Caen;Autopartage;35;3",
            "3;Bayeux;Covoiturage;15;2",
            "4;Bayeux;Parking relais;80;9",
            "5;Vire;Télécentre;64;12",
            encoding="cp1252",
        ),
        "names of levers in the third column; towns come again",
        levers=[*THREE, "Parking relais", "Télécentre"],
        criteria=[AnyOf("Commune", None), AnyOf("Coût (k€)", "Coût"), "Délai"],
        scores=wide(
            "B,D:E",
            "2:6",
            [
                [Maybe(Word(town)), cost, delay]
                for town, cost, delay in (
                    ("Caen", 210, 6),
                    ("Caen", 35, 3),
                    ("Bayeux", 15, 2),
                    ("Bayeux", 80, 9),
                    ("Vire", 64, 12),
                )
            ],
        ),
        may_ask=["role", "order"],
        left_out={"A1:A6": "number"},
    )
    yield AwkwardFile(
        "criteres en lignes avec sens.ods",
        partial(
            ods,
            Page(
                "Choix",
                [
                    ["Critère", "Sens", "Unité", "Poids", *THREE],
                    ["Coût", "min", "k€", 3, 210, 35, 15],
                    ["Emplois", "max", "ETP", 2, 3.5, 0, 1],
                    ["Accord", "max", None, 1, "fort", "faible", "fort"],
                ],
            ),
        ),
        "levers in columns; direction, unit and weight before them",
        sheet="Choix",
        levers=THREE,
        criteria=["Coût", "Emplois", "Accord"],
        scores=turned(
            "E:G",
            "2:4",
            [[210, 35, 15], [3.5, 0, 1], [Word("fort"), Word("faible"), Word("fort")]],
        ),
        directions={"Coût": "min", "Emplois": "max", "Accord": "max|"},
        units={0: ("k€",), 1: ("ETP",)},
        left_out={"B1:B4": "direction", "C1:C4": "unit", "D1:D4": "weight"},
    )
    yield AwkwardFile(
        "deux tableaux cote a cote.xlsx",
        partial(
            xlsx,
            Page(
                "Notes",
                [
                    ["Projet", "Coût", "Délai", None, "Projet", "Accord", "Impact"],
                    *[
                        [n, *v, None, n, 3 + k % 2, k]
                        for k, (n, v) in enumerate(zip(THREE, BASE, strict=True), 1)
                    ],
                ],
            ),
        ),
        "the same levers again beside, with other criteria: one table or two, asked or told",
        sheet="Notes",
        levers=THREE,
        doubted=["E1:G4"],
    )
    yield AwkwardFile(
        "x ou rien.csv",
        _csv(
            "Projet;Coût;Foncier public",
            "Navette gare;210;x",
            "Autopartage;35;",
            "Covoiturage;15;x",
            "Parking relais;80;",
        ),
        "a cross or nothing: whether nothing means no is not for the reader to say",
        levers=[*THREE, "Parking relais"],
        unsure=True,
        doubted=["C2", "C3"],
    )
    yield AwkwardFile(
        "ods nomme.xlsx",
        partial(
            ods,
            Page("Notes", [["Projet", "Coût"], *[[n, k] for k, n in enumerate(PANEL, 10)]]),
        ),
        "an ODS that is called .xlsx",
        sheet="Notes",
        levers=PANEL,
        criteria=["Coût"],
        scores=wide("B", "2:5", [[10], [11], [12], [13]]),
    )
