import math
from contextlib import suppress
from dataclasses import fields, replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from prioritisation.analysis.inquiry import read_constraints
from prioritisation.analysis.matrix import PossibleValue
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness import set_draws
from prioritisation.analysis.robustness.ranks import extreme_ranks
from prioritisation.analysis.robustness.regions import first_regions, leads
from prioritisation.analysis.robustness.robustness import allowed_weights, robustness, sure_shares
from prioritisation.analysis.robustness.set_draws import random_walk, sample_within, set_share
from prioritisation.analysis.robustness.weight_changes import stability_intervals, tipping_points
from prioritisation.analysis.robustness.weight_sets import (
    EVERY_WEIGHT,
    AtLeast,
    AtMost,
    InconsistentConstraints,
    NarrowConstraints,
    Order,
    between,
    broken,
    dot,
    highest,
    in_order,
    inner_point,
    unit_rows,
    weight_set,
)
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.analysis.weights import rank_order_centroid, with_weight
from prioritisation.wording import problem_sentence
from tests.each import each
from tests.prioritisation.analysis.robustness.half_planes import (
    constraints,
    rows_of,
    share_of_triangle,
)
from tests.strategies import ENOUGH, matrices, matrix_of, simplex, weighted
from tests.thresholds import RobustnessInput


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


def test_contradictions_are_named_and_no_other_constraint_with_them():
    asked = (AtLeast(2, 0.1), AtLeast(0, 0.6), Order(1, 0), AtMost(2, 0.9))
    with pytest.raises(InconsistentConstraints, match=r"w1 >= 0.6 and w2 >= w1") as error:
        weight_set(3, asked)
    assert error.value.constraints == (AtLeast(0, 0.6), Order(1, 0))
    with pytest.raises(InconsistentConstraints) as error:
        weight_set(2, (AtMost(0, 0.2), AtMost(1, 0.3)))
    assert error.value.constraints == (AtMost(0, 0.2), AtMost(1, 0.3))


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


# Regions, pairs, ranks, moves and stability among the weights that are allowed.


def allowed(n, asked):
    try:
        return weight_set(n, asked)
    except InconsistentConstraints:
        assume(False)


def firsts(matrix, within):
    """Rows, whether surely, and shares of the set, before equal levers part them."""
    near = (np.abs(matrix.low[:, None] - matrix.high) <= TIE).all(axis=2)
    parts = np.maximum(1, (near & near.T).sum(axis=1))
    for row, region in enumerate(first_regions(matrix, within).regions):
        yield row, True, region.sure_share * parts[row]
        yield row, False, region.possible_share * parts[row]


@ENOUGH
@given(matrices(rows=(2, 5), columns=(3, 3)), constraints(3, 3))
def test_shares_of_a_set_are_those_of_the_corners_where_lines_cross(matrix, asked):
    within, rows = allowed(3, asked), rows_of(asked, 3)
    whole = share_of_triangle(rows)
    assume(whole > 1e-4)
    for row, sure, share in firsts(matrix, within):
        cut = np.vstack([leads(matrix, row, sure=sure), rows])
        assert share == pytest.approx(share_of_triangle(cut) / whole, abs=1e-7)


@each("n", [4, 5, 6])
@each("seed", range(3))
def test_shares_of_a_set_are_those_of_the_draws_that_are_in_it(n, seed):
    rng = np.random.default_rng(seed)
    low = rng.random((5, n))
    high = np.where(rng.random((5, n)) < 0.6, low, low + (1 - low) * rng.random((5, n)) / 2)
    matrix = matrix_of(low, high)
    asked = [(Order(0, 1), AtMost(2, 0.3)), (AtLeast(0, 0.1), AtMost(1, 0.2), Order(3, 2)),
             in_order([[j] for j in range(3)])][seed]  # fmt: skip
    weights = simplex(n, 400_000, seed)
    weights = weights[(weights @ rows_of(asked, n).T >= 0).all(axis=1)]
    within = weight_set(n, asked)
    assert first_regions(matrix, within).exact
    for row, sure, share in firsts(matrix, within):
        counted = (weights @ leads(matrix, row, sure=sure).T >= 0).all(axis=1).mean()
        error = math.sqrt(share * (1 - share) / len(weights)) + 1e-9
        assert abs(share - counted) <= 4.5 * error
    ahead = sure_shares(matrix, within)
    counted = (weights @ (low[:, None] - high).reshape(-1, n).T > 0).mean(axis=0).reshape(5, 5)
    np.fill_diagonal(counted, 0)
    assert ahead == pytest.approx(counted, abs=4.5 * 0.5 / math.sqrt(len(weights)))


