"""Texts: encodings, delimiters, quotes, ends of lines, pasted blocks, archives."""

from functools import partial

from tests.cases.imports.expected import AnyOf, AwkwardFile, Maybe, wide
from tests.cases.imports.writing import text

LINES = [
    "Projet;Coût (k€);Délai",
    "Navette gare;210;6",
    "Vélo à l’œuvre;35,5;3",
    "Covoiturage;15;2",
]
NAMES = ["Navette gare", "Vélo à l’œuvre", "Covoiturage"]
READ = {
    "levers": NAMES,
    "criteria": [AnyOf("Coût (k€)", "Coût"), "Délai"],
    "scores": wide("B:C", "2:4", [[210, 6], [35.5, 3], [15, 2]]),
    "units": {0: ("k€",)},
}


def _with(delimiter):
    return [line.replace(";", delimiter) for line in LINES]


def files():
    yield from _encodings()
    yield from _delimiters()
    yield from _quotes()
    yield from _ends()
    yield from _blocks()
    yield from _unlike()


def _encodings():
    for encoding in ("cp1252", "utf-8-sig", "utf-16"):
        yield AwkwardFile(
            f"encode en {encoding}.csv", partial(text, LINES, encoding), f"{encoding}", **READ
        )
    yield AwkwardFile(
        "tableau.xlsx", partial(text, LINES, "cp1252"), "a text that is called .xlsx", **READ
    )


def _delimiters():
    yield AwkwardFile(
        "tabulations.tsv", partial(text, _with("\t"), "cp1252"), "tabs, cp1252", **READ
    )
    yield AwkwardFile("barres.txt", partial(text, _with("|")), "bars, named .txt", **READ)
    yield AwkwardFile(
        "sep.csv",
        partial(text, ["sep=;", *LINES], "cp1252"),
        "the first line says the delimiter, as Excel takes it: it is no row",
        **READ,
    )
    yield AwkwardFile(
        "virgule decimale et virgules.csv",
        partial(
            text,
            [
                "Projet,Coût,Délai",
                'Navette gare,"12,5","6,25"',
                'Autopartage,"3,75","3"',
                'Covoiturage,"0,5","2,5"',
            ],
        ),
        "commas between, decimal commas within quotes",
        levers=["Navette gare", "Autopartage", "Covoiturage"],
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:4", [[12.5, 6.25], [3.75, 3], [0.5, 2.5]]),
    )
    yield AwkwardFile(
        "delimiteurs de trop.csv",
        partial(
            text,
            [
                "Projet;Coût;Délai;;;;", "Navette gare;210;6;;;;", "Autopartage;35;3;;;;",
                "Covoiturage;15;2", ";;;;;;", ";;;;;;",
            ],
        ),
        "delimiters after the last column, empty rows below",
        levers=["Navette gare", "Autopartage", "Covoiturage"],
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:4", [[210, 6], [35, 3], [15, 2]]),
    )  # fmt: skip
    yield AwkwardFile(
        "virgules dans les noms.csv",
        partial(
            text,
            [
                "Projet;Coût;Délai",
                "Navette, gare, centre;12,5;6",
                "Autopartage, vélos, scooters;3,75;3",
                "Covoiturage, stop, taxis;0,5;2",
            ],
        ),
        "more commas than semicolons: names and decimals have them",
        levers=[
            "Navette, gare, centre",
            "Autopartage, vélos, scooters",
            "Covoiturage, stop, taxis",
        ],
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:4", [[12.5, 6], [3.75, 3], [0.5, 2]]),
    )


def _quotes():
    yield AwkwardFile(
        "point-virgule entre guillemets.csv",
        partial(
            text,
            [
                '"Projet";"Coût (k€)";"Délai"',
                '"Navette ; gare";"210";"6"',
                '"Vélo dit ""libre""";"35,5";"3"',
                '"Covoiturage";"15";"2"',
            ],
        ),
        "everything is quoted: a semicolon and quotes inside",
        **{**READ, "levers": ["Navette ; gare", 'Vélo dit "libre"', "Covoiturage"]},
    )
    yield AwkwardFile(
        "ligne dans une cellule.csv",
        partial(
            text,
            'Projet;"Coût\r\n(k€)";Délai\r\n"Navette\r\ngare";210;6\r\n'
            "Vélo à l’œuvre;35,5;3\r\nCovoiturage;15;2\r\n",
        ),
        "ends of lines within quotes: rows are counted as records",
        **READ,
    )
    yield AwkwardFile(
        "guillemet ouvert.csv",
        partial(
            text,
            ["Projet;Coût;Délai", '"Navette gare;210;6', "Autopartage;35;3", "Covoiturage;15;2"],
        ),
        "a quote that is never closed: no row is swallowed without a word",
        levers=AnyOf(
            ['"Navette gare', "Autopartage", "Covoiturage"],
            ["Navette gare", "Autopartage", "Covoiturage"],
        ),
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:4", [[210, 6], [35, 3], [15, 2]]),
        may_refuse=True,
        may_ask=["header", "role"],
    )


def _ends():
    yield AwkwardFile("mac.csv", partial(text, LINES, "cp1252", "\r"), "ends of old Macs", **READ)
    yield AwkwardFile("unix.csv", partial(text, LINES, "utf-8", "\n"), "ends of Unix", **READ)
    yield AwkwardFile(
        "sans fin.csv", partial(text, "\r\n".join(LINES)), "the last line has no end", **READ
    )
    yield AwkwardFile(
        "lignes vides.csv",
        partial(text, [LINES[0], "", LINES[1], "", "", LINES[2], LINES[3], "", ""]),
        "blank lines count as rows",
        **{**READ, "scores": wide("B:C", "3,6:7", [[210, 6], [35.5, 3], [15, 2]])},
    )


def _blocks():
    yield AwkwardFile(
        "(colle d'Excel)",
        lambda: "\n".join(_with("\t")) + "\n",
        "a block that is copied out of a workbook",
        **READ,
    )
    yield AwkwardFile(
        "(colle avec cellule sur deux lignes)",
        lambda: (
            'Projet\t"Coût\n(k€)"\tDélai\n"Navette\ngare"\t210\t6\n'
            "Vélo à l’œuvre\t35,5\t3\nCovoiturage\t15\t2"
        ),
        "a cell on two lines, quoted as Excel copies it",
        **READ,
    )


def _unlike():
    yield AwkwardFile(
        "une colonne.csv",
        partial(text, ["Projet", "Navette gare", "Autopartage", "Covoiturage"]),
        "names alone: there is no score",
        refused="no_table",
        unsure=True,
    )
    yield AwkwardFile(
        "une apostrophe de trop.csv",
        partial(text, ["Projet;Coût;Délai", "l'Orne;'12;6", "l'Eure;35;3", "la Manche;15;2"]),
        "apostrophes quote nothing in names",
        levers=["l'Orne", "l'Eure", "la Manche"],
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:4", [[Maybe(12), 6], [35, 3], [15, 2]]),
    )
