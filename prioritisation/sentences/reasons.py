"""Why a column differs from the ranking of the screen: weights, perimeter, direction, method.

A sentence on methods: W1 of the method reference.
A mistake about methods: ranks that depend on the levers compared (W1).
"""

from collections.abc import Iterator

import numpy as np

from criteria.model import Criterion
from prioritisation.analysis.comparison import Column, moved_most
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.ranking import Ranking, additive
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.columns import method_note
from prioritisation.sentences.phrases import all_of, names, points_text, score_text
from prioritisation.wording import listed, percent, t, tn

LOCAL = frozenset({Method.TOPSIS, Method.VIKOR, Method.PROMETHEE_II})
"""Methods whose ranks depend on the levers compared."""


def depends_on_levers(method: Method) -> bool:
    """Whether adding or withdrawing a lever may change how this method ranks the others (W1)."""
    return method in LOCAL


def local_method_text(method: Method) -> str:
    """That a method's ranks depend on the levers compared; empty for the others (W1)."""
    if not depends_on_levers(method):
        return ""
    return t(
        "With this method, adding or withdrawing a lever may change the order of the others: a "
        "second opinion, never the ranking of the meeting. Compare tests it, lever by lever."
    )


MOST_TOLD = 3
"""Levers whose move is told; the others are counted, and in the table."""


def reasons_of(reference: Column, column: Column) -> list[str]:
    """Why a column differs from the ranking of the screen, one sentence per thing changed."""
    change, found = column.change, []
    if change.equal:
        found.append(_weights_reason(reference.analysis, column.analysis))
    if change.perimeter:
        found += _perimeter_reasons(reference.analysis, column.analysis)
    kept = column.analysis.matrix.criteria
    found += [_sense_reason(column.analysis, c) for c in kept if c in change.reversed]
    if change.method is not Method.ADDITIVE:
        found += [method_note(change.method), local_method_text(change.method)]
    return [reason for reason in found if reason]


def _weights_reason(here: Analysis, there: Analysis) -> str:
    """The weights that move, the largest moves first."""
    if np.allclose(here.weights, there.weights, atol=1e-12):
        return ""
    moves = [
        t(
            "{criterion} from {before} to {after}",
            criterion=here.case.criteria[j].in_sentence,
            before=percent(float(here.weights[j])),
            after=percent(float(there.weights[j])),
        )
        for j in np.argsort(-np.abs(there.weights - here.weights), kind="stable").tolist()
        if percent(float(here.weights[j])) != percent(float(there.weights[j]))
    ]
    if not moves:
        return t("The weights move by less than one percent.")
    return t("Weights move: {moves}.", moves=all_of(moves))


def _perimeter_reasons(here: Analysis, there: Analysis) -> list[str]:
    """The scores, then the anchors, that another perimeter changes where there is weight."""
    moves = sorted(_moved_scores(here, there), key=lambda move: move[:2])
    rescaled = list(_rescaled(here, there))
    anchors = listed([c.in_sentence for c in rescaled])
    if not moves and rescaled:
        return [t("No score changes, but the anchors do: {criteria}.", criteria=anchors)]
    if not moves:
        return [t("Nothing that has weight changes under this perimeter.")]
    told = [words for _, _, _, words in moves[:MOST_TOLD]]
    told += _left(len(moves) - len(told))
    criteria = listed(list(dict.fromkeys(c.in_sentence for _, _, c, _ in moves)))
    found = [
        t("The perimeter changes {criteria}: {moves}.", criteria=criteria, moves=listed(told))
    ]
    if rescaled:
        found.append(t("The anchors change too: {criteria}.", criteria=anchors))
    return found


def _left(count: int) -> list[str]:
    return [tn("{n} other score", "{n} other scores", count)] if count else []


def _moved_scores(here: Analysis, there: Analysis) -> Iterator[tuple[float, int, Criterion, str]]:
    """Minus the change of value, the lever, the criterion, and the change in words."""
    for i, lever in enumerate(here.case.levers):
        for j, criterion in enumerate(here.case.criteria):
            before, after = here.score(i, j), there.score(i, j)
            if (before.low, before.high) == (after.low, after.high) or not there.weights[j] > 0:
                continue
            told = t(
                "{lever} {after} instead of {before}",
                lever=lever.label,
                after=score_text(criterion, after, there.table.perimeter),
                before=score_text(criterion, before, here.table.perimeter),
            )
            bounds = (here.matrix.low, there.matrix.low), (here.matrix.high, there.matrix.high)
            yield -max(float(abs(a[i, j] - b[i, j])) for a, b in bounds), i, criterion, told


def _rescaled(here: Analysis, there: Analysis) -> Iterator[Criterion]:
    """The criteria with weight whose anchors are not the same under the two perimeters."""
    for j, c in enumerate(here.case.criteria):
        same = c.scale(here.table.perimeter) == c.scale(there.table.perimeter)
        if not same and there.weights[j] > 0:
            yield c


def _sense_reason(there: Analysis, criterion: str) -> str:
    """Whose points a direction read the other way changes most, the rest being as it is there."""
    senses = {**there.scenario.senses, criterion: there.sense(criterion).opposite}
    before = additive(decision_matrix(there.table, senses), there.weights)
    name = there.case.criterion(criterion).in_sentence
    if there.weights[there.matrix.criteria.index(criterion)] == 0:
        return t("{criterion} weighs nothing: its direction changes no point.", criterion=name)
    rows = moved_most(before, there.ranking)
    if not rows:
        return t("Reading {criterion} the other way changes no point.", criterion=name)
    moves = [
        t(
            "{lever} {after} instead of {before}",
            lever=names(there, (i,))[0],
            after=_points(there.ranking, i),
            before=points_text(before, i),
        )
        for i in rows[:MOST_TOLD]
    ]
    left = len(rows) - len(moves)
    moves += [tn("{n} other lever", "{n} other levers", left)] if left else []
    return t("Reading {criterion} the other way: {moves}.", criterion=name, moves=listed(moves))


def _points(ranking: Ranking, row: int) -> str:
    few = 100 * float(ranking.high[row]) < 2  # noqa: PLR2004 (French plural)
    return tn("{span} point", "{span} points", 1 if few else 2, span=points_text(ranking, row))