@ENOUGH
@given(matrices(rows=(2, 4), columns=(3, 3)), constraints(3, 3), constraints(3, 1))
def test_a_constraint_more_adds_no_weights_to_any_region(matrix, asked, more):
    before, after = allowed(3, asked), allowed(3, (*asked, *more))
    sizes = [set_share(3, within)[0] for within in (before, after)]
    assume(sizes[1] > 1e-4)
    for one, other in zip(firsts(matrix, before), firsts(matrix, after), strict=True):
        assert other[2] * sizes[1] <= one[2] * sizes[0] + 1e-9


@each(
    ("asked", "more"),
    [
        ((), (AtLeast(0, 0.0),)),
        ((), (AtMost(1, 1.0),)),
        ((AtMost(0, 0.2), AtMost(1, 0.2)), (AtLeast(2, 0.6),)),
        ((Order(0, 1), AtMost(0, 0.7)), (AtMost(1, 0.5), Order(0, 1))),
        (in_order([[0], [1], [2]]), (Order(0, 2), AtMost(2, 1 / 3))),
    ],
)
def test_what_excludes_nothing_more_changes_nothing_to_the_last_digit(asked, more):
    rng = np.random.default_rng(5)
    low = rng.random((5, 3))
    matrix = matrix_of(low, np.minimum(low + 0.3 * (rng.random((5, 3)) < 0.4), 1))
    for given_order in ((*asked, *more), (*more, *asked)):
        one, other = (
            robustness(RobustnessInput(matrix, np.array([0.5, 0.3, 0.2]), constraints=c))
            for c in (asked, given_order)
        )
        for field in fields(one):
            if field.name not in ("question", "outside"):
                same(getattr(one, field.name), getattr(other, field.name))


def same(one, other):
    """Equal to the last digit, arrays and parts of parts too."""
    if isinstance(one, np.ndarray):
        assert np.array_equal(one, other, equal_nan=True)
    elif hasattr(one, "__dataclass_fields__"):
        for field in fields(one):
            same(getattr(one, field.name), getattr(other, field.name))
    elif isinstance(one, tuple):
        assert len(one) == len(other)
        for a, b in zip(one, other, strict=True):
            same(a, b)
    else:
        assert one == other


@ENOUGH
@given(matrices(rows=(2, 5), columns=(3, 3)), st.integers(0, 20), st.integers(0, 2))
def test_on_an_edge_shares_are_lengths(matrix, share, column):
    """One weight is given: the rest goes from one of the two others to the other one."""
    assume(share < 20)
    within = weight_set(3, between(column, share / 20, share / 20))
    t = (np.arange(4_000) + 0.5) / 4_000
    edge = np.insert(np.column_stack([t, 1 - t]) * (1 - share / 20), column, share / 20, axis=1)
    assert first_regions(matrix, within).exact
    at_ends = within.matrix_at_corners(matrix)
    for row, sure, counted in firsts(at_ends, EVERY_WEIGHT):
        on_edge = (edge @ leads(matrix, row, sure=sure).T >= -1e-9).all(axis=1).mean()
        assert counted == pytest.approx(on_edge, abs=2e-3)


def test_at_a_point_a_lever_is_first_or_is_not():
    matrix = matrix_of([[1, 0, 0.5], [0, 1, 0.5], [0.2, 0.2, 0.5]], [[1, 0, 0.5]] * 3)
    matrix = matrix_of(matrix.low)
    within = weight_set(3, (AtLeast(0, 0.5), AtLeast(1, 0.3), AtLeast(2, 0.2)))
    found = first_regions(matrix, within)
    assert [(r.sure_share, r.possible_share) for r in found.regions] == [(1, 1), (0, 0), (0, 0)]
    assert sure_shares(matrix, within).tolist() == [[0, 1, 1], [0, 0, 1], [0, 0, 0]]


