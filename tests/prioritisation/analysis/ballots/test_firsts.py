import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.group import (
    Backing,
    backing,
    first_counts,
    group_weights,
    own_ranking,
    own_weights,
)
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import additive
from tests.prioritisation.analysis.ballots.made import THREE, alike, ballot, groups, shuffled
from tests.strategies import matrices, names

LEVERS = ("A", "B", "C")
NOBODYS_FIRST = [[1, 0, 0.5], [0, 1, 0.5], [0.75, 0.5, 0.5]]


def matrix_of(low, high=None):
    return known_matrix(LEVERS[: len(low)], THREE, np.array(low), np.array(high or low))


def two_camps():
    """Golden example 3 of the method reference, in points: (.8, .1, .1) and (.1, .8, .1)."""
    first, second = ballot(80, 10, 10, first=0), ballot(10, 80, 10, first=1)
    return [first] * 7 + [second] * 7


def test_nobodys_first_choice_wins_the_mean():
    matrix, ballots = matrix_of(NOBODYS_FIRST), two_camps()
    assert np.allclose(own_ranking(matrix, ballots[0]).low, [0.85, 0.15, 0.70])
    assert np.allclose(own_ranking(matrix, ballots[-1]).low, [0.15, 0.85, 0.525])
    weights = group_weights(ballots, THREE)
    assert np.allclose(weights.mean, [0.45, 0.45, 0.10])
    ranking = additive(matrix, weights.mean)
    assert np.allclose(ranking.low, [0.5, 0.5, 0.6125])
    counts = first_counts(matrix, ballots)
    assert counts.sure == counts.possible == (7, 7, 0)
    assert (counts.tied, counts.open, counts.n) == (0, 0, 14)
    found = backing(ranking, counts)
    assert found == Backing(2, 0, 0, 14)
    assert found.minority
    assert not found.maybe_minority


def test_ties_and_unknown_scores_are_counted_apart():
    matrix = matrix_of([[1, 0, 0], [0, 1, 0], [0, 0, 0]], [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    ballots = [
        ballot(100, 10, 0),  # A, surely
        ballot(100, 100, 0),  # A and B
        ballot(10, 20, 100),  # C or B
        ballot(100, 0, 100),  # A, perhaps with C
    ]
    counts = first_counts(matrix, ballots)
    assert counts.sure == (1, 0, 0)
    assert counts.possible == (3, 2, 2)
    assert (counts.tied, counts.open, counts.n) == (1, 2, 4)
    assert not counts.shown


def test_an_abstention_weighs_nothing_in_the_own_ranking():
    assert np.allclose(
        own_weights(matrix_of(NOBODYS_FIRST), ballot(100, None, 60)), [5 / 8, 0, 3 / 8]
    )


def test_half_of_the_voters_is_no_minority():
    matrix = matrix_of([[1, 0, 0], [0, 0.9, 0]])
    counts = first_counts(matrix, alike(100, 0, 0) + alike(0, 100, 0))
    ranking = additive(matrix, np.array([0.5, 0.5, 0]))
    assert counts.shown
    assert not backing(ranking, counts).minority
    assert not backing(ranking, counts).maybe_minority


def test_without_a_sure_winner_nobody_is_backed():
    matrix = matrix_of([[0.5, 0, 0], [0.5, 0, 0]])
    ranking = additive(matrix, np.array([1.0, 0, 0]))
    assert backing(ranking, first_counts(matrix, alike(100, 0, 0))) is None


def test_the_unknown_scores_may_decide_whether_it_is_a_minority():
    assert Backing(0, 6, 7, 14).maybe_minority
    assert not Backing(0, 7, 9, 14).maybe_minority
    assert not Backing(0, 6, 7, 14).minority


def on_three(draw_matrix):
    return known_matrix(
        names("a", draw_matrix.low.shape[0]), THREE, draw_matrix.low, draw_matrix.high
    )


three_columns = matrices(columns=(3, 3)).map(on_three)


@given(three_columns, shuffled())
def test_counts_do_not_depend_on_the_order_of_ballots(matrix, both):
    assert first_counts(matrix, both[0]) == first_counts(matrix, both[1])


@given(three_columns, groups(), st.data())
def test_every_ballot_is_counted_once(matrix, ballots, data):
    counts = first_counts(matrix, ballots)
    assert sum(counts.sure) + counts.tied + counts.open == counts.n == len(ballots)
    assert all(s <= p for s, p in zip(counts.sure, counts.possible, strict=True))
    one = data.draw(st.sampled_from(ballots))
    again = first_counts(matrix, [*ballots, one])
    assert again.n == counts.n + 1
    assert all(a - b in (0, 1) for a, b in zip(again.possible, counts.possible, strict=True))
