"""Scores that are computed: the lever that each official row, or action sheet, is counted in."""

import json
from collections.abc import Mapping

from prioritisation.cases.changes import UnitChange
from prioritisation.cases.units import (
    OFFICIAL_ROW,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_parts,
)

_SHEET, _LEVERS = "sheet", "levers"
_FIRST, _OTHERS, _REASON = "primary_lever", "secondary_levers", "lever_reason"
_OF_A_ROW = 4
"""Parts of the unit of the lever of a row: kind, its two names, the reading."""


def counted_rows(units: CaseUnits, reading: str) -> dict[str, tuple[str, str, str]]:
    """Unit -> the two names of a row, and the lever it is counted in under a reading, or none."""
    return {
        unit: (parts[1], parts[2], unit_content(units, unit))
        for unit, parts in _parts(units)
        if parts[0] == OFFICIAL_ROW and len(parts) == _OF_A_ROW and parts[3] == reading
    }


def counted_sheets(units: CaseUnits) -> dict[str, tuple[str, str]]:
    """Unit of the levers of a sheet -> the id of the sheet, and the lever that it serves first."""
    return {
        unit: (parts[1], unit_content(units, unit).get(_FIRST, ""))
        for unit, parts in _parts(units)
        if parts[0] == _SHEET and parts[2:] == (_LEVERS,)
    }


def counts_in(content: str | None, lever: str) -> bool:
    """Whether a row, or what a sheet serves, is counted in a lever; None is not there."""
    tree = None if content is None else json.loads(content)
    if isinstance(tree, dict):
        return lever in (tree.get(_FIRST), *tree.get(_OTHERS, "").split("|"))
    return bool(tree == lever)


def _parts(units: CaseUnits) -> list[tuple[str, tuple[str, ...]]]:
    return [(unit, unit_parts(unit)) for unit in units]


def moved(units: CaseUnits, levers: Mapping[str, str], reason: str) -> UnitChange:
    """Rows counted in other levers, sheets that serve another one first.

    Parameters
    ----------
    levers
        Unit of a row under a reading, or of the levers of a sheet -> its lever; empty for none.
    reason
        Why: it stands beside the sheet.
    """
    return {u: (units[u], _moved(units, u, lever, reason)) for u, lever in levers.items()}


def _moved(units: CaseUnits, unit: str, lever: str, reason: str) -> str:
    tree = unit_content(units, unit)
    if not isinstance(tree, dict):
        return canonical_json(lever)
    # What it served first, it does not serve any more: it was counted there by mistake.
    others = [one for one in tree.get(_OTHERS, "").split("|") if one and one != lever]
    after = {**tree, _FIRST: lever, _OTHERS: "|".join(others), _REASON: reason}
    if not tree.get(_FIRST) and not others:
        # Nobody has said how sure it is.
        after["lever_confidence"] = "faible"
    return canonical_json({key: value for key, value in after.items() if value != ""})
