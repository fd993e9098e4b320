"""Which way round a table lies, by what its names say; where they do not, it is asked."""

import re
from collections.abc import Sequence

from prioritisation.imports.cells.measures import is_known_unit
from prioritisation.imports.cells.vocabulary import corner_side, is_lever_code, is_measure_name
from prioritisation.imports.tables.tables import SheetTable, TableLine

_BRACKET = re.compile(r"[(\[]([^)\]]{1,24})[)\]]\s*$")
_TWO_SIDES = re.compile(r"[/\\|]|\bpar\b|\bet\b|\bby\b")


USUAL = 0.3
"""How much speaks for rows before anything is looked at: most tables lie so."""


def lies_in_rows(table: SheetTable) -> tuple[bool, bool]:
    """Whether levers are in rows, and whether something says so: else it is asked."""
    rows, columns = table.items
    score = USUAL + 1.8 * _corner(table) + _named(columns) - _named(rows)
    for lines, sign in ((table.columns, 1), (table.rows, -1)):
        # Units, directions and weights lie along criteria.
        reasons = {one.why for one in lines}
        score -= 2 * sign * bool(reasons & {"weight", "unit", "direction", "ends"})
    return score >= 0, abs(score) >= 1


def _corner(table: SheetTable) -> float:
    """What is written above the names of rows: « Site », « Critères », « Critères / Sites »."""
    if not table.header.rows:
        return 0.0
    top, low = table.header.rows[0], table.header.rows[-1]
    over_both = table.plane.cell(top, table.names).rows > 1
    corner = table.plane.name(top if over_both else low, table.names)
    side = corner_side(corner)
    both = {corner_side(one) for one in _TWO_SIDES.split(corner.casefold())} >= {
        "lever",
        "criterion",
    }
    return (0.4 if both else 1.0) * ((side == "lever") - (side == "criterion"))


def _named(lines: Sequence[TableLine]) -> float:
    """How far names are those of criteria, less those of levers (« Site A »).

    A unit in brackets says so; a word for a measure may be the name of a lever.
    """
    units = sum(bool((b := _BRACKET.search(one.name)) and is_known_unit(b[1])) for one in lines)
    measures = sum(is_measure_name(one.name) for one in lines)
    levers = sum(is_lever_code(one.name) for one in lines)
    many = max(1, len(lines))
    said = max(min(1.4, 2 * units / many), min(0.8, 1.6 * measures / many))
    return said - levers / many
