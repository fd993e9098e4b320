"""What the method promises, on random matrices with known, uncertain and unknown cells."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness.regions import first_regions
from prioritisation.analysis.robustness.weight_changes import stability_intervals
from prioritisation.analysis.weights import shares
from tests.strategies import completions, known, matrices, matrix_of, narrower, points, weighted

EXACT = {"cells": known}


def close(values):
    return pytest.approx(values, abs=1e-9)


def surely(matrix):
    return [region.sure_share for region in first_regions(matrix).regions]


def possibly(matrix):
    return [region.possible_share for region in first_regions(matrix).regions]


def spans(matrix, weights):
    """(criterion, alternative) -> its stability intervals."""
    found = stability_intervals(matrix, weights)
    return {(s.criterion, s.alternative): (s.sure, s.possible) for s in found}


@given(weighted(), st.randoms())
def test_the_order_of_levers_does_not_matter(drawn, random):
    matrix, weights = drawn
    order = random.sample(range(len(matrix.low)), len(matrix.low))
    before = additive(matrix, weights)
    turned = matrix_of(matrix.low[order], matrix.high[order])
    after = additive(turned, weights)
    assert after.best.tolist() == before.best[order].tolist()
    assert after.worst.tolist() == before.worst[order].tolist()
    assert after.low == close(before.low[order])
    assert surely(turned) == close(np.array(surely(matrix))[order])
    assert possibly(turned) == close(np.array(possibly(matrix))[order])
    spans_before, spans_after = spans(matrix, weights), spans(turned, weights)
    for (criterion, place), (sure, possible) in spans_after.items():
        old = matrix.alternatives[order[matrix.alternatives.index(place)]]
        same = spans_before[criterion, old]
        assert [bool(sure), bool(possible)] == [bool(same[0]), bool(same[1])]
        assert [*(sure or ()), *(possible or ())] == close([*(same[0] or ()), *(same[1] or ())])


@given(weighted(), st.randoms())
def test_the_order_of_criteria_does_not_matter(drawn, random):
    matrix, weights = drawn
    order = random.sample(range(len(weights)), len(weights))
    turned = matrix_of(matrix.low[:, order], matrix.high[:, order])
    before, after = additive(matrix, weights), additive(turned, weights[order])
    assert after.best.tolist() == before.best.tolist()
    assert after.worst.tolist() == before.worst.tolist()
    assert after.high == close(before.high)
    assert surely(turned) == close(surely(matrix))
    assert possibly(turned) == close(possibly(matrix))


@given(matrices(columns=(3, 3)), st.tuples(points, points, points).filter(any), st.integers(1, 9))
def test_the_scale_of_points_does_not_matter(matrix, given_points, factor):
    named = dict(zip(matrix.criteria, given_points, strict=True))
    before = additive(matrix, shares(named))
    after = additive(matrix, shares({c: p * factor / 7 for c, p in named.items()}))
    assert after.low == close(before.low)
    assert after.best.tolist() == before.best.tolist()
    assert after.worst.tolist() == before.worst.tolist()


@given(weighted(rows=(3, 5)))
def test_a_dominated_lever_is_never_above(drawn):
    matrix, weights = drawn
    low, high = matrix.low.copy(), matrix.high.copy()
    low[1], high[1] = np.minimum(low[0], low[1]), np.minimum(high[0], high[1])
    dominated = matrix_of(low, high)
    ranking = additive(dominated, weights)
    assert ranking.low[1] <= ranking.low[0]
    assert ranking.high[1] <= ranking.high[0]
    assert ranking.best[1] >= ranking.best[0]
    assert ranking.worst[1] >= ranking.worst[0]
    assert surely(dominated)[1] <= surely(dominated)[0] + 1e-9
    equal = (dominated.low == low[0]).all(axis=1) & (dominated.high == high[0]).all(axis=1)
    assert possibly(dominated)[1] <= sum(np.array(possibly(dominated))[equal]) + 1e-9


@given(weighted(), st.data())
def test_a_better_score_never_makes_a_lever_worse(drawn, data):
    matrix, weights = drawn
    row = data.draw(st.integers(0, len(matrix.low) - 1))
    column = data.draw(st.integers(0, len(weights) - 1))
    t = data.draw(st.sampled_from([0.25, 0.5, 1.0]))
    low, high = matrix.low.copy(), matrix.high.copy()
    low[row, column] += t * (1 - low[row, column])
    high[row, column] += t * (1 - high[row, column])
    better = matrix_of(low, high)
    before, after = additive(matrix, weights), additive(better, weights)
    assert after.low[row] >= before.low[row]
    assert after.high[row] >= before.high[row]
    assert after.best[row] <= before.best[row]
    assert after.worst[row] <= before.worst[row]
    assert surely(better)[row] >= surely(matrix)[row] - 1e-9
    assert possibly(better)[row] >= possibly(matrix)[row] - 1e-9


@given(weighted(rows=(3, 5)))
def test_one_more_lever_changes_no_value_and_turns_no_two_ranks_round(drawn):
    matrix, weights = drawn
    fewer = matrix_of(matrix.low[:-1], matrix.high[:-1])
    before, after = additive(fewer, weights), additive(matrix, weights)
    assert after.low[:-1] == close(before.low)
    assert after.high[:-1] == close(before.high)
    for ranks in ("best", "worst"):
        steps = getattr(after, ranks)[:-1] - getattr(before, ranks)
        assert set(steps.tolist()) <= {0, 1}
    assert all(a <= b + 1e-9 for a, b in zip(surely(matrix), surely(fewer), strict=False))


@given(weighted())
def test_contributions_add_up_to_a_value_between_0_and_1(drawn):
    matrix, weights = drawn
    ranking = additive(matrix, weights)
    assert ranking.low_contributions.sum(axis=1) == close(ranking.low)
    assert ranking.high_contributions.sum(axis=1) == close(ranking.high)
    assert ranking.low_contributions == close(matrix.low * weights)
    assert (ranking.low >= -1e-12).all()
    assert (ranking.low <= ranking.high).all()
    assert (ranking.high <= 1 + 1e-12).all()


@given(weighted(), st.data())
def test_whatever_the_gaps_hold_the_intervals_contain_it(drawn, data):
    matrix, weights = drawn
    ranking = additive(matrix, weights)
    filled = additive(matrix_of(data.draw(completions(matrix))), weights)
    assert (filled.low >= ranking.low - 1e-12).all()
    assert (filled.high <= ranking.high + 1e-12).all()
    assert (filled.best >= ranking.best).all()
    assert (filled.worst <= ranking.worst).all()
    first = set(filled.necessary_firsts)
    assert set(ranking.necessary_firsts) <= first <= set(ranking.possible_firsts)


@given(weighted())
def test_both_ends_of_a_rank_interval_are_reached(drawn):
    matrix, weights = drawn
    ranking = additive(matrix, weights)
    for row in range(len(matrix.low)):
        favoured, harmed = matrix.low.copy(), matrix.high.copy()
        favoured[row], harmed[row] = matrix.high[row], matrix.low[row]
        assert additive(matrix_of(favoured), weights).best[row] == ranking.best[row]
        assert additive(matrix_of(harmed), weights).worst[row] == ranking.worst[row]


@given(weighted(cells=known))
def test_when_all_is_known_there_is_one_rank_and_it_is_shared_by_ties(drawn):
    matrix, weights = drawn
    ranking = additive(matrix, weights)
    values = matrix.low @ weights
    expected = [1 + int((values > v + 1e-9).sum()) for v in values]
    assert ranking.best.tolist() == ranking.worst.tolist() == expected


@given(weighted(), st.data())
def test_knowing_more_never_widens_anything(drawn, data):
    matrix, weights = drawn
    known_more = data.draw(narrower(matrix))
    before, after = additive(matrix, weights), additive(known_more, weights)
    assert (after.low >= before.low - 1e-12).all()
    assert (after.high <= before.high + 1e-12).all()
    assert (after.best >= before.best).all()
    assert (after.worst <= before.worst).all()
    for i in range(len(matrix.low)):
        assert surely(known_more)[i] >= surely(matrix)[i] - 1e-9
        assert possibly(known_more)[i] <= possibly(matrix)[i] + 1e-9
    spans_before, spans_after = spans(matrix, weights), spans(known_more, weights)
    for key, (sure, possible) in spans_before.items():
        assert inside(sure, spans_after[key][0])
        assert inside(spans_after[key][1], possible)


def inside(small, large):
    """Whether an interval lies in another; no interval lies in any."""
    if small is None:
        return True
    return large is not None and large[0] - 1e-6 <= small[0] <= small[1] <= large[1] + 1e-6


@given(matrices())
def test_sure_weights_are_possible_weights_and_all_weights_are_shared_out(matrix):
    regions = first_regions(matrix)
    for region in regions.regions:
        assert 0 <= region.sure_share <= region.possible_share + 1e-9 <= 1 + 2e-9
    assert sum(possibly(matrix)) >= 1 - 1e-9
    assert 0 <= regions.undecided_share <= 1


@given(matrices(**EXACT))
def test_when_all_is_known_no_weight_is_undecided(matrix):
    regions = first_regions(matrix)
    assert surely(matrix) == close(possibly(matrix))
    assert regions.undecided_share == pytest.approx(0, abs=1e-8)


@given(matrices(rows=(2, 4)))
def test_a_known_lever_written_twice_parts_its_shares_and_changes_no_other(matrix):
    """Both copies are always first together: what was the lever's is shared between them."""
    low, high = matrix.low.copy(), matrix.high.copy()
    high[0] = low[0]
    once, copied = matrix_of(low, high), matrix_of([*low, low[0]], [*high, low[0]])
    others = [i for i in range(1, len(low)) if not (low[0] == low[i]).all()]
    for found in (surely, possibly):
        before, after = found(once), found(copied)
        assert [after[i] for i in others] == close([before[i] for i in others])
        assert sum(after) == pytest.approx(sum(before), abs=1e-8)
        assert after[0] == after[-1]
    undecided = first_regions(once).undecided_share
    assert first_regions(copied).undecided_share == close(undecided)


@given(weighted(columns=(1, 4)), st.data())
def test_float_noise_moves_no_lever(drawn, data):
    matrix, weights = drawn
    noise = np.array(
        data.draw(st.lists(st.sampled_from([-1e-13, 0.0, 1e-13]), min_size=matrix.low.size,
                           max_size=matrix.low.size))
    ).reshape(matrix.low.shape)  # fmt: skip
    noisy = matrix_of(matrix.low + noise, matrix.high + noise)
    before, after = additive(matrix, weights), additive(noisy, weights)
    assert after.best.tolist() == before.best.tolist()
    assert after.worst.tolist() == before.worst.tolist()
    assert surely(noisy) == pytest.approx(surely(matrix), abs=1e-6)
    assert possibly(noisy) == pytest.approx(possibly(matrix), abs=1e-6)
