import numpy as np
import pytest
from hypothesis import given

from prioritisation.analysis.matrix import DecisionMatrix, PossibleValue, decision_matrix
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.information import by_cell, deciding_cells
from prioritisation.analysis.weights import shares
from tests.strategies import cases, matrix_of, weighted

EQUAL = np.array([0.5, 0.5])


def found_in(matrix, weights):
    return deciding_cells(matrix, weights, additive(matrix, weights))


def firsts_when(matrix, weights, cell, value):
    """Who is surely first, and alone, once a cell is known to have that value."""
    low, high = matrix.low.copy(), matrix.high.copy()
    low[cell] = high[cell] = value
    ranking = additive(matrix_of(low, high), weights)
    rows = range(len(low))
    return tuple(i for i in rows if all(ranking.gap(i, k)[0] > TIE / 2 for k in rows if k != i))


@given(weighted(columns=(1, 4)))
def test_a_value_inside_makes_the_winner_surely_first_and_a_value_outside_does_not(drawn):
    matrix, weights = drawn
    for d in found_in(matrix, weights):
        cell = d.row, d.column
        margin = 3e-9 / weights[d.column]
        assert matrix.low[cell] <= d.low <= d.high <= matrix.high[cell]
        for value in (d.low + 1e-12, (d.low + d.high) / 2, d.high - 1e-12):
            if d.low <= value <= d.high:
                assert d.winner in firsts_when(matrix, weights, cell, value)
        for value in (d.low - margin, d.high + margin, matrix.low[cell], matrix.high[cell]):
            if matrix.low[cell] <= value <= matrix.high[cell] and not (
                d.low - margin / 2 <= value <= d.high + margin / 2
            ):
                assert d.winner not in firsts_when(matrix, weights, cell, value)


@given(weighted(columns=(1, 4)))
def test_a_cell_that_is_not_named_decides_nothing(drawn):
    matrix, weights = drawn
    if additive(matrix, weights).necessary_firsts:
        assert found_in(matrix, weights) == ()
        return
    named = {(d.row, d.column, d.winner) for d in found_in(matrix, weights)}
    for cell in matrix.open_cells:
        for value in np.linspace(matrix.low[cell], matrix.high[cell], 5):
            winners = firsts_when(matrix, weights, cell, value)
            assert {(*cell, winner) for winner in winners} <= named


@given(cases(columns=(2, 3)))
def test_the_scores_named_settle_and_the_others_leave_open(case):
    matrix = decision_matrix(case.tables["here"], {})
    weights = shares({c.id: 1 for c in case.criteria})
    for found in by_cell(found_in(matrix, weights)):
        cell = found[0].row, found[0].column
        for step in matrix.steps.get(cell, ()):
            winners = firsts_when(matrix, weights, cell, step.value)
            for d in found:
                assert (d.winner in winners) == (step.amount in d.settles)
            assert (step.amount in found[0].leaves_open) == (not winners)


def test_the_values_that_settle_are_those_found_by_hand_the_most_frequent_first():
    # The second lever has 50 to 70, the first 30 and half of its cell.
    matrix = matrix_of([[0.6, 0.0], [0.5, 0.5]], [[0.6, 1.0], [0.9, 0.5]])
    found = [(d.row, d.column, d.winner, d.low, d.high) for d in found_in(matrix, EQUAL)]
    assert found == [
        (0, 1, 1, 0.0, pytest.approx(0.4)),
        (0, 1, 0, pytest.approx(0.8), 1.0),
    ]


def test_listed_scores_are_weighed_by_how_many_of_them_settle():
    matrix = matrix_of([[0.0, 0.5], [0.4, 0.5]], [[1.0, 0.5], [0.4, 0.5]])
    steps = (PossibleValue("low", 0.0), PossibleValue("middle", 0.45), PossibleValue("high", 1.0))
    listed = DecisionMatrix(
        matrix.alternatives, matrix.criteria, matrix.low, matrix.high, {(0, 0): steps}
    )
    first, second = found_in(listed, EQUAL)
    assert (first.winner, first.settles, first.leaves_open) == (0, ("middle", "high"), ())
    assert (second.winner, second.settles, second.leaves_open) == (1, ("low",), ())


def test_the_cell_whose_scores_settle_most_often_comes_first():
    """Two scores of three before three scores of eight."""
    # The first lever has 25 and half of its cell, so has the second: they meet at 30 and 60.
    matrix = matrix_of([[0.5, 0.1], [0.3, 0.5]], [[0.5, 0.6], [0.9, 0.5]])
    few = tuple(PossibleValue(v, v) for v in (0.3, 0.7, 0.9))
    many = tuple(PossibleValue(v, v) for v in (0.1, 0.15, 0.2, 0.35, 0.4, 0.45, 0.5, 0.6))
    steps = {(0, 1): many, (1, 0): few}
    listed = DecisionMatrix(matrix.alternatives, matrix.criteria, matrix.low, matrix.high, steps)
    assert [(d.row, d.winner, d.settles) for d in found_in(listed, EQUAL)] == [
        (1, 1, (0.7, 0.9)),
        (0, 1, (0.1, 0.15, 0.2)),
    ]


def test_a_criterion_without_weight_decides_nothing():
    matrix = matrix_of([[0.2, 0.0], [0.1, 0.0]], [[0.4, 1.0], [0.3, 1.0]])
    assert {d.column for d in found_in(matrix, np.array([1.0, 0.0]))} == {0}


def test_nothing_decides_when_a_lever_is_already_surely_first():
    matrix = matrix_of([[0.9, 0.2], [0.1, 0.0]], [[0.9, 1.0], [0.1, 0.1]])
    assert found_in(matrix, EQUAL) == ()


def test_nothing_decides_when_two_cells_are_needed():
    matrix = matrix_of([[0.5, 0.5], [0, 0], [0, 0]], [[0.5, 0.5], [1, 1], [1, 1]])
    assert len(additive(matrix, EQUAL).possible_firsts) == 3
    assert found_in(matrix, EQUAL) == ()
