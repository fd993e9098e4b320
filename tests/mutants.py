"""Tables as people deform them, each with what must come out: seeded, nothing is drawn twice.

A base table is bare: levers, criteria, scores. A mutant is the same table with titles above it,
turned round, with totals, weights, units, hidden lines… as files of the real world have them.
"""

import random
from dataclasses import dataclass, field

from prioritisation.imports.grids import EMPTY, Book, CellKind, FileCell, FileKind, Sheet
from tests.mutant_tables import BASES, Measured, Value

MADE_UP = (
    *("Zorvel", "Quibran", "Talmoche", "Fendrel", "Ozique", "Brastin", "Lumargue", "Pélissane"),
    *("Garveau", "Trismol", "Ardelune", "Mocraie", "Vauglin", "Serpelle", "Cormast", "Blandoire"),
    *("Issarde", "Noumel", "Tarquine", "Oublay"),
)
UNKNOWN = ("", "", "n.c.", "?", "à compléter", "n.d.", "—")
TITLES = (
    ("Tableau de travail du groupe",),
    ("Date :", "12/03/2026"),
    (),
    ("Version 3 – document provisoire, ne pas diffuser sans accord",),
    ("Rédacteur", "secrétariat"),
    ("Comité de pilotage du 4 mai",),
)
FOOTERS = (
    "Source : enquête 2025, données provisoires.",
    "* Montants hors taxes",
    "Note : les délais sont ceux du calendrier prévisionnel de la maîtrise d'ouvrage.",
)


@dataclass
class Mutant:
    """A file, what must come out of it, and how it was made."""

    book: Book
    levers: list[str]
    criteria: list[str]
    scores: dict[tuple[str, str], Value]
    made_by: list[str] = field(default_factory=list)


@dataclass
class Bare:
    """A table on the way: its names, its scores and what is drawn of it."""

    rng: random.Random
    levers: list[str]
    criteria: list[Measured]
    grid: list[list[Value]]
    typed: bool
    made_by: list[str]

    def chance(self, share: float, what: str) -> bool:
        """Whether this deformation is drawn, which is kept."""
        drawn = self.rng.random() < share
        if drawn:
            self.made_by.append(what)
        return drawn


def mutant(seed: int) -> Mutant:
    """The mutant of a number: always the same one."""
    rng = random.Random(seed)  # noqa: S311 -- seeded on purpose
    base = rng.choice(BASES)
    bare = Bare(
        rng,
        list(base.levers),
        list(base.criteria),
        [list(row) for row in base.grid],
        typed=rng.random() < 0.5,
        made_by=[base.name],
    )
    _rename(bare)
    _forget(bare)
    _shuffle(bare)
    scores = {
        (lever, one.name): value
        for lever, row in zip(bare.levers, bare.grid, strict=True)
        for one, value in zip(bare.criteria, row, strict=True)
    }
    rows = _long(bare) if bare.chance(0.08, "long") else _wide(bare)
    sheets = _sheets(bare, rows)
    book = Book(FileKind.XLSX if bare.typed else FileKind.TEXT, tuple(sheets))
    return Mutant(book, bare.levers, [one.name for one in bare.criteria], scores, bare.made_by)


def _rename(bare: Bare) -> None:
    rng, count = bare.rng, len(bare.levers)
    if bare.chance(0.3, "levers made up"):
        kind = rng.choice(["", "", "Zone ", "Site ", "Parc "])
        bare.levers = [f"{kind}{one}" for one in rng.sample(MADE_UP, count)]
    if bare.chance(0.3, "criteria made up"):
        taken = {one.split()[-1] for one in bare.levers}
        names = rng.sample([one for one in MADE_UP if one not in taken], len(bare.criteria))
        bare.criteria = [
            Measured(name, one.unit) for name, one in zip(names, bare.criteria, strict=True)
        ]


def _forget(bare: Bare) -> None:
    """Twelve scores of a hundred are unknown; each lever and each criterion has one at least."""
    for row in bare.grid:
        for k in range(len(row)):
            others = [one for one in row[:k] + row[k + 1 :] if one is not None]
            column = [line[k] for line in bare.grid if line is not row and line[k] is not None]
            if bare.rng.random() < 0.12 and others and len(column) > 1:
                row[k] = None


def _shuffle(bare: Bare) -> None:
    if bare.rng.random() < 0.5:
        order = list(range(len(bare.levers)))
        bare.rng.shuffle(order)
        bare.levers = [bare.levers[k] for k in order]
        bare.grid = [bare.grid[k] for k in order]


def text(value: str) -> FileCell:
    """A cell of words."""
    return FileCell(CellKind.TEXT, value) if value else EMPTY


def number(bare: Bare, value: float) -> FileCell:
    """A number, as a workbook or as a text has it."""
    if bare.typed:
        return FileCell(CellKind.NUMBER, float(value))
    return text(f"{value:,.10g}".replace(",", " ").replace(".", ","))


