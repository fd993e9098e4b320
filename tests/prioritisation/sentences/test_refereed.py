"""What sentences assert, and their figures, judged by a referee that does not make them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis.scenario import Scenario
from tests.prioritisation.analysis.ballots.made import groups
from tests.prioritisation.sentences.made import normandie
from tests.refereed import everything
from tests.strategies import cases, points_for, tied_cases
from tests.thresholds import analyse


@settings(max_examples=150)
@given(cases(rows=(2, 5), columns=(1, 4)) | tied_cases(rows=(2, 5), columns=(1, 4)), st.data())
def test_nothing_is_said_that_the_analysis_does_not_say(case, data):
    analysis = analyse(case, Scenario(data.draw(points_for(case)), "here"))
    everything(analysis, data.draw(groups(5, 8, criteria=analysis.matrix.criteria)))


@settings(max_examples=20)
@given(
    st.tuples(*[st.integers(0, 100)] * 3).filter(any),
    st.sampled_from(["gt", "gt_freight", "sgpe"]),
    st.sampled_from(Sense),
)
def test_nor_on_the_case_of_normandie(points, combination, sense):
    everything(normandie(points, combination, existing_coverage=sense))
