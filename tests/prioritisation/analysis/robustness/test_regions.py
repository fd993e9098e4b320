import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.spatial import ConvexHull, HalfspaceIntersection

from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness import polytopes
from prioritisation.analysis.robustness.draws import DRAWS, weight_sample
from prioritisation.analysis.robustness.polytopes import (
    MOST_CRITERIA_EXACT,
    MOST_LEVERS_BY_CRITERIA,
    MOST_LEVERS_EXACT,
    area,
    cut,
    first_part,
    first_rank_volumes,
)
from prioritisation.analysis.robustness.regions import first_regions, leads, sampled_regions
from prioritisation.analysis.robustness.weight_changes import stability_intervals, tipping_points
from prioritisation.analysis.streams import SEED
from prioritisation.analysis.weight_map import matrix_slice
from prioritisation.analysis.weights import with_weight
from tests.all_weights import region_of
from tests.each import each
from tests.strategies import (
    between,
    completions,
    known,
    matrices,
    matrix_of,
    simplex,
    weighted,
    weights,
)

SLACK = 1e-7
"""Weights closer than this to a border are left out: both answers are right there."""


def inside(polygon, weights):
    """Whether weights are well inside (1), well outside (-1) or on the border (0) of a polygon."""
    if not polygon:
        return np.full(len(weights), -1)
    corners = np.array(polygon)[:, :2]
    edges = np.roll(corners, -1, axis=0) - corners
    turn = np.sign(sum(a * d - b * c for (a, b), (c, d)
                       in zip(edges, np.roll(edges, -1, axis=0), strict=True)))  # fmt: skip
    to_point = weights[:, None, :2] - corners[None]
    side = turn * (edges[:, 0] * to_point[:, :, 1] - edges[:, 1] * to_point[:, :, 0])
    lengths = np.linalg.norm(edges, axis=1)
    nearest = np.where(lengths > SLACK, side / np.maximum(lengths, SLACK), np.inf).min(axis=1)
    return np.where(nearest > SLACK, 1, np.where(nearest < -SLACK, -1, 0))


def volume(gaps):
    """Share of the simplex where every row of gaps . w >= 0, by half-spaces and a convex hull."""
    d = gaps.shape[1] - 1
    sides = np.vstack([np.eye(d + 1), gaps])
    halfspaces = np.column_stack([-(sides[:, :d] - sides[:, [d]]), -sides[:, d]])
    size = np.linalg.norm(halfspaces[:, :d], axis=1)
    if (halfspaces[size < 1e-12, d] > 1e-12).any():
        return 0.0
    halfspaces = halfspaces[size >= 1e-12] / size[size >= 1e-12, None]
    centre = linprog(
        np.r_[np.zeros(d), -1],
        A_ub=np.column_stack([halfspaces[:, :d], np.ones(len(halfspaces))]),
        b_ub=-halfspaces[:, d],
        bounds=[(None, None)] * d + [(0, None)],
    )
    if centre.status != 0 or centre.x[d] < 1e-9:
        return 0.0
    corners = HalfspaceIntersection(halfspaces, centre.x[:d]).intersections
    return ConvexHull(corners).volume * math.factorial(d)


def whole_shares(matrix, regions=None):
    """Row, share of the weights and whether it is the sure one, before equal levers part it."""
    regions = regions or first_regions(matrix)
    rows = [(tuple(low), tuple(high)) for low, high in zip(matrix.low, matrix.high, strict=True)]
    for row, region in enumerate(regions.regions):
        low, high = rows[row]
        parts = rows.count(rows[row]) if low == high else 1
        yield row, region.sure_share * parts, True
        yield row, region.possible_share * parts, False


@given(matrices(rows=(2, 6), columns=(3, 3)))
def test_areas_are_the_volumes_of_the_half_spaces(matrix):
    for row, share, sure in whole_shares(matrix):
        expected = volume(leads(matrix, row, sure=sure))
        assert share == pytest.approx(expected, abs=1e-7)