def test_beyond_six_criteria_shares_are_drawn_in_the_set_with_their_error():
    rng = np.random.default_rng(1)
    low = rng.random((4, 8))
    matrix = matrix_of(low, np.minimum(low + 0.1, 1))
    asked = (AtMost(0, 0.2), Order(1, 2))
    found = first_regions(matrix, weight_set(8, asked))
    assert not found.exact
    assert 0 < found.error < 0.002
    weights = simplex(8, 200_000)
    weights = weights[(weights @ rows_of(asked, 8).T >= 0).all(axis=1)]
    for row, region in enumerate(found.regions):
        counted = (weights @ leads(matrix, row, sure=True).T >= 0).all(axis=1).mean()
        assert region.sure_share == pytest.approx(counted, abs=0.01)
    ahead = sure_shares(matrix, weight_set(8, asked))
    counted = (weights @ (low[0] - matrix.high[1]) > 0).mean()
    assert ahead[0, 1] == pytest.approx(counted, abs=0.02)


@ENOUGH
@given(matrices(rows=(2, 4), columns=(3, 4)), st.data())
def test_extreme_ranks_bound_those_met_in_the_set(matrix, data):
    n = len(matrix.criteria)
    within = allowed(n, data.draw(constraints(n, 2)))
    weights = within.weights(simplex(len(within.corners) or n, 200))
    weights = weights[(weights @ within.lead_rows(n).T >= -1e-12).all(axis=1)]
    for row, extreme in enumerate(extreme_ranks(matrix, within, sample_within(n, within))):
        ahead = weights @ leads(matrix, row, sure=True).T < -1e-4
        behind = weights @ leads(matrix, row, sure=False).T < 0
        assert not extreme.worst_proven or extreme.worst >= 1 + ahead.sum(axis=1).max(initial=0)
        met = 1 + behind.sum(axis=1).min(initial=len(matrix.low))
        assert not extreme.best_proven or extreme.best <= met


@ENOUGH
@given(weighted(columns=(2, 4)), st.data())
def test_moves_lead_into_the_set_and_none_outside_it_is_smaller(pair, data):
    matrix, weights = pair
    n = len(matrix.criteria)
    asked = data.draw(constraints(n, 2))
    rows = rows_of(asked, n)
    moves = tipping_points(matrix, weights, allowed(n, asked))
    for free, found in zip(tipping_points(matrix, weights), moves, strict=True):
        for without, move in ((free.possible, found.possible), (free.sure, found.sure)):
            if move is not None:
                assert (rows @ np.array(move.weights)).min(initial=0) >= -1e-8
                assert without.distance <= move.distance + 1e-9
            if without is not None and (rows @ np.array(without.weights)).min(initial=0) >= 0:
                assert move is not None
                assert move.distance == pytest.approx(without.distance, abs=1e-8)


@ENOUGH
@given(weighted(columns=(2, 4)), st.data())
def test_an_interval_of_stability_is_what_the_set_leaves_of_it(pair, data):
    matrix, weights = pair
    n = len(matrix.criteria)
    asked = data.draw(constraints(n, 2))
    within, rows = allowed(n, asked), rows_of(asked, n)
    free = {(s.criterion, s.alternative): s for s in stability_intervals(matrix, weights)}
    for found in stability_intervals(matrix, weights, within):
        column = matrix.criteria.index(found.criterion)
        before = free[found.criterion, found.alternative]
        for was, now in ((before.sure, found.sure), (before.possible, found.possible)):
            for share in np.linspace(0, 1, 21):
                there = with_weight(weights, column, share)
                room = (rows @ there).min(initial=1)
                inside = was is not None and was[0] + 1e-7 < share < was[1] - 1e-7
                if room > 1e-7 and inside:
                    assert now[0] <= share <= now[1]
                elif now is not None and now[0] + 1e-7 < share < now[1] - 1e-7:
                    assert room >= -1e-7


def test_central_weights_of_known_levers_are_exact_in_the_set():
    matrix = matrix_of([[1, 0, 0.2, 0.4], [0, 1, 0.3, 0.5], [0.5, 0.4, 0.6, 0.1]])
    asked = (Order(0, 1), AtMost(3, 0.4))
    found = allowed_weights(matrix, weight_set(4, asked))
    seen = np.isfinite(found.centres[:, 0])
    assert seen.any()
    assert found.centres[seen] == pytest.approx(found.joint.central_weights[seen], abs=0.01)
    assert (rows_of(asked, 4) @ found.centres[seen].T >= 0).all()


