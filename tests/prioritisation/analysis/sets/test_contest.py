import numpy as np
import pytest
from hypothesis import given, settings

from prioritisation.analysis.sets.contest import Bundle, best_sets, contest
from prioritisation.analysis.sets.question import Question
from prioritisation.analysis.sets.sets import listed_sets, question_terms
from tests.prioritisation.analysis.sets.made import brute_best, problems
from tests.strategies import simplex


def weights_of(count):
    """A few weights inside the simplex, and its corners, where whole criteria weigh nothing."""
    return np.vstack([simplex(count, 6), np.eye(count)])


@pytest.mark.slow
@settings(max_examples=60)
@given(problems(rows=(2, 4)))
def test_for_many_weights_at_once_the_best_sets_are_those_of_brute_force(problem):
    matrix, _, question = problem
    sets = listed_sets(question_terms(question, matrix.alternatives))
    bundle = Bundle(sets, matrix.low, matrix.high)
    weights = weights_of(len(matrix.criteria))
    inside = weights[(weights > 0).all(axis=1)]
    for size in sets.all_sizes:
        group = sets.of_size(size)
        for given_weights in (weights, inside):
            chunks = list(best_sets(contest(bundle, group), given_weights))
            sure, possible = (np.hstack(chunk) for chunk in zip(*chunks, strict=True))
            for k, one in enumerate(given_weights):
                low, high = matrix.low @ one, matrix.high @ one
                best = [
                    tuple(
                        sets.members[g] for g, flag in zip(group, flags[:, k], strict=True) if flag
                    )
                    for flags in (sure, possible)
                ]
                assert best == brute_best(question, matrix.alternatives, low, high, size=size)


def test_a_cost_counts_once_for_each_lever_beyond_the_first():
    sets = listed_sets(question_terms(Question(3), ("a", "b", "c")))
    bundle = Bundle(sets, np.zeros((3, 1)), np.ones((3, 1))).costing(0.25)
    assert bundle.sets.bonus.tolist() == [0] * 3 + [-0.25] * 3 + [-0.5]
    assert bundle.highest.ravel().tolist() == [1] * 3 + [1.75] * 3 + [2.5]
