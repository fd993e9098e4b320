from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from prioritisation.analysis.robustness.set_draws import set_share
from prioritisation.analysis.robustness.weight_sets import (
    EVERY_WEIGHT,
    AtLeast,
    AtMost,
    InconsistentConstraints,
    NarrowConstraints,
    Order,
    between,
    in_order,
    weight_set,
)
from tests.each import each
from tests.prioritisation.analysis.robustness.half_planes import (
    constraints,
    rows_of,
    share_of_triangle,
)
from tests.strategies import ENOUGH, simplex


def set_of(n, asked):
    """The set, or None when no weights are left."""
    try:
        return weight_set(n, asked)
    except InconsistentConstraints:
        return None


def least(cost, rows):
    """The least of a cost over weights on the right of all rows, by another solver."""
    solution = linprog(
        cost, A_ub=-rows, b_ub=np.zeros(len(rows)), A_eq=np.ones((1, len(cost))), b_eq=[1]
    ) if len(rows) else linprog(cost, A_eq=np.ones((1, len(cost))), b_eq=[1])  # fmt: skip
    return solution.fun if solution.status == 0 else None


@each(
    "asked",
    [
        (),
        (AtLeast(0, 0.0),),
        (AtMost(2, 1.0), AtLeast(1, 0.0)),
        (AtMost(0, 1.0), AtMost(1, 1.0), AtMost(2, 1.0)),
    ],
)
def test_what_excludes_nothing_leaves_all_weights(asked):
    assert weight_set(3, asked) is EVERY_WEIGHT
    assert set_share(3, EVERY_WEIGHT) == (1.0, 0.0)


@ENOUGH
@given(st.integers(2, 5).flatmap(lambda n: st.tuples(st.just(n), constraints(n, 4))), st.data())
def test_a_constraint_that_the_others_imply_leaves_the_very_same_set(pair, data):
    n, asked = pair
    before = set_of(n, asked)
    assume(before is not None and not before.flat)
    more = data.draw(constraints(n, 3))
    implied = tuple(c for c in more if (least(rows_of([c], n)[0], rows_of(asked, n)) or 0) > 1e-6)
    shuffled = tuple(data.draw(st.permutations([*asked, *asked, *implied])))
    assert weight_set(n, shuffled) == before


def test_what_the_others_imply_exactly_is_redundant_though_it_touches():
    asked = (AtMost(0, 0.2), AtMost(1, 0.2))
    assert weight_set(3, (*asked, AtLeast(2, 0.6))) == weight_set(3, asked)
    ordered = (Order(0, 1), Order(1, 2))
    assert weight_set(3, (*ordered, Order(0, 2), AtMost(2, 1 / 3))) == weight_set(3, ordered)


@ENOUGH
@given(st.integers(2, 5).flatmap(lambda n: st.tuples(st.just(n), constraints(n, 4))))
def test_weights_are_in_the_set_if_and_only_if_they_satisfy_all_of_it(pair):
    n, asked = pair
    found = set_of(n, asked)
    rows = rows_of(asked, n)
    if found is None:
        assert least(np.zeros(n), rows) is None
        return
    weights = simplex(n, 400)
    right = (weights @ rows.T >= 0).all(axis=1)
    assert np.array_equal((weights @ found.lead_rows(n).T >= -1e-12).all(axis=1), right)
    if found.whole:
        assert right.all()
        return
    q = len(found.corners)
    parts = simplex(q, 400)
    right = (found.weights(parts) @ rows.T >= -1e-12).all(axis=1)
    assert np.array_equal((parts @ found.side_rows(q).T >= -1e-12).all(axis=1), right)
    corners = np.array(found.corners)
    assert corners.min() >= 0
    assert corners.sum(axis=1) == pytest.approx(np.ones(q))
    assert (found.weights(np.array(found.inside)) @ rows.T >= -1e-12).all()


@ENOUGH
@given(constraints(3, 4))
def test_its_share_is_that_of_the_corners_where_lines_cross(asked):
    found = set_of(3, asked)
    assume(found is not None)
    share, error = set_share(3, found)
    assert share == pytest.approx(share_of_triangle(rows_of(asked, 3)), abs=1e-9)
    assert error == 0


@each("n", [4, 5, 6])
def test_its_share_is_that_of_draws(n):
    asked = (Order(0, 1), AtMost(2, 0.3), AtLeast(3, 0.05))
    weights = simplex(n, 200_000)
    counted = (weights @ rows_of(asked, n).T >= 0).all(axis=1).mean()
    share, error = set_share(n, weight_set(n, asked))
    assert share == pytest.approx(counted, abs=4 * np.sqrt(counted / 200_000))
    assert error == 0


def test_beyond_six_criteria_its_share_is_exact_for_an_order_and_has_its_error_elsewhere():
    heaviest_first = in_order([[j] for j in range(8)])
    assert set_share(8, weight_set(8, heaviest_first)) == pytest.approx((1 / 40320, 0))
    share, error = set_share(8, weight_set(8, (AtMost(0, 0.2), AtMost(1, 0.15))))
    weights = simplex(8, 200_000)
    assert share == pytest.approx(((weights[:, :2] <= [0.2, 0.15]).all(axis=1)).mean(), abs=0.005)
    assert 0 < error < 0.002


@ENOUGH
@given(constraints(3, 3), constraints(3, 1))
def test_a_constraint_more_never_makes_a_set_larger(asked, more):
    before, after = set_of(3, asked), set_of(3, (*asked, *more))
    assume(after is not None)
    assert set_share(3, after)[0] <= set_share(3, before)[0] + 1e-12


