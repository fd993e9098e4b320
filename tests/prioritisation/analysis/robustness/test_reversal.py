import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness.regions import leads
from prioritisation.analysis.robustness.weight_changes import smallest_move, tipping_points
from tests.strategies import known, matrix_of, weighted

GOLDEN = matrix_of((np.array([(5, 4, 3), (4, 5, 2), (2, 2, 5), (3, 3, 3)]) - 1) / 4)
GOLDEN_WEIGHTS = (0.5, 0.3, 0.2)


def test_the_smallest_move_of_the_reference():
    """Golden example 4: 20 points, to the second lever; the fourth is never first."""
    found = tipping_points(GOLDEN, np.array(GOLDEN_WEIGHTS))
    assert found[0].sure.distance == 0
    assert found[1].sure.distance == pytest.approx(0.2)
    assert found[2].sure.distance > 0.2
    assert found[3].sure is None
    values = GOLDEN.low @ np.array(found[1].sure.weights)
    assert values[1] == pytest.approx(values.max())


@given(weighted(rows=(1, 6), columns=(1, 6)))
def test_a_move_leads_where_it_says(pair):
    matrix, weights = pair
    for found in tipping_points(matrix, weights):
        for move, sure in ((found.possible, False), (found.sure, True)):
            if move is not None:
                reached = np.array(move.weights)
                assert reached.sum() == pytest.approx(1)
                assert reached.min() >= 0
                assert move.distance == pytest.approx(np.abs(reached - weights).sum() / 2)
                assert (leads(matrix, found.row, sure=sure) @ reached >= -1e-9).all()


@given(weighted(rows=(2, 4), columns=(3, 3)))
def test_no_weights_of_a_grid_are_closer(pair):
    matrix, weights = pair
    steps = np.array([(i, j, 40 - i - j) for i in range(41) for j in range(41 - i)]) / 40
    distances = np.abs(steps - weights).sum(axis=1) / 2
    for found in tipping_points(matrix, weights):
        for move, sure in ((found.possible, False), (found.sure, True)):
            first = (steps @ leads(matrix, found.row, sure=sure).T >= 0).all(axis=1)
            closest = distances[first].min(initial=np.inf)
            assert closest == np.inf if move is None else move.distance <= closest + 1e-9


@given(weighted(rows=(2, 5), columns=(2, 4)))
def test_the_distance_is_0_exactly_for_who_is_first_already(pair):
    matrix, weights = pair
    ranking = additive(matrix, weights)
    for found in tipping_points(matrix, weights):
        possible = found.possible is not None and found.possible.distance == 0
        sure = found.sure is not None and found.sure.distance == 0
        assert possible == (found.row in ranking.possible_firsts)
        assert sure == (found.row in ranking.necessary_firsts)


def test_the_distance_is_0_at_a_tie():
    found = tipping_points(matrix_of([[0.2, 0.8], [0.8, 0.2]]), np.array([0.5, 0.5]))
    assert [r.sure.distance for r in found] == [0, 0]


@given(weighted(rows=(2, 5), columns=(2, 4)), st.data())
def test_knowing_more_brings_the_two_distances_closer(pair, data):
    matrix, weights = pair
    middle = data.draw(st.floats(0, 1))
    low = matrix.low + middle * (matrix.high - matrix.low) / 2
    narrower = matrix_of(low, matrix.high)
    for before, after in zip(
        tipping_points(matrix, weights), tipping_points(narrower, weights), strict=True
    ):
        most, least = np.inf, np.inf
        assert (after.possible.distance if after.possible else most) >= (
            before.possible.distance if before.possible else least
        ) - 1e-9
        assert (after.sure.distance if after.sure else most) <= (
            before.sure.distance if before.sure else most
        ) + 1e-9


@given(weighted(rows=(2, 4), columns=(3, 3), cells=known))
def test_a_lever_worse_everywhere_can_never_be_put_first(pair):
    matrix, weights = pair
    worse = matrix.low[0] - 0.1
    with_it = matrix_of(np.vstack([matrix.low, worse]))
    assert tipping_points(with_it, weights)[-1].sure is None


def test_a_lever_alone_is_first_already():
    assert smallest_move(np.empty((0, 2)), np.array([0.5, 0.5])).distance == 0
