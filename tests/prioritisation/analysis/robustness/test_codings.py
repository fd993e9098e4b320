import numpy as np
import pytest
from hypothesis import given, settings

from criteria.model import Sense
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness.codings import (
    codings,
    drawn_codings,
    recoded,
    shifts,
    word_columns,
)
from prioritisation.analysis.robustness.draws import score_draws
from tests.prioritisation.analysis.robustness.made import table_of
from tests.strategies import cases, matrix_of


def found(rows, weights=(0.5, 0.5), senses=None):
    table = table_of(rows)
    matrix = decision_matrix(table, senses or {})
    return codings(matrix, np.array(weights), word_columns(table, senses or {}))


def test_a_first_place_that_hangs_on_one_word_has_the_share_of_that_word():
    """The second word must be worth 0.5 at least: the smaller of two uniform variates is so
    once in four."""
    result = found([("some", 0), ("none", 50)])
    assert result.sure == pytest.approx([0.25, 0.75], abs=0.015)
    assert result.stable == pytest.approx(0.75, abs=0.015)
    assert result.draws == 20_000


def test_the_worst_and_the_best_word_hang_on_no_coding():
    assert found([("full", 0), ("none", 90)]).stable == 1.0


def test_unknown_words_leave_who_is_surely_first_open():
    result = found([(None, 50), ("much", 50)])
    assert result.sure.tolist() == [0, 0]
    assert result.possible.tolist() == [1, 1]
    assert result.stable is None


def test_words_between_two_bounds_are_first_surely_when_the_worst_is():
    result = found([(("some", "full"), 50), ("none", 60)])
    assert result.sure[0] == pytest.approx((1 - 0.1) ** 2, abs=0.015)
    assert result.possible[0] == 1


def test_a_direction_read_the_other_way_keeps_the_order_of_its_words():
    result = found([("much", 0), ("full", 50)], senses={"words": Sense.MIN})
    assert result.sure == pytest.approx([0.25, 0.75], abs=0.015)


def test_without_words_nothing_depends_on_a_coding():
    matrix = matrix_of([[0.2], [0.4]])
    result = codings(matrix, np.array([1.0]), ())
    assert (result.stable, result.draws, result.sure.tolist()) == (1.0, 0, [0, 1])


def test_codings_are_increasing_from_0_to_1_and_always_the_same():
    words = word_columns(table_of([("none", 0), ("full", 0)]), {})
    drawn = drawn_codings(words[0], 500)
    assert (np.diff(drawn, axis=0) >= 0).all()
    assert (drawn[0] == 0).all()
    assert (drawn[-1] == 1).all()
    assert drawn.mean(axis=1) == pytest.approx([0, 1 / 3, 2 / 3, 1], abs=0.05)
    assert np.array_equal(drawn, drawn_codings(words[0], 500))


@given(cases(rows=(2, 4), columns=(1, 3)))
@settings(deadline=None)
def test_first_places_are_those_of_each_recoded_matrix(case):
    table = case.tables["here"]
    matrix, words = decision_matrix(table, {}), word_columns(table, {})
    weights = np.full(len(matrix.criteria), 1 / len(matrix.criteria))
    result = codings(matrix, weights, words, 20)
    sure, possible = np.zeros(len(matrix.low)), np.zeros(len(matrix.low))
    drawn = {column.column: drawn_codings(column, 20) for column in words}
    for k in range(20):
        low, high = matrix.low.copy(), matrix.high.copy()
        for column in words:
            low[:, column.column] = drawn[column.column][column.low, k]
            high[:, column.column] = drawn[column.column][column.high, k]
        ranking = additive(matrix_of(low, high), weights)
        sure[list(ranking.necessary_firsts)] += 1 / 20
        possible[list(ranking.possible_firsts)] += 1 / 20
    assert result.sure == pytest.approx(sure)
    assert result.possible == pytest.approx(possible)


def test_a_drawn_word_is_recoded_as_the_word_it_is():
    table = table_of([(None, 50), ("some", 50)])
    matrix, words = decision_matrix(table, {}), word_columns(table, {})
    scores, weights = score_draws(matrix, 300), np.array([0.4, 0.6])
    after = recoded(scores.overall(weights), shifts(scores, words), weights)
    coding = drawn_codings(words[0], 300)
    places = np.rint(scores.values[0] * 3).astype(int)
    assert set(places) == {0, 1, 2, 3}
    assert after[0] == pytest.approx(0.4 * coding[places, np.arange(300)] + 0.3)
    assert after[1] == pytest.approx(0.4 * coding[1] + 0.3)
