import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.prioritisation.solve import oracles
from tests.prioritisation.solve.made import arrays, problems, ranking_problem, refused, warned
from tests.prioritisation.solve.made import solved as answer


@given(problems(rows=(3, 7), columns=(2, 5)))
def test_critic_as_scikit_criteria(keys):
    assume(oracles.telling(keys))
    matrix, _, signs = arrays(keys)
    expected = oracles.critic_weights(matrix, signs)
    assume(np.isfinite(expected).all() and np.ptp(np.abs(np.corrcoef(matrix.T)), axis=None) > 0.01)
    found = answer("weights_critic", **{**keys, "weights": None})["weights"]
    assert found == pytest.approx(expected, abs=1e-7)


def test_a_constant_criterion_weighs_nothing():
    found, warnings = warned(
        "weights_critic", **ranking_problem([[1, 5, 9], [2, 5, 3], [4, 5, 5]])
    )
    assert found["weights"][1] == 0
    assert sum(found["weights"]) == pytest.approx(1)
    assert len(warnings) == 1


@pytest.mark.parametrize("matrix", [[[1], [2]], [[1, 1], [2, 2]], [[1, 2], [1, 2]]], ids=str)
def test_criteria_that_say_the_same_give_no_weights(matrix):
    assert refused("weights_critic", **ranking_problem(matrix))[0] == "matrix"


@pytest.mark.parametrize(
    ("pairwise", "place"),
    [
        (None, "params.pairwise"),
        ([[0.5, 1]], "params.pairwise[0]"),
        ([[0.5, 1], [1, 0.5]], "params.pairwise[0][1]"),
        ([[0.5, 0.7], [0.3, 0.5]], "params.pairwise[0][1]"),
        ([[1, 1], [0, 0.5]], "params.pairwise[0][0]"),
    ],
    ids=str,
)
def test_comparisons_that_contradict_each_other_are_refused(pairwise, place):
    assert refused("weights_rancom", params={"pairwise": pairwise})[0].split(" ")[0] == place


def feasible(best_to, to_worst, best, worst, missed):
    """Whether weights miss each comparison by no more than that, by a linear programme."""
    n, rows = len(best_to), []
    for j in range(n):
        for up, down, said in ((best, j, best_to[j]), (j, worst, to_worst[j])):
            for sign in (1, -1):  # |w_up / w_down - said| <= missed
                row = np.zeros(n)
                row[up] += sign
                row[down] -= sign * said + missed
                if up != down:
                    rows.append(row)
    return linprog(
        np.zeros(n), A_ub=np.array(rows), b_ub=np.full(len(rows), 1e-9), A_eq=np.ones((1, n)),
        b_eq=[1], bounds=[(1e-6, 1)] * n,
    ).status == 0  # fmt: skip


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=3), st.integers(2, 9))
def test_no_weights_miss_the_comparisons_by_less(others, best_worst):
    best_to = [1, *(b for b, _ in others), best_worst]
    to_worst = [best_worst, *(w for _, w in others), 1]
    assume(max(best_to) == best_worst == max(to_worst) and best_to.count(1) == 1)
    assume(to_worst.count(1) == 1)
    params = {"best_to_others": best_to, "others_to_worst": to_worst}
    found = answer("weights_bwm", params=params)
    weights, xi, last = np.array(found["weights"]), found["xi"], len(best_to) - 1
    misses = [weights[0] / weights - best_to, weights / weights[last] - to_worst]
    assert np.abs(misses).max() == pytest.approx(xi, abs=1e-6)
    assert feasible(best_to, to_worst, 0, last, xi + 1e-4)
    if xi > 1e-3:
        assert not feasible(best_to, to_worst, 0, last, xi - 1e-3)


def test_comparisons_that_agree_are_missed_by_nothing():
    found, warnings = warned(
        "weights_bwm", params={"best_to_others": [1, 2, 8], "others_to_worst": [8, 4, 1]}
    )
    assert found["weights"] == pytest.approx([8 / 13, 4 / 13, 1 / 13])
    assert found["xi"] == pytest.approx(0, abs=1e-9)
    assert warnings == ()


def test_several_weights_that_fit_are_said():
    params = {"best_to_others": [1, 2, 3, 8], "others_to_worst": [8, 2, 3, 1]}
    assert len(warned("weights_bwm", params=params)[1]) == 1


@pytest.mark.parametrize(
    ("best_to", "to_worst", "place"),
    [
        (None, [1], "params.best_to_others"),
        ([1, 2], [1], "params.others_to_worst"),
        ([1, 0.5], [2, 1], "params.best_to_others[1]"),
        ([2, 2], [2, 1], "params.best_to_others"),
        ([1, 3], [2, 1], "params.best_to_others[1]"),
        ([1, "3"], [3, 1], "params.best_to_others[1]"),
    ],
    ids=str,
)
def test_comparisons_with_the_best_and_the_worst_are_checked(best_to, to_worst, place):
    params = {"best_to_others": best_to, "others_to_worst": to_worst}
    assert refused("weights_bwm", params=params)[0].split(" ")[0] == place
