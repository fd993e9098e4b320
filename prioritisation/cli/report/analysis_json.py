"""An analysis as plain JSON for programs."""

from criteria.model import Criterion
from prioritisation import sentences as say
from prioritisation.analysis.inquiry import Inquiry
from prioritisation.analysis.ranking import Ranking
from prioritisation.analysis.robustness.deciding import Deciding
from prioritisation.analysis.robustness.stability import Stability
from prioritisation.analysis.scenario import Alternate, Analysis, Verdict
from prioritisation.cli.report.exact import Json, exact, interval
from prioritisation.cli.report.sets_json import sets_json
from prioritisation.cli.report.solidity_json import solidity_json

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
