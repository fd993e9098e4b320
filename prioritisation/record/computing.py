"""Inputs of a record -> everything computed from them, when it is made and when it is replayed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import Margins, duels, group_weights
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.opinions import Method, Opinion, opinion
from prioritisation.analysis.parts import Line, Part, is_empty
from prioritisation.analysis.robustness.draws import DRAWS, JOINT
from prioritisation.analysis.robustness.information import CHANCES
from prioritisation.analysis.robustness.leave_one_out import RESAMPLED
from prioritisation.analysis.robustness.robustness import BallotsByCollege, Robustness
from prioritisation.analysis.scenario import Analysis, Scenario, analyse
from prioritisation.analysis.streams import SEED
from prioritisation.analysis.thresholds import RobustnessThresholds, Thresholds
from prioritisation.record.case_part import CasePart
from prioritisation.record.crossing_part import CrossingPart, crossing_part
from prioritisation.record.first_two_part import FirstTwoPart, first_two_part
from prioritisation.record.group_part import GroupPart, group_part
from prioritisation.record.ranking_part import (
    Figures,
    Ids,
    RankingPart,
    ids,
    plain_figures,
    ranking_part,
)
from prioritisation.record.robustness_part import RobustnessPart, robustness_part
from prioritisation.record.same_case import case_of, senses_of
from prioritisation.record.votes import ballot_of
from prioritisation.record.votes_part import Origin, VotesPart, WeightPart

_TWO = 2
_Whole = tuple[int, ...]


class OpinionPart(Part):
    """Ranks by another method over the completions examined."""

    method: Line
    best: _Whole
    worst: _Whole
    firsts: Figures
    completions: int
    exhaustive: bool


class DuelsPart(Part):
    """Duels between levers over the voters' own rankings.

    Attributes
    ----------
    low, high
        Smallest and largest margin of each duel: ballots for the row less ballots for the column.
    winner, contenders
        The lever that wins all its duels whatever is unknown; those that may.
    """

    low: tuple[_Whole, ...]
    high: tuple[_Whole, ...]
    winner: Line | None
    contenders: Ids


def opinion_parts(matrix: DecisionMatrix, weights: Floats) -> Iterator[OpinionPart]:
    """What every other method says of the levers."""
    for method in Method:
        if method is not Method.ADDITIVE:
            yield _opinion(opinion(matrix, weights, method))


def _opinion(opinion: Opinion) -> OpinionPart:
    return OpinionPart(
        method=opinion.method,
        best=tuple(opinion.best.tolist()),
        worst=tuple(opinion.worst.tolist()),
        firsts=plain_figures(opinion.firsts),
        completions=opinion.completions,
        exhaustive=opinion.exhaustive,
    )


def duels_part(matrix: DecisionMatrix, ballots: Sequence[Ballot]) -> DuelsPart | None:
    """Duels over the voters' rankings; None without a ballot, or a duel."""
    levers = matrix.alternatives
    if not ballots or len(levers) < _TWO:
        return None
    outcome = duels(matrix, ballots)
    return DuelsPart(
        low=_rows(outcome.low),
        high=_rows(outcome.high),
        winner=None if outcome.winner is None else levers[outcome.winner],
        contenders=ids(levers, outcome.contenders),
    )


def _rows(matrix: Margins) -> tuple[_Whole, ...]:
    return tuple(tuple(row) for row in matrix.tolist())


class DrawsPart(Part):
    """The seed of every draw, and how many there are of each kind."""

    seed: int
    weights: int
    joint: int
    ballots: int
    information: int


class Results(Part):
    """Everything computed from the inputs of a record."""

    weights: tuple[WeightPart, ...]
    draws: DrawsPart
    ranking: RankingPart
    crossing: Annotated[CrossingPart | None, Field(exclude_if=is_empty)] = None
    robustness: RobustnessPart
    group: GroupPart | None
    opinions: tuple[OpinionPart, ...]
    duels: DuelsPart | None
    first_two: FirstTwoPart


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """Everything computed from the inputs of a record, and what its results were told from.

    Attributes
    ----------
    ballots
        As ``ballots_of`` gives them.
    """

    results: Results
    analysis: Analysis
    robustness: Robustness
    ballots: BallotsByCollege


def compute(
    case: CasePart, votes: VotesPart, thresholds: Thresholds, *, opinions: bool
) -> Computed | None:
    """Everything that follows; None when the ballots are too few for any figure.

    Raises
    ------
    CriteriaError, InvalidPoints, KeyError, ValueError
        When the inputs do not hold together.
    """
    if votes.origin is Origin.NONE:
        return None
    analysis = analysis_of(case, votes, thresholds.robustness)
    robustness = assess_robustness(analysis, ballots_of(votes))
    return computed_of(analysis, robustness, votes, thresholds, opinions=opinions)


def computed_of(
    analysis: Analysis,
    robustness: Robustness,
    votes: VotesPart,
    thresholds: Thresholds,
    *,
    opinions: bool,
) -> Computed:
    """What a record tells of an analysis, which may be among the weights allowed."""
    cast, matrix, weights = ballots_of(votes), analysis.matrix, analysis.weights
    every = [ballot for group in cast.values() for ballot in group]
    results = Results(
        weights=tuple(_weights(matrix, weights)),
        draws=DrawsPart(
            seed=SEED, weights=DRAWS, joint=JOINT, ballots=RESAMPLED, information=CHANCES
        ),
        ranking=ranking_part(analysis),
        crossing=crossing_part(analysis),
        robustness=robustness_part(robustness),
        group=group_part(matrix, cast, thresholds.group) if every else None,
        opinions=tuple(opinion_parts(matrix, weights)) if opinions else (),
        duels=duels_part(matrix, every),
        first_two=first_two_part(analysis, every),
    )
    return Computed(results, analysis, robustness, cast)


def _weights(matrix: DecisionMatrix, weights: Floats) -> Iterator[WeightPart]:
    for criterion, weight in zip(matrix.criteria, weights.tolist(), strict=True):
        yield WeightPart(criterion=criterion, value=weight)


def analysis_of(part: CasePart, votes: VotesPart, thresholds: RobustnessThresholds) -> Analysis:
    """The analysis that a record is about: what pages and documents show of it."""
    case = case_of(part)
    scenario = Scenario(_points(case, votes), part.combination, senses_of(part))
    return analyse(case, scenario, thresholds)


def ballots_of(votes: VotesPart) -> BallotsByCollege:
    """Index of a group of colleges -> its ballots in the round that decides; all under ``0``."""
    deciding = votes.deciding
    if deciding is None or not deciding.ballots:
        return {}
    ballots: dict[str, list[Ballot]] = {str(k): [] for k in range(max(1, len(votes.groups)))}
    for line in deciding.ballots:
        ballots[str(line.group or 0)].append(ballot_of(line))
    return ballots


def _points(case: Case, votes: VotesPart) -> dict[str, float]:
    """Criterion -> its weight out of 100, or the points that were chosen."""
    if votes.origin is Origin.FIGURES and votes.deciding:
        told = {s.criterion: 100 * s.weight for s in votes.deciding.shares}
        return {c.id: told.get(c.id, 0.0) for c in case.criteria}
    if votes.origin is not Origin.BALLOTS:
        return {w.criterion: w.value for w in votes.weights}
    ballots = [ballot for group in ballots_of(votes).values() for ballot in group]
    group = group_weights(ballots, tuple(c.id for c in case.criteria))
    return {criterion: 100 * share for criterion, share in group.by_criterion().items()}