@given(matrices(rows=(2, 5), columns=(3, 3)))
def test_a_point_of_a_polygon_is_a_weighting_for_which_the_lever_is_first(matrix):
    """Against the rank intervals, computed apart at each weighting."""
    weights = simplex(3, 60)
    rankings = [additive(matrix, w) for w in weights]
    for row, region in enumerate(first_regions(matrix).regions):
        sure = np.array([row in r.necessary_firsts for r in rankings])
        possible = np.array([row in r.possible_firsts for r in rankings])
        for polygon, first in ((region.sure, sure), (region.possible, possible)):
            where = inside(polygon, weights)
            assert first[where == 1].all()
            assert not first[where == -1].any()


@given(matrices(rows=(2, 4), columns=(1, 4)), st.data())
def test_over_weights_and_gaps_the_first_lies_in_its_possible_region(matrix, data):
    """And a lever in its sure region is first in every completion."""
    filled = data.draw(completions(matrix))
    weights = simplex(len(matrix.criteria), 50)
    values = weights @ filled.T
    first = values >= values.max(axis=1, keepdims=True) - 1e-9
    for row in range(len(filled)):
        may = (weights @ leads(matrix, row, sure=False).T >= -1e-9).all(axis=1)
        must = (weights @ leads(matrix, row, sure=True).T >= 1e-9).all(axis=1)
        assert may[first[:, row]].all()
        assert first[must, row].all()


@each("seed", range(3))
def test_shares_agree_with_draws_over_weights_and_extreme_gaps(seed):
    rng = np.random.default_rng(seed)
    low = rng.random((4, 3))
    high = np.where(rng.random((4, 3)) < 0.5, low, low + (1 - low) * rng.random((4, 3)))
    matrix, weights = matrix_of(low, high), simplex(3, 200_000, seed)
    for row, region in enumerate(first_regions(matrix).regions):
        for share, mine, theirs in (
            (region.sure_share, low, high),
            (region.possible_share, high, low),
        ):
            filled = theirs.copy()
            filled[row] = mine[row]
            found = (np.argmax(weights @ filled.T, axis=1) == row).mean()
            assert abs(found - share) <= 5 * math.sqrt(share * (1 - share) / len(weights)) + 1e-9


@given(matrices(rows=(2, 5), columns=(2, 2)))
def test_two_criteria_are_exact(matrix):
    grid = np.linspace(0, 1, 2001)
    weights = np.column_stack([grid, 1 - grid])
    assert first_regions(matrix).exact
    for row, share, sure in whole_shares(matrix):
        on_grid = (weights @ leads(matrix, row, sure=sure).T >= -1e-12).all(axis=1).mean()
        assert share == pytest.approx(on_grid, abs=2e-3)


@given(matrices(rows=(3, 3), columns=(3, 3)))
def test_a_criterion_that_tells_nobody_apart_leaves_the_sampled_shares_at_the_exact_ones(matrix):
    """Whatever its weight, the others keep their proportions, uniform on their triangle."""
    flat = np.full((3, 1), 0.4)
    wider = matrix_of(np.hstack([matrix.low, flat]), np.hstack([matrix.high, flat]))
    exact, sampled = first_regions(matrix), first_regions(wider)
    for here, there in zip(exact.regions, sampled.regions, strict=True):
        for kind in ("sure_share", "possible_share"):
            share = getattr(here, kind)
            error = math.sqrt(share * (1 - share) / DRAWS)
            assert abs(getattr(there, kind) - share) <= 5 * error + 1e-9