def test_an_order_fills_a_simplex_whose_corners_are_those_of_the_rank_order_centroid():
    found = weight_set(4, in_order([[2], [0], [3], [1]]))
    assert (found.sides, found.flat) == ((), False)
    assert set(found.corners) == {
        (0.0, 0.0, 1.0, 0.0), (0.5, 0.0, 0.5, 0.0), (1 / 3, 0.0, 1 / 3, 1 / 3), (0.25,) * 4
    }  # fmt: skip


def test_criteria_of_a_group_weigh_the_same_and_the_set_is_as_flat_as_that():
    found = weight_set(4, in_order([[0], [1, 2], [3]]))
    assert found.flat
    assert set_share(4, found) == (0.0, 0.0)
    assert set(found.corners) == {(1.0, 0.0, 0.0, 0.0), (1 / 3, 1 / 3, 1 / 3, 0.0), (0.25,) * 4}


@each(
    ("asked", "corners"),
    [
        (between(0, 0.3, 0.3), {(0.3, 0.7, 0.0), (0.3, 0.0, 0.7)}),
        ((AtMost(0, 0.0),), {(0.0, 1.0, 0.0), (0.0, 0.0, 1.0)}),
        ((Order(0, 1), Order(1, 0)), {(0.5, 0.5, 0.0), (0.0, 0.0, 1.0)}),
        ((AtLeast(0, 0.5), AtLeast(1, 0.3), AtLeast(2, 0.2)), {(0.5, 0.3, 0.2)}),
        ((AtLeast(0, 0.5), AtLeast(1, 0.5)), {(0.5, 0.5, 0.0)}),
        ((*between(0, 0.4, 0.4), Order(0, 1), Order(1, 0)), {(0.4, 0.4, 0.2)}),
        ((AtLeast(0, 1.0),), {(1.0, 0.0, 0.0)}),
    ],
)
def test_equalities_told_or_implied_make_an_edge_or_a_point(asked, corners):
    found = weight_set(3, asked)
    assert set(found.corners) == corners
    assert (found.sides, found.flat) == ((), True)


def test_an_edge_may_be_cut_again():
    found = weight_set(3, (*between(0, 0.3, 0.3), AtMost(1, 0.5)))
    assert set(found.corners) == {(0.3, 0.5, 0.2), (0.3, 0.0, 0.7)}


def test_contradictions_are_named_and_no_other_constraint_with_them():
    asked = (AtLeast(2, 0.1), AtLeast(0, 0.6), Order(1, 0), AtMost(2, 0.9))
    with pytest.raises(InconsistentConstraints, match=r"w1 >= 0.6 and w2 >= w1") as error:
        weight_set(3, asked)
    assert error.value.constraints == (AtLeast(0, 0.6), Order(1, 0))
    with pytest.raises(InconsistentConstraints) as error:
        weight_set(2, (AtMost(0, 0.2), AtMost(1, 0.3)))
    assert error.value.constraints == (AtMost(0, 0.2), AtMost(1, 0.3))


def test_contradictions_by_a_hair_are_seen():
    with pytest.raises(InconsistentConstraints):
        weight_set(2, (AtMost(0, 0.3), AtMost(1, 0.6999999)))
    assert weight_set(2, (AtMost(0, 0.3), AtMost(1, 0.7))).corners == ((0.3, 0.7),)


@given(st.integers(2, 5).flatmap(lambda n: st.tuples(st.just(n), constraints(n, 4))))
def test_what_contradicts_itself_does_not_when_any_of_it_is_spared(pair):
    n, asked = pair
    try:
        weight_set(n, asked)
    except InconsistentConstraints as error:
        for spared in error.constraints:
            left = tuple(c for c in error.constraints if c != spared)
            assert set_of(n, left) is not None


def test_twelve_criteria_within_bounds_are_described():
    bounds = tuple(c for j in range(12) for c in between(j, 0.05, 0.2))
    found = weight_set(12, bounds)
    assert len(found.sides) == 12, "least weights shrink the simplex, most ones cut it"
    assert len(found.leads) == 24
    order = tuple(Order(a, b) for a, b in pairwise(range(12)))
    assert len(weight_set(12, order).corners) == 12


@each("n", [3, 5, 6, 8])
@each(
    ("asked", "narrow"),
    [
        (between(0, 0.3, 0.30000001), True),
        ((*between(0, 0.3, 0.3000005), Order(1, 2)), True),
        ((AtLeast(0, 0.5), AtLeast(1, 0.4999999)), True),
        ((AtMost(2, 1e-8),), True),
        (between(0, 0.3, 0.300001), False),
        ((*between(0, 0.3, 0.3001), *between(1, 0.2, 0.2001)), False),
        (between(0, 0.3, 0.3 + 1e-12), False),
    ],
)
def test_what_is_narrower_than_can_be_exact_is_refused_and_named(n, asked, narrow):
    if not narrow:
        assert not weight_set(n, asked).whole
        return
    with pytest.raises(NarrowConstraints) as error:
        weight_set(n, (*asked, AtMost(1, 0.9)))
    assert AtMost(1, 0.9) not in error.value.constraints
    assert set(error.value.constraints) <= set(asked)


@ENOUGH
@given(st.integers(2, 8), st.data())
def test_what_can_be_typed_is_never_too_narrow(n, data):
    """Shares of two decimals, next to each other, with orders that make them touch."""
    columns = st.integers(0, n - 1)
    near = st.sampled_from([0, 1, 2, 1250, 2500, 3333, 3334, 5000, 9999, 10_000])
    kinds = (
        st.builds(Order, columns, columns).filter(lambda c: c.more != c.less)
        | st.builds(lambda j, k: AtLeast(j, k // n / 10_000), columns, near)
        | st.builds(lambda j, k: AtMost(j, k / 10_000), columns, near)
    )
    set_of(n, tuple(data.draw(st.lists(kinds, max_size=6))))
