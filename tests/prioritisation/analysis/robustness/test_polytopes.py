import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.robustness.polytopes import (
    MOST_CRITERIA_EXACT,
    MOST_LEVERS_BY_CRITERIA,
    MOST_LEVERS_EXACT,
    area,
    cut,
    first_part,
    first_rank_volumes,
)
from prioritisation.analysis.robustness.regions import first_regions
from tests.each import each
from tests.strategies import known, matrices, simplex


def drawn_firsts(values, draws=50_000, seed=7):
    """Shares and means of the weights that put each lever first, ties shared, by draws."""
    weights = simplex(values.shape[1], draws, seed)
    scores = weights @ values.T
    first = scores >= scores.max(axis=1, keepdims=True) - 1e-9
    first = first / first.sum(axis=1, keepdims=True)
    shares = first.mean(axis=0)
    return shares, first.T @ weights / draws / np.maximum(shares, 1e-12)[:, None]


@each("shape", [(5, 2), (7, 3), (6, 4), (6, 5), (7, 6), (20, 4)])
@each("steps", [None, 60, 4])
def test_shares_and_central_weights_are_those_of_many_draws(shape, steps):
    rng = np.random.default_rng(3)
    values = rng.random(shape) if steps is None else rng.integers(0, steps + 1, shape) / steps
    shares, centres = first_rank_volumes(values)
    expected, means = drawn_firsts(values)
    assert shares.sum() == pytest.approx(1, abs=1e-12)
    assert np.abs(shares - expected).max() <= 5 * 0.5 / math.sqrt(50_000)
    for row in np.flatnonzero(expected > 0.01):
        assert centres[row] == pytest.approx(means[row], abs=0.02)
        assert centres[row].sum() == pytest.approx(1)
    assert np.isnan(centres[shares == 0]).all()


def test_the_areas_of_the_reference_are_found():
    """Golden example 4 of the method reference."""
    values = (np.array([(5, 4, 3), (4, 5, 2), (2, 2, 5), (3, 3, 3)]) - 1) / 4
    shares, centres = first_rank_volumes(values)
    assert shares == pytest.approx([0.55, 0.25, 0.20, 0], abs=1e-12)
    assert np.isnan(centres[3]).all()


@each("count", range(1, MOST_CRITERIA_EXACT + 1))
def test_levers_best_on_one_criterion_each_share_the_weights_equally(count):
    shares, centres = first_rank_volumes(np.eye(count))
    assert shares == pytest.approx([1 / count] * count)
    assert centres.sum(axis=0) == pytest.approx(np.ones(count))


@given(matrices(rows=(1, 6), columns=(3, 3), cells=known))
def test_three_criteria_have_the_areas_of_the_clipped_triangle(matrix):
    shares, _ = first_rank_volumes(matrix.low)
    regions = first_regions(matrix).regions
    assert shares.tolist() == pytest.approx([r.sure_share for r in regions], abs=1e-8)
    for row, region in enumerate(regions):
        part = first_part(matrix.low[row], np.delete(matrix.high, row, axis=0))
        assert part.share == pytest.approx(area(region.sure), abs=1e-8)


@given(matrices(rows=(1, 7), columns=(4, 6), cells=known))
def test_exact_shares_sum_to_1_or_there_are_none(matrix):
    found = first_rank_volumes(matrix.low)
    if found is not None:
        shares, centres = found
        assert shares.sum() == pytest.approx(1, abs=1e-8)
        for share, centre in zip(shares, centres, strict=True):
            assert np.isnan(centre).all() if share == 0 else centre.min() >= -1e-9


@given(matrices(rows=(2, 5), columns=(2, 5), cells=known), st.data())
def test_a_lever_written_twice_has_half_of_its_share_each_time(matrix, data):
    row = data.draw(st.integers(0, len(matrix.low) - 1))
    once = first_rank_volumes(matrix.low)
    twice = first_rank_volumes(np.vstack([matrix.low, matrix.low[row] + 1e-13]))
    parts = (np.abs(matrix.low - matrix.low[row]) < 1e-9).all(axis=1).sum()
    assert twice[0][row] == pytest.approx(twice[0][-1])
    assert twice[0][row] == pytest.approx(once[0][row] * parts / (parts + 1), abs=1e-8)


def test_a_dominated_lever_is_never_first_and_nothing_is_lost_to_it():
    shares, centres = first_rank_volumes(np.array([[0.9, 0.5, 0.4, 0.3], [0.9, 0.5, 0.3, 0.3]]))
    assert shares.tolist() == [1, 0]
    assert centres[0].tolist() == [0.25] * 4
    assert np.isnan(centres[1]).all()


def test_a_lever_first_on_an_edge_only_has_no_share():
    shares, _ = first_rank_volumes(np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0.5, 0.5, 0, 0]]))
    assert shares == pytest.approx([0.5, 0.5, 0])


def test_a_sliver_is_measured_or_nothing_is_said():
    values = np.array([[1, 0, 0], [0, 1, 0], [0.5 + 1e-6, 0.5 + 1e-6, 0]])
    shares, _ = first_rank_volumes(values)
    assert 0 < shares[2] < 1e-5
    assert shares.sum() == pytest.approx(1)


def test_too_many_levers_or_criteria_have_no_exact_shares():
    assert first_rank_volumes(np.eye(MOST_CRITERIA_EXACT + 1)) is None
    assert first_rank_volumes(np.eye(max(MOST_LEVERS_BY_CRITERIA) + 1), wide=True) is None
    angles = np.linspace(0, np.pi / 2, MOST_LEVERS_EXACT + 1)
    round_front = np.column_stack([np.cos(angles), np.sin(angles)])
    assert first_rank_volumes(round_front) is None
    assert first_rank_volumes(round_front[:-1])[0].sum() == pytest.approx(1)
    assert first_part(round_front[0], round_front[1:]) is None


def test_no_rival_is_first_everywhere():
    part = first_part(np.array([0.2, 0.1, 0.4]), np.empty((0, 3)))
    assert (part.share, part.centre.tolist()) == (1, [1 / 3] * 3)


@each("count", [2, 3, 4, 6])
def test_one_cut_through_a_corner_has_the_share_of_its_ratio(count):
    """The weight of the first criterion is at least t: (1 - t) to the power n - 1."""
    gap = np.full((1, count), -0.25)
    gap[0, 0] = 0.75
    part = cut(gap)
    assert part.share == pytest.approx(0.75 ** (count - 1))
    expected = [0.25 + 0.75 / count, *[0.75 / count] * (count - 1)]
    assert part.centre == pytest.approx(np.array(expected))
