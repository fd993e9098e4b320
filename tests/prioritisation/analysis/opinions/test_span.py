import numpy as np
import pytest
from hypothesis import given, settings

from criteria.case import Case
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.opinions import Method, opinion
from prioritisation.analysis.ranking import additive
from prioritisation.errors import InvalidOpinion
from tests.each import each
from tests.prioritisation.analysis.opinions.listed import by_hand, listed, listed_matrix
from tests.prioritisation.analysis.opinions.ranks import method_ranks
from tests.strategies import matrices, matrix_of, weighted

EVERY = each("method", list(Method))
LOW = [[0.1, 0.8], [0.6, 0.4], [0.5, 0.5]]
HALVES = np.array([0.5, 0.5])


def spread(count):
    """Uneven weights, none at zero."""
    return np.arange(1, count + 1) / np.arange(1, count + 1).sum()


@EVERY
def test_the_span_is_that_of_all_completions_one_by_one(method):
    @given(listed())
    def holds(drawn):
        low, options = drawn
        weights = spread(low.shape[1])
        found = opinion(listed_matrix(low, options), weights, method)
        every = np.array(
            [method_ranks(filled, weights, method) for filled in by_hand(low, options)]
        )
        assert found.exhaustive
        assert found.completions == len(every)
        assert found.best.tolist() == every.min(axis=0).tolist()
        assert found.worst.tolist() == every.max(axis=0).tolist()
        for i in range(len(low)):
            for j in range(len(low)):
                assert found.tied[i, j] == (every[:, i] == every[:, j]).all()
        first = every == 1
        shares = [(first[:, i] / first.sum(axis=1)).mean() for i in range(len(low))]
        assert found.firsts == pytest.approx(shares)
        assert found.firsts.sum() == pytest.approx(1)

    holds()


@given(weighted())
def test_the_span_of_the_additive_value_is_exact_even_on_a_continuum(drawn):
    matrix, _ = drawn
    found, ranking = opinion(*drawn, Method.ADDITIVE), additive(*drawn)
    assert found.exhaustive
    assert found.best.tolist() == ranking.best.tolist()
    assert found.worst.tolist() == ranking.worst.tolist()
    for i in range(len(matrix.low)):
        for j in range(len(matrix.low)):
            low, high = ranking.gap(i, j)
            assert found.tied[i, j] == (i == j or -1e-9 <= low <= high <= 1e-9)


@EVERY
def test_a_span_found_on_some_completions_says_so(method):
    matrix = matrix_of(LOW, [[0.4, 0.9], *LOW[1:]])
    found = opinion(matrix, HALVES, method)
    assert found.exhaustive == (method is Method.ADDITIVE)
    assert found.completions == 512
    assert (found.best <= found.worst).all()
    assert found.alternatives == matrix.alternatives
    assert found.method is method


@EVERY
def test_an_unknown_that_decides_is_left_open(method):
    """Two levers, equal where they are known; one has everything or nothing on the other."""
    matrix = listed_matrix([[0.5, 0.5], [0.5, 0.5]], {(0, 1): [0.1, 0.9]})
    found = opinion(matrix, HALVES, method)
    assert found.best.tolist() == [1, 1]
    assert found.worst.tolist() == [2, 2]
    assert found.tied.tolist() == [[True, False], [False, True]]
    assert found.firsts.tolist() == [0.5, 0.5]


@EVERY
def test_levers_tied_whatever_is_unknown_share_the_first_place(method):
    low = [[0.9, 0.8], [0.9, 0.8], [0.2, 0.1]]
    found = opinion(listed_matrix(low, {(2, 0): [0.1, 0.3]}), HALVES, method)
    assert found.tied.tolist() == [[True, True, False], [True, True, False], [False, False, True]]
    assert found.firsts.tolist() == [0.5, 0.5, 0.0]


@settings(max_examples=12)
@given(matrices(rows=(2, 4), columns=(2, 3)))
def test_a_lever_surely_dominated_is_never_ahead_in_any_method(matrix):
    low, high = matrix.low.copy(), matrix.high.copy()
    low[1], high[1] = 0.0, low[0]
    weights = spread(low.shape[1])
    for method in Method:
        found = opinion(matrix_of(low, high), weights, method)
        assert found.worst[0] <= found.worst[1]
        assert found.best[0] <= found.best[1]


@EVERY
def test_what_cannot_be_ranked_is_refused(method):
    with pytest.raises(InvalidOpinion):
        opinion(matrix_of(LOW), np.array([0.5, 0.4]), method)
    with pytest.raises(InvalidOpinion):
        opinion(matrix_of([[np.nan, 0.1], [0.2, 0.3]]), HALVES, method)


def test_the_normandie_case_has_an_opinion_by_each_method(case: Case):
    kept = case.keeping(tuple(c.id for c in case.criteria if c.active))
    matrix = decision_matrix(kept.tables[kept.default_combination], {})
    weights = np.full(len(matrix.criteria), 1 / len(matrix.criteria))
    for method in Method:
        found = opinion(matrix, weights, method)
        assert found.firsts.sum() == pytest.approx(1)
        assert (found.best >= 1).all()
        assert (found.worst <= len(matrix.alternatives)).all()
        assert (found.best == 1).any()
