"""Everything about the robustness of a first place, in one call and in one answer.

What does not depend on the weights is kept from one move of a slider to the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import Ranking, additive
from prioritisation.analysis.robustness import draws
from prioritisation.analysis.robustness.allowed import allowed_weights
from prioritisation.analysis.robustness.constraints import Constraint, broken
from prioritisation.analysis.robustness.information import (
    Information,
    value_of_information,
)
from prioritisation.analysis.robustness.joint import (
    Joint,
    SoleFirst,
    Uncertainties,
    joint_acceptability,
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
from prioritisation.analysis.robustness.ranks import Extremes, widened
from prioritisation.analysis.robustness.regions import Regions
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.weight_changes import (
    Stability,
    TippingPoint,
    stability_intervals,
    tipping_points,
)
from prioritisation.analysis.robustness.weight_sets import WeightSet, weight_set
from prioritisation.analysis.streams import SEED
from prioritisation.analysis.thresholds import (
    RobustnessThresholds,
    RobustnessWord,
    robustness_word,
)

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
    ballots
        College -> ballots on the criteria of the matrix; empty without a vote.
    constraints
        What weights must satisfy to be allowed; all of them are without any. ``weights`` may be
        others: everything else is about those that are allowed.
    """

    matrix: DecisionMatrix
    weights: Floats
    thresholds: RobustnessThresholds
    ballots: BallotsByCollege = field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()

    @property
    def every_ballot(self) -> list[Ballot]:
        """The ballots of all colleges."""
        return [ballot for college in self.ballots.values() for ballot in college]


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Robustness:
    """How far a first place holds; m levers, n criteria, rows and columns as in the matrix.

    Attributes
    ----------
    ranking
        Ranks and values at the weights given, necessary and possible.
    within, share, share_error
        The weights that are allowed, their share of all weights, and its standard error.
    outside
        The constraints that the weights given do not satisfy.
    regions, centres, sure_pairs, pairs_error, joint
        Over the weights that are allowed: as in ``AllowedWeights``.
    extremes
        The same, and what is not proven there holds the rank with the weights given, where they
        are allowed, and the first place of whatever a change of weights puts first.
    stability, reversals
        Where each weight may stand, among those allowed, for each lever to be first, and the
        smallest changes that put it first; none from weights that are not allowed.
    by_ballots
        The same over ``RESAMPLED`` draws of the ballots; None without enough of them.
    by_scores
        Array (m,): share of the drawn scores for which each is first at the weights given.
    sole_first, word, thresholds
        For a sole lever surely first; the word for it, « none » for any other situation, and
        what the word was said from. A share counts less twice its error.
    """

    question: RobustnessInput
    ranking: Ranking
    within: WeightSet
    share: float
    share_error: float
    outside: tuple[Constraint, ...]
    regions: Regions
    centres: Floats | None
    sure_pairs: Floats
    pairs_error: float
    extremes: tuple[Extremes, ...]
    joint: Joint
    stability: tuple[Stability, ...]
    by_ballots: Joint | None
    by_scores: Floats
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
    seed: int = SEED


def robustness(question: RobustnessInput) -> Robustness:
    """Everything about the robustness of the first place.

    Raises
    ------
    InconsistentConstraints, NarrowConstraints
        When no weights satisfy the constraints asked for, or too few to be exact on.
    """
    matrix, weights = question.matrix, question.weights
    within = weight_set(len(matrix.criteria), question.constraints)
    over, scores = allowed_weights(matrix, within), draws.score_draws(matrix)
    ranking = additive(matrix, weights)
    sole_first = _sole_first(question, ranking, over.regions)
    outside = broken(question.constraints, weights)
    reversals = tipping_points(matrix, weights, within)
    extremes = _extremes(over.extremes, reversals, None if outside else ranking)
    return Robustness(
        question=question,
        ranking=ranking,
        within=within,
        # Each of its figures has the same name here.
        **{f.name: getattr(over, f.name) for f in fields(over)} | {"extremes": extremes},
        outside=outside,
        stability=() if outside else stability_intervals(matrix, weights, within),
        by_ballots=_by_ballots(question, scores),
        by_scores=draws.first_shares(scores.overall(weights)),
        uncertainties=uncertainties(
            draws.score_draws(matrix.doubting(matrix.doubted)),
            weights,
            _joint_sample(matrix, within),
        ),
        reversals=() if outside else reversals,
        without_levers=without_levers(matrix, weights),
        without_criteria=without_criteria(matrix, weights),
        without_voters=without_voters(matrix, question.every_ballot),
        without_colleges=without_colleges(matrix, question.ballots),
        information=value_of_information(matrix, weights),
        sole_first=sole_first,
        word=_word(question, sole_first, over.regions),
        thresholds=question.thresholds,
    )


def _joint_sample(matrix: DecisionMatrix, within: WeightSet) -> Floats:
    return sample_within(len(matrix.criteria), within)[: draws.JOINT]


def _extremes(
    known: tuple[Extremes, ...], reversals: Sequence[TippingPoint], ranking: Ranking | None
) -> tuple[Extremes, ...]:
    """Possible ranks that hold the changes of weights, and the ranking when it is allowed."""
    ends = [(e.best, e.worst) for e in known]
    if ranking is not None:
        ends = list(zip(ranking.best.tolist(), ranking.worst.tolist(), strict=True))
    firsts = [change.possible is not None for change in reversals]
    return tuple(
        widened(e, 1 if first else best, worst, len(known))
        for e, first, (best, worst) in zip(known, firsts, ends, strict=True)
    )


def _by_ballots(question: RobustnessInput, scores: draws.ScoreDraws) -> Joint | None:
    ballots = question.every_ballot
    if not may_show(len(ballots)):
        return None
    table = share_table(ballots, question.matrix.criteria)
    means = resampled_means(table)
    return joint_acceptability(scores.first(RESAMPLED), means)


def _sole_first(question: RobustnessInput, ranking: Ranking, regions: Regions) -> SoleFirst | None:
    if len(ranking.necessary_firsts) != 1:
        return None
    row = ranking.necessary_firsts[0]
    several = len(question.matrix.criteria) > 1
    share = regions.regions[row].sure_share if several else None
    return SoleFirst(row, share)


def _word(
    question: RobustnessInput, sole_first: SoleFirst | None, regions: Regions
) -> RobustnessWord:
    """The word of the share of the weights allowed."""
    if sole_first is None:
        return RobustnessWord.NONE
    if sole_first.weights is None:
        return RobustnessWord.ALONE
    return robustness_word(sole_first.weights - 2 * regions.error, question.thresholds)
