"""An analysis as tables: each figure between its lowest and its highest, nothing filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from criteria import load
from criteria.case import Case
from criteria.model import Criterion
from criteria.scales import Amount, WordScale
from prioritisation.analysis import scenario
from prioritisation.api.spoken import spoken_problems
from prioritisation.sentences.phrases import rank_text
from prioritisation.sentences.verdict import conclusion
from prioritisation.settings import robustness_thresholds
from prioritisation.wording.nouns import speaking_of

if TYPE_CHECKING:
    from prioritisation.documents.pictures.theme import Drawn
import math
from collections.abc import Iterable
from numbers import Real

from criteria.errors import Problem, ProblemKind
from criteria.model import Sense
from prioritisation.analysis.scenario import MOST_ANALYSED, Scenario, starting_scenario
from prioritisation.errors import InvalidRequest

_LONGEST_REPEATED = 80
_WAYS = tuple(sense.value for sense in Sense)


def asked_scenario(
    case: Case, weights: Mapping[str, float] | None, combination: str, senses: Mapping[str, str]
) -> Scenario:
    """The scenario of these weights, readings and ways; of the start where nothing is said.

    Raises
    ------
    InvalidRequest
        With every problem.
    """
    start = starting_scenario(case)
    points = start.points if weights is None else dict(weights)
    problems = [*_of_points(case, points), *_of_senses(case, senses)]
    if combination and combination not in case.tables:
        problems.append(_stranger("unknown_reading", "combination", combination, case.tables))
    if (count := len(case.levers)) > MOST_ANALYSED:
        values = {"found": count, "allowed": MOST_ANALYSED}
        problems.append(Problem("too_many", "case.levers", values=values))
    if problems:
        raise InvalidRequest(problems)
    ways = {criterion: Sense(way) for criterion, way in senses.items()}
    return Scenario(points, combination or start.combination, ways)


def _of_points(case: Case, points: Mapping[str, float]) -> Iterator[Problem]:
    yield from _strangers(case, "weights", points)
    wrong = False
    for criterion, number in points.items():
        if kind := _fault(number):
            wrong = True
            yield Problem(kind, "weights", column=criterion, values={"found": _short(number)})
    if not wrong and not any(points.values()):
        yield Problem("zero_weights", "weights")


def _of_senses(case: Case, senses: Mapping[str, str]) -> Iterator[Problem]:
    yield from _strangers(case, "senses", senses)
    for criterion, way in senses.items():
        if way not in _WAYS:
            values = {"found": _short(way), "allowed": ", ".join(_WAYS)}
            yield Problem("not_allowed", "senses", column=criterion, values=values)


def _strangers(case: Case, place: str, named: Iterable[str]) -> Iterator[Problem]:
    """Ids of no criterion."""
    known = [criterion.id for criterion in case.criteria]
    for ident in named:
        if ident not in known:
            yield _stranger("unknown_criterion", place, ident, known)


def _stranger(kind: ProblemKind, place: str, answer: object, known: Iterable[str]) -> Problem:
    return Problem(kind, place, values={"found": _short(answer), "allowed": ", ".join(known)})


def _fault(number: object) -> ProblemKind | None:
    """What is wrong with the points of a criterion."""
    if not isinstance(number, Real):
        return "not_a_number"
    if not math.isfinite(number):
        return "not_finite"
    return "negative" if number < 0 else None


def _short(answer: object) -> str:
    return str(answer)[:_LONGEST_REPEATED]


_Row = Mapping[str, Any]


def load_case(path: str | Path) -> Case:
    """The case of a folder.

    Raises
    ------
    InvalidCase
        With every problem of its files.
    """
    with spoken_problems():
        return load.load_case(Path(path))


def analyse(
    case: Case,
    weights: Mapping[str, float] | None = None,
    *,
    combination: str = "",
    senses: Mapping[str, str] | None = None,
) -> "AnalysisResult":
    """Everything that follows from weights.

    Parameters
    ----------
    weights
        Criterion id -> points on any common scale, for the criteria taken into account; None:
        those of the start, which are equal.
    combination
        Readings, of those of ``case.tables``; empty: those by default.
    senses
        Criterion id -> ``min`` or ``max``, where it is not the way of the case.

    Raises
    ------
    InvalidRequest
        With every problem: weights that are negative, not finite or all zero, a criterion or
        readings that the case does not have, a way that is none, more than 100 levers.
    """
    with spoken_problems():
        wanted = asked_scenario(case, weights, combination, senses or {})
    return AnalysisResult(scenario.analyse(case, wanted, robustness_thresholds()))


@dataclass(frozen=True, slots=True, eq=False)
class AnalysisResult:
    """What ``analyse`` gives; tables are made when they are asked for.

    Attributes
    ----------
    analysis
        All of it, as the rest of the product has it.
    """

    analysis: scenario.Analysis

    @property
    def case(self) -> Case:
        """The case, with the criteria that are taken into account."""
        return self.analysis.case

    @property
    def conclusion(self) -> str:
        """Who is first, or that nobody can say, with what goes with it, in French."""
        with speaking_of(self.case.option):
            return str(conclusion(self.analysis))

    @property
    def ranking(self) -> pd.DataFrame:
        """A row for each lever, in the order in which the product draws them.

        ``rank_best`` and ``rank_worst`` are shared by who is tied, ``rank`` is how it is said;
        ``points_low`` and ``points_high`` are out of 100.
        """
        ranking = self.analysis.ranking
        rows = [
            {
                "lever": self.case.levers[i].label,
                "rank": rank_text(ranking, i),
                "rank_best": int(ranking.best[i]),
                "rank_worst": int(ranking.worst[i]),
                "points_low": 100 * float(ranking.low[i]),
                "points_high": 100 * float(ranking.high[i]),
            }
            for i in ranking.order
        ]
        return _table(rows, [ranking.alternatives[i] for i in ranking.order])

    @property
    def contributions(self) -> pd.DataFrame:
        """A row for each lever and criterion: the score, its unit, and the points it brings.

        What is unknown has no score, and all the points that it may bring.
        """
        levers, criteria = self.analysis.ranking.alternatives, self.analysis.ranking.criteria
        index = pd.MultiIndex.from_product([levers, criteria], names=["lever_id", "criterion_id"])
        return pd.DataFrame(list(self._contributions()), index=index)

    def _contributions(self) -> Iterator[_Row]:
        ranking = self.analysis.ranking
        for i, lever in enumerate(self.case.levers):
            for j, criterion in enumerate(self.case.criteria):
                score = self.analysis.score(i, j)
                yield {
                    "lever": lever.label,
                    "criterion": criterion.label,
                    "score_low": self._written(criterion, score.low),
                    "score_high": self._written(criterion, score.high),
                    "unit": criterion.unit.several or criterion.unit.one,
                    "status": score.status.value,
                    "weight": float(self.analysis.weights[j]),
                    "points_low": 100 * float(ranking.low_contributions[i, j]),
                    "points_high": 100 * float(ranking.high_contributions[i, j]),
                }

    def _written(self, criterion: Criterion, amount: Amount | None) -> Amount | None:
        """A number, or the word of a level."""
        scale = criterion.scale
        if isinstance(scale, WordScale) and amount is not None:
            return scale.level(amount).label
        return amount

    @property
    def robustness(self) -> pd.DataFrame:
        """For which share of all weights, in [0, 1], each lever is first.

        ``first_sure`` whatever the unknown scores, ``first_possible`` for some of them; ``error``
        is that of both, 0 where they are exact. With one criterion there are no other weights.
        """
        regions, several = self.analysis.regions, len(self.case.criteria) > 1
        rows = [
            {
                "lever": lever.label,
                "first_sure": region.sure_share if several else None,
                "first_possible": region.possible_share if several else None,
                "error": regions.error if several else None,
            }
            for lever, region in zip(self.case.levers, regions.regions, strict=True)
        ]
        return _table(rows, self.analysis.matrix.alternatives)

    def chart(self) -> "Drawn":
        """The ranking as bars, an Altair chart; what is uncertain is pale."""
        from prioritisation.documents.pictures.charts import ranking_chart  # noqa: PLC0415 (slow)

        with speaking_of(self.case.option):
            return ranking_chart(self.analysis)


def _table(
    rows: list[_Row] | list[dict[str, Any]], ids: list[str] | tuple[str, ...]
) -> pd.DataFrame:
    return pd.DataFrame(rows, index=pd.Index(list(ids), name="lever_id"))