@each("n", [3, 4, 5, 6])
@each("width", [1e-4, 1e-6])
def test_in_a_narrow_set_shares_are_those_of_the_flat_one_nearly(n, width):
    rng = np.random.default_rng(n)
    low = rng.random((5, n))
    matrix = matrix_of(low, np.minimum(low + 0.1 * (rng.random((5, n)) < 0.4), 1))
    narrow = weight_set(n, (*between(0, 0.3, 0.3 + width), Order(1, 2)))
    flat = weight_set(n, (*between(0, 0.3, 0.3), Order(1, 2)))
    found, limit = first_regions(matrix, narrow), first_regions(matrix, flat)
    assert found.exact
    for one, other in zip(found.regions, limit.regions, strict=True):
        assert one.sure_share == pytest.approx(other.sure_share, abs=20 * width)
        assert one.possible_share == pytest.approx(other.possible_share, abs=20 * width)
    assert sure_shares(matrix, narrow) == pytest.approx(sure_shares(matrix, flat), abs=20 * width)


@each("n", [3, 4, 5, 6])
@each(("width", "part"), [(1e-6, 0.3), (1e-4, 1e-3), (1e-4, 0.999)])
def test_two_levers_part_a_narrow_set_as_it_is_parted_in_closed_form(n, width, part):
    """One is ahead from a part of the width on; the part that is left may be too thin to prove."""
    share = 0.3
    lead = np.full(n, -share - part * width)
    lead[0] += 1
    matrix = matrix_of(np.array([np.clip(lead, 0, None), np.clip(-lead, 0, None)]))
    within = weight_set(n, (*between(0, share, share + width), AtMost(1, 0.6)))
    found, ahead = first_regions(matrix, within), sure_shares(matrix, within)
    assert ahead[0, 1] == pytest.approx(1 - part, abs=1e-3)
    assert found.regions[0].sure_share == pytest.approx(ahead[0, 1], abs=1e-3)
    total = found.regions[0].sure_share + found.regions[1].sure_share
    assert total == pytest.approx(1, abs=1e-9 if found.exact else 1e-3)
    assert found.exact or width > 1e-6


def drawn(n, asked, draws):
    return sample_within(n, weight_set(n, asked), draws)


def satisfies(weights, asked):
    n = weights.shape[1]
    assert weights.sum(axis=1) == pytest.approx(np.ones(len(weights)))
    assert weights.min() >= 0
    assert (weights @ rows_of(asked, n).T).min(initial=0) >= -1e-9


def like_those_kept(found, asked, n, draws=400_000):
    """Means and covariances, as rejection gives them."""
    every = simplex(n, draws, seed=3)
    kept = every[(every @ rows_of(asked, n).T >= 0).all(axis=1)]
    assert found.mean(axis=0) == pytest.approx(kept.mean(axis=0), abs=0.006)
    assert np.cov(found.T) == pytest.approx(np.cov(kept.T), abs=1e-3)


@each(
    ("n", "asked"),
    [
        (3, (Order(0, 1), AtMost(2, 0.5))),
        (3, (AtLeast(0, 0.2), AtMost(0, 0.5))),
        (4, (Order(0, 1), AtMost(2, 0.5), AtLeast(3, 0.1))),
        (6, (AtMost(0, 0.2), Order(1, 2))),
        (7, (AtMost(0, 0.2), Order(1, 2))),
    ],
)
def test_a_set_is_drawn_as_rejection_would(n, asked):
    found = drawn(n, asked, 20_000)
    satisfies(found, asked)
    like_those_kept(found, asked, n)
    assert len(np.unique(found, axis=0)) == len(found), "no draw counts twice"


def test_a_narrow_set_is_walked_where_it_cannot_be_cut(monkeypatch):
    asked = (*between(0, 0.3, 0.42), Order(1, 2), AtLeast(3, 0.1))
    monkeypatch.setattr(set_draws, "pieces_of", lambda _within: None)
    monkeypatch.setattr(set_draws, "WIDE", 1.1)
    found = drawn(4, asked, 20_002)
    satisfies(found, asked)
    like_those_kept(found, asked, 4, 2_000_000)


@each("n", [4, 5, 6, 9])
def test_a_whole_order_has_the_rank_order_centroid_as_its_mean(n):
    heaviest_first = tuple(Order(a, b) for a, b in pairwise(range(n)))
    found = drawn(n, heaviest_first, 20_000)
    satisfies(found, heaviest_first)
    centroid = [sum(1 / k for k in range(j, n + 1)) / n for j in range(1, n + 1)]
    assert found.mean(axis=0) == pytest.approx(centroid, abs=0.005)