def test_sampled_shares_agree_with_exact_volumes_in_four_and_five_criteria():
    rng = np.random.default_rng(5)
    for count in (4, 5):
        low = rng.random((5, count))
        high = np.minimum(1, low + 0.2 * (rng.random((5, count)) < 0.4))
        matrix = matrix_of(low, high)
        exact, sampled = first_regions(matrix), sampled_regions(matrix)
        assert (sampled.draws, sampled.seed, sampled.exact) == (DRAWS, SEED, False)
        assert (exact.draws, exact.error, exact.exact) == (0, 0, True)
        for row, region in enumerate(sampled.regions):
            for found, sure in ((region.sure_share, True), (region.possible_share, False)):
                share = volume(leads(matrix, row, sure=sure))
                assert abs(found - share) <= 5 * math.sqrt(share * (1 - share) / DRAWS) + 1e-9
                assert math.sqrt(found * (1 - found) / DRAWS) <= sampled.error + 1e-15
                kept = exact.regions[row]
                assert (kept.sure_share if sure else kept.possible_share) == pytest.approx(share)


@given(matrices(rows=(1, 6), columns=(4, 6)))
def test_exact_shares_with_unknown_scores_are_those_of_the_draws(matrix):
    exact, sampled = first_regions(matrix), sampled_regions(matrix)
    for here, there in zip(exact.regions, sampled.regions, strict=True):
        assert here.sure_share == pytest.approx(there.sure_share, abs=0.01)
        assert here.possible_share == pytest.approx(there.possible_share, abs=0.01)


@each("shape", [(4, 7), (21, 6)])
def test_beyond_six_criteria_or_twenty_levers_shares_are_estimated(shape):
    rng = np.random.default_rng(4)
    directions = np.abs(rng.normal(size=shape))
    values = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    regions = first_regions(matrix_of(values))
    assert (regions.exact, regions.draws, regions.seed) == (False, DRAWS, SEED)
    assert regions.error > 0


def test_an_exact_share_that_cannot_be_proven_is_estimated(monkeypatch):
    known, some = (np.eye(4),), (np.eye(4) / 2, np.eye(4))
    assert first_regions(matrix_of(*known)).exact
    assert first_regions(matrix_of(*some)).exact
    monkeypatch.setattr(polytopes, "_proven", lambda *_: False)
    assert not first_regions(matrix_of(*known)).exact
    assert not first_regions(matrix_of(*some)).exact


def test_the_error_of_exact_shares_is_0_and_that_of_sampled_ones_the_largest():
    assert first_regions(matrix_of(np.eye(4))).error == 0
    sampled = first_regions(matrix_of(np.eye(7)))
    largest = max(r.sure_share * (1 - r.sure_share) for r in sampled.regions)
    assert sampled.error == pytest.approx(math.sqrt(largest / DRAWS))


@given(matrices(rows=(1, 6), columns=(4, 5)))
@settings(max_examples=25)
def test_sampled_shares_count_the_draws_where_no_lead_is_negative(matrix):
    weights = weight_sample(len(matrix.criteria)).T
    for row, share, sure in whole_shares(matrix, sampled_regions(matrix)):
        first = (leads(matrix, row, sure=sure) @ weights >= -1e-9).all(axis=0)
        assert share == pytest.approx(first.mean(), abs=1e-12)


@each("count", [1, 2, 3, 4, 5])
def test_a_lever_dominated_whatever_the_unknowns_has_no_share(count):
    low, high = [[0.5] * count, [0.2] * count], [[0.9] * count, [0.45] * count]
    first, second = first_regions(matrix_of(low, high)).regions
    assert (first.sure_share, first.possible_share) == (1, 1)
    assert (second.sure_share, second.possible_share) == (0, 0)


@given(matrices(rows=(1, 5), columns=(1, 4), cells=known | st.just((0.5, 0.5)) | between))
def test_sure_shares_and_the_undecided_one_share_out_all_weights(matrix):
    regions = first_regions(matrix)
    sure = [region.sure_share for region in regions.regions]
    assert sum(sure) + regions.undecided_share == pytest.approx(1, abs=1e-8)
    assert sum(sure) <= 1 + 1e-9
    for region in regions.regions:
        assert 0 <= region.sure_share <= region.possible_share + 1e-9


