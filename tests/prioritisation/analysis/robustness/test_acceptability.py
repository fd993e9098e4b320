import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from prioritisation.analysis.matrix import DecisionMatrix, PossibleValue
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.acceptability import rank_acceptability
from prioritisation.analysis.robustness.draws import (
    DRAWS,
    JOINT,
    drawn_weights,
    first_places,
    first_shares,
    score_draws,
    uniforms,
)
from prioritisation.analysis.robustness.places import (
    MOST_LEVERS_IN_BYTE,
    PAIRED,
    declared_ranks,
    descending,
    ever_tied,
    fewest_above,
    leads_by_place,
    lever_order,
    most_above,
    tally_of,
)
from prioritisation.analysis.robustness.polytopes import first_rank_volumes
from prioritisation.analysis.robustness.ranks import extreme_ranks
from prioritisation.analysis.robustness.regions import sampled_regions
from prioritisation.analysis.robustness.robustness import ahead_shares, lead_shares, sure_shares
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT
from prioritisation.analysis.streams import SEED
from tests.all_weights import over_all_weights
from tests.each import each
from tests.strategies import known, matrices, matrix_of, narrower, simplex

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


# Levers put in order in each draw: the same as comparing each with each, which is slow.

MANY = 25
"""More levers than are compared by pairs."""

grids = arrays(float, (MANY, 12), elements=st.integers(0, 9).map(lambda k: k / 9))
"""Values of many levers in a few draws: ties happen in most."""


def shared(scores):
    """Each lever's part of each rank in one draw, levers told one after the other."""
    parts = np.zeros((len(scores), len(scores)))
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or scores[order[end - 1]] - scores[order[end]] > TIE:
            for lever in order[start:end]:
                parts[lever, start:end] = 1 / (end - start)
            start = end
    return parts


def pairs(overall):
    """Draws in which each lever is ahead of each other, less those in which it is behind."""
    gaps = overall[:, None] - overall
    return (gaps > TIE).sum(axis=2) - (gaps < -TIE).sum(axis=2)


@given(grids)
def test_many_levers_have_the_places_that_each_draw_gives_them(overall):
    tally = tally_of(overall)
    by_draw = [shared(column) for column in overall.T]
    assert tally.ranks == pytest.approx(sum(by_draw))
    assert tally.parts == pytest.approx(np.array([parts[:, 0] for parts in by_draw]).T)
    assert np.array_equal(tally.leads, pairs(overall))
    assert tally.ranks.sum(axis=0) == pytest.approx(np.full(MANY, 12))


def test_levers_tied_through_others_share_their_places_and_not_their_duels():
    overall = np.tile(np.linspace(0.5, 0.9, MANY)[:, None], 3)
    overall[:3, 1] = [0.1, 0.1 + 0.8 * TIE, 0.1 + 1.6 * TIE]
    tally = tally_of(overall)
    assert tally.ranks[0, -3:] == pytest.approx([1 / 3, 1 / 3, 1 / 3 + 2])
    assert np.array_equal(tally.leads, pairs(overall))
    assert (tally.leads[2, 0], tally.leads[1, 0]) == (3, 2)


@given(grids, arrays(float, 12, elements=st.floats(0, 1)))
def test_the_fewest_and_the_most_above_a_bar_are_those_of_some_draw(values, bar):
    above = (values > bar).sum(axis=0)
    ranked = descending(values)
    assert most_above(ranked, bar, 0) == above.max()
    assert most_above(ranked, bar, 7) == max(7, above.max())
    assert fewest_above(ranked, bar, MANY) == above.min()
    assert fewest_above(ranked, bar, 7) == min(7, above.min())


@given(arrays(np.uint8, (6, 11), elements=st.integers(0, 5)), st.integers(1, 400))
def test_duels_are_counted_for_any_number_of_draws(places, times):
    repeated = np.tile(places, times)
    ahead = (places[:, None] < places).sum(axis=2)
    tied = (places[:, None] == places).any(axis=2)
    assert np.array_equal(leads_by_place(repeated, tied), times * (ahead - ahead.T))


@given(grids)
def test_levers_that_are_tied_in_some_draw_are_all_named(overall):
    equal = (np.abs(overall[:, None] - overall) <= TIE).any(axis=2)
    assert not (equal & ~ever_tied(lever_order(overall.T))).any()


