import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.places import tally_of
from prioritisation.analysis.robustness.polytopes import first_rank_volumes
from prioritisation.analysis.robustness.robustness import ahead_shares, lead_shares, sure_shares
from tests.each import each
from tests.strategies import known, matrices, simplex


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


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=7))
def test_turning_the_leads_round_turns_the_share(gaps):
    gaps = np.array(gaps) / 4
    both = ahead_shares(gaps) + ahead_shares(-gaps)
    assert both == pytest.approx(1.0 if gaps.any() else 0.0)


def test_drawn_ties_are_halves():
    found = tally_of(np.array([[1.0, 2.0, 3.0, 1.0], [1.0, 1.0, 4.0, 0.0]]))
    shares = lead_shares(found.leads, 4)
    assert shares.tolist() == [[0.5, 0.625], [0.375, 0.5]]
