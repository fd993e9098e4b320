import numpy as np
import pytest
from hypothesis import given, settings

from tests.all_weights import over_all_weights
from tests.each import each
from tests.prioritisation.solve.made import problems, ranking_problem, refused, solved

SMALL = {"samples": 2_000}


def smaa(method, matrix, objectives=None, **params):
    keys = ranking_problem(matrix, objectives=objectives, **{"normalisation": "none", **params})
    return solved(method, **{**keys, "weights": None})


@settings(max_examples=25)
@given(problems(cells=(0, 4), rows=(2, 7)))
def test_rows_and_columns_of_ranks_sum_to_1_with_ties(keys):
    found = smaa("smaa2", keys["matrix"], keys["objectives"], normalisation="minmax", **SMALL)
    shares = np.array(found["rank_acceptability"])
    assert (shares >= 0).all()
    assert shares.sum(axis=0) == pytest.approx(1)
    assert shares.sum(axis=1) == pytest.approx(1)
    for row, central in zip(shares, found["central_weights"], strict=True):
        if row[0] == 0:
            assert central == [None] * len(keys["weights"])
        else:
            assert sum(central) == pytest.approx(1)


@settings(max_examples=25)
@given(problems(cells=(0, 20), rows=(2, 5), columns=(1, 4), ways=("max",)))
def test_exact_shares_are_those_of_many_draws(keys):
    exact = smaa("smaa2_exact_rank1", keys["matrix"])
    drawn = smaa("smaa2", keys["matrix"], samples=40_000)
    first = np.array(drawn["rank_acceptability"])[:, 0]
    assert sum(exact["rank1_acceptability"]) == pytest.approx(1)
    assert exact["rank1_acceptability"] == pytest.approx(first, abs=0.013)
    for share, central in zip(exact["rank1_acceptability"], exact["central_weights"], strict=True):
        assert (share == 0) == (central[0] is None)


def test_the_default_draws_are_those_of_the_product():
    values = np.array([[0.9, 0.2], [0.3, 0.8]])
    found = smaa("smaa2", values.tolist())
    assert np.array(found["rank_acceptability"]) == pytest.approx(
        over_all_weights(values).shares, abs=1e-4
    )


def test_equal_levers_share_ranks_and_have_the_same_central_weights():
    matrix = [[1, 0], [1, 0], [0, 1]]
    for method, key in (("smaa2", "rank_acceptability"), ("smaa2_exact_rank1", None)):
        found = smaa(method, matrix)
        assert found["central_weights"][0] == found["central_weights"][1]
        first = [r[0] for r in found[key]] if key else found["rank1_acceptability"]
        assert first == pytest.approx([0.25, 0.25, 0.5], abs=0.005)


def stochastic(means, sd, distributions=None, anchors=None, **params):
    n = len(means[0])
    params = {"distributions": distributions or ["normal"] * n, "sd": sd,
              "anchors": anchors or [[0, 1]] * n, **params}  # fmt: skip
    return solved("smaa2_stochastic", **{**ranking_problem(means, **params), "weights": None})


def test_certain_performances_give_the_ranks_of_smaa2():
    matrix = [[0.9, 0.2, 0.4], [0.3, 0.8, 0.4], [0.5, 0.5, 0.5]]
    found = stochastic(matrix, np.zeros((3, 3)).tolist())
    certain = smaa("smaa2", matrix)
    for key in ("rank_acceptability", "central_weights"):
        assert np.array(found[key]) == pytest.approx(np.array(certain[key]), abs=0.02)
    assert found["confidence_factors"] == [1, 1, 1]


def test_what_cannot_be_exact_is_refused():
    wide = np.eye(9).tolist()
    where, fault = refused("smaa2_exact_rank1", **ranking_problem(wide, normalisation="none"))
    assert where == "matrix"
    assert "smaa2" in fault


@each("method", ["smaa2", "smaa2_exact_rank1", "smaa2_stochastic"])
def test_more_levers_than_can_be_compared_are_refused(method):
    matrix = [[k] for k in range(1_001)]
    assert refused(method, **ranking_problem(matrix, normalisation="none"))[0] == "matrix"


@each(
    ("change", "place"),
    [
        ({"sd": None}, "params.sd"),
        ({"sd": [[0, 0]]}, "params.sd"),
        ({"sd": [[0, 0], [0]]}, "params.sd[1]"),
        ({"sd": [[0, 0], [0, -1]]}, "params.sd[1][1]"),
        ({"distributions": ["normal"]}, "params.distributions"),
        ({"distributions": ["normal", "beta"]}, "params.distributions[1]"),
        ({"distributions": ["normal", None]}, "params.distributions[1]"),
        ({"anchors": None}, "params.anchors"),
        ({"anchors": [[0, 1], [1, 0]]}, "params.anchors[1]"),
    ],
    ids=str,
)
def test_uncertain_performances_are_checked(change, place):
    params = {"sd": [[0, 0], [0, 0]], "distributions": ["normal", "normal"],
              "anchors": [[0, 1], [0, 1]], **change}  # fmt: skip
    keys = ranking_problem([[0.6, 0.5], [0.5, 0.6]], **params)
    assert refused("smaa2_stochastic", **keys)[0].split(" ")[0] == place


def test_values_are_not_clipped_at_their_anchors():
    found = stochastic([[3.0, 0.0], [2.0, 0.9]], np.zeros((2, 2)).tolist(), samples=100_000)
    assert found["rank_acceptability"][0][0] == pytest.approx(1 - 0.9 / 1.9, abs=0.01)
