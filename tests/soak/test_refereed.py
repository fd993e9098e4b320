"""The referee on thousands of analyses: what ``make test`` looks at a sample of."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prioritisation.analysis.scenario import Scenario
from tests.prioritisation.analysis.ballots.made import groups
from tests.refereed import everything
from tests.strategies import cases, points_for, tied_cases
from tests.thresholds import analyse


@settings(max_examples=5_000, deadline=None, suppress_health_check=[*HealthCheck])
@given(cases(rows=(2, 6), columns=(1, 5)) | tied_cases(rows=(2, 6), columns=(1, 5)), st.data())
def test_nothing_is_said_that_the_analysis_does_not_say(case, data):
    analysis = analyse(case, Scenario(data.draw(points_for(case)), "here"))
    everything(analysis, data.draw(groups(5, 8, criteria=analysis.matrix.criteria)))
