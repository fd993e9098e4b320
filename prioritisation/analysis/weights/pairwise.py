"""Weights from pairwise judgements (AHP), and how consistent these are."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights.errors import InvalidJudgements, JudgementFault

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean index of random judgements of 1 to 10 criteria [1]_: there is no ratio beyond.

References
----------
.. [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.
"""

ACCEPTED = 0.10
"""Judgements of a larger ratio should be discussed again (Saaty's rule)."""

RECIPROCAL = 1e-6 * (1 + 1e-9)
"""How far from 1 a judgement times its reverse may be: 3 and 0.333333 are just near enough."""


class Priority(StrEnum):
    """How judgements become weights."""

    EIGENVECTOR = "eigenvector"
    COLUMN_MEAN = "column_mean"


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Weights from judgements, and their consistency.

    Attributes
    ----------
    weights
        Array (n,) of shares summing to 1.
    lambda_max
        Principal eigenvalue, or its estimate; n when judgements are consistent.
    index
        Consistency index, (lambda_max - n) / (n - 1).
    ratio
        Index over that of random judgements; 0 up to two criteria, None above ten.
    """

    weights: Floats
    lambda_max: float
    index: float
    ratio: float | None

    @property
    def inconsistent(self) -> bool:
        """Whether the judgements contradict each other more than is accepted."""
        return self.ratio is not None and self.ratio > ACCEPTED


def judged(judgements: Floats, priority: Priority = Priority.EIGENVECTOR) -> Judged:
    """Weights from a matrix of judgements [1]_.

    Parameters
    ----------
    judgements
        Array (n, n): how many times the criterion of the row counts as much as that of the column.

    Examples
    --------
    >>> found = judged(np.array([[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]]))
    >>> found.weights.round(4).tolist(), found.inconsistent
    ([0.5714, 0.2857, 0.1429], False)

    Raises
    ------
    InvalidJudgements
        If the matrix is not square, positive and reciprocal.

    References
    ----------
    .. [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.
    """
    check(judgements)
    count = len(judgements)
    if priority is Priority.EIGENVECTOR:
        eigenvalues, vectors = np.linalg.eig(judgements)
        principal = int(eigenvalues.real.argmax())
        weights = np.abs(vectors[:, principal].real)
        weights /= weights.sum()
        largest = float(eigenvalues[principal].real)
    else:
        weights = (judgements / judgements.sum(axis=0)).mean(axis=1)
        largest = float((judgements @ weights / weights).mean())
    index = max(0.0, (largest - count) / max(count - 1, 1))
    return Judged(weights, largest, index, _ratio(index, count))


def check(judgements: Floats) -> None:
    """Refuse a matrix that is not square, positive and reciprocal, naming the first wrong cell.

    Raises
    ------
    InvalidJudgements
        If it is not so.
    """
    if judgements.ndim != 2 or not judgements.size or len(set(judgements.shape)) > 1:  # noqa: PLR2004 (square)
        raise InvalidJudgements("shape")
    with np.errstate(over="ignore", invalid="ignore"):
        products = judgements * judgements.T
    found: tuple[tuple[JudgementFault, NDArray[np.bool_]], ...] = (
        ("positive", (judgements > 0) & np.isfinite(judgements)),
        ("reciprocal", np.abs(products - 1) <= RECIPROCAL),
    )
    for fault, right in found:
        if not right.all():
            row, column = np.argwhere(~right)[0].tolist()
            raise InvalidJudgements(fault, row, column)


def _ratio(index: float, count: int) -> float | None:
    if count > len(RANDOM_INDEX):
        return None
    random = RANDOM_INDEX[count - 1]
    return index / random if random else 0.0
