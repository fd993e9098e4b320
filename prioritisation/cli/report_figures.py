"""How far a first place holds, as plain JSON for programs: no float noise, null where none.

Over one criterion there are no other weights: shares of the weights are then null, not a 1 that
would mean nothing.
"""

from collections.abc import Iterable, Sequence
from math import isfinite

from prioritisation.analysis.robustness.leave_one_out import LeftOut
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import Interval, Stability, WeightMove
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.limits import constraint_text

Json = dict[str, object]


def exact(value: float) -> float:
    """A figure without float noise, nor -0.0."""
    return round(float(value), 9) + 0.0


def finite_or_none(value: float) -> float | None:
    """The same; None for NaN and infinities, which JSON does not have."""
    return exact(value) if isfinite(value) else None


def interval(interval: Interval | None) -> Json | None:
    """The two ends of an interval; None when there is none."""
    return {"low": exact(interval[0]), "high": exact(interval[1])} if interval else None


def keyed(ids: Sequence[str], values: Iterable[float]) -> Json:
    """Id -> figure, None where it is not finite."""
    return dict(zip(ids, map(finite_or_none, values), strict=True))


def robustness_json(analysis: Analysis, robustness: Robustness) -> Json:
    """Word, ranks, pairs, uncertainties, reversals, leave-one-out and value of information.

    ``allowed`` is the set of weights that the constraints leave: every share of weights is of it.
    """
    limits = robustness.thresholds
    several = len(analysis.case.criteria) > 1
    return {
        "word": robustness.word.value,
        "thresholds": {"solid": limits.solid, "fair": limits.fair, "shared": limits.shared},
        **_constraints(analysis, robustness),
        "held": _holding(analysis, robustness),
        "allowed": _allowed(analysis, robustness) if several else None,
        "drawn": _drawn(analysis, robustness) if several else None,
        "by_scores": keyed(analysis.matrix.alternatives, robustness.by_scores),
        "uncertainties": _uncertainties(robustness) if several else None,
        "reversals": [
            _reversal(analysis, robustness, row) for row in range(len(robustness.reversals))
        ],
        "without_levers": _left(analysis, robustness.without_levers, analysis.matrix.alternatives),
        "without_criteria": _left(analysis, robustness.without_criteria, analysis.matrix.criteria),
        "information": _information(analysis, robustness),
    }


def _constraints(analysis: Analysis, robustness: Robustness) -> Json:
    """What is asked of weights, what the weights given do not satisfy, and what is left."""
    labels = [c.label for c in analysis.case.criteria]
    share = {"share": exact(robustness.share), "error": exact(robustness.share_error)}
    return {
        "constraints": [constraint_text(c, labels) for c in robustness.question.constraints],
        "not_satisfied": [constraint_text(c, labels) for c in robustness.outside],
        "share_of_all_weights": share,
    }


def _holding(analysis: Analysis, robustness: Robustness) -> Json | None:
    """The sole lever surely first and for which shares of what may vary it stays so."""
    if robustness.sole_first is None:
        return None
    weights, lever = (
        robustness.sole_first.weights,
        analysis.matrix.alternatives[robustness.sole_first.row],
    )
    return {
        "lever": lever,
        "weights": None if weights is None else exact(weights),
    }


def _allowed(analysis: Analysis, robustness: Robustness) -> Json:
    """What is exact, or proven, over the weights allowed and whatever the scores are."""
    ids, criteria = analysis.matrix.alternatives, analysis.matrix.criteria
    centres, regions = robustness.centres, robustness.regions
    return {
        "firsts": {
            r.alternative: {"sure": exact(r.sure_share), "possible": exact(r.possible_share)}
            for r in regions.regions
        },
        "firsts_error": exact(regions.error),
        "ranks": {
            ids[e.row]: {
                "best": e.best,
                "worst": e.worst,
                "best_proven": e.best_proven,
                "worst_proven": e.worst_proven,
            }
            for e in robustness.extremes
        },
        "surely_ahead_error": exact(robustness.pairs_error),
        "surely_ahead": {one: keyed(ids, robustness.sure_pairs[i]) for i, one in enumerate(ids)},
        "central_weights": None
        if centres is None
        else {one: _point(criteria, centres[i]) for i, one in enumerate(ids)},
        "stability": [stability_json(one) for one in robustness.stability],
    }


def stability_json(stability: Stability) -> Json:
    """Where one weight may stand for a lever to be first, surely and possibly."""
    bounds = {"sure": interval(stability.sure), "possible": interval(stability.possible)}
    return {"lever": stability.alternative, "criterion": stability.criterion, **bounds}


def _drawn(analysis: Analysis, robustness: Robustness) -> Json:
    """Shares of joint draws of the weights and of the scores; one per rank, the first first."""
    ids, criteria, joint = analysis.matrix.alternatives, analysis.matrix.criteria, robustness.joint
    centres = joint.central_weights
    return {
        "draws": joint.draws,
        "seed": robustness.seed,
        "error": exact(joint.errors(joint.ranks).max()),
        "ranks": {one: [exact(s) for s in joint.ranks[i]] for i, one in enumerate(ids)},
        "ahead": {one: keyed(ids, joint.pairs[i]) for i, one in enumerate(ids)},
        "central_weights": {one: _point(criteria, centres[i]) for i, one in enumerate(ids)},
        "confidence": keyed(ids, joint.confidence),
    }


def _point(criteria: Sequence[str], weights: Sequence[float]) -> Json | None:
    """Weights by criterion; None for a lever that is never first."""
    point = keyed(criteria, weights)
    return None if None in point.values() else point


def _uncertainties(robustness: Robustness) -> Json:
    three = robustness.uncertainties
    changed: Json = {
        u.source.value: {"changed": exact(u.changed), "error": exact(u.error)} for u in three.each
    }
    driver = None if three.driver is None else three.driver.value
    return {**changed, "together": exact(three.together), "driver": driver, "draws": three.draws}


def _reversal(analysis: Analysis, robustness: Robustness, row: int) -> Json:
    change = robustness.reversals[row]
    return {
        "lever": analysis.matrix.alternatives[change.row],
        "possible": _move(analysis, change.possible),
        "sure": _move(analysis, change.sure),
    }


def _move(analysis: Analysis, move: WeightMove | None) -> Json | None:
    if move is None:
        return None
    weights = keyed(analysis.matrix.criteria, move.weights)
    return {"distance": exact(move.distance), "weights": weights}


def _left(analysis: Analysis, each: Sequence[LeftOut], names: Sequence[str]) -> list[Json]:
    ids = analysis.matrix.alternatives
    return [
        {
            "out": names[left_out.out],
            "sure": [ids[i] for i in left_out.sure],
            "possible": [ids[i] for i in left_out.possible],
            "changes": left_out.changes,
            "changes_candidates": left_out.changes_candidates,
        }
        for left_out in each
    ]


def _information(analysis: Analysis, robustness: Robustness) -> list[Json]:
    ids, criteria = analysis.matrix.alternatives, analysis.matrix.criteria
    return [
        {
            "lever": ids[cell.row],
            "criterion": criteria[cell.column],
            "weak": cell.weak,
            "settles": exact(cell.settling_share),
            "first": {"can_change": cell.first, "chance": finite_or_none(cell.first_chance)},
            "second": {"can_change": cell.second, "chance": finite_or_none(cell.second_chance)},
        }
        for cell in robustness.information
    ]
