"""A change over a case that has moved since: the cells of what comes, and of what has gone.

What a change says of a lever knows the criteria of its time, and the other way round. Nobody has
given the score of a cell that neither knew of: it is unknown, and leaves as nothing was said.
"""

from collections.abc import Iterator
from itertools import product

from criteria.model import Status
from prioritisation.cases.changes import Clash, UnitChange, applied
from prioritisation.cases.units import (
    CRITERION,
    LEVER,
    OFFICIAL_ROW,
    QUESTION,
    SCORE,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.wording import t

_HEADS = (LEVER, CRITERION)
_ABOUT = {"lever_id": LEVER, "criterion_id": CRITERION}
_LISTS = {"higher_levers": "lever", "lower_levers": "lever"}
_LISTS |= {"higher_evidence": "evidence", "lower_evidence": "evidence"}
_NOWHERE = canonical_json("")
"""The lever of an official row that is counted in none."""
_SAID_OF = ("evidence", "claim", "census")


def with_new_cells(state: CaseUnits, change: UnitChange) -> UnitChange:
    """A change, a score that nobody knows in each new cell, and none of such of what has gone."""
    after = applied(state, change)
    more: dict[str, tuple[str | None, str | None]] = {
        unit: (state.get(unit), None)
        for unit in _orphans(state, after)
        if unit_content(after, unit).get("status") == Status.UNKNOWN
    }
    now, whole = _heads(after), {u: text for u, text in after.items() if u not in more}
    new, other = now - _heads(state), _readings(state) != _readings(after)
    ids = [[ident for kind, ident in sorted(now) if kind == head] for head in _HEADS]
    for cell in product(*ids):
        if other or {*zip(_HEADS, cell, strict=True)} & new:
            for unit, content in unknown_scores(whole, *cell):
                more[unit] = (state.get(unit), content)
    return {**change, **more} if more else change


def given_since(state: CaseUnits, change: UnitChange) -> tuple[Clash, ...]:
    """The scores that somebody gave of what would leave, and that the change knows nothing of."""
    return tuple(
        Clash(unit, None, None, state[unit])
        for unit in _orphans(state, applied(state, change))
        if unit not in change and unit_content(state, unit).get("status") != Status.UNKNOWN
    )


def _orphans(state: CaseUnits, after: CaseUnits) -> list[str]:
    """The scores that are left of a lever, a criterion or a way of counting that leaves.

    So is a score that was one for all ways, once those of other levers are one for each.
    """
    leaving, was, now = _heads(state) - _heads(after), _readings(state), _readings(after)
    if not leaving and was == now:
        return []
    scores = {u: parts for u in after if (parts := unit_parts(u))[0] == SCORE}
    each = {(p[2], "") for p in scores.values() if p[3] in now} if was != now else set()
    return [
        unit
        for unit, parts in scores.items()
        if {*zip(_HEADS, parts[1:3], strict=True)} & leaving
        or parts[3] in was - now
        or parts[2:] in each
    ]


def unknown_scores(units: CaseUnits, lever: str, criterion: str) -> Iterator[tuple[str, str]]:
    """A score that nobody knows for a cell, unless it is computed, or written already."""
    if unit_content(units, unit_name(CRITERION, criterion, "scoring"))["kind"] != "scores":
        return
    scores = [p for p in map(unit_parts, units) if p[0] == SCORE and p[2] == criterion]
    own = {p[3] for p in scores if p[1] == lever}
    if "" in own:
        return
    content = {"status": Status.UNKNOWN.value, "reason": t("to be scored by the group")}
    for reading in sorted(({p[3] for p in scores if p[3]} or {""}) - own):
        yield unit_name(SCORE, lever, criterion, reading), canonical_json(content)


def without_strays(state: CaseUnits, change: UnitChange) -> UnitChange:
    """A change that brings back nothing of what has gone since: lever, criterion, answer."""
    left = dict(change)
    while strays := _strays(applied(state, left), left):
        for unit in strays:
            before, content = left.pop(unit)
            if unit_parts(unit)[0] == OFFICIAL_ROW and content != _NOWHERE:
                left[unit] = before, _NOWHERE
    return left


def _strays(after: CaseUnits, change: UnitChange) -> list[str]:
    """What a change brings back of something that is not there."""
    known = _heads(after) | {p[:2] for p in map(unit_parts, after) if p[0] == "evidence"}
    back = [unit for unit, (before, content) in change.items() if before is None and content]
    return [unit for unit in back if not _is_about(after, unit, known)]


def _heads(units: CaseUnits) -> set[tuple[str, ...]]:
    """Kind and id of each lever and each criterion."""
    return {p for p in map(unit_parts, units) if p[0] in _HEADS and len(p) == len(("kind", "id"))}


def _readings(units: CaseUnits) -> set[str]:
    """Id of each answer to a question of what is counted."""
    questions = (unit_content(units, u) for u in units if unit_parts(u)[0] == QUESTION)
    return {reading["id"] for tree in questions for reading in tree["readings"]}


def _is_about(units: CaseUnits, unit: str, known: set[tuple[str, ...]]) -> bool:
    """Whether all that a score, or something that is said, is about is there."""
    parts = unit_parts(unit)
    if parts[0] == SCORE:
        there = {*zip(_HEADS, parts[1:3], strict=True)} <= known
        return there and (not parts[3] or parts[3] in _readings(units))
    tree = unit_content(units, unit)
    if parts[0] == OFFICIAL_ROW and not isinstance(tree, dict):
        return tree == "" or (LEVER, tree) in known
    if parts[0] not in _SAID_OF:
        return True
    about = {(kind, tree[column]) for column, kind in _ABOUT.items() if tree.get(column)}
    for column, kind in _LISTS.items():
        about |= {(kind, one) for one in tree.get(column, "").split("|") if one}
    axes = {(LEVER, p[1]) for p in map(unit_parts, units) if p[0] == "axis"}
    return about <= known | axes
