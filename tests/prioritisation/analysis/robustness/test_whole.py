import math

import numpy as np
import pytest
from hypothesis import given, settings

from criteria.model import Score, Status
from criteria.scales import LinearScale
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.robustness.polytopes import first_rank_volumes
from prioritisation.analysis.robustness.robustness import robustness
from prioritisation.analysis.robustness.weight_changes import stability_intervals
from prioritisation.analysis.robustness.weight_sets import AtLeast, InconsistentConstraints, Order
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.analysis.thresholds import RobustnessThresholds, RobustnessWord
from prioritisation.settings import SOLIDITY_VARIABLE, robustness_thresholds
from tests.each import each
from tests.strategies import case_of, cases, criterion_of, matrix_of, weighted
from tests.thresholds import RobustnessInput, analyse

GOLDEN = matrix_of((np.array([(5, 4, 3), (4, 5, 2), (2, 2, 5), (3, 3, 3)]) - 1) / 4)
GOLDEN_WEIGHTS = np.array([0.5, 0.3, 0.2])


def anchored(*rows):
    """Scores from 1 to 5 on their anchors."""
    return (np.array(rows) - 1) / 4


def minmax(values, weights):
    spread = values - values.min(axis=0)
    return spread / spread.max(axis=0) @ weights


def test_golden_1_a_dominated_lever_reverses_min_max_and_not_fixed_anchors():
    weights = np.array([0.4, 0.35, 0.25])
    three, four = (2, 5, 4), (1, 2, 2)
    before = anchored(three, (3, 1, 1), (4, 4, 1))
    after = np.vstack([before, anchored(four)])
    assert minmax(before, weights) == pytest.approx([0.6, 0.2, 0.6625])
    assert minmax(after, weights) == pytest.approx([0.7333, 0.2667, 0.6625, 0.1708], abs=1e-4)
    found = [robustness(RobustnessInput(matrix_of(v), weights)) for v in (before, after)]
    assert found[0].ranking.low == pytest.approx([0.6375, 0.2, 0.5625])
    assert found[1].ranking.low == pytest.approx([0.6375, 0.2, 0.5625, 0.15])
    assert [f.ranking.necessary_firsts for f in found] == [(0,), (0,)]
    assert found[1].regions.regions[3].possible_share == 0
    assert found[1].reversals[3].possible is None
    assert [left.changes for left in found[1].without_levers] == [True, False, False, False]


def test_golden_2_a_tie_is_said():
    weights = np.array([0.5, 0.5])
    assert minmax(anchored((1, 1), (2, 4), (3, 3)), weights) == pytest.approx(
        [0, 0.75, 0.8333], abs=1e-4
    )
    found = robustness(
        RobustnessInput(matrix_of(anchored((1, 1), (2, 4), (3, 3), (5, 1))), weights)
    )
    assert found.ranking.low == pytest.approx([0, 0.5, 0.5, 0.5])
    assert found.ranking.necessary_firsts == (1, 2, 3)
    assert [r.sure is not None and r.sure.distance for r in found.reversals] == [False, 0, 0, 0]
    assert (found.sole_first, found.word) == (None, RobustnessWord.NONE)


def test_golden_3_nobody_s_first_choice_wins_the_mean():
    votes = [
        *[Ballot({"ca": 80, "cb": 10, "cc": 10}, "ca")] * 7,
        *[Ballot({"ca": 10, "cb": 80, "cc": 10}, "cb")] * 7,
    ]
    matrix = matrix_of(anchored((5, 1, 3), (1, 5, 3), (4, 3, 3)))
    mean = np.array([0.45, 0.45, 0.1])
    found = robustness(RobustnessInput(matrix, mean, ballots={"all": votes}))
    assert found.ranking.low == pytest.approx([0.5, 0.5, 0.6125])
    assert found.ranking.necessary_firsts == (2,)
    # first when 6 to 9 of 14 drawn again are of the first camp; tied with the first lever at 10
    of_14 = [math.comb(14, k) / 2**14 for k in range(15)]
    assert found.by_ballots.firsts[2] == pytest.approx(sum(of_14[6:10]) + of_14[10] / 2, abs=0.015)
    assert found.without_voters.pivotal == 0
    for camp, values in (
        ((0.8, 0.1, 0.1), (0.85, 0.15, 0.7)),
        ((0.1, 0.8, 0.1), (0.15, 0.85, 0.525)),
    ):
        assert matrix.low @ np.array(camp) == pytest.approx(values)


def test_golden_4_reversal_stability_and_areas():
    found = robustness(RobustnessInput(GOLDEN, GOLDEN_WEIGHTS))
    assert found.ranking.low == pytest.approx([0.825, 0.725, 0.4, 0.5])
    moves = {r.row: r.sure.distance for r in found.reversals if r.sure}
    assert moves[1] == pytest.approx(0.2)
    assert min(d for row, d in moves.items() if row) == moves[1]
    every = stability_intervals(GOLDEN, GOLDEN_WEIGHTS)
    intervals = [s.sure for s in every if s.alternative == "aa"]
    for interval, expected in zip(intervals, [(1 / 6, 1), (0, 1 / 2), (0, 21 / 37)], strict=True):
        assert interval == pytest.approx(expected)
    shares = [r.sure_share for r in found.regions.regions]
    assert shares == pytest.approx([0.55, 0.25, 0.2, 0])
    assert found.sole_first.weights == pytest.approx(0.55)
    assert (found.sole_first.row, found.word) == (0, RobustnessWord.SHARED)


