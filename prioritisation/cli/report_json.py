"""An analysis as plain JSON for programs."""

from criteria.model import Criterion
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.one_or_two import one_or_two
from prioritisation.analysis.ranking import Ranking
from prioritisation.analysis.robustness.deciding import DecidingCell
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Alternate, Analysis, Verdict
from prioritisation.cli.report_figures import (
    Json,
    exact,
    interval,
    robustness_json,
    stability_json,
)
from prioritisation.sentences.change import settles
from prioritisation.sentences.crossing import open_choices_text
from prioritisation.sentences.phrases import direction_label
from prioritisation.sentences.ranking import caveats
from prioritisation.sentences.verdict import alternate_heading, conclusion

_TOLD = ("lever", "criterion", "low", "high", "status", "source", "date", "reason")
"""What is said of an unknown or uncertain score."""


def analysis_json(analysis: Analysis, robustness: Robustness | None = None) -> Json:
    """Everything an analysis holds, as plain JSON types.

    Keys are English; ids and statuses are those of the case. Levers and criteria come in the
    order of the case, which breaks no tie. Weights, values and shares are in [0, 1]; with one
    criterion there are no other weights, and shares of them are null.

    Parameters
    ----------
    robustness
        How far the first place holds; with it, how surely each lever is in the first two.
    """
    case, scenario, regions = analysis.case, analysis.scenario, analysis.regions
    sampling = {"draws": regions.draws, "seed": regions.seed, "error": regions.error}
    return {
        "case": {"id": case.id, "title": case.title, "updated": case.updated.isoformat()},
        "readings": {q.id: q.answer(scenario.combination).id for q in case.questions},
        "points": {c.id: float(scenario.points[c.id]) for c in case.criteria},
        "equal_weights": scenario.equal,
        "weights": dict(zip(analysis.matrix.criteria, map(exact, analysis.weights), strict=True)),
        "criteria": [_criterion(analysis, c) for c in case.criteria],
        "set_aside": [{"label": label, "why": why} for label, why in case.set_aside],
        "levers": [_lever(analysis, i) for i in range(len(case.levers))],
        "undecided_share": exact(regions.undecided_share) if _several(analysis) else None,
        "sampling": None if regions.exact else sampling,
        "verdict": _verdict(analysis.ranking, analysis.verdict),
        "stability": [stability_json(alternate) for alternate in analysis.stability],
        "deciding_cells": [_deciding(analysis, alternate) for alternate in analysis.deciding],
        "unknown_scores": [{k: getattr(s, k) for k in _TOLD} for s in analysis.table.unknowns],
        "uncertain_scores": [{k: getattr(s, k) for k in _TOLD} for s in analysis.table.uncertain],
        "open_choices": _open_choices(analysis),
        "alternates": [_alternate(analysis, alternate) for alternate in analysis.alternates],
        "caveats": caveats(analysis),
        "conclusion": str(conclusion(analysis)),
        "next_step": str(conclusion(analysis).settling or ""),
    } | _further(analysis, robustness)


def _open_choices(analysis: Analysis) -> Json | None:
    """Who is first in each way to settle what is open; null when they are not crossed."""
    crossing = crossing_of(analysis)
    if crossing is None:
        return None
    levers = analysis.matrix.alternatives
    return {
        "choices": [
            {"kind": c.kind.value, "about": c.about, "options": list(c.options)}
            for c in crossing.choices
        ],
        "outcomes": [
            {
                "options": list(o.options),
                "sure": None if o.sure is None else levers[o.sure],
                "possible": [levers[i] for i in o.possible],
            }
            for o in crossing.outcomes
        ],
        "sentence": open_choices_text(analysis),
    }


def _further(analysis: Analysis, robustness: Robustness | None) -> Json:
    if robustness is None:
        return {}
    two = one_or_two(analysis).over_weights
    levers = analysis.matrix.alternatives
    return {
        "robustness": robustness_json(analysis, robustness),
        "first_two": {
            lever: {"sure": exact(two.sure[i]), "possible": exact(two.possible[i])}
            for i, lever in enumerate(levers)
        }
        if _several(analysis)
        else None,
    }


def _several(analysis: Analysis) -> bool:
    """Whether there are other weights than those given."""
    return len(analysis.case.criteria) > 1


def _criterion(analysis: Analysis, criterion: Criterion) -> Json:
    """A criterion, its direction and its anchors as they are read in this scenario."""
    direction, sense = criterion.direction, analysis.sense(criterion.id)
    about = {"status": direction.status.value, "reason": direction.reason}
    label = direction_label(criterion, sense)
    worst, best = criterion.anchors(sense)
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
        "solidity": verdict.robustness.value,
        "winner": None if verdict.winner is None else ids[verdict.winner],
    }


def _deciding(analysis: Analysis, cell: DecidingCell) -> Json:
    levers, criteria = analysis.matrix.alternatives, analysis.matrix.criteria
    return {
        "lever": levers[cell.row],
        "criterion": criteria[cell.column],
        "winner": levers[cell.winner],
        "value": interval((cell.low, cell.high)),
        "settles": list(cell.settles),
        "leaves_open": list(cell.leaves_open),
        "sentence": settles(analysis, (cell,)),
    }


def _alternate(analysis: Analysis, alternate: Alternate) -> Json:
    ranking = alternate.ranking
    return {
        "criterion": alternate.criterion,
        "sense": alternate.sense.value,
        "verdict": _verdict(ranking, alternate.verdict),
        "levers": [_place(analysis, ranking, i) for i in range(len(ranking.alternatives))],
        "sentence": alternate_heading(analysis, alternate),
    }
