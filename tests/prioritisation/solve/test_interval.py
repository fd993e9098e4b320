import numpy as np
import pytest
from hypothesis import assume, given

from prioritisation.analysis.robustness.weight_changes import stability_intervals
from prioritisation.analysis.weights import with_weight
from tests.prioritisation.solve.made import problems, ranking_problem, refused, solved, warned
from tests.strategies import matrix_of

GOLDEN = [[1, 0.75, 0.5], [0.75, 1, 0.25], [0.25, 0.25, 1], [0.5, 0.5, 0.5]]


def intervals(matrix, weights, **keys):
    found = ranking_problem(matrix, weights, normalisation="none", **keys)
    return warned("weight_stability_interval", **found)


def test_the_golden_example():
    found, warnings = intervals(GOLDEN, [5, 3, 2])
    assert np.array(found["interval"]) == pytest.approx(
        np.array([[1 / 6, 1], [0, 1 / 2], [0, 21 / 37]])
    )
    assert warnings == ()


@given(problems(cells=(0, 20), ways=("max",)))
def test_the_intervals_are_those_of_the_product(keys):
    values = np.array(keys["matrix"]) / 20
    found, _ = intervals(values.tolist(), keys["weights"])
    weights = np.array(keys["weights"]) / sum(keys["weights"])
    assume(len(weights) > 1)
    first = f"a{'abcdef'[int(np.argmax(np.round(values @ weights, 9)))]}"
    expected = [s.sure for s in stability_intervals(matrix_of(values), weights)
                if s.alternative == first]  # fmt: skip
    assert np.array(found["interval"]) == pytest.approx(np.array(expected), abs=1e-6)


@given(problems(cells=(0, 20), columns=(2, 4), ways=("max",)))
def test_a_grid_of_weights_agrees(keys):
    values = np.array(keys["matrix"], dtype=float)
    found, _ = intervals(keys["matrix"], keys["weights"])
    weights = np.array(keys["weights"]) / sum(keys["weights"])
    first = int(np.argmax(np.round(values @ weights, 9)))
    for column, (low, high) in enumerate(found["interval"]):
        assert low - 1e-9 <= weights[column] <= high + 1e-9
        for share in np.linspace(0, 1, 21):
            scores = values @ with_weight(weights, column, float(share))
            ahead = scores[first] - scores.max()
            if low + 1e-9 <= share <= high - 1e-9:
                assert ahead >= -1e-7
            if not low - 1e-6 <= share <= high + 1e-6:
                assert ahead < 0


def test_levers_first_together_are_named():
    found, warnings = intervals([[1, 0], [0, 1], [0, 0]], [1, 1])
    assert found["interval"] == [[0.5, 1], [0, 0.5]]
    assert "n°\u00a01, n°\u00a02" in warnings[0]


def test_all_the_weight_on_one_criterion_is_said():
    found, warnings = intervals([[1, 0, 0], [0, 1, 1]], [1, 0, 0])
    assert found["interval"] == [pytest.approx([0.5, 1]), [0, 0.5], [0, 0.5]]
    assert len(warnings) == 1


def test_one_criterion_has_all_the_weight():
    assert intervals([[1], [0]], [3])[0]["interval"] == [[1, 1]]


@pytest.mark.parametrize("factor", [1e-6, 1e6])
def test_the_unit_of_the_values_does_not_count(factor):
    found = intervals((np.array(GOLDEN) * factor).tolist(), [5, 3, 2])[0]["interval"]
    assert np.array(found) == pytest.approx(np.array(intervals(GOLDEN, [5, 3, 2])[0]["interval"]))


def test_other_normalisations_are_taken():
    keys = ranking_problem([[2, 5], [4, 1]], normalisation="anchors", anchors=[[1, 5], [1, 5]])
    assert solved("weight_stability_interval", **keys)["interval"][0][0] == 0
    keys["params"]["normalisation"] = "vector"
    assert refused("weight_stability_interval", **keys)[0] == "params.normalisation"
