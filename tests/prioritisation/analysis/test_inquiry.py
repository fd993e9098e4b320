"""What is asked further of an analysis agrees with what the packages below answer."""

import numpy as np
import pytest

from criteria.load import load_case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.robustness.weight_sets import AtLeast, InconsistentConstraints
from prioritisation.analysis.scenario import starting_scenario
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


def test_constraints_that_no_weight_satisfies_are_refused(analysis):
    with pytest.raises(InconsistentConstraints):
        assess_robustness(analysis, constraints=(AtLeast(0, 0.7), AtLeast(1, 0.7)))
