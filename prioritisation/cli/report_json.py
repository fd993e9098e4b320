"""An analysis as plain JSON for programs.

One lever or several, as plain JSON for programs.

Costs and thresholds are values: 0.05 is 5 points out of 100.
"""

from criteria.model import Criterion
from prioritisation import sentences as say
from prioritisation.analysis.inquiry import Inquiry
from prioritisation.analysis.ranking import Ranking
from prioritisation.analysis.robustness.information import Deciding
from prioritisation.analysis.robustness.weight_changes import Stability
from prioritisation.analysis.scenario import Alternate, Analysis, Verdict
from prioritisation.analysis.sets.best import Best
from prioritisation.analysis.sets.portfolio import Portfolio, Spread
from prioritisation.analysis.sets.sets import Rows
from prioritisation.cli.report_figures import Json, exact, interval, solidity_json
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


TOLD = ("lever", "criterion", "low", "high", "status", "source", "date", "reason")
"""What is said of an unknown or uncertain score."""


def as_json(analysis: Analysis, further: Inquiry | None = None) -> Json:
    """Everything an analysis holds, as plain JSON types.

    Keys are English; ids and statuses are those of the case. Levers and criteria come in the
    order of the case, which breaks no tie. Weights, values and shares are in [0, 1]; with one
    criterion there are no other weights, and shares of them are null.

    Parameters
    ----------
    further
        How far the first place holds, and one lever or several: two more keys.
    """
    case, scenario, regions = analysis.case, analysis.scenario, analysis.regions
    sampling = {"draws": regions.draws, "seed": regions.seed, "error": regions.error}
    return {
        "case": {"id": case.id, "title": case.title, "updated": case.updated.isoformat()},
        "perimeter": scenario.perimeter,
        "points": {c.id: float(scenario.points[c.id]) for c in case.criteria},
        "equal_weights": scenario.equal,
        "weights": dict(zip(analysis.matrix.criteria, map(exact, analysis.weights), strict=True)),
        "criteria": [_criterion(analysis, c) for c in case.criteria],
        "levers": [_lever(analysis, i) for i in range(len(case.levers))],
        "undecided_share": exact(regions.undecided_share) if _several(analysis) else None,
        "sampling": None if regions.exact else sampling,
        "verdict": _verdict(analysis.ranking, analysis.verdict),
        "stability": [_stability(found) for found in analysis.stability],
        "deciding_cells": [_deciding(analysis, found) for found in analysis.deciding],
        "unknown_scores": [{k: getattr(s, k) for k in TOLD} for s in analysis.table.unknowns],
        "uncertain_scores": [{k: getattr(s, k) for k in TOLD} for s in analysis.table.uncertain],
        "alternates": [_alternate(analysis, found) for found in analysis.alternates],
        "caveats": say.caveats(analysis),
        "conclusion": str(say.conclusion(analysis)),
        "next_step": say.next_step(analysis),
    } | _further(analysis, further)


def _further(analysis: Analysis, further: Inquiry | None) -> Json:
    if further is None:
        return {}
    return {
        "robustness": solidity_json(analysis, further.solidity),
        "portfolio": sets_json(analysis, further.sets),
    }


def _several(analysis: Analysis) -> bool:
    """Whether there are other weights than those given."""
    return len(analysis.case.criteria) > 1


def _criterion(analysis: Analysis, criterion: Criterion) -> Json:
    """A criterion, its direction and its anchors as they are read in this scenario."""
    direction, sense = criterion.direction, analysis.sense(criterion.id)
    about = {"status": direction.status.value, "reason": direction.reason}
    label = say.direction_label(criterion, sense)
    worst, best = criterion.anchors(analysis.scenario.perimeter, sense)
    return {
        "id": criterion.id,
        "label": criterion.label,
        "unit": criterion.unit.one,
        "direction": {"sense": sense.value, "label": label, **about},
        "anchors": {"worst": worst, "best": best, "status": criterion.scale_status.value},
    }


def _lever(analysis: Analysis, row: int) -> Json:
    ranking, region = analysis.ranking, analysis.region(row)
    lows, highs = ranking.low_contributions[row], ranking.high_contributions[row]
    parts = map(interval, zip(lows, highs, strict=True))
    sure, possible = exact(region.sure_share), exact(region.possible_share)
    return _place(analysis, ranking, row) | {
        "contributions": dict(zip(ranking.criteria, parts, strict=True)),
        "necessary_first": row in ranking.necessary_firsts,
        "possible_first": row in ranking.possible_firsts,
        "share_of_weights": {"sure": sure, "possible": possible} if _several(analysis) else None,
    }


def _place(analysis: Analysis, ranking: Ranking, row: int) -> Json:
    """A lever, its interval of ranks and its interval of values."""
    return {
        "id": ranking.alternatives[row],
        "label": analysis.case.levers[row].label,
        "rank": {"best": int(ranking.best[row]), "worst": int(ranking.worst[row])},
        "value": interval((ranking.low[row], ranking.high[row])),
    }


def _verdict(ranking: Ranking, verdict: Verdict) -> Json:
    """The verdict; ``winner`` is null unless one lever may be announced."""
    ids = ranking.alternatives
    return {
        "lead": verdict.lead.value,
        "leaders": [ids[i] for i in verdict.leaders],
        "rival": None if verdict.rival is None else ids[verdict.rival],
        "gap": interval(verdict.gap),
        "solidity": verdict.solidity.value,
        "winner": None if verdict.winner is None else ids[verdict.winner],
    }


def _stability(found: Stability) -> Json:
    bounds = {"sure": interval(found.sure), "possible": interval(found.possible)}
    return {"lever": found.alternative, "criterion": found.criterion, **bounds}


def _deciding(analysis: Analysis, found: Deciding) -> Json:
    levers, criteria = analysis.matrix.alternatives, analysis.matrix.criteria
    return {
        "lever": levers[found.row],
        "criterion": criteria[found.column],
        "winner": levers[found.winner],
        "value": interval((found.low, found.high)),
        "settles": list(found.settles),
        "leaves_open": list(found.leaves_open),
        "sentence": say.settles(analysis, (found,)),
    }


def _alternate(analysis: Analysis, found: Alternate) -> Json:
    ranking = found.ranking
    return {
        "criterion": found.criterion,
        "sense": found.sense.value,
        "verdict": _verdict(ranking, found.verdict),
        "levers": [_place(analysis, ranking, i) for i in range(len(ranking.alternatives))],
        "sentence": say.alternate_heading(analysis, found),
    }
