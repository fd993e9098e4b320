"""The facts of an analysis are those that a referee computes by their definitions."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis.scenario import Scenario
from tests.cases.texts.make import situations
from tests.each import each
from tests.prioritisation.analysis.ballots.made import groups
from tests.prioritisation.sentences.made import normandie
from tests.referee import check
from tests.strategies import ENOUGH, cases, points_for, tied_cases
from tests.thresholds import analyse

reached: Counter = Counter()


@ENOUGH
@given(cases(rows=(2, 5), columns=(1, 4)) | tied_cases(rows=(2, 5), columns=(1, 4)), st.data())
def facts_of_small_cases(case, data):
    analysis = analyse(case, Scenario(data.draw(points_for(case)), "here"))
    reached.update(check(analysis, data.draw(groups(0, 8, criteria=analysis.matrix.criteria))))


def test_facts_of_small_cases_are_those_of_the_referee():
    facts_of_small_cases()
    assert min(reached[kind] for kind in ("ways", "moves", "ballots")) > 100


@settings(max_examples=20)
@given(
    st.tuples(*[st.integers(0, 100)] * 3).filter(any),
    st.sampled_from(["gt", "gt_freight", "sgpe"]),
    st.sampled_from(Sense),
)
def test_so_are_those_of_the_case_of_normandie(points, combination, sense):
    check(normandie(points, combination, existing_coverage=sense))


@each("name", situations())
def test_so_are_those_of_the_situations_whose_texts_are_read(name):
    check(*situations()[name])
