import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.acceptability import rank_acceptability
from prioritisation.analysis.robustness.draws import DRAWS, drawn_weights
from prioritisation.analysis.robustness.polytopes import first_rank_volumes
from prioritisation.analysis.robustness.regions import sampled_regions
from prioritisation.analysis.streams import SEED
from tests.all_weights import over_all_weights
from tests.each import each
from tests.strategies import known, matrices, matrix_of, simplex

CASES = Path(__file__).parents[3] / "cases"
SIZES = [(1, 3), (2, 2), (7, 4), (18, 5), (19, 5), (30, 12), (64, 2), (65, 3), (300, 4)]
"""Levers and criteria around the limits of the kernels."""

some = matrices(rows=(1, 6), columns=(1, 4), cells=known).map(lambda matrix: matrix.low)


def naive(values, sample):
    """Shares and central weights, one weight vector after the other."""
    shares, first = np.zeros((len(values), len(values))), np.zeros(values.shape)
    for weights in sample:
        scores = values @ weights
        for row, score in enumerate(scores):
            above, level = (scores > score + TIE).sum(), (abs(scores - score) <= TIE).sum()
            shares[row, above : above + level] += 1 / level
            first[row] += weights / level if above == 0 else 0
    return shares / len(sample), first / np.where(shares[:, :1] > 0, shares[:, :1], np.nan)


def central(found, row):
    """Mean of the weights for which a lever is first; None when there are none."""
    return found.central_weights[row] if found.shares[row, 0] > 0 else None


def error(shares):
    """Largest standard error of a share of as many draws as the product has."""
    return math.sqrt((shares * (1 - shares)).max() / DRAWS)


def random_values(rows, columns, seed=3):
    return np.random.default_rng(seed).random((rows, columns))


@each("name", ["smaa_identity_3x3", "smaa_dominance"])
def test_published_cases(name):
    case = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    sample = drawn_weights(3, case["params"]["samples"], np.random.default_rng(1))
    found = rank_acceptability(np.array(case["matrix"]), sample, continuous=True)
    expected, tolerance = case["expected"], case["tolerance"]
    for shares, row in zip(expected["rank_acceptability"], found.shares, strict=True):
        assert row == pytest.approx(shares, abs=tolerance["rank_acceptability"])
    for row, weights in enumerate(expected["central_weights"]):
        centre = central(found, row)
        if None in weights:
            assert centre is None
        else:
            assert centre == pytest.approx(weights, abs=tolerance["central_weights"])


def test_golden_4_first_ranks_and_central_weights_are_those_of_the_exact_areas():
    found = over_all_weights((np.array([[5, 4, 3], [4, 5, 2], [2, 2, 5], [3, 3, 3]]) - 1) / 4)
    assert found.shares[:, 0] == pytest.approx([0.55, 0.25, 0.20, 0], abs=4 * error(found.shares))
    expected = [[0.481818, 0.242424, 0.275758], [1 / 6, 2 / 3, 1 / 6], [2 / 15, 1 / 6, 0.7]]
    assert found.central_weights[:3] == pytest.approx(np.array(expected), abs=0.005)
    assert np.isnan(found.central_weights[3]).all()
    assert central(found, 3) is None


@each("rows", [7, 19])
def test_levers_alike_but_for_their_order_have_the_same_shares(rows):
    """Each is best on its own criterion."""
    found = over_all_weights(np.eye(rows))
    expected = np.full((rows, rows), 1 / rows)
    assert found.shares == pytest.approx(expected, abs=5 * error(found.shares))


