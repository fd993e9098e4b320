import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ranking import TIE, additive, at_ends_of
from tests.each import each
from tests.strategies import matrix_of, weighted

ONE = np.array([1.0])


def ranking_of(low, high=None, weights=ONE):
    return additive(matrix_of(low, high), np.array(weights, dtype=float))


def test_float_noise_is_a_tie_and_the_next_rank_is_skipped():
    ranking = ranking_of([[0.1 + 0.2], [0.3], [0.9], [0.2]])
    assert ranking.best.tolist() == ranking.worst.tolist() == [2, 2, 1, 4]


@each(("lead", "firsts"), [(0.9e-9, (0, 1)), (1.1e-9, (0,))])
def test_a_tie_ends_where_it_is_said_to(lead, firsts):
    assert ranking_of([[0.5 + lead], [0.5]]).necessary_firsts == firsts


def test_intervals_of_ranks_are_those_found_by_hand():
    # a: 60 exactly; b: 50 to 70; c: 0 to 100; d: 10 to 20.
    ranking = ranking_of([[0.6], [0.5], [0], [0.1]], [[0.6], [0.7], [1], [0.2]])
    assert list(zip(ranking.best.tolist(), ranking.worst.tolist(), strict=True)) == [
        (1, 3),
        (1, 3),
        (1, 4),
        (3, 4),
    ]
    assert ranking.necessary_firsts == ()
    assert ranking.possible_firsts == (0, 1, 2)
    assert ranking.to_beat == 0.6
    assert ranking.order == (0, 1, 3, 2)


def test_a_lever_whose_worst_is_the_others_best_is_surely_first():
    ranking = ranking_of([[0.7], [0.2]], [[0.9], [0.7]])
    assert ranking.necessary_firsts == (0,)
    assert ranking.possible_firsts == (0, 1)
    assert ranking.gap(0, 1) == pytest.approx((0, 0.7))
    assert ranking.gap(1, 0) == pytest.approx((-0.7, 0))


def test_the_rows_are_drawn_by_what_is_certain_then_by_what_is_possible():
    ranking = ranking_of([[0.2], [0.5], [0.2], [0.2]], [[0.3], [0.5], [0.9], [0.3]])
    assert ranking.order == (1, 2, 0, 3)


@given(weighted())
def test_the_rival_is_the_other_that_can_come_closest(drawn):
    ranking = additive(*drawn)
    for row in range(len(ranking.low)):
        rival = ranking.runner_up(row)
        assert rival != row
        gaps = [ranking.gap(row, k)[0] for k in range(len(ranking.low)) if k != row]
        assert ranking.gap(row, rival)[0] == min(gaps)


@given(weighted())
def test_who_cannot_reach_the_best_certain_value_cannot_be_first(drawn):
    ranking = additive(*drawn)
    reach = {i for i, high in enumerate(ranking.high) if high + TIE >= ranking.to_beat}
    assert set(ranking.possible_firsts) == reach
    assert set(ranking.necessary_firsts) <= reach
    assert reach


@given(weighted())
def test_every_row_is_drawn_once_and_no_certain_value_rises_down_the_list(drawn):
    ranking = additive(*drawn)
    assert sorted(ranking.order) == list(range(len(ranking.low)))
    lows = ranking.low[list(ranking.order)]
    assert (np.diff(lows) <= TIE).all()


@given(weighted(), st.data())
def test_a_lead_is_what_the_intervals_leave(drawn, data):
    matrix, weights = drawn
    ranking = additive(matrix, weights)
    row, other = data.draw(st.permutations(range(len(matrix.low))))[:2]
    low, high = ranking.gap(row, other)
    assert low == pytest.approx(-ranking.gap(other, row)[1])
    assert low == pytest.approx((matrix.low[row] - matrix.high[other]) @ weights, abs=1e-12)
    assert high == pytest.approx((matrix.high[row] - matrix.low[other]) @ weights, abs=1e-12)


def test_one_score_at_its_two_ends_leaves_the_others_as_they_are():
    # a: 0 to 100, b: 60, c: 20 to 40.
    low, high = np.array([[0], [0.6], [0.2]]), np.array([[1], [0.6], [0.4]])
    worst, best = at_ends_of(matrix_of(low, high), ONE, (0, 0))
    assert (worst.best.tolist(), worst.worst.tolist()) == ([3, 1, 2], [3, 1, 2])
    assert (best.best.tolist(), best.worst.tolist()) == ([1, 2, 3], [1, 2, 3])
    worst, best = at_ends_of(matrix_of(low, high), ONE, (2, 0))
    assert (worst.best[2], worst.worst[2]) == (best.best[2], best.worst[2]) == (2, 3)


@given(weighted(), st.data())
def test_between_the_two_ends_of_a_score_its_lever_is_between_their_ranks(drawn, data):
    matrix, weights = drawn
    row = data.draw(st.integers(0, len(matrix.alternatives) - 1))
    column = data.draw(st.integers(0, len(matrix.criteria) - 1))
    share = data.draw(st.floats(0, 1))
    worst, best = at_ends_of(matrix, weights, (row, column))
    low, high = matrix.low.copy(), matrix.high.copy()
    at = low[row, column] + share * (high[row, column] - low[row, column])
    low[row, column] = high[row, column] = min(at, high[row, column])
    between = additive(matrix_of(low, high), weights)
    assert best.best[row] <= between.best[row] <= worst.best[row]
    assert best.worst[row] <= between.worst[row] <= worst.worst[row]
