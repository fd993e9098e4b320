import tracemalloc

import numpy as np
import pytest

from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.ballots.group import (
    group_weights,
    mean_weights,
    parts_of,
    rule_in_force,
    weights_of_sums,
)
from prioritisation.analysis.robustness import leave_one_out
from prioritisation.analysis.robustness.leave_one_out import DIRECT, resampled_means
from prioritisation.analysis.streams import DrawnFor, stream
from tests.each import each

CRITERIA = ("a", "b", "c")


def ballots(count, seed=1):
    rng = np.random.default_rng(seed)
    rows = [[100, *rng.integers(0, 101, 2).tolist()] for _ in range(count)]
    return [Ballot(dict(zip(CRITERIA, row, strict=True)), "a") for row in rows]


def abstaining(count):
    return [
        Ballot({"a": 100, "b": k % 7 * 10, "c": None if k % 3 else 50}, "a") for k in range(count)
    ]


@each("cast", [ballots(14), abstaining(14), ballots(1)])
def test_the_mean_is_the_one_of_the_group(cast):
    table = share_table(cast, CRITERIA)
    assert mean_weights(table) == pytest.approx(group_weights(cast, CRITERIA).mean)


@each("cast", [ballots(14), abstaining(14)])
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


@each("cast", [ballots(14), abstaining(14), ballots(1)])
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


def test_one_ballot_has_one_mean():
    table = share_table(ballots(1), CRITERIA)
    assert resampled_means(table, 20) == pytest.approx(np.repeat(table, 20, axis=0))


@each("make", [ballots, abstaining])
def test_many_ballots_drawn_at_once_vary_as_those_drawn_one_by_one(monkeypatch, make):
    table = share_table(make(200), CRITERIA)
    one_by_one = resampled_means(table, 20_000)
    monkeypatch.setattr(leave_one_out, "DIRECT", 10)
    at_once = resampled_means(table, 20_000)
    assert at_once.sum(axis=1) == pytest.approx(np.ones(20_000))
    assert at_once.mean(axis=0) == pytest.approx(one_by_one.mean(axis=0), abs=1e-3)
    assert np.cov(at_once.T) == pytest.approx(np.cov(one_by_one.T), rel=0.1, abs=3e-6)


def test_a_criterion_nobody_weighs_weighs_nothing():
    table = np.array([[0.5, 0.5, np.nan], [0.2, 0.8, np.nan]])
    assert resampled_means(table, 10)[:, 2].tolist() == [0] * 10


def test_the_same_ballots_give_the_same_draws():
    table = share_table(ballots(20), CRITERIA)
    assert np.array_equal(resampled_means(table, 100), resampled_means(table, 100))
