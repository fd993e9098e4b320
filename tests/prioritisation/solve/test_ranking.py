"""Methods that rank levers: against pymcdm, scikit-criteria and their definitions."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from prioritisation.analysis.robustness.weight_changes import stability_intervals
from prioritisation.analysis.weights import with_weight
from prioritisation.solve.problem import InvalidProblem
from prioritisation.solve.ranking import by_largest, by_length, by_range, by_sum, normalised
from tests.each import each
from tests.prioritisation.solve import oracles
from tests.prioritisation.solve.made import (
    arrays,
    problems,
    ranking_problem,
    refused,
    solved,
    table_of,
    warned,
)
from tests.strategies import matrix_of

WAYS = ["max", "min"]
MATRIX = [[1, 2], [3, 4], [4, 8]]


def test_each_normalisation_by_hand():
    found = table_of(MATRIX, WAYS)
    assert by_range(found) == pytest.approx(np.array([[0, 1], [2 / 3, 2 / 3], [1, 0]]))
    assert by_largest(found) == pytest.approx(np.array([[1 / 4, 1], [3 / 4, 1 / 2], [1, 1 / 4]]))
    assert by_sum(found) == pytest.approx(
        np.array([[1 / 8, 4 / 7], [3 / 8, 2 / 7], [1 / 2, 1 / 7]])
    )
    lengths = np.sqrt([26, 84])
    assert by_length(found) == pytest.approx(np.array(MATRIX) / lengths)


def test_a_constant_criterion_has_no_weight_in_the_comparison():
    found = table_of([[0.1 + 0.2, 0], [0.3, 0]])
    assert by_range(found).tolist() == [[0, 0], [0, 0]]
    assert by_length(found)[:, 1].tolist() == [0, 0]


def valued(name, matrix, objectives, **params):
    found = table_of(matrix, objectives, params={"normalisation": name, **params})
    return normalised(found, ("none", "anchors", "minmax", "max", "sum"))


def test_anchors_read_scores_on_a_fixed_scale():
    found = valued("anchors", [[1, 10], [5, 0]], WAYS, anchors=[[1, 5], [20, 0]])
    assert found.tolist() == [[0, 0.5], [1, 1]]
    found = valued("anchors", [[0.1 + 0.2], [0.1]], ["max"], anchors=[[0.1, 0.3]])
    assert found.tolist() == [[1], [0]]


@each(
    ("name", "matrix", "params", "place"),
    [
        ("none", MATRIX, {}, "objectives[1]"),
        ("median", MATRIX, {}, "params.normalisation"),
        (3, MATRIX, {}, "params.normalisation"),
        (None, MATRIX, {}, "params.normalisation"),
        ("anchors", MATRIX, {}, "params.anchors"),
        ("anchors", MATRIX, {"anchors": [[0, 9]]}, "params.anchors"),
        ("anchors", MATRIX, {"anchors": [[0, 9], [9]]}, "params.anchors[1]"),
        ("anchors", MATRIX, {"anchors": [[0, 9], [9, "0"]]}, "params.anchors[1][1]"),
        ("anchors", MATRIX, {"anchors": [[0, 9], [9, 9]]}, "params.anchors[1]"),
        ("anchors", MATRIX, {"anchors": [[9, 0], [9, 0]]}, "params.anchors[0]"),
        ("anchors", MATRIX, {"anchors": [[0, 9], [0, 9]]}, "params.anchors[1]"),
        ("anchors", MATRIX, {"anchors": [[0, 3], [9, 0]]}, "matrix[2][0]"),
        ("max", [[1, 2], [-3, 4]], {}, "matrix[1][0]"),
        ("max", [[1, 2], [3, 0]], {}, "matrix[1][1]"),
        ("sum", [[1, 2], [3, -4]], {}, "matrix[1][1]"),
        ("sum", [[0, 2], [0, 4]], {}, "matrix[0][0]"),
    ],
)
def test_what_does_not_suit_is_refused_where_it_is(name, matrix, params, place):
    with pytest.raises(InvalidProblem) as error:
        valued(name, matrix, WAYS, **params)
    assert error.value.place.split(" ")[0] == place


@given(problems())
def test_sum_parts_as_pymcdm(keys):
    found = solved("weighted_sum", **keys, params={"normalisation": "sum"})
    assert found["score"] == pytest.approx(oracles.score("weighted_sum", keys), abs=1e-12)


@given(problems())
def test_the_product_is_the_product(keys):
    matrix, weights, signs = arrays(keys)
    best = np.where(signs > 0, matrix / matrix.max(axis=0), matrix.min(axis=0) / matrix)
    found = solved("weighted_product", **keys, params={"normalisation": "max"})
    assert 10 ** np.array(found["score"]) == pytest.approx((best**weights).prod(axis=1))


@each("method", ["aras", "marcos", "mairca"])
@given(keys=problems())
def test_ratios_as_pymcdm(method, keys):
    assume(oracles.telling(keys))
    assert solved(method, **keys)["score"] == pytest.approx(oracles.score(method, keys), abs=1e-9)


@given(problems(), st.integers(0, 10).map(lambda k: k / 10))
def test_waspas_as_pymcdm(keys, mix):
    _, weights, _ = arrays(keys)
    found = solved("waspas", **{**keys, "weights": weights.tolist()}, params={"lambda": mix})
    expected = oracles.score("waspas", keys, **{"lambda": mix})
    assert found["score"] == pytest.approx(expected, abs=1e-12)


@given(problems(rows=(2, 5), columns=(2, 5)))
def test_copras_as_scikit_criteria(keys):
    assume(set(keys["objectives"]) == {"max", "min"})
    matrix, weights, signs = arrays(keys)
    expected = oracles.copras(matrix / matrix.sum(axis=0), weights, signs)[1]
    assert solved("copras", **keys)["score"] == pytest.approx(expected, abs=1e-9)


@each("normalisation", ["vector", "minmax"])
@given(keys=problems())
def test_topsis_as_pymcdm(normalisation, keys):
    assume(oracles.telling(keys))
    found = solved("topsis", **keys, params={"normalisation": normalisation})
    expected = oracles.score("topsis", keys, normalisation=normalisation)
    assert found["score"] == pytest.approx(expected, abs=1e-9)


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
        [1, 4, 10, 10], [10, 2, 3, 0], [8, 1, 3, 5], [8, 3, 2, 3], [7, 0, 8, 4], [8, 5, 9, 1],
    ]  # fmt: skip
    found = solved("vikor", **ranking_problem(tenths))
    assert found["Q"][2] - found["Q"][5] >= 1 / 5
    assert (np.argmin(found["S"]), np.argmin(found["R"]), np.argmin(found["Q"])) == (0, 2, 5)
    assert found["compromise_set"] == [2, 5]


@given(problems())
def test_moora_as_pymcdm(keys):
    assume("min" in keys["objectives"])
    found = solved("moora_ratio", **keys)
    assert found["score"] == pytest.approx(oracles.score("moora_ratio", keys), abs=1e-12)


def test_the_reference_point_is_the_best_of_each_criterion():
    found = solved(
        "moora_reference_point", **ranking_problem([[3, 2], [4, 1]], [1, 1], ["max", "min"])
    )
    far = [max(1 / 5, 1 / np.sqrt(5)) / 2, 0]
    assert found["score"] == pytest.approx(far)
    assert found["ranking"] == [2, 1]


@each("method", ["edas", "mabac"])
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


@each(
    ("method", "matrix", "params", "place"),
    [
        ("weighted_product", [[1, 2], [3, 0]], {"normalisation": "max"}, "matrix[1][1]"),
        (
            "weighted_product",
            [[1, 2], [3, 4]],
            {"normalisation": "minmax"},
            "params.normalisation",
        ),
        ("weighted_sum", [[1, 2], [3, 4]], {"normalisation": "vector"}, "params.normalisation"),
        ("weighted_sum", [[1, 2], [3, 4]], {}, "params.normalisation"),
        ("waspas", [[1, 2], [3, 4]], {}, "params.lambda"),
        ("waspas", [[1, 2], [3, 4]], {"lambda": 1.5}, "params.lambda"),
        ("marcos", [[0, 2], [3, 0]], {}, "matrix"),
        ("aras", [[0, 2], [0, 4]], {}, "matrix[0][0]"),
        ("copras", [[-1, 2], [3, 4]], {}, "matrix[0][0]"),
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


OURS = {"usual": "usual", "ushape": "ushape", "vshape": "vshape", "level": "level",
        "linear": "vshape_2"}  # fmt: skip


def by_hand(kind, d, q, p, s):
    if kind == "usual":
        return float(d > 0)
    if kind == "ushape":
        return float(d > q)
    if kind == "vshape":
        return min(max(d / p, 0), 1)
    if kind == "level":
        return 0.0 if d <= q else 0.5 if d <= p else 1.0
    if kind == "linear":
        return min(max((d - q) / (p - q), 0), 1)
    return 1 - np.exp(-(d**2) / (2 * s**2)) if d > 0 else 0.0


@each("kind", [*OURS, "gaussian"])
@given(keys=problems(), q=st.integers(0, 10), more=st.integers(1, 20))
def test_flows_are_those_of_the_definition(kind, keys, q, more):
    matrix, weights, signs = arrays(keys)
    thresholds = {"q": q, "p": q + more, "s": more}
    preference = [{"type": kind, **thresholds}] * len(weights)
    found = solved("promethee_ii", **keys, params={"preference": preference})
    m, turned = len(matrix), matrix * signs
    preferred = np.vectorize(lambda d: by_hand(kind, d, **thresholds), otypes=[float])
    pairs = np.array([[preferred(x - y) @ weights for y in turned] for x in turned])
    assert found["positive_flow"] == pytest.approx(pairs.sum(axis=1) / (m - 1), abs=1e-9)
    assert found["negative_flow"] == pytest.approx(pairs.sum(axis=0) / (m - 1), abs=1e-9)
    assert sum(found["net_flow"]) == pytest.approx(0, abs=1e-9)


@each("kind", OURS)
@given(keys=problems(rows=(2, 5)))
def test_net_flows_as_pymcdm(kind, keys):
    n = len(keys["weights"])
    preference = [{"type": kind, "q": 2, "p": 9}] * n
    found = solved("promethee_ii", **keys, params={"preference": preference})
    p = [9] * n if kind in ("vshape", "level", "linear") else None
    q = [2] * n if kind in ("ushape", "level", "linear") else None
    assert found["net_flow"] == pytest.approx(oracles.flows(OURS[kind], keys, p, q), abs=1e-9)


def test_rounding_prefers_nobody():
    usual = ranking_problem([[0.1 + 0.2], [0.3]], preference=[{"type": "usual"}])
    assert solved("promethee_ii", **usual)["net_flow"] == [0, 0]
    shape = ranking_problem([[0.3], [0.1]], preference=[{"type": "ushape", "q": 0.2}])
    assert solved("promethee_ii", **shape)["net_flow"] == [0, 0]
    shape = ranking_problem([[1.1], [1.0]], preference=[{"type": "ushape", "q": 0.1}])
    assert solved("promethee_ii", **shape)["net_flow"] == [0, 0]


@given(problems())
def test_concordance_as_scikit_criteria(keys):
    matrix, weights, signs = arrays(keys)
    expected = np.nan_to_num(oracles.concordance(matrix, signs, weights), nan=0.0)
    np.fill_diagonal(expected, 0)
    found = solved("electre1_concordance", **keys)["concordance"]
    assert np.array(found) == pytest.approx(expected, abs=1e-12)


def test_levers_are_not_compared_two_by_two_without_end():
    matrix = [[k] for k in range(10_001)]
    keys = ranking_problem(matrix, preference=[{"type": "usual"}])
    assert refused("promethee_ii", **keys)[0] == "matrix"
    assert refused("electre1_concordance", **ranking_problem(matrix))[0] == "matrix"
    assert refused("codas", **ranking_problem([[k + 1] for k in range(10_001)], threshold=0))[
        0
    ] == ("matrix")


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
