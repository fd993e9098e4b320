"""A case as a matrix of scikit-criteria; no gap of it is filled in without being asked."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from skcriteria import DecisionMatrix, mkdm

from criteria.case import Case
from criteria.model import Criterion, Score, Sense
from criteria.scales import LinearScale
from prioritisation.api.results import AnalysisResult
from prioritisation.errors import PrioritisationError
from prioritisation.wording import tn

End = Literal["", "worst", "best"]
_MOST_NAMED = 5


class InexactScores(PrioritisationError):
    """Scores that are unknown, or between two values: a matrix of numbers cannot hold them.

    Attributes
    ----------
    cells
        Ids of the lever and of the criterion of each.
    """

    def __init__(self, cells: Sequence[tuple[str, str]]) -> None:
        names = [f"{lever}/{criterion}" for lever, criterion in cells[:_MOST_NAMED]]
        super().__init__(
            tn(
                "{n} score is unknown, or between two values ({names}): ask for both bounds with "
                "{worst} and {best}",
                "{n} scores are unknown, or between two values ({names}): ask for both bounds "
                "with {worst} and {best}",
                len(cells),
                names=", ".join([*names, *["…"] * (len(cells) > _MOST_NAMED)]),
                worst='at="worst"',
                best='at="best"',
            )
        )
        self.cells = tuple(cells)


def decision_matrix(source: Case | AnalysisResult, *, at: End = "") -> DecisionMatrix:
    """The scores of a case, or of an analysis with its weights and ways of counting.

    Numbers are scores in the unit of their criterion. Words, and numbers on a scale that is not
    straight, are their values in [0, 1]: the more the better.

    Parameters
    ----------
    at
        Where scores that are not exact stand: all at their worst, or all at their best, unknown
        ones at the end of the scale. Empty: none may be.

    Raises
    ------
    InexactScores
        Where some are, and ``at`` is empty.
    """
    result = source if isinstance(source, AnalysisResult) else None
    case = source if isinstance(source, Case) else source.case
    scenario = result.analysis.scenario if result else None
    combination = scenario.combination if scenario else case.default_combination
    senses = {
        c.id: (scenario.senses if scenario else {}).get(c.id, c.direction.default)
        for c in case.criteria
    }
    table = case.tables[combination]
    inexact = [cell for cell, score in table.scores.items() if not score.exact]
    if inexact and not at:
        raise InexactScores(inexact)
    rows = [
        [_figure(c, table.score(lever.id, c.id), senses[c.id], at) for c in case.criteria]
        for lever in case.levers
    ]
    return mkdm(
        rows,
        [_objective(c, senses[c.id]) for c in case.criteria],
        weights=None if result is None else list(result.analysis.weights),
        alternatives=[lever.id for lever in case.levers],
        criteria=[c.id for c in case.criteria],
    )


def _objective(criterion: Criterion, sense: Sense) -> Callable[..., Any]:
    """As scikit-criteria has it: the function that finds the best."""
    straight = isinstance(criterion.scale, LinearScale)
    return min if straight and sense is Sense.MIN else max


def _figure(criterion: Criterion, score: Score, sense: Sense, at: End) -> float:
    """A score, or the one of its two ends that is asked for."""
    scale = criterion.scale_in(sense)
    worst, best = criterion.anchors(sense)
    ends = (worst, best) if score.low is None or score.high is None else (score.low, score.high)
    amount = sorted(ends, key=scale.value)[at == "best"]
    return float(amount) if isinstance(scale, LinearScale) else scale.value(amount)
