"""When two rounds compare: the same passages weighed, asked for in the same way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.analysis.ballots.rounds import Unlike, questionnaire, unlike
from prioritisation.settings import current_case

CASE = current_case()
THREE = CASE.keeping(("ghg_impact", "partner_ecosystem", "existing_coverage")).criteria
FOUR = CASE.keeping((*(c.id for c in THREE), "labour_shortage")).criteria
BEFORE = questionnaire(THREE, {}, Mode.SWING)
WHOLE = {c.id: c.direction.default for c in THREE}
OTHER = {"existing_coverage": Sense.MAX}


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (questionnaire(THREE, {}, Mode.SWING), ()),
        (questionnaire(THREE[::-1], WHOLE, Mode.SWING), ()),
        (questionnaire(FOUR, {}, Mode.SWING), (Unlike.CRITERIA,)),
        (questionnaire(THREE[:2], {}, Mode.SWING), (Unlike.CRITERIA,)),
        (questionnaire(THREE, OTHER, Mode.SWING), (Unlike.DIRECTION,)),
        (questionnaire(THREE, {}, Mode.POINTS), (Unlike.ASKING,)),
        (
            questionnaire(THREE[1:], OTHER, Mode.ROC),
            (Unlike.CRITERIA, Unlike.DIRECTION, Unlike.ASKING),
        ),
    ],
)
def test_the_rounds_compare_or_it_is_known_why_not(after, found):
    assert CASE.criterion("existing_coverage").direction.default is Sense.MIN
    assert unlike(BEFORE, after) == found
    assert unlike(after, BEFORE) == found


def test_another_perimeter_matters_where_it_moves_the_ends_of_a_scale():
    free = [c for c in THREE if not c.rescaled]
    bound = [c for c in CASE.criteria if c.anchors() != c.anchors()]
    assert free
    assert bound
    for criteria, found in ((free, ()), (bound, (Unlike.ANCHORS,))):
        sides = [questionnaire(criteria, {}, Mode.SWING) for p in ("gt", "sgpe")]
        assert unlike(*sides) == found


@given(st.sets(st.sampled_from([c.id for c in CASE.criteria]), min_size=2), st.sampled_from(Mode))
def test_a_round_compares_with_itself(ids, mode):
    one = questionnaire(CASE.keeping(tuple(ids)).criteria, {}, mode)
    assert unlike(one, one) == ()
