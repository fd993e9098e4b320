"""Levers of a dossier: added, named, withdrawn with what was said of them."""

from criteria.case import Case
from criteria.errors import Problem
from prioritisation.cases import typed
from prioritisation.cases.blank import COLOURS, FEWEST_OPTIONS, MOST_OPTIONS
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.completing import unknown_scores
from prioritisation.cases.units import (
    LEVER,
    OFFICIAL_ROW,
    SCORE,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.errors import InvalidRequest

_PLACE = "lever"
_SHORT_SIGNS = 40
_LINKS, _FIRST, _OTHERS = "levers", "primary_lever", "secondary_levers"
_SHEETS = "sheets"
_SHEET, _EVIDENCE, _CLAIM, _CENSUS = "sheet", "evidence", "claim", "census"


def lever_change(units: CaseUnits, lever: str, label: str, short: str, scope: str) -> UnitChange:
    """Another name, short name (its first signs when empty) or scope of a lever.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed, each with its field.
    """
    unit = unit_name(LEVER, lever)
    _check(units, lever, label, short, scope)
    before = unit_content(units, unit)
    after = {**before, **_names(label, short), "scope": " ".join(scope.split())}
    if not after["scope"]:
        del after["scope"]
        after.pop("scope_source_id", None)
    return {unit: (units[unit], canonical_json(after))}


def added_lever(units: CaseUnits, case: Case, label: str, short: str = "") -> UnitChange:
    """A new lever, all of whose scores are unknown: the group is to give them.

    Action sheets were read without it: how many serve it is unknown, too.

    Raises
    ------
    InvalidRequest
        As ``lever_change``; when there are as many as may be.
    """
    if len(case.levers) >= MOST_OPTIONS:
        values = {"found": len(case.levers) + 1, "allowed": MOST_OPTIONS}
        raise InvalidRequest([Problem("too_many", _PLACE, None, "label", values)])
    _check(units, "", label, short, "")
    ids = [v.id for v in case.levers]
    ident = typed.unique_ids([*ids, label], "option")[-1]
    used = {v.colour.upper() for v in case.levers}
    colour = next((c for c in COLOURS if c.upper() not in used), COLOURS[len(ids) % len(COLOURS)])
    places = [unit_content(units, unit_name(LEVER, one))["at"] for one in ids]
    row = {"at": max(places) + 1, **_names(label, short), "colour": colour}
    if any(unit_parts(unit)[0] == _SHEET for unit in units):
        row[_SHEETS] = "non lues"
    return {
        unit_name(LEVER, ident): (None, canonical_json(row)),
        **{
            unit: (None, content)
            for criterion in case.criteria
            for unit, content in unknown_scores(units, ident, criterion.id)
        },
    }


def withdrawn_lever(units: CaseUnits, case: Case, lever: str) -> UnitChange:
    """A lever is not there any more, nor its scores, nor what was said of it alone.

    Official rows and links of sheets that named it name nothing; a statement that compares it
    goes with it. No score of another lever moves.

    Raises
    ------
    InvalidRequest
        When too few would be left.
    """
    if len(case.levers) <= FEWEST_OPTIONS:
        values = {"found": len(case.levers) - 1, "allowed": FEWEST_OPTIONS}
        raise InvalidRequest([Problem("too_few", _PLACE, None, "label", values)])
    change: dict[str, tuple[str | None, str | None]] = {}
    for unit in units:
        after = _without(units, unit, lever)
        if after != units[unit]:
            change[unit] = (units[unit], after)
    return change


def _without(units: CaseUnits, unit: str, lever: str) -> str | None:
    """What a unit says once a lever is withdrawn; None when it leaves with it."""
    kind, *rest = unit_parts(unit)
    tree = unit_content(units, unit)
    if kind in (LEVER, SCORE):
        return None if rest[0] == lever else units[unit]
    if kind == OFFICIAL_ROW and not isinstance(tree, dict):
        return canonical_json("") if tree == lever else units[unit]
    if kind == _SHEET:
        return _sheet_without(units, unit, lever)
    if kind in (_EVIDENCE, _CENSUS):
        return None if tree.get("lever_id") == lever else units[unit]
    if kind == _CLAIM:
        named = (tree.get(side, "").split("|") for side in ("higher_levers", "lower_levers"))
        return None if any(lever in ids for ids in named) else units[unit]
    return units[unit]


def _sheet_without(units: CaseUnits, unit: str, lever: str) -> str:
    """A sheet that names a lever no more: none of the others takes its place by itself."""
    tree = unit_content(units, unit)
    if unit_parts(unit)[2:] != (_LINKS,):
        return units[unit]
    first, named = tree.get(_FIRST, ""), tree.get(_OTHERS, "").split("|")
    if lever not in (first, *named):
        return units[unit]
    others = "|".join(one for one in named if one != lever)
    after = {**tree, _FIRST: "" if first == lever else first, _OTHERS: others}
    if not after[_FIRST] and not others:
        # How sure it was, and why, was said of the link that leaves.
        after = {}
    return canonical_json({key: value for key, value in after.items() if value})


def _check(units: CaseUnits, lever: str, label: str, short: str, scope: str) -> None:
    """Names that are one line, seen, not too long, and no other's."""
    problems = [*typed.text_problems(_PLACE, "label", label, typed.NAME_SIGNS)]
    if short.strip():
        problems += typed.text_problems(_PLACE, "short_label", short, _SHORT_SIGNS)
    if scope.strip():
        problems += typed.text_problems(_PLACE, "scope", scope, typed.QUESTION_SIGNS)
    others = [
        ("", unit_content(units, unit)["label"])
        for unit in units
        if unit_parts(unit)[0] == LEVER and unit_parts(unit)[1] != lever
    ]
    problems += typed.repeated_names(_PLACE, [*others, ("label", label)])
    if problems:
        raise InvalidRequest(problems)


def _names(label: str, short: str) -> dict[str, str]:
    name = " ".join(label.split())
    return {"label": name, "short_label": " ".join(short.split()) or name}
