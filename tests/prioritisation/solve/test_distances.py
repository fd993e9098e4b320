import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.prioritisation.solve import oracles
from tests.prioritisation.solve.made import arrays, problems, ranking_problem, refused, solved


@pytest.mark.parametrize("normalisation", ["vector", "minmax"])
@given(keys=problems())
def test_topsis_as_pymcdm(normalisation, keys):
    assume(oracles.telling(keys))
    found = solved("topsis", **keys, params={"normalisation": normalisation})
    expected = oracles.score("topsis", keys, normalisation=normalisation)
    assert found["score"] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("normalisation", ["vector", "minmax"])
def test_topsis_of_equal_levers_is_one_half(normalisation):
    keys = ranking_problem([[0.1 + 0.2, 0], [0.3, 0]], normalisation=normalisation)
    assert solved("topsis", **keys) == {"score": [0.5, 0.5], "ranking": [1, 1]}


@given(problems(rows=(3, 6)), st.integers(0, 4).map(lambda k: k / 4))
def test_vikor_as_pymcdm(keys, v):
    found = solved("vikor", **keys, params={"v": v})
    assume(oracles.telling(keys) and np.ptp(found["S"]) > 1e-9 and np.ptp(found["R"]) > 1e-9)
    assert found["Q"] == pytest.approx(oracles.score("vikor", keys, v=v), abs=1e-9)


@given(problems(rows=(2, 6)))
def test_the_compromise_is_that_of_its_two_conditions(keys):
    """Condition by condition, from Q, S and R."""
    found = solved("vikor", **keys)
    q, needed = np.array(found["Q"]), 1 / (len(found["Q"]) - 1)
    first, second = sorted(range(len(q)), key=lambda k: (found["ranking"][k], k))[:2]
    ahead = q[second] - q[first] >= needed - 1e-9
    stable = any(found[k][first] <= min(found[k]) + 1e-9 for k in "SR")
    if ahead:
        expected = [first] if stable else sorted([first, second])
    else:
        expected = [k for k in range(len(q)) if q[k] - q[first] < needed - 1e-9]
    assert found["compromise_set"] == expected


def test_a_leader_far_ahead_but_first_neither_by_s_nor_by_r_shares_with_the_second():
    tenths = [
        [1, 4, 10, 10],
        [10, 2, 3, 0],
        [8, 1, 3, 5],
        [8, 3, 2, 3],
        [7, 0, 8, 4],
        [8, 5, 9, 1],
    ]
    found = solved("vikor", **ranking_problem(tenths))
    assert found["Q"][2] - found["Q"][5] >= 1 / 5
    assert (np.argmin(found["S"]), np.argmin(found["R"]), np.argmin(found["Q"])) == (0, 2, 5)
    assert found["compromise_set"] == [2, 5]


def test_vikor_of_equal_levers_compares_nothing():
    found = solved("vikor", **ranking_problem([[1, 2], [1, 2], [1, 2]]))
    assert (found["Q"], found["ranking"]) == ([0, 0, 0], [1, 1, 1])
    assert found["compromise_set"] == [0, 1, 2]


@given(problems())
def test_moora_as_pymcdm(keys):
    assume("min" in keys["objectives"])
    found = solved("moora_ratio", **keys)
    assert found["score"] == pytest.approx(oracles.score("moora_ratio", keys), abs=1e-12)


@pytest.mark.parametrize("method", ["moora_ratio", "moora_reference_point"])
def test_without_weights_each_criterion_counts_1(method):
    keys = ranking_problem([[3, 1], [4, 2]], objectives=["max", "min"])
    halves, ones = solved(method, **keys), solved(method, **{**keys, "weights": None})
    assert ones["score"] == pytest.approx([2 * x for x in halves["score"]])
    assert solved("moora_ratio", **{**keys, "weights": None})["score"] == pytest.approx(
        [3 / 5 - 1 / np.sqrt(5), 4 / 5 - 2 / np.sqrt(5)]
    )


def test_the_reference_point_is_the_best_of_each_criterion():
    found = solved(
        "moora_reference_point", **ranking_problem([[3, 2], [4, 1]], [1, 1], ["max", "min"])
    )
    far = [max(1 / 5, 1 / np.sqrt(5)) / 2, 0]
    assert found["score"] == pytest.approx(far)
    assert found["ranking"] == [2, 1]


@pytest.mark.parametrize("method", ["edas", "mabac"])
@given(keys=problems())
def test_distances_as_pymcdm(method, keys):
    assume(oracles.telling(keys))
    assert solved(method, **keys)["score"] == pytest.approx(oracles.score(method, keys), abs=1e-9)


@given(problems())
def test_codas_as_pymcdm(keys):
    found = solved("codas", **keys, params={"threshold": 0.02})
    assert found["score"] == pytest.approx(oracles.score("codas", keys), abs=1e-9)


@given(problems())
def test_spotis_as_pymcdm(keys):
    _, weights, _ = arrays(keys)
    found = solved("spotis", **keys, params={"bounds": [oracles.BOUNDS] * len(weights)})
    assert found["score"] == pytest.approx(oracles.score("spotis", keys), abs=1e-12)


@pytest.mark.parametrize(
    ("method", "matrix", "params", "place"),
    [
        ("topsis", [[1, 2], [3, 4]], {"normalisation": "max"}, "params.normalisation"),
        ("vikor", [[1, 2], [3, 4]], {"v": -0.1}, "params.v"),
        ("vikor", [[1, 2], [3, 4]], {"v": "half"}, "params.v"),
        ("edas", [[1, 2], [1, 2]], {}, "matrix"),
        ("edas", [[1, -2], [2, 2]], {}, "matrix[0][1]"),
        ("codas", [[1, 2], [3, 4]], {}, "params.threshold"),
        ("codas", [[1, 2], [3, 4]], {"threshold": -1}, "params.threshold"),
        ("spotis", [[1, 2], [3, 4]], {}, "params.bounds"),
        ("spotis", [[1, 2], [3, 4]], {"bounds": [[0, 9], [9, 0]]}, "params.bounds[1]"),
        ("spotis", [[1, 2], [3, 4]], {"bounds": [[0, 9], [0, 3]]}, "matrix[1][1]"),
    ],
)
def test_what_a_method_cannot_use_is_refused(method, matrix, params, place):
    assert refused(method, **ranking_problem(matrix, **params))[0].split(" ")[0] == place