@each("noise", [0, 1e-13])
@each("count", [1, 2, 3, 4, 5, 6])
def test_identical_levers_have_equal_parts_of_their_region(count, noise):
    row = np.linspace(0.3, 0.9, count)
    regions = first_regions(matrix_of([row, 0 * row, row + noise, row - noise]))
    assert [r.sure_share for r in regions.regions] == pytest.approx([1 / 3, 0, 1 / 3, 1 / 3])
    assert [r.possible_share for r in regions.regions] == pytest.approx([1 / 3, 0, 1 / 3, 1 / 3])
    assert regions.undecided_share == pytest.approx(0, abs=1e-12)
    assert regions.error == 0


def test_a_lever_written_thrice_has_a_third_each_time_and_the_same_error():
    row = [0.5, 0.5, 0.5, 0.5]
    once = sampled_regions(matrix_of([row, [1, 0.2, 0.2, 0.2]]))
    thrice = sampled_regions(matrix_of([row, row, row, [1, 0.2, 0.2, 0.2]]))
    assert region_of(once, "aa").sure_share == pytest.approx(
        3 * region_of(thrice, "aa").sure_share
    )
    assert once.error == pytest.approx(thrice.error)


@each("count", [1, 2, 3, 4])
def test_a_lever_that_might_equal_another_has_no_part_of_its_region(count):
    row = np.linspace(0.3, 0.9, count)
    regions = first_regions(matrix_of([row, 0 * row], [row, row]))
    assert [r.sure_share for r in regions.regions] == pytest.approx([1, 0])
    assert regions.undecided_share == pytest.approx(0)


@each("count", [2, 3, 4])
def test_weights_for_which_nobody_is_surely_first_are_undecided(count):
    """The first lever is surely ahead when the first weight is over a half, and nobody else is."""
    low, high = np.zeros((2, count)), np.zeros((2, count))
    low[0, 0] = high[0, 0] = 1
    high[1, 1:] = 1
    regions = first_regions(matrix_of(low, high))
    sure = [region.sure_share for region in regions.regions]
    assert sure == pytest.approx([0.5 ** (count - 1), 0], abs=0.01)
    assert regions.undecided_share == pytest.approx(1 - 0.5 ** (count - 1), abs=0.01)


def drawn_firsts(values, draws=50_000, seed=7):
    """Shares and means of the weights that put each lever first, ties shared, by draws."""
    weights = simplex(values.shape[1], draws, seed)
    scores = weights @ values.T
    first = scores >= scores.max(axis=1, keepdims=True) - 1e-9
    first = first / first.sum(axis=1, keepdims=True)
    shares = first.mean(axis=0)
    return shares, first.T @ weights / draws / np.maximum(shares, 1e-12)[:, None]


@each("shape", [(5, 2), (7, 3), (6, 4), (6, 5), (7, 6), (20, 4)])
@each("steps", [None, 60, 4])
def test_shares_and_central_weights_are_those_of_many_draws(shape, steps):
    rng = np.random.default_rng(3)
    values = rng.random(shape) if steps is None else rng.integers(0, steps + 1, shape) / steps
    shares, centres = first_rank_volumes(values)
    expected, means = drawn_firsts(values)
    assert shares.sum() == pytest.approx(1, abs=1e-12)
    assert np.abs(shares - expected).max() <= 5 * 0.5 / math.sqrt(50_000)
    for row in np.flatnonzero(expected > 0.01):
        assert centres[row] == pytest.approx(means[row], abs=0.02)
        assert centres[row].sum() == pytest.approx(1)
    assert np.isnan(centres[shares == 0]).all()


def test_the_areas_of_the_reference_are_found():
    """Golden example 4 of the method reference."""
    values = (np.array([(5, 4, 3), (4, 5, 2), (2, 2, 5), (3, 3, 3)]) - 1) / 4
    shares, centres = first_rank_volumes(values)
    assert shares == pytest.approx([0.55, 0.25, 0.20, 0], abs=1e-12)
    assert np.isnan(centres[3]).all()


