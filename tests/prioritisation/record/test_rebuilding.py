import numpy as np
import pytest
from hypothesis import given

from criteria.model import Sense
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.scenario import Scenario
from prioritisation.record.making import case_part
from prioritisation.record.same_case import case_of, senses_of
from tests import strategies
from tests.cases.records.make import COVERAGE, DAY
from tests.thresholds import MeetingFacts


def rebuilt(case, combination, senses=()):
    part = case_part(MeetingFacts(case, Scenario({}, combination, dict(senses)), "", "", DAY))
    return part, case_of(part)


@pytest.mark.parametrize("combination", ["gt", "gt_freight", "sgpe"])
def test_the_same_case_is_built_again(case, combination):
    _, again = rebuilt(case, combination)
    assert again.levers == case.levers
    assert again.tables[combination].scores == case.tables[combination].scores
    assert [c.direction for c in again.criteria] == [c.direction for c in case.criteria]
    assert again.caveats(combination)[0][1] == case.caveats(combination)[0][1]
    before, after = (decision_matrix(c.tables[combination], {}) for c in (case, again))
    np.testing.assert_allclose(after.low, before.low, atol=1e-12)
    np.testing.assert_allclose(after.high, before.high, atol=1e-12)


def test_directions_are_those_taken(case):
    part, _ = rebuilt(case, "gt", {COVERAGE: Sense.MAX}.items())
    assert senses_of(part) == {COVERAGE: Sense.MAX}
    assert senses_of(rebuilt(case, "gt")[0]) == {}


@given(strategies.cases())
def test_any_case_is_built_again(case):
    _, again = rebuilt(case, "here")
    before, after = (decision_matrix(c.tables["here"], {}) for c in (case, again))
    np.testing.assert_allclose(after.low, before.low, atol=1e-11)
    np.testing.assert_allclose(after.high, before.high, atol=1e-11)
    assert before.steps.keys() == after.steps.keys()


def test_a_perimeter_that_is_not_there_is_refused(case):
    part, _ = rebuilt(case, "gt")
    with pytest.raises(KeyError, match="moon"):
        case_of(part.model_copy(update={"perimeter": "moon"}))
