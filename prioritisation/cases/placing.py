"""Where a problem of the files of a case is in its units: what a form shows it beside."""

import csv
import io

from criteria import raw
from criteria.errors import Problem
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import (
    ANCHORS,
    CASE,
    CRITERION,
    CRITERION_PARTS,
    ROW_KINDS,
    CaseUnits,
    unit_name,
)

_KIND_OF = {spec.file: kind for kind, spec in ROW_KINDS.items()}


def unit_of(units: CaseUnits, problem: Problem) -> tuple[str, str]:
    """The unit that a problem is in, and its field there; empty where there is none.

    Parameters
    ----------
    units
        Those whose files ``case_from_files`` has refused.

    Examples
    --------
    >>> unit_of({}, Problem("flat_scale", "criteria.toml", None, "cost.scale.anchors.worst"))
    ('criterion/cost/anchors', 'worst')
    """
    if problem.place == raw.CRITERIA_FILE:
        return _of_criterion(problem.column.split("."))
    if problem.place == raw.CASE_FILE:
        return CASE, problem.column
    kind = _KIND_OF.get(problem.place)
    if kind is None or problem.row is None:
        return "", problem.column
    rows = list(csv.DictReader(io.StringIO(files_of(units)[problem.place], newline="")))
    if not 2 <= problem.row < len(rows) + 2:  # noqa: PLR2004 (the header is row 1)
        return "", problem.column
    row = rows[problem.row - 2]
    return unit_name(kind, *(row[key] for key in ROW_KINDS[kind].keys)), problem.column


def _of_criterion(path: list[str]) -> tuple[str, str]:
    """By the keys of a TOML file, from the id of the criterion."""
    ident, *keys = path
    if keys[:2] == ["scale", ANCHORS]:
        return unit_name(CRITERION, ident, ANCHORS), keys[-1]
    if keys and keys[0] in CRITERION_PARTS:
        return unit_name(CRITERION, ident, keys[0]), ".".join(keys[1:])
    return unit_name(CRITERION, ident), ".".join(keys)