@each("count", range(1, MOST_CRITERIA_EXACT + 1))
def test_levers_best_on_one_criterion_each_share_the_weights_equally(count):
    shares, centres = first_rank_volumes(np.eye(count))
    assert shares == pytest.approx([1 / count] * count)
    assert centres.sum(axis=0) == pytest.approx(np.ones(count))


@given(matrices(rows=(1, 6), columns=(3, 3), cells=known))
def test_three_criteria_have_the_areas_of_the_clipped_triangle(matrix):
    shares, _ = first_rank_volumes(matrix.low)
    regions = first_regions(matrix).regions
    assert shares.tolist() == pytest.approx([r.sure_share for r in regions], abs=1e-8)
    for row, region in enumerate(regions):
        part = first_part(matrix.low[row], np.delete(matrix.high, row, axis=0))
        assert part.share == pytest.approx(area(region.sure), abs=1e-8)


@given(matrices(rows=(1, 7), columns=(4, 6), cells=known))
def test_exact_shares_sum_to_1_or_there_are_none(matrix):
    found = first_rank_volumes(matrix.low)
    if found is not None:
        shares, centres = found
        assert shares.sum() == pytest.approx(1, abs=1e-8)
        for share, centre in zip(shares, centres, strict=True):
            assert np.isnan(centre).all() if share == 0 else centre.min() >= -1e-9


@given(matrices(rows=(2, 5), columns=(2, 5), cells=known), st.data())
def test_a_lever_written_twice_has_half_of_its_share_each_time(matrix, data):
    row = data.draw(st.integers(0, len(matrix.low) - 1))
    once = first_rank_volumes(matrix.low)
    twice = first_rank_volumes(np.vstack([matrix.low, matrix.low[row] + 1e-13]))
    parts = (np.abs(matrix.low - matrix.low[row]) < 1e-9).all(axis=1).sum()
    assert twice[0][row] == pytest.approx(twice[0][-1])
    assert twice[0][row] == pytest.approx(once[0][row] * parts / (parts + 1), abs=1e-8)


def test_a_dominated_lever_is_never_first_and_nothing_is_lost_to_it():
    shares, centres = first_rank_volumes(np.array([[0.9, 0.5, 0.4, 0.3], [0.9, 0.5, 0.3, 0.3]]))
    assert shares.tolist() == [1, 0]
    assert centres[0].tolist() == [0.25] * 4
    assert np.isnan(centres[1]).all()


def test_a_sliver_is_measured_or_nothing_is_said():
    values = np.array([[1, 0, 0], [0, 1, 0], [0.5 + 1e-6, 0.5 + 1e-6, 0]])
    shares, _ = first_rank_volumes(values)
    assert 0 < shares[2] < 1e-5
    assert shares.sum() == pytest.approx(1)


def test_too_many_levers_or_criteria_have_no_exact_shares():
    assert first_rank_volumes(np.eye(MOST_CRITERIA_EXACT + 1)) is None
    assert first_rank_volumes(np.eye(max(MOST_LEVERS_BY_CRITERIA) + 1), wide=True) is None
    angles = np.linspace(0, np.pi / 2, MOST_LEVERS_EXACT + 1)
    round_front = np.column_stack([np.cos(angles), np.sin(angles)])
    assert first_rank_volumes(round_front) is None
    assert first_rank_volumes(round_front[:-1])[0].sum() == pytest.approx(1)
    assert first_part(round_front[0], round_front[1:]) is None


@each("count", [2, 3, 4, 6])
def test_one_cut_through_a_corner_has_the_share_of_its_ratio(count):
    """The weight of the first criterion is at least t: (1 - t) to the power n - 1."""
    gap = np.full((1, count), -0.25)
    gap[0, 0] = 0.75
    part = cut(gap)
    assert part.share == pytest.approx(0.75 ** (count - 1))
    expected = [0.25 + 0.75 / count, *[0.75 / count] * (count - 1)]
    assert part.centre == pytest.approx(np.array(expected))


