"""Everything about the robustness of a first place, in one call and in one answer.

What does not depend on the weights is kept from one move of a slider to the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from criteria.model import PerformanceTable, Sense, Status
from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import Ranking, additive
from prioritisation.analysis.robustness import draws
from prioritisation.analysis.robustness.codings import Codings, Words, codings, word_columns
from prioritisation.analysis.robustness.constraints import Constraint, constrained_sample
from prioritisation.analysis.robustness.information import (
    CellIndex,
    Information,
    value_of_information,
)
from prioritisation.analysis.robustness.joint import (
    Joint,
    SoleFirst,
    Uncertainties,
    joint_acceptability,
    standard_errors,
    sure_shares,
    uncertainties,
)
from prioritisation.analysis.robustness.leave_one_out import (
    RESAMPLED,
    CollegeLeftOut,
    LeftOut,
    VotersLeftOut,
    resampled_means,
    without_colleges,
    without_criteria,
    without_levers,
    without_voters,
)
from prioritisation.analysis.robustness.places import RankSpans, rank_spans
from prioritisation.analysis.robustness.polytopes import first_rank_volumes
from prioritisation.analysis.robustness.ranks import Extremes, extreme_ranks
from prioritisation.analysis.robustness.regions import Regions, first_regions
from prioritisation.analysis.robustness.weight_changes import TippingPoint, tipping_points
from prioritisation.analysis.thresholds import (
    RobustnessThresholds,
    RobustnessWord,
    robustness_word,
)

_LOW_CONFIDENCE = "faible"
"""Word of the data for a score in which confidence is low."""

_LEVERS, _CELLS = 30, 60
"""Levers and uncertain scores up to which ``DRAWS`` joint draws are made."""

BallotsByCollege = Mapping[str, Sequence[Ballot]]


@dataclass(frozen=True, slots=True, eq=False)
class RobustnessInput:
    """What the robustness is asked of.

    Attributes
    ----------
    weights
        Array (n,) of shares summing to 1.
    thresholds
        What the word is said from.
    words
        The criteria in words.
    weak
        Cells with a value that is inferred or doubted.
    ballots
        College -> ballots on the criteria of the matrix; empty without a vote.
    constraints
        What the weights drawn must satisfy; all weights without any.
    """

    matrix: DecisionMatrix
    weights: Floats
    thresholds: RobustnessThresholds
    words: tuple[Words, ...] = ()
    weak: tuple[CellIndex, ...] = ()
    ballots: BallotsByCollege = field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()

    @property
    def every_ballot(self) -> list[Ballot]:
        """The ballots of all colleges."""
        return [ballot for college in self.ballots.values() for ballot in college]


@dataclass(frozen=True, slots=True, eq=False)
class Robustness:
    """How far a first place holds; m levers, n criteria, rows and columns as in the matrix.

    Attributes
    ----------
    ranking
        Ranks and values at the weights given, necessary and possible.
    regions
        Shares of all weights for which each lever is first, exact where they can be.
    centres
        Array (m, n) of exact central weights; None when a score is not known or they cannot be
        proven (``joint.central_weights`` are then estimates).
    sure_pairs
        Array (m, m): exact share of all weights for which a lever is ahead whatever the scores.
    extremes
        Best and worst rank over all weights; those not proven may be by ``extreme_ranks``.
    joint
        Ranks over draws of the weights, all or constrained, and of the scores: ``DRAWS`` of them,
        ``JOINT`` with more than ``_LEVERS`` levers or ``_CELLS`` uncertain scores.
    spans
        Ranks over the same weights, from the least to the most whatever the uncertain scores.
    by_ballots
        The same over ``RESAMPLED`` draws of the ballots; None without enough of them.
    by_scores
        Array (m,): share of the drawn scores for which each is first at the weights given.
    sole_first, word, thresholds
        For a sole lever surely first; the word for it, « undecidable » for any other situation,
        and what the word was said from. A share counts less twice its error.
    """

    question: RobustnessInput
    ranking: Ranking
    regions: Regions
    centres: Floats | None
    sure_pairs: Floats
    extremes: tuple[Extremes, ...]
    joint: Joint
    spans: RankSpans
    by_ballots: Joint | None
    by_scores: Floats
    codings: Codings
    uncertainties: Uncertainties
    reversals: tuple[TippingPoint, ...]
    without_levers: tuple[LeftOut, ...]
    without_criteria: tuple[LeftOut, ...]
    without_voters: VotersLeftOut | None
    without_colleges: tuple[CollegeLeftOut, ...]
    information: tuple[Information, ...]
    sole_first: SoleFirst | None
    word: RobustnessWord
    thresholds: RobustnessThresholds
    seed: int = draws.SEED


@dataclass(frozen=True, slots=True, eq=False)
class _Grounds:
    """What does not depend on the weights given."""

    regions: Regions
    centres: Floats | None
    sure_pairs: Floats
    extremes: tuple[Extremes, ...]
    joint: Joint
    spans: RankSpans


def robustness_input(
    table: PerformanceTable,
    matrix: DecisionMatrix,
    weights: Floats,
    senses: Mapping[str, Sense],
    thresholds: RobustnessThresholds,
) -> RobustnessInput:
    """The question about a performance table: its criteria in words, its weak cells."""
    words = word_columns(table, senses)
    return RobustnessInput(matrix, weights, thresholds, words, weak_cells(table))


def weak_cells(table: PerformanceTable) -> tuple[CellIndex, ...]:
    """Cells with one value, that was inferred or in which confidence is low."""
    return tuple(
        (row, column)
        for row, lever in enumerate(table.levers)
        for column, criterion in enumerate(table.criteria)
        if (score := table.score(lever.id, criterion.id)).exact
        and (score.status is Status.INFERRED or score.confidence == _LOW_CONFIDENCE)
    )


def robustness(question: RobustnessInput) -> Robustness:
    """Everything about the robustness of the first place.

    Raises
    ------
    InconsistentConstraints
        When no weights satisfy the constraints asked for.
    """
    matrix, weights, words = question.matrix, question.weights, question.words
    grounds, scores = _grounds(matrix, question.constraints), draws.score_draws(matrix)
    ranking, coded = additive(matrix, weights), codings(matrix, weights, words)
    sole_first = _sole_first(question, ranking, grounds.regions, coded)
    sample = _sample(matrix, question.constraints)[: draws.JOINT]
    return Robustness(
        question=question,
        ranking=ranking,
        regions=grounds.regions,
        centres=grounds.centres,
        sure_pairs=grounds.sure_pairs,
        extremes=grounds.extremes,
        joint=grounds.joint,
        spans=grounds.spans,
        by_ballots=_by_ballots(question, scores),
        by_scores=draws.first_shares(scores.overall(weights)),
        codings=coded,
        uncertainties=uncertainties(scores, weights, sample, words),
        reversals=tipping_points(matrix, weights),
        without_levers=without_levers(matrix, weights),
        without_criteria=without_criteria(matrix, weights),
        without_voters=without_voters(matrix, question.every_ballot),
        without_colleges=without_colleges(matrix, question.ballots),
        information=value_of_information(matrix, weights, question.weak),
        sole_first=sole_first,
        word=_word(sole_first, grounds, coded, question.thresholds),
        thresholds=question.thresholds,
    )


# A matrix is compared by identity: whatever the weights, ``scenario`` hands on the same one of a
# case, a perimeter and directions.
@lru_cache(maxsize=16)
def _grounds(matrix: DecisionMatrix, constraints: tuple[Constraint, ...]) -> _Grounds:
    volumes = None
    if np.array_equal(matrix.low, matrix.high):
        volumes = first_rank_volumes(matrix.low)
    small = len(matrix.low) <= _LEVERS and len(matrix.open_cells) <= _CELLS
    scores = draws.score_draws(matrix, draws.DRAWS if small else draws.JOINT)
    sample = _sample(matrix, constraints)[: scores.draws]
    return _Grounds(
        first_regions(matrix),
        None if volumes is None else volumes[1],
        sure_shares(matrix),
        extreme_ranks(matrix, prove=False),
        joint_acceptability(scores, sample),
        rank_spans(matrix, sample),
    )


def _sample(matrix: DecisionMatrix, constraints: tuple[Constraint, ...]) -> Floats:
    """Array (DRAWS, n) of weights: all of them, or those that satisfy the constraints."""
    n = len(matrix.criteria)
    return constrained_sample(n, constraints) if constraints else draws.weight_sample(n)


def _by_ballots(question: RobustnessInput, scores: draws.ScoreDraws) -> Joint | None:
    ballots = question.every_ballot
    if not may_show(len(ballots)):
        return None
    table = share_table(ballots, question.matrix.criteria)
    return joint_acceptability(scores.first(RESAMPLED), resampled_means(table))


def _sole_first(
    question: RobustnessInput, ranking: Ranking, regions: Regions, coded: Codings
) -> SoleFirst | None:
    if len(ranking.necessary_firsts) != 1:
        return None
    row = ranking.necessary_firsts[0]
    free = len(question.matrix.criteria) > 1 and not question.constraints
    share = regions.regions[row].sure_share if free else None
    return SoleFirst(row, share, float(coded.sure[row]))


def _word(
    sole_first: SoleFirst | None,
    grounds: _Grounds,
    coded: Codings,
    thresholds: RobustnessThresholds,
) -> RobustnessWord:
    """The word of the least of the shares; constrained weights count by the joint draws."""
    if sole_first is None:
        return RobustnessWord.UNDECIDABLE
    if grounds.joint.central_weights.shape[1] == 1:
        return RobustnessWord.ALONE
    # Without words nothing is drawn, and the share is 1 without error.
    error = standard_errors(np.array(sole_first.codings), max(coded.draws, 1))
    least = sole_first.codings - 2 * float(error)
    if sole_first.weights is not None:
        return robustness_word(
            min(least, sole_first.weights - 2 * grounds.regions.error), thresholds
        )
    firsts = grounds.joint.firsts
    drawn = float(firsts[sole_first.row] - 2 * grounds.joint.errors(firsts)[sole_first.row])
    return robustness_word(min(least, drawn), thresholds)
