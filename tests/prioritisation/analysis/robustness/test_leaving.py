import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.ballots.group import (
    group_weights,
    mean_weights,
    parts_of,
    rule_in_force,
    weights_of_sums,
)
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness import leave_one_out
from prioritisation.analysis.robustness.leave_one_out import (
    DIRECT,
    resampled_means,
    without_colleges,
    without_criteria,
    without_levers,
    without_voters,
)
from prioritisation.analysis.streams import DrawnFor, stream
from tests.each import each
from tests.strategies import matrix_of, ranked_without, weighted


def ballots(*points):
    """One ballot per pair of points of two criteria."""
    return [Ballot({"ca": a, "cb": b}, "ca" if a == 100 else "cb") for a, b in points]


OPPOSITE = matrix_of([[1, 0], [0, 1]])


@given(weighted(rows=(2, 5), columns=(1, 3)))
def test_without_a_lever_the_others_are_ranked_among_themselves(pair):
    matrix, weights = pair
    ranked = additive(matrix, weights)
    before = ranked.necessary_firsts
    for left in without_levers(matrix, weights):
        kept = np.delete(np.arange(len(matrix.low)), left.out)
        ranking = additive(matrix_of(matrix.low[kept], matrix.high[kept]), weights)
        assert left.sure == tuple(kept[list(ranking.necessary_firsts)])
        assert left.possible == tuple(kept[list(ranking.possible_firsts)])
        assert left.changes == (left.sure != tuple(r for r in before if r != left.out))
        candidates = tuple(r for r in ranked.possible_firsts if r != left.out)
        assert left.changes_candidates == (left.possible != candidates)


def test_a_lever_that_is_not_first_leaves_the_first_place_as_it_was():
    found = without_levers(matrix_of([[0.9], [0.5], [0.1]]), np.array([1.0]))
    assert [left.sure for left in found] == [(1,), (0,), (0,)]
    assert [left.changes for left in found] == [True, False, False]
    assert without_levers(matrix_of([[0.9]]), np.array([1.0])) == ()


@given(weighted(rows=(2, 5), columns=(2, 4)))
def test_without_a_criterion_the_others_keep_their_proportions(pair):
    matrix, weights = pair
    before = additive(matrix, weights)
    found = without_criteria(matrix, weights)
    for left in found:
        ranking = ranked_without(matrix, weights, left.out)
        assert left.sure == ranking.necessary_firsts
        assert left.possible == ranking.possible_firsts
        assert left.changes == (left.sure != before.necessary_firsts)
        assert left.changes_candidates == (left.possible != before.possible_firsts)


def test_voters_without_whom_the_first_place_changes_are_counted_and_never_named():
    """Means of the first criterion: 0.52 before; below a half without one of the three at 1."""
    cast = ballots((100, 0), (100, 0), (100, 0), (0, 100), (0, 100), *[(100, 90)] * 4)
    result = without_voters(OPPOSITE, cast)
    expected = 0
    for k in range(len(cast)):
        rest = cast[:k] + cast[k + 1 :]
        mean = group_weights(rest, ("ca", "cb")).mean
        expected += additive(OPPOSITE, mean).necessary_firsts != (0,)
    assert (result.n, result.pivotal) == (9, expected)


def test_with_abstentions_each_criterion_has_its_own_mean():
    cast = [Ballot({"ca": 100, "cb": None if k % 2 else 80, "cc": 10 * k}, "ca") for k in range(7)]
    matrix = matrix_of([[1, 0, 0], [0, 1, 0], [0.3, 0.3, 0.9]])
    before = additive(matrix, group_weights(cast, matrix.criteria).mean).necessary_firsts
    expected = sum(
        additive(matrix, group_weights(cast[:k] + cast[k + 1 :], matrix.criteria).mean)
        .necessary_firsts != before
        for k in range(7)
    )  # fmt: skip
    assert without_voters(matrix, cast).pivotal == expected
    assert np.isnan(share_table(cast, matrix.criteria)).any()


