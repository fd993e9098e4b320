"""The methods that give a second opinion, the ranks they give, and their libraries, read late.

Everything is checked here before a library sees it. A criterion that weighs nothing, or on which
all levers are equal, is left out: it separates nobody, and no ranking depends on it. (A weighted
product with a factor 0 is 0 all the same, be it that of every lever: they are then all tied.)

They weigh more than the rest of the server: a meeting that compares nothing never pays for them.
"""

import gc
import importlib
import logging
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from threading import Thread

import numpy as np
from numpy.typing import ArrayLike, NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.errors import InvalidOpinion

Ranks = NDArray[np.int64]
_Rule = Callable[[Floats, Floats], Floats]
"""Values (k, m, n) and weights (n,) -> scores (k, m), higher is better."""


class Method(StrEnum):
    """A way to rank levers from their values and the weights."""

    ADDITIVE = "additive"
    TOPSIS = "topsis"
    VIKOR = "vikor"
    WEIGHTED_PRODUCT = "weighted_product"
    PROMETHEE_II = "promethee_ii"


def ready() -> bool:
    """Whether the libraries are imported, so that a ranking waits for nothing."""
    module = sys.modules.get(f"{__package__}.libraries")
    return bool(getattr(module, "LOADED", False))


def _check_values(values: ArrayLike, weights: ArrayLike) -> Floats:
    """Weights (n,) as shares, once values (m, n) and they are numbers within their bounds.

    Raises
    ------
    InvalidOpinion
        If a shape is wrong or empty, a value is outside [0, 1] or not a number, a weight is
        negative or not a number, or the weights do not sum to 1 within a tie.
    """
    table, shares = _numbers("values", values), _numbers("weights", weights)
    if table.ndim != 2 or not table.size or shares.shape != table.shape[1:]:  # noqa: PLR2004 (m, n)
        raise InvalidOpinion("shape", f"values {table.shape}, weights {shares.shape}")
    if not np.all((table >= -TIE) & (table <= 1 + TIE)):
        raise InvalidOpinion("values", "they must be numbers between 0 and 1")
    if not np.all(shares >= 0) or not abs(shares.sum() - 1) <= TIE:
        raise InvalidOpinion("weights", "they must be shares >= 0 that sum to 1")
    return shares


def check_matrix(matrix: DecisionMatrix, weights: ArrayLike) -> Floats:
    """Weights (n,) as shares, once they and both bounds of a matrix are checked.

    Raises
    ------
    InvalidOpinion
        If a shape is wrong or empty, a value is outside [0, 1] or not a number, a weight is
        negative or not a number, or the weights do not sum to 1 within a tie.
    """
    _check_values(matrix.low, weights)
    return _check_values(matrix.high, weights)


def _numbers(field: str, array: ArrayLike) -> Floats:
    try:
        return np.asarray(array, dtype=float)
    except (TypeError, ValueError) as error:
        raise InvalidOpinion(field, str(error)) from error


def competition(scores: Floats) -> Ranks:
    """Ranks (k, m) from scores (k, m), higher is better: 1 + the number of levers surely above.

    Examples
    --------
    >>> competition(np.array([[0.1 + 0.2, 0.9, 0.3, 0.2]])).tolist()
    [[2, 1, 2, 4]]
    """
    above = scores[:, None, :] > scores[:, :, None] + TIE
    return np.asarray(1 + above.sum(axis=2))


def method_scores(values: Floats, weights: Floats, method: Method) -> Floats:
    """Scores (k, m) of k matrices (k, m, n) by one method, higher is better; nothing is checked.

    TOPSIS: closeness; VIKOR: minus Q; weighted product: its decimal logarithm; PROMETHEE II: net
    flow.
    """
    if method is Method.ADDITIVE:
        return np.asarray(values @ weights)
    scores = separated_scores(values, weights, _rule(method))
    # The rule has not seen a criterion on which all are at 0: the product is 0 there all the same.
    if method is Method.WEIGHTED_PRODUCT:
        scores[(values[:, :, weights > 0] <= TIE).any(axis=2)] = -np.inf
    return scores


def _rule(method: Method) -> _Rule:
    from prioritisation.analysis.opinions import libraries  # noqa: PLC0415 (seconds to import)

    return {
        Method.TOPSIS: libraries.vector_closeness,
        Method.VIKOR: libraries.vikor_compromise,
        Method.WEIGHTED_PRODUCT: libraries.logarithm_of_product,
        Method.PROMETHEE_II: libraries.net_flow,
    }[method]


def separated_scores(values: Floats, weights: Floats, rule: _Rule) -> Floats:
    """Scores (k, m) by a rule that sees only the criteria that separate levers; 0 without any.

    Raises
    ------
    InvalidOpinion
        If a score is not a number.
    """
    telling = (np.ptp(values, axis=1) > TIE) & (weights > 0)
    scores = np.zeros(values.shape[:2])
    patterns, which = np.unique(telling, axis=0, return_inverse=True)
    for number, columns in enumerate(patterns):
        if columns.any():
            alike, kept = which == number, weights[columns]
            scores[alike] = rule(values[alike][:, :, columns], kept / kept.sum())
    if np.isnan(scores).any() or np.isposinf(scores).any():
        raise InvalidOpinion("scores", "a library returned one that is not a number")
    return scores


_LOGGER = logging.getLogger(__name__)
LIBRARIES_MODULE = "prioritisation.analysis.opinions.libraries"


@cache
def load_in_background() -> Thread:
    """Start the import, once; ``ready()`` says when it is over."""
    thread = Thread(target=_load, name="second opinions", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    try:
        importlib.import_module(LIBRARIES_MODULE)
    except Exception:
        # In a thread of its own: whatever is raised would be in no log.
        _LOGGER.exception("second opinions could not be loaded")
    # What was imported stays: the collector need not look at it again.
    gc.collect()
    gc.freeze()
