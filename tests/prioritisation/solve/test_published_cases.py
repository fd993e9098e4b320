"""Published and exact examples, and a second implementation (methods.md, section 6)."""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from criteria.scales import LinearScale
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.regions import first_regions
from prioritisation.analysis.robustness.weight_changes import stability_intervals
from prioritisation.analysis.weights import shares
from tests.strategies import known, matrix_of, weighted

CASES = Path(__file__).parents[2] / "cases"
ONE_TO_FIVE = LinearScale(1, 5)
REVERSAL = [[5, 4, 3], [4, 5, 2], [2, 2, 5], [3, 3, 3]]


def ranked(scores, weights, scale=ONE_TO_FIVE):
    """The ranking of scores read on fixed anchors."""
    matrix = matrix_of([[scale.value(s) for s in row] for row in scores])
    return additive(matrix, shares(dict(enumerate(weights))))


def test_weighted_sum_of_jmcdm():
    problem = json.loads((CASES / "saw_jmcdm_1.json").read_text(encoding="utf-8"))
    x = np.array(problem["matrix"])
    larger = np.array(problem["objectives"]) == "max"
    values = np.where(larger, x / x.max(axis=0), x.min(axis=0) / x)
    ranking = additive(matrix_of(values), shares(dict(enumerate(problem["weights"]))))
    expected, tolerance = problem["expected"], problem["tolerance"]
    assert ranking.low == pytest.approx(expected["score"], abs=tolerance["score"])
    assert ranking.best.tolist() == ranking.worst.tolist() == expected["ranking"]


def test_the_example_of_the_contract():
    ranking = ranked([[2, 5, 4], [3, 1, 1], [4, 4, 1]], [0.40, 0.35, 0.25])
    assert ranking.low == pytest.approx([0.6375, 0.2, 0.5625])
    assert ranking.best.tolist() == [1, 3, 2]


def test_golden_4_values_stability_intervals_and_areas():
    ranking = ranked(REVERSAL, [0.5, 0.3, 0.2])
    assert ranking.low == pytest.approx([0.825, 0.725, 0.4, 0.5])
    matrix = matrix_of([[ONE_TO_FIVE.value(s) for s in row] for row in REVERSAL])
    leader = [s for s in stability_intervals(matrix, np.array([0.5, 0.3, 0.2]))
              if s.alternative == matrix.alternatives[0]]  # fmt: skip
    assert [s.sure for s in leader] == [
        pytest.approx((1 / 6, 1)),
        pytest.approx((0, 1 / 2)),
        pytest.approx((0, 21 / 37)),
    ]
    regions = first_regions(matrix)
    assert [r.sure_share for r in regions.regions] == pytest.approx([0.55, 0.25, 0.20, 0])
    assert regions.regions[3].sure == ()
    assert regions.exact


def test_golden_5_areas_add_to_1_and_match_two_million_draws():
    rng = np.random.default_rng(2)
    matrix = matrix_of(rng.random((6, 3)))
    areas = [region.sure_share for region in first_regions(matrix).regions]
    firsts = np.argmax(rng.dirichlet(np.ones(3), 2_000_000) @ matrix.low.T, axis=1)
    assert sum(areas) == pytest.approx(1, abs=1e-9)
    assert areas == pytest.approx(np.bincount(firsts, minlength=6) / len(firsts), abs=1e-3)


@pytest.fixture(scope="module")
def weighted_sum_of_scikit_criteria():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import skcriteria  # noqa: PLC0415 (1.6 s, for one test, and it warns)
        from skcriteria.agg.simple import WeightedSumModel  # noqa: PLC0415

    def scores(values, weights):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            problem = skcriteria.mkdm(values, [max] * values.shape[1], weights=weights)
            return WeightedSumModel().evaluate(problem).e_.score

    return scores


def test_scikit_criteria_finds_the_same_values_and_ranks(weighted_sum_of_scikit_criteria):
    """Ranks from the scores with our tolerance: its own ``untied_rank_`` is not a ranking."""

    @given(weighted(rows=(2, 7), columns=(2, 6), cells=known))
    def agrees(drawn):
        matrix, weights = drawn
        theirs = weighted_sum_of_scikit_criteria(matrix.low, weights)
        ranking = additive(matrix, weights)
        assert ranking.low == pytest.approx(theirs, abs=1e-12)
        ranks = [1 + int((theirs > score + TIE).sum()) for score in theirs]
        assert ranking.best.tolist() == ranking.worst.tolist() == ranks

    agrees()
