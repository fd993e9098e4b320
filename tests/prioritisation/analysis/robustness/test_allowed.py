"""Regions, pairs, ranks, moves and stability among the weights that are allowed."""

import math
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness import places
from prioritisation.analysis.robustness.draws import JOINT
from prioritisation.analysis.robustness.ranks import extreme_ranks
from prioritisation.analysis.robustness.regions import first_regions, leads
from prioritisation.analysis.robustness.robustness import allowed_weights, robustness, sure_shares
from prioritisation.analysis.robustness.set_draws import sample_within, set_share
from prioritisation.analysis.robustness.weight_changes import stability_intervals, tipping_points
from prioritisation.analysis.robustness.weight_sets import (
    EVERY_WEIGHT,
    AtLeast,
    AtMost,
    InconsistentConstraints,
    Order,
    between,
    in_order,
    weight_set,
)
from prioritisation.analysis.weights import with_weight
from tests.each import each
from tests.prioritisation.analysis.robustness.half_planes import (
    constraints,
    rows_of,
    share_of_triangle,
)
from tests.strategies import ENOUGH, known, matrices, matrix_of, simplex, weighted
from tests.thresholds import RobustnessInput


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
@given(st.integers(3, 5).flatmap(
    lambda n: st.tuples(matrices(rows=(2, 4), columns=(n, n), cells=known), constraints(n, 3))
))  # fmt: skip
def test_known_levers_share_out_the_whole_set(pair):
    matrix, asked = pair
    found = first_regions(matrix, allowed(len(matrix.criteria), asked))
    assert sum(r.sure_share for r in found.regions) == pytest.approx(1, abs=1e-8)
    assert found.undecided_share == pytest.approx(0, abs=1e-8)


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


def test_polygons_are_inside_the_set_and_a_flat_one_has_none():
    matrix = matrix_of([[1, 0, 0.4], [0, 1, 0.5], [0.3, 0.3, 0.8]])
    asked = (AtLeast(0, 0.2), AtMost(2, 0.5))
    for region in first_regions(matrix, weight_set(3, asked)).regions:
        for corner in (*region.sure, *region.possible):
            assert (rows_of(asked, 3) @ corner >= -1e-12).all()
    assert any(r.sure for r in first_regions(matrix, weight_set(3, asked)).regions)
    for flat in (between(0, 0.3, 0.3), in_order([[0], [1, 2]])):
        assert not any(r.possible for r in first_regions(matrix, weight_set(3, flat)).regions)


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


@each(("m", "uncertain"), [(6, 0.3), (25, 0.3), (25, 1.0)])
def test_what_is_drawn_once_for_all_is_what_each_would_draw(m, uncertain, monkeypatch):
    rng = np.random.default_rng(m)
    low = rng.integers(0, 6, (m, 3)) / 10
    matrix = matrix_of(low, low + 0.2 * (rng.random((m, 3)) < uncertain))
    sorted_blocks = []
    plain = places.descending
    monkeypatch.setattr(
        places, "descending", lambda values: sorted_blocks.append(1) or plain(values)
    )
    within = weight_set(3, (Order(0, 1),))
    everything = allowed_weights(matrix, within)
    draws = everything.joint.draws
    # Those of the draws, and the corners of the set.
    assert len(sorted_blocks) == (0 if m == 6 else 2 * math.ceil(draws / 4096) + 2)
    sample = sample_within(3, within)[:draws]
    assert everything.extremes == extreme_ranks(matrix, within, sample)
    assert draws == (JOINT if uncertain == 1 else 100_000)


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


def test_a_small_share_of_a_narrow_set_is_not_taken_for_nothing():
    """It is less than a billionth of all weights, and a ten-thousandth of those allowed."""
    matrix = matrix_of([[0, 1e-4, 0], [0, 0, 1]])
    found = first_regions(matrix, weight_set(3, between(0, 0.3, 0.300001)))
    assert found.exact
    assert found.regions[0].sure_share == pytest.approx(1e-4, rel=1e-3)
    assert sum(r.sure_share for r in found.regions) == pytest.approx(1, abs=1e-9)


def test_a_narrow_set_of_four_lines_is_whole_in_its_pieces():
    asked = (*between(0, 0.3, 0.300001), *between(1, 0.2, 0.200001), AtLeast(3, 0.2))
    within = weight_set(4, asked)
    matrix = matrix_of([[1.0, 0, 0, 0.2], [0, 1.0, 0.4, 0]])
    assert first_regions(matrix, within).exact
    assert sum(r.sure_share for r in first_regions(matrix, within).regions) == pytest.approx(1)
