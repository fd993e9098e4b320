"""A case as a matrix of scikit-criteria: what is not exact is refused, or given by its bounds."""

import numpy as np
import pytest
from hypothesis import given
from skcriteria.agg.simple import WeightedSumModel

from prioritisation.api import InexactScores, analyse, decision_matrix, load_case
from tests import strategies as drawn
from tests.conftest import INTERVALS

SITES = INTERVALS.parent / "sites"


def test_what_is_not_exact_is_refused_by_name():
    with pytest.raises(InexactScores) as refused:
        decision_matrix(load_case(SITES))
    assert ("ecole_fermee", "cout") in refused.value.cells
    said = str(refused.value).replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith("5 scores sont inconnus, ou entre deux valeurs (ancienne_gare/cout, ")
    assert "ecole_fermee/cout" in said
    assert said.endswith('demandez les deux bornes, at="worst" et at="best"')
    assert len(refused.value.cells) == 5


def test_bounds_are_those_of_the_scores_and_of_their_scale():
    case = load_case(SITES)
    worst, best = (decision_matrix(case, at=at).matrix for at in ("worst", "best"))
    assert (worst.loc["ancienne_gare", "cout"], best.loc["ancienne_gare", "cout"]) == (600, 400)
    assert (worst.loc["ecole_fermee", "cout"], best.loc["ecole_fermee", "cout"]) == (900, 100)
    assert worst.loc["halle_du_marche"].tolist() == best.loc["halle_du_marche"].tolist()


def test_an_analysis_has_its_weights_and_its_ways():
    result = analyse(load_case(SITES), {"cout": 3, "surface": 1}, senses={"surface": "min"})
    matrix = decision_matrix(result, at="best")
    assert matrix.weights.to_dict() == {"cout": 0.75, "surface": 0.25}
    assert matrix.minwhere.to_dict() == {"cout": True, "surface": True}
    assert matrix.matrix.loc["atelier_communal", "surface"] == 0


@given(drawn.cases(rows=(2, 4), columns=(2, 3)))
def test_what_the_product_adds_up_the_library_adds_up_too(case):
    """Of the values of the worst and the best of each score, once they are values."""
    result = analyse(case)
    for at, column in (("worst", "points_low"), ("best", "points_high")):
        matrix = decision_matrix(result, at=at)
        values = matrix.matrix.copy()
        for criterion in result.case.criteria:
            scale = criterion.scale
            if hasattr(scale, "worst"):
                values[criterion.id] = values[criterion.id].map(scale.value)
        sums = 100 * (values * matrix.weights).sum(axis=1)
        ranking = result.ranking[column].loc[sums.index]
        assert sums.tolist() == pytest.approx(ranking.tolist())


def test_the_library_takes_it():
    exact = analyse(load_case(SITES), {"a_pied": 1, "surface": 1}, senses={"a_pied": "max"})
    ranks = WeightedSumModel().evaluate(decision_matrix(exact, at="best")).rank_
    assert min(np.asarray(ranks).tolist()) == 1
