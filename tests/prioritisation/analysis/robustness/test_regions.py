import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.spatial import ConvexHull, HalfspaceIntersection

from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness import polytopes
from prioritisation.analysis.robustness.draws import DRAWS, weight_sample
from prioritisation.analysis.robustness.polytopes import WHOLE_TRIANGLE, area
from prioritisation.analysis.robustness.regions import first_regions, leads, sampled_regions
from prioritisation.analysis.streams import SEED
from tests.all_weights import region_of
from tests.each import each
from tests.strategies import between, completions, known, matrices, matrix_of, simplex

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


@given(matrices(columns=(1, 1)))
def test_one_criterion_is_all_or_nothing(matrix):
    ranking = additive(matrix, np.array([1.0]))
    assert first_regions(matrix).exact
    for row, share, sure in whole_shares(matrix):
        firsts = ranking.necessary_firsts if sure else ranking.possible_firsts
        assert share == pytest.approx(int(row in firsts))


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


@each("seed", range(4))
def test_sampled_shares_agree_with_other_draws(seed):
    rng = np.random.default_rng(seed)
    low = rng.random((6, 4))
    high = np.where(rng.random((6, 4)) < 0.7, low, low + (1 - low) * rng.random((6, 4)) / 2)
    matrix, weights = matrix_of(low, high), simplex(4, 400_000, seed).T
    assert sum(region.sure_share for region in first_regions(matrix).regions) > 0.05
    for row, share, sure in whole_shares(matrix, sampled_regions(matrix)):
        expected = (leads(matrix, row, sure=sure) @ weights >= 0).all(axis=0).mean()
        variance = expected * (1 - expected) * (1 / DRAWS + 1 / 400_000)
        assert abs(share - expected) <= 4 * math.sqrt(variance) + 1e-9


@each("count", [2, 3, 4, 5, 8])
def test_levers_alike_but_for_their_order_have_equal_shares(count):
    """Each is best on its own criterion; one more is never first."""
    regions = first_regions(matrix_of([*np.eye(count), [0] * count]))
    shares = [region.sure_share for region in regions.regions]
    assert shares[:-1] == pytest.approx([1 / count] * count, abs=4 * regions.error + 1e-12)
    assert shares[-1] == regions.regions[-1].possible_share == 0
    assert regions.undecided_share == pytest.approx(0, abs=1e-12)


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


def test_the_polygon_of_identical_levers_stays_whole():
    row = [0.4, 0.5, 0.6]
    first, second, third = first_regions(matrix_of([row, row, [1, 0, 0]])).regions
    assert first.sure == second.sure
    assert area(first.sure) == pytest.approx(2 * first.sure_share)
    assert first.sure_share == second.sure_share
    assert area(third.sure) == third.sure_share


def test_a_lever_written_thrice_has_a_third_each_time_and_the_same_error():
    row = [0.5, 0.5, 0.5, 0.5]
    once = sampled_regions(matrix_of([row, [1, 0.2, 0.2, 0.2]]))
    thrice = sampled_regions(
        matrix_of(
            [row, row, row, [1, 0.2, 0.2, 0.2]],
        )
    )
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


def test_a_lever_first_at_one_corner_only_has_no_region():
    regions = first_regions(matrix_of([[1, 0, 0], [1, 1, 1]]))
    assert regions.regions[0].sure_share == regions.regions[0].possible_share == 0
    assert regions.regions[0].sure == regions.regions[0].possible == ()
    assert regions.regions[1].sure_share == 1
    assert region_of(regions, "ab") is regions.regions[1]


@given(st.lists(st.tuples(*[st.floats(0.01, 1)] * 3), min_size=3, max_size=3))
def test_the_area_of_a_triangle_is_its_determinant(corners):
    corners = [tuple(x / sum(p) for x in p) for p in corners]
    expected = abs(np.linalg.det(np.array(corners)))
    assume(expected > 1e-6)
    assert area(tuple(corners)) == pytest.approx(expected, abs=1e-9)
    assert area(tuple(corners[::-1])) == pytest.approx(expected, abs=1e-9)
    assert area(WHOLE_TRIANGLE) == 1