def test_an_interval_reduced_to_a_number_leaves_the_others_free():
    found = drawn(3, between(0, 0.5, 0.5), 5_000)
    assert found[:, 0] == pytest.approx(np.full(5_000, 0.5))
    assert found[:, 1].mean() == pytest.approx(0.25, abs=0.01)
    assert found[:, 1].std() == pytest.approx(0.5 / 12**0.5, abs=0.01)


def test_equal_weights_on_four_of_eight_criteria_leave_the_rest():
    asked = tuple(c for j in range(3) for c in (Order(j, j + 1), Order(j + 1, j)))
    found = drawn(8, asked, 4_000)
    satisfies(found, asked)
    assert np.ptp(found[:, :4], axis=1).max() <= 1e-9
    assert found[:, 4:].mean() == pytest.approx(0.2, abs=0.02)


def test_constraints_that_leave_one_point_give_it():
    found = drawn(3, (AtLeast(0, 0.5), AtLeast(1, 0.3), AtLeast(2, 0.2)), 10)
    assert found == pytest.approx(np.repeat([[0.5, 0.3, 0.2]], 10, axis=0), abs=1e-12)


@given(st.integers(2, 7).flatmap(lambda n: st.tuples(st.just(n), constraints(n, 4))))
def test_drawn_weights_satisfy_what_they_must(pair):
    n, asked = pair
    with suppress(InconsistentConstraints):
        satisfies(drawn(n, asked, 200), asked)


@each("n", [3, 4, 6])
def test_a_set_cut_into_simplices_is_filled_by_them(n):
    within = weight_set(n, (AtMost(0, 0.4), Order(1, 2), AtMost(2, 0.3)))
    corners, sizes = set_draws.pieces_of(within)
    assert (corners @ within.side_rows(n).T).min() >= -1e-9
    parts = simplex(n, 100_000)
    counted = (parts @ within.side_rows(n).T >= 0).all(axis=1).mean()
    assert sizes.sum() == pytest.approx(counted, abs=0.006)


@pytest.mark.deep
@each("n", [7, 9])
@each("bounded", [1, 3])
def test_a_very_narrow_set_is_drawn_as_the_flat_one_that_it_is_nearly(n, bounded):
    sides = [(0.3, 0.3001), (0.2, 0.2001), (0.1, 0.1001)][:bounded]
    narrow = tuple(c for j, (low, high) in enumerate(sides) for c in between(j, low, high))
    flat = tuple(c for j, (low, _) in enumerate(sides) for c in between(j, low, low))
    found, limit = (drawn(n, (*asked, Order(4, 5)), 20_000) for asked in (narrow, flat))
    satisfies(found, narrow)
    assert found.mean(axis=0) == pytest.approx(limit.mean(axis=0), abs=0.006)
    assert found.std(axis=0) == pytest.approx(limit.std(axis=0), abs=0.004)
    assert found[:, 0].mean() == pytest.approx(0.30005, abs=2e-6)


@each(
    "sizes",
    [
        (1.0,),
        (1.0, 1.0),
        (1.0, 1e-3, 0.5),
        (2.0, 1.0, 1e-4, 1.0, 1.0),
        (1.0, 1e-5, 1e-5, 1e-5, 1.0, 1.0),
    ],
)
def test_walkers_fill_a_box_uniformly_however_thin(sizes):
    sizes = np.array(sizes)
    slopes = np.vstack([np.eye(len(sizes)), -np.eye(len(sizes))])
    room = np.concatenate([0.3 * sizes, 0.7 * sizes])
    found = random_walk(slopes, room, 20_000, np.random.default_rng(1)) / sizes + 0.3
    assert found.shape == (20_000, len(sizes))
    assert found.min() >= -1e-9
    assert found.max() <= 1 + 1e-9
    assert found.mean(axis=0) == pytest.approx(np.full(len(sizes), 0.5), abs=0.02)
    assert found.std(axis=0) == pytest.approx(np.full(len(sizes), 12**-0.5), abs=0.01)
    assert np.corrcoef(found.T).reshape(len(sizes), -1) == pytest.approx(
        np.eye(len(sizes)), abs=0.05
    )


