import numpy as np
import pytest
from hypothesis import given

from prioritisation.analysis.matrix import DecisionMatrix, PossibleValue
from prioritisation.analysis.robustness.draws import (
    JOINT,
    counted_below,
    first_places,
    first_shares,
    score_draws,
    uniforms,
)
from tests.each import each
from tests.strategies import matrices, matrix_of, simplex


def stepped(low, high, steps):
    matrix = matrix_of(low, high)
    return DecisionMatrix(matrix.alternatives, matrix.criteria, matrix.low, matrix.high, steps)


@given(matrices(rows=(1, 4), columns=(1, 3)))
def test_drawn_scores_stay_in_their_intervals_and_overall_values_are_their_sums(matrix):
    scores = score_draws(matrix, 50)
    assert scores.cells == matrix.open_cells
    weights = simplex(len(matrix.criteria), 50)
    overall, at_equal = scores.overall(weights), scores.overall(weights[0])
    for draw in range(50):
        filled = matrix.low.copy()
        for cell, drawn in zip(scores.cells, scores.values[:, draw], strict=True):
            assert matrix.low[cell] <= drawn <= matrix.high[cell]
            filled[cell] = drawn
        assert overall[:, draw] == pytest.approx(filled @ weights[draw])
        assert at_equal[:, draw] == pytest.approx(filled @ weights[0])


@given(matrices(rows=(2, 5), columns=(1, 3)))
def test_some_levers_only_keep_their_own_draws(matrix):
    scores, weights = score_draws(matrix, 50), simplex(len(matrix.criteria), 1)[0]
    kept = np.arange(len(matrix.low)) % 2 == 1
    some = scores.only(kept).overall(weights)
    assert some == pytest.approx(scores.overall(weights)[kept])


def test_listed_scores_are_equally_likely_and_a_continuum_is_uniform():
    steps = {
        (0, 0): (
            PossibleValue("low", 0.0),
            PossibleValue("middle", 0.2),
            PossibleValue("high", 1.0),
        )
    }
    scores = score_draws(stepped([[0, 0.2]], [[1, 0.6]], steps))
    listed, between = scores.values
    assert {v: round((listed == v).mean(), 1) for v in (0.0, 0.2, 1.0)} == dict.fromkeys(
        (0.0, 0.2, 1.0), 0.3
    )
    assert between.mean() == pytest.approx(0.4, abs=0.01)
    assert between.std() == pytest.approx(0.4 / 12**0.5, abs=0.01)


def test_knowing_one_cell_does_not_redraw_the_others():
    before = score_draws(matrix_of([[0, 0], [0, 0]], [[1, 1], [0, 1]]))
    after = score_draws(matrix_of([[0, 0.5], [0, 0]], [[1, 0.5], [0, 1]]))
    assert np.array_equal(before.values[0], after.values[0])
    assert np.array_equal(before.values[2], after.values[1])
    assert not np.array_equal(before.values[0], before.values[1])
    assert before.draws == JOINT


def test_drawn_variates_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        uniforms(0, 0, 10)[0] = 1


def test_first_places_declare_ties_and_share_them():
    overall = np.array([[0.5, 0.2], [0.5 + 1e-12, 0.4], [0.1, 0.4 - 1e-6]])
    assert first_places(overall).tolist() == [[True, False], [True, True], [False, False]]
    assert first_shares(overall).tolist() == [0.25, 0.75, 0]


@each("count", [0, 1, 5, 40])
@each("equal", [False, True])
def test_steps_below_are_counted_as_by_a_search(count, equal):
    rng = np.random.default_rng(3)
    steps = np.sort(rng.integers(0, 20, count) / 20)
    values = np.concatenate([rng.integers(-5, 30, (2, 200)) / 20, np.full((2, 1), -np.inf)], 1)
    expected = np.searchsorted(steps, values, "right" if equal else "left")
    assert np.array_equal(counted_below(steps, values, equal=equal), expected)


def test_the_draws_of_cells_do_not_pile_up():
    """Each is 0.8 MB; a server that has seen many cases and variants has seen many cells."""
    uniforms.cache_clear()
    for cell in range(200):
        uniforms(cell, 0, 100_000)
    kept = uniforms.cache_info().currsize * uniforms(0, 0, 100_000).nbytes
    uniforms.cache_clear()
    assert kept < 20_000_000
