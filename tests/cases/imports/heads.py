"""Headers and what is around them: units and directions inside, codes, legends, names apart."""

from functools import partial

from tests.cases.imports.expected import AnyOf, AwkwardFile, Word, turned, wide
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
            ods, Page("Notes", [["Projet", "Coût"], *[[n, k] for k, n in enumerate(PANEL, 10)]])
        ),
        "an ODS that is called .xlsx",
        sheet="Notes",
        levers=PANEL,
        criteria=["Coût"],
        scores=wide("B", "2:5", [[10], [11], [12], [13]]),
    )
