import numpy as np
import pytest

from tests.prioritisation.solve.made import refused, solved, warned

CONSISTENT = [[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]]
TWO = [[1, 3], [1 / 3, 1]]


def ahp(**params):
    params = {"criteria_pairwise": CONSISTENT, "priority": "eigenvector", **params}
    return {"params": params, "criteria": ["GES", "Emploi", "Couverture"]}


@pytest.mark.parametrize("priority", ["eigenvector", "column_mean"])
def test_scores_are_the_priorities_of_the_levers_weighted(priority):
    levers = [TWO, [[1, 1], [1, 1]], [[1, 0.25], [4, 1]]]
    found = solved("ahp", **ahp(priority=priority, alternatives_pairwise=levers))
    columns = np.array([[0.75, 0.25], [0.5, 0.5], [0.2, 0.8]])
    assert found["weights"] == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert found["score"] == pytest.approx(np.array(found["weights"]) @ columns)
    assert found["ranking"] == [1, 2]
    assert found["consistency_ratio"] == pytest.approx(0, abs=1e-9)


def test_without_levers_there_is_no_score():
    assert set(solved("ahp", **ahp())) == {
        "weights", "lambda_max", "consistency_index", "consistency_ratio"
    }  # fmt: skip


@pytest.mark.parametrize(("judgement", "reverse"), [(3, 0.333333), (9, 0.111111), (7, 0.142857)])
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
    assert "« Emploi »" in warnings[0].replace("\u00a0", " ")


@pytest.mark.parametrize(
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
        (
            {"alternatives_pairwise": [TWO, [[1]], TWO]},
            "params.alternatives_pairwise[1] (critère « Emploi »)",
        ),
        (
            {"alternatives_pairwise": [TWO, [[1, 2], [2, 1]], TWO]},
            "params.alternatives_pairwise[1][0][1] (n° 1 face à n° 2)",
        ),
        (
            {"alternatives_pairwise": [[[1] * 501] * 501] * 3},
            "params.alternatives_pairwise",
        ),
    ],
    ids=lambda value: str(value)[:60],
)
def test_judgements_that_make_no_weights_are_refused(change, place):
    assert refused("ahp", **ahp(**change))[0] == place
