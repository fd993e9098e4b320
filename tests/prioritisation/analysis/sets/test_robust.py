from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.sets.best import Membership, core_indexes, robust_sets, undominated
from prioritisation.analysis.sets.contest import Bundle
from prioritisation.analysis.sets.question import Question
from prioritisation.analysis.sets.sets import listed_sets, question_terms
from tests.prioritisation.analysis.sets.made import TIE, brute_value, problems
from tests.strategies import matrix_of, simplex


def bundle_of(matrix, question):
    sets = listed_sets(question_terms(question, matrix.alternatives))
    return Bundle(sets, matrix.low, matrix.high)


def shares_of(bundle, group, drawn):
    return robust_sets(bundle, group, drawn, sampled=True)


@settings(max_examples=40)
@given(problems(rows=(2, 5)))
def test_shares_sum_to_one_and_no_set_is_surely_best_more_than_it_may_be(problem):
    matrix, _, question = problem
    bundle = bundle_of(matrix, question)
    drawn = simplex(len(matrix.criteria), 40)
    for size in bundle.sets.all_sizes:
        shares = shares_of(bundle, bundle.sets.of_size(size), drawn)
        assert sum(s.sure for s in shares.sets) + shares.undecided == pytest.approx(1)
        assert all(s.sure <= s.possible + TIE for s in shares.sets)
        assert sum(s.possible for s in shares.sets) >= 1 - TIE


@settings(max_examples=30)
@given(problems(rows=(2, 3), columns=(1, 2)))
def test_undominated_sets_are_those_of_brute_force(problem):
    matrix, _, question = problem
    bundle = bundle_of(matrix, question)
    names, count = matrix.alternatives, len(matrix.criteria)
    ends = [sorted({a, b}) for a, b in zip(matrix.low.ravel(), matrix.high.ravel(), strict=True)]
    worlds = [np.array(cells).reshape(matrix.low.shape) for cells in product(*ends)]
    values = [
        dict(zip(names, world[:, j].tolist(), strict=True))
        for world in worlds
        for j in range(count)
    ]
    group = bundle.sets.of_size(bundle.sets.all_sizes[-1])
    sets = {k: [names[i] for i in bundle.sets.members[k]] for k in group}
    worth = {k: np.array([brute_value(question, v, sets[k]) for v in values]) for k in group}
    beaten = {
        k
        for k in group
        for o in group
        if (worth[o] >= worth[k] - TIE).all() and (worth[o] > worth[k] + TIE).any()
    }
    assert set(undominated(bundle, group)) == set(group) - beaten


@settings(max_examples=40)
@given(problems(rows=(2, 5)))
def test_a_dominated_set_is_never_surely_best(problem):
    matrix, _, question = problem
    bundle = bundle_of(matrix, question)
    for size in bundle.sets.all_sizes:
        group = bundle.sets.of_size(size)
        shares = shares_of(bundle, group, simplex(len(matrix.criteria), 40))
        kept = {bundle.sets.members[k] for k in undominated(bundle, group)}
        assert all(s.sure == 0 for s in shares.sets if s.rows not in kept)


@settings(max_examples=30)
@given(problems(rows=(2, 4)), st.randoms(use_true_random=False))
def test_the_order_of_the_levers_changes_nothing(problem, random):
    matrix, _, question = problem
    order = list(range(len(matrix.alternatives)))
    random.shuffle(order)
    moved = tuple(matrix.alternatives[i] for i in order)
    drawn = simplex(len(matrix.criteria), 20)
    here = bundle_of(matrix, question)
    sets = listed_sets(question_terms(question, moved))
    there = Bundle(sets, matrix.low[order], matrix.high[order])
    for size in here.sets.all_sizes:
        shares, other = (shares_of(b, b.sets.of_size(size), drawn) for b in (here, there))
        by_name = {frozenset(moved[i] for i in s.rows): s for s in other.sets}
        for one in shares.sets:
            same = by_name[frozenset(matrix.alternatives[i] for i in one.rows)]
            assert (one.sure, one.possible) == pytest.approx((same.sure, same.possible))


def test_tied_sets_have_an_equal_part_each():
    bundle = bundle_of(matrix_of([[0.5, 0.5]] * 3), Question())
    shares = shares_of(bundle, bundle.sets.of_size(2), simplex(2, 10))
    assert [s.sure for s in shares.sets] == pytest.approx([1 / 3] * 3)
    assert [s.possible for s in shares.sets] == [1, 1, 1]
    assert shares.of((0, 2)).rows == (0, 2)


def test_the_exact_share_is_found_within_its_error():
    """Levers at the corners of a triangle: each pair is best for a third of the weights."""
    bundle = bundle_of(matrix_of(np.eye(3)), Question())
    shares = shares_of(bundle, bundle.sets.of_size(2), simplex(3, 40_000))
    for one in shares.sets:
        assert abs(one.sure - 1 / 3) < 5 * shares.error
    assert (shares.undecided, shares.n) == (pytest.approx(0), 40_000)


def test_levers_are_core_borderline_or_exterior():
    """The first lever is in every good pair, the last in none, one of the two others decides."""
    matrix = matrix_of([[1, 1], [0.6, 0.2], [0.2, 0.6], [0.1, 0.1]])
    bundle = bundle_of(matrix, Question())
    roles = core_indexes(bundle, bundle.sets.of_size(2), (0, 1, 2, 3))
    assert [r.place for r in roles] == [
        Membership.CORE,
        Membership.BORDERLINE,
        Membership.BORDERLINE,
        Membership.EXTERIOR,
    ]
    assert [r.index for r in roles] == [1, 0.5, 0.5, 0]


def test_a_set_is_dominated_when_better_for_some_scores_only():
    """The second lever is never better than the first, which may be better."""
    bundle = bundle_of(matrix_of([[0.5], [0.5]], [[0.8], [0.5]]), Question())
    assert undominated(bundle, (0, 1)) == (0,)
    equal = bundle_of(matrix_of([[0.5], [0.5]]), Question())
    assert undominated(equal, (0, 1)) == (0, 1)
