"""Published elections, and every completion of unknown scores."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.rules import rules
from prioritisation.analysis.kemeny import kemeny
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.voting import borda, copeland, preferences
from tests.prioritisation.analysis.ballots.made import CONDORCET, TENNESSEE, election, profile_of
from tests.prioritisation.analysis.voting.made import condorcet_winner


def test_the_capital_of_tennessee():
    """Memphis, Nashville, Chattanooga, Knoxville: Nashville wins all its duels and each rule."""
    found = rules(*election(*TENNESSEE))
    assert found.winner == 1
    assert found.contenders == (1,)
    assert found.borda.low.tolist() == [126, 194, 173, 107]
    assert found.copeland.low.tolist() == [-3, 3, 1, -1]
    for placed in (found.borda, found.copeland, found.kemeny):
        assert placed.first == 1
        assert placed.settled
    assert found.kemeny.best.tolist() == [4, 1, 2, 3]
    assert found.settled
    assert found.shown
    assert not found.cycles


def test_the_cycle_of_condorcet():
    """His election of 1785 with 60 voters: a beats b, b beats c, c beats a."""
    found = rules(*election(*CONDORCET))
    assert [c.path for c in found.cycles] == [(0, 1, 2)]
    assert (found.winner, found.contenders) == (None, ())
    assert found.copeland.low.tolist() == [0, 0, 0]
    assert found.copeland.firsts == (0, 1, 2)
    assert found.copeland.first is None
    assert found.kemeny.best.tolist() == [3, 1, 2]


def test_orders_as_good_for_kemeny_are_left_open():
    found = rules(*election([[0, 1, 2], [1, 2, 0], [2, 0, 1]], [2, 2, 2]))
    assert found.several
    assert (found.kemeny.best.tolist(), found.kemeny.worst.tolist()) == ([1, 1, 1], [3, 3, 3])


def test_too_many_levers_in_a_circle_are_left_open():
    m = 19
    circle = [[(k + i) % m for i in range(m)] for k in range(m)]
    found = rules(*election(circle, [1] * m))
    assert found.tangled
    assert set(found.kemeny.worst.tolist()) == {m}


def test_fewer_than_five_ballots_are_not_shown():
    assert not rules(*election([[0, 1], [1, 0]], [2, 2])).shown
    assert rules(*election([[0, 1], [1, 0]], [3, 2])).shown


def test_a_score_that_nobody_knows_leaves_what_rests_on_it_open():
    low = np.array([[0.8, 0.0], [0.6, 0.5], [0.1, 0.1]])
    high = np.array([[0.8, 1.0], [0.6, 0.5], [0.1, 0.1]])
    matrix = known_matrix(("a", "b", "c"), ("k", "u"), low, high)
    found = rules(matrix, [Ballot({"k": 50, "u": 100}, "u")] * 6)
    assert (found.winner, found.contenders) == (None, (0, 1))
    assert (found.borda.best.tolist(), found.borda.worst.tolist()) == ([1, 1, 3], [2, 2, 3])
    assert found.borda.first is None


GRID = (0.0, 0.5, 1.0)
CELL = st.sampled_from([(0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (0.0, 0.5), (0.5, 1.0), (0.0, 1.0)])


@st.composite
def elections(draw):
    m, n = draw(st.integers(2, 4)), draw(st.integers(2, 3))
    cells = draw(st.lists(CELL, min_size=m * n, max_size=m * n))
    names = tuple("abc"[:n])
    points = st.lists(st.sampled_from([0, 30, 100]), min_size=n, max_size=n).filter(any)
    given_points = draw(st.lists(points, min_size=1, max_size=5))
    ballots = [Ballot(dict(zip(names, p, strict=True)), names[0]) for p in given_points]
    ends = np.array(cells).reshape(m, n, 2)
    return known_matrix(tuple("wxyz"[:m]), names, ends[..., 0], ends[..., 1]), ballots


def completions(matrix, most=40):
    """Matrices that the open cells may make, at their ends and in the middle."""
    cells = matrix.open_cells
    choices = [[x for x in GRID if matrix.low[c] <= x <= matrix.high[c]] for c in cells]
    for k, values in enumerate(product(*choices)):
        if k % max(1, int(np.prod([len(c) for c in choices])) // most) == 0:
            found = np.array(matrix.low)
            for cell, value in zip(cells, values, strict=True):
                found[cell] = value
            yield known_matrix(matrix.alternatives, matrix.criteria, found, found)


@pytest.mark.slow
@given(elections())
def test_whatever_is_unknown_the_truth_is_within_what_is_said(made):
    matrix, ballots = made
    found = rules(matrix, ballots)
    for complete in completions(matrix):
        votes = profile_of(complete, ballots)
        duels = preferences(votes)
        margins = duels - duels.T
        assert (found.low <= margins).all()
        assert (margins <= found.high).all()
        for placed, score in ((found.borda, borda(votes)), (found.copeland, copeland(duels))):
            assert (placed.low <= score).all()
            assert (score <= placed.high).all()
            ranks = np.array([1 + int((score > s).sum()) for s in score])
            assert (placed.best <= ranks).all()
            assert (ranks <= placed.worst).all()
        order = kemeny(duels).order
        places = np.array([order.index(row) + 1 for row in range(len(order))])
        assert (found.kemeny.best <= places).all()
        assert (places <= found.kemeny.worst).all()
        winner = condorcet_winner(duels)
        assert found.winner is None or found.winner == winner
        assert winner is None or winner in found.contenders


@settings(max_examples=60, deadline=None)
@given(elections())
def test_without_anything_unknown_every_place_is_that_of_the_rule(made):
    matrix, ballots = made
    known = known_matrix(matrix.alternatives, matrix.criteria, matrix.low, matrix.low)
    found, votes = rules(known, ballots), profile_of(known, ballots)
    duels = preferences(votes)
    assert found.winner == condorcet_winner(duels)
    assert found.borda.low.tolist() == found.borda.high.tolist() == borda(votes).tolist()
    assert found.copeland.low.tolist() == copeland(duels).tolist()
    assert found.borda.settled
    assert found.copeland.settled
    if kemeny(duels).unique:
        order = kemeny(duels).order
        assert [found.kemeny.best[row] for row in order] == list(range(1, len(order) + 1))


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_of_the_ballots_changes_nothing(reverse):
    matrix, ballots = election(*CONDORCET)
    found = rules(matrix, ballots[::-1] if reverse else ballots)
    assert found.low[0].tolist() == [0, 6, -10]
