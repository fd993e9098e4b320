import numpy as np
import pytest
from hypothesis import given

from prioritisation.analysis.opinions.methods import Method
from prioritisation.analysis.opinions.normalisation import FirstsChange, Scaling, scaled
from prioritisation.analysis.opinions.reversal import (
    VARIANTS,
    Example,
    ReversalTest,
    rank_reversals,
)
from prioritisation.errors import InvalidOpinion
from tests.prioritisation.analysis.opinions.listed import by_hand, listed, listed_matrix
from tests.prioritisation.analysis.opinions.ranks import method_ranks
from tests.strategies import known, matrix_of, weighted

GOLDEN_1 = (np.array([[2, 5, 4], [3, 1, 1], [4, 4, 1], [1, 2, 2]]) - 1) / 4
GOLDEN_2 = (np.array([[1, 1], [2, 4], [3, 3], [5, 1]]) - 1) / 4
"""Examples 1 and 2 of the method reference, anchors 1 to 5, the added lever last."""
MIN_MAX = (Method.ADDITIVE, Scaling.MIN_MAX)
OWN = [(Method.ADDITIVE, Scaling.ANCHORS), (Method.WEIGHTED_PRODUCT, Scaling.ANCHORS)]
"""Where the score of a lever depends on no other."""


def found_in(low, weights):
    """(method, scaling) -> what the tests of known levers find."""
    found = rank_reversals(matrix_of(low), np.array(weights))
    return {(r.method, r.scaling): r for r in found}


def test_golden_1_withdrawing_a_dominated_lever_reverses_min_max():
    """With the fourth lever the first one is first, without it the third; its own rank is 4."""
    found = found_in(GOLDEN_1, [0.40, 0.35, 0.25])[MIN_MAX]
    assert found.tests == 8
    assert found.first_changes >= 1
    assert found.example == Example(
        ReversalTest.WITHDRAW, 3, was_first=False, firsts=FirstsChange((0,), (2,))
    )


def test_golden_2_the_smallest_case():
    """(2, 4) then (3, 3) once (5, 1) is withdrawn; on fixed anchors both are tied, and stay so."""
    found, weights = found_in(GOLDEN_2, [0.5, 0.5]), np.array([0.5, 0.5])
    by_hand = changes(GOLDEN_2, weights, *MIN_MAX)
    assert by_hand[ReversalTest.WITHDRAW, 3] == ((1,), (2,), True)
    assert found[MIN_MAX].first_changes == sum(
        before != after for before, after, _ in by_hand.values()
    )
    additive = found[Method.ADDITIVE, Scaling.ANCHORS]
    assert (additive.first_changes, additive.order_changes) == (0, 0)


@given(weighted(rows=(1, 5)))
def test_a_method_whose_scores_are_each_levers_own_never_reverses(drawn):
    for found in rank_reversals(*drawn):
        if (found.method, found.scaling) in OWN:
            assert (found.first_changes, found.order_changes) == (0, 0)
            assert found.example is None


@pytest.fixture(scope="module")
def forty():
    rng = np.random.default_rng(11)
    return [found_in(levers, [0.4, 0.35, 0.25]) for levers in rng.random((40, 5, 3))]


@pytest.mark.parametrize("variant", [v for v in VARIANTS if v not in OWN])
def test_each_other_method_is_caught_reversing(variant, forty):
    """On random levers, one problem at least out of forty: else the test would see nothing."""
    found = [each[variant] for each in forty]
    assert any(r.first_changes for r in found)
    assert any(r.example and not r.example.was_first for r in found)
    assert all(r.first_changes <= r.order_changes <= r.tests == 10 for r in found)


def test_the_rows_of_the_example_are_those_of_the_matrix():
    """The lever withdrawn comes before the others: their places are one less without it."""
    found = found_in(GOLDEN_1[[3, 0, 1, 2]], [0.40, 0.35, 0.25])[MIN_MAX]
    assert found.example == Example(
        ReversalTest.WITHDRAW, 0, was_first=False, firsts=FirstsChange((1,), (3,))
    )


def test_withdrawing_the_first_lever_is_no_reversal_by_itself():
    for found in found_in([[0.9, 0.9], [0.5, 0.5], [0.1, 0.1]], [0.5, 0.5]).values():
        assert (found.first_changes, found.order_changes) == (0, 0)


def test_two_levers_then_one_and_a_single_lever():
    assert {r.tests for r in found_in([[0.9, 0.2], [0.1, 0.4]], [0.5, 0.5]).values()} == {4}
    alone = found_in([[0.9, 0.2]], [0.5, 0.5])
    assert {(r.tests, r.order_changes) for r in alone.values()} == {(1, 0)}


