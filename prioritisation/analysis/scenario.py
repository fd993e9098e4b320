"""Scenario -> Analysis: the one call that pages, pictures and the command line make.

Nothing else computes. A scenario is what people choose (points, readings,
directions); an analysis is everything that follows, with its reservations.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from criteria.case import Case
from criteria.model import PerformanceTable, Score, Sense
from prioritisation.analysis.matrix import DecisionMatrix, Floats, decision_matrix
from prioritisation.analysis.ranking import CLOSE, TIE, Ranking, additive
from prioritisation.analysis.robustness.information import DecidingCell, deciding_cells
from prioritisation.analysis.robustness.regions import Region, Regions, first_regions
from prioritisation.analysis.robustness.weight_changes import Stability, stability_intervals
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT, WeightSet
from prioritisation.analysis.thresholds import (
    RobustnessThresholds,
    RobustnessWord,
    robustness_word,
)
from prioritisation.analysis.weights import shares

START_POINTS = 50

MOST_ANALYSED = 100
"""Levers that are compared in some seconds in every way the product tells."""


class Lead(StrEnum):
    """Who is first with these weights, over all values of the uncertain scores.

    ``REACHABLE``: one lever is first whatever they are, but another may be tied with it.
    """

    AHEAD = "ahead"
    NECK_AND_NECK = "neck_and_neck"
    REACHABLE = "reachable"
    TIED = "tied"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Scenario:
    """What people choose.

    Attributes
    ----------
    points
        Criterion id -> points (>= 0), for the criteria taken into account, in the case's order.
    senses
        Criterion id -> which way it counts, where it is not the way of the data.
    """

    points: Mapping[str, float]
    combination: str
    senses: Mapping[str, Sense] = field(default_factory=dict)

    @property
    def equal(self) -> bool:
        """Whether all criteria have the same points."""
        return len(set(self.points.values())) == 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of the first place, and no more.

    Attributes
    ----------
    lead, leaders
        With these weights: the situation, and the rows surely first (none when it is open).
    rival, gap
        The row that comes closest to a sole leader, and the lead over it (smallest, largest).
    robustness
        Over all weights, from the share for which the leader is surely first.
    winner
        Row of the one lever that may be announced; None when it is tied, when scores leave it
        open, when it is first for less than half of the weights (refusal R6 of the method
        reference), or when another may be tied with it.
    thresholds
        The shares that ``robustness`` was said from.
    """

    lead: Lead
    leaders: tuple[int, ...]
    rival: int | None
    gap: tuple[float, float] | None
    robustness: RobustnessWord
    winner: int | None
    thresholds: RobustnessThresholds


@dataclass(frozen=True, slots=True, eq=False)
class Alternate:
    """The ranking if one direction still to be confirmed were the other way."""

    criterion: str
    sense: Sense
    ranking: Ranking
    verdict: Verdict


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Analysis:
    """Everything computed from a case and a scenario; rows and columns follow the matrix.

    ``case`` has the criteria that the scenario takes into account, and no other.

    Attributes
    ----------
    regions, verdict, stability
        Over the weights that are allowed: ``within``. Weights that are not have no stability.
    """

    case: Case
    scenario: Scenario
    table: PerformanceTable
    matrix: DecisionMatrix
    weights: Floats
    ranking: Ranking
    regions: Regions
    verdict: Verdict
    stability: tuple[Stability, ...]
    deciding: tuple[DecidingCell, ...]
    alternates: tuple[Alternate, ...]
    within: WeightSet = EVERY_WEIGHT

    @property
    def admitted(self) -> bool:
        """Whether the weights given are among those allowed."""
        return bool((self.within.lead_rows(len(self.weights)) @ self.weights >= -TIE).all())

    def sense(self, criterion: str) -> Sense:
        """Which way a criterion counts here."""
        return self.scenario.senses.get(
            criterion, self.case.criterion(criterion).direction.default
        )

    def in_plain_words(self) -> "Analysis":
        """The same, whose criteria are called as a room calls them: for screens and phones."""
        return replace(self, case=self.case.in_plain_words(self.scenario.senses))

    def score(self, row: int, column: int) -> Score:
        """The score behind a cell of the matrix."""
        return self.table.score(self.matrix.alternatives[row], self.matrix.criteria[column])

    def region(self, row: int) -> Region:
        """The weight region of a row."""
        return self.regions.regions[row]