def written(bare: Bare, value: Value) -> FileCell:
    """A score as a file has it."""
    if value is None:
        return text(bare.rng.choice(UNKNOWN))
    if isinstance(value, tuple):
        return text(f"{value[0]:g} à {value[1]:g}".replace(".", ","))
    return text(value) if isinstance(value, str) else number(bare, value)


Rows = list[list[FileCell]]


def _wide(bare: Bare) -> Rows:
    """The table as a grid, first with levers in rows, then perhaps turned round."""
    units = any(one.unit for one in bare.criteria)
    brackets = units and bare.chance(0.4, "units in brackets")
    heads = [f"{c.name} ({c.unit})" if brackets and c.unit else c.name for c in bare.criteria]
    turned = bare.chance(0.5, "turned")
    corner = bare.rng.choice(
        ["", "", "Critère", "Critères", "Indicateur"]
        if turned
        else ["", "", "Levier", "Site", "Projet", "Action"]
    )
    rows = [[text(corner), *map(text, heads)]]
    rows += [
        [text(v), *(written(bare, one) for one in line)]
        for v, line in zip(bare.levers, bare.grid, strict=True)
    ]
    _lines_of_criteria(bare, rows, units=units and not brackets)
    _lines_of_levers(bare, rows)
    _groups(bare, rows)
    if turned:
        rows = [list(line) for line in zip(*rows, strict=True)]
    return _framed(bare, rows)


def _lines_of_criteria(bare: Bare, rows: Rows, *, units: bool) -> None:
    """Lines that say something of each criterion: units, directions, weights, totals, means."""
    rng, wide = bare.rng, len(bare.criteria)
    at = 1
    if units and bare.chance(0.3, "unit line"):
        rows.insert(at, [text("Unité"), *(text(one.unit) for one in bare.criteria)])
        at += 1
    if bare.chance(0.1, "direction line"):
        words = [rng.choice(["min", "max"]) for _ in range(wide)]
        rows.insert(at, [text("Sens"), *map(text, words)])
        at += 1
    if bare.chance(0.15, "weight line"):
        weights = [number(bare, rng.randrange(1, 6)) for _ in range(wide)]
        rows.insert(at if rng.random() < 0.6 else len(rows), [text("Poids"), *weights])
    if bare.chance(0.06, "sums without a word"):
        _sum(bare, rows)
    elif bare.chance(0.25, "total line"):
        name = rng.choice(["Total", "Moyenne", "TOTAL", "Total général", "Médiane"])
        rows.append([text(name), *(number(bare, rng.randrange(9, 99)) for _ in range(wide))])


def _sum(bare: Bare, rows: Rows) -> None:
    """The sums of all levers, under the name of where they are: never a lever, unless asked."""
    columns = [[row[k] for row in bare.grid] for k in range(len(bare.criteria))]
    sums = [
        sum(one for one in column if isinstance(one, int | float))
        if all(isinstance(one, int | float) or one is None for one in column)
        else None
        for column in columns
    ]
    if len([one for one in sums if one is not None]) > 1:
        rows.append([text("Normandie"), *(EMPTY if s is None else number(bare, s) for s in sums)])


def _lines_of_levers(bare: Bare, rows: Rows) -> None:
    """Lines that say something of each lever: a total, a rank, remarks, where scores come from."""
    rng = bare.rng
    if bare.chance(0.2, "total or rank of levers"):
        name = rng.choice(["Total", "Rang", "Classement", "Score total"])
        blank = len(rows) - len(bare.levers) - 1
        for k, row in enumerate(rows):
            row.append(text(name) if k == 0 else number(bare, rng.randrange(1, 40)))
        for row in rows[1 : 1 + min(blank, 0)]:
            row[-1] = EMPTY
    if bare.chance(0.15, "remarks"):
        name = rng.choice(["Commentaires", "Remarques", "Source", "Observations"])
        for k, row in enumerate(rows):
            said = rng.choice(["", "à vérifier", "voir le dossier", "dire d'expert"])
            row.append(text(name) if k == 0 else text(said))