def test_every_variant_is_there_and_the_product_is_first():
    assert list(found_in(GOLDEN_2, [0.5, 0.5])) == list(VARIANTS)
    assert VARIANTS[:2] == ((Method.ADDITIVE, Scaling.ANCHORS), MIN_MAX)
    assert {method for method, _ in VARIANTS} == set(Method)


def changes(levers, weights, method, scaling):
    """(kind, lever) -> (firsts before, after; is an order changed) in one completion, by hand."""

    def ranked(rows):
        found = method_ranks(scaled(rows, scaling), weights, method)
        return found.tolist()

    def compared(before, after):
        firsts = [tuple(i for i, r in enumerate(x) if r == min(x)) for x in (before, after)]
        pairs = [(i, j) for i in range(len(before)) for j in range(i)]
        signs = [[np.sign(x[i] - x[j]) for i, j in pairs] for x in (before, after)]
        return firsts[0], firsts[1], signs[0] != signs[1]

    whole, found = ranked(levers), {}
    for lever in range(len(levers)):
        left = [i for i in range(len(levers)) if i != lever]
        found[ReversalTest.WITHDRAW, lever] = compared(
            [whole[i] for i in left], ranked(levers[left])
        )
        twin = ranked(np.vstack([levers, levers[lever]]))[:-1]
        found[ReversalTest.ADD_TWIN, lever] = compared(whole, twin)
    return found


@given(listed(rows=(2, 4), columns=(1, 3), most=2))
def test_the_counts_are_those_of_every_test_made_by_hand(drawn):
    low, options = drawn
    weights = np.full(low.shape[1], 1 / low.shape[1])
    every = by_hand(low, options)
    for found in rank_reversals(listed_matrix(low, options), weights):
        made = [changes(levers, weights, found.method, found.scaling) for levers in every]
        first = np.array([[b != a for b, a, _ in one.values()] for one in made])
        order = np.array([[changed for _, _, changed in one.values()] for one in made])
        assert found.tests == 2 * len(low)
        assert found.first_changes == first.any(axis=0).sum()
        assert found.order_changes == order.any(axis=0).sum()
        assert (found.completions, found.exhaustive) == (len(every), True)
        assert (found.example is not None) == first.any()


@pytest.mark.slow
def test_the_example_is_of_a_lever_that_was_not_first_when_there_is_one():
    """Withdrawing the first lever and finding the others changed convinces less."""
    rng, weights, told = np.random.default_rng(5), np.array([0.4, 0.35, 0.25]), set()
    for low in rng.random((120, 4, 3)):
        options = {(0, 0): rng.random(2).tolist(), (1, 1): rng.random(2).tolist()}
        found = {
            (r.method, r.scaling): r for r in rank_reversals(listed_matrix(low, options), weights)
        }
        leaders = set()
        for levers in by_hand(low, options):
            whole = method_ranks(scaled(levers, Scaling.MIN_MAX), weights, Method.ADDITIVE)
            made = changes(levers, weights, *MIN_MAX)
            leaders |= {
                bool(whole[lever] == 1) for (_, lever), (b, a, _) in made.items() if a != b
            }
        example = found[MIN_MAX].example
        assert (example and example.was_first) == (min(leaders) if leaders else None)
        told.add(tuple(leaders))
    assert told >= {(), (True,), (False,), (False, True)}


@given(weighted(rows=(2, 3), columns=(1, 2)))
def test_the_completions_examined_are_limited_and_said(drawn):
    matrix, weights = drawn
    matters = any(weights[j] > 0 for _, j in matrix.open_cells)
    for found in rank_reversals(matrix, weights, most=7):
        assert (found.completions, found.exhaustive) == ((7, False) if matters else (1, True))


@given(weighted(rows=(2, 5), cells=known))
def test_an_example_names_levers_that_are_still_there(drawn):
    for found in rank_reversals(*drawn):
        if found.example:
            rows = {*found.example.firsts.before, *found.example.firsts.after}
            assert rows <= set(range(len(drawn[0].low)))
            assert (found.example.lever in rows) <= (found.example.kind is ReversalTest.ADD_TWIN)
            assert found.example.firsts.before != found.example.firsts.after


def test_what_cannot_be_ranked_is_refused():
    with pytest.raises(InvalidOpinion):
        rank_reversals(matrix_of(GOLDEN_2), np.array([0.5, -0.5]))