def winning_shares(values):
    """Share of all weights for which a lever (row) is ahead of another; a half if equal."""
    gaps = values[:, None] - values
    upper = np.triu(ahead_shares(gaps), 1)
    equal = (np.abs(gaps) <= TIE).all(axis=2)
    upper[np.triu(equal, 1)] = 0.5
    lower = np.tril(1 - upper.T, -1)
    return upper + lower + np.diag(np.full(len(values), 0.5))


@each("shape", [(5, 1), (5, 2), (6, 3), (7, 4), (5, 8), (4, 20)])
@each("steps", [None, 4])
def test_winning_shares_are_those_of_many_draws(shape, steps):
    rng = np.random.default_rng(2)
    values = rng.random(shape) if steps is None else rng.integers(0, steps + 1, shape) / steps
    weights = simplex(shape[1], 40_000)
    expected = lead_shares(tally_of(values @ weights.T).leads, len(weights))
    assert np.abs(winning_shares(values) - expected).max() <= 5 * 0.5 / 200


@given(matrices(rows=(2, 2), columns=(2, 6), cells=known))
def test_of_two_levers_the_first_ranks_are_the_winning_shares(matrix):
    found = first_rank_volumes(matrix.low)
    if found is not None:
        shares = winning_shares(matrix.low)
        assert found[0] == pytest.approx([shares[0, 1], shares[1, 0]], abs=1e-8)


@given(matrices(rows=(1, 6), columns=(1, 6), cells=known))
def test_two_levers_share_all_weights(matrix):
    shares = winning_shares(matrix.low)
    assert shares + shares.T == pytest.approx(np.ones(shares.shape))
    assert shares.min() >= 0


@given(matrices(rows=(2, 4), columns=(1, 5)))
def test_knowing_a_share_surely_is_knowing_less(matrix):
    """Whatever the scores are, the winning share is between the sure one and what is left."""
    sure = sure_shares(matrix)
    middle = winning_shares((matrix.low + matrix.high) / 2)
    apart = ~np.eye(len(sure), dtype=bool)
    assert (sure <= middle + 1e-9)[apart].all()
    assert (middle <= 1 - sure.T + 1e-9)[apart].all()
    assert (np.diag(sure) == 0).all()


def leads(overall):
    """Draws in which each lever is ahead of each other, less those in which it is behind."""
    gaps = overall[:, None] - overall
    return (gaps > TIE).sum(axis=2) - (gaps < -TIE).sum(axis=2)


def test_tied_levers_share_their_places_and_the_first_one():
    found = tally_of(np.array([[0.5, 0.5], [0.5, 0.1], [0.2, 0.9]]))
    assert found.ranks.tolist() == [[0.5, 1.5, 0.0], [0.5, 0.5, 1.0], [1.0, 0.0, 1.0]]
    assert found.parts.tolist() == [[0.5, 0.0], [0.5, 0.0], [0.0, 1.0]]


@given(matrices(rows=(1, 6), columns=(1, 3), cells=known))
def test_ranks_counted_by_pairs_are_those_declared_one_by_one(matrix):
    """Values on a grid and weights on a coarse one: ties happen."""
    weights = np.array([(i, j, 6 - i - j) for i in range(7) for j in range(7 - i)]) / 6
    overall = matrix.low @ weights[:, : matrix.low.shape[1]].T
    found = tally_of(overall)
    expected, shared = declared_ranks(np.ascontiguousarray(overall.T))
    assert found.ranks == pytest.approx(expected)
    assert np.abs(found.parts.T - shared).max() <= 1e-12
    assert np.array_equal(found.leads, leads(overall))


@each("rows", [1, 20, MOST_LEVERS_IN_BYTE + 1])
def test_any_number_of_levers_and_of_draws_is_counted(rows):
    overall = np.random.default_rng(1).random((rows, PAIRED + 50 if rows < 50 else 50))
    found = tally_of(overall)
    expected, shared = declared_ranks(np.ascontiguousarray(overall.T))
    assert np.array_equal(found.ranks, expected)
    assert np.array_equal(found.parts.T, shared)
    assert np.array_equal(found.leads, leads(overall))


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


