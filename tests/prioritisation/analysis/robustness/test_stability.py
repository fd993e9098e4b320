import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness.regions import leads
from prioritisation.analysis.robustness.weight_changes import stability_intervals
from prioritisation.analysis.weights import shares, with_weight
from tests.strategies import matrix_of, weighted

GRID = np.linspace(0, 1, 41)


def smallest_lead(matrix, row, weights, *, sure):
    """Lead over the strongest rival, in the least or the most favourable case."""
    return float((leads(matrix, row, sure=sure) @ weights).min())


@given(weighted(columns=(2, 4)))
def test_inside_its_interval_a_lever_is_first_and_outside_it_is_not(drawn):
    matrix, weights = drawn
    for s in stability_intervals(matrix, weights):
        row, column = matrix.alternatives.index(s.alternative), matrix.criteria.index(s.criterion)
        for share in GRID:
            there = with_weight(weights, column, share)
            for interval, sure in ((s.sure, True), (s.possible, False)):
                lead = smallest_lead(matrix, row, there, sure=sure)
                within = interval is not None and interval[0] <= share <= interval[1]
                assert lead >= -2e-9 if within else lead <= 2e-9


@given(weighted(columns=(2, 4)))
def test_the_intervals_say_who_is_first_with_the_present_weights(drawn):
    matrix, weights = drawn
    ranking = additive(matrix, weights)
    for s in stability_intervals(matrix, weights):
        row, column = matrix.alternatives.index(s.alternative), matrix.criteria.index(s.criterion)
        for interval, firsts in (
            (s.sure, ranking.necessary_firsts),
            (s.possible, ranking.possible_firsts),
        ):
            low, high = interval or (2, -1)
            about = low - 1e-6 <= weights[column] <= high + 1e-6
            strictly = low + 1e-6 <= weights[column] <= high - 1e-6
            assert strictly <= (row in firsts) <= about


@given(weighted(columns=(2, 4)))
def test_intervals_are_shares_and_the_sure_one_lies_in_the_possible_one(drawn):
    matrix, weights = drawn
    found = stability_intervals(matrix, weights)
    moving = [c for c, w in zip(matrix.criteria, weights, strict=True) if w < 1]
    assert [(s.criterion, s.alternative) for s in found] == [
        (c, a) for c in moving for a in matrix.alternatives
    ]
    for s in found:
        for interval in (s.sure, s.possible):
            assert interval is None or 0 <= interval[0] <= interval[1] + 1e-9 <= 1 + 2e-9
        if s.sure:
            assert s.possible[0] - 1e-6 <= s.sure[0]
            assert s.sure[1] <= s.possible[1] + 1e-6


def test_a_criterion_with_all_the_weight_or_alone_has_no_interval():
    matrix = matrix_of([[1, 0], [0, 1]])
    assert [s.criterion for s in stability_intervals(matrix, np.array([1.0, 0.0]))] == ["cb", "cb"]
    assert stability_intervals(matrix_of([[1], [0]]), np.array([1.0])) == ()


def test_equal_levers_are_first_together_over_the_whole_interval():
    matrix = matrix_of([[0.5, 0.5], [0.5, 0.5]])
    found = stability_intervals(matrix, np.array([0.3, 0.7]))
    assert {(s.sure, s.possible) for s in found} == {((0, 1), (0, 1))}


def test_a_lever_first_at_one_end_only_has_an_interval_of_one_point():
    matrix = matrix_of([[1, 0], [1, 1]])
    (first, *_) = stability_intervals(matrix, np.array([0.5, 0.5]))
    assert first.sure == pytest.approx((1, 1))


def test_a_lever_never_first_has_no_interval():
    matrix = matrix_of([[0.2, 0.3], [0.6, 0.7]], [[0.4, 0.6], [0.6, 0.7]])
    found = [s for s in stability_intervals(matrix, np.array([0.5, 0.5])) if s.alternative == "aa"]
    assert [(s.sure, s.possible) for s in found] == [(None, None), (None, None)]


@given(st.sampled_from([1e6, 1e9, 1e12, 1e15]))
def test_one_criterion_with_nearly_all_the_weight_does_not_blur_the_others(most):
    """The others keep their proportions, 2 to 1, however little is left for them."""
    matrix = matrix_of([[0.0, 1.0, 0.0], [1.0, 0.2, 0.5]])
    weights = shares({"a": most, "b": 2, "c": 1})
    (first, *_) = stability_intervals(matrix, weights)
    # Lead of the first lever at weight x: (1 - x)(2/3 * 0.8 - 1/3 * 0.5) - x = 11/30 - 41/30 x.
    assert first.sure == pytest.approx((0, 11 / 41), abs=1e-9)