@given(st.integers(2, 6).flatmap(lambda n: st.tuples(st.just(n), constraints(n, 4))))
def test_each_is_what_must_not_be_negative(pair):
    n, asked = pair
    for constraint, row in zip(asked, rows_of(asked, n), strict=True):
        assert constraint.lead(n) == pytest.approx(row)


def test_an_order_with_equal_places():
    assert in_order([[2], [0, 1], [3]]) == (
        Order(0, 1), Order(1, 0), Order(2, 0), Order(1, 3)
    )  # fmt: skip
    assert in_order([[0]]) == in_order([]) == ()


def test_weights_that_are_not_allowed_break_some_constraints_by_so_much():
    weights = np.array([0.5, 0.3, 0.2])
    asked = (*between(0, 0.5, 0.5), Order(1, 0), AtMost(2, 0.15), Order(0, 2))
    assert broken(asked, weights) == (Order(1, 0), AtMost(2, 0.15))
    assert Order(1, 0).room(weights) == pytest.approx(-0.2)
    assert AtMost(2, 0.15).room(weights) == pytest.approx(-0.05)


CRITERIA = ("ghg", "partners", "cover_2")
READ = {
    "ghg>=partners": (Order(0, 1),),
    " ghg <= cover_2 ": (Order(2, 0),),
    "ghg>=20": (AtLeast(0, 0.2),),
    "partners<=60 %": (AtMost(1, 0.6),),
    "partners <= 12,5": (AtMost(1, 0.125),),
    "ghg 20..60": (AtLeast(0, 0.2), AtMost(0, 0.6)),
    "partners <= 12,55 %": (AtMost(1, 0.1255),),
    "cover_2 0 .. 100": (AtLeast(2, 0.0), AtMost(2, 1.0)),
}
WRONG = {
    "": "setting_malformed", "ghg": "setting_malformed", "ghg>partners": "setting_malformed",
    "ghg>=ghg": "setting_malformed", "ghg>=nan": "unknown_criterion",
    "ghg>=-3": "unknown_criterion", "moon>=ghg": "unknown_criterion",
    "moon 20..60": "unknown_criterion", "ghg>=120": "out_of_range", "ghg 20..160": "out_of_range",
    "ghg 60..20": "interval_reversed", "ghg>=33.333": "refused", "ghg 30..30.00000001": "refused",
    "ghg>=1e999": "unknown_criterion", "ghg>=\N{ARABIC-INDIC DIGIT THREE}": "unknown_criterion",
}  # fmt: skip


@each("text", READ)
def test_a_constraint_is_read(text):
    problems = []
    assert read_constraints([text], CRITERIA, problems) == READ[text]
    assert problems == []


@each("text", WRONG)
def test_what_is_wrong_is_told_and_nothing_is_read(text):
    problems = []
    assert read_constraints([text], CRITERIA, problems) == ()
    assert [(p.kind, p.place) for p in problems] == [(WRONG[text], "--constraint")]


def test_a_share_has_two_decimals_at_most_and_the_sentence_names_the_place():
    problems = []
    read_constraints(["ghg 30..30,001"], CRITERIA, problems)
    assert problem_sentence(problems[0]) == (
        "--constraint, ghg 30..30,001\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}30,001"
        "\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}: deux décimales au plus"
    )


figures = st.integers(-6, 6).map(lambda k: Fraction(k, 3))


@st.composite
def programmes(draw):
    """A cost and up to seven rows of one to five variables."""
    n = draw(st.integers(1, 5))
    row = st.lists(figures, min_size=n, max_size=n).map(tuple)
    return draw(row), draw(st.lists(row, max_size=7))


def by_another_solver(cost, rows):
    """The most that the cost can be, in floats; None when nothing satisfies the rows."""
    n = len(cost)
    above = np.array(rows, dtype=float).reshape(-1, n)
    solution = linprog(
        -np.array(cost, dtype=float), A_ub=-above, b_ub=np.zeros(len(above)),
        A_eq=np.ones((1, n)), b_eq=[1],
    )  # fmt: skip
    return -solution.fun if solution.status == 0 else None


