"""Criteria and levers that come or leave: what follows from it is not told with them."""

import json
from collections.abc import Mapping
from typing import Any

from criteria.model import Sense, Status
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.units import CRITERION, LEVER, SCORE, unit_name, unit_parts
from prioritisation.sentences.dossier_words import scale_kind_word
from prioritisation.wording import t


def without_what_follows(change: UnitChange) -> UnitChange:
    """A change without the scores that nobody gave of a criterion or a lever that comes or leaves.

    Where the scores of such a criterion come from is not told either: they are written.
    """
    return {unit: pair for unit, pair in change.items() if not _follows(change, unit)}


def _follows(change: UnitChange, unit: str) -> bool:
    kind, *ids = unit_parts(unit)
    tree = json.loads(next(content for content in (*change[unit], "null") if content))
    if None not in change[unit] or not isinstance(tree, dict):
        return False
    if kind == CRITERION and ids[1:] == ["scoring"]:
        return tree.get("kind") == "scores" and unit_name(CRITERION, ids[0]) in change
    if kind != SCORE or tree.get("status") != Status.UNKNOWN:
        return False
    owners = unit_name(LEVER, ids[0]), unit_name(CRITERION, ids[1])
    return any(None in change.get(owner, ()) for owner in owners)


def part_summary(part: str, tree: Mapping[str, Any]) -> str:
    """What a direction or a scale that is added says, in its words; empty for another part."""
    if part == "direction":
        return next((str(tree[one.value]) for one in Sense if tree.get(one.value)), "")
    if part != "scale" or "kind" not in tree:
        return ""
    kind, unit = scale_kind_word(str(tree["kind"])), tree.get("units") or tree.get("unit")
    return t("{value} ({status})", value=kind, status=unit) if unit else kind
