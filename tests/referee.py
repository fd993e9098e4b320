"""Computes the main facts of an analysis again, by their definitions, and compares.

Independent of ``prioritisation``, but for its data: who is first comes from the bounds of the
matrix; shares of the weights, and that no smaller change does, from draws of its own; ways to
settle open choices and ballots one by one. What is said of these facts is read in
``tests/cases/texts``.
"""

from collections import Counter

import numpy as np

from prioritisation.analysis.ballots.group import duels, first_counts
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.one_or_two import one_or_two
from tests.strategies import simplex

NEAR, BORDER = 1e-9, 1e-7
DRAWS = 4_000
DRAWN = 0.04
"""How far a share of as many draws may be from the exact one."""


def bounds(matrix, weights):
    """Arrays (m,), (m,): lowest and highest value of each row."""
    return matrix.low @ weights, matrix.high @ weights


def surely_first(low, high):
    """Rows that no other can pass, by the definition: alone or tied."""
    rows = range(len(low))
    return {i for i in rows if all(low[i] >= high[j] - NEAR for j in rows if j != i)}


def perhaps_first(low, high):
    """Rows that some values of the uncertain scores put first."""
    rows = range(len(low))
    return {i for i in rows if all(high[i] >= low[j] - NEAR for j in rows if j != i)}


def check(analysis, ballots=()):
    """Every fact, one kind after the other; how many choices, moves and ballots were checked."""
    robustness = assess_robustness(analysis, {"": ballots} if ballots else {})
    check_ranking(analysis)
    check_shares(analysis)
    return Counter(
        ways=check_crossing(analysis),
        moves=check_moves(analysis, robustness),
        ballots=check_ballots(analysis, ballots),
    )


def check_ranking(analysis):
    """Ranks that are possible, who is first surely or perhaps, and by how much."""
    low, high = bounds(analysis.matrix, analysis.weights)
    ranking, rows = analysis.ranking, range(len(low))
    for i in rows:
        others = [j for j in rows if j != i]
        assert ranking.best[i] == 1 + sum(low[j] > high[i] + NEAR for j in others)
        assert ranking.worst[i] == 1 + sum(high[j] > low[i] + NEAR for j in others)
    sure, possible = surely_first(low, high), perhaps_first(low, high)
    assert (set(ranking.necessary_firsts), set(ranking.possible_firsts)) == (sure, possible)
    verdict = analysis.verdict
    assert set(verdict.leaders) == sure
    if len(sure) == 1 and len(low) > 1:
        (leader,) = sure
        least = min(low[leader] - high[j] for j in rows if j != leader)
        assert np.isclose(verdict.gap[0], least, atol=BORDER)


def check_shares(analysis):
    """Shares of all weights for which each row is first, and in the first two: sure, possible."""
    weights = simplex(len(analysis.weights), DRAWS)
    low, high = weights @ analysis.matrix.low.T, weights @ analysis.matrix.high.T
    two = one_or_two(analysis).over_weights
    for row in range(low.shape[1]):
        others = np.delete(np.arange(low.shape[1]), row)
        may = (high[:, others] > low[:, [row]] + NEAR).sum(axis=1)
        must = (low[:, others] > high[:, [row]] + NEAR).sum(axis=1)
        # Rows that are the same on every criterion have the share of their region together.
        twins = [analysis.region(i) for i in same_rows(analysis.matrix, row)]
        assert abs((may == 0).mean() - sum(r.sure_share for r in twins)) < DRAWN, row
        assert abs((must == 0).mean() - sum(r.possible_share for r in twins)) < DRAWN, row
        assert abs((may <= 1).mean() - two.sure[row]) < DRAWN, row
        assert abs((must <= 1).mean() - two.possible[row]) < DRAWN, row


def same_rows(matrix, row):
    """The row and those that have its scores, all known, on each criterion."""
    known = (matrix.low[row] == matrix.high[row]).all()
    return [
        i
        for i in range(len(matrix.low))
        if i == row
        or (known and np.allclose((matrix.low[i], matrix.high[i]), matrix.low[row], atol=NEAR))
    ]


def check_crossing(analysis):
    """Who is alone in first place, tied or possible in each way to settle the open choices."""
    crossing = crossing_of(analysis)
    if crossing is None:
        return 0
    for outcome in crossing.outcomes:
        table = outcome.case.tables[outcome.scenario.combination]
        low, high = bounds(decision_matrix(table, outcome.scenario.senses), analysis.weights)
        sure, possible = surely_first(low, high), perhaps_first(low, high)
        alone = min(sure) if len(sure) == len(possible) == 1 else None
        assert outcome.sure == alone
        assert set(outcome.possible) == possible
        assert set(outcome.tied) == (sure if sure == possible and len(sure) > 1 else set())
    return len(crossing.outcomes)


def check_moves(analysis, robustness):
    """Each smallest change of weights does what it is for, and no drawn weights do it nearer."""
    weights, count = simplex(len(analysis.weights), DRAWS), 0
    moved = np.maximum(weights - analysis.weights, 0).sum(axis=1)
    for point in robustness.reversals:
        for move, sure in ((point.possible, False), (point.sure, True)):
            first = drawn_first(analysis.matrix, weights, point.row, sure=sure)
            if move is None:
                assert not first.any(), point
                continue
            there, count = np.array(move.weights), count + 1
            distance = np.maximum(there - analysis.weights, 0).sum()
            assert np.isclose(distance, move.distance, atol=BORDER), point
            # On the border of a region, where a smallest change ends, rounding may tell either.
            low, high = bounds(analysis.matrix, there)
            firsts = (
                surely_first(low, high - BORDER) if sure else perhaps_first(low, high + BORDER)
            )
            assert point.row in firsts, point
            assert (moved[first] >= move.distance - BORDER).all(), point
    return count


def drawn_first(matrix, weights, row, *, sure):
    """Array (k,): for which weights, array (k, n), a row is first: surely, or perhaps."""
    low, high = weights @ matrix.low.T, weights @ matrix.high.T
    others = np.delete(np.arange(low.shape[1]), row)
    if sure:
        return (low[:, [row]] > high[:, others] + BORDER).all(axis=1)
    return (high[:, [row]] > low[:, others] + BORDER).all(axis=1)


def check_ballots(analysis, ballots):
    """For how many ballots each row is first, alone or tied; and who wins all its duels."""
    counts, matrix = first_counts(analysis.matrix, ballots), analysis.matrix
    alone, tied, joined, m = Counter(), Counter(), Counter(), len(matrix.alternatives)
    margins = np.zeros((m, m), int)
    for ballot in ballots:
        points = np.array([ballot.points[c] or 0 for c in matrix.criteria])
        low, high = bounds(matrix, points / points.sum())
        sure, possible = (tuple(sorted(f(low, high))) for f in (surely_first, perhaps_first))
        kind = joined if sure != possible else tied if len(sure) > 1 else alone
        kind[sure] += 1
        lead = low[:, None] - low[None, :]
        margins += np.where(abs(lead) > NEAR, np.sign(lead), 0).astype(int)
    assert counts.sure == tuple(alone[i,] for i in range(m))
    assert counts.ties == dict(tied)
    assert counts.undecided == joined.pop((), 0)
    assert counts.joined == dict(joined)
    if ballots and not matrix.open_cells:
        beaten = [i for i in range(m) if all(margins[i, j] > 0 for j in range(m) if j != i)]
        assert duels(matrix, ballots).winner == (beaten[0] if beaten else None)
    return len(ballots)