@each(("rows", "columns"), SIZES)
def test_ranks_are_those_of_one_weight_vector_after_the_other(rows, columns):
    values, sample = random_values(rows, columns), simplex(columns, max(50, 3_000 // rows))
    shares, central = naive(values, sample)
    for continuous in (False, True):
        found = rank_acceptability(values, sample, continuous=continuous)
        assert abs(found.shares - shares).max() <= (2.01 / len(sample) if continuous else 0)
        assert found.central_weights == pytest.approx(central, abs=2e-3, nan_ok=True)


def test_a_sample_of_several_chunks_is_counted_whole():
    sample = simplex(3, 34_567)
    for rows in (5, 25):
        values = random_values(rows, 3)
        scores = sample @ values.T
        places = (-scores).argsort(axis=1).argsort(axis=1)
        shares = np.stack([(places == place).mean(axis=0) for place in range(rows)], axis=1)
        for continuous in (False, True):
            found = rank_acceptability(values, sample, continuous=continuous)
            assert abs(found.shares - shares).max() <= 3 / len(sample)


@given(some, st.booleans())
def test_rows_and_columns_sum_to_1_and_equal_levers_have_equal_rows(values, continuous):
    found = rank_acceptability(values, simplex(values.shape[1], 500), continuous=continuous)
    assert (found.shares >= 0).all()
    assert found.shares.sum(axis=0) == pytest.approx(np.ones(len(values)), abs=1e-12)
    assert found.shares.sum(axis=1) == pytest.approx(np.ones(len(values)), abs=1e-12)
    for row, other in zip(*np.nonzero((values[:, None] == values).all(axis=2)), strict=True):
        assert np.array_equal(found.shares[row], found.shares[other])
        central = found.central_weights[[row, other]]
        assert np.array_equal(central[0], central[1], equal_nan=True)


@given(some, st.booleans())
def test_ties_split_as_one_weight_vector_after_the_other_splits_them(values, continuous):
    sample = simplex(values.shape[1], 60)
    shares, central = naive(values, sample)
    found = rank_acceptability(values, sample, continuous=continuous)
    assert found.shares == pytest.approx(shares, abs=1e-12)
    assert found.central_weights == pytest.approx(central, abs=1e-6, nan_ok=True)


@given(some)
def test_a_lever_is_first_at_its_central_weights(values):
    """The weights for which it is first are convex: their mean is one of them."""
    found = rank_acceptability(values, simplex(values.shape[1], 500), continuous=True)
    for row in range(len(values)):
        centre = central(found, row)
        if centre is not None:
            assert centre.sum() == pytest.approx(1, abs=1e-6)
            scores = values @ centre
            assert scores[row] == pytest.approx(scores.max(), abs=1e-6)


@given(some, st.randoms(use_true_random=False))
def test_the_order_of_levers_changes_nothing(values, random):
    order = random.sample(range(len(values)), len(values))
    sample = simplex(values.shape[1], 500)
    shares = rank_acceptability(values, sample, continuous=True).shares
    assert np.array_equal(
        rank_acceptability(values[order], sample, continuous=True).shares, shares[order]
    )


@each("noise", [0, 1e-13])
@each("others", [1, 40])
def test_identical_levers_have_equal_parts_of_their_places(noise, others):
    best = np.array([0.9, 0.8, 0.9])
    worse = random_values(others, 3) / 2
    found = over_all_weights(np.vstack([best + noise, worse, best, best - noise]))
    together = [0, -2, -1]
    assert found.shares[together, :3] == pytest.approx(np.full((3, 3), 1 / 3), abs=1e-12)
    assert (found.shares[together, 3:] == 0).all()
    assert found.shares[1:-2, :3].max() == 0
    assert found.central_weights[together] == pytest.approx(np.full((3, 3), 1 / 3), abs=0.005)


def test_equal_levers_share_the_places_that_they_have_together():
    found = over_all_weights(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]))
    assert found.shares == pytest.approx(
        np.array([[0.5, 0, 0.5], [0.25, 0.5, 0.25], [0.25, 0.5, 0.25]]),
        abs=4 * error(found.shares),
    )


@each("noise", [0, 1e-13, -1e-13])
def test_a_tie_that_given_weights_make_is_split(noise):
    """Golden 2 of the method reference: three levers are equal with equal weights only."""
    values = (np.array([[1, 1], [2, 4], [3, 3 + noise], [5, 1]]) - 1) / 4
    found = rank_acceptability(values, np.array([[0.5, 0.5], [0.4, 0.6]]))
    assert found.shares == pytest.approx(
        np.array([[0, 0, 0, 1], [2, 0.5, 0.5, 0], [0.5, 2, 0.5, 0], [0.5, 0.5, 2, 0]])
        / np.array([[1], [3], [3], [3]])
    )
    assert central(found, 2) == pytest.approx([0.5, 0.5])
    assert central(found, 1) == pytest.approx([0.425, 0.575])


@each(("others", "lead"), [(0, 1e-8), (0, 1e-4), (30, 1e-8), (300, 1e-4)])
def test_a_lead_too_small_for_single_precision_is_not_lost(others, lead):
    """The second lever dominates the first: it is ahead whatever the weights."""
    pair = np.array([[0.5, 0.7, 0.6], [0.5, 0.7, 0.6]]) + 0.3
    pair[1, 0] += lead
    values = np.vstack([pair, random_values(others, 3) / 4])
    found = rank_acceptability(values, simplex(3, 2_000 if others < 300 else 20), continuous=True)
    assert found.shares[:2, :2].tolist() == [[0, 1], [1, 0]]


@each("rows", [5, 25])
def test_values_may_have_any_range(rows):
    values, sample = random_values(rows, 3), simplex(3, 2_000)
    shares = rank_acceptability(values, sample, continuous=True).shares
    moved = rank_acceptability(1e6 * (values - [5, 0, -3]), sample, continuous=True).shares
    assert abs(moved - shares).max() <= 2 / len(sample)


def test_more_levers_than_keys_have_room_for():
    found = rank_acceptability(random_values(1_030, 3), simplex(3, 30), continuous=True)
    assert found.shares.sum(axis=0) == pytest.approx(np.ones(1_030))
    assert found.shares.sum(axis=1) == pytest.approx(np.ones(1_030))


def test_over_all_weights_the_first_ranks_are_the_shares_of_the_regions():
    """The same draws, in single precision here."""
    values = random_values(6, 5)
    found, regions = over_all_weights(values), sampled_regions(matrix_of(values))
    assert (regions.draws, regions.seed) == (DRAWS, SEED)
    sure = [region.sure_share for region in regions.regions]
    assert found.shares[:, 0] == pytest.approx(sure, abs=3 / DRAWS)


@each("shape", [(6, 3), (7, 4), (20, 6)])
def test_drawn_first_ranks_and_central_weights_are_the_exact_ones_within_their_error(shape):
    values = random_values(*shape)
    found, (shares, centres) = over_all_weights(values), first_rank_volumes(values)
    assert np.abs(found.shares[:, 0] - shares).max() <= 4 * error(found.shares)
    often = shares > 0.01
    assert found.central_weights[often] == pytest.approx(centres[often], abs=0.02)


def test_the_same_values_give_the_same_figures_which_cannot_be_changed():
    found = over_all_weights(random_values(7, 4))
    assert np.array_equal(over_all_weights(random_values(7, 4)).shares, found.shares)
    for array in (found.shares, found.central_weights):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1
