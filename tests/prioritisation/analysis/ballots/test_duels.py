"""Published elections, and every completion of unknown scores."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import duels
from prioritisation.analysis.matrix import known_matrix
from prioritisation.sentences.group import duels_text
from tests.each import each
from tests.prioritisation.analysis.ballots.made import (
    CONDORCET,
    TENNESSEE,
    condorcet_winner,
    election,
    preferences,
)

SCORES = "notes incertaines"


def said(found, levers):
    return duels_text(found, levers, SCORES).replace("\xa0", " ")


def test_the_capital_of_tennessee():
    """Memphis, Nashville, Chattanooga, Knoxville: Nashville wins all its duels."""
    found = duels(*election(*TENNESSEE))
    assert (found.winner, found.contenders, found.settled) == (1, (1,), True)
    assert said(found, ["Memphis", "Nashville", "Chattanooga", "Knoxville"]) == (
        "« Nashville » gagne tous ses duels : face à chaque autre levier, plus de votes le "
        "préfèrent que l’inverse."
    )


@each("step", [1, -1])
def test_the_cycle_of_condorcet_whatever_the_order_of_the_ballots(step):
    """His election of 1785 with 60 voters: a beats b, b beats c, c beats a."""
    matrix, ballots = election(*CONDORCET)
    found = duels(matrix, ballots[::step])
    assert (found.winner, found.contenders) == (None, ())
    assert found.low[0].tolist() == [0, 6, -10]
    assert said(found, list("ABC")) == "Aucun levier ne gagne tous ses duels."


def test_fewer_than_five_ballots_and_one_lever_are_not_told():
    few = duels(*election([[0, 1], [1, 0]], [2, 2]))
    assert not few.shown
    assert said(few, ["A", "B"]) == ""
    assert duels(*election([[0, 1], [1, 0]], [3, 2])).shown
    assert not duels(*election([[0]], [5])).shown


def test_a_score_that_nobody_knows_leaves_what_rests_on_it_open():
    low = np.array([[0.8, 0.0], [0.6, 0.5], [0.1, 0.1]])
    high = np.array([[0.8, 1.0], [0.6, 0.5], [0.1, 0.1]])
    matrix = known_matrix(("a", "b", "c"), ("k", "u"), low, high)
    found = duels(matrix, [Ballot({"k": 50, "u": 100}, "u")] * 6)
    assert (found.winner, found.contenders) == (None, (0, 1))
    assert said(found, list("ABC")).endswith("Aucun autre que A ou B ne le peut.")


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


@given(elections())
def test_whatever_is_unknown_the_truth_is_within_what_is_said(made):
    matrix, ballots = made
    found = duels(matrix, ballots)
    for complete in completions(matrix):
        preferred = preferences(complete, ballots)
        margins = preferred - preferred.T
        assert (found.low <= margins).all()
        assert (margins <= found.high).all()
        winner = condorcet_winner(preferred)
        assert found.winner is None or found.winner == winner
        assert winner is None or winner in found.contenders
        if not matrix.open_cells:
            assert found.winner == winner
