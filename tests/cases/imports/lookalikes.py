"""Names that look like amounts, and must stay names."""

from functools import partial

from tests.cases.imports.expected import AnyOf, AwkwardFile, wide
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
    numbered = ["1.1 Navette gare", "1.2 Autopartage", "2.1 Covoiturage"]
    yield AwkwardFile(
        "noms numerotes.xlsx",
        _table(head=["Projet", "1. Coût", "2. Délai"], names=numbered),
        "names and headers that begin by their number",
        sheet="Notes",
        levers=numbered,
        criteria=["1. Coût", "2. Délai"],
        scores=wide("B:C", "2:4", BASE),
    )
    figures = ["2 roues électriques", "30 km/h en ville", "100 % vélo"]
    yield AwkwardFile(
        "noms a chiffres.xlsx",
        _table(names=figures),
        "names that begin as an amount does",
        sheet="Notes",
        levers=figures,
        criteria=["Coût", "Délai"],
        scores=wide("B:C", "2:4", BASE),
    )
    yield AwkwardFile(
        "lignes de bus.csv",
        _csv("Ligne de bus;Coût (k€);Voyageurs", "12;210;1200", "14;35;800", "21;15;950"),
        "names that are numbers: read, asked about, or refused; never rows without a name",
        levers=["12", "14", "21"],
        criteria=[AnyOf("Coût (k€)", "Coût"), "Voyageurs"],
        scores=wide("B:C", "2:4", [[210, 1200], [35, 800], [15, 950]]),
        may_ask=["header", "names", "role", "orientation"],
        may_refuse=True,
    )
