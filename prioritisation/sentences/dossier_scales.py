"""Scales of a dossier in words: what their points and their words are worth."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from prioritisation.cases.changes import UnitChange
from prioritisation.cases.units import ANCHORS, CRITERION, canonical_json, unit_name, unit_parts
from prioritisation.wording import t
from prioritisation.wording.numbers import NBSP, plain

SEMICOLON = f"{NBSP}; "
_SEVERAL = 2


def scale_text(scale: Mapping[str, Any]) -> str:
    """The points of a curve, or the words of a scale; empty for two ends, which stand apart."""
    return curve_text(scale) or levels_text(scale.get("levels") or ())


def curve_text(scale: Mapping[str, Any]) -> str:
    """What each point of a curve is worth, between the worst and the best."""
    return SEMICOLON.join(
        t(
            "{name}: {label}",
            name=amount_text(scale, float(point["at"])),
            label=_share(point["value"]),
        )
        for point in scale.get("points") or ()
    )


def levels_text(levels: Iterable[Mapping[str, Any]]) -> str:
    """What each word of a scale is worth, and its sentence where it says more than the word."""
    return SEMICOLON.join(map(_level, levels))


def differing_levels(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, str]:
    """The words of a scale that are not as they were; all of them where only their order is."""
    old, new = ([*(tree.get("levels") or ())] for tree in (before, after))
    pair = [one for one in old if one not in new], [one for one in new if one not in old]
    first, last = pair if any(pair) else (old, new)
    return levels_text(first), levels_text(last)


def with_ends_of_curves(change: UnitChange) -> UnitChange:
    """A change where a curve has its two ends as a line has them: in a unit of their own.

    Ends that a line and a curve have alike are no change of them.
    """
    whole = dict(change)
    for unit, pair in change.items():
        kind, *ids = unit_parts(unit)
        if kind == CRITERION and ids[1:2] == [ANCHORS]:
            scale = change.get(unit_name(CRITERION, ids[0], "scale"), (None, None))
            before, after = (e or _ends(c) for e, c in zip(pair, scale, strict=True))
            whole[unit] = before, after
            if before and after and json.loads(before) == json.loads(after):
                del whole[unit]
    return whole


def _ends(scale: str | None) -> str | None:
    """The worst and the best of a curve, by the content of its scale; None for another scale."""
    points = json.loads(scale).get("points") if scale else None
    if not points:
        return None
    worst, best = sorted((points[0], points[-1]), key=lambda point: float(point["value"]))
    return canonical_json({"worst": worst["at"], "best": best["at"]})


def amount_text(scale: Mapping[str, Any], amount: float) -> str:
    """A number with the unit of its scale, in the singular below two."""
    unit = scale.get("unit", "") if abs(amount) < _SEVERAL else scale.get("units")
    unit = unit or scale.get("unit", "")
    return f"{plain(amount)}{NBSP}{unit}" if unit else plain(amount)


def _level(level: Mapping[str, Any]) -> str:
    label, sentence = str(level["label"]), str(level.get("sentence", ""))
    word = t("{value} ({status})", value=label, status=_share(level["value"]))
    return t("{name}: {label}", name=word, label=sentence) if sentence not in ("", label) else word


def _share(value: float) -> str:
    """How far from the worst to the best."""
    shares = {
        0.0: t("the worst"),
        0.25: t("a quarter"),
        0.5: t("half"),
        0.75: t("three quarters"),
        1.0: t("the best"),
    }
    return shares.get(float(value)) or f"{plain(100 * float(value))}{NBSP}%"
