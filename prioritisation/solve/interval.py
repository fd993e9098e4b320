"""Weight stability intervals of the lever that is first now."""

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights import moved
from prioritisation.solve.additive import ADDITIVE
from prioritisation.solve.answer import Answer
from prioritisation.solve.normalisation import chosen
from prioritisation.solve.ranks import tie
from prioritisation.solve.reading import Problem
from prioritisation.solve.table import NOISE, WEIGHTS, table, weights
from prioritisation.wording import t


def weight_stability_interval(problem: Problem) -> Answer:
    """Where each weight may stand, the others keeping their proportions [1]_.

    References
    ----------
    .. [1] Mareschal, B. (1988). Weight stability intervals in multicriteria decision aid.
       European Journal of Operational Research, 33(1), 54-64.
    """
    found = table(problem)
    _, values = chosen(problem, found, ADDITIVE)
    given = weights(problem, found)
    scores = values @ given
    firsts = np.flatnonzero(scores >= scores.max() - tie(scores)).tolist()
    leads = values[firsts[0]] - values
    intervals = [_interval(leads, given, column) for column in range(len(given))]
    warnings = []
    if len(firsts) > 1:
        levers = ", ".join(found.names.lever(row) for row in firsts)
        warnings.append(
            t(
                "{levers} are first together: the intervals are those of the first named",
                levers=levers,
            )
        )
    if given.max() == 1 and len(given) > 1:
        criterion = found.names.criterion(int(given.argmax()))
        warnings.append(
            t(
                "{place}: criterion {criterion} has all the weight; what it leaves is taken as "
                "shared equally",
                place=WEIGHTS,
                criterion=criterion,
            )
        )
    return Answer({"interval": np.array(intervals)}, tuple(warnings))


def _interval(leads: Floats, given: Floats, column: int) -> tuple[float, float]:
    """The lead over each rival is linear in the weight: where all are 0 or more.

    A lead within rounding of a constant one bounds nothing; the present weight is always inside.
    """
    weight = float(given[column])
    if len(given) == 1:
        return weight, weight
    at_zero = leads @ moved(given, column, 0.0)
    slopes = leads[:, column] - at_zero
    steep = np.abs(slopes) > NOISE * np.abs(leads).max(initial=0.0)
    roots = -at_zero[steep] / slopes[steep]
    rising = slopes[steep] > 0
    low = float(roots[rising].max(initial=0.0))
    high = float(roots[~rising].min(initial=1.0))
    return min(low, weight), max(high, weight)
