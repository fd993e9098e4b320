"""Weight stability intervals: how far one weight may move before the first place changes."""

from dataclasses import dataclass

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.regions import leads
from prioritisation.analysis.weights import moved

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stability:
    """Where one weight may stand, the others keeping their proportions, for one alternative.

    Attributes
    ----------
    sure
        Interval of that weight, in [0, 1], over which the alternative is first whatever the
        uncertain scores; None when there is none.
    possible
        Interval over which it is first for some of them; None when there is none.
    """

    criterion: str
    alternative: str
    sure: Interval | None
    possible: Interval | None


def stability_intervals(matrix: DecisionMatrix, weights: Floats) -> tuple[Stability, ...]:
    """Every alternative's interval on every criterion, in closed form [1]_.

    One weight x moves and the others are rescaled in proportion, so the lead over each
    rival is linear in x: each rival cuts [0, 1] at one root. With uncertain scores the
    smallest lead gives the ``sure`` interval and the largest the ``possible`` one.

    A criterion that has all the weight (or is alone) has no others to rescale: it is left out.

    References
    ----------
    .. [1] Mareschal, B. (1988). Weight stability intervals in multicriteria decision aid.
       European Journal of Operational Research, 33(1), 54-64.
    """
    return tuple(
        Stability(
            criterion,
            alternative,
            _interval(leads(matrix, i, sure=True), weights, j),
            _interval(leads(matrix, i, sure=False), weights, j),
        )
        for j, criterion in enumerate(matrix.criteria)
        if weights[j] < 1
        for i, alternative in enumerate(matrix.alternatives)
    )


def _interval(gaps: Floats, weights: Floats, column: int) -> Interval | None:
    """Where the lead over every rival is at least 0 (within a tie); None when nowhere."""
    rest = gaps @ moved(weights, column, 0.0)
    low, high = 0.0, 1.0
    for at_zero, at_one in zip(rest.tolist(), gaps[:, column].tolist(), strict=True):
        slope = at_one - at_zero
        if abs(slope) <= TIE:
            if at_zero < -TIE:
                return None
        elif slope > 0:
            low = max(low, -at_zero / slope)
        else:
            high = min(high, -at_zero / slope)
    return (low, high) if low <= high + TIE else None
