import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.prioritisation.solve import oracles
from tests.prioritisation.solve.made import arrays, problems, ranking_problem, refused, solved


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


@pytest.mark.parametrize("method", ["aras", "marcos", "mairca"])
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


def test_copras_without_costs_compares_the_gains():
    found = solved("copras", **ranking_problem([[1, 2], [3, 2]]))
    assert found["score"] == pytest.approx([100 * (1 / 4 + 1 / 2) / (3 / 4 + 1 / 2), 100])


def test_waspas_takes_the_weights_as_they_are_given():
    keys = ranking_problem([[1, 2], [2, 1]], [2, 2], **{"lambda": 1})
    assert solved("waspas", **keys)["score"] == [3, 3]


@pytest.mark.parametrize(
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
    ],
)
def test_what_a_method_cannot_use_is_refused(method, matrix, params, place):
    assert refused(method, **ranking_problem(matrix, **params))[0].split(" ")[0] == place