@each("seed", range(3))
def test_golden_5_exact_areas_add_to_1_and_match_two_million_draws(seed):
    rng = np.random.default_rng(seed)
    values = rng.random((6, 3))
    shares, _ = first_rank_volumes(values)
    winners = np.concatenate(
        [(rng.dirichlet(np.ones(3), 200_000) @ values.T).argmax(axis=1) for _ in range(10)]
    )
    assert shares.sum() == pytest.approx(1)
    assert shares == pytest.approx(np.bincount(winners, minlength=6) / 2_000_000, abs=1.2e-3)


@given(cases(rows=(1, 4), columns=(1, 4)))
@settings(deadline=None, max_examples=15)
def test_every_part_is_there_and_agrees_with_the_analysis(case):
    analysis = analyse(case, starting_scenario(case))
    found = robustness(RobustnessInput(analysis.matrix, analysis.weights))
    m, n = analysis.matrix.low.shape
    assert found.regions == analysis.regions
    assert found.joint.draws == 100_000
    assert found.joint.ranks.sum(axis=0) == pytest.approx(np.ones(m))
    assert found.by_scores.sum() == pytest.approx(1)
    assert found.thresholds == analysis.verdict.thresholds
    assert len(found.reversals) == len(found.extremes) == m
    assert len(found.information) == len(analysis.matrix.open_cells)
    assert (found.sole_first is None) == (len(analysis.ranking.necessary_firsts) != 1)
    if found.sole_first is None:
        assert found.word is RobustnessWord.NONE
    else:
        assert found.word is not RobustnessWord.NONE
        assert (n == 1) == (found.sole_first.weights is None)
    assert (found.by_ballots, found.without_voters, found.without_colleges) == (None, None, ())


@given(weighted(rows=(2, 4), columns=(2, 3)))
@settings(deadline=None, max_examples=15)
def test_a_dominated_lever_is_never_first_and_drawn_shares_are_within_the_regions(pair):
    matrix, weights = pair
    found = robustness(RobustnessInput(matrix, weights))
    error = 4 * found.joint.errors(found.joint.firsts)
    for row, region in enumerate(found.regions.regions):
        assert found.joint.firsts[row] >= region.sure_share - error[row] - 1e-9
        if region.possible_share == 0:
            assert found.joint.firsts[row] <= 1e-9


@given(weighted(rows=(2, 6), columns=(1, 4)) | weighted(rows=(21, 24), columns=(2, 4)))
@settings(deadline=None, max_examples=25)
def test_possible_ranks_hold_every_rank_that_is_written_beside_them(pair):
    """Ranks drawn, those with the weights given, and the first place of a change of weights."""
    matrix, weights = pair
    found = robustness(RobustnessInput(matrix, weights))
    for row, extremes in enumerate(found.extremes):
        drawn = 1 + np.flatnonzero(found.joint.ranks[row])
        assert extremes.best <= drawn.min()
        assert drawn.max() <= extremes.worst
        assert extremes.best <= found.ranking.best[row]
        assert found.ranking.worst[row] <= extremes.worst
        if found.regions.regions[row].possible_share or found.reversals[row].possible:
            assert extremes.best == 1


def test_constraints_replace_all_weights_and_their_share(monkeypatch):
    monkeypatch.setenv(SOLIDITY_VARIABLE, "99,60,55")
    ordered = robustness(
        RobustnessInput(
            GOLDEN,
            GOLDEN_WEIGHTS,
            thresholds=robustness_thresholds(),
            constraints=(Order(0, 1), Order(1, 2)),
        )
    )
    assert ordered.joint.firsts[0] == pytest.approx(1, abs=0.001)
    assert ordered.sole_first.weights == ordered.regions.regions[0].sure_share == 1
    assert ordered.share == pytest.approx(1 / 6)
    assert ordered.word is RobustnessWord.SOLID
    assert ordered.thresholds == RobustnessThresholds(0.99, 0.6, 0.55)
    with pytest.raises(InconsistentConstraints):
        robustness(
            RobustnessInput(GOLDEN, GOLDEN_WEIGHTS, constraints=(Order(0, 1), AtLeast(1, 0.6)))
        )


def test_known_scores_have_exact_central_weights():
    found = robustness(RobustnessInput(GOLDEN, GOLDEN_WEIGHTS))
    assert found.centres[:3] == pytest.approx(found.joint.central_weights[:3], abs=0.01)
    unknown = matrix_of(GOLDEN.low, np.where(GOLDEN.low == 0.75, 1, GOLDEN.low))
    assert robustness(RobustnessInput(unknown, GOLDEN_WEIGHTS)).centres is None


def test_scores_inferred_or_little_trusted_are_doubted_when_they_are_one_value():
    """Over their whole scale, whose scores are listed where they can be."""
    scores = {
        ("a", "c"): Score("a", "c", 5, 5, Status.INFERRED, "s", confidence="moyenne"),
        ("b", "c"): Score("b", "c", 5, 5, Status.OPINION, "s", confidence="faible"),
        ("d", "c"): Score("d", "c", 5, 5, Status.OPINION, "s", confidence="moyenne"),
        ("e", "c"): Score("e", "c", 3, 5, Status.INFERRED, "s", confidence="moyenne"),
    }
    for whole, listed in ((True, [k / 10 for k in range(11)]), (False, [])):
        case = case_of([criterion_of("c", LinearScale(0, 10, whole=whole))], scores)
        matrix = decision_matrix(case.tables["here"], {})
        assert list(matrix.doubted) == [(0, 0), (1, 0)]
        opened = matrix.doubting([(1, 0)])
        assert (opened.low[:, 0].tolist(), opened.high[:, 0].tolist()) == (
            [0.5, 0, 0.5, 0.3],
            [0.5, 1, 0.5, 0.5],
        )
        assert [step.value for step in opened.steps[1, 0]] == listed
