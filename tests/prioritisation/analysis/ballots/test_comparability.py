"""When two rounds compare: the same passages weighed, asked for in the same way."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from criteria.scales import WordScale
from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.analysis.ballots.group import Unlike, questionnaire, unlike
from prioritisation.settings import current_case
from tests.each import each

CASE = current_case()
THREE = CASE.keeping(("ghg_impact", "partner_ecosystem", "existing_coverage")).criteria
FOUR = CASE.keeping((*(c.id for c in THREE), "labour_shortage")).criteria
BEFORE = questionnaire(THREE, {}, Mode.SWING)
WHOLE = {c.id: c.direction.default for c in THREE}
OTHER = {"existing_coverage": Sense.MAX}


@each(
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


def test_another_order_of_words_matters_where_it_moves_an_end():
    for order, found in (((1, 0, 2, 3), (Unlike.ANCHORS,)), ((0, 2, 1, 3), ())):
        words = [replace(c, scale=in_order(c.scale, order)) for c in THREE]
        assert unlike(BEFORE, questionnaire(words, {}, Mode.SWING)) == found


def in_order(scale, order):
    if not isinstance(scale, WordScale):
        return scale
    return scale.in_order(tuple(scale.order[k] for k in order))


@given(st.sets(st.sampled_from([c.id for c in CASE.criteria]), min_size=2), st.sampled_from(Mode))
def test_a_round_compares_with_itself(ids, mode):
    one = questionnaire(CASE.keeping(tuple(ids)).criteria, {}, mode)
    assert unlike(one, one) == ()