@given(
    weighted(rows=(2, 4), columns=(2, 2)), st.lists(st.integers(0, 100), min_size=5, max_size=8)
)
def test_another_first_and_a_first_less_sure_are_counted(pair, marks):
    """Of every ballot left out in turn, by the ranking of the others."""
    matrix, _ = pair
    cast = ballots(*[(100, mark) for mark in marks])
    ranked = [additive(matrix, group_weights(cast, matrix.criteria).mean)]
    for k in range(len(cast)):
        rest = group_weights(cast[:k] + cast[k + 1 :], matrix.criteria).mean
        ranked.append(additive(matrix, rest))
    before, *after = [{*ranking.necessary_firsts} for ranking in ranked]
    found = without_voters(matrix, cast)
    assert found.pivotal == sum(sure != before for sure in after)


def test_below_five_ballots_nothing_is_counted():
    assert without_voters(OPPOSITE, ballots(*[(100, 0)] * 4)) is None
    assert without_colleges(OPPOSITE, {"one": ballots(*[(100, 0)] * 4)}) == ()


def test_a_college_that_decides_is_said_and_a_small_one_never_alone():
    votes = {
        "elus": ballots(*[(100, 0)] * 6),
        "etat": ballots(*[(20, 100)] * 5),
        "autres": ballots(*[(60, 100)] * 5),
    }
    found = {left.colleges: left for left in without_colleges(OPPOSITE, votes)}
    assert found["elus",].sure == (1,)
    assert found["elus",].changes
    assert not found["etat",].changes
    assert found["elus",].n == 6
    small = {**votes, "autres": ballots((60, 100))}
    assert all("autres" not in left.colleges or len(left.colleges) > 1
               for left in without_colleges(OPPOSITE, small))  # fmt: skip


CRITERIA = ("a", "b", "c")


def ballots_voters(count, seed=1):
    rng = np.random.default_rng(seed)
    rows = [[100, *rng.integers(0, 101, 2).tolist()] for _ in range(count)]
    return [Ballot(dict(zip(CRITERIA, row, strict=True)), "a") for row in rows]


def abstaining(count):
    return [
        Ballot({"a": 100, "b": k % 7 * 10, "c": None if k % 3 else 50}, "a") for k in range(count)
    ]


@each("cast", [ballots_voters(14), abstaining(14)])
def test_drawn_means_are_weights_around_the_mean_with_its_standard_error(cast):
    table = share_table(cast, CRITERIA)
    found = resampled_means(table, 5_000)
    assert found.shape == (5_000, 3)
    assert found.sum(axis=1) == pytest.approx(np.ones(5_000))
    assert found.min() >= 0
    assert found.mean(axis=0) == pytest.approx(mean_weights(table), abs=0.01)
    if not np.isnan(table).any():
        error = table.std(axis=0) / 14**0.5
        assert found.std(axis=0) == pytest.approx(error, rel=0.05)


@each("cast", [ballots_voters(14), abstaining(14), ballots_voters(1)])
def test_each_mean_is_that_of_a_table_of_the_ballots_drawn(cast):
    table = share_table(cast, CRITERIA)
    drawn = stream(DrawnFor.BALLOTS).integers(0, len(table), (50, len(table)))
    rule = rule_in_force(table)
    parts = parts_of(table, rule)
    means = [weights_of_sums(parts[rows].sum(axis=0), 3) for rows in drawn]
    assert resampled_means(table, 50) == pytest.approx(np.array(means), abs=1e-12)


def test_one_abstention_among_many_ballots_takes_little_memory():
    """17 MB; 648 when each ballot was copied as often as it is drawn, and the time with it."""
    table = np.full((DIRECT, 12), 1 / 12)
    table[0] = [np.nan, *[1 / 11] * 11]
    tracemalloc.start()
    try:
        resampled_means(table, 2_000)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 40 * 2**20


@each("make", [ballots_voters, abstaining])
def test_many_ballots_drawn_at_once_vary_as_those_drawn_one_by_one(monkeypatch, make):
    table = share_table(make(200), CRITERIA)
    one_by_one = resampled_means(table, 20_000)
    monkeypatch.setattr(leave_one_out, "DIRECT", 10)
    at_once = resampled_means(table, 20_000)
    assert at_once.sum(axis=1) == pytest.approx(np.ones(20_000))
    assert at_once.mean(axis=0) == pytest.approx(one_by_one.mean(axis=0), abs=1e-3)
    assert np.cov(at_once.T) == pytest.approx(np.cov(one_by_one.T), rel=0.1, abs=3e-6)
