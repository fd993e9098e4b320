import numpy as np
import pymcdm
import pytest
from hypothesis import given
from skcriteria.preprocessing.scalers import scale_by_sum

from prioritisation.analysis.opinions.methods import Method
from prioritisation.analysis.opinions.normalisation import (
    FirstsChange,
    Scaling,
    example_of,
    min_max_closeness,
    normalisation_effects,
    scaled,
)
from prioritisation.errors import InvalidOpinion
from tests.prioritisation.analysis.opinions.listed import by_hand, listed, listed_matrix
from tests.prioritisation.analysis.opinions.ranks import method_ranks
from tests.strategies import known, matrices, matrix_of, weighted

GOLDEN = (np.array([[2, 5, 4], [3, 1, 1], [4, 4, 1]]) - 1) / 4
"""Example 1 of the method reference, anchors 1 to 5."""
WEIGHTS = np.array([0.40, 0.35, 0.25])
VARIANTS = [
    (Method.ADDITIVE, Scaling.MIN_MAX),
    (Method.ADDITIVE, Scaling.MAX),
    (Method.ADDITIVE, Scaling.SUM),
    (Method.TOPSIS, Scaling.MIN_MAX),
]


@pytest.mark.parametrize(
    ("scaling", "expected"),
    [
        (Scaling.ANCHORS, [[0.2, 0.5, 0.0], [0.6, 0.5, 0.0], [0.4, 0.5, 0.0]]),
        (Scaling.MIN_MAX, [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.5, 0.0, 0.0]]),
        (Scaling.MAX, [[1 / 3, 1.0, 0.0], [1.0, 1.0, 0.0], [2 / 3, 1.0, 0.0]]),
        (Scaling.SUM, [[1 / 6, 1 / 3, 0.0], [1 / 2, 1 / 3, 0.0], [1 / 3, 1 / 3, 0.0]]),
    ],
)
def test_each_scaling_found_by_hand_constant_and_zero_criteria_included(scaling, expected):
    values = np.array([[0.2, 0.5, 0.0], [0.6, 0.5, 0.0], [0.4, 0.5, 0.0]])
    assert scaled(values, scaling) == pytest.approx(np.array(expected))
    assert scaled(values[None], scaling)[0].tolist() == scaled(values, scaling).tolist()


@given(matrices(cells=known))
def test_every_scaling_stays_between_0_and_1_and_keeps_the_order(matrix):
    for scaling in Scaling:
        found = scaled(matrix.low, scaling)
        assert (found >= 0).all()
        assert (found <= 1 + 1e-12).all()
        before, after = (np.sign(x[:, None] - x[None]) for x in (matrix.low, found))
        assert ((before == after) | (after == 0)).all()


@given(matrices(cells=known))
def test_the_scalers_of_the_libraries_agree_where_they_are_defined(matrix):
    values = matrix.low[:, np.ptp(matrix.low, axis=0) > 0]
    if values.size:
        assert scaled(values, Scaling.SUM) == pytest.approx(scale_by_sum(values, axis=0))
        for column in range(values.shape[1]):
            for scaling, theirs in (
                (Scaling.MIN_MAX, pymcdm.normalizations.minmax_normalization),
                (Scaling.MAX, pymcdm.normalizations.max_normalization),
            ):
                found = scaled(values, scaling)[:, column]
                assert found == pytest.approx(theirs(values[:, column]))


@given(weighted(rows=(2, 6), cells=known))
def test_min_max_topsis_is_the_default_of_pymcdm(drawn):
    matrix, weights = drawn
    kept = (np.ptp(matrix.low, axis=0) > 0) & (weights > 0)
    if kept.any():
        values, shares = matrix.low[:, kept], weights[kept] / weights[kept].sum()
        ones = np.ones(len(shares))
        theirs = pymcdm.methods.TOPSIS()(values, shares, ones, validation=False)
        (found,) = min_max_closeness(matrix.low[None], weights)
        assert found == pytest.approx(theirs, abs=1e-12)


def test_golden_1_the_normalisation_alone_decides():
    """On fixed anchors .6375, .2, .5625; min-max .6, .2, .6625: another lever is first."""
    found = {(e.method, e.scaling): e for e in normalisation_effects(matrix_of(GOLDEN), WEIGHTS)}
    assert list(found) == VARIANTS
    effect = found[Method.ADDITIVE, Scaling.MIN_MAX]
    assert (effect.share, effect.completions, effect.exhaustive) == (1.0, 1, True)
    assert effect.example == FirstsChange((0,), (2,))


def firsts(values, weights, method):
    return tuple(np.flatnonzero(method_ranks(values, weights, method) == 1).tolist())


@given(listed(columns=(2, 3)))
def test_the_share_and_the_example_are_those_of_all_completions_one_by_one(drawn):
    low, options = drawn
    weights = np.full(low.shape[1], 1 / low.shape[1])
    every = by_hand(low, options)
    for effect in normalisation_effects(listed_matrix(low, options), weights):
        changes = []
        for filled in every:
            before = firsts(filled, weights, effect.method)
            if effect.method is Method.ADDITIVE:
                after = firsts(scaled(filled, effect.scaling), weights, Method.ADDITIVE)
            else:
                (closeness,) = min_max_closeness(filled[None], weights)
                after = tuple(np.flatnonzero(closeness >= closeness.max() - 1e-9).tolist())
            changes += [FirstsChange(before, after)] if before != after else []
        assert effect.share == pytest.approx(len(changes) / len(every))
        assert effect.example in changes if changes else effect.example is None
        assert (effect.completions, effect.exhaustive) == (len(every), True)


@given(weighted(rows=(2, 4), columns=(1, 3)))
def test_an_example_there_is_when_and_only_when_something_changed(drawn):
    for effect in normalisation_effects(*drawn, most=20):
        assert (effect.example is not None) == (effect.share > 0)
        assert effect.completions in (1, 20)


def test_levers_that_use_the_whole_scale_are_not_rescaled():
    """Nothing can change then: the smallest is the worst anchor and the largest the best."""
    values = [[0, 1, 0.4], [1, 0, 0], [0.3, 0.8, 1]]
    for effect in normalisation_effects(matrix_of(values), WEIGHTS)[:2]:
        assert (effect.share, effect.example) == (0.0, None)


def test_the_example_is_the_last_change():
    before = np.array([[True, False], [True, False], [True, True]])
    after = np.array([[False, True], [True, True], [True, True]])
    assert example_of(before, after) == FirstsChange((0,), (0, 1))
    assert example_of(before, before) is None


def test_what_cannot_be_ranked_is_refused():
    with pytest.raises(InvalidOpinion):
        normalisation_effects(matrix_of(GOLDEN), WEIGHTS * 2)
