"""One lever or several, as plain JSON for programs.

Costs and thresholds are values: 0.05 is 5 points out of 100.
"""

from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.choice import Best
from prioritisation.analysis.sets.portfolio import Portfolio, Spread
from prioritisation.analysis.sets.sets import Rows
from prioritisation.cli.report.exact import Json, exact, interval
from prioritisation.sentences.portfolio import answer

COSTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Costs of dispersion at which both sides are counted."""


def sets_json(analysis: Analysis, found: Portfolio) -> Json:
    """The answer, every set, the threshold and who is on each side of a cost."""
    labels = [lever.label for lever in analysis.case.levers]
    spread = found.over_weights if len(analysis.matrix.criteria) > 1 else None
    return {
        "sentence": str(answer(found, labels)),
        "most": found.terms.most,
        "threshold": interval(found.threshold),
        "best": [_best(found, best) for best in found.choice.bests],
        "sets": _sets(found, spread),
        "sides": _sides(spread),
        "median_threshold": _median(spread),
        "roles": {
            found.matrix.alternatives[role.row]: {
                "place": role.place.value,
                "index": exact(role.index),
            }
            for role in found.roles
        },
        "waiting": [wait.lever for wait in found.waiting],
        "too_heavy": [_ids(found, rows) for rows in found.too_heavy],
        "load_unsaid": [found.matrix.alternatives[row] for row in found.terms.unsaid],
    }


def _best(found: Portfolio, best: Best) -> Json:
    """The best sets of a size; ``possible`` is null when they are too many to be listed."""
    possible = best.possible
    return {
        "size": best.size,
        "sure": [_ids(found, rows) for rows in best.sure],
        "possible": None if possible is None else [_ids(found, rows) for rows in possible],
        "complete": best.complete,
    }


def _ids(found: Portfolio, rows: Rows) -> list[str]:
    return [found.matrix.alternatives[row] for row in rows]


def _sets(found: Portfolio, spread: Spread | None) -> list[Json] | None:
    """Every set; None when they are too many to be listed. Values are before dispersion."""
    if found.sets is None:
        return None
    ranking, sets = found.ranking, found.sets
    lows = sets.belongs @ ranking.low + sets.bonus
    highs = sets.belongs @ ranking.high + sets.bonus
    return [
        {
            "levers": _ids(found, rows),
            "value": interval((low, high)),
            "bonus": exact(bonus),
            "share_of_weights": _share(spread, rows),
        }
        for rows, low, high, bonus in zip(sets.members, lows, highs, sets.bonus, strict=True)
    ]


def _share(spread: Spread | None, rows: Rows) -> Json | None:
    """For which share of all weights a set is the best of its size."""
    if spread is None:
        return None
    robust = spread.robust[len(rows)]
    one = robust.of(rows)
    return {
        "sure": exact(one.sure),
        "possible": exact(one.possible),
        "error": exact(robust.error),
    }


def _sides(spread: Spread | None) -> list[Json] | None:
    """Shares of all weights on each side, cost after cost; None when there is none."""
    if spread is None or spread.thresholds is None:
        return None
    counted = {cost: spread.thresholds.sides(cost) for cost in COSTS}
    return [
        {
            "cost": cost,
            "one": exact(sides.one),
            "several": exact(sides.several),
            "tied": exact(sides.tied),
            "unknown": exact(sides.unknown),
        }
        for cost, sides in counted.items()
    ]


def _median(spread: Spread | None) -> Json | None:
    if spread is None or spread.thresholds is None:
        return None
    return interval(spread.thresholds.span(0.5))
