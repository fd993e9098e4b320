"""Why a column differs from the ranking of the screen: weights, readings, direction, method."""

from collections.abc import Iterator
from math import isclose

from criteria.model import Criterion
from prioritisation.analysis.comparison import Column, moved_most, score_change
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.explained import method_note
from prioritisation.sentences.phrases import all_of, lever_labels, points_text, score_text
from prioritisation.sentences.shares import is_moved, weight_texts
from prioritisation.wording import listed, points, t, tn

_LOCAL = frozenset({Method.TOPSIS, Method.VIKOR, Method.PROMETHEE_II})
"""Methods whose ranks depend on the levers compared."""


def local_method_text(method: Method) -> str:
    """That a method's ranks depend on the levers compared; empty for the others (W1)."""
    if method not in _LOCAL:
        return ""
    return t(
        "With this method, adding or withdrawing a lever may change the order of the others: a "
        "second opinion, never the ranking of the meeting."
    )


_MOST_TOLD = 3
"""Levers whose move is told; the others are counted, and in the table."""


def reasons_of(reference: Column, column: Column) -> list[str]:
    """Why a column differs from the ranking of the screen, one sentence per thing changed."""
    change, reasons = column.change, []
    if change.equal or change.points:
        reasons.append(_weights_reason(reference.analysis, column.analysis))
    if change.readings:
        reasons += _reading_reasons(reference.analysis, column.analysis)
    reasons += _score_reasons(column)
    kept = column.analysis.matrix.criteria
    reasons += [_sense_reason(column.analysis, c) for c in kept if c in change.reversed]
    if change.method is not Method.ADDITIVE:
        reasons += [method_note(change.method), local_method_text(change.method)]
    return [reason for reason in reasons if reason]


def _weights_reason(reference: Analysis, other: Analysis) -> str:
    """The weights that move, the largest moves first."""
    out = 0.0, t("left out")
    was, now = _written_weights(reference), _written_weights(other)
    criteria = {c.id: c for c in (*reference.case.criteria, *other.case.criteria)}
    pairs = {c: (was.get(c, out), now.get(c, out)) for c in criteria}
    moved = [
        c
        for c, (before, after) in pairs.items()
        if before[1] != after[1] and (is_moved(before[0], after[0]) or out in (before, after))
    ]
    if was.keys() == now.keys() and all(isclose(a[0], b[0]) for a, b in pairs.values()):
        return ""
    moved.sort(key=lambda c: -abs(pairs[c][1][0] - pairs[c][0][0]))
    return weight_moves_text(
        [weight_move(criteria[c], pairs[c][0][1], pairs[c][1][1]) for c in moved]
    )


def _written_weights(analysis: Analysis) -> dict[str, tuple[float, str]]:
    """Criterion id -> its weight, and as it is written."""
    weights = [float(weight) for weight in analysis.weights]
    written = zip(weights, weight_texts(weights), strict=True)
    return dict(zip(analysis.matrix.criteria, written, strict=True))


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


def _score_reasons(column: Column) -> list[str]:
    """The scores that somebody changed, as they now stand; of a criterion that counts."""
    case, table = column.analysis.case, column.analysis.table
    criteria = {c.id: c for c in case.criteria}
    told = [
        t(
            "{lever}, {criterion} ({score})",
            lever=case.lever(s.lever).label,
            criterion=criteria[s.criterion].label,
            score=score_text(criteria[s.criterion], table.score(s.lever, s.criterion)),
        )
        for s in column.change.scores
        if s.criterion in criteria
    ]
    return [t("Scores: {scores}.", scores=listed(told))] if told else []


def _left(count: int) -> list[str]:
    return [tn("{n} other score", "{n} other scores", count)] if count else []


def _moved_scores(
    reference: Analysis, other: Analysis
) -> Iterator[tuple[float, int, Criterion, str]]:
    """Minus the size of the change, the lever, the criterion, and the change in words."""
    for i, lever in enumerate(reference.case.levers):
        for j, criterion in enumerate(reference.case.criteria):
            if criterion.id not in other.matrix.criteria:
                continue
            k = other.matrix.criteria.index(criterion.id)
            before, after = reference.score(i, j), other.score(i, k)
            if (before.low, before.high) == (after.low, after.high) or not other.weights[k] > 0:
                continue
            sentence = move_text(
                lever.label,
                score_text(criterion, before),
                score_text(criterion, after),
            )
            yield -score_change(reference, other, i, (j, k)), i, criterion, sentence


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