def starting_scenario(case: Case) -> Scenario:
    """Equal points, default readings, directions of the data, criteria active from the start."""
    points = {c.id: START_POINTS for c in case.criteria if c.active}
    return Scenario(points, case.default_combination)


def analyse(case: Case, scenario: Scenario, thresholds: RobustnessThresholds) -> Analysis:
    """Everything that follows from a scenario.

    Parameters
    ----------
    thresholds
        What the word for the first place is said from; the verdict carries them on.

    Raises
    ------
    InvalidPoints
        If no criterion is taken into account, or points are negative, not finite or all zero.
    KeyError
        If the combination of readings or a criterion is not one of the case's.
    """
    active = tuple(c.id for c in case.criteria if c.id in scenario.points)
    if strangers := scenario.points.keys() - set(active):
        raise KeyError(*sorted(strangers))
    weights = shares({c: scenario.points[c] for c in active})
    case = case.keeping(active)
    table = case.tables[scenario.combination]
    matrix, regions = _grounds(case, scenario.combination, _fixed(scenario.senses))
    ranking = additive(matrix, weights)
    return Analysis(
        case,
        scenario,
        table,
        matrix,
        weights,
        ranking,
        regions,
        _verdict(ranking, regions, thresholds),
        stability_intervals(matrix, weights),
        deciding_cells(matrix, weights, ranking),
        tuple(_alternates(case, scenario, weights, thresholds)),
    )


_Senses = tuple[tuple[str, Sense], ...]


def _fixed(senses: Mapping[str, Sense]) -> _Senses:
    return tuple(sorted(senses.items()))


@lru_cache(maxsize=32)
def _grounds(case: Case, combination: str, senses: _Senses) -> tuple[DecisionMatrix, Regions]:
    """What does not depend on the weights, kept from one move of a slider to the next."""
    matrix = decision_matrix(case.tables[combination], dict(senses))
    return matrix, first_regions(matrix)


def _verdict(ranking: Ranking, regions: Regions, thresholds: RobustnessThresholds) -> Verdict:
    leaders = ranking.necessary_firsts
    share = max((regions.regions[i].sure_share for i in leaders), default=0.0)
    alone = len(ranking.criteria) == 1
    word = robustness_word(share - 2 * regions.error, thresholds)
    robustness = RobustnessWord.ALONE if alone else word
    if len(leaders) != 1:
        lead = Lead.TIED if leaders else Lead.OPEN
        return Verdict(lead, leaders, None, None, RobustnessWord.NONE, None, thresholds)
    leader = leaders[0]
    rival = ranking.runner_up(leader)
    gap = ranking.gap(leader, rival)
    lead = Lead.NECK_AND_NECK if gap[1] < CLOSE else Lead.AHEAD
    # Over neck and neck: that another may be tied is the graver reserve.
    lead = Lead.REACHABLE if gap[0] <= TIE else lead
    winner = None if robustness is RobustnessWord.OPEN or lead is Lead.REACHABLE else leader
    return Verdict(lead, leaders, rival, gap, robustness, winner, thresholds)


def _alternates(
    case: Case,
    scenario: Scenario,
    weights: Floats,
    thresholds: RobustnessThresholds,
    within: WeightSet = EVERY_WEIGHT,
) -> list[Alternate]:
    """One per direction to confirm: that one reversed, the others as they are."""
    alternates = []
    for criterion in case.criteria:
        if criterion.direction.contested:
            here = scenario.senses.get(criterion.id, criterion.direction.default)
            senses = {**scenario.senses, criterion.id: here.opposite}
            matrix, regions = _grounds(case, scenario.combination, _fixed(senses))
            regions = regions if within.whole else first_regions(matrix, within)
            ranking = additive(matrix, weights)
            verdict = _verdict(ranking, regions, thresholds)
            alternates.append(Alternate(criterion.id, here.opposite, ranking, verdict))
    return alternates


def within_weights(analysis: Analysis, within: WeightSet) -> Analysis:
    """The same where only the weights of a set are allowed; those given may be others."""
    if within.whole:
        return analysis
    matrix, weights, thresholds = analysis.matrix, analysis.weights, analysis.verdict.thresholds
    regions = first_regions(matrix, within)
    limited = replace(
        analysis,
        within=within,
        regions=regions,
        verdict=_verdict(analysis.ranking, regions, thresholds),
        alternates=tuple(
            _alternates(analysis.case, analysis.scenario, weights, thresholds, within)
        ),
    )
    moves = stability_intervals(matrix, weights, within) if limited.admitted else ()
    return replace(limited, stability=moves)
