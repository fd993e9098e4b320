import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness.ranks import Dominance, dominances
from tests.strategies import completions, matrices, matrix_of, weights


def found(low, high=None):
    return dominances(matrix_of(low, high))


def test_better_everywhere_dominates():
    assert found([[0.9, 0.5], [0.4, 0.1]]) == (Dominance(0, 1, sure=True),)


def test_as_good_everywhere_and_better_once_dominates():
    assert found([[0.5, 0.2], [0.5, 0.1]]) == (Dominance(0, 1, sure=True),)


def test_equal_levers_do_not_dominate_each_other():
    assert found([[0.5, 0.2], [0.5, 0.2]]) == ()


def test_each_better_somewhere_is_no_dominance():
    assert found([[0.9, 0.1], [0.1, 0.9]]) == ()


def test_float_noise_is_no_dominance():
    assert found([[0.1 + 0.2, 0.5], [0.3, 0.5]]) == ()


def test_an_unknown_score_makes_it_possible_both_ways():
    assert found([[0.5, 0.0], [0.5, 0.4]], [[0.5, 1.0], [0.5, 0.4]]) == (
        Dominance(0, 1, sure=False),
        Dominance(1, 0, sure=False),
    )


def test_an_unknown_score_that_cannot_matter_leaves_it_sure():
    """The dominated lever is at the lowest anchor where the other is unknown."""
    assert found([[0.9, 0.0], [0.4, 0.0]], [[0.9, 1.0], [0.4, 0.0]])[0] == Dominance(
        0, 1, sure=True
    )


@given(st.data())
def test_a_surely_dominated_lever_is_never_ahead_whatever_scores_and_weights(data):
    matrix = data.draw(matrices(rows=(2, 4), columns=(1, 3)))
    values = data.draw(completions(matrix))
    ranking = additive(matrix_of(values), data.draw(weights(values.shape[1])))
    for d in dominances(matrix):
        if d.sure:
            assert ranking.best[d.dominant] <= ranking.best[d.dominated]


@given(st.data())
def test_what_is_not_even_possible_never_happens(data):
    matrix = data.draw(matrices(rows=(2, 4), columns=(1, 3)))
    values = data.draw(completions(matrix))
    possible = {(d.dominant, d.dominated) for d in dominances(matrix)}
    for i in range(len(values)):
        for j in range(len(values)):
            gaps = values[i] - values[j]
            if np.all(gaps >= 0) and np.any(gaps > 1e-6):
                assert (i, j) in possible