def _groups(bare: Bare, rows: Rows) -> None:
    """Groups of levers in a column before them, groups of criteria in a row above them."""
    rng, tall = bare.rng, len(bare.levers)
    first = next(k for k, row in enumerate(rows) if row[0].value == bare.levers[0])
    if bare.chance(0.1, "groups of levers"):
        every = rng.random() < 0.5
        half = tall // 2
        for k, row in enumerate(rows):
            at = k - first
            name = ("Mobilité", "Bâtiment")[at >= half] if 0 <= at < tall else ""
            row.insert(0, text(name if every or at in (0, half) else ""))
        rows[0][0] = text(rng.choice(["Axe", "Thème", "Volet"]))
    elif bare.chance(0.1, "groups of criteria"):
        wide = len(bare.criteria)
        above = [EMPTY] * len(rows[0])
        above[1] = text("Territoire")
        above[1 + wide // 2] = text("Moyens")
        if bare.typed and wide > 3:
            above[1] = FileCell(CellKind.TEXT, "Territoire", columns=wide // 2)
            for k in range(2, 1 + wide // 2):
                above[k] = FileCell(covered=True)
        if wide > 2:
            rows.insert(0, above)


def _framed(bare: Bare, rows: Rows) -> Rows:
    """Row numbers, empty columns, an empty row below the header, titles, footers."""
    rng = bare.rng
    if bare.chance(0.25, "row numbers"):
        name = rng.choice(["N°", "", "#", "Numéro"])
        rows = [[text(name) if k == 0 else number(bare, k), *row] for k, row in enumerate(rows)]
    if len(rows) > 4 and bare.chance(0.1, "repeated header"):
        rows.insert(len(rows) // 2 + 1, list(rows[0]))
    if len(rows) > 5 and bare.chance(0.1, "empty row inside"):
        rows.insert(3, [])
    if bare.chance(0.08, "empty column inside"):
        rows = [[*row[:2], EMPTY, *row[2:]] for row in rows]
    if bare.chance(0.2, "empty row below the header"):
        rows.insert(1, [])
    left = [EMPTY] * rng.choice([0, 0, 0, 1, 2])
    rows = _with_legend(bare, [[*left, *row] for row in rows])
    return _footed(bare, _titled(bare, rows))


def _with_legend(bare: Bare, rows: Rows) -> Rows:
    if not bare.chance(0.06, "a legend beside"):
        return rows
    wide = max(map(len, rows))
    legend = [("Cotation", ""), ("1", "faible"), ("2", "moyen"), ("3", "fort")]
    beside = [[text(a), text(b)] for a, b in legend] + [[]] * len(rows)
    return [
        [*row, *[EMPTY] * (wide - len(row) + 2), *more]
        for row, more in zip(rows, beside, strict=False)
    ]


def _titled(bare: Bare, rows: Rows) -> Rows:
    titles = [
        list(map(text, bare.rng.choice(TITLES))) for _ in range(bare.rng.choice([0, 0, 1, 2, 3]))
    ]
    if titles and bare.rng.random() < 0.6:
        titles.append([])
    return titles + rows


def _footed(bare: Bare, rows: Rows) -> Rows:
    if bare.chance(0.3, "footer"):
        rows = [
            *rows,
            *([[]] if bare.rng.random() < 0.7 else []),
            [text(bare.rng.choice(FOOTERS))],
        ]
    if bare.chance(0.12, "second table"):
        legend = [("1", "faible"), ("2", "moyen"), ("3", "fort")]
        rows = [*rows, [], [], [text("Barème"), text("Sens")]]
        rows += [[text(a), text(b)] for a, b in legend]
    return rows


def _long(bare: Bare) -> Rows:
    """One row a score, with where it comes from."""
    more = bare.chance(0.5, "source column")
    rows = [[text(one) for one in ("Levier", "Critère", "Note", *(["Source"] if more else []))]]
    pairs = [(k, j) for k in range(len(bare.levers)) for j in range(len(bare.criteria))]
    if bare.chance(0.4, "by criterion"):
        pairs.sort(key=lambda one: (one[1], one[0]))
    for k, j in pairs:
        row = [text(bare.levers[k]), text(bare.criteria[j].name), written(bare, bare.grid[k][j])]
        rows.append([*row, *([text("atelier")] if more else [])])
    return _titled(bare, rows)


def _sheets(bare: Bare, rows: Rows) -> list[Sheet]:
    wide = max(map(len, rows))
    rows = [[*row, *[EMPTY] * (wide - len(row))] for row in rows]
    hidden_rows: frozenset[int] = frozenset()
    if bare.typed and bare.chance(0.1, "hidden row"):
        rows.append([text("Ancien projet"), *[FileCell(CellKind.NUMBER, 3.0)] * (wide - 1)])
        hidden_rows = frozenset({len(rows) - 1})
    if bare.typed and bare.chance(0.08, "struck row"):
        cell = FileCell(CellKind.NUMBER, 3.0, struck=True)
        name = FileCell(CellKind.TEXT, "Abandonné", struck=True)
        rows.append([name, *[cell] * (wide - 1)])
    hidden_columns: frozenset[int] = frozenset()
    if bare.typed and bare.chance(0.08, "hidden column"):
        rows = [[*row, FileCell(CellKind.NUMBER, 7.0)] for row in rows]
        hidden_columns = frozenset({len(rows[0]) - 1})
    frozen = tuple(map(tuple, rows))
    sheets = [
        Sheet(
            "Notes",
            frozen,
            not bare.typed,
            hidden_rows=hidden_rows,
            hidden_columns=hidden_columns,
        )
    ]
    if bare.typed and bare.chance(0.08, "a list on another sheet"):
        words = [("Niveau", "Sens"), ("faible", "1"), ("moyen", "2"), ("fort", "3")]
        sheets.append(Sheet("listes", tuple((text(a), text(b)) for a, b in words)))
    if bare.typed and bare.chance(0.15, "another sheet"):
        page = [[text("Lisez-moi")], [text("Ce classeur compare les projets.")]]
        sheets.insert(0, Sheet("Lisez-moi", tuple(map(tuple, page))))
    return sheets
