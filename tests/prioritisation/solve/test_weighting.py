"""Weights from points, orders, cards, pairs and performances; partial values."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from criteria.scales import PiecewiseScale
from tests.each import each
from tests.prioritisation.solve import oracles
from tests.prioritisation.solve.made import (
    arrays,
    problems,
    ranking_problem,
    refused,
    solved,
    warned,
)


def test_points_an_order_and_cards_make_weights():
    assert solved("weights_swing", params={"points": [100, 50, 50]})["weights"] == [
        0.5,
        0.25,
        0.25,
    ]
    found = solved("weights_roc", params={"ranking": [2, 1, 3]})["weights"]
    assert found == pytest.approx([5 / 18, 11 / 18, 2 / 18])
    params = {"group_sizes": [1, 2], "white_cards": [3], "z": 2.0}
    assert solved("revised_simos", params=params)["weights"] == pytest.approx([0.2, 0.4, 0.4])


DECK = {"group_sizes": [1, 2], "white_cards": [3], "z": 2}


@each(
    ("method", "params", "place"),
    [
        ("weights_swing", {}, "params.points"),
        ("weights_swing", {"points": []}, "params.points"),
        ("weights_swing", {"points": [0, 0]}, "params.points"),
        ("weights_swing", {"points": [100, -1]}, "params.points[1]"),
        ("weights_swing", {"points": [100, None]}, "params.points[1]"),
        ("weights_swing", {"points": 100}, "params.points"),
        ("weights_roc", {"ranking": [1, 1, 2]}, "params.ranking"),
        ("weights_roc", {"ranking": [1, 2, 4]}, "params.ranking[2]"),
        ("weights_roc", {"ranking": [0, 1]}, "params.ranking[0]"),
        ("weights_roc", {"ranking": [1, 1.5]}, "params.ranking[1]"),
        ("weights_roc", {"ranking": []}, "params.ranking"),
        ("weights_roc", {}, "params.ranking"),
        ("revised_simos", {**DECK, "group_sizes": None}, "params.group_sizes"),
        ("revised_simos", {**DECK, "group_sizes": []}, "params.group_sizes"),
        ("revised_simos", {**DECK, "group_sizes": [3], "white_cards": []}, "params.group_sizes"),
        ("revised_simos", {**DECK, "group_sizes": [1, 0]}, "params.group_sizes[1]"),
        ("revised_simos", {**DECK, "group_sizes": [1, 10**9]}, "params.group_sizes[1]"),
        ("revised_simos", {**DECK, "group_sizes": [9000, 9000]}, "params.group_sizes"),
        ("revised_simos", {**DECK, "white_cards": None}, "params.white_cards"),
        ("revised_simos", {**DECK, "white_cards": [1, 2]}, "params.white_cards"),
        ("revised_simos", {**DECK, "white_cards": [-1]}, "params.white_cards[0]"),
        ("revised_simos", {**DECK, "white_cards": [0.5]}, "params.white_cards[0]"),
        ("revised_simos", {**DECK, "z": 1}, "params.z"),
        ("revised_simos", {**DECK, "z": None}, "params.z"),
        ("revised_simos", {**DECK, "z": 10**400}, "params.z"),
    ],
    ids=str,
)
def test_what_makes_no_weights_is_refused(method, params, place):
    assert refused(method, params=params)[0].split(" ")[0] == place


CONSISTENT = [[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]]
TWO = [[1, 3], [1 / 3, 1]]


def ahp(**params):
    params = {"criteria_pairwise": CONSISTENT, "priority": "eigenvector", **params}
    return {"params": params, "criteria": ["GES", "Emploi", "Couverture"]}


@each("priority", ["eigenvector", "column_mean"])
def test_scores_are_the_priorities_of_the_levers_weighted(priority):
    levers = [TWO, [[1, 1], [1, 1]], [[1, 0.25], [4, 1]]]
    found = solved("ahp", **ahp(priority=priority, alternatives_pairwise=levers))
    columns = np.array([[0.75, 0.25], [0.5, 0.5], [0.2, 0.8]])
    assert found["weights"] == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert found["score"] == pytest.approx(np.array(found["weights"]) @ columns)
    assert found["ranking"] == [1, 2]
    assert found["consistency_ratio"] == pytest.approx(0, abs=1e-9)


@each(("judgement", "reverse"), [(3, 0.333333), (9, 0.111111), (7, 0.142857)])
def test_reverses_written_with_six_digits_are_near_enough(judgement, reverse):
    written = [[1, judgement], [reverse, 1]]
    found = solved("ahp", params={"criteria_pairwise": written, "priority": "eigenvector"})
    parts = [judgement / (judgement + 1), 1 / (judgement + 1)]
    assert found["weights"] == pytest.approx(parts, abs=1e-6)
    further = {"criteria_pairwise": [[1, 6], [0.166667, 1]], "priority": "eigenvector"}
    assert refused("ahp", params=further)[0].startswith("params.criteria_pairwise[0][1]")


def test_judgements_that_contradict_each_other_are_said_to():
    cycle = [[1, 2, 0.5], [0.5, 1, 2], [2, 0.5, 1]]
    found, warnings = warned("ahp", **ahp(criteria_pairwise=cycle))
    assert found["consistency_ratio"] == pytest.approx(0.25 / 0.58)
    assert len(warnings) == 1
    assert "0,43" in warnings[0]
    _, warnings = warned("ahp", **ahp(alternatives_pairwise=[CONSISTENT, cycle, CONSISTENT]))
    assert "alternatives_pairwise[1]" in warnings[0]


@each(
    ("change", "place"),
    [
        ({"criteria_pairwise": None}, "params.criteria_pairwise"),
        ({"criteria_pairwise": []}, "params.criteria_pairwise"),
        ({"criteria_pairwise": np.ones((11, 11)).tolist()}, "params.criteria_pairwise"),
        (
            {"criteria_pairwise": [[1, 2, 4], [0.5, 1, 2], [0.25, 1, 1]]},
            "params.criteria_pairwise[1][2] (« Emploi » face à « Couverture »)",
        ),
        (
            {"criteria_pairwise": [[1, 2, 4], [0.5, 1], [0.25, 1, 1]]},
            "params.criteria_pairwise[1] (« Emploi »)",
        ),
        (
            {"criteria_pairwise": [[1, 2, -4], [0.5, 1, 2], [0.25, 1, 1]]},
            "params.criteria_pairwise[0][2] (« GES » face à « Couverture »)",
        ),
        ({"priority": None}, "params.priority"),
        ({"priority": "mean"}, "params.priority"),
        ({"alternatives_pairwise": [TWO]}, "params.alternatives_pairwise"),
        ({"alternatives_pairwise": [[[1]]] * 3}, "params.alternatives_pairwise"),
        ({"alternatives_pairwise": [TWO, [[1]], TWO]}, "params.alternatives_pairwise[1]"),
        (
            {"alternatives_pairwise": [TWO, [[1, 2], [2, 1]], TWO]},
            "params.alternatives_pairwise[1][0][1] (n° 1 face à n° 2)",
        ),
        ({"alternatives_pairwise": [[[1] * 501] * 501] * 3}, "params.alternatives_pairwise"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_judgements_that_make_no_weights_are_refused(change, place):
    assert refused("ahp", **ahp(**change))[0] == place


@given(problems(rows=(3, 7), columns=(2, 5)))
def test_critic_as_scikit_criteria(keys):
    assume(oracles.telling(keys))
    matrix, _, signs = arrays(keys)
    expected = oracles.critic_weights(matrix, signs)
    assume(np.isfinite(expected).all() and np.ptp(np.abs(np.corrcoef(matrix.T)), axis=None) > 0.01)
    found = solved("weights_critic", **{**keys, "weights": None})["weights"]
    assert found == pytest.approx(expected, abs=1e-7)


def test_a_constant_criterion_weighs_nothing():
    found, warnings = warned(
        "weights_critic", **ranking_problem([[1, 5, 9], [2, 5, 3], [4, 5, 5]])
    )
    assert found["weights"][1] == 0
    assert sum(found["weights"]) == pytest.approx(1)
    assert len(warnings) == 1


@each(
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
    found = solved("weights_bwm", params=params)
    weights, xi, last = np.array(found["weights"]), found["xi"], len(best_to) - 1
    misses = [weights[0] / weights - best_to, weights / weights[last] - to_worst]
    assert np.abs(misses).max() == pytest.approx(xi, abs=1e-6)
    assert feasible(best_to, to_worst, 0, last, xi + 1e-4)
    if xi > 1e-3:
        assert not feasible(best_to, to_worst, 0, last, xi - 1e-3)


@each(
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


def test_beyond_the_cutoffs_the_end_value_holds():
    params = {"cutoffs": [0, 10, 20], "values": [0, 0.8, 1], "x": [-5, 0, 5, 15, 20, 25]}
    assert solved("value_function", params=params)["value"] == pytest.approx(
        [0, 0, 0.4, 0.9, 1, 1]
    )


@given(st.lists(st.integers(-30, 30), min_size=2, max_size=6, unique=True), st.data())
def test_values_are_those_of_the_scales_of_a_case(cuts, data):
    cutoffs = sorted(cuts)
    inner = data.draw(st.lists(st.integers(0, 8), min_size=len(cuts) - 2, max_size=len(cuts) - 2))
    values = [0.0, *(k / 8 for k in sorted(inner)), 1.0]
    x = np.linspace(cutoffs[0], cutoffs[-1], 11).tolist()
    scale = PiecewiseScale(tuple(map(float, cutoffs)), tuple(values))
    found = solved("value_function", params={"cutoffs": cutoffs, "values": values, "x": x})
    assert found["value"] == pytest.approx([scale.value(k) for k in x])


@each(
    ("change", "place"),
    [
        ({"cutoffs": None}, "params.cutoffs"), ({"cutoffs": [0, 0, 1]}, "params.cutoffs[1]"),
        ({"cutoffs": [0, 2, 1]}, "params.cutoffs[2]"),
        ({"cutoffs": [0, "2", 3]}, "params.cutoffs[1]"), ({"values": [0, 1]}, "params.values"),
        ({"values": None}, "params.values"), ({"x": 5}, "params.x"), ({"x": []}, "params.x"),
        ({"x": [None]}, "params.x[0]"),
    ],
    ids=str,
)  # fmt: skip
def test_a_line_that_cannot_be_drawn_is_refused(change, place):
    params = {"cutoffs": [0, 10, 20], "values": [0, 0.8, 1], "x": [5], **change}
    assert refused("value_function", params=params)[0] == place
