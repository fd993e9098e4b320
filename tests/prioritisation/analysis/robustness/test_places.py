import numpy as np
import pytest
from hypothesis import given

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.places import (
    MOST_LEVERS_IN_BYTE,
    PAIRED,
    declared_ranks,
    tally_of,
)
from tests.each import each
from tests.strategies import known, matrices


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
