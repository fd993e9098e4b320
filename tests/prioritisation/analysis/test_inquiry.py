"""What is asked further of an analysis agrees with what the packages below answer."""

import numpy as np
import pytest

from criteria.load import load_case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.inquiry import assess_robustness, compare_levers_together, inquire
from prioritisation.analysis.robustness.constraints import (
    AtLeast,
    AtMost,
    InconsistentConstraints,
    Order,
)
from prioritisation.analysis.robustness.weight_sets import weight_set
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.analysis.sets.best import Membership
from tests.conftest import INTERVALS
from tests.thresholds import analyse


@pytest.fixture(scope="module")
def analysis():
    case = load_case(INTERVALS)
    return analyse(case, starting_scenario(case))


def test_the_solidity_has_the_ranking_and_the_regions_of_the_analysis(analysis):
    found = assess_robustness(analysis)
    assert np.array_equal(found.ranking.low, analysis.ranking.low)
    assert found.regions.regions == analysis.regions.regions
    assert found.by_ballots is None


def test_ballots_are_resampled_when_there_are_enough(analysis):
    criteria = analysis.matrix.criteria
    ballots = [Ballot(dict.fromkeys(criteria, 100), criteria[0]) for _ in range(6)]
    assert assess_robustness(analysis, {"": ballots}).by_ballots is not None
    assert compare_levers_together(analysis, ballots=ballots).over_voters is not None


def test_constraints_that_no_weight_satisfies_are_refused(analysis):
    with pytest.raises(InconsistentConstraints):
        assess_robustness(analysis, constraints=(AtLeast(0, 0.7), AtLeast(1, 0.7)))


def test_pairs_are_compared_with_singles(analysis):
    found = compare_levers_together(analysis)
    assert found.sets is not None
    assert set(found.sets.sizes) == {1, 2}


def test_both_answers_are_those_of_each_question(analysis):
    found = inquire(analysis, (AtLeast(0, 0.5),))
    assert found.robustness.question.constraints == (AtLeast(0, 0.5),)
    assert found.sets.threshold == compare_levers_together(analysis).threshold


CONSTRAINTS = [(Order(0, 1), Order(1, 2)), (AtLeast(0, 0.5),), (Order(1, 0), AtMost(2, 0.1))]


@pytest.mark.parametrize("constraints", CONSTRAINTS)
def test_sets_of_levers_are_compared_over_the_weights_allowed(analysis, constraints):
    """Shares against rejection sampling, with values and unknowns enumerated one by one."""
    sets = inquire(analysis, constraints).sets
    drawn = np.random.default_rng(3).dirichlet(np.ones(3), 60_000)
    rows = weight_set(3, constraints).lead_rows(3)
    drawn = drawn[(drawn @ rows.T >= 0).all(axis=1)]
    low, high = drawn @ analysis.matrix.low.T, drawn @ analysis.matrix.high.T
    for one in sets.over_weights.robust[1].sets:
        (row,) = one.rows
        others = [k for k in range(6) if k != row]
        sure = (low[:, [row]] > high[:, others]).all(axis=1).mean()
        possible = (high[:, [row]] >= low[:, others]).all(axis=1).mean()
        assert one.sure == pytest.approx(sure, abs=0.01)
        assert one.possible == pytest.approx(possible, abs=0.01)
    for one in sets.over_weights.robust[2].sets:
        out = [k for k in range(6) if k not in one.rows]
        # The worst of the pair's levers stays above the best of the others.
        worst = np.minimum(*(low[:, k] for k in one.rows))
        assert one.sure == pytest.approx((worst > high[:, out].max(axis=1)).mean(), abs=0.01)
    free = inquire(analysis).sets
    core = {r.row for r in free.roles if r.place is Membership.CORE}
    assert core <= {r.row for r in sets.roles if r.place is Membership.CORE}


def test_a_constraint_that_excludes_nothing_changes_nothing_of_sets(analysis):
    free, bound = inquire(analysis).sets, inquire(analysis, (AtLeast(0, 0.0),)).sets
    assert free.over_weights.robust == bound.over_weights.robust
    assert free.roles == bound.roles
