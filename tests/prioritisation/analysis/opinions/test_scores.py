"""Scores against published tables, scikit-criteria, pymcdm and formulas written apart."""

import json
import warnings
from pathlib import Path

import numpy as np
import pymcdm
import pytest
import skcriteria
from hypothesis import given
from pymcdm.normalizations import vector_normalization
from skcriteria.agg.simple import WeightedProductModel
from skcriteria.agg.topsis import TOPSIS
from skcriteria.agg.vikor import VIKOR
from skcriteria.pipelines import mkpipe
from skcriteria.preprocessing.scalers import VectorScaler

from prioritisation.analysis.opinions import Method, competition, method_scores
from tests.each import each
from tests.strategies import known, weighted

CASES = Path(__file__).parents[3] / "cases"
OTHERS = [m for m in Method if m is not Method.ADDITIVE]
NAMES = {"topsis": "score", "vikor": "Q", "promethee_ii": "net_flow"}
PUBLISHED = ["topsis_jmcdm", "topsis_tzeng_huang_2011", "vikor_opricovic_tzeng_2004",
             "vikor_tzeng_huang_2011", "vikor_yang_wu_2020", "promethee2_zhao_2013"]  # fmt: skip
KNOWN = {"rows": (2, 7), "columns": (1, 5), "cells": known}


def read(name):
    """A published problem, its criteria turned so that higher is better."""
    problem = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    smaller = np.array(problem["objectives"]) == "min"
    values = np.array(problem["matrix"], dtype=float)
    return problem, np.where(smaller, -values, values), np.array(problem["weights"])


@each("name", PUBLISHED)
def test_published_scores_and_ranks(name):
    problem, values, weights = read(name)
    method, expected = Method(problem["method"]), problem["expected"]
    (found,) = method_scores(values[None], weights, method)
    score = NAMES[problem["method"]]
    told = -found if method is Method.VIKOR else found
    assert told == pytest.approx(expected[score], abs=problem["tolerance"][score])
    if "ranking" in expected:
        assert competition(found[None])[0].tolist() == expected["ranking"]


def test_the_weighted_product_is_the_second_half_of_a_published_waspas():
    """Whose weights add to 1.0155 and are used as given: the power puts their sum back."""
    problem, _, weights = read("waspas_chakraborty_2015")
    x, smaller = np.array(problem["matrix"]), np.array(problem["objectives"]) == "min"
    values = np.where(smaller, x.min(axis=0) / x, x / x.max(axis=0))
    (found,) = method_scores(values[None], weights, Method.WEIGHTED_PRODUCT)
    product = 10 ** (found * weights.sum())
    both = (values @ weights + product) / 2
    assert both == pytest.approx(problem["expected"]["score"], abs=1e-4)


def telling(matrix, weights):
    """The values and weights that a rule may see: constant and weightless criteria left out."""
    kept = (np.ptp(matrix.low, axis=0) > 0) & (weights > 0)
    return matrix.low[:, kept], weights[kept] / (weights[kept].sum() or 1)


def by_classes(method, values, weights):
    """Scores by the documented classes of scikit-criteria, one matrix at a time."""
    makers = {
        Method.TOPSIS: (mkpipe(VectorScaler(target="matrix"), TOPSIS()), "similarity"),
        Method.VIKOR: (VIKOR(v=0.5, use_compromise_set=False), "q_k"),
        Method.WEIGHTED_PRODUCT: (WeightedProductModel(), "score"),
    }
    maker, name = makers[method]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        problem = skcriteria.mkdm(values, [max] * values.shape[1], weights=weights)
        found = np.array(maker.evaluate(problem).e_[name])
    return -found if method is Method.VIKOR else found


@each("method", [Method.TOPSIS, Method.VIKOR, Method.WEIGHTED_PRODUCT])
def test_rules_on_stacks_agree_with_the_classes_of_scikit_criteria(method):
    @given(weighted(**KNOWN))
    def agrees(drawn):
        matrix, weights = drawn
        values, kept = telling(matrix, weights)
        if not values.size:
            return
        positive = (values > 0).all(axis=1)
        seen = values if method is not Method.WEIGHTED_PRODUCT else values[positive]
        if len(seen) < 2:
            return
        if method is Method.VIKOR:
            losses = kept * (seen.max(axis=0) - seen) / np.ptp(seen, axis=0)
            if min(np.ptp(losses.sum(axis=1)), np.ptp(losses.max(axis=1))) < 1e-9:
                return  # its own ranges would be float noise
        stack = np.stack([values, values[::-1]])
        found = method_scores(stack, kept, method)
        rows = positive if method is Method.WEIGHTED_PRODUCT else np.full(len(values), True)
        expected = by_classes(method, seen, kept)
        assert found[0][rows] == pytest.approx(expected, abs=1e-14)
        assert found[1][::-1][rows] == pytest.approx(expected, abs=1e-14)

    agrees()


def topsis_formula(values, weights):
    scaled = weights * values / np.sqrt((values**2).sum(axis=0))
    best, worst = (
        ((scaled - end) ** 2).sum(axis=1) ** 0.5 for end in (scaled.max(0), scaled.min(0))
    )
    return worst / (best + worst)


def vikor_formula(values, weights):
    losses = weights * (values.max(axis=0) - values) / np.ptp(values, axis=0)
    measures = [losses.sum(axis=1), losses.max(axis=1)]
    return -sum(
        0.5 * (x - x.min()) / np.ptp(x) if np.ptp(x) > 1e-9 else np.zeros(len(x)) for x in measures
    )


def product_formula(values, weights):
    return np.prod(values**weights, axis=1)


def promethee_formula(values, weights):
    duels = np.sign(values[:, None] - values[None]) @ weights
    return duels.sum(axis=1) / (len(values) - 1)


FORMULAS = {
    Method.TOPSIS: topsis_formula,
    Method.VIKOR: vikor_formula,
    Method.WEIGHTED_PRODUCT: product_formula,
    Method.PROMETHEE_II: promethee_formula,
}


@each("method", OTHERS)
def test_scores_are_those_of_the_formula_written_apart(method):
    @given(weighted(**KNOWN))
    def agrees(drawn):
        matrix, weights = drawn
        values, kept = telling(matrix, weights)
        if not values.size:
            return
        (found,) = method_scores(values[None], kept, method)
        found = 10**found if method is Method.WEIGHTED_PRODUCT else found
        assert found == pytest.approx(FORMULAS[method](values, kept), abs=1e-9)

    agrees()


@given(weighted(**KNOWN))
def test_pymcdm_finds_the_same_topsis_promethee_and_vikor(drawn):
    values, weights = telling(*drawn)
    if not values.size:
        return
    ones = np.ones(len(weights))
    topsis = pymcdm.methods.TOPSIS(vector_normalization)(values, weights, ones, validation=False)
    assert method_scores(values[None], weights, Method.TOPSIS)[0] == pytest.approx(
        topsis, abs=1e-12
    )
    promethee = pymcdm.methods.PROMETHEE_II("usual")(values, weights, ones, validation=False)
    assert method_scores(values[None], weights, Method.PROMETHEE_II)[0] == pytest.approx(
        promethee, abs=1e-12
    )
    measures = weights * (values.max(axis=0) - values) / np.ptp(values, axis=0)
    if min(np.ptp(measures.sum(axis=1)), np.ptp(measures.max(axis=1))) > 1e-9:
        vikor = pymcdm.methods.VIKOR()(values, weights, ones, validation=False)
        assert method_scores(values[None], weights, Method.VIKOR)[0] == pytest.approx(
            -vikor, abs=1e-9
        )
