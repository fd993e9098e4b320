"""Why a column differs from the ranking of the screen: weights, readings, direction, method."""

from collections.abc import Iterator

import numpy as np

from criteria.model import Criterion
from prioritisation.analysis.comparison import Column, moved_most, score_change
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.methods import method_note
from prioritisation.sentences.phrases import all_of, lever_labels, points_text, score_text
from prioritisation.sentences.shares import is_moved, weight_texts
from prioritisation.wording import listed, points, t, tn

_LOCAL = frozenset({Method.TOPSIS, Method.VIKOR, Method.PROMETHEE_II})
"""Methods whose ranks depend on the levers compared."""


def depends_on_levers(method: Method) -> bool:
    """Whether adding or withdrawing a lever may change how this method ranks the others (W1)."""
    return method in _LOCAL


def local_method_text(method: Method) -> str:
    """That a method's ranks depend on the levers compared; empty for the others (W1)."""
    if not depends_on_levers(method):
        return ""
    return t(
        "With this method, adding or withdrawing a lever may change the order of the others: a "
        "second opinion, never the ranking of the meeting. Other calculations test it, lever by "
        "lever."
    )


_MOST_TOLD = 3
"""Levers whose move is told; the others are counted, and in the table."""


def reasons_of(reference: Column, column: Column) -> list[str]:
    """Why a column differs from the ranking of the screen, one sentence per thing changed."""
    change, reasons = column.change, []
    if change.equal:
        reasons.append(_weights_reason(reference.analysis, column.analysis))
    if change.readings:
        reasons += _reading_reasons(reference.analysis, column.analysis)
    kept = column.analysis.matrix.criteria
    reasons += [_sense_reason(column.analysis, c) for c in kept if c in change.reversed]
    if change.method is not Method.ADDITIVE:
        reasons += [method_note(change.method), local_method_text(change.method)]
    return [reason for reason in reasons if reason]


def _weights_reason(reference: Analysis, other: Analysis) -> str:
    """The weights that move, the largest moves first."""
    if np.allclose(reference.weights, other.weights, atol=1e-12):
        return ""
    before, after = weight_texts(reference.weights), weight_texts(other.weights)
    moves = [
        weight_move(reference.case.criteria[j], before[j], after[j])
        for j in np.argsort(-np.abs(other.weights - reference.weights), kind="stable").tolist()
        if before[j] != after[j] and is_moved(reference.weights[j], other.weights[j])
    ]
    return weight_moves_text(moves)


def weight_move(criterion: Criterion, before: str, after: str) -> str:
    """The share of a criterion, as it was and as it is."""
    return t(
        "{criterion} from {before} to {after}",
        criterion=criterion.in_sentence,
        before=before,
        after=after,
    )


def weight_moves_text(moves: list[str]) -> str:
    """How weights move; or that no move of theirs can be read."""
    if not moves:
        return t("The weights move by less than one percent.")
    return t("Weights move: {moves}.", moves=all_of(moves))


def move_text(lever: str, before: str, after: str) -> str:
    """What a lever has now, and what it had: ranks, points, a score."""
    return t("{lever} {after} instead of {before}", lever=lever, after=after, before=before)


def _reading_reasons(reference: Analysis, other: Analysis) -> list[str]:
    """The scores that another reading changes where there is weight."""
    moves = sorted(_moved_scores(reference, other), key=lambda move: move[:2])
    if not moves:
        return [t("Nothing that has weight changes with this way of counting.")]
    # « And one other » would take the place of that one.
    count = len(moves) if len(moves) == _MOST_TOLD + 1 else _MOST_TOLD
    sentences = [words for _, _, _, words in moves[:count]]
    sentences += _left(len(moves) - len(sentences))
    criteria = listed(list(dict.fromkeys(c.in_sentence for _, _, c, _ in moves)))
    return [
        t(
            "Counting otherwise changes {criteria}: {moves}.",
            criteria=criteria,
            moves=listed(sentences),
        )
    ]


def _left(count: int) -> list[str]:
    return [tn("{n} other score", "{n} other scores", count)] if count else []


def _moved_scores(
    reference: Analysis, other: Analysis
) -> Iterator[tuple[float, int, Criterion, str]]:
    """Minus the size of the change, the lever, the criterion, and the change in words."""
    for i, lever in enumerate(reference.case.levers):
        for j, criterion in enumerate(reference.case.criteria):
            before, after = reference.score(i, j), other.score(i, j)
            if (before.low, before.high) == (after.low, after.high) or not other.weights[j] > 0:
                continue
            sentence = move_text(
                lever.label,
                score_text(criterion, before),
                score_text(criterion, after),
            )
            yield -score_change(reference, other, i, j), i, criterion, sentence


def _sense_reason(other: Analysis, criterion: str) -> str:
    """Whose points a direction read the other way changes most, the rest being as it is there."""
    senses = {**other.scenario.senses, criterion: other.sense(criterion).opposite}
    before = additive(decision_matrix(other.table, senses), other.weights)
    name = other.case.criterion(criterion).in_sentence
    if other.weights[other.matrix.criteria.index(criterion)] == 0:
        return t("{criterion} weighs nothing: its direction changes no point.", criterion=name)
    rows = moved_most(before, other.ranking)
    if not rows:
        return t("Reading {criterion} the other way changes no point.", criterion=name)
    moves = [
        move_text(
            lever_labels(other, (i,))[0],
            points_text(before, i),
            points(points_text(other.ranking, i)),
        )
        for i in rows[:_MOST_TOLD]
    ]
    left = len(rows) - len(moves)
    moves += [tn("{n} other lever", "{n} other levers", left)] if left else []
    return t("Reading {criterion} the other way: {moves}.", criterion=name, moves=listed(moves))