@ENOUGH
@given(programmes())
def test_the_highest_is_that_of_another_solver_and_is_reached(programme):
    cost, rows = programme
    expected, found = by_another_solver(cost, rows), highest(cost, rows)
    assert (found is None) == (expected is None)
    if found is not None:
        most, point = found
        assert float(most) == pytest.approx(expected, abs=1e-7)
        assert dot(cost, point) == most
        assert sum(point) == 1
        assert min(point) >= 0
        assert all(dot(row, point) >= 0 for row in rows)


@ENOUGH
@given(programmes())
def test_the_inner_point_is_inside_all_that_can_be_left_exactly(programme):
    n, rows = len(programme[0]), programme[1]
    found = inner_point(rows, n)
    assert (found is None) == (by_another_solver([0] * n, rows) is None)
    if found is not None:
        point, zero = found
        assert sum(point) == 1
        for row, flat in zip([*rows, *unit_rows(n)], zero, strict=True):
            assert (dot(row, point) == 0) == flat
            assert dot(row, point) >= 0
            if flat:
                assert highest(row, rows)[0] == 0


# Six levers as the case of Normandie had them when each range of coverage was counted apart.

GHG = [3287.6932, 2423.3628, 1393.9373, 4156.9385, 1341.139, 570.8338]
PARTNERS = [(2, 2), (0, 3), (0, 3), (3, 3), (0, 3), (0, 3)]
SHEETS = [(2, 3), (4, 5), (2, 4), (3, 10), (0, 1), (0, 1)]
PRODUCE, EQUAL = 3, np.full(3, 1 / 3)


def levers(*, covered_first=False):
    """Values of GHG on 4 200 kt, of words from 0 to 3, of sheets up to 12."""
    low, high = (
        np.column_stack([np.array(GHG) / 4200, [p[end] / 3 for p in PARTNERS],
                         [s[end] / 12 if covered_first else 1 - s[1 - end] / 12 for s in SHEETS]])
        for end in (0, 1)
    )  # fmt: skip
    steps = {
        (row, column): tuple(
            PossibleValue(k, k / most)
            for k in range(round(most * low[row, column]), round(most * high[row, column]) + 1)
        )
        for column, most in ((1, 3), (2, 12))
        for row in range(6)
        if high[row, column] > low[row, column]
    }
    return replace(matrix_of(low, high), steps=steps)


def asked(weights, *constraints, **how):
    return robustness(RobustnessInput(levers(**how), weights, constraints=constraints))


def exact_share(constraints=(), **how):
    """Share of the set for which *Mieux produire* is surely first, by the corners of lines."""
    matrix, rows = levers(**how), rows_of(constraints, 3)
    gaps = matrix.low[PRODUCE] - np.delete(matrix.high, PRODUCE, axis=0)
    return share_of_triangle(np.vstack([gaps, rows])) / share_of_triangle(rows)


def test_a_constraint_that_excludes_nothing_leaves_37_percent_as_they_were():
    free, bound = asked(EQUAL), asked(EQUAL, AtLeast(0, 0.0))
    assert free.regions == bound.regions
    assert free.word is bound.word is RobustnessWord.NONE, "several may be first at these weights"
    share = bound.regions.regions[PRODUCE].sure_share
    assert share == pytest.approx(exact_share()) == pytest.approx(0.372, abs=5e-4)
    assert bound.joint.firsts[PRODUCE] == pytest.approx(0.62, abs=0.005), "a draw is no proof"


def test_a_lever_first_in_94_percent_of_draws_is_not_solid_where_12_percent_are_sure():
    bounds = between(2, 0.6, 0.9)
    found = asked(np.array([0.3, 0.1, 0.6]), *bounds, covered_first=True)
    assert found.joint.firsts[PRODUCE] == pytest.approx(0.94, abs=0.005)
    assert found.sole_first.row == PRODUCE
    expected = exact_share(bounds, covered_first=True)
    assert found.sole_first.weights == pytest.approx(expected) == pytest.approx(0.118, abs=5e-4)
    assert found.word is RobustnessWord.OPEN


def test_an_order_is_all_the_weights_that_respect_it():
    order = in_order([[0], [1], [2]])
    found = asked(rank_order_centroid((1, 2, 3)), *order)
    assert found.sole_first.row == PRODUCE
    expected = exact_share(order)
    assert found.sole_first.weights == pytest.approx(expected) == pytest.approx(0.977, abs=5e-4)
    assert (found.word, found.outside) == (RobustnessWord.SOLID, ())
    assert found.share == pytest.approx(1 / 6)
