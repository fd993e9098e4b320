import pytest

from criteria.model import Sense
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.scenario import Scenario, starting_scenario
from tests.prioritisation.cli.report.made import scenario_of
from tests.thresholds import analyse


@pytest.fixture
def example(case):
    """The Normandie case with the weights of the group's example, 50, 30 and 20."""
    return analyse(case, scenario_of(case, 50, 30, 20))


@pytest.fixture
def equal(case):
    return analyse(case, starting_scenario(case))


@pytest.fixture
def announced(case):
    """The other direction of the coverage, where the leader may be announced."""
    return analyse(case, scenario_of(case, 50, 30, 20, existing_coverage=Sense.MAX))


@pytest.fixture
def alone(case):
    """One criterion only: the others are left out."""
    return analyse(case, Scenario({"ghg_impact": 1.0}, case.default_combination))


@pytest.fixture
def further(example):
    """How far the first place of the example holds."""
    return assess_robustness(example)