def test_first_places_declare_ties_and_share_them():
    overall = np.array([[0.5, 0.2], [0.5 + 1e-12, 0.4], [0.1, 0.4 - 1e-6]])
    assert first_places(overall).tolist() == [[True, False], [True, True], [False, False]]
    assert first_shares(overall).tolist() == [0.25, 0.75, 0]


def test_the_draws_of_cells_do_not_pile_up():
    """Each is 0.8 MB; a server that has seen many cases and variants has seen many cells."""
    uniforms.cache_clear()
    for cell in range(200):
        uniforms(cell, 0, 100_000)
    kept = uniforms.cache_info().currsize * uniforms(0, 0, 100_000).nbytes
    uniforms.cache_clear()
    assert kept < 20_000_000


def ranks(matrix, within=EVERY_WEIGHT):
    return extreme_ranks(matrix, within, sample_within(len(matrix.criteria), within))


def spans(matrix):
    return [(e.best, e.worst) for e in ranks(matrix)]


def test_ranks_that_can_be_told_by_eye():
    assert spans(matrix_of([[1, 0], [0, 1], [0.4, 0.4]])) == [(1, 3), (1, 3), (2, 3)]
    assert spans(matrix_of([[1, 0], [0, 1], [0.6, 0.6]])) == [(1, 3), (1, 3), (1, 2)]


def test_a_rank_that_few_weights_give_is_not_proven():
    """The third is first at equal weights only, which no draw meets."""
    found = ranks(matrix_of([[1, 0], [0, 1], [0.5, 0.5]]))[2]
    assert (found.best, found.best_proven, found.worst_proven) == (2, False, False)


def test_identical_levers_share_their_ranks():
    assert spans(matrix_of([[0.5, 0.2], [0.5, 0.2], [0.1, 0.1]])) == [(1, 2), (1, 2), (3, 3)]


def everywhere(matrix):
    """Weights of two criteria: all those where an order may change, and some between them."""
    ends = {0.0, 1.0}
    for one in (matrix.low, matrix.high):
        for other in (matrix.low, matrix.high):
            gaps = (one[:, None] - other).reshape(-1, 2)
            slopes = gaps[:, 0] - gaps[:, 1]
            crossings = -gaps[slopes != 0, 1] / slopes[slopes != 0]
            ends |= set(crossings[(crossings > 0) & (crossings < 1)].tolist())
    points = np.array(sorted(ends))
    points = np.concatenate([points, (points[1:] + points[:-1]) / 2])
    return np.stack([points, 1 - points])


@given(matrices(rows=(1, 5), columns=(2, 2)))
def test_the_ranks_over_two_criteria_are_those_of_every_order_there_is(matrix):
    weights = everywhere(matrix)
    low, high = matrix.low @ weights, matrix.high @ weights
    for row, found in enumerate(ranks(matrix)):
        others = np.arange(len(low)) != row
        ahead = (low[others] > high[row] + TIE).sum(axis=0)
        reaching = (high[others] >= low[row] - TIE).sum(axis=0)
        best, worst = 1 + int(ahead.min()), 1 + int(reaching.max())
        assert best <= found.best <= found.worst <= worst
        assert not found.best_proven or found.best == best
        assert not found.worst_proven or found.worst == worst


@given(matrices(rows=(2, 5), columns=(2, 4)))
def test_at_each_corner_a_lever_has_the_ranks_of_its_scores(matrix):
    for row, found in enumerate(ranks(matrix)):
        others = np.arange(len(matrix.low)) != row
        ahead = (matrix.low[others] > matrix.high[row] + TIE).sum(axis=0)
        reaching = (matrix.high[others] >= matrix.low[row] - TIE).sum(axis=0)
        assert found.best <= 1 + ahead.min()
        assert found.worst >= 1 + reaching.max()


def test_unknown_scores_leave_every_rank_open():
    assert (
        spans(matrix_of([[0, 0], [0, 0], [0.5, 0.5]], [[1, 1], [1, 1], [0.5, 0.5]]))
        == [(1, 3)] * 3
    )


@given(matrices(rows=(2, 4), columns=(2, 3)), st.data())
def test_knowing_more_never_widens_the_ranks(matrix, data):
    known_better = data.draw(narrower(matrix))
    for before, after in zip(spans(matrix), spans(known_better), strict=True):
        assert before[0] <= after[0]
        assert after[1] <= before[1]