@given(st.data())
def test_a_value_in_the_triangle_is_the_value_at_the_whole_weights(data):
    matrix = data.draw(matrices(columns=(3, 5)))
    count = len(matrix.criteria)
    columns = tuple(data.draw(st.permutations(range(count)))[:3])
    present = data.draw(weights(count).filter(lambda w: w[list(columns)].any()))
    shares = data.draw(weights(3))
    sliced = matrix_slice(matrix, present, columns)
    there = present.copy()
    there[list(columns)] = present[list(columns)].sum() * shares
    whole, part = additive(matrix, there), additive(sliced, shares)
    np.testing.assert_allclose(part.low, whole.low, atol=1e-12)
    np.testing.assert_allclose(part.high, whole.high, atol=1e-12)


def test_three_criteria_without_weight_leave_nothing_to_share():
    matrix = matrix_of([[0.1, 0.5, 0.9, 1.0], [0.4, 0.4, 0.4, 0.0]])
    assert matrix_slice(matrix, np.array([0.0, 0.0, 0.0, 1.0]), (0, 1, 2)) is None


GRID = np.linspace(0, 1, 41)


def smallest_lead(matrix, row, weights, *, sure):
    """Lead over the strongest rival, in the least or the most favourable case."""
    return float((leads(matrix, row, sure=sure) @ weights).min())


@given(weighted(columns=(2, 4)))
def test_inside_its_interval_a_lever_is_first_and_outside_it_is_not(drawn):
    matrix, weights = drawn
    for s in stability_intervals(matrix, weights):
        row, column = matrix.alternatives.index(s.alternative), matrix.criteria.index(s.criterion)
        for share in GRID:
            there = with_weight(weights, column, share)
            for interval, sure in ((s.sure, True), (s.possible, False)):
                lead = smallest_lead(matrix, row, there, sure=sure)
                within = interval is not None and interval[0] <= share <= interval[1]
                assert lead >= -2e-9 if within else lead <= 2e-9


@given(weighted(columns=(2, 4)))
def test_the_intervals_say_who_is_first_with_the_present_weights(drawn):
    matrix, weights = drawn
    ranking = additive(matrix, weights)
    for s in stability_intervals(matrix, weights):
        row, column = matrix.alternatives.index(s.alternative), matrix.criteria.index(s.criterion)
        for interval, firsts in (
            (s.sure, ranking.necessary_firsts),
            (s.possible, ranking.possible_firsts),
        ):
            low, high = interval or (2, -1)
            about = low - 1e-6 <= weights[column] <= high + 1e-6
            strictly = low + 1e-6 <= weights[column] <= high - 1e-6
            assert strictly <= (row in firsts) <= about


@given(weighted(columns=(2, 4)))
def test_intervals_are_shares_and_the_sure_one_lies_in_the_possible_one(drawn):
    matrix, weights = drawn
    found = stability_intervals(matrix, weights)
    moving = [c for c, w in zip(matrix.criteria, weights, strict=True) if w < 1]
    assert [(s.criterion, s.alternative) for s in found] == [
        (c, a) for c in moving for a in matrix.alternatives
    ]
    for s in found:
        for interval in (s.sure, s.possible):
            assert interval is None or 0 <= interval[0] <= interval[1] + 1e-9 <= 1 + 2e-9
        if s.sure:
            assert s.possible[0] - 1e-6 <= s.sure[0]
            assert s.sure[1] <= s.possible[1] + 1e-6


def test_a_criterion_with_all_the_weight_or_alone_has_no_interval():
    matrix = matrix_of([[1, 0], [0, 1]])
    assert [s.criterion for s in stability_intervals(matrix, np.array([1.0, 0.0]))] == ["cb", "cb"]
    assert stability_intervals(matrix_of([[1], [0]]), np.array([1.0])) == ()


def test_equal_levers_are_first_together_over_the_whole_interval():
    matrix = matrix_of([[0.5, 0.5], [0.5, 0.5]])
    found = stability_intervals(matrix, np.array([0.3, 0.7]))
    assert {(s.sure, s.possible) for s in found} == {((0, 1), (0, 1))}


