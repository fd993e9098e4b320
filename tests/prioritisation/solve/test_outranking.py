import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.prioritisation.solve import oracles
from tests.prioritisation.solve.made import arrays, problems, ranking_problem, refused, solved

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


@pytest.mark.parametrize("kind", [*OURS, "gaussian"])
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


@pytest.mark.parametrize("kind", OURS)
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


@pytest.mark.parametrize(
    ("preference", "place"),
    [
        (None, "params.preference"),
        ({"type": "usual"}, "params.preference"),
        ([{"type": "usual"}], "params.preference"),
        ([{"type": "usual"}, "usual"], "params.preference[1]"),
        ([{"type": "usual"}, {}], "params.preference[1].type"),
        ([{"type": "usual"}, {"type": "round"}], "params.preference[1].type"),
        ([{"type": "usual"}, {"type": ["usual"]}], "params.preference[1].type"),
        ([{"type": "usual"}, {"type": "ushape"}], "params.preference[1].q"),
        ([{"type": "usual"}, {"type": "ushape", "q": -1}], "params.preference[1].q"),
        ([{"type": "usual"}, {"type": "vshape", "p": 0}], "params.preference[1].p"),
        ([{"type": "usual"}, {"type": "level", "q": 2, "p": 1}], "params.preference[1].p"),
        ([{"type": "usual"}, {"type": "linear", "q": 2, "p": 2}], "params.preference[1].p"),
        ([{"type": "usual"}, {"type": "gaussian", "s": 0}], "params.preference[1].s"),
        ([{"type": "usual"}, {"type": "gaussian", "s": "1"}], "params.preference[1].s"),
    ],
)
def test_preferences_that_say_nothing_are_refused(preference, place):
    keys = ranking_problem([[1, 2], [3, 4]], preference=preference)
    assert refused("promethee_ii", **keys)[0].split(" ")[0] == place


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
