"""Values out of proportion: three answers make a scale, in order, and a straight line again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from criteria.model import Sense
from criteria.scales import LinearScale, PiecewiseScale
from prioritisation.cases.changes import applied, clashes
from prioritisation.cases.editing import curves, scales
from prioritisation.cases.editing.curves import TypedCurve
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import units_of
from prioritisation.errors import InvalidRequest
from prioritisation.wording.problems import problem_text
from tests.prioritisation.cases.conftest import FILES

UNITS = units_of(FILES)
LATE = "cop_progress"
"""From 100, the worst, to 0: less is better."""
CURVE = TypedCurve("100", "60", "30", "12,5", "0")
TYPED = st.sampled_from(["", "x", "10", "50", "75", "1e9", "-3", "100", "0", "1.500", "\u202e"])


def after(change, units=UNITS):
    """The case once a change is written; it clashes with nothing."""
    assert not clashes(units, change)
    return case_from_files(files_of(applied(units, change)))


def wrong(curve):
    with pytest.raises(InvalidRequest) as error:
        curves.curve_change(UNITS, LATE, curve)
    return {p.column: problem_text(p).replace("\u00a0", " ") for p in error.value.problems}


def test_three_answers_make_a_scale_that_turns_where_they_say():
    criterion = after(curves.curve_change(UNITS, LATE, CURVE)).criterion(LATE)
    scale = criterion.scale
    assert isinstance(scale, PiecewiseScale)
    assert [scale.value(x) for x in (100, 60, 30, 12.5, 0)] == [0, 0.25, 0.5, 0.75, 1]
    assert criterion.direction.default is Sense.MIN


def test_a_straight_line_comes_back_as_it_was():
    units = applied(UNITS, curves.curve_change(UNITS, LATE, CURVE))
    assert curves.curve_scores(units, LATE) == (100, 60, 30, 12.5, 0)
    assert scales.ends_of(units, LATE) == (100, 0)
    assert applied(units, curves.straight_change(units, LATE)) == UNITS


def test_a_curve_is_turned_round_with_its_answers():
    units = applied(UNITS, curves.curve_change(UNITS, LATE, CURVE))
    turned = applied(units, scales.turned_change(units, LATE))
    assert curves.curve_scores(turned, LATE) == (0, 12.5, 30, 60, 100)
    typed = TypedCurve("0", "12,5", "30", "60", "100")
    assert applied(units, curves.curve_change(units, LATE, typed)) == turned


def test_answers_that_are_not_in_order_are_told_beside_their_question():
    assert wrong(TypedCurve("100", "60", "110", "12", "0")).keys() >= {"half"}
    told = wrong(TypedCurve("100", "20", "30", "12", "0"))
    assert told == {"quarter": "« 20 » doit tomber entre 30 et 100"}
    assert wrong(TypedCurve("100", "60", "30", "40", "0")).keys() == {"three_quarters"}


def test_counts_and_words_stay_straight():
    can = {c: curves.may_bend(UNITS, c) for c in ("partner_ecosystem", "existing_coverage", LATE)}
    assert can == {"partner_ecosystem": False, "existing_coverage": False, LATE: True}


@given(st.builds(TypedCurve, TYPED, TYPED, TYPED, TYPED, TYPED))
def test_any_answers_make_a_case_that_travels_whole_or_are_told(curve):
    try:
        units = applied(UNITS, curves.curve_change(UNITS, LATE, curve))
    except InvalidRequest as error:
        for problem in error.problems:
            assert problem_text(problem)
        return
    assert units_of(files_of(units)) == units


@given(st.tuples(*[st.integers(1, 99)] * 3).map(sorted).filter(lambda x: len({*x}) == 3))
def test_answers_in_order_are_read_back_from_the_scale(answers):
    answers = [str(one) for one in reversed(answers)]
    units = applied(UNITS, curves.curve_change(UNITS, LATE, TypedCurve("100", *answers, "0")))
    assert [str(int(one)) for one in curves.curve_scores(units, LATE)[1:-1]] == answers
    assert isinstance(
        after(curves.straight_change(units, LATE), units).criterion(LATE).scale, LinearScale
    )
