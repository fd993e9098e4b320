"""Choices that a meeting settled, as changes of the dossier that it took its case from."""

from collections.abc import Mapping
from typing import Any

from criteria.model import Sense, Standing
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice, words_of
from prioritisation.cases.changes import UnitChange, applied
from prioritisation.cases.editing.scales import default_sense, ends_unit, turned_change
from prioritisation.cases.units import (
    CRITERION,
    QUESTION,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
)

_Tree = Mapping[str, Any]


def settled_change(units: CaseUnits, choice: OpenChoice, reason: str) -> UnitChange | None:
    """What a dossier says once a choice is what a meeting settled.

    Empty where it says so already; None where it has nothing of what was chosen.
    """
    if choice.kind is ChoiceKind.DIRECTION:
        return _direction(units, choice.about, Sense(choice.options[0]), reason)
    if choice.kind is ChoiceKind.ORDER:
        return _order(units, choice)
    unit = unit_name(QUESTION, choice.about)
    if unit not in units:
        return None
    before = unit_content(units, unit)
    readings = [_reading(one, choice.options[0], reason) for one in before["readings"]]
    return _differing(units, unit, {**before, "readings": readings})


def accepted_scale(units: CaseUnits, criterion: str) -> UnitChange:
    """What a dossier says once a meeting accepted a scale; empty where it says so already."""
    unit = unit_name(CRITERION, criterion, "scale")
    if unit not in units:
        return {}
    confirmed = {**unit_content(units, unit), "status": Standing.CONFIRMED.value}
    return _of_these_ends(units, criterion, _differing(units, unit, confirmed))


def _direction(units: CaseUnits, criterion: str, sense: Sense, reason: str) -> UnitChange | None:
    unit = unit_name(CRITERION, criterion, "direction")
    if unit not in units:
        return None
    other = sense is not default_sense(units, criterion)
    turned = turned_change(units, criterion) if other else {}
    if unit_content(units, unit)["status"] == Standing.CONFIRMED and not turned:
        return {}
    now = unit_content(applied(units, turned), unit)
    agreed = {**now, "status": Standing.CONFIRMED.value, "reason": reason}
    return _of_these_ends(units, criterion, {**turned, **_differing(units, unit, agreed)})


def _order(units: CaseUnits, choice: OpenChoice) -> UnitChange | None:
    """The words of a scale in the order taken, each with the value of its place."""
    unit, taken = unit_name(CRITERION, choice.about, "scale"), words_of(choice.options[0])
    before = unit_content(units, unit) if unit in units else {}
    levels = {v["id"]: v for v in before.get("levels", ())}
    if {*levels} != {*taken}:
        return None
    values = [v["value"] for v in before["levels"]]
    made = [{**levels[i], "value": value} for i, value in zip(taken, values, strict=True)]
    rest = {key: value for key, value in before.items() if key != "other_order"}
    return _differing(units, unit, {**rest, "levels": made})


def _of_these_ends(units: CaseUnits, criterion: str, change: UnitChange) -> UnitChange:
    """The same change, as long as the scale goes from the same worst to the same best.

    What a group settled of one scale is not said of another: it comes too late then.
    """
    if not change:
        return {}
    scale = unit_name(CRITERION, criterion, "scale")
    read = {ends_unit(criterion)} & {*units}
    read |= {scale} if unit_content(units, scale)["kind"] == "piecewise" else set()
    return {**{unit: (units[unit], units[unit]) for unit in sorted(read)}, **change}


def _reading(reading: _Tree, taken: str, reason: str) -> _Tree:
    """One way of counting: the one taken is what people see first, and the group's own."""
    if reading["id"] != taken:
        return {key: value for key, value in reading.items() if key != "default"}
    if reading.get("default") and reading["status"] == Standing.CONFIRMED:
        return reading
    return {**reading, "default": True, "status": Standing.CONFIRMED.value, "reason": reason}


def _differing(units: CaseUnits, unit: str, after: _Tree) -> UnitChange:
    written = canonical_json(after)
    return {} if units[unit] == written else {unit: (units[unit], written)}
