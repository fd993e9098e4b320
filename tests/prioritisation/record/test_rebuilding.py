from dataclasses import replace

import numpy as np
from hypothesis import given

from criteria.evidence import Target
from criteria.model import Sense
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.scenario import Scenario
from prioritisation.record.making import case_part
from prioritisation.record.model import as_tree
from prioritisation.record.same_case import case_of, senses_of
from tests import strategies
from tests.cases.records.make import COVERAGE, DAY
from tests.each import each
from tests.thresholds import MeetingFacts


def rebuilt(case, combination, senses=()):
    part = case_part(MeetingFacts(case, Scenario({}, combination, dict(senses)), "", "", DAY))
    return part, case_of(part)


@each("combination", ["gt", "gt_freight", "sgpe"])
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


def test_what_was_said_of_criteria_themselves_and_the_method_are_built_again(normandie):
    _, again = rebuilt(normandie, normandie.default_combination)
    for ident in (c.id for c in normandie.criteria):
        before, after = (c.evidence_for(Target.CRITERION, ident) for c in (normandie, again))
        assert [replace(e, topic="", summary="") for e in before] == list(after)
    assert again.evidence
    assert again.method == normandie.method != ()
    assert {e.source for e in again.evidence} <= again.sources.keys()


def test_a_case_that_tells_neither_writes_neither(normandie):
    bare = replace(normandie, evidence=(), method=())
    part, again = rebuilt(bare, bare.default_combination)
    tree = as_tree(part)
    assert "method" not in tree
    assert not [c["id"] for c in tree["criteria"] if "evidence" in c]
    assert (again.evidence, again.method) == ((), ())


@given(strategies.cases())
def test_any_case_is_built_again(case):
    _, again = rebuilt(case, "here")
    before, after = (decision_matrix(c.tables["here"], {}) for c in (case, again))
    np.testing.assert_allclose(after.low, before.low, atol=1e-11)
    np.testing.assert_allclose(after.high, before.high, atol=1e-11)
    assert before.steps.keys() == after.steps.keys()
