"""The same methods in pymcdm and scikit-criteria, where these are right.

No constant criterion, no tie of all levers: there the libraries fail, not us.
"""

import warnings

import numpy as np
from pymcdm import methods, normalizations

from tests.prioritisation.solve.made import arrays

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from skcriteria.agg.copras import copras
    from skcriteria.agg.electre import concordance
    from skcriteria.preprocessing.weighters import critic_weights

__all__ = ["concordance", "copras", "critic_weights", "flows", "score", "telling"]

VECTOR, MIN_MAX = normalizations.vector_normalization, normalizations.minmax_normalization
LARGEST, SUM = normalizations.linear_normalization, normalizations.sum_normalization
BOUNDS = [0.0, 100.0]

MADE = {
    "weighted_sum": lambda _, __: methods.WSM(normalization_function=SUM),
    "topsis": lambda _, params: methods.TOPSIS(
        normalization_function={"vector": VECTOR, "minmax": MIN_MAX}[params["normalisation"]]
    ),
    "vikor": lambda _, params: methods.VIKOR(v=params["v"]),
    "moora_ratio": lambda _, __: methods.MOORA(),
    "edas": lambda _, __: methods.EDAS(),
    "aras": lambda _, __: methods.ARAS(),
    "marcos": lambda _, __: methods.MARCOS(),
    "mabac": lambda _, __: methods.MABAC(),
    "mairca": lambda _, __: methods.MAIRCA(),
    "waspas": lambda _, params: methods.WASPAS(l=params["lambda"]),
    "spotis": lambda count, _: methods.SPOTIS(np.array([BOUNDS] * count)),
    "codas": lambda _, __: methods.CODAS(),
}


def score(method, keys, **params):
    """Scores by pymcdm."""
    matrix, weights, signs = arrays(keys)
    made = MADE[method](len(weights), params)
    return np.asarray(made(matrix, weights, signs, validation=False))


def flows(kind, keys, p=None, q=None):
    """Net flows of PROMETHEE II by pymcdm; a new object, a used one has lost its criteria."""
    matrix, weights, signs = arrays(keys)
    made = methods.PROMETHEE_II(kind, p=p, q=q)
    return np.asarray(made(matrix, weights, signs, validation=False))


def telling(keys):
    """Whether every criterion separates the levers."""
    return (np.ptp(np.array(keys["matrix"]), axis=0) > 0).all()
