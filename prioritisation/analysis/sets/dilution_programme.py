"""The loss that several levers bear, when sets are too many to be listed: by integer programmes.

The same completions as those of ``prioritisation.analysis.sets.dilution``, where it is said why
both ends are attained there. For each, the best set of a ratio is that of a sum, with the loss
taken as known, then corrected until it does not move [1]_.

References
----------
.. [1] Dinkelbach, W. (1967). On nonlinear fractional programming. Management Science, 13(7),
   492-498.
"""

from math import inf

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.dilution import EVEN_WITHOUT_EFFECT, NOT_EVEN_UNDILUTED
from prioritisation.analysis.sets.programme import Programme, set_value
from prioritisation.analysis.sets.sets import LeverSet, Terms

_STILL = 1e-12
"""A loss that moves by less does not move."""


def dilution_ends(programme: Programme, low: Floats, high: Floats) -> tuple[float, float]:
    """The smallest and the largest loss borne, as shares of the effect of each lever.

    Parameters
    ----------
    low, high
        Arrays (m,): smallest and largest overall values of the levers with the weights.
    """
    alone = _alone(programme.terms)
    certain = max(float(low[row] + own) for row, own in alone.items())
    least = EVEN_WITHOUT_EFFECT
    for row in _first(alone, low, high, certain):
        values = low.copy()
        values[row] = high[row]
        best = max(certain, float(high[row] + alone[row]))
        if _bears(programme, values, best, least) is None:
            least = min(least, _borne(programme, values, best))
    most = NOT_EVEN_UNDILUTED
    for best in _levels(programme, alone, high, certain):
        values = _level(alone, best, high)
        if most < 0 or _bears(programme, values, best, most):
            most = max(most, _borne(programme, values, best))
    return least, max(least, most)


def _alone(terms: Terms) -> dict[int, float]:
    """Row of each lever that may be chosen alone -> its own bonus, 0 or less."""
    return {i: terms.bonus((i,)) for i in terms.candidates if terms.fits((i,))}


def _first(alone: dict[int, float], low: Floats, high: Floats, certain: float) -> list[int]:
    """The levers that may be the best alone; of those already so at their lowest and known, one.

    Of a lever that never is, raising it only adds to the sets that hold it.
    """
    may = [row for row, own in alone.items() if high[row] + own >= certain - TIE]
    known = [row for row in may if low[row] == high[row]]
    return [*known[:1], *(row for row in may if low[row] < high[row])]


def _levels(
    programme: Programme, alone: dict[int, float], high: Floats, certain: float
) -> list[float]:
    """What the best alone may be worth where the largest loss is borne."""
    terms = programme.terms
    above = sorted({float(high[row] + own) for row, own in alone.items()})
    above = [value for value in above if value > certain]
    loaded = bool(terms.loads.any()) and not terms.hard
    if loaded or (terms.synergy < 0).any():
        return [certain, *above]
    return [certain, *above[:1]] if certain <= TIE else [certain]


def _level(alone: dict[int, float], best: float, high: Floats) -> Floats:
    """Each lever as high as it can be without being worth more than that alone."""
    values = np.minimum(high, best)
    for row, own in alone.items():
        values[row] = min(high[row], best - own)
    return np.asarray(values)


def _bears(programme: Programme, values: Floats, best: float, loss: float) -> LeverSet | None:
    """A larger set that bears more than a loss, or as much, the best alone being worth that."""
    if not 0 <= loss <= 1:
        return None
    rows = _top(programme, (1 - loss) * values)
    worth = rows and set_value(programme.terms, (1 - loss) * values, rows)
    return rows if worth and worth >= best else None


def _top(programme: Programme, values: Floats) -> LeverSet | None:
    """A set of several levers of the largest value: one, ties being of no matter here."""
    terms, cuts = programme.terms, [programme.sized(2, programme.terms.most)]
    if not terms.synergy.any() and terms.capacity == inf:
        order = sorted(terms.candidates, key=lambda row: -values[row])
        return tuple(sorted(order[: terms.most])) if len(order) > 1 else None
    while rows := programme.best(programme.worth(values), cuts):
        if terms.fits(rows):
            return rows
        cuts.append(programme.without(rows))  # within the solver's tolerance only
    return None


def _borne(programme: Programme, values: Floats, best: float) -> float:
    """The largest loss that a larger set bears, the best alone being worth that."""
    terms, rows = programme.terms, _top(programme, values)
    if rows is None or set_value(terms, values, rows) < best - TIE:
        return NOT_EVEN_UNDILUTED
    nothing = np.zeros_like(values)
    last = _top(programme, nothing)
    if last and set_value(terms, nothing, last) > best + TIE:
        return EVEN_WITHOUT_EFFECT
    loss = 0.0
    while rows and (borne := _of_set(terms, values, rows, best)) > loss + _STILL:
        loss = borne
        rows = _top(programme, (1 - loss) * values)
    return loss


def _of_set(terms: Terms, values: Floats, rows: LeverSet, best: float) -> float:
    """The loss at which a set is worth that; nothing when its levers have no effect."""
    total = float(values[list(rows)].sum())
    lead = set_value(terms, values, rows) - best
    return min(1.0, max(0.0, lead / total)) if total > TIE else 0.0