def test_a_lever_first_at_one_end_only_has_an_interval_of_one_point():
    matrix = matrix_of([[1, 0], [1, 1]])
    (first, *_) = stability_intervals(matrix, np.array([0.5, 0.5]))
    assert first.sure == pytest.approx((1, 1))


GOLDEN = matrix_of((np.array([(5, 4, 3), (4, 5, 2), (2, 2, 5), (3, 3, 3)]) - 1) / 4)
GOLDEN_WEIGHTS = (0.5, 0.3, 0.2)


def test_the_smallest_move_of_the_reference():
    """Golden example 4: 20 points, to the second lever; the fourth is never first."""
    found = tipping_points(GOLDEN, np.array(GOLDEN_WEIGHTS))
    assert found[0].sure.distance == 0
    assert found[1].sure.distance == pytest.approx(0.2)
    assert found[2].sure.distance > 0.2
    assert found[3].sure is None
    values = GOLDEN.low @ np.array(found[1].sure.weights)
    assert values[1] == pytest.approx(values.max())


@given(weighted(rows=(1, 6), columns=(1, 6)))
def test_a_move_leads_where_it_says(pair):
    matrix, weights = pair
    for found in tipping_points(matrix, weights):
        for move, sure in ((found.possible, False), (found.sure, True)):
            if move is not None:
                reached = np.array(move.weights)
                assert reached.sum() == pytest.approx(1)
                assert reached.min() >= 0
                assert move.distance == pytest.approx(np.abs(reached - weights).sum() / 2)
                assert (leads(matrix, found.row, sure=sure) @ reached >= -1e-9).all()


@given(weighted(rows=(2, 4), columns=(3, 3)))
def test_no_weights_of_a_grid_are_closer(pair):
    matrix, weights = pair
    steps = np.array([(i, j, 40 - i - j) for i in range(41) for j in range(41 - i)]) / 40
    distances = np.abs(steps - weights).sum(axis=1) / 2
    for found in tipping_points(matrix, weights):
        for move, sure in ((found.possible, False), (found.sure, True)):
            first = (steps @ leads(matrix, found.row, sure=sure).T >= 0).all(axis=1)
            closest = distances[first].min(initial=np.inf)
            assert closest == np.inf if move is None else move.distance <= closest + 1e-9


@given(weighted(rows=(2, 5), columns=(2, 4)))
def test_the_distance_is_0_exactly_for_who_is_first_already(pair):
    matrix, weights = pair
    ranking = additive(matrix, weights)
    for found in tipping_points(matrix, weights):
        possible = found.possible is not None and found.possible.distance == 0
        sure = found.sure is not None and found.sure.distance == 0
        assert possible == (found.row in ranking.possible_firsts)
        assert sure == (found.row in ranking.necessary_firsts)


@given(weighted(rows=(2, 5), columns=(2, 4)), st.data())
def test_knowing_more_brings_the_two_distances_closer(pair, data):
    matrix, weights = pair
    middle = data.draw(st.floats(0, 1))
    low = matrix.low + middle * (matrix.high - matrix.low) / 2
    narrower = matrix_of(low, matrix.high)
    for before, after in zip(
        tipping_points(matrix, weights), tipping_points(narrower, weights), strict=True
    ):
        most, least = np.inf, np.inf
        assert (after.possible.distance if after.possible else most) >= (
            before.possible.distance if before.possible else least
        ) - 1e-9
        assert (after.sure.distance if after.sure else most) <= (
            before.sure.distance if before.sure else most
        ) + 1e-9


@given(weighted(rows=(2, 4), columns=(3, 3), cells=known))
def test_a_lever_worse_everywhere_can_never_be_put_first(pair):
    matrix, weights = pair
    worse = matrix.low[0] - 0.1
    with_it = matrix_of(np.vstack([matrix.low, worse]))
    assert tipping_points(with_it, weights)[-1].sure is None
